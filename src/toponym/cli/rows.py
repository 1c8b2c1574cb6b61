"""Read what holds the names: a table with a header (CSV, TSV ...) or plain lines, from a file or standard input."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import click

from toponym.cli.decode import Decoded, decoded
from toponym.cli.messages import tell

DELIMITERS: Final = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|", "\\t": "\t"}

# Cells as long as a file may hold; csv's own limit of 131,072 would end the command.
_LONGEST_CELL: Final = 2**31 - 1
_SAMPLED_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Rows:
    """A header and the rows below it, each at least as long as the header; `name` is what messages call the input.

    `size` is in bytes and None where nobody knows it; `position` says how many of them are read.
    """

    name: str
    header: list[str]
    rows: Iterator[list[str]]
    size: int | None
    position: Callable[[], int]


@dataclass(frozen=True, slots=True)
class NumberedRows:
    """The same with the line that each row begins on, and no cell added to a row or taken from it."""

    name: str
    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    size: int | None
    position: Callable[[], int]


@contextmanager
def name_lines(encoding: str | None) -> Iterator[Rows]:
    """Names on standard input, one a line, as rows of one cell under the header `query`."""
    with _opened("-") as (stream, name, size):
        text = decoded(stream, name, encoding, newline=None)
        rows = ([line.removesuffix("\n")] for line in text.lines())
        yield Rows(name, ["query"], rows, size, text.position)


@contextmanager
def table_rows(path: str, delimiter: str | None, encoding: str | None) -> Iterator[Rows]:
    """The rows of a table file; "-" is standard input. Blank lines above the header do not count as rows."""
    with _opened(path) as (stream, name, size):
        text = decoded(stream, name, encoding, newline="")
        mark = delimiter or (_delimiter_of(text.head) if Path(path).suffix.lower() not in (".tsv", ".tab") else "\t")
        rows = _cells(text, mark)
        header = next((row for row in rows if row), None)
        if header is None:
            raise text.failure("is empty; expected a line with the names of the columns")
        yield Rows(name, header, _even(rows, len(header), name), size, text.position)


@contextmanager
def numbered_rows(path: str, delimiter: str | None, encoding: str | None) -> Iterator[NumberedRows]:
    """The rows of a table file with the line each begins on, as long as they are; blank lines are no rows."""
    with _opened(path) as (stream, name, size):
        text = decoded(stream, name, encoding, newline="")
        mark = delimiter or (_delimiter_of(text.head) if Path(path).suffix.lower() not in (".tsv", ".tab") else "\t")
        rows = ((line, row) for line, row in _numbered_cells(text, mark) if row)
        header = next(rows, None)
        if header is None:
            raise text.failure("is empty; expected a line with the names of the columns")
        yield NumberedRows(name, [cell.strip() for cell in header[1]], rows, size, text.position)


def find_column(rows: Rows, wanted: str, option: str) -> int:
    """The position of a column by its name, or by its number counted from 1."""
    header = [cell.strip() for cell in rows.header]
    found = [at for at, cell in enumerate(rows.header) if cell == wanted]
    found = found or [at for at, cell in enumerate(header) if cell == wanted.strip()]
    if len(found) > 1:
        tell(f"{rows.name}: {len(found)} columns are called {wanted!r}; the first is taken, a number picks another")
    if found:
        return found[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(header):
        return int(wanted) - 1
    raise click.BadParameter(f"{rows.name} has no column {wanted!r}; {columns_of(rows)}", param_hint=option)


def columns_of(rows: Rows) -> str:
    """Words that list the columns."""
    return f"its columns are {', '.join(map(repr, rows.header))}"


@contextmanager
def _opened(path: str) -> Iterator[tuple[BinaryIO, str, int | None]]:
    if path == "-":
        yield sys.stdin.buffer, "standard input", None
        return
    file = Path(path)
    with file.open("rb") as stream:
        yield stream, path, file.stat().st_size if file.is_file() else None


def _cells(text: Decoded, delimiter: str) -> Iterator[list[str]]:
    return (row for _, row in _numbered_cells(text, delimiter))


def _numbered_cells(text: Decoded, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    # Strict, because a quotation mark that is never closed would silently swallow the rows after it.
    reader = csv.reader(text.lines(), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise text.failure(
                f"the row that begins on line {line} cannot be read ({error}); inside a quoted cell a quotation mark "
                f'is written "", and a cell that begins with one ends with one'
            ) from None
        yield line, row


def _even(rows: Iterator[list[str]], width: int, name: str) -> Iterator[list[str]]:
    """Fill rows that are too short; tell how many are too long."""
    long = 0
    for row in rows:
        if len(row) < width:
            row += [""] * (width - len(row))
        elif len(row) > width:
            long += 1
        yield row
    if long:
        tell(f"{name}: rows with more cells than the header: {long}; the cells beyond it are kept at the row's end")


def _delimiter_of(head: str) -> str:
    """The delimiter that splits the first rows into the most cells, the same number in each."""
    best, best_score = ",", (0.0, 1)
    for delimiter in ",\t;|":
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        rows = [row for row in islice(reader, _SAMPLED_ROWS) if row]
        width = len(rows[0]) if rows else 0
        even = sum(len(row) == width for row in rows) / max(len(rows), 1)
        if width > 1 and (even, width) > best_score:
            best, best_score = delimiter, (even, width)
    return best
