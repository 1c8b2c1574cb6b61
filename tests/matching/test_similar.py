"""Rows for the model: each spelling's own whatever it is asked with; damaged sections are refused or harmless."""

import random
import tracemalloc
from array import array
from collections.abc import Iterator

import pytest

from tests.matching.world import name, place
from toponym.errors import IndexFileError
from toponym.gazetteer import Index
from toponym.gazetteer.compile import compile_index
from toponym.gazetteer.container import _HEADER, _SECTION
from toponym.matching.features import FEATURES
from toponym.matching.fuzzy import SimilarSpellings
from toponym.matching.layers import Layers
from toponym.matching.prior import default_prior
from toponym.matching.similar import MOST_ROWS, Candidates
from toponym.table import Table

SYLLABLES = ("bra", "dom", "kiv", "sta", "lub", "mar")
NAMES = [first + second + third for first in SYLLABLES for second in SYLLABLES for third in ("ka", "grad", "шевка")]
ASKED = ["bradomkka", "stamargad", "x", "lubkivschewka", "kivbrahrad", "zzzzzzzz", "бракившевка", "l" * 100]
DAMAGED = 60
FAR = 50_000  # rows that a damaged index gives each form


@pytest.fixture(scope="module")
def data() -> bytes:
    table = Table.from_records([place(f"x-{number}", name(text, "uk")) for number, text in enumerate(NAMES)])
    return compile_index(table.entries)


def test_rows_of_a_spelling_do_not_hang_on_the_others(data: bytes) -> None:
    index = Index.from_bytes(data)
    candidates = Candidates(index)
    together = candidates.rows(ASKED)
    assert len(set(together.query.tolist())) >= 4
    for number, text in enumerate(ASKED):
        alone, own = candidates.rows([text]), together.query == number
        assert len(alone.query) <= MOST_ROWS
        assert alone.spelling.tolist() == together.spelling[own].tolist()
        assert alone.features.tolist() == together.features[own].tolist()
        assert alone.features.shape[1] == len(FEATURES)


def damaged(data: bytes) -> Iterator[bytes]:
    """The index with each section of fuzzy search filled with nonsense, then with some of its bytes changed."""
    count = _HEADER.unpack_from(data)[4]
    rows = [_SECTION.unpack_from(data, _HEADER.size + _SECTION.size * number) for number in range(count)]
    spans = [(at, at + length) for name, at, length, _ in rows if length and name.startswith((b"fuzzy", b"key"))]
    for start, end in spans:
        for fill in (b"\xff", b"\0", b"\x7f"):
            yield data[:start] + fill * (end - start) + data[end:]
    chance = random.Random(11)
    for number in range(DAMAGED):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 20, 200))):
            changed[chance.randrange(*spans[number % len(spans)])] ^= chance.randrange(1, 256)
        yield bytes(changed)


def test_damaged_sections_are_refused_or_harmless(data: bytes) -> None:
    refused = 0
    for each in damaged(data):
        similar = SimilarSpellings(Layers([Index.from_bytes(each)]), default_prior())
        try:
            similar.find_many(ASKED)
            similar.find_many(ASKED, frozenset({"UA"}))
        except IndexFileError:
            refused += 1
    assert refused > 10


def test_rows_beyond_the_index_are_refused_before_memory_is_asked_for(data: bytes) -> None:
    count = _HEADER.unpack_from(data)[4]
    rows = [_SECTION.unpack_from(data, _HEADER.size + _SECTION.size * number) for number in range(count)]
    start, length = next((at, size) for name, at, size, _ in rows if name.rstrip(b"\0") == b"fuzzy.row.ends")
    far = data[:start] + array("I", range(0, length // 4 * FAR, FAR)).tobytes() + data[start + length :]
    SimilarSpellings(Layers([Index.from_bytes(data)]), default_prior()).find_many(ASKED)  # reads what is kept
    similar = SimilarSpellings(Layers([Index.from_bytes(far)]), default_prior())
    tracemalloc.start()
    with pytest.raises(IndexFileError):
        similar.find_many(ASKED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 << 20
