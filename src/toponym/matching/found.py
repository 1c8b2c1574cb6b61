"""What the cascade hands to the decision: the ways in which a spelling may mean an entry."""

from dataclasses import dataclass, field

from toponym.matching.hints import Hints
from toponym.matching.layers import Hit, Ref
from toponym.model import Method


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that a spelling may mean. `likelihood` (0..1) is how readily texts write this spelling for it.

    `certainty` (0..1) is how sure one is that a part of the name with another letter is the person's own. `odds`
    stands in the place of the likelihood for a similar spelling: how much likelier it was meant for this entry than
    for nothing in the layers. `needs_kind` marks a spelling that stands for the entry only beside a word for its kind
    ("Luhansk" for Luhansk Oblast), at `alone` of the likelihood without one. `eponym` is the settlement through whose
    name a unit was found. `note` says what a posting cannot: which letters differ, which parts of a name agree.
    `override` marks the entry that a rule of a table decrees.
    """

    entry: Ref
    likelihood: float
    method: Method
    hit: Hit | None = None
    certainty: float = 1.0
    odds: float = 0.0
    needs_kind: bool = False
    alone: float = 1.0
    eponym: Ref | None = None
    note: str = ""
    key: str = ""
    override: bool = False


HINT = "hint"  # where the clue of a call's own hints comes from
ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Clue:
    """Hints that the spelling itself carries, and where: a generic word, an article, a qualifier."""

    origin: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class Reading:
    """A spelling as read: what was found, how it was read, which hints it carries.

    `other` is the weight of everything of that spelling outside the layers, `other_persons` that of persons who bear
    it as a surname; `doubt` (0..1) multiplies every probability, for what the reading had to leave unexplained.
    `similar` is the folded spelling that is left to the search for similar ones, when nothing was found; `scoped` names
    the hints within which that search was made, so that `other` takes them into account; `never` holds the entries that
    the spelling never means by a rule.
    """

    text: str
    found: tuple[Found, ...] = ()
    steps: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = field(default=())
    other: float = 0.0
    other_persons: float = 0.0
    doubt: float = 1.0
    similar: str = ""
    scoped: frozenset[str] = frozenset()
    never: frozenset[Ref] = frozenset()

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the spelling itself names."""
        return next((clue.hints.countries for clue in self.clues if clue.hints.countries), frozenset())
