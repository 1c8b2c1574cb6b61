"""Gathers what fuzzy search compares with, in bounded memory: keys with their rows, and lists by bucket.

Both give back what a dict of everything would, in its order. What is more than a run lies in temporary files.
"""

import heapq
import struct
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import accumulate, islice
from typing import Final, NamedTuple

from toponym.gazetteer.spool import Ends, Numbers, Spool

_PARTS: Final = 128  # of the keys, so that the dict of one part is small
_PENDING: Final = 1 << 16  # bytes of a part that are written at once
_RANGE_BITS: Final = 6  # of the buckets, whose lists are made range by range
_MOST_HELD: Final = 1 << 22  # members of lists that are in memory; 32 MB
_ROW: Final = struct.Struct("=IIIBI")  # place in the order, head, spelling, how, bytes of the key
_GROUP: Final = struct.Struct("=III")  # place in the order, bytes of the key, rows
_GROUPED: Final = struct.Struct("=BII")  # how, spelling, head


class Row(NamedTuple):
    """For which entry and spelling a key stands, and how; of two rows of an entry the smaller counts."""

    how: int
    spelling: int
    head: int


class KeyRows:
    """Keys with their rows, each entry's best; keys, and entries of a key, in the order in which they came first."""

    def __init__(self) -> None:
        self._count = 0
        self._pending: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._written: defaultdict[int, Spool] = defaultdict(Spool)
        self._grouped: list[Spool] = []
        self._keys = 0

    def add(self, key: str, row: Row) -> None:
        """Put a row under a key."""
        data = key.encode("utf-8", "surrogatepass")
        part = zlib.crc32(data) % _PARTS
        pending = self._pending[part]
        pending += _ROW.pack(self._count, row.head, row.spelling, row.how, len(data)) + data
        self._count += 1
        if len(pending) >= _PENDING:
            self._written[part].write(pending)
            pending.clear()

    def group(self) -> int:
        """Put equal keys together, once all rows are there; how many keys there are."""
        # Equal keys lie in one part, each part is put in order by itself.
        for part in sorted(self._pending):
            grouped, count = _grouped(self._take(part))
            self._grouped.append(grouped)
            self._keys += count
        return self._keys

    def merged(self) -> Iterator[tuple[str, Collection[Row]]]:
        """Every key once with its rows. Nothing is left afterwards."""
        self.group()
        for _, key, rows in heapq.merge(*map(_read, self._grouped)):
            yield key.decode("utf-8", "surrogatepass"), rows
        self._grouped.clear()
        self._keys = 0

    def _take(self, part: int) -> bytes:
        spool = self._written.pop(part, None)
        pending = bytes(self._pending.pop(part))
        return pending if spool is None else b"".join((*spool.pieces(), pending))


_Rows = dict[int, Row]


def _grouped(data: bytes) -> tuple[Spool, int]:
    """The rows of a part, key by key, in a spool; how many keys there are."""
    groups: dict[bytes, tuple[int, _Rows]] = {}
    at, end = 0, len(data)
    while at < end:
        order, head, spelling, how, size = _ROW.unpack_from(data, at)
        at += _ROW.size
        key = data[at : at + size]
        at += size
        row = Row(how, spelling, head)
        group = groups.get(key)
        if group is None:
            groups[key] = order, {head: row}
        else:
            known = group[1].get(head)
            if known is None or row < known:
                group[1][head] = row
    grouped = Spool()
    pending = bytearray()
    for key, (order, rows) in groups.items():
        pending += _GROUP.pack(order, len(key), len(rows)) + key
        for row in rows.values():
            pending += _GROUPED.pack(*row)
        if len(pending) >= _PENDING:
            grouped.write(pending)
            pending.clear()
    grouped.write(pending)
    return grouped, len(groups)


def _read(grouped: Spool) -> "Iterator[tuple[int, bytes, list[Row]]]":
    read = grouped.reader()
    while head := read(_GROUP.size):
        order, size, count = _GROUP.unpack(head)
        key = read(size)
        yield order, key, [Row._make(row) for row in _GROUPED.iter_unpack(read(count * _GROUPED.size))]


class BucketLists:
    """Which members are in each of so many buckets. Members are numbered from 0 as they are added."""

    def __init__(self, buckets: int, most_held: int = _MOST_HELD) -> None:
        self.counts = array("I", bytes(4 * buckets))
        self._shift = max(0, (buckets - 1).bit_length() - _RANGE_BITS)
        self._most_held = most_held
        self._held = 0
        # By range of buckets: each bucket above its member.
        self._pending: defaultdict[int, array[int]] = defaultdict(lambda: array("Q"))
        self._written: defaultdict[int, Spool] = defaultdict(Spool)
        self._owned = Numbers("I")
        self._sizes = Numbers("B")
        self._members = 0

    def __len__(self) -> int:
        return self._members

    def add(self, buckets: Collection[int]) -> None:
        """The buckets of the next member, each once, 255 at most."""
        member, pending, counts, shift = self._members, self._pending, self.counts, self._shift
        for bucket in buckets:
            counts[bucket] += 1
            pending[bucket >> shift].append(bucket << 32 | member)
        self._members += 1
        self._sizes.append(len(buckets))
        self._owned.extend(array("I", buckets))
        self._held += len(buckets)
        if self._held >= self._most_held:
            for at, pairs in pending.items():
                self._written[at].write(memoryview(pairs).cast("B"))
            pending.clear()
            self._held = 0

    def members(self) -> Spool:
        """The members of all buckets, bucket by bucket, as many as `counts` says; in ascending order. Empties them."""
        members = Spool()
        for at in sorted({*self._pending, *self._written}):
            members.write(memoryview(self._sorted(at)).cast("B"))
        return members

    def _sorted(self, at: int) -> "array[int]":
        pairs = array("Q")
        if at in self._written:
            for piece in self._written.pop(at).pieces():
                pairs.frombytes(piece)
        pairs += self._pending.pop(at, array("Q"))
        first = at << self._shift
        free = array("I", accumulate(self.counts[first : first + (1 << self._shift)], initial=0))
        members = array("I", bytes(4 * len(pairs)))
        for pair in pairs:
            bucket = (pair >> 32) - first
            members[free[bucket]] = pair & 0xFFFFFFFF
            free[bucket] += 1
        return members

    def owned(self) -> "Iterator[list[int]]":
        """The buckets of every member."""
        buckets = iter(self._owned)
        for size in self._sizes:
            yield list(islice(buckets, size))


class Texts:
    """Two sections: texts of one-byte letters behind each other, and where each ends."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._ends = Ends()
        self._text = Spool()
        self._pending = bytearray()

    def add(self, text: bytes) -> None:
        self._pending += text
        self._ends.add(len(text))
        if len(self._pending) >= _PENDING:
            self._text.write(self._pending)
            self._pending.clear()

    def sections(self) -> dict[str, Spool]:
        self._text.write(self._pending)
        self._pending.clear()
        return {f"{self._name}.ends": self._ends.section(), self._name: self._text}
