"""`python -m evaluation` prints the tables; `python -m evaluation guard` compares with recorded figures."""

import json
from pathlib import Path
from typing import Any

import click

from evaluation import diagram, goals, report
from evaluation import find as finding
from evaluation import guard as guarding
from evaluation import losses as losing
from evaluation.answers import System
from evaluation.baselines import BASELINES
from evaluation.plans import PLANS, WORLD_PLANS, make, none_queries
from evaluation.run import Result, run
from evaluation.sets import EvaluationSet
from evaluation.systems import Toponym, embedded_matches, spelled_share, toponym_module

# Their index of the whole world takes half a gigabyte, or their scorer a quarter of an hour.
TOO_HEAVY_FOR_THE_WORLD = frozenset({"symspell", "wratio"})


def chosen_systems(names: str | None, evaluated: str) -> list[System]:
    """The named systems, or all that suit a set of that name; toponym first when it is there."""
    if names is None:
        heavy = TOO_HEAVY_FOR_THE_WORLD if evaluated == "world" else frozenset()
        wanted = ["toponym", *(name for name in BASELINES if name not in heavy)]
    else:
        wanted = [name.strip() for name in names.split(",")]
    unknown = set(wanted) - {"toponym", *BASELINES}
    if unknown:
        known = ", ".join(["toponym", *BASELINES])
        raise click.BadParameter(f"unknown: {', '.join(sorted(unknown))}; known are {known}", param_hint="--systems")
    systems: list[System] = []
    for name in wanted:
        if name != "toponym":
            systems.append(BASELINES[name])
        elif toponym_module() is not None:
            systems.append(Toponym())
        else:
            click.echo("toponym cannot be imported, or has no Normalizer: baselines only", err=True)
    return systems


def none_lines(evaluated: EvaluationSet, results: list[Result], systems: list[System]) -> list[str]:
    """How many strings that must match nothing each system accepts at its tuned threshold in that set's table."""
    queries = none_queries()
    lines = []
    for system, result in zip(systems, results, strict=True):
        answers = system.answer(evaluated, queries)
        said = [
            (query.text, answer.score)
            for query, answer in zip(queries, answers, strict=True)
            if answer.id is not None and answer.score >= result.threshold
        ]
        listed = ", ".join(f"{text} {score:.2f}" for text, score in sorted(said, key=lambda each: -each[1])[:12])
        lines.append(f"{system.name}: {len(said)} of {len(queries)} accepted: {listed or '-'}")
    if any(system.name == "toponym" for system in systems):
        matched = embedded_matches([query.text for query in queries])
        listed = ", ".join(f"{text} -> {found} {score:.2f}" for text, found, score in matched)
        lines.append(f"toponym, embedded layers: {len(matched)} of {len(queries)} matched: {listed or '-'}")
    return lines


