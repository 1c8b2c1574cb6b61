"""A compiled index answers as the entries say."""

import itertools
import json
import math
import threading

import pytest

from toponym.errors import IndexFileError, TableError
from toponym.gazetteer import NO_ENTRY, Explanation, Index, forms
from toponym.gazetteer.compile import compile_index
from toponym.gazetteer.spellings import spellings_of
from toponym.matching.layers import Layers
from toponym.model import Entry, Name
from toponym.table import Table, authority_keys, dump_line, entry_from_record
from toponym.text.modifiers import Modifiers


def index(*entries: Entry, notes: dict[str, str] | None = None) -> Index:
    return Index.from_bytes(compile_index(entries, notes=notes))


def test_every_spelling_finds_its_entries(small_table: Table, small_index: Index) -> None:
    expected: dict[str, set[tuple[int, int]]] = {}
    for number, entry in enumerate(small_table):
        for spelling in spellings_of(entry):
            expected.setdefault(spelling.key, set()).add((number, spelling.role))
    assert set(small_index.keys()) == set(expected)
    for key, found in expected.items():
        assert {(posting.entry, posting.role) for posting in small_index.find(key)} == found
    assert small_index.find("nowhere") == []
    assert small_index.find("") == []
    assert small_index.find("\ud800") == []


def test_keys_are_numbered(small_index: Index) -> None:
    for number, key in enumerate(small_index.keys()):
        assert small_index.key(number) == key
        assert small_index.postings(number) == small_index.find(key)


def test_a_generated_spelling_is_explained(small_index: Index) -> None:
    posting = next(posting for posting in small_index.find("voroshilovgrad") if posting.role == forms.WHOLE)
    explanation = small_index.explanation(posting.explanation)
    assert explanation.systems
    recorded = next(posting for posting in small_index.find("луганськ") if posting.role == forms.WHOLE)
    assert small_index.explanation(recorded.explanation) == Explanation((), ())


def test_every_id_finds_its_entry(small_table: Table, small_index: Index) -> None:
    for number, entry in enumerate(small_table):
        assert small_index.by_id(entry.id) == number
        assert small_index.entry_id(number) == entry.id
        for key in authority_keys(entry):
            assert small_index.by_id(key) == number
    assert small_index.by_id("nobody") is None
    assert small_index.by_id("pcode:UA4410003001") == 0
    assert small_index.by_id("\ud800") is None


def test_entries_come_back_with_their_p_code(small_table: Table, small_index: Index) -> None:
    assert len(small_index) == len(small_table)
    for number, entry in enumerate(small_table):
        found = small_index.entry(number)
        if "katottg" in entry.ids:
            assert found.ids.pop("pcode") == authority_keys(entry)[-1].removeprefix("pcode:")  # type: ignore[attr-defined]
        assert found == entry


def test_facts_weigh_entries_without_reading_them(small_table: Table, small_index: Index) -> None:
    for number, entry in enumerate(small_table):
        facts = small_index.facts(number)
        assert facts[:5] == (entry.kind, entry.feature, entry.country, entry.admin1, entry.population or 0)
        if entry.lat is None or entry.lon is None:
            assert math.isnan(facts.lat)
            assert math.isnan(facts.lon)
        else:
            assert abs(facts.lat - entry.lat) < 1e-5
            assert abs(facts.lon - entry.lon) < 1e-5
        eponym = small_index.by_id(entry.eponym) if entry.eponym else NO_ENTRY
        assert facts.eponym == eponym


def test_units_are_found_by_their_eponym(small_index: Index) -> None:
    assert [small_index.entry_id(unit) for unit in small_index.units(0)] == ["ua-luhansk-oblast", "ua-luhansk-raion"]
    assert small_index.units(1) == []


def test_an_eponym_may_be_named_by_any_id_and_may_be_missing() -> None:
    city = Entry("a", "settlement", (Name("А"),), ids={"geonames": 5})
    by_other_id = Entry("b", "region", (Name("Б"),), eponym="geonames:5")
    missing = Entry("c", "region", (Name("В"),), eponym="nobody")
    compiled = index(city, by_other_id, missing)
    assert compiled.units(0) == [1]
    assert compiled.facts(2).eponym == NO_ENTRY


