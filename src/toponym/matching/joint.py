"""Names of one document or column decide each other: those that are sure say where the others lie."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from toponym.matching.answer import KeyAnswer, LazyAnswer
from toponym.matching.decide import decide
from toponym.matching.deciding import Decide
from toponym.matching.found import Clue
from toponym.matching.hints import Hints
from toponym.matching.layers import Layers
from toponym.matching.prior import Prior
from toponym.model import Match

# What was decided in one round anchors the next; the second settles what the first made sure.
_ROUNDS = 2


def decide_together(matches: Sequence[Match], layers: Layers, prior: Prior, min_probability: float) -> list[Match]:
    """Decide every match again beside the places that the others are sure to mean."""
    decided = list(matches)
    again = partial(decide, layers=layers, prior=prior, min_probability=min_probability)
    for _ in range(_ROUNDS):
        anchors = {match.id: point for match in decided if (point := _point(match)) is not None}
        decided = [_beside(match, anchors, layers, again) for match in decided]
    return decided


def _point(match: Match) -> tuple[float, float] | None:
    entry = match.entry
    return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)


def _beside(match: Match, anchors: dict[str | None, tuple[float, float]], layers: Layers, decide: Decide) -> Match:
    answer = match._answer
    if isinstance(answer, KeyAnswer):
        answer = answer.full
    if not isinstance(answer, LazyAnswer) or len(answer.decision.candidates) < 2:
        return match
    points = tuple(point for id_, point in anchors.items() if id_ != match.id)
    if not points:
        return match
    clue = Clue("names beside it", Hints(beside=points))
    clues = [known for known in answer.reading.clues if known.origin != clue.origin]
    reading = replace(answer.reading, clues=(*clues, clue))
    decision = decide(reading, answer.hints)
    return Match(match.query, LazyAnswer(match.query, reading, answer.hints, decision, layers, decide))
