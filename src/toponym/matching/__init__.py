"""From a spelling to an answer: the cascade, hints, probabilities, and the normalizer that ties them together."""

from toponym.matching.normalizer import Layer, Normalizer, Prefer

__all__ = ["Layer", "Normalizer", "Prefer"]
