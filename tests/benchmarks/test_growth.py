"""The growth of a layer's building: the places that are drawn, a run in small, the table that says it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import growth
from evaluation.places import Place
from toponym.text.fold import fold

PLACES = (
    Place(1, "Kramatorsk", "UA", 150, 48.7, 37.5, ("Краматорськ", "Kramatorsk|x", "Краматорск")),
    Place(2, "Uman", "UA", 80, 48.7, 30.2),
    Place(3, "Łódź", "PL", 600, 51.8, 19.5, ("Lodz",)),
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_places_come_again_under_other_names(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    growth.write(table, growth.copies(PLACES))
    rows = rows_of(table)
    assert len(rows) == 5 * len(PLACES) == len({row["id"] for row in rows})
    assert [row["name"] for row in rows[:2]] == ["Kramatorsk", "Uman"]
    assert rows[0]["native"] == "Краматорск"
    assert rows[0]["aka"] == "Краматорськ|Kramatorsk x|Краматорск"
    assert [row["name"] for row in rows[3:5]] == ["Kremetursk", "Amen"]
    names = [{fold(row["name"]) for row in rows[at::3]} for at in range(2)]
    assert [len(each) for each in names] == [5, 5]


def test_a_run_in_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.places.load_places", lambda: PLACES)
    run, page = tmp_path / "run.json", tmp_path / "page.md"
    page.write_text(f"before\n{growth.BEGIN}\nold\n{growth.END}\nafter\n", encoding="utf-8")
    done = CliRunner().invoke(growth.main, ["--places", "12,6", "--json", str(run), "--page", str(page)])
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(run.read_text(encoding="utf-8"))
    assert [layer["places"] for layer in document["layers"]] == [6, 12]
    assert [layer["entries"] for layer in document["layers"]] == [6, 12]
    for layer in document["layers"]:
        assert layer["cpu"] > 0 < layer["bytes"]
        assert 0 < layer["open"] < layer["wall"]
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{growth.BEGIN}\n2")
    assert "old" not in text
    assert text.endswith(f"{growth.END}\nafter\n")
    again = CliRunner().invoke(growth.main, ["--from", str(run)])
    assert again.stdout.strip() in text


def test_the_last_line_continues_the_last_two() -> None:
    def layer(places: int) -> dict[str, Any]:
        keys = ("spellings", "cpu", "peak", "own", "temporary", "bytes")
        return {"places": places, "open": 0.001, **dict.fromkeys(keys, 1000000.0 * (5 + places / 1000000.0))}

    machine = {"date": "", "processor": "", "cores": 1, "python": "", "toponym": "", "load": None}
    last = growth.markdown({"machine": machine, "layers": [layer(1_000_000), layer(3_000_000)]}).splitlines()[-1]
    assert last == "| *13,000,000* | *18,000,000* | *18,000,000* | *18* | *18* | *18* | *18* |  |"


@pytest.mark.parametrize("text", ["", "a", "0", "5,-1"])
def test_numbers_that_make_no_run(text: str) -> None:
    done = CliRunner().invoke(growth.main, ["--places", text])
    assert done.exit_code == 2
    assert "is no numbers by comma" in done.stderr
