"""`toponym table`: stats, diff and export on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toponym.cli import main
from toponym.table import Table

Record = dict[str, object]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["table", *map(str, arguments)])


def written(path: Path, *records: Record) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_stats_for_reading(layer: str) -> None:
    result = run("stats", layer)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["4", "entries,", "5", "names,", "0", "variants"]
    assert lines[3][:8] == ["settlement", "3", "1", "(33.3", "%)", "1", "(33.3", "%)"]
    assert lines[4][:5] == ["city", "1", "1", "(100", "%)"]
    assert ["en", "2", "2", "0"] in lines
    assert ["uk", "2", "1", "1"] in lines


def test_stats_as_json_and_of_one_country(layer: str) -> None:
    found = json.loads(run("stats", layer, "--format", "json").stdout)
    assert found["entries"] == 4
    assert found["countries"] == {"UA": 2, "": 1, "RU": 1}
    assert found["names"]["uk"] == {"official": 1, "former": 1}
    assert json.loads(run("stats", layer, "--country", "ru", "--format", "json").stdout)["entries"] == 1


def test_stats_of_an_empty_table_and_of_many_languages(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text("[]", encoding="utf-8")
    assert run("stats", empty).stdout.startswith("0 entries, 0 names, 0 variants\n")
    names = [{"text": f"N{number}", "lang": f"x{number:02}"} for number in range(30)]
    text = run("stats", written(tmp_path / "many.jsonl", {"id": "a", "kind": "lake", "names": names})).stdout
    assert "and 18 more" in text.splitlines()
    assert "x11" in text
    assert "x12" not in text


def test_diff_for_reading_and_as_json(tmp_path: Path, layer: str) -> None:
    old: Record = {"id": "hq", "kind": "facility", "names": ["Head Office"], "population": 3}
    new: Record = {"id": "hq", "kind": "facility", "names": ["Head \u0130ffice"], "label": "HQ"}
    extra: Record = {"id": "mill", "kind": "facility", "feature": "mill", "names": ["Mill"]}
    paths = written(tmp_path / "old.jsonl", old), written(tmp_path / "new.jsonl", new, extra)
    result = run("diff", *paths)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "+ mill: mill Mill (Mill)",
        "~ hq",
        "    - name Head Office",
        "    + name Head \u0130ffice",
        "    ~ population: 3, now nothing",
        '    ~ label: nothing, now "HQ"',
        "1 entry added, 1 entry changed",
    ]
    found = json.loads(run("diff", *paths, "--format", "json").stdout)
    assert [entry["id"] for entry in found["added"]] == ["mill"]
    assert found["changed"][0]["removed"] == [{"what": "name", "text": "Head Office", "of": ""}]
    assert run("diff", layer, layer).stdout == "the same\n"


def test_diff_tells_what_moved(tmp_path: Path) -> None:
    def table(name: str, first: list[str], second: list[str]) -> Path:
        return written(
            tmp_path / name,
            {"id": "a", "kind": "lake", "names": ["A"], "variants": first},
            {"id": "b", "kind": "lake", "names": ["B"], "variants": second},
        )

    lines = run("diff", table("old.jsonl", ["X"], []), table("new.jsonl", [], ["X"])).stdout.splitlines()
    assert lines == ["> variant X: from a to b", "1 name or id moved"]


@pytest.mark.parametrize(("suffix", "form"), [("csv", "csv"), ("jsonl", "jsonl"), ("geojson", "geojson")])
def test_export_takes_the_format_from_the_file(tmp_path: Path, layer: str, suffix: str, form: str) -> None:
    path = tmp_path / f"out.{suffix}"
    result = run("export", layer, "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_text(encoding="utf-8") == run("export", layer, "--format", form).stdout


def test_export_round_trip_and_one_country(tmp_path: Path, layer: str) -> None:
    path = tmp_path / "out.jsonl"
    run("export", layer, "-o", path)
    assert Table.load(path).entries == Table.load(layer).entries
    collection = json.loads(run("export", layer, "--format", "geojson", "--country", "UA").stdout)
    assert [feature["id"] for feature in collection["features"]] == ["x-toretsk", "x-dry"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "LAYER"), "--format"),
        (("export", "LAYER", "-o", "x.xlsx"), "--format"),
        (("stats", "absent.json"), "absent.json"),
        (("diff", "LAYER"), "NEW"),
        (("diff", "LAYER", "absent.json"), "absent.json"),
        (("nonsense",), "nonsense"),
    ],
)
def test_failures_are_one_line_and_status_2(layer: str, arguments: tuple[str, ...], words: str) -> None:
    result = run(*(layer if word == "LAYER" else word for word in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_each_command_has_examples() -> None:
    for name in ("stats", "diff", "export"):
        assert f"\n    toponym table {name}" in run(name, "--help").stdout


def test_stats_of_the_embedded_tables() -> None:
    found = json.loads(run("stats", "--country", "UA", "--format", "json").stdout)
    assert found["entries"] > 31_000
    groups = {(group["kind"], group["feature"]): group for group in found["groups"]}
    village = groups["settlement", "village"]
    assert village["ids"]["katottg"] == village["ids"]["pcode"] == village["entries"]
    city = groups["settlement", "city"]
    assert min(city["placed"], city["ids"]["geonames"]) >= 0.99 * city["entries"]
