"""The protocol that turns a gazetteer into a table with hidden variants and negatives (docs/evaluation.md tells it)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from evaluation.places import Place
from evaluation.spelling import RUSSIAN, UKRAINIAN, letters, similarity, usable, written_in

SEED = "2026-11-21"
MIN_SIMILARITY = 55.0
MIN_OWN_FORM = 60.0
REMOVED_SHARE = 0.2
POSITIVES_TO_NEGATIVES = 2

SLAVIC_NEIGHBOURS = frozenset({"BY", "PL", "RU", "SK"})
SLAVIC = SLAVIC_NEIGHBOURS | {"BA", "BG", "CZ", "HR", "ME", "MK", "RS", "SI", "UA"}

# Kinds of query. W, S and CW are negatives; OTHER stands outside the main figures.
VARIANT, WORLD, NEIGHBOUR, REMOVED, OTHER, NONE = "variant", "W", "S", "CW", "other", "none"
NEGATIVES = (WORLD, NEIGHBOUR, REMOVED)


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a record in the table; lang is "uk" or "ru" for the Cyrillic ones, None for the main name."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a table holds of a place: its own forms, and nothing of what the queries ask."""

    id: str
    country: str
    forms: tuple[Form, ...]
    population: int = 0
    latitude: float = 0.0
    longitude: float = 0.0

    def as_entry(self) -> dict[str, Any]:
        """The record in the table format of toponym's `user` profile."""
        names = [{"text": form.text, "lang": form.lang} if form.lang else form.text for form in self.forms]
        entry: dict[str, Any] = {"id": self.id, "kind": "settlement", "country": self.country, "names": names}
        return entry | {"lat": self.latitude, "lon": self.longitude, "population": self.population}


@dataclass(frozen=True, slots=True)
class Query:
    """A spelling with its right answer: the id of a record, or None where nothing in the table is meant."""

    text: str
    kind: str
    answer: str | None
    place: str
    country: str
    half: str
    variant_class: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A table and its queries; when `hinted`, every query is asked with its country."""

    name: str
    records: tuple[Record, ...]
    queries: tuple[Query, ...]
    hinted: bool = False
    available: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build. An empty `countries` means the whole world; `cyrillic` keeps the Ukrainian and Russian form;
    `asked` is the share of places whose alternates are looked at."""

    name: str
    countries: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    cyrillic: bool = True
    hinted: bool = False
    size: int = 6000
    others: int = 600
    asked: float = 1.0


