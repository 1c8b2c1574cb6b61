"""Generic words: "oblast", "м.", "River" name a kind, not the thing; stripped, they hint the kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from toponym.text.fold import fold, folded_words
from toponym.text.refuse import MAX_LENGTH


@dataclass(frozen=True, slots=True)
class Generic:
    """A text without generic words, the kinds they hint (likeliest first), the words as written, and the reason."""

    text: str
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    reason: str | None = None


_Word = tuple[str, int, int]
_Phrases = dict[tuple[str, ...], tuple[str, ...]]

_MAX_STEPS = 3  # on either side; more is no name, and would take long
_ELISION = re.compile(r"[dl]['’ʼ‘`´](?=[^\W\d_])", re.IGNORECASE)
_LEFT_EDGES = " \t\r\n\x0b\x0c\xa0.,;:/-–—−"
_RIGHT_EDGES = " \t\r\n\x0b\x0c\xa0,;:/-–—−"


def strip_generic(text: str) -> Generic:
    """Strip all generic words from both ends: the last of `generic_readings`, or the text itself.

    >>> strip_generic("м. Харків")
    Generic(text='Харків', kinds=('settlement',), words=('м.',), reason='generic word "м." (hints settlement)')
    >>> strip_generic("Region").text, strip_generic("the Donbas").text, strip_generic("Governor Haidai").kinds
    ('Region', 'Donbas', ('person',))
    """
    readings = generic_readings(text)
    return readings[-1] if readings else Generic(text)


def generic_readings(text: str) -> tuple[Generic, ...]:
    """Return the text with one generic word or phrase stripped, with two, ... so that a name like "Black Sea" is met.

    Words are compared folded; of several phrases the longest counts; the end of the text is tried before its beginning.
    "The" counts as a generic word: it hints what English gives an article. French and German articles go only together
    with a generic word. What is left has two letters and is no mere article. Empty when nothing can be stripped, and
    for a text longer than MAX_LENGTH, which is no name.

    >>> [reading.text for reading in generic_readings("Sea of Azov region")]
    ['Sea of Azov', 'Azov region', 'Azov']
    """
    if len(text) > MAX_LENGTH or not _may_have_generic(text):
        return ()
    words = _words(text)
    folded = [word for word, _, _ in words]
    found: dict[tuple[int, int], Generic] = {}
    states: list[tuple[tuple[_Step, ...], tuple[_Step, ...]]] = [((), ())]
    for front, back in states:
        start = front[-1].end if front else 0
        end = back[-1].first if back else len(words)
        following = [(front, (*back, step)) for step in _steps_at_end(folded, start, end) if len(back) < _MAX_STEPS]
        following += [((*front, step), back) for step in _steps_at_start(folded, start, end) if len(front) < _MAX_STEPS]
        for state in following:
            place = (state[0][-1].end if state[0] else 0, state[1][-1].first if state[1] else len(words))
            if place not in found:
                found[place] = _generic(text, words, *state)
                states.append(state)
    return tuple(found.values())


def generic_kinds(text: str) -> tuple[str, ...]:
    """Return the kinds that a text hints which is nothing but a generic word, like the bracket of "Lyman (city)".

    >>> generic_kinds("річка"), generic_kinds("Lyman")
    (('river',), ())
    """
    if len(text) > MAX_LENGTH:
        return ()
    phrase = tuple(fold(text).split())
    lexicon = _lexicon()
    return _united((lexicon.before.get(phrase, ()), lexicon.after.get(phrase, ())))


def generic_phrases(side: Literal["before", "after"]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the folded phrases that may stand before or after a name, each with the kinds it hints.

    >>> generic_phrases("after")["nuclear", "power", "plant"]
    ('facility',)
    """
    lexicon = _lexicon()
    return lexicon.before if side == "before" else lexicon.after


