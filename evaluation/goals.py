"""The figures to reach, against what a run measured."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.run import Result

MOST_ECE = 0.02
LEAST_PRECISION = 0.95


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of a set that should be above the best baseline's of the same run by so much."""

    set_name: str
    figure: str
    above: float


GOALS = (
    Goal("ua", "top1", 0.06),
    Goal("ua", "c5", 0.28),
    Goal("ua", "s1", 0.32),
    Goal("slavic", "top1", 0.045),
    Goal("slavic", "c5", 0.22),
    Goal("world-country", "top1", 0.09),
    Goal("world-country", "c5", 0.33),
    Goal("world", "top1", 0.10),
    Goal("world", "c5", 0.22),
)


def rows(results: Sequence[Result], columns: dict[str, str]) -> list[list[str]]:
    """A table: each goal of the sets that were run, the best baseline, what is asked and what was measured."""
    own = {result.set_name: result.figures for result in results if result.system == "toponym"}
    table = [["set, figure", "best baseline", "goal", "toponym", ""]]
    for goal in GOALS:
        others = [
            result.figures[goal.figure]
            for result in results
            if result.set_name == goal.set_name
            and result.system != "toponym"
            and not math.isnan(result.figures.get(goal.figure, math.nan))
        ]
        if goal.set_name in own and others:
            wanted, value = max(others) + goal.above, own[goal.set_name][goal.figure]
            cells = (f"{max(others):.3f}", f"{wanted:.3f}", f"{value:.3f}")
            table.append([f"{goal.set_name}, {columns[goal.figure]}", *cells, _met(value >= wanted)])
    for name, figures in own.items():
        error, precision = figures["ece"], figures["precision_at_09"]
        table.append([f"{name}, {columns['ece']}", "-", f"<= {MOST_ECE}", f"{error:.3f}", _met(error <= MOST_ECE)])
        label, wanted_precision = f"{name}, {columns['precision_at_09']}", f">= {LEAST_PRECISION}"
        table.append([label, "-", wanted_precision, f"{precision:.3f}", _met(precision >= LEAST_PRECISION)])
    return table


def _met(met: bool) -> str:
    return "met" if met else "missed"
