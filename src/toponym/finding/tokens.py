"""Words of running text that can begin a name: they begin with a capital, or are of a script without capitals.

All positions are code points of the text itself; folding happens on single words, so nothing has to be mapped back.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import category


def _ranges(points: Iterable[int]) -> Iterator[str]:
    first = last = -2
    for point in points:
        if point != last + 1:
            if first >= 0:
                yield f"\\u{first:04x}-\\u{last:04x}"
            first = point
        last = point
    yield f"\\u{first:04x}-\\u{last:04x}"


# Capital letters, and letters of scripts that have none, as far as they lie in Unicode's first plane: names in the
# others are not written with anything that a table holds.
def _begins_name(char: str) -> bool:
    # Georgian letters count as small ones since they got capitals, which only headlines use.
    return category(char) in ("Lu", "Lt", "Lo") or "\u10d0" <= char <= "\u10ff"


_BEGINS: Final = "".join(_ranges(point for point in range(0x10000) if _begins_name(chr(point))))
_CAPITAL: Final = "".join(_ranges(point for point in range(0x10000) if category(chr(point)) in ("Lu", "Lt")))
# Stress accents, soft hyphens and joiners stand inside words.
_INNER: Final = r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
APOSTROPHES: Final = "'’ʼ‘`´′ʹ＇"
_REST: Final = rf"{_INNER}*(?:[{APOSTROPHES}]{_INNER}+)*"
DASHES: Final = "-\u2010\u2011\u2012\u2013\u2212"

WORD: Final = re.compile(rf"[{_BEGINS}](?:(?:\.[{_CAPITAL}](?!{_INNER}))+\.?|{_REST})")
"""A word that can begin a name; "U.S." is one."""

ANY_WORD: Final = rf"[^\W_]{_REST}"
# Between the words of one name: a space, one line break, a dash, a full stop after an abbreviation.
_GAP: Final = rf"(?:\.?[^\S\n]*\n?[^\S\n]*|[{DASHES}]\n?)"
NEXT: Final = re.compile(rf"{_GAP}({ANY_WORD})")
"""The following word of the same name, from where the last one ends."""

BEFORE: Final = re.compile(rf"(?<!\w)((?:[{_CAPITAL}]\.)+|{ANY_WORD}\.?)([^\w\n]*\n?[^\w\n]*)\Z")
"""The word before, and what stands between, in a text that ends where the name begins."""

POSSESSIVE: Final = re.compile(rf"[{APOSTROPHES}][sS]?\Z")
UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3041-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
)
"""Letters of scripts that write words without spaces between them, or particles at their end."""


def is_capital(word: str) -> bool:
    """Whether a word begins as names do.

    >>> is_capital("Kyiv"), is_capital("kyiv"), is_capital("ქართული")
    (True, False, True)
    """
    return _begins_name(word[0])
