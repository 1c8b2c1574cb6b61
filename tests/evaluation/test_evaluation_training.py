"""What the fuzzy model learns from, and that it learns, on made-up candidates."""

import numpy

from evaluation.learn import Lesson, led_astray
from evaluation.sets import REMOVED, VARIANT, WORLD, EvaluationSet, Form, Query, Record
from evaluation.train import calibrate, fit, forward, loss, sums_of

COUNTRIES = ("AT", "PL", "UA")


def test_a_part_of_the_removed_is_asked_for_in_another_country() -> None:
    records = tuple(Record(f"r{number}", country, (Form("X"),)) for number, country in enumerate(COUNTRIES))
    queries = tuple(
        Query(f"Name{number}", kind, None, f"p{number}", "UA", "tune")
        for number in range(300)
        for kind in (VARIANT, WORLD, REMOVED)
    )
    left = led_astray(EvaluationSet("made up", records, queries, True), frozenset({"PL"})).queries
    assert [(query.text, query.kind) for query in left] == [(query.text, query.kind) for query in queries]
    assert {query.country for query in left if query.kind != REMOVED} == {"UA"}
    astray = [query.country for query in left if query.kind == REMOVED].count("AT")
    assert 40 < astray < 110  # a half, of which a half is drawn for its own country again
    assert "PL" not in {query.country for query in left}


def lesson(count: int = 6000) -> Lesson:
    """Two candidates a spelling; the first is meant where its feature is positive, else none is."""
    generator = numpy.random.default_rng(7)
    features = generator.normal(size=(2 * count, 3)).astype(numpy.float32)
    features[1::2, 0] = -1
    right = (features[:, 0] > 0).astype(numpy.float32)
    query = numpy.repeat(numpy.arange(count), 2)
    return Lesson(features, right, query, [f"p{at}" for at in range(count)], right[::2] > 0)


def test_a_network_learns_what_tells_the_right_candidate() -> None:
    data = lesson()
    inputs = data.features
    layers = fit(data, numpy.arange(4000), inputs, seed=1)
    sums = sums_of([layers], inputs)
    held = Lesson(inputs[8000:], data.right[8000:], data.query[8000:] - 4000, data.place[4000:], data.answered[4000:])
    assert loss(sums[8000:], held) < 0.6 * loss(numpy.zeros(len(held.right), dtype=numpy.float32), held)
    assert forward(layers, inputs)[-1].shape == (12000, 1)


def test_calibration_finds_the_slope_that_was_lost() -> None:
    data = lesson()
    sums = (2 * data.features[:, 0]).astype(numpy.float32)
    slope, intercept = calibrate(data, sums)
    assert loss(slope * sums + intercept, data) <= loss(sums, data)
    assert slope > 1
