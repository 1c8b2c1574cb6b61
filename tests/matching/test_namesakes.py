"""What a reader of news expects of famous names (tests/cases/namesakes.toml)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import toponym
from tests.matching.world import ids

_CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "namesakes.toml").read_text(encoding="utf-8"))["names"]


@pytest.mark.parametrize("row", _CASES, ids=lambda row: str(row["spelling"]))
def test_a_famous_name(row: dict[str, Any]) -> None:
    match = toponym.normalize(row["spelling"])
    found = ids(match)
    if "status" in row:
        assert match.status == row["status"], match
    if "first" in row:
        assert found[:1] == [toponym.get(row["first"]).id], match
    missing = {toponym.get(id_).id for id_ in row.get("among", ())} - set(found)
    assert not missing, match
    assert match.id not in {toponym.get(id_).id for id_ in row.get("never", ())}, match


def test_every_row_expects_something() -> None:
    spellings = [row["spelling"] for row in _CASES]
    assert len(spellings) == len(set(spellings)) >= 60
    for row in _CASES:
        assert row.keys() - {"spelling", "why"}
        assert row.keys() <= {"spelling", "status", "first", "among", "never", "why"}
        assert row.get("status", "match") in ("match", "ambiguous")
