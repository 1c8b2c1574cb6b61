"""Triples of letters, and the lists of keys that share them."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from toponym.gazetteer.fuzzy import BUCKETS, fuzzy_sections, triples

KEYS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=20)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_spelling_has_a_triple_for_each_letter_at_most(key: str) -> None:
    found = triples(key)
    assert 1 <= len(found) <= max(1, len(key))
    assert all(0 <= bucket < BUCKETS for bucket in found)


def test_edges_count() -> None:
    assert len(triples("kyiv")) == 4
    assert len(triples("")) == 1
    assert triples("ab") != triples("ba")
    assert len(triples("kyiv") & triples("kyivska")) == 3


@given(KEYS)
@settings(max_examples=20)
def test_every_key_stands_in_the_list_of_each_of_its_triples(keys: list[str]) -> None:
    numbered = [(number * 3, key) for number, key in enumerate(keys)]
    sections = fuzzy_sections(numbered)
    numbers, ends, members = array("I"), array("I"), array("I")
    for values, name in ((numbers, "fuzzy.key"), (ends, "fuzzy.triple.ends"), (members, "fuzzy.triple")):
        values.frombytes(sections[name])
    assert list(numbers) == [number for number, _ in numbered]
    assert list(sections["fuzzy.length"]) == [min(len(key), 255) for key in keys]
    assert len(ends) == BUCKETS + 1
    listed = {
        (bucket, at) for bucket in set().union(*map(triples, keys)) for at in members[ends[bucket] : ends[bucket + 1]]
    }
    assert listed == {(bucket, at) for at, key in enumerate(keys) for bucket in triples(key)}
    assert len(members) == len(listed)


def test_long_keys_have_a_bounded_length() -> None:
    assert fuzzy_sections([(0, "a" * 400)])["fuzzy.length"] == b"\xff"
