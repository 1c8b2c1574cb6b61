"""Clean the alternate names of GeoNames for the whole world: what nobody writes as a place's name goes, with a reason.

The alternates have no languages. Among them stand airport codes, machine romanizations in small letters, clipped
words, names with the state after a comma, words for a kind, and names of other towns.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from toponym.text.fold import fold
from toponym.text.script import scripts

# Why an alternate is left out: the words that counts and the documentation use.
REASONS: Final = {
    "address": "a link, or signs that no name holds",
    "digits": "digits that the main name does not have",
    "code": "a code in Latin capitals (IEV, PHWN)",
    "small": "all in small letters of a script that has capitals: a machine romanization or a clipped word",
    "short": "fewer than three letters of an alphabet, or two of another script",
    "mixed": "letters of several scripts",
    "after comma": "a name with what contains it behind a comma or in brackets",
    "kind": "another name of the place with a word for a kind",
    "same": "folds like another name of the place",
    "derivable": "what a romanization system yields from a native name of the place",
    "other town": "the own name of a larger place of the same country nearby",
}

_CASED: Final = frozenset({"Latin", "Cyrillic", "Greek", "Armenian"})
_JAPANESE: Final = frozenset({"Han", "Kana"})
_SHORTEST: Final = {"Latin": 3, "Cyrillic": 3, "Greek": 3, "Armenian": 3, "Georgian": 3}
_SHORTEST_OTHER: Final = 2
_SIGNS: Final = re.compile(r"https?:|www\.|[@#%&*+=<>{}|\\~^_\"?!:;;•\ue000-\uf8ff\ufffd]")
_CONTAINED: Final = re.compile(r"[,،،、()\[\]/（）]")
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
# Words for a settlement, a municipality or a district in the languages whose Wikipedias GeoNames took names from.
_KIND_BEFORE: Final = re.compile(
    "(?:lungsod (?:ng|sa)|dakbayan sa|bayan ng|gmina|ґміна|op[sš]tina|ob[cč]ina|kommun|gemeng|comuna(?: de)?|"
    "distritto di|distretto di|municipio de|stadt|ville de|ciudad de|city of|village of|town of|"
    "gorod|город|misto|місто|horad|gorad|горад|selo|село|pos[eë]lok|пос[её]лок|derevnya|деревня|stanitsa|станица|"
    "th[aà]nh ph[oố]|th[iị] tr[aấ]n|kota|amphoe|king amphoe|changwat|myza) "
)
_KIND_AFTER: Final = re.compile(
    " (?:osh|ош|балһсн|шаары|shaary|қаласы|qalasy|kommune?|linn|vald|district|ra[iyj]on|район|municipality|cdp|"
    "distritu)$"
)


def tidy(text: str) -> str:
    """A text in composed form, without invisible signs and stray spaces.

    >>> tidy("Belle\\u200b  Vue ")
    'Belle Vue'
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def fault(text: str, main: str) -> str:
    """Why a tidy alternate of the place with a main name is none, as a key of REASONS; "" for a good one.

    >>> [fault(text, "Kyiv") for text in ("Київ", "IEV", "qyyb", "Ko", "Zuһres", "Kyiv, Ukraine", "Киев-24")]
    ['', 'code', 'small', 'short', 'mixed', 'after comma', 'digits']
    """
    if not text or _SIGNS.search(text):
        return "address"
    if _CONTAINED.search(text):
        return "after comma"
    if any(char.isdigit() for char in text) and not any(char.isdigit() for char in main):
        return "digits"
    found = scripts(text)
    if not found:
        return "address"
    if len(found) > 1 and not found <= _JAPANESE:
        return "mixed"
    script = next(iter(found))
    letters = sum(char.isalpha() for char in text)
    if letters < _SHORTEST.get(script, _SHORTEST_OTHER) and letters < sum(char.isalpha() for char in main):
        return "short"
    if script in _CASED:
        if script == "Latin" and text.isupper() and letters < 6:
            return "code"
        if not any(char.isupper() for char in text):
            return "small"
        if text[0].islower() and text[0].isalpha() and script != "Latin":
            return "small"
    return ""


def with_kind(text: str, others: Collection[str]) -> bool:
    """Whether a text is one of the other names, which are folded, with a word for a kind before or after it.

    >>> with_kind("Lungsod ng München", {"munchen"}), with_kind("Kota Bharu", {"kota bharu"})
    (True, False)
    """
    lowered = text.casefold()
    for found in (_KIND_BEFORE.match(lowered), _KIND_AFTER.search(lowered)):
        if found is not None:
            rest = lowered[found.end() :] if found.start() == 0 else lowered[: found.start()]
            if fold(rest) in others:
                return True
    return False
