"""Hints: what they accept, what they say of a wrong value, how they move probabilities and how they filter."""

import math
from typing import Any

import pytest

from tests.matching.world import WORLD, ids, name, normalizer, person, place
from toponym.errors import HintError
from toponym.matching import Normalizer
from toponym.model import Query


def _share(normalizer: Normalizer, spelling: str, id_: str, **hints: Any) -> float:
    """The probability of one entry among a spelling's candidates; 0 where it is none."""
    match = normalizer.normalize(spelling, **hints)
    return next((candidate.score for candidate in match.candidates if candidate.id == id_), 0.0)


# ------------------------------------------------------------------ evidence


@pytest.mark.parametrize("country", ["FR", "fr", "FRA", "250", "France", "Франція"])
def test_country_in_any_form(country: str) -> None:
    france = place("fr", "France", "Франція", kind="country", country="FR", ids={"iso3166_1": "FR"})
    match = normalizer(*WORLD, france).normalize("Brest", country=country)
    assert match.id == "fr-brest"
    assert "hint country agrees (country FR)" in match.reason


@pytest.mark.parametrize("admin1", ["UA-14", "Donetsk Oblast", "Donetsk region", "Донецька область", "donetsk oblast"])
def test_admin1_as_code_or_name(world: Normalizer, admin1: str) -> None:
    match = world.normalize("Dzerzhinsk", admin1=admin1)
    assert match.id == "ua-toretsk"
    assert "hint admin1 agrees (admin1 UA-14)" in match.reason


def test_admin1_gives_the_only_namesake_there(world: Normalizer) -> None:
    match = world.normalize("Lyman", admin1="UA-63")
    assert match.id == "ua-lyman-kharkiv"
    assert "ua-lyman" in ids(match)


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        ("settlement", "ua-luhansk"),
        ("region", "ua-luhansk-oblast"),
        ("admin", "ua-luhansk-oblast"),
    ],
)
def test_kind_picks_among_nested_namesakes(world: Normalizer, kind: str, id_: str) -> None:
    match = world.normalize("Luhansk", kind=kind)
    assert match.id == id_
    assert f"hint kind agrees (kind {match.kind})" in match.reason


def test_kind_group_place_shows_the_settlement(world: Normalizer) -> None:
    assert world.normalize("Luhansk", kind="place").id == "ua-luhansk"


def test_kind_person_speaks_against_a_place(world: Normalizer) -> None:
    match = world.normalize("Bakhmut", kind="person")
    assert match.status == "none"
    assert "hint kind contradicts (kind settlement)" in match.reason
    assert world.normalize("Haidai", kind="person").id == "person-serhii-haidai"


def test_place_hints_say_nothing_of_persons(world: Normalizer) -> None:
    match = world.normalize("Serhii Haidai", country="FR", admin1="UA-63", near=(0, 0))
    assert match.id == "person-serhii-haidai"
    assert "country" not in match.reason


def test_near_moves_the_nearest_to_the_front(world: Normalizer) -> None:
    for number, point in ((1, (47.9, 37.3)), (2, (49.9, 35.5))):
        match = world.normalize("Stepne", near=point)
        assert match.candidates[0].id == f"ua-stepne-{number}"
        assert "hint near agrees (0 km away)" in match.reason


def test_near_outweighs_an_unknown_place(world: Normalizer) -> None:
    assert world.normalize("Stepne", near=(47.9, 37.3)).id == "ua-stepne-1"


