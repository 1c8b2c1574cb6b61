"""Edit distances of many pairs at once, in numpy: what rapidfuzz does for a pair, for a batch without Python objects.

Bit-parallel as H. Hyyrö tells it (Bit-parallel approximate string matching algorithms with transposition, 2003): each
letter of one text moves a whole column of the table of distances, kept as the bits of one word.
"""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Bytes = NDArray[numpy.uint8]
    Ints = NDArray[numpy.int64]
    Words = NDArray[numpy.uint32] | NDArray[numpy.uint64]

_SHORT: Final = 32  # letters, whose places fit into the bits of a short word


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
    last = len(flat) - width
    if last < 0:
        flat, last = numpy.append(flat, numpy.zeros(width, dtype=numpy.uint8)), len(flat)
    # Rows of a view that overlap are copied whole; those of the last few texts would begin too late.
    codes = numpy.lib.stride_tricks.as_strided(flat, (last + 1, width), (1, 1), writeable=False)[
        numpy.minimum(starts, last)
    ]
    late = numpy.flatnonzero(starts > last)
    if len(late):
        places = starts[late, None] + columns
        codes[late] = flat[numpy.minimum(places, len(flat) - 1)]
    return Texts(codes * (columns < lengths[:, None]), lengths)


def letter_masks(texts: Texts) -> "Words":
    """For each text and letter code, the bits of the places where the letter stands."""
    import numpy

    count, width = texts.codes.shape
    word = numpy.uint32 if width <= _SHORT else numpy.uint64
    masks = numpy.zeros((count, 256), dtype=word)
    rows = numpy.arange(count)
    for place in range(width):
        masks[rows, texts.codes[:, place]] |= word(1 << place)
    masks[:, 0] = 0  # what fills up is no letter
    return masks


def edits(masks: "Words", lengths: "Ints", of: "Ints", texts: Texts) -> "Ints":
    """Edits (letters added, dropped, changed, neighbours swapped) between each of `texts` and the text `of` the masks.

    `lengths` are those of the texts that the masks were made of.
    """
    import numpy

    word: Any = masks.dtype.type
    one = word(1)
    size = len(of)
    # The longest first, so that texts that have ended drop out at the end of the arrays.
    order = numpy.argsort((255 - texts.lengths).astype(numpy.uint8), kind="stable")  # small numbers are sorted quicker
    codes = texts.codes[order]
    ended = numpy.searchsorted(-texts.lengths[order], -numpy.arange(codes.shape[1]), side="left")
    base = of[order] * 256
    flat = masks.ravel()
    own = lengths[of[order]]
    last = one << numpy.maximum(own - 1, 0).astype(word)
    score = own.astype(numpy.int64)
    up = numpy.full(size, ~word(0))
    down = numpy.zeros(size, dtype=word)
    before = numpy.zeros(size, dtype=word)
    zero = numpy.zeros(size, dtype=word)
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
    import numpy

    shorter = numpy.minimum(a.lengths, b.lengths)
    ends = [numpy.arange(len(texts.codes)) * texts.codes.shape[1] + texts.lengths for texts in (a, b)]
    first, second = a.codes.ravel(), b.codes.ravel()
    same = numpy.zeros(len(shorter), dtype=numpy.int64)
    left = numpy.flatnonzero(shorter)
    while len(left):
        far = same[left] + 1
        left = left[first[ends[0][left] - far] == second[ends[1][left] - far]]
        same[left] += 1
        left = left[same[left] < shorter[left]]
    return same


def _leading(same: "NDArray[numpy.bool_]") -> "Ints":
    import numpy

    ends = numpy.concatenate([same, numpy.zeros((len(same), 1), dtype=numpy.bool_)], axis=1)
    return numpy.asarray(ends.argmin(axis=1))
