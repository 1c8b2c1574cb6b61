"""Rows of anybody's table become entries, or a line with what is wrong."""

from collections.abc import Mapping
from typing import Any

import pytest

from toponym.errors import TableError
from toponym.model import Entry
from toponym.table.rows import BadRow, Columns, entries_of_rows, row_entry

COLUMNS = Columns(
    "id",
    ["name", "english"],
    ["aka"],
    {key: key for key in ("country", "admin1", "kind", "feature", "lat", "lon", "population")},
    lang="uk",
)
GOOD = {
    "id": " 7 ",
    "name": "Ужгород",
    "english": "Uzhhorod",
    "aka": "Ungvár;  Uzhgorod ;;Uzhhorod",
    "country": "Ukraine",
    "admin1": "UA-21",
    "kind": "settlement",
    "feature": "city",
    "lat": "48.62",
    "lon": "22.29",
    "population": "115542",
}


def test_every_column_has_its_field() -> None:
    entry = row_entry(GOOD, COLUMNS)
    assert (entry.id, entry.kind, entry.feature, entry.country, entry.admin1) == (
        "7",
        "settlement",
        "city",
        "UA",
        "UA-21",
    )
    assert [(name.text, name.lang) for name in entry.names] == [("Ужгород", "uk"), ("Uzhhorod", "uk")]
    assert [variant.text for variant in entry.variants] == ["Ungvár", "Uzhgorod"]
    assert (entry.lat, entry.lon, entry.population, entry.name) == (48.62, 22.29, 115542, "Ужгород")


@pytest.mark.parametrize("column", ["country", "admin1", "kind", "feature", "population", "aka", "english"])
def test_empty_cells_say_nothing(column: str) -> None:
    entry = row_entry({**GOOD, column: "  "}, COLUMNS)
    assert entry.kind == "settlement"
    assert entry.id == "7"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"id": ""}, "no id in column 'id'"),
        ({"name": "", "english": ""}, "no name in column 'name' or 'english'"),
        ({"lat": "abc"}, "column 'lat': 'abc' is no number of degrees"),
        ({"lat": "nan"}, "'lat' must be degrees between -90 and 90"),
        ({"lat": "90.5"}, "'lat' must be degrees between -90 and 90"),
        ({"lon": ""}, "lat without lon"),
        ({"population": "many"}, "column 'population': 'many' is no number of people"),
        ({"population": "inf"}, "column 'population': 'inf' is no number of people"),
        ({"population": "-5"}, "'population' must be between 0"),
        ({"kind": "town"}, "unknown kind 'town'"),
        ({"country": "Atlantis"}, "unknown country 'Atlantis'"),
        ({"admin1": "UA-99"}, "unknown admin1 'UA-99'"),
        ({"admin1": "PL-12"}, "admin1 PL-12 is not in country UA"),
        ({"name": "Uzh\x07horod"}, "control character U+0007"),
    ],
)
def test_a_bad_cell_is_named(cells: Mapping[str, str], why: str) -> None:
    with pytest.raises(TableError) as caught:
        row_entry({**GOOD, **cells}, COLUMNS)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def entries(*rows: Mapping[str, Any] | str) -> tuple[list[Entry], list[BadRow]]:
    bad: list[BadRow] = []
    return list(entries_of_rows(enumerate(rows, 2), COLUMNS, bad)), bad


def test_rows_of_one_id_in_a_row_are_one_entry() -> None:
    found, bad = entries(GOOD, {"id": "7", "name": "Унгвар", "aka": "Ungvar;Ungvár"}, {"id": "8", "name": "Чоп"})
    assert bad == []
    assert [entry.id for entry in found] == ["7", "8"]
    assert [name.text for name in found[0].names] == ["Ужгород", "Uzhhorod", "Унгвар"]
    assert [variant.text for variant in found[0].variants] == ["Ungvár", "Uzhgorod", "Ungvar"]
    assert found[0].lat == 48.62


def test_no_row_is_lost() -> None:
    found, bad = entries("has 2 cells where the header has 11", GOOD, {"id": "8"}, {"id": "9", "name": "Чоп"})
    assert [entry.id for entry in found] == ["7", "9"]
    assert [row.line for row in bad] == [2, 4]
    assert bad[0].why == "has 2 cells where the header has 11"
