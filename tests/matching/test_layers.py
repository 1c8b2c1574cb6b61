"""Layers: the upper wins, one thing in several layers is one candidate, the others are merged."""

from pathlib import Path

import pytest

from tests.matching.world import WORLD, ids, name, normalizer, place
from toponym.errors import ToponymError
from toponym.gazetteer import index_of
from toponym.matching import Normalizer
from toponym.matching.layers import Layers, Ref
from toponym.table import Table, dumps, write_atomically


@pytest.fixture(scope="module")
def stacked(world_table: Table, lower_table: Table) -> Normalizer:
    return Normalizer(world_table, lower_table)


def test_an_entry_absorbs_the_one_below_with_its_authority_id(stacked: Normalizer) -> None:
    match = stacked.normalize("Bakhmut")
    assert match.id == "ua-bakhmut"
    assert not any(id_.startswith("katottg:") for id_ in ids(match))


def test_names_of_the_layer_below_find_the_entry_above(stacked: Normalizer, world: Normalizer) -> None:
    assert world.normalize("Bahmuth").id is None
    assert stacked.normalize("Bahmuth").id == "ua-bakhmut"


def test_fields_come_from_above_and_names_are_united(stacked: Normalizer) -> None:
    entry = stacked.get("ua-bakhmut")
    assert (entry.label, entry.population) == ("Bakhmut", 80500)
    assert {"Бахмут", "Артемівськ", "Bahmuth"} <= {name.text for name in entry.names}
    assert entry.ids["wikidata"] == "Q156747"
    assert entry.ids["geonames"] == 712451


@pytest.mark.parametrize("id_", ["ua-bakhmut", "katottg:UA14020010010059145", "geonames:712451", "wikidata:Q156747"])
def test_any_id_of_any_layer_gets_the_entry(stacked: Normalizer, id_: str) -> None:
    assert stacked.get(id_).id == "ua-bakhmut"


def test_candidates_of_all_layers_stand_together(stacked: Normalizer) -> None:
    assert "low-lyman" in ids(stacked.normalize("Lyman"))
    assert stacked.normalize("Vyhadane").id == "low-only"


def test_the_same_id_above_overrides(world_table: Table) -> None:
    mine = Table.from_records([place("ua-bakhmut", name("Мій Бахмут"), kind="facility", country="UA", label="Mine")])
    entry = Normalizer(mine, world_table).normalize("Бахмут").entry
    assert entry is not None
    assert (entry.id, entry.kind, entry.name) == ("ua-bakhmut", "facility", "Mine")
    below = Normalizer(world_table, mine).normalize("Мій Бахмут").entry
    assert below is not None
    assert (below.kind, below.name) == ("settlement", "Bakhmut")


def test_three_layers_make_one_entry_when_neighbours_share_an_id() -> None:
    upper = Table.from_records([place("a", name("Альфа"), ids={"geonames": 1})])
    middle = Table.from_records([place("b", name("Бета"), ids={"geonames": 1, "katottg": "UA01"})])
    lower = Table.from_records([place("c", name("Гамма"), ids={"katottg": "UA01"})])
    normalizer = Normalizer(upper, middle, lower)
    assert [normalizer.normalize(text).id for text in ("Альфа", "Бета", "Гамма")] == ["a", "a", "a"]
    assert normalizer.get("katottg:UA01").id == "a"


def test_units_below_belong_to_the_settlement_above(world_table: Table) -> None:
    raion = place(
        "low-raion", name("Харківський район"), kind="district", country="UA", admin1="UA-63", eponym="low-kharkiv"
    )
    kharkiv = place("low-kharkiv", name("Харків"), country="UA", ids={"geonames": 706483})
    above = [{**record, "ids": {"geonames": 706483}} if record["id"] == "ua-kharkiv" else record for record in WORLD]
    stacked = Normalizer(Table.from_records(above), Table.from_records([raion, kharkiv]))
    assert ids(stacked.normalize("Kharkiv")) == ["ua-kharkiv", "ua-kharkiv-oblast", "low-raion"]
    assert stacked.normalize("Kharkiv raion").id == "low-raion"


def test_layers_may_be_files(tmp_path: Path, world_table: Table) -> None:
    path = tmp_path / "mine.json"
    write_atomically(path, dumps(Table.from_records([place("mine", name("Моє місце"))])).encode())
    normalizer = Normalizer(str(path), world_table)
    assert normalizer.normalize("Moie mistse").id == "mine"
    assert Normalizer(path).normalize("моє місце").id == "mine"


def test_an_unknown_layer_is_told() -> None:
    with pytest.raises(TypeError, match="layer"):
        Normalizer(5)  # type: ignore[arg-type]
    with pytest.raises(ToponymError, match=r"no-such\.json"):
        Normalizer("no-such.json")


def test_prefer_chooses_the_display_name() -> None:
    dnipro = place("ua-dnipro-river", name("Дніпро"), name("Dnieper", "en", "common"), kind="river", label="Dnipro")
    shown = [normalizer(dnipro, prefer=prefer).normalize("Дніпро").name for prefer in ("official", "common")]
    assert shown == ["Dnipro", "Dnieper"]


def test_prefer_common_falls_back_to_the_label(world_table: Table) -> None:
    common = Normalizer(world_table, prefer="common")
    assert common.normalize("Бахмут").name == "Bakhmut"
    assert common.normalize("Бахмут").id == "ua-bakhmut"


def test_refs_of_a_stack(world_table: Table, lower_table: Table) -> None:
    layers = Layers([index_of(world_table), index_of(lower_table)])
    upper, lower = layers.by_id("ua-bakhmut"), index_of(lower_table).by_id("katottg:UA14020010010059145")
    assert upper is not None
    assert lower is not None
    assert layers.canonical(Ref(1, lower)) == upper
    assert layers.same(upper) == (upper, Ref(1, lower))
    assert layers.facts(upper).population == 80500
    assert layers.canonical_id("katottg:UA14020010010059145") == "ua-bakhmut"
    assert layers.canonical_id("no-such-id") == "no-such-id"
    assert layers.record(Ref(1, lower)).label == "Bakhmut (codifier)"


def test_facts_are_filled_from_below() -> None:
    upper = Table.from_records([place("a", name("Альфа"), ids={"geonames": 1})])
    lower = Table.from_records(
        [place("b", name("Альфа"), ids={"geonames": 1}, country="UA", admin1="UA-14", lat=48.0, lon=38.0, population=7)]
    )
    facts = Layers([index_of(upper), index_of(lower)]).facts(Ref(0, 0))
    assert (facts.country, facts.admin1, facts.population, facts.lat, facts.lon) == ("UA", "UA-14", 7, 48.0, 38.0)
    assert Normalizer(upper, lower).normalize("Альфа", admin1="UA-14").id == "a"
