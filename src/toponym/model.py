"""The records that everything else passes around: frozen, slotted, typed, picklable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Protocol

AuthorityId = int | str

KINDS: Final = (
    "country",
    "region",
    "district",
    "community",
    "settlement",
    "river",
    "lake",
    "sea",
    "area",
    "facility",
    "claimed",
    "person",
)
"""Every kind an entry may have."""

KIND_GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "place": frozenset(KINDS) - {"person"},
    "admin": frozenset({"country", "region", "district", "community", "claimed"}),
    "person": frozenset({"person"}),
}
"""Group words that a kind hint may use beside the kinds themselves."""

NAME_STATUSES: Final = ("official", "common", "former", "exonym")
"""What a name is to its entry: in force, established without an act, out of force, or of another language."""

Status = Literal["match", "ambiguous", "none"]
Method = Literal["exact", "spelling", "fuzzy", "none"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entry in its own language and script.

    `since` and `until` are ISO 8601 dates of reduced precision ("2016", "2016-02", "2016-02-04"), half open:
    the name holds from `since` up to, not including, `until`. `surname` is the part of a person's name that is
    the surname.
    """

    text: str
    lang: str = ""
    status: str = "official"
    since: str = ""
    until: str = ""
    source: str = ""
    surname: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A recorded spelling that is no name in its own right: a neighbour's exonym, a calque, a house spelling."""

    text: str
    lang: str = ""
    source: str = ""
    surname: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One real thing, a place or a person, with one id for ever.

    `lat` and `lon` are degrees (WGS 84), `country` is ISO 3166-1 alpha-2, `admin1` ISO 3166-2, `parents` the ids
    of the units that contain the entry, the smallest last, and `eponym` the id of the settlement that a unit is
    named after. `ids` maps an authority to its id (or to a tuple of ids where the authority has twins).

    >>> Entry("ua-kyiv", "settlement", names=(Name("Київ", "uk"),), label="Kyiv").name
    'Kyiv'
    """

    id: str
    kind: str
    names: tuple[Name, ...] = ()
    feature: str = ""
    country: str = ""
    admin1: str = ""
    parents: tuple[str, ...] = ()
    eponym: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    ids: Mapping[str, AuthorityId | tuple[AuthorityId, ...]] = field(default_factory=dict)
    label: str = ""
    variants: tuple[Variant, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The display name: the label, or the first name where there is none."""
        return self.label or (self.names[0].text if self.names else self.id)

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with its probability (0..1) for one spelling, and how the spelling led to it."""

    entry: Entry
    score: float
    method: Method
    reason: str

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def country(self) -> str:
        return self.entry.country

    @property
    def admin1(self) -> str:
        return self.entry.admin1


class AnswerLike(Protocol):
    """What a `Match` shows of the answer that equal spellings share."""

    @property
    def status(self) -> Status: ...
    @property
    def score(self) -> float: ...
    @property
    def method(self) -> Method: ...
    @property
    def reason(self) -> str: ...
    @property
    def candidates(self) -> tuple[Candidate, ...]: ...
    @property
    def id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is already spelled out."""

    status: Status
    score: float
    method: Method
    reason: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def id(self) -> str | None:
        return self.candidates[0].id if self.status == "match" else None


class Match:
    """The answer to one spelling: `match`, `ambiguous` or `none`, with its probability and its reason.

    Truthy only for a match. `candidates` are sorted, the match first. Equal spellings share one answer, so a
    match is two references and cheap to make.
    """

    __slots__ = ("_answer", "_query")

    def __init__(self, query: str, answer: AnswerLike) -> None:
        self._query = query
        self._answer = answer

    @property
    def query(self) -> str:
        """The spelling as it was given."""
        return self._query

    @property
    def status(self) -> Status:
        return self._answer.status

    @property
    def score(self) -> float:
        """Probability of the answer, 0..1: of the match, of the best candidate, or 0 for none."""
        return self._answer.score

    @property
    def method(self) -> Method:
        return self._answer.method

    @property
    def reason(self) -> str:
        return self._answer.reason

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self._answer.candidates

    @property
    def id(self) -> str | None:
        return self._answer.id

    @property
    def entry(self) -> Entry | None:
        """The entry of a match, else None."""
        return self._answer.candidates[0].entry if self._answer.status == "match" else None

    @property
    def name(self) -> str | None:
        entry = self.entry
        return entry.name if entry else None

    @property
    def kind(self) -> str | None:
        entry = self.entry
        return entry.kind if entry else None

    def __bool__(self) -> bool:
        return self._answer.status == "match"

    def _fields(self) -> tuple[Any, ...]:
        answer = self._answer
        return (self._query, answer.status, answer.score, answer.method, answer.reason, answer.candidates)

    def __eq__(self, other: object) -> bool:
        return self._fields() == other._fields() if isinstance(other, Match) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._query, self._answer.status, self._answer.id))

    def __repr__(self) -> str:
        return f"Match({self.query!r}, {self.status!r}, id={self.id!r}, score={self.score:.3f}, reason={self.reason!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        query, *rest = self._fields()
        return (Match, (query, Answer(*rest)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: where it stands, as written, and what it means.

    `start` and `end` count code points of the text, `end` exclusive. Generic words beside the name belong to it
    ("Kherson region", "town of Popasna"), titles of persons do not; `name` is the name without them. `match.query` is
    what was asked for.

    >>> answer = Answer("none", 0.0, "none", "no name")
    >>> Mention(3, 7, "Kyiv", Match("Kyiv", answer)).text
    'Kyiv'
    """

    start: int
    end: int
    text: str
    match: Match
    name: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A spelling with the hints of its own row; see `toponym.normalize` for what each hint means."""

    text: str | float | None
    country: str | None = None
    admin1: str | None = None
    kind: str | None = None
    near: tuple[float, float] | None = None
    date: str | None = None
    beside: Sequence[str] = ()
