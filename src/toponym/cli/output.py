"""Where results go: UTF-8 on standard output, or a file that appears whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from toponym.cli.messages import Failure

FORMATS: Final = ("text", "jsonl", "csv")
_BY_SUFFIX: Final = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def utf_8(text: str) -> bytes:
    """The text as UTF-8; half a character (a lone surrogate) is replaced."""
    return text.encode("utf-8", "replace")


class Output:
    """Results to a byte stream: text, which is always written as UTF-8, or bytes of it."""

    def __init__(self, stream: BinaryIO, is_terminal: bool) -> None:
        self._stream = stream
        self.is_terminal = is_terminal

    def write(self, text: str | bytes) -> None:
        self._stream.write(utf_8(text) if isinstance(text, str) else text)
        if self.is_terminal:
            self._stream.flush()


def format_of(chosen: str | None, path: str | None) -> str:
    """The format chosen, or the one that the output file's name shows, or text."""
    return chosen or _BY_SUFFIX.get(Path(path or "").suffix.lower(), "text")


@contextmanager
def opened(path: str | None) -> Iterator[Output]:
    """The output: standard output for None or "-", else a file that replaces `path` once all is written."""
    if path is None or path == "-":
        stream = sys.stdout.buffer
        yield Output(stream, sys.stdout.isatty())
        stream.flush()
        return
    import tempfile  # here, because it takes as long to import as a name to look up

    target = Path(os.path.realpath(path))  # a link stays a link
    if target.is_dir():
        raise Failure(f"{path}: is a directory; name a file in it")
    if target.exists() and not target.is_file():
        # A device or a pipe cannot be replaced, only written to.
        with target.open("wb") as stream:
            yield Output(stream, False)
        return
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror})") from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield Output(stream, False)
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file to be replaced, or those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
