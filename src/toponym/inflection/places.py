"""Place names of one or several words: which words are declined, and how they agree."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

from toponym.inflection.loader import Grammar
from toponym.inflection.records import CASES, Declined, Inflection
from toponym.inflection.words import declined, plain

_PARTS = re.compile(r"[\s-]+")
LINKING = "ое"
"""The vowels at the end of the first part of a compound."""
_MOST = 12
"""Forms of one case of a name of several words; the usual ones come first."""


class Parts(NamedTuple):
    """The words of a name, and what stands between them: gaps[i] is before words[i + 1]."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]

    def join(self, words: tuple[str, ...]) -> str:
        return "".join(word + gap for word, gap in zip(words, (*self.gaps, ""), strict=True))


class Choice(NamedTuple):
    """For each word one reading, or None for a word that stays as it is; and the place of the head."""

    readings: tuple[Declined | None, ...]
    head: int


def split(name: str) -> Parts:
    """The words of a name; a hyphen divides like a space."""
    return Parts(tuple(_PARTS.split(name)), tuple(_PARTS.findall(name)))


def cases_of(name: str, language: Grammar) -> Iterator[tuple[str, Inflection]]:
    """Every case form of a place name, the readings of its head in the order of the grammar."""
    parts = split(name)
    if len(parts.words) == 1:
        for reading in declined(name, "noun", language.code):
            for case, forms in zip(CASES[:-1], reading.forms, strict=False):
                how = Inflection(case, reading.rule)
                for form in forms:
                    yield form, how
        return
    for choice in choices(parts, language):
        head = choice.readings[choice.head]
        assert head is not None
        for place, case in enumerate(CASES[:-1]):
            if not any(reading and reading.forms[place] for reading in choice.readings):
                continue
            slots = [
                (word,) if reading is None else reading.forms[place] or (word,)
                for word, reading in zip(parts.words, choice.readings, strict=True)
            ]
            how = Inflection(case, head.rule)
            for words in islice(product(*slots), _MOST):
                yield parts.join(words), how


def choices(parts: Parts, language: Grammar) -> Iterator[Choice]:
    """The ways to decline a name."""
    words, code = parts.words, language.code
    last = _end_of_phrase(parts, language)
    if last == 1:
        for reading in declined(words[0], "noun", code):
            yield Choice((reading, *(None,) * (len(words) - 1)), 0)
        return
    head = _head(parts, last, language)
    if head < last - 1 and parts.gaps[head] == "-" and not _adjectival(words[last - 1], language):
        yield from _appositions(parts, head, last, language)
        return
    for reading in declined(words[head], "noun", code):
        readings: list[Declined | None] = [None] * len(words)
        readings[head] = reading
        agree = True
        for place in range(last):
            if place != head:
                found = _agreeing(words[place], reading, language, post=place > head)
                readings[place] = found
                agree = agree and (found is not None or place > head or _linking(parts, place, last))
        if agree or head == 0:
            yield Choice(tuple(readings), head)


def _end_of_phrase(parts: Parts, language: Grammar) -> int:
    """How many words come before a preposition, a quotation, a number or a dash."""
    for place, word in enumerate(parts.words):
        if place and (word.lower() in language.prepositions or not word[:1].isalpha()):
            return place
    return len(parts.words)


def _head(parts: Parts, last: int, language: Grammar) -> int:
    """The first word that is no adjective agreeing with a later noun."""
    words = parts.words[:last]
    for place in range(len(words) - 1):
        nouns = [word for word in words[place + 1 :] if not _adjectival(word, language)]
        readings = [reading for word in nouns for reading in declined(word, "noun", language.code)]
        if _linking(parts, place, last):
            continue
        if not any(_agreeing(words[place], reading, language) for reading in readings):
            return place
    return len(words) - 1


def _linking(parts: Parts, place: int, last: int) -> bool:
    """The first part of a compound is not declined: Івано-Франківськ, Новоград-Волинський район."""
    return parts.gaps[place] == "-" and (
        parts.words[place][-1] in LINKING or set(parts.gaps[place : last - 1]) != {"-"}
    )


def _adjectival(word: str, language: Grammar) -> bool:
    readings = declined(word, "noun", language.code)
    return bool(readings) and all(reading.adjectival for reading in readings)


def _agreeing(word: str, head: Declined, language: Grammar, post: bool = False) -> Declined | None:
    """The adjectival reading of a word that agrees with a head; after the head only a certain adjective counts."""
    nouns = [reading for reading in declined(word, "noun", language.code) if reading.adjectival]
    own = [reading for reading in nouns if reading.gender == head.gender]
    if not own and (post or not _may_modify(word, language)):
        return None
    before = [reading for reading in declined(word, "modifier", language.code) if reading.gender == head.gender]
    return _together(own if post else before or own)


def _together(readings: list[Declined]) -> Declined | None:
    """Several readings as one, with the forms of all."""
    if len(readings) < 2:
        return readings[0] if readings else None
    forms = tuple(
        tuple(dict.fromkeys(form for forms in by_case for form in forms))
        for by_case in zip(*(reading.forms for reading in readings), strict=True)
    )
    return replace(readings[0], forms=forms)


def _may_modify(word: str, language: Grammar) -> bool:
    lower = plain(word)
    return lower[:-1] in language.modifiers or lower.endswith(language.possessive)


def _appositions(parts: Parts, head: int, last: int, language: Grammar) -> Iterator[Choice]:
    """Nouns joined by hyphens: only the last is declined (Івано-Франківськ), or all are (Пущі-Водиці)."""
    words = parts.words
    for reading in declined(words[last - 1], "noun", language.code):
        readings: list[Declined | None] = [None] * len(words)
        readings[last - 1] = reading
        yield Choice(tuple(readings), last - 1)
        for first in declined(words[head], "noun", language.code):
            both = list(readings)
            both[head] = first
            yield Choice(tuple(both), last - 1)
