"""The forms of an index that share most with each of several spellings, by the lists of `toponym.gazetteer.fuzzy`."""

import math
from collections.abc import Collection, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from toponym.gazetteer import Index
from toponym.gazetteer.fuzzy import LEAST_RARITY

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
MOST_FORMS: Final = 64  # of one spelling, and what is as alike as the last of them
_MOST_WEIGHED: Final = 160  # those that share most, before their own weight counts
LEAST_LIKENESS: Final = 0.04
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
        bits = max(1, min(_MOST_BITS, 32 - len(self._weights).bit_length()))
        self._bits, self._ones = numpy.uint32(bits), numpy.uint32((1 << bits) - 1)
        # The scale is fixed, so that what is counted for one spelling does not hang on the others.
        self._scale = ((1 << bits) - 1) / math.log(len(self._weights) + 1) if len(self._weights) else 1.0

    def __len__(self) -> int:
        return len(self._weights)

    def nearest(self, asked: Sequence[Collection[int]], allowed: "Flags | None") -> "tuple[Ints, Ints, Floats]":
        """The forms that share most pieces with each spelling, by the Dice coefficient, rare ones counting more.

        `asked` are the hashes of each spelling's pieces. Gives spelling, form and likeness, spelling by spelling.
        """
        import numpy

        buckets = len(self._ends) - 1
        wanted = [{piece % buckets for piece in each} for each in asked]
        query = numpy.repeat(numpy.arange(len(asked)), numpy.fromiter(map(len, wanted), dtype=numpy.int64))
        bucket = numpy.fromiter(chain.from_iterable(wanted), dtype=numpy.int64)
        starts = self._ends[bucket].astype(numpy.int64)
        sizes = self._ends[bucket + 1] - starts
        rarity = numpy.maximum(LEAST_RARITY, numpy.log((len(self) + 1) / (sizes + 1)))
        heaviness = numpy.bincount(query, weights=rarity, minlength=len(asked))
        fewest, most = MOST_POSTINGS
        most = min(max(fewest, int(len(self) * _POSTINGS_SHARE)), most) * (1 if allowed is None else _MORE_WITHIN)
        read = _rarest(query, sizes, most)
        query, starts, sizes = query[read], starts[read], sizes[read]
        counted = (rarity[read] * self._scale).astype(numpy.uint32)
        bounds = numpy.searchsorted(query, numpy.arange(len(asked) + 1)).tolist()
        lows, highs = starts.tolist(), (starts + sizes).tolist()
        numbers, forms, likenesses = [], [], []
        # One spelling at a time: what is counted for it stays near the processor.
        for number, (low, high) in enumerate(pairwise(bounds)):
            if low < high:
                lists = [self._members[a:b] for a, b in zip(lows[low:high], highs[low:high], strict=True)]
                weights = counted[low:high].repeat(sizes[low:high])
                form, likeness = self._likest(numpy.concatenate(lists), weights, heaviness[number], allowed)
                numbers.append(number)
                forms.append(form)
                likenesses.append(likeness)
        if not forms:
            nothing = numpy.zeros(0, dtype=numpy.int64)
            return nothing, nothing, nothing.astype(numpy.float32)
        query = numpy.repeat(numbers, [len(form) for form in forms])
        return query, numpy.concatenate(forms).astype(numpy.int64), numpy.concatenate(likenesses).astype(numpy.float32)

    def _likest(
        self, members: Any, weights: Any, heaviness: float, allowed: "Flags | None"
    ) -> "tuple[Ints, NDArray[numpy.float64]]":
        """Of the forms in some lists, each as often as it stands there, those that are likest; their likeness."""
        import numpy

        if allowed is not None:
            kept = allowed[members]
            members, weights = members[kept], weights[kept]
        # The greatest number is sorted behind all forms, so that each of them ends before another.
        packed = numpy.full(len(members) + 1, 0xFFFFFFFF, dtype=numpy.uint32)
        packed[:-1] = (members << self._bits) | weights
        packed.sort()
        form = packed >> self._bits
        last = (form[1:] != form[:-1]).nonzero()[0]
        sums = (packed & self._ones).cumsum(dtype=numpy.uint32)[last]
        sums[1:] -= sums[:-1].copy()
        some = _greatest(sums, _MOST_WEIGHED)
        form = form[last[some]]
        likeness = 2 / self._scale * sums[some] / (self._weights[form] + heaviness)
        some = _greatest(likeness, MOST_FORMS)
        some = some[likeness[some] >= LEAST_LIKENESS]
        return form[some], likeness[some]


def _greatest(values: Any, most: int) -> "Ints":
    """Where the greatest values stand, in their order: `most` and what equals the last of them."""
    import numpy

    if len(values) <= most:
        return numpy.arange(len(values))
    ordered = values.copy()
    ordered.partition(len(values) - most)
    return numpy.asarray((values >= ordered[len(values) - most]).nonzero()[0])


def _rarest(query: "Ints", sizes: "Ints", most: int) -> "Ints":
    """Which lists are read: of each spelling the shortest, as long as all that are read have `most` forms at most."""
    import numpy

    # One word holds spelling, size and place, so that one sort of numbers does.
    packed = (query << 40) | (numpy.minimum(sizes, most + 1) << 20) | numpy.arange(len(query))
    packed.sort()
    order = packed & 0xFFFFF
    query, sizes = query[order], sizes[order]
    total = numpy.cumsum(sizes)
    before = total - sizes
    before -= before[numpy.searchsorted(query, query)]
    return numpy.asarray(order[before + sizes <= most])
