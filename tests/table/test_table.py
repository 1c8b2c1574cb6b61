"""Tables in memory."""

import pickle
from pathlib import Path

import pytest

from tests.conftest import SMALL, Record
from toponym.errors import TableError
from toponym.table import Table, dumps


def test_a_table_is_a_list_of_entries_that_ids_open(small_table: Table) -> None:
    assert len(small_table) == len(SMALL)
    assert [entry.id for entry in small_table] == [record["id"] for record in SMALL]
    assert "ua-luhansk" in small_table
    assert "geonames:702658" not in small_table
    assert small_table["ua-luhansk"].name == "Luhansk"
    with pytest.raises(KeyError):
        small_table["nobody"]


def test_a_table_shows_its_size_and_its_path(tmp_path: Path, small_table: Table) -> None:
    path = tmp_path / "table.json"
    path.write_text(dumps(small_table), encoding="utf-8")
    assert repr(small_table) == "<Table of 5 entries>"
    assert repr(Table.load(path)) == f"<Table of 5 entries from {path}>"


def test_a_table_pickles(small_table: Table) -> None:
    copy = pickle.loads(pickle.dumps(small_table))
    assert copy.entries == small_table.entries
    assert copy["hq"] == small_table["hq"]


def test_any_iterable_of_records_will_do(records: list[Record]) -> None:
    assert Table.from_records(iter(records)).entries == Table.from_records(tuple(records)).entries


def test_a_broken_record_is_counted(records: list[Record]) -> None:
    with pytest.raises(TableError, match=r"^record 2, entry b: no names; give at least one"):
        Table.from_records([records[0], {"id": "b", "kind": "area"}])
    with pytest.raises(TableError, match=r"^record 3: expected an object"):
        Table.from_records([*records[:2], "Київ"])  # type: ignore[list-item]
