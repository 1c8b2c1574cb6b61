"""Gathers what fuzzy search compares with, in bounded memory: keys with their rows, and lists by bucket.

Both give back what a dict of everything would, in its order. What is more than a run lies in temporary files.
"""

import heapq
import struct
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from toponym.gazetteer.spool import Numbers, Spool

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_PARTS: Final = 128  # of the keys, so that the dict of one part is small
_PENDING: Final = 1 << 16  # bytes of a part that are written at once
_MOST_LISTED: Final = 1 << 23  # members of lists of one run; sorting them takes about 250 MB
_BUCKETS_AT_ONCE: Final = 1 << 16
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


class PieceLists:
    """Which members have each of the pieces that they share. Members are numbered from 0 as they are added.

    Pieces are numbers of 32 bits; how many buckets they fall into is said at the end, when the members are counted.
    """

    def __init__(self, most_listed: int = _MOST_LISTED) -> None:
        self._most_listed = most_listed
        self._pieces, self._sizes = Numbers("I"), Numbers("B")
        self._listed = 0
        self._runs: list[tuple[int, int]] = []  # members and pieces of each run
        self._run_starts = 0
        self._members = 0

    def __len__(self) -> int:
        return self._members

    def add(self, pieces: Collection[int]) -> None:
        """The pieces of the next member, 255 at most."""
        self._pieces.extend(array("I", pieces))
        self._sizes.append(len(pieces))
        self._members += 1
        self._listed += len(pieces)
        if self._listed >= self._most_listed:
            self._end_run()

    def _end_run(self) -> None:
        self._runs.append((self._members - self._run_starts, self._listed))
        self._run_starts, self._listed = self._members, 0

    def sections(self, buckets: int, least_rarity: float) -> "tuple[Spool, Spool, Spool]":
        """Where the list of each bucket ends, the members of all lists in ascending order, and how much all its buckets
        say of each member: the sum of logarithms of how few members have them, each `least_rarity` at least."""
        import numpy

        if self._members > self._run_starts or not self._runs:
            self._end_run()
        counts = numpy.zeros(buckets, dtype=numpy.int64)
        runs = []
        for owner, bucket in self._owned(buckets):
            order = numpy.argsort(bucket, kind="stable")
            own = numpy.bincount(bucket, minlength=buckets)
            counts += own
            runs.append((_spooled(own.astype(numpy.uint32)), _spooled(owner[order])))
        members = runs[0][1] if len(runs) == 1 else _merged(runs, buckets)
        rarity = numpy.maximum(least_rarity, numpy.log((self._members + 1) / (counts + 1)))
        weights = Spool()
        start = 0
        for (size, _), (owner, bucket) in zip(self._runs, self._owned(buckets), strict=True):
            heaviness = numpy.bincount(owner - start, weights=rarity[bucket], minlength=size)
            weights.write(heaviness.astype(numpy.float32).tobytes())
            start += size
        ends = numpy.concatenate([[0], numpy.cumsum(counts)]).astype(numpy.uint32)
        return _spooled(ends), members, weights

    def _owned(self, buckets: int) -> "Iterator[tuple[NDArray[numpy.uint32], NDArray[numpy.uint32]]]":
        """Run by run each member and bucket that belong together, once, by member."""
        import numpy

        pieces, sizes = self._pieces.section().reader(), self._sizes.section().reader()
        start = 0
        for size, listed in self._runs:
            bucket = numpy.frombuffer(pieces(4 * listed), dtype=numpy.uint32) % numpy.uint32(buckets)
            owner = numpy.repeat(
                numpy.arange(start, start + size, dtype=numpy.uint64),
                numpy.frombuffer(sizes(size), dtype=numpy.uint8),
            )
            pair = (owner << numpy.uint64(32)) | bucket
            pair.sort()
            pair = pair[numpy.append(True, pair[1:] != pair[:-1])] if len(pair) else pair
            yield (
                (pair >> numpy.uint64(32)).astype(numpy.uint32),
                (pair & numpy.uint64(0xFFFFFFFF)).astype(numpy.uint32),
            )
            start += size


def _merged(runs: "list[tuple[Spool, Spool]]", buckets: int) -> Spool:
    """The lists of all runs, bucket by bucket, those of earlier runs first."""
    import numpy

    readers = [(counts.reader(), members.reader()) for counts, members in runs]
    merged = Spool()
    for first in range(0, buckets, _BUCKETS_AT_ONCE):
        width = min(_BUCKETS_AT_ONCE, buckets - first)
        listed, where = [], []
        for counts, members in readers:
            sizes = numpy.frombuffer(counts(4 * width), dtype=numpy.uint32)
            listed.append(numpy.frombuffer(members(4 * int(sizes.sum())), dtype=numpy.uint32))
            where.append(numpy.repeat(numpy.arange(width), sizes))
        order = numpy.argsort(numpy.concatenate(where), kind="stable")
        merged.write(numpy.concatenate(listed)[order].tobytes())
    return merged


def _spooled(numbers: "NDArray[numpy.uint32]") -> Spool:
    spool = Spool()
    spool.write(numbers.tobytes())
    return spool


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
