"""Words derived from place names: relational adjectives (луганський) and names of the land around (Луганщина)."""

from collections.abc import Iterator

from toponym.inflection.loader import Grammar
from toponym.inflection.places import choices, split
from toponym.inflection.records import ADJECTIVE, REGION, Inflection
from toponym.inflection.words import declined, like, plain


def derived_forms(name: str, language: Grammar) -> Iterator[tuple[str, Inflection]]:
    """All forms of the adjectives and region nouns of a place name, in the letter case of the name."""
    for prefix, word in _bases(name, language):
        capitals = len(word) > 1 and word.isupper()
        for stem in dict.fromkeys(_stems(plain(word), language)):
            adjective = Inflection(ADJECTIVE, f"adjective in -{stem[-3:]}{language.adjective_endings[0]}")
            yield from _with_endings(like(prefix, word, stem), language.adjective_endings, adjective, capitals)
            for end, puts in language.region.items():
                if stem.endswith(end):
                    for put in puts:
                        region = Inflection(REGION, f"region noun in -{put}а")
                        made = like(prefix, word, stem[: -len(end)] + put)
                        yield from _with_endings(made, language.region_endings, region, capitals)


def _with_endings(
    stem: str, endings: tuple[str, ...], how: Inflection, capitals: bool
) -> Iterator[tuple[str, Inflection]]:
    for ending in endings:
        yield stem + (ending.upper() if capitals else ending), how


def _bases(name: str, language: Grammar) -> Iterator[tuple[str, str]]:
    """What stands before the derived word, and the word it is derived from: (Біло, Церква), (Івано-, Франківськ)."""
    parts = split(name)
    words = parts.words
    if not declined(words[-1], "noun", language.code):
        return
    if len(words) == 1:
        yield "", words[0]
    elif any(word in language.generic for word in words):
        return
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
            yield from _stems(lower[: len(lower) - end], language, again=False)
