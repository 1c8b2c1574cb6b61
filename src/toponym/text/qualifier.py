"""Qualifiers: what follows a comma, stands in brackets or after a slash."""

import re
from dataclasses import dataclass

from toponym.text.refuse import MAX_LENGTH


@dataclass(frozen=True, slots=True)
class Qualified:
    """A text taken apart: the name, what qualifies it, other names for it, and the sentence part that says so."""

    head: str
    qualifiers: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    reason: str | None = None


_OPENING = frozenset("([{（［｛【")
_CLOSING = frozenset(")]}）］｝】")
# Commas of the Latin, Arabic, Chinese and Japanese scripts; one between digits is a decimal mark.
_SEPARATORS = re.compile(r"([(\[{（［｛【)\]}）］｝】，、،]|(?<!\d),|,(?!\d))")
_SLASH = re.compile(r"[/／]")
_EDGES = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u202f\u3000,，、،;"
# Words before an alternative name in brackets or after a comma: "Toretsk (formerly Dzerzhynsk)".
_ALTERNATIVE = re.compile(
    r"(?:formerly|previously|once|now|today|also|aka|a\.k\.a\.|also known as|also called|also spelled|or|ex"
    r"|колишній|колишня|колишнє|колиш\.|раніше|нині|тепер|також|або"
    r"|бывший|бывшая|бывшее|быв\.|ранее|прежде|ныне|сейчас|также|или"
    r"|früher|ehemals|heute|jetzt|auch|oder|anciennement|autrefois|aujourd['’]hui|aussi|ou"
    r"|dawniej|wcześniej|obecnie|dziś|także|lub)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)


def split_qualifier(text: str) -> Qualified:
    """Take a spelling apart; total, and never with an empty head for a text that is not blank.

    The head is what stands outside brackets before the first comma. What follows a comma or stands in brackets
    qualifies it; nested brackets are read one after the other, an unclosed one runs to the end, empty parts are
    dropped. What follows a slash is another name, unless a part has fewer than two letters ("d/o", "а/я"); so is a
    bracket that begins with a word like "formerly". When nothing would be left as head, or the text is longer than
    MAX_LENGTH, the whole text is the head. Whether a qualifier is a place, a kind or a given name, the caller decides.

    >>> split_qualifier("Bakhmut, Donetsk Oblast, Ukraine").qualifiers
    ('Donetsk Oblast', 'Ukraine')
    >>> split_qualifier("Kyiv/Kiev").alternatives, split_qualifier("Toretsk (formerly Dzerzhynsk)").alternatives
    (('Kiev',), ('Dzerzhynsk',))
    >>> split_qualifier("Lyman (Kharkiv)").reason
    'qualifier "Kharkiv"'
    """
    if len(text) > MAX_LENGTH:
        return Qualified(text)
    if not _SEPARATORS.search(text) and not _SLASH.search(text):
        return Qualified(text.strip(_EDGES) or text)
    outside, parts = _parts(text)
    head, *others = _alternatives(outside)
    if not head:
        return Qualified(text)
    qualifiers: list[str] = []
    alternatives = others
    for part in parts:
        introduced = _ALTERNATIVE.match(part)
        if introduced and part[introduced.end() :]:
            alternatives.append(part[introduced.end() :])
        else:
            qualifiers.append(part)
    reasons = _listed("qualifier", qualifiers) + _listed("alternative", alternatives)
    return Qualified(head, tuple(qualifiers), tuple(alternatives), " and ".join(reasons) or None)


def _parts(text: str) -> tuple[str, list[str]]:
    """Return the text outside brackets before the first comma, and the other parts in their order."""
    outside: list[str] = []
    parts: list[str] = []
    depth = 0
    comma = False
    for piece in _SEPARATORS.split(text):
        if piece in _OPENING:
            depth += 1
        elif piece in _CLOSING:
            depth = max(depth - 1, 0)
        elif _SEPARATORS.fullmatch(piece):
            comma = comma or depth == 0
        elif depth == 0 and not comma:
            outside.append(piece.strip(_EDGES))
        elif part := piece.strip(_EDGES):
            parts.append(part)
    return " ".join(filter(None, outside)), parts


def _alternatives(text: str) -> list[str]:
    """Split at slashes when every part could be a name."""
    parts = [part for part in (part.strip(_EDGES) for part in _SLASH.split(text)) if part]
    if not parts or "//" in text or any(sum(map(str.isalpha, part)) < 2 for part in parts):
        return [text]
    return parts


def _listed(word: str, texts: list[str]) -> list[str]:
    if not texts:
        return []
    return [f"{word}{'s' if len(texts) > 1 else ''} " + ", ".join(f'"{text}"' for text in texts)]
