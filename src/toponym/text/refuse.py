"""Refuse: what cannot be a name at all, told before anything is looked up."""

from typing import Final

from toponym.text.fold import fold

MAX_LENGTH: Final = 400
"""The length, in code points, beyond which a text is no name; the longest real ones have fewer than 200."""

_CONTROL = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))


def unreadable(text: str) -> str | None:
    """Say why a text cannot be a name, or return None.

    The reasons: "empty", "blank" (white space or zero-width characters), "control characters only", "no letters"
    (digits, punctuation, emoji), "too long" (more than MAX_LENGTH code points). Linear in the length.

    >>> [unreadable(text) for text in ("", " ", "2014", "Kyiv", "x" * 401)]
    ['empty', 'blank', 'no letters', None, 'too long']
    """
    if not text:
        return "empty"
    if text.isspace():
        return "blank"
    if len(text) > MAX_LENGTH and len(text.strip()) > MAX_LENGTH:
        return "too long"
    folded = fold(text)
    if any(map(str.isalpha, folded)):
        return None
    visible = text.strip()
    if folded or any(char.isprintable() and not char.isspace() for char in visible):
        return "no letters"
    return "control characters only" if any(map(_CONTROL.__contains__, visible)) else "blank"
