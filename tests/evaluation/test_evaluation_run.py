"""Baselines, the adapter, the guard and the command, on made-up tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from evaluation import guard, report, systems
from evaluation.__main__ import main
from evaluation.answers import Answer, System
from evaluation.baselines import BASELINES, Names
from evaluation.plans import none_queries, none_texts
from evaluation.run import Result, run
from evaluation.sets import NEIGHBOUR, REMOVED, VARIANT, WORLD, EvaluationSet, Form, Query, Record, half_of

TOWNS = ("Siversk", "Bakhmut", "Toretsk", "Horlivka", "Yenakiieve", "Vuhledar", "Kramatorsk", "Sloviansk")
RECORDS = tuple(Record(f"t:{n}", "UA" if n % 2 else "PL", (Form(name),), 100 - n) for n, name in enumerate(TOWNS))


def toy() -> EvaluationSet:
    """Each town asked with a doubled letter, and names far from all of them as negatives."""
    queries = [
        Query(
            name[:3] + name[2:], VARIANT, f"t:{n}", f"t:{n}", RECORDS[n].country, half_of(f"t:{n}"), "transliteration"
        )
        for n, name in enumerate(TOWNS)
    ]
    for n, kind in enumerate((WORLD, NEIGHBOUR, REMOVED) * 4):
        queries.append(Query(f"Qwfp{'z' * n}", kind, None, f"n:{n}", "UA", half_of(f"n:{n}")))
    return EvaluationSet("toy", RECORDS, tuple(queries))


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_baseline_finds_a_doubled_letter(name: str) -> None:
    answers = BASELINES[name].answer(toy(), toy().queries)
    assert [answer.id for answer in answers[: len(TOWNS)]] == [record.id for record in RECORDS]
    assert all(0 <= answer.score <= 1 for answer in answers)


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_hinted_baseline_stays_in_the_country(name: str) -> None:
    query = Query("Bakhmut", VARIANT, "t:1", "t:1", "PL", "report")
    answers = BASELINES[name].answer(replace(toy(), hinted=True), [query, replace(query, country="UA")])
    assert answers[0].id != "t:1"
    assert answers[1] == Answer("t:1", 1.0)


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_country_without_records_gives_no_answer(name: str) -> None:
    query = Query("Bakhmut", VARIANT, "t:1", "t:1", "FR", "report")
    assert BASELINES[name].answer(replace(toy(), hinted=True), [query]) == [Answer()]


def test_of_equal_names_the_larger_place_owns_it() -> None:
    names = Names.of([Record("a", "UA", (Form("Lyman"),)), Record("b", "UA", (Form("Лиман", "uk"), Form("LYMAN")))])
    assert (names.texts, names.owners) == (["lyman", "liman"], ["a", "b"])


def test_block_without_a_common_code_gives_no_answer() -> None:
    assert BASELINES["daitch-mokotoff"].answer(toy(), [Query("Mmmm", WORLD, None, "x", "", "report")]) == [Answer()]


@dataclass(frozen=True)
class Oracle:
    """Knows the answers, except those of the named texts."""

    wrong: frozenset[str] = frozenset()
    name: str = "oracle"
    calibrated: bool = True

    def prepare(self, evaluated: EvaluationSet) -> None:
        """Nothing to build."""

    def answer(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Answer]:
        said = []
        for query in queries:
            right = query.answer is not None and query.text not in self.wrong
            said.append(
                Answer(query.answer, 0.99) if right else Answer("t:0", 0.95 if query.text in self.wrong else 0.1)
            )
        return said


def reported() -> list[str]:
    return [query.text for query in toy().queries if query.half == "report" and query.kind == VARIANT]


def test_run_judges_the_report_half_only() -> None:
    tuned = [query.text for query in toy().queries if query.half == "tune" and query.kind == VARIANT]
    assert run(toy(), Oracle(frozenset(tuned[:1])), draws=5).figures["top1"] == 1.0
    missed = run(toy(), Oracle(frozenset(reported()[1:])), draws=5)
    assert missed.figures["top1"] == 1 / len(reported())
    assert {error["query"] for error in missed.errors} >= set(reported()[1:])
    assert missed.errors[0]["score"] == 0.95


def test_run_gives_classes_and_perfect_figures() -> None:
    result = run(toy(), Oracle(), draws=5)
    assert result.figures["c5"] == result.figures["f1"] == result.figures["precision_at_09"] == 1.0
    assert [(share.label, share.total, share.top1) for share in result.classes] == [
        ("transliteration", len(reported()), 1.0)
    ]


def guarded(wrong: frozenset[str] = frozenset()) -> list[Result]:
    return guard.measure([toy()], [Oracle(wrong)])


def test_guard_holds_for_the_same_run_and_fails_for_a_worse_one(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    guard.write(guarded(), path)
    recorded = guard.read(path)
    assert guard.drops(recorded, guarded()) == []
    found = guard.drops(recorded, guarded(frozenset(reported()[:2])))
    assert "top1" in {drop.figure for drop in found}
    assert "recorded, the limit is" in str(found[0])


def test_guard_tells_a_higher_calibration_error() -> None:
    recorded = {"toy": {"oracle": {"ece": {"value": 0.001, "interval": [0.0, 0.002]}}}}
    assert [drop.figure for drop in guard.drops(recorded, guarded())] == ["ece"]


def test_guard_fails_when_a_recorded_system_was_not_measured() -> None:
    recorded = guard.as_recorded(guarded())
    assert {drop.figure for drop in guard.drops(recorded, [])} == set(recorded["toy"]["oracle"])


@pytest.mark.parametrize("content", [None, "{", "{}", "[]"])
def test_guard_names_the_remedy(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "recorded.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(guard.GuardError, match="guard --record"):
        guard.read(path)


def test_adapter_passes_the_table_and_the_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    class Table:
        @staticmethod
        def from_records(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
            seen["records"] = records
            return records

    class Normalizer:
        def __init__(self, table: list[dict[str, Any]]) -> None:
            self.ids = {entry["names"][0]: entry["id"] for entry in table}

        def normalize_many(self, rows: list[Any]) -> list[Any]:
            seen["rows"] = rows
            found = [self.ids.get(row if isinstance(row, str) else row.text) for row in rows]
            return [
                SimpleNamespace(status="match", candidates=(SimpleNamespace(id=each, score=0.97),))
                if each
                else SimpleNamespace(status="none", candidates=())
                for each in found
            ]

    def query(text: str, country: str) -> SimpleNamespace:
        return SimpleNamespace(text=text, country=country)

    module = SimpleNamespace(Table=Table, Normalizer=Normalizer, Query=query)
    monkeypatch.setattr(systems, "toponym_module", lambda: module)
    queries = [Query(text, VARIANT, None, "x", "UA", "report") for text in ("Bakhmut", "Nowhere")]
    system: System = systems.Toponym()
    expected = [Answer("t:1", 0.97, "match"), Answer(status="none")]
    assert system.answer(toy(), queries) == expected
    assert seen["records"][1]["id"] == "t:1"
    assert seen["rows"] == ["Bakhmut", "Nowhere"]
    assert system.answer(replace(toy(), hinted=True), queries) == expected
    assert [row.country for row in seen["rows"]] == ["UA", "UA"]


def test_none_texts_are_distinct_and_stay_negative() -> None:
    texts = none_texts()
    assert {"Lyman Brothers", "Severance", "Of"} <= set(texts)
    assert len(texts) == len(set(texts))
    assert all(query.answer is None for query in none_queries())


def test_tables_show_every_figure_and_json_is_valid() -> None:
    results = [run(toy(), BASELINES["levenshtein"], draws=5), run(toy(), Oracle(), draws=5)]
    text = report.results_table(results)
    assert all(title in text for title in report.COLUMNS.values())
    assert "8 places, 8 names; 8 variant, 4 W, 4 S, 4 CW" in report.describe(toy())
    assert "0.9-1.0" in report.diagram_table(results[1])
    assert "transliteration" in report.shares_table("class", results, "classes")
    document = json.loads(json.dumps(report.document(["toy"], results, {}), allow_nan=False))
    assert document["results"][1]["figures"]["top1"] == 1.0


@pytest.mark.parametrize(("option", "value"), [("--sets", "mars"), ("--systems", "guess")])
def test_command_names_what_it_knows(option: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.__main__.make", lambda name, size: toy())
    found = CliRunner().invoke(main, [option, value])
    assert found.exit_code == 2
    assert "known are" in found.output


def test_command_prints_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.__main__.make", lambda name, size: toy())
    path = tmp_path / "run.json"
    found = CliRunner().invoke(main, ["--sets", "ua", "--systems", "levenshtein", "--errors", "--output", str(path)])
    assert found.exit_code == 0, found.output
    assert "Levenshtein" in found.stdout
    assert "strings that must match nothing" in found.stdout
    assert json.loads(path.read_text())["results"][0]["system"] == "Levenshtein"
