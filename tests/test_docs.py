"""The documentation is true: its examples run, its commands exist, its links lead somewhere, its figures agree."""

import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

import toponym
from toponym.cli import COMMANDS
from toponym.matching.hints import BESIDE_KM, NEAR_KM

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "data/LICENSE.md", "tools/README.md"]
PAGES += sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
EVENTS = "event,place,oblast\n1,Syevyerodonetsk,UA-09\n2,Toretsk,UA-14\n3,,\n"
FILES = {
    "events.csv": EVENTS,
    "places.tsv": "a\tb\tToretsk\n",
    "names.txt": "Київ\n",
    "sites.csv": "code,name,aka\ns-1,Зелений,\ns-2,Яготин,Yagotyn\n",
    "my-table.json": '[{"id": "hq", "kind": "facility", "names": ["Head Office"]}]',
}
FILES["article.txt"] = FILES["2022-05.txt"] = FILES["reports/1.txt"] = "Shells fell on Toretsk.\n"
FILES["old.json"] = FILES["new.json"] = FILES["my-table.json"]


@cache
def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def in_pages(pattern: str) -> list[tuple[str, str]]:
    return [(page, found) for page in PAGES for found in re.findall(pattern, text_of(page), re.MULTILINE)]


class Shown(NamedTuple):
    """A command of a page, and the output that the page shows, if any."""

    page: str
    command: str
    output: str


def commands() -> list[Shown]:
    """Lines that call toponym: after `$ ` with their output, or indented, with a comment aside."""
    shown = []
    for page in PAGES:
        for match in re.finditer(r"^\$ (.+)\n((?:(?!\$ |```).*\n)*)", text_of(page), re.MULTILINE):
            shown.append(Shown(page, match[1], match[2]))
        for match in re.finditer(r"^    ((?:toponym |cut .*toponym ).*)$", text_of(page), re.MULTILINE):
            shown.append(Shown(page, match[1], ""))
    return [each for each in shown if not re.search(r"\b(COMMAND|NAME)\b", each.command)]


COMMAND_LINES = commands()
MODULE_LINES = sorted(set(in_pages(r"python(?:3)? -m (tools\.\w+|evaluation|benchmarks\.\w+)([^`\n#]*)")), key=str)


