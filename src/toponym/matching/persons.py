"""Names of persons: surname and given names apart, in either order, initials allowed.

Nothing but the surname may stand alone; every other word of the spelling must be one of the person's own words
(given name, patronymic, initial), in any of their languages: "Serhiy Gaidai" mixes two. Another given name is
another person.
"""

from toponym.gazetteer import forms
from toponym.matching.found import Found
from toponym.matching.layers import Hit, Layers, Ref
from toponym.matching.lookup import method_of
from toponym.matching.prior import Prior

_MOST_WORDS = 5
_MOST_SURNAME_WORDS = 3


def find_persons(key: str, layers: Layers, prior: Prior) -> tuple[Found, ...]:
    """Every person whom a folded spelling of several words may name."""
    words = key.split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return ()
    best: dict[Ref, Found] = {}
    for surname, others in _splits(words):
        bearers = {hit.entry: hit for hit in layers.find(" ".join(surname)) if hit.posting.role == forms.SURNAME}
        if not bearers:
            continue
        given = [_given(word, layers) for word in others]
        for person, hit in bearers.items():
            if all(person in own for own in given):
                found = _person(person, hit, others, given, prior)
                if person not in best or found.likelihood > best[person].likelihood:
                    best[person] = found
    return tuple(best.values())


def _splits(words: list[str]) -> list[tuple[list[str], list[str]]]:
    splits = []
    for size in range(1, min(_MOST_SURNAME_WORDS, len(words) - 1) + 1):
        splits.append((words[-size:], words[:-size]))
        splits.append((words[:size], words[size:]))
    return splits


def _given(word: str, layers: Layers) -> dict[Ref, Hit]:
    return {hit.entry: hit for hit in layers.find(word) if hit.posting.role == forms.GIVEN}


def _person(person: Ref, hit: Hit, others: list[str], given: list[dict[Ref, Hit]], prior: Prior) -> Found:
    initials = all(len(word) == 1 for word in others)
    likelihood = prior.posting(hit.posting) * (prior.initial if initials else 1.0)
    generated = any(own[person].posting.tier != forms.RECORDED for own in given) and not initials
    note = "surname and initial" if initials else "surname and given name"
    method = "spelling" if generated else method_of(hit.posting)
    # A full name is told by its parts together, however rare the spelling of each.
    return Found(person, likelihood if initials else max(likelihood, prior.initial), method, hit, note=note)
