"""What fuzzy search compares with: keys of the folded spellings, lists of the keys that share letter triples.

A *form* is one key (`toponym.text.keys`) of a recorded or common spelling; a *row* of a form says for which entry
and spelling it stands. Namesakes share one row, that of the most populous of them, however many they are. Triples of
the coarse key and of its consonants are hashed into buckets, so that a list is found by one array read. Letters are
stored as one byte each, so that numpy compares many forms at once. Built once, read through the memory map.
"""

import math
from array import array
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from toponym.gazetteer.forms import DERIVED
from toponym.gazetteer.fuzzy_build import BucketLists, Ends, KeyRows, Row, Texts, ends_of
from toponym.gazetteer.spool import Numbers
from toponym.text.keys import coarse, consonants, readings

if TYPE_CHECKING:
    from toponym.gazetteer.container import Section

BUCKETS = 1 << 16
LONGEST = 30
NATIVE = 0x80  # of a row: its spelling is not in Latin letters
VARIANT = 0x40  # of a row: its spelling is a mere variant of the entry
TIER = 0x0F
# Of a recorded Latin spelling; that of a spelling asked for has more.
_MOST_READINGS = 2
EDGES = (2, 3)  # before and behind the letters of a text
_CONSONANTS = 1


class FuzzySpelling(NamedTuple):
    """A spelling to compare with: its number among all, its weightiest entry, its best tier; whether a mere variant."""

    number: int
    text: str
    head: int
    tier: int
    variant: bool = False


def letter_codes(text: str) -> bytes:
    """The letters of a text as one byte each, the first LONGEST of them; rare letters may share a code."""
    return bytes(code if (code := ord(letter)) < 128 else 128 + code % 127 for letter in text[:LONGEST])


def buckets_of(codes: bytes) -> set[int]:
    """The buckets of the triples of a coded key, its edges marked.

    >>> len(buckets_of(letter_codes("kyiv")))
    4
    """
    padded = bytes((EDGES[0], *codes, EDGES[1], 0))
    return {bucket(*padded[at : at + 3]) for at in range(max(1, len(codes)))}


def bucket(first: Any, second: Any, third: Any) -> Any:
    """The bucket of three letter codes, numbers or numpy arrays of them."""
    return ((first * 0x9E5F + second) * 0x6A6D + third * 0x3C6F) % BUCKETS


class Coarse(NamedTuple):
    """The coarser texts of a key: written as one word, and its consonants alone."""

    whole: str
    consonants: str

    @classmethod
    def of(cls, key: str) -> "Coarse":
        """The coarser texts of a key; that of consonants begins with a mark, so that its triples are its own."""
        whole = coarse(key).replace(" ", "")
        return cls(whole, chr(_CONSONANTS) + consonants(whole))

    def buckets(self) -> set[int]:
        """The buckets of the triples of both."""
        return buckets_of(letter_codes(self.whole)) | buckets_of(letter_codes(self.consonants))


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
    rows = _RowColumns()
    texts = [Texts(f"fuzzy.{name}") for name in ("form", "coarse", "consonants")]
    lists = BucketLists(BUCKETS)
    for key, own in forms.merged():
        coarser = Coarse.of(key)
        lists.add(coarser.buckets())
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


def _list_sections(lists: BucketLists) -> "dict[str, Section]":
    """The lists of forms that share a triple, how rare each triple is, and how much each form's weigh together."""
    members = lists.members()
    rarity = array("f", [_rarity(0, len(lists))]) * BUCKETS
    for one, count in enumerate(lists.counts):
        if count:
            rarity[one] = _rarity(count, len(lists))
    weights = Numbers("f")
    for found in lists.owned():
        weights.append(math.fsum([rarity[one] for one in found]))
    return {
        "fuzzy.weight": weights.section(),
        "fuzzy.rarity": rarity.tobytes(),
        "fuzzy.bucket.ends": ends_of(lists.counts),
        "fuzzy.bucket": members,
    }


def _rarity(count: int, forms: int) -> float:
    """How much sharing a triple says: the logarithm of how few forms have it, never quite nothing."""
    return max(0.05, math.log((forms + 1) / (count + 1)))
