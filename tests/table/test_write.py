"""The canonical form, and files that appear whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from tests.conftest import Record
from toponym.model import Entry, Name
from toponym.table import Table, dump_line, dumps, write_atomically


def test_the_form_is_one_entry_a_line_sorted_by_id(records: list[Record]) -> None:
    text = dumps(Table.from_records(reversed(records)))
    lines = text.splitlines()
    assert (lines[0], lines[-1], text[-1]) == ("[", "]", "\n")
    ids = [line.split('"')[3] for line in lines[1:-1]]
    assert ids == sorted(record["id"] for record in records)
    assert "Луганськ" in text
    assert '"from": "1990-05-04"' in text


def test_writing_what_was_read_changes_nothing(tmp_path: Path, small_table: Table) -> None:
    path = tmp_path / "table.json"
    text = dumps(small_table)
    path.write_text(text, encoding="utf-8")
    read = Table.load(path)
    assert dumps(read) == text
    assert set(read) == set(small_table)
    assert sorted(read, key=lambda entry: entry.id) == sorted(small_table, key=lambda entry: entry.id)


def test_lines_are_a_table_too(tmp_path: Path, small_table: Table) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(dump_line(entry) + "\n" for entry in small_table), encoding="utf-8")
    assert Table.load(path).entries == small_table.entries


def test_an_empty_table(tmp_path: Path) -> None:
    assert dumps([]) == "[\n]\n"
    path = tmp_path / "table.json"
    path.write_text(dumps([]), encoding="utf-8")
    assert dumps(Table.load(path)) == "[\n]\n"


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    write_atomically(path, b"old")
    write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_may_be_read_as_the_umask_says(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "table.json", b"")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "table.json").stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    path = tmp_path / "table.json"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, call, fail)
    with pytest.raises(type(error)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "table.json"
    folder.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "missing" / "table.json", b"new")


def test_a_line_holds_no_line_end() -> None:
    line = dump_line(Entry("a", "area", (Name("a\nb\u2028c"),)))
    assert "\n" not in line
