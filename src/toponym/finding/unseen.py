"""Spellings that no layer holds: capitalised words that look like a name that the text could mean.

The bar is high: the word must stand where a place is named, look like a place of these layers, be no English word, and
be similar to one place alone, which lies near a place that the text names for sure.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import Final

from toponym.finding.around import around
from toponym.finding.book import Book
from toponym.finding.evidence import after_preposition, other_name_after, other_name_before
from toponym.finding.found import Found, explained
from toponym.finding.generics import attached
from toponym.finding.tokens import POSSESSIVE, WORD
from toponym.finding.words import cues, english
from toponym.matching.hints import distance_km
from toponym.model import Match
from toponym.text.fold import fold
from toponym.text.script import scripts

_SHORTEST: Final = 6
_FARTHEST: Final = 1 << 40  # beyond the end of any text
_SURE: Final = 0.95  # what a spelling needs that no word announces
_NEAR_KM: Final = 200.0
_NEAR_VILLAGE_KM: Final = 50.0
_VILLAGES: Final = frozenset({"village", "rural settlement"})

Ask = Callable[..., Match]
IsTitle = Callable[[int], bool]


def unseen(text: str, found: list[Found], book: Book, ask: Ask, is_title: IsTitle) -> list[Found]:
    """Places under spellings that no layer holds, beside those that were found."""
    anchors = [(item, point) for item in found if (point := _point(item.match)) is not None]
    if not anchors:
        return []
    taken = sorted((item.start, item.end) for item in found)
    more = []
    plain = book.plain
    for word in WORD.finditer(text):
        raw = word[0]
        if plain.get(raw) or book.is_plain(raw, _is_plain):
            continue
        start, end = word.span()
        cut = POSSESSIVE.search(raw)
        end -= len(cut[0]) if cut else 0
        if _is_inside(start, taken) or (start and text[start - 1].isalnum()):
            continue
        item = _read(text, start, end, ask, book, is_title(start))
        if item is None:
            continue
        near = _nearest(item.match, anchors)
        if near is not None:
            item.match = explained(item.match, behind=f"near {near} in the text")
            more.append(item)
    return more


def _is_inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans, which are sorted."""
    place = bisect_right(spans, (at, at + _FARTHEST)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]


def _is_plain(raw: str, known: bool) -> bool:
    """Whether a word cannot be a spelling of this kind, whatever stands beside it."""
    folded = fold(raw)
    if known or len(folded) < _SHORTEST or raw.isupper() or " " in folded:
        return True
    if not scripts(raw) <= {"Latin", "Cyrillic"} or folded in english().small or folded in english().capital:
        return True
    return not folded.endswith(cues().endings)


def _read(text: str, start: int, end: int, ask: Ask, book: Book, title: bool) -> Found | None:
    sides = around(text, start, end)
    if other_name_before(sides, title, book) or other_name_after(sides, title, False, book):
        return None
    options = attached(text, start, end, sides)
    if not options and sides.begins_sentence:
        return None
    match = ask(text[start:end])
    if not options and not after_preposition(sides) and match.score < _SURE:
        return None
    if match.method != "fuzzy" or match.entry is None or match.kind == "person":
        return None
    fitting = [option for option in options if match.kind in option.kinds]
    if options and not fitting:
        return None
    spans = [(option.start, option.end) for option in fitting if not option.describes]
    first, last = spans[0] if spans else (start, end)
    return Found(first, last, start, end, match, book.unknown(fold(text[start:end])))


def _point(match: Match) -> tuple[float, float] | None:
    entry = match.entry
    if entry is None or entry.kind in ("country", "person") or entry.lat is None or entry.lon is None:
        return None
    return entry.lat, entry.lon


def _nearest(match: Match, anchors: list[tuple[Found, tuple[float, float]]]) -> str | None:
    """The name of a sure place near the one that a word is similar to."""
    point = _point(match)
    entry = match.entry
    if entry is None or point is None:
        return None
    most = _NEAR_VILLAGE_KM if entry.feature in _VILLAGES else _NEAR_KM
    distance, name = min((distance_km(point, other), item.match.query) for item, other in anchors)
    return name if distance <= most else None
