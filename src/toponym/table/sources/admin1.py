"""ISO 3166-2 codes of GeoNames' first-level codes, where both name the same unit for certain."""

from functools import cache
from importlib.resources import files

from toponym.table.sources.first_level import iso_of_geonames


@cache
def _units() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(files(__package__).joinpath("admin1.toml").read_text(encoding="utf-8"))


def iso_of_admin1(country: str, admin1: str) -> str:
    """The ISO 3166-2 code of a GeoNames first-level code, "" where it is not certain.

    >>> iso_of_admin1("US", "TX"), iso_of_admin1("UA", "14"), iso_of_admin1("FR", "no such code")
    ('US-TX', 'UA-09', '')
    """
    if country == "UA":
        return iso_of_geonames(admin1) or ""
    unit = _units().get(country, {}).get(admin1)
    return f"{country}-{unit}" if unit else ""
