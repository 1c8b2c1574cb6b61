"""How many others bear the surname by which a person was found: the commoner it is, the less it says alone.

The numbers are data (surnames.json, written by tools/build_surnames.py); a surname that it lacks counts as rare.
"""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from toponym.matching.found import Found
from toponym.matching.layers import Layers
from toponym.matching.lookup import SURNAME_ALONE, SURNAME_AND_INITIAL
from toponym.matching.prior import Prior
from toponym.model import Entry
from toponym.text.fold import fold

COMMON: Final = "a common surname"


def bearers(surname: str) -> int:
    """About how many people bear a folded surname; 0 when few or nobody knows.

    >>> bearers("smith") > bearers("иванов") > bearers("haidai")
    True
    """
    return _bearers().get(surname, 0)


def others_of_that_name(found: Iterable[Found], layers: Layers, prior: Prior) -> tuple[float, bool]:
    """The weight of persons in no table whom a surname, alone or with initials, may mean; whether it is common."""
    weight, common = 0.0, False
    shares = {SURNAME_ALONE: 1.0, SURNAME_AND_INITIAL: prior.same_initial}
    for item in found:
        if item.note not in shares:
            continue
        count = max((bearers(spelling) for spelling in (item.key, *_spellings(layers.entry(item.entry)))), default=0)
        crowd = max(1.0, count / prior.bearers)
        weight = max(weight, item.likelihood * prior.other_surname * crowd * shares[item.note])
        common = common or crowd > 1
    return weight, common


def _spellings(person: Entry) -> set[str]:
    """The folded surname in every form that the lists may have it in."""
    from toponym.romanization.given_names import split_name  # here: most spellings name no person

    found = {fold(person.label.split()[-1])} if person.label else set()
    for name in person.names:
        surname, _ = split_name(name.text, name.surname)
        found.add(fold(surname))
        if name.lang == "uk":
            found.update(_russian(surname))
    return found


@lru_cache(maxsize=4096)
def _russian(surname: str) -> tuple[str, ...]:
    from toponym.romanization.counterparts import counterparts

    return tuple(map(fold, counterparts(surname, "person")))


@cache
def _bearers() -> dict[str, int]:
    data = json.loads(Path(__file__).with_name("surnames.json").read_text(encoding="utf-8"))
    return {surname: int(number) for number, surnames in data["bearers"].items() for surname in surnames.split()}
