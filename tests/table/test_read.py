"""Table files: both forms, and everything that is none."""

import json
from pathlib import Path

import pytest

from toponym.errors import TableError
from toponym.table import Table

ENTRY = '{"id": "a", "kind": "area", "names": ["А"]}'
OTHER = '{"id": "b", "kind": "area", "names": ["Б"]}'


@pytest.mark.parametrize(
    "text",
    [
        f"[{ENTRY}, {OTHER}]",
        f"\n\n [\n{ENTRY},\n{OTHER}\n]\n",
        f"{ENTRY}\n{OTHER}",
        f"{ENTRY}\r\n\r\n{OTHER}\r\n",
        f"\ufeff{ENTRY}\n{OTHER}\n",
        f"\ufeff[{ENTRY},{OTHER}]",
    ],
)
def test_an_array_or_one_entry_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.json"
    path.write_bytes(text.encode())
    table = Table.load(path)
    assert [entry.id for entry in table] == ["a", "b"]
    assert table.path == str(path)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0b"])
def test_only_a_line_feed_ends_a_line(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text(f'{ENTRY}\n{{"id": "b", "kind": "area", "names": ["Б{separator}Б"]}}\n', encoding="utf-8")
    # The text is whole, so it is refused for its control character or its odd space, not for broken JSON.
    with pytest.raises(TableError, match=r"(control character|broken JSON at line 2, column 42 \(Invalid control)"):
        Table.load(path)


def test_an_empty_array_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    path.write_text("[]", encoding="utf-8")
    assert len(Table.load(path)) == 0


REFUSED: dict[str, tuple[bytes, str]] = {
    "broken array": (f"[\n{ENTRY},\n{{\n]".encode(), "broken JSON at line 4, column 1"),
    "missing comma": (f"[{ENTRY}\n{OTHER}]".encode(), "broken JSON at line 2, column 1"),
    "broken line": (f"{ENTRY}\n\n{OTHER[:-3]}\n".encode(), "broken JSON at line 3, column 39"),
    "an object over many lines": (json.dumps(json.loads(ENTRY), indent=1).encode(), "broken JSON at line 1, column 2"),
    "something after the array": (f"[{ENTRY}] x".encode(), "broken JSON at line 1, column"),
    "cut off": (f"[{ENTRY}".encode(), "broken JSON at line 1, column"),
    "a key twice": (
        b'[{"id": "a", "kind": "area", "names": ["A"], "kind": "sea"}]',
        "entry 'a': key 'kind' stands twice in one object; keep one of them",
    ),
    "a key twice within": (
        b'{"id": "a", "kind": "area", "names": [{"text": "A", "text": "B"}]}',
        "key 'text' stands twice in one object",
    ),
    "a key twice in line 2": (
        ENTRY.encode() + b'\n{"id": "b", "id": "c", "kind": "area", "names": ["A"]}',
        "line 2, entry 'c': key 'id' stands twice",
    ),
    "empty": (b"", "no table; expected a JSON array"),
    "blank": (b" \n\t\n", "no table; expected a JSON array"),
    "a number": (b"42", "no table; expected a JSON array"),
    "a text": (b'"table"', "no table; expected a JSON array"),
    "CSV": (b"id,kind,names\na,area,A\n", "no table; expected a JSON array"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8 at byte 0; save the table as UTF-8"),
    "UTF-16": (ENTRY.encode("utf-16"), "not UTF-8 at byte 0"),
    "cp1251": (f"[{ENTRY}]".encode("cp1251"), "not UTF-8 at byte"),
    "NUL": (b"\0\0\0\0", "no table; expected a JSON array"),
    "an array of numbers": (b"[1, 2]", "record 1: expected an object with id, kind and names, got int"),
    "an array in an array": (f"[[{ENTRY}]]".encode(), "record 1: expected an object with id, kind and names, got list"),
    "an object around the array": (f'{{"entries": [{ENTRY}]}}'.encode(), "line 1: 'id' is missing or no text"),
    "nested too deeply": (b"[" * 100_000, "JSON nested too deeply; a table is a flat list"),
    "a line nested too deeply": (ENTRY.encode() + b'\n{"id": ' + b"[" * 100_000, "line 2: JSON nested too deeply"),
    "a latitude that is no number": (
        b'[{"id": "a", "kind": "area", "names": ["A"], "lat": NaN, "lon": 1}]',
        "record 1, entry a: 'lat' must be degrees between -90 and 90, got nan",
    ),
    "an infinite longitude": (
        b'[{"id": "a", "kind": "area", "names": ["A"], "lat": 1, "lon": -Infinity}]',
        "'lon' must be degrees between -180 and 180, got -inf",
    ),
    "a number beyond every float": (
        b'[{"id": "a", "kind": "area", "names": ["A"], "lat": 1, "lon": 1e999}]',
        "'lon' must be degrees between -180 and 180, got inf",
    ),
    "thousands of digits": (
        b'[{"id": "a", "kind": "area", "names": ["A"], "population": ' + b"9" * 5000 + b"}]",
        "a number is too long to be read; mend it",
    ),
    "a lone surrogate": (
        b'[{"id": "a", "kind": "area", "names": ["A\\ud800"]}]',
        "entry a: control character U+D800 in 'A\\ud800'; remove it",
    ),
    "a lone surrogate in an id elsewhere": (
        b'[{"id": "a", "kind": "area", "names": ["A"], "ids": {"x": "\\udfff"}}]',
        "entry a: control character U+DFFF",
    ),
    "a bad entry": (ENTRY.encode() + b'\n{"id": "b", "kind": "town"}', "line 2, entry b: unknown kind 'town'"),
    "the id twice": (f"[{ENTRY}, {ENTRY}]".encode(), "entry a: the id stands twice; give each entry its own"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_table_gives_one_error_that_names_it(tmp_path: Path, case: str) -> None:
    data, words = REFUSED[case]
    path = tmp_path / "table.json"
    path.write_bytes(data)
    with pytest.raises(TableError) as caught:
        Table.load(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message
    assert len(message.splitlines()) == 1
    assert message.count(str(path)) == 1


def test_a_folder_a_missing_file_and_a_path_through_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("[]", encoding="utf-8")
    for path, words in (
        (tmp_path, "is a directory; name the table file in it"),
        (tmp_path / "missing.json", "no such file; check the path"),
        (file / "table.json", "cannot be read (Not a directory); check the path and its permissions"),
        (tmp_path / ("x" * 5000), "cannot be read (File name too long); check the path and its permissions"),
    ):
        with pytest.raises(TableError) as caught:
            Table.load(path)
        assert str(caught.value) == f"{path}: {words}"
    with pytest.raises(TableError, match=r"no path \(embedded null byte\)"):
        Table.load("a\0b")


@pytest.mark.parametrize("method", ["is_dir", "read_text"])
def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    path = tmp_path / "table.json"
    path.write_text("[]", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(TableError, match=r"cannot be read \(Permission denied\); check the path and its permissions$"):
        Table.load(path)
