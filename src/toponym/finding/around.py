"""What stands around a name: the pieces between white space before and after it, and the line it is in."""

from functools import lru_cache
from typing import Final, NamedTuple

from toponym.text.fold import fold

_SPAN: Final = 64  # code points looked at on either side
_SHORT_LINE: Final = 58  # shorter than any page is wrapped
_LONGEST_LINE: Final = 400
_ENDS: Final = frozenset(".!?…:;")
_OPENING: Final = "“„«\"‘'(["
_CLOSING: Final = "”“»\"’')]"
_QUOTES: Final = frozenset("“”„«»\"‘’'")
_LONGEST_TITLE: Final = 200
_FEWEST_WORDS: Final = 4  # of a line that is judged by its capitals
_TITLE_SHARE: Final = 0.7
_LONGEST_ABBREVIATION: Final = 4  # letters, as of "Gov." and "Gen."
_SHORT: Final = 4  # shorter words are often small in titles


class Around(NamedTuple):
    """The surroundings of a name: pieces before and after it (the nearest last and first), and what touches it."""

    before: list[str]
    left: str
    right: str
    after: list[str]

    @property
    def previous(self) -> str:
        """The word before, with its punctuation, if only a space parts it from the name; else ""."""
        return self.before[-1] if self.before and not self.left else ""

    @property
    def following(self) -> str:
        """The word after, with its punctuation, if only a space parts it from the name; else ""."""
        return self.after[0] if self.after and not self.right else ""

    @property
    def begins_sentence(self) -> bool:
        """Whether a capital letter would stand here anyway."""
        if not self.before:
            return True
        last = self.before[-1]
        if self.left and self.left[-1] in _OPENING and last[-1] in ",:":
            return True
        return ends_sentence(last)

    @property
    def quoted(self) -> bool:
        """Whether the name stands alone between quotation marks."""
        return bool(self.left) and bool(self.right) and self.left[-1] in _QUOTES and self.right[0] in _QUOTES


def ends_sentence(piece: str) -> bool:
    """Whether a sentence may end after a piece of text; after an abbreviation like "Gen." it does not."""
    bare = piece.rstrip(_CLOSING)
    if not bare or bare[-1] not in _ENDS:
        return not bare
    stem = bare.rstrip(".")
    abbreviated = bare[-1] == "." and len(stem) <= _LONGEST_ABBREVIATION and stem[:1].isupper()
    return not abbreviated and "." not in stem


def around(text: str, start: int, end: int) -> Around:
    """The surroundings of text[start:end], inside its paragraph."""
    head = text[max(0, start - _SPAN) : start]
    tail = text[end : end + _SPAN]
    # A line that ends early ends a paragraph; longer ones are wrapped, and go on.
    cut = head.rfind("\n")
    if cut >= 0:
        at = start - len(head) + cut
        if at - text.rfind("\n", max(0, at - _SPAN), at) < _SHORT_LINE or "\n\n" in head:
            head = head[cut:]
    cut = tail.find("\n")
    if cut >= 0 and (
        end + cut - text.rfind("\n", max(0, end + cut - _SPAN), end + cut) < _SHORT_LINE or "\n\n" in tail
    ):
        tail = tail[:cut]
    before, after = head.split(), tail.split()
    left = before.pop() if before and not head[-1].isspace() else ""
    right = after.pop(0) if after and not tail[0].isspace() else ""
    return Around(before, left, right, after)


@lru_cache(maxsize=1 << 15)
def core(piece: str) -> str:
    """A piece of text folded, without the punctuation around it.

    >>> core("“Governor,")
    'governor'
    """
    return fold(piece)


def line_of(text: str, at: int) -> tuple[int, int]:
    """Where the line begins and ends that a position lies in; very long ones are cut."""
    start = text.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1
    end = text.find("\n", at, at + _LONGEST_LINE)
    return max(start, at - _LONGEST_LINE), end if end >= 0 else min(len(text), at + _LONGEST_LINE)


def is_title(line: str) -> bool:
    """Whether a line is written as titles are, so that capitals in it tell nothing.

    >>> is_title("Russians Press Ahead In Donbas Pocket"), is_title("Russian forces shelled Kharkiv on Monday.")
    (True, False)
    """
    if len(line) >= _LONGEST_TITLE:
        return False
    words = [word for word in line.split() if word[0].isalpha() and len(word) >= _SHORT]
    if len(words) < _FEWEST_WORDS or line.rstrip()[-1] in ".,;":
        return False
    return sum(word[0].isupper() for word in words) >= _TITLE_SHARE * len(words)
