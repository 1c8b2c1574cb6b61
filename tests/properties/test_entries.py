"""What holds of every table that Hypothesis can make, and of the embedded one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponym.api import default_normalizer
from toponym.matching import Normalizer
from toponym.model import Entry
from toponym.table import Table, authority_keys, problems
from toponym.testing.properties import PROPERTIES, Property
from toponym.testing.strategies import entries, names, spellings, tables, typos, unrelated
from toponym.testing.table_properties import addition, order_of_entries, order_of_layers, share_ids

# Each example compiles a table, so there are fewer of them; the long profile looks further.
FEW = settings(max_examples=max(settings().max_examples // 5, 20))
_INDEX = default_normalizer()._layers.indexes[0]
_UKRAINE = ("Ukraine", "Україна", "Украина", "UA")


def embedded_entries() -> st.SearchStrategy[Entry]:
    """Entries of the embedded layer."""
    return st.integers(0, len(_INDEX) - 1).map(_INDEX.entry)


@given(entries())
def test_made_entries_are_sound(entry: Entry) -> None:
    assert list(problems([entry])) == []


@given(tables())
def test_made_tables_are_sound(table: Table) -> None:
    assert list(problems(table)) == []


@given(tables())
@FEW
def test_every_property_holds_of_every_entry(table: Table) -> None:
    normalizer = Normalizer(table)
    findings = [finding for check in PROPERTIES.values() for entry in table for finding in check(normalizer, entry)]
    assert findings == []


@pytest.mark.parametrize("check", PROPERTIES.values(), ids=PROPERTIES)
def test_every_property_holds_of_the_whole_curated_table(check: Property) -> None:
    curated = (entry for entry in map(_INDEX.entry, range(len(_INDEX))) if ":" not in entry.id)
    assert [found.message for entry in curated for found in check(default_normalizer(), entry)] == []


@given(st.data())
@FEW
def test_whatever_is_written_for_an_entry_finds_it(data: st.DataObject) -> None:
    table = data.draw(tables())
    entry = data.draw(st.sampled_from(table.entries))
    spelling = data.draw(spellings(entry))
    match = Normalizer(table).normalize(spelling)
    assert match.status != "none", match
    assert entry.id in [candidate.id for candidate in match.candidates]


@given(st.data())
def test_whatever_is_written_for_an_embedded_entry_has_it_among_the_candidates(data: st.DataObject) -> None:
    entry = data.draw(embedded_entries())
    in_ukraine = entry.country == "UA" and entry.kind != "country"
    spelling = data.draw(spellings(entry, _UKRAINE if in_ukraine else ()))
    match = default_normalizer().normalize(spelling)
    assert entry.id in [candidate.id for candidate in match.candidates], match


@given(st.data())
@FEW
def test_a_slip_is_no_sure_match_with_something_unlike(data: st.DataObject) -> None:
    table = data.draw(tables())
    entry = data.draw(st.sampled_from(table.entries))
    slip = data.draw(typos(entry.names[0].text))
    match = Normalizer(table).normalize(slip)
    if match.method == "fuzzy" and match.entry is not None:
        assert match.entry.kind != "person"


@given(st.data())
@FEW
def test_what_names_nothing_is_none(data: st.DataObject) -> None:
    table = data.draw(tables())
    match = Normalizer(table).normalize(data.draw(unrelated(*table)))
    assert match.status == "none", match


@given(tables(), st.lists(names().map(lambda name: name.text), max_size=2))
@FEW
def test_the_order_of_entries_changes_no_answer(table: Table, others: list[str]) -> None:
    assert list(order_of_entries(table, others)) == []


@given(tables(max_size=3), tables(max_size=3))
@FEW
def test_the_order_of_layers_that_share_nothing_changes_no_answer(upper: Table, lower: Table) -> None:
    lower = Table(replace(entry, id=f"lower-{entry.id}", ids={}) for entry in lower)
    assert not share_ids(upper, lower)
    assert list(order_of_layers(upper, lower)) == []


@given(tables(), entries(ids=st.just("new")))
@FEW
def test_an_addition_changes_no_answer_but_those_it_is_a_candidate_of(table: Table, entry: Entry) -> None:
    known = {key for each in table for key in authority_keys(each)}
    if known & set(authority_keys(entry)):
        entry = replace(entry, ids={})
    assert list(addition(table, entry)) == []
