"""The fuzzy step: near misses are found, what merely looks alike is not."""

import pytest

from tests.matching.world import WORLD, ids, name, normalizer, place
from toponym.matching import Normalizer


@pytest.fixture(scope="module")
def towns() -> Normalizer:
    return normalizer(
        place("ua-sievierodonetsk", name("Сєвєродонецьк"), feature="city", country="UA", population=99_000),
        place("ua-lysychansk", name("Лисичанськ"), feature="city", country="UA", population=93_000),
        place("ua-pokrovsk", name("Покровськ"), feature="city", country="UA", population=60_000),
        place("ua-kyiv", name("Київ"), feature="city", country="UA", population=2_900_000),
        place("sc", "Seychelles", kind="country", country="SC"),
        place("pe", "Peru", kind="country", country="PE"),
        place("ng", "Nigeria", kind="country", country="NG"),
        place("je", "Jersey", kind="country", country="JE"),
    )


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("Sievierodonetks", "ua-sievierodonetsk"),
        ("Sievyerodonetsk", "ua-sievierodonetsk"),
        ("Sievieradonetsk", "ua-sievierodonetsk"),
        ("Lysichansk", "ua-lysychansk"),
        ("Lisychansk", "ua-lysychansk"),
    ],
)
def test_a_slip_in_a_long_name_is_offered(towns: Normalizer, spelling: str, id_: str) -> None:
    assert ids(towns.normalize(spelling))[:1] == [id_]


@pytest.mark.parametrize("spelling", ["Sieverodonetskk", "Lysychannsk"])
def test_a_fuzzy_answer_says_how_far(towns: Normalizer, spelling: str) -> None:
    match = towns.normalize(spelling)
    assert match.candidates[0].method == "fuzzy"
    assert " away from " in match.reason


def test_a_fuzzy_answer_is_less_sure_than_the_spelling(towns: Normalizer) -> None:
    exact, slip = towns.normalize("Lysychansk"), towns.normalize("Lysychansc")
    assert slip.candidates[0].score < exact.candidates[0].score


@pytest.mark.parametrize(
    "spelling",
    [
        "Kie",
        "Kievv",
        "Kirovsk",
        "Perugia",
        "Niger",
        "Mekelle",
        "New Jersey",
        "Seychel",
        "Severance",
        "Severodvinsk",
        "Lyman Brothers",
        "Pokro",
        "Kvyi",
        "X",
        "Donetsky",
    ],
)
def test_what_merely_looks_alike_is_nothing(towns: Normalizer, spelling: str) -> None:
    assert towns.normalize(spelling).status == "none"


@pytest.mark.parametrize("spelling", ["Ки", "їв", "Ky", "kyv"])
def test_short_spellings_have_no_slips(towns: Normalizer, spelling: str) -> None:
    assert towns.normalize(spelling).candidates == ()


def test_two_rivals_make_no_match() -> None:
    records = [
        place("a", name("Andriivka", "en"), feature="city", country="UA", population=50_000),
        place("b", name("Andrianka", "en"), feature="city", country="UA", population=50_000),
    ]
    match = normalizer(*records).normalize("Andriivnka")
    assert match.status != "match"
    assert set(ids(match)) <= {"a", "b"}


def test_an_exact_name_ends_the_search() -> None:
    records = [
        place("large", name("Krasnodon", "en"), feature="city", country="UA", population=900_000),
        place("tiny", name("Krasnadon", "en"), feature="village", country="UA"),
    ]
    assert ids(normalizer(*records).normalize("Krasnadon")) == ["tiny"]


@pytest.mark.parametrize("spelling", ["Pokrovsky", "Pokrovska", "Pokrovskyi", "Lysychansky", "Lysychanska", "Peruvian"])
def test_another_ending_is_another_word(towns: Normalizer, spelling: str) -> None:
    assert towns.normalize(spelling).id is None


def test_a_slip_for_a_foreign_spelling_is_no_match() -> None:
    lviv = place(
        "ua-lviv", name("Львів"), feature="city", country="UA", population=717_000, variants=[{"text": "Lemburg"}]
    )
    assert normalizer(lviv).normalize("Lemburg").id == "ua-lviv"
    assert normalizer(lviv).normalize("Limburg").id is None


def test_surnames_have_no_slips(world: Normalizer) -> None:
    for spelling in ("Haidar", "Klychka", "Haidaii"):
        assert world.normalize(spelling).id is None


def test_hints_weigh_fuzzy_candidates(world: Normalizer) -> None:
    assert world.normalize("Kharkov1v", country="FR").status == "none"
    with_hint = world.normalize("Bakhmutt", country="RU")
    assert with_hint.candidates == ()
    assert ids(world.normalize("Bakhmutt"))[:1] == ["ua-bakhmut"]


def test_a_generic_word_does_not_hide_a_slip() -> None:
    assert "ua-luhansk-oblast" in ids(normalizer(*WORLD).normalize("Luhanskk oblast"))


def test_many_look_alikes_stay_quick_and_bounded() -> None:
    letters = "абвгдежзиклмнопрст"
    records = [
        place(f"x-{a}{b}", name(f"Степан{a}{b}ка"), feature="village", country="UA") for a in letters for b in letters
    ]
    match = normalizer(*records).normalize("Степанххка")
    assert match.status != "match"
    assert sum(candidate.score for candidate in match.candidates) <= 1 + 1e-9
