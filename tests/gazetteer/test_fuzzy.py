"""Keys, rows and the lists of shared pieces that fuzzy search reads."""

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponym.gazetteer.container import Section
from toponym.gazetteer.fuzzy import (
    LONGEST,
    NATIVE,
    Coarse,
    FuzzySpelling,
    bucket_count,
    fuzzy_sections,
    letter_codes,
    pieces,
)
from toponym.text.fold import fold
from toponym.text.keys import readings

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SPELLINGS = st.lists(TEXTS.map(fold).filter(bool), max_size=12, unique=True)


def values(sections: dict[str, Section], name: str, code: str = "I") -> list[int]:
    found = array(code)
    section = sections[name]
    found.frombytes(section if isinstance(section, bytes) else b"".join(section.pieces()))
    return found.tolist()


def sections_of(texts: list[str], tiers: list[int] | None = None) -> dict[str, Section]:
    tiers = tiers or [0] * len(texts)
    return fuzzy_sections([FuzzySpelling(3 * at, text, at, tiers[at]) for at, text in enumerate(texts)])


@given(TEXTS)
def test_a_letter_is_one_byte(text: str) -> None:
    codes = letter_codes(text)
    assert len(codes) == min(len(text), LONGEST)
    assert all(code == ord(letter) for code, letter in zip(codes, text, strict=False) if ord(letter) < 128)
    assert all(code >= 128 for code, letter in zip(codes, text, strict=False) if ord(letter) >= 128)


def pieces_of(key: str) -> set[int]:
    return pieces(key, Coarse.of(key).consonants)


@given(TEXTS)
def test_a_text_has_a_piece_for_each_letter_and_each_consonant_and_one_more_at_most(text: str) -> None:
    found = pieces_of(text)
    assert 1 <= len(found) <= max(1, len(text)) + len(Coarse.of(text).consonants)
    assert all(0 <= piece < 1 << 32 for piece in found)


def test_edges_and_order_count() -> None:
    assert len(pieces("kiv", "")) == 4  # three triples, and no consonants
    assert not pieces("abi", "x") & pieces("bai", "y")
    assert len(pieces("kiiv", "x") & pieces("kiivska", "y")) == 3


def test_two_keys_with_one_other_consonant_share_a_piece() -> None:
    assert pieces("xxx", "\1brzn") & pieces("yyy", "\1brdn")
    assert pieces("xxx", "\1brzn") & pieces("yyy", "\1brn")
    assert not pieces("xxx", "\1brzn") & pieces("yyy", "\1brdm")


@pytest.mark.parametrize("forms", [0, 1, 511, 512, 30_000, 1_000_000, 20_000_000])
def test_buckets_are_as_many_as_a_table_needs(forms: int) -> None:
    buckets = bucket_count(forms)
    assert buckets.bit_count() == 1
    assert 4096 <= buckets <= 1 << 22
    assert buckets > forms or buckets == 1 << 22


@given(SPELLINGS)
@settings(max_examples=20)
def test_every_form_stands_in_the_list_of_each_of_its_pieces(texts: list[str]) -> None:
    sections = sections_of(texts)
    ends, members = values(sections, "fuzzy.bucket.ends"), values(sections, "fuzzy.bucket")
    forms = list(dict.fromkeys(key for text in texts for key in readings(text)[:2]))
    buckets = bucket_count(len(forms))
    assert len(ends) == buckets + 1
    wanted = {(piece % buckets, at) for at, key in enumerate(forms) for piece in pieces_of(key)}
    listed = {(bucket, at) for bucket, _ in wanted for at in members[ends[bucket] : ends[bucket + 1]]}
    assert listed == wanted
    assert len(members) == len(wanted)


@given(SPELLINGS)
@settings(max_examples=20)
def test_every_spelling_has_a_row_of_its_entry_with_its_key(texts: list[str]) -> None:
    sections = sections_of(texts)
    ends, heads = values(sections, "fuzzy.row.ends"), values(sections, "fuzzy.row.head")
    forms = list(dict.fromkeys(key for text in texts for key in readings(text)[:2]))
    assert len(ends) == len(forms) + 1
    for at, text in enumerate(texts):
        for key in readings(text)[:2]:
            form = forms.index(key)
            assert at in heads[ends[form] : ends[form + 1]]


def test_of_spellings_with_one_key_the_latin_one_is_shown() -> None:
    spellings = [FuzzySpelling(0, "харків", 7, 0), FuzzySpelling(1, "kharkiv", 7, 2)]
    sections = fuzzy_sections(spellings)
    assert values(sections, "fuzzy.row.spelling") == [1]
    assert values(sections, "fuzzy.row.how", "B") == [2]
    assert values(fuzzy_sections(spellings[:1]), "fuzzy.row.how", "B") == [NATIVE]


def test_an_index_of_nothing_has_every_section() -> None:
    assert fuzzy_sections([]).keys() == sections_of(["kyiv"]).keys()
