"""Where a place can lie: near the places that the table has in its country, first-level unit and raion.

There are no borders here, only neighbours, so a wrong place near the right one is not found. The limits are above what
the curated table needs: no located entry lies farther than 51 km from the next one of its first-level unit, none
farther than 87 km from the next one of its raion.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from toponym.matching.hints import distance_km
from toponym.model import Entry
from toponym.testing.findings import Finding

EXTENTS: Final = "extents.json"
UNIT_KM: Final = 60.0
RAION_KM: Final = 100.0
_DEGREES: Final = 2
_COLUMNS: Final = 360 // _DEGREES
_ROWS: Final = 180 // _DEGREES
_RAION_DIGITS: Final = 6  # of a codifier code: the country, the oblast, the raion
_KM_A_DEGREE: Final = 111.0
_POINT = tuple[float, float]


def square(lat: float, lon: float) -> int:
    """The number of the square of two degrees in which a point lies, row by row from the south-west corner.

    >>> square(-90, -180), square(-90, -177), square(48.9, 38.5)
    (0, 1, 12529)
    """
    row = min(int((lat + 90) // _DEGREES), _ROWS - 1)
    return row * _COLUMNS + int((lon + 180) // _DEGREES) % _COLUMNS


@cache
def _extents() -> dict[str, frozenset[int]]:
    text = files("toponym.testing").joinpath(EXTENTS).read_text(encoding="utf-8")
    return {country: frozenset(squares) for country, squares in json.loads(text).items()}


def in_country(country: str, lat: float, lon: float) -> bool:
    """Whether a point lies in a square where a country has places, or beside one; true for a country without any.

    >>> in_country("UA", 48.9, 38.5), in_country("UA", 38.5, 48.9)
    (True, False)
    """
    squares = _extents().get(country)
    if squares is None:
        return True
    row, column = divmod(square(lat, lon), _COLUMNS)
    around = ((row + up) * _COLUMNS + (column + right) % _COLUMNS for up in (-1, 0, 1) for right in (-1, 0, 1))
    return any(number in squares for number in around)


class Neighbours:
    """The located entries of a table, by the units in which they lie."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._of: dict[str, list[tuple[str, _POINT]]] = defaultdict(list)
        for entry in entries:
            point = _point(entry)
            if point is not None:
                for unit in _units(entry):
                    self._of[unit].append((entry.id, point))

    def nearest(self, entry: Entry, unit: str) -> float | None:
        """Kilometres to the next other entry of a unit; None when there is none."""
        own = _point(entry)
        if own is None:
            return None
        near = (point for id_, point in self._of[unit] if id_ != entry.id)
        # Degrees put most of them aside without trigonometry.
        best: float | None = None
        for point in near:
            if best is None or abs(point[0] - own[0]) * _KM_A_DEGREE < best:
                distance = distance_km(own, point)
                best = distance if best is None else min(best, distance)
        return best


def _point(entry: Entry) -> _POINT | None:
    return None if entry.lat is None or entry.lon is None else (entry.lat, entry.lon)


def _units(entry: Entry) -> Iterator[str]:
    if entry.admin1:
        yield entry.admin1
    code = entry.ids.get("katottg")
    if isinstance(code, str):
        yield code[:_RAION_DIGITS]


def misplaced(entry: Entry, neighbours: Neighbours) -> Iterator[Finding]:
    """A finding where an entry's coordinates cannot be those of a place in its country, unit or raion."""
    if entry.lat is None or entry.lon is None:
        return
    where = f"entry {entry.id}: coordinates {entry.lat}, {entry.lon}"
    if entry.country and not in_country(entry.country, entry.lat, entry.lon):
        swapped = " (latitude and longitude are swapped)" if in_country(entry.country, entry.lon, entry.lat) else ""
        line = f"{where} lie outside {entry.country}{swapped}; mend them or the country"
        yield Finding("place", entry.id, message=line)
        return
    for unit in _units(entry):
        limit = UNIT_KM if unit == entry.admin1 else RAION_KM
        distance = neighbours.nearest(entry, unit)
        if distance is not None and distance > limit and not math.isnan(distance):
            what = unit if unit == entry.admin1 else f"raion {unit}"
            line = f"{where} lie {distance:.0f} km from the next place in {what}; mend them or the unit"
            yield Finding("place", entry.id, message=line)
            return