def test_meta_and_notes(small_index: Index) -> None:
    assert small_index.meta["kinds"][0] == ""
    assert index(Entry("a", "area", (Name("А"),)), notes={"data_version": "1"}).meta["notes"] == {"data_version": "1"}


def test_twins_are_found_by_either_id() -> None:
    compiled = index(Entry("a", "area", (Name("А"),), ids={"geonames": (1, 2)}))
    assert (compiled.by_id("geonames:1"), compiled.by_id("geonames:2")) == (0, 0)
    assert compiled.entry(0).ids == {"geonames": (1, 2)}


@pytest.mark.parametrize("id_", ["a", 'quo"te', "back\\slash", "Київ/1", "x" * 5000, "ї" * 300, "😀"])
def test_any_id_is_read_back(id_: str) -> None:
    compiled = index(Entry(id_, "area", (Name("А"),)))
    assert compiled.by_id(id_) == 0
    assert compiled.entry_id(0) == id_
    assert compiled.entry(0).id == id_


def test_an_index_of_nothing() -> None:
    compiled = index()
    assert len(compiled) == 0
    assert list(compiled.keys()) == []
    assert compiled.find("київ") == []
    assert compiled.by_id("a") is None
    compiled.verify()


def test_numbers_that_no_entry_has_are_refused(small_index: Index) -> None:
    for call in (small_index.entry, small_index.facts, small_index.entry_id, small_index.units, small_index.postings):
        with pytest.raises(IndexFileError, match="its content is damaged"):
            call(10_000_000)
    with pytest.raises(IndexFileError, match="its content is damaged"):
        small_index.explanation(10_000_000)


def test_more_people_than_the_facts_can_hold_are_held_by_the_entry() -> None:
    world = entry_from_record({"id": "world", "kind": "area", "names": ["World"], "population": 8_200_000_000})
    compiled = index(world)
    assert compiled.facts(0).population == 0xFFFFFFFF
    assert compiled.entry(0).population == 8_200_000_000


def test_more_features_than_the_facts_can_number_are_refused() -> None:
    entries = (Entry(str(number), "area", feature=str(number)) for number in range(70_000))
    with pytest.raises(TableError, match=r"^entry 65535: 'feature' is for words that entries share"):
        compile_index(entries)


def test_the_digest_follows_the_entries_unless_it_is_given(small_table: Table) -> None:
    one, other = compile_index(small_table.entries), compile_index(small_table.entries[:-1])
    assert Index.from_bytes(one).digest != Index.from_bytes(other).digest
    assert compile_index(small_table.entries) == one
    assert Index.from_bytes(compile_index([], b"d" * 32)).digest == (b"d" * 32).hex()


def test_progress_is_told_to_its_end(small_table: Table) -> None:
    told: list[tuple[int, int]] = []
    compile_index(small_table.entries, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)


def test_threads_may_read_one_index(small_table: Table) -> None:
    compiled = index(*small_table)
    wrong: list[object] = []

    def read() -> None:
        for number, entry in enumerate(small_table):
            for _ in range(50):
                if compiled.entry(number).names != entry.names or not compiled.find("lugansk"):
                    wrong.append(entry)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_stored_record_reads_back_as_the_entry_and_is_shorter_than_its_line(
    small_table: Table, small_index: Index
) -> None:
    text = bytes(small_index._container.section("entry.text")).decode()
    ends = small_index.array("entry.ends", "Q").tolist()
    records = [json.loads(text.encode()[start:end]) for start, end in itertools.pairwise(ends)]
    assert [entry_from_record(record) for record in records] == list(small_table)
    assert len(text) < len("".join(map(dump_line, small_table)))
    assert records[-1] == {"id": "hq", "kind": "facility", "names": ["Head Office"]}


def test_words_that_languages_translate_are_kept_where_they_are_given(small_table: Table, small_index: Index) -> None:
    kept = Modifiers([[("nova", "Нова", 2), ("novaya", "Новая", 2)]])
    compiled = Index.from_bytes(compile_index(small_table.entries, modifiers=kept))
    assert compiled.modifiers is not None
    assert compiled.modifiers.records() == kept.records()
    assert Layers([compiled]).modifiers is compiled.modifiers
    assert small_index.modifiers is None
    assert len(Layers([small_index]).modifiers.records()) > 10
