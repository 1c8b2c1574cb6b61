"""The published schema says of a table what the reader says of it."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import SMALL, Record
from tests.table.cases import JUNK, records
from tests.table.test_record import REFUSED
from toponym.errors import TableError
from toponym.model import KINDS, NAME_STATUSES
from toponym.table import Table, validate
from toponym.table.record import ENTRY_KEYS

DATA = Path(__file__).resolve().parents[2] / "data"
SCHEMA: dict[str, Any] = json.loads(files("toponym.table").joinpath("schema.json").read_text(encoding="utf-8"))
WHOLE = Draft202012Validator(SCHEMA)
ENTRY = Draft202012Validator({**SCHEMA, "type": "object", "$ref": "#/$defs/entry", "items": True})

# What only a program can tell: it needs other entries, other fields, or the lists of ISO 3166.
BEYOND = re.compile(
    r"stands twice|stands there already|also belongs to|unknown (country|admin1)|is not in country|is no part of"
    r"|before it begins"
)


def complaint(record: object) -> str | None:
    try:
        Table.from_records([record])  # type: ignore[list-item]
    except TableError as error:
        return str(error)
    return None


def agree(record: Any) -> None:
    said = complaint(record)
    if ENTRY.is_valid(record):
        assert said is None or BEYOND.search(said), said
    else:
        assert said is not None, [error.message for error in ENTRY.iter_errors(record)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_has_the_words_of_the_code() -> None:
    parts = SCHEMA["$defs"]
    assert tuple(parts["entry"]["properties"]) == ENTRY_KEYS
    assert tuple(parts["entry"]["properties"]["kind"]["enum"]) == KINDS
    assert tuple(parts["name"]["properties"]["status"]["enum"]) == NAME_STATUSES
    controls = parts["text"]["not"]["pattern"].removeprefix(validate._STRAY.pattern + "|")
    assert re.sub(r"\\u00(..)", r"\\x\1", controls) == validate._CONTROL.pattern


def test_an_array_of_entries_and_nothing_else() -> None:
    assert WHOLE.is_valid(SMALL)
    assert WHOLE.is_valid([])
    for other in ({}, SMALL[0], {"entries": SMALL}, "table", None, [SMALL]):
        assert not WHOLE.is_valid(other)


@pytest.mark.parametrize("record", SMALL, ids=lambda record: str(record["id"]))
def test_good_records_are_good_to_both(record: Record) -> None:
    assert ENTRY.is_valid(record)
    assert complaint(record) is None


# JSON has no NaN, and the messages of jsonschema cannot show numbers of thousands of digits.
_BEYOND_JSON = {"no number as latitude", "a very deep label", "a huge latitude", "too many", "a huge id"}
_BEYOND_JSON |= {"a key that is no text", "an authority that is no text"}
JSON_REFUSED = {case: record for case, (record, _) in REFUSED.items() if case not in _BEYOND_JSON}


@pytest.mark.parametrize("case", JSON_REFUSED)
def test_what_the_reader_refuses_the_schema_refuses(case: str) -> None:
    assert complaint(JSON_REFUSED[case]) is not None
    assert not ENTRY.is_valid(JSON_REFUSED[case])


BASE: Record = {"id": "x", "kind": "area", "names": ["Х"]}


@pytest.mark.parametrize(
    "date", ["2016-02-30", "2015-02-29", "1900-02-29", "2016-13", "16", "2016-1", "2016-04-31", "x"]
)
def test_broken_dates(date: str) -> None:
    record = {**BASE, "names": [{"text": "Х", "from": date}]}
    assert "broken date" in (complaint(record) or "")
    assert not ENTRY.is_valid(record)


@given(st.dates().map(str) | st.from_regex(r"[0-9]{4}(-[0-3][0-9](-[0-3][0-9])?)?", fullmatch=True))
def test_dates_are_dates_to_both(date: str) -> None:
    agree({**BASE, "names": [{"text": "Х", "to": date}]})


@pytest.mark.parametrize(
    "fields",
    [
        {"lat": 1},
        {"lon": 1},
        {"lat": 1, "lon": None},
        {"lat": None, "lon": 1},
        {"names": [" Х"]},
        {"names": ["Х  У"]},
        {"names": ["Х\u200b"]},
        {"label": "a\n"},
        {"id": "a\u2028b"},
        {"country": "Ukraine"},
        {"admin1": "Donetsk"},
        {"ids": {"a ": 1}},
        {"sources": {"lat": "\ud800"}},
        {"parents": [" "]},
    ],
)
def test_breaches_that_a_schema_can_tell(fields: Record) -> None:
    assert complaint({**BASE, **fields}) is not None
    assert not ENTRY.is_valid({**BASE, **fields})


@given(records())
@settings(max_examples=100)
def test_every_valid_record_is_valid_to_both(record: Record) -> None:
    assert complaint(record) is None
    assert ENTRY.is_valid(record), [error.message for error in ENTRY.iter_errors(record)]


@given(records(), st.sampled_from([*ENTRY_KEYS, "other"]), JUNK)
@settings(max_examples=300)
def test_a_record_with_one_odd_field_is_the_same_to_both(record: Record, key: str, junk: Any) -> None:
    agree({**record, key: junk})


@given(records(), st.sampled_from(["names", "variants", "ids", "sources", "parents"]), JUNK)
@settings(max_examples=300)
def test_a_record_with_one_odd_part_is_the_same_to_both(record: Record, key: str, junk: Any) -> None:
    part = {"other": junk} if key in ("ids", "sources") else [junk]
    agree({**record, key: part})


@given(JUNK)
def test_what_is_no_record_is_none_to_both(junk: Any) -> None:
    agree(junk)


def test_the_curated_table_conforms() -> None:
    entries = json.loads((DATA / "variants.json").read_text(encoding="utf-8"))
    assert [(entry["id"], ENTRY.is_valid(entry)) for entry in entries] == [(entry["id"], True) for entry in entries]


def test_the_codifier_conforms() -> None:
    """One entry of every shape, and every hundredth; the rest differ in letters only, and the reader checks them."""
    lines = (DATA / "codifier.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = {re.sub(r'[^][{}":,]+(?=")|[0-9]+', "", line): line for line in lines}
    for line in {*chosen.values(), *lines[::100]}:
        assert ENTRY.is_valid(json.loads(line)), line
    assert len(Table.load(DATA / "codifier.jsonl")) == len(lines)
