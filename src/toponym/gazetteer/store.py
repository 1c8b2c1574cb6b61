"""Where compiled layers come from: the package, a cache, or memory."""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from toponym.errors import IndexFileError, ToponymError
from toponym.gazetteer.container import FORMAT_VERSION
from toponym.gazetteer.index import Index
from toponym.table import Table, stack, write_atomically

if TYPE_CHECKING:
    from toponym.gazetteer.compile import Judge

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_BUILT: Final = _PACKAGE / "data" / "embedded.index"  # made with the wheel
_ABANDONED: Final = 3600  # seconds after which a half-written file has no writer any more
_TABLES: Final = ("variants.json", "codifier.jsonl")
_CODE: Final = (".py", ".toml", ".json")
_lock = Lock()
_of_tables: "WeakKeyDictionary[Table, Index]" = WeakKeyDictionary()


def data_directory() -> Path:
    """The folder of the embedded data: inside the installed package, or at the top of a checkout."""
    for folder in (_PACKAGE / "data", _PACKAGE.parents[1] / "data"):
        if all((folder / name).is_file() for name in _TABLES):
            return folder
    raise ToponymError("the embedded tables are missing; install toponym-id again")


def embedded_table() -> Table:
    """The embedded tables and the countries, stacked."""
    from toponym.table.sources.countries import country_entries

    folder = data_directory()
    return stack(*(Table.load(folder / name) for name in _TABLES), Table(country_entries()))


def index_of(layer: Table | str | Path, judge: "Judge | None" = None) -> Index:
    """The compiled form of a layer: a table, the path of a table file, or "embedded", which `judge` decides too."""
    if isinstance(layer, Table):
        with _lock:
            index = _of_tables.get(layer)
        if index is None:
            from toponym.gazetteer.compile import compile_index

            index = Index.from_bytes(compile_index(layer.entries))
            with _lock:
                _of_tables[layer] = index
        return index
    if layer == "embedded":
        return embedded_index(judge)
    if layer == "world":
        raise ToponymError("layer 'world' is not part of this version; use 'embedded' or a table of your own")
    if not isinstance(layer, str | Path):
        raise TypeError(f"layer: expected a Table, a path or 'embedded', got {type(layer).__name__}")
    return index_of(Table.load(layer))


@cache
def embedded_index(judge: "Judge | None" = None) -> Index:
    """The embedded layer: the index built with the wheel, or one from the cache, built when it is not there."""
    if _BUILT.is_file():
        try:
            return Index.open(_BUILT)
        except IndexFileError:
            pass  # of another version or damaged: the cache serves instead
    digest = embedded_digest()
    return cached_index("embedded" if judge else "unjudged", digest, lambda: compile_embedded(judge, digest))


def compile_embedded(judge: "Judge | None", digest: bytes | None = None) -> bytes:
    """Compile the embedded layer, reporting progress on a terminal."""
    from toponym.gazetteer.compile import compile_index
    from toponym.gazetteer.progress import progress_on_terminal

    table = embedded_table()
    with progress_on_terminal("Building the embedded index (once)") as progress:
        notes = {"data_version": data_version()}
        return compile_index(table.entries, digest or embedded_digest(), notes, judge, progress)


def data_version() -> str:
    """The version of the embedded data: the newest date of its sources, and eight digits of its content."""
    folder = data_directory()
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    newest = max((source["date"] for source in sources.values() if source.get("date")), default="")
    content = hashlib.sha256(b"".join((folder / name).read_bytes() for name in _TABLES))
    return f"{newest}+{content.hexdigest()[:8]}"


def embedded_digest() -> bytes:
    """SHA-256 over everything that the embedded index depends on: its data, and the code that compiles it."""
    folder = data_directory()
    digest = hashlib.sha256(str(FORMAT_VERSION).encode())
    for path in [*(folder / name for name in _TABLES), *_code()]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.digest()


def _code() -> Iterator[Path]:
    for part in ("text", "romanization", "table", "gazetteer", "matching"):
        yield from sorted(path for path in (_PACKAGE / part).rglob("*") if path.suffix in _CODE)


def cached_index(name: str, digest: bytes, build: Callable[[], bytes]) -> Index:
    """The index with this digest from the cache, built and kept there when it is missing or refused.

    Where nothing can be written, the index is built in memory: slower, never wrong.
    """
    folder = cache_directory()
    path = folder / f"{name}-{digest.hex()[:20]}.index"
    try:
        index = Index.open(path)
        if index.digest == digest.hex():
            return index
    except IndexFileError:
        pass
    data = build()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        _forget_others(path, name)
        return Index.open(path)
    except (OSError, IndexFileError):
        return Index.from_bytes(data)


def _forget_others(path: Path, name: str) -> None:
    # Another process may still map an older file; removing the name does not take it away.
    for old in path.parent.glob(f"{name}-*.index"):
        if old != path:
            _forget(old)
    # A process that was killed while it wrote leaves its half behind.
    for half in path.parent.glob(f".{name}-*.index.*"):
        if _age(half) > _ABANDONED:
            _forget(half)


def _forget(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # it is gone already, or not ours to remove


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def cache_directory() -> Path:
    """Where compiled layers are kept: TOPONYM_CACHE, or the user's cache folder.

    Without a home it is a path where nothing can be kept.
    """
    chosen = os.environ.get("TOPONYM_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    try:
        path = user_cache_path("toponym", appauthor=False)
    except RuntimeError:  # as newer platformdirs say that there is no home
        path = Path()
    # Older ones give a relative path then, and caches would be strewn over working directories: keep none.
    return path if path.is_absolute() else Path(os.devnull) / "toponym"
