"""Normalizers that break one thing, to show that a property notices."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.conftest import Record
from toponym.matching import Normalizer
from toponym.model import Answer, Candidate, Match
from toponym.table import Table

PLACES: list[Record] = [
    {
        "id": "ua-kharkiv",
        "kind": "settlement",
        "country": "UA",
        "admin1": "UA-63",
        "lat": 49.98,
        "lon": 36.25,
        "population": 1421125,
        "names": [{"text": "Харків", "lang": "uk", "from": "1654"}],
        "label": "Kharkiv",
        "variants": ["Charcovia"],
    },
    {"id": "ua-lyman", "kind": "settlement", "country": "UA", "names": [{"text": "Лиман", "lang": "uk"}]},
]
TABLE = Table.from_records(PLACES)

Change = Callable[[Match], Match]


class Broken(Normalizer):
    """Answers as a normalizer does and then changes the answer, of `normalize` or of `normalize_many`."""

    def __init__(self, change: Change, *, many: bool = True, hinted: bool = False) -> None:
        super().__init__(TABLE)
        self._change = change
        self._many = many
        self._hinted = hinted

    def normalize(self, spelling: str, **hints: Any) -> Match:
        match = super().normalize(spelling, **hints)
        return match if self._hinted and not hints else self._change(match)

    def normalize_many(self, spellings: Iterable[Any], **hints: Any) -> list[Match]:
        matches = super().normalize_many(spellings, **hints)
        return [self._change(match) for match in matches] if self._many else matches


def none(match: Match) -> Match:
    return Match(match.query, Answer("none", 0.0, "none", "broken"))


def other(match: Match) -> Match:
    """A match with the other place, whatever was meant."""
    id_ = "ua-lyman" if match.id == "ua-kharkiv" else "ua-kharkiv"
    return Match(match.query, Answer("match", 1.0, "exact", "broken", (Candidate(TABLE[id_], 1.0, "exact", "broken"),)))


def doubled(match: Match) -> Match:
    """Every probability twice as high."""
    candidates = tuple(Candidate(each.entry, each.score * 2, each.method, each.reason) for each in match.candidates)
    return Match(match.query, Answer(match.status, match.score, match.method, match.reason, candidates))


def unsorted(match: Match) -> Match:
    """An unlikely candidate before a likely one."""
    extra = tuple(Candidate(entry, score, "exact", "broken") for entry, score in zip(TABLE, (0.1, 0.2), strict=True))
    return Match(match.query, Answer("ambiguous", 0.2, "exact", "broken", extra))


class Unpicklable(Match):
    """An answer that comes back as another."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (Match, ("another", self._answer))


def unpicklable(match: Match) -> Match:
    return Unpicklable(match.query, match._answer)
