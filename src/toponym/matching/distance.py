"""Edit distances of many pairs at once, in numpy: what rapidfuzz does for a pair, for a batch without Python objects.

Bit-parallel as H. Hyyrö tells it (Bit-parallel approximate string matching algorithms with transposition, 2003): each
letter of one text moves a whole column of the table of distances, kept as the bits of one word.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Bytes = NDArray[numpy.uint8]
    Ints = NDArray[numpy.int64]


class Texts(NamedTuple):
    """Texts as rows of letter codes, filled up with zeros, and their lengths."""

    codes: "Bytes"
    lengths: "Ints"

    def take(self, rows: "Ints") -> "Texts":
        """The texts with these numbers."""
        return Texts(self.codes[rows], self.lengths[rows])


def gather(flat: "Bytes", starts: "Ints", lengths: "Ints", most: int) -> Texts:
    """Texts out of one flat array, at most `most` letters of each (64 at the utmost)."""
    import numpy

    lengths = numpy.minimum(lengths, most)
    width = max(1, int(lengths.max(initial=1)))
    columns = numpy.arange(width)
    places = starts[:, None] + columns
    inside = columns < lengths[:, None]
    codes = numpy.where(inside, flat[numpy.minimum(places, max(0, len(flat) - 1))], 0) if len(flat) else inside
    return Texts(codes.astype(numpy.uint8, copy=False), lengths)


def letter_masks(texts: Texts) -> "NDArray[numpy.uint64]":
    """For each text and letter code, the bits of the places where the letter stands."""
    import numpy

    count, width = texts.codes.shape
    masks = numpy.zeros((count, 256), dtype=numpy.uint64)
    rows = numpy.arange(count)
    for place in range(width):
        masks[rows, texts.codes[:, place]] |= numpy.uint64(1 << place)
    masks[:, 0] = 0  # what fills up is no letter
    return masks


def edits(masks: "NDArray[numpy.uint64]", lengths: "Ints", of: "Ints", texts: Texts) -> "Ints":
    """Edits (letters added, dropped, changed, neighbours swapped) between each of `texts` and the text `of` the masks.

    `lengths` are those of the texts that the masks were made of.
    """
    import numpy

    one = numpy.uint64(1)
    size = len(of)
    # The longest first, so that texts that have ended drop out at the end of the arrays.
    order = numpy.argsort(-texts.lengths, kind="stable")
    codes = texts.codes[order]
    ended = numpy.searchsorted(-texts.lengths[order], -numpy.arange(codes.shape[1]), side="left")
    base = of[order] * 256
    flat = masks.ravel()
    own = lengths[of[order]]
    last = one << numpy.maximum(own - 1, 0).astype(numpy.uint64)
    score = own.astype(numpy.int64)
    up = numpy.full(size, ~numpy.uint64(0))
    down = numpy.zeros(size, dtype=numpy.uint64)
    before = numpy.zeros(size, dtype=numpy.uint64)
    zero = numpy.zeros(size, dtype=numpy.uint64)
    for place in range(codes.shape[1]):
        left = int(ended[place])
        if left == 0:
            break
        if left < len(up):
            up, down, before, zero = up[:left], down[:left], before[:left], zero[:left]
            base, last = base[:left], last[:left]
        match = flat[base + codes[:left, place]]
        swapped = ((~zero & match) << one) & before
        zero = ((((match & up) + up) ^ up) | match | down) | swapped
        rises = down | ~(zero | up)
        falls = zero & up
        score[:left] += (rises & last) != 0
        score[:left] -= (falls & last) != 0
        rises = (rises << one) | one
        falls = falls << one
        up = falls | ~(zero | rises)
        down = rises & zero
        before = match
    score = numpy.where(own == 0, texts.lengths[order], score)
    result = numpy.empty(size, dtype=numpy.int64)
    result[order] = score
    return result


def common_start(a: Texts, b: Texts) -> "Ints":
    """How many letters both begin with, pair by pair."""
    width = min(a.codes.shape[1], b.codes.shape[1])
    same = (a.codes[:, :width] == b.codes[:, :width]) & (a.codes[:, :width] != 0)
    return _leading(same)


def common_end(a: Texts, b: Texts) -> "Ints":
    """How many letters both end with, pair by pair."""
    return common_start(_reversed(a), _reversed(b))


def _leading(same: "NDArray[numpy.bool_]") -> "Ints":
    import numpy

    ends = numpy.concatenate([same, numpy.zeros((len(same), 1), dtype=numpy.bool_)], axis=1)
    return numpy.asarray(ends.argmin(axis=1))


def _reversed(texts: Texts) -> Texts:
    import numpy

    width = texts.codes.shape[1]
    places = texts.lengths[:, None] - 1 - numpy.arange(width)
    rows = numpy.arange(len(texts.codes))[:, None]
    codes = numpy.where(places >= 0, texts.codes[rows, numpy.maximum(places, 0)], 0)
    return Texts(codes.astype(numpy.uint8, copy=False), texts.lengths)
