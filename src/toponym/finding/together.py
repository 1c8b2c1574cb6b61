"""The names of a document decide each other: where the sure ones lie, the others lie too."""

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from toponym.finding.around import core
from toponym.finding.book import WELL_KNOWN
from toponym.finding.evidence import after_preposition
from toponym.finding.found import Found, Memory, explained
from toponym.finding.words import cues, english
from toponym.matching.hints import distance_km
from toponym.model import Answer, Candidate, Entry, Match

_MOST_ANCHORS: Final = 8
_ANCHORS: Final = frozenset({"settlement", "district", "community", "facility", "lake"})
# What the document names otherwise as well is meant, if it is at all likely, and nothing else of that name is near.
_LEAST_LIKELY: Final = 0.01
_SURE: Final = 0.95
_NEEDED: Final = 0.9
_HALF_KM: Final = 15.0  # distance at which nearness speaks half as loudly
# What is left of a candidate that lies far from everything: texts name far towns, but hardly far villages.
_FAR: Final = 0.05
_FAR_VILLAGE: Final = 0.0005
_ABROAD: Final = 0.2  # the same for a candidate in a country that the document does not name
_SAME_REGION: Final = 0.05
_NEAR_KM: Final = 40.0
_VILLAGES: Final = frozenset({"village", "rural settlement"})
_ROUND_ABOUT_KM: Final = 120.0
_SHORTEST: Final = 5
_MOST_CANDIDATES: Final = 150
_MOST_TRIED: Final = 200
_DEGREES: Final = 1.5  # of latitude, beyond which distances need not be reckoned


Point = tuple[float, float]
Where = Callable[[Entry], Point | None]


class _Anchor(NamedTuple):
    at: int
    entry: Entry
    name: str
    key: str
    point: Point | None


def decide_together(found: list[Found], memory: Memory, where: Where) -> list[Found]:
    """Decide what is unsure by what is sure; leave out what nothing leads to."""
    sure = [item for item in found if item.match and not (item.weak or item.bare or item.common)]
    sure = [item for item in sure if item.match.kind != "person"]
    named = {item.sense.key for item in sure}
    entries = [(item, entry) for item in sure if (entry := item.match.entry) is not None]
    memory.countries.update(entry.country for _, entry in entries if entry.country)
    anchors = [
        _Anchor(item.start, entry, item.match.query, item.sense.key, where(entry))
        for item, entry in entries
        if entry.kind in _ANCHORS or entry.kind == "region"
    ]
    places = [anchor.at for anchor in anchors]
    names: dict[str, set[str]] = {}
    for item, entry in entries:
        names.setdefault(entry.id, set()).add(item.sense.key)
    kept = []
    for item in found:
        if item.sense.surname or item.sense.person:
            candidates = item.match.candidates
            is_person = bool(candidates) and candidates[0].kind == "person"
        else:
            is_person = False
        if is_person:
            if item.helpers:
                item.match = explained(item.match, behind=f"named in full in the text: {item.helpers[0]}")
            kept.append(item)
            continue
        if item.bare or (item.common and item.sense.key not in named):
            continue
        settled = _is_settled(item, names)
        if settled and not (item.weak or item.common):
            kept.append(item)
            continue
        near = _nearest(item, anchors, places)
        if not settled:
            _decide(item, near, where, memory.countries)
        if item.match.status == "none" or (item.weak and not _is_led_to(item, memory.countries, near, where)):
            continue
        kept.append(item)
    return kept


def _is_settled(item: Found, names: dict[str, set[str]]) -> bool:
    """Whether nothing beside a name can change what it means.

    Two things can: "the village of" before the name of a city, and that the document calls the thing otherwise too.
    """
    if not item.match:
        return False
    features = cues().features.get(core(item.generic)) if item.attached else None
    entry = item.match.entry
    if features is not None and entry is not None and entry.feature not in features:
        return False
    return item.sense.own or len(names.get(item.match.id or "", ())) < 2


def _nearest(item: Found, anchors: list[_Anchor], places: list[int]) -> list[_Anchor]:
    """The sure names nearest in the text, each thing once; `places` are the positions of the anchors."""
    nearest: dict[str, _Anchor] = {}
    after = bisect_left(places, item.start)
    before = after - 1
    for _ in range(min(len(anchors), _MOST_TRIED)):
        later = after < len(anchors) and (before < 0 or places[after] - item.start < item.start - places[before])
        anchor = anchors[after if later else before]
        after, before = (after + 1, before) if later else (after, before - 1)
        if anchor.key != item.sense.key and anchor.entry.id not in nearest:
            nearest[anchor.entry.id] = anchor
            if len(nearest) == _MOST_ANCHORS:
                break
    return list(nearest.values())


