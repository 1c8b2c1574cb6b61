"""Figures from answers: everything is computed on weighted queries, so that the bootstrap can draw whole places."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from evaluation.answers import Answer
from evaluation.sets import NEGATIVES, NEIGHBOUR, REMOVED, VARIANT, WORLD, Query

Floats = NDArray[numpy.float64]
Flags = NDArray[numpy.bool_]

BINS = 10
GIVEN_AT = 0.9
# Thresholds of a score that are equal but for rounding count as one.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Judged:
    """Queries with their scores: `right` where the best record is the one meant, `weight` how often each counts."""

    kinds: NDArray[numpy.str_]
    places: NDArray[numpy.str_]
    scores: Floats
    right: Flags
    answered: Flags
    weight: Floats

    def only(self, mask: Flags) -> "Judged":
        """The queries where the mask holds."""
        return Judged(
            self.kinds[mask],
            self.places[mask],
            self.scores[mask],
            self.right[mask],
            self.answered[mask],
            self.weight[mask],
        )

    def main(self) -> "Judged":
        """Variants and negatives, without the queries that stand outside the main figures."""
        return self.only(numpy.isin(self.kinds, (VARIANT, *NEGATIVES)))

    def weighted(self, weight: Floats) -> "Judged":
        """The same queries with other weights."""
        return Judged(self.kinds, self.places, self.scores, self.right, self.answered, weight)


def judge(queries: Sequence[Query], answers: Sequence[Answer]) -> Judged:
    """Arrays from queries and their answers; a query without an answer scores 0."""
    return Judged(
        numpy.array([query.kind for query in queries], dtype=numpy.str_),
        numpy.array([query.place for query in queries], dtype=numpy.str_),
        numpy.array([round(answer.score, DIGITS) for answer in answers], dtype=numpy.float64),
        numpy.array(
            [
                query.answer is not None and query.answer == answer.id
                for query, answer in zip(queries, answers, strict=True)
            ],
            dtype=numpy.bool_,
        ),
        numpy.array([answer.id is not None for answer in answers], dtype=numpy.bool_),
        numpy.ones(len(queries)),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan


def _share(judged: Judged, among: Flags, holds: Flags) -> float:
    return _ratio(float(judged.weight[among & holds].sum()), float(judged.weight[among].sum()))


def top1(judged: Judged) -> float:
    """Share of variants whose best record is the right one, however low its score."""
    return _share(judged, judged.kinds == VARIANT, judged.right)


def f1(judged: Judged, threshold: float) -> float:
    """Harmonic mean of precision over all accepted queries and recall over the variants."""
    accepted = judged.answered & (judged.scores >= threshold)
    true = float(judged.weight[accepted & judged.right].sum())
    wanted = float(judged.weight[judged.kinds == VARIANT].sum())
    return _ratio(2 * true, float(judged.weight[accepted].sum()) + wanted)


def best_threshold(judged: Judged) -> float:
    """The score with the highest F1; the higher one of two that are equal."""
    order = numpy.argsort(-judged.scores, kind="stable")
    scores, weight = judged.scores[order], (judged.weight * judged.answered)[order]
    right = numpy.cumsum(weight * judged.right[order])
    wanted = float(judged.weight[judged.kinds == VARIANT].sum())
    values = 2 * right / (numpy.cumsum(weight) + wanted)
    last_of_score = numpy.append(scores[1:] != scores[:-1], True)
    return float(scores[numpy.argmax(numpy.where(last_of_score, values, -1.0))])


def false_accepts(judged: Judged, kind: str, threshold: float) -> float:
    """Share of the negatives of a kind that reach the threshold."""
    return _share(judged, judged.kinds == kind, judged.answered & (judged.scores >= threshold))


def accepted_at(judged: Judged, kind: str, rate: float) -> float:
    """Share of variants accepted and right at the lowest threshold that falsely accepts at most `rate` of a kind."""
    negative = judged.kinds == kind
    total = float(judged.weight[negative].sum())
    if total <= 0:
        return math.nan
    mask = negative & judged.answered
    order = numpy.argsort(-judged.scores[mask], kind="stable")
    scores, passed = judged.scores[mask][order], numpy.cumsum(judged.weight[mask][order])
    over = passed > rate * total + 1e-9
    above = scores[numpy.argmax(over)] if over.any() else -math.inf
    return _share(judged, judged.kinds == VARIANT, judged.right & (judged.scores > above))


def reliability(judged: Judged, bins: int = BINS) -> list[dict[str, float]]:
    """The reliability diagram as numbers: for each tenth of the score the weight of the answered queries, their mean
    score and the share that is right. Empty bins are left out."""
    places = numpy.clip((judged.scores * bins).astype(int), 0, bins - 1)
    found = []
    for number in range(bins):
        mask = judged.answered & (places == number)
        weight = float(judged.weight[mask].sum())
        if weight > 0:
            score = float((judged.weight[mask] * judged.scores[mask]).sum()) / weight
            right = float(judged.weight[mask & judged.right].sum()) / weight
            found.append(
                {"low": number / bins, "high": (number + 1) / bins, "weight": weight, "score": score, "right": right}
            )
    return found


def calibration_error(judged: Judged) -> float:
    """Expected calibration error over answered queries: mean distance of score and share right, weighted by bin."""
    bins = reliability(judged)
    whole = sum(each["weight"] for each in bins)
    return _ratio(sum(each["weight"] * abs(each["score"] - each["right"]) for each in bins), whole)


def given_precision(judged: Judged, least: float = GIVEN_AT) -> float:
    """Share of right ones among all answers at `least` or above, negatives included."""
    return _share(judged, judged.answered & (judged.scores >= least), judged.right)


def given_share(judged: Judged, least: float = GIVEN_AT) -> float:
    """Share of variants answered at `least` or above, rightly or not."""
    return _share(judged, judged.kinds == VARIANT, judged.answered & (judged.scores >= least))


def figures(judged: Judged, threshold: float) -> dict[str, float]:
    """Every figure that needs no probability."""
    return {
        "top1": top1(judged),
        "f1": f1(judged, threshold),
        "false_w": false_accepts(judged, WORLD, threshold),
        "false_s": false_accepts(judged, NEIGHBOUR, threshold),
        "false_cw": false_accepts(judged, REMOVED, threshold),
        "c5": accepted_at(judged, REMOVED, 0.05),
        "s1": accepted_at(judged, NEIGHBOUR, 0.01),
    }


def probability_figures(judged: Judged) -> dict[str, float]:
    """Every figure that reads the score as a probability."""
    return {
        "ece": calibration_error(judged),
        "precision_at_09": given_precision(judged),
        "given_at_09": given_share(judged),
    }


def bootstrap(
    judged: Judged, measure: Callable[[Judged], dict[str, float]], draws: int = 200, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """95 % intervals of what `measure` returns. Whole places are drawn, since spellings of one place err together."""
    generator = numpy.random.default_rng(seed)
    _, place = numpy.unique(judged.places, return_inverse=True)
    count = int(place.max()) + 1 if len(place) else 0
    drawn: dict[str, list[float]] = {}
    for _ in range(draws if count else 0):
        times = numpy.bincount(generator.integers(0, count, count), minlength=count)
        for name, value in measure(judged.weighted(judged.weight * times[place])).items():
            drawn.setdefault(name, []).append(value)
    result = {}
    for name, values in drawn.items():
        known = [value for value in values if not math.isnan(value)]
        if known:
            low, high = numpy.percentile(known, [2.5, 97.5])
            result[name] = (float(low), float(high))
    return result


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share.

    >>> [round(end, 3) for end in wilson(0, 15)]
    [0.0, 0.204]
    """
    if total == 0:
        return (0.0, 1.0)
    share, spread = hits / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return (max(0.0, middle - half), min(1.0, middle + half))
