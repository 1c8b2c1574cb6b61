"""Where each entry lies: its own place, else the middle of what lies in the smallest unit that it is in or is."""

import math
from array import array
from collections.abc import Iterable, Mapping

from toponym.gazetteer.spool import Numbers, Spool, spooled
from toponym.model import Entry

_Sum = list[float]  # latitudes, longitudes, how many


class Places:
    """Gathers places entry by entry; knows those without one when all units are there."""

    def __init__(self) -> None:
        self._own = Numbers("f")
        self._inside: dict[str, _Sum] = {}  # by the id of the unit, as its members write it
        self._parents: dict[tuple[str, ...], int] = {}  # numbers of what entries without a place lie in
        self._lost = array("I")  # their own number and that of their parents, in turn

    def add(self, number: int, entry: Entry) -> None:
        """Take in the next entry."""
        if entry.lat is None or entry.lon is None:
            self._own.append(math.nan)
            self._own.append(math.nan)
            self._lost.append(number)
            self._lost.append(self._parents.setdefault(entry.parents, len(self._parents)))
            return
        self._own.append(entry.lat)
        self._own.append(entry.lon)
        for parent in entry.parents:
            total = self._inside.setdefault(parent, [0.0, 0.0, 0.0])
            for at, value in enumerate((entry.lat, entry.lon, 1.0)):
                total[at] += value

    def units(self) -> Iterable[str]:
        """The ids of units as entries write them, whose numbers `section` needs."""
        yield from self._inside
        for parents in self._parents:
            yield from parents

    def section(self, numbers: Mapping[str, int]) -> Spool:
        """Latitude and longitude of every entry; NaN where nobody knows. `numbers` are those of units by id."""
        sums: dict[int | str, _Sum] = {}
        for id_, (lat, lon, members) in self._inside.items():
            total = sums.setdefault(numbers.get(id_, id_), [0.0, 0.0, 0.0])
            for at, value in enumerate((lat, lon, members)):
                total[at] += value
        if not sums or not self._lost:
            return self._own.section()
        around: list[list[int | str]] = [
            [numbers.get(unit, unit) for unit in reversed(parents)] for parents in self._parents
        ]
        places = array("f")
        for piece in self._own.section().pieces():
            places.frombytes(piece)
        for number, parents in zip(self._lost[::2], self._lost[1::2], strict=True):
            found = next((sums[unit] for unit in (number, *around[parents]) if unit in sums), None)
            if found is not None:
                places[2 * number] = found[0] / found[2]
                places[2 * number + 1] = found[1] / found[2]
        return spooled(places)
