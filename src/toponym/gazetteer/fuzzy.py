"""What fuzzy search compares with: keys of the folded spellings, lists of the keys that share letter triples.

A *form* is one key (`toponym.text.keys`) of a recorded or common spelling; a *row* of a form says for which entry
and spelling it stands. Namesakes share one row, that of the most populous of them, however many they are. Triples of
the coarse key and of its consonants are hashed into buckets, so that a list is found by one array read. Letters are
stored as one byte each, so that numpy compares many forms at once. Built once, read through the memory map.
"""

import math
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

from toponym.gazetteer.forms import DERIVED
from toponym.text.keys import coarse, consonants, readings

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


def fuzzy_sections(spellings: Iterable[FuzzySpelling]) -> dict[str, bytes]:
    """Sections of everything that fuzzy search compares with."""
    rows: dict[str, dict[int, tuple[int, int, int]]] = {}
    for spelling in spellings:
        latin = spelling.text.isascii()
        how = min(spelling.tier, DERIVED) | (0 if latin else NATIVE) | (VARIANT if spelling.variant else 0)
        for key in readings(spelling.text)[:_MOST_READINGS]:
            own = rows.setdefault(key, {})
            row = (how, spelling.number, spelling.head)
            # A Latin spelling shows more than a native one when a Latin one is asked for.
            if spelling.head not in own or row < own[spelling.head]:
                own[spelling.head] = row
    lists: dict[int, array[int]] = {}
    sizes = []
    texts: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])
    owned: list[set[int]] = []
    for at, key in enumerate(rows):
        coarser = Coarse.of(key)
        found = coarser.buckets()
        owned.append(found)
        for one in found:
            lists.setdefault(one, array("I")).append(at)
        for kept, text in zip(texts, (key, *coarser), strict=True):
            kept.append(letter_codes(text))
        sizes.append(len(rows[key]))
    counts = array("I", bytes(4 * BUCKETS))
    rarity = array("f", [_rarity(0, len(rows))]) * BUCKETS
    for one, members in lists.items():
        counts[one] = len(members)
        rarity[one] = _rarity(len(members), len(rows))
    listed = array("I", chain.from_iterable(lists[one] for one in sorted(lists)))
    heaviness = array("f", (math.fsum(rarity[one] for one in found) for found in owned))
    flat = [row for own in rows.values() for row in own.values()]
    return {
        **_texts("fuzzy.form", texts[0]),
        **_texts("fuzzy.coarse", texts[1]),
        **_texts("fuzzy.consonants", texts[2]),
        "fuzzy.weight": heaviness.tobytes(),
        "fuzzy.rarity": rarity.tobytes(),
        "fuzzy.bucket.ends": _ends(counts).tobytes(),
        "fuzzy.bucket": listed.tobytes(),
        "fuzzy.row.ends": _ends(sizes).tobytes(),
        "fuzzy.row.how": bytes(how for how, _, _ in flat),
        "fuzzy.row.spelling": array("I", (number for _, number, _ in flat)).tobytes(),
        "fuzzy.row.head": array("I", (head for _, _, head in flat)).tobytes(),
    }


def _rarity(count: int, forms: int) -> float:
    """How much sharing a triple says: the logarithm of how few forms have it, never quite nothing."""
    return max(0.05, math.log((forms + 1) / (count + 1)))


def _texts(name: str, texts: Sequence[bytes]) -> dict[str, bytes]:
    return {f"{name}.ends": _ends(map(len, texts)).tobytes(), name: b"".join(texts)}


def _ends(sizes: Iterable[int]) -> "array[int]":
    return array("I", accumulate(sizes, initial=0))
