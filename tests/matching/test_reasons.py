"""Reasons: one sentence in plain words for every answer, true of what was decided."""

import pytest

from tests.matching.world import WORLD, name, normalizer, person, place
from toponym.matching import Normalizer
from toponym.matching.reasons import describe_name
from toponym.model import Name


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        (Name("Торецьк", "uk"), "official Ukrainian name Торецьк"),
        (Name("Донбас", "uk", "common"), "established Ukrainian name Донбас"),
        (Name("Северодонецк", "ru", "exonym"), "Russian name Северодонецк"),
        (Name("Бахмут", "uk", since="2016-02-04"), "official Ukrainian name Бахмут (from 2016-02-04)"),
        (
            Name("Ворошиловград", "ru", "former", since="1970", until="1990"),
            "former Russian name Ворошиловград (from 1970 until 1990)",
        ),
        (Name("Head Office"), "official name Head Office"),
    ],
)
def test_a_name_in_words(recorded: Name, words: str) -> None:
    assert describe_name(recorded) == words


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        ("Бахмут", "official Ukrainian name Бахмут"),
        ("Донецк", "Russian name Донецк"),
        ("Артемівськ", "former Ukrainian name Артемівськ (until 2016-02-04)"),
        ("Bakhmut", "Ukrainian national system 2010"),
        ("Bachmut", "German"),
        ("LPR", "recorded English spelling LPR"),
        ("Black Sea", "display name Black Sea"),
        ("Baxmutt", "1 letter away from 'baxmut'"),
        ("Хaрків", "Latin a in a Cyrillic word read as Cyrillic а"),
        ("Бахму\u0301т", "folded marks"),
    ],
)
def test_why_a_spelling_matches(world: Normalizer, spelling: str, words: str) -> None:
    match = world.normalize(spelling)
    assert match.id is not None
    assert words in match.reason


def test_a_spelling_names_its_systems_and_how_many_more(world: Normalizer) -> None:
    assert " more of official Ukrainian name Бахмут" in world.normalize("Bakhmut").reason


def test_a_derived_counterpart_says_so() -> None:
    village = place("v", name("Іванівка"), feature="village", country="UA")
    assert "Russian counterpart of official Ukrainian name Іванівка" in normalizer(village).normalize("Ивановка").reason
    assert "derived Russian counterpart" in normalizer(village).normalize("Ivanovka").reason


def test_an_ambiguous_answer_lists_its_namesakes(world: Normalizer) -> None:
    reason = world.normalize("Stepne").reason
    assert reason.startswith("3 namesakes bear this spelling: ")
    for place_ in ("UA-14", "UA-63", "UA-09"):
        assert place_ in reason


def test_many_namesakes_are_counted_not_listed() -> None:
    records = [place(f"x{n}", name("Іванівка"), feature="village", country="UA") for n in range(12)]
    reason = normalizer(*records).normalize("Ivanivka").reason
    assert "12 namesakes" in reason
    assert reason.endswith("and 9 more")
    assert len(reason) < 1000


def test_a_match_says_how_many_it_outweighs(world: Normalizer) -> None:
    assert world.normalize("Lyman").reason.endswith("outweighs 2 namesakes")
    assert "outweighs" not in world.normalize("Bakhmut").reason


def test_none_says_what_it_was_not_sure_of(world: Normalizer) -> None:
    assert "not sure enough of Bakhmut" in world.normalize("Bakhmut", country="RU").reason


def test_steps_come_in_the_order_of_the_way(world: Normalizer) -> None:
    reason = world.normalize("м. Хaрків, Харківська область").reason
    steps = [reason.index(words) for words in ("qualifier", 'generic word "м."', "official Ukrainian name", "agrees")]
    assert steps == sorted(steps)
    assert "Latin a" in reason


@pytest.mark.parametrize(
    "spelling", ["Bakhmut", "Stepne", "Zzyzx", "Haidai", "Luhansk region", "Lyman, Atlantis", "", "Bakhmot"]
)
def test_every_answer_has_a_reason_of_one_line(world: Normalizer, spelling: str) -> None:
    match = world.normalize(spelling)
    assert match.reason.strip()
    for reason in (match.reason, *(candidate.reason for candidate in match.candidates)):
        assert "\n" not in reason
        assert "  " not in reason
        assert "None" not in reason


def test_candidates_have_reasons_of_their_own(world: Normalizer) -> None:
    city, oblast = world.normalize("Luhansk").candidates[:2]
    assert "official Ukrainian name Луганськ" in city.reason
    assert oblast.reason.startswith("named after Luhansk: ")


def test_every_way_to_a_person_is_told() -> None:
    haidai = person("h", ("Сергій Гайдай", "Гайдай", "uk"), label="Serhii Haidai")
    reason = normalizer(*WORLD[:3], haidai).normalize("Serhiy Gaidai").reason
    assert "surname and given name" in reason
    assert "official Ukrainian name Сергій Гайдай" in reason
