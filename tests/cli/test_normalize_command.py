"""`toponym normalize`: names in, answers out, in the three formats, with hints."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]

KEYS = (
    *("query", "status", "id", "name", "kind", "country", "admin1"),
    *("lat", "lon", "score", "method", "reason", "ids", "candidates"),
)


def objects(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def failure(result: Result) -> str:
    """The one line that says why."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    return result.stderr


def test_an_object_a_name(normalize: Run) -> None:
    match, none, two = objects(normalize("Торецьк", "Nowhere", "Dry Well", "--format", "jsonl"))
    assert tuple(match) == KEYS
    assert match["query"] == "Торецьк"
    assert (match["status"], match["id"]) == ("match", "x-toretsk")
    assert (match["name"], match["kind"]) == ("Toretsk", "settlement")
    assert (match["country"], match["admin1"], match["lat"], match["lon"]) == ("UA", "UA-14", 48.39, 37.84)
    assert match["score"] >= 0.9
    assert match["ids"]["geonames"] == [691483, 691484]
    assert match["ids"]["pcode"] == "UA1412023001"
    assert (none["status"], none["id"], none["candidates"], none["ids"]) == ("none", None, [], {})
    assert two["status"] == "ambiguous"
    assert two["id"] is None
    assert {candidate["id"] for candidate in two["candidates"]} == {"x-dry", "x-dry-2"}
    assert list(two["candidates"][0]) == ["id", "name", "kind", "country", "admin1", "score"]


def test_names_come_from_standard_input_one_a_line(normalize: Run) -> None:
    found = objects(normalize("--format", "jsonl", stdin="Toretsk\r\n\nHead Office\nТорецьк"))
    assert [item["query"] for item in found] == ["Toretsk", "", "Head Office", "Торецьк"]
    assert [item["id"] for item in found] == ["x-toretsk", None, "x-office", "x-toretsk"]
    assert found[1]["reason"] == "no name"


def test_csv_of_bare_names(normalize: Run) -> None:
    rows = table(normalize("Toretsk", "Nowhere", "--format", "csv").stdout)
    assert [row["query"] for row in rows] == ["Toretsk", "Nowhere"]
    assert rows[0]["toponym_id"] == "x-toretsk"
    assert rows[0]["toponym_geonames"] == "691483 691484"
    assert rows[0]["toponym_katottg"] == "UA14120230010012345"
    assert rows[0]["toponym_pcode"] == "UA1412023001"
    assert rows[1]["toponym_status"] == "none"
    assert rows[1]["toponym_id"] == ""


def test_csv_lists_the_candidates(normalize: Run) -> None:
    (row,) = table(normalize("Dry Well", "--format", "csv").stdout)
    assert row["toponym_status"] == "ambiguous"
    assert set(row["toponym_candidates"].split()) == {"x-dry", "x-dry-2"}


def test_text_is_aligned_whatever_the_script(normalize: Run) -> None:
    lines = normalize("Toretsk", "東京都庁", "Dry Well").stdout.splitlines()
    assert "Toretsk (city, UA-14, UA)" in lines[0]
    assert "x-toretsk" in lines[0]
    assert lines[0].index("Toretsk (city") == lines[1].index("none") + 4  # four letters of double width
    assert lines[2].startswith("Dry Well  ambiguous")
    assert [line.split()[0] for line in lines[3:]] == ["Dry", "Dry"]
    assert len(lines) == 5


def test_text_writes_control_characters_out(normalize: Run) -> None:
    out = normalize("Ky\x1b[2Jiv\u202e").stdout
    assert "\x1b" not in out
    assert "Ky\\x1b[2Jiv\\u202e" in out


def test_hints_act(normalize: Run) -> None:
    (found,) = objects(normalize("Dry Well", "--country", "RU", "--only", "country", "--format", "jsonl"))
    assert found["id"] == "x-dry-2"
    assert [candidate["id"] for candidate in found["candidates"]] == ["x-dry-2"]


