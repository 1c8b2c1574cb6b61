"""The protocol, on made-up places."""

import pytest

from evaluation.places import Place
from evaluation.sets import (
    NEIGHBOUR,
    OTHER,
    REMOVED,
    VARIANT,
    WORLD,
    EvaluationSet,
    Form,
    Plan,
    Query,
    Record,
    build,
    foreign_names,
    fraction,
    half_of,
    own_forms,
    representatives,
    sample,
    variant_class,
)
from evaluation.spelling import letters, similarity, usable

STEMS = ("Bila", "Kamian", "Verkh", "Dolyn", "Horod", "Stav", "Lypo", "Zolot", "Sosn", "Yar", "Khut", "Mlyn")
ENDS = ("ivka", "yshche", "ove", "opil", "chany", "hrad", "ets", "ynka")


def made_up() -> tuple[Place, ...]:
    """Ninety-six Ukrainian places with two variants and an unrelated name each, and some abroad."""
    names = [stem + end for stem in STEMS for end in ENDS]
    places = [
        Place(
            number, name, "UA", 1000 - number, 50.0, 30.0, (name.replace("i", "y") + "a", f"{name}'s", "Wqzfwqz", "UAX")
        )
        for number, name in enumerate(names, start=1)
    ]
    abroad = [Place(1000 + n, f"Rio{end}{n * 'x'}", "BR", 10) for n, end in enumerate(ENDS)]
    near = [Place(2000 + n, f"Brzo{end}{n * 'z'}", "PL", 10) for n, end in enumerate(ENDS)]
    return (*places, *abroad, *near)


PLAN = Plan("toy", frozenset({"UA"}), frozenset({"PL"}), size=60, others=10)


def of_kind(evaluated: EvaluationSet, kind: str) -> list[Query]:
    return [query for query in evaluated.queries if query.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "Lyman 2",
        "Lyman (city)",
        "Lyman, Kharkiv",
        "Kyiv/Kiev",
        "Lym",
        "ІЄВ",
        "LYMAN",
        "ハルキウ",
        "Кyiv",
    ],
)
def test_protocol_drops(text: str) -> None:
    assert not usable(text)


@pytest.mark.parametrize("text", ["Lyman", "Sivers’k", "Лиман", "Kam'ianka-Dniprovska"])
def test_protocol_keeps(text: str) -> None:
    assert usable(text)


def test_letters_never_empty_for_a_name_without_latin_letters() -> None:
    assert letters("Sivers'k") == letters("SIVERSK") == "siversk"
    assert letters("123") == "123"


def test_similarity_counts_consonants_with_a_discount() -> None:
    assert similarity("Bohorodychne", "Bogorodichnoje") > 55
    assert similarity("Bila", "Bela") == pytest.approx(max(75.0, 90.0))
    assert similarity("Toretsk", "Dzerzhynsk") < 55


def test_own_forms_are_main_name_and_one_of_each_cyrillic() -> None:
    place = Place(1, "Mykolaivka", "UA", alternates=("Nikolaevka", "Николаевка", "Миколаївка", "Миколајивка", "Другая"))
    assert own_forms(place, True) == (
        Form("Mykolaivka"),
        Form("Миколаївка", "uk"),
        Form("Николаевка", "ru"),
    )
    assert own_forms(place, False) == (Form("Mykolaivka"),)


def test_former_name_is_no_own_form() -> None:
    place = Place(1, "Toretsk", "UA", alternates=("Дзержинськ", "Торецьк", "Дзержинск"))
    assert own_forms(place, True) == (Form("Toretsk"), Form("Торецьк", "uk"))


def test_same_folded_name_counts_as_one_and_the_largest_stands_for_it() -> None:
    places = [
        Place(1, "Lyman", "UA", 10),
        Place(2, "Lyman", "UA", 20000),
        Place(3, "Lȳman", "UA", 30),
        Place(4, "Izium", "UA"),
    ]
    assert [place.id for place in representatives(places)] == [2, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Sivers'k", "same letters"), ("Siewiersk", "transliteration"), ("Yama", "other name")],
)
def test_variant_class(text: str, expected: str) -> None:
    assert variant_class(text, [Form("Siversk"), Form("Сіверськ", "uk")]) == expected


