"""Fold: the cheap normal form under which two spellings of one name are the same string.

Fold equates Unicode forms, letter case, apostrophes and soft-sign marks, dashes, white space, invisible characters and
diacritical marks. It equates nothing else: і and и, г and ґ, Kyiv and Kiev stay apart.
"""

import re
from collections import Counter, defaultdict
from typing import Final, Literal
from unicodedata import category, normalize

# Apostrophes, primes and modifier letters that stand for a soft or hard sign, ayn or hamza; and the Armenian marks that
# are written inside a word. NFKC would turn U+00B4 and U+0384 into a space, so _UNSAFE catches them first.
_APOSTROPHES = frozenset("'`´΄‘’‚‛′‵ʹʺʻʼʽʾʿˈˊˋˮ׳״՚՛՜՞ꞌꞋ＇｀")
_DOUBLE_QUOTES = frozenset('"“”„‟')
_DASHES = frozenset("−⁃")  # beside Unicode's category Pd

# Signs whose compatibility form is a word glued to the name ("Kyiv™" is not "kyivtm"), and the spacing accents.
_UNSAFE = re.compile("[´΄\u1ffd№℀℁℅℆℠℡™℻\ud800-\udfff]")
_UNSAFE_FORMS = {ord(char): " " for char in "№℀℁℅℆℠℡™℻"} | dict.fromkeys((0xB4, 0x384, 0x1FFD), "ʼ")
_UNSAFE_FORMS |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

