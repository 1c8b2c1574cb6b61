"""Names of one document decide each other."""

import math
from typing import Any

import pytest

import toponym
from tests.matching.world import WORLD, ids, name, normalizer, place, scores
from toponym.matching import Normalizer
from toponym.model import Query

SURE = ["Donetsk", "Bakhmut", "Kharkiv"]


def test_sure_names_pull_namesakes_towards_them(world: Normalizer) -> None:
    alone = world.normalize("Stepne")
    stepne = world.normalize_many(["Stepne", "Donetsk"], joint=True)[0]
    assert stepne.candidates[0].id == "ua-stepne-1"
    assert stepne.candidates[0].score > alone.candidates[0].score
    assert "names beside it" in stepne.reason
    other = world.normalize_many(["Stepne", "Kharkiv"], joint=True)[0]
    assert other.candidates[0].id == "ua-stepne-2"


def test_an_ambiguous_name_becomes_a_match() -> None:
    # Two equal villages, each beside another city, eight degrees apart.
    records = [
        place("west", name("Степне"), feature="village", country="UA", lat=49.0, lon=24.1),
        place("east", name("Степне"), feature="village", country="UA", lat=48.1, lon=37.9),
        place("west-city", name("Галич"), feature="city", country="UA", population=90_000, lat=49.1, lon=24.2),
        place("east-city", name("Донецьк"), feature="city", country="UA", population=900_000, lat=48.0, lon=37.8),
    ]
    world = normalizer(*records)
    assert world.normalize("Stepne").status == "ambiguous"
    assert [m.id for m in world.normalize_many(["Stepne", "Donetsk"], joint=True)] == ["east", "east-city"]
    assert [m.id for m in world.normalize_many(["Stepne", "Halych"], joint=True)] == ["west", "west-city"]


def test_sure_names_stay_what_they_are(world: Normalizer) -> None:
    assert [match.id for match in world.normalize_many(SURE, joint=True)] == ["ua-donetsk", "ua-bakhmut", "ua-kharkiv"]


def test_names_of_one_report_decide_each_other() -> None:
    town, *_ = toponym.normalize_many(["Kostiantynivka", "Bakhmut", "Toretsk"], joint=True)
    assert (town.id, town.entry and town.entry.admin1) == ("ua-kostiantynivka", "UA-14")
    assert "names beside it weighs" in town.reason
    north, *_ = toponym.normalize_many(["Kirovsk", "Severomorsk", "Murmansk"], joint=True)
    assert (north.id, north.entry and north.entry.country) == ("ru-kirovsk", "RU")
    assert "names beside it weighs" in north.reason
    assert "and decides" in north.reason
    south, *_ = toponym.normalize_many(["Kirovsk", "Luhansk", "Kadiivka"], joint=True)
    assert south.id == "ua-holubivka"


@pytest.mark.parametrize(
    "hints", [{"near": (math.nan, 0.0)}, {"near": (91.0, 0.0)}, {"country": "Atlantis"}, {"date": "yesterday"}]
)
def test_a_wrong_hint_of_one_row_spoils_that_row_only(world: Normalizer, hints: dict[str, Any]) -> None:
    bad, *others = world.normalize_many([Query("Bakhmut", **hints), "Stepne", "Donetsk"], joint=True)
    assert (bad.status, bad.id) == ("none", None)
    assert bad.reason.startswith(f"{next(iter(hints))}: ")
    assert scores(others) == scores(world.normalize_many(["Stepne", "Donetsk"], joint=True))


def test_order_does_not_matter(world: Normalizer) -> None:
    spellings = ["Stepne", "Donetsk", "Lyman", "Brest", "Dzerzhinsk"]
    forwards = {row[0]: row for row in scores(world.normalize_many(spellings, joint=True))}
    backwards = {row[0]: row for row in scores(world.normalize_many(spellings[::-1], joint=True))}
    assert forwards == backwards


def test_one_name_alone_is_as_without_company(world: Normalizer) -> None:
    assert scores(world.normalize_many(["Stepne"], joint=True)) == scores(world.normalize_many(["Stepne"]))
    assert world.normalize_many([], joint=True) == []


def test_a_name_is_no_evidence_for_itself(world: Normalizer) -> None:
    together = world.normalize_many(["Lyman", "Lyman"], joint=True)
    assert scores(together) == scores(world.normalize_many(["Lyman", "Lyman"]))


def test_persons_and_what_is_nowhere_are_left_as_they_are(world: Normalizer) -> None:
    spellings = ["Haidai", "Klychko", "Zzyzx", "", "Black Sea", "Donetsk"]
    assert scores(world.normalize_many(spellings, joint=True)) == scores(world.normalize_many(spellings))


def test_empty_cells_and_queries_take_part(world: Normalizer) -> None:
    matches = world.normalize_many(
        ["Stepne", None, Query("Brest", country="FR"), Query("Bakhmut", kind="no")], joint=True
    )
    assert [match.status for match in matches[1:]] == ["none", "match", "none"]
    assert matches[1].reason == "no name"
    assert matches[2].id == "fr-brest"
    assert matches[3].reason.startswith("kind: ")


def test_hints_still_count(world: Normalizer) -> None:
    lyman, _ = world.normalize_many(["Lyman", "Donetsk"], joint=True, admin1="UA-63", strict=["admin1"])
    assert ids(lyman) == ["ua-lyman-kharkiv"]


def test_company_never_turns_a_match_against_its_evidence() -> None:
    # A text on Ukraine that names the French Brest with its country keeps it.
    france = place("fr", "France", kind="country", country="FR", ids={"iso3166_1": "FR"})
    match = normalizer(*WORLD, france).normalize_many(["Brest, France", *SURE], joint=True)[0]
    assert match.id == "fr-brest"
