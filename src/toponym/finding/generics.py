"""Generic words beside a name in running text: "Kherson region", "the village of Olhine", "м. Київ"."""

from typing import Final, NamedTuple

from toponym.finding.around import Around, core
from toponym.finding.tokens import BEFORE, NEXT, POSSESSIVE
from toponym.finding.words import cues
from toponym.text.fold import fold
from toponym.text.generic import generic_phrases

_MOST_WORDS: Final = 5
# Kinds whose word belongs to the name even as an apposition: "Lake Svityaz", "річка Дніпро"; "its twin city Lysychansk"
# and "the capital Kyiv" only describe.
_OWN_WORD: Final = frozenset({"river", "lake", "sea", "facility"})
_UNITS: Final = frozenset({"region", "district", "community"})  # their words follow the name in Ukrainian and Russian
_LONGEST_ABBREVIATION: Final = 4


def is_cyrillic(word: str) -> bool:
    """Whether a word is written in Cyrillic letters."""
    return "\u0400" <= word[:1] <= "\u04ff"


class Attached(NamedTuple):
    """A name with the generic words beside it, and the kinds that they hint.

    `describes` tells that the words are no part of the name: "the capital Kyiv", "Donbas territory".
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    describes: bool = False


def attached(text: str, start: int, end: int, sides: Around) -> list[Attached]:
    """The ways in which generic words belong to text[start:end], the likelier first."""
    found = []
    first = core(sides.following) if sides.following else ""
    if first:
        after = _after(text, end) if first.partition(" ")[0] in cues().generic_first else None
        if after is not None:
            found.append(Attached(start, after[0], after[1], core(text[end : after[0]]) in cues().vague))
    if sides.previous:
        before = _before(text, start) if core(sides.previous) in cues().generic_last else None
        if before is not None:
            word = core(text[before[0] : start]).rpartition(" ")[2]
            own = word == "of" or is_cyrillic(word) or not _OWN_WORD.isdisjoint(before[1])
            found.append(Attached(before[0], end, before[1], not own or word in cues().vague))
    return found


def _after(text: str, end: int) -> tuple[int, tuple[str, ...]] | None:
    """The longest generic phrase after a name: its end, and its kinds."""
    phrases = generic_phrases("after")
    words: list[str] = []
    best = None
    for _ in range(_MOST_WORDS):
        following = NEXT.match(text, end)
        if following is None or text[end : following.start(1)].strip(" \n\xa0"):
            break
        raw = following[1]
        possessive = POSSESSIVE.search(raw)
        raw = raw[: possessive.start()] if possessive else raw
        words.extend(fold(raw).split())
        end = following.start(1) + len(raw)
        kinds = phrases.get(tuple(words))
        if kinds and kinds != ("person",) and not (kinds == ("settlement",) and is_cyrillic(raw)):
            # "обл." is an abbreviation; a full stop after "область" ends the sentence.
            dot = text[end : end + 1] == "." and is_cyrillic(raw) and len(raw) <= _LONGEST_ABBREVIATION
            best = end + dot, kinds
        if possessive:
            break
    return best


def _before(text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
    """The generic phrase before a name: where it begins, and its kinds.

    Of "capital city of" and "city of" the shorter counts: the rest describes.
    """
    phrases = generic_phrases("before")
    words: list[str] = []
    at = start
    for _ in range(_MOST_WORDS):
        previous = BEFORE.search(text, max(0, at - 40), at)
        if previous is None or previous[2].strip(" \n\xa0") not in ("", "."):
            break
        word = fold(previous[1])
        if len(word) == 1 and not previous[1].endswith(".") and not previous[2].startswith("."):
            break  # "в", "с", "г" are prepositions far more often than abbreviations
        at = previous.start(1)
        words[:0] = word.split()
        kinds = phrases.get(tuple(words))
        if kinds and kinds != ("person",) and not (is_cyrillic(word) and _UNITS.issuperset(kinds)):
            return at, kinds
    return None
