"""Settlements across editions of the codifier: codes are stable, so a code's names in turn are former names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toponym.table.sources.first_level import iso_of_code
from toponym.table.sources.katottg import Unit, read_codifier

# The editions, newest first; each is also a key of data/sources.json.
EDITIONS = ("2026-10", "2024-01", "2023-06")
SETTLEMENTS = frozenset("KMTXC")
TOWNS = frozenset("KMX")


@dataclass(frozen=True, slots=True)
class Codified:
    """A unit of the newest edition with the names that older editions give its code.

    `former` pairs each former name with the newest edition that has it, newest first; `oldest_category` is the category
    letter in the oldest edition that knows the code (T, urban-type settlement, ended in 2024).
    """

    unit: Unit
    former: tuple[tuple[str, str], ...]
    oldest_category: str

    @property
    def code(self) -> str:
        """The codifier code."""
        return self.unit.code

    @property
    def name(self) -> str:
        """The official name of the newest edition."""
        return self.unit.name

    @property
    def names(self) -> tuple[str, ...]:
        """The official name, then the former ones."""
        return (self.name, *(name for name, _ in self.former))

    @property
    def oldest_name(self) -> str:
        """The name in the oldest edition: ids are minted from it and survive renames."""
        return self.names[-1]

    @property
    def iso(self) -> str:
        """The ISO 3166-2 code of the first level."""
        return iso_of_code(self.code)

    @property
    def raion(self) -> str:
        """The raion's code, "" for what lies in none."""
        return self.unit.parents[1] if len(self.unit.parents) > 1 else ""

    @property
    def community(self) -> str:
        """The community's code, "" for what lies in none."""
        return self.unit.parents[2] if len(self.unit.parents) > 2 else ""


def read_editions(newest: Path, directory: Path) -> list[Codified]:
    """All units of the newest edition, with the names from `directory`/<edition>.xlsx of the older ones."""
    older = {edition: read_codifier(directory / f"{edition}.xlsx") for edition in EDITIONS[1:]}
    return compare(read_codifier(newest), older)


def compare(newest: Sequence[Unit], older: Mapping[str, Sequence[Unit]]) -> list[Codified]:
    """The newest edition's units, each with its names in the older editions (`older` runs from new to old)."""
    tables = {edition: {unit.code: unit for unit in units} for edition, units in older.items()}
    result = []
    for unit in newest:
        former: dict[str, str] = {}
        category = unit.category
        for edition, table in tables.items():
            if unit.code in table:
                category = table[unit.code].category
                if table[unit.code].name != unit.name:
                    former.setdefault(table[unit.code].name, edition)
        result.append(Codified(unit, tuple(former.items()), category))
    return result
