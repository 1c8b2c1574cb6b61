"""Verdicts: what every key means without hints, decided when the index is built, agrees with deciding afresh."""

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.world import LOWER, WORLD, Record, name, place
from toponym.gazetteer import Index, index_of
from toponym.gazetteer.compile import compile_index
from toponym.matching import Normalizer
from toponym.matching.answer import KeyAnswer
from toponym.matching.cascade import Cascade
from toponym.matching.decide import decide
from toponym.matching.layers import Layers
from toponym.matching.verdicts import StackVerdicts, Verdicts, judge
from toponym.model import Match
from toponym.table import Table

_SAMPLE = 4000
_PROBABILITIES = (0.3, 0.6, 0.9, 0.97)


@pytest.fixture(scope="module")
def judged() -> Index:
    return Index.from_bytes(compile_index(Table.from_records(WORLD).entries, judge=judge))


def _verdicts(index: Index, normalizer: Normalizer, probability: float) -> Verdicts:
    return Verdicts(index, probability, normalizer._full_answer)


def _agree(fast: Match, full: Match) -> None:
    assert (fast.status, fast.id) == (full.status, full.id), full.query
    assert (fast.score, fast.method, fast.reason) == (full.score, full.method, full.reason)


@pytest.mark.parametrize("probability", _PROBABILITIES)
def test_every_key_of_a_table_is_judged_as_it_is_decided(judged: Index, world_table: Table, probability: float) -> None:
    normalizer = Normalizer(world_table, min_probability=probability)
    verdicts = _verdicts(judged, normalizer, probability)
    answered = 0
    for number in range(judged.key_count):
        key = judged.key(number)
        answer = verdicts.answer(key, key)
        if answer is not None:
            answered += 1
            _agree(Match(key, answer), normalizer.normalize(key))
    assert answered > judged.key_count // 2


@pytest.mark.parametrize("probability", _PROBABILITIES)
def test_keys_of_the_embedded_layer_are_judged_as_they_are_decided(embedded: Normalizer, probability: float) -> None:
    index = index_of("embedded", judge)
    normalizer = Normalizer("embedded", min_probability=probability)
    verdicts = _verdicts(index, normalizer, probability)
    numbers = random.Random(7).sample(range(index.key_count), _SAMPLE)
    judged = 0
    for number in numbers:
        key = index.key(number)
        answer = verdicts.answer(key, key)
        if answer is not None:
            judged += 1
            full = normalizer._full_answer(key)
            assert (answer.status, answer.id) == (full.status, full.id), key
    assert judged > _SAMPLE // 2


def test_a_given_name_is_left_to_the_cascade(judged: Index, world_table: Table) -> None:
    verdicts = _verdicts(judged, Normalizer(world_table), 0.9)
    assert judged.number("serhii") >= 0
    assert verdicts.answer("Serhii", "serhii") is None
    assert verdicts.answer("zzyzx", "zzyzx") is None


def test_a_key_answer_knows_status_and_id_before_the_rest(judged: Index) -> None:
    def never(spelling: str) -> KeyAnswer:
        raise AssertionError(f"{spelling} was decided in full")

    answer = Verdicts(judged, 0.9, never).answer("Bakhmut", "bakhmut")  # type: ignore[arg-type]
    assert answer is not None
    assert (answer.query, answer.status, answer.id) == ("Bakhmut", "match", "ua-bakhmut")
    match = Match("Bakhmut", answer)
    assert bool(match)
    with pytest.raises(AssertionError, match="decided in full"):
        _ = match.reason


def _compiled(*records: Record) -> Index:
    return Index.from_bytes(compile_index(Table.from_records(records).entries, judge=judge))


def _stack(probability: float, *indexes: Index) -> tuple[Normalizer, StackVerdicts]:
    """A normalizer over compiled indexes, which decides all at run time, and the verdicts it would use."""
    normalizer = Normalizer(Table.from_records(WORLD), min_probability=probability)
    normalizer._layers = Layers(indexes)
    normalizer._cascade = Cascade(normalizer._layers, normalizer._prior)
    normalizer._decide = partial(
        decide, layers=normalizer._layers, prior=normalizer._prior, min_probability=probability
    )
    normalizer._verdicts = None
    return normalizer, StackVerdicts(normalizer._layers, normalizer._prior, probability, normalizer._full_answer)


@st.composite
def stacks(draw: st.DrawFn) -> list[list[Record]]:
    """Two or three layers of places that share names, ids, units and what is known of them."""
    layers = []
    for layer in range(draw(st.integers(2, 3))):
        records = []
        for number in range(draw(st.integers(1, 5))):
            more: Record = {}
            if draw(st.booleans()):
                more["ids"] = {"geonames": draw(st.integers(1, 4))}
            if draw(st.booleans()):
                more["population"] = draw(st.sampled_from([200, 30_000, 2_000_000]))
            if number and draw(st.booleans()):
                more["eponym"] = f"{layer}-{draw(st.integers(0, number - 1))}"
            texts = draw(
                st.lists(st.sampled_from(["Лиман", "Бахмут", "Lyman", "Торецьк", "США"]), min_size=1, max_size=2)
            )
            kind = draw(st.sampled_from(["settlement", "settlement", "region", "river"]))
            records.append(place(f"{layer}-{number}", *map(name, dict.fromkeys(texts)), kind=kind, **more))
        owners: set[int] = set()
        for record in records:  # a table gives no id twice
            ids = record.get("ids", {})
            if ids.get("geonames") in owners:
                del record["ids"]
            owners.update(ids.values())
        layers.append(records)
    return layers


@settings(max_examples=60)
@given(stacks(), st.sampled_from(_PROBABILITIES))
def test_a_stack_answers_as_it_would_decide(layers: list[list[Record]], probability: float) -> None:
    indexes = [_compiled(*records) for records in layers]
    normalizer, verdicts = _stack(probability, *indexes)
    for key in set[str]().union(*(index.keys() for index in indexes)):
        answer = verdicts.answer(key, key)
        if answer is not None:
            _agree(Match(key, answer), normalizer.normalize(key))


def test_verdicts_serve_a_stack_where_they_hold(judged: Index) -> None:
    lower = _compiled(*LOWER, place("low-paris", name("Париж", "ru"), population=2_000_000))
    _, verdicts = _stack(0.9, judged, lower)
    for alone in ("kharkiv", "parizh"):
        assert verdicts.answer(alone, alone) is not None, alone
    for shared in ("lyman", "bakhmut", "bahmuth", "nowhere"):
        assert verdicts.answer(shared, shared) is None, shared


def test_a_stack_without_verdicts_decides_everything(world_table: Table) -> None:
    stacked = Normalizer(world_table, Table.from_records(LOWER))
    assert stacked._verdicts is not None
    assert stacked._verdicts.answer("Kharkiv", "kharkiv") is None
    assert stacked.normalize("Kharkiv").id == "ua-kharkiv"


def test_an_index_without_verdicts_has_none(world_table: Table) -> None:
    with pytest.raises(ValueError, match="verdicts"):
        Verdicts(index_of(world_table), 0.9, Normalizer(world_table)._full_answer)


def test_normalize_many_and_normalize_agree_on_embedded_keys(embedded: Normalizer) -> None:
    index = index_of("embedded", judge)
    keys = [index.key(number) for number in random.Random(11).sample(range(index.key_count), 1000)]
    fresh = Normalizer("embedded")
    assert [(m.status, m.id) for m in embedded.normalize_many(keys)] == [
        (m.status, m.id) for m in map(fresh.normalize, keys)
    ]
