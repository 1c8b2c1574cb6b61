"""What differs between two keys, letter by letter: so the model can learn which letters are exchanged."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from toponym.matching.distance import Texts

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]

VOWELS: Final = "aiueo"
LETTERS: Final = "aiueobvgdZzklmnprstfxcCSQ "  # of keys; whatever else there is counts as one letter more
_NAMES: Final = (*LETTERS[:-1], "space", "other")
DIFFERENCES: Final = (*(f"{name} more" for name in _NAMES), *(f"{name} less" for name in _NAMES))
MIDDLES: Final = (
    "own middle",  # letters between what both begin with and what both end with
    "middle",  # the same of the candidate
    "own middle consonants",
    "middle consonants",
    "letters at the end",  # that both share
    "letters at the beginning",
    "only vowels differ",
    "nothing differs",
)


def differences(asked: Texts, which: "Ints", texts: Texts) -> "Floats":
    """How many of each letter a text asked for has more than the text beside it, and how many less (DIFFERENCES)."""
    import numpy

    more = _counts(asked)[which] - _counts(texts)
    return numpy.hstack([numpy.maximum(more, 0), numpy.maximum(-more, 0)])


def middles(own: Texts, texts: Texts, start: "Ints", end: "Ints") -> "list[Any]":
    """Columns on what lies between the beginning and the end that both texts share (MIDDLES)."""
    end = _at_most(end, own.lengths - start, texts.lengths - start)
    (own_letters, own_consonants), (letters, consonants) = (_middle(each, start, end) for each in (own, texts))
    differ = own_letters + letters > 0
    only_vowels = differ & (own_consonants + consonants == 0)
    return [own_letters, letters, own_consonants, consonants, end, start, only_vowels, ~differ]


def _at_most(value: "Ints", *bounds: "Ints") -> "Ints":
    import numpy

    for bound in bounds:
        value = numpy.minimum(value, bound)
    return value


def _middle(texts: Texts, start: "Ints", end: "Ints") -> "tuple[Ints, Ints]":
    """Letters, and consonants among them, of the middle of each text."""
    import numpy

    places = numpy.arange(texts.codes.shape[1])
    inside = (places >= start[:, None]) & (places < (texts.lengths - end)[:, None])
    return texts.lengths - start - end, (inside & ~_vowels()[texts.codes]).sum(axis=1)


def _counts(texts: Texts) -> "Floats":
    """How many of each letter each text has."""
    import numpy

    count = len(texts.codes)
    kinds = len(LETTERS) + 2  # the last one for what fills up
    numbers = _numbers()[texts.codes] + (numpy.arange(count) * kinds)[:, None]
    found = numpy.bincount(numbers.ravel(), minlength=count * kinds).reshape(count, kinds)
    return found[:, :-1].astype(numpy.float32)


@cache
def _numbers() -> "Ints":
    """The number of each letter code among LETTERS."""
    import numpy

    numbers = numpy.full(256, len(LETTERS), dtype=numpy.int64)
    numbers[0] = len(LETTERS) + 1
    for number, letter in enumerate(LETTERS):
        numbers[ord(letter)] = number
    return numbers


@cache
def _vowels() -> "NDArray[numpy.bool_]":
    import numpy

    vowels = numpy.zeros(256, dtype=numpy.bool_)
    vowels[[ord(letter) for letter in VOWELS]] = True
    return vowels
