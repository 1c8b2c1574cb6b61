"""The forms that share most with a spelling; what is found for one does not hang on the others asked with it."""

import numpy
import pytest

from tests.matching.world import name, place
from toponym.gazetteer import Index
from toponym.gazetteer.compile import compile_index
from toponym.gazetteer.fuzzy import Coarse, pieces
from toponym.matching import nearest
from toponym.matching.nearest import MOST_FORMS, Lists
from toponym.table import Table
from toponym.text.keys import readings

SYLLABLES = ("bra", "dom", "kiv", "sta", "lub", "mar", "vin", "zor", "pil", "gre")
NAMES = [first + second + third for first in SYLLABLES for second in SYLLABLES for third in ("ka", "grad", "ne")]


@pytest.fixture(scope="module")
def lists() -> Lists:
    table = Table.from_records([place(f"x-{text}", name(text, "en")) for text in NAMES])
    return Lists(Index.from_bytes(compile_index(table.entries)))


def asked(*spellings: str) -> list[set[int]]:
    return [{piece for key in readings(text) for piece in pieces(key, Coarse.of(key).consonants)} for text in spellings]


def forms_of(lists: Lists, spellings: list[str], allowed: "numpy.ndarray | None" = None) -> list[list[int]]:
    query, form, likeness = lists.nearest(asked(*spellings), allowed)
    assert (likeness > 0).all()
    assert (numpy.diff(query) >= 0).all()
    return [form[query == number].tolist() for number in range(len(spellings))]


def test_the_form_itself_is_likest(lists: Lists) -> None:
    _, form, likeness = lists.nearest(asked("bradomka"), None)
    best = form[likeness.argmax()]
    assert likeness.max() == pytest.approx(1, abs=0.02)
    assert forms_of(lists, ["bradomka"], numpy.arange(len(lists)) == best) == [[best]]


def test_no_more_than_can_be_compared_are_given(lists: Lists) -> None:
    for found in forms_of(lists, NAMES[:70]):
        assert 1 <= len(found) <= 2 * MOST_FORMS
        assert len(set(found)) == len(found)


def test_what_is_found_for_one_does_not_hang_on_the_others(lists: Lists) -> None:
    spellings = [text[:4] + "x" + text[4:] for text in NAMES[:150]]
    together = forms_of(lists, spellings)
    assert together == [forms_of(lists, [text])[0] for text in spellings]


def test_only_allowed_forms_are_found(lists: Lists) -> None:
    some = numpy.arange(len(lists)) % 3 == 0
    for every, few in zip(forms_of(lists, NAMES[:20]), forms_of(lists, NAMES[:20], some), strict=True):
        assert few
        assert all(some[form] for form in few)
        assert {form for form in every if some[form]} <= set(few)
    assert forms_of(lists, NAMES[:2], some & False) == [[], []]


def test_what_shares_nothing_is_not_found(lists: Lists) -> None:
    query, form, likeness = lists.nearest([set(), *asked("bradomka")], None)
    assert set(query.tolist()) == {1}
    assert len(form) == len(likeness) == len(query)
    assert forms_of(lists, []) == []


def test_long_lists_are_not_read(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    every = forms_of(lists, ["bradomka"])[0]
    monkeypatch.setattr(nearest, "MOST_POSTINGS", (5, 5))
    few = forms_of(lists, ["bradomka"])[0]
    assert 0 < len(few) <= 5
    assert set(few) < set(every)
