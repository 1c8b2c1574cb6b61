"""The pytest plugin: what it collects, what it says, and that it stays out of the way."""

import json
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from tests.testing.broken import PLACES

pytest_plugins = "pytester"

# Installed, it is there by its entry point; from a checkout it is named.
PLUGIN = () if entry_points(group="pytest11", name="toponym") else ("-p", "toponym.testing.plugin")
ALONE = ("--toponym-layer", "none")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*PLUGIN, "-p", "no:cacheprovider", *arguments)


def table(pytester: pytest.Pytester, *planted: str, name: str = "mine.json") -> str:
    """A file with two places, one of them with variants that are planted on it."""
    records = [PLACES[0], {**PLACES[1], "variants": list(planted)}]
    pytester.path.joinpath(name).write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return name


def test_one_test_an_entry_and_property(pytester: pytest.Pytester) -> None:
    result = run(pytester, "--toponym-table", table(pytester), *ALONE, "--collect-only", "-q")
    result.stdout.fnmatch_lines(["mine.json::ua-kharkiv::spellings", "mine.json::ua-lyman::collision"])
    assert len([line for line in result.outlines if line.startswith("mine.json::")]) == 18


def test_a_sound_table_passes(pytester: pytest.Pytester) -> None:
    result = run(pytester, "--toponym-table", table(pytester), *ALONE)
    result.assert_outcomes(passed=18)
    result.stdout.fnmatch_lines(["toponym: mine.json over none"])


def test_a_planted_collision_names_both_entries_and_the_spelling_in_one_line(pytester: pytest.Pytester) -> None:
    result = run(pytester, "--toponym-table", table(pytester, "Kharkiv"), *ALONE)
    result.assert_outcomes(passed=17, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*ua-lyman::collision*",
            "ua-lyman: variant 'Kharkiv': expected a spelling of Лиман, got the label of ua-kharkiv (Kharkiv), *",
            "*mine.json:23: ua-lyman",
            "FAILED mine.json::ua-lyman::collision - ua-lyman: variant 'Kharkiv'*",
        ]
    )


def test_the_embedded_layer_lies_beneath_unless_told_otherwise(pytester: pytest.Pytester) -> None:
    records = [{"id": "depot", "kind": "facility", "names": ["The Depot"], "variants": ["Mariupol"]}]
    pytester.path.joinpath("mine.json").write_text(json.dumps(records), encoding="utf-8")
    result = run(pytester, "--toponym-table", "mine.json", "--toponym-property", "collision")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["depot: variant 'Mariupol':*ua-mariupol (Mariupol)*"])
    result = run(pytester, "--toponym-table", "mine.json", "--toponym-property", "collision", *ALONE)
    result.assert_outcomes(passed=1)


def test_without_paths_only_the_table_is_tested_and_with_them_both(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_other="def test_other(): pass")
    name = table(pytester)
    run(pytester, "--toponym-table", name, *ALONE).assert_outcomes(passed=18)
    run(pytester, "--toponym-table", name, *ALONE, "test_other.py").assert_outcomes(passed=19)
    run(pytester).assert_outcomes(passed=1)


def test_an_entry_or_a_property_can_be_chosen(pytester: pytest.Pytester) -> None:
    name = table(pytester)
    run(pytester, "--toponym-table", name, *ALONE, f"{name}::ua-lyman").assert_outcomes(passed=9)
    run(pytester, "--toponym-table", name, *ALONE, f"{name}::ua-lyman::label").assert_outcomes(passed=1)
    run(pytester, "--toponym-table", name, *ALONE, "-k", "label").assert_outcomes(passed=2, deselected=16)
    run(pytester, "--toponym-table", name, *ALONE, "--toponym-property", "order").assert_outcomes(passed=2)


def test_several_tables(pytester: pytest.Pytester) -> None:
    names = (table(pytester), table(pytester, "Kharkiv", name="other.json"), "mine.json")
    options = [option for name in names for option in ("--toponym-table", name)]
    run(pytester, *options, *ALONE).assert_outcomes(passed=35, failed=1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--toponym-table", "missing.json"), "*missing.json: no such file; check the path"),
        (("--toponym-table", "mine.json", "--toponym-property", "x"), "*unknown property 'x'; use spellings, *"),
    ],
)
def test_a_wrong_option_is_one_line(pytester: pytest.Pytester, arguments: tuple[str, ...], message: str) -> None:
    table(pytester)
    result = run(pytester, *arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {message}"])


def test_a_broken_table_is_an_error_that_names_the_remedy(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("mine.json").write_text('[{"id": "x"}]', encoding="utf-8")
    result = run(pytester, "--toponym-table", "mine.json", *ALONE)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*mine.json, record 1*; *"])


def test_merely_installed_it_imports_nothing() -> None:
    code = """
import sys, pytest
before = set(sys.modules)
import toponym.testing.plugin
print(*sorted(set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert set(done.stdout.split()) == {
        "toponym",
        "toponym.errors",
        "toponym.model",
        "toponym.testing",
        "toponym.testing.plugin",
    }
