"""Words derived from place names: relational adjectives (луганський) and names of the land around (Луганщина)."""

from collections.abc import Iterator

from toponym.inflection.loader import Grammar
from toponym.inflection.places import choices, split
from toponym.inflection.records import ADJECTIVE, REGION, Inflection
from toponym.inflection.words import like, plain


def derived_forms(name: str, language: Grammar) -> Iterator[tuple[str, Inflection]]:
    """All forms of the adjectives and region nouns of a place name, in the letter case of the name."""
    for prefix, word in _bases(name, language):
        lower = plain(word)
        for stem in dict.fromkeys(_stems(lower, language)):
            rule = f"adjective in -{stem[-3:]}{language.adjective_endings[0]}"
            for ending in language.adjective_endings:
                yield like(prefix, word, lower, stem + ending), Inflection(ADJECTIVE, rule)
            for end, puts in language.region.items():
                if stem.endswith(end):
                    for put in puts:
                        for ending in language.region_endings:
                            form = stem[: -len(end)] + put + ending
                            yield like(prefix, word, lower, form), Inflection(REGION, f"region noun in -{put}а")


def _bases(name: str, language: Grammar) -> Iterator[tuple[str, str]]:
    """What stands before the derived word, and the word it is derived from: (Біло, Церква), (Івано-, Франківськ)."""
    parts = split(name)
    words = parts.words
    if any(plain(word) in language.generic for word in words):
        return
    if len(words) == 1:
        yield "", words[0]
    elif len(words) == 2 and parts.gaps[0] == "-":
        yield f"{words[0]}-", words[1]
    elif len(words) == 2:
        for choice in choices(parts, language):
            modifier = choice.readings[0]
            if choice.head == 1 and modifier is not None and modifier.adjectival:
                soft = plain(modifier.forms[0][0]).endswith(language.soft_genitives)
                yield modifier.stem + (language.linking_soft if soft else language.linking), words[1]
                return


def _stems(lower: str, language: Grammar, again: bool = True) -> Iterator[str]:
    row = language.derived.of(lower)
    for end, gives in row or ():
        if gives != "*":
            yield lower[: len(lower) - end] + gives
        elif again:
            yield from _stems(lower[: len(lower) - 1], language, again=False)
