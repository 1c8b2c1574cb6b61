"""`toponym check`: what is wrong with a table, and what a change of it does."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from toponym.cli.describe import visible
from toponym.cli.messages import tell
from toponym.cli.options import output_option
from toponym.cli.output import opened

if TYPE_CHECKING:
    from toponym.testing.check import Report

_MOST_CHANGES: Final = 200


@click.command("check")
@click.argument("table", default="embedded", metavar="[TABLE]")
@click.option("--against", metavar="BASE", help="The table before the change: a file, or 'embedded'.")
@click.option(
    "--accept", multiple=True, metavar="ID", help="Other answers from or to this entry are meant. Repeatable."
)
@click.option(
    "--profile",
    type=click.Choice(["user", "curated"]),
    help="What the table must fulfil; by default curated where a sources.json lies beside it.",
)
@click.option("--deep", is_flag=True, help="Ask for every spelling of every entry as well (minutes).")
@click.option("--write", is_flag=True, help="Write the table in its canonical form first.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    table: str,
    against: str | None,
    accept: tuple[str, ...],
    profile: Any,
    deep: bool,
    write: bool,
    format_: str,
    output: str | None,
) -> None:
    """Say everything that is wrong with TABLE, a file or 'embedded', the curated table that comes with the program.

    With --against, say which facts and which answers differ from BASE; an id that is gone, and a spelling that lost its
    entry, count as wrong.

    \b
    Examples:
      toponym check
      toponym check my-table.json --against embedded
      toponym check data/variants.json --against before.json --format github

    Exit status: 0; 1 with findings; 2 for what cannot be read.
    """
    from toponym.testing.check import check, rewrite

    if write and rewrite(table):
        tell(f"{table} is in canonical form now")
    report = check(table, against, profile=profile, accept=accept, deep=deep)
    lines = {"text": _text, "json": _json, "github": _github}[format_](report)
    with opened(output) as out:
        for line in lines:
            out.write(f"{line}\n")
    found = len(report.findings)
    words = "nothing wrong" if not found else "1 finding" if found == 1 else f"{found:,} findings"
    tell(f"{len(report.subject.table):,} entries of {report.subject.path}: {words}")
    if found:
        ctx.exit(1)


def _text(report: "Report") -> Iterator[str]:
    for finding in report.findings:
        yield visible(f"{report.subject.path}:{report.line(finding)}: {finding.rule}: {finding.message}")
    if report.facts is not None:
        from toponym.cli.table import diff_lines

        yield "changed facts:"
        yield from (f"  {visible(line)}" for line in diff_lines(report.facts))
        yield "changed answers:" if report.changes else "changed answers: none"
    for change in report.changes[:_MOST_CHANGES]:
        yield f"  {change.kind}: {visible(str(change))}"
    if len(report.changes) > _MOST_CHANGES:
        yield f"  and {len(report.changes) - _MOST_CHANGES:,} more (--format json lists all)"


def _github(report: "Report") -> Iterator[str]:
    """Commands that show findings beside the lines of a pull request."""
    for finding in report.findings:
        where = f"file={_property(str(report.subject.path))},line={report.line(finding)}"
        yield f"::error {where},title={_property(finding.rule)}::{_data(finding.message)}"
    for change in report.changes[:_MOST_CHANGES]:
        yield f"::notice title=answer {change.kind}::{_data(str(change))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(report: "Report") -> Iterator[str]:
    from toponym.cli.table import diff_record

    record: dict[str, Any] = {
        "table": str(report.subject.path),
        "profile": report.subject.profile,
        "entries": len(report.subject.table),
        "findings": [
            {
                "rule": finding.rule,
                "entry": finding.entry,
                "spelling": finding.spelling,
                "other": finding.other,
                "message": finding.message,
                "line": report.line(finding),
            }
            for finding in report.findings
        ],
        "changes": [
            {
                "spelling": change.spelling,
                "kind": change.kind,
                "recorded": change.recorded,
                "old": {"status": change.old.status, "id": change.old.id},
                "new": {"status": change.new.status, "id": change.new.id},
            }
            for change in report.changes
        ],
        "facts": None if report.facts is None else diff_record(report.facts),
    }
    yield json.dumps(record, ensure_ascii=False)
