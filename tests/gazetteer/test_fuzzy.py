"""Keys, rows and the lists of triples that fuzzy search reads."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from toponym.gazetteer.container import Section
from toponym.gazetteer.fuzzy import (
    BUCKETS,
    LONGEST,
    NATIVE,
    Coarse,
    FuzzySpelling,
    buckets_of,
    fuzzy_sections,
    letter_codes,
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


@given(TEXTS)
def test_a_text_has_a_triple_for_each_letter_at_most(text: str) -> None:
    found = buckets_of(letter_codes(text))
    assert 1 <= len(found) <= max(1, len(text))
    assert all(0 <= bucket < BUCKETS for bucket in found)


def test_edges_and_order_count() -> None:
    assert len(buckets_of(letter_codes("kyiv"))) == 4
    assert buckets_of(letter_codes("ab")) != buckets_of(letter_codes("ba"))
    assert len(buckets_of(letter_codes("kyiv")) & buckets_of(letter_codes("kyivska"))) == 3


@given(SPELLINGS)
@settings(max_examples=20)
def test_every_form_stands_in_the_list_of_each_of_its_triples(texts: list[str]) -> None:
    sections = sections_of(texts)
    ends, members = values(sections, "fuzzy.bucket.ends"), values(sections, "fuzzy.bucket")
    forms = list(dict.fromkeys(key for text in texts for key in readings(text)[:2]))
    assert len(ends) == BUCKETS + 1
    wanted = {(bucket, at) for at, key in enumerate(forms) for bucket in Coarse.of(key).buckets()}
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