def _decide(item: Found, near: list[_Anchor], where: Where, countries: set[str]) -> None:
    """Weigh the candidates of a name by what stands beside it."""
    candidates = item.match.candidates[:_MOST_CANDIDATES]
    if len(candidates) < 2 or item.match.method == "fuzzy":
        return
    features = cues().features.get(core(item.generic)) if item.attached else None
    fitting = [each for each in candidates if features is None or each.entry.feature in features] or list(candidates)
    if item.match and fitting[0] is candidates[0] and (fitting[0].kind != "settlement" or not near):
        return
    ids = {each.id for each in candidates}
    named = [anchor for anchor in near if anchor.entry.id in ids]
    if named:
        rivals = [each for each in fitting if _is_rival(each, candidates[0], named, near, where)]
        if not rivals:
            _call_by_another_name(item, named)
            return
        # What the document calls by its own name is not meant by another one, if something else can be.
        fitting = rivals
    others = [anchor for anchor in near if anchor not in named]
    weights = [_weight(each, others, where) * (1 if each.country in countries else _ABROAD) for each in fitting]
    total = sum(weights)
    top = max(range(len(fitting)), key=weights.__getitem__)
    same = sum(weight for each, weight in zip(fitting, weights, strict=True) if _is_nested(each, fitting[top]))
    # Of a town and the units named after it the likeliest is shown, wherever their middles lie.
    chosen = next(each for each in fitting if _is_nested(each, fitting[top]))
    if total and same / total >= _NEEDED and (others or named or countries or features is not None):
        if chosen is not candidates[0] or not item.match:
            _choose(item, chosen, min(1.0, same / total), near)
    elif item.match and fitting[0] is not candidates[0]:
        match = item.match
        item.match = Match(
            match.query, Answer("ambiguous", weights[top] / total, match.method, match.reason, candidates)
        )


def _is_rival(each: Candidate, best: Candidate, named: list[_Anchor], near: list[_Anchor], where: Where) -> bool:
    """Whether a candidate is another thing than those that the document calls otherwise, and lies near something."""
    if each.kind != best.kind or any(
        anchor.entry.id in (each.id, each.entry.eponym) or each.id == anchor.entry.eponym for anchor in named
    ):
        return False
    distances = (_distance(where(each.entry), anchor.point) for anchor in near if anchor.entry.kind != "region")
    return any(distance is not None and distance < _NEAR_KM for distance in distances)


def _weight(candidate: Candidate, near: list[_Anchor], where: Where) -> float:
    """How likely a candidate is by itself, and by what is named beside it."""
    if not near:
        return candidate.score
    entry = candidate.entry
    point = where(entry)
    nearness = _FAR_VILLAGE if entry.feature in _VILLAGES else _FAR
    for rank, anchor in enumerate(near):
        # What stands nearer in the text speaks louder.
        voice = 1 / (1 + rank / 2)
        if anchor.entry.kind == "region":
            if anchor.entry.admin1 and anchor.entry.admin1 == entry.admin1:
                nearness = max(nearness, voice * _SAME_REGION)
        elif (distance := _distance(point, anchor.point)) is not None:
            nearness = max(nearness, voice / (1 + (distance / _HALF_KM) ** 3))
    return candidate.score * nearness


def _is_nested(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are one, or a town and a unit named after it."""
    return one is other or other.id in (one.entry.eponym, one.id) or one.id == other.entry.eponym


@lru_cache(maxsize=1 << 16)
def _distance(one: Point | None, other: Point | None) -> float | None:
    if one is None or other is None or abs(one[0] - other[0]) > _DEGREES:
        return None
    return distance_km(one, other)


def _choose(item: Found, chosen: Candidate, score: float, near: list[_Anchor]) -> None:
    rest = [each for each in item.match.candidates if each is not chosen]
    names = ", ".join(anchor.name for anchor in near[:3])
    words = f"{chosen.reason}; beside {names} in the text" if names else f'{chosen.reason}; by "{item.generic}"'
    item.match = Match(item.match.query, Answer("match", score, chosen.method, words, (chosen, *rest)))


def _call_by_another_name(item: Found, named: list[_Anchor]) -> None:
    """A name is that of something which the document also calls otherwise: Toretsk, "known as Dzerzhinsk"."""
    names = {anchor.entry.id: anchor.name for anchor in named}
    known = [each for each in item.match.candidates if each.id in names]
    if item.match or known[0].score < _LEAST_LIKELY or not all(_is_nested(each, known[0]) for each in known):
        return
    chosen = known[0]
    rest = [each for each in item.match.candidates if each is not chosen]
    words = f"{chosen.reason}; called {names[chosen.id]} in the text"
    item.match = Match(item.match.query, Answer("match", _SURE, chosen.method, words, (chosen, *rest)))


def _is_led_to(item: Found, countries: set[str], near: list[_Anchor], where: Where) -> bool:
    """Whether the document leads to a doubtful place: it is about that part of the world, and names what lies near."""
    best = item.match.candidates[0].entry
    if item.sense.weight >= WELL_KNOWN or best.feature not in _VILLAGES:
        return best.country in countries
    key = item.sense.key
    preposition = item.sides is not None and after_preposition(item.sides)
    common = len(key) < _SHORTEST or key in english().small or key in english().capital or key in cues().common
    if common and not preposition:
        return False
    most = _ROUND_ABOUT_KM if preposition else _NEAR_KM
    for candidate in item.match.candidates[:_MOST_CANDIDATES]:
        for anchor in near:
            if anchor.entry.kind == "region":
                if preposition and anchor.entry.admin1 == candidate.admin1:
                    return True
            elif (distance := _distance(where(candidate.entry), anchor.point)) is not None and distance <= most:
                return True
    return False
