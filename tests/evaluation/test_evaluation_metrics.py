"""Metrics, on answers small enough to count by hand."""

import math
from collections.abc import Sequence

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.answers import Answer
from evaluation.calibrate import isotonic
from evaluation.metrics import (
    Judged,
    accepted_at,
    best_threshold,
    bootstrap,
    calibration_error,
    f1,
    false_accepts,
    figures,
    given_precision,
    given_share,
    judge,
    reliability,
    top1,
    wilson,
)
from evaluation.sets import NEIGHBOUR, OTHER, REMOVED, VARIANT, WORLD, Query

Row = tuple[str, float, bool]


def judged(rows: Sequence[Row], places: Sequence[str] | None = None) -> Judged:
    queries = [
        Query(
            f"q{n}",
            kind,
            "right" if kind in (VARIANT, OTHER) else None,
            places[n] if places else f"p{n}",
            "UA",
            "report",
        )
        for n, (kind, _, _) in enumerate(rows)
    ]
    return judge(queries, [Answer("right" if right else "wrong", score) for _, score, right in rows])


ROWS: list[Row] = [
    (VARIANT, 0.95, True),
    (VARIANT, 0.9, True),
    (VARIANT, 0.8, False),
    (VARIANT, 0.4, True),
    (REMOVED, 0.85, False),
    (REMOVED, 0.3, False),
    (NEIGHBOUR, 0.5, False),
    (WORLD, 0.2, False),
]


def test_top1_ignores_scores_and_negatives() -> None:
    assert top1(judged(ROWS)) == 0.75


def test_f1_by_hand() -> None:
    assert f1(judged(ROWS), 0.9) == pytest.approx(2 * 2 / (2 + 4))
    assert f1(judged(ROWS), 0.8) == pytest.approx(2 * 2 / (4 + 4))


def test_best_threshold_has_the_best_f1() -> None:
    data = judged(ROWS)
    threshold = best_threshold(data)
    assert threshold == 0.9
    assert all(f1(data, threshold) >= f1(data, other) for _, other, _ in ROWS)


def test_best_threshold_takes_equal_scores_together() -> None:
    data = judged([(VARIANT, 0.5, True), (REMOVED, 0.5, False), (REMOVED, 0.5, False), (VARIANT, 0.4, True)])
    assert best_threshold(data) == 0.4


def test_false_accepts_by_kind() -> None:
    data = judged(ROWS)
    assert false_accepts(data, REMOVED, 0.5) == 0.5
    assert false_accepts(data, NEIGHBOUR, 0.5) == 1.0
    assert false_accepts(data, WORLD, 0.5) == 0.0


def test_accepted_at_a_rate_of_false_accepts() -> None:
    data = judged(ROWS)
    assert accepted_at(data, REMOVED, 0.0) == 0.5
    assert accepted_at(data, REMOVED, 0.49) == 0.5
    assert accepted_at(data, REMOVED, 0.5) == 0.75
    assert math.isnan(accepted_at(judged([(VARIANT, 1.0, True)]), REMOVED, 0.05))


def test_accepted_at_does_not_split_ties() -> None:
    data = judged([(VARIANT, 0.7, True), *[(REMOVED, 0.7, False)] * 2, *[(REMOVED, 0.1, False)] * 8])
    assert accepted_at(data, REMOVED, 0.1) == 0.0
    assert accepted_at(data, REMOVED, 0.2) == 1.0


def test_queries_without_an_answer_are_never_accepted() -> None:
    queries = [Query("a", VARIANT, "x", "x", "UA", "report"), Query("b", REMOVED, None, "y", "UA", "report")]
    data = judge(queries, [Answer(), Answer()])
    assert top1(data) == 0.0
    assert false_accepts(data, REMOVED, 0.0) == 0.0
    assert reliability(data) == []


def test_a_negative_is_never_right() -> None:
    query = Query("b", REMOVED, None, "y", "UA", "report")
    assert not judge([query], [Answer()]).right[0]
    assert not judge([query], [Answer("y", 0.9)]).right[0]


def test_main_leaves_other_names_out() -> None:
    data = judged([(VARIANT, 0.9, True), (OTHER, 0.9, False)])
    assert list(data.main().kinds) == [VARIANT]


def test_reliability_bins_and_error() -> None:
    data = judged([(VARIANT, 0.95, True), (VARIANT, 0.95, False), (REMOVED, 1.0, False), (VARIANT, 0.25, True)])
    low, high = reliability(data)
    assert (low["low"], low["weight"], low["right"]) == (0.2, 1.0, 1.0)
    assert (high["low"], high["weight"]) == (0.9, 3.0)
    assert calibration_error(data) == pytest.approx((0.75 * 1 + 3 * abs(2.9 / 3 - 1 / 3)) / 4)


def test_given_at_nine_tenths() -> None:
    data = judged(ROWS)
    assert given_precision(data) == 1.0
    assert given_share(data) == 0.5
    assert given_precision(judged([*ROWS, (WORLD, 0.99, False)])) == pytest.approx(2 / 3)


def test_weights_count_like_repeated_queries() -> None:
    once, twice = judged(ROWS), judged([*ROWS, ROWS[0], ROWS[4]])
    weight = numpy.array([2.0, 1, 1, 1, 2, 1, 1, 1])
    assert figures(once.weighted(weight), 0.8) == pytest.approx(figures(twice, 0.8))
    assert calibration_error(once.weighted(weight)) == pytest.approx(calibration_error(twice))


def test_bootstrap_draws_whole_places() -> None:
    rows: list[Row] = [(VARIANT, 0.9, n < 50) for n in range(100)]

    def measure(data: Judged) -> dict[str, float]:
        return {"top1": top1(data)}

    low, high = bootstrap(judged(rows), measure)["top1"]
    wide_low, wide_high = bootstrap(judged(rows, [f"p{n // 10}" for n in range(100)]), measure)["top1"]
    assert low < 0.5 < high
    assert wide_high - wide_low > 2 * (high - low)
    assert bootstrap(judged(rows), measure) == bootstrap(judged(rows), measure)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_holds_the_share(hits: int, total: int) -> None:
    hits = min(hits, total)
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total + 1e-12
    assert hits / total - 1e-12 <= high <= 1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_isotonic_rises_and_keeps_the_share_right(pairs: list[tuple[float, bool]]) -> None:
    data = judged([(VARIANT, score, right) for score, right in pairs])
    fitted = isotonic(data)(data.scores)
    order = numpy.argsort(data.scores, kind="stable")
    assert (numpy.diff(fitted[order]) >= -1e-9).all()
    assert fitted.mean() == pytest.approx(data.right.mean(), abs=1e-9)


def test_isotonic_needs_an_answer() -> None:
    data = judge([Query("a", VARIANT, "x", "x", "UA", "tune")], [Answer()])
    with pytest.raises(ValueError, match="no query of the tuning half was answered"):
        isotonic(data)
