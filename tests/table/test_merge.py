"""Layers stacked: by id, then by authority id; upper fields win, names are united."""

import pytest

from tests.conftest import Record
from toponym.model import Entry, Name, Variant
from toponym.table import Table, authority_keys, merge, pcode, stack


def layer(*records: Record) -> Table:
    return Table.from_records({"kind": "settlement", "names": [record["id"]], **record} for record in records)


FULL = Entry(
    "upper",
    "settlement",
    (Name("Київ", "uk", "official", "1990", source="u"),),
    feature="city",
    country="UA",
    admin1="UA-30",
    parents=("p",),
    eponym="e",
    lat=50.0,
    lon=30.0,
    population=3_000_000,
    ids={"geonames": 1},
    label="Kyiv",
    variants=(Variant("Kijów", "pl"),),
    sources={"lat": "u", "geonames": "u"},
)
LOWER = Entry(
    "lower",
    "area",
    (Name("Київ", "uk", "former", source="l"), Name("Киев", "ru", "exonym"), Name("Київ")),
    feature="town",
    country="PL",
    admin1="PL-14",
    parents=("q", "r"),
    eponym="f",
    lat=1.0,
    lon=2.0,
    population=5,
    ids={"geonames": 2, "katottg": "UA80000000000093317"},
    label="Kiev",
    variants=(Variant("Kijów", "pl"), Variant("Київ", "be"), Variant("Kiew", "de")),
    sources={"lat": "l", "population": "l", "geonames": "l", "katottg": "l", "country": "l"},
)


def test_fields_of_the_upper_entry_win_and_names_are_united() -> None:
    merged = merge(FULL, LOWER)
    for field in (
        "id",
        "kind",
        "feature",
        "country",
        "admin1",
        "parents",
        "eponym",
        "lat",
        "lon",
        "population",
        "label",
    ):
        assert getattr(merged, field) == getattr(FULL, field)
    assert merged.names == (FULL.names[0], Name("Киев", "ru", "exonym"))
    assert merged.variants == (Variant("Kijów", "pl"), Variant("Kiew", "de"))
    assert merged.ids == {"geonames": 1, "katottg": "UA80000000000093317"}


def test_what_only_the_lower_entry_knows_is_taken() -> None:
    bare = Entry("upper", "settlement", (Name("Київ"),))
    merged = merge(bare, LOWER)
    for field in ("feature", "country", "admin1", "parents", "eponym", "lat", "lon", "population", "label", "ids"):
        assert getattr(merged, field) == getattr(LOWER, field)
    assert (merged.id, merged.kind) == ("upper", "settlement")


def test_a_source_comes_with_its_fact() -> None:
    assert merge(FULL, LOWER).sources == {"lat": "u", "geonames": "u", "katottg": "l"}
    unsourced = Entry("upper", "settlement", lat=0.0, lon=0.0, population=0)
    assert merge(unsourced, LOWER).sources == {"geonames": "l", "katottg": "l", "country": "l"}


@pytest.mark.parametrize(("lat", "lon"), [(None, 30.0), (50.0, None), (None, None)])
def test_latitude_and_longitude_come_from_one_entry(lat: float | None, lon: float | None) -> None:
    merged = merge(Entry("upper", "settlement", lat=lat, lon=lon), LOWER)
    assert (merged.lat, merged.lon, merged.sources["lat"]) == (1.0, 2.0, "l")


def test_the_same_name_in_another_language_is_another_name() -> None:
    merged = merge(
        Entry("a", "area", (Name("Донбас", "uk"),)), Entry("b", "area", (Name("Донбас", "bg"), Name("Донбас")))
    )
    assert merged.names == (Name("Донбас", "uk"), Name("Донбас", "bg"))


def test_the_same_id_is_the_same_thing() -> None:
    merged = stack(layer({"id": "a", "names": ["A"]}), layer({"id": "a", "names": ["B"]}, {"id": "b"}))
    assert [entry.id for entry in merged] == ["a", "b"]
    assert [name.text for name in merged["a"].names] == ["A", "B"]


