"""toponym behind the same interface as the baselines: the set's records become a user's table."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.answers import Answer
from evaluation.sets import VARIANT, EvaluationSet, Query


def toponym_module() -> Any:
    """The package under evaluation, or None where it has no `Normalizer` yet."""
    try:
        module = importlib.import_module("toponym")
    except ModuleNotFoundError as error:
        if error.name != "toponym":
            raise
        return None
    return module if hasattr(module, "Normalizer") and hasattr(module, "Table") else None


def as_answer(match: Any) -> Answer:
    """The first candidate with its probability, whatever the status: a threshold is the judge's business."""
    if not match.candidates:
        return Answer(status=match.status)
    best = match.candidates[0]
    return Answer(best.id, float(best.score), match.status)


@dataclass(slots=True)
class Toponym:
    """toponym on the table of a set, its probabilities taken as they come."""

    name: str = "toponym"
    calibrated: bool = True
    _normalizers: dict[int, tuple[EvaluationSet, Any]] = field(default_factory=dict)

    def normalizer(self, evaluated: EvaluationSet) -> Any:
        """A normalizer of that table alone; kept, because compiling a large table takes a while."""
        kept = self._normalizers.get(id(evaluated.records))
        if kept is None:
            module = toponym_module()
            table = module.Table.from_records([record.as_entry() for record in evaluated.records])
            kept = (evaluated, module.Normalizer(table))
            self._normalizers[id(evaluated.records)] = kept
        return kept[1]

    def prepare(self, evaluated: EvaluationSet) -> None:
        """Compiles the table, and reads what a first fuzzy lookup reads."""
        self.normalizer(evaluated).normalize_many(["Warszawa", "Xyzzyq"])

    def answer(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Answer]:
        """With the country as a hint when the set says so."""
        return [as_answer(match) for match in self.matches(evaluated, queries)]

    def matches(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Any]:
        """The answers as toponym gives them."""
        rows: list[Any] = [query.text for query in queries]
        if evaluated.hinted:
            module = toponym_module()
            rows = [module.Query(query.text, country=query.country) for query in queries]
        return list(self.normalizer(evaluated).normalize_many(rows))

    def explained(self, evaluated: EvaluationSet, query: Query) -> Any:
        """Everything that led to an answer."""
        country = query.country if evaluated.hinted else None
        return self.normalizer(evaluated).explain(query.text, country=country)


def spelled_share(system: Toponym, evaluated: EvaluationSet) -> float:
    """The share of the report half's variants found by recorded and generated spellings alone, without similarity."""
    queries = [query for query in evaluated.queries if query.kind == VARIANT and query.half == "report"]
    matches = system.normalizer(evaluated).normalize_many([query.text for query in queries])
    found = 0
    for query, match in zip(queries, matches, strict=True):
        best = match.candidates[0] if match.candidates else None
        found += best is not None and best.method != "fuzzy" and best.id == query.answer
    return found / max(1, len(queries))


def embedded_matches(texts: Sequence[str]) -> list[tuple[str, str, float]]:
    """Those of the texts that toponym matches in its own embedded layers, with the entry's id and the score."""
    matches = toponym_module().normalize_many(list(texts))
    return [(text, match.id, float(match.score)) for text, match in zip(texts, matches, strict=True) if match]
