"""`toponym explain`: the way from a spelling to its answer, step by step, with the numbers it was decided by."""

import json
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import click

from toponym.cli.describe import Describer, visible, well_formed
from toponym.cli.options import (
    hint_options,
    layer_option,
    min_probability_option,
    normalizer_of,
    output_option,
    prefer_option,
)
from toponym.cli.output import opened

if TYPE_CHECKING:
    from rich.console import Console

    from toponym import Explained

_MOST_IDS: Final = 4
_MOST_CANDIDATES: Final = 10
_MOST_COMPARED: Final = 5
_WIDE: Final = 10_000  # columns, so that nothing is wrapped where no terminal is
_STEP_WORDS: Final = {
    "read": "read",
    "repaired": "repaired",
    "part": "part of it",
    "exact": "as a whole name",
    "persons": "as a person's name",
    "qualified": "without qualifier",
    "generic": "without generic word",
    "calque": "with translated words",
    "latinized": "in Latin letters",
    "similar": "by similar spellings",
}


@click.command("explain")
@click.argument("spelling")
@layer_option
@hint_options
@min_probability_option
@prefer_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
def command(
    spelling: str,
    layers: Sequence[str],
    min_probability: float,
    prefer: str,
    format_: str,
    output: str | None,
    only: Sequence[str],
    **hints: Any,
) -> None:
    """Tell how a spelling comes to its answer: how it is read, what is found, weights, and what would change it.

    Answers and hints are those of `normalize`. The JSON form is one object with everything that the text shows.

    \b
    Examples:
      toponym explain "м. Торецьк"
      toponym explain Dzerzhinsk --country UA
      toponym explain Sieverodonetskk --format json
    """
    for hint in only:
        if hints[hint] in (None, ()):
            raise click.UsageError(f"--only {hint} needs --{hint}")
    normalizer = normalizer_of(layers, min_probability, prefer)
    explained = normalizer.explain(well_formed(spelling), **hints, strict=only)
    with opened(output) as out:
        if format_ == "json":
            out.write(json.dumps(explained.record(), ensure_ascii=False) + "\n")
        else:
            out.write(_text(explained, Describer(normalizer), out.is_terminal))


