"""Names of persons: surname and given names apart, in either order, initials allowed.

Nothing but the surname may stand alone; every other word of the spelling must be one of the person's own words
(given name, patronymic, initial), in any of their languages or as a short form: "Serhiy Gaidai" mixes two, and Sasha
may be an Oleksandr. Another given name is another person; only a vowel more or less (Oleksander) is let pass, and
beside a given name one more initial, or a patronymic where none is recorded.
"""

from toponym.gazetteer import forms
from toponym.matching.edits import differ_in_vowels
from toponym.matching.found import Found
from toponym.matching.layers import Hit, Layers, Ref
from toponym.matching.lookup import SURNAME_AND_INITIAL, method_of
from toponym.matching.prior import Prior
from toponym.model import Entry
from toponym.text.fold import fold

_MOST_WORDS = 5
_MOST_SURNAME_WORDS = 3
_SHORTEST_SLIP = 6


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
            found = _person(person, hit, others, given, layers, prior)
            if found is not None and (person not in best or found.likelihood > best[person].likelihood):
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


def _person(
    person: Ref, hit: Hit, words: list[str], given: list[dict[Ref, Hit]], layers: Layers, prior: Prior
) -> Found | None:
    from toponym.romanization.given_names import is_patronymic  # here: most spellings name no person

    known = [own[person] for own in given if person in own]
    unknown = [word for word, own in zip(words, given, strict=True) if person not in own]
    likelihood = prior.posting(hit.posting)
    method = method_of(hit.posting)
    if all(len(word) == 1 for word in words):
        if unknown:
            return None
        return Found(person, likelihood * prior.initial, method, hit, note=SURNAME_AND_INITIAL)
    certainty, note = 1.0, "surname and given name"
    named = any(len(word) > 1 and person in own for word, own in zip(words, given, strict=True))
    others = [
        word for word, own in zip(words, given, strict=True) if person in own and _is_equivalent(own[person], layers)
    ]
    if others:
        note = f"surname; {others[0]!r} is another form of a given name"
    if unknown and known and all(len(word) == 1 for word in unknown):
        certainty, note = prior.unknown_initial, f"{note}; initial {unknown[0].upper()} is not known"
    elif named and len(unknown) == 1 and is_patronymic(unknown[0]) and not _has_patronymic(layers.entry(person)):
        certainty, note = prior.unknown_patronymic, f"{note}; patronymic {unknown[0]!r} is not known"
    elif len(unknown) == 1 and _is_slip(unknown[0], layers.entry(person), prior.vowels):
        certainty, note = prior.given_slip, f"surname; given name {unknown[0]!r} is a vowel away"
    elif unknown:
        return None
    if others or any(own.posting.tier != forms.RECORDED for own in known):
        method = "spelling"
    # A full name is told by its parts together, however rare the spelling of each.
    likelihood = max(likelihood, prior.initial) * (prior.other_form if others else 1.0)
    return Found(person, likelihood, method, hit, certainty, note=note)


def _is_equivalent(hit: Hit, layers: Layers) -> bool:
    """Whether a word is another form of a given name, not one that is recorded of the person."""
    return hit.posting.form == forms.VARIANT and hit.posting.name < len(layers.record(hit.origin).names)


def _has_patronymic(person: Entry) -> bool:
    from toponym.romanization.given_names import is_patronymic, split_name

    return any(is_patronymic(fold(word)) for name in person.names for word in split_name(name.text, name.surname)[1])


def _is_slip(word: str, person: Entry, vowels: str) -> bool:
    """Whether a word is a given name of the person but for one vowel within it."""
    from toponym.romanization import generated, languages
    from toponym.romanization.given_names import split_name

    if len(word) < _SHORTEST_SLIP:
        return False
    for name in person.names:
        for own in split_name(name.text, name.surname)[1]:
            spellings = [fold(own), *(generated(own, name.lang) if name.lang in languages() else ())]
            if any(_a_vowel_apart(word, spelling, vowels) for spelling in spellings):
                return True
    return False


def _a_vowel_apart(a: str, b: str, vowels: str) -> bool:
    return abs(len(a) - len(b)) <= 1 and a[-1] == b[-1] and differ_in_vowels(a, b, vowels, most=1)
