"""Tables through `toponym normalize`: delimiters, encodings, broken rows; no row is lost or moved."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from toponym.cli.answers import Answers
from toponym.cli.decode import encoding_of
from toponym.cli.forms import CSV_COLUMNS
from toponym.model import Answer, Match

Run = Callable[..., Result]

COLUMNS = len(CSV_COLUMNS)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def ids(result: Result, width: int) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [row[width + 1] for row in cells(result.stdout)[1:]]


@pytest.fixture
def run(normalize: Run) -> Run:
    def call(data: bytes, *arguments: str, column: str = "place") -> Result:
        return normalize("--input", "-", "--column", column, "--format", "csv", *arguments, stdin=data)

    return call


def test_rows_and_columns_stay(run: Run) -> None:
    data = 'id,place,note\n1,Toretsk,"a, ""b"""\n2,,\n3,"Head\nOffice",x\n4,Nowhere,"two\r\nlines\rthree"\n'
    out = cells(run(data.encode()).stdout_bytes.decode())  # as text, the line ends would be made equal
    assert [row[:3] for row in out] == cells(data)
    assert out[0][3:] == list(CSV_COLUMNS)
    assert [row[4] for row in out[1:]] == ["x-toretsk", "", "x-office", ""]
    assert out[2][3 + CSV_COLUMNS.index("toponym_reason")] == "no name"


def test_ragged_rows_keep_their_cells_and_shift_no_column(run: Run) -> None:
    result = run(b"place,note\nToretsk\nToretsk,a,b,c\n\nToretsk,z\n")
    out = cells(result.stdout)
    assert ids(result, 2) == ["x-toretsk", "x-toretsk", "", "x-toretsk"]
    assert out[1][:2] == ["Toretsk", ""]
    assert out[2][:2] == ["Toretsk", "a"]
    assert out[2][2 + COLUMNS :] == ["b", "c"]
    assert out[3][:2] == ["", ""]
    assert "more cells than the header: 1" in result.stderr


def test_duplicate_headers(run: Run) -> None:
    result = run(b"place,place\nToretsk,Nowhere\n")
    assert cells(result.stdout)[0][:2] == ["place", "place"]
    assert ids(result, 2) == ["x-toretsk"]
    assert "2 columns" in result.stderr
    assert ids(run(b"place,place\nToretsk,Nowhere\n", column="2"), 2) == [""]


def test_nul_and_long_cells_pass(run: Run) -> None:
    long = b"y" * 300_000
    result = run(b"place,note\nToretsk,a\0b\nTor\0etsk,c\nToretsk," + long + b"\n")
    out = cells(result.stdout.replace("\0", "NUL"))
    assert [row[:2] for row in out[1:3]] == [["Toretsk", "aNULb"], ["TorNULetsk", "c"]]
    assert len(result.stdout) > 300_000


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognized(run: Run, delimiter: str) -> None:
    rows = [["n", "place", "note"], ["1", "Toretsk", "a b"], ["2", "Head Office", "x, y" if delimiter != "," else "x"]]
    data = "".join(delimiter.join(row) + "\r\n" for row in rows)
    result = run(data.encode())
    assert ids(result, 3) == ["x-toretsk", "x-office"]
    assert [row[:3] for row in cells(result.stdout)] == rows


def test_a_delimiter_can_be_given(run: Run) -> None:
    assert ids(run(b"a:place\n1:Toretsk\n", "--delimiter", ":"), 2) == ["x-toretsk"]
    assert ids(run(b"a\tplace\n1,5\tToretsk\n", "--delimiter", "tab"), 2) == ["x-toretsk"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_encodings_are_recognized(run: Run, encoding: str) -> None:
    text = "place,область\n" + "Торецьк,Донецька область\n" * 3
    result = run(text.encode(encoding))
    assert ids(result, 2) == ["x-toretsk"] * 3
    assert cells(result.stdout)[0][:2] == ["place", "область"]
    assert ("cp1251" in result.stderr) == (encoding == "cp1251")


def test_an_encoding_can_be_given(run: Run) -> None:
    assert ids(run("place\nТорецьк\n".encode("koi8-u"), "--encoding", "koi8-u"), 1) == ["x-toretsk"]
    assert ids(run("place\nТорецьк\n".encode("utf-8-sig"), "--encoding", "utf-8"), 1) == ["x-toretsk"]


def test_names_with_one_nul_are_no_utf_16() -> None:
    assert [encoding_of(data) for data in (b"\0", b"a\0", b"\0\n", b"Kyiv\n\0\nLviv\n")] == ["utf-8"] * 4


def test_utf_8_cut_by_the_sample_is_utf_8() -> None:
    assert encoding_of("Київ".encode()[:-1], whole=False) == "utf-8"
    assert encoding_of("Київ".encode()[:-1], whole=True) != "utf-8"


@pytest.mark.parametrize(
    ("data", "column", "words"),
    [
        (b"place,note\nToretsk,x\n", "town", "'place', 'note'"),
        (b"", "place", "empty"),
        (b"PK\x03\x04\x00\x00", "place", "workbook"),
        (b"place\n\xff\x00\xfe\x01\n", "place", "no text"),
        (b'place,note\n"Toretsk,x\nToretsk,y\n', "place", "line 2"),
        (b"place,toponym_id\nToretsk,x\n", "place", "toponym_id"),
    ],
)
def test_unreadable_input_is_one_line_and_status_2(run: Run, data: bytes, column: str, words: str) -> None:
    result = run(data, column=column)
    assert result.exit_code == 2
    assert words in result.stderr.splitlines()[-1]


def test_bytes_that_do_not_fit_the_encoding(run: Run) -> None:
    result = run(b"place\nToretsk\n\xff\n", "--encoding", "utf-8")
    assert result.exit_code == 2
    assert "ff is not utf-8" in result.stderr


def test_the_column_must_be_named(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("place,note\nToretsk,x\n", encoding="utf-8")
    result = normalize("--input", path)
    assert result.exit_code == 2
    assert "'place', 'note'" in result.stderr
    assert "--column" in result.stderr


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_missing_files_and_folders(normalize: Run, tmp_path: Path, name: str) -> None:
    result = normalize("--input", tmp_path / name, "--column", "place")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_tsv_file_is_split_at_tabs_only(normalize: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text("place\nToretsk, Donetsk\n", encoding="utf-8")
    assert cells(normalize("--input", path, "--column", "place", "--format", "csv").stdout)[1][0] == "Toretsk, Donetsk"


def test_a_header_alone(run: Run) -> None:
    assert cells(run(b"place,note\n").stdout) == [["place", "note", *CSV_COLUMNS]]


def test_answers_stay_bounded_and_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toponym.cli.answers._MOST_KEPT", 10)
    asked: list[str] = []

    def ask(keys: "list[str] | tuple[str, ...]") -> list[Match]:
        asked.extend(keys)
        return [Match(key, Answer("none", 0.0, "none", key)) for key in keys]

    answers: Answers[str, str] = Answers(lambda keys: ask(tuple(keys)), lambda key, match: match.reason)
    keys = [str(number % 25) for number in range(100)]
    for start in range(0, 100, 20):
        part = keys[start : start + 20]
        assert [known.form for known in answers.of(part)] == part
        assert len(answers._known) <= 10
    assert set(asked) == set(keys)
