"""What holds for every table."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Record
from tests.table.cases import records
from toponym.model import Entry
from toponym.table import Table, authority_keys, dump_line, dumps, entry_from_record, entry_to_record, merge, stack

ENTRIES = st.builds(entry_from_record, records())
TABLES = st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.id).map(Table)


@given(records())
def test_an_entry_survives_the_way_there_and_back(record: Record) -> None:
    entry = entry_from_record(record)
    assert entry_from_record(entry_to_record(entry)) == entry


def _without_shared_ids(entries: list[Entry]) -> list[Entry]:
    owned: set[str] = set()
    kept = []
    for entry in entries:
        keys = set(authority_keys(entry))
        if not keys & owned:
            owned |= keys
            kept.append(entry)
    return kept


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.id))
@settings(max_examples=50)
def test_the_canonical_form_is_its_own(entries: list[Entry]) -> None:
    table = _without_shared_ids(entries)
    text = dumps(table)
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.json")
        path.write_text(text, encoding="utf-8")
        assert dumps(Table.load(path)) == text
        path.write_text("".join(dump_line(entry) + "\n" for entry in table), encoding="utf-8")
        if table:
            assert dumps(Table.load(path)) == text
    assert dumps(reversed(table)) == text


@given(ENTRIES, ENTRIES)
def test_a_merged_entry_loses_nothing_of_the_upper_one(upper: Entry, lower: Entry) -> None:
    merged = merge(upper, lower)
    assert merged.names[: len(upper.names)] == upper.names
    assert merged.variants[: len(upper.variants)] == upper.variants
    assert {text for entry in (upper, lower) for text in (part.text for part in entry.names + entry.variants)} == {
        part.text for part in merged.names + merged.variants
    }
    assert upper.ids.items() <= merged.ids.items()
    assert merge(upper, upper) == upper
    assert merge(merged, lower) == merged


@given(st.lists(TABLES, max_size=3))
def test_a_stack_holds_every_thing_once(tables: list[Table]) -> None:
    merged = stack(*tables)
    ids = [entry.id for entry in merged]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {entry.id for table in tables for entry in table}
    named = {part.text for table in tables for entry in table for part in entry.names + entry.variants}
    assert named == {part.text for entry in merged for part in entry.names + entry.variants}
    if tables:
        assert set(ids) >= {entry.id for entry in stack(tables[0])}
