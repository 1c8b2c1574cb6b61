"""Which of the things of one name: the city or its region, by the words around and by the rest of the document."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

from toponym.finding.around import Around, core
from toponym.finding.found import Found, Memory
from toponym.finding.words import cues
from toponym.model import Match
from toponym.text.fold import fold

_LONGEST_CUE: Final = 4
_LONGEST_JOINT: Final = 40
_JOINT: Final = re.compile(r"\s*(?:,\s*|\s)(?:(\w+)\s+)?(?:\w+\s+){0,2}\Z")
_CLOSE_JOINT: Final = re.compile(r"\s*(?:,\s*|\s)(?:(\w+)\s+)?(?:the\s+)?\Z")
_COMMA: Final = re.compile(r",\s+\Z")

Ask = Callable[..., Match]


@cache
def _phrases(side: str) -> dict[str, str]:
    return {phrase: row.kind for row in cues().kinds for phrase in (row.before if side == "before" else row.after)}


def cued_kind(sides: Around) -> str:
    """The kind that words around a name tell, or ""."""
    if sides.before and not sides.left:
        phrases = _phrases("before")
        words = " ".join(map(core, sides.before[-_LONGEST_CUE:])).split()
        for size in range(min(_LONGEST_CUE, len(words)), 0, -1):
            kind = phrases.get(" ".join(words[-size:]))
            if kind:
                return kind
    if sides.after and (not sides.right or sides.right in ("'s", "’s")):
        phrases = _phrases("after")
        words = " ".join(map(core, sides.after[:_LONGEST_CUE])).split()
        for size in range(min(_LONGEST_CUE, len(words)), 0, -1):
            kind = phrases.get(" ".join(words[:size]))
            if kind:
                return kind
    return ""


def decide_senses(found: list[Found], text: str, ask: Ask, memory: Memory) -> None:
    """Give every name of a city and its region the one that its words, its neighbours and the document tell."""
    _share_generic(found, text, ask)
    regional = memory.regional
    regional.update(item.sense.key for item in found if item.cue == "region" and _has_region(item))
    for item in found:
        if item.attached or item.sense.region:
            # "The industrial district of Luhansk" means what the document calls Luhansk.
            if item.sense.key in regional and item.match.kind == "district":
                _become(item, text, "region", ask)
            continue
        if item.cue == "river":
            _become(item, text, "river", ask)
        elif (item.cue == "region" or (item.cue == "" and item.sense.key in regional)) and _has_region(item):
            _become(item, text, "region", ask)
    for left, right in pairwise(found):
        for known, other in ((left, right), (right, left)):
            if other.attached or other.cue or known.attached or known.match.kind != "region":
                continue
            if _has_region(other) and _are_joined(left, right, text):
                _become(other, text, "region", ask)


def _has_region(item: Found) -> bool:
    """Whether the settlement that a name means has a region of the same name."""
    candidates = item.match.candidates
    if not candidates or candidates[0].kind not in ("settlement", "region"):
        return False
    return any(candidate.kind == "region" for candidate in candidates[:4])


def _become(item: Found, text: str, kind: str, ask: Ask) -> None:
    match = ask(item.sense.key if item.sense.inflected else text[item.core_start : item.core_end], kind)
    if match.kind == kind:
        item.match = match


def _share_generic(found: list[Found], text: str, ask: Ask) -> None:
    """ "Luhansk and Donetsk regions", "the Azov and Black seas": the generic word belongs to all names before it."""
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if not right.generic or right.end == right.core_end or not _are_joined(left, right, text, _CLOSE_JOINT):
            continue
        if left.attached or left.cue or left.sense.key == right.sense.key:
            continue
        name = left.sense.key if left.sense.inflected else text[left.core_start : left.core_end]
        match = ask(f"{name} {right.generic}")
        if not match and left.sense.beside:
            match = ask(f"{left.sense.beside} {right.generic}")
        if match and match.kind == right.match.kind:
            left.match = match
            left.generic = right.generic
            left.attached = True
            left.weak = left.bare = False


def _are_joined(left: Found, right: Found, text: str, joints: re.Pattern[str] = _JOINT) -> bool:
    between = text[left.end : right.start]
    if len(between) > _LONGEST_JOINT or "\n\n" in between:
        return False
    if _COMMA.match(between):
        return True
    joint = joints.match(between)
    return joint is not None and joint[1] is not None and fold(joint[1]) in cues().joined
