"""`toponym explain`: text and JSON, colours only on a terminal, one line for wrong input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import toponym
from toponym.cli import main
from toponym.cli.describe import Describer
from toponym.cli.explain import _text


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments])


def test_the_way_for_reading(layer: str) -> None:
    lines = run("м. Торецьк", "--layer", layer).stdout.splitlines()
    assert lines[0] == "м. Торецьк: match x-toretsk, Toretsk (city, UA-14, UA), 1.000"
    titles = [line for line in lines if line and line[0].isupper()]
    assert titles == ["Way", "Hints", "Candidates", "What the hints do", "Sum", "What would change it"]
    assert any(line.split() == ["generic", "word", "kind", "settlement"] for line in lines)
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)


def test_similar_spellings_are_shown_with_their_features(layer: str) -> None:
    out = run("Torretsk", "--layer", layer).stdout
    assert "Keys it is searched by" in out
    assert any(line.split()[:1] == ["odds"] for line in out.splitlines())
    assert any(line.startswith(" likeness lead ") for line in out.splitlines())


def test_json_is_one_object(layer: str) -> None:
    result = run("Dry Well", "--country", "RU", "--layer", layer, "--format", "json")
    [line] = result.stdout.splitlines()
    told = json.loads(line)
    assert (told["status"], told["id"], told["way"]) == ("match", "x-dry-2", ["exact"])
    assert told["candidates"][0]["effects"][0]["hint"] == "country"
    assert {"option": "country", "value": None, "status": "ambiguous", "id": None} in [
        {name: change[name] for name in ("option", "value", "status", "id")} for change in told["changes"]
    ]


@pytest.mark.parametrize("spelling", ["", " ", "2014", "x" * 500, "\x1b[2J", "\udcff"])
def test_odd_text_is_none(layer: str, spelling: str) -> None:
    for form in ("text", "json"):
        result = run(spelling, "--layer", layer, "--format", form)
        assert result.exit_code == 0, result.stderr
        assert "none" in result.stdout
        assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["Kyiv", "--country", "Atlantis"], ["Kyiv", "--only", "country"], ["Kyiv", "--near", "x"]]
)
def test_wrong_usage_is_one_line_and_status_2(layer: str, arguments: list[str]) -> None:
    result = run(*arguments, "--layer", layer)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_marks_of_the_table_printer_are_plain_text(layer: str) -> None:
    assert run("[bold]Head Office[/red] :smile:", "--layer", layer).stdout.startswith("[bold]Head Office[/red] :smile:")


def test_a_terminal_gets_colours(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    normalizer = toponym.Normalizer(layer)
    text = _text(normalizer.explain("Torretsk"), Describer(normalizer), terminal=True)
    assert "\x1b[1m" in text
    plain = _text(normalizer.explain("Torretsk"), Describer(normalizer), terminal=False)
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    "spelling", ["Торецьк, Dry Well", "Dry Well/Drywell (UA)", "Tоретск (city)", "Old Toretsk", "鳥"]
)
def test_every_step_has_words(layer: str, spelling: str) -> None:
    assert "\nSum\n" in run(spelling, "--layer", layer).stdout


def test_the_installed_command(layer: str) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONPATH": str(Path(toponym.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-m", "toponym", "explain", "Торецьк", "--layer", layer, "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "x-toretsk"
