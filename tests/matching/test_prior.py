"""The prior: weights that are data, and the orders that they have to keep."""

import json
import math
from importlib.resources import files
from typing import Any

import pytest

from toponym.errors import IndexFileError
from toponym.gazetteer import NO_ENTRY, Facts, Posting, forms
from toponym.matching.prior import Prior, default_prior
from toponym.model import KINDS


def _facts(kind: str, feature: str = "", population: int = 0, **more: Any) -> Facts:
    fields = {"kind": kind, "feature": feature, "country": "UA", "admin1": "UA-14", "population": population}
    blank = {"lat": math.nan, "lon": math.nan, "eponym": NO_ENTRY}
    rest = {field: 0 for field in Facts._fields if field not in (*fields, *blank)}
    return Facts(**{**fields, **blank, **rest, **more})


def _weight(kind: str, feature: str = "", population: int = 0) -> float:
    return default_prior().entry(_facts(kind, feature, population))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_weight(kind: str) -> None:
    assert _weight(kind) > 0


def test_more_people_weigh_more() -> None:
    weights = [_weight("settlement", "city", people) for people in (500, 10_000, 100_000, 3_000_000)]
    assert weights == sorted(weights)
    assert len(set(weights)) == 4


def test_a_city_outweighs_a_village_whatever_the_register_counts() -> None:
    assert _weight("settlement", "city", 10_000) > _weight("settlement", "selyshche") > _weight("settlement", "village")
    assert _weight("settlement", "city", 10_000) > 10 * _weight("settlement", "village", 3_000)


def test_a_tiny_population_is_no_smaller_than_a_small_one() -> None:
    assert _weight("settlement", "city", 1) == _weight("settlement", "city", 50)


def test_a_country_outweighs_a_city() -> None:
    assert _weight("country") > _weight("settlement", "city", 300_000)


def _posting(form: int, tier: int) -> float:
    return default_prior().posting(Posting(0, 0, forms.WHOLE, form, tier, 0))


def test_forms_and_tiers_fall() -> None:
    assert _posting(forms.OFFICIAL, forms.RECORDED) == 1
    assert _posting(forms.OFFICIAL, 0) >= _posting(forms.EXONYM, 0) > _posting(forms.FORMER, 0) > 0
    assert _posting(forms.OFFICIAL, 0) > _posting(forms.VARIANT, 0)
    generated = [_posting(forms.OFFICIAL, tier) for tier in range(forms.DERIVED)]
    assert generated == sorted(generated, reverse=True)
    assert all(0 < weight <= 1 for weight in generated)
    assert 0 < _posting(forms.OFFICIAL, forms.DERIVED) < 1


def test_the_default_prior_is_made_once() -> None:
    assert default_prior() is default_prior()


def test_a_model_of_another_version_is_refused() -> None:
    model = json.loads(files("toponym.matching").joinpath("model.json").read_text(encoding="utf-8"))
    Prior(model)
    with pytest.raises(IndexFileError, match="version 99"):
        Prior({**model, "version": 99})
    with pytest.raises(IndexFileError, match="version None"):
        Prior({})
