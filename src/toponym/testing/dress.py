"""What a spelling looks like in texts: case, apostrophes, dashes, Unicode forms, look-alikes, words around it."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st

from toponym.text import fold, generic_words, main_script, repair, script_of
from toponym.text.repair import LOOKALIKES

Texts = st.SearchStrategy[str]

_APOSTROPHES: Final = "'’ʼ`´ʹ′‘"
_DASHES: Final = "-–—‑−"
_LONGEST_ACRONYM: Final = 6


@st.composite
def dressed(draw: st.DrawFn, text: str, kind: str, qualifiers: Sequence[str] = ()) -> str:
    """A text in a drawn dress, which all readers take for the same name; plain when it shrinks."""
    text = draw(_cases(draw(_signs(text))))
    text = draw(st.sampled_from([text, *_with_lookalike(text)]))
    text = draw(st.sampled_from([text, *_with_generic_word(text, kind)]))
    qualified = [form for each in qualifiers for form in (f"{text}, {each}", f"{text} ({each})")]
    text = draw(st.sampled_from([text, *qualified]))
    forms = [text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)]
    return draw(st.sampled_from(forms))


def _signs(text: str) -> Texts:
    """Other apostrophes and dashes of the same meaning."""
    found: Texts = st.just(text)
    for signs in (_APOSTROPHES, _DASHES):
        pattern = re.compile(f"(?<=\\w)[{re.escape(signs)}](?=\\w)")
        if pattern.search(text):
            one = st.sampled_from(list(signs))
            found = st.builds(lambda written, sign, pattern=pattern: pattern.sub(sign, written), found, one)
    return found


def _cases(text: str) -> Texts:
    """The text as it is, in small letters, in capitals; an acronym stays one."""
    if text.isupper() and len(text) <= _LONGEST_ACRONYM:
        return st.just(text)
    return st.sampled_from([case for case in (text, text.lower(), text.upper()) if fold(case) == fold(text)])


def _with_lookalike(text: str) -> list[str]:
    """The text with one letter of another script that looks alike, wherever it is read as what it was."""
    script = main_script(text)
    found = []
    for (source, target), letters in LOOKALIKES.items():
        if target != script:
            continue
        alike = {right: wrong for wrong, right in letters.items()}
        for at, char in enumerate(text):
            changed = f"{text[:at]}{alike.get(char, char)}{text[at + 1 :]}"
            if changed != text and script_of(changed[at]) == source and repair(changed).text == text:
                found.append(changed)
    return found


def _with_generic_word(text: str, kind: str) -> list[str]:
    """The text with a word for its kind, in its own script, before or after it."""
    before, after = generic_words(kind)
    script = main_script(text)
    found = [f"{word} {text}" for word in before if main_script(word) == script]
    return found + [f"{text} {word}" for word in after if main_script(word) == script]
