"""`toponym identify`: why a spelling is a name, and which romanization a list of names follows."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import click

from toponym.cli.describe import visible
from toponym.cli.names import names_of
from toponym.cli.options import encoding_option, layer_option, normalizer_of, output_option
from toponym.cli.output import opened
from toponym.model import Name

if TYPE_CHECKING:
    from toponym import Explanation

_MOST_SHOWN: Final = 3
_MOST_ENTRIES: Final = 5


@click.command("identify")
@click.argument("spellings", nargs=-1, metavar="[SPELLINGS]...")
@click.option("--of", metavar="NAME-OR-ID", help="A native name, or the id of an entry. By default all layers.")
@click.option("--lang", help="The language of the name given with --of. By default its letters tell.")
@click.option("--country", help="Hint: country, as an ISO 3166-1 code or a name.")
@click.option("--style", is_flag=True, help="Say which romanization all the spellings together follow.")
@click.option("--every", is_flag=True, help="Show every explanation, not the likeliest ones alone.")
@layer_option
@encoding_option
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@output_option
def command(
    spellings: Sequence[str],
    of: str | None,
    lang: str | None,
    country: str | None,
    style: bool,
    every: bool,
    layers: Sequence[str],
    encoding: str | None,
    format_: str,
    output: str | None,
) -> None:
    """Explain spellings: the romanization systems and house habits that yield them, and from which name.

    The spellings are arguments or lines of standard input. Those that nothing yields are said to have no system.

    \b
    Examples:
      toponym identify Syevyerodonetsk Gaidai
      toponym identify Synehubov --of Синєгубов
      toponym identify Severodonetsk --of geonames:691999 --format jsonl
      toponym identify --style < names.txt
    """
    import toponym

    if style and of is not None:
        raise click.UsageError("--style and --of exclude each other")
    if lang is not None and of is None:
        raise click.UsageError("--lang is the language of the name given with --of")
    normalizer = normalizer_of(layers) if layers or (of is None and country is not None) else None
    if of is not None:
        toponym.identify("", of, lang or "", country=country, normalizer=normalizer)  # a wrong --of ends the command
    elif normalizer is not None:
        normalizer.normalize_many([], country=country)  # and so does a wrong hint
    with opened(output) as out:
        if style:
            names = [name for name in names_of(spellings, encoding) if name.strip()]
            styles = toponym.house_style(names, country=country, normalizer=normalizer)
            if format_ == "jsonl":
                out.write("".join(json.dumps(_row(asdict(item), item), ensure_ascii=False) + "\n" for item in styles))
            else:
                out.write("".join(f"{item.explanation}\n" for item in styles) or "no romanization recognized\n")
            return
        for spelling in names_of(spellings, encoding):
            found = toponym.identify(spelling, of, lang or "", country=country, normalizer=normalizer)
            if format_ == "jsonl":
                rows = [_explanation_record(item) for item in found]
                out.write(json.dumps({"spelling": spelling, "explanations": rows}, ensure_ascii=False) + "\n")
            else:
                out.write("".join(f"{visible(line)}\n" for line in _lines(spelling, found, every)))


def _row(record: dict[str, Any], item: Any) -> dict[str, Any]:
    return {**record, "explanation": item.explanation}


def _explanation_record(item: "Explanation") -> dict[str, Any]:
    name = item.name
    return {
        "id": item.id,
        "entry": item.entry.name if item.entry else None,
        "spelling": item.spelling,
        "native": item.romanized,
        "name": name.text,
        "lang": item.lang,
        "status": name.status if isinstance(name, Name) and item.entry else None,
        "from": (name.since if isinstance(name, Name) else "") or None,
        "to": (name.until if isinstance(name, Name) else "") or None,
        "system": item.system or None,
        "habits": list(item.habits),
        "exact": item.exact,
        "recorded": item.recorded,
        "derived": item.derived is not None,
        "explanation": item.explanation,
    }


def _lines(spelling: str, found: Sequence["Explanation"], every: bool) -> Iterator[str]:
    yield spelling
    if not found:
        yield "  no system yields it, and it is not recorded"
        return
    groups = [(id_, list(items)) for id_, items in groupby(found, key=lambda item: item.id)]
    shown = groups if every else groups[:_MOST_ENTRIES]
    for id_, items in shown:
        indent = "  "
        if id_ is not None and items[0].entry is not None:
            yield f"  {items[0].entry.name} ({id_})"
            indent = "    "
        ways: dict[object, list[Explanation]] = {}
        for item in items:
            ways.setdefault((item.spelling, item.native, item.name, item.derived, item.recorded), []).append(item)
        for same in ways.values():
            yield f"{indent}{_words(spelling, same[0])}"
            for item in same[1:] if every else same[1:_MOST_SHOWN]:
                yield f"{indent}  or {item.way}"
            if len(same) > _MOST_SHOWN and not every:
                yield f"{indent}  or {len(same) - _MOST_SHOWN} more systems (--every shows them)"
    if len(groups) > len(shown):
        yield f"  and {len(groups) - len(shown)} more entries (--every shows them)"


def _words(spelling: str, item: "Explanation") -> str:
    """The explanation, with the word that it explains where that is not the whole spelling."""
    part = item.spelling.strip() != spelling.strip() and len(item.spelling.split()) < len(spelling.split())
    return f"{item.spelling}: {item.explanation}" if part else item.explanation