@pytest.mark.parametrize("page", [page for page in PAGES if ">>>" in text_of(page)])
def test_python_examples_run(page: str) -> None:
    # The end of a fenced block is no output.
    text = re.sub(r"^```.*$", "", text_of(page), flags=re.MULTILINE)
    example = doctest.DocTestParser().get_doctest(text, {}, page, str(ROOT / page), 0)
    report: list[str] = []
    results = doctest.DocTestRunner(optionflags=FLAGS).run(example, out=report.append)
    assert results.attempted
    assert not results.failed, "".join(report)


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `toponym` command: that of the package under test, whatever is on the path."""
    folder = tmp_path_factory.mktemp("shell")
    command = folder / "toponym"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m toponym "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def run(command: str, shell: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "reports").mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / ".config" / "fish" / "completions").mkdir(parents=True, exist_ok=True)
    package = Path(toponym.__file__).parents[1]
    environment = {**os.environ, "PATH": f"{shell}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    environment |= {"PYTHONPATH": str(package), "SHELL": "/bin/bash", "TOPONYM_CACHE": str(shell / "cache")}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("shown", COMMAND_LINES, ids=lambda shown: f"{shown.page}: {shown.command}")
def test_shell_examples_run(shown: Shown, shell: Path, tmp_path: Path) -> None:
    done = run(shown.command, shell, tmp_path)
    assert done.returncode == 0, done.stderr
    if shown.output:
        assert doctest.OutputChecker().check_output(shown.output, done.stdout, FLAGS), done.stdout
    for written in re.findall(r"-o (\S+)", shown.command):
        assert (tmp_path / written).stat().st_size


def test_there_are_examples_to_run() -> None:
    assert {"normalize", "show", "romanize"} <= {
        name for name in COMMANDS for shown in COMMAND_LINES if name in shown.command
    }
    assert any(shown.output for shown in COMMAND_LINES)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert f"\n## toponym {command}\n" in text_of("docs/cli.md")


def sacred(mark: str) -> str:
    """The one line of a marked block, as CI takes it from README."""
    block = text_of("README.md").partition(f"<!-- {mark} -->\n```sh\n")[2].partition("\n```\n")[0]
    assert block.startswith("python3 -m venv .venv && ")
    assert "\n" not in block
    return block


@pytest.mark.skipif(shutil.which("bash") is None, reason="the examples are for a POSIX shell")
def test_the_first_command_gives_two_ids(shell: Path, tmp_path: Path) -> None:
    command = sacred("run").rpartition(".venv/bin/")[2]
    done = run(f"{command} --format jsonl", shell, tmp_path)
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert ids == ["ua-sievierodonetsk"] * 3 + ["person-serhii-haidai"] * 3


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    assert sacred("test").endswith("pip install -q '.[test]' && .venv/bin/python tools/test.py")
    assert (ROOT / "tools" / "test.py").is_file()
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_extras_that_are_named_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {name for _, name in in_pages(r"pip install [^`\n]*\.\[(\w+)\]")}
    assert named <= set(project["optional-dependencies"])
    assert "test" in named
    assert f"`{project['name']}`" in text_of("README.md")


@pytest.mark.parametrize(("page", "module", "arguments"), [(page, *found) for page, found in MODULE_LINES])
def test_tools_and_their_options_exist(page: str, module: str, arguments: str) -> None:
    assert find_spec(module) is not None
    command = [module, *(word for word in arguments.split() if word in ("guard", "diagram"))]
    done = subprocess.run(
        [sys.executable, "-m", *command, "--help"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(Path(toponym.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for option in re.findall(r"(?<!\w)--[a-z][a-z-]*", arguments):
        assert option in done.stdout


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.is_file(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_is_listed() -> None:
    listed = set(re.findall(r"\]\((\w+\.md)\)", text_of("docs/index.md")))
    assert listed == {Path(page).name for page in PAGES if page.startswith("docs/")} - {"index.md"}


def test_files_that_are_named_exist() -> None:
    for page, path in in_pages(r"`((?:src|tests|tools|data|docs|evaluation)/[\w./-]+)`"):
        assert "NAME" in path or (ROOT / path).exists(), f"{page}: {path}"


def test_the_example_entry_of_the_table_page_can_be_read() -> None:
    block = text_of("docs/table.md").partition("```json\n")[2].partition("```")[0]
    [entry] = toponym.Table.from_records([json.loads(block)])
    actual = toponym.get(entry.id)
    assert (entry.label, entry.lat, entry.lon, entry.population) == (
        actual.label,
        actual.lat,
        actual.lon,
        actual.population,
    )
    assert set(entry.ids.items()) <= set(actual.ids.items())
    assert set(entry.names) <= set(actual.names)
    assert set(entry.variants) <= set(actual.variants)


def test_every_key_of_the_model_is_explained() -> None:
    model = json.loads((ROOT / "src/toponym/matching/model.json").read_text(encoding="utf-8"))
    explained = text_of("docs/matching.md").partition("## model.json")[2].partition("\n## ")[0]
    assert [key for key in model if key not in ("version", "note") and f"`{key}`" not in explained] == []


def test_the_distances_are_those_of_the_code() -> None:
    page = text_of("docs/matching.md")
    distances = [float(found) for found in re.findall(r"half as loud at (\d+) km", page)]
    assert distances == [NEAR_KM, BESIDE_KM]


ACCURACY = {
    "top-1": "top1",
    "C5": "c5",
    "S1": "s1",
    "ECE": "ece",
    "prec@.9": "precision_at_09",
    "given@.9": "given_at_09",
}


def quoted_accuracy() -> dict[tuple[str, str], dict[str, float]]:
    """README's figures by set and system."""
    section = text_of("README.md").partition("<!-- figures -->")[2].partition("<!-- /figures -->")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")
    ]
    if not rows:
        return {}
    header, _, *rest = rows
    found = {}
    for row in rest:
        cells = dict(zip(header, row, strict=True))
        values = {name: re.match(r"[0-9.]+", cells[name]) for name in ACCURACY if name in cells}
        found[cells["set"], cells["system"]] = {name: float(value[0]) for name, value in values.items() if value}
    return found


def test_readme_and_the_guard_agree() -> None:
    """The guard's run is smaller; a figure of README further off than two of its intervals is out of date."""
    path = ROOT / "evaluation" / "recorded.json"
    if not path.is_file():
        pytest.skip("no figures are recorded: python -m evaluation guard --record")
    recorded = json.loads(path.read_text(encoding="utf-8"))
    quoted = quoted_accuracy()
    assert quoted, "README quotes no figures: python -m tools.figures --run run.json"
    own = {key: figures for key, figures in quoted.items() if key[1] == "toponym"}  # baselines are calibrated by sample
    assert own
    for (set_name, system), figures in own.items():
        guarded = recorded.get(set_name, {}).get(system, {})
        for name, value in figures.items():
            if ACCURACY[name] in guarded:
                low, high = guarded[ACCURACY[name]]["interval"]
                reach = max(high - low, 0.005)
                assert low - reach <= value <= high + reach, f"{set_name}, {system}, {name}"
