"""What a table must fulfil beyond its form, in two profiles: `user` for anybody's table, `curated` for ours."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from toponym.model import Entry, Name, Variant
from toponym.table.merge import authority_keys
from toponym.table.record import shown

Profile = Literal["user", "curated"]

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What no name needs and nobody sees: control characters, lone surrogates, separators of lines, marks of direction,
# invisible signs. The joiners U+200C and U+200D stay: Persian and Indian names are spelled with them.
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_STRAY: Final = re.compile(r"^\s|\s$|  ")
_CURATED_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_date(text: str) -> bool:
    """Whether a text is an ISO 8601 date of reduced precision: year, year-month or year-month-day.

    >>> is_date("2016"), is_date("2016-02"), is_date("2016-02-30"), is_date("Feb 2016")
    (True, True, False, False)
    """
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] and (leap or (month, day) != (2, 29))


class Problem(NamedTuple):
    """A breach: what it concerns (text, name, code, id, source ...), the entry, and one line with the remedy."""

    about: str
    entry: str
    line: str


def problems(entries: Iterable[Entry], profile: Profile = "user", sources: Iterable[str] = ()) -> Iterator[str]:
    """Yield every breach, each in one line that names the entry and the remedy.

    The user profile asks for what lookup needs; the curated one also for a known source of every name,
    variant, id, coordinate and population, and for each authority id on one entry only.
    """
    return (problem.line for problem in entry_problems(entries, profile, sources))


def entry_problems(
    entries: Iterable[Entry], profile: Profile = "user", sources: Iterable[str] = ()
) -> Iterator[Problem]:
    """The same breaches, each with what it concerns and the id of its entry."""
    known_sources = frozenset(sources)
    seen: set[str] = set()
    owners: dict[str, str] = {}
    for entry in entries:
        where = f"entry {entry.id if entry.id.isprintable() else shown(entry.id)}"
        if entry.id in seen:
            yield Problem("id", entry.id, f"{where}: the id stands twice; give each entry its own")
        seen.add(entry.id)
        parts = {"text": _texts(entry, where), "name": _names(entry, where), "code": _codes(entry, where)}
        for about, lines in parts.items():
            yield from (Problem(about, entry.id, line) for line in lines)
        if (entry.lat is None) != (entry.lon is None):
            yield Problem("place", entry.id, f"{where}: lat without lon or the reverse; give both or neither")
        for key in authority_keys(entry):
            if owners.setdefault(key, entry.id) != entry.id:
                line = f"{where}: {key} also belongs to {owners[key]}; keep it where it is right"
                yield Problem("authority-id", entry.id, line)
        if profile == "curated":
            yield from (Problem("source", entry.id, line) for line in _curated(entry, where, known_sources))


def _texts(entry: Entry, where: str) -> Iterator[str]:
    for text in _all_texts(entry):
        bad = _CONTROL.search(text)
        if bad:
            yield f"{where}: control character U+{ord(bad[0]):04X} in {shown(text)}; remove it"
        elif _STRAY.search(text):
            yield f"{where}: stray spaces in {shown(text)}; remove them"


def _all_texts(entry: Entry) -> Iterator[str]:
    yield from (entry.id, entry.label, entry.feature, entry.country, entry.admin1, *entry.parents, entry.eponym)
    for part in entry.names + entry.variants:
        yield from (part.text, part.surname, part.lang, part.source)
    for authority, value in entry.ids.items():
        yield authority
        yield from map(str, value if isinstance(value, tuple) else (value,))
    for fact, source in entry.sources.items():
        yield from (fact, source)


def _names(entry: Entry, where: str) -> Iterator[str]:
    seen: set[tuple[str, str, str, str]] = set()
    known = {(name.text, name.lang) for name in entry.names}
    for name in entry.names:
        key = (name.text, name.lang, name.since, name.until)
        if key in seen:
            yield f"{where}: the name {shown(name.text)} stands twice; keep one of them"
        seen.add(key)
        of_name = f"{where}: name {shown(name.text)}"
        for word, date in (("from", name.since), ("to", name.until)):
            if date and not is_date(date):
                yield f"{of_name} has a broken date {word}={shown(date)}; write YYYY, YYYY-MM or YYYY-MM-DD"
        if is_date(name.since) and is_date(name.until) and _before(name.until, name.since):
            yield f"{of_name} ends ({name.until}) before it begins ({name.since}); mend the dates"
    for variant in entry.variants:
        if (variant.text, variant.lang) in known:
            yield f"{where}: the variant {shown(variant.text)} stands there already; remove it"
        known.add((variant.text, variant.lang))
    for part in entry.names + entry.variants:
        if part.surname and part.surname not in part.text:
            surname, text = shown(part.surname), shown(part.text)
            yield f"{where}: surname {surname} is no part of {text}; write it as it stands there"


def _before(date: str, other: str) -> bool:
    """Whether a date is certainly before another; 2016 is not before 2016-05, it may be later that year."""
    digits = min(len(date), len(other))
    return date[:digits] < other[:digits]


def _codes(entry: Entry, where: str) -> Iterator[str]:
    if not entry.country and not entry.admin1:
        return
    import pycountry

    countries: Any = pycountry.countries
    units: Any = pycountry.subdivisions
    # pycountry takes codes in any case; tables are compared letter by letter.
    country = countries.get(alpha_2=entry.country) if entry.country else None
    unit = units.get(code=entry.admin1) if entry.admin1 else None
    if entry.country and (country is None or country.alpha_2 != entry.country):
        yield f"{where}: unknown country {shown(entry.country)}; write its ISO 3166-1 alpha-2 code, such as UA"
    if entry.admin1:
        if unit is None or unit.code != entry.admin1:
            yield f"{where}: unknown admin1 {shown(entry.admin1)}; write its ISO 3166-2 code, such as UA-14"
        elif entry.country and not entry.admin1.startswith(entry.country + "-"):
            yield f"{where}: admin1 {entry.admin1} is not in country {entry.country}; mend one of them"


def _curated(entry: Entry, where: str, known: frozenset[str]) -> Iterator[str]:
    if not _CURATED_ID.fullmatch(entry.id):
        yield f"{where}: an id is lower-case ASCII words joined by hyphens"
    if not entry.label:
        yield f"{where}: no label; give the display name"
    for part in entry.names + entry.variants:
        yield from _source(part, where, known)
    facts = {"lat": entry.lat, "population": entry.population, **entry.ids}
    for fact, value in facts.items():
        if value is not None and fact not in entry.sources:
            yield f"{where}: no source for {fact}; name one under 'sources'"
    yield from _known(entry.sources, where, known)


def _source(part: Name | Variant, where: str, known: frozenset[str]) -> Iterator[str]:
    if not part.source:
        yield f"{where}: no source for {shown(part.text)}; name one of data/sources.json"
    elif part.source not in known:
        yield f"{where}: unknown source {shown(part.source)} of {shown(part.text)}; add it to data/sources.json"


def _known(sources: Mapping[str, str], where: str, known: frozenset[str]) -> Iterator[str]:
    for fact, source in sources.items():
        if source not in known:
            yield f"{where}: unknown source {shown(source)} of {fact}; add it to data/sources.json"
