"""The names of a document decide each other: where the sure ones lie, the others lie too."""

from typing import TYPE_CHECKING, Final

from toponym.finding.book import WELL_KNOWN
from toponym.finding.evidence import after_preposition
from toponym.finding.found import Found, Memory, explained
from toponym.model import Answer, Entry, Match

if TYPE_CHECKING:
    from toponym.finding.finder import Finder

_MOST_ANCHORS: Final = 8
# What the document names otherwise as well is meant, if it is at all likely.
_LEAST_LIKELY: Final = 0.05
_SURE: Final = 0.95
_ANCHORS: Final = frozenset({"settlement", "region", "district", "community", "area", "facility", "lake"})


def decide_together(found: list[Found], finder: "Finder", memory: Memory) -> list[Found]:
    """Decide what is unsure by what is sure; leave out what nothing leads to."""
    sure = [item for item in found if item.match and not item.weak and not item.bare]
    countries = memory.countries
    countries.update(entry.country for item in sure if (entry := item.match.entry) is not None and entry.country)
    anchors = [item for item in sure if _point(item) is not None]
    decided: dict[tuple[str, str, tuple[str, ...]], Match] = {}
    kept = []
    for item in found:
        if item.match.candidates and item.match.candidates[0].kind == "person":
            if item.helpers:
                item.match = explained(item.match, behind=f"named in full in the text: {item.helpers[0]}")
            kept.append(item)
            continue
        if item.bare:
            continue
        if item.match and not item.weak:
            kept.append(item)
            continue
        beside = _nearest(item, anchors)
        if beside and not (item.match and item.sense.weight >= WELL_KNOWN):
            key = (item.match.query, "", tuple(beside))
            match = decided.get(key)
            if match is None:
                match = decided[key] = finder.ask_beside(item.match.query, "", tuple(beside))
            if match and not item.match:
                item.match = explained(match, behind=f"beside {', '.join(beside)} in the text")
            elif match.status != "none":
                item.match = match
        if item.match.status == "none":
            continue
        if not item.match:
            _by_another_name(item, sure)
        if item.weak and not _is_led_to(item, countries, bool(beside)):
            continue
        kept.append(item)
    return kept


def _by_another_name(item: Found, sure: list[Found]) -> None:
    """A name is that of something which the document also calls otherwise: Toretsk, "known as Dzerzhinsk"."""
    named = {other.match.id: other for other in sure if other.sense.key != item.sense.key}
    known = [candidate for candidate in item.match.candidates if candidate.id in named]
    if len(known) == 1 and known[0].score >= _LEAST_LIKELY:
        best = known[0]
        rest = [candidate for candidate in item.match.candidates if candidate is not best]
        words = f"{best.reason}; called {named[best.id].match.query} in the text"
        item.match = Match(item.match.query, Answer("match", _SURE, best.method, words, (best, *rest)))


def _point(item: Found) -> tuple[float, float] | None:
    entry = item.match.entry
    if entry is None or entry.kind not in _ANCHORS or entry.lat is None or entry.lon is None:
        return None
    return entry.lat, entry.lon


def _nearest(item: Found, anchors: list[Found]) -> list[str]:
    """The sure names nearest in the text, each thing once."""
    by_distance = sorted(anchors, key=lambda anchor: abs(anchor.start - item.start))
    names: dict[str, str] = {}
    for anchor in by_distance:
        entry = anchor.match.entry
        if entry is not None and entry.id not in names and anchor.sense.key != item.sense.key:
            names[entry.id] = anchor.match.query
            if len(names) == _MOST_ANCHORS:
                break
    return list(names.values())


def _is_led_to(item: Found, countries: set[str], beside: bool) -> bool:
    """Whether the document is about the part of the world that a doubtful place lies in."""
    best: Entry = item.match.candidates[0].entry
    if best.country not in countries:
        return False
    if item.sense.weight >= WELL_KNOWN:
        return True
    # A village: something near it is named as well, and the words lead to a place.
    return beside and item.sides is not None and after_preposition(item.sides)
