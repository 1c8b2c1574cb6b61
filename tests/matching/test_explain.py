"""An explanation tells the way to the very answer that `normalize` gives, with its numbers."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.test_rules import over
from tests.matching.world import scores
from toponym.errors import HintError
from toponym.matching import Normalizer
from toponym.matching.explained import STEPS
from toponym.matching.features import FEATURES
from toponym.matching.prior import default_prior
from toponym.table import Table

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("Bakhmut", {}),
    ("Бахмут", {"country": "UA"}),
    ("м. Харкiв", {}),  # with a Latin i
    ("Lyman", {}),
    ("Lyman", {"admin1": "UA-14"}),
    ("Lyman", {"near": (49.6, 36.5)}),
    ("Lyman (Kharkiv)", {}),
    ("Bakhmut, Donetsk Oblast, Ukraine", {}),
    ("Luhansk region", {}),
    ("Kharkiv/Харьков", {}),
    ("Donets", {}),
    ("Haidai", {}),
    ("Serhiy Haidai", {}),
    ("Governor S. Gaidai", {}),
    ("Klychko", {}),
    ("Dzerzhinsk", {"date": "2010", "country": "UA"}),
    ("Brest", {"country": "FR", "strict": ["country"]}),
    ("Stepne", {"beside": ["Bakhmut"]}),
    ("Khharkivv", {}),
    ("Bahmutt, Donetsk Oblast", {}),
    ("Luhanskk", {"country": "UA"}),
    ("Lyman Brothers", {}),
    ("Nowhere at all", {}),
    ("", {}),
    ("2014", {}),
    ("\ud800", {}),
    ("x" * 500, {}),
]


def found_by(normalizer: Normalizer, spelling: str, **hints: Any) -> list[tuple[str, str]]:
    """The steps that found something themselves, and the texts that they read."""
    return [(step.name, step.text) for step in normalizer.explain(spelling, **hints).steps if step.name in STEPS]


@pytest.mark.parametrize(("spelling", "hints"), ASKED)
def test_the_numbers_are_those_of_the_answer(world: Normalizer, spelling: str, hints: dict[str, Any]) -> None:
    told = world.explain(spelling, **hints)
    match = Normalizer(*world.layers).normalize(spelling, **hints)
    assert scores([told.match]) == scores([match])
    assert (told.match.reason, told.match.method) == (match.reason, match.method)
    assert [(item.id, item.probability) for item in told.candidates] == [(c.id, c.score) for c in match.candidates]
    assert math.isclose(told.remainder + sum(item.probability for item in told.candidates), 1, abs_tol=1e-6)
    met = {id_ for step in told.steps for id_ in step.found}
    assert {item.id for item in told.candidates} <= met
    assert json.loads(json.dumps(told.record(), allow_nan=False)) == told.record()


@pytest.mark.parametrize(("spelling", "hints"), ASKED)
def test_probabilities_are_shares_of_the_weights(world: Normalizer, spelling: str, hints: dict[str, Any]) -> None:
    told = world.explain(spelling, **hints)
    assert told.total >= told.other + math.fsum(item.weight for item in told.candidates) - 1e-9
    for item in told.candidates:
        factors = [each.factor for each in item.effects if each.hint not in ("beside", "date", "place")]
        contradicted = min(1, math.prod(factors) / default_prior().contradiction_scale)
        assert item.probability == pytest.approx(told.doubt * item.certainty * item.weight / told.total * contradicted)
    if told.match:
        counted = [item.probability for item in told.candidates if item.pooled or item.id == told.match.id]
        assert told.match_score == pytest.approx(min(1, sum(counted)))


@pytest.mark.parametrize("hints", [{}, {"country": "UA"}, {"date": "2010"}])
def test_weights_are_made_of_prior_spelling_and_hints(world: Normalizer, hints: dict[str, Any]) -> None:
    told = world.explain("Дзержинск", **hints)
    best = max(math.prod(each.factor for each in item.effects if each.hint == "date") for item in told.candidates)
    for item in told.candidates:
        factor = math.prod(each.factor for each in item.effects)
        assert item.weight == pytest.approx(item.prior * item.likelihood * factor / best)
    assert told.other > 0
    assert told.total == pytest.approx(told.other + sum(item.weight for item in told.candidates))
    assert len({item.prior for item in told.candidates}) == 2


@pytest.mark.parametrize(("spelling", "hints"), ASKED)
def test_the_status_follows_from_the_numbers(world: Normalizer, spelling: str, hints: dict[str, Any]) -> None:
    told = world.explain(spelling, **hints)
    together = sum(item.probability for item in told.candidates)
    short = "ambiguous" if told.candidates and together >= told.ambiguous_from else "none"
    assert told.match.status == ("match" if told.match_score >= told.min_probability else short)


@pytest.mark.parametrize(
    ("spelling", "way"),
    [
        ("Bakhmut", ["exact"]),
        ("Luhansk region", ["generic", "exact"]),
        ("м. Харкiв", ["repaired", "generic", "exact"]),
        ("Serhiy Haidai", ["persons"]),
        ("Governor S. Haidai", ["generic", "persons"]),
        ("Lyman (Kharkiv)", ["qualified", "part", "exact"]),
        ("Khharkivv", ["similar"]),
        ("River Lyman", ["similar"]),  # the exact Lyman is no river
        ("Nowhere at all", []),
        ("", []),
    ],
)
def test_the_way_that_led_to_the_candidates(world: Normalizer, spelling: str, way: list[str]) -> None:
    assert list(world.explain(spelling).way) == way


def test_the_way_is_told_step_by_step(world: Normalizer) -> None:
    told = world.explain("м. Харкiв")
    steps = [(step.depth, step.name, step.text, bool(step.found)) for step in told.steps]
    assert steps == [
        (0, "read", "м. Харкiв", True),
        (1, "exact", "м. Харкiв", False),
        (1, "repaired", "м. Харків", True),
        (2, "exact", "м. Харків", False),
        (2, "generic", "м. Харків", True),
        (3, "exact", "Харків", True),
    ]
    assert "Latin i" in told.steps[2].words[0]
    assert [(each.origin, each.hint, each.value) for each in told.hints] == [("generic word", "kind", "settlement")]
    assert (told.folded, told.fold_reasons) == ("м харкiв", ("case", "punctuation"))
    assert not told.keys
    assert not told.similar


def test_what_only_explains_a_qualifier_is_no_step(world: Normalizer) -> None:
    assert found_by(world, "Lyman, Kharkiv Oblast") == [("exact", "Lyman, Kharkiv Oblast"), ("exact", "Lyman")]
    told = world.explain("Lyman, Kharkiv Oblast")
    assert [(each.hint, each.value) for each in told.hints] == [("admin1", "UA-63")]
    effects = {item.id: item.effects[0].factor for item in told.candidates}
    assert effects["ua-lyman-kharkiv"] == 1
    assert effects["ua-lyman"] < 0.001


def test_similar_spellings_with_keys_features_and_odds(world: Normalizer) -> None:
    told = world.explain("Khharkivv", country="UA")
    assert told.keys[0].key.startswith("x")
    assert {tuple(item.features) for item in told.similar} == {FEATURES}
    best = told.similar[0]
    assert (best.counts, best.features["within"]) == (True, 1)
    assert "ua-kharkiv" in best.ids
    assert [item.odds for item in told.similar] == sorted((item.odds for item in told.similar), reverse=True)
    assert {item.met for item in told.candidates} <= {item.spelling for item in told.similar if item.counts}
    odds = sum(item.odds for item in told.candidates if item.met == best.spelling and item.how.count("named") == 0)
    assert odds == pytest.approx(best.odds)


@pytest.mark.parametrize("spelling", ["Khharkiv oblastt"])
def test_what_is_compared_in_vain_is_shown_too(world: Normalizer, spelling: str) -> None:
    told = world.explain(spelling)
    in_vain = [item for item in told.similar if not item.counts]
    assert in_vain
    assert {item.met for item in told.candidates} <= {item.spelling for item in told.similar} - {
        item.spelling for item in in_vain
    }
    assert all(item.odds < 0.1 for item in in_vain)


def test_generated_spellings_name_their_systems(world: Normalizer) -> None:
    [bakhmut] = [item for item in world.explain("Bahmut").candidates if item.id == "ua-bakhmut"]
    assert bakhmut.systems
    assert (bakhmut.met, bakhmut.method) == ("bahmut", "spelling")


@pytest.mark.parametrize(("spelling", "hints"), ASKED)
def test_changes_change_the_answer_as_told(world: Normalizer, spelling: str, hints: dict[str, Any]) -> None:
    told = world.explain(spelling, **hints)
    for change in told.changes:
        if change.option == "min_probability":
            assert isinstance(change.value, float)
            other = Normalizer(*world.layers, min_probability=change.value).normalize(spelling, **hints)
        else:
            kept = {name: value for name, value in hints.items() if name not in (change.option, "strict")}
            strict = [name for name in hints.get("strict", ()) if name != change.option]
            added: dict[str, Any] = {} if change.value is None else {change.option: change.value}
            other = world.normalize(spelling, **kept, **added, strict=strict)
        assert (other.status, other.id) == (change.status, change.id)
        assert (change.status, change.id) != (told.match.status, told.match.id)


def test_a_namesake_is_told_apart_by_its_region(world: Normalizer) -> None:
    changes = {(change.option, change.value): change.id for change in world.explain("Stepne").changes}
    assert changes["admin1", "UA-14"] == "ua-stepne-1"
    without = {change.option: change.status for change in world.explain("Stepne", admin1="UA-14").changes}
    assert without["admin1"] == "ambiguous"


def test_wrong_calls_are_refused_as_by_normalize(world: Normalizer) -> None:
    with pytest.raises(HintError, match="country"):
        world.explain("Bakhmut", country="Atlantis")
    with pytest.raises(TypeError, match="spelling"):
        world.explain(None)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("Харкiв Lyman,/().м'\x00\ud800\u200b2-"), max_size=20))
def test_odd_text_is_explained(world: Normalizer, text: str) -> None:
    told = world.explain(text)
    assert scores([told.match]) == scores([world.normalize(text)])
    json.dumps(told.record(), allow_nan=False)


def test_a_stack_and_rules_are_explained_too(world_table: Table, lower_table: Table) -> None:
    stack = Normalizer(world_table, lower_table)
    for spelling in ("Lyman", "Bakhmut", "Vyhadane", "Vygadanne"):
        told = stack.explain(spelling)
        assert scores([told.match]) == scores([Normalizer(world_table, lower_table).normalize(spelling)])
        assert [item.probability for item in told.candidates] == [item.score for item in told.match.candidates]
    ruled = over(("override", "Lyman", "lyman-2"))
    told = ruled.explain("Lyman")
    assert (told.match.id, told.candidates[0].probability) == ("lyman-2", 1)
    assert "rule" in told.candidates[0].how


def test_the_embedded_layer_decided_beforehand(embedded: Normalizer) -> None:
    """Most of its keys have their verdict in the index; an explanation decides them in full."""
    for spelling in ("Kyiv", "Lyman", "Brest", "Zelensky", "Severodonetsk", "Sieverodonetskk", "Gavrilovka Vtoraya"):
        told = embedded.explain(spelling)
        assert scores([told.match]) == scores([embedded.normalize(spelling)])
        assert [item.probability for item in told.candidates] == [item.score for item in told.match.candidates]
