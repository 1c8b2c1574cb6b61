"""From what a spelling may mean to one answer: weights, probabilities, and match, ambiguous or none.

The probabilities of one spelling's candidates exclude each other and sum to at most 1; the rest is "something that
is not in these layers".
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from toponym.gazetteer import NO_ENTRY, forms
from toponym.matching.found import Clue, Found, Reading
from toponym.matching.hints import AGREES, Evidence, Hints, weigh
from toponym.matching.layers import Layers, Ref
from toponym.matching.lookup import has_name
from toponym.matching.prior import Prior
from toponym.model import Name, Status

# Without a candidate that is at least this likely, names in common do not make an answer ambiguous.
LEAST_AMBIGUOUS = 0.5


class _Weight(NamedTuple):
    """The weight of one candidate.

    `elsewhere` is the weight of what the spelling means without the generic word that it lacks, for the case that
    nothing bears it as a whole name. `nearness` to the names beside it compares candidates and rejects none.
    """

    found: Found
    weight: float
    elsewhere: float
    factor: float
    nearness: float
    evidence: tuple[tuple[str, Evidence], ...]


class Weighed(NamedTuple):
    """A candidate with its probability and the evidence that moved it."""

    found: Found
    score: float
    factor: float
    evidence: tuple[tuple[str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer in numbers: candidates sorted, the match first.

    `score` is the probability of the match with the units named after it (`pooled`), else of the likeliest
    candidate. `match_score` is what a match needs to reach: 0 where a recorded name forbids it.
    """

    status: Status
    score: float
    candidates: tuple[Weighed, ...]
    pooled: tuple[Weighed, ...] = ()
    match_score: float = 0.0
    namesakes: bool = False


def decide(reading: Reading, hints: Hints, layers: Layers, prior: Prior, min_probability: float) -> Decision:
    """Weigh everything that a reading found against the hints."""
    clues = (Clue("hint", hints), *reading.clues) if hints else reading.clues
    weighed = [item for found in reading.found if (item := _weigh(found, clues, layers, prior)) is not None]
    nearest = max((item.nearness for item in weighed), default=1.0)
    total = sum(item.weight * item.nearness / nearest for item in weighed) + reading.other
    if not has_name(item.found for item in weighed):
        total += sum(item.elsewhere for item in weighed)
    candidates = [
        Weighed(
            item.found,
            reading.doubt
            * item.found.certainty
            * (item.weight * item.nearness / nearest / total)
            * min(1.0, item.factor / prior.contradiction_scale),
            item.factor,
            item.evidence,
        )
        for item in weighed
        if item.weight > 0
    ]
    candidates.sort(key=lambda item: (-item.score, layers.entry_id(item.found.entry)))
    if not candidates:
        return Decision("none", 0.0, ())
    head, pooled = _pool(candidates, layers)
    score = min(1.0, head.score + sum(item.score for item in pooled))
    match_score = 0.0 if _overrides_recorded(head, pooled, candidates) else score
    likely = sum(item.score for item in candidates)
    namesakes = len(candidates) - len(pooled) > 1
    if match_score >= min_probability:
        rest = [item for item in candidates if item is not head]
        return Decision("match", match_score, (head, *rest), pooled, match_score, namesakes)
    ambiguous = likely >= min_probability or (namesakes and likely >= LEAST_AMBIGUOUS)
    return Decision(
        "ambiguous" if ambiguous else "none", candidates[0].score, tuple(candidates), (), match_score, namesakes
    )


def _weigh(found: Found, clues: Iterable[Clue], layers: Layers, prior: Prior) -> _Weight | None:
    facts = layers.facts(found.entry)
    evidence: list[tuple[str, Evidence]] = []
    kind_agrees = False
    for origin, hints in ((clue.origin, clue.hints) for clue in clues):

        def ids() -> frozenset[str]:
            entry = layers.entry(found.entry)
            return frozenset((entry.id, *map(layers.canonical_id, entry.parents)))

        for item in weigh(hints, facts, ids):
            if item.hint in hints.strict and item.factor < AGREES and item.hint not in ("near", "beside"):
                return None
            kind_agrees = kind_agrees or (item.hint == "kind" and item.factor == AGREES)
            evidence.append((origin, item))
        if hints.date:
            dated = _date_evidence(found, hints.date, layers, prior)
            if dated is not None:
                if "date" in hints.strict and dated.factor < AGREES:
                    return None
                evidence.append((origin, dated))
    alone = found.alone if found.needs_kind and not kind_agrees else 1.0
    nearness = math.prod(item.factor for _, item in evidence if item.hint == "beside")
    factor = math.prod(item.factor for _, item in evidence if item.hint != "beside")
    weight = prior.entry(facts) * found.likelihood
    return _Weight(found, weight * alone * factor, weight * (1 - alone), factor, nearness, tuple(evidence))


def name_of(found: Found, layers: Layers) -> Name | None:
    """The recorded name that a found spelling comes from; None for a variant or a label."""
    if found.hit is None:
        return None
    names = layers.record(found.hit.origin).names
    number = found.hit.posting.name
    return names[number] if number < len(names) else None


def _date_evidence(found: Found, date: str, layers: Layers, prior: Prior) -> Evidence | None:
    name = name_of(found, layers)
    if name is None or not (name.since or name.until):
        return None
    if not overlaps(name.since, name.until, date):
        return Evidence("date", prior.date_outside, "not its name at that date")
    # In its own time a former name was simply the name.
    return Evidence("date", AGREES / prior.form(forms.FORMER) if name.status == "former" else AGREES, "its name then")


def overlaps(since: str, until: str, date: str) -> bool:
    """Whether a date can lie in the half-open interval [since, until); all may be of reduced precision.

    >>> overlaps("", "2016-02-04", "2016"), overlaps("", "2016-02-04", "2016-02-04"), overlaps("2016", "", "2015")
    (True, False, False)
    """
    if since and date[: len(since)] < since[: len(date)]:
        return False
    if not until:
        return True
    precision = min(len(until), len(date))
    return date[:precision] < until[:precision] or (date[:precision] == until[:precision] and precision < len("2016-02-04"))


def _pool(candidates: list[Weighed], layers: Layers) -> tuple[Weighed, tuple[Weighed, ...]]:
    """The likeliest candidate with the units named after it; without evidence of kind the settlement is shown."""
    best = candidates[0]
    eponym = _eponym(best.found, layers)
    head = next((item for item in candidates if item.found.entry == eponym), best) if eponym else best
    if any(item.hint == "kind" for _, item in head.evidence):
        return best, ()
    pooled = tuple(
        item for item in candidates if item is not head and _eponym(item.found, layers) == head.found.entry
    )
    return head, pooled


def _eponym(found: Found, layers: Layers) -> Ref | None:
    if found.eponym is not None:
        return found.eponym
    number = layers.facts(found.entry).eponym
    return None if number == NO_ENTRY else layers.canonical(Ref(found.entry.layer, number))


def _overrides_recorded(head: Weighed, pooled: tuple[Weighed, ...], candidates: list[Weighed]) -> bool:
    """Whether a generated spelling would win over an entry of which the same spelling is recorded as a name."""
    if head.found.method == "exact":
        return False
    return any(
        item.found.method == "exact" and not item.found.needs_kind and item.factor >= head.factor
        for item in candidates
        if item is not head and item not in pooled
    )
