"""A name found in a text, on its way to a mention."""

from dataclasses import dataclass, field

from toponym.finding.around import Around
from toponym.finding.book import Sense
from toponym.model import AnswerLike, Candidate, Match, Method, Status


@dataclass(slots=True)
class Found:
    """A name with the generic words beside it (`start`, `end`), the name alone (`core_start`, `core_end`), what it
    means as far as known, and what the text says of it.

    `attached`: a generic word stands beside it; `cue`: the kind that other words tell; `weak`: a place only if other
    names of the document lead to it; `bare`: a name only together with a generic word; `common`: a word that may be no
    name; `introduced`: a person's full name; `helpers`: the names that decided it.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    match: Match
    sense: Sense
    attached: bool = False
    generic: str = ""
    cue: str = ""
    weak: bool = False
    bare: bool = False
    common: bool = False
    introduced: bool = False
    helpers: tuple[str, ...] = ()
    sides: Around | None = None


class Explained:
    """An answer with more words in its reason, which are put together when somebody asks."""

    __slots__ = ("_answer", "_before", "_behind")

    def __init__(self, match: Match, before: str = "", behind: str = "") -> None:
        self._answer: AnswerLike = match
        self._before = before
        self._behind = behind

    @property
    def status(self) -> Status:
        return self._answer.status

    @property
    def score(self) -> float:
        return self._answer.score

    @property
    def method(self) -> Method:
        return self._answer.method

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self._answer.candidates

    @property
    def id(self) -> str | None:
        return self._answer.id

    @property
    def reason(self) -> str:
        return "; ".join(filter(None, (self._before, self._answer.reason, self._behind)))


def explained(match: Match, before: str = "", behind: str = "") -> Match:
    """The match with more words in its reason."""
    return Match(match.query, Explained(match, before, behind))


@dataclass(slots=True)
class Memory:
    """What a document goes on to mean in its next piece: persons introduced in full, surnames of persons who are in no
    layer, names that mean a region without saying so, countries that it is about."""

    introduced: dict[str, Match] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    regional: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
