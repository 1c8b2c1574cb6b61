"""Texts as numpy compares them: letters as numbers, edits as likeness."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from toponym.gazetteer.fuzzy import LONGEST
from toponym.matching.distance import Texts, edits, gather, letter_masks

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]

LONGEST_SPELLING: Final = 60


def coded(texts: Sequence[str]) -> Texts:
    """Texts as `letter_codes` codes them, all at once."""
    import numpy

    cut = [text[:LONGEST] for text in texts]
    letters = numpy.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), dtype=numpy.uint32)
    codes = numpy.where(letters < 128, letters, 128 + letters % 127).astype(numpy.uint8)
    lengths = numpy.array([len(text) for text in cut], dtype=numpy.int64)
    return gather(codes, numpy.cumsum(lengths) - lengths, lengths, LONGEST)


def encoded(texts: Sequence[str]) -> Texts:
    """Texts as the bytes of the index's own strings."""
    import numpy

    encoded = [text[:LONGEST_SPELLING].encode("utf-8", "surrogatepass") for text in texts]
    lengths = numpy.array([len(text) for text in encoded], dtype=numpy.int64)
    flat = numpy.frombuffer(b"".join(encoded), dtype=numpy.uint8)
    return gather(flat, numpy.cumsum(lengths) - lengths, lengths, LONGEST_SPELLING)


class Patterns:
    """Texts that many others are compared with, ready for it."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._masks = letter_masks(texts)

    def compare(self, which: "Ints", texts: Texts) -> "tuple[Floats, Floats]":
        """Edits between texts and those of the patterns with these numbers, and their likeness from 0 to 1."""
        import numpy

        distance = edits(self._masks, self.texts.lengths, which, texts)
        longest = numpy.maximum(numpy.maximum(self.texts.lengths[which], texts.lengths), 1)
        return distance.astype(numpy.float32), (1 - distance / longest).astype(numpy.float32)
