"""`toponym find`: forms, sources, bad input; the command itself once, as installed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toponym.cli import main

ANSWER_KEYS = {"query", "status", "id", "name", "kind", "country", "admin1", "lat", "lon", "score", "method", "reason"}
ANSWER_KEYS |= {"ids", "candidates"}
TEXT = "Dry Wells are no names. Ask the Head\nOffice about Toretsk’s bus.\n"


@pytest.fixture
def find(layer: str) -> Callable[..., Result]:
    """Run `toponym find` on the tiny layer."""

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, ["find", "--layer", layer, *map(str, arguments)], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """An empty folder, apart from the layer's file."""
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def objects(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_text_marks_the_names(find: Callable[..., Result]) -> None:
    result = find(stdin=TEXT)
    assert result.exit_code == 0
    assert result.stdout == TEXT.replace("Head\nOffice", "[Head\nOffice](x-office)").replace(
        "Toretsk", "[Toretsk](x-toretsk)"
    )


def test_jsonl_has_positions_and_the_fields_of_an_answer(find: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    office, toretsk = objects(find(path, "--format", "jsonl").stdout)
    assert [toretsk[key] for key in ("file", "start", "end", "text", "id")] == [
        str(path),
        50,
        57,
        "Toretsk",
        "x-toretsk",
    ]
    assert set(office) == {"file", "start", "end", "text", *ANSWER_KEYS}
    assert office["text"] == "Head\nOffice"


def test_geojson_is_one_collection(find: Callable[..., Result], tmp_path: Path) -> None:
    output = tmp_path / "out.geojson"
    assert find("-o", output, stdin=TEXT).exit_code == 0
    office, toretsk = json.loads(output.read_text(encoding="utf-8"))["features"]
    assert office["geometry"] is None
    assert toretsk["geometry"] == {"type": "Point", "coordinates": [37.84, 48.39]}
    assert toretsk["properties"]["id"] == "x-toretsk"
    empty = find("--format", "geojson", stdin="nothing")
    assert json.loads(empty.stdout)["features"] == []


def test_summary_counts_spellings_and_files(find: Callable[..., Result], texts: Path) -> None:
    for name, text in {"a.txt": "Toretsk, TORETSK", "b.txt": "Toretsk and Dry Well"}.items():
        (texts / name).write_text(text, encoding="utf-8")
    lines = find(texts, "--summary").stdout.splitlines()
    a, b = texts / "a.txt", texts / "b.txt"
    assert lines == [
        "x-toretsk  Toretsk (city, UA-14, UA)  3",
        f"    Toretsk  2  ({a} 1, {b} 1)",
        f"    TORETSK  1  ({a} 1)",
        "ambiguous  1",
        f"    Dry Well  1  ({b} 1)",
    ]
    first, second = objects(find(texts, "--summary", "--format", "jsonl").stdout)
    assert first["spellings"] == {"Toretsk": {str(a): 1, str(b): 1}, "TORETSK": {str(a): 1}}
    assert second["id"] is None
    assert find("--summary", "--format", "geojson", stdin="").exit_code == 2


def test_several_processes_write_what_one_does(find: Callable[..., Result], texts: Path) -> None:
    for number in range(4):
        (texts / f"{number}.txt").write_text(f"{'x ' * number}Head Office", encoding="utf-8")
    for form in ("text", "jsonl", "geojson"):
        one = find(texts, "--format", form)
        assert find(texts, "--format", form, "--jobs", "2").stdout == one.stdout
        assert one.stdout.count("x-office") >= 4


def test_patterns_directories_and_encodings(find: Callable[..., Result], texts: Path) -> None:
    folder = texts / "deep" / "er"
    folder.mkdir(parents=True)
    (folder / "cp.txt").write_bytes("Стрілянина: Торецьк".encode("cp1251"))
    (folder / ".hidden").write_text("Head Office", encoding="utf-8")
    (texts / "u16.txt").write_text("Торецьк", encoding="utf-16")
    found = objects(find(texts, "--format", "jsonl").stdout)
    assert [(Path(str(row["file"])).name, row["start"]) for row in found] == [("cp.txt", 12), ("u16.txt", 0)]
    assert len(objects(find(f"{texts}/*.txt", "--format", "jsonl").stdout)) == 1


def test_bad_files_are_told_and_the_others_read(find: Callable[..., Result], texts: Path) -> None:
    (texts / "1.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (texts / "2.txt").write_bytes(b"Head Office \xff\xfe")
    (texts / "3.txt").write_text("Head Office", encoding="utf-8")
    (texts / "4.bin").write_bytes(bytes(range(256)) * 10)
    result = find(texts, "--format", "jsonl", "--encoding", "utf-8")
    assert result.exit_code == 2
    assert [row["file"] for row in objects(result.stdout)][-1] == str(texts / "3.txt")
    for name in ("1.png", "2.txt", "4.bin"):
        assert f"{texts / name}: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["nowhere.txt", "*.nothing"])
def test_what_is_not_there_is_told(find: Callable[..., Result], tmp_path: Path, name: str) -> None:
    result = find(tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_told(find: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Head Office", encoding="utf-8")
    path.chmod(0)
    assert find(path).exit_code == 2


def test_html_is_read_as_its_text(find: Callable[..., Result], tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = tmp_path / "page.html"
    body = "<p>The Head Office moved to Toretsk in spring, and nobody noticed it for a very long time indeed.</p>" * 3
    page.write_text(f"<html><body><nav>Menu</nav><article>{body}</article></body></html>", encoding="utf-8")
    found = objects(find(page, "--format", "jsonl").stdout)
    assert {row["id"] for row in found} == {"x-office", "x-toretsk"}
    (tmp_path / "empty.html").write_text("<html></html>", encoding="utf-8")
    assert find(tmp_path / "empty.html").exit_code == 2


def test_a_wrong_hint_ends_the_command(find: Callable[..., Result], tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = find("--admin1", "Nowhere", "-o", output, stdin=TEXT)
    assert result.exit_code == 2
    assert not output.exists()


def test_control_characters_do_nothing_to_a_terminal(find: Callable[..., Result]) -> None:
    assert "\x1b" not in find(stdin="\x1b[2J Head Office").stdout


def test_the_installed_command(layer: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toponym", "find", "--layer", layer, "--format", "jsonl"],
        input="Head Office",
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout)["id"] == "x-office"
