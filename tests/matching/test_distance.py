"""Edit distances of many pairs are those of rapidfuzz, pair by pair."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Postfix, Prefix

from toponym.matching.distance import Texts, common_end, common_start, edits, gather, letter_masks

WORDS = st.lists(st.text("abcd", max_size=12), min_size=1, max_size=20)


def texts(words: list[str], most: int = 30) -> Texts:
    lengths = numpy.array([len(word) for word in words])
    flat = numpy.frombuffer("".join(words).encode(), dtype=numpy.uint8)
    return gather(flat, numpy.cumsum(lengths) - lengths, lengths, most)


@given(WORDS, WORDS)
def test_edits_are_those_of_rapidfuzz(asked: list[str], words: list[str]) -> None:
    of = numpy.arange(len(words)) % len(asked)
    own = texts(asked)
    found = edits(letter_masks(own), own.lengths, of, texts(words))
    assert found.tolist() == [OSA.distance(asked[at], word) for at, word in zip(of, words, strict=True)]


@given(WORDS)
def test_common_ends(words: list[str]) -> None:
    others = [*words[1:], words[0]]
    starts, ends = common_start(texts(words), texts(others)), common_end(texts(words), texts(others))
    assert starts.tolist() == [Prefix.similarity(a, b) for a, b in zip(words, others, strict=True)]
    assert ends.tolist() == [Postfix.similarity(a, b) for a, b in zip(words, others, strict=True)]


@pytest.mark.parametrize("length", [63, 64, 70])
def test_long_texts_are_cut_to_one_word_of_bits(length: int) -> None:
    asked, other = "a" * length, "a" * (length - 1) + "b"
    own = texts([asked], 64)
    found = edits(letter_masks(own), own.lengths, numpy.array([0]), texts([other], 64))
    assert found.tolist() == [OSA.distance(asked[:64], other[:64])]


@given(WORDS, st.integers(1, 14))
def test_texts_are_cut_out_of_a_flat_array_to_its_very_end(words: list[str], most: int) -> None:
    found = texts(words, most)
    assert found.lengths.tolist() == [min(len(word), most) for word in words]
    assert [bytes(row).rstrip(b"\0") for row in found.codes] == [word[:most].encode() for word in words]


def test_places_that_point_nowhere_do_no_harm() -> None:
    flat = numpy.frombuffer(b"kyiv", dtype=numpy.uint8)
    assert gather(flat, numpy.array([0, 1 << 40]), numpy.array([2, 2]), 30).codes.tolist()[0] == list(b"ky")
    with pytest.raises(IndexError):
        gather(flat, numpy.array([0, -9]), numpy.array([2, 2]), 30)


def test_nothing_has_no_letters() -> None:
    empty = texts([""])
    assert edits(letter_masks(empty), empty.lengths, numpy.array([0]), texts([""])).tolist() == [0]
