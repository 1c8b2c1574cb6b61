"""What differs between two keys, letter by letter, is what Python's own counting says."""

import tomllib
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import numpy
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.test_distance import texts
from toponym.matching.distance import common_end, common_start
from toponym.matching.letters import DIFFERENCES, LETTERS, MIDDLES, VOWELS, differences, middles
from toponym.text import keys

KEYS = st.lists(st.text("aiokrsZ 7", max_size=8), min_size=1, max_size=12)


@given(KEYS, KEYS)
def test_letters_more_and_less_are_counted(asked: list[str], words: list[str]) -> None:
    which = numpy.arange(len(words)) % len(asked)
    found = differences(texts(asked), which, texts(words))
    assert found.shape == (len(words), len(DIFFERENCES))
    half = len(DIFFERENCES) // 2
    for row, at, word in zip(found.astype(int).tolist(), which.tolist(), words, strict=True):
        own, other = (Counter(letter if letter in LETTERS else "" for letter in text) for text in (asked[at], word))
        letters = [*LETTERS, ""]
        assert row[:half] == [max(own[letter] - other[letter], 0) for letter in letters]
        assert row[half:] == [max(other[letter] - own[letter], 0) for letter in letters]


@given(KEYS)
def test_middles_lie_between_what_both_share(words: list[str]) -> None:
    others = [*words[1:], words[0]]
    own, beside = texts(words), texts(others)
    columns = numpy.stack(middles(own, beside, common_start(own, beside), common_end(own, beside)), axis=1)
    assert columns.shape == (len(words), len(MIDDLES))
    for one, other, row in zip(words, others, columns.astype(int).tolist(), strict=True):
        pairs = list(zip_longest(one, other))
        start = next((at for at, (a, b) in enumerate(pairs) if a != b), len(one))
        rest = min(len(one), len(other)) - start
        end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
        middle, beyond = one[start : len(one) - end], other[start : len(other) - end]
        consonants = [sum(letter not in VOWELS for letter in text) for text in (middle, beyond)]
        expected = [len(middle), len(beyond), *consonants, end, start]
        assert row == [*expected, bool(middle + beyond) and not any(consonants), not middle + beyond]


def test_every_letter_of_a_key_is_counted_as_itself() -> None:
    """A letter that keys.toml gains must not silently become one of "other"."""
    declared = tomllib.loads(Path(keys.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for family in declared.values():
        written = {letter for pair in family["letters"].split() for letter in pair[2:]}
        written |= {letter for readings in family["groups"].values() for reading in readings for letter in reading}
        assert {letter for letter in written if letter.isalpha()} <= set(LETTERS)
        assert set(family["coarse"]["vowels"]) <= set(VOWELS)
