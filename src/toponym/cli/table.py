"""`toponym table`: what a table holds, what differs between two, and a table for other programs."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from toponym.cli.describe import visible
from toponym.cli.options import output_option
from toponym.cli.output import opened
from toponym.model import Entry
from toponym.table import FORMATS, Changed, Diff, Field, Group, Stats, diff, entry_to_record, export, stats

if TYPE_CHECKING:
    from toponym import Table

_MOST_ROWS: Final = 12
_AUTHORITIES: Final = 6
_BY_SUFFIX: Final = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".geojson": "geojson"}

_format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
_country_option = click.option("--country", metavar="CODE", help="Only entries of this country (ISO 3166-1 alpha-2).")
_table_argument = click.argument("table", default="embedded", metavar="[TABLE]")


@click.group("table")
def command() -> None:
    """Look into table files. TABLE is a file or 'embedded', the tables that come with the program.

    \b
    Examples:
      toponym table stats
      toponym table diff old.json new.json
      toponym table export -o places.geojson
    """


@command.command("stats")
@_table_argument
@_country_option
@_format_option
@output_option
def stats_command(table: str, country: str | None, format_: str, output: str | None) -> None:
    """Count the entries, names, ids and sources of TABLE.

    \b
    Examples:
      toponym table stats --country UA
      toponym table stats my-table.json --format json
    """
    found = stats(_of_country(_table(table), country))
    with opened(output) as out:
        out.write(json.dumps(asdict(found), ensure_ascii=False) + "\n" if format_ == "json" else _stats_text(found))


@command.command("diff")
@click.argument("old")
@click.argument("new")
@_format_option
@output_option
def diff_command(old: str, new: str, format_: str, output: str | None) -> None:
    """Show what differs between the tables OLD and NEW: added (+), removed (-), moved (>), changed (~).

    \b
    Examples:
      toponym table diff variants-before.json variants.json
      toponym table diff embedded my-table.json --format json
    """
    found = diff(_table(old), _table(new))
    with opened(output) as out:
        if format_ == "json":
            out.write(json.dumps(diff_record(found), ensure_ascii=False) + "\n")
        else:
            out.write("".join(f"{visible(line)}\n" for line in diff_lines(found)))


@command.command("export")
@_table_argument
@_country_option
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="By default what the name of the output file shows."
)
@output_option
def export_command(table: str, country: str | None, format_: str | None, output: str | None) -> None:
    """Write TABLE for other programs, an entry a row: CSV, JSON Lines (the table's own format) or GeoJSON.

    \b
    Examples:
      toponym table export --country UA -o places.geojson
      toponym table export my-table.json --format csv > my-table.csv
    """
    format_ = format_ or _BY_SUFFIX.get(Path(output or "").suffix.lower())
    if format_ is None:
        raise click.UsageError(f"say with --format which one: {', '.join(FORMATS)}")
    entries = _of_country(_table(table), country)
    with opened(output) as out:
        for line in export(entries, format_):
            out.write(line)


def _table(word: str) -> "Table":
    import toponym

    return toponym.embedded_table() if word == "embedded" else toponym.Table.load(word)


def _of_country(table: "Table", country: str | None) -> Iterable[Entry]:
    return table if country is None else [entry for entry in table if entry.country == country.upper()]


def _stats_text(found: Stats) -> str:
    total = found.total
    names = sum(sum(counts.values()) for counts in found.names.values())
    authorities = list(total.ids)[:_AUTHORITIES]
    groups = [["kind", "entries", "coordinates", "population", *authorities]]
    for kind in found.kinds:
        groups.append(_group_cells(kind.kind, kind, authorities))
        features = [group for group in found.groups if group.kind == kind.kind and group.feature]
        groups += [_group_cells(f"  {group.feature}", group, authorities) for group in features[:_MOST_ROWS]]
        if len(features) > _MOST_ROWS:
            groups.append([f"  and {len(features) - _MOST_ROWS} more features"])
    groups.append(_group_cells("all", total, authorities))
    statuses = list(dict.fromkeys(status for counts in found.names.values() for status in counts))
    languages = [
        [lang or "(none)", f"{sum(counts.values()):,}", *(f"{counts.get(status, 0):,}" for status in statuses)]
        for lang, counts in found.names.items()
    ]
    facts = ("names", "variants", "facts")
    sources = [
        [source or "(none)", *(f"{counts.get(what, 0):,}" for what in facts)]
        for source, counts in found.sources.items()
    ]
    parts = [
        f"{found.entries:,} entries, {names:,} names, {sum(found.variants.values()):,} variants\n",
        _columns(groups),
        _columns([["country", "entries"], *_most(_counts(found.countries))]),
        _columns([["language of names", "names", *statuses], *_most(languages)]),
        _columns([["language of variants", "variants"], *_most(_counts(found.variants))]),
        _columns([["source", *facts], *_most(sources)]),
    ]
    return "\n".join(parts)


def _group_cells(title: str, group: Group, authorities: Iterable[str]) -> list[str]:
    counts = (group.placed, group.populated, *(group.ids.get(authority, 0) for authority in authorities))
    return [title, f"{group.entries:,}", *(_share(count, group.entries) for count in counts)]


def _share(count: int, of: int) -> str:
    """A share that never says 100 % or 0 % where one is missing or there."""
    if not count:
        return "-"
    percent = 100 * count / of
    return f"{count:,} ({percent:.0f} %)" if count == of else f"{count:,} ({min(max(percent, 0.1), 99.9):.1f} %)"


def _counts(counts: Mapping[str, int]) -> list[list[str]]:
    return [[key or "(none)", f"{count:,}"] for key, count in counts.items()]


def _most(rows: list[list[str]]) -> list[list[str]]:
    return rows if len(rows) <= _MOST_ROWS else [*rows[:_MOST_ROWS], [f"and {len(rows) - _MOST_ROWS:,} more"]]


def _columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows under a header: the first column to the left, numbers to the right."""
    full = [row for row in rows if len(row) == len(rows[0])]
    widths = [max(len(row[at]) for row in full) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        first = visible(row[0]).ljust(widths[0])
        rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=False))
        lines.append("  ".join((first, *rest)).rstrip() + "\n")
    return "".join(lines)


