"""String helpers of the protocol. They are kept apart from toponym's own fold, so that the judge does not move
when the thing it judges is changed."""

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz
from unidecode import unidecode

UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
MIN_LETTERS = 4

_UNWANTED = re.compile(r"[\d()\[\]{},;:/\\|]|https?|www\.", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[^a-z]+")
_VOWELS = re.compile(r"[aeiouy]+")


@cache
def plain(text: str) -> str:
    """ASCII lower case by unidecode; what every baseline compares.

    >>> plain("Сєвєродонецьк")
    "sievierodonets'k"
    """
    return unidecode(text).lower().strip()


def letters(text: str) -> str:
    """Only the letters of `plain`; two spellings with the same letters count as the same name.

    >>> letters("Sivers’k") == letters("Siversk")
    True
    """
    ascii_text = plain(text)
    return _NOT_LETTERS.sub("", ascii_text) or ascii_text


def consonants(text: str) -> str:
    """`letters` without a, e, i, o, u, y.

    >>> consonants("Tulchyn")
    'tlchn'
    """
    return _VOWELS.sub("", letters(text))


def similarity(first: str, second: str) -> float:
    """0 to 100: rapidfuzz's ratio over `plain`, or the same over consonants less 10, whichever is higher.

    >>> similarity("Kharkiv", "Harkov") > 70
    True
    """
    whole = fuzz.ratio(plain(first), plain(second))
    return max(whole, fuzz.ratio(consonants(first), consonants(second)) - 10)


def scripts(text: str) -> frozenset[str]:
    """First words of the Unicode names of the letters: LATIN, CYRILLIC, CJK ...

    >>> sorted(scripts("Кyiv"))
    ['CYRILLIC', 'LATIN']
    """
    found = {unicodedata.name(sign, "UNKNOWN").split()[0] for sign in text if sign.isalpha()}
    return frozenset(found - {"MODIFIER"})


def usable(text: str) -> bool:
    """Whether the protocol keeps an alternate name: one script, Latin or Cyrillic; at least four letters; no digit,
    bracket, comma, slash or address; no code in capitals.

    >>> [usable(text) for text in ("Kharkow", "HRK", "Харків", "ハルキウ", "Lyman (Kharkiv)")]
    [True, False, True, False, False]
    """
    if _UNWANTED.search(text) or text.isupper() or sum(sign.isalpha() for sign in text) < MIN_LETTERS:
        return False
    return scripts(text) in (frozenset({"LATIN"}), frozenset({"CYRILLIC"}))


def written_in(text: str, alphabet: frozenset[str]) -> bool:
    """Whether all letters, in lower case, belong to the alphabet.

    >>> written_in("Харків", RUSSIAN)
    False
    """
    return all(sign in alphabet for sign in text.lower() if sign.isalpha())
