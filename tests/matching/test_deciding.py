"""The reason names the hint without which the match would be another one or none."""

from typing import Any

import pytest

from tests.matching.world import name, normalizer, person, place
from toponym.matching import Normalizer
from toponym.model import Query


@pytest.mark.parametrize(
    ("spelling", "hints", "words"),
    [
        ("Dzerzhinsk", {"admin1": "UA-14"}, "hint admin1 agrees (admin1 UA-14) and decides"),
        ("Brest", {"country": "FR"}, "hint country agrees (country FR) and decides"),
        ("Luhansk", {"kind": "region"}, "hint kind agrees (kind region) and decides"),
        ("Brest, France", {}, "qualifier 'France' agrees (country FR) and decides"),
        ("Luhansk region", {}, "generic word agrees (kind region) and decides"),
    ],
)
def test_the_hint_that_decided_is_told(spelling: str, hints: dict[str, Any], words: str, world: Normalizer) -> None:
    france = place("fr", "France", kind="country", country="FR", ids={"iso3166_1": "FR"})
    asked = normalizer(*_records(), france) if "France" in spelling else world
    match = asked.normalize(spelling, **hints)
    assert match, match
    assert words in match.reason


def _records() -> list[dict[str, Any]]:
    from tests.matching.world import WORLD

    return WORLD


@pytest.mark.parametrize("hints", [{"country": "UA"}, {"kind": "settlement"}, {"near": (48.6, 38.0)}, {}])
def test_a_hint_that_changed_nothing_decided_nothing(world: Normalizer, hints: dict[str, Any]) -> None:
    match = world.normalize("Bakhmut", **hints)
    assert match.id == "ua-bakhmut"
    assert "decides" not in match.reason


def test_of_several_hints_the_deciding_one_is_told(world: Normalizer) -> None:
    reason = world.normalize("Dzerzhinsk", country="UA", kind="settlement").reason
    assert "hint country agrees (country UA) and decides" in reason
    assert "hint kind agrees (kind settlement)" in reason
    assert "hint kind agrees (kind settlement) and decides" not in reason


def test_an_answer_that_is_no_match_was_decided_by_nothing(world: Normalizer) -> None:
    match = world.normalize("Bakhmut", kind="person")
    assert not match
    assert "decides" not in match.reason


def test_a_point_decides() -> None:
    villages = normalizer(
        place("west", name("Степне"), feature="village", country="UA", lat=49.0, lon=24.1),
        place("east", name("Степне"), feature="village", country="UA", lat=48.1, lon=37.9),
    )
    assert villages.normalize("Stepne").status == "ambiguous"
    match = villages.normalize("Stepne", near=(49.1, 24.2))
    assert match.id == "west"
    assert "hint near weighs (13 km away) and decides" in match.reason


def test_a_date_and_company_decide_too() -> None:
    two = normalizer(
        place("renamed", name("Кіровськ", status="former", to="2016"), name("Голубівка"), lat=48.6, lon=38.6),
        place("kept", name("Кіровськ"), lat=68.0, lon=33.6),
        place("neighbour", name("Сєвєроморськ"), lat=69.0, lon=33.4),
        person("p", ("Сергій Гайдай", "Гайдай", "uk")),
    )
    assert two.normalize("Kirovsk").status == "ambiguous"
    dated = two.normalize("Kirovsk", date="2020")
    assert dated.id == "kept"
    assert "hint date decides (it speaks against the others)" in dated.reason
    beside = two.normalize("Kirovsk", beside=["Severomorsk", "Sievieromorsk"])
    assert beside.id == "kept"
    assert "hint beside weighs (" in beside.reason
    assert "km away) and decides" in beside.reason
    together = two.normalize_many(["Kirovsk", Query("Sievieromorsk")], joint=True)[0]
    assert together.id == "kept"
    assert "names beside it weighs (" in together.reason
    assert "and decides" in together.reason
