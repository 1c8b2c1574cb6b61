"""Plain-text tables and the JSON document of a run."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from evaluation.run import Result, Share
from evaluation.sets import NEGATIVES, OTHER, VARIANT, EvaluationSet

COLUMNS = {
    "top1": "top-1",
    "f1": "F1",
    "false_w": "W",
    "false_s": "S",
    "false_cw": "CW",
    "c5": "C5",
    "s1": "S1",
    "ece": "ECE",
    "precision_at_09": "prec@.9",
    "given_at_09": "given@.9",
}

LEGEND = """\
top-1: best candidate right. F1 and the false accepts W (elsewhere in the world), S (neighbour countries) and CW (own
place removed) at the threshold with the best F1 on the tuning half. C5: variants accepted and right while 5 % of CW
are falsely accepted; S1: while 1 % of S are. ECE: expected calibration error; prec@.9: share right among all answers
of .9 and more; given@.9: share of variants so answered. Baselines' scores are made probabilities by isotonic
regression on the tuning half, toponym's are its own. Second lines: 95 % intervals, bootstrap by place."""


def _number(value: float | None) -> str:
    if value is None or math.isnan(value):
        return "-"
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.2f}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned by blanks, the first to the left and the others to the right.

    >>> print(table([["system", "top-1"], ["toponym", ".9"]]))
    system   top-1
    toponym     .9
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def describe(evaluated: EvaluationSet) -> str:
    """One line on what a set holds."""
    counts = {kind: sum(query.kind == kind for query in evaluated.queries) for kind in (VARIANT, *NEGATIVES, OTHER)}
    names = sum(len(record.forms) for record in evaluated.records)
    hint = "asked with the country" if evaluated.hinted else "asked without a hint"
    listed = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"{evaluated.name}: {len(evaluated.records)} places, {names} names; {listed}; {hint}"


def results_table(results: Sequence[Result]) -> str:
    """All figures of all systems on one set, intervals below each row."""
    rows = [["system", *COLUMNS.values(), "names/s"]]
    for result in results:
        rows.append(
            [result.system, *(_number(result.figures.get(key)) for key in COLUMNS), f"{result.queries_a_second:,.0f}"]
        )
        ends = [result.intervals.get(key) for key in COLUMNS]
        rows.append(["", *(f"{_number(end[0])}-{_number(end[1])}" if end else "" for end in ends), ""])
    return table(rows)


def shares_table(title: str, results: Sequence[Result], which: str, least: int = 1, count: int = 40) -> str:
    """top-1 and accepted share by class or country (`which` names the field), one column pair a system."""
    parts: list[dict[str, Share]] = [{share.label: share for share in getattr(result, which)} for result in results]
    labels = [share.label for share in getattr(results[0], which) if share.total >= least][:count]
    rows = [[f"{title} (top-1 / accepted)", "queries", *(result.system for result in results)]]
    for label in labels:
        cells = [f"{_number(part[label].top1)} / {_number(part[label].accepted)}" for part in parts]
        rows.append([label, str(parts[0][label].total), *cells])
    return table(rows)


def diagram_table(result: Result) -> str:
    """The reliability diagram in numbers."""
    rows = [[f"{result.system}: score", "answers", "mean score", "right"]]
    for each in result.diagram:
        span = f"{each['low']:.1f}-{each['high']:.1f}"
        rows.append([span, f"{each['weight']:.0f}", _number(each["score"]), _number(each["right"])])
    return table(rows)


def errors_table(result: Result) -> str:
    """The surest wrong answers."""
    rows = [[f"{result.system}: query", "country", "kind", "said", "right", "score"]]
    for error in result.errors:
        cells = [str(error[key] or "-") for key in ("query", "country", "kind", "said", "right")]
        rows.append([*cells, _number(float(str(error["score"])))])
    return table(rows)


def document(described: Sequence[str], results: Sequence[Result], extra: dict[str, Any]) -> dict[str, Any]:
    """Everything of a run as one JSON object; a figure that cannot be computed is null."""
    found = [asdict(result) for result in results]
    for each in found:
        each["figures"] = {name: None if math.isnan(value) else value for name, value in each["figures"].items()}
    return {"sets": list(described), "results": found, **extra}
