"""The fuzzy step: spellings that somebody may have meant, with the odds that a trained model gives them.

The odds of a spelling's candidates exclude each other; 1 stands for "none of them". Which of several namesakes is meant
is the prior's business, as for an exact spelling.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from toponym.gazetteer import Index, forms
from toponym.matching.found import Found
from toponym.matching.layers import Layers
from toponym.matching.lookup import look_up
from toponym.matching.prior import Prior
from toponym.text.keys import are_apart
from toponym.text.script import scripts

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from toponym.matching.similar import Candidates, Rows

_BATCH: Final = 256
_SHORTEST: Final = 4
_LEAST_ODDS: Final = 0.02
_MOST: Final = 5  # candidates of one spelling
# Numbers of countries' forms are remembered for so many sets of countries.
_MOST_COUNTRIES: Final = 64
_UNREADABLE: Final = "\ufffd"  # what stands for a lone surrogate in a folded spelling


class Similar(NamedTuple):
    """A spelling that may have been meant, in a layer of the stack, and its odds against "none of them"."""

    layer: int
    spelling: int
    odds: float


class Compared(NamedTuple):
    """A spelling of the layers beside the one asked for: the model's features by name.

    `apart` says that it is another word by its ending, whatever the model says.
    """

    similar: Similar
    text: str
    features: dict[str, float]
    apart: bool


class SimilarSpellings:
    """Finds what folded spellings may have been meant for, in a stack of layers."""

    def __init__(self, layers: Layers, prior: Prior) -> None:
        self._layers = layers
        self._prior = prior
        self._candidates: dict[int, Candidates] = {}
        self._forms: dict[tuple[int, frozenset[str]], NDArray[numpy.bool_]] = {}

    def find_many(self, keys: Sequence[str], countries: frozenset[str] = frozenset()) -> list[list[Similar]]:
        """For each folded spelling what it may have been meant for, the likeliest first.

        With countries only what lies in one of them is looked at.
        """
        found: list[list[Similar]] = [[] for _ in keys]
        asked = [number for number, key in enumerate(keys) if _may_slip(key)]
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            for layer, index in enumerate(self._layers.indexes):
                for number, item in self._in_layer(layer, index, [keys[number] for number in batch], countries):
                    found[batch[number]].append(item)
        return [sorted(each, key=lambda similar: -similar.odds)[:_MOST] for each in found]

    def _in_layer(
        self, layer: int, index: Index, keys: list[str], countries: frozenset[str]
    ) -> "list[tuple[int, Similar]]":
        weighed = self._weighed(layer, index, keys, countries)
        if weighed is None:
            return []
        rows, odds = weighed
        likely = odds > _LEAST_ODDS
        queries, spellings = rows.query[likely].tolist(), rows.spelling[likely].tolist()
        texts = [index.key(spelling) for spelling in spellings]
        return [
            (query, Similar(layer, spelling, each * self._continued(keys[query], text)))
            for query, spelling, text, each in zip(queries, spellings, texts, odds[likely].tolist(), strict=True)
            if not are_apart(keys[query], text)
        ]

    def _continued(self, asked: str, spelling: str) -> float:
        """What is left of the odds where one spelling is the other and a word more: Jersey, New Jersey.

        In lists of places that is mostly the same place; in texts it is mostly another.
        """
        shorter, longer = sorted((asked, spelling), key=len)
        goes_on = longer.startswith(f"{shorter} ") or longer.endswith(f" {shorter}")
        return self._prior.continued if goes_on else 1.0

    def _weighed(
        self, layer: int, index: Index, keys: list[str], countries: frozenset[str]
    ) -> "tuple[Rows, NDArray[numpy.float64]] | None":
        """The rows of a layer that folded spellings are compared with, and the odds that the model gives them."""
        import numpy

        from toponym.matching.network import default_network

        try:
            with numpy.errstate(all="ignore"):
                candidates = self._of(layer, index)
                if not len(candidates):
                    return None
                rows = candidates.rows(keys, self._allowed(layer, index, countries) if countries else None)
                return rows, numpy.exp(default_network().log_odds(rows.features))
        except (IndexError, ValueError, ArithmeticError) as error:
            raise index.damaged() from error  # numbers that point nowhere

    def compared(self, key: str, countries: frozenset[str] = frozenset()) -> list[Compared]:
        """Everything that a folded spelling is compared with, the likeliest first, whatever its odds."""
        from toponym.matching.features import FEATURES

        found = []
        for layer, index in enumerate(self._layers.indexes if _may_slip(key) else ()):
            weighed = self._weighed(layer, index, [key], countries)
            if weighed is None:
                continue
            rows, odds = weighed
            for spelling, features, each in zip(
                rows.spelling.tolist(), rows.features.tolist(), odds.tolist(), strict=True
            ):
                text = index.key(spelling)
                similar = Similar(layer, spelling, each * self._continued(key, text))
                named = dict(zip(FEATURES, features, strict=True))
                found.append(Compared(similar, text, named, are_apart(key, text)))
        return sorted(found, key=lambda item: -item.similar.odds)

    def found(self, key: str, similar: Sequence[Similar]) -> tuple[Found, ...]:
        """What spellings similar to `key` stand for: each entry once, with its share of the odds of its namesakes."""
        best: dict[object, Found] = {}
        for layer, spelling, odds in similar:
            text = self._layers.indexes[layer].key(spelling)
            bearers = [
                item
                for item in look_up(text, self._layers, self._prior, capitals=False)
                if item.hit is not None
                and item.hit.posting.role == forms.WHOLE
                and (item.eponym is not None or not item.needs_kind)
            ]
            weights = [self._prior.entry(self._layers.facts(item.entry)) * item.likelihood for item in bearers]
            # Units named after a settlement come on top: they are weighed only beside a word for their kind.
            total = math.fsum(weight for item, weight in zip(bearers, weights, strict=True) if item.eponym is None)
            for item, weight in zip(bearers, weights, strict=True) if total else ():
                known = best.get(item.entry)
                share = odds * weight / total * self._meant(item)
                if known is None or known.odds < share:
                    best[item.entry] = replace(
                        item, method="fuzzy", odds=share, note=_how_far(key, text), override=False
                    )
        return tuple(best.values())

    def _meant(self, found: Found) -> float:
        """What is left of the odds where the similar spelling is a mere variant, which is seldom what was meant."""
        return self._prior.similar_variant if found.hit and found.hit.posting.form == forms.VARIANT else 1.0

    def _of(self, layer: int, index: Index) -> "Candidates":
        known = self._candidates.get(layer)
        if known is None:
            from toponym.matching.similar import Candidates

            known = self._candidates[layer] = Candidates(index)
        return known

    def _allowed(self, layer: int, index: Index, countries: frozenset[str]) -> "NDArray[numpy.bool_]":
        known = self._forms.get((layer, countries))
        if known is None:
            if len(self._forms) >= _MOST_COUNTRIES:
                self._forms.clear()
            chosen = self._in_countries(index, countries)
            known = self._forms[layer, countries] = self._of(layer, index).forms_of(chosen)
        return known

    def _in_countries(self, index: Index, countries: frozenset[str]) -> "NDArray[numpy.bool_]":
        """Which entries lie in one of the countries."""
        import numpy

        codes = numpy.frombuffer(index.array("fact.codes", "H"), dtype=numpy.uint16)[2::4]
        return numpy.array([country in countries for country in index.meta["countries"]])[codes]


def _may_slip(key: str) -> bool:
    """Whether a folded spelling is long enough, and text enough, to be a slip for another.

    Letters of several scripts that no repair explains, and marks of what could not be read, are no slips.
    """
    if len(key) < _SHORTEST or not key.isprintable():
        return False
    return key.isascii() or (len(scripts(key)) == 1 and _UNREADABLE not in key)


def _how_far(key: str, text: str) -> str:
    """In words how a folded spelling differs from a similar one."""
    from rapidfuzz.distance import OSA

    if key.isascii() != text.isascii():
        return f"similar to {text!r}"  # in another script
    edits = OSA.distance(key, text)
    return f"{edits} {'letter' if edits == 1 else 'letters'} away from {text!r}"
