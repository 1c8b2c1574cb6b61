"""What was promised of the main job, on the embedded table (tests/cases/queries.toml)."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import toponym
from toponym.cli import main

_CASES = tomllib.loads((Path(__file__).parent / "cases" / "queries.toml").read_text(encoding="utf-8"))
_HINTS = ("country", "admin1", "kind", "near", "date", "beside", "strict")
_SAME = [(group["id"], spelling) for group in _CASES["same"] for spelling in group["spellings"]]


def _label(row: dict[str, Any]) -> str:
    return " ".join([row["spelling"], *(f"{hint}={row[hint]}" for hint in _HINTS if hint in row)])


@pytest.mark.parametrize(("id_", "spelling"), _SAME)
def test_spellings_of_one_entry(id_: str, spelling: str) -> None:
    match = toponym.normalize(spelling)
    assert (match.status, match.id) == ("match", id_), match


@pytest.mark.parametrize("row", _CASES["queries"], ids=_label)
def test_a_query(row: dict[str, Any]) -> None:
    match = toponym.normalize(row["spelling"], **{hint: row[hint] for hint in _HINTS if hint in row})
    found = [candidate.id for candidate in match.candidates]
    if "id" in row:
        assert match.id == row["id"], match
    if "status" in row:
        assert match.status == row["status"], match
    if "first" in row:
        assert match.status != "none", match
        assert found[:1] == [row["first"]], match
    assert set(row.get("among", ())) <= set(found), match
    assert match.id not in row.get("never", ()), match
    for words in row.get("words", ()):
        assert words in match.reason, match


def test_every_query_expects_an_answer() -> None:
    for row in _CASES["queries"]:
        assert row.keys() & {"id", "status", "first"}, row
        assert row.keys() <= {"spelling", "id", "status", "first", "among", "never", "words", *_HINTS}, row


@pytest.mark.parametrize("group", _CASES["same"], ids=lambda group: str(group["id"]))
def test_the_command_prints_one_id_for_each(group: dict[str, Any]) -> None:
    stdin = "".join(f"{spelling}\n" for spelling in group["spellings"])
    result = CliRunner().invoke(main, ["normalize", "--format", "jsonl"], input=stdin)
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == group["spellings"]
    assert {(answer["status"], answer["id"]) for answer in answers} == {("match", group["id"])}


def test_one_thing_has_one_id_in_every_authority() -> None:
    entry = toponym.get("ua-sievierodonetsk")
    for id_ in ("geonames:691999", "katottg:UA44120110010072887", "pcode:UA4412011001"):
        assert toponym.get(id_) == entry


def test_namesakes_without_a_difference_are_counted() -> None:
    match = toponym.normalize("Ivanivka")
    assert match.status == "ambiguous"
    assert len(match.candidates) > 100
    assert re.match(r"1\d\d namesakes bear this spelling: .*; and 1\d\d more$", match.reason)


def test_the_raion_decides_where_the_oblast_cannot() -> None:
    match = toponym.normalize("Lyman", admin1="UA-63")
    assert match.status == "ambiguous"
    in_kharkiv = [candidate for candidate in match.candidates if candidate.admin1 == "UA-63"]
    assert len(in_kharkiv) > 1
    assert [candidate.admin1 for candidate in match.candidates[: len(in_kharkiv)]] == ["UA-63"] * len(in_kharkiv)
    for village in in_kharkiv:
        raion = toponym.get(next(id_ for id_ in village.entry.parents if toponym.get(id_).kind == "district"))
        same = [c for c in in_kharkiv if raion.id in {toponym.get(id_).id for id_ in c.entry.parents}]
        found = toponym.normalize(f"Lyman, {raion.name}")
        if len(same) == 1:
            assert found.id == village.id
        assert found.candidates[0].id in {candidate.id for candidate in same}


def test_a_city_that_is_a_first_level_unit_answers_to_that_kind_where_no_unit_is_named_after_it() -> None:
    assert toponym.normalize("Sevastopol", kind="region").id == "ua-sevastopol"
    assert toponym.normalize("Kyiv", kind="region").id == "ua-kyiv-oblast"
    assert toponym.normalize("Kyiv region").id == "ua-kyiv-oblast"
    # Moscow Oblast is in no layer, and the city is not what is meant.
    assert toponym.normalize("Moscow region").id != "ru-moscow"
