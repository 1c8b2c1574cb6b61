"""What a table holds, what differs between two, and the table for other programs."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Record
from tests.table.cases import records as valid_records
from toponym.errors import TableError, ToponymError
from toponym.gazetteer.spellings import spellings_of
from toponym.model import Entry, Name, Variant
from toponym.table import Table, derivable, diff, entry_from_record, export, stats
from toponym.table.diff import Field, Moved, Part


def changed(records: list[Record], id_: str, **fields: Any) -> list[Record]:
    return [{**record, **fields} if record["id"] == id_ else record for record in records]


def tables(*lists: list[Record]) -> list[Table]:
    return [Table.from_records(records) for records in lists]


# stats


def test_counts_of_the_small_table(small_table: Table) -> None:
    found = stats(small_table)
    assert found.entries == 5
    assert {(group.kind, group.feature): group.entries for group in found.groups} == {
        ("settlement", "city"): 1,
        ("region", "oblast"): 1,
        ("district", ""): 1,
        ("person", ""): 1,
        ("facility", ""): 1,
    }
    assert found.names == {"uk": {"official": 4}, "ru": {"exonym": 2, "former": 1}, "": {"official": 1}}
    assert found.variants == {"fr": 1}
    assert found.countries == {"UA": 3, "": 2}
    assert found.total.ids == {"geonames": 2, "katottg": 2, "pcode": 2, "iso3166_2": 1}
    assert (found.total.placed, found.total.populated) == (1, 1)


def test_a_kind_sums_its_features() -> None:
    table = Table.from_records(
        [
            {"id": "a", "kind": "lake", "feature": "reservoir", "names": ["A"], "ids": {"geonames": [1, 2]}},
            {"id": "b", "kind": "lake", "names": ["B"], "lat": 0.0, "lon": 0.0, "ids": {"geonames": 3}},
            {"id": "c", "kind": "sea", "names": ["C"], "ids": {"wikidata": "Q1"}},
        ]
    )
    lake, sea = stats(table).kinds
    assert (lake.kind, lake.feature, lake.entries, lake.placed, lake.ids) == ("lake", "", 2, 1, {"geonames": 2})
    assert (sea.kind, sea.ids) == ("sea", {"wikidata": 1})


def test_sources_count_what_they_attest() -> None:
    record = {
        "id": "a",
        "kind": "lake",
        "names": [{"text": "A", "source": "s"}, "B"],
        "variants": [{"text": "C", "source": "s"}],
        "ids": {"geonames": 1},
        "sources": {"geonames": "t"},
    }
    assert stats(Table.from_records([record])).sources == {
        "s": {"names": 1, "variants": 1},
        "": {"names": 1},
        "t": {"facts": 1},
    }


@given(st.lists(valid_records(), max_size=6, unique_by=lambda record: record["id"]))
def test_every_entry_and_name_is_counted_once(records: list[Record]) -> None:
    try:
        table = Table.from_records(records)
    except TableError:
        return  # two records with one authority id
    found = stats(table)
    assert sum(group.entries for group in found.groups) == sum(found.countries.values()) == len(table) == found.entries
    assert sum(sum(row.values()) for row in found.names.values()) == sum(len(entry.names) for entry in table)
    assert sum(found.variants.values()) == sum(len(entry.variants) for entry in table)


# diff


def test_a_table_does_not_differ_from_itself(small_table: Table) -> None:
    assert not diff(small_table, small_table)


def test_added_and_removed_entries_and_parts(records: list[Record]) -> None:
    names = [name for name in records[0]["names"] if name["text"] != "Луганск"]
    new = changed(records, "ua-luhansk", names=names, variants=["Lougansque"])[:-1]
    new.append({"id": "mill", "kind": "facility", "names": ["Mill"]})
    found = diff(*tables(records, new))
    assert [entry.id for entry in found.added] == ["mill"]
    assert [entry.id for entry in found.removed] == ["hq"]
    (city,) = found.changed
    assert (city.id, city.old_id, city.fields) == ("ua-luhansk", "ua-luhansk", ())
    assert city.added == (Part("variant", "Lougansque"),)
    assert city.removed == (Part("name", "Луганск", "ru"), Part("variant", "Lougansk", "fr"))


def test_fields_of_entries_and_names(records: list[Record]) -> None:
    names = [{**name, "from": "1991"} if name["lang"] == "uk" else name for name in records[0]["names"]]
    new = changed(records, "ua-luhansk", names=names, population=400000, sources={"lat": "x"})
    (city,) = diff(*tables(records, new)).changed
    assert set(city.fields) == {
        Field("population", 397677, 400000),
        Field("source of lat", None, "x"),
        Field("from", "1990-05-04", "1991", Part("name", "Луганськ", "uk")),
    }
    assert (city.added, city.removed) == ((), ())


def test_what_moved_stands_nowhere_else(records: list[Record]) -> None:
    raion_ids = {"katottg": "UA44100000000093943", "geonames": 702658}
    city_ids = {"katottg": records[0]["ids"]["katottg"]}
    new = changed(changed(records, "ua-luhansk", ids=city_ids), "ua-luhansk-raion", ids=raion_ids)
    new = changed(changed(new, "ua-luhansk", variants=[]), "hq", variants=[{"text": "Lougansk", "lang": "fr"}])
    found = diff(*tables(records, new))
    assert set(found.moved) == {
        Moved(Part("id", "702658", "geonames"), "ua-luhansk", "ua-luhansk-raion"),
        Moved(Part("variant", "Lougansk", "fr"), "ua-luhansk", "hq"),
    }
    assert (found.changed, found.added, found.removed) == ((), (), ())


def test_an_entry_under_a_new_id_is_the_same_by_its_authority_id(records: list[Record]) -> None:
    (item,) = diff(*tables(records, changed(records, "ua-luhansk", id="ua-luhansk-city"))).changed
    assert (item.old_id, item.id, item.added, item.removed) == ("ua-luhansk", "ua-luhansk-city", (), ())


def test_villages_of_one_name_do_not_lend_it_to_each_other() -> None:
    old, new = ([{"id": id_, "kind": "settlement", "names": ["Іванівка"]}] for id_ in ("x-1", "x-2"))
    found = diff(*tables(old, new))
    assert (len(found.added), len(found.removed), found.moved) == (1, 1, ())


def test_a_name_borne_in_two_periods_changes_in_one() -> None:
    def record(until: str) -> list[Record]:
        first = {"text": "Лиман", "lang": "uk", "status": "former", "to": until}
        return [{"id": "x", "kind": "settlement", "names": [first, {"text": "Лиман", "lang": "uk", "from": "2016"}]}]

    (item,) = diff(*tables(record("1938"), record("1939"))).changed
    assert item.fields == (Field("to", "1938", "1939", Part("name", "Лиман", "uk")),)


@given(valid_records(), valid_records())
def test_a_diff_is_empty_only_for_equal_entries(one: Record, other: Record) -> None:
    try:
        old, new = tables([one], [{**other, "id": one["id"]}])
    except TableError:
        return
    # Neither the order of parts nor an empty text counts as a difference.
    found = diff(old, new)
    assert bool(found) == bool(diff(new, old))
    if old.entries == new.entries:
        assert not found
    if not found:
        assert {name.text for name in old.entries[0].names} == {name.text for name in new.entries[0].names}
        assert old.entries[0].ids.keys() == new.entries[0].ids.keys()


# export


def test_csv_has_a_row_an_entry(small_table: Table) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(export(small_table, "csv")), newline="")))
    assert [row["id"] for row in rows] == [entry.id for entry in small_table]
    city = rows[0]
    assert (city["lat"], city["lon"], city["population"]) == ("48.567", "39.317", "397677")
    assert (city["geonames"], city["pcode"]) == ("702658", "UA4410003001")
    assert city["names"] == "Луганськ | Луганск | Ворошиловград"
    assert rows[4] == dict.fromkeys(city, "") | {"id": "hq", "kind": "facility", "names": "Head Office"}


def test_csv_joins_twin_ids_and_keeps_odd_authorities_apart() -> None:
    record = {"id": "a", "kind": "lake", "names": ['A, "B"'], "ids": {"geonames": [1, 2], "label": "x"}}
    (row,) = csv.DictReader(io.StringIO("".join(export(Table.from_records([record]), "csv")), newline=""))
    assert (row["geonames"], row["id_label"], row["label"], row["names"]) == ("1 2", "x", "", 'A, "B"')


def test_jsonl_is_read_again(small_table: Table, tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(export(small_table, "jsonl")), encoding="utf-8")
    assert Table.load(path).entries == small_table.entries


def test_geojson_is_a_feature_collection(small_table: Table) -> None:
    found = json.loads("".join(export(small_table, "geojson")))
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == [entry.id for entry in small_table]
    assert {feature["type"] for feature in found["features"]} == {"Feature"}
    city, *others = found["features"]
    assert city["geometry"] == {"type": "Point", "coordinates": [39.317, 48.567]}
    assert city["properties"]["name"] == "Luhansk"
    assert city["properties"]["ids"]["pcode"] == "UA4410003001"
    assert "lat" not in city["properties"]
    assert all(feature["geometry"] is None for feature in others)


def test_geojson_keeps_a_place_on_the_equator_and_an_empty_table() -> None:
    record = {"id": "null-island", "kind": "area", "names": ["Null Island"], "lat": 0, "lon": 0}
    (feature,) = json.loads("".join(export(Table.from_records([record]), "geojson")))["features"]
    assert feature["geometry"]["coordinates"] == [0, 0]
    assert json.loads("".join(export([], "geojson")))["features"] == []


def test_an_unknown_format_names_the_known_ones(small_table: Table) -> None:
    with pytest.raises(ToponymError, match="csv, jsonl, geojson"):
        export(small_table, "xlsx")


# derivable


def found_in(*variants: str, **record: Any) -> dict[str, str]:
    entry = entry_from_record({"id": "x", "kind": "settlement", "variants": list(variants)} | record)
    return {variant.text: why for variant, why in derivable(entry)}


def test_what_systems_habits_names_and_label_give() -> None:
    names = [{"text": "Київ", "lang": "uk"}, {"text": "Киев", "lang": "ru"}]
    found = found_in("Kyyiv", "Kijów", "Kiev", "КИЕВ", "Kyiv City", label="Kyiv City", names=names)
    assert found.keys() == {"Kyyiv", "Kiev", "КИЕВ", "Kyiv City"}
    assert found["Kyyiv"] == "BGN/PCGN 1965 without marks of Київ"
    assert found["КИЕВ"] == "the name Киев"
    assert found["Kyiv City"] == "the label"
    assert "iotation-dropped" in found_in("Synehubove", names=[{"text": "Синєгубове", "lang": "uk"}])["Synehubove"]


def test_derived_counterparts_make_nothing_derivable() -> None:
    assert found_in("Kiev", "Киев", names=[{"text": "Київ", "lang": "uk"}]) == {}


def test_names_without_a_language_are_read_by_letters_and_country() -> None:
    assert found_in("Lyman", country="UA", names=["Лиман"]).keys() == {"Lyman"}
    assert found_in("Lyman", names=["Лиман"]) == {}


def test_words_of_persons() -> None:
    name = {"text": "Віталій Володимирович Кличко", "surname": "Кличко", "lang": "uk"}
    variants = ("Vitaliy Klychko", "Klychko Vitalij", "Klychko", "Vitali Klitschko", "Vitaliy", "Volodymyr Klychko")
    found = found_in(*variants, kind="person", label="Vitali Klitschko", names=[name])
    assert found.keys() == {"Vitaliy Klychko", "Klychko Vitalij", "Klychko"}


def test_a_recorded_variant_with_a_generic_word_stays() -> None:
    # "Mykhailivskyi" beside another word for a hamlet finds the entry only because the variant is recorded.
    variant = Variant("Khutir Mykhailivskyi")
    entry = Entry("x", "settlement", (Name("Хутір-Михайлівський", "uk"),), variants=(variant,))
    bare = {(item.key, item.role) for item in spellings_of(entry)} - {
        (item.key, item.role) for item in spellings_of(replace(entry, variants=()))
    }
    assert {key for key, _ in bare} == {"mykhailivskyi"}
    assert derivable(entry) == []