def diff_lines(found: Diff) -> Iterator[str]:
    """What differs, a line each, and the counts."""
    for sign, entries in (("+", found.added), ("-", found.removed)):
        yield from (f"{sign} {_entry_words(entry)}" for entry in entries)
    for moved in found.moved:
        yield f"> {moved.part}: from {moved.old} to {moved.new}"
    for changed in found.changed:
        yield f"~ {changed.id}" + (f", before {changed.old_id}" if changed.old_id != changed.id else "")
        yield from (f"    - {part}" for part in changed.removed)
        yield from (f"    + {part}" for part in changed.added)
        yield from (f"    ~ {_field_words(field)}" for field in changed.fields)
    counts = {"added": found.added, "removed": found.removed, "changed": found.changed}
    words = [f"{_number(len(items), 'entry', 'entries')} {what}" for what, items in counts.items() if items]
    if found.moved:
        words.append(f"{_number(len(found.moved), 'name or id', 'names or ids')} moved")
    yield ", ".join(words) or "the same"


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _entry_words(entry: Entry) -> str:
    names = ", ".join(dict.fromkeys(name.text for name in entry.names))
    return f"{entry.id}: {entry.feature or entry.kind} {entry.name} ({names})"


def _field_words(field: Field) -> str:
    where = f"{field.key} of {field.part}" if field.part else field.key
    old, new = (
        "nothing" if value is None else json.dumps(value, ensure_ascii=False) for value in (field.old, field.new)
    )
    return f"{where}: {old}, now {new}"


def diff_record(found: Diff) -> dict[str, Any]:
    """What differs, as JSON."""
    return {
        "added": [entry_to_record(entry) for entry in found.added],
        "removed": [entry_to_record(entry) for entry in found.removed],
        "moved": [{"part": item.part._asdict(), "from": item.old, "to": item.new} for item in found.moved],
        "changed": [_changed_record(item) for item in found.changed],
    }


def _changed_record(item: Changed) -> dict[str, Any]:
    return {
        "id": item.id,
        "old_id": item.old_id,
        "added": [part._asdict() for part in item.added],
        "removed": [part._asdict() for part in item.removed],
        "fields": [
            {
                "part": field.part._asdict() if field.part else None,
                "key": field.key,
                "old": field.old,
                "new": field.new,
            }
            for field in item.fields
        ],
    }
