"""What every peer is to the benchmark, and what all of them are given: unidecoded lower case.

They are given it at building, and make it of every query as part of its time. An index that a tool can keep in a file
is kept there, so that opening it is measured apart from building it.
"""

import json
import pickle
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Names = list[tuple[str, int]]
NOBODY = -1


def plain(text: str) -> str:
    """ASCII lower case. Not the evaluation's: that one remembers, which would hide the cost."""
    return str(import_module("unidecode").unidecode(text)).lower().strip()


class Peer:
    """A tool: `build` writes what `open` reads, in another process; `answer` gives the number of a record a text."""

    name = ""
    packages: tuple[str, ...] = ()  # distributions that pip installs
    modules: tuple[str, ...] = ()  # imported before opening

    def missing(self) -> list[str]:
        """Distributions that are not installed."""
        return [name for name, module in zip(self.packages, self.modules, strict=False) if find_spec(module) is None]

    def load(self) -> None:
        """Import the libraries."""
        for module in (*self.modules, "unidecode"):
            import_module(module)

    def read(self, source: Path) -> None:
        """Take the table up; not timed."""
        first: dict[str, int] = {}
        for text, number in json.loads((source / "names.json").read_text(encoding="utf-8")):
            first.setdefault(plain(text), number)
        first.pop("", None)
        self.names: Names = list(first.items())

    def build(self, folder: Path) -> None:
        """Make the index. Without one, the names are kept as they are."""
        with (folder / "names.pickle").open("wb") as stream:
            pickle.dump(self.names, stream)

    def open(self, folder: Path) -> None:
        """Make ready to answer."""
        with (folder / "names.pickle").open("rb") as stream:
            names = pickle.load(stream)
        self.texts: list[str] = [text for text, _ in names]
        self.owners: list[int] = [number for _, number in names]

    def fresh(self) -> None:
        """Forget earlier answers."""

    def answer(self, texts: Sequence[str]) -> Any:
        """Look texts up; what is timed."""
        return [self.one(plain(text)) for text in texts]

    def one(self, text: str) -> int:
        """The record of one text, or NOBODY."""
        raise NotImplementedError

    def best(self, answers: Any) -> list[int]:
        """The first record of every answer; not timed."""
        return list(answers)

    def close(self) -> None:
        """Let go of files."""
