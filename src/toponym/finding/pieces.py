"""Long texts in pieces: each small enough to be decided as one document, none cutting through a name."""

from collections.abc import Iterable, Iterator
from typing import Final

PIECE: Final = 1 << 16
"""Code points that are decided together; longer texts are cut at the last paragraph, line, sentence or space."""

_CUTS: Final = ("\n\n", "\n", ". ", " ")


def pieces(parts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Cut a text that comes in parts of any size; yield where each piece begins, and the piece.

    >>> list(pieces(["Kyiv and ", "Lviv"]))
    [(0, 'Kyiv and Lviv')]
    """
    at = 0
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size < PIECE:
            continue
        text = "".join(waiting)
        begin = 0
        while len(text) - begin >= PIECE:
            end = _cut(text, begin, begin + PIECE)
            yield at + begin, text[begin:end]
            begin = end
        at += begin
        waiting = [text[begin:]]
        size = len(text) - begin
    if size:
        yield at, "".join(waiting)


def _cut(text: str, begin: int, end: int) -> int:
    """The best place to cut in the second half of text[begin:end]."""
    for mark in _CUTS:
        found = text.rfind(mark, begin + PIECE // 2, end)
        if found >= 0:
            return found + len(mark)
    # A text without spaces holds no names that a cut could hurt.
    return end
