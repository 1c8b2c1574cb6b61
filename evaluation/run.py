"""One run: sets times systems, judged on the report half at thresholds chosen on the tuning half."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy

from evaluation.answers import Answer, System
from evaluation.calibrate import isotonic
from evaluation.metrics import (
    Flags,
    Judged,
    best_threshold,
    bootstrap,
    figures,
    judge,
    probability_figures,
    reliability,
    wilson,
)
from evaluation.sets import OTHER, VARIANT, EvaluationSet, Query

LEAST_OF_A_COUNTRY = 30


@dataclass(frozen=True, slots=True)
class Share:
    """A share with Wilson's interval, of a part of the variants."""

    label: str
    top1: float
    accepted: float
    total: int
    interval: tuple[float, float]


@dataclass(slots=True)
class Result:
    """What one system reaches on one set."""

    set_name: str
    system: str
    seconds: float
    queries_a_second: float
    threshold: float
    figures: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    diagram: list[dict[str, float]]
    classes: list[Share] = field(default_factory=list)
    countries: list[Share] = field(default_factory=list)
    errors: list[dict[str, object]] = field(default_factory=list)


def _shares(labels: Sequence[str], judged: Judged, threshold: float, least: int = 1) -> list[Share]:
    names = numpy.array(labels, dtype=numpy.str_)
    found = []
    for label in sorted(set(labels) - {""}):
        part = judged.only(names == label)
        total = len(part.scores)
        if total >= least:
            right = int(part.right.sum())
            accepted = float((part.right & (part.scores >= threshold)).mean())
            found.append(Share(label, right / total, accepted, total, wilson(right, total)))
    return sorted(found, key=lambda share: (-share.total, share.label))


def worst_errors(
    evaluated: EvaluationSet, queries: Sequence[Query], answers: Sequence[Answer], judged: Judged, count: int = 50
) -> list[dict[str, object]]:
    """Wrong answers, the surest first: what was asked, what was said, what would have been right."""
    names = {record.id: record.forms[0].text for record in evaluated.records}
    wrong = [i for i in range(len(queries)) if judged.answered[i] and not judged.right[i]]
    wrong.sort(key=lambda i: (-judged.scores[i], queries[i].text))
    return [
        {
            "query": queries[i].text,
            "country": queries[i].country,
            "kind": queries[i].kind,
            "said": names.get(answers[i].id or ""),
            "right": names.get(queries[i].answer or ""),
            "score": round(float(judged.scores[i]), 3),
        }
        for i in wrong[:count]
    ]


def run(evaluated: EvaluationSet, system: System, draws: int = 200) -> Result:
    """Answers all queries of the set with the system and judges them."""
    system.prepare(evaluated)
    start = time.perf_counter()
    answers = system.answer(evaluated, evaluated.queries)
    seconds = time.perf_counter() - start
    judged = judge(evaluated.queries, answers)
    tuning: Flags = numpy.array([query.half == "tune" for query in evaluated.queries], dtype=numpy.bool_)
    threshold = best_threshold(judged.only(tuning).main())
    report = judged.only(~tuning)
    main = report.main()
    tuned = judged.only(tuning).main()
    probable = main
    if not system.calibrated and tuned.answered.any():
        fitted = isotonic(tuned)(main.scores)
        probable = Judged(main.kinds, main.places, fitted, main.right, main.answered, main.weight)
    asked = [query for query in evaluated.queries if query.half != "tune"]
    said = [answer for query, answer in zip(evaluated.queries, answers, strict=True) if query.half != "tune"]
    kept = [query.kind in (VARIANT, OTHER) for query in asked]
    variants = report.only(numpy.array(kept, dtype=numpy.bool_))
    wanted = [query for query, keep in zip(asked, kept, strict=True) if keep]
    countries = [query.country if query.kind == VARIANT else "" for query in wanted]
    return Result(
        evaluated.name,
        system.name,
        seconds,
        len(evaluated.queries) / seconds if seconds > 0 else 0.0,
        threshold,
        figures(main, threshold) | probability_figures(probable),
        bootstrap(main, lambda part: figures(part, threshold), draws) | bootstrap(probable, probability_figures, draws),
        reliability(probable),
        _shares([query.variant_class for query in wanted], variants, threshold),
        _shares(countries, variants, threshold, LEAST_OF_A_COUNTRY) if len(set(countries)) > 2 else [],
        worst_errors(evaluated, asked, said, report),
    )
