"""Look things up in one compiled index: spellings, ids, entries and the facts that weigh them."""

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from toponym.errors import IndexFileError
from toponym.gazetteer.container import Container, ItemCode
from toponym.gazetteer.forms import Posting, is_sound, unpack
from toponym.gazetteer.strings import StringTable
from toponym.model import KINDS, Entry
from toponym.table import Rule, entry_from_record, pcode, rule_from_record
from toponym.text.modifiers import Modifiers

NO_ENTRY: Final = 0xFFFFFFFF
_TEXTS: Final = ("kinds", "features", "countries", "admin1")  # lists of the meta section that facts point into


class Facts(NamedTuple):
    """What weighs an entry without reading it.

    `lat` is NaN where the place of the entry is unknown; `languages` counts those that have a name for it.
    """

    kind: str
    feature: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float
    eponym: int
    languages: int


class Explanation(NamedTuple):
    """Why a generated spelling belongs to a name."""

    systems: tuple[str, ...]
    habits: tuple[str, ...]
    derived: str = ""  # language of the counterpart that the spelling was generated from, if not the name's own


class Index:
    """A compiled layer, opened from a file or held in memory. Reading it is thread-safe."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._keys = StringTable(container, "key")
        self._posting_ends = container.array("posting.ends", "I")
        self._postings = container.array("posting", "I")
        self._verdicts = container.array("verdict", "I") if "verdict" in container else None
        self._ids = StringTable(container, "id")
        self._id_entries = container.array("id.entry", "I")
        self._entry_ids = container.array("entry.id", "I")
        self._entry_key_ends = container.array("entry.key.ends", "I")
        self._entry_keys = container.array("entry.key", "I")
        self._entry_ends = container.array("entry.ends", "Q")
        self._entry_text = container.section("entry.text")
        self._codes = container.array("fact.codes", "H")
        self._populations = container.array("fact.population", "I")
        self._places = container.array("fact.place", "f")
        self._eponyms = container.array("fact.eponym", "I")
        self._languages = container.array("fact.languages", "B")
        self._unit_ends = container.array("unit.ends", "I")
        self._units = container.array("unit", "I")
        self._entries: dict[int, Entry] = {}

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Map an index file into memory. Raises IndexFileError when it is not one."""
        return cls(Container.open(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Index":
        return cls(Container(memoryview(data)))

    def verify(self) -> None:
        """Read everything and compare the checksums; raises IndexFileError."""
        self._container.verify()

    def damaged(self) -> IndexFileError:
        """The error for content that cannot be right; `verify` says where it is wrong."""
        return self._container.damaged()

    @property
    def digest(self) -> str:
        """Digest of what the index was compiled from, in hexadecimal."""
        return self._container.digest.hex()

    @property
    def path(self) -> str:
        """The file of the index, or words that it is in memory."""
        return self._container.path

    @property
    def size(self) -> int:
        """Bytes of the index."""
        return self._container.size

    @cached_property
    def meta(self) -> dict[str, Any]:
        """Lists that the facts point into, and what the compiler noted of its input."""
        meta = self._json("meta")
        texts = [meta.get(name) for name in _TEXTS] if isinstance(meta, dict) else []
        whole = texts and all(isinstance(part, list) and all(isinstance(text, str) for text in part) for part in texts)
        if not whole or not isinstance(meta.get("notes"), dict) or not {"", *KINDS}.issuperset(meta["kinds"]):
            raise self._container.damaged()
        return cast("dict[str, Any]", meta)

    def _json(self, section: str) -> Any:
        try:
            return json.loads(bytes(self._container.section(section)))
        except (ValueError, RecursionError):
            raise self._container.damaged() from None

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the table that the index was compiled from."""
        if "rule" not in self._container:
            return ()
        try:
            return tuple(rule_from_record(record) for record in self._json("rule"))
        except (TypeError, ValueError, KeyError):
            raise self._container.damaged() from None

    @cached_property
    def modifiers(self) -> Modifiers | None:
        """The words that languages translate, where the index keeps them."""
        if "modifier" not in self._container:
            return None
        try:
            return Modifiers(self._json("modifier"))
        except (TypeError, ValueError):
            raise self._container.damaged() from None

    def __len__(self) -> int:
        return len(self._eponyms)

    # spellings

    def find(self, key: str) -> list[Posting]:
        """Every posting of a folded spelling, in the order of entries."""
        number = self._keys.find(key)
        return self.postings(number) if number >= 0 else []

    def number(self, key: str) -> int:
        """The number of a folded spelling, or -1."""
        return self._keys.find(key)

    @property
    def key_count(self) -> int:
        """How many folded spellings there are."""
        return len(self._keys)

    @property
    def verdicts(self) -> memoryview | None:
        """What the matching layer decided about every key when the index was built, two words each; else None."""
        return self._verdicts

    def forget_verdicts(self) -> None:
        """Answer from now on as if there were none."""
        self._verdicts = None

    def postings(self, number: int) -> list[Posting]:
        """Every posting of the key with a number."""
        try:
            words = self._postings[3 * self._posting_ends[number] : 3 * self._posting_ends[number + 1]].tolist()
        except IndexError:
            raise self._container.damaged() from None
        found = [unpack(words[at], words[at + 1], words[at + 2]) for at in range(0, len(words), 3)]
        for posting in found:
            if posting.entry >= len(self) or not is_sound(posting):
                raise self._container.damaged()
        return found

    def bearers(self, number: int) -> list[int]:
        """The entry of every posting of the key with a number."""
        try:
            return self._postings[3 * self._posting_ends[number] : 3 * self._posting_ends[number + 1] : 3].tolist()
        except (IndexError, ValueError):
            raise self._container.damaged() from None

    def key(self, number: int) -> str:
        """The folded spelling with a number."""
        return self._keys[number]

    def keys(self) -> Iterator[str]:
        """Every folded spelling."""
        return (self._keys[number] for number in range(self.key_count))

    @cached_property
    def _explanations(self) -> list[Explanation]:
        try:
            return [Explanation(tuple(s), tuple(h), d) for s, h, d in self._json("explanation")]
        except (TypeError, ValueError):
            raise self._container.damaged() from None

    def explanation(self, number: int) -> Explanation:
        """The explanation with a number; 0 is that of recorded texts, which is empty."""
        try:
            return self._explanations[number]
        except IndexError:
            raise self._container.damaged() from None

    def array(self, name: str, code: ItemCode) -> "memoryview[Any]":
        """A section as an array, for the stages that compute over it."""
        return self._container.array(name, code)

    # entries

    def by_id(self, id_: str) -> int | None:
        """The number of the entry with an id, `authority:id` included."""
        number = self._ids.find(id_)
        try:
            return self._id_entries[number] if number >= 0 else None
        except IndexError:
            raise self._container.damaged() from None

    def entry(self, number: int) -> Entry:
        """The entry with a number, its P-code among the ids."""
        entry = self._entries.get(number)
        if entry is None:
            try:
                record = json.loads(bytes(self._entry_text[self._entry_ends[number] : self._entry_ends[number + 1]]))
                entry = entry_from_record(record)
            except (IndexError, ValueError, RecursionError):
                raise self._container.damaged() from None
            katottg = entry.ids.get("katottg")
            if isinstance(katottg, str):
                ids = {**entry.ids, "pcode": pcode(katottg, entry.kind)}
                entry = Entry(**{**{name: getattr(entry, name) for name in Entry.__slots__}, "ids": ids})
            if len(self._entries) > 50_000:
                self._entries.clear()
            self._entries[number] = entry
        return entry

    def entry_id(self, number: int) -> str:
        """The id of an entry, without reading the rest of it."""
        try:
            return self._ids[self._entry_ids[number]]
        except IndexError:
            raise self._container.damaged() from None

    def entry_keys(self, number: int) -> list[str]:
        """The id of an entry and every `authority:id` of it, without reading the rest."""
        try:
            borne = self._entry_keys[self._entry_key_ends[number] : self._entry_key_ends[number + 1]].tolist()
        except IndexError:
            raise self._container.damaged() from None
        return [self._ids[at] for at in borne]

    def facts(self, number: int) -> Facts:
        """What weighs the entry with a number."""
        meta = self.meta
        try:
            kind, feature, country, admin1 = self._codes[4 * number : 4 * number + 4].tolist()
            if not kind:
                raise self._container.damaged()  # every entry has a kind
            return Facts(
                meta["kinds"][kind],
                meta["features"][feature],
                meta["countries"][country],
                meta["admin1"][admin1],
                self._populations[number],
                self._places[2 * number],
                self._places[2 * number + 1],
                self._eponyms[number],
                self._languages[number],
            )
        except (IndexError, ValueError):
            raise self._container.damaged() from None

    def units(self, number: int) -> list[int]:
        """The units named after a settlement: its oblast, raion, community."""
        try:
            return self._units[self._unit_ends[number] : self._unit_ends[number + 1]].tolist()
        except IndexError:
            raise self._container.damaged() from None
