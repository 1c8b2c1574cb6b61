"""What is gathered in pieces comes back as one dict of everything would give it."""

import math
from array import array
from itertools import accumulate, chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.gazetteer import fuzzy_build
from toponym.gazetteer.fuzzy_build import Ends, KeyRows, PieceLists, Row, Texts
from toponym.gazetteer.spool import Spool

NUMBERS = st.integers(0, 0xFFFFFFFF)
ROWS = st.builds(Row, st.integers(0, 255), NUMBERS, st.integers(0, 5))
ADDED = st.lists(st.tuples(st.text("abcdef\0\ud800", max_size=2), ROWS), max_size=60)
BUCKETS = 9


def bytes_of(section: Spool) -> bytes:
    return b"".join(section.pieces())


@pytest.mark.parametrize("pending", [1, 1 << 16])
@given(added=ADDED)
def test_rows_come_by_key_in_the_order_of_their_first(pending: int, added: list[tuple[str, Row]]) -> None:
    expected: dict[str, dict[int, Row]] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fuzzy_build, "_PENDING", pending)
        rows = KeyRows()
        for key, row in added:
            rows.add(key, row)
            known = expected.setdefault(key, {})
            known[row.head] = min(row, known.get(row.head, row))
        assert [(key, list(own)) for key, own in rows.merged()] == [
            (key, list(own.values())) for key, own in expected.items()
        ]
    assert list(rows.merged()) == []


@given(st.lists(st.sets(NUMBERS, max_size=8), max_size=40), st.integers(1, 50))
def test_lists_are_those_of_one_dict_however_many_runs_there_are(members: list[set[int]], most: int) -> None:
    lists = PieceLists(most)
    for pieces in members:
        lists.add(pieces)
    assert len(lists) == len(members)
    owned = [{piece % BUCKETS for piece in pieces} for pieces in members]
    listed = [[at for at, buckets in enumerate(owned) if bucket in buckets] for bucket in range(BUCKETS)]
    rarity = [max(0.05, math.log((len(members) + 1) / (len(each) + 1))) for each in listed]
    ends, found, weights = lists.sections(BUCKETS, 0.05)
    assert bytes_of(found) == array("I", chain.from_iterable(listed)).tobytes()
    assert bytes_of(ends) == array("I", accumulate(map(len, listed), initial=0)).tobytes()
    assert array("f", bytes_of(weights)).tolist() == pytest.approx([sum(rarity[one] for one in each) for each in owned])


def test_texts_stand_behind_each_other_with_their_ends() -> None:
    texts = Texts("t")
    for text in (b"ab", b"", b"c"):
        texts.add(text)
    sections = texts.sections()
    assert bytes_of(sections["t"]) == b"abc"
    assert bytes_of(sections["t.ends"]) == array("I", [0, 2, 2, 3]).tobytes()


def test_ends_begin_at_nothing() -> None:
    assert bytes_of(Ends().section()) == array("I", [0]).tobytes()
    ends = Ends()
    for size in (3, 0, 4):
        ends.add(size)
    assert bytes_of(ends.section()) == array("I", [0, 3, 3, 7]).tobytes()
