"""The fuzzy model: a small neural network over the features of a candidate, whose sums are logarithms of odds.

Its coefficients are data (network.json, written by `python -m evaluation.train`), applied with numpy alone.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from toponym.errors import IndexFileError
from toponym.matching.features import FEATURES

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

NETWORK_VERSION: Final = 1
_MOST: Final = 25.0  # logarithms of odds beyond this are no more certain
FARTHEST: Final = 6.0  # standard deviations from the mean; nothing was learned of what lies beyond


class Network:
    """The layers of one model file: weights and shifts, with ReLU between, averaged over its members."""

    def __init__(self, model: dict[str, Any]) -> None:
        import numpy

        remedy = "install toponym-id again"
        if model.get("version") != NETWORK_VERSION:
            raise IndexFileError(f"fuzzy model has version {model.get('version')}, not {NETWORK_VERSION}; {remedy}")
        if tuple(model["features"]) != FEATURES:
            raise IndexFileError(f"fuzzy model was trained on other features than this version has; {remedy}")
        self._mean = numpy.array(model["mean"])
        self._scale = numpy.array(model["scale"])
        self._members = [
            [
                (numpy.array(weights, dtype=numpy.float64), numpy.array(shift, dtype=numpy.float64))
                for weights, shift in m
            ]
            for m in model["members"]
        ]
        self._slope: float = model["slope"]
        self._intercept: float = model["intercept"]

    def log_odds(self, features: "Floats") -> "NDArray[numpy.float64]":
        """How much likelier each row is the one meant than that none is, as a natural logarithm.

        The candidates of one spelling exclude each other: the probability of one is its odds over 1 and all their odds.
        """
        import numpy

        inputs = numpy.clip((features - self._mean) * self._scale, -FARTHEST, FARTHEST)
        total = numpy.zeros(len(features))
        for member in self._members:
            values = inputs
            for weights, shift in member[:-1]:
                values = numpy.maximum(values @ weights + shift, 0)
            weights, shift = member[-1]
            total += (values @ weights + shift)[:, 0]
        # Rounded, because the last digits of a product of matrices depend on how many rows are multiplied at once.
        return numpy.clip(self._slope * total / max(1, len(self._members)) + self._intercept, -_MOST, _MOST).round(5)


@cache
def default_network() -> Network:
    """The model that ships with the package."""
    return Network(json.loads(Path(__file__).with_name("network.json").read_text(encoding="utf-8")))
