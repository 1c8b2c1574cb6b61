"""Compile the entries of a layer into one index, entry by entry: what is gathered lies on disk, not in memory."""

import hashlib
import json
import zlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from toponym.errors import TableError
from toponym.gazetteer import forms
from toponym.gazetteer.container import Section, pack, write
from toponym.gazetteer.fuzzy import FuzzySpelling, fuzzy_sections
from toponym.gazetteer.index import Index
from toponym.gazetteer.places import Places
from toponym.gazetteer.spellings import spellings_of
from toponym.gazetteer.spool import Ends, Numbers, Sorter, Spool, spooled
from toponym.gazetteer.strings import StringsWriter
from toponym.model import Entry
from toponym.table import Rule, authority_keys, dump_rule, entry_to_record
from toponym.text.modifiers import Modifiers

_NO_ENTRY: Final = 0xFFFFFFFF
_NO_LABEL: Final = 0xFFFF
_SHOWN_EVERY: Final = 500
_FUZZY: Final = 1 << 31  # of an explanation's number, while it is gathered

Progress = Callable[[int, int], None]
Judge = Callable[[Index], Iterable[int]]  # yields 32-bit words


def compile_index(
    entries: Iterable[Entry],
    digest: bytes = b"",
    notes: dict[str, str] | None = None,
    judge: Judge | None = None,
    progress: Progress | None = None,
    rules: Iterable[Rule] = (),
    modifiers: Modifiers | None = None,
) -> bytes:
    """Compile entries into the bytes of an index: every recorded and generated spelling, every id, every fact.

    `digest` says what the index was compiled from, `notes` are kept in its meta section. `judge` decides every
    key of the finished index beforehand, so that lookups without hints need not. `progress` is told how many of
    how many entries are done; the second is 0 where nobody knows. `rules` and `modifiers` are kept as they are.
    """
    sections, digest = _gather(entries, digest, notes, progress, rules)
    if modifiers is not None:
        sections["modifier"] = json.dumps(modifiers.records(), ensure_ascii=False, separators=(",", ":")).encode()
    data = pack(sections, digest)
    if judge is None:
        return data
    return pack({**sections, "verdict": _words(judge(Index.from_bytes(data)))}, digest)


def compile_to(
    path: Path,
    entries: Iterable[Entry],
    digest: bytes = b"",
    notes: dict[str, str] | None = None,
    judge: Judge | None = None,
    progress: Progress | None = None,
    rules: Iterable[Rule] = (),
) -> None:
    """The same into a file, in bounded memory. The file appears whole or not at all."""
    sections, digest = _gather(entries, digest, notes, progress, rules)
    if judge is not None:
        unjudged = path.with_name(f".{path.name}.unjudged")
        try:
            write(unjudged, sections, digest)
            sections["verdict"] = _words(judge(Index.open(unjudged)))
        finally:
            unjudged.unlink(missing_ok=True)
    write(path, sections, digest)


def _gather(
    entries: Iterable[Entry],
    digest: bytes,
    notes: dict[str, str] | None,
    progress: Progress | None,
    rules: Iterable[Rule],
) -> tuple[dict[str, Section], bytes]:
    total = len(entries) if isinstance(entries, list | tuple) else 0
    gathered = _Gathered()
    for number, entry in enumerate(entries):
        gathered.add(number, entry)
        if progress is not None and number % _SHOWN_EVERY == 0:
            progress(number, total)
    sections = gathered.sections(notes or {})
    lines = [*map(dump_rule, rules)]
    if lines:
        text = f"[{','.join(lines)}]".encode()
        sections["rule"] = text
        gathered.digest.update(text)
    if progress is not None:
        progress(gathered.count, gathered.count)
    return sections, digest or gathered.digest.digest()


class _Codes:
    """Small numbers for the texts that many entries share; 0 is the empty text."""

    def __init__(self) -> None:
        self.texts = {"": 0}

    def __call__(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))


