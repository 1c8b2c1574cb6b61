"""Which hints decided a match: those without which it would be another one or none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from toponym.matching.decide import Decision
from toponym.matching.found import HINT, Reading
from toponym.matching.hints import NO_HINTS, Hints

Decide = Callable[[Reading, Hints], Decision]

_FIELDS: Final = {
    "country": "countries",
    "admin1": "admin1",
    "kind": "kinds",
    "near": "near",
    "date": "date",
    "beside": "beside",
    "qualifier": "within",
}


def deciding_hints(reading: Reading, hints: Hints, decision: Decision, decide: Decide) -> frozenset[tuple[str, str]]:
    """The (origin, hint) without which `decide` gives no match, or another one."""
    if decision.status != "match":
        return frozenset()
    head = decision.candidates[0].found.entry
    given = [(HINT, hint) for hint in hints.given]
    given += [(clue.origin, hint) for clue in reading.clues for hint in clue.hints.given]
    found = set()
    for origin, hint in given:
        without = decide(*_without(reading, hints, origin, _FIELDS[hint]))
        if without.status != "match" or without.candidates[0].found.entry != head:
            found.add((origin, hint))
    return frozenset(found)


def _without(reading: Reading, hints: Hints, origin: str, field: str) -> tuple[Reading, Hints]:
    if origin == HINT:
        return reading, _emptied(hints, field)
    clues = tuple(
        replace(clue, hints=_emptied(clue.hints, field)) if clue.origin == origin else clue for clue in reading.clues
    )
    return replace(reading, clues=clues), hints


def _emptied(hints: Hints, field: str) -> Hints:
    values: dict[str, object] = {field: getattr(NO_HINTS, field)}
    return replace(hints, **values)  # type: ignore[arg-type]
