"""What fuzzy search compares with: keys of the folded spellings, lists of the keys that share a piece.

A *form* is one key (`toponym.text.keys`) of a recorded or common spelling; a *row* of a form says for which entry
and spelling it stands. Namesakes share one row, that of the most populous of them, however many they are. The pieces
of a form are the triples of letters of its key, its consonants, and these with one dropped, so that two with one other
consonant share a piece. Pieces are hashed into buckets, so that a list is found by one array read. Letters are stored
as one byte each, so that numpy compares many forms at once. Built once, read through the memory map.
"""

import math
from array import array
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from toponym.gazetteer.forms import DERIVED
from toponym.gazetteer.fuzzy_build import BucketLists, KeyRows, Row, Texts
from toponym.gazetteer.spool import Ends, Numbers, ends_of
from toponym.text.keys import coarse, consonants, readings

if TYPE_CHECKING:
    from toponym.gazetteer.container import Section

LONGEST: Final = 30
NATIVE: Final = 0x80  # of a row: its spelling is not in Latin letters
VARIANT: Final = 0x40  # of a row: its spelling is a mere variant of the entry
TIER: Final = 0x0F
# Of a recorded Latin spelling; that of a spelling asked for has more.
_MOST_READINGS: Final = 2
_FEWEST_BUCKETS: Final = 1 << 12
_MOST_BUCKETS: Final = 1 << 22
_CONSONANTS: Final = 1
_BEFORE, _BEHIND = b"\2", b"\3"  # the letters of a key
LEAST_RARITY: Final = 0.05


class FuzzySpelling(NamedTuple):
    """A spelling to compare with: its number among all, its weightiest entry, its best tier; whether a mere variant."""

    number: int
    text: str
    head: int
    tier: int
    variant: bool = False


def letter_codes(text: str) -> bytes:
    """The letters of a text as one byte each, the first LONGEST of them; rare letters may share a code."""
    if text.isascii():
        return text[:LONGEST].encode()
    return bytes(code if (code := ord(letter)) < 128 else 128 + code % 127 for letter in text[:LONGEST])


class Coarse(NamedTuple):
    """The coarser texts of a key: written as one word, and its consonants alone."""

    whole: str
    consonants: str

    @classmethod
    def of(cls, key: str) -> "Coarse":
        """The coarser texts of a key; that of consonants begins with a mark, so that its pieces are its own."""
        whole = coarse(key).replace(" ", "")
        return cls(whole, chr(_CONSONANTS) + consonants(whole))


def pieces(key: str, skeleton: str) -> set[int]:
    """The hashes of the pieces of a key and its marked consonants, 32 bits each.

    >>> len(pieces("kiv", Coarse.of("kiv").consonants))  # three triples, kv, k, v
    6
    """
    marked = _BEFORE + letter_codes(key) + _BEHIND
    found = {crc32(marked[at : at + 3]) for at in range(max(1, len(marked) - 2))}
    rest = letter_codes(skeleton)
    found.add(crc32(rest))
    return found | {crc32(rest[:at] + rest[at + 1 :]) for at in range(1, len(rest))}


def fuzzy_sections(spellings: Iterable[FuzzySpelling]) -> "dict[str, Section]":
    """Sections of everything that fuzzy search compares with."""
    forms = KeyRows()
    for spelling in spellings:
        latin = spelling.text.isascii()
        how = min(spelling.tier, DERIVED) | (0 if latin else NATIVE) | (VARIANT if spelling.variant else 0)
        # A Latin spelling shows more than a native one when a Latin one is asked for, hence the order of rows.
        row = Row(how, spelling.number, spelling.head)
        for key in readings(spelling.text)[:_MOST_READINGS]:
            forms.add(key, row)
    buckets = bucket_count(forms.group())
    rows = _RowColumns()
    texts = [Texts(f"fuzzy.{name}") for name in ("form", "coarse", "consonants")]
    lists = BucketLists(buckets)
    for key, own in forms.merged():
        coarser = Coarse.of(key)
        lists.add({piece % buckets for piece in pieces(key, coarser.consonants)})
        for column, text in zip(texts, (key, *coarser), strict=True):
            column.add(letter_codes(text))
        rows.add(own)
    return {
        **{name: section for column in texts for name, section in column.sections().items()},
        **_list_sections(lists),
        **rows.sections(),
    }


class _RowColumns:
    """The sections of the rows of every form."""

    def __init__(self) -> None:
        self._ends, self._how, self._spelling, self._head = Ends(), Numbers("B"), Numbers("I"), Numbers("I")

    def add(self, rows: Collection[Row]) -> None:
        self._ends.add(len(rows))
        for row in rows:
            self._how.append(row.how)
            self._spelling.append(row.spelling)
            self._head.append(row.head)

    def sections(self) -> "dict[str, Section]":
        return {
            "fuzzy.row.ends": self._ends.section(),
            "fuzzy.row.how": self._how.section(),
            "fuzzy.row.spelling": self._spelling.section(),
            "fuzzy.row.head": self._head.section(),
        }


def bucket_count(forms: int) -> int:
    """How many buckets the lists of so many forms have: a power of two, so that a small table's index stays small."""
    return min(max(_FEWEST_BUCKETS, 1 << (3 * forms).bit_length()), _MOST_BUCKETS)


def _list_sections(lists: BucketLists) -> "dict[str, Section]":
    """The lists of forms that share a piece, and how much each form's pieces say together."""
    rarity = array("f", (_rarity(count, len(lists)) for count in lists.counts))
    weights = Numbers("f")
    for found in lists.owned():
        weights.append(math.fsum([rarity[one] for one in found]))
    return {
        "fuzzy.weight": weights.section(),
        "fuzzy.bucket.ends": ends_of(lists.counts),
        "fuzzy.bucket": lists.members(),
    }


def _rarity(count: int, forms: int) -> float:
    """How much sharing a piece says: the logarithm of how few forms have it, never quite nothing."""
    return max(LEAST_RARITY, math.log((forms + 1) / (count + 1)))
