"""Whether a capitalised word is the name of a place here, or something else: a common word, a part of another name.

A name needs the more evidence the rarer the place is and the commoner its spelling. The verdict "weak" leaves the last
word to the other names of the document, "common" to the same name elsewhere in it.
"""

from typing import Final, Literal

from toponym.finding.around import Around, core, ends_sentence
from toponym.finding.book import FAMOUS, WELL_KNOWN, Book, Sense
from toponym.finding.tokens import is_capital
from toponym.finding.words import cues, english
from toponym.text.script import main_script

Verdict = Literal["yes", "weak", "common", "no"]

_SHORTEST_VILLAGE: Final = 4
_SHORTEST_AT_HEAD: Final = 6
# Kinds whose names battalions, sweets and clubs are called after.
_LENDING: Final = frozenset({"settlement", "region", "country", "river", "area", "sea", "lake"})
_POSSESSIVES: Final = ("'s", "’s", "ʼs", "'", "’")
_STRONG_STOPS: Final = ',;:.!?)]}”»"…'


def judge_place(sense: Sense, sides: Around, written: str, title: bool, after_name: bool, book: Book) -> Verdict:
    """Whether a spot without generic words beside it is a place.

    `title` tells that capitals mean nothing there, `after_name` that another name of the layers stands directly before.
    """
    if sense.kind in _LENDING and _names_a_thing(sides, sense.key.isascii()):
        return "no"
    if sense.kind in _LENDING and sides.quoted and not sides.begins_sentence and _names_what_precedes(sides):
        return "no"
    if _only_begins(written):
        return "no"
    if sense.acronym:
        return "no" if title and not written.islower() and "." not in written and _shouted(sides) else "yes"
    if _of_a_thing(sides) or (not after_name and other_name_before(sides, title, book)):
        return "no"
    if _goes_on(sides, sense, title, book):
        return "no"
    if not sense.weight:
        return "yes" if core(sides.previous) == "the" else "weak"
    key = sense.key
    if key in cues().never:
        return "no"
    if sides.begins_sentence and (key in cues().common or core(written) in cues().common) and not _listed(sides):
        return "common"
    if key in english().small:
        if sense.weight >= FAMOUS and sense.own:
            return "yes"
        return "weak" if after_preposition(sides) and sense.weight >= WELL_KNOWN and not title else "no"
    if sense.weight >= FAMOUS:
        return "yes"
    if title and sense.weight < WELL_KNOWN:
        return "no"
    if sense.weight < WELL_KNOWN:
        least = _SHORTEST_AT_HEAD if sides.begins_sentence else _SHORTEST_VILLAGE
        if len(key) < least or (sides.begins_sentence and not key.isascii()):
            return "no"
    if acts(sides) and (sense.surname or sense.given or sense.weight < WELL_KNOWN):
        return "no"
    if sense.weight < WELL_KNOWN:
        return "weak"
    if sense.kind == "settlement" and (
        (key in english().capital and key not in english().small) or sense.given or sense.surname
    ):
        return "yes" if core(sides.previous) in cues().inside else "weak"
    return "yes"


def follows_person_title(sides: Around) -> bool:
    """Whether "Governor", "Mr" or another title stands directly before."""
    return bool(sides.previous) and core(sides.previous).rpartition(" ")[2] in cues().titles


def other_name_before(sides: Around, title: bool, book: Book) -> bool:
    """Whether a word of another name stands directly before: somebody else's given name, the head of a longer name."""
    previous = sides.previous
    if not previous or title or previous[-1] in _STRONG_STOPS or previous.endswith(_POSSESSIVES):
        return False
    word = previous.lstrip("([{“„«\"‘'")
    if not word or not word[0].isalpha() or not is_capital(word) or main_script(word) not in ("Latin", "Cyrillic"):
        return False
    if "-" in word and word.rpartition("-")[2].islower():
        return False  # "Ukrainian-held Bakhmut"
    folded = core(word)
    if folded in cues().apart_before or folded.rpartition(" ")[2] in cues().title_words or len(folded) < 2:
        return False
    if word.isupper() and len(word) > 1:
        return False
    known = book.sense(folded, False)
    if known is not None and known.given:
        return True
    begins = len(sides.before) < 2 or ends_sentence(sides.before[-2]) or word != previous
    if begins:
        return main_script(word) == "Latin" and folded not in english().small
    return True


def other_name_after(sides: Around, title: bool, country: bool, book: Book) -> bool:
    """Whether the name goes on with a word that no layer knows: "Kyiv Independent", "Paris Hilton"."""
    following = sides.following
    word = following.lstrip("([{“„«\"‘'")
    if not word or word != following or not word[0].isalpha():
        return False
    folded = core(word)
    if not is_capital(word):
        return False
    if folded in cues().longer_after:
        return True
    if title or folded in cues().apart_after or main_script(word) not in ("Latin", "Cyrillic"):
        return False
    if folded in cues().title_words or folded in cues().generic_first or word.isupper():
        return False
    known = book.sense(folded, False)
    if country:
        # "Ukraine Defence Ministry" is its ministry, "Chad Smith" and "Israel Fenn" are persons.
        strange = folded not in english().small or folded in english().capital
        return strange and known is None and main_script(word) == "Latin"
    if known is not None and known.given and core(sides.previous) in cues().inside:
        return False  # "in Geneva Simon Manley called": another name begins
    if known is None or not known.begins_mention or (known.given and known.weight < FAMOUS):
        return True
    return known.weight < WELL_KNOWN and not known.surname and not known.bare and not known.person


def _goes_on(sides: Around, sense: Sense, title: bool, book: Book) -> bool:
    return other_name_after(sides, title, sense.kind == "country", book)


def _names_what_precedes(sides: Around) -> bool:
    """Whether a quoted name is that of a thing named just before: Group “Luhansk”."""
    return bool(sides.before) and sides.before[-1][-1].isalpha() and sides.left in "“„«\"‘'"


def _shouted(sides: Around) -> bool:
    """Whether the words on both sides are in capitals, as in a headline."""
    words = [*sides.before[-2:], *sides.after[:2]]
    return bool(words) and all(word.upper() == word for word in words)


def _only_begins(written: str) -> bool:
    """Whether an English name of several words goes on in small letters, which names do not: "The valley"."""
    last = written.split()[-1]
    return last != written and last.isascii() and last.islower() and core(last) not in cues().generic_first


def _of_a_thing(sides: Around) -> bool:
    """Whether a word before makes the name a part of another: Dynamo Kyiv, chicken Kiev."""
    return bool(sides.previous) and core(sides.previous) in cues().longer_before


def _names_a_thing(sides: Around, latin: bool) -> bool:
    """Whether quotation marks begin a thing's own name: цукерки «Київ вечірній». Speech follows a colon there."""
    return (
        not latin and bool(sides.before) and sides.left in "«„“" and sides.left != "" and sides.before[-1][-1].isalpha()
    )


def _listed(sides: Around) -> bool:
    """Whether what follows shows a list of names: "Суми, Рівне та Луцьк"."""
    return sides.right[:1] in (",", ":", "–", "—", "-") or (
        sides.following in cues().common_beside and len(sides.after) > 1 and sides.after[1][0].isupper()
    )


def after_preposition(sides: Around) -> bool:
    """Whether "in", "near" or another word stands before that names of places follow."""
    return bool(sides.previous) and core(sides.previous) in cues().place_before


def acts(sides: Around) -> bool:
    """Whether what follows is what persons do: "said", "added"."""
    return bool(sides.following) and core(sides.following) in cues().verbs
