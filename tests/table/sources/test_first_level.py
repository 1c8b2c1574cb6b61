import pytest

from toponym.errors import TableError
from toponym.table.sources.first_level import first_level, iso_of_code, iso_of_geonames


def test_each_code_system_names_27_units_once() -> None:
    units = first_level()
    assert len(units) == 27
    for field in ("codifier", "iso3166_2", "geonames", "name", "slug"):
        assert len({getattr(unit, field) for unit in units}) == 27


def test_iso_codes_are_those_of_the_standard_for_the_same_unit() -> None:
    """The standard's names are romanizations of the bare names: same initials tell most units apart, types the rest."""
    pycountry = pytest.importorskip("pycountry")
    standard = {unit.code: unit for unit in pycountry.subdivisions.get(country_code="UA")}
    assert {unit.iso3166_2 for unit in first_level()} == set(standard)
    stems = {"В": "V", "Д": "D", "Ж": "Zh", "З": "Za", "І": "I", "К": "K", "Л": "L", "М": "M", "О": "O", "П": "P"}
    stems |= {"Р": "R", "С": "S", "Т": "T", "Х": "Kh", "Ч": "Ch", "А": "A"}
    kinds = {"область": "Region", "Крим": "Republic"}
    for unit in first_level():
        assert standard[unit.iso3166_2].name.startswith(stems[unit.name[0]])
        assert standard[unit.iso3166_2].type == kinds.get(unit.name.split()[-1], "City")


@pytest.mark.parametrize(
    ("code", "iso"),
    [
        ("UA01160330010074014", "UA-43"),
        ("UA14020010010032616", "UA-14"),
        ("UA44120110010072887", "UA-09"),
        ("UA73060610010033137", "UA-77"),
        ("UA74100390010054825", "UA-74"),
        ("UA80000000000093317", "UA-30"),
        ("UA85000000000065278", "UA-40"),
    ],
)
def test_codifier_prefixes(code: str, iso: str) -> None:
    assert iso_of_code(code) == iso


def test_an_unknown_prefix_is_an_error() -> None:
    with pytest.raises(TableError, match="no first-level unit"):
        iso_of_code("UA99000000000000000")


def test_geonames_codes() -> None:
    assert iso_of_geonames("12") == "UA-30"
    assert iso_of_geonames("11") == "UA-43"
    assert iso_of_geonames("00") is None
