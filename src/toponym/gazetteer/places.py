"""Where each entry lies: its own place, else the middle of what lies in the smallest unit that it is in or is."""

import math
from array import array
from collections.abc import Callable

from toponym.gazetteer.spool import Numbers
from toponym.model import Entry

_Sum = list[float]  # latitudes, longitudes, how many


class Places:
    """Gathers places entry by entry; knows those without one when all units are there."""

    def __init__(self) -> None:
        self._own = Numbers("f")
        self._inside: dict[str, _Sum] = {}  # by the id of the unit, as its members write it
        self._lost: list[tuple[int, str, tuple[str, ...]]] = []

    def add(self, number: int, entry: Entry) -> None:
        """Take in the next entry."""
        if entry.lat is None or entry.lon is None:
            self._own.append(math.nan)
            self._own.append(math.nan)
            self._lost.append((number, entry.id, entry.parents))
            return
        self._own.append(entry.lat)
        self._own.append(entry.lon)
        for parent in entry.parents:
            total = self._inside.setdefault(parent, [0.0, 0.0, 0.0])
            for at, value in enumerate((entry.lat, entry.lon, 1.0)):
                total[at] += value

    def section(self, number_of: Callable[[str], int | None]) -> bytes:
        """Latitude and longitude of every entry; NaN where nobody knows. `number_of` resolves ids of units."""
        self._own.flush()
        places = array("f")
        for piece in self._own.spool.pieces():
            places.frombytes(piece)
        sums: dict[int | str, _Sum] = {}
        for id_, (lat, lon, members) in self._inside.items():
            total = sums.setdefault(self._unit(id_, number_of), [0.0, 0.0, 0.0])
            for at, value in enumerate((lat, lon, members)):
                total[at] += value
        if sums:
            for number, id_, parents in self._lost:
                units = [self._unit(unit, number_of) for unit in (id_, *reversed(parents))]
                found = next((sums[unit] for unit in units if unit in sums), None)
                if found is not None:
                    places[2 * number] = found[0] / found[2]
                    places[2 * number + 1] = found[1] / found[2]
        return places.tobytes()

    @staticmethod
    def _unit(id_: str, number_of: Callable[[str], int | None]) -> int | str:
        number = number_of(id_)
        return id_ if number is None else number
