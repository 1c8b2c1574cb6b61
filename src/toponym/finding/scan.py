"""Where names of the layers stand in a text: the longest ones, at the edges of words, in time linear to the text.

No automaton: only words with a capital, or of a script without capitals, can begin a name, and the indexes answer a
whole spelling by one look-up. A word is looked up once and then remembered, so the text is passed at the speed of the
regular expression that finds capitals, and nothing has to be built when a program starts.
"""

from typing import Final

from toponym.finding.book import Book, Sense, Words
from toponym.finding.tokens import NEXT, WORD
from toponym.text.fold import fold

_LONGEST_RUN: Final = 12  # letters of a name in a script without spaces


class Spot:
    """A place in a text where a name of the layers stands: code points of the text, and what the name may be."""

    __slots__ = ("end", "sense", "start")

    def __init__(self, start: int, end: int, sense: Sense) -> None:
        self.start = start
        self.end = end
        self.sense = sense

    def spelling(self, text: str) -> str:
        """The name as it is asked for: as written, or the name that this is an inflected form of."""
        return self.sense.key if self.sense.inflected else text[self.start : self.end]

    def __repr__(self) -> str:
        return f"Spot({self.start}, {self.end}, {self.sense.key!r})"


def scan(text: str, book: Book) -> list[Spot]:
    """Find the names of the layers in a text, the longest first, none inside another."""
    spots: list[Spot] = []
    free = 0
    words, learn = book.words, book.learn
    for found in WORD.finditer(text):
        raw = found[0]
        try:
            word = words[raw]
        except KeyError:
            word = learn(raw)
        if word is None:
            continue
        start, end = found.span()
        if start < free or (start and text[start - 1].isalnum()):
            continue
        if word.run:
            free = _scan_run(raw, start, book, spots)
        else:
            spot = _longest(text, start, end, word, book)
            if spot is not None:
                spots.append(spot)
                free = spot.end
    return spots


def _longest(text: str, start: int, end: int, words: Words, book: Book) -> Spot | None:
    """The longest name that begins with a word."""
    sense = words.sense
    stop = end - words.cut
    longer, learn = book.longer, book.learn_longer
    while words.goes_on:
        following = NEXT.match(text, end)
        if following is None:
            break
        raw = following[1]
        try:
            more = longer[words.joined, raw]
        except KeyError:
            more = learn(words.joined, raw)
        if more is None:
            break
        words = more
        end = following.end()
        if words.sense is not None:
            sense = words.sense
            stop = end - words.cut
    return None if sense is None else Spot(start, stop, sense)


def _scan_run(raw: str, start: int, book: Book, spots: list[Spot]) -> int:
    """Names anywhere in a run of letters that no spaces part; where the run ends."""
    at = 0
    while at < len(raw) - 1:
        for size in range(min(_LONGEST_RUN, len(raw) - at), 1, -1):
            sense = book.sense(fold(raw[at : at + size]), False)
            if sense is not None and sense.weight:
                spots.append(Spot(start + at, start + at + size, sense))
                at += size - 1
                break
        at += 1
    return start + len(raw)
