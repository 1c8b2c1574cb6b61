"""The forms of an index that share most with each of several spellings, by the lists of `toponym.gazetteer.fuzzy`."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from toponym.gazetteer import Index
from toponym.gazetteer.fuzzy import LEAST_RARITY
from toponym.matching.groups import greatest_of_each, sort_each

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]
    Flags = NDArray[numpy.bool_]

# Postings read for one spelling, those of its rarest pieces: a share of all forms, within these bounds.
MOST_POSTINGS: Final = (1000, 2500)
_POSTINGS_SHARE: Final = 1 / 80
_MORE_WITHIN: Final = 6  # times as many, where only some countries' forms count
MOST_FORMS: Final = 64  # of one spelling
LEAST_LIKENESS: Final = 0.04
_AT_ONCE: Final = 64  # spellings, so that what is counted stays near the processor
_MOST_BITS: Final = 10  # of a piece's rarity, when it is counted


class Lists:
    """The lists of forms by the pieces they share, as numpy sees them through the memory map."""

    def __init__(self, index: Index) -> None:
        import numpy

        def array(name: str, code: Any, kind: Any) -> Any:
            return numpy.frombuffer(index.array(name, code), dtype=kind)

        self._weights = array("fuzzy.weight", "f", numpy.float32)
        self._ends = array("fuzzy.bucket.ends", "I", numpy.uint32)
        self._members = array("fuzzy.bucket", "I", numpy.uint32)
        # A word of 32 bits holds a form and the rarity of a piece it has.
        self._bits = max(1, min(_MOST_BITS, 32 - len(self._weights).bit_length()))

    def __len__(self) -> int:
        return len(self._weights)

    def nearest(self, asked: Sequence[Collection[int]], allowed: "Flags | None") -> "tuple[Ints, Ints, Floats]":
        """The forms that share most pieces with each spelling, by the Dice coefficient, rare ones counting more.

        `asked` are the hashes of each spelling's pieces. Gives spelling, form and likeness, spelling by spelling.
        """
        import numpy

        found = []
        for start in range(0, max(1, len(asked)), _AT_ONCE):
            query, form, likeness = self._nearest(asked[start : start + _AT_ONCE], allowed)
            found.append((query + start, form, likeness))
        query, form, likeness = (numpy.concatenate(column) for column in zip(*found, strict=True))
        return query, form, likeness

    def _nearest(self, asked: Sequence[Collection[int]], allowed: "Flags | None") -> "tuple[Ints, Ints, Floats]":
        import numpy

        numbers = numpy.arange(len(asked))
        buckets = len(self._ends) - 1
        wanted = [{piece % buckets for piece in each} for each in asked]
        query = numpy.repeat(numbers, numpy.fromiter(map(len, wanted), dtype=numpy.int64))
        bucket = numpy.fromiter(chain.from_iterable(wanted), dtype=numpy.int64)
        starts = self._ends[bucket].astype(numpy.int64)
        sizes = self._ends[bucket + 1] - starts
        rarity = numpy.maximum(LEAST_RARITY, numpy.log((len(self) + 1) / (sizes + 1))).astype(numpy.float32)
        heaviness = numpy.bincount(query, weights=rarity, minlength=len(asked)).astype(numpy.float32)
        fewest, most = MOST_POSTINGS
        most = min(max(fewest, int(len(self) * _POSTINGS_SHARE)), most) * (1 if allowed is None else _MORE_WITHIN)
        sizes = numpy.minimum(sizes, most)
        read = _rarest(query, sizes, most)
        query, starts, sizes, rarity = query[read], starts[read], sizes[read], rarity[read]
        total = numpy.cumsum(sizes)
        places = numpy.arange(total[-1] if len(total) else 0) + numpy.repeat(starts - (total - sizes), sizes)
        members = self._members[places]
        # The scale is fixed, so that what is counted for one spelling does not hang on the others.
        scale = ((1 << self._bits) - 1) / float(numpy.log(len(self) + 1))
        counted = numpy.repeat((rarity * scale).astype(numpy.uint32), sizes)
        packed = (members << numpy.uint32(self._bits)) | counted
        bounds = numpy.append(0, total)[numpy.searchsorted(query, numpy.append(numbers, len(asked)))]
        if allowed is not None:
            kept = allowed[members]
            packed = packed[kept]
            bounds = numpy.append(0, numpy.cumsum(kept))[bounds]
        sort_each(packed, bounds)
        form = packed >> numpy.uint32(self._bits)
        new = numpy.append(True, form[1:] != form[:-1])[: len(form)]
        new[bounds[:-1][bounds[:-1] < len(form)]] = True
        first = numpy.flatnonzero(new)
        if not len(first):
            return first, first, first.astype(numpy.float32)
        ones = numpy.uint32((1 << self._bits) - 1)
        shared = numpy.add.reduceat(packed & ones, first, dtype=numpy.uint32) / numpy.float32(scale)
        query = numpy.repeat(numbers, numpy.diff(numpy.searchsorted(first, bounds)))
        form = form[first].astype(numpy.int64)
        # Most share too little, whatever their weight: they are passed over at once.
        some = shared > LEAST_LIKENESS / 2 * heaviness[query]
        query, form, shared = query[some], form[some], shared[some]
        likeness = 2 * shared / (self._weights[form] + heaviness[query])
        likely = likeness >= LEAST_LIKENESS
        query, form, likeness = query[likely], form[likely], likeness[likely]
        best = greatest_of_each(query, likeness, MOST_FORMS)
        return query[best], form[best], likeness[best]


def _rarest(query: "Ints", sizes: "Ints", most: int) -> "Ints":
    """Which lists are read: of each spelling the shortest, as long as all that are read have `most` forms at most."""
    import numpy

    # One word holds spelling, size and place, so that one sort of numbers does.
    packed = (query << 40) | (sizes << 20) | numpy.arange(len(query))
    packed.sort()
    order = packed & 0xFFFFF
    query, sizes = query[order], sizes[order]
    total = numpy.cumsum(sizes)
    before = total - sizes
    before -= before[numpy.searchsorted(query, query)]
    return numpy.asarray(order[before + sizes <= most])
