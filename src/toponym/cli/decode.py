"""Bytes to text: the encoding of an input, given or recognized, and its lines."""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from toponym.cli.messages import Failure, tell

_SAMPLE: Final = 1 << 20  # bytes that decide on the encoding
_HEAD: Final = 1 << 16  # characters that decide on the delimiter
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARCHIVE: Final = b"PK\x03\x04"
_TWO_SCRIPTS_IN_A_WORD: Final = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_CYRILLIC_PAIR: Final = re.compile("[\u0400-\u04ff]{2}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """An input as text. `head` is its beginning, which `lines` yields again."""

    name: str
    encoding: str
    head: str
    stream: io.TextIOWrapper
    position: Callable[[], int]

    def lines(self) -> Iterator[str]:
        """Every line with its end. Raises Failure where the bytes do not fit the encoding."""
        number = 0
        try:
            for line in self.stream:
                number += 1
                yield line
        except UnicodeDecodeError as error:
            raise self.failure(
                f"after line {number}: {error.object[error.start : error.end].hex(' ')} is not {self.encoding}; "
                "name the encoding with --encoding"
            ) from None
        except UnicodeError:  # what UTF-16 says of a missing byte order mark
            raise self.failure(f"is not {self.encoding}; name the encoding with --encoding") from None

    def failure(self, words: str) -> Failure:
        return Failure(f"{self.name}: {words}")


class _Replayed(io.RawIOBase):
    """A stream whose first bytes were read already, and which counts what is read."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = memoryview(first)
        self._rest = rest
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        part = bytes(self._first[: len(buffer)]) or self._rest.read(len(buffer))
        self._first = self._first[len(part) :]
        buffer[: len(part)] = part
        self.count += len(part)
        return len(part)


def decoded(stream: BinaryIO, name: str, encoding: str | None, newline: str | None) -> Decoded:
    """Decode an input by the encoding given, or by the one that its first megabyte shows."""
    first = stream.read(_SAMPLE)
    if first.startswith(_ARCHIVE):
        raise Failure(f"{name}: is a workbook or an archive, no text; save the sheet as CSV first")
    if encoding is None:
        encoding = encoding_of(first, whole=len(first) < _SAMPLE)
        if not encoding.startswith("utf-"):
            if b"\0" in first:
                raise Failure(f"{name}: is no text; give a CSV or TSV file, or lines of text")
            tell(f"{name}: not UTF-8, so it is read as {encoding}; --encoding names another")
    elif codecs.lookup(encoding).name == "utf-8":
        encoding = "utf-8-sig"
    head = codecs.getincrementaldecoder(encoding)("replace").decode(first[:_HEAD])
    replayed = _Replayed(first, stream)
    text = io.TextIOWrapper(io.BufferedReader(replayed), encoding, "strict", newline)
    return Decoded(name, encoding, head, text, lambda: replayed.count)


def encoding_of(sample: bytes, whole: bool = True) -> str:
    """The encoding that the beginning of a text shows; `whole` when the sample is all of it.

    A byte order mark decides; then UTF-16 without one, by its regular high bytes; then UTF-8, if the sample is
    valid; else an eight-bit code page: cp1251, unless that would mix Latin and Cyrillic letters in words.

    >>> [encoding_of(text.encode(code)) for text, code in (("Київ", "utf-8"), ("Київ", "cp1251"), ("Köln", "cp1252"))]
    ['utf-8', 'cp1251', 'cp1252']
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    odd, even = sample[1::2], sample[::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) + high.count(4) > 0.9 * len(high) >= 4 and b"\0" in high and b"\0" not in low:
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
        return "utf-8"
    except UnicodeDecodeError:
        text = sample.decode("cp1251", "replace")
        mixed, cyrillic = (len(pattern.findall(text)) for pattern in (_TWO_SCRIPTS_IN_A_WORD, _CYRILLIC_PAIR))
        return "cp1252" if mixed > cyrillic else "cp1251"
