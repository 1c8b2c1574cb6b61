"""Isotonic calibration of a baseline's score on the tuning half, so that its probabilities can be compared too."""

from collections.abc import Callable

import numpy

from evaluation.metrics import Floats, Judged


def isotonic(judged: Judged) -> Callable[[Floats], Floats]:
    """A rising step function from score to share right, fitted by pooling adjacent violators; constant beyond the ends.

    Raises ValueError when no query was answered.
    """
    answered = judged.only(judged.answered)
    if not len(answered.scores):
        raise ValueError("nothing to calibrate on: no query of the tuning half was answered")
    values, inverse = numpy.unique(answered.scores, return_inverse=True)
    weight = numpy.bincount(inverse, weights=answered.weight)
    right = numpy.bincount(inverse, weights=answered.weight * answered.right)
    pools: list[tuple[float, float, int]] = []
    for mass, hits in zip(weight.tolist(), right.tolist(), strict=True):
        width = 1
        while pools and pools[-1][1] * mass >= hits * pools[-1][0]:
            before = pools.pop()
            mass, hits, width = mass + before[0], hits + before[1], width + before[2]
        pools.append((mass, hits, width))
    fitted = numpy.repeat([hits / mass for mass, hits, _ in pools], [width for *_, width in pools])

    def apply(scores: Floats) -> Floats:
        """Probabilities of the scores."""
        return numpy.asarray(numpy.interp(scores, values, fitted), dtype=numpy.float64)

    return apply
