"""Goals and losses: what is said of a run."""

from types import SimpleNamespace
from typing import Any

import pytest

from evaluation import goals, losses
from evaluation.report import COLUMNS
from evaluation.run import Result
from evaluation.sets import VARIANT, EvaluationSet, Form, Query, Record
from evaluation.systems import Toponym

QUERY = Query("Bahmut", VARIANT, "t:1", "t:1", "UA", "report", "transliteration")


def _match(*candidates: tuple[str, float]) -> Any:
    return SimpleNamespace(candidates=[SimpleNamespace(id=id_, score=score) for id_, score in candidates])


def _explained(*ids: str) -> Any:
    return lambda query: SimpleNamespace(similar=[SimpleNamespace(ids=ids)] if ids else [])


@pytest.mark.parametrize(
    ("candidates", "compared", "expected"),
    [
        ([("t:1", 0.9), ("t:2", 0.05)], [], losses.FOUND),
        ([("t:2", 0.9), ("t:1", 0.05)], [], losses.WRONG),
        ([("t:1", 0.89)], [], losses.UNSURE),
        ([("t:2", 0.5), ("t:1", 0.4)], [], losses.BEHIND),
        ([("t:2", 0.5)], ["t:3", "t:1"], losses.UNLIKELY),
        ([], ["t:3"], losses.UNSEEN),
        ([], [], losses.UNSEEN),
    ],
)
def test_the_stage_of_a_variant(candidates: list[tuple[str, float]], compared: list[str], expected: str) -> None:
    assert losses.stage(QUERY, _match(*candidates), _explained(*compared)) == expected


def test_losses_of_a_table() -> None:
    records = tuple(Record(f"t:{n}", "UA", (Form(text),)) for n, text in enumerate(("Bakhmut", "Toretsk")))
    texts = (("Bakhmut", "t:0"), ("Toretk", "t:1"), ("Qwfpgj", "t:1"))
    queries = [Query(text, VARIANT, answer, answer, "UA", "report", "transliteration") for text, answer in texts]
    unasked = Query("Torezk", VARIANT, "t:1", "t:1", "UA", "tune", "transliteration")
    found = losses.losses(Toponym(), EvaluationSet("toy", records, (*queries, unasked)))
    counted = found.classes["transliteration"]
    assert counted.total() == 3
    assert counted[losses.FOUND] >= 1
    assert counted[losses.UNSEEN] == 1
    assert found.examples[losses.UNSEEN] == ["Qwfpgj (Toretsk)"]
    table = losses.rows(found)
    assert [row[0] for row in table[2:]] == list(losses.STAGES)
    assert sum(float(row[1]) for row in table[2:]) == pytest.approx(1, abs=0.01)


def _result(system: str, **figures: float) -> Result:
    return Result("ua", system, 1.0, 1.0, 0.5, figures, {}, [])


def test_goals_are_above_the_best_baseline_of_the_run() -> None:
    ours = _result("toponym", top1=0.95, c5=0.8, s1=0.7, ece=0.02, precision_at_09=0.94)
    others = [_result("a", top1=0.88, c5=0.6, s1=float("nan")), _result("b", top1=0.8, c5=0.7, s1=float("nan"))]
    rows = {row[0]: row[1:] for row in goals.rows([ours, *others], COLUMNS)}
    assert rows["ua, top-1"] == ["0.880", "0.940", "0.950", "met"]
    assert rows["ua, C5"] == ["0.700", "0.980", "0.800", "missed"]
    assert "ua, S1" not in rows
    assert [rows["ua, ECE"][-1], rows["ua, prec@.9"][-1]] == ["met", "missed"]
