"""Exact lookup: whole names, bare names, surnames, and units through the name of their settlement."""

import pytest

from tests.matching.world import WORLD, name, normalizer, place
from toponym.gazetteer import Index, index_of
from toponym.matching.found import Found
from toponym.matching.layers import Layers
from toponym.matching.lookup import has_name, look_up, method_of
from toponym.matching.prior import default_prior
from toponym.table import Table
from toponym.text.fold import fold


@pytest.fixture(scope="module")
def layers(world_table: Table) -> Layers:
    return Layers([index_of(world_table)])


def _found(spelling: str, layers: Layers) -> dict[str, Found]:
    return {layers.entry_id(item.entry): item for item in look_up(fold(spelling), layers, default_prior())}


def test_a_recorded_text_is_found_exactly(layers: Layers) -> None:
    found = _found("Бахмут", layers)["ua-bakhmut"]
    assert (found.method, found.needs_kind, found.note) == ("exact", False, "")
    assert 0 < found.likelihood <= 1


def test_a_romanization_is_found_by_spelling(layers: Layers) -> None:
    assert _found("Bakhmut", layers)["ua-bakhmut"].method == "spelling"


def test_a_former_name_is_less_ready_than_the_current_one(layers: Layers) -> None:
    former, current = (_found(text, layers)["ua-bakhmut"].likelihood for text in ("Артемівськ", "Бахмут"))
    assert former < current


def test_units_are_found_through_their_settlement(layers: Layers) -> None:
    found = _found("Бахмут", layers)
    assert set(found) == {"ua-bakhmut", "ua-bakhmut-raion"}
    raion = found["ua-bakhmut-raion"]
    assert raion.needs_kind
    assert raion.alone < 1
    assert raion.eponym == found["ua-bakhmut"].entry


def test_a_former_name_of_the_settlement_finds_the_unit_too(layers: Layers) -> None:
    assert set(_found("Артемівськ", layers)) == {"ua-bakhmut", "ua-bakhmut-raion"}


def test_the_full_name_of_a_unit_is_its_own(layers: Layers) -> None:
    found = _found("Луганська область", layers)
    assert list(found) == ["ua-luhansk-oblast"]
    assert not found["ua-luhansk-oblast"].needs_kind


def test_a_bare_name_needs_its_kind(layers: Layers) -> None:
    found = _found("Луганська", layers)["ua-luhansk-oblast"]
    assert found.needs_kind
    assert found.eponym is None


def test_a_surname_stands_alone_with_a_note(layers: Layers) -> None:
    found = _found("Haidai", layers)["person-serhii-haidai"]
    assert found.note == "surname alone"


@pytest.mark.parametrize("given", ["Serhii", "Сергій", "Volodymyrovych", "S", "Vitalii"])
def test_a_given_name_finds_nobody(layers: Layers, given: str) -> None:
    assert _found(given, layers) == {}


def test_every_entry_is_found_once(layers: Layers) -> None:
    for key in ("lyman", "stepne", "brest", "donetsk", "dzerzhinsk"):
        found = look_up(key, layers, default_prior())
        assert len({item.entry for item in found}) == len(found)


def test_nothing_is_found_for_what_nobody_bears(layers: Layers) -> None:
    assert look_up("zzzz", layers, default_prior()) == ()
    assert look_up("", layers, default_prior()) == ()


def test_the_best_way_of_an_entry_is_kept() -> None:
    # The same text as an own name and as somebody's variant of the same entry: the own name counts.
    record = place("x", name("Альфа"), variants=[{"text": "Alfa", "lang": "pl"}], label="Alfa")
    layers = Layers([index_of(Table.from_records([record]))])
    (found,) = look_up("alfa", layers, default_prior())
    only_variant = Layers([index_of(Table.from_records([place("x", name("Бета"), variants=["Alfa"])]))])
    (weaker,) = look_up("alfa", only_variant, default_prior())
    assert found.likelihood > weaker.likelihood


def test_has_name(layers: Layers) -> None:
    assert has_name(look_up("бахмут", layers, default_prior()))
    assert not has_name(look_up("луганська", layers, default_prior()))
    assert not has_name(())


def test_method_of_postings(world_table: Table) -> None:
    index: Index = index_of(world_table)
    assert {method_of(posting) for posting in index.find("бахмут")} == {"exact"}
    assert {method_of(posting) for posting in index.find("bakhmut") if posting.role == 0} == {"spelling"}


def test_a_river_is_written_without_its_word() -> None:
    river = place("r", name("Ріка"), kind="river", variants=[{"text": "Seversky Donets River", "lang": "en"}])
    assert normalizer(*WORLD, river).normalize("Seversky Donets River").candidates[0].kind == "river"
    assert normalizer(river).normalize("Seversky Donets").id == "r"


def test_a_dam_is_not_called_by_its_town_alone() -> None:
    dam = place("dam", name("Каховська ГЕС"), kind="facility", feature="dam", label="Kakhovka Dam")
    assert normalizer(dam).normalize("Kakhovka Dam").id == "dam"
    assert normalizer(dam).normalize("Kakhovka").id is None


def _country(*names: dict[str, str]) -> Layers:
    record = {"id": "united-states", "kind": "country", "country": "US", "names": list(names), "label": "United States"}
    return Layers([index_of(Table.from_records([record]))])


def test_an_acronym_in_other_letters_than_capitals_needs_a_word_for_its_kind() -> None:
    layers = _country({"text": "US", "lang": "en"})
    (capitals,) = look_up("us", layers, default_prior())
    (small,) = look_up("us", layers, default_prior(), capitals=False)
    assert (capitals.needs_kind, small.needs_kind) == (False, True)
    assert small.alone < capitals.alone


@pytest.mark.parametrize("capitals", [True, False])
def test_a_rare_name_of_its_own_is_no_lesser_name_for_being_a_part_of_another(capitals: bool) -> None:
    rare = {"text": "Palestina", "lang": "hr", "status": "exonym"}
    longer = {"text": "Staat Palestina", "lang": "nl", "status": "exonym"}
    record = {"id": "palestine", "kind": "country", "country": "PS", "names": [rare, longer], "label": "Palestine"}
    (found,) = look_up(
        "palestina", Layers([index_of(Table.from_records([record]))]), default_prior(), capitals=capitals
    )
    assert not found.needs_kind
    assert found.hit is not None
    assert found.hit.posting.name == 0
