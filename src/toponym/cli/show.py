"""`toponym show`: an entry, readable or as the JSON object of the table's format."""

import json
from collections.abc import Iterator, Sequence

import click

from toponym.cli.describe import Describer, visible
from toponym.cli.options import layer_option, normalizer_of
from toponym.cli.output import opened
from toponym.model import Entry, Name, Variant
from toponym.table import entry_to_record


@click.command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@layer_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(ids: Sequence[str], layers: Sequence[str], format_: str) -> None:
    """Print the entry with an ID: its own, or AUTHORITY:ID (geonames, katottg, pcode, iso3166_1, iso3166_2).

    \b
    Examples:
      toponym show ua-sievierodonetsk
      toponym show geonames:691999 --format json
      toponym show pcode:UA1402 --layer my-table.json --layer embedded
    """
    normalizer = normalizer_of(layers)
    entries = [normalizer.get(id_) for id_ in ids]
    with opened(None) as output:
        if format_ == "json":
            for entry in entries:
                output.write(json.dumps(entry_to_record(entry), ensure_ascii=False) + "\n")
        else:
            describer = Describer(normalizer)
            output.write("\n".join("".join(_lines(entry, describer)) for entry in entries))


def _lines(entry: Entry, describer: Describer) -> Iterator[str]:
    yield f"{visible(entry.name)}\n"
    yield from _field("id", [entry.id])
    yield from _field("kind", [f"{entry.kind} ({entry.feature})" if entry.feature else entry.kind])
    yield from _field("country", [_with_name(entry.country, describer.country(entry.country))])
    yield from _field("admin1", [_with_name(entry.admin1, describer.region(entry.admin1))])
    yield from _field("within", [_with_name(parent, describer.unit(parent)) for parent in entry.parents])
    yield from _field("named after", [_with_name(entry.eponym, describer.unit(entry.eponym))])
    if entry.lat is not None and entry.lon is not None:
        yield from _field("lat, lon", [f"{entry.lat}, {entry.lon}"])
    if entry.population is not None:
        yield from _field("population", [f"{entry.population:,}"])
    ids = {key: id_ if isinstance(id_, tuple) else (id_,) for key, id_ in entry.ids.items()}
    yield from _field("ids", [f"{key}:{id_}" for key, several in ids.items() for id_ in several])
    yield from _field("names", list(map(_name_words, entry.names)))
    yield from _field("variants", list(map(_name_words, entry.variants)))


def _field(title: str, values: Sequence[str]) -> Iterator[str]:
    for number, value in enumerate(filter(None, values)):
        yield f"  {'' if number else title:<13}{visible(value)}\n"


def _with_name(code: str, name: str) -> str:
    return f"{code} ({name})" if code and name and name != code else code


def _name_words(name: Name | Variant) -> str:
    remarks = [name.lang]
    if isinstance(name, Name):
        remarks += [name.status, f"from {name.since}" if name.since else "", f"to {name.until}" if name.until else ""]
    remarks.append(f"source {name.source}" if name.source else "")
    words = ", ".join(filter(None, remarks))
    return f"{name.text} ({words})" if words else name.text
