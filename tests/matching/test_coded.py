"""Texts are coded for numpy as the index codes them: what differs would never be found."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from toponym.gazetteer.fuzzy import letter_codes
from toponym.matching.coded import Patterns, coded

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=8)


@given(TEXTS)
def test_letters_are_coded_as_in_the_index(texts: list[str]) -> None:
    found = coded(texts)
    rows = [row[:length].tobytes() for row, length in zip(found.codes, found.lengths, strict=True)]
    assert rows == [letter_codes(text) for text in texts]


def test_likeness_is_the_share_of_letters_that_stay() -> None:
    distance, likeness = Patterns(coded(["kyiv"])).compare(numpy.array([0, 0, 0]), coded(["kyiv", "kiiv", ""]))
    assert distance.tolist() == [0, 1, 4]
    assert likeness.tolist() == [1.0, 0.75, 0.0]
