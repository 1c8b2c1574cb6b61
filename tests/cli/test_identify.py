"""`toponym identify`: explanations for reading and as JSON, and the style of a list."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toponym.cli import main


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["identify", *arguments], input=stdin)


def test_for_reading(layer: str) -> None:
    result = run("Torets'k", "Dzerzhyns'k", "Oleksander", "--layer", layer)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "Torets'k",
        "  Toretsk (x-toretsk)",
        "    BGN/PCGN 1965 of official Ukrainian name Торецьк (from 2016)",
    ]
    assert lines[3].startswith("      or ")
    assert "    BGN/PCGN 1965 of former Ukrainian name Дзержинськ (until 2016)" in lines
    assert lines[-2:] == ["Oleksander", "  no system yields it, and it is not recorded"]


def test_every_explanation_on_demand(layer: str) -> None:
    short, long = (run("Toretsk", "--layer", layer, *more).stdout for more in ((), ("--every",)))
    assert "more systems (--every shows them)" in short
    assert "--every" not in long
    assert len(long.splitlines()) > len(short.splitlines())


def test_of_a_native_name() -> None:
    lines = run("Synehubov", "--of", "Синєгубов").stdout.splitlines()
    assert lines[1] == "  Ukrainian national system 2010, iotation dropped of Ukrainian name Синєгубов"
    (record,) = [
        json.loads(line)
        for line in run("Liman", "--of", "Лиман", "--lang", "ru", "--format", "jsonl").stdout.splitlines()
    ]
    assert {item["lang"] for item in record["explanations"]} == {"ru"}
    assert record["explanations"][0]["id"] is None


def test_of_an_entry_as_json(layer: str) -> None:
    result = run("Dzerzhynsk", "--of", "geonames:691484", "--layer", layer, "--format", "jsonl")
    record = json.loads(result.stdout)
    assert record["spelling"] == "Dzerzhynsk"
    first = record["explanations"][0]
    assert (first["id"], first["entry"], first["system"], first["habits"]) == (
        "x-toretsk",
        "Toretsk",
        "uk:kmu-2010",
        [],
    )
    assert (first["native"], first["lang"], first["status"], first["from"], first["to"]) == (
        *("Дзержинськ", "uk", "former"),
        *(None, "2016"),
    )
    assert (first["exact"], first["recorded"], first["derived"]) == (True, False, False)


def test_spellings_come_from_standard_input(layer: str) -> None:
    result = run("--layer", layer, "--format", "jsonl", stdin="Toretsk\n\nNowhere\n")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["spelling"] for record in records] == ["Toretsk", "", "Nowhere"]
    assert [bool(record["explanations"]) for record in records] == [True, False, False]


def test_recorded_names_are_said_to_be(layer: str) -> None:
    assert "    official name Head Office" in run("head office", "--layer", layer).stdout.splitlines()


def test_the_style_of_a_list(layer: str) -> None:
    names = "Torets'k\nDzerzhyns'k\nHead Office\n"
    assert run("--style", "--layer", layer, stdin=names).stdout == "BGN/PCGN 1965 for Ukrainian, 2 of 2 names\n"
    record = json.loads(run("--style", "--layer", layer, "--format", "jsonl", stdin=names).stdout)
    assert (record["system"], record["lang"], record["fits"], record["names"]) == ("uk:bgn-pcgn-1965", "uk", 2, 2)
    assert run("--style", "Nowhere", "--layer", layer).stdout == "no romanization recognized\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--of", "nowhere"), "'nowhere'"),
        (("--of", "Київ", "--lang", "xx"), "'xx'"),
        (("--lang", "uk"), "--of"),
        (("--style", "--of", "Київ"), "--style and --of"),
        (("--country", "Ruritania"), "Ruritania"),
    ],
)
def test_failures_are_one_line_and_status_2(layer: str, arguments: tuple[str, ...], words: str) -> None:
    result = run("Kyiv", "--layer", layer, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_what_acts_on_a_terminal_is_written_out(layer: str) -> None:
    assert "\x1b" not in run("Toretsk\x1b[2J", "--layer", layer).stdout


def test_results_go_to_a_file(layer: str, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    result = run("Toretsk", "--layer", layer, "--format", "jsonl", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(path.read_text(encoding="utf-8"))["spelling"] == "Toretsk"


def test_spellings_of_the_news() -> None:
    names = ["Syevyerodonetsk", "Gaidai", "Zełenski", "Kijów", "Oleksander", "Synehubov"]
    lines = run("--format", "jsonl", *names).stdout.splitlines()
    found = {record["spelling"]: record["explanations"] for record in map(json.loads, lines)}
    assert list(found) == names
    assert found["Syevyerodonetsk"][0]["system"] == "uk:bgn-pcgn-1965-plain"
    assert {"ru:press", "uk:passport-2007"} <= {item["system"] for item in found["Gaidai"]}
    assert found["Zełenski"][0]["system"] == "uk:polish"
    assert [item["recorded"] for item in found["Kijów"]] == [True]
    assert found["Oleksander"] == []
    assert (found["Synehubov"][0]["system"], found["Synehubov"][0]["habits"]) == ("uk:kmu-2010", ["iotation-dropped"])
