"""A compiled companion of an index, built once and cached: words that begin longer names.

An index answers what a whole spelling means. Running text asks one thing more: may a longer name begin with this
word?
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from toponym.errors import IndexFileError
from toponym.gazetteer import Index, cache_directory
from toponym.gazetteer.container import Container, pack
from toponym.gazetteer.strings import StringTable, string_sections
from toponym.table import write_atomically

# A table of one's own is read as fast as a file would be opened.
_WORTH_KEEPING: Final = 20_000


class Shelf:
    """Read access to the companion of one index."""

    def __init__(self, index: Index, container: Container) -> None:
        self.index = index
        self._beginnings = StringTable(container, "beginning")

    def begins_name(self, words: str) -> bool:
        """Whether a name of the index goes on after these folded words."""
        return self._beginnings.find(words) >= 0


def build(index: Index) -> bytes:
    """Compile the companion of an index."""
    beginnings: dict[str, None] = {}
    for number in range(index.key_count):
        spelling = index.key(number)
        at = spelling.find(" ")
        while at >= 0:
            beginnings[spelling[:at]] = None
            at = spelling.find(" ", at + 1)
    return pack(string_sections("beginning", beginnings), _digest(index))


def _digest(index: Index) -> bytes:
    """SHA-256 over what the companion depends on: the index and the code that builds it."""
    digest = hashlib.sha256(bytes.fromhex(index.digest))
    package = Path(__file__).resolve().parents[1]
    sources = [*package.glob("finding/*.py"), *package.glob("inflection/**/*")]
    for path in sorted(path for path in sources if path.suffix in (".py", ".toml")):
        digest.update(path.read_bytes())
    return digest.digest()


@cache
def shelf_of(index: Index) -> Shelf:
    """The companion of an index, from the cache where it is worth keeping there."""
    if len(index) < _WORTH_KEEPING:
        return Shelf(index, Container(memoryview(build(index))))
    digest = _digest(index)
    path = cache_directory() / f"finding-{digest.hex()[:20]}.index"
    try:
        return Shelf(index, Container.open(path))
    except IndexFileError:
        data = build(index)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("finding-*.index"):
            old.unlink(missing_ok=True)
        write_atomically(path, data)
    except OSError:
        pass  # where nothing can be kept, it is built again next time
    return Shelf(index, Container(memoryview(data)))
