"""Answers: numbers at once, words and entries on demand, and equal however they were made."""

import pickle

import pytest

from toponym.gazetteer import index_of
from toponym.matching import Normalizer
from toponym.matching.answer import KeyAnswer, LazyAnswer, no_name
from toponym.matching.verdicts import judge
from toponym.model import Match


def test_no_name() -> None:
    answer = no_name("empty")
    assert (answer.status, answer.score, answer.method, answer.reason, answer.candidates, answer.id) == (
        "none",
        0.0,
        "none",
        "empty",
        (),
        None,
    )
    assert not Match("", answer)


def test_a_lazy_answer_makes_its_parts_once(world: Normalizer) -> None:
    answer = world.normalize("Luhansk")._answer
    assert isinstance(answer, LazyAnswer)
    assert answer.candidates is answer.candidates
    assert answer.reason is answer.reason


@pytest.mark.parametrize("spelling", ["Luhansk", "Stepne", "Zzyzx", "Bakhmot", "Haidai"])
def test_a_lazy_answer_knows_its_numbers_without_words(world: Normalizer, spelling: str) -> None:
    match = world.normalize(spelling)
    first = match.candidates[0] if match.candidates else None
    assert (match.id is not None) == (match.status == "match") == bool(match)
    if match.status == "none":
        assert (match.score, match.method) == (0.0, "none")
    else:
        assert first is not None
        assert match.method == first.method
        assert match.score >= first.score


def test_a_key_answer_equals_the_full_one() -> None:
    normalizer = Normalizer("embedded")
    for spelling in ("Kyiv", "Lyman", "Ivanivka", "Luhansk", "Haidai"):
        match = normalizer.normalize(spelling)
        answer = match._answer
        assert isinstance(answer, KeyAnswer)
        full = Match(spelling, answer.full)
        assert match == full
        assert hash(match) == hash(full)
        assert answer.full is answer.full


def test_the_embedded_index_carries_verdicts() -> None:
    assert index_of("embedded", judge).verdicts is not None


@pytest.mark.parametrize("spelling", ["Kyiv", "Ivanivka", "Zzyzx", "", "Severodonetskk"])
def test_answers_of_every_kind_pickle_alike(embedded: Normalizer, spelling: str) -> None:
    match = embedded.normalize(spelling)
    copy = pickle.loads(pickle.dumps(match))
    assert copy == match
    assert repr(copy) == repr(match)


def test_matches_are_not_equal_to_other_things(world: Normalizer) -> None:
    match = world.normalize("Luhansk")
    assert match != "Luhansk"
    assert match != world.normalize("luhansk")
    assert match == world.normalize("Luhansk")
    assert len({match, world.normalize("Luhansk")}) == 1


def test_repr_is_one_line(world: Normalizer) -> None:
    text = repr(world.normalize("Lyman"))
    assert text.startswith("Match('Lyman', 'match', id='ua-lyman', score=0.")
    assert "\n" not in text