class _Gathered:
    """Everything of the entries so far."""

    def __init__(self) -> None:
        self.count = 0
        self.digest = hashlib.sha256()
        self._text, self._text_ends, self._text_end = Spool(), Numbers("Q"), 0
        self._text_ends.append(0)
        self._kinds, self._features, self._countries, self._admin1 = _Codes(), _Codes(), _Codes(), _Codes()
        self._codes, self._populations, self._languages = Numbers("H"), Numbers("I"), Numbers("B")
        self._people = array("I")  # the populations once more, to look up
        self._marks = array("I")  # a number of each id, so that ties do not hang on the order of entries
        self._places = Places()
        self._eponyms: list[tuple[int, str]] = []
        self._ids = Sorter()
        self._spellings = Sorter()
        self._explanations: dict[tuple[tuple[str, ...], tuple[str, ...], str], int] = {((), (), ""): 0}

    def add(self, number: int, entry: Entry) -> None:
        self.count = number + 1
        line = _line(entry).encode("utf-8", "surrogatepass")
        self.digest.update(line)
        self._text.write(line)
        self._text_end += len(line)
        self._text_ends.append(self._text_end)
        self._add_facts(entry)
        self._places.add(number, entry)
        if entry.eponym:
            self._eponyms.append((number, entry.eponym))
        for key in dict.fromkeys((entry.id, *authority_keys(entry))):
            self._ids.add(key, number, key == entry.id)
        self._add_spellings(number, entry)

    def _add_facts(self, entry: Entry) -> None:
        row = (
            self._kinds(entry.kind),
            self._features(entry.feature),
            self._countries(entry.country),
            self._admin1(entry.admin1),
        )
        if max(row) > 0xFFFF:
            remedy = "'feature' is for words that entries share; give it fewer different values than 65,536"
            raise TableError(f"entry {entry.id}: {remedy}")
        for code in row:
            self._codes.append(code)
        self._people.append(min(entry.population or 0, 0xFFFFFFFF))
        self._marks.append(zlib.crc32(entry.id.encode("utf-8", "surrogatepass")))
        self._populations.append(self._people[-1])
        self._languages.append(min(len({name.lang for name in entry.names}), 255))

    def _add_spellings(self, number: int, entry: Entry) -> None:
        for spelling in spellings_of(entry):
            explanation = self._explanations.setdefault(
                (spelling.systems, spelling.habits, spelling.derived), len(self._explanations)
            )
            how = forms.pack_how(spelling.name, spelling.role, spelling.form, spelling.tier, capitals=spelling.capitals)
            self._spellings.add(spelling.key, number, how, explanation | (_FUZZY if spelling.fuzzy else 0))

    def sections(self, notes: dict[str, str]) -> dict[str, Section]:
        """The sections of the index, once all entries are there."""
        meta = {
            "kinds": list(self._kinds.texts),
            "features": list(self._features.texts),
            "countries": list(self._countries.texts),
            "admin1": list(self._admin1.texts),
            "notes": notes,
        }
        ids, number_of = self._id_sections({*self._places.units(), *(eponym for _, eponym in self._eponyms)})
        numbers = {
            "fact.codes": self._codes,
            "fact.population": self._populations,
            "fact.languages": self._languages,
            "entry.ends": self._text_ends,
        }
        return {
            "meta": json.dumps(meta, ensure_ascii=False).encode(),
            **{name: column.section() for name, column in numbers.items()},
            "fact.place": self._places.section(number_of),
            **self._eponym_sections(number_of),
            **ids,
            "entry.text": self._text,
            **self._spelling_sections(),
        }

    def _id_sections(self, wanted: Collection[str]) -> tuple[dict[str, Section], dict[str, int]]:
        """The sections of ids, and the numbers of the entries whose ids are wanted."""
        strings, entries = StringsWriter("id"), Numbers("I")
        own, bearers, borne = array("I", bytes(4 * self.count)), array("I"), array("I")
        number_of = {}
        for number, (key, flat) in enumerate(self._ids.merged()):
            if sum(flat[1::2]) > 1:
                raise TableError(f"id {key.decode('utf-8', 'replace')!r} is that of several entries; give each its own")
            # What two entries claim belongs to the first; both know that they bear it.
            for at in range(0, len(flat), 2):
                entry, is_own = flat[at], flat[at + 1]
                bearers.append(entry)
                borne.append(number)
                if is_own:
                    own[entry] = number
            strings.add(key)
            entries.append(flat[0])
            id_ = key.decode("utf-8", "surrogatepass")
            if id_ in wanted:
                number_of[id_] = flat[0]
        ends, listed = _by_entry(bearers, borne, self.count)
        del bearers, borne
        return {
            **strings.sections(),
            "id.entry": entries.section(),
            "entry.id": spooled(own),
            "entry.key.ends": spooled(ends),
            "entry.key": spooled(listed),
        }, number_of

    def _eponym_sections(self, number_of: Mapping[str, int]) -> dict[str, Section]:
        eponyms = array("I", b"\xff" * (4 * self.count))
        named_after, units = array("I"), array("I")
        for number, id_ in self._eponyms:
            eponym = number_of.get(id_)
            if eponym is not None:
                eponyms[number] = eponym
                named_after.append(eponym)
                units.append(number)
        ends, listed = _by_entry(named_after, units, self.count)
        return {"fact.eponym": spooled(eponyms), "unit.ends": spooled(ends), "unit": listed.tobytes()}

    def _spelling_sections(self) -> dict[str, Section]:
        strings, ends, postings = StringsWriter("key"), Ends(), Numbers("I")
        similar = Numbers("I")  # of each key to compare with: its number, its head, its tier and whether a variant
        for number, (key, flat) in enumerate(self._spellings.merged()):
            is_fuzzy = False
            for at in range(2, len(flat), 3):
                if flat[at] & _FUZZY:
                    is_fuzzy = True
                    flat[at] ^= _FUZZY
            strings.add(key)
            if is_fuzzy:
                similar.extend(array("I", (number, *self._head(flat))))
            postings.extend(flat)
            ends.add(len(flat) // 3)
        explanations = [[list(systems), list(habits), derived] for systems, habits, derived in self._explanations]
        return {
            **strings.sections(),
            "posting.ends": ends.section(),
            "posting": postings.section(),
            "explanation": json.dumps(explanations, separators=(",", ":")).encode(),
            **fuzzy_sections(_to_compare(similar, strings)),
        }

    def _head(self, flat: "array[int]") -> tuple[int, int, bool]:
        """The most populous entry that bears a spelling whole, the best tier, and whether it is a mere variant."""
        postings = (forms.unpack(*flat[at : at + 3]) for at in range(0, len(flat), 3))
        whole = [posting for posting in postings if posting.role == forms.WHOLE]
        head = max(whole, key=lambda posting: (self._people[posting.entry], self._marks[posting.entry]))
        return head.entry, min(posting.tier for posting in whole), head.form == forms.VARIANT


def _to_compare(similar: Iterable[int], strings: StringsWriter) -> Iterator[FuzzySpelling]:
    numbers = iter(similar)
    keys = strings.numbered()
    for number, head, tier, is_variant in zip(numbers, numbers, numbers, numbers, strict=True):
        text = next(text for at, text in keys if at == number)
        yield FuzzySpelling(number, text, head, tier, bool(is_variant))


def _words(words: Iterable[int]) -> Spool:
    numbers = Numbers("I")
    for word in words:
        numbers.append(word)
    return numbers.section()


def _by_entry(entries: "array[int]", values: "array[int]", count: int) -> "tuple[array[int], array[int]]":
    """For each entry the end of its values, and all values by entry, each entry's in their order."""
    ends = array("I", bytes(4 * (count + 1)))
    for entry in entries:
        ends[entry + 1] += 1
    for entry in range(count):
        ends[entry + 1] += ends[entry]
    at = array("I", ends)
    listed = array("I", bytes(4 * len(values)))
    for entry, value in zip(entries, values, strict=True):
        listed[at[entry]] = value
        at[entry] += 1
    return ends, listed


def _line(entry: Entry) -> str:
    """An entry as the shortest JSON that reads back as the same: a part with nothing but its text is that text."""
    record: dict[str, Any] = entry_to_record(entry)
    for key, plain in (("names", {"status": "official"}), ("variants", {})):
        if key in record:
            record[key] = [part["text"] if {"text": part["text"], **plain} == part else part for part in record[key]]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
