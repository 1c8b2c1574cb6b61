"""What the inflection of a name answers: records, and the names of the cases."""

from dataclasses import dataclass

CASES = ("genitive", "dative", "accusative", "instrumental", "locative", "vocative")
ADJECTIVE = "adjective"
REGION = "region noun"


@dataclass(frozen=True, slots=True)
class Inflection:
    """How a surface form came from a name.

    `case` is a case, the first in the usual order when a form serves several; "adjective" for any form of the
    relational adjective (луганський); "region noun" for any form of the name of the land around (Луганщина). `rule`
    names the declension class.
    """

    case: str
    rule: str


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The endings of one declension class, by case; `sex` is that of the persons that it can belong to."""

    name: str
    title: str
    gender: str
    sex: str
    endings: tuple[tuple[str, ...], ...]
    """In the order of CASES."""

    @property
    def adjectival(self) -> bool:
        return self.name.startswith("adj")


@dataclass(frozen=True, slots=True)
class Row:
    """The classes of the words with one end: what takes its place, and the zero form where it has its own."""

    cut: int
    stems: tuple[str, ...]
    zero: str | None
    zero_cut: int
    paradigm: Paradigm
    rule: str


@dataclass(frozen=True, slots=True)
class Declined:
    """One reading of a word: its class and its forms, by case; the nominative is the word itself."""

    gender: str
    sex: str
    adjectival: bool
    rule: str
    stem: str
    """The stem before its endings, in small letters but for the letters of the word: Крив-, Часов-."""
    forms: tuple[tuple[str, ...], ...]
    """In the order of CASES; the accusative that has no ending of its own is empty."""
