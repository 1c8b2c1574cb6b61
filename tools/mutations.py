"""The check of tables, checked: makes seeded mistakes in the curated table and counts how many of them are found.

    python -m tools.mutations [--count N] [--seed N] [--missed] [--only WORDS]

Prints, for each kind of mistake, how many were made, how many `toponym check` finds by itself, how many with --against
the table before, and how many it then at least tells among the changed facts or answers. `--missed` lists those that
are not found by itself. Ends with status 1 when a mistake that a program can know was not found.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tools.operators import OPERATORS, Mutation, Operator
from toponym.table import Table, diff, dumps
from toponym.testing.changes import Below, changed_entries
from toponym.testing.check import alone, answers, compared, unlike
from toponym.testing.findings import Finding
from toponym.testing.structure import structural
from toponym.testing.subject import Subject, subject

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outcome:
    """What became of one mistake."""

    operator: Operator
    what: str
    alone: tuple[str, ...]
    against: tuple[str, ...]
    told: bool


class Trial:
    """The table without mistakes, and what is needed to check copies of it quickly."""

    def __init__(self, data: Path) -> None:
        self.real = subject(data / "variants.json", "curated")
        self.data = data
        self.below = Below(curated=True)

    def outcome(self, operator: Operator, mutation: Mutation) -> Outcome:
        """Check one mutated table as `toponym check` does; of what did not change, only what it reaches."""
        mutated = self._subject(mutation)
        old, new = changed_entries(self.real.table, mutated.table)
        altered = answers(self.real.table, mutated, self.below)
        touched = {change.old.id for change in altered} | {change.new.id for change in altered}
        entries = [*new, *(entry for entry in mutated.table if entry.id in touched and entry not in new)]
        found = {str(each) for each in (*structural(mutated), *alone(mutated, entries, self.below))}
        facts = diff(old, new)
        more = {str(each) for each in (*compared(self.real.table, mutated, facts), *unlike(altered, ()))}
        told = bool(found or more or facts or altered)
        return Outcome(operator, mutation.what, tuple(sorted(found)), tuple(sorted(found | more)), told)

    def _subject(self, mutation: Mutation) -> Subject:
        if not mutation.text:
            table = Table(mutation.entries, self.real.table.path)
            return replace(self.real, table=table, text=dumps(mutation.entries))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "variants.json"
            path.write_text(mutation.text, encoding="utf-8")
            for name in ("sources.json", "ids.txt"):
                (Path(folder) / name).write_bytes((self.data / name).read_bytes())
            return subject(path)

    def sound(self) -> list[Finding]:
        """What is wrong with the table without mistakes; a count of mistakes found needs nothing."""
        return [*structural(self.real), *alone(self.real, self.real.table, self.below)]


def outcomes(trial: Trial, count: int, seed: int, operators: list[Operator]) -> Iterator[Outcome]:
    """The outcomes of that many mistakes, the operators by turns; each has a generator of its own."""
    for number in range(count):
        operator = operators[number % len(operators)]
        random = Random(f"{seed} {operator.name} {number // len(operators)}")
        yield trial.outcome(operator, operator.make(trial.real.table.entries, random))


def table_of(found: Iterable[Outcome], operators: list[Operator]) -> list[str]:
    """The rows of the table in docs/check.md."""
    known = list(found)
    rows = [
        "| mistake | made | found alone | found with `--against` | told with `--against` |",
        "|---|---:|---:|---:|---:|",
    ]
    for certain in (True, False):
        group = [each for each in known if each.operator.certain is certain]
        for operator in (each for each in operators if each.certain is certain):
            rows.append(_row(operator.name, [each for each in group if each.operator is operator]))
        if group:
            rows.append(_row("**what a program can know**" if certain else "**what may be a fact**", group))
    return rows


def _row(title: str, group: list[Outcome]) -> str:
    counts = [sum(map(bool, values)) for values in zip(*((o.alone, o.against, o.told) for o in group), strict=True)]
    cells = [f"{count} ({100 * count / len(group):.0f} %)" for count in counts]
    return f"| {title} | {len(group)} | {' | '.join(cells)} |"


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500, help="how many mistakes to make")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--missed", action="store_true", help="list what is not found without --against")
    parser.add_argument("--only", default="", help="only operators whose name has these words")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="directory of the table")
    options = parser.parse_args(arguments)
    operators = [operator for operator in OPERATORS if options.only in operator.name]
    trial = Trial(options.data)
    wrong = trial.sound()
    if wrong:
        print(f"the table has {len(wrong)} findings already, the first: {wrong[0]}", file=sys.stderr)
        return 2
    found = []
    for outcome in outcomes(trial, options.count, options.seed, operators):
        found.append(outcome)
        if options.missed and not outcome.alone:
            how = "with --against only" if outcome.against else "told only" if outcome.told else "not at all"
            print(f"{how}: {outcome.operator.name}: {outcome.what}")
    print("\n".join(table_of(found, operators)))
    missed = [outcome for outcome in found if outcome.operator.certain and not outcome.alone]
    for outcome in missed:
        print(f"not found, and it should be: {outcome.operator.name}: {outcome.what}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
