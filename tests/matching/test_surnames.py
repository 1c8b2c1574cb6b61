"""How common a surname is, and what that leaves for others of that name."""

import json
from importlib.resources import files

import pytest

from tests.matching.world import normalizer, person
from toponym.matching.surnames import bearers


@pytest.mark.parametrize("surname", ["miller", "clark", "kim", "costa", "иванов", "смирнова", "коваленко"])
def test_common_surnames_are_known(surname: str) -> None:
    assert bearers(surname) >= 10_000


@pytest.mark.parametrize("surname", ["haidai", "гайдай", "putin", "путин", "зеленский", "biden", "залужный", ""])
def test_rare_ones_are_not(surname: str) -> None:
    assert bearers(surname) == 0


def test_the_more_bear_it_the_less_it_says() -> None:
    scores = []
    for surname in ("Гайдай", "Лавров", "Козлов", "Иванов"):
        named = normalizer(person("only", (f"Пётр {surname}", surname, "ru")))
        scores.append(max(candidate.score for candidate in named.normalize(surname).candidates))
        assert named.normalize(f"Пётр {surname}").id == "only"
        assert named.normalize(f"П. {surname}").candidates[0].score >= scores[-1]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_every_surname_stands_once_and_folded() -> None:
    data = json.loads(files("toponym.matching").joinpath("surnames.json").read_text(encoding="utf-8"))
    surnames = [surname for group in data["bearers"].values() for surname in group.split()]
    assert len(surnames) == len(set(surnames)) > 4_000
    assert all(surname == surname.casefold() for surname in surnames)
    assert list(map(int, data["bearers"])) == sorted(map(int, data["bearers"]), reverse=True)
