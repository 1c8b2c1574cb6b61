"""What is gathered in pieces comes back as one dict of everything would give it."""

from array import array
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.gazetteer import fuzzy_build
from toponym.gazetteer.fuzzy_build import BucketLists, KeyRows, Row, Texts
from toponym.gazetteer.spool import Ends, Spool, ends_of

NUMBERS = st.integers(0, 0xFFFFFFFF)
ROWS = st.builds(Row, st.integers(0, 255), NUMBERS, st.integers(0, 5))
ADDED = st.lists(st.tuples(st.text("abcdef\0\ud800", max_size=2), ROWS), max_size=60)
BUCKETS = 200  # more than are made at once


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
        assert rows.group() == len(expected)
        assert [(key, list(own)) for key, own in rows.merged()] == [
            (key, list(own.values())) for key, own in expected.items()
        ]
    assert list(rows.merged()) == []


@given(st.lists(st.sets(st.integers(0, BUCKETS - 1)), max_size=40), st.integers(1, 50))
def test_lists_are_those_of_one_dict_however_often_they_spill(members: list[set[int]], most: int) -> None:
    lists = BucketLists(BUCKETS, most)
    for buckets in members:
        lists.add(buckets)
    listed = [[at for at, buckets in enumerate(members) if bucket in buckets] for bucket in range(BUCKETS)]
    assert bytes_of(lists.members()) == array("I", chain.from_iterable(listed)).tobytes()
    assert lists.counts.tolist() == [len(each) for each in listed]
    assert [Counter(buckets) for buckets in lists.owned()] == [Counter(buckets) for buckets in members]
    assert len(lists) == len(members)


def test_texts_stand_behind_each_other_with_their_ends() -> None:
    texts = Texts("t")
    for text in (b"ab", b"", b"c"):
        texts.add(text)
    sections = texts.sections()
    assert bytes_of(sections["t"]) == b"abc"
    assert bytes_of(sections["t.ends"]) == array("I", [0, 2, 2, 3]).tobytes()


def test_ends_begin_at_nothing() -> None:
    assert bytes_of(Ends().section()) == array("I", [0]).tobytes()
    assert bytes_of(ends_of([3, 0, 4])) == array("I", [0, 3, 3, 7]).tobytes()
