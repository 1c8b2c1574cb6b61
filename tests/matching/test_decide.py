"""Decisions: probabilities that exclude each other, the three answers, nested namesakes, dates that overlap."""

from itertools import pairwise
from typing import Any

import pytest

from tests.matching.world import WORLD, Record, ids, name, normalizer, place
from toponym.errors import ToponymError
from toponym.matching import Normalizer
from toponym.matching.decide import overlaps


def _city(id_: str, text: str, population: int, **more: Any) -> Record:
    return place(id_, name(text), feature="city", population=population, **{"country": "UA", **more})


# ------------------------------------------------------------------ probabilities


@pytest.mark.parametrize(
    "spelling", ["Lyman", "Stepne", "Brest", "Luhansk", "Dzerzhinsk", "Klychko", "Bakhmot", "Luhansk region"]
)
def test_probabilities_exclude_each_other(world: Normalizer, spelling: str) -> None:
    match = world.normalize(spelling)
    scores = [candidate.score for candidate in match.candidates]
    assert scores
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1 + 1e-9
    assert scores[1:] == sorted(scores[1:], reverse=True)


def test_equal_places_are_equally_likely(world: Normalizer) -> None:
    match = world.normalize("Stepne")
    scores = {candidate.score for candidate in match.candidates}
    assert len(scores) == 1
    assert ids(match) == ["ua-stepne-1", "ua-stepne-2", "ua-stepne-3"]  # by id, so that answers never change


def test_the_match_stands_first_and_its_score_is_at_least_what_was_asked(world: Normalizer) -> None:
    for spelling in ("Bakhmut", "Luhansk", "Lyman", "Haidai", "Siverskyi Donets River"):
        match = world.normalize(spelling)
        assert match.id == match.candidates[0].id
        assert 0.9 <= match.score <= 1


@pytest.mark.parametrize("record", WORLD, ids=lambda record: str(record["id"]))
def test_no_answer_claims_more_than_a_probability(world: Normalizer, record: Record) -> None:
    entry = world.get(record["id"])
    for match in world.normalize_many([recorded.text for recorded in entry.names]):
        assert 0.5 < sum(candidate.score for candidate in match.candidates) <= 1 + 1e-9
        assert 0 < match.score <= 1


# ------------------------------------------------------------------ the three answers


def test_a_city_outweighs_villages(world: Normalizer) -> None:
    match = world.normalize("Lyman")
    assert match.id == "ua-lyman"
    assert {"ua-lyman-kharkiv", "ua-lyman-luhansk"} < set(ids(match))


def test_a_large_city_outweighs_a_small_one() -> None:
    records = [_city("large", "Миколаїв", 470_000), _city("small", "Миколаїв", 14_500)]
    assert normalizer(*records).normalize("Mykolaiv").id == "large"


def test_cities_of_like_size_are_ambiguous() -> None:
    match = normalizer(_city("a", "Первомайськ", 62_000), _city("b", "Первомайськ", 36_000)).normalize("Pervomaisk")
    assert (match.status, match.id, match.entry, match.name, match.kind) == ("ambiguous", None, None, None, None)
    assert ids(match) == ["a", "b"]
    assert not match


def test_a_current_name_outweighs_a_former_one() -> None:
    former = place("was", name("Альфа", status="former"), name("Бета"), feature="city", population=50_000, country="UA")
    assert ids(normalizer(former, _city("is", "Альфа", 50_000)).normalize("Альфа")) == ["is", "was"]


def test_an_own_name_outweighs_an_alias() -> None:
    alias = place("alias", name("Бета"), feature="city", population=50_000, country="UA", variants=[{"text": "Альфа"}])
    assert ids(normalizer(alias, _city("own", "Альфа", 50_000)).normalize("Альфа")) == ["own", "alias"]


def test_namesakes_of_a_match_are_among_its_candidates() -> None:
    # Two entries with the same spelling can never be told apart by it.
    records = [_city("large", "Альфа", 5_000_000), place("tiny", name("Альфа"), feature="village", country="UA")]
    match = normalizer(*records).normalize("Альфа")
    assert match.id == "large"
    assert ids(match) == ["large", "tiny"]
    assert "outweighs 1 namesake" in match.reason


def test_a_generated_spelling_does_not_beat_a_recorded_one() -> None:
    # The village is recorded as "Alfa"; the city is only romanized so.
    records = [_city("city", "Альфа", 3_000_000), place("village", name("Alfa", "pl"), feature="village", country="PL")]
    match = normalizer(*records).normalize("Alfa")
    assert match.status == "ambiguous"
    assert set(ids(match)) == {"city", "village"}


def test_nothing_found_is_none(world: Normalizer) -> None:
    match = world.normalize("Zzyzx")
    assert (match.status, match.score, match.method, match.candidates) == ("none", 0.0, "none", ())
    assert match.reason == "no such name in the layers"


