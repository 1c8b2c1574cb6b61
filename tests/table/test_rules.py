"""Rules in table files: read, checked, written, and described by the schema."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import SMALL
from toponym.errors import TableError
from toponym.gazetteer import Index, index_of
from toponym.gazetteer.compile import compile_index
from toponym.table import Rule, Table, dumps, rule_to_record, stack
from toponym.table.rules import RULE_KEYS, RULES

OVERRIDE = {"rule": "override", "spelling": "The Hill", "id": "hq", "note": "our word"}
NEVER = {"rule": "never", "spelling": "Luhansk", "id": "geonames:702658"}
SCHEMA: dict[str, Any] = json.loads(files("toponym.table").joinpath("schema.json").read_text(encoding="utf-8"))
WHOLE = Draft202012Validator(SCHEMA)

REFUSED: dict[str, dict[str, Any]] = {
    "no spelling": {"rule": "never", "id": "hq"},
    "an empty spelling": {"rule": "never", "spelling": "", "id": "hq"},
    "no id": {"rule": "override", "spelling": "Hill"},
    "a number as id": {"rule": "override", "spelling": "Hill", "id": 702658},
    "an unknown rule": {"rule": "sometimes", "spelling": "Hill", "id": "hq"},
    "an unknown key": {"rule": "never", "spelling": "Hill", "id": "hq", "why": "so"},
    "a rule that is no text": {"rule": ["never"], "spelling": "Hill", "id": "hq"},
    "a note that is no text": {"rule": "never", "spelling": "Hill", "id": "hq", "note": 1},
}


def test_rules_stand_among_entries_in_both_forms(tmp_path: Path) -> None:
    array, lines = tmp_path / "a.json", tmp_path / "b.jsonl"
    array.write_text(json.dumps([OVERRIDE, *SMALL, NEVER]), encoding="utf-8")
    lines.write_text("".join(json.dumps(record) + "\n" for record in [OVERRIDE, *SMALL, NEVER]), encoding="utf-8")
    for table in (Table.load(array), Table.load(lines)):
        assert len(table) == len(SMALL)
        assert table.rules == (
            Rule("override", "The Hill", "hq", "our word"),
            Rule("never", "Luhansk", "geonames:702658"),
        )


def test_rules_are_written_after_the_entries_and_read_back() -> None:
    table = Table.from_records([OVERRIDE, *SMALL, NEVER])
    text = dumps(table, table.rules)
    assert text.splitlines()[-3].startswith('{"rule": "never"')
    again = Table.from_records(json.loads(text))
    assert set(again.rules) == set(table.rules)
    assert dumps(again, again.rules) == text
    assert [rule_to_record(rule) for rule in table.rules] == [OVERRIDE, NEVER]


def test_a_stack_keeps_the_rules_of_all_tables() -> None:
    upper, lower = Table.from_records([OVERRIDE]), Table.from_records([*SMALL, NEVER])
    assert [rule.rule for rule in stack(upper, lower).rules] == ["override", "never"]


def test_the_compiled_form_keeps_them() -> None:
    table = Table.from_records([OVERRIDE, *SMALL, NEVER])
    assert index_of(table).rules == table.rules
    assert index_of(Table.from_records(SMALL)).rules == ()
    bare = compile_index(table.entries)
    assert Index.from_bytes(bare).digest != Index.from_bytes(compile_index(table.entries, rules=table.rules)).digest


@pytest.mark.parametrize("case", REFUSED)
def test_broken_rules_are_refused_by_reader_and_schema(case: str) -> None:
    with pytest.raises(TableError, match="rule"):
        Table.from_records([REFUSED[case]])
    assert not WHOLE.is_valid([REFUSED[case]])


def test_good_rules_are_good_to_both() -> None:
    assert WHOLE.is_valid([OVERRIDE, *SMALL, NEVER])
    keys = SCHEMA["$defs"]["rule"]["properties"]
    assert tuple(keys) == RULE_KEYS
    assert tuple(keys["rule"]["enum"]) == RULES


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({**NEVER, "spelling": "LUHANSK"}, "stands twice"),
        ({**NEVER, "rule": "override", "spelling": "luhansk"}, "both 'override' and 'never'"),
        ({**OVERRIDE, "id": "ua-luhansk"}, "cannot both be its answer"),
        ({**NEVER, "spelling": "!?"}, "nothing to compare"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(other: dict[str, Any], words: str) -> None:
    with pytest.raises(TableError, match=words):
        Table.from_records([*SMALL, OVERRIDE, NEVER, other])
