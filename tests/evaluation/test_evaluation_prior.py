"""The fit of the prior: its evidence, its likelihoods, and that the model ships what was fitted."""

import json
import math
from typing import Any

import numpy
import pytest

from evaluation import meanings
from evaluation.meanings import Bearer, Choice
from evaluation.prior import (
    ALIASES,
    CENTRES,
    COEFFICIENTS,
    KINDS,
    NAMES,
    TARGET,
    Choices,
    Features,
    best_other,
    dump,
    figures,
    into_model,
)
from toponym.gazetteer import Posting, forms

MODEL: dict[str, Any] = json.loads(TARGET.read_text(encoding="utf-8"))


def _bearer(id_: str, kind: str = "settlement", population: int = 50_000, form: int = forms.OFFICIAL) -> Bearer:
    posting = Posting(0, 0, forms.WHOLE, form, forms.RECORDED, 0)
    return Bearer(id_, kind, "city" if kind == "settlement" else "", population, 2, posting, 1.0, "", frozenset())


def _choice(*bearers: Bearer, meant: str = "", weight: float = 1.0) -> Choice:
    return Choice("test", "Springfield", meant, bearers, tuple(bearer.id == meant for bearer in bearers), weight)


def _values(**changed: float) -> Any:
    return numpy.array([{**CENTRES, **changed}[name] for name in NAMES])


def test_every_pair_is_a_spelling_a_place_and_a_count() -> None:
    rows = list(meanings.pairs())
    assert len(rows) > 450
    assert len({(spelling.casefold(), place) for spelling, place, _ in rows}) == len(rows)
    for spelling, place, count in rows:
        assert spelling.strip() == spelling != ""
        assert place.partition(":")[0] in ("geonames", "iso3166_1", "region", "other", "river")
        assert count > 0


def test_rivers_are_named_with_their_word_and_without() -> None:
    assert 0.2 < meanings.share_without_river() < 0.6


def test_a_probability_is_a_share_of_the_weights() -> None:
    choices = Choices([_choice(_bearer("a"), _bearer("b", population=25_000), meant="a")], Features(MODEL))
    probability, right = choices.probabilities(_values(population=1.0))
    assert probability[0] == pytest.approx(2 / 3)
    assert right[0] == 1
    assert choices.loss(_values(population=1.0)) == pytest.approx(-math.log(2 / 3))
    assert choices.probabilities(_values(population=2.0))[0][0] == pytest.approx(4 / 5)


def test_an_alias_weighs_less_by_its_form() -> None:
    choice = _choice(_bearer("a"), _bearer("b", form=forms.VARIANT), meant="b")
    choices = Choices([choice], Features(MODEL))
    assert choices.probabilities(_values(variant=math.log(0.25)))[0][0] == pytest.approx(0.2)


def test_what_is_in_no_layer_has_its_share() -> None:
    nothing, village = _choice(_bearer("a")), _choice(_bearer("a"), meant="a")
    choices = Choices([nothing, village], Features(MODEL))
    probability, right = choices.probabilities(_values(), other=3.0)
    assert probability.tolist() == pytest.approx([0.75, 0.25])
    assert right.tolist() == [1, 0]
    assert best_other(choices, _values()) == pytest.approx(1.0)


def test_choices_weigh_what_they_say() -> None:
    right, wrong = (
        _choice(_bearer("a"), _bearer("b", population=1), meant="a", weight=3.0),
        _choice(_bearer("a"), _bearer("b", population=1), meant="b"),
    )
    assert figures(Choices([right, wrong], Features(MODEL)), _values())["right"] == 0.75


def test_a_city_and_what_is_named_after_it_are_one_meaning() -> None:
    city = Bearer("city", "settlement", "city", 1, 1, None, 1.0, "", frozenset({"oblast"}))
    oblast = Bearer("oblast", "region", "", 0, 1, None, 0.2, "city", frozenset())
    other = Bearer("other", "settlement", "city", 1, 1, None, 1.0, "", frozenset())
    assert meanings._meant((city, oblast, other), "oblast") == (True, True, False)
    assert meanings._meant((city, oblast, other), "city") == (True, True, False)
    assert meanings._meant((city, oblast, other), "elsewhere") == (False, False, False)


def test_the_halves_of_the_zones_share_no_city() -> None:
    choices = [_choice(_bearer(str(n)), meant=str(n)) for n in range(40)]
    learned, kept = (meanings.half_of_zones(choices, learned=learned) for learned in (True, False))
    assert learned
    assert kept
    assert {choice.place for choice in learned}.isdisjoint(choice.place for choice in kept)
    assert len(learned) + len(kept) == len(choices)


def of_model(model: dict[str, Any]) -> list[float]:
    """The coefficients as a model has them."""
    prior, form = model["prior"], model["form"]
    values = {
        "population": model["population"]["exponent"],
        "languages": model["languages"]["exponent"],
        "village": math.log(prior["settlement/village"] / prior["settlement"]),
        "selyshche": math.log(prior["settlement/selyshche"] / prior["settlement"]),
        **{name: math.log(form[name] / form["official"]) for name in ALIASES},
    }
    kinds = {name: math.log(prior[name] / prior["settlement"]) for name in KINDS}
    return [{**values, **kinds}[name] for name in NAMES]


def test_fitted_coefficients_come_back_from_the_model() -> None:
    values = of_model(MODEL)
    again = into_model(MODEL, numpy.array(values))
    assert of_model(again) == pytest.approx(values, abs=0.06)
    assert {key: MODEL[key] for key in MODEL if key not in ("prior", "population", "form", "languages")} == {
        key: again[key] for key in MODEL if key not in ("prior", "population", "form", "languages")
    }


def test_the_model_ships_what_was_fitted() -> None:
    assert MODEL["fitted"]["coefficients"] == list(COEFFICIENTS)
    for path in COEFFICIENTS:
        section, _, key = path.partition(".")
        assert MODEL[section][key] == float(f"{MODEL[section][key]:.2g}")
    assert all(0 < MODEL["form"][alias] <= 1 for alias in ALIASES)
    messages = MODEL["fitted"]["held_out"]
    assert messages["fitted"]["messages"]["log_likelihood"] > messages["by_hand"]["messages"]["log_likelihood"]


def test_the_file_is_written_as_it_is() -> None:
    assert dump(MODEL) == TARGET.read_text(encoding="utf-8")
