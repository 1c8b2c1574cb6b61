"""Candidate lists for fuzzy search: which keys share letter triples with a spelling.

Triples are hashed into a fixed number of buckets, so a list is found by one array read, and the lists of a
spelling are counted with numpy. Built once, read through the memory map.
"""

import zlib
from array import array
from collections.abc import Iterable

BUCKETS = 1 << 16


def triples(key: str) -> set[int]:
    """The buckets of the letter triples of a folded spelling, its edges marked.

    >>> len(triples("kyiv"))
    4
    """
    padded = f"\2{key}\3"
    return {zlib.crc32(padded[at : at + 3].encode()) % BUCKETS for at in range(max(1, len(padded) - 2))}


def fuzzy_sections(keys: Iterable[tuple[int, str]]) -> dict[str, bytes]:
    """Sections with the number, the length and the triples of every key that fuzzy search compares with."""
    numbers, lengths = array("I"), array("B")
    lists: dict[int, array[int]] = {}
    for at, (number, key) in enumerate(keys):
        numbers.append(number)
        lengths.append(min(len(key), 255))
        for bucket in triples(key):
            lists.setdefault(bucket, array("I")).append(at)
    ends, flat = array("I", [0]), array("I")
    for bucket in range(BUCKETS):
        if bucket in lists:
            flat.extend(lists[bucket])
        ends.append(len(flat))
    return {
        "fuzzy.key": numbers.tobytes(),
        "fuzzy.length": lengths.tobytes(),
        "fuzzy.triple.ends": ends.tobytes(),
        "fuzzy.triple": flat.tobytes(),
    }
