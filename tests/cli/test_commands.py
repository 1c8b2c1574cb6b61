"""The group: lazy commands, help, version, completion, and `toponym show`."""

import json
import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner, Result

import toponym
from toponym.cli import COMMANDS, main
from toponym.table import entry_from_record


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_every_command_is_there_with_examples() -> None:
    for name in COMMANDS:
        assert import_module(f"toponym.cli.{name}").command.name == name
        result = run(name, "--help")
        assert result.exit_code == 0
        assert f"\n    toponym {name}" in result.stdout
    listed = run("--help").stdout
    assert all(f"\n  {name} " in listed for name in COMMANDS)


def test_help_imports_no_command() -> None:
    code = (
        "import sys; from toponym.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('toponym.cli.', 'toponym.matching', 'rich', 'numpy')\n"
        "print([name for name in sys.modules if name.startswith(heavy)])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "['toponym.cli.messages']"


@pytest.mark.parametrize("arguments", [[], ["norm"], ["--nope"]])
def test_wrong_usage_of_the_group_is_status_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_completion_prints_a_script_for_each_shell() -> None:
    for shell in ("zsh", "fish"):
        assert "_TOPONYM_COMPLETE" in run("completion", shell).stdout
    assert run("completion", "tcsh").exit_code == 2


def test_completion_without_a_shell_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/unheard-of")
    result = run("completion")
    assert result.exit_code == 2
    assert "bash, zsh, fish" in result.stderr
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert "complete" in run("completion").stdout


def test_completion_offers_commands_and_options() -> None:
    environment = {"_TOPONYM_COMPLETE": "zsh_complete", "COMP_WORDS": "toponym sh", "COMP_CWORD": "1"}
    assert "show" in CliRunner().invoke(main, [], env=environment).stdout
    environment |= {"COMP_WORDS": "toponym normalize --country-c", "COMP_CWORD": "2"}
    assert "--country-column" in CliRunner().invoke(main, [], env=environment).stdout


def test_show_for_reading(layer: str) -> None:
    lines = run("show", "x-toretsk", "x-office", "--layer", layer).stdout.splitlines()
    assert lines[0] == "Toretsk"
    assert "  id           x-toretsk" in lines
    assert "  kind         settlement (city)" in lines
    assert "  ids          geonames:691483" in lines
    assert "               Дзержинськ (uk, former, to 2016)" in lines
    assert lines[lines.index("") + 1] == "Head Office"


def test_show_as_json_is_the_table_format(layer: str) -> None:
    result = run("show", "geonames:691484", "--format", "json", "--layer", layer)
    record = json.loads(result.stdout)
    del record["ids"]["pcode"]  # derived, so no table holds it
    assert entry_from_record(record).id == "x-toretsk"


def test_show_what_is_not_there(layer: str) -> None:
    result = run("show", "x-nothing", "--layer", layer)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "x-nothing" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_version_of_the_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(toponym), "data_version", "2026.1")
    assert run("--version").stdout == f"toponym {toponym.__version__}, data 2026.1\n"
