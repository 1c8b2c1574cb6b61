"""The strict first fuzzy step: spellings one or two letters away from a recorded or common spelling.

It offers candidates far more readily than it gives matches: a match needs a long spelling with one letter wrong, or
one vowel in a shorter one, the same first letter, and no rival.
"""

from bisect import bisect_right
from dataclasses import replace
from typing import Any

from toponym.gazetteer import Index, forms
from toponym.gazetteer.fuzzy import triples
from toponym.matching.edits import differ_in_vowels
from toponym.matching.found import Found
from toponym.matching.layers import Layers, Ref
from toponym.matching.lookup import look_up
from toponym.matching.prior import Prior

_MOST_KEYS = 60
_MOST_EDITS = 2
_SHORTEST = 5


class SimilarSpellings:
    """Finds spellings at most two edits away in a stack of layers."""

    def __init__(self, layers: Layers, prior: Prior) -> None:
        self._layers = layers
        self._prior = prior
        self._lists: dict[int, TripleLists] = {}

    def find(self, key: str) -> tuple[Found, ...]:
        """Places that bear a similar spelling, each with how likely such a slip is."""
        if len(key) < _SHORTEST:
            return ()
        best: dict[Ref, Found] = {}
        model = self._prior.fuzzy
        for number, index in enumerate(self._layers.indexes):
            if number not in self._lists:
                self._lists[number] = TripleLists(index)
            for similar, edits in self._lists[number].similar(key):
                certainty = _slip(key, similar, edits, model)
                note = f"{edits} {'letter' if edits == 1 else 'letters'} away from {similar!r}"
                for found in look_up(similar, self._layers, self._prior, capitals=False):
                    if found.hit is None or found.hit.posting.role != forms.WHOLE:
                        continue
                    # A mere variant is seldom what a slip was made from.
                    sure = certainty * (model["variant"] if found.hit.posting.form == forms.VARIANT else 1.0)
                    slip = replace(found, likelihood=found.likelihood * sure, method="fuzzy", certainty=sure, note=note)
                    known = best.get(found.entry)
                    if known is None or (known.certainty, known.likelihood) < (slip.certainty, slip.likelihood):
                        best[found.entry] = slip
        return tuple(best.values())


def _slip(key: str, similar: str, edits: int, model: dict[str, Any]) -> float:
    """How surely `key` is a slip for `similar`: the longer, the fewer edits; vowels slip most, first letters least."""
    size = bisect_right(model["lengths"], len(key))
    kind = "two_edits" if edits > 1 else "one_vowel" if differ_in_vowels(key, similar, model["vowels"]) else "one_edit"
    certainty: float = model[kind][size]
    if key.startswith(similar):
        certainty *= model["appended"]  # another ending makes another word: Donetsk, Donetsky
    return certainty if key[0] == similar[0] else certainty * model["start"]


class TripleLists:
    """The candidate lists of one index, as numpy sees them through the memory map."""

    def __init__(self, index: Index) -> None:
        import numpy

        self._index = index
        self._numbers = numpy.frombuffer(index.array("fuzzy.key", "I"), dtype=numpy.uint32)
        self._lengths = numpy.frombuffer(index.array("fuzzy.length", "B"), dtype=numpy.uint8)
        self._ends = numpy.frombuffer(index.array("fuzzy.triple.ends", "I"), dtype=numpy.uint32)
        self._members = numpy.frombuffer(index.array("fuzzy.triple", "I"), dtype=numpy.uint32)

    def similar(self, key: str) -> list[tuple[str, int]]:
        """Spellings one or two edits away (letters added, dropped, changed, swapped), and how many edits."""
        import numpy
        from rapidfuzz.distance import OSA

        wanted = triples(key)
        members = [self._members[self._ends[bucket] : self._ends[bucket + 1]] for bucket in wanted]
        counts = numpy.bincount(numpy.concatenate(members), minlength=len(self._numbers))
        # One edit spoils at most three triples; what shares fewer than the rest cannot be two edits away.
        near = numpy.flatnonzero(counts >= max(1, len(wanted) - 3 * _MOST_EDITS))
        near = near[numpy.abs(self._lengths[near].astype(numpy.int32) - len(key)) <= _MOST_EDITS]
        if len(near) > _MOST_KEYS:
            near = near[numpy.argsort(-counts[near], kind="stable")[:_MOST_KEYS]]
        found = []
        for at in near.tolist():
            similar = self._index.key(int(self._numbers[at]))
            edits = OSA.distance(key, similar, score_cutoff=_MOST_EDITS)
            if 0 < edits <= _MOST_EDITS:
                found.append((similar, edits))
        return found
