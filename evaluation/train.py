"""`python -m evaluation.train` fits the fuzzy model and writes its data file.

It learns from the tuning half of the places; the reported figures are those of the other half. The loss is the
logarithm of the probability of the place meant, "none of them" being one of the choices, so what comes out is a
probability; two numbers fitted on places held out correct the rest.
"""

import json
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from evaluation.learn import Lesson, led_astray, lesson, small_tables
from evaluation.places import load_places
from evaluation.plans import PLANS, never_trained_on
from evaluation.sets import build, fraction
from toponym.matching.features import FEATURES
from toponym.matching.network import FARTHEST, NETWORK_VERSION

TARGET = Path(__file__).parents[1] / "src" / "toponym" / "matching" / "network.json"
# Of what is drawn anew: which places are removed from the table. Their halves stay those of the reported sets.
SEEDS = ("2026-11-22", "2026-11-23", "2026-11-24")
UA_SIZE = 20_000
WORLD, WORLD_UNHINTED = (36_000, 0.8), (16_000, 0.35)  # variants, and the share of places that they are drawn from
SMALL = ((3, 120), (10, 80), (40, 30), (200, 8))  # records of a small table, and how many such tables
FOLDS = 3

Floats = NDArray[numpy.float32]

HIDDEN = (64, 32)
MEMBERS = 3
EPOCHS = 8
BATCH = 512  # spellings
RATE = 0.003
LEAST_SPREAD = 1e-3  # of a feature, that one which hardly ever differs is not blown up
RISING = 0.03  # of the steps, until the rate is reached
DECAY = 1.0  # of the weights, times the rate, at every step: without it letters are learned by heart
SEED = 20261122


@dataclass(slots=True)
class _Member:
    """A network while it learns, with Adam's running moments."""

    layers: list[tuple[Floats, Floats]]
    moments: list[tuple[Floats, Floats, Floats, Floats]]
    steps: int = 0


