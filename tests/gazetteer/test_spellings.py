"""Under which spellings an entry is found."""

from collections.abc import Iterable

import pytest

from toponym.gazetteer import forms
from toponym.gazetteer.spellings import Spelling, spellings_of
from toponym.model import Entry, Name
from toponym.table import Table, entry_from_record
from toponym.text.fold import fold


def keys(spellings: Iterable[Spelling], role: int) -> dict[str, Spelling]:
    return {spelling.key: spelling for spelling in spellings if spelling.role == role}


def test_recorded_texts_are_spellings_of_tier_nought() -> None:
    names = [
        {"text": "Донбас", "lang": "uk", "status": "common"},
        {"text": "Донбасс", "lang": "ru", "status": "exonym"},
    ]
    variants = ["Donezbecken", "Donets Basin"]
    entry = entry_from_record({"id": "x", "kind": "area", "names": names, "variants": variants, "label": "The Donbas"})
    whole = keys(spellings_of(entry), forms.WHOLE)
    expected = {
        "Донбас": (0, forms.COMMON),
        "Донбасс": (1, forms.EXONYM),
        "Donezbecken": (2, forms.VARIANT),
        "Donets Basin": (3, forms.VARIANT),
        "The Donbas": (0xFFFF, forms.LABEL),
    }
    for text, (name, form) in expected.items():
        found = whole[fold(text)]
        assert (found.name, found.form, found.tier, found.systems) == (name, form, forms.RECORDED, ())


def test_what_a_system_yields_from_a_name_goes_before_the_same_variant(small_table: Table) -> None:
    assert "Lougansk" in {variant.text for variant in small_table["ua-luhansk"].variants}
    found = keys(spellings_of(small_table["ua-luhansk"]), forms.WHOLE)["lougansk"]
    assert found.systems
    assert found.form == forms.EXONYM


def test_romanizations_of_names_are_spellings_with_their_systems(small_table: Table) -> None:
    whole = keys(spellings_of(small_table["ua-luhansk"]), forms.WHOLE)
    lugansk = whole["lugansk"]
    assert lugansk.name in (0, 1)
    assert lugansk.systems
    assert forms.RECORDED < lugansk.tier < forms.DERIVED
    assert "voroshilovgrad" in whole
    assert whole["voroshilovgrad"].form == forms.FORMER


def test_variants_and_labels_are_not_romanized() -> None:
    entry = entry_from_record({"id": "x", "kind": "area", "names": ["X"], "variants": ["Бахмут"], "label": "Бахмут"})
    assert {spelling.key for spelling in spellings_of(entry)} == {"x", "бахмут"}


def test_a_unit_is_found_without_its_generic_word(small_table: Table) -> None:
    spellings = list(spellings_of(small_table["ua-luhansk-oblast"]))
    assert fold("Луганська область") in keys(spellings, forms.WHOLE)
    assert "luhansk" in keys(spellings, forms.BARE)
    assert "luhansk" not in keys(spellings, forms.WHOLE)


def test_a_generic_word_of_another_kind_is_part_of_the_name() -> None:
    entry = Entry("x", "settlement", (Name("Fox River", "en"),))
    assert keys(spellings_of(entry), forms.BARE) == {}


def test_a_person_is_found_by_the_whole_name_the_surname_and_parts(small_table: Table) -> None:
    spellings = list(spellings_of(small_table["person-serhii-haidai"]))
    assert fold("Сергій Володимирович Гайдай") in keys(spellings, forms.WHOLE)
    surnames = keys(spellings, forms.SURNAME)
    assert {"гайдай", "haidai", "hayday", "gaidai", "gayday"} <= set(surnames)
    given = keys(spellings, forms.GIVEN)
    assert {"сергій", "serhii", "володимирович", "с"} <= set(given)
    assert not set(surnames) & set(given)


def test_without_a_surname_the_last_word_is_it() -> None:
    entry = Entry("x", "person", (Name("Ivan Franko"),))
    assert set(keys(spellings_of(entry), forms.SURNAME)) == {"franko"}
    assert set(keys(spellings_of(entry), forms.GIVEN)) == {"ivan", "i"}


def test_a_bare_cyrillic_name_is_read_in_the_language_of_the_country() -> None:
    ukrainian = Entry("x", "settlement", (Name("Гірне"),), country="UA")
    assert "hirne" in {spelling.key for spelling in spellings_of(ukrainian)}


