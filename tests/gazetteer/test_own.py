"""Layers of one's own: whole or not at all, whatever the input or the disk."""

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.queues import Queue
from pathlib import Path

import pytest

from toponym.errors import IndexFileError, TableError, ToponymError
from toponym.gazetteer import index_of, own
from toponym.matching import Normalizer
from toponym.matching.verdicts import judge
from toponym.model import Entry, Name, Variant
from toponym.text.fold import fold


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOPONYM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def places(count: int, text: str = "Місце") -> Iterator[Entry]:
    for number in range(count):
        yield Entry(f"p{number}", "settlement", (Name(f"{text} {number}", "uk"),), country="UA")


def files(cache: Path) -> set[str]:
    return {path.name for path in (cache / "layers").iterdir()}


def test_a_layer_is_found_by_its_name() -> None:
    own.build_layer("mine", places(3), judge=judge)
    assert own.own_layers() == ["mine"]
    assert Normalizer("mine").normalize("Mistse 2").id == "p2"
    assert Normalizer(own.layer_path("mine")).normalize("Місце 1").id == "p1"
    own.remove_layer("mine")
    assert own.own_layers() == []
    with pytest.raises(ToponymError, match=r"^no layer 'mine'; there are: none$"):
        own.remove_layer("mine")
    with pytest.raises(TableError, match="mine: no such file"):
        index_of("mine")


@pytest.mark.parametrize("name", ["world", "embedded", "", "Mine", "a/b", "..", "-x", "a b", "наш"])
def test_what_is_no_name(name: str, cache: Path) -> None:
    with pytest.raises(ToponymError, match=r"^layer name"):
        own.build_layer(name, places(1))
    assert not cache.exists()


def test_an_error_of_the_input_leaves_the_old_layer(cache: Path) -> None:
    own.build_layer("mine", places(2))

    def broken() -> Iterator[Entry]:
        yield from places(1)
        raise TableError("sites.csv: broken")

    with pytest.raises(TableError, match=r"sites\.csv: broken"):
        own.build_layer("mine", broken())
    assert len(index_of("mine")) == 2
    assert files(cache) == {"mine.index"}


def test_an_id_that_comes_twice_is_told(cache: Path) -> None:
    with pytest.raises(TableError, match=r"^id 'p0' is that of several entries; give each its own$"):
        own.build_layer("mine", [*places(2), *places(1)])
    assert files(cache) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on the size of files")
@pytest.mark.parametrize("limit", [100_000, 200_000])
def test_a_full_disk_leaves_the_old_layer_and_no_half_of_the_new(cache: Path, limit: int) -> None:
    own.build_layer("mine", places(2))
    code = f"""
import resource, signal
from tests.gazetteer.test_own import places
from toponym.errors import ToponymError
from toponym.gazetteer import own
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing fails as it does on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    own.build_layer("mine", places(600))
except ToponymError as error:
    assert "layer cannot be written" in str(error), error
    assert "set TOPONYM_CACHE and TMPDIR" in str(error), error
else:
    raise SystemExit("it was written")
"""
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, timeout=120)
    assert files(cache) == {"mine.index"}
    assert len(index_of("mine")) == 2
    index_of("mine").verify()


def test_a_name_of_ten_thousand_letters() -> None:
    text = "Лиман" * 2000
    own.build_layer("mine", [Entry("long", "settlement", (Name(text, "uk"),)), *places(1)], judge=judge)
    assert Normalizer("mine").normalize(text).reason == "too long"
    assert index_of("mine").find(fold(text)) != []
    assert Normalizer("mine").normalize("місце 0").id == "p0"


def test_fifty_thousand_names_on_one_place() -> None:
    names = tuple(Name(f"Name {number}", "en") for number in range(25_000))
    variants = tuple(Variant(f"Spelling {number}") for number in range(25_000))
    own.build_layer("mine", [Entry("many", "settlement", names, variants=variants)])
    normalizer = Normalizer("mine")
    for text in ("Name 0", "Name 24999", "Spelling 0", "Spelling 24999"):
        match = normalizer.normalize(text)
        assert match.id == "many"
        assert text in match.reason


def test_no_entries_make_an_empty_layer() -> None:
    index = own.build_layer("mine", [], judge=judge)
    assert (len(index), index.key_count) == (0, 0)
    assert Normalizer("mine").normalize("anything").status == "none"


def test_a_damaged_layer_is_told(cache: Path) -> None:
    own.build_layer("mine", places(2))
    path = own.layer_path("mine")
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(IndexFileError, match="cut off"):
        index_of("mine")


def _build_in_a_process(number: int, results: "Queue[int]") -> None:
    results.put(len(own.build_layer("mine", places(200 + number))))


def test_two_processes_may_build_at_once(cache: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: Queue[int] = context.Queue()
    processes = [context.Process(target=_build_in_a_process, args=(number, results)) for number in range(2)]
    for process in processes:
        process.start()
    assert {results.get(timeout=90) for _ in processes} <= {200, 201}
    for process in processes:
        process.join(timeout=90)
        assert process.exitcode == 0
    index_of("mine").verify()
    assert len(index_of("mine")) in (200, 201)
    assert files(cache) == {"mine.index"}