def test_hints_of_a_row_win_and_empty_ones_do_not_count(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("place,where\nDry Well,UA\nDry Well,\nDry Well,RU\n", encoding="utf-8")
    result = normalize(
        "--input", path, "--column", "place", "--country-column", "where", "--country", "RU", "--format", "jsonl"
    )
    assert [item["id"] for item in objects(result)] == ["x-dry", "x-dry-2", "x-dry-2"]


@pytest.mark.parametrize(
    "cells",
    [
        "Dry Well,Atlantis,,",
        "Dry Well,,north,",
        "Dry Well,,12,",
        "Dry Well,,nan 0,",
        "Dry Well,,90.5 0,",
        "Dry Well,,0;181,",
        "Dry Well,,,yesterday",
        "Dry Well,,,2016-02-30",
    ],
)
def test_a_bad_hint_in_a_row_is_the_reason_of_that_row(normalize: Run, cells: str) -> None:
    result = normalize(
        *("--input", "-", "--column", "place", "--format", "jsonl"),
        *("--country-column", "c", "--near-column", "n", "--date-column", "d"),
        stdin=f"place,c,n,d\n{cells}\nToretsk,,,\n",
    )
    bad, good = objects(result)
    assert bad["status"] == "none"
    assert bad["reason"].startswith(("country: ", "near: ", "date: "))
    assert good["id"] == "x-toretsk"


def test_points_of_a_row(normalize: Run) -> None:
    result = normalize(
        *("--column", "place", "--format", "jsonl", "--lat-column", "y", "--lon-column", "x"),
        stdin="place,y,x\nToretsk,48.4,37.8\nToretsk,95,0\nToretsk,48.4,\n",
    )
    assert [item["status"] for item in objects(result)] == ["match", "none", "none"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["Kyiv", "--country", "Atlantis"], "Atlantis"),
        (["Kyiv", "--near", "north"], "north"),
        (["Kyiv", "--near", "95,0"], "95"),
        (["Kyiv", "--date", "yesterday"], "yesterday"),
        (["Kyiv", "--kind", "hamlet"], "hamlet"),
        (["Kyiv", "--min-probability", "2"], "min_probability"),
        (["Kyiv", "--only", "country"], "--country-column"),
        (["Kyiv", "--format", "xml"], "xml"),
        (["Kyiv", "--column", "place"], "not both"),
        (["--country-column", "iso2"], "--column"),
        (["--column", "a", "--lat-column", "a"], "--lon-column"),
        (["Kyiv", "--encoding", "klingon"], "klingon"),
        (["Kyiv", "--encoding", "hex"], "hex"),
        (["Kyiv", "--delimiter", "::"], "::"),
        (["Kyiv", "--layer", "absent.json"], "absent.json"),
        (["Kyiv", "--unknown"], "--unknown"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(normalize: Run, arguments: list[str], word: str) -> None:
    assert word in failure(normalize(*arguments, stdin="a\n"))


def test_strict_tells_by_the_exit_status(normalize: Run) -> None:
    assert normalize("Toretsk", "--strict").exit_code == 0
    for names in (["Toretsk", "Nowhere"], ["Dry Well"]):
        result = normalize(*names, "--strict")
        assert result.exit_code == 1
        assert result.stdout != ""
        assert result.stderr == ""


def test_joint_reads_all_rows_and_keeps_their_order(normalize: Run) -> None:
    found = objects(normalize("--joint", "--format", "jsonl", stdin="Toretsk\nNowhere\nToretsk\n"))
    assert [item["id"] for item in found] == ["x-toretsk", None, "x-toretsk"]


def test_equal_names_are_answered_alike_over_many_chunks(normalize: Run) -> None:
    names = ["Toretsk", "Nowhere", "Head Office"] * 8000
    found = objects(normalize("--format", "jsonl", stdin="\n".join(names)))
    assert [item["query"] for item in found] == names
    assert {(item["query"], item["id"]) for item in found} == {
        ("Toretsk", "x-toretsk"),
        ("Nowhere", None),
        ("Head Office", "x-office"),
    }


@pytest.mark.parametrize("name", ["\ud800", "\udcff\udcfe", "\0", "", "   ", "2022", "🙂", "\u200f", "x" * 10_000_000])
def test_odd_names_are_none_with_a_reason(normalize: Run, name: str) -> None:
    (found,) = objects(normalize(name, "--format", "jsonl"))
    assert found["status"] == "none"
    assert found["reason"]


def test_text_shows_the_score_of_the_answer_as_the_other_formats_do(normalize: Run) -> None:
    """With the units named after a city, which share the probability of its name."""
    named = ("Luhansk", "--layer", "embedded")
    (found,) = objects(normalize(*named, "--format", "jsonl"))
    assert found["candidates"][0]["score"] < 0.95 < found["score"]
    assert f"  {found['score']:.2f}  " in normalize(*named, "--format", "text").stdout
