"""The guard of CI: a small run compared with recorded figures."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.answers import System
from evaluation.run import Result, run
from evaluation.sets import EvaluationSet

RECORDED = Path(__file__).with_name("recorded.json")
SIZES = {"ua": 4000, "slavic": 3000}
GUARDED = ("top1", "c5", "s1", "precision_at_09", "given_at_09", "ece")
LOWER_IS_BETTER = frozenset({"ece"})
DRAWS = 100

Recorded = dict[str, dict[str, dict[str, Any]]]


class GuardError(ValueError):
    """The recorded figures are missing or cannot be read; the message says how to write them."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A figure that is worse than recorded by more than its interval."""

    set_name: str
    system: str
    figure: str
    recorded: float
    limit: float
    now: float

    def __str__(self) -> str:
        where = f"{self.set_name}, {self.system}, {self.figure}"
        return f"{where}: {self.now:.3f} now, {self.recorded:.3f} recorded, the limit is {self.limit:.3f}"


def measure(sets: list[EvaluationSet], systems: list[System]) -> list[Result]:
    """One run of every system on every set."""
    return [run(evaluated, system, DRAWS) for evaluated in sets for system in systems]


def as_recorded(results: list[Result]) -> Recorded:
    """The guarded figures with their intervals, by set and system."""
    recorded: Recorded = {}
    for result in results:
        kept = {
            name: {
                "value": round(result.figures[name], 4),
                "interval": [round(end, 4) for end in result.intervals[name]],
            }
            for name in GUARDED
            if name in result.intervals
        }
        recorded.setdefault(result.set_name, {})[result.system] = kept
    return recorded


def write(results: list[Result], path: Path = RECORDED) -> None:
    """Records the figures of a run."""
    path.write_text(json.dumps(as_recorded(results), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path = RECORDED) -> Recorded:
    """The recorded figures. Raises GuardError when there are none."""
    remedy = "write it with `python -m evaluation guard --record`"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GuardError(f"{path.name} does not exist: {remedy}") from None
    except json.JSONDecodeError as error:
        raise GuardError(f"{path.name} is no JSON ({error}): {remedy}") from None
    if not isinstance(content, dict) or not content:
        raise GuardError(f"{path.name} holds no figures: {remedy}")
    return content


def drops(recorded: Recorded, results: list[Result]) -> list[Drop]:
    """Figures outside their recorded interval on the bad side; one recorded but not measured is a drop to NaN."""
    measured = as_recorded(results)
    found = []
    for set_name, systems in recorded.items():
        for system, figures in systems.items():
            now = measured.get(set_name, {}).get(system, {})
            for name, figure in figures.items():
                value = float(now.get(name, {}).get("value", "nan"))
                low, high = figure["interval"]
                limit = high if name in LOWER_IS_BETTER else low
                held = value <= limit if name in LOWER_IS_BETTER else value >= limit
                if not held:
                    found.append(Drop(set_name, system, name, figure["value"], limit, value))
    return found
