"""The texts that a command reads: files, directories, patterns, standard input; plain text or HTML."""

import glob
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from toponym.cli.decode import Decoded, decoded
from toponym.cli.messages import Failure, tell

_HTML: Final = frozenset({".html", ".htm", ".xhtml"})
_PART: Final = 1 << 16
_NO_TEXT: Final = {
    b"%PDF": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "compressed",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read, by the name that results and messages call it; "-" is standard input."""

    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A text in parts, and how many bytes of it are read."""

    parts: Iterator[str]
    position: Callable[[], int]


def sources_of(names: Sequence[str]) -> tuple[list[Source], int]:
    """The files that arguments mean, in order and each once, and how many arguments mean none, which is told."""
    if not names:
        if sys.stdin.isatty():
            tell("reading a text from standard input until its end (Ctrl-D)")
        return [Source("-")], 0
    found: dict[str, Source] = {}
    failed = 0
    for name in names:
        paths = [name] if name == "-" else list(_files(name))
        if not paths:
            failed += 1
            tell(f"{name}: no such file" if not Path(name).is_dir() else f"{name}: holds no file")
        for path in paths:
            found.setdefault(path, Source(path, 0 if path == "-" else _size(path)))
    return list(found.values()), failed


def _files(name: str) -> Iterator[str]:
    path = Path(name)
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if not hidden and inner.is_file():
                yield str(inner)
    elif path.exists():
        yield name
    elif glob.has_magic(name):
        matches = glob.glob(name, recursive=True)  # noqa: PTH207 - the pattern may be absolute or relative
        yield from sorted(match for match in matches if Path(match).is_file())


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


@contextmanager
def opened_text(source: Source, encoding: str | None, html: bool | None) -> Iterator[Text]:
    """The text of a source. Raises Failure, which names it, when it is no text or of another encoding."""
    if source.name == "-":
        yield _text(sys.stdin.buffer, "standard input", encoding, bool(html))
        return
    as_html = Path(source.name).suffix.lower() in _HTML if html is None else html
    with Path(source.name).open("rb") as stream:
        yield _text(stream, source.name, encoding, as_html)


def _text(stream: BinaryIO, name: str, encoding: str | None, html: bool) -> Text:
    if html:
        return Text(iter([_html_text(stream, name, encoding)]), lambda: 0)
    if stream.seekable():
        head = stream.read(4)
        stream.seek(-len(head), 1)
        for mark, words in _NO_TEXT.items():
            if head.startswith(mark):
                raise Failure(f"{name}: is {words}, no text; extract the text first")
    text = decoded(stream, name, encoding, newline="")
    return Text(_parts(text), text.position)


def _parts(text: Decoded) -> Iterator[str]:
    count = 0
    try:
        while part := text.stream.read(_PART):
            count += len(part)
            yield part
    except UnicodeDecodeError as error:
        bad = error.object[error.start : error.end].hex(" ")
        raise text.failure(
            f"after about {count:,} characters: {bad} is not {text.encoding}; name it with --encoding"
        ) from None
    except UnicodeError:
        raise text.failure(f"is not {text.encoding}; name the encoding with --encoding") from None


def _html_text(stream: BinaryIO, name: str, encoding: str | None) -> str:
    """The text of a page without menus and the like, by trafilatura, an optional dependency."""
    try:
        import trafilatura
    except ImportError:
        raise Failure(f"{name}: HTML needs the extra: pip install 'toponym-id[html]'; or give --text") from None
    data = stream.read()
    text = trafilatura.extract(data.decode(encoding, "replace") if encoding else data, include_comments=False)
    if not text:
        raise Failure(f"{name}: no text was found in the page; give --text to read it as it is")
    return str(text)