def rows_of(starts: NDArray[numpy.int64], chosen: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
    """The rows of the chosen spellings, in their order; `starts` tells where those of each begin, and where all end."""
    sizes = numpy.diff(starts)[chosen]
    at = numpy.repeat(numpy.arange(len(chosen)), sizes)
    return numpy.asarray(starts[chosen][at] + numpy.arange(len(at)) - (numpy.cumsum(sizes) - sizes)[at])


def starts_of(lesson: Lesson) -> NDArray[numpy.int64]:
    """Where the rows of each spelling begin, and where all end; rows of a spelling are contiguous."""
    return numpy.searchsorted(lesson.query, numpy.arange(len(lesson.place) + 1))


def forward(layers: list[tuple[Floats, Floats]], inputs: Floats) -> list[Floats]:
    """The values of every layer, the last the logarithms of the odds."""
    values = [inputs]
    for number, (weights, shift) in enumerate(layers):
        out = values[-1] @ weights + shift
        values.append(out if number == len(layers) - 1 else numpy.maximum(out, 0))
    return values


def _probabilities(sums: Floats, query: NDArray[numpy.int64], count: int) -> Floats:
    """The exclusive probabilities of the rows; `query` numbers their spellings from 0."""
    odds = numpy.exp(numpy.clip(sums, -25, 25))
    total = 1 + numpy.bincount(query, weights=odds, minlength=count)
    return numpy.asarray(odds / total[query], dtype=numpy.float32)


def loss(sums: Floats, lesson: Lesson) -> float:
    """Mean negative logarithm of the probability of what was meant, "none of them" included."""
    count = len(lesson.place)
    shares = _probabilities(sums, lesson.query, count)
    meant = numpy.bincount(lesson.query, weights=shares * lesson.right, minlength=count)
    nothing = 1 - numpy.bincount(lesson.query, weights=shares, minlength=count)
    known = numpy.bincount(lesson.query, weights=lesson.right, minlength=count) > 0
    return float(-numpy.mean(numpy.log(numpy.maximum(numpy.where(known, meant, nothing), 1e-9))))


def _step(member: _Member, inputs: Floats, right: Floats, query: NDArray[numpy.int64], count: int, rate: float) -> None:
    values = forward(member.layers, inputs)
    shares = _probabilities(values[-1][:, 0], query, count)
    # Several rows may be right (spellings of one place): the gradient goes to them by their shares.
    meant = shares * right
    total = numpy.bincount(query, weights=meant, minlength=count)[query]
    target = numpy.where(total > 0, meant / numpy.maximum(total, 1e-12), 0)
    gradient = ((shares - target) / count)[:, None].astype(numpy.float32)
    member.steps += 1
    for number in reversed(range(len(member.layers))):
        weights, shift = member.layers[number]
        of_weights = values[number].T @ gradient
        of_shift = gradient.sum(axis=0)
        if number:
            gradient = (gradient @ weights.T) * (values[number] > 0)
        m_w, v_w, m_s, v_s = member.moments[number]
        weights -= rate * DECAY * weights
        for parameter, slope, m, v in ((weights, of_weights, m_w, v_w), (shift, of_shift, m_s, v_s)):
            m += 0.1 * (slope - m)
            v += 0.001 * (slope * slope - v)
            steps = member.steps
            parameter -= rate * (m / (1 - 0.9**steps)) / (numpy.sqrt(v / (1 - 0.999**steps)) + 1e-8)


def fit(lesson: Lesson, chosen: NDArray[numpy.int64], inputs: Floats, seed: int) -> list[tuple[Floats, Floats]]:
    """One network, learned from the chosen spellings."""
    generator = numpy.random.default_rng(seed)
    sizes = (inputs.shape[1], *HIDDEN, 1)
    layers = [
        (
            generator.normal(0, numpy.sqrt(2 / a), (a, b)).astype(numpy.float32),
            numpy.zeros(b, dtype=numpy.float32),
        )
        for a, b in pairwise(sizes)
    ]
    layers[-1][0][:] *= 0.1  # nothing is sure at first
    moments = [tuple(numpy.zeros_like(part) for part in (w, w, s, s)) for w, s in layers]
    member = _Member(layers, moments)  # type: ignore[arg-type]
    count, starts = len(lesson.place), starts_of(lesson)
    steps = EPOCHS * (len(chosen) // BATCH + 1)
    done = 0
    for _ in range(EPOCHS):
        order = generator.permutation(chosen)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows = rows_of(starts, batch)
            own = numpy.zeros(count, dtype=numpy.int64)
            own[batch] = numpy.arange(len(batch))
            query = own[lesson.query[rows]]
            done += 1
            rate = RATE * min(1.0, done / steps / RISING) * 0.5 * (1 + numpy.cos(numpy.pi * done / steps))
            _step(member, inputs[rows], lesson.right[rows], query, len(batch), rate)
    return layers


def sums_of(members: list[list[tuple[Floats, Floats]]], inputs: Floats) -> Floats:
    """What the members say on average."""
    return numpy.asarray(sum(forward(layers, inputs)[-1][:, 0] for layers in members) / len(members))


def calibrate(lesson: Lesson, sums: Floats) -> tuple[float, float]:
    """Slope and intercept with the least loss, by grids that become finer."""
    best = (loss(sums, lesson), 1.0, 0.0)
    for step in (0.1, 0.02):
        _, slope, intercept = best
        grid = [(slope + i * step, intercept + j * step) for i in range(-5, 6) for j in range(-5, 6)]
        best = min(best, *((loss(a * sums + b, lesson), a, b) for a, b in grid))
    return best[1], best[2]


def gather(seeds: tuple[str, ...] = SEEDS) -> Lesson:
    """Everything to learn from.

    Ukraine's sets by several seeds, with and without the country, with and without Cyrillic forms in the table (a
    table that has them finds more without similarity, and what is left is harder); small tables; and the world.
    """
    places = load_places()
    plan = replace(PLANS["ua"], size=UA_SIZE)
    ukraine = [build(plan, places, seed) for seed in seeds]
    lessons = [lesson(evaluated) for evaluated in ukraine]
    for size, count in SMALL:
        lessons += [lesson(small) for small in small_tables(ukraine[0], size, count)]
    for cyrillic, hinted, at in ((True, True, 1), (False, True, 2), (False, False, 0)):
        lessons.append(lesson(build(replace(plan, cyrillic=cyrillic, hinted=hinted), places, seeds[at])))
    left_out = never_trained_on()
    for hinted, (size, share), seed in ((True, WORLD, seeds[1]), (False, WORLD_UNHINTED, seeds[0])):
        world = build(replace(PLANS["world-country"], size=size, asked=share), places, seed)
        asked = replace(world, hinted=hinted)
        lessons.append(lesson(led_astray(asked, left_out) if hinted else asked, left_out))
    return Lesson.of(lessons)


def train(data: Lesson) -> dict[str, Any]:
    """The model as its data file holds it."""
    mean = data.features.mean(axis=0)
    scale = 1 / numpy.maximum(data.features.std(axis=0), LEAST_SPREAD)
    inputs = numpy.clip((data.features - mean) * scale, -FARTHEST, FARTHEST).astype(numpy.float32)
    fold = numpy.array([int(fraction("fold", place, seed=SEEDS[0]) * FOLDS) for place in data.place])
    sums = numpy.zeros(len(data.right), dtype=numpy.float32)
    held = [numpy.flatnonzero(fold == number) for number in range(FOLDS)]
    for number, spellings in enumerate(held):
        rest = numpy.flatnonzero(fold != number)
        rows = rows_of(starts_of(data), spellings)
        sums[rows] = sums_of([fit(data, rest, inputs, SEED + number)], inputs[rows])
    slope, intercept = calibrate(data, sums)
    members = [fit(data, numpy.arange(len(data.place)), inputs, SEED + number) for number in range(MEMBERS)]
    return {
        "version": NETWORK_VERSION,
        "note": "Written by python -m evaluation.train, which tells what the numbers were learned from.",
        "seeds": list(SEEDS),
        "left_out": sorted(never_trained_on()),
        "spellings": len(data.place),
        "candidates": len(data.right),
        "held_out_loss": round(loss(slope * sums + intercept, data), 4),
        "features": list(FEATURES),
        "mean": _rounded(mean),
        "scale": _rounded(scale),
        "slope": round(slope, 4),
        "intercept": round(intercept, 4),
        "members": [[[_rounded(weights), _rounded(shift)] for weights, shift in layers] for layers in members],
    }


def _rounded(values: Floats) -> Any:
    return numpy.round(values.astype(numpy.float64), 5).tolist()


def main() -> None:
    """Train, and replace the data file."""
    model = train(gather())
    TARGET.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    print({name: value for name, value in model.items() if not isinstance(value, list)})


if __name__ == "__main__":
    main()
