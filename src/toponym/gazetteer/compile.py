"""Compile stacked tables into the bytes of one index."""

import hashlib
import json
import math
from array import array
from collections.abc import Callable, Iterable, Iterator

from toponym.errors import TableError
from toponym.gazetteer import forms
from toponym.gazetteer.container import pack
from toponym.gazetteer.fuzzy import FuzzySpelling, fuzzy_sections
from toponym.gazetteer.index import Index
from toponym.gazetteer.spellings import Spelling, spellings_of
from toponym.gazetteer.strings import string_sections
from toponym.model import Entry
from toponym.table import authority_keys, dump_line

_NO_ENTRY = 0xFFFFFFFF

Progress = Callable[[int, int], None]
Judge = Callable[[Index], "array[int]"]


def compile_index(
    entries: Iterable[Entry],
    digest: bytes = b"",
    notes: dict[str, str] | None = None,
    judge: Judge | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Compile entries into an index: every recorded and generated spelling, every id, every fact.

    `digest` says what the index was compiled from, `notes` are kept in its meta section. `judge` decides every
    key of the finished index beforehand, so that lookups without hints need not. `progress` is told how many of
    how many entries are done.
    """
    entries = list(entries)
    spellings = _Spellings()
    for number, entry in enumerate(entries):
        spellings.add(number, spellings_of(entry))
        if progress is not None and number % 500 == 0:
            progress(number, len(entries))
    digest = digest or hashlib.sha256("\n".join(map(dump_line, entries)).encode()).digest()
    sections = {
        **_fact_sections(entries, notes or {}),
        **_id_sections(entries),
        **_entry_sections(entries),
        **spellings.sections([entry.population or 0 for entry in entries]),
    }
    if progress is not None:
        progress(len(entries), len(entries))
    data = pack(sections, digest)
    if judge is None:
        return data
    return pack({**sections, "verdict": judge(Index.from_bytes(data)).tobytes()}, digest)


class _Spellings:
    """Postings by folded spelling, and the explanations they share."""

    def __init__(self) -> None:
        self._postings: dict[str, array[int]] = {}
        self._explanations: dict[tuple[tuple[str, ...], tuple[str, ...], str], int] = {((), (), ""): 0}
        self._fuzzy: set[str] = set()

    def add(self, entry: int, spellings: Iterable[Spelling]) -> None:
        for spelling in spellings:
            explanation = self._explanations.setdefault(
                (spelling.systems, spelling.habits, spelling.derived), len(self._explanations)
            )
            how = forms.pack_how(spelling.name, spelling.role, spelling.form, spelling.tier)
            self._postings.setdefault(spelling.key, array("I")).extend((entry, how, explanation))
            if spelling.fuzzy:
                self._fuzzy.add(spelling.key)

    def sections(self, populations: list[int]) -> dict[str, bytes]:
        ends, flat = array("I", [0]), array("I")
        for postings in self._postings.values():
            flat.extend(postings)
            ends.append(len(flat) // 3)
        explanations = [[list(systems), list(habits), derived] for systems, habits, derived in self._explanations]
        return {
            **string_sections("key", self._postings),
            "posting.ends": ends.tobytes(),
            "posting": flat.tobytes(),
            "explanation": json.dumps(explanations, separators=(",", ":")).encode(),
            **fuzzy_sections(list(self._similar(populations))),
        }

    def _similar(self, populations: list[int]) -> Iterator[FuzzySpelling]:
        """The spellings that fuzzy search compares with, each with the most populous entry that bears it whole."""
        for number, (key, words) in enumerate(self._postings.items()):
            if key in self._fuzzy:
                postings = [forms.unpack(*words[at : at + 3]) for at in range(0, len(words), 3)]
                whole = [posting for posting in postings if posting.role == forms.WHOLE]
                head = max(whole, key=lambda posting: (populations[posting.entry], -posting.entry))
                yield FuzzySpelling(number, key, head.entry, min(posting.tier for posting in whole))


class _Codes:
    """Small numbers for the texts that many entries share; 0 is the empty text."""

    def __init__(self) -> None:
        self.texts = {"": 0}

    def __call__(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))


def _fact_sections(entries: list[Entry], notes: dict[str, str]) -> dict[str, bytes]:
    located = _places(entries)
    kinds, features, countries, admin1 = _Codes(), _Codes(), _Codes(), _Codes()
    codes, populations, places, languages = array("H"), array("I"), array("f"), array("B")
    for entry in entries:
        try:
            codes.extend((kinds(entry.kind), features(entry.feature), countries(entry.country), admin1(entry.admin1)))
        except OverflowError:
            remedy = "'feature' is for words that entries share; give it fewer different values than 65,536"
            raise TableError(f"entry {entry.id}: {remedy}") from None
        populations.append(min(entry.population or 0, 0xFFFFFFFF))
        places.extend(located(entry) or (math.nan, math.nan))
        languages.append(min(len({name.lang for name in entry.names}), 255))
    eponyms, unit_ends, units = _eponyms(entries)
    meta = {
        "kinds": list(kinds.texts),
        "features": list(features.texts),
        "countries": list(countries.texts),
        "admin1": list(admin1.texts),
        "notes": notes,
    }
    return {
        "meta": json.dumps(meta, ensure_ascii=False).encode(),
        "fact.codes": codes.tobytes(),
        "fact.population": populations.tobytes(),
        "fact.place": places.tobytes(),
        "fact.languages": languages.tobytes(),
        "fact.eponym": eponyms.tobytes(),
        "unit.ends": unit_ends.tobytes(),
        "unit": units.tobytes(),
    }


def _places(entries: list[Entry]) -> Callable[[Entry], tuple[float, float] | None]:
    """Where each entry lies: its own place, else the middle of what lies in the smallest unit that it is in or is."""
    own_ids = {key: entry.id for entry in entries for key in _id_keys(entry)}
    inside: dict[str, list[float]] = {}
    for entry in entries:
        if entry.lat is not None and entry.lon is not None:
            for parent in entry.parents:
                total = inside.setdefault(own_ids.get(parent, parent), [0.0, 0.0, 0.0])
                for at, value in enumerate((entry.lat, entry.lon, 1.0)):
                    total[at] += value

    def located(entry: Entry) -> tuple[float, float] | None:
        if entry.lat is not None and entry.lon is not None:
            return entry.lat, entry.lon
        units = (entry.id, *(own_ids.get(parent, parent) for parent in reversed(entry.parents)))
        total = next((inside[unit] for unit in units if unit in inside), None)
        return (total[0] / total[2], total[1] / total[2]) if total else None

    return located


def _eponyms(entries: list[Entry]) -> "tuple[array[int], array[int], array[int]]":
    numbers = {key: number for number, entry in enumerate(entries) for key in _id_keys(entry)}
    named_after: dict[int, list[int]] = {}
    eponyms = array("I")
    for number, entry in enumerate(entries):
        eponym = numbers.get(entry.eponym, _NO_ENTRY) if entry.eponym else _NO_ENTRY
        eponyms.append(eponym)
        if eponym != _NO_ENTRY:
            named_after.setdefault(eponym, []).append(number)
    ends, units = array("I", [0]), array("I")
    for number in range(len(entries)):
        units.extend(named_after.get(number, ()))
        ends.append(len(units))
    return eponyms, ends, units


def _id_keys(entry: Entry) -> Iterator[str]:
    yield entry.id
    yield from authority_keys(entry)


def _id_sections(entries: list[Entry]) -> dict[str, bytes]:
    numbers: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for key in _id_keys(entry):
            numbers.setdefault(key, number)
    order = {key: at for at, key in enumerate(numbers)}
    return {
        **string_sections("id", numbers),
        "id.entry": array("I", numbers.values()).tobytes(),
        "entry.id": array("I", (order[entry.id] for entry in entries)).tobytes(),
    }


def _entry_sections(entries: list[Entry]) -> dict[str, bytes]:
    text, ends = bytearray(), array("Q", [0])
    for entry in entries:
        text += dump_line(entry).encode()
        ends.append(len(text))
    return {"entry.text": bytes(text), "entry.ends": ends.tobytes()}
