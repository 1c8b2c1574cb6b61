"""The records of the romanization layer: what a system is, what it yields, and what explains a spelling."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class System:
    """One published romanization system of one language.

    `id` is "language:system" ("uk:kmu-2010"); `source` the published rule it was written from; `prior` the rough share
    of Latin texts with names of the language that follow it; `target` the language whose readers it is made for,
    "und" for scholarly, library and machine systems; `also` other names of the same rules.
    """

    id: str
    lang: str
    title: str
    source: str
    prior: float
    also: tuple[str, ...] = ()
    year: int | None = None
    target: str = "en"


@dataclass(frozen=True, slots=True)
class Romanized:
    """A romanized text; `complete` is false when it has letters that the system does not know, which pass unchanged."""

    text: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Generated:
    """A spelling that `systems` (ids, the most common first) yield from a name, with house habits (their ids).

    `weight` is the prior of the most common of these systems, made smaller by each habit.
    """

    spelling: str
    systems: tuple[str, ...]
    habits: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Identification:
    """One way to get a spelling from a native name.

    `exact` is false when the spelling agrees only once marks, diacritics, hyphens and case are folded away. `prior` is
    the system's own, made smaller by each habit; it orders explanations and is no probability.
    """

    system: str
    title: str
    habits: tuple[str, ...]
    habit_titles: tuple[str, ...]
    exact: bool
    prior: float

    @property
    def explanation(self) -> str:
        """The system and habits as a reader's phrase: "BGN/PCGN 1965, marks dropped"."""
        parts = [self.title, *self.habit_titles]
        if not self.exact:
            parts.append("marks aside")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The style most names of one language in a source follow: `fits` of its `names` are spelt by it."""

    lang: str
    language: str
    system: str
    title: str
    habits: tuple[str, ...]
    habit_titles: tuple[str, ...]
    fits: int
    names: int

    @property
    def explanation(self) -> str:
        """The vote as a sentence's end: "BGN/PCGN 1965 for Ukrainian, -ий/-ій as -iy, 14 of 16 names"."""
        return ", ".join(
            [f"{self.title} for {self.language}", *self.habit_titles, f"{self.fits} of {self.names} names"]
        )
