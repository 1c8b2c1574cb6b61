"""Groups of rows, as numpy computes with them: the best of each, how far one is ahead of the others."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]


def best_of_each(group: "Ints", values: "Floats") -> "Ints":
    """Where the greatest value of each group stands; groups are contiguous."""
    import numpy

    order = numpy.lexsort((-values, group))
    return numpy.asarray(order[numpy.append(True, group[1:] != group[:-1])])


def first_of_each(group: "Ints", values: "Floats", most: int) -> "Ints":
    """The rows with the least values of each group, at most `most`, the least first; groups stay in order.

    Values lie between -64 and 64 and count to five digits.
    """
    import numpy

    if not len(group):
        return group
    # One word holds group, value and place, so that one sort of numbers does. The scale is fixed, so that what is
    # chosen for one group does not hang on the others.
    rank = numpy.clip((values.astype(numpy.float64) + 64) * (0xFFFFFF / 128), 0, 0xFFFFFF).astype(numpy.int64)
    packed = (group << 48) | (rank << 24) | numpy.arange(len(group))
    packed.sort()
    starts = numpy.searchsorted(packed, numpy.arange(int(group.max(initial=0)) + 1) << 48)
    first = numpy.arange(len(packed)) - starts[packed >> 48] < most
    return numpy.asarray(packed[first] & 0xFFFFFF)


def lead(group: "Ints", values: "Floats") -> "Floats":
    """How far a row's value is above the greatest of the other rows of its group; groups are contiguous."""
    import numpy

    starts = numpy.flatnonzero(numpy.append(True, group[1:] != group[:-1]))
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

    order = numpy.lexsort((-values, group))
    ordered, highest = group[order], -values[order]
    rank = numpy.empty(len(group), dtype=numpy.float32)
    starts = numpy.searchsorted(ordered, ordered)
    new = numpy.append(True, (ordered[1:] != ordered[:-1]) | (highest[1:] != highest[:-1]))
    last = numpy.append(numpy.flatnonzero(new)[1:], len(new))[numpy.cumsum(new) - 1]
    rank[order] = last - starts - 1
    return rank