def generic_words(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded generic words that may stand before a name of a kind, and those that may stand after it.

    >>> "river" in generic_words("river")[1], "city of" in generic_words("settlement")[0]
    (True, True)
    """
    before, after = (
        tuple(" ".join(phrase) for phrase, kinds in generic_phrases(side).items() if kind in kinds)
        for side in ("before", "after")
    )
    return before, after


class _Step(NamedTuple):
    """One phrase to strip: its first word, the word after its last, the kinds it hints."""

    first: int
    end: int
    kinds: tuple[str, ...]
    article: bool = False


class _Lexicon(NamedTuple):
    """The folded phrases of generic.toml with their kinds, by the side of the name on which they stand."""

    before: _Phrases
    after: _Phrases
    articles: _Phrases
    longest: int
    first: frozenset[str]  # words that begin a phrase before a name
    last: frozenset[str]  # words that end a phrase after a name


@cache
def _lexicon() -> _Lexicon:
    import tomllib  # here, because an import of toponym needs none

    data = Path(__file__).with_name("generic.toml").read_text(encoding="utf-8")
    before: _Phrases = {}
    after: _Phrases = {}
    articles: _Phrases = {}
    for row in tomllib.loads(data)["words"]:
        kinds = tuple(row.get("kinds", ()))
        sides = {"before": (before,), "after": (after,), "either": (before, after)}
        for side, phrases in sides.items():
            for text in row.get(side, ()):
                phrase = tuple(fold(text).split())
                for index in (articles,) if row.get("article") else phrases:
                    index[phrase] = _united((index.get(phrase, ()), kinds))
    first = frozenset(phrase[0] for phrase in (*before, *articles))
    last = frozenset(phrase[-1] for phrase in after)
    return _Lexicon(before, after, articles, max(map(len, (*before, *after))), first, last)


def _may_have_generic(text: str) -> bool:
    """Whether it is worth looking; most texts are told by their first and last word."""
    words = fold(text).split()
    if len(words) < 2:
        return False  # before the lexicon is read for nothing
    lexicon = _lexicon()
    return words[0] in lexicon.first or words[-1] in lexicon.last or _ELISION.match(text) is not None


def _steps_at_start(folded: list[str], start: int, end: int) -> list[_Step]:
    lexicon = _lexicon()
    article = lexicon.articles.get((folded[start],)) if start < end else None
    first = start if article is None else start + 1
    for size in range(min(lexicon.longest, end - first), 0, -1):
        kinds = lexicon.before.get(tuple(folded[first : first + size]))
        if kinds and _is_name(folded[first + size : end]):
            return [_Step(start, first + size, kinds)]
    return [_Step(start, first, article, article=True)] if article and _is_name(folded[first:end]) else []


def _steps_at_end(folded: list[str], start: int, end: int) -> list[_Step]:
    lexicon = _lexicon()
    for size in range(min(lexicon.longest, end - start), 0, -1):
        kinds = lexicon.after.get(tuple(folded[end - size : end]))
        if kinds and _is_name(folded[start : end - size]):
            return [_Step(end - size, end, kinds)]
    return []


def _is_name(folded: list[str]) -> bool:
    articles = _lexicon().articles
    return sum(sum(map(str.isalpha, word)) for word in folded if (word,) not in articles) > 1


def _generic(text: str, words: list[_Word], front: tuple[_Step, ...], back: tuple[_Step, ...]) -> Generic:
    left = words[front[-1].end - 1][2] if front else 0
    right = words[back[-1].first][1] if back else len(text)
    steps = (*front, *reversed(back))
    telling = [step for step in (*front, *back) if not step.article] or list(steps)
    kinds = _united(step.kinds for step in telling)
    written = tuple(_written(text, words[step.first][1], words[step.end - 1][2]) for step in steps)
    listed = ", ".join(f'"{word}"' for word in written)
    verb = f"generic word {listed} (hints" if len(written) == 1 else f"generic words {listed} (hint"
    rest = text[left:right].lstrip(_LEFT_EDGES if front else None).rstrip(_RIGHT_EDGES if back else None)
    return Generic(rest, kinds, written, f"{verb} {_either(kinds)})")


def _either(kinds: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))


def _written(text: str, start: int, end: int) -> str:
    return text[start : end + 1] if text[end : end + 1] == "." else text[start:end]


def _words(text: str) -> list[_Word]:
    """Return the folded words with their places; an elided French d' or l' is a word of its own."""
    words: list[_Word] = []
    for word, start, end in folded_words(text):
        elided = _ELISION.match(text, start, end)
        if elided:
            words += [(word[0], start, elided.end()), (fold(text[elided.end() : end]), elided.end(), end)]
        else:
            words.append((word, start, end))
    return words


def _united(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for group in groups for kind in group))
