"""Persons in running text: full names, and surnames that stand alone."""

from collections.abc import Callable
from typing import Final

from toponym.finding.around import Around, core
from toponym.finding.book import Book
from toponym.finding.evidence import acts, follows_person_title, other_name_after, other_name_before
from toponym.finding.scan import Spot
from toponym.finding.tokens import BEFORE, NEXT, is_capital
from toponym.finding.words import cues, english
from toponym.gazetteer import forms
from toponym.matching.layers import Layers
from toponym.model import Match
from toponym.text.fold import fold

_MOST_GIVEN: Final = 3
_SLAVIC: Final = frozenset({"uk", "ru", "be"})

Ask = Callable[[str], Match]


def full_name(text: str, spot: Spot, book: Book, ask: Ask) -> tuple[int, int, Match] | None:
    """The full name of a known person that a surname belongs to: where it stands, and the match."""
    if spot.sense.person:
        match = ask(spot.spelling(text))
        if match.kind == "person":
            return spot.start, spot.end, match
    if not spot.sense.surname:
        return None
    starts = _given_before(text, spot.start, book)
    for start in reversed(starts):
        match = ask(f"{_uninflected(text[start : spot.start], book)} {spot.spelling(text)}")
        if match.kind == "person":
            return start, spot.end, match
    following = NEXT.match(text, spot.end) or None
    at = following.start(1) if following else 0
    comma = text[spot.end : spot.end + 2] == ", "
    if comma:
        following = NEXT.match(text, spot.end + 1)
    if following and is_capital(following[1]) and _is_given(following[1], book) and text[at - 1 : at] not in "-–":
        given = _uninflected(following[1], book)
        match = ask(f"{spot.spelling(text)}, {given}" if comma else f"{spot.spelling(text)} {given}")
        if match.kind == "person":
            return spot.start, following.end(), match
    return None


def _uninflected(words: str, book: Book) -> str:
    """Given names as they are recorded: "Сергія" is a form of "сергій"."""
    return " ".join(_given_base(word, book) for word in words.split())


def _given_base(word: str, book: Book) -> str:
    sense = book.sense(fold(word), False)
    return sense.key if sense is not None and sense.given and sense.inflected else word


def _given_before(text: str, start: int, book: Book) -> list[int]:
    """Where the words begin that may be given names before a surname, the nearest first."""
    starts: list[int] = []
    at = start
    for _ in range(_MOST_GIVEN):
        previous = BEFORE.search(text, max(0, at - 40), at)
        if previous is None or previous[2].strip() or "\n\n" in previous[2] or not is_capital(previous[1]):
            break
        word = previous[1].rstrip(".")
        # "С Гайдаем": a letter without a full stop is a preposition in Cyrillic.
        initial = (len(word) == 1 and (word.isascii() or previous[1].endswith("."))) or "." in word
        if fold(word).rpartition(" ")[2] in cues().title_words:
            break
        if not initial and (previous[1].endswith(".") or len(word) == 1):
            break
        if not initial and not _is_given(word, book):
            if not starts:
                # It may be a given name but for a vowel, which the matching decides.
                starts.append(previous.start(1))
            break
        at = previous.start(1)
        starts.append(at)
    return starts


def _is_given(word: str, book: Book) -> bool:
    sense = book.sense(fold(word), False)
    return sense is not None and sense.given


def bearers(key: str, layers: Layers) -> frozenset[str]:
    """The ids of the persons with a surname."""
    return frozenset(layers.entry_id(hit.entry) for hit in layers.find(key) if hit.posting.role == forms.SURNAME)


def names_somebody(spot: Spot, sides: Around, title: bool, book: Book, match: Match) -> bool:
    """Whether a surname that nobody introduced is meant for the person of the layers that bears it."""
    if not match.candidates or match.candidates[0].kind != "person":
        return False
    key = spot.sense.key
    if key in cues().never or key in english().small:
        return follows_person_title(sides)
    if follows_person_title(sides):
        return True
    names = match.candidates[0].entry.names
    near = bool(names) and names[0].lang in _SLAVIC
    if not near and key in english().capital:
        return False
    if sides.begins_sentence and key in cues().common_surnames:
        return acts(sides)  # "Негода торкнулася": a common word may stand here
    return acts(sides) or near or (bool(match) and not sides.begins_sentence)


def another_bears_it(sides: Around, title: bool, book: Book) -> bool:
    """Whether the words beside a surname make it somebody else's, or no surname."""
    if other_name_before(sides, title, book):
        return True
    following = core(sides.following)
    return following not in cues().verbs and other_name_after(sides, title, False, book)
