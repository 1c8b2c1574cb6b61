"""`toponym add`: a spelling or an entry more in a table, checked before it is written."""

from pathlib import Path
from typing import Any, Final

import click

from toponym.cli.describe import visible
from toponym.cli.messages import Failure, tell
from toponym.model import KINDS, NAME_STATUSES, Name, Variant

_HERE: Final = Path("data", "variants.json")
_MOST_CHANGES: Final = 12


@click.command("add")
@click.argument("entry")
@click.argument("spelling", required=False)
@click.option("--lang", default="", metavar="LANG", help="The language of the spelling (BCP 47), such as pl.")
@click.option("--source", default="", metavar="KEY", help="Where it stands: a key of sources.json.")
@click.option(
    "--table", metavar="FILE", help="The table to write; by default data/variants.json here. A new one may be named."
)
@click.option(
    "--status", type=click.Choice(NAME_STATUSES), help="It is a name in its own script with this status, no variant."
)
@click.option("--from", "since", default="", metavar="DATE", help="The name holds from then on.")
@click.option("--to", "until", default="", metavar="DATE", help="The name held until then.")
@click.option("--surname", default="", help="The part of a person's name that is the surname.")
@click.option("--new", is_flag=True, help="ENTRY is the id of a new entry, and --kind and --name describe it.")
@click.option("--kind", type=click.Choice(KINDS), help="Of a new entry.")
@click.option("--name", "names", multiple=True, metavar="LANG:NAME", help="Of a new entry; the official one first.")
@click.option("--label", help="Of a new entry: the display name.")
@click.option("--feature", help="Of a new entry: a finer word than the kind.")
@click.option("--country", metavar="CODE", help="Of a new entry: ISO 3166-1 alpha-2.")
@click.option("--admin1", metavar="CODE", help="Of a new entry: ISO 3166-2.")
@click.option("--at", metavar="LAT,LON", help="Of a new entry: where it lies, in degrees.")
@click.option("--id", "ids", multiple=True, metavar="AUTHORITY=ID", help="Of a new entry: its id elsewhere.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    entry: str,
    spelling: str | None,
    lang: str,
    source: str,
    table: str | None,
    status: str | None,
    since: str,
    until: str,
    surname: str,
    new: bool,
    dry_run: bool,
    **described: Any,
) -> None:
    """Add SPELLING to ENTRY (its id, or an id such as geonames:691999), or a new entry with --new.

    Says at once when the spelling is known, when a romanization system yields it, or when it is another entry's name;
    then, and when the checks find something wrong with the changed entry, nothing is written.

    \b
    Examples:
      toponym add ua-sievierodonetsk Siewierodonieck --lang pl --source KEY
      toponym add geonames:713174 "The Salt Depot" --table mine.json --dry-run
      toponym add hq --new --kind facility --name "en:Head Office" --table mine.json

    Exit status: 0 when it is added (or would be); 1 when it is not; 2 for what cannot be read.
    """
    from toponym.testing.addition import add_entry, add_spelling, opened, write

    if table is None and not _HERE.is_file():
        raise click.UsageError(f"no {_HERE} here; name the table with --table")
    path = table or str(_HERE)
    before = opened(path)
    if new:
        if spelling is not None:
            raise click.UsageError("a new entry takes its names from --name, not from SPELLING")
        addition = add_entry(before, _record(entry, source, surname, described))
        what = entry
    else:
        if spelling is None:
            raise click.UsageError("which spelling? give SPELLING, or --new for a new entry")
        if any(described.values()):
            raise click.UsageError("--kind, --name and the like describe a new entry; add --new")
        if (since or until) and status is None:
            raise click.UsageError("dates are for names; say with --status what the name is")
        part: Name | Variant = Variant(spelling, lang, source, surname)
        if status is not None:
            part = Name(spelling, lang, status, since, until, source, surname)
        addition = add_spelling(before, entry, part)
        what = repr(spelling)
    say = click.echo
    say(visible(f"{addition.verdict}: {what}: {addition.why}"))
    for finding in addition.findings[1:]:
        say(visible(f"{addition.verdict}: {finding}"))
    for note in addition.notes:
        say(visible(f"  {note}"))
    for change in addition.changes[:_MOST_CHANGES]:
        say(visible(f"  {change}"))
    if len(addition.changes) > _MOST_CHANGES:
        say(f"  and {len(addition.changes) - _MOST_CHANGES:,} more spellings")
    if not addition:
        tell("nothing is written")
        ctx.exit(1)
    if dry_run:
        tell(f"nothing is written; without --dry-run, {path} would be")
        return
    write(addition)
    tell(f"{path} is written")


def _record(id_: str, source: str, surname: str, described: dict[str, Any]) -> dict[str, Any]:
    """The record of a new entry from the options."""
    if not described["kind"] or not described["names"]:
        raise click.UsageError("a new entry needs --kind and at least one --name LANG:NAME")
    record: dict[str, Any] = {"id": id_, "kind": described["kind"], "names": []}
    for number, name in enumerate(described["names"]):
        lang, colon, text = name.partition(":")
        if not colon or not text.strip():
            raise Failure(f"--name {name!r}: write LANG:NAME, such as uk:Назва")
        own = {"text": text, "lang": lang, "status": "official" if number == 0 else "exonym", "source": source}
        record["names"].append({**own, "surname": surname} if surname and surname in text else own)
    sources = {}
    for key in ("label", "feature", "country", "admin1"):
        if described[key]:
            record[key] = described[key]
    if described["at"]:
        try:
            record["lat"], record["lon"] = (float(part) for part in described["at"].split(","))
        except ValueError:
            raise Failure(f"--at {described['at']!r}: write LAT,LON in degrees, such as 48.94,38.49") from None
        sources["lat"] = source
    for pair in described["ids"]:
        authority, equals, value = pair.partition("=")
        if not equals or not authority or not value:
            raise Failure(f"--id {pair!r}: write AUTHORITY=ID, such as geonames=691999")
        record.setdefault("ids", {})[authority] = int(value) if value.isdecimal() else value
        sources[authority] = source
    if source and sources:
        record["sources"] = sources
    return record
