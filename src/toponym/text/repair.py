"""Repair: look-alike letters of another script put right, as in Кyiv with a Cyrillic К."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from toponym.text.refuse import MAX_LENGTH
from toponym.text.script import script_of


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair, and the sentence part that says what was repaired; None when nothing was."""

    text: str
    reason: str | None = None


# Letters that most typefaces draw alike (the idea is that of Unicode's confusables, UTS #39; the choice is narrower):
# upright shapes only, and as a replacement only letters of living alphabets.
LOOKALIKES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    (source, target): dict(zip(wrong, right, strict=True))
    for source, target, wrong, right in (
        ("Cyrillic", "Latin", "АВЕЅІЇЈКМНОРСТУҮХЁԚԜәаеѕіїјкорсухёһԁԛԝӏ", "ABESIÏJKMHOPCTYYXËQWəaesiïjkopcyxëhdqwl"),
        ("Latin", "Cyrillic", "ABEIÏJKMHOPCTYXËaeiïjkopcyxë", "АВЕІЇЈКМНОРСТУХЁаеіїјкорсухё"),
        ("Greek", "Latin", "ΑΒΕΖΗΙΪΚΜΝΟΡΤΥΧαιϊκνορυχ", "ABEZHIÏKMNOPTYXaiïkvopux"),
        ("Latin", "Greek", "ABEZHIKMNOPTYXaikopuvx", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικορυνχ"),
        ("Greek", "Cyrillic", "ΑΒΓΕΗΙΪΚΜΟΠΡΤΥΦΧαιϊκορχφ", "АВГЕНІЇКМОПРТУФХаіїкорхф"),
        ("Cyrillic", "Greek", "АВГЕНІЇКМОПРТУФХаіїкорхф", "ΑΒΓΕΗΙΪΚΜΟΠΡΤΥΦΧαιϊκορχφ"),
    )
}

_SCRIPTS = (re.compile("[A-Za-zÀ-ɏ]"), re.compile("[Ѐ-ԯ]"), re.compile("[Ͱ-Ͽ]"))
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f'’`´])+")


def repair(text: str) -> Repaired:
    """Put look-alike letters right in words that mix Latin, Cyrillic and Greek; idempotent.

    A word is read in the script for which every letter of the others has a look-alike; when several scripts would do,
    in that of most letters. A word for which no script does, or two do equally, stays as it is; so does a word of one
    script that only looks foreign, and a text longer than MAX_LENGTH, which is no name.

    >>> repair("Кyiv")
    Repaired(text='Kyiv', reason='Cyrillic К in a Latin word read as Latin K')
    >>> repair("Донeцьк").reason, repair("Toрецьк").text == "Торецьк", repair("Київstar").reason
    ('Latin e in a Cyrillic word read as Cyrillic е', True, None)
    """
    if text.isascii() or len(text) > MAX_LENGTH or sum(1 for script in _SCRIPTS if script.search(text)) < 2:
        return Repaired(text)
    found: dict[tuple[str, str], dict[str, str]] = {}

    def put_right(match: re.Match[str]) -> str:
        target = _reading(match[0])
        return match[0] if target is None else _replaced(match[0], target, found)

    repaired = _WORD.sub(put_right, text)
    reasons = (
        f"{source} {', '.join(letters)} in a {target} word read as {target} {', '.join(letters.values())}"
        for (source, target), letters in found.items()
    )
    return Repaired(repaired, "; ".join(reasons) or None)


def _reading(word: str) -> str | None:
    """Return the script to read a mixed word in; None when it is not mixed or no script serves."""
    letters = Counter(script for script in map(script_of, word) if script != "Common")
    if len(letters) < 2:
        return None
    serving = [target for target in letters if _reads_as(word, target)]
    if len(serving) > 1:
        first, second = sorted(serving, key=lambda script: -letters[script])[:2]
        return first if letters[first] > letters[second] else None
    return serving[0] if serving else None


def _reads_as(word: str, target: str) -> bool:
    return all(
        script in ("Common", target) or char in LOOKALIKES.get((script, target), ())
        for char, script in zip(word, map(script_of, word), strict=True)
    )


def _replaced(word: str, target: str, found: dict[tuple[str, str], dict[str, str]]) -> str:
    """Replace the letters of other scripts, and note in `found` which."""
    chars = []
    for char in word:
        source = script_of(char)
        right = LOOKALIKES.get((source, target), {}).get(char, char)
        if right != char:
            found.setdefault((source, target), {})[char] = right
        chars.append(right)
    return "".join(chars)
