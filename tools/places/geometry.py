"""Distances between places, and how near the known places of a raion or a community are."""

import math
from collections import defaultdict

from toponym.table.sources.geonames import Place

EARTH_RADIUS_KM = 6371.0


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, by the equirectangular approximation (under 0.1 % off within Ukraine)."""
    mean = math.radians((a.lat + b.lat) / 2)
    x = math.radians(a.lon - b.lon) * math.cos(mean)
    return EARTH_RADIUS_KM * math.hypot(x, math.radians(a.lat - b.lat))


class Anchors:
    """Places whose unit is known beyond doubt: the only geometry that a codifier without coordinates has."""

    def __init__(self) -> None:
        self._members: defaultdict[str, dict[int, Place]] = defaultdict(dict)

    def add(self, place: Place, *units: str) -> None:
        """Adds a place to the raion and the community it lies in, by code ("" for none)."""
        for unit in units:
            self._members[unit][place.id] = place

    def nearest_of(self, place: Place, unit: str) -> float:
        """Kilometres to the nearest other anchor of a raion or a community; infinity where it has none."""
        others = self._members[unit].values() if unit else ()
        return min((distance(place, other) for other in others if other.id != place.id), default=math.inf)