@pytest.mark.parametrize("id_", ["ua-luhansk", "ua-luhansk-oblast", "person-serhii-haidai", "hq"])
def test_every_spelling_stands_once_and_none_is_empty(small_table: Table, id_: str) -> None:
    found = [(spelling.key, spelling.role) for spelling in spellings_of(small_table[id_])]
    assert len(found) == len(set(found))
    assert all(key and fold(key) == key for key, _ in found)


def test_a_name_of_signs_has_no_spelling() -> None:
    assert list(spellings_of(Entry("x", "area", (Name("\u200b"),)))) == []


def test_a_surname_is_a_word_of_its_own() -> None:
    entry = Entry("x", "person", (Name("Romana Roman", "pl", surname="Roman"), Name("Роман Романа", surname="Роман")))
    assert set(keys(spellings_of(entry), forms.GIVEN)) == {"romana", "r", "романа", "р"}
    assert {"roman", "роман"} <= set(keys(spellings_of(entry), forms.SURNAME))


def test_fuzzy_search_compares_with_what_is_recorded_or_commonly_written(small_table: Table) -> None:
    spellings = list(spellings_of(small_table["ua-luhansk"]))
    compared = {spelling.key for spelling in spellings if spelling.fuzzy}
    assert {"луганськ", "луганск", "luhansk", "lugansk"} <= compared
    assert compared < {spelling.key for spelling in spellings}
    foreign = Entry("x", "area", (Name("Донбас", "uk", "common"), Name("Donieckie Zagłębie Węglowe", "pl", "exonym")))
    assert fold("Donieckie Zagłębie Węglowe") not in {
        spelling.key for spelling in spellings_of(foreign) if spelling.fuzzy
    }


def test_fuzzy_search_never_compares_with_given_names_or_bare_ones(small_table: Table) -> None:
    for entry in small_table:
        roles = {spelling.role for spelling in spellings_of(entry) if spelling.fuzzy}
        assert not roles & {forms.GIVEN, forms.BARE}


def test_a_person_without_a_russian_name_is_found_by_its_regular_counterpart() -> None:
    def derived(*names: Name) -> set[tuple[str, int, int]]:
        return {(s.key, s.role, s.tier) for s in spellings_of(Entry("p", "person", names)) if s.derived}

    ukrainian = Name("Андрій Лисогор", "uk", surname="Лисогор")
    found = derived(ukrainian)
    assert ("лысогор", forms.SURNAME, forms.DERIVED) in found
    # Given names have attested counterparts.
    assert not {("andrey", forms.GIVEN, forms.DERIVED), ("андрей", forms.GIVEN, forms.DERIVED)} & found
    assert derived(ukrainian, Name("Андрей Лысогор", "ru", "exonym", surname="Лысогор")) == set()


def test_a_given_name_is_found_by_its_forms_in_other_languages_and_its_short_forms() -> None:
    entry = Entry("p", "person", (Name("Андрій Лисогор", "uk", surname="Лисогор"),))
    given = {spelling.key: spelling for spelling in spellings_of(entry) if spelling.role == forms.GIVEN}
    assert {"andrii", "андрей", "andrey", "андрэй", "andriusha", "а", "a"} <= set(given)
    assert given["andrey"].form == forms.VARIANT
    assert given["andrii"].form == forms.OFFICIAL
    assert not given["andrey"].derived


def test_own_given_names_come_before_their_other_forms() -> None:
    names = (Name("Юлія Бойко", "be", surname="Бойко"), Name("Юлия Бойко", "ru", "exonym", surname="Бойко"))
    given = {s.key: s for s in spellings_of(Entry("p", "person", names)) if s.role == forms.GIVEN}
    assert given["yuliya"].form != forms.VARIANT
    assert given["юлия"].form == forms.EXONYM
    assert given["юля"].form == forms.VARIANT
    # "Yuliya", "Julija", "Iuliia": an initial may be any of their first letters.
    assert {"y", "j", "i", "ю", "yu", "iu"} <= set(given)


def test_an_acronym_hides_no_word_of_the_same_letters() -> None:
    names = [{"text": "USA", "lang": "da", "status": "exonym"}, {"text": "Usa", "lang": "io", "status": "exonym"}]
    entry = entry_from_record({"id": "x", "kind": "country", "country": "US", "names": names, "label": "X"})
    found = {(spelling.form, spelling.capitals) for spelling in spellings_of(entry) if spelling.key == "usa"}
    assert found == {(forms.EXONYM, True), (forms.DISTANT, False)}


def test_a_table_in_capitals_has_no_acronyms() -> None:
    entry = entry_from_record({"id": "x", "kind": "settlement", "names": ["RIGA", "РИГА"], "label": "RIGA"})
    assert not any(spelling.capitals for spelling in spellings_of(entry))
