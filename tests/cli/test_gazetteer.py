"""`toponym gazetteer` on tables of one's own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import toponym
from tests.cli.conftest import TINY
from toponym.cli import main
from toponym.gazetteer import own

Run = Callable[..., Result]

CSV = """code,name,aka,lat,lon,iso
1,Ужгород,Ungvár;Uzhgorod,48.62,22.29,Ukraine
2,Мукачево,,abc,22.72,UA
3,Чоп
4,,,48,22,UA
5,Хуст,,48.17,23.29,UKR
"""
COLUMNS = (
    *("--id-column", "code", "--name-column", "name", "--variants-column", "aka", "--lat-column", "lat"),
    *("--lon-column", "lon", "--country-column", "iso", "--lang", "uk"),
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TOPONYM_CACHE", str(tmp_path / "cache"))

    def call(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, list(map(str, arguments)))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    path = tmp_path / "My Sites.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_from_a_table_to_an_answer(run: Run, sites: Path) -> None:
    built = run("gazetteer", "build", sites, *COLUMNS)
    assert built.exit_code == 0
    lines = built.stderr.splitlines()
    assert lines[:3] == [
        "toponym: line 3: column 'lat': 'abc' is no number of degrees",
        "toponym: line 4: has 2 cells where the header has 6",
        "toponym: line 5: no name in column 'name'",
    ]
    assert lines[3].startswith("toponym: layer 'my-sites': 2 entries, ")
    assert lines[4] == f"toponym: {sites}: 3 bad rows left out"
    answer = run("normalize", "--layer", "my-sites", "--format", "jsonl", "Khust", "Ungvar", "Uzhhorod")
    assert [json.loads(line)["id"] for line in answer.stdout.splitlines()] == ["5", "1", "1"]
    assert "my-sites\t2 entries" in run("gazetteer", "list").stdout
    info = run("gazetteer", "info", "my-sites").stdout
    assert "entries:      2\n" in info
    assert "source:       My Sites.csv\n" in info
    assert run("gazetteer", "verify", "my-sites").stdout.startswith("my-sites: whole, ")
    assert run("gazetteer", "remove", "my-sites").exit_code == 0
    gone = run("gazetteer", "info", "my-sites")
    assert gone.exit_code == 2
    assert gone.stderr == "toponym: no layer 'my-sites'; there are: embedded\n"


def test_strict_builds_nothing_from_a_bad_row(run: Run, sites: Path) -> None:
    result = run("gazetteer", "build", sites, *COLUMNS, "--strict")
    assert result.exit_code == 2
    assert result.stderr == "toponym: line 3: column 'lat': 'abc' is no number of degrees; nothing is built\n"
    assert own.own_layers() == []


def test_tables_of_this_program_and_json_lines(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "tiny.json"
    table.write_text(json.dumps(TINY, ensure_ascii=False), encoding="utf-8")
    assert run("gazetteer", "build", table).exit_code == 0
    assert "Toretsk" in run("normalize", "--layer", "tiny", "Дзержинськ").stdout
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"n": 1, "t": "Хуст"}\n\nbroken\n[]\n{"n": 2}\n', encoding="utf-8")
    built = run("gazetteer", "build", rows, "--id-column", "n", "--name-column", "t", "--name", "lines")
    assert built.exit_code == 0
    assert [line[:16] for line in built.stderr.splitlines()[:3]] == [f"toponym: line {n}:" for n in (3, 4, 5)]
    assert "Хуст" in run("normalize", "--layer", "lines", "Khust", "Хуст").stdout


@pytest.mark.parametrize(
    ("text", "columns", "why"),
    [
        ("", COLUMNS, "is empty; expected a line with the names of the columns"),
        ("code,name\n", ("--id-column", "code", "--name-column", "name"), "no row makes a place; nothing is built"),
        ("code,name\n1\n", ("--id-column", "code", "--name-column", "name"), "no row makes a place; nothing is built"),
        ("a,b\n1,x\n", ("--id-column", "code", "--name-column", "b"), "has no column 'code'; its columns are 'a', 'b'"),
        ("a,b\n1,x\n", ("--id-column", "a"), "say with --name-column which column holds the names"),
        ("a,b\n1,x\n", ("--name-column", "b"), "say with --id-column which column holds the ids"),
        ("a,b\n1,x\n", (), "say with --id-column and --name-column which columns hold ids and names"),
        ("a,b\n1,x\n2,y\n1,z\n", ("--id-column", "a", "--name-column", "b"), "id '1' is that of several entries"),
        ('a,b\n1,"x\n', ("--id-column", "a", "--name-column", "b"), "the row that begins on line 2 cannot be read"),
    ],
)
def test_what_makes_no_layer(run: Run, tmp_path: Path, text: str, columns: tuple[str, ...], why: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")
    result = run("gazetteer", "build", path, *columns)
    assert result.exit_code == 2
    assert why in result.stderr.splitlines()[-1]
    assert own.own_layers() == []


def test_wrong_names(run: Run, sites: Path) -> None:
    for name in ("world", "A b"):
        result = run("gazetteer", "build", sites, *COLUMNS, "--name", name)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"toponym: layer name {name!r}: use small letters")
    for command in ("info", "verify", "remove"):
        result = run("gazetteer", command, "nothing")
        assert result.exit_code == 2
        assert result.stderr.startswith("toponym: no layer 'nothing'; there are: ")
    assert run("gazetteer", "build", "missing.csv", *COLUMNS).exit_code == 2


def test_the_installed_command(sites: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(toponym.__file__).parents[1]),
        "TOPONYM_CACHE": str(tmp_path / "cache"),
    }

    def call(*words: str | Path, largest: int | None = None) -> "subprocess.CompletedProcess[str]":
        program = ["-m", "toponym"]
        if largest is not None:  # what a full disk does: no file may grow beyond that
            limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}))"
            program = ["-c", f"{limit}; import sys; from toponym.cli import main; main(sys.argv[1:])"]
        command = [sys.executable, *program, *map(str, words)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120)

    assert call("gazetteer", "build", sites, *COLUMNS).returncode == 0
    assert "my-sites\t2 entries" in call("gazetteer", "list").stdout
    info = dict(line.split(":", 1) for line in call("gazetteer", "info", "my-sites").stdout.splitlines())
    path = Path(info["file"].strip())
    whole = path.read_bytes()
    assert call("gazetteer", "verify", "my-sites").returncode == 0
    if os.name == "posix":
        full = call("gazetteer", "build", sites, *COLUMNS, largest=4096)
        assert full.returncode == 2
        assert "the layer cannot be written" in full.stderr.splitlines()[-1]
        assert list(path.parent.iterdir()) == [path]
        assert path.read_bytes() == whole
    answer = call("normalize", "--layer", "my-sites", "--format", "jsonl", "Khust")
    assert json.loads(answer.stdout)["id"] == "5"
    path.write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    damaged = call("gazetteer", "verify", "my-sites")
    assert (damaged.returncode, len(damaged.stderr.splitlines())) == (2, 1)
    assert call("gazetteer", "remove", "my-sites").returncode == 0
    assert call("gazetteer", "info", "my-sites").returncode == 2
    assert not path.exists()
