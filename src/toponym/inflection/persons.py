"""Names of persons: given name, patronymic and surname, declined in agreement with the person's sex."""

from collections.abc import Iterator
from itertools import islice, product

from toponym.inflection.loader import Grammar
from toponym.inflection.places import split
from toponym.inflection.records import CASES, Declined, Inflection
from toponym.inflection.words import declined, plain

_GENITIVE, _ACCUSATIVE = CASES.index("genitive"), CASES.index("accusative")
_MOST = 16
"""Forms of one case of a whole name: with three words of two dative endings there are eight."""


def forms_of_person(name: str, surname: str, language: Grammar) -> Iterator[tuple[str, Inflection]]:
    """Every case form of a person's name."""
    parts = split(name)
    kinds = _kinds(parts.words, surname, language)
    sexes = _sexes(parts.words, kinds, language)
    for sex in sexes:
        readings = [_readings(word, kind, sex, language) for word, kind in zip(parts.words, kinds, strict=True)]
        rule = _rule(readings, kinds)
        for place, case in enumerate(CASES):
            slots = [_forms(word, found, place) for word, found in zip(parts.words, readings, strict=True)]
            how = Inflection(case, rule)
            for words in islice(product(*slots), _MOST):
                yield parts.join(words), how


def _kinds(words: tuple[str, ...], surname: str, language: Grammar) -> list[str]:
    """The table for each word: the words of the surname, the patronymic, and given names."""
    own = {plain(word) for word in split(surname).words} if surname else set()
    if not own & {plain(word) for word in words}:
        own = {plain(words[-1])}
    kinds = []
    for place, word in enumerate(words):
        lower = plain(word)
        if not word[:1].isupper() or len(word) < 2:
            kinds.append("")
        elif lower in own:
            kinds.append("surname")
        elif place and lower.endswith(language.patronymics):
            kinds.append("patronymic")
        else:
            kinds.append("given")
    return kinds


def _sexes(words: tuple[str, ...], kinds: list[str], language: Grammar) -> str:
    """ "m", "f", or both letters when the name does not tell."""
    for word, kind in zip(words, kinds, strict=True):
        if kind == "patronymic":
            return "f" if plain(word)[-1] == "а" else "m"
    for word, kind in zip(words, kinds, strict=True):
        if kind == "given":
            lower = plain(word)
            if lower in language.women:
                return "f"
            return "f" if lower[-1] in "ая" and lower not in language.men else "m"
    return "mf"


def _readings(word: str, kind: str, sex: str, language: Grammar) -> tuple[Declined, ...]:
    if not kind:
        return ()
    readings = [each for each in declined(word, kind, language.code) if sex in each.sex]
    if kind == "surname" and sex == "f" and any(each.sex == "f" for each in readings):
        readings = [each for each in readings if each.sex == "f"]
    return tuple(readings)


def _forms(word: str, readings: tuple[Declined, ...], place: int) -> tuple[str, ...]:
    """A word's forms of one case; a man's accusative is his genitive; what has no form stays."""
    found: dict[str, None] = {}
    for reading in readings:
        forms = reading.forms[place]
        if not forms and place == _ACCUSATIVE:
            forms = reading.forms[_GENITIVE] if reading.sex != "f" else (word,)
        found.update(dict.fromkeys(forms or (word,)))
    return tuple(found) or (word,)


def _rule(readings: list[tuple[Declined, ...]], kinds: list[str]) -> str:
    """The class of the surname, else of the last word that is declined."""
    of_surname = [found for found, kind in zip(readings, kinds, strict=True) if kind == "surname" and found]
    declined_words = of_surname or [found for found in readings if found]
    return declined_words[-1][0].rule if declined_words else ""
