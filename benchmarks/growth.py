"""How building a layer grows with the number of places: seconds, memory, bytes.

    python -m benchmarks.growth [--places 100000,300000,1000000] [--json run.json] [--page docs/gazetteer.md]

The places are GeoNames' of 500 people and more, with all their alternates, drawn by hash; where more are needed, each
comes again with the vowels of its names moved on by one, so that lengths, scripts and numbers of names stay those of
real places while the names are new. `toponym gazetteer build` makes each layer of a CSV file, in a process of its own.
"""

import csv
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks.grown import COLUMNS, SEPARATOR
from benchmarks.machine import describe
from benchmarks.report import pipes
from evaluation.places import Place
from evaluation.sets import fraction, own_forms

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- growth -->", "<!-- /growth -->"
SIZES = "100000,300000,1000000"
ALL_OF_GEONAMES = 13_000_000
_VOWELS = ("aeiou", "AEIOU", "аеиоу", "АЕИОУ", "αειου")

LEGEND = """Processor time; memory: the most that was resident, and the most without pages of files, which the system
can take back; temporary: the most that lay in files without a name. The last line continues the last two at their
rate."""


@click.command(help=__doc__)
@click.option("--places", default=SIZES, show_default=True, help="Numbers of places, ascending, by comma.")
@click.option("--json", "output", type=click.Path(dir_okay=False, path_type=Path), help="Write every figure as JSON.")
@click.option(
    "--page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Put the table between the marks {BEGIN} and {END} of this page.",
)
@click.option(
    "--from",
    "earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Measure nothing: print and quote the JSON of an earlier run.",
)
def main(places: str, output: Path | None, page: Path | None, earlier: Path | None) -> None:
    """Measure, print, write."""
    if page is not None and BEGIN not in page.read_text(encoding="utf-8"):
        raise click.BadParameter(f"no marks {BEGIN} and {END} in {page}", param_hint="--page")
    if earlier is not None:
        document: dict[str, Any] = json.loads(earlier.read_text(encoding="utf-8"))
    else:
        document = measure(sizes_of(places))
    click.echo(markdown(document))
    if output is not None:
        output.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if page is not None:
        before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        page.write_text(f"{before}{BEGIN}\n{markdown(document)}\n{END}{after}", encoding="utf-8")


def sizes_of(text: str) -> list[int]:
    """Ascending numbers of places."""
    try:
        sizes = sorted({int(part) for part in text.split(",")})
    except ValueError:
        sizes = []
    if not sizes or sizes[0] < 1:
        raise click.BadParameter(f"{text!r} is no numbers by comma", param_hint="--places")
    return sizes


def measure(sizes: list[int]) -> dict[str, Any]:
    """The figures of a layer of each size."""
    from evaluation.places import load_places  # takes seconds

    places = sorted(load_places(), key=lambda place: fraction("growth", place.id))
    if max(sizes) > len(places) * len(_VOWELS[0]):
        raise click.BadParameter(f"{max(sizes):,} places; at most {len(places) * len(_VOWELS[0]):,} can be made")
    document: dict[str, Any] = {"machine": describe(), "layers": []}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            table = Path(folder, "places.csv")
            write(table, itertools.islice(copies(places), size))
            click.echo(f"{size:,} places, a table of {table.stat().st_size / 1e6:.0f} MB", err=True)
            figures = {"places": size, "table": table.stat().st_size}
            figures |= _step(folder, "build", str(table), "growth")
            figures |= _step(folder, "open", "growth")
            document["layers"].append(figures)
    return document


def copies(places: Iterable[Place]) -> Iterator[tuple[int, Place]]:
    """Every place, then every place again with other vowels, and so on; with the number of the turn."""
    kept = list(places)
    for turn in range(len(_VOWELS[0])):
        yield from ((turn, place) for place in kept)


def write(path: Path, places: Iterable[tuple[int, Place]]) -> None:
    """The table that the command reads."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(_row(turn, place) for turn, place in places)


def _row(turn: int, place: Place) -> list[object]:
    letters = str.maketrans({letter: row[(at + turn) % len(row)] for row in _VOWELS for at, letter in enumerate(row)})
    native = [form.text for form in own_forms(place, cyrillic=True)[1:2]]
    # Alternates hold stray spaces, and invisible characters that no table should hold.
    others = (" ".join(text.split()).replace(SEPARATOR, " ") for text in place.alternates)
    texts = [place.name, *(native or [""]), SEPARATOR.join(text for text in others if text.isprintable())]
    spelt = [text.translate(letters) for text in texts]
    return [f"{place.id}-{turn}", *spelt, place.latitude, place.longitude, place.country, place.population]


def _step(folder: str, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "TOPONYM_CACHE": folder, "TMPDIR": folder}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in (str(ROOT), *sys.path) if path)
    command = [sys.executable, "-m", "benchmarks.grown", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def markdown(document: dict[str, Any]) -> str:
    """The table, with a last line for all of GeoNames that nobody measured."""
    machine = document["machine"]
    load = f", load {machine['load']} at the start" if machine["load"] is not None else ""
    head = (
        f"{machine['date']}: {machine['processor']}, {machine['cores']} cores, Python {machine['python']}, toponym "
        f"{machine['toponym']}{load}"
    )
    header = [
        "places",
        "spellings",
        "build, s",
        "memory, MB",
        "without files",
        "temporary, MB",
        "layer, MB",
        "open, ms",
    ]
    rows = [
        [
            f"{layer['places']:,}",
            f"{layer['spellings']:,}",
            f"{layer['cpu']:,.0f}",
            *(f"{layer[key] / 1e6:,.0f}" for key in ("peak", "own", "temporary", "bytes")),
            f"{1000 * layer['open']:.2f}",
        ]
        for layer in document["layers"]
    ]
    if len(rows) > 1:
        rows.append(_continued(*document["layers"][-2:]))
    return f"{head}\n\n{LEGEND}\n\n{pipes(header, rows)}"


def _continued(smaller: dict[str, Any], larger: dict[str, Any]) -> list[str]:
    def at_the_end(key: str, unit: float) -> str:
        rate = (larger[key] - smaller[key]) / (larger["places"] - smaller["places"])
        return f"{(larger[key] + rate * (ALL_OF_GEONAMES - larger['places'])) / unit:,.0f}"

    numbers = [at_the_end("spellings", 1), at_the_end("cpu", 1)]
    return [
        f"*{ALL_OF_GEONAMES:,}*",
        *(f"*{number}*" for number in numbers),
        *(f"*{at_the_end(key, 1e6)}*" for key in ("peak", "own", "temporary", "bytes")),
        "",
    ]


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.growth")
