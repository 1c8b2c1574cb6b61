"""Where results go: whole files or none, and the format that a file's name shows."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from toponym.cli.output import opened

Run = Callable[..., Result]


def test_a_file_appears_whole(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    result = normalize("Toretsk", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(path.read_text(encoding="utf-8"))["id"] == "x-toretsk"


def test_nothing_appears_when_the_work_fails(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    data = b"place\n" + b"Toretsk\n" * 20_000 + b"\xff\n"
    result = normalize("--column", "place", "--encoding", "utf-8", "-o", path, stdin=data)
    assert result.exit_code == 2
    assert path.read_text(encoding="utf-8") == "before"
    assert sorted(tmp_path.iterdir()) == before


def test_the_input_may_be_the_output(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_text("place\nToretsk\n", encoding="utf-8")
    assert normalize("--input", path, "--column", "place", "-o", path).exit_code == 0
    assert "x-toretsk" in path.read_text(encoding="utf-8")


def test_a_tsv_name_gives_tabs(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    normalize("Toretsk", "-o", path)
    assert path.read_text(encoding="utf-8").startswith("query\ttoponym_status\t")


def test_strict_still_writes_the_file(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert normalize("Nowhere", "--strict", "-o", path).exit_code == 1
    assert "Nowhere" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [".", "absent/out.csv"])
def test_places_that_cannot_be_written(normalize: Run, tmp_path: Path, name: str) -> None:
    result = normalize("Toretsk", "-o", tmp_path / name)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    with opened(str(link)) as output:
        output.write("after")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_device_is_written_to_not_replaced() -> None:
    with opened(os.devnull) as output:
        output.write("gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
