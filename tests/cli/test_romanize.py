"""`toponym romanize`: one system, all systems, the language of a name, and what no system reads."""

import json

import pytest
from click.testing import CliRunner, Result

from toponym.cli import main
from toponym.romanization import romanizations, systems


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["romanize", *arguments], input=stdin)


def test_a_line_a_name_by_the_most_common_system() -> None:
    result = run("Київ", "Сєвєродонецьк", "Сёмино")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Kyiv\nSievierodonetsk\nSyomino\n", "")


def test_a_system_with_and_without_its_language() -> None:
    for arguments in (("--system", "uk:bgn-pcgn-1965"), ("--system", "bgn-pcgn-1965", "--lang", "uk")):
        assert run("Київ", "Луганськ", *arguments).stdout == "Kyyiv\nLuhans’k\n"


def test_names_come_from_standard_input_one_a_line() -> None:
    result = run(stdin="Київ\r\n\nЛьвів")
    assert result.stdout == "Kyiv\n\nLviv\n"
    assert run("--lang", "uk", stdin="Київ".encode("cp1251")).stdout == "Kyiv\n"


def test_an_object_a_name() -> None:
    result = run("Київ", "Kyїv", "--format", "jsonl", "--system", "uk:kmu-2010")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"name": "Київ", "lang": "uk", "system": "uk:kmu-2010", "spelling": "Kyiv", "complete": True},
        {"name": "Kyїv", "lang": "uk", "system": "uk:kmu-2010", "spelling": "Kyiv", "complete": False},
    ]


def test_all_systems_grouped_for_reading() -> None:
    result = run("--all", "Запоріжжя")
    assert result.exit_code == 0
    title, *lines = result.stdout.splitlines()
    assert title == "Запоріжжя (Ukrainian)"
    found: dict[str, list[str]] = {}
    spelling = ""
    for line in lines:
        spelling = line[2:].split("  ")[0] or spelling
        found.setdefault(spelling, []).append(next(word for word in line.split() if word.startswith("uk:")))
    expected: dict[str, list[str]] = {}
    for system, made in romanizations("Запоріжжя", "uk").items():
        expected.setdefault(made, []).append(system)
    assert found == expected
    assert lines[0].split() == ["Zaporizhzhia", "uk:kmu-2010", "Ukrainian", "national", "system", "2010"]
    # The ties of ALA-LC take no column.
    columns = {line.replace("\u0361", "").index("uk:") for line in lines}
    assert len(columns) == 1


def test_all_systems_as_json() -> None:
    (record,) = [json.loads(line) for line in run("--all", "Київ", "--format", "jsonl").stdout.splitlines()]
    assert (record["name"], record["lang"]) == ("Київ", "uk")
    assert sum(len(row["systems"]) for row in record["spellings"]) == len(systems("uk"))
    assert record["spellings"][0]["spelling"] == "Kyiv"


def test_a_name_that_no_system_reads() -> None:
    assert run("--all", "東京").stdout == "東京 (Ukrainian)\n  no system for Ukrainian knows all its letters\n"
    result = run("東京", "Kyiv", "--lang", "uk")
    assert (result.exit_code, result.stdout) == (0, "東京\nKyiv\n")
    assert result.stderr == "toponym: letters that the system does not know stay as they are (in 東京 and 1 more)\n"


def test_a_guess_is_told() -> None:
    result = run("Лиман", "Одеса", "Київ")
    assert result.stdout == "Lyman\nOdesa\nKyiv\n"
    assert result.stderr == (
        "toponym: the letters tell no language (in Лиман and 1 more); read as Ukrainian; --lang names another\n"
    )
    assert run("Лиман", "--lang", "ru").stdout == "Liman\n"
    assert run("Лиман", "--lang", "ru").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--system", "uk:kmu-2011"), "uk:kmu-2010"),
        (("--system", "bgn-pcgn-1947"), "ru:bgn-pcgn-1947"),
        (("--system", "kmu", "--lang", "uk"), "kmu"),
        (("--system", "ru:press", "--lang", "uk"), "--lang uk"),
        (("--lang", "ukr"), "uk"),
        (("--all", "--system", "uk:kmu-2010"), "--system and --all"),
        (("--format", "xml"), "xml"),
    ],
)
def test_failures_are_one_line_and_status_2(arguments: tuple[str, ...], words: str) -> None:
    result = run("Київ", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_what_acts_on_a_terminal_is_written_out() -> None:
    assert "\x1b" not in run("Київ\x1b[2J").stdout
