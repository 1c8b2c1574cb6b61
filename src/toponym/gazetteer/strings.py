"""A set of strings as hash table in sections of a container: string -> number, number -> string.

Open addressing over CRC-32, which is stable between processes and runs in C; every hit is compared with the
string itself. All reads go through bounds-checked views, so a damaged file can answer wrongly or raise
IndexFileError until `verify` finds it, but cannot crash the process.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Final

from toponym.gazetteer.container import Container, Section
from toponym.gazetteer.spool import Numbers, Spool, spooled

_WINDOW: Final = 1 << 22  # slots that are in memory at once; 32 MB


class StringTable:
    """Read access to the strings under one section prefix."""

    __slots__ = ("_container", "_ends", "_mask", "_slots", "_text")

    def __init__(self, container: Container, prefix: str) -> None:
        self._container = container
        self._text = container.section(f"{prefix}.text")
        self._ends = container.array(f"{prefix}.ends", "I")
        self._slots = container.array(f"{prefix}.slots", "Q")
        self._mask = len(self._slots) - 1

    def __len__(self) -> int:
        return len(self._ends) - 1

    def find(self, string: str) -> int:
        """The number of a string, or -1."""
        try:
            data = string.encode()
        except UnicodeEncodeError:
            return -1  # no table holds a lone surrogate, anybody may ask for one
        hashed = zlib.crc32(data)
        slots, ends, mask = self._slots, self._ends, self._mask
        at = hashed & mask
        try:
            for _ in range(mask + 1):
                slot: int = slots[at]
                if slot == 0:
                    return -1
                if slot >> 32 == hashed:
                    number = slot & 0xFFFFFFFF
                    if self._text[ends[number - 1] : ends[number]] == data:
                        return number - 1
                at = (at + 1) & mask
        except IndexError:
            raise self._container.damaged() from None
        return -1

    def __getitem__(self, number: int) -> str:
        try:
            return bytes(self._text[self._ends[number] : self._ends[number + 1]]).decode("utf-8", "replace")
        except IndexError:
            raise self._container.damaged() from None


class StringsWriter:
    """Builds the sections of a string table; numbers follow the order of the strings, which must be distinct."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._text = Spool()
        self._ends = Numbers("I")
        self._ends.append(0)
        self._hashes = Numbers("I")
        self._count = 0

    def add(self, string: bytes) -> None:
        """Add a string as UTF-8."""
        self._text.write(string)
        self._ends.append(self._text.size)
        self._hashes.append(zlib.crc32(string))
        self._count += 1

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Every string with its number."""
        read, begin = self._text.reader(), 0
        for number, end in enumerate(islice(self._ends, 1, None)):
            yield number, read(end - begin).decode("utf-8", "surrogatepass")
            begin = end

    def sections(self) -> "dict[str, Section]":
        """The sections, once all strings are there."""
        return {
            f"{self._prefix}.text": self._text,
            f"{self._prefix}.ends": self._ends.section(),
            f"{self._prefix}.slots": self._slots(),
        }

    def _slots(self) -> Spool:
        size = 2
        while size < 2 * self._count:
            size *= 2
        return slots_of(self._hashes, size)


def slots_of(hashes: Iterable[int], size: int, window: int = _WINDOW) -> Spool:
    """The hash table of a power of two of slots: each the hash above, one more than the number below; 0 is empty.

    Numbers are put in one after another. In a large table that is done `window` slots at a time, so that memory stays
    bounded: what runs over the end of one goes into the next, in the order of numbers, which gives the same table.
    """
    if size <= window:
        return spooled(_whole(hashes, size))
    spool = Spool()
    windows = [Numbers("Q") for _ in range(size // window)]
    for number, hashed in enumerate(hashes, 1):
        windows[(hashed & size - 1) // window].append(hashed << 32 | number)
    # What runs over from the last into the first hangs on what runs into the last only where that is full.
    around = over = _filled(windows[-1], [], window)[1]
    for each in windows:
        slots, over = _filled(each, over, window)
        spool.write(memoryview(slots).cast("B"))
    return spool if over == around else slots_of((slot >> 32 for slot in merge(*windows, key=_number)), size, size)


def _whole(hashes: Iterable[int], size: int) -> "array[int]":
    slots, mask = array("Q", bytes(8 * size)), size - 1
    for number, hashed in enumerate(hashes, 1):
        at = hashed & mask
        while slots[at]:
            at = (at + 1) & mask
        slots[at] = hashed << 32 | number
    return slots


def _filled(own: Iterable[int], over: list[int], window: int) -> "tuple[array[int], list[int]]":
    """A window of the table with its own slots and what ran over from the one before; and what runs over from it."""
    slots, running = array("Q", bytes(8 * window)), []
    from_before = set(over)
    for slot in merge(over, own, key=_number) if over else own:
        at = 0 if slot in from_before else (slot >> 32) % window
        while at < window and slots[at]:
            at += 1
        if at < window:
            slots[at] = slot
        else:
            running.append(slot)
    return slots, running


def _number(slot: int) -> int:
    return slot & 0xFFFFFFFF


def string_sections(prefix: str, strings: Iterable[str]) -> "dict[str, Section]":
    """The sections of a table of these strings."""
    writer = StringsWriter(prefix)
    for string in strings:
        writer.add(string.encode())
    return writer.sections()