def _text(explained: "Explained", describer: Describer, terminal: bool) -> str:
    """The explanation for reading: lines and tables, in colours and as wide as the terminal where there is one."""
    from rich.console import Console

    file = StringIO()
    console = Console(
        file=file,
        width=None if terminal else _WIDE,
        force_terminal=terminal,
        no_color=not terminal,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _answer(console, explained, describer)
    if explained.refused:
        return file.getvalue()
    _way(console, explained)
    _similar(console, explained)
    _candidates(console, explained)
    _sum(console, explained)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _table(console: "Console", title: str, header: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> None:
    """A table with a title; the first `left` columns are words, the others numbers. None without rows."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    if not rows:
        return
    console.print()
    console.print(title, style="bold")
    table = Table(box=SIMPLE_HEAD if console.is_terminal else None, pad_edge=True, show_header=any(header))
    for number, name in enumerate(header):
        label = left == 1 and number == 0
        table.add_column(name, justify="left" if number < left else "right", overflow="fold", no_wrap=label)
    for row in rows:
        table.add_row(*map(visible, row))
    console.print(table)


def _answer(console: "Console", explained: "Explained", describer: Describer) -> None:
    match = explained.match
    entry = match.entry
    meant = f" {match.id}, {describer.line(entry)}" if entry is not None else ""
    style = {"match": "green", "ambiguous": "yellow"}.get(match.status, "red")
    console.print(f"{visible(match.query)}: {match.status}{meant}, {match.score:.3f}", style=f"bold {style}")
    console.print(f"  {visible(match.reason)}")
    why = f" ({', '.join(explained.fold_reasons)})" if explained.fold_reasons else ""
    console.print(f"  folded {explained.folded!r}{why}" if explained.folded else "  folded away entirely")
    if explained.way:
        console.print(f"  found {', '.join(_STEP_WORDS[name] for name in explained.way)}")


def _way(console: "Console", explained: "Explained") -> None:
    rows = []
    for step in explained.steps:
        found = ", ".join(step.found[:_MOST_IDS])
        more = f" and {len(step.found) - _MOST_IDS} more" if len(step.found) > _MOST_IDS else ""
        words = "  " * step.depth + _STEP_WORDS[step.name]
        rows.append([words, step.text, f"{found}{more}" or "nothing", "; ".join(step.words)])
    _table(console, "Way", ["step", "text", "found", ""], rows, left=4)
    rows = [[item.origin, item.hint, item.value] for item in explained.hints]
    _table(console, "Hints", ["from", "hint", "value"], rows, left=3)


def _similar(console: "Console", explained: "Explained") -> None:
    rows = [[key.key, key.coarse, key.consonants] for key in explained.keys]
    _table(console, "Keys it is searched by", ["key", "coarse", "consonants"], rows, left=3)
    compared = explained.similar[:_MOST_COMPARED]
    if not compared:
        return
    rows = [
        ["entry", *(next(iter(item.ids), "-") for item in compared)],
        ["odds", *(f"{item.odds:.3g}" for item in compared)],
        ["counts", *("yes" if item.counts else "no" for item in compared)],
    ]
    # Most letters are in neither of two spellings.
    telling = [name for name in compared[0].features if any(item.features[name] for item in compared)]
    rows += [[name, *(f"{item.features[name]:.3g}" for item in compared)] for name in telling]
    _table(console, "Similar spellings and their features", ["", *(visible(item.spelling) for item in compared)], rows)


def _candidates(console: "Console", explained: "Explained") -> None:
    shown = explained.candidates[:_MOST_CANDIDATES]
    rows = []
    for item in shown:
        spelled = f"odds {item.odds:.3g}" if item.odds else f"{item.likelihood:.3g}"
        pooled = " (counts for the match)" if item.pooled else ""
        numbers = [f"{item.prior:.3g}", spelled, f"{item.weight:.3g}", f"{item.probability:.4f}"]
        rows.append([f"{item.id}{pooled}", item.entry.name, item.met or "-", item.how, *numbers])
    header = ["id", "name", "met", "how", "prior", "spelled so", "weight", "probability"]
    _table(console, "Candidates", header, rows, left=4)
    if len(explained.candidates) > len(shown):
        console.print(f"  and {len(explained.candidates) - len(shown)} more")
    rows = [
        [item.id, each.origin if each.origin != "hint" else "", each.hint, each.words, f"x {each.factor:.3g}"]
        for item in shown
        for each in item.effects
    ]
    _table(console, "What the hints do", ["id", "from", "hint", "", "weight"], rows, left=4)


def _sum(console: "Console", explained: "Explained") -> None:
    _table(console, "Sum", ["", ""], list(_numbers(explained)))
    rows = []
    for item in explained.changes:
        option = f"--{item.option.replace('_', '-')}"
        changed = f"without {option}" if item.value is None else f"{option} {item.value}"
        rows.append([changed, f"{item.status} {item.id}" if item.id else item.status, f"{item.score:.3f}"])
    _table(console, "What would change it", ["with", "answer", "probability"], rows, left=2)


def _numbers(explained: "Explained") -> Iterator[tuple[str, str]]:
    yield "weight of what is not in these layers", f"{explained.other:.3g}"
    yield "sum of all weights", f"{explained.total:.3g}"
    if explained.doubt < 1:
        yield "doubt left by the reading", f"x {explained.doubt:.3g}"
    yield "probability of all candidates", f"{1 - explained.remainder:.4f}"
    yield "probability of something else", f"{explained.remainder:.4f}"
    forbidden = explained.candidates and not explained.match_score
    yield "a match reaches", "0, since others bear the name" if forbidden else f"{explained.match_score:.4f}"
    yield "a match needs", f"{explained.min_probability:.4f}"
    if not explained.match:
        yield "an ambiguous answer needs, of all together", f"{explained.ambiguous_from:.4f}"
