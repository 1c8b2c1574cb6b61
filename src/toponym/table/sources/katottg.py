"""The Ukrainian codifier of administrative units (KATOTTG): reads its spreadsheet, writes codifier records.

The spreadsheet holds one unit a row: five columns of codes from the first level down, a category letter and a bare name
("Бахмутський" for a raion). openpyxl is imported only when a spreadsheet is read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from toponym.errors import TableError
from toponym.table.sources.first_level import first_level, iso_of_code

# Category letter -> kind, feature. T is the urban-type settlement of editions before 2024.
CATEGORIES = {
    "O": ("region", "oblast"),
    "K": ("settlement", "city"),
    "P": ("district", "raion"),
    "H": ("community", "hromada"),
    "M": ("settlement", "city"),
    "T": ("settlement", "urban-type settlement"),
    "X": ("settlement", "selyshche"),
    "C": ("settlement", "village"),
    "B": ("district", "city district"),
}
# Some editions write a category, or one letter of a name, with the look-alike of the other script.
_LATIN_CATEGORY = str.maketrans("АВСЕНІКМОРТХ", "ABCEHIKMOPTX")
_CYRILLIC_NAME = str.maketrans("ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху")
_CODE = re.compile(r"UA\d{17}")
_NAME_COLUMN = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the codifier.

    `parents` are the codes above it from the first level down, without itself; `name` is the bare name as the codifier
    writes it, spaces and look-alike letters put right.
    """

    code: str
    category: str
    name: str
    parents: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """The name with the word for its kind, as sentences write it ("Бахмутський район")."""
        if self.category == "O":
            return next(unit.name for unit in first_level() if unit.codifier == self.code[2:4])
        suffix = {"P": " район", "H": " територіальна громада", "B": " район"}.get(self.category, "")
        return self.name + suffix


def read_codifier(path: str | Path) -> list[Unit]:
    """All units of a codifier spreadsheet, in its order.

    Raises TableError when the file is no codifier: no row with a code, an unknown category, or a code twice.
    """
    openpyxl: Any = import_module("openpyxl")
    workbook = openpyxl.load_workbook(path, read_only=True)
    try:
        return parse_rows(workbook.worksheets[0].iter_rows(values_only=True), str(path))
    finally:
        workbook.close()


def parse_rows(rows: Iterable[Sequence[Any]], origin: str = "codifier") -> list[Unit]:
    """The units among the rows of a codifier sheet; title rows and notes, which bear no code, are passed over.

    >>> parse_rows([("UA05000000000010236", None, None, None, None, "O", "Вінницька ")])[0].full_name
    'Вінницька область'
    """
    units: dict[str, Unit] = {}
    for number, row in enumerate(rows, 1):
        unit = _unit(row, f"{origin}, row {number}")
        if unit is None:
            continue
        if unit.code in units:
            raise TableError(f"{origin}, row {number}: code {unit.code} stands twice; take an unmodified codifier file")
        units[unit.code] = unit
    if not units:
        raise TableError(f"{origin}: no row bears a codifier code; is this the codifier's spreadsheet?")
    return list(units.values())


def _unit(row: Sequence[Any], where: str) -> Unit | None:
    codes = list(dict.fromkeys(str(cell).strip() for cell in row[:5] if cell))
    if not codes or not _CODE.fullmatch(codes[-1]):
        return None
    if len(row) <= _NAME_COLUMN or not row[5] or not row[_NAME_COLUMN]:
        raise TableError(f"{where}: a category or a name is missing; take an unmodified codifier file")
    category = str(row[5]).strip().translate(_LATIN_CATEGORY)
    if category not in CATEGORIES:
        raise TableError(f"{where}: unknown category {row[5]!r}; known are {', '.join(CATEGORIES)}")
    name = " ".join(str(row[_NAME_COLUMN]).translate(_CYRILLIC_NAME).split())
    return Unit(codes[-1], category, name, tuple(codes[:-1]))


def record(unit: Unit) -> dict[str, Any]:
    """The codifier layer's record of a unit: a legal entry of the user profile, with bare names and `parents`.

    `parents` holds the ids of the raion and the community; the first level stands in `admin1`. Kyiv and Sevastopol are
    settlement and first level at once, which their `iso3166_2` says.

    >>> record(Unit("UA80000000000093317", "K", "Київ", ()))["ids"]
    {'katottg': 'UA80000000000093317', 'iso3166_2': 'UA-30'}
    """
    kind, feature = CATEGORIES[unit.category]
    iso = iso_of_code(unit.code)
    ids = {"katottg": unit.code}
    if not unit.parents:
        ids["iso3166_2"] = iso
    result: dict[str, Any] = {
        "id": f"katottg:{unit.code}",
        "kind": kind,
        "feature": "autonomous republic" if iso == "UA-43" and kind == "region" else feature,
        "country": "UA",
        "admin1": iso,
        "parents": [f"katottg:{code}" for code in unit.parents[1:]],
        "ids": ids,
        "names": _names(unit),
    }
    return {key: value for key, value in result.items() if value}


def _names(unit: Unit) -> list[str]:
    if unit.category == "H":
        return [unit.full_name, f"{unit.name} громада"]
    return [unit.full_name]
