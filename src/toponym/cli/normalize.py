"""`toponym normalize`: spellings from arguments, lines or a column go in, ids come out."""

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from toponym.cli.answers import Answers, chunks
from toponym.cli.describe import Describer, well_formed
from toponym.cli.forms import CSV_COLUMNS, Csv, Form, JsonLines, Text
from toponym.cli.messages import Failure, tell
from toponym.cli.options import (
    HINT_COLUMNS,
    HINTS,
    delimiter_option,
    encoding_option,
    hint_column_options,
    hint_options,
    layer_option,
    min_probability_option,
    normalizer_of,
    output_option,
    prefer_option,
    query_of,
)
from toponym.cli.output import FORMATS, Output, format_of, opened
from toponym.cli.progress import progress
from toponym.cli.rows import Rows, columns_of, find_column, name_lines, table_rows
from toponym.model import Match

if TYPE_CHECKING:
    from toponym import Normalizer

# Large enough that distinct names are asked together, small enough to stay in memory.
_CHUNK: Final = 10_000

# A name, or a name with the hint cells of its row. Bare texts spare the garbage collector a million tuples.
Key = str | tuple[str, ...]


@click.command("normalize")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@click.option("--input", "input_", metavar="FILE", help="A table with a header (CSV, TSV ...); '-' is standard input.")
@click.option("--column", help="The column with the names, by its header or its number.")
@layer_option
@hint_options
@hint_column_options
@delimiter_option
@encoding_option
@min_probability_option
@prefer_option
@click.option("--joint", is_flag=True, help="Let the names decide each other. All rows are then kept in memory.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Form of the results. By default what the name of the output file shows, else text.",
)
@output_option
@click.option("--strict", is_flag=True, help="Exit with status 1 when a name has no match.")
def command(
    names: Sequence[str],
    input_: str | None,
    column: str | None,
    layers: Sequence[str],
    delimiter: str | None,
    encoding: str | None,
    min_probability: float,
    prefer: str,
    joint: bool,
    format_: str | None,
    output: str | None,
    strict: bool,
    only: Sequence[str],
    **hints: Any,
) -> None:
    """Turn spellings into ids: one answer a name, in order, with its probability and the reason.

    The names are arguments, lines of standard input, or a column of a table (--input and --column). Hints tell
    what is known beside the spelling, once for all or by a column for each row; they weigh, and with --only they
    exclude. CSV results keep every row and column of the input and add columns called toponym_*.

    \b
    Examples:
      toponym normalize Syevyerodonetsk Gaidai "Luhansk region"
      toponym normalize Dzerzhinsk --country UA --format jsonl
      cut -f 3 places.tsv | toponym normalize --format csv -o ids.csv
      toponym normalize --input events.csv --column place --country-column iso2 --format csv -o out.csv
    """
    hint_columns = {hint: wanted for hint in HINT_COLUMNS if (wanted := hints.pop(f"{hint}_column")) is not None}
    if names and (input_ is not None or column is not None or hint_columns):
        raise click.UsageError("give names as arguments or in a table, not both")
    if input_ is None and hint_columns and column is None:
        raise click.UsageError("columns with hints need --input and --column")
    if input_ is None and column is not None:
        input_ = "-"
    for hint in only:
        if hints[hint] in (None, ()) and hint not in _hints_in(hint_columns):
            raise click.UsageError(f"--only {hint} needs --{hint} or --{hint}-column")
    if ("lat" in hint_columns) != ("lon" in hint_columns):
        raise click.UsageError("--lat-column and --lon-column go together")
    normalizer = normalizer_of(layers, min_probability, prefer)
    given = {hint: hints[hint] for hint in HINTS} | {"strict": only}
    normalizer.normalize_many([], **given)  # a wrong hint ends the command before anything is written

    with _rows_of(names, input_, delimiter, encoding) as rows:
        if input_ is not None and column is None:
            raise click.UsageError(f"say with --column which column of {rows.name} holds the names; {columns_of(rows)}")
        places = [find_column(rows, column, "--column")] if column is not None else [0]
        places += [find_column(rows, wanted, f"--{hint}-column") for hint, wanted in hint_columns.items()]
        form_name = format_of(format_, output)
        if form_name == "csv":
            _refuse_own_columns(rows)
        with opened(output) as out:
            form = _form(form_name, out, output, Describer(normalizer))
            all_match = _answer_rows(rows, places, list(hint_columns), normalizer, given, joint, form, out)
    if strict and not all_match:
        raise click.exceptions.Exit(1)


def _hints_in(hint_columns: Collection[str]) -> set[str]:
    return {"near" if column in ("lat", "lon") else column for column in hint_columns}


@contextmanager
def _rows_of(names: Sequence[str], input_: str | None, delimiter: str | None, encoding: str | None) -> Iterator[Rows]:
    if input_ is not None:
        with table_rows(input_, delimiter, encoding) as rows:
            yield rows
    elif names:
        yield Rows("arguments", ["query"], ([well_formed(name)] for name in names), None, lambda: 0)
    else:
        if sys.stdin.isatty():
            tell("reading names from standard input, one a line, until its end (Ctrl-D)")
        with name_lines(encoding) as rows:
            yield rows


def _refuse_own_columns(rows: Rows) -> None:
    taken = [name for name in rows.header if name in CSV_COLUMNS]
    if taken:
        raise Failure(f"{rows.name}: has a column {taken[0]!r} already; remove or rename it, or write jsonl")


def _form(name: str, out: Output, path: str | None, describer: Describer) -> Form[Any]:
    if name == "csv":
        return Csv(out, "\t" if Path(path or "").suffix.lower() == ".tsv" else ",")
    return JsonLines(out) if name == "jsonl" else Text(out, describer)


def _answer_rows(
    rows: Rows,
    places: Sequence[int],
    hint_columns: Sequence[str],
    normalizer: "Normalizer",
    given: dict[str, Any],
    joint: bool,
    form: Form[Any],
    out: Output,
) -> bool:
    """Write the answer to every row; tell whether all are matches."""

    def ask(keys: Sequence[Key]) -> list[Match]:
        parted = ((key,) if isinstance(key, str) else key for key in keys)
        queries = [query_of(name, dict(zip(hint_columns, cells, strict=True))) for name, *cells in parted]
        return normalizer.normalize_many(queries, joint=joint, **given)

    def render(key: Key, match: Match) -> Any:
        return form.render(key if isinstance(key, str) else key[0], match)

    answers: Answers[Key, Any] = Answers(ask, render)
    answer = answers.together if joint else answers.of
    key_of = itemgetter(*places)
    parts: Any = [list(rows.rows)] if joint else chunks(rows.rows, _CHUNK)
    all_match = True
    form.begin(rows.header)
    with progress("Normalizing", rows.size, quiet=out.is_terminal) as show:
        for part in parts:
            answered = answer([key_of(row) for row in part])
            form.write((row, known.form) for row, known in zip(part, answered, strict=True))
            all_match = all_match and all(known.matched for known in answered)
            show(rows.position())
    return all_match