def test_similar_spellings_are_no_namesakes() -> None:
    # Each is one letter away; that several are does not make the spelling somebody's name.
    records = [place(f"x{letter}", name(f"Студен{letter}"), feature="village", country="UA") for letter in "аеиу"]
    match = normalizer(*records).normalize("Студент")
    assert match.status == "none"
    assert "bear this spelling" not in match.reason


# ------------------------------------------------------------------ one knob


def test_min_probability_is_what_a_match_needs() -> None:
    records = [_city("a", "Первомайськ", 62_000), _city("b", "Первомайськ", 36_000)]
    share = normalizer(*records).normalize("Pervomaisk").score
    assert 0.5 < share < 0.9
    assert normalizer(*records, min_probability=share - 0.01).normalize("Pervomaisk").id == "a"
    assert normalizer(*records, min_probability=share + 0.01).normalize("Pervomaisk").status == "ambiguous"


def test_a_higher_knob_never_gives_more_matches(world_table: Any) -> None:
    spellings = ["Lyman", "Haidai", "Bakhmot", "Luhansk", "Brest", "Kharkivv", "Stepne", "Black Sea", "Dzerzhinsk"]
    matched = [
        {match.query for match in Normalizer(world_table, min_probability=p).normalize_many(spellings) if match}
        for p in (0.3, 0.6, 0.9, 0.99, 1.0)
    ]
    assert all(higher <= lower for lower, higher in pairwise(matched))
    assert matched[0] != matched[-1]


@pytest.mark.parametrize("value", [0, -0.1, 1.1, float("nan")])
def test_a_knob_that_is_no_probability(world_table: Any, value: float) -> None:
    with pytest.raises(ToponymError, match="min_probability"):
        Normalizer(world_table, min_probability=value)


def test_an_unknown_preference(world_table: Any) -> None:
    with pytest.raises(ToponymError, match="prefer"):
        Normalizer(world_table, prefer="shortest")  # type: ignore[arg-type]


# ------------------------------------------------------------------ nested namesakes


def test_nested_namesakes_pool_and_the_city_is_shown(world: Normalizer) -> None:
    match = world.normalize("Luhansk")
    assert match.id == "ua-luhansk"
    assert ids(match)[:2] == ["ua-luhansk", "ua-luhansk-oblast"]
    assert match.score == pytest.approx(sum(candidate.score for candidate in match.candidates[:2]))
    assert "with what is named after it (Luhansk Oblast)" in match.reason


def test_nested_namesakes_pool_through_any_name_of_the_city(world: Normalizer) -> None:
    match = world.normalize("Ворошиловград")
    assert match.id == "ua-luhansk"
    assert "ua-luhansk-oblast" in ids(match)


def test_the_unit_is_shown_when_the_evidence_is_for_it() -> None:
    kyiv = place("ua-kyiv", name("Київ"), feature="city", country="UA", admin1="UA-30", population=2_900_000)
    oblast = place(
        "ua-kyiv-oblast", name("Київська область"), kind="region", country="UA", admin1="UA-32", eponym="ua-kyiv"
    )
    match = normalizer(kyiv, oblast).normalize("Kyiv", admin1="UA-32")
    assert match.candidates[0].id == "ua-kyiv-oblast"
    assert match.candidates[0].score == max(candidate.score for candidate in match.candidates)


def test_two_cities_do_not_pool_each_others_units() -> None:
    records: list[Record] = []
    for number, people in ((1, 62_000), (2, 60_000)):
        city = f"city-{number}"
        records.append(_city(city, "Первомайськ", people))
        records.append(
            place(f"raion-{number}", name("Первомайський район"), kind="district", country="UA", eponym=city)
        )
    match = normalizer(*records).normalize("Pervomaisk")
    assert match.status == "ambiguous"
    assert ids(match)[:2] == ["city-1", "city-2"]
    assert normalizer(*records).normalize("Pervomaisk raion").status == "ambiguous"


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("since", "until", "date", "expected"),
    [
        ("", "", "2016", True),
        ("", "2016", "2015", True),
        ("", "2016", "2015-12-31", True),
        ("", "2016", "2017", False),
        ("", "2016-02-04", "2016", True),
        ("", "2016-02-04", "2016-02", True),
        ("", "2016-02-04", "2016-02-03", True),
        ("", "2016-02-04", "2016-02-04", False),
        ("", "2016-02-04", "2016-03", False),
        ("2016", "", "2015", False),
        ("2016", "", "2015-12", False),
        ("2016", "", "2016-01-01", True),
        ("2016-02-04", "", "2016", True),
        ("2016-02-04", "", "2016-01", False),
        ("2016-02-04", "", "2016-02-04", True),
        ("1970-01-05", "1990-05-04", "1980", True),
        ("1970-01-05", "1990-05-04", "1969", False),
        ("1970-01-05", "1990-05-04", "1991", False),
    ],
)
def test_half_open_intervals_of_reduced_precision(since: str, until: str, date: str, expected: bool) -> None:
    assert overlaps(since, until, date) is expected
