"""Every city of Ukraine is found by its names, and told from its namesakes by oblast, raion or coordinates."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import toponym
from toponym.gazetteer.store import data_directory
from toponym.model import Candidate, Entry, Match, Query
from toponym.table import Table

_ROMANIZATIONS = {"uk": "uk:kmu-2010", "ru": "ru:bgn-pcgn-1947-plain"}
_CITIES = 463  # 461, and Kyiv and Sevastopol


class Spelling(NamedTuple):
    """What is asked, and the city that it shall find."""

    text: str
    city: Entry


@cache
def curated() -> dict[str, Entry]:
    return {entry.id: entry for entry in Table.load(data_directory() / "variants.json").entries}


@cache
def cities() -> list[Entry]:
    return [entry for entry in curated().values() if (entry.country, entry.feature) == ("UA", "city")]


@cache
def spellings() -> list[Spelling]:
    """The names of every city that are in use, as written and romanized, each spelling once a city."""
    return [Spelling(text, city) for city in cities() for text in dict.fromkeys(_texts(city))]


def _texts(city: Entry) -> Iterator[str]:
    for name in city.names:
        if (name.lang, name.status) in (("uk", "official"), ("ru", "exonym")):
            yield name.text
            yield toponym.romanize(name.text, _ROMANIZATIONS[name.lang])


def oblast(city: Entry) -> Entry:
    return toponym.get(f"iso3166_2:{city.admin1}")


def raion(city: Entry) -> Entry | None:
    units = [toponym.get(id_) for id_ in city.parents]
    return next((unit for unit in units if unit.kind == "district"), None)


def candidate(match: Match, entry: Entry) -> Candidate | None:
    return next((one for one in match.candidates if one.id == entry.id), None)


def bearers(match: Match) -> list[Entry]:
    """The settlements that bear the spelling itself."""
    return [one.entry for one in match.candidates if one.kind == "settlement" and one.method != "fuzzy"]


def bearers_in(match: Match, admin1: str | None) -> list[Entry]:
    """What bears the spelling in an oblast: its settlements, and the rivers of Ukraine, which no oblast ends."""
    spelled = [one.entry for one in match.candidates if one.method != "fuzzy"]
    rivers = [entry for entry in spelled if (entry.country, entry.kind) == ("UA", "river")]
    return [entry for entry in bearers(match) if entry.admin1 == admin1] + rivers


def asked(queries: list[Query]) -> list[tuple[Spelling, Match]]:
    return list(zip(spellings(), toponym.normalize_many(queries), strict=True))


@cache
def plain() -> list[tuple[Spelling, Match]]:
    return asked([Query(spelling.text) for spelling in spellings()])


def missed(spelling: Spelling, match: Match, hint: str = "") -> str:
    found = ", ".join(f"{one.id} {one.score:.3f}" for one in match.candidates[:3])
    return f"{spelling.text}{hint and f' ({hint})'}: {match.status}, not {spelling.city.id}: {found}"


def test_there_are_all_cities() -> None:
    assert len(cities()) == _CITIES
    assert {city.country for city in cities()} == {"UA"}
    assert len({city.ids["katottg"] for city in cities()}) == _CITIES
    languages = [name.lang for city in cities() for name in city.names if name.status != "former"]
    assert languages.count("uk") >= _CITIES
    assert languages.count("ru") >= 300


def test_every_city_is_found_by_each_of_its_names() -> None:
    failures = []
    for spelling, match in plain():
        if match.status == "none" or candidate(match, spelling.city) is None:
            failures.append(missed(spelling, match))
    assert failures == []


def test_only_a_more_prominent_bearer_of_the_same_spelling_outweighs_a_city() -> None:
    failures = []
    outweighed = 0
    for spelling, match in plain():
        other = match.entry
        own = candidate(match, spelling.city)
        if other is None or own is None or other.id == spelling.city.id:
            continue
        outweighed += 1
        # A namesake of rank has more people; what has no people is a unit named after the city, or as famous.
        larger = (other.population or 0) > (spelling.city.population or 0) or not other.population
        if match.candidates[0].method == "fuzzy" or not larger or own.score >= match.candidates[0].score:
            failures.append(missed(spelling, match))
    assert outweighed
    assert failures == []


def test_the_oblast_gives_the_city_wherever_the_name_is_unique_in_it() -> None:
    queries = [Query(spelling.text, admin1=spelling.city.admin1) for spelling in spellings()]
    failures = []
    for spelling, match in asked(queries):
        if match.id == spelling.city.id:
            continue
        if candidate(match, spelling.city) is None or len(bearers_in(match, spelling.city.admin1)) < 2:
            failures.append(missed(spelling, match, f"admin1 {spelling.city.admin1}"))
    assert failures == []


def test_an_oblast_after_the_comma_is_that_hint() -> None:
    queries = [Query(f"{spelling.text}, {oblast(spelling.city).name}") for spelling in spellings()]
    failures = []
    for spelling, match in asked(queries):
        if match.id == spelling.city.id:
            continue
        if candidate(match, spelling.city) is None or len(bearers_in(match, spelling.city.admin1)) < 2:
            failures.append(missed(spelling, match, oblast(spelling.city).name))
    assert failures == []


def test_oblast_raion_or_coordinates_give_every_city() -> None:
    """Each spelling gives its city by at least one of the three hints."""
    by_oblast = asked([Query(spelling.text, admin1=spelling.city.admin1) for spelling in spellings()])
    by_raion = asked([Query(_in_raion(spelling)) for spelling in spellings()])
    by_place = asked([Query(spelling.text, near=_place(spelling.city)) for spelling in spellings()])
    failures = []
    for (spelling, first), (_, second), (_, third) in zip(by_oblast, by_raion, by_place, strict=True):
        if spelling.city.id not in (first.id, second.id, third.id):
            failures.append(missed(spelling, third, "oblast, raion, near"))
    assert failures == []


def test_the_coordinates_of_a_city_give_the_city() -> None:
    placed = [spelling for spelling in spellings() if spelling.city.lat is not None]
    assert len({spelling.city.id for spelling in placed}) >= 0.99 * _CITIES
    matches = toponym.normalize_many([Query(spelling.text, near=_place(spelling.city)) for spelling in placed])
    failures = [
        missed(spelling, match, f"near {_place(spelling.city)}")
        for spelling, match in zip(placed, matches, strict=True)
        if match.id != spelling.city.id
    ]
    assert failures == []


def _place(city: Entry) -> tuple[float, float] | None:
    return None if city.lat is None or city.lon is None else (city.lat, city.lon)


def _in_raion(spelling: Spelling) -> str:
    unit = raion(spelling.city)
    return f"{spelling.text}, {unit.name}" if unit else spelling.text
