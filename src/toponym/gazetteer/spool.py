"""What a compiler gathers before it can write it: sections that grow on disk, and records sorted in runs.

Memory grows by some numbers a place only: a section keeps its last piece, a sorter its last run.
"""

import heapq
import os
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final, Literal

_IN_MEMORY: Final = 1 << 20  # bytes of a section that need no file
_PIECE: Final = 1 << 20
_MOST_KEYS: Final = 300_000  # of one run; about 100 MB with their values
_MOST_RUNS: Final = 64  # that are merged at once: each is an open file with a buffer
_HEAD: Final = struct.Struct("=II")
_BUFFER: Final = 1 << 18

_Group = tuple[bytes, "array[int]"]


class Spool:
    """Bytes of one section, with their length and CRC-32; on disk when they are many."""

    def __init__(self) -> None:
        import tempfile  # here, because what reads an index imports this module and needs none

        # A spool lives as long as the compiler that fills it, and its file has no name to be left behind.
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self.size = 0
        self.crc = 0

    def write(self, data: "bytes | bytearray | memoryview") -> None:
        """Append bytes."""
        if len(data) <= _PIECE:
            self._file.write(data)
        else:  # piece by piece, because a file that leaves memory for the disk is copied first
            for at in range(0, len(data), _PIECE):
                self._file.write(data[at : at + _PIECE])
        self.size += len(data)
        self.crc = zlib.crc32(data, self.crc)

    def pieces(self) -> Iterator[bytes]:
        """All bytes, from the beginning, in pieces."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def reader(self) -> Callable[[int], bytes]:
        """A function that reads so many of the next bytes, from the beginning, while the spool is there."""
        self._file.seek(0)
        return self._file.read

    def __del__(self) -> None:
        self._file.close()


def spooled(numbers: "array[int] | array[float]") -> Spool:
    """Numbers that are all there, as a section."""
    spool = Spool()
    spool.write(memoryview(numbers).cast("B"))
    return spool


class Numbers:
    """A growing section of numbers of one `array` type code."""

    def __init__(self, code: Literal["B", "H", "I", "Q", "f"]) -> None:
        self.spool = Spool()
        self._pending = array(code)
        self._most = _PIECE // self._pending.itemsize

    def append(self, number: float) -> None:
        self._pending.append(number)  # type: ignore[arg-type]
        if len(self._pending) >= self._most:
            self.flush()

    def extend(self, numbers: "array[int]") -> None:
        self._pending.extend(numbers)
        if len(self._pending) >= self._most:
            self.flush()

    def flush(self) -> None:
        """Hand what is pending to the spool."""
        if self._pending:
            self.spool.write(memoryview(self._pending).cast("B"))
            del self._pending[:]

    def section(self) -> Spool:
        """Everything as a section."""
        self.flush()
        return self.spool

    def __iter__(self) -> Iterator[int]:
        for piece in self.section().pieces():
            yield from array(self._pending.typecode, piece)


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


class Sorter:
    """Numbers gathered under texts, given back by the texts' UTF-8; those of one text as they were added."""

    def __init__(self, most_keys: int = _MOST_KEYS, most_runs: int = _MOST_RUNS) -> None:
        self._most_keys = most_keys
        self._most_runs = most_runs
        self._groups: dict[str, array[int]] = {}
        self._runs: list[IO[bytes]] = []

    def add(self, key: str, *numbers: int) -> None:
        """Put 32-bit numbers behind those that the text has."""
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) >= self._most_keys:
                self._spill()
            group = self._groups[key] = array("I")
        group.extend(numbers)

    def _spill(self) -> None:
        if len(self._runs) >= self._most_runs:
            whole = _written(_joined(map(_read, self._runs)))
            self._close()
            self._runs = [whole]
        self._runs.append(_written(self._sorted()))
        self._groups.clear()

    def _sorted(self) -> "list[_Group]":
        # A lone surrogate cannot be looked up; it is written so that it at least does no harm.
        encoded = [(key.encode("utf-8", "surrogatepass"), group) for key, group in self._groups.items()]
        encoded.sort(key=lambda item: item[0])
        return encoded

    def merged(self) -> "Iterator[_Group]":
        """Each text once, with all its numbers. The sorter is empty afterwards."""
        yield from _joined([*map(_read, self._runs), iter(self._sorted())])
        self._close()
        self._groups = {}

    def _close(self) -> None:
        for run in self._runs:
            run.close()
        self._runs = []

    def __del__(self) -> None:
        self._close()


def _joined(runs: "Iterable[Iterator[_Group]]") -> "Iterator[_Group]":
    """The groups of sorted runs in one sorted run."""
    last: array[int] | None = None
    last_key = b""
    # Runs come in the order in which they were filled, and merging keeps that order among equals.
    for key, group in heapq.merge(*runs, key=lambda item: item[0]):
        if last is None or key != last_key:
            if last is not None:
                yield last_key, last
            last_key, last = key, group
        else:
            last = last + group
    if last is not None:
        yield last_key, last


def _written(groups: "Iterable[_Group]") -> IO[bytes]:
    import tempfile

    run = tempfile.TemporaryFile(buffering=_BUFFER)  # noqa: SIM115
    for key, group in groups:
        run.write(_HEAD.pack(len(key), len(group)))
        run.write(key)
        run.write(group.tobytes())
    return run


def _read(run: IO[bytes]) -> "Iterator[_Group]":
    run.flush()
    run.seek(0, os.SEEK_SET)
    while head := run.read(_HEAD.size):
        size, count = _HEAD.unpack(head)
        key = run.read(size)
        yield key, array("I", run.read(4 * count))
