"""How far each hidden variant got on its way to a right match, and where the others were lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluation.sets import VARIANT, EvaluationSet, Query
from evaluation.systems import Toponym

SURE = 0.9
FOUND, UNSURE, BEHIND, UNLIKELY, UNSEEN, WRONG = (
    "right, at .9 or more",
    "right, but not sure enough",
    "offered, behind another",
    "compared, but too unlike to be offered",
    "never compared",
    "another at .9 or more",
)
STAGES = (FOUND, UNSURE, BEHIND, UNLIKELY, UNSEEN, WRONG)


@dataclass(frozen=True, slots=True)
class Losses:
    """Counts of the report half's variants by stage, for each class of variant; `examples` are a few of each stage."""

    set_name: str
    classes: dict[str, Counter[str]]
    examples: dict[str, list[str]]


def losses(system: Toponym, evaluated: EvaluationSet, examples: int = 12) -> Losses:
    """Follow every variant of the report half."""
    queries = [query for query in evaluated.queries if query.kind == VARIANT and query.half == "report"]
    names = {record.id: record.forms[0].text for record in evaluated.records}
    classes: dict[str, Counter[str]] = {}
    shown: dict[str, list[str]] = {}
    for query, match in zip(queries, system.matches(evaluated, queries), strict=True):
        where = stage(query, match, lambda query: system.explained(evaluated, query))
        classes.setdefault(query.variant_class, Counter())[where] += 1
        said = match.candidates[0] if match.candidates else None
        rival = f", not {names[said.id]} {said.score:.2f}" if said is not None and said.id != query.answer else ""
        shown.setdefault(where, []).append(f"{query.text} ({names[query.answer or '']}{rival})")
    return Losses(evaluated.name, classes, {where: spread(texts, examples) for where, texts in shown.items()})


def stage(query: Query, match: Any, explain: Any) -> str:
    """How far one variant got; `explain` is asked only where the answer itself does not tell."""
    candidates = match.candidates
    if candidates and candidates[0].score >= SURE:
        return FOUND if candidates[0].id == query.answer else WRONG
    if candidates and candidates[0].id == query.answer:
        return UNSURE
    if any(candidate.id == query.answer for candidate in candidates):
        return BEHIND
    compared = any(query.answer in spelling.ids for spelling in explain(query).similar)
    return UNLIKELY if compared else UNSEEN


def spread(texts: list[str], count: int) -> list[str]:
    """Some of many, evenly.

    >>> spread(["a", "b", "c", "d"], 2)
    ['a', 'c']
    """
    return texts[:: max(1, -(-len(texts) // count))]


def lost_examples(found: Losses) -> list[tuple[str, list[str]]]:
    """What was lost at each stage, by example."""
    return [(where, found.examples[where]) for where in STAGES[1:] if where in found.examples]


def rows(found: Losses) -> list[list[str]]:
    """A table: a row a stage, with its share of all variants and of each class."""
    labels = sorted(found.classes, key=lambda label: -found.classes[label].total())
    total = sum(found.classes.values(), Counter())
    header = [f"{found.set_name}: how far variants get", "all", *labels]
    parts: Iterable[Counter[str]] = (total, *(found.classes[label] for label in labels))
    table = [header, ["variants", *(f"{part.total():,}" for part in parts)]]
    for where in STAGES:
        cells = [total, *(found.classes[label] for label in labels)]
        table.append([where, *(f"{part[where] / max(1, part.total()):.3f}".removeprefix("0") for part in cells)])
    return table
