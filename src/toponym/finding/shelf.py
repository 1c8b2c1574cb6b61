"""Compiled companions of an index, built once and cached: words that begin longer names, and inflected forms.

An index answers what a whole spelling means. Running text asks two things more: may a longer name begin with these
words, and of which name is this an inflected form? Forms are compiled when a text in Cyrillic letters first asks.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from toponym.errors import IndexFileError
from toponym.finding.inflected import inflected_keys
from toponym.gazetteer import Index, cache_directory
from toponym.gazetteer.container import Container, Section, pack
from toponym.gazetteer.progress import progress_on_terminal
from toponym.gazetteer.strings import StringTable, string_sections
from toponym.table import write_atomically

# A table of one's own is read as fast as a file would be opened.
_WORTH_KEEPING: Final = 20_000
_OF: Final = ("", "region", "unit")
_SHIFT: Final = 30


class Shelf:
    """Read access to the companions of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def begins_name(self, words: str) -> bool:
        """Whether a name of the index goes on after these folded words."""
        return self._beginnings.find(words) >= 0

    def begins_form(self, words: str) -> bool:
        """Whether an inflected form of a name goes on after these folded words."""
        return self._forms.beginnings.find(words) >= 0

    def bases(self, form: str) -> list[tuple[str, str]]:
        """The folded names of which a folded spelling is a form, and what the form means (see `Inflected`)."""
        forms = self._forms
        number = forms.strings.find(form)
        if number < 0:
            return []
        words = forms.keys[forms.ends[number] : forms.ends[number + 1]].tolist()
        return [(self._index.key(word & (1 << _SHIFT) - 1), _OF[word >> _SHIFT]) for word in words]

    @cached_property
    def _beginnings(self) -> StringTable:
        return StringTable(_companion(self._index, "beginnings", _build_beginnings), "beginning")

    @cached_property
    def _forms(self) -> "_Forms":
        return _Forms(_companion(self._index, "forms", _build_forms))


class _Forms:
    def __init__(self, container: Container) -> None:
        self.strings = StringTable(container, "form")
        self.beginnings = StringTable(container, "beginning")
        self.ends = container.array("form.end", "I")
        self.keys = container.array("form.key", "I")


def _build_beginnings(index: Index) -> dict[str, Section]:
    keys = (index.key(number) for number in range(index.key_count))
    return string_sections("beginning", beginnings_of(keys))


def _build_forms(index: Index) -> dict[str, Section]:
    forms: dict[str, dict[int, None]] = {}
    with progress_on_terminal("Building the inflected forms (once)") as progress:
        for inflected in inflected_keys(index, progress or (lambda _done, _total: None)):
            word = inflected.key | _OF.index(inflected.of) << _SHIFT
            forms.setdefault(inflected.form, {})[word] = None
    ends, keys = array("I", [0]), array("I")
    for words in forms.values():
        keys.extend(words)
        ends.append(len(keys))
    return {
        **string_sections("form", forms),
        **string_sections("beginning", beginnings_of(forms)),
        "form.end": ends.tobytes(),
        "form.key": keys.tobytes(),
    }


def beginnings_of(spellings: Iterable[str]) -> dict[str, None]:
    """The words that a longer spelling begins with, each once."""
    beginnings: dict[str, None] = {}
    for spelling in spellings:
        at = spelling.find(" ")
        while at >= 0:
            beginnings[spelling[:at]] = None
            at = spelling.find(" ", at + 1)
    return beginnings


def _companion(index: Index, name: str, build: Callable[[Index], dict[str, Section]]) -> Container:
    """A companion from the cache, where it is worth keeping there; built when it is missing."""
    digest = _digest(index)
    if len(index) < _WORTH_KEEPING:
        return Container(memoryview(pack(build(index), digest)))
    path = cache_directory() / f"{name}-{digest.hex()[:20]}.index"
    try:
        return Container.open(path)
    except IndexFileError:
        data = pack(build(index), digest)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{name}-*.index"):
            old.unlink(missing_ok=True)
        write_atomically(path, data)
    except OSError:
        pass  # where nothing can be kept, it is built again next time
    return Container(memoryview(data))


def _digest(index: Index) -> bytes:
    """SHA-256 over what a companion depends on: the index, and the code and data that build it."""
    digest = hashlib.sha256(bytes.fromhex(index.digest))
    package = Path(__file__).resolve().parents[1]
    sources = [package / "finding" / "shelf.py", package / "finding" / "inflected.py"]
    sources += package.glob("inflection/*")
    for path in sorted(path for path in sources if path.suffix in (".py", ".toml")):
        digest.update(path.read_bytes())
    return digest.digest()


_shelves: "WeakKeyDictionary[Index, Shelf]" = WeakKeyDictionary()
_lock = Lock()


def shelf_of(index: Index) -> Shelf:
    """The companions of an index, the same for whoever asks."""
    with _lock:
        shelf = _shelves.get(index)
        if shelf is None:
            shelf = _shelves[index] = Shelf(index)
    return shelf
