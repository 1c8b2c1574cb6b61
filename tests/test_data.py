"""What the embedded data promise: sources, shares of authority ids, one owner for each id."""

import json
from collections import Counter
from functools import cache
from typing import Any

import toponym
from toponym.gazetteer.store import data_directory
from toponym.model import Entry
from toponym.table import Table, problems

_FORMER_URBAN = 878  # selyshcha that were urban-type settlements until 2024
_FORMER_URBAN_WITH_ID = 0.82 * _FORMER_URBAN
_FIRST_LEVEL = 27


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(Table.load(data_directory() / "variants.json").entries)


@cache
def sources() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((data_directory() / "sources.json").read_text(encoding="utf-8"))
    return loaded


def of(feature: str) -> list[Entry]:
    return [entry for entry in entries() if (entry.country, entry.feature) == ("UA", feature)]


def located(towns: list[Entry]) -> list[Entry]:
    return [town for town in towns if "geonames" in town.ids and town.lat is not None and town.lon is not None]


def test_the_curated_table_has_no_problems() -> None:
    assert list(problems(entries(), "curated", sources())) == []


def test_every_source_is_used_and_has_a_title_and_a_licence() -> None:
    used = {name.source for entry in entries() for name in entry.names}
    used |= {variant.source for entry in entries() for variant in entry.variants}
    used |= {source for entry in entries() for source in entry.sources.values()}
    assert sorted(used - set(sources())) == []
    assert [key for key, source in sources().items() if not (source.get("title") and source.get("licence"))] == []


def test_no_authority_id_has_two_owners() -> None:
    owners = Counter(
        (authority, part)
        for entry in entries()
        for authority, value in entry.ids.items()
        for part in (value if isinstance(value, tuple) else (value,))
    )
    assert [key for key, count in owners.items() if count > 1] == []


def test_every_authority_id_gives_its_entry() -> None:
    failures = []
    for entry in entries():
        for authority, value in entry.ids.items():
            for part in value if isinstance(value, tuple) else (value,):
                if toponym.get(f"{authority}:{part}").id != entry.id:
                    failures.append(f"{authority}:{part} is not {entry.id}")
    assert failures == []


def test_nearly_every_city_has_a_geonames_id_and_coordinates() -> None:
    cities = of("city")
    assert len(cities) == 463
    assert len(located(cities)) >= 0.99 * len(cities)


def test_most_former_urban_type_settlements_have_a_geonames_id_and_coordinates() -> None:
    # Villages that became selyshcha in 2024 had fewer people and are rarely in GeoNames: nearly all of the rest count.
    assert len(of("selyshche")) == 1979
    assert len(located(of("selyshche"))) >= _FORMER_URBAN_WITH_ID


def test_the_first_level_is_complete() -> None:
    units = {entry.ids["iso3166_2"]: entry for entry in entries() if "iso3166_2" in entry.ids and entry.country == "UA"}
    assert len(units) == _FIRST_LEVEL
    assert {entry.kind for entry in units.values()} == {"region", "settlement"}
    assert len(of("raion")) == 136
    assert {entry.admin1 for entry in of("raion")} <= set(units)


def test_ukrainian_places_lie_in_ukraine() -> None:
    outside = [
        entry.id
        for entry in entries()
        if entry.country == "UA"
        and entry.lat is not None
        and entry.lon is not None
        and not (44.2 <= entry.lat <= 52.4 and 22.1 <= entry.lon <= 40.3)
    ]
    assert outside == []


def test_names_are_written_in_the_letters_of_their_language() -> None:
    foreign = {"uk": set("ыэёъ"), "ru": set("іїєґ")}
    failures = [
        f"{entry.id}: {name.text}"
        for entry in entries()
        for name in entry.names
        if foreign.get(name.lang, set()) & set(name.text.lower())
    ]
    assert failures == []


def test_the_label_of_a_settlement_is_its_official_name() -> None:
    failures = []
    for entry in entries():
        official = [name.text for name in entry.names if (name.lang, name.status) == ("uk", "official")]
        if entry.country == "UA" and entry.kind == "settlement":
            assert official, entry.id
            if entry.label != toponym.romanize(official[0], "uk:kmu-2010"):
                failures.append(f"{entry.id}: {entry.label}")
    assert failures == []


def test_a_person_has_a_surname_that_is_part_of_each_name() -> None:
    persons = [entry for entry in entries() if entry.kind == "person"]
    assert len(persons) >= 150
    written = [(entry, name.text, name.surname) for entry in persons for name in entry.names]
    written += [(entry, variant.text, variant.surname) for entry in persons for variant in entry.variants]
    failures = [f"{entry.id}: {text}" for entry, text, surname in written if not surname or surname not in text]
    assert failures == []


def test_every_id_that_was_minted_is_kept() -> None:
    lines = (data_directory() / "ids.txt").read_text(encoding="utf-8").splitlines()
    kept = {line.split(" -> ")[0] for line in lines if line and not line.startswith("#")}
    assert sorted({entry.id for entry in entries()} - kept) == []
