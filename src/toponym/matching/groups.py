"""Groups of rows, as numpy computes with them: the best of each, how far one is ahead of the others."""

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]


def starts_of(group: "Ints") -> "Ints":
    """Where each group begins; groups are contiguous."""
    import numpy

    return numpy.flatnonzero(numpy.append(True, group[1:] != group[:-1])[: len(group)])


def best_of_each(group: "Ints", values: "Floats") -> "Ints":
    """Where the greatest value of each group stands, the first of equal ones; groups are contiguous."""
    import numpy

    if not len(group):
        return group
    starts = starts_of(group)
    sizes = numpy.diff(numpy.append(starts, len(group)))
    best = numpy.flatnonzero(values == numpy.repeat(numpy.maximum.reduceat(values, starts), sizes))
    return numpy.asarray(best[starts_of(group[best])])


def first_of_each(group: "Ints", values: "Floats", most: int) -> "Ints":
    """The rows with the least values of each group, at most `most`, the least first; groups are contiguous.

    Values lie between -64 and 64 and count to five digits.
    """
    import numpy

    # One word holds value and place, so that one sort of numbers does. The scale is fixed, so that what is chosen for
    # one group does not hang on the others.
    rank = numpy.clip((values.astype(numpy.float64) + 64) * (0xFFFFFF / 128), 0, 0xFFFFFF).astype(numpy.int64)
    packed = (rank << 32) | numpy.arange(len(group))
    starts = starts_of(group)
    bounds = numpy.append(starts, len(group))
    # Many short sorts are quicker than one of everything.
    for low, high in pairwise(bounds.tolist()):
        packed[low:high].sort()
    first = numpy.arange(len(group)) - numpy.repeat(starts, numpy.diff(bounds)) < most
    return numpy.asarray(packed[first] & 0xFFFFFFFF)


def lead(group: "Ints", values: "Floats") -> "Floats":
    """How far a row's value is above the greatest of the other rows of its group; groups are contiguous."""
    import numpy

    starts = starts_of(group)
    sizes = numpy.diff(numpy.append(starts, len(group)))
    best = best_of_each(group, values)
    without = values.copy()
    without[best] = -numpy.inf
    highest = numpy.repeat(values[best], sizes)
    second = numpy.where(sizes > 1, numpy.maximum.reduceat(without, starts), numpy.minimum(values[best], 0))
    others = highest.copy()
    others[best] = second
    return numpy.asarray(values - others)


def rivals(group: "Ints", values: "Floats") -> "Floats":
    """How many other rows of its group have at least a row's value; groups are contiguous."""
    import numpy

    starts = starts_of(group)
    sizes = numpy.diff(numpy.append(starts, len(group)))
    most = int(sizes.max(initial=0))
    # A row a group, filled up with what is less than anything, so that each is compared with each at once.
    inside = numpy.arange(most) < sizes[:, None]
    table = numpy.full((len(starts), most), -numpy.inf, dtype=numpy.float32)
    table[inside] = values
    others = (table[:, None, :] >= table[:, :, None]).sum(axis=2) - 1
    return numpy.asarray(others[inside], dtype=numpy.float32)
