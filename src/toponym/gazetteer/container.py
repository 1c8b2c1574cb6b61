"""One file of named sections, read through a memory map: the container of every compiled index.

Layout: magic, format version, byte-order mark, digest of what the file was compiled from, number of sections,
then a table of (name, offset, length, CRC-32) and a CRC-32 over all that; sections start at multiples of 16.
The header is checked when the file is opened, the content by `verify`.
"""

import mmap
import os
import struct
import sys
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from toponym.errors import IndexFileError

if TYPE_CHECKING:
    from toponym.gazetteer.spool import Spool

Section: TypeAlias = "bytes | Spool"
ItemCode = Literal["B", "H", "I", "Q", "f"]

FORMAT_VERSION: Final = 4
_MAGIC: Final = b"TOPONYM\0"
_HEADER: Final = struct.Struct("=8sHH32sI")
_SECTION: Final = struct.Struct("=24sQQI")
_CRC: Final = struct.Struct("=I")
_BYTE_ORDER: Final = 0x0102
_ALIGNMENT: Final = 16


def pack(sections: Mapping[str, Section], digest: bytes) -> bytes:
    """Put sections and the 32-byte digest of their origin into the bytes of one file."""
    return b"".join(_pieces(sections, digest))


def write(path: Path, sections: Mapping[str, Section], digest: bytes) -> None:
    """The same into a file, piece by piece. The file appears whole or not at all.

    Raises OSError where it cannot be written; what stood there before then stays.
    """
    import tempfile  # here, because opening an index needs none

    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(_pieces(sections, digest))
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _pieces(sections: Mapping[str, Section], digest: bytes) -> Iterator[bytes]:
    at = _aligned(_HEADER.size + _SECTION.size * len(sections) + _CRC.size)
    head = _HEADER.pack(_MAGIC, FORMAT_VERSION, _BYTE_ORDER, digest, len(sections))
    for name, data in sections.items():
        size, crc = (len(data), zlib.crc32(data)) if isinstance(data, bytes) else (data.size, data.crc)
        head += _SECTION.pack(name.encode("ascii"), at, size, crc)
        at += _aligned(size)
    head += _CRC.pack(zlib.crc32(head))
    yield head.ljust(_aligned(len(head)), b"\0")
    for data in sections.values():
        if isinstance(data, bytes):
            yield data
            size = len(data)
        else:
            yield from data.pieces()
            size = data.size
        yield b"\0" * (_aligned(size) - size)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def is_index(path: Path) -> bool:
    """Whether a file begins as an index does."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


class Container:
    """The sections of one file or buffer as read-only views; nothing is copied.

    Raises IndexFileError when the header is not that of an index of this version.
    """

    __slots__ = ("_sections", "digest", "path", "size")

    def __init__(self, buffer: memoryview, path: str = "") -> None:
        self.path = path or "index in memory"
        self.size = len(buffer)
        if len(buffer) < _HEADER.size:
            raise self._refused("it is too short")
        magic, version, order, digest, count = _HEADER.unpack_from(buffer)
        if magic != _MAGIC:
            raise self._refused("it is no toponym index")
        if order != _BYTE_ORDER:
            raise self._refused(f"it was built on a machine of another byte order than {sys.byteorder}")
        if version != FORMAT_VERSION:
            raise self._refused(f"it has format {version}, this toponym reads {FORMAT_VERSION}")
        self.digest: bytes = digest
        end = _HEADER.size + _SECTION.size * count
        if end + _CRC.size > len(buffer) or _CRC.unpack_from(buffer, end)[0] != zlib.crc32(buffer[:end]):
            raise self._refused("its header is damaged")
        self._sections: dict[str, tuple[memoryview, int]] = {}
        for number in range(count):
            name, at, length, crc = _SECTION.unpack_from(buffer, _HEADER.size + _SECTION.size * number)
            if at + length > len(buffer):
                raise self._refused("it is cut off")
            self._sections[name.rstrip(b"\0").decode("ascii")] = (buffer[at : at + length], crc)

    @classmethod
    def open(cls, path: Path) -> "Container":
        """Map a file into memory."""
        try:
            with path.open("rb") as stream:
                mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexFileError(f"{path}: index cannot be opened ({error}); build it again") from None
        return cls(memoryview(mapped), str(path))

    def _refused(self, why: str) -> IndexFileError:
        return IndexFileError(f"{self.path}: index refused: {why}; remove the file and it is built again")

    def damaged(self) -> IndexFileError:
        """The error of a reader that met content which no compiler writes."""
        return self._refused("its content is damaged")

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def section(self, name: str) -> memoryview:
        """The bytes of a section."""
        try:
            return self._sections[name][0]
        except KeyError:
            raise self._refused(f"section {name!r} is missing") from None

    def array(self, name: str, code: ItemCode) -> "memoryview[Any]":
        """A section as an array of a `struct` item code."""
        try:
            return self.section(name).cast(code)
        except TypeError:
            raise self._refused(f"section {name!r} has an odd length") from None

    def verify(self) -> None:
        """Read everything and compare the checksums; raises IndexFileError with the first damaged section."""
        for name, (view, crc) in self._sections.items():
            if zlib.crc32(view) != crc:
                raise self._refused(f"section {name!r} is damaged")