def fraction(*parts: object, seed: str = SEED) -> float:
    """A number in [0, 1) that depends on nothing but the parts and the seed.

    >>> fraction("half", 691999) == fraction("half", 691999)
    True
    """
    digest = hashlib.sha256("\x1f".join(map(str, (seed, *parts))).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def half_of(place: object, seed: str = SEED) -> str:
    """ "tune" or "report"; all queries of a place are in one half."""
    return "tune" if fraction("half", place, seed=seed) < 0.5 else "report"


def sample(queries: Iterable[Query], size: int, seed: str = SEED) -> list[Query]:
    """The first `size` queries in an order drawn by hash, so that a new place in the data changes few of them."""
    return sorted(queries, key=lambda query: (fraction("draw", query.place, query.text, seed=seed), query.text))[:size]


def cyrillic_form(place: Place, alphabet: frozenset[str], own: frozenset[str], taken: Sequence[str]) -> str | None:
    """The alternate of that alphabet nearest to the main name; letters only this alphabet has (`own`) speak for it.
    The data has no language tags, so this choice is by letters alone."""
    found: list[tuple[float, str]] = []
    for text in place.alternates:
        if text in taken or text.islower() or not usable(text) or not written_in(text, alphabet):
            continue
        near = similarity(text, place.name)
        if near >= MIN_OWN_FORM:
            found.append((near + (10 if own & set(text.lower()) else 0), text))
    return max(found)[1] if found else None


def own_forms(place: Place, cyrillic: bool) -> tuple[Form, ...]:
    """The main name and at most one Ukrainian and one Russian Cyrillic form.

    >>> place = Place(1, "Kharkiv", "UA", alternates=("Charkow", "Харків", "Харьков"))
    >>> [form.text for form in own_forms(place, True)]
    ['Kharkiv', 'Харків', 'Харьков']
    """
    forms = [Form(place.name)]
    if cyrillic:
        for lang, alphabet, other in (("uk", UKRAINIAN, RUSSIAN), ("ru", RUSSIAN, UKRAINIAN)):
            text = cyrillic_form(place, alphabet, alphabet - other, [form.text for form in forms])
            if text is not None:
                forms.append(Form(text, lang))
    return tuple(forms)


def representatives(places: Iterable[Place], cyrillic: bool = False) -> list[Place]:
    """The places of different names, the largest of each name; the largest first.

    Two places have the same name when any of their own forms, folded, is the same: Serhiivka and Serhiyivka are both
    Сергіївка, and a spelling of one is no negative while the other is in the table.
    """
    found: list[Place] = []
    taken: set[str] = set()
    for place in sorted(places, key=lambda place: (-place.population, place.id)):
        forms = {letters(form.text) for form in own_forms(place, cyrillic)}
        if not forms & taken:
            found.append(place)
            taken |= forms
    return found


def variant_class(text: str, forms: Sequence[Form]) -> str:
    """ "same letters" as an own form, "transliteration" when similar enough, else "other name"."""
    if letters(text) in {letters(form.text) for form in forms}:
        return "same letters"
    near = any(similarity(text, form.text) >= MIN_SIMILARITY for form in forms)
    return "transliteration" if near else "other name"


@dataclass(frozen=True, slots=True)
class _Pool:
    """All records of a plan's countries, with every usable alternate as a query, sorted by kind."""

    records: tuple[Record, ...]
    variants: tuple[Query, ...]
    others: tuple[Query, ...]
    spellings: frozenset[str]


def _record(place: Place, cyrillic: bool) -> Record:
    return Record(
        f"geonames:{place.id}",
        place.country,
        own_forms(place, cyrillic),
        place.population,
        place.latitude,
        place.longitude,
    )


@lru_cache(maxsize=4)
def _pool(places: tuple[Place, ...], countries: frozenset[str], cyrillic: bool, asked: float, seed: str) -> _Pool:
    chosen = representatives((place for place in places if not countries or place.country in countries), cyrillic)
    records = [_record(place, cyrillic) for place in chosen]
    owners: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for form in record.forms:
            owners[letters(form.text)].add(record.id)
    by_kind: dict[str, list[Query]] = {VARIANT: [], OTHER: []}
    spellings = set(owners)
    for place, record in zip(chosen, records, strict=True):
        if fraction("asked", record.id, seed=seed) >= asked:
            continue
        seen = {form.text for form in record.forms}
        for text in place.alternates:
            spellings.add(letters(text))
            if text in seen or not usable(text) or owners.get(letters(text), set()) - {record.id}:
                continue
            found = variant_class(text, record.forms)
            kind = OTHER if found == "other name" else VARIANT
            half = half_of(record.id, seed)
            by_kind[kind].append(Query(text, kind, record.id, record.id, place.country, half, found))
    return _Pool(tuple(records), tuple(by_kind[VARIANT]), tuple(by_kind[OTHER]), frozenset(spellings))


def foreign_names(places: Iterable[Place], kind: str, known: frozenset[str], seed: str = SEED) -> list[Query]:
    """Main names of places outside the table, as negatives; a name that some place of the table's countries is known
    to bear as well is no negative and is left out."""
    unseen = (place for place in representatives(places) if usable(place.name) and letters(place.name) not in known)
    return [
        Query(place.name, kind, None, f"geonames:{place.id}", place.country, half_of(f"geonames:{place.id}", seed))
        for place in unseen
    ]


def _within(query: Query, records: Sequence[Record], seed: str) -> Query:
    """A foreign name asked as if it lay in one of the table's countries: a hint that excludes it would be no test."""
    if query.kind == REMOVED:
        return query
    drawn = int(fraction("country", query.place, seed=seed) * len(records))
    return replace(query, country=records[drawn].country)


def build(plan: Plan, places: tuple[Place, ...], seed: str = SEED) -> EvaluationSet:
    """The set of a plan: `size` variants, half as many negatives in equal shares of W, S and CW (CW alone for the whole
    world), and up to `others` names that resemble no own form."""
    pool = _pool(places, plan.countries, plan.cyrillic, plan.asked, seed)
    gone = {record.id for record in pool.records if fraction("removed", record.id, seed=seed) < REMOVED_SHARE}
    records = tuple(record for record in pool.records if record.id not in gone)
    variants = sample((query for query in pool.variants if query.place not in gone), plan.size, seed)
    removed = [
        Query(query.text, REMOVED, None, query.place, query.country, query.half, query.variant_class)
        for query in pool.variants
        if query.place in gone
    ]
    sources = {REMOVED: removed}
    if plan.countries:
        outside = [place for place in places if place.country not in plan.countries]
        far = [place for place in outside if place.country not in plan.neighbours]
        near = [place for place in outside if place.country in plan.neighbours]
        sources[WORLD] = foreign_names(far, WORLD, pool.spellings, seed)
        sources[NEIGHBOUR] = foreign_names(near, NEIGHBOUR, pool.spellings, seed)
    share = len(variants) // (POSITIVES_TO_NEGATIVES * len(sources))
    negatives = [query for kind in sources for query in sample(sources[kind], share, seed)]
    if plan.hinted:
        negatives = [_within(query, records, seed) for query in negatives]
    others = sample((query for query in pool.others if query.place not in gone), plan.others, seed)
    queries = tuple(variants + negatives + others)
    return EvaluationSet(plan.name, records, queries, plan.hinted, len(pool.variants))
