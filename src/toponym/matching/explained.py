"""What an explanation of an answer holds: steps, keys, similar spellings, candidates with their weights, changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from toponym.matching.trace import Step
from toponym.model import Entry, Match

STEPS: Final = ("exact", "persons", "calque", "similar")
"""The steps that find something themselves; the others prepare a text for them."""

_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Given:
    """A hint and where it comes from: the call, or a word of the spelling itself."""

    origin: str
    hint: str
    value: str


@dataclass(frozen=True, slots=True)
class Key:
    """A reading of the folded spelling, as similar ones are searched for: the key, coarser, and without vowels."""

    key: str
    coarse: str
    consonants: str


@dataclass(frozen=True, slots=True)
class SimilarSpelling:
    """A spelling of the layers beside the one asked for; `features` are those of the model, by name.

    `odds` is how much likelier it was meant than none; `counts` is false where that is too little, or where the
    ending makes another word of it.
    """

    spelling: str
    ids: tuple[str, ...]
    odds: float
    counts: bool
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a hint did to a candidate: its weight was multiplied with `factor`."""

    origin: str
    hint: str
    factor: float
    words: str


@dataclass(frozen=True, slots=True)
class ExplainedCandidate:
    """An entry that the spelling may mean.

    `met` is the folded spelling that was met, `how` says whose it is; `systems` and `habits` yield it where it is not
    recorded. `prior` is how often texts mean the entry, relative to a city of 50,000; `likelihood` how readily they
    write it so; a similar spelling has `odds` in the place of both. `weight` is what the hints leave of it, and
    `probability` its part in the answer. `pooled` marks what is named after the match and counts for it.
    """

    entry: Entry
    method: str
    met: str
    how: str
    systems: tuple[str, ...]
    habits: tuple[str, ...]
    prior: float
    likelihood: float
    odds: float
    certainty: float
    effects: tuple[Effect, ...]
    weight: float
    probability: float
    pooled: bool

    @property
    def id(self) -> str:
        return self.entry.id


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the answer: a hint or bar of this value (None: without it), and the answer then."""

    option: str
    value: str | float | None
    status: str
    id: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with everything that led to it; `refused` says why a text can be no name, and then nothing follows.

    `steps` are those of the reading, in order, and `way` those of them that led to the candidates. `keys` and `similar`
    are empty where no similar spelling was searched for. `other` is the weight of what the layers do not have, `total`
    the sum that shares are taken of, `doubt` (0..1) multiplies them; `remainder` is the probability of something else.
    `match_score` is what stands against `min_probability`; it is 0 where a recorded name forbids a match. Short of a
    match the answer is "ambiguous" when all candidates together reach `ambiguous_from`, which namesakes lower.
    """

    match: Match
    folded: str
    fold_reasons: tuple[str, ...]
    min_probability: float
    refused: str = ""
    steps: tuple[Step, ...] = ()
    hints: tuple[Given, ...] = ()
    keys: tuple[Key, ...] = ()
    similar: tuple[SimilarSpelling, ...] = ()
    candidates: tuple[ExplainedCandidate, ...] = ()
    other: float = 0.0
    total: float = 0.0
    doubt: float = 1.0
    remainder: float = 1.0
    match_score: float = 0.0
    ambiguous_from: float = 1.0
    changes: tuple[Change, ...] = ()

    @property
    def way(self) -> tuple[str, ...]:
        """The steps that led to the candidates, from the first to the one that found them; empty when none did."""
        way: tuple[str, ...] = ()
        within: list[Step] = []
        for step in self.steps:
            within[step.depth :] = [step]
            if step.name in STEPS and all(each.found for each in within):
                way = tuple(each.name for each in within if each.name != "read")
        return way

    def record(self) -> dict[str, Any]:
        """The same as an object of JSON's types."""
        match = self.match
        answer = {"query": match.query, "status": match.status, "id": match.id, "score": match.score}
        answer |= {"method": match.method, "reason": match.reason}
        rest = {name: getattr(self, name) for name in self.__slots__ if name not in ("match", "candidates")}
        return {
            **answer,
            "way": list(self.way),
            **{name: _plain(value) for name, value in rest.items()},
            "candidates": [_candidate_record(item) for item in self.candidates],
        }


def _plain(value: Any) -> Any:
    """Records and tuples as JSON has them, numbers rounded."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return _plain(asdict(value)) if hasattr(value, "__dataclass_fields__") else value


def _candidate_record(item: ExplainedCandidate) -> dict[str, Any]:
    entry = item.entry
    own = {"id": entry.id, "name": entry.name, "kind": entry.kind, "country": entry.country, "admin1": entry.admin1}
    rest = {name: getattr(item, name) for name in item.__slots__ if name != "entry"}
    return {**own, **{name: _plain(value) for name, value in rest.items()}}
