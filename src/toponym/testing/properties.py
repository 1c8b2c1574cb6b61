"""What must hold of every entry of a table: one function a property, each yielding a finding for every breach.

A property takes anything that answers like a `Normalizer`, and an entry of its layers:

>>> import toponym
>>> from toponym.testing import properties
>>> table = toponym.Table.from_records([{"id": "hq", "kind": "facility", "names": ["Head Office"], "label": "HQ"}])
>>> normalizer = toponym.Normalizer(table)
>>> [finding for check in properties.PROPERTIES.values() for entry in table for finding in check(normalizer, entry)]
[]
"""

import json
import math
import pickle
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from toponym.gazetteer import forms
from toponym.gazetteer.spellings import Spelling, spellings_of
from toponym.matching import Normalizer
from toponym.model import Entry, Match, Name
from toponym.romanization import system
from toponym.table import entry_from_record, entry_to_record
from toponym.testing.collisions import planted, recorded_texts
from toponym.testing.findings import Finding, finding, named, told
from toponym.text import fold

Property = Callable[[Normalizer, Entry], Iterator[Finding]]

_TOLERANCE: Final = 1e-9
_ROUND: Final = "report it with the table"


def spellings(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """Every recorded or generated spelling gives the entry, or another that bears it with the entry as a candidate.

    What stands for the entry only beside other words (a surname, a name without its generic word) need not give it.
    """
    for text, origin in whole_spellings(entry):
        match = normalizer.normalize(text)
        if match.id != entry.id and (match.status == "none" or entry.id not in _ids(match)):
            yield finding(
                "spellings",
                entry,
                f"spelling {text!r} ({origin})",
                expected=f"{entry.id}, or namesakes with it among the candidates",
                got=told(match),
                remedy=_remedy(entry, match),
                spelling=text,
                other=match.id or "",
            )


def label(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """The label normalises to its own entry, or to namesakes with the entry among the candidates."""
    if fold(entry.label):
        match = normalizer.normalize(entry.label)
        if match.id != entry.id and entry.id not in _ids(match):
            yield finding(
                "label",
                entry,
                f"label {entry.label!r}",
                expected=entry.id,
                got=told(match),
                remedy=_remedy(entry, match),
                spelling=entry.label,
                other=match.id or "",
            )


def folding(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """Every text folds to itself again, and to the same in NFC and NFD, in any case, with other spaces."""
    for text in _texts(entry):
        key = fold(text)
        for what, other in (("folded", key), *_dresses(text)):
            if fold(other) != key:
                yield finding(
                    "folding",
                    entry,
                    f"text {text!r}, {what}: {other!r}",
                    expected=repr(key),
                    got=repr(fold(other)),
                    remedy=f"write it without the character that differs, or {_ROUND}",
                    spelling=text,
                )


def collision(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """No recorded text is another entry's name: see `toponym.testing.collisions` for what is a namesake."""
    yield from planted(normalizer, entry)


def hints(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """A true hint never turns a right match into a wrong one."""
    for text in dict.fromkeys(text for text in (entry.label, *(name.text for name in _own_names(entry))) if text):
        if normalizer.normalize(text).id != entry.id:
            continue
        for hint, value in true_hints(entry, text).items():
            for strict in ((), (hint,)):
                given: dict[str, Any] = {hint: value}
                match = normalizer.normalize(text, **given, strict=strict)
                if match.id not in (None, entry.id):
                    yield finding(
                        "hints",
                        entry,
                        f"{text!r} with {'strict ' if strict else ''}{hint}={value!r}",
                        expected=f"{entry.id}, as without the hint",
                        got=told(match),
                        remedy=f"mend {_FACTS[hint]} of {entry.id} or of {match.id}",
                        spelling=text,
                        other=match.id or "",
                    )


def many(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """`normalize_many` answers as `normalize` does for each."""
    texts = _texts(entry)
    for text, together in zip(texts, normalizer.normalize_many(texts), strict=True):
        alone = normalizer.normalize(text)
        if _summary(alone) != _summary(together):
            yield finding(
                "many",
                entry,
                f"{text!r} by normalize_many",
                expected=told(alone),
                got=told(together),
                remedy=_ROUND,
                spelling=text,
            )


def probabilities(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """Probabilities lie in 0..1 and sum to at most 1."""
    for text in _texts(entry):
        match = normalizer.normalize(text)
        scores = [candidate.score for candidate in match.candidates]
        total = math.fsum(scores)
        if not all(0 <= score <= 1 for score in (*scores, match.score)) or total > 1 + _TOLERANCE:
            yield finding(
                "probabilities",
                entry,
                f"probabilities of {text!r}",
                expected="numbers in 0..1 with a sum of at most 1",
                got=f"{', '.join(f'{score:.3g}' for score in scores[:5])} (sum {total:.3g}, score {match.score:.3g})",
                remedy=_ROUND,
                spelling=text,
            )


def order(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """Candidates are sorted, the match first, each once."""
    for text in _texts(entry):
        match = normalizer.normalize(text)
        rest = [candidate.score for candidate in match.candidates[1 if match else 0 :]]
        ids = _ids(match)
        if rest != sorted(rest, reverse=True) or len(set(ids)) != len(ids) or (match and match.id != ids[0]):
            yield finding(
                "order",
                entry,
                f"candidates of {text!r}",
                expected="the match first, then by probability, each once",
                got=", ".join(f"{candidate.id} {candidate.score:.3g}" for candidate in match.candidates[:5]),
                remedy=_ROUND,
                spelling=text,
            )


def round_trip(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """The entry comes back from its JSON record and from a pickle, and so does the answer to its label."""
    read = entry_from_record(json.loads(json.dumps(entry_to_record(_storable(entry)), ensure_ascii=False)))
    match = normalizer.normalize(entry.name)
    pairs: list[tuple[str, object, object]] = [
        ("its JSON record", _storable(entry), read),
        ("its pickle", entry, _pickled(entry)),
        (f"the pickled answer to {entry.name!r}", match, _pickled(match)),
    ]
    for what, before, after in pairs:
        if before != after:
            yield finding("round_trip", entry, what, expected=repr(before), got=repr(after), remedy=_ROUND)


def _pickled(record: object) -> object:
    """A record after the way there and back; the error where it cannot go it."""
    try:
        return pickle.loads(pickle.dumps(record))  # noqa: S301 - bytes that were made here
    except (TypeError, AttributeError, pickle.PicklingError) as error:
        return error


PROPERTIES: Final[Mapping[str, Property]] = {
    check.__name__: check
    for check in (spellings, label, folding, collision, hints, many, probabilities, order, round_trip)
}
"""Every property by its name."""


def whole_spellings(entry: Entry) -> Iterator[tuple[str, str]]:
    """Every spelling that may stand alone for an entry, and whence: recorded ones as written, generated ones folded.

    >>> dict(whole_spellings(Entry("x", "settlement", (Name("Київ", "uk"),))))["Kyiv"]
    'Ukrainian national system 2010 of Київ'
    """
    recorded: set[str] = set()
    for each in dict.fromkeys(recorded_texts(entry)):
        if fold(each.text):
            recorded.add(fold(each.text))
            yield each.text, each.words
    for spelling in spellings_of(entry):
        if spelling.role == forms.WHOLE and spelling.tier != forms.RECORDED and spelling.key not in recorded:
            # In capitals as names are: acronyms are told from words by them.
            yield spelling.key.title(), _origin(entry, spelling)


def _origin(entry: Entry, spelling: Spelling) -> str:
    name = entry.names[spelling.name].text
    counterpart = f"{spelling.derived} counterpart of " if spelling.derived else ""
    if not spelling.systems:
        return f"{counterpart}{name}"
    habits = f" with {', '.join(spelling.habits)}" if spelling.habits else ""
    return f"{system(spelling.systems[0]).title}{habits} of {counterpart}{name}"


_FACTS: Final = {
    "country": "the country",
    "admin1": "admin1",
    "kind": "the kind",
    "near": "lat and lon",
    "date": "the dates of the names",
}


def true_hints(entry: Entry, text: str) -> dict[str, Any]:
    """The hints that are true of an entry and of a text of it: country, admin1, kind, near, and a date of a name."""
    found: dict[str, Any] = {"kind": entry.kind}
    if entry.country:
        found["country"] = entry.country
    if entry.admin1:
        found["admin1"] = entry.admin1
    if entry.lat is not None and entry.lon is not None:
        found["near"] = (entry.lat, entry.lon)
    dates = [date for name in entry.names if name.text == text and (date := _date_of(name))]
    if dates:
        found["date"] = dates[0]
    return found


def _date_of(name: Name) -> str:
    """A date at which a name held; empty where it has none."""
    if name.since:
        return name.since
    return f"{int(name.until[:4]) - 1:04}" if name.until and int(name.until[:4]) > 1 else ""


def _own_names(entry: Entry) -> list[Name]:
    return [name for name in entry.names if name.status in ("official", "common", "former")]


def _texts(entry: Entry) -> list[str]:
    return list(dict.fromkeys(each.text for each in recorded_texts(entry)))


def _dresses(text: str) -> Iterator[tuple[str, str]]:
    """A text in other forms, cases and spaces, with words for each."""
    yield "in NFC", unicodedata.normalize("NFC", text)
    yield "in NFD", unicodedata.normalize("NFD", text)
    yield "in capitals", text.upper()
    yield "in small letters", text.lower()
    yield "with other spaces", f" {text.replace(' ', chr(0xA0) + ' ')}\t"


def _ids(match: Match) -> list[str]:
    return [candidate.id for candidate in match.candidates]


def _summary(match: Match) -> tuple[object, ...]:
    return match.query, match.status, match.id, match.score, [(each.id, each.score) for each in match.candidates]


def _storable(entry: Entry) -> Entry:
    """The entry without its P-code, which is derived and never written."""
    return replace(entry, ids={key: value for key, value in entry.ids.items() if key != "pcode"})


def _remedy(entry: Entry, match: Match) -> str:
    if match.entry is not None:
        return f"if {named(match.entry)} is meant, remove it from {entry.id}, else record it there as a name"
    return f"write it as a name in letters, or {_ROUND}"
