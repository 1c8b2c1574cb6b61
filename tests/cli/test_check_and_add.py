"""`toponym check` and `toponym add`: what they say, what they write, and how they end."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import toponym
from toponym.cli import main
from toponym.gazetteer.store import data_directory
from toponym.model import Variant
from toponym.table import Table, dumps


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    """A copy of the curated table with its sources and ids, cut down to what the tests need."""
    table = Table.load(data_directory() / "variants.json")
    kept = [entry for entry in table if entry.id in ("ua-lyman", "ua-bakhmut", "ua-soledar", "ua-lysychansk")]
    path = tmp_path / "variants.json"
    path.write_text(dumps(kept), encoding="utf-8")
    (tmp_path / "sources.json").write_bytes((data_directory() / "sources.json").read_bytes())
    (tmp_path / "ids.txt").write_text("".join(f"{entry.id}\n" for entry in kept), encoding="utf-8")
    return path


def plant(path: Path, id_: str, text: str) -> None:
    entries = [
        replace(entry, variants=(*entry.variants, Variant(text, source="geonames-2026"))) if entry.id == id_ else entry
        for entry in Table.load(path)
    ]
    path.write_text(dumps(entries), encoding="utf-8")


def test_the_curated_table_is_clean() -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing wrong" in result.stderr


def test_a_planted_collision_names_both_entries_and_the_spelling_in_one_line(curated: Path) -> None:
    assert run("check", curated).exit_code == 0
    plant(curated, "ua-lyman", "Bakhmut")
    result = run("check", curated)
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line.startswith(f"{curated}:3: collision: ")
    assert all(word in line for word in ("ua-lyman", "ua-bakhmut", "'Bakhmut'"))


def test_annotations_and_json(curated: Path) -> None:
    plant(curated, "ua-lyman", "Bakhmut")
    [line] = run("check", curated, "--format", "github").stdout.splitlines()
    assert line.startswith(f"::error file={curated},line=3,title=collision::ua-lyman: ")
    found = json.loads(run("check", curated, "--format", "json").stdout)
    assert found["entries"] == 4
    [finding] = found["findings"]
    assert (finding["rule"], finding["entry"], finding["other"], finding["line"]) == (
        "collision",
        "ua-lyman",
        "ua-bakhmut",
        3,
    )


def test_against_the_table_before(curated: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_bytes(curated.read_bytes())
    assert run("check", curated, "--against", before).exit_code == 0
    plant(curated, "ua-soledar", "Salztal")
    result = run("check", curated, "--against", before)
    assert result.exit_code == 0, "a spelling more takes nothing from anybody"
    assert "+ variant Salztal" in result.stdout
    assert "gained: 'Salztal': was none, now match ua-soledar (Soledar)" in result.stdout
    lost = run("check", before, "--against", curated)
    assert lost.exit_code == 1
    assert "answer: entry ua-soledar: 'Salztal': was match ua-soledar" in lost.stdout
    assert run("check", before, "--against", curated, "--accept", "ua-soledar").exit_code == 0


def test_a_vanished_id_and_a_moved_one(curated: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_bytes(curated.read_bytes())
    entries = {entry.id: entry for entry in Table.load(curated)}
    one, other = entries["ua-lyman"], entries.pop("ua-bakhmut")
    entries["ua-lyman"] = replace(one, ids={**one.ids, "geonames": other.ids["geonames"]})
    curated.write_text(dumps(entries.values()), encoding="utf-8")
    rules = [line.split(": ")[1] for line in run("check", curated, "--against", before).stdout.splitlines()[:4]]
    assert {"vanished", "moved-id"} <= set(rules)
    assert "vanished" in run("check", curated).stdout


def test_an_authority_id_on_two_entries_is_told_not_tripped_over(curated: Path) -> None:
    entries = {entry.id: entry for entry in Table.load(curated)}
    entries["ua-lyman"] = replace(entries["ua-lyman"], ids=entries["ua-bakhmut"].ids)
    curated.write_text(dumps(entries.values()), encoding="utf-8")
    result = run("check", curated)
    assert result.exit_code == 1
    assert "authority-id: entry ua-lyman: geonames:" in result.stdout


def test_write_puts_a_table_into_canonical_form(curated: Path) -> None:
    text = curated.read_text(encoding="utf-8")
    curated.write_text(text.replace('": ', '":'), encoding="utf-8")
    assert "format" in run("check", curated).stdout
    assert run("check", curated, "--write").exit_code == 0
    assert curated.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("content", [None, "[", '{"id": "a", "id": "b"}', "\xff"])
def test_unreadable_tables_are_one_line_and_status_2(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "mine.json"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    for command in (("check", path), ("add", "ua-lyman", "X", "--table", path)):
        if content is None and command[0] == "add":
            continue  # a new table may be begun
        result = run(*command)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def add(*arguments: str | Path) -> tuple[int, str]:
    result = run("add", *arguments)
    return result.exit_code, result.stdout.split(":")[0]


def test_add_says_what_is_known_derivable_or_colliding_and_writes_nothing(curated: Path) -> None:
    text = curated.read_text(encoding="utf-8")
    source = ("--source", "geonames-2026", "--table", curated)
    assert add("ua-lysychansk", "Liszicsanszk", *source) == (1, "known")
    assert add("ua-lysychansk", "Lisichansk", *source) == (1, "derivable")
    assert "of Лисичанск" in run("add", "ua-lysychansk", "Lisichansk", *source).stdout
    result = run("add", "ua-lysychansk", "Bakhmut", *source)
    assert (result.exit_code, result.stdout.split(":")[0]) == (1, "colliding")
    assert all(word in result.stdout.splitlines()[0] for word in ("ua-lysychansk", "ua-bakhmut", "'Bakhmut'"))
    assert add("ua-lysychansk", "Lisycance", "--table", curated) == (1, "faulty")  # without a source
    assert add("ua-lysychansk", "Lisy\u200bcance", *source) == (1, "faulty")
    assert curated.read_text(encoding="utf-8") == text


def test_add_writes_one_line_in_canonical_form(curated: Path) -> None:
    before = curated.read_text(encoding="utf-8")
    words = ("add", "geonames:702972", "Lisycance", "--lang", "it", "--source", "geonames-2026", "--table", curated)
    dry = run(*words, "--dry-run")
    assert dry.exit_code == 0
    assert "'Lisycance': was none, now match ua-lysychansk (Lysychansk)" in dry.stdout
    assert curated.read_text(encoding="utf-8") == before
    assert run(*words).exit_code == 0
    after = curated.read_text(encoding="utf-8")
    assert len(set(after.splitlines()) - set(before.splitlines())) == 1
    assert run("check", curated).exit_code == 0
    assert add("ua-lysychansk", "Lisycance", "--source", "geonames-2026", "--table", curated) == (1, "known")


def test_add_a_name_and_a_new_entry(curated: Path) -> None:
    source = ("--source", "geonames-2026", "--table", curated)
    assert add("ua-lysychansk", "Лисиче", "--lang", "uk", "--status", "former", "--to", "1710", *source)[0] == 0
    assert Table.load(curated)["ua-lysychansk"].names[-1].until == "1710"
    new = ("--new", "--kind", "lake", "--name", "uk:Озеро Нове", "--label", "Lake Nove", "--at", "49,38", *source)
    assert add("ua-nove-lake", *new, "--country", "UA")[0] == 0
    assert "ua-nove-lake" in (curated.parent / "ids.txt").read_text(encoding="utf-8").splitlines()
    assert run("check", curated).exit_code == 0
    assert run("add", "ua-nove-lake", *new).exit_code == 2  # its id is in use
    assert add("ua-far-lake", *new, "--country", "PT") == (1, "faulty")  # it does not lie there


def test_add_begins_a_table_over_the_embedded_ones(tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    assert add("geonames:713174", "The Salt Depot", "--table", mine) == (0, "new")
    assert len(mine.read_text(encoding="utf-8").splitlines()) == 1
    assert add("hq", "--new", "--kind", "facility", "--name", "en:Head Office", "--table", mine) == (0, "new")
    over = toponym.Normalizer(mine, "embedded")
    assert [over.normalize(text).id for text in ("the salt depot", "Head Office")] == ["ua-bakhmut", "hq"]
    assert run("check", mine).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("ua-lyman",),
        ("nobody", "Name"),
        ("ua-lyman", "!?"),
        ("ua-lyman", "Name", "--kind", "lake"),
        ("ua-lyman", "Name", "--from", "2016"),
        ("x", "--new", "--kind", "lake"),
        ("x", "--new", "--kind", "lake", "--name", "Nove"),
        ("x", "--new", "--kind", "lake", "--name", "uk:Нове", "--at", "north"),
        ("x", "--new", "--kind", "lake", "--name", "uk:Нове", "--id", "7"),
        ("ua-lyman", "--new", "--kind", "lake", "--name", "uk:Нове"),
    ],
)
def test_usage_of_add_that_makes_no_sense(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    mine = tmp_path / "mine.json"
    result = run("add", *arguments, "--table", mine)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert not mine.exists()


def test_the_installed_commands(curated: Path) -> None:
    def call(*words: str | Path) -> subprocess.CompletedProcess[str]:
        environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(Path(toponym.__file__).parents[1])}
        command = [sys.executable, "-m", "toponym", *map(str, words)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=300)

    assert call("check", curated).returncode == 0
    assert call("add", "ua-lyman", "Bakhmut", "--source", "geonames-2026", "--table", curated).returncode == 1
    assert call("check", curated.parent / "absent.json").returncode == 2
