"""The way from a spelling to its answer, told step by step with the numbers that it was decided by."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from toponym.errors import HintError
from toponym.gazetteer import Explanation, forms
from toponym.matching.answer import KeyAnswer, LazyAnswer
from toponym.matching.cascade import Cascade
from toponym.matching.decide import LEAST_AMBIGUOUS, Balance, Weighed, Weight, balance, decide
from toponym.matching.explained import Change, Effect, Explained, ExplainedCandidate, Given, Key, SimilarSpelling
from toponym.matching.found import HINT, Clue, Reading
from toponym.matching.hints import Hints
from toponym.matching.layers import Layers, Ref
from toponym.matching.prior import Prior
from toponym.matching.reasons import describe_found
from toponym.matching.trace import Trace
from toponym.model import Match
from toponym.text.fold import fold, fold_reasons
from toponym.text.keys import coarse, consonants
from toponym.text.keys import readings as keys_of
from toponym.text.refuse import unreadable

Ask = Callable[..., Match]

_MOST_COMPARED: Final = 8
_MOST_TRIED: Final = 4  # candidates whose own country, unit and kind are tried as hints


def explain(
    match: Match,
    hints: Hints,
    given: Mapping[str, Any],
    ask: Ask,
    cascade: Cascade,
    layers: Layers,
    prior: Prior,
    min_probability: float,
) -> Explained:
    """Explain an answer. `hints` are what it was asked with, read from `given`; `ask` answers it with other ones."""
    answer = match._answer
    if isinstance(answer, KeyAnswer):
        answer = answer.full
    text = match.query
    if not isinstance(answer, LazyAnswer):
        return Explained(match, fold(text), fold_reasons(text), min_probability, unreadable(text) or match.reason)
    trace = Trace(cascade, layers, prior)
    reading = trace.read(text)
    key, compared, counted = trace.compared(reading, hints.countries)
    trace.complete([reading], [hints.countries])
    similar = tuple(
        SimilarSpelling(
            item.text,
            trace.bearers(item.similar),
            item.similar.odds,
            any(item.similar[:2] == other[:2] for other in counted),
            item.features,
        )
        for item in compared[:_MOST_COMPARED]
    )
    weights = balance(answer.reading, hints, layers, prior)
    decision = answer.decision
    candidates = _candidates(decision.candidates, decision.pooled, weights, layers, prior)
    return Explained(
        match,
        fold(text),
        fold_reasons(text),
        min_probability,
        steps=tuple(trace.steps),
        hints=tuple(_given(answer.reading, hints)),
        keys=tuple(_key(each) for each in keys_of(key) if each) if key else (),
        similar=similar,
        candidates=candidates,
        other=weights.other,
        total=weights.total,
        doubt=answer.reading.doubt,
        remainder=max(0.0, 1 - math.fsum(item.probability for item in candidates)),
        match_score=decision.match_score,
        ambiguous_from=min(min_probability, LEAST_AMBIGUOUS) if decision.namesakes else min_probability,
        changes=(*_other_bars(answer, layers, prior, min_probability), *_other_hints(match, given, ask)),
    )


def _key(key: str) -> Key:
    coarser = coarse(key).replace(" ", "")
    return Key(key, coarser, consonants(coarser))


def _given(reading: Reading, hints: Hints) -> Iterator[Given]:
    for clue in (Clue(HINT, hints), *reading.clues):
        values = {
            "country": sorted(clue.hints.countries),
            "admin1": sorted(clue.hints.admin1),
            "kind": sorted(clue.hints.kinds),
            "near": [f"{lat}, {lon}" for lat, lon in filter(None, [clue.hints.near])],
            "date": [clue.hints.date],
            "beside": [f"{lat}, {lon}" for lat, lon in clue.hints.beside],
            "qualifier": sorted(clue.hints.within),
        }
        for hint in values:
            if hint in clue.hints.given:
                yield Given(clue.origin, hint, "; ".join(values[hint]))


def _candidates(
    weighed: tuple[Weighed, ...], pooled: tuple[Weighed, ...], weights: Balance, layers: Layers, prior: Prior
) -> tuple[ExplainedCandidate, ...]:
    by_entry: dict[Ref, list[Weight]] = {}
    for each in weights.weighed:
        by_entry.setdefault(each.found.entry, []).append(each)
    explained = []
    for item in weighed:
        found = item.found
        weight = next(each for each in by_entry[found.entry] if each.found == found)
        why = Explanation((), ())
        if found.hit is not None and found.hit.posting.tier != forms.RECORDED:
            why = layers.explanation(found.hit)
        explained.append(
            ExplainedCandidate(
                layers.entry(found.entry),
                found.method,
                found.key,
                describe_found(found, layers),
                why.systems,
                why.habits,
                prior.entry(layers.facts(found.entry)),
                found.likelihood,
                found.odds,
                found.certainty,
                tuple(Effect(origin, each.hint, each.factor, each.words) for origin, each in item.evidence),
                weight.weight * weight.relative / weights.best,
                item.score,
                item in pooled,
            )
        )
    return tuple(explained)


def _other_bars(answer: LazyAnswer, layers: Layers, prior: Prior, min_probability: float) -> Iterator[Change]:
    """The bar that a match would no longer reach, or that the likeliest candidate would reach."""
    reached = answer.decision.match_score
    bar = math.floor(reached * 1000 + (reached >= min_probability)) / 1000
    if 0 < bar <= 1:
        other = decide(answer.reading, answer.hints, layers, prior, bar)
        if other.status != answer.status:
            id_ = layers.entry_id(other.candidates[0].found.entry) if other.status == "match" else None
            yield Change("min_probability", bar, other.status, id_, other.score if other.status != "none" else 0.0)


def _other_hints(match: Match, given: Mapping[str, Any], ask: Ask) -> Iterator[Change]:
    """Each hint left out, and those that tell the candidates apart added, where the answer is another one then."""
    said = {hint: value for hint, value in given.items() if value not in (None, (), [], "")}
    tried: dict[tuple[str, str], None] = {}
    for candidate in match.candidates[:_MOST_TRIED]:
        entry = candidate.entry
        for hint, value in (("country", entry.country), ("admin1", entry.admin1), ("kind", entry.kind)):
            if value and hint not in said:
                tried[hint, value] = None
    options: list[tuple[str, str | None]] = [*((hint, None) for hint in said if hint != "strict"), *tried]
    for hint, wanted in options:
        strict = [name for name in given.get("strict", ()) if name != hint or wanted is not None]
        try:
            other = ask(**{**given, hint: () if wanted is None and hint == "beside" else wanted, "strict": strict})
        except HintError:  # a code that a table of one's own made up
            continue
        if (other.status, other.id) != (match.status, match.id):
            yield Change(hint, wanted, other.status, other.id, other.score)
