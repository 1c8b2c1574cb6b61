"""Which script a character or a text is written in, as far as names need it."""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache

# First and last code point of each block that holds letters; what lies in none of them is "Other". By Unicode's blocks,
# with the letters of the shared blocks (Ⅳ, ª, halfwidth kana) given to the script they are used with.
_BLOCKS = sorted(
    (first, last, script)
    for script, blocks in {
        "Latin": "0041-007A 00AA-00AA 00BA-00BA 00C0-02B8 02E0-02E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1DBE 1E00-1EFF "
        "2071-2071 207F-207F 2090-209C 212A-212B 2C60-2C7F A722-A7FF AB30-AB69 FB00-FB06 FF21-FF3A FF41-FF5A",
        "Greek": "0370-0373 0376-03E1 03F0-03FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1F00-1FFF 2126-2126",
        "Cyrillic": "0400-052F 1C80-1C8F 1D2B-1D2B 2DE0-2DFF A640-A69F",
        "Armenian": "0531-0588 FB13-FB17",
        "Hebrew": "05D0-05F2 FB1D-FB4F",
        "Arabic": "0620-06FF 0750-077F 0860-08FF FB50-FDFF FE70-FEFC",
        "Devanagari": "0900-097F A8E0-A8FF",
        "Georgian": "10A0-10FF 1C90-1CBF 2D00-2D2D",
        "Hangul": "1100-11FF 3131-318E A960-A97C AC00-D7FB FFA0-FFDC",
        "Kana": "3041-3096 309D-309F 30A1-30FA 30FC-30FF 31F0-31FF FF66-FF9F 1B000-1B16F",
        "Han": "3005-3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FAFF 20000-323AF",
    }.items()
    for first, last in ((int(point, 16) for point in block.split("-")) for block in blocks.split())
)
_FIRST = [first for first, _, _ in _BLOCKS]


@lru_cache(maxsize=1 << 14)
def script_of(char: str) -> str:
    """Return the script of one character: "Common" for what is no letter, "Other" for a script that is not told apart.

    >>> [script_of(char) for char in "Zжω한か1-ᚠ"]
    ['Latin', 'Cyrillic', 'Greek', 'Hangul', 'Kana', 'Common', 'Common', 'Other']
    """
    if not char.isalpha():
        return "Common"
    point = ord(char)
    if 0x2B9 <= point <= 0x2DF:  # modifier letters: apostrophes and the like
        return "Common"
    block = bisect_right(_FIRST, point) - 1
    if block >= 0 and point <= _BLOCKS[block][1]:
        return _BLOCKS[block][2]
    return "Other"


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of a text's letters; empty when it has none.

    >>> sorted(scripts("Кyiv, 1")), scripts("123")
    (['Cyrillic', 'Latin'], frozenset())
    """
    return frozenset(map(script_of, set(text))) - {"Common"}


def main_script(text: str) -> str:
    """Return the script of most letters, the earlier one when two have as many; "Common" without letters.

    >>> main_script("Донeцьк"), main_script("12")
    ('Cyrillic', 'Common')
    """
    counts: Counter[str] = Counter()
    for char, number in Counter(text).items():
        counts[script_of(char)] += number
    del counts["Common"]
    return counts.most_common(1)[0][0] if counts else "Common"