def test_the_id_goes_before_an_authority_id() -> None:
    upper = layer({"id": "a", "ids": {"geonames": 1}}, {"id": "b"})
    merged = stack(upper, layer({"id": "b", "names": ["B"], "ids": {"geonames": 1}}))
    assert [name.text for name in merged["b"].names] == ["b", "B"]
    assert [name.text for name in merged["a"].names] == ["a"]
    assert "geonames" not in merged["b"].ids


def test_a_chain_of_shared_ids_is_one_thing() -> None:
    merged = stack(
        layer({"id": "a", "ids": {"geonames": 1}}),
        layer({"id": "b", "ids": {"geonames": 1, "wikidata": "Q1"}}),
        layer({"id": "c", "ids": {"wikidata": "Q1", "osm": 7}}),
        layer({"id": "d", "ids": {"osm": 7}}, {"id": "e", "ids": {"osm": 8}}),
    )
    assert [entry.id for entry in merged] == ["a", "e"]
    assert [name.text for name in merged["a"].names] == ["a", "b", "c", "d"]
    assert merged["a"].ids == {"geonames": 1, "wikidata": "Q1", "osm": 7}


def test_the_id_of_an_absorbed_entry_still_means_it() -> None:
    merged = stack(
        layer({"id": "a", "ids": {"geonames": 1}}),
        layer({"id": "b", "ids": {"geonames": 1}}),
        layer({"id": "b", "names": ["B"]}),
    )
    assert [entry.id for entry in merged] == ["a"]
    assert [name.text for name in merged["a"].names] == ["a", "b", "B"]


def test_twins_join_whatever_bears_either_id() -> None:
    merged = stack(
        layer({"id": "a", "ids": {"geonames": [1, 2]}}),
        layer(
            {"id": "b", "ids": {"geonames": 1}},
            {"id": "c", "ids": {"geonames": 2}},
            {"id": "d", "ids": {"geonames": 3}},
        ),
    )
    assert [entry.id for entry in merged] == ["a", "d"]
    assert merged["a"].ids == {"geonames": (1, 2)}
    below = stack(layer({"id": "a", "ids": {"geonames": 1}}), layer({"id": "b", "ids": {"geonames": [1, 2]}}))
    assert [entry.id for entry in below] == ["a"]


def test_a_number_and_its_digits_are_one_id() -> None:
    merged = stack(layer({"id": "a", "ids": {"geonames": 1}}), layer({"id": "b", "ids": {"geonames": "1"}}))
    assert [entry.id for entry in merged] == ["a"]


def test_a_p_code_joins_with_the_code_that_it_comes_from() -> None:
    upper = layer({"id": "a", "ids": {"katottg": "UA14020010010066542"}})
    assert len(stack(upper, layer({"id": "b", "ids": {"katottg": "UA14020010010066542"}}))) == 1
    assert len(stack(upper, layer({"id": "b", "ids": {"katottg": "UA14020010020066542"}}))) == 2


def test_one_record_below_does_not_join_what_stands_apart_above() -> None:
    upper = layer({"id": "a", "ids": {"geonames": 1}}, {"id": "b", "ids": {"wikidata": "Q1"}})
    merged = stack(upper, layer({"id": "c", "ids": {"wikidata": "Q1", "geonames": 1, "osm": 7}}))
    assert [entry.id for entry in merged] == ["a", "b"]
    assert merged["a"].ids == {"geonames": 1, "osm": 7}
    assert merged["b"].ids == {"wikidata": "Q1"}
    keys = [key for entry in merged for key in authority_keys(entry)]
    assert len(keys) == len(set(keys))


def test_nothing_and_one_table(small_table: Table) -> None:
    assert len(stack()) == 0
    assert stack(small_table).entries == small_table.entries
    assert stack(small_table, small_table).entries == small_table.entries


@pytest.mark.parametrize(
    ("katottg", "kind", "expected"),
    [
        ("UA14020010010066542", "settlement", "UA1402001001"),
        ("UA14020010000043953", "community", "UA1402001"),
        ("UA14020000000065765", "district", "UA1402"),
        ("UA14000000000091971", "region", "UA14"),
        ("UA80000000000093317", "settlement", "UA8000000000"),
        ("short", "settlement", "short"),
        ("", "region", ""),
    ],
)
def test_p_codes(katottg: str, kind: str, expected: str) -> None:
    assert pcode(katottg, kind) == expected
