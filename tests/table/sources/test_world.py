"""The world importer on records made for its rules."""

from typing import Any

import pytest

from toponym.model import Entry, Name
from toponym.table.sources.native import native_names
from toponym.table.sources.world import DISTRICT, Report, entries_of


def city(id_: int, name: str, country: str, *alternates: str, **more: Any) -> dict[str, Any]:
    defaults = {"latitude": 50.0, "longitude": 30.0, "population": 1000, "admin1code": "", "timezone": ""}
    return {
        "geonameid": id_,
        "name": name,
        "countrycode": country,
        "alternatenames": list(alternates),
        **defaults,
        **more,
    }


CITIES = [
    city(1, "Kyiv", "UA", "IEV", "Ko", "kiyebha", "Kijów", "Київ", "Киев", "Kyiv, Ukraine", "Zuһres", admin1code="12"),
    city(2, "Mala", "UA", "Мала", "Malaya", admin1code="14", latitude=48.0),
    city(3, "Dvina", "UA", "Двіна", admin1code="14", latitude=47.0),
    city(4, "Dniprovskyi", "UA", "Дніпровський район", admin1code="04", population=357900),
    city(5, "Munich", "DE", "München", "Munchen", "Lungsod ng Munchen", "Passau", admin1code="02", population=1500000),
    city(6, "Passau", "DE", latitude=48.6, longitude=13.4, population=50000),
    city(7, "Village", "DE", "Passau", latitude=48.7, longitude=13.4),
    city(8, "Twin", "FR", "Twain", population=10),
    city(9, "Twin", "FR", "Twine", latitude=50.001),
    city(10, "Pristina", "XK", "Приштина"),
    city(11, "Moscow", "RU", "Moskva", "Москва", "Масква"),
    city(12, "Nowhere", "RU", population=0),
]
CODIFIER = [
    Entry("a", "settlement", (Name("Київ", "uk"),), country="UA", admin1="UA-30", ids={"geonames": 1}),
    Entry("b", "settlement", (Name("Мала"),), country="UA", ids={"katottg": "UA44020010010066542"}),
    Entry("c", "settlement", (Name("Двіна"),), country="UA", ids={"katottg": "UA44020010020066543"}),
    Entry("d", "settlement", (Name("Двіна"),), country="UA", ids={"katottg": "UA44020010030066544"}),
]


@pytest.fixture(scope="module")
def world() -> dict[str, Entry]:
    records = {str(record["geonameid"]): record for record in CITIES}
    return {entry.id: entry for entry in entries_of(records, CODIFIER)}


def texts(entry: Entry) -> set[str]:
    return {variant.text for variant in entry.variants}


def test_what_is_no_name_is_left_out(world: dict[str, Entry]) -> None:
    kyiv = world["geonames:1"]
    assert [(name.text, name.lang, name.status) for name in kyiv.names] == [
        ("Kyiv", "", "common"),
        ("Київ", "uk", "official"),
    ]
    assert texts(kyiv) <= {"Kijów", "Киев"}
    assert (kyiv.admin1, kyiv.population, kyiv.ids) == ("UA-30", 1000, {"geonames": 1})


def test_a_ukrainian_place_joins_the_codifier_or_makes_room_for_it(world: dict[str, Entry]) -> None:
    assert world["geonames:2"].ids == {"geonames": 2, "katottg": "UA44020010010066542"}
    assert "geonames:3" not in world  # two villages of the oblast bear its name


def test_a_city_district_is_no_settlement(world: dict[str, Entry]) -> None:
    assert (world["geonames:4"].kind, world["geonames:4"].feature) == ("district", DISTRICT)


def test_an_alias_that_is_a_larger_neighbours_own_name_goes(world: dict[str, Entry]) -> None:
    assert texts(world["geonames:7"]) == set()
    assert texts(world["geonames:5"]) == {"München", "Passau"}  # the larger one, and far away
    assert world["geonames:5"].admin1 == "DE-BY"


def test_records_of_one_place_are_one_entry(world: dict[str, Entry]) -> None:
    assert "geonames:8" not in world
    assert world["geonames:9"].ids["geonames"] == (9, 8)
    assert texts(world["geonames:9"]) == {"Twain", "Twine"}


def test_facts_that_nobody_knows_are_empty(world: dict[str, Entry]) -> None:
    assert world["geonames:10"].country == ""
    assert world["geonames:12"].population is None
    assert [name.text for name in world["geonames:11"].names] == ["Moscow", "Москва"]


def test_divisions_and_countries_stand_before_the_places(world: dict[str, Entry]) -> None:
    assert world["iso3166_2:US-TX"].kind == "region"
    assert world["iso3166_1:FR"].kind == "country"
    brest = {name.text for name in world["iso3166_2:BY-VI"].names}
    assert "Brest" not in brest  # a slip of one translation


def test_what_is_left_out_is_counted() -> None:
    report = Report()
    list(entries_of({str(record["geonameid"]): record for record in CITIES}, CODIFIER, report=report))
    assert report.places == len(CITIES)
    for why in ("code", "small", "short", "after comma", "mixed", "same", "kind", "other town", "twin"):
        assert report.dropped[why] >= 1, why


@pytest.mark.parametrize(
    ("main", "alternates", "country", "names"),
    [
        ("Minsk", ["Мінск", "Минск"], "BY", [("Мінск", "be"), ("Минск", "ru")]),
        ("Tokyo", ["東京", "东京", "도쿄"], "JP", [("東京", "ja")]),
        ("Athens", ["Αθήνα", "Афины"], "GR", [("Αθήνα", "el")]),
        ("Tehran", ["تهران", "طهران", "تێهران"], "IR", [("تهران", "fa"), ("طهران", "fa")]),
        ("Paris", ["Париж"], "FR", []),
    ],
)
def test_native_names(main: str, alternates: list[str], country: str, names: list[tuple[str, str]]) -> None:
    assert [name[:2] for name in native_names(main, alternates, country)] == names
