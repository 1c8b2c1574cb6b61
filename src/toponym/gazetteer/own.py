"""Layers of a user's own: compiled once, kept under a name beside the cache, found by that name."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toponym.errors import ToponymError
from toponym.gazetteer.directory import cache_directory
from toponym.gazetteer.index import Index
from toponym.model import Entry

if TYPE_CHECKING:
    from toponym.gazetteer.compile import Judge, Progress

RESERVED: Final = ("embedded", "world")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SUFFIX: Final = ".index"


def layer_path(name: str) -> Path:
    """Where the layer with a name is kept, whether it is there or not. Raises ToponymError for what is no name."""
    if not _NAME.fullmatch(name) or name in RESERVED:
        raise ToponymError(
            f"layer name {name!r}: use small letters, digits, '-' and '_', and not {', '.join(RESERVED)}"
        )
    return cache_directory() / "layers" / f"{name}{_SUFFIX}"


def is_layer(name: str) -> bool:
    """Whether a layer of this name was built."""
    return bool(_NAME.fullmatch(name)) and name not in RESERVED and layer_path(name).is_file()


def own_layers() -> list[str]:
    """The names of all layers that were built."""
    folder = cache_directory() / "layers"
    names = (path.name.removesuffix(_SUFFIX) for path in folder.glob(f"*{_SUFFIX}"))
    return sorted(name for name in names if _NAME.fullmatch(name) and name not in RESERVED)


def build_layer(
    name: str,
    entries: Iterable[Entry],
    notes: dict[str, str] | None = None,
    judge: "Judge | None" = None,
    progress: "Progress | None" = None,
) -> Index:
    """Compile entries into the layer with a name; an older layer of that name serves until the new one is whole.

    Raises ToponymError where the layer cannot be written or two entries, not one after the other, have the same id.
    """
    from toponym.gazetteer.compile import compile_to

    path = layer_path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        compile_to(path, entries, b"", notes, judge, progress)
    except OSError as error:
        why = error.strerror or error
        # What is gathered lies in the folder for temporary files, and the error does not say which of them is full.
        remedy = "make room there and for temporary files, or set TOPONYM_CACHE and TMPDIR"
        raise ToponymError(f"{path}: the layer cannot be written ({why}); {remedy}") from error
    return Index.open(path)


def remove_layer(name: str) -> Path:
    """Remove a layer. Raises ToponymError when there is none of that name."""
    path = layer_path(name)
    try:
        path.unlink()
    except FileNotFoundError:
        raise ToponymError(f"no layer {name!r}; there are: {', '.join(own_layers()) or 'none'}") from None
    return path
