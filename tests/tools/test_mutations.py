"""The mistakes of `tools.mutations`: there are enough kinds, they are repeatable, and certain ones are found."""

from pathlib import Path
from random import Random

import pytest

from tools.mutations import Trial, main, outcomes, table_of
from tools.operators import OPERATORS

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial(DATA)


def test_there_are_many_kinds_and_each_changes_something(trial: Trial) -> None:
    assert len(OPERATORS) >= 12
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS)
    entries = trial.real.table.entries
    for operator in OPERATORS:
        once, again = (operator.make(entries, Random("7")) for _ in range(2))
        assert once == again
        assert once.entries != entries or once.text


def test_what_a_program_can_know_is_found_by_itself(trial: Trial) -> None:
    certain = [operator for operator in OPERATORS if operator.certain]
    assert len(certain) >= 12
    found = list(outcomes(trial, len(certain), 20, certain))
    assert [each.what for each in found if not each.alone] == []
    assert table_of(found, certain)[-1].startswith(f"| **what a program can know** | {len(certain)} | {len(certain)} (")


def test_a_planted_name_is_found_and_a_fact_is_told(trial: Trial) -> None:
    chosen = [
        each for each in OPERATORS if each.name in ("a variant is another place's name", "a population is another")
    ]
    planted, people = outcomes(trial, 2, 3, chosen)
    assert planted.alone
    assert not people.alone
    assert people.told


def test_a_faulty_table_is_no_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("sources.json", "ids.txt"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    (tmp_path / "variants.json").write_text("[]\n", encoding="utf-8")
    assert main(["--data", str(tmp_path), "--count", "1"]) == 2
    assert "findings already" in capsys.readouterr().err
