"""`toponym romanize`: native names in, Latin spellings out, by one system or by all."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import click

from toponym.cli.describe import visible
from toponym.cli.messages import Failure, tell
from toponym.cli.names import names_of
from toponym.cli.options import encoding_option, output_option
from toponym.cli.output import opened
from toponym.romanization import languages, system, systems, transliterate
from toponym.text import language_name, language_of

# Where letters tell no language: most names asked for are of places in Ukraine.
_DEFAULT: Final = "uk"
_WIDEST: Final = 32


@click.command("romanize")
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@click.option(
    "--system", "wanted", metavar="SYSTEM", help="The system, such as uk:kmu-2010; by default the most common."
)
@click.option("--all", "every", is_flag=True, help="Every system of the language, grouped by what it yields.")
@click.option("--lang", help="The language of the names (uk, ru, be, bg). By default their letters tell.")
@encoding_option
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@output_option
def command(
    names: Sequence[str],
    wanted: str | None,
    every: bool,
    lang: str | None,
    encoding: str | None,
    format_: str,
    output: str | None,
) -> None:
    """Spell native names in Latin letters: a line a name, in order, or with --all a table a name.

    The names are arguments or lines of standard input. Letters that the system does not know stay as they are.

    \b
    Examples:
      toponym romanize Сєвєродонецьк --system uk:bgn-pcgn-1965
      toponym romanize --all Запоріжжя
      toponym romanize --lang ru --format jsonl < names.txt
    """
    if every and wanted is not None:
        raise click.UsageError("--system and --all exclude each other")
    if lang is not None:
        systems(lang)  # a wrong language ends the command before anything is written
    if wanted is not None:
        wanted = system(wanted if ":" in wanted or lang is None else f"{lang}:{wanted}").id
        if lang is not None and not wanted.startswith(f"{lang}:"):
            raise Failure(f"{wanted} is no system for --lang {lang}; leave one of them out")
    guesses: list[str] = []
    foreign: list[str] = []
    with opened(output) as out:
        for name in names_of(names, encoding):
            code = lang or (wanted.partition(":")[0] if wanted else _language(name, guesses))
            if every:
                out.write(_all_as_json(name, code) if format_ == "jsonl" else _all_as_text(name, code))
                continue
            chosen = wanted or systems(code)[0]
            made = transliterate(name, chosen)
            if not made.complete:
                foreign.append(name)
            if format_ == "jsonl":
                row = {"name": name, "lang": code, "system": chosen, "spelling": made.text, "complete": made.complete}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                out.write(visible(made.text) + "\n")
    if guesses:
        tell(f"the letters tell no language{_of(guesses)}; read as {language_name(_DEFAULT)}; --lang names another")
    if foreign and format_ == "text":
        tell(f"letters that the system does not know stay as they are{_of(foreign)}")


def _language(name: str, guesses: list[str]) -> str:
    """The language of a name, by its letters; what they do not tell is noted among the guesses."""
    code = language_of(name)
    if code in languages():
        return code
    if name.strip():
        guesses.append(name)
    return _DEFAULT


def _of(names: Sequence[str]) -> str:
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f" (in {visible(names[0])}{more})"


def _grouped(name: str, lang: str) -> dict[str, list[str]]:
    """The ids of the systems that yield each spelling; none for systems that do not know all letters."""
    found: dict[str, list[str]] = {}
    for id_ in systems(lang):
        made = transliterate(name, id_)
        if made.complete:
            found.setdefault(made.text, []).append(id_)
    return found


def _all_as_json(name: str, lang: str) -> str:
    rows = [{"spelling": spelling, "systems": ids} for spelling, ids in _grouped(name, lang).items()]
    return json.dumps({"name": name, "lang": lang, "spellings": rows}, ensure_ascii=False) + "\n"


def _all_as_text(name: str, lang: str) -> str:
    return "".join(f"{visible(line)}\n" for line in _table(name, lang))


def _table(name: str, lang: str) -> Iterator[str]:
    yield f"{name} ({language_name(lang)})"
    grouped = _grouped(name, lang)
    if not grouped:
        yield f"  no system for {language_name(lang)} knows all its letters"
        return
    width = min(max(map(_width, grouped)), _WIDEST)
    id_width = max(len(id_) for ids in grouped.values() for id_ in ids)
    for spelling, ids in grouped.items():
        for number, id_ in enumerate(ids):
            first = "" if number else spelling
            yield f"  {first}{' ' * (width - _width(first))}  {id_.ljust(id_width)}  {system(id_).title}"


def _width(text: str) -> int:
    """The columns that a text takes, marks above letters not counted."""
    return sum(not unicodedata.combining(char) for char in text)