def set_section(
    evaluated: EvaluationSet, systems: list[System], errors: bool
) -> tuple[str, list[Result], list[losing.Losses]]:
    """The printed section of one set, and what it was made of."""
    results = []
    for system in systems:
        click.echo(f"{evaluated.name}: {system.name} ...", err=True)
        results.append(run(evaluated, system))
    parts = [report.describe(evaluated), report.results_table(results)]
    parts.append(report.shares_table("variants by class", results, "classes"))
    if results[0].countries:
        parts.append(report.shares_table("variants by country", results, "countries"))
    parts.extend(report.diagram_table(result) for result in results if result.system == "toponym")
    parts.extend(report.errors_table(result) for result in results if errors)
    lost = [losing.losses(system, evaluated) for system in systems if isinstance(system, Toponym)]
    for each in lost:
        parts.append(report.table(losing.rows(each)))
        parts.extend(f"{where}: {'; '.join(some)}" for where, some in losing.lost_examples(each))
    parts.extend(
        f"found by recorded and generated spellings alone, without similarity: {spelled_share(system, evaluated):.3f}"
        for system in systems
        if isinstance(system, Toponym)
    )
    return "\n\n".join(parts), results, lost


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--sets", default="ua,slavic", show_default=True, help="Which sets, with commas.")
@click.option("--world", is_flag=True, help="The whole world as well, with and without the country (some minutes).")
@click.option(
    "--systems", help="toponym, wratio, jaro-winkler, levenshtein, symspell, daitch-mokotoff; all by default."
)
@click.option("--size", type=click.IntRange(min=20), help="Number of variants of each set instead of the plan's.")
@click.option("--errors", is_flag=True, help="Print the 50 surest wrong answers of each system.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write everything as JSON.")
@click.pass_context
def main(
    context: click.Context,
    sets: str,
    world: bool,
    systems: str | None,
    size: int | None,
    errors: bool,
    output: Path | None,
) -> None:
    """Rebuild the evaluation sets, run toponym and the baselines on them, and print the tables."""
    if context.invoked_subcommand is not None:
        return
    names = [name.strip() for name in sets.split(",")] + list(WORLD_PLANS if world else ())
    unknown = [name for name in names if name not in PLANS]
    if unknown:
        raise click.BadParameter(f"unknown: {', '.join(unknown)}; known are {', '.join(PLANS)}", param_hint="--sets")
    described: list[str] = []
    found: list[Result] = []
    extra: dict[str, Any] = {}
    for name in dict.fromkeys(names):
        evaluated = make(name, size)
        chosen = chosen_systems(systems, name)
        if not chosen:
            raise click.ClickException("no system to run")
        section, results, lost = set_section(evaluated, chosen, errors)
        click.echo(section + "\n")
        described.append(report.describe(evaluated))
        found.extend(results)
        extra.setdefault("losses", []).extend(losing.rows(each) for each in lost)
        if name == "ua":
            extra["none"] = none_lines(evaluated, results, chosen)
            click.echo("strings that must match nothing, in the table of ua\n" + "\n".join(extra["none"]) + "\n")
    if any(result.system == "toponym" for result in found):
        extra["goals"] = goals.rows(found, report.COLUMNS)
        click.echo(report.table(extra["goals"]) + "\n")
    click.echo(report.LEGEND)
    if output is not None:
        text = json.dumps(report.document(described, found, extra), ensure_ascii=False, indent=1)
        output.write_text(text + "\n", encoding="utf-8")


@main.command("find")
@click.option("--errors/--no-errors", default=True, show_default=True, help="List what is missed or false.")
def find_names(errors: bool) -> None:
    """Find names in the gold texts and print how many are found, and how fast."""
    for line in finding.report(errors):
        click.echo(line)


class _Refused(click.ClickException):
    exit_code = 2


@main.command("diagram")
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What --output of a run wrote.",
)
@click.option("--system", default="toponym", show_default=True, help="Whose probabilities.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The picture, an SVG file."
)
def draw(source: Path, system: str, output: Path) -> None:
    """Draw the reliability diagram of a run: a panel a set, mean score against share right."""
    try:
        output.write_text(diagram.svg(diagram.diagrams(source, system), system), encoding="utf-8")
    except diagram.RunError as error:
        raise _Refused(str(error)) from None
    except OSError as error:
        raise _Refused(f"{output} cannot be written: {error.strerror}") from None


@main.command()
@click.option("--record", is_flag=True, help="Write the figures of this run instead of comparing with them.")
@click.pass_context
def guard(context: click.Context, record: bool) -> None:
    """Compare a small run with evaluation/recorded.json; exit 1 when a figure drops by more than its interval."""
    try:
        recorded = {} if record else guarding.read()
    except guarding.GuardError as error:
        raise click.ClickException(str(error)) from None
    if toponym_module() is None:
        raise click.ClickException("toponym cannot be imported: install the checkout with `pip install -e .`")
    systems: list[System] = [Toponym(), BASELINES["levenshtein"]]
    results = guarding.measure([make(name, size) for name, size in guarding.SIZES.items()], systems)
    for start in range(0, len(results), len(systems)):
        click.echo(f"{results[start].set_name}\n{report.results_table(results[start : start + len(systems)])}\n")
    if record:
        guarding.write(results)
        click.echo(f"recorded in {guarding.RECORDED.name}")
        return
    found = guarding.drops(recorded, results)
    for drop in found:
        click.echo(f"dropped: {drop}", err=True)
    if found:
        context.exit(1)
    click.echo("every recorded figure holds")


if __name__ == "__main__":
    main(prog_name="python -m evaluation")
