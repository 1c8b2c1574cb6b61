"""From what a spelling may mean to one answer: weights, probabilities, and match, ambiguous or none.

The probabilities of one spelling's candidates exclude each other and sum to at most 1; the rest is "something that
is not in these layers".
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from toponym.gazetteer import NO_ENTRY, forms
from toponym.matching.found import ARTICLE, HINT, Clue, Found, Reading
from toponym.matching.hints import AGREES, CONTRADICTS, PERSON, PLACE_HINTS, PLACE_UNKNOWN, Evidence, Hints, weigh
from toponym.matching.layers import Layers, Ref
from toponym.matching.prior import Prior
from toponym.model import Name, Status

# Without a candidate that is at least this likely, names in common do not make an answer ambiguous.
LEAST_AMBIGUOUS = 0.5
_RELATIVE = frozenset({"beside", "date", "place"})


class Weight(NamedTuple):
    """The weight of one candidate.

    `elsewhere` is the weight of what the spelling means without the generic word that it lacks, for the case that
    nothing bears it as a whole name. `relative` is the evidence of hints that compare candidates and reject none:
    a text names far places together, and writes old names of places for new events and the reverse.
    """

    found: Found
    weight: float
    elsewhere: float
    factor: float
    relative: float
    evidence: tuple[tuple[str, Evidence], ...]


class Balance(NamedTuple):
    """The weights of all candidates, whose shares are the probabilities.

    `best` is the best of their relative evidence, which the others' is measured by; `other` is the weight of what the
    layers do not have, and `total` the sum that the shares are taken of.
    """

    weighed: tuple[Weight, ...]
    best: float
    other: float
    total: float


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


def balance(reading: Reading, hints: Hints, layers: Layers, prior: Prior) -> Balance:
    """Everything that a reading found with its weight under the hints, beside what the layers do not have."""
    clues = (Clue(HINT, hints), *reading.clues) if hints else reading.clues
    weighed = tuple(item for found in reading.found if (item := _weigh(found, clues, layers, prior)) is not None)
    best = max((item.relative for item in weighed), default=1.0)
    # fsum, so that the order of the entries in a file changes no digit.
    other = _other(reading, clues, prior)
    total = math.fsum((*(item.weight * item.relative / best for item in weighed), other))
    if all(item.elsewhere for item in weighed):
        total += math.fsum(item.elsewhere for item in weighed)
    return Balance(weighed, best, other, total)


def decide(reading: Reading, hints: Hints, layers: Layers, prior: Prior, min_probability: float) -> Decision:
    """Weigh everything that a reading found against the hints."""
    weighed, best, _, total = balance(reading, hints, layers, prior)
    candidates = [
        Weighed(
            item.found,
            reading.doubt
            * item.found.certainty
            * (item.weight * item.relative / best / total)
            * min(1.0, item.factor / prior.contradiction_scale),
            item.factor,
            item.evidence,
        )
        for item in weighed
        if item.weight > 0
    ]
    decreed = next((item for item in candidates if item.found.override and not _is_spelled_otherwise(item)), None)
    if decreed is not None:
        candidates = [item._replace(score=reading.doubt if item is decreed else 0.0) for item in candidates]
    candidates.sort(key=lambda item: (-item.score, layers.entry_id(item.found.entry)))
    if not candidates:
        return Decision("none", 0.0, ())
    if decreed is not None and reading.doubt >= min_probability:
        shared = sum(item.found.method != "fuzzy" for item in candidates) > 1
        return Decision("match", reading.doubt, tuple(candidates), (), reading.doubt, shared)
    head, pooled = _pool(candidates, layers)
    score = min(1.0, head.score + sum(item.score for item in pooled))
    match_score = 0.0 if _overrides_recorded(head, pooled, candidates) else score
    likely = math.fsum(item.score for item in candidates)
    # Somebody else of that surname is a namesake too.
    namesakes = sum(item.found.method != "fuzzy" for item in candidates) - len(pooled) > 1 or reading.other_persons > 0
    if match_score >= min_probability:
        rest = [item for item in candidates if item is not head]
        return Decision("match", match_score, (head, *rest), pooled, match_score, namesakes)
    ambiguous = likely >= min_probability or (namesakes and likely >= LEAST_AMBIGUOUS)
    return Decision(
        "ambiguous" if ambiguous else "none", candidates[0].score, tuple(candidates), (), match_score, namesakes
    )


def _is_spelled_otherwise(item: Weighed) -> bool:
    """Whether the spelling itself, by a qualifier or a generic word, says that another entry is meant."""
    return any(origin != HINT and evidence.factor < PLACE_UNKNOWN for origin, evidence in item.evidence)


def _other(reading: Reading, clues: Iterable[Clue], prior: Prior) -> float:
    """The weight of what bears the spelling outside the layers and would fit the hints as well."""
    given = {hint for clue in clues for hint in clue.hints.given} - reading.scoped
    places = reading.other * math.prod(prior.selectivity.get(hint, 1.0) for hint in given)
    return places + reading.other_persons * (PERSON if given & PLACE_HINTS else 1.0)


def _weigh(found: Found, clues: Iterable[Clue], layers: Layers, prior: Prior) -> Weight | None:
    facts = layers.facts(found.entry)
    evidence: list[tuple[str, Evidence]] = []
    kind_agrees = False
    for origin, hints in ((clue.origin, clue.hints) for clue in clues):

        def ids() -> frozenset[str]:
            entry = layers.entry(found.entry)
            return frozenset((entry.id, *map(layers.canonical_id, entry.parents)))

        def also(kinds: frozenset[str]) -> bool:
            return "region" in kinds and layers.is_first_level(found.entry)

        # In a spelling, "Moscow region" is not the city; asked for as such, a city may be the first-level unit.
        for item in weigh(hints, facts, ids, also if origin == HINT else None):
            if item.hint == "kind" and origin == ARTICLE and found.eponym is not None:
                # "The Dnipro" is the river, never the oblast named after the city.
                item = replace(item, factor=CONTRADICTS)
            if item.hint in hints.strict and item.factor < AGREES and item.hint not in ("near", "beside"):
                return None
            # A hint that admits settlements too ("place") does not stand for the missing generic word.
            says_kind = facts.kind == "settlement" or "settlement" not in hints.kinds
            kind_agrees = kind_agrees or (item.hint == "kind" and item.factor == AGREES and says_kind)
            evidence.append((origin, item))
        if hints.date:
            dated = _date_evidence(found, hints.date, layers, prior)
            if dated is not None:
                if "date" in hints.strict and dated.factor < AGREES:
                    return None
                evidence.append((origin, dated))
    alone = found.alone if found.needs_kind and not kind_agrees else 1.0
    relative = math.prod(item.factor for _, item in evidence if item.hint in _RELATIVE)
    factor = math.prod(item.factor for _, item in evidence if item.hint not in _RELATIVE)
    weight = found.odds or prior.entry(facts) * found.likelihood
    elsewhere = weight * (1 - alone) if found.needs_kind else 0.0
    return Weight(found, weight * alone * factor, elsewhere, factor, relative, tuple(evidence))


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
    within_last = date[:precision] == until[:precision] and precision < len("2016-02-04")
    return date[:precision] < until[:precision] or within_last


def _pool(candidates: list[Weighed], layers: Layers) -> tuple[Weighed, tuple[Weighed, ...]]:
    """The likeliest candidate with the units named after it; where no hint tells them apart the settlement is shown."""
    best = candidates[0]
    eponym = _eponym(best.found, layers)
    head = next((item for item in candidates if item.found.entry == eponym), best) if eponym else best
    if head.factor < best.factor or not _same_kind_evidence(head, best):
        return best, ()
    pooled = tuple(
        item
        for item in candidates
        if item is not head and _same_kind_evidence(item, head) and _eponym(item.found, layers) == head.found.entry
    )
    return head, pooled


def _same_kind_evidence(a: Weighed, b: Weighed) -> bool:
    return [item.factor for _, item in a.evidence if item.hint == "kind"] == [
        item.factor for _, item in b.evidence if item.hint == "kind"
    ]


def _eponym(found: Found, layers: Layers) -> Ref | None:
    if found.eponym is not None:
        return found.eponym
    number = layers.facts(found.entry).eponym
    return None if number == NO_ENTRY else layers.canonical(Ref(found.entry.layer, number))


def _is_name(found: Found) -> bool:
    posting = found.hit.posting if found.hit is not None else None
    return posting is not None and not found.needs_kind and posting.form not in (forms.VARIANT, forms.LABEL)


def _overrides_recorded(head: Weighed, pooled: tuple[Weighed, ...], candidates: list[Weighed]) -> bool:
    """Whether a generated spelling would win over an entry of which the same spelling is recorded as a name."""
    if head.found.method == "exact":
        return False
    return any(
        item.found.method == "exact" and _is_name(item.found) and item.factor >= head.factor
        for item in candidates
        if item is not head and item not in pooled
    )