# Diacritics of general use, Cyrillic titlos, Hebrew points, Arabic vowel signs and tatweel. Hamza and madda
# (U+0653-0655) make letters, Indic vowel signs and Japanese dakuten too, U+0345 is case-folded to one: they stay.
_MARKS = re.compile(
    "[\u0300-\u0344\u0346-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0483-\u0489\u2de0-\u2dff\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e"
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
# Invisible characters that are neither format nor control characters: joiners, fillers, variation selectors.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Letters with a stroke, dotless letters and ligatures that Unicode does not decompose; ё, which Russian may write as е;
# and the two Cyrillic letters that are a vowel with a stress accent.
_LETTERS = {
    **dict(zip("łøđɖðħŧƀɨıȷɉƶǥɍɏʉⱥȼɇⱦꝁ", "lodddhtbiijjzgryuacetk", strict=True)),
    **dict(zip("ёѐѝ", "ееи", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}

_PLAIN = re.compile("[a-z0-9а-яіїєґўђѓјљњћќџ '’.-]*")
_INNER = re.compile(r'(?<=[^\W\d_])"(?=[^\W\d_])|(?<=l)·(?=l)')  # hard-sign mark Pod"yezd; Catalan l·l
_OUTER = str.maketrans('"·', "  ")
_PIECE_LENGTH = 250
# A cut is safe before a space or before a letter that no Unicode composition joins to what precedes it.
_PIECE = re.compile(
    r"[\s\S]{1,250}(?=\s|[^\W\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\ud7b0-\ud7ff\uff9e-\uffdc]|\Z)|[\s\S]{1,250}"
)


def _normal(form: Literal["NFC", "NFKC"], text: str) -> str:
    """Normalize in pieces: sorting a run of n combining marks takes n² steps, which hostile input could exploit."""
    if len(text) <= _PIECE_LENGTH:
        return normalize(form, text)
    return "".join(normalize(form, piece[0]) for piece in _PIECE.finditer(text))


def _fold_character(char: str) -> str:
    """Fold one character of an NFKC text; a double quote and a middle dot are decided later, by their neighbours."""
    kind = category(char)
    if char in _APOSTROPHES or _MARKS.match(char) or _INVISIBLE.match(char):
        return ""
    if char in _DOUBLE_QUOTES:
        return '"'
    if char in "·\ufffd":
        return char
    if kind in ("Cc", "Cf"):
        return " " if char.isspace() else ""
    if kind[0] in "PSZ":
        return " "
    folded = char.casefold()
    if not "\u0400" <= char <= "\u052f":
        folded = normalize("NFC", _MARKS.sub("", normalize("NFKD", folded)))
    return "".join(_LETTERS.get(letter, letter) for letter in folded)


class _Characters(dict[int, str]):
    """The folded form of a code point, worked out when it is first met; remembered for the first two planes only."""

    def __missing__(self, point: int) -> str:
        folded = _fold_character(chr(point))
        if point < 0x20000:
            self[point] = folded
        return folded


class _Separators(dict[int, str]):
    """A space for a code point that fold reads as a space or as several, the character itself otherwise."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        forms = {_CHARACTERS[ord(form)] for form in _compatible(char)}
        kept = " " if forms == {" "} else char
        if point < 0x20000:
            self[point] = kept
        return kept


_CHARACTERS = _Characters()
_SEPARATORS = _Separators()
_WORD = re.compile(r"[^ ]+")
_ASCII = {point: _CHARACTERS[point] or None for point in range(128)}


def fold(text: str) -> str:
    """Return the form under which spellings are compared; idempotent, and the same for NFC and NFD.

    - NFKC, except signs whose compatibility form would glue a word to the name (№ ™ ℠ ℡ ...): they become a space.
    - Case folding; ß is ss, æ is ae, œ is oe, þ is th; ł ø đ ð ħ ı and other barred letters lose the bar.
    - Apostrophes and soft-sign marks are removed, a double quote too when it stands between letters.
    - Dashes, other punctuation and symbols become a space; spaces are collapsed and trimmed.
    - Zero-width, bidirectional, control characters and the soft hyphen are removed.
    - Diacritics are removed, stress accents in Cyrillic too; й ї ў ѓ ќ stay letters, ё is read as е, which Russian
      writes as often. Arabic vowel signs and tatweel and Hebrew points are removed; Indic signs and dakuten stay.
    - A lone surrogate becomes U+FFFD, so the result can always be encoded.

    The result is empty for a text without letters, digits or other word characters. Time is linear in the length.

    >>> fold("Luhans'k"), fold("Знам’янка"), fold("St. Petersburg"), fold("Ивано-Франковск")
    ('luhansk', 'знамянка', 'st petersburg', 'ивано франковск')
    >>> fold("Ки́їв") == fold("КИЇВ"), fold("Łódź"), fold("🙂!")
    (True, 'lodz', '')
    """
    if text.isascii():
        if text.isalpha():
            return text.lower()
        if text.replace(" ", "").isalpha():
            return " ".join(text.lower().split())
        if '"' not in text:
            return " ".join(text.translate(_ASCII).split())
    else:
        lowered = text.lower()
        if _PLAIN.fullmatch(lowered):
            if lowered.isalpha():
                return lowered
            if not lowered.replace(" ", "").isalpha():
                lowered = lowered.replace("’", "").replace("'", "").replace("-", " ").replace(".", " ")
            return " ".join(lowered.split())
    text = _compatible(text).translate(_CHARACTERS)
    if '"' in text or "·" in text:
        text = _INNER.sub("", text).translate(_OUTER)
    return " ".join(_normal("NFC", text).split())


def folded_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words that fold tells apart, folded, each with the code points of the text it stands at.

    >>> folded_words("м. Київ")
    [('м', 0, 1), ('київ', 3, 7)]
    """
    places = ((fold(word[0]), *word.span()) for word in _WORD.finditer(text.translate(_SEPARATORS)))
    return [place for place in places if place[0]]


def _compatible(text: str) -> str:
    if _UNSAFE.search(text):
        text = text.translate(_UNSAFE_FORMS)
    return _normal("NFKC", text)


REASONS: Final = (
    "Unicode form",
    "compatibility forms",
    "invisible characters",
    "case",
    "apostrophe",
    "marks",
    "letters",
    "dash",
    "punctuation",
    "spaces",
)


def fold_reasons(text: str, other: str | None = None) -> tuple[str, ...]:
    """Name the equivalences that fold applies to a text, or those that make it equal to another text of the same fold.

    The names are members of REASONS, in that order; "letters" are ł for l, ß for ss and the like; "Unicode form" is a
    letter written as one character or as several.

    >>> fold_reasons("Luhans'k")
    ('case', 'apostrophe')
    >>> fold_reasons("Luhans'k", "Luhansk"), fold_reasons("ŁÓDŹ", "Lodz"), fold_reasons("Kyiv", "Kyiv")
    (('apostrophe',), ('case', 'marks', 'letters'), ())
    """
    if other is not None and text.lower() == other.lower():
        return ("case",) if text != other else ()
    traces = _traces(text)
    others = _traces(other) if other is not None else {}
    reasons = tuple(reason for reason in REASONS if traces.get(reason) != others.get(reason))
    return reasons or (("spaces",) if text != (fold(text) if other is None else other) else ())


def _traces(text: str) -> dict[str, list[tuple[int, str]]]:
    """List what each equivalence changes, with the number of folded letters before it."""
    traces: dict[str, list[tuple[int, str]]] = defaultdict(list)
    compatible = _compatible(text)
    composed = _normal("NFC", text)
    if composed != text:
        traces["Unicode form"] = [(0, char) for char in sorted((Counter(text) - Counter(composed)).elements())]
    if compatible != composed:
        traces["compatibility forms"] = [(0, char) for char in composed if char != _compatible(char)]
    position = 0
    end = len(compatible.rstrip())
    previous = " "
    for index, char in enumerate(compatible):
        folded = _CHARACTERS[ord(char)]
        if char.isspace():
            if char != " " or previous == " " or index >= end:
                traces["spaces"].append((position, char))
        elif char.isalnum() and folded:
            lowered = char.lower() if folded != char else char
            if lowered != char:
                traces["case"].append((position, folded))
            if folded != lowered:
                marked = _MARKS.search(normalize("NFKD", lowered)) is not None
                traces["marks" if marked else "letters"].append((position, lowered))
            position += len(folded)
        elif folded != char or char in '"·':
            inner = index > 0 and compatible[index - 1].isalpha() and compatible[index + 1 : index + 2].isalpha()
            traces[_kind_of_sign(char, inner)].append((position, char))
        previous = char
    return traces


def _kind_of_sign(char: str, inner: bool) -> str:
    if char in _APOSTROPHES or (inner and char in _DOUBLE_QUOTES):
        return "apostrophe"
    if _MARKS.match(char):
        return "marks"
    if char in _DASHES or category(char) == "Pd":
        return "dash"
    if _INVISIBLE.match(char) or category(char)[0] == "C":
        return "invisible characters"
    return "punctuation"
