"""What every system gives back for a query, and the interface it is run by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from evaluation.sets import EvaluationSet, Query


@dataclass(frozen=True, slots=True)
class Answer:
    """The best record, or None, and how sure the system is of it (0 to 1 for a probability).

    `status` is toponym's own word (match, ambiguous, none); a baseline has no opinion and leaves it empty.
    """

    id: str | None = None
    score: float = 0.0
    status: str = ""


class System(Protocol):
    """Something that looks spellings up in the table of a set."""

    @property
    def name(self) -> str:
        """As it stands in the tables."""
        ...

    @property
    def calibrated(self) -> bool:
        """Whether its score is a probability already."""
        ...

    def prepare(self, evaluated: EvaluationSet) -> None:
        """Builds what is kept between calls, before the clock runs."""
        ...

    def answer(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Answer]:
        """One answer a query, in order."""
        ...
