"""Gathers what fuzzy search compares with, in bounded memory: keys with their rows, and lists by bucket.

Both give back what a dict of everything would, in its order. What is more than a run lies in temporary files.
"""

import heapq
import struct
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from toponym.gazetteer.spool import Numbers, Spool

_PARTS: Final = 128  # of the keys, so that the dict of one part is small
_PENDING: Final = 1 << 16  # bytes of a part that are written at once
_MOST_LISTED: Final = 1 << 23  # members of lists of one run; 32 MB, and as much again for what grows
_ROW: Final = struct.Struct("=IIIBI")  # place in the order, head, spelling, how, bytes of the key
_GROUP: Final = struct.Struct("=III")  # place in the order, bytes of the key, rows
_GROUPED: Final = struct.Struct("=BII")  # how, spelling, head
_READ: Final = 1 << 18


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

    def merged(self) -> Iterator[tuple[str, Collection[Row]]]:
        """Every key once with its rows. Nothing is left afterwards."""
        # Equal keys lie in one part, each part is put in order by itself.
        parts = [_read(_grouped(self._take(part))) for part in sorted(self._pending)]
        for _, key, rows in heapq.merge(*parts):
            yield key.decode("utf-8", "surrogatepass"), rows

    def _take(self, part: int) -> bytes:
        spool = self._written.pop(part, None)
        pending = bytes(self._pending.pop(part))
        return pending if spool is None else b"".join((*spool.pieces(), pending))


_Rows = dict[int, Row]


def _grouped(data: bytes) -> Spool:
    """The rows of a part, key by key, in a spool."""
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
    return grouped


def _read(grouped: Spool) -> "Iterator[tuple[int, bytes, list[Row]]]":
    read = grouped.reader()
    while head := read(_GROUP.size):
        order, size, count = _GROUP.unpack(head)
        key = read(size)
        yield order, key, [Row._make(row) for row in _GROUPED.iter_unpack(read(count * _GROUPED.size))]


class BucketLists:
    """Which members are in each of so many buckets. Members are numbered from 0 as they are added."""

    def __init__(self, buckets: int, most_listed: int = _MOST_LISTED) -> None:
        self.counts = array("I", bytes(4 * buckets))
        self._most_listed = most_listed
        self._owned = Spool()
        self._pending = bytearray()
        self._lists: dict[int, array[int]] = {}
        self._listed = 0
        self._runs: list[tuple[array[int], Spool]] = []
        self._members = 0

    def __len__(self) -> int:
        return self._members

    def add(self, buckets: Collection[int]) -> None:
        """The buckets of the next member, each once, 255 at most."""
        member, lists = self._members, self._lists
        for bucket in buckets:
            try:
                lists[bucket].append(member)
            except KeyError:
                lists[bucket] = array("I", (member,))
        self._members += 1
        self._listed += len(buckets)
        self._pending.append(len(buckets))
        self._pending += array("H", buckets).tobytes()
        if len(self._pending) >= _PENDING:
            self._owned.write(self._pending)
            self._pending.clear()
        if self._listed >= self._most_listed:
            self._spill()

    def _spill(self) -> None:
        counts, run = array("I", bytes(4 * len(self.counts))), Spool()
        for bucket in sorted(self._lists):
            counts[bucket] = len(self._lists[bucket])
            run.write(memoryview(self._lists[bucket]).cast("B"))
        self._runs.append((counts, run))
        self._lists = {}
        self._listed = 0

    def members(self) -> Spool:
        """The members of all buckets, bucket by bucket, and `counts` says how many; in ascending order."""
        self._spill()
        for counts, _ in self._runs:
            for bucket, count in enumerate(counts):
                if count:
                    self.counts[bucket] += count
        if len(self._runs) == 1:
            return self._runs[0][1]
        return self._merged()

    def _merged(self) -> Spool:
        merged, pending = Spool(), bytearray()
        readers = [(counts, run.reader()) for counts, run in self._runs]
        for bucket in range(len(self.counts)):
            for counts, read in readers:
                if counts[bucket]:
                    pending += read(4 * counts[bucket])
            if len(pending) >= _PENDING:
                merged.write(pending)
                pending.clear()
        merged.write(pending)
        return merged

    def owned(self) -> "Iterator[array[int]]":
        """The buckets of every member."""
        self._owned.write(self._pending)
        self._pending.clear()
        read = self._owned.reader()
        while size := read(1):
            buckets = array("H")
            buckets.frombytes(read(2 * size[0]))
            yield buckets


class Ends:
    """Where each of a row of things ends, the first beginning at 0; sizes are added."""

    def __init__(self) -> None:
        self._numbers = Numbers("I")
        self._numbers.append(0)
        self._end = 0

    def add(self, size: int) -> None:
        self._end += size
        self._numbers.append(self._end)

    def section(self) -> Spool:
        return self._numbers.section()


def ends_of(sizes: Iterable[int]) -> Spool:
    """The section of where things of these sizes end."""
    ends = Ends()
    for size in sizes:
        ends.add(size)
    return ends.section()


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
