"""The mistakes that `tools.mutations` makes in a table: each takes entries and a seeded generator and makes one.

An operator gives the entries after the mistake, or the text of the file where its form is what is broken, and says what
it did. `certain` ones break something that a program can know, and must always be found; the others are likely or
plausible mistakes, of which some cannot be told from facts.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from toponym.model import Entry, Name, Variant
from toponym.romanization import languages, romanize
from toponym.table import dumps

Entries = tuple[Entry, ...]


class Mutation(NamedTuple):
    """A mutated table: its entries, or its text where that is no table in canonical form, and what was done."""

    entries: Entries
    what: str
    text: str = ""


@dataclass(frozen=True)
class Operator:
    """A way to make a mistake."""

    name: str
    certain: bool
    make: Callable[[Entries, Random], Mutation]


OPERATORS: list[Operator] = []
LIKE = dict(zip("АВЕІКМНОРСТХаеіорсух", "ABEIKMHOPCTXaeiopcyx", strict=True))
_CYRILLIC = "абвгдежзиклмнопрстухцчшюя"


def _operator(name: str, *, certain: bool) -> Callable[[Callable[[Entries, Random], Mutation]], None]:
    def register(make: Callable[[Entries, Random], Mutation]) -> None:
        OPERATORS.append(Operator(name, certain, make))

    return register


def _pick(entries: Entries, random: Random, fits: Callable[[Entry], object]) -> Entry:
    return random.choice([entry for entry in entries if fits(entry)])


def _put(entries: Entries, *changed: Entry) -> Entries:
    new = {entry.id: entry for entry in changed}
    return tuple(new.get(entry.id, entry) for entry in entries)


def _name(entry: Entry, old: Name, new: Name) -> Entry:
    return replace(entry, names=tuple(new if name is old else name for name in entry.names))


def _is_settlement(entry: Entry) -> bool:
    return entry.kind == "settlement" and isinstance(entry.ids.get("katottg"), str)


def _official(entry: Entry) -> Name:
    return next(name for name in entry.names if name.lang == "uk" and name.status == "official")


def _has_official(entry: Entry) -> bool:
    return _is_settlement(entry) and any(name.lang == "uk" and name.status == "official" for name in entry.names)


def _typo(text: str, random: Random, letters: str = _CYRILLIC) -> str:
    """A text with one small letter changed, dropped, doubled or swapped with the next."""
    at = random.choice([at for at in range(1, len(text)) if text[at].islower()])
    kind = random.randrange(4)
    if kind == 0:
        other = random.choice([letter for letter in letters if letter != text[at]])
        return text[:at] + other + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2 or text[at] == text[at - 1] or at == 1:
        return text[:at] + text[at] + text[at:]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


@_operator("an entry is gone", certain=True)
def _gone(entries: Entries, random: Random) -> Mutation:
    entry = random.choice(entries)
    return Mutation(tuple(other for other in entries if other is not entry), entry.id)


@_operator("an entry has another id", certain=True)
def _renamed(entries: Entries, random: Random) -> Mutation:
    entry = random.choice(entries)
    return Mutation(
        tuple(replace(entry, id=f"{entry.id}-2") if other is entry else other for other in entries), entry.id
    )


@_operator("two entries are merged", certain=True)
def _merged(entries: Entries, random: Random) -> Mutation:
    one, other = random.sample([entry for entry in entries if _is_settlement(entry)], 2)
    known = {(name.text, name.lang) for name in one.names}
    names = one.names + tuple(name for name in other.names if (name.text, name.lang) not in known)
    rest = tuple(entry for entry in entries if entry is not other)
    return Mutation(_put(rest, replace(one, names=names)), f"{other.id} into {one.id}")


@_operator("an authority id stands on two entries", certain=True)
def _doubled_id(entries: Entries, random: Random) -> Mutation:
    one = _pick(entries, random, lambda entry: entry.ids)
    authority = random.choice(list(one.ids))
    other = _pick(entries, random, lambda entry: entry is not one and authority in entry.ids)
    changed = replace(other, ids={**other.ids, authority: one.ids[authority]})
    return Mutation(_put(entries, changed), f"{authority} of {one.id} on {other.id}")


def _swapped(entries: Entries, random: Random, authority: str) -> Mutation:
    one, other = random.sample([entry for entry in entries if _is_settlement(entry) and authority in entry.ids], 2)
    first, second = one.ids[authority], other.ids[authority]
    changed = (
        replace(one, ids={**one.ids, authority: second}),
        replace(other, ids={**other.ids, authority: first}),
    )
    return Mutation(_put(entries, *changed), f"{one.id}, {other.id}")


@_operator("two codifier codes are swapped", certain=True)
def _swapped_katottg(entries: Entries, random: Random) -> Mutation:
    # Namesakes in one oblast would not differ.
    return _swapped(entries, random, "katottg")


@_operator("two GeoNames ids are swapped", certain=False)
def _swapped_geonames(entries: Entries, random: Random) -> Mutation:
    return _swapped(entries, random, "geonames")


@_operator("a source is missing", certain=True)
def _unsourced(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: any(name.source for name in entry.names))
    name = random.choice([name for name in entry.names if name.source])
    return Mutation(_put(entries, _name(entry, name, replace(name, source=""))), f"{name.text} of {entry.id}")


@_operator("a source is unknown", certain=True)
def _unknown_source(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: any(name.source for name in entry.names))
    name = random.choice([name for name in entry.names if name.source])
    changed = _name(entry, name, replace(name, source=f"{name.source}x"))
    return Mutation(_put(entries, changed), f"{name.text} of {entry.id}")


@_operator("a date is impossible", certain=True)
def _impossible(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: entry.kind == "settlement")
    name = random.choice(entry.names)
    kind = random.randrange(3)
    if kind == 0:
        new = replace(name, since="2016-02-30")
    elif kind == 1:
        new = replace(name, since="2016", until="1924", status="former")
    else:
        new = replace(name, since=f"2{random.randrange(1, 9)}16")
    return Mutation(_put(entries, _name(entry, name, new)), f"{name.text} of {entry.id}")


@_operator("a variant is derivable", certain=True)
def _derived(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: _has_official(entry) and "uk" in languages())
    text = romanize(_official(entry).text, random.choice(["uk:kmu-2010", "uk:bgn-pcgn-1965"]))
    variant = Variant(text, "en", "geonames-2026")
    return Mutation(_put(entries, replace(entry, variants=(*entry.variants, variant))), f"{text} on {entry.id}")


@_operator("a Latin letter stands in a Cyrillic name", certain=True)
def _latin(entries: Entries, random: Random) -> Mutation:
    def fits(name: Name) -> bool:
        return name.lang in ("uk", "ru") and len(name.text) > 3 and any(char in LIKE for char in name.text)

    entry = _pick(entries, random, lambda entry: any(map(fits, entry.names)))
    name = random.choice([name for name in entry.names if fits(name)])
    at = random.choice([at for at, char in enumerate(name.text) if char in LIKE])
    text = name.text[:at] + LIKE[name.text[at]] + name.text[at + 1 :]
    return Mutation(_put(entries, _name(entry, name, replace(name, text=text))), f"{name.text} of {entry.id}")


@_operator("an invisible character stands in a name", certain=True)
def _invisible(entries: Entries, random: Random) -> Mutation:
    entry = random.choice(entries)
    name = random.choice(entry.names)
    at = random.randrange(len(name.text) + 1)
    text = name.text[:at] + random.choice("\u200b\u00ad\u202e\ufeff\t") + name.text[at:]
    return Mutation(_put(entries, _name(entry, name, replace(name, text=text))), f"{name.text} of {entry.id}")


@_operator("a settlement is of another kind", certain=True)
def _kind(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, _is_settlement)
    kind = random.choice(["river", "region", "district", "person", "facility"])
    return Mutation(_put(entries, replace(entry, kind=kind)), f"{entry.id} a {kind}")


@_operator("a settlement lies in another oblast", certain=True)
def _admin1(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, _is_settlement)
    others = sorted({other.admin1 for other in entries if other.country == "UA" and other.admin1} - {entry.admin1})
    admin1 = random.choice(others)
    return Mutation(_put(entries, replace(entry, admin1=admin1)), f"{entry.id} in {admin1}")


@_operator("a typo in a settlement's official name", certain=True)
def _typo_official(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, _has_official)
    name = _official(entry)
    text = _typo(name.text, random)
    return Mutation(_put(entries, _name(entry, name, replace(name, text=text))), f"{text} for {name.text}, {entry.id}")


@_operator("the official names of two settlements are swapped", certain=True)
def _swapped_names(entries: Entries, random: Random) -> Mutation:
    one = _pick(entries, random, _has_official)
    other = _pick(entries, random, lambda each: _has_official(each) and _official(each).text != _official(one).text)
    first, second = _official(one), _official(other)
    changed = (
        _name(one, first, replace(first, text=second.text)),
        _name(other, second, replace(second, text=first.text)),
    )
    return Mutation(_put(entries, *changed), f"{one.id}, {other.id}")


@_operator("a former name is official and the official one former", certain=True)
def _status(entries: Entries, random: Random) -> Mutation:
    def formers(entry: Entry) -> list[Name]:
        return [name for name in entry.names if name.lang == "uk" and name.status == "former"]

    entry = _pick(entries, random, lambda entry: _has_official(entry) and formers(entry))
    now, former = _official(entry), random.choice(formers(entry))
    changed = _name(_name(entry, now, replace(now, status="former")), former, replace(former, status="official"))
    return Mutation(_put(entries, changed), entry.id)


@_operator("the file is not in canonical form", certain=True)
def _format(entries: Entries, random: Random) -> Mutation:
    lines = dumps(entries).split("\n")
    at = random.randrange(1, len(lines) - 4)
    kind = random.randrange(3)
    if kind == 0:
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    elif kind == 1:
        lines[at] = lines[at].replace(": ", ":", 1)
    else:
        lines[at] = json.dumps(json.loads(lines[at].rstrip(",")), indent=1, ensure_ascii=False) + ","
    return Mutation(entries, f"line {at + 1}", "\n".join(lines))


@_operator("a record breaks the schema", certain=True)
def _schema(entries: Entries, random: Random) -> Mutation:
    lines = dumps(entries).split("\n")
    at = random.randrange(1, len(lines) - 4)
    record = json.loads(lines[at].rstrip(","))
    kind = random.randrange(5)
    if kind == 0:
        record["kind"] = "town"
    elif kind == 1:
        record["names"] = []
    elif kind == 2:
        record["colour"] = "blue"
    elif kind == 3:
        record["names"][0]["status"] = "current"
    else:
        record["population"] = "many"
    lines[at] = json.dumps(record, ensure_ascii=False) + ","
    return Mutation(entries, str(record["id"]), "\n".join(lines))


@_operator("a variant is another place's name", certain=False)
def _planted(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, _is_settlement)
    other = _pick(entries, random, lambda other: other is not entry and other.kind == "settlement" and other.label)
    variant = Variant(other.label, "en", "geonames-2026")
    changed = replace(entry, variants=(*entry.variants, variant))
    return Mutation(_put(entries, changed), f"{other.label} on {entry.id}")


@_operator("a variant is moved to another entry", certain=False)
def _stolen(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: entry.kind == "settlement" and entry.variants)
    other = _pick(entries, random, lambda other: other is not entry and other.kind == "settlement")
    variant = random.choice(entry.variants)
    changed = (
        replace(entry, variants=tuple(each for each in entry.variants if each is not variant)),
        replace(other, variants=(*other.variants, variant)),
    )
    return Mutation(_put(entries, *changed), f"{variant.text} of {entry.id} on {other.id}")


@_operator("a place lies in another country", certain=False)
def _country(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: entry.lat is not None and entry.country and entry.kind == "settlement")
    countries = sorted({other.country for other in entries if other.country} - {entry.country})
    country = random.choice(countries)
    return Mutation(_put(entries, replace(entry, country=country)), f"{entry.id} in {country}")


@_operator("latitude and longitude are swapped", certain=False)
def _swapped_place(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: entry.lat is not None and abs(entry.lon or 0) <= 90)
    return Mutation(_put(entries, replace(entry, lat=entry.lon, lon=entry.lat)), entry.id)


def _moved(entries: Entries, random: Random, least: float, most: float) -> Mutation:
    entry = _pick(entries, random, lambda entry: _is_settlement(entry) and entry.lat is not None)
    north, east = (random.choice((-1, 1)) * random.uniform(least, most) for _ in range(2))
    place = (round((entry.lat or 0) + north, 5), round((entry.lon or 0) + east, 5))
    changed = replace(entry, lat=place[0], lon=place[1])
    return Mutation(_put(entries, changed), f"{entry.id} by {north:.2f}, {east:.2f} degrees")


@_operator("a settlement is moved by 1 to 3 degrees", certain=False)
def _far(entries: Entries, random: Random) -> Mutation:
    return _moved(entries, random, 1, 3)


@_operator("a settlement is moved by less than 0.1 degrees", certain=False)
def _near(entries: Entries, random: Random) -> Mutation:
    return _moved(entries, random, 0.01, 0.1)


def _dated(entry: Entry) -> Sequence[Name]:
    return [name for name in entry.names if name.since or name.until]


@_operator("a date is removed", certain=False)
def _undated(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, _dated)
    name = random.choice(_dated(entry))
    return Mutation(_put(entries, _name(entry, name, replace(name, since="", until=""))), f"{name.text} of {entry.id}")


@_operator("a date is another year", certain=False)
def _misdated(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, _dated)
    name = random.choice(_dated(entry))

    def off(when: str) -> str:
        return f"{int(when[:4]) - 1}{when[4:]}" if when and not when.endswith("-02-29") else when

    changed = _name(entry, name, replace(name, since=off(name.since), until=off(name.until)))
    return Mutation(_put(entries, changed), f"{name.text} of {entry.id}")


@_operator("a typo in another Cyrillic name", certain=False)
def _typo_other(entries: Entries, random: Random) -> Mutation:
    def others(entry: Entry) -> list[Name]:
        return [name for name in entry.names if name.lang in ("ru", "uk") and name.status in ("exonym", "former")]

    entry = _pick(entries, random, others)
    name = random.choice(others(entry))
    text = _typo(name.text, random)
    surname = name.surname if name.surname in text else ""
    changed = _name(entry, name, replace(name, text=text, surname=surname))
    return Mutation(_put(entries, changed), f"{text} for {name.text}, {entry.id}")


@_operator("a spelling is invented", certain=False)
def _invented(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: entry.kind == "settlement" and len(entry.label) > 4)
    text = _typo(_typo(entry.label, random, "abcdefghiklmnoprstuvyz"), random, "abcdefghiklmnoprstuvyz")
    changed = replace(entry, variants=(*entry.variants, Variant(text, "en", "geonames-2026")))
    return Mutation(_put(entries, changed), f"{text} on {entry.id}")


@_operator("a population is another", certain=False)
def _population(entries: Entries, random: Random) -> Mutation:
    entry = _pick(entries, random, lambda entry: (entry.population or 0) > 1000)
    people = int((entry.population or 0) * random.choice([0.1, 0.5, 0.8, 1.3, 3, 10]))
    return Mutation(_put(entries, replace(entry, population=people)), f"{people} for {entry.population}, {entry.id}")
