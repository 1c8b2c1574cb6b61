"""What holds for every compiled table."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.table.cases import records
from toponym.gazetteer import Index, forms
from toponym.gazetteer.compile import compile_index
from toponym.gazetteer.spellings import spellings_of
from toponym.model import Entry
from toponym.table import authority_keys, entry_from_record, pcode
from toponym.text.fold import fold

ENTRIES = st.lists(st.builds(entry_from_record, records()), max_size=4, unique_by=lambda entry: entry.id)
FEW = settings(max_examples=25)


def compiled(entries: list[Entry]) -> Index:
    return Index.from_bytes(compile_index(entries))


@given(ENTRIES)
@FEW
def test_every_recorded_text_finds_its_entry(entries: list[Entry]) -> None:
    index = compiled(entries)
    index.verify()
    for number, entry in enumerate(entries):
        for part in entry.names + entry.variants:
            key = fold(part.text)
            if key:
                assert (number, forms.WHOLE) in {(posting.entry, posting.role) for posting in index.find(key)}


@given(ENTRIES)
@FEW
def test_keys_and_postings_are_those_of_the_spellings(entries: list[Entry]) -> None:
    index = compiled(entries)
    expected = {
        (spelling.key, number, spelling.role, spelling.form, spelling.tier)
        for number, entry in enumerate(entries)
        for spelling in spellings_of(entry)
    }
    found = {
        (key, posting.entry, posting.role, posting.form, posting.tier)
        for number, key in enumerate(index.keys())
        for posting in index.postings(number)
    }
    assert found == expected


@given(ENTRIES)
@FEW
def test_entries_and_facts_come_back(entries: list[Entry]) -> None:
    index = compiled(entries)
    assert len(index) == len(entries)
    for number, entry in enumerate(entries):
        katottg = entry.ids.get("katottg")
        more = {"pcode": pcode(katottg, entry.kind)} if isinstance(katottg, str) else {}
        read = index.entry(number)
        assert (read.names, read.variants, read.ids) == (entry.names, entry.variants, {**entry.ids, **more})
        facts = index.facts(number)
        assert (facts.kind, facts.feature, facts.country, facts.admin1) == entry_facts(entry)
        # Without a place of its own an entry takes that of its surroundings, where there are any.
        assert not math.isnan(facts.lat) or entry.lat is None
        assert math.isnan(facts.lat) or entry.lat is not None or entry.parents or len(entries) > 1


def entry_facts(entry: Entry) -> tuple[str, str, str, str]:
    return entry.kind, entry.feature, entry.country, entry.admin1


@given(ENTRIES)
@FEW
def test_ids_belong_to_the_first_entry_that_bears_them(entries: list[Entry]) -> None:
    index = compiled(entries)
    owners: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for key in (entry.id, *authority_keys(entry)):
            owners.setdefault(key, number)
    for key, number in owners.items():
        assert index.by_id(key) == number


@given(ENTRIES)
@FEW
def test_compiling_is_deterministic(entries: list[Entry]) -> None:
    assert compile_index(entries) == compile_index(entries)