def test_nearness_decays_with_distance() -> None:
    two = normalizer(
        place("here", name("Степне"), feature="village", country="UA", lat=48.0, lon=35.0),
        place("there", name("Степне"), feature="village", country="UA", lat=48.0, lon=37.0),
    )
    shares = [_share(two, "Stepne", "here", near=(48.0, lon)) for lon in (35.0, 35.5, 35.9, 36.0, 36.5, 37.0)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9 > 0.1 > shares[-1]
    assert shares[3] == pytest.approx(_share(two, "Stepne", "there", near=(48.0, 36.0)), abs=1e-3)


def test_nearer_is_likelier(world: Normalizer) -> None:
    shares = [_share(world, "Stepne", "ua-stepne-1", near=(47.9, 37.3 + east)) for east in (0, 0.5, 2, 8)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


def test_beside_takes_names_and_looks_them_up(world: Normalizer) -> None:
    match = world.normalize("Stepne", beside=["Donetsk"])
    assert match.candidates[0].id == "ua-stepne-1"
    assert world.normalize("Stepne", beside=["Харьков"]).candidates[0].id == "ua-stepne-2"


@pytest.mark.parametrize("beside", [[], ["No Such Place"], ["Stepne"], ["Haidai"], ["Ukraine"]])
def test_beside_without_a_sure_place_changes_nothing(world: Normalizer, beside: list[str]) -> None:
    assert _share(world, "Stepne", "ua-stepne-1", beside=beside) == _share(world, "Stepne", "ua-stepne-1")


def test_hints_add_up(world: Normalizer) -> None:
    one = _share(world, "Dzerzhinsk", "ua-toretsk", near=(48.4, 37.87))
    both = _share(world, "Dzerzhinsk", "ua-toretsk", near=(48.4, 37.87), country="UA")
    assert _share(world, "Dzerzhinsk", "ua-toretsk") < one <= both <= 1


@pytest.mark.parametrize(
    ("hints", "words"),
    [
        ({"country": "RU"}, "hint country contradicts (country UA)"),
        ({"admin1": "UA-63"}, "hint admin1 contradicts (admin1 UA-14)"),
        ({"kind": "river"}, "hint kind contradicts (kind settlement)"),
        ({"near": (-33.9, 151.2)}, "hint near weighs (14"),
    ],
)
def test_a_contradiction_lowers_the_probability_and_is_told(
    world: Normalizer, hints: dict[str, Any], words: str
) -> None:
    match = world.normalize("Bakhmut", **hints)
    assert words in match.reason
    assert match.status == "none"
    assert _share(world, "Bakhmut", "ua-bakhmut", **hints) < 0.1


def test_an_unknown_field_is_neither_for_nor_against(world: Normalizer) -> None:
    match = world.normalize("Black Sea", country="UA")
    assert match.id == "black-sea"
    assert "hint country says nothing (country unknown)" in match.reason


def test_a_country_lies_in_no_region() -> None:
    # "Georgia" in Kharkiv Oblast is not the country.
    records = [
        place("ge", "Georgia", kind="country", country="GE", ids={"iso3166_1": "GE"}),
        place("ua-x", name("Georgia", "en"), feature="village", country="UA", admin1="UA-63"),
    ]
    assert normalizer(*records).normalize("Georgia", admin1="UA-63").candidates[0].id == "ua-x"


def test_a_region_names_its_country_too() -> None:
    # The foreign namesake has no known region, but UA-05 cannot be one of another country.
    records = [
        place("ua-bar", name("Бар"), feature="city", country="UA", admin1="UA-05", population=15_000),
        place("me-bar", name("Bar", "sr"), feature="city", country="ME", population=40_000),
    ]
    match = normalizer(*records).normalize("Bar", admin1="UA-05")
    assert match.id == "ua-bar"


@pytest.mark.parametrize("hints", [{"admin1": "UA-46"}, {"country": "UA"}, {"near": (50.06, 23.97)}], ids=str)
def test_a_hint_about_a_place_speaks_for_a_place(hints: dict[str, Any]) -> None:
    records = [
        place(
            "town",
            name("Жовква"),
            feature="city",
            country="UA",
            admin1="UA-46",
            population=13_000,
            lat=50.06,
            lon=23.97,
        ),
        person("person", ("Ігор Жовква", "Жовква", "uk")),
    ]
    assert normalizer(*records).normalize("Zhovkva", **hints).candidates[0].id == "town"
    assert normalizer(*records).normalize("Zhovkva", kind="person").id == "person"


@pytest.mark.parametrize("empty", [None, "", "  ", math.nan])
@pytest.mark.parametrize("hint", ["country", "admin1", "kind", "date"])
def test_an_empty_hint_is_no_hint(world: Normalizer, hint: str, empty: Any) -> None:
    assert world.normalize("Bakhmut", **{hint: empty}) == world.normalize("Bakhmut")


# ------------------------------------------------------------------ strict filters


@pytest.mark.parametrize(
    ("spelling", "hints", "left"),
    [
        ("Brest", {"country": "FR", "strict": {"country"}}, ["fr-brest"]),
        ("Lyman", {"admin1": "UA-63", "strict": ["admin1"]}, ["ua-lyman-kharkiv"]),
        ("Luhansk", {"kind": "region", "strict": "kind"}, ["ua-luhansk-oblast"]),
        ("Дзержинск", {"date": "2020", "strict": ["date"]}, ["ru-dzerzhinsk"]),
        ("Bakhmut", {"country": "RU", "strict": ["country"]}, []),
        ("Black Sea", {"country": "UA", "strict": ["country"]}, []),
    ],
)
def test_strict_hints_filter(world: Normalizer, spelling: str, hints: dict[str, Any], left: list[str]) -> None:
    assert ids(world.normalize(spelling, **hints)) == left


def test_strict_without_its_hint_filters_nothing(world: Normalizer) -> None:
    assert ids(world.normalize("Brest", strict={"country", "admin1", "kind"})) == ids(world.normalize("Brest"))


def test_other_hints_stay_evidence_beside_a_strict_one(world: Normalizer) -> None:
    match = world.normalize("Lyman", country="UA", admin1="UA-63", strict=["country"])
    assert match.candidates[0].id == "ua-lyman-kharkiv"
    assert len(match.candidates) == 3


# ------------------------------------------------------------------ wrong hints

_WRONG: list[tuple[dict[str, Any], str]] = [
    ({"country": "Atlantis"}, "country"),
    ({"country": "XX"}, "country"),
    ({"country": 804}, "country"),
    ({"country": "999"}, "country"),
    ({"admin1": "Mordor"}, "admin1"),
    ({"admin1": 14}, "admin1"),
    ({"kind": "planet"}, "kind"),
    ({"kind": ["settlement"]}, "kind"),
    ({"near": "48,37"}, "near"),
    ({"near": (48.0,)}, "near"),
    ({"near": (91.0, 0.0)}, "near"),
    ({"near": (0.0, 181.0)}, "near"),
    ({"near": (math.nan, 0.0)}, "near"),
    ({"near": (math.inf, 0.0)}, "near"),
    ({"near": (None, None)}, "near"),
    ({"near": 48.0}, "near"),
    ({"date": "04.02.2016"}, "date"),
    ({"date": "2016-13"}, "date"),
    ({"date": "2016-02-30"}, "date"),
    ({"date": 2016}, "date"),
    ({"beside": "Kharkiv"}, "beside"),
    ({"beside": 5}, "beside"),
    ({"beside": [5]}, "beside"),
    ({"strict": ["planet"]}, "strict"),
]


@pytest.mark.parametrize(("hints", "named"), _WRONG, ids=str)
def test_a_wrong_hint_is_named(world: Normalizer, hints: dict[str, Any], named: str) -> None:
    with pytest.raises(HintError, match=rf"^{named}: "):
        world.normalize("Bakhmut", **hints)
    with pytest.raises(HintError, match=rf"^{named}: "):
        world.normalize_many(["Bakhmut"], **hints)


@pytest.mark.parametrize(("hints", "named"), [row for row in _WRONG if "strict" not in row[0]], ids=str)
def test_a_wrong_hint_of_one_row_spoils_that_row_only(world: Normalizer, hints: dict[str, Any], named: str) -> None:
    rows: list[str | float | Query | None] = [Query("Bakhmut", **hints), Query("Bakhmut", country="UA")]
    bad, good = world.normalize_many(rows)
    assert (bad.status, bad.id, bad.candidates) == ("none", None, ())
    assert bad.reason.startswith(f"{named}: ")
    assert good.id == "ua-bakhmut"


def test_hints_of_a_row_win_over_those_of_the_call(world: Normalizer) -> None:
    rows: list[str | float | Query | None] = [
        Query("Brest", country="FR"),
        Query("Brest"),
        "Brest",
        Query("Lyman", admin1="UA-63"),
    ]
    matches = world.normalize_many(rows, country="BY")
    assert [match.candidates[0].id for match in matches[:3]] == ["fr-brest", "by-brest", "by-brest"]
    assert "hint country contradicts" in matches[3].reason


@pytest.mark.parametrize("text", [None, math.nan])
def test_a_row_without_a_name(world: Normalizer, text: float | None) -> None:
    (match,) = world.normalize_many([Query(text, country="UA")])
    assert (match.status, match.reason) == ("none", "no name")


# ------------------------------------------------------------------ dates of names


def test_a_former_name_in_its_time_is_simply_the_name(world: Normalizer) -> None:
    before, inside = (_share(world, "Дзержинск", "ua-toretsk", date=date) for date in (None, "2010"))
    assert inside > before
    assert "its name then" in world.normalize("Дзержинск", date="2010", country="UA").reason


def test_a_former_name_after_its_time_gives_way(world: Normalizer) -> None:
    assert _share(world, "Дзержинск", "ua-toretsk", date="2020") < _share(world, "Дзержинск", "ua-toretsk")
    assert world.normalize("Дзержинск", date="2020").id == "ru-dzerzhinsk"


@pytest.mark.parametrize(
    ("date", "inside"),
    [
        ("2015", True),
        ("2016", True),
        ("2016-01", True),
        ("2016-02", True),
        ("2016-02-03", True),
        ("2016-02-04", False),
        ("2016-03", False),
        ("2017", False),
    ],
)
def test_dates_of_any_precision_may_overlap(world: Normalizer, date: str, inside: bool) -> None:
    reason = world.normalize("Артемівськ", date=date).reason
    assert ("its name then" in reason) is inside
    assert ("not its name at that date" in reason) is not inside


@pytest.mark.parametrize(
    ("date", "inside"), [("1970", True), ("1970-01-04", False), ("1990", True), ("1990-05-04", False)]
)
def test_dates_bound_a_name_on_both_sides(world: Normalizer, date: str, inside: bool) -> None:
    assert bool(ids(world.normalize("Ворошиловград", date=date, strict=["date"]))) is inside


def test_a_date_decides_between_bearers_but_refuses_no_only_one(world: Normalizer) -> None:
    # Event tables write today's names for yesterday's events.
    assert world.normalize("Bakhmut", date="2014").id == "ua-bakhmut"
    assert world.normalize("Артемівськ", date="2023").id == "ua-bakhmut"


def test_names_without_dates_hear_no_date(world: Normalizer) -> None:
    assert world.normalize("Kharkiv", date="1654").score == world.normalize("Kharkiv").score
