"""The first level of Ukraine: which codifier prefix, ISO 3166-2 code and GeoNames code name the same unit."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toponym.errors import TableError


@dataclass(frozen=True, slots=True)
class FirstLevel:
    """One unit: codifier prefix (two digits), ISO 3166-2 and GeoNames codes, Ukrainian name, word for ids."""

    codifier: str
    iso3166_2: str
    geonames: str
    name: str
    slug: str


@cache
def first_level() -> tuple[FirstLevel, ...]:
    """All 27 units, by codifier prefix.

    >>> [unit.name for unit in first_level() if unit.codifier != unit.iso3166_2[3:]]
    ['Автономна Республіка Крим', 'Луганська область', 'Чернівецька область', 'Київ', 'Севастополь']
    """
    rows = tomllib.loads(files(__package__).joinpath("first_level.toml").read_text(encoding="utf-8"))["unit"]
    return tuple(FirstLevel(**row) for row in rows)


def iso_of_code(code: str) -> str:
    """The ISO 3166-2 code of the unit that a codifier code lies in.

    Raises TableError for a prefix that is not in the table.

    >>> iso_of_code("UA44120110010072887")
    'UA-09'
    """
    for unit in first_level():
        if code[:4] == f"UA{unit.codifier}":
            return unit.iso3166_2
    raise TableError(f"codifier code {code!r}: no first-level unit has this prefix; add it to first_level.toml")


def iso_of_geonames(admin1: str) -> str | None:
    """The ISO 3166-2 code of a GeoNames admin1 code of Ukraine, None where GeoNames gives no known one.

    >>> iso_of_geonames("14")
    'UA-09'
    """
    return next((unit.iso3166_2 for unit in first_level() if unit.geonames == admin1), None)