def test_fraction_is_even_and_depends_on_seed() -> None:
    values = [fraction("removed", number) for number in range(4000)]
    assert all(0 <= value < 1 for value in values)
    assert sum(value < 0.2 for value in values) / 4000 == pytest.approx(0.2, abs=0.03)
    assert fraction("removed", 1, seed="a") != fraction("removed", 1, seed="b")


def test_set_is_the_same_each_time_and_moves_with_the_seed() -> None:
    assert build(PLAN, made_up()) == build(PLAN, made_up())
    assert build(PLAN, made_up()).queries != build(PLAN, made_up(), seed="other").queries


def test_two_positives_to_one_negative() -> None:
    evaluated = build(PLAN, made_up())
    counts = {kind: len(of_kind(evaluated, kind)) for kind in (VARIANT, WORLD, NEIGHBOUR, REMOVED, OTHER)}
    assert counts == {VARIANT: 60, WORLD: 8, NEIGHBOUR: 8, REMOVED: 10, OTHER: 10}


def test_table_holds_no_query_and_no_removed_place() -> None:
    evaluated = build(PLAN, made_up())
    ids = {record.id for record in evaluated.records}
    texts = {form.text for record in evaluated.records for form in record.forms}
    assert 0 < len(ids) < 96
    for query in evaluated.queries:
        assert query.text not in texts
        assert (query.place in ids) == (query.kind in (VARIANT, OTHER))
        assert query.answer == (query.place if query.kind in (VARIANT, OTHER) else None)


def test_a_place_is_in_one_half() -> None:
    evaluated = build(PLAN, made_up())
    halves = {half for query in evaluated.queries for half in [query.half]}
    assert halves == {"tune", "report"}
    assert all(query.half == half_of(query.place) for query in evaluated.queries)


def test_alternate_that_is_another_places_own_name_is_left_out() -> None:
    places = (
        Place(1, "Nikopol", "UA", 5, alternates=("Niikopol", "Sloviansk")),
        Place(2, "Sloviansk", "UA", 4, alternates=("Slavyansk",)),
    )
    asked = {seed: build(Plan("toy", frozenset({"UA"}), size=9), places, seed=seed) for seed in "abcdef"}
    texts = {query.text for evaluated in asked.values() for query in evaluated.queries}
    assert texts & {"Niikopol", "Slavyansk"}
    assert "Sloviansk" not in texts


def test_foreign_name_that_a_place_in_the_table_bears_is_no_negative() -> None:
    known = frozenset({letters("Brest")})
    places = [Place(1, "Brest", "BY"), Place(2, "Kobryn", "BY")]
    assert [query.text for query in foreign_names(places, NEIGHBOUR, known)] == ["Kobryn"]


def test_hinted_negatives_are_asked_with_a_country_of_the_table() -> None:
    plan = Plan("toy", frozenset({"UA"}), frozenset({"PL"}), hinted=True, size=60)
    assert {query.country for query in build(plan, made_up()).queries} == {"UA"}


def test_world_plan_has_only_removed_places_as_negatives() -> None:
    evaluated = build(Plan("toy", cyrillic=False, size=60), made_up())
    assert not of_kind(evaluated, WORLD)
    assert not of_kind(evaluated, NEIGHBOUR)
    assert len(of_kind(evaluated, REMOVED)) == 30


def test_asked_share_limits_queries_but_not_the_table() -> None:
    whole = build(Plan("toy", cyrillic=False, size=500), made_up())
    part = build(Plan("toy", cyrillic=False, size=500, asked=0.3), made_up())
    assert part.records == whole.records
    assert 0 < len({query.place for query in part.queries}) < len({query.place for query in whole.queries})


def test_sample_changes_little_when_a_query_is_added() -> None:
    queries = [Query(f"name{n}", VARIANT, "a", "a", "UA", "tune") for n in range(50)]
    before, after = set(sample(queries[:-1], 20)), set(sample(queries, 20))
    assert len(before - after) <= 1


def test_entry_is_a_user_table_record() -> None:
    record = Record("geonames:1", "UA", (Form("Siversk"), Form("Сіверськ", "uk")), 10, 48.9, 38.1)
    assert record.as_entry() == {
        "id": "geonames:1",
        "kind": "settlement",
        "country": "UA",
        "names": ["Siversk", {"text": "Сіверськ", "lang": "uk"}],
        "lat": 48.9,
        "lon": 38.1,
        "population": 10,
    }
