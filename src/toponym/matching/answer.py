"""The answer of a decision: numbers at once, words and entries when somebody asks for them."""

from typing import TYPE_CHECKING

from toponym.matching.decide import Decision
from toponym.matching.deciding import Decide, deciding_hints
from toponym.matching.found import Reading
from toponym.matching.hints import Hints
from toponym.matching.layers import Layers
from toponym.matching.reasons import answer_reason, describe_found
from toponym.model import Answer, Candidate, Method, Status

if TYPE_CHECKING:
    from toponym.matching.verdicts import Verdicts


class LazyAnswer:
    """Behaves as `toponym.model.Answer`; candidates and reason are made on first use and then kept."""

    __slots__ = (
        "_candidates",
        "_decide",
        "_layers",
        "_reason",
        "decision",
        "hints",
        "method",
        "query",
        "reading",
        "score",
        "status",
    )

    query: str
    status: Status
    score: float
    method: Method

    def __init__(
        self, query: str, reading: Reading, hints: Hints, decision: Decision, layers: Layers, decide: Decide
    ) -> None:
        """`decide` decides a reading again with other hints, to tell which of them decided."""
        self.query = query
        self.status = decision.status
        self.score = decision.score if decision.status != "none" else 0.0
        self.method = decision.candidates[0].found.method if decision.status != "none" else "none"
        self.reading = reading
        self.hints = hints
        self.decision = decision
        self._layers = layers
        self._decide = decide
        self._candidates: tuple[Candidate, ...] | None = None
        self._reason: str | None = None

    @property
    def id(self) -> str | None:
        if self.status != "match":
            return None
        return self._layers.entry_id(self.decision.candidates[0].found.entry)

    @property
    def reason(self) -> str:
        if self._reason is None:
            deciding = deciding_hints(self.reading, self.hints, self.decision, self._decide)
            self._reason = answer_reason(self.query, self.reading, self.decision, self._layers, deciding)
        return self._reason

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        if self._candidates is None:
            self._candidates = tuple(
                Candidate(
                    self._layers.entry(item.found.entry),
                    item.score,
                    item.found.method,
                    describe_found(item.found, self._layers),
                )
                for item in self.decision.candidates
            )
        return self._candidates


class KeyAnswer:
    """The answer to a spelling that was decided when the index was built.

    Knows status and id at once; the rest is decided as for any other spelling when somebody asks for it.
    """

    __slots__ = ("_full", "_number", "_verdicts", "query", "status")

    def __init__(self, query: str, status: Status, number: int, verdicts: "Verdicts") -> None:
        self.query = query
        self.status = status
        self._number = number
        self._verdicts = verdicts

    @property
    def id(self) -> str | None:
        return self._verdicts.entry_id(self._number) if self.status == "match" else None

    @property
    def full(self) -> LazyAnswer | Answer:
        """The answer as decided in full."""
        try:
            return self._full
        except AttributeError:
            self._full: LazyAnswer | Answer = self._verdicts.decide(self.query)
            return self._full

    @property
    def score(self) -> float:
        return self.full.score

    @property
    def method(self) -> Method:
        return self.full.method

    @property
    def reason(self) -> str:
        return self.full.reason

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.full.candidates


def no_name(reason: str) -> Answer:
    """The answer to what cannot be a name."""
    return Answer("none", 0.0, "none", reason)
