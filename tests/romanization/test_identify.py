"""Which systems yield a spelling: spellings of the news, the ranking, the vote for a house style, the round trip."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponym.romanization import generated, house_style, identify, romanizations, spellings, systems
from toponym.romanization.loader import definition, of_language
from toponym.text.fold import fold

UKRAINIAN = st.text(
    st.sampled_from(of_language("uk").language.letters.replace("ʼ", "") + " -"), min_size=1, max_size=12
)


def explained(spelling: str, name: str, lang: str = "uk") -> dict[str, tuple[str, ...]]:
    return {found.system: found.habits for found in identify(spelling, name, lang)}


@pytest.mark.parametrize(
    ("spelling", "name", "lang", "system", "habits"),
    [
        ("Syevyerodonetsk", "Сєвєродонецьк", "uk", "uk:bgn-pcgn-1965-plain", ()),
        ("Syevyerodonetsk", "Сєвєродонецьк", "uk", "uk:bgn-pcgn-1965", ("marks-dropped",)),
        ("Sievierodonetsk", "Сєвєродонецьк", "uk", "uk:kmu-2010", ()),
        ("Sjewjerodonezk", "Сєвєродонецьк", "uk", "uk:german-duden", ()),
        ("Severodonetsk", "Северодонецк", "ru", "ru:bgn-pcgn-1947-plain", ()),
        ("Siewierodonieck", "Северодонецк", "ru", "ru:polish", ()),
        ("Haidai", "Гайдай", "uk", "uk:kmu-2010", ()),
        ("Hayday", "Гайдай", "uk", "uk:bgn-pcgn-1965-plain", ()),
        ("Gaidai", "Гайдай", "uk", "uk:passport-2007", ()),
        ("Gaidai", "Гайдай", "ru", "ru:press", ()),
        ("Zelenskyy", "Зеленський", "uk", "uk:bgn-pcgn-1965-plain", ()),
        ("Zelenskyi", "Зеленський", "uk", "uk:kmu-2010", ()),
        ("Zelensky", "Зеленський", "uk", "uk:kmu-2010", ("ending-y",)),
        ("Zelenskiy", "Зеленський", "uk", "uk:bgn-pcgn-1965-plain", ("ending-iy",)),
        ("Siverskiy Donets", "Сіверський Донець", "uk", "uk:bgn-pcgn-1965-plain", ("ending-iy",)),
        ("Selenskyj", "Зеленський", "uk", "uk:german-duden", ()),
        ("Zełenski", "Зеленський", "uk", "uk:polish", ("ending-ski",)),
        ("Zelenski", "Зеленський", "uk", "uk:polish", ("ending-ski", "diacritics-stripped")),
        ("Kyyiv", "Київ", "uk", "uk:bgn-pcgn-1965", ()),
        ("Kyjiw", "Київ", "uk", "uk:german-boards", ()),
        ("Synehubov", "Синєгубов", "uk", "uk:kmu-2010", ("iotation-dropped",)),
        ("Serhiy", "Сергій", "uk", "uk:bgn-pcgn-1965-plain", ()),
        ("Stryuk", "Стрюк", "uk", "uk:bgn-pcgn-1965-plain", ()),
        ("Zaporizhia", "Запоріжжя", "uk", "uk:kmu-2010", ("doubled-once",)),
        ("Odessa", "Одеса", "uk", "uk:german-duden", ()),
    ],
)
def test_spellings_of_the_news(spelling: str, name: str, lang: str, system: str, habits: tuple[str, ...]) -> None:
    assert explained(spelling, name, lang)[system] == habits


@pytest.mark.parametrize(
    ("spelling", "name", "lang"),
    [
        ("Oleksander", "Олександр", "uk"),
        ("Kijów", "Київ", "uk"),
        ("Kijów", "Киев", "ru"),
        ("Kharkov", "Харків", "uk"),
        ("", "Київ", "uk"),
        ("Kyiv", "", "uk"),
        ("Kyiv", "Kyiv", "uk"),
        ("Krыm", "Крым", "uk"),
        ("Lyman Brothers", "Лиман", "uk"),
    ],
)
def test_no_system(spelling: str, name: str, lang: str) -> None:
    assert identify(spelling, name, lang) == ()


def test_olhine_needs_i_for_the_letter() -> None:
    assert "uk:kmu-2010" in explained("Olhyne", "Ольгине")
    assert explained("Olhyne", "Ольгине")["uk:kmu-2010"] == ()
    assert explained("Olhine", "Ольгине")["uk:kmu-2010"] == ("y-as-i",)


def test_a_spelling_may_fit_many_systems() -> None:
    assert len(explained("Pokrovsk", "Покровськ")) >= 5


def test_exact_comes_before_marks_aside_and_common_before_rare() -> None:
    found = identify("Luhans’k", "Луганськ", "uk")
    assert found[0].system == "uk:bgn-pcgn-1965"
    exact = [identification.exact for identification in found]
    assert exact == sorted(exact, reverse=True)
    assert found[0].explanation == "BGN/PCGN 1965"
    assert "marks aside" in found[-1].explanation
    assert identify("Haidai", "Гайдай", "uk")[0].system == "uk:kmu-2010"


def test_case_and_the_shape_of_apostrophes_do_not_matter() -> None:
    for spelling in ("LUHANS'K", "luhans`k", " Luhansʼk "):
        assert identify(spelling, "Луганськ", "uk")[0].exact


def test_identifications_pickle() -> None:
    found = identify("Synehubov", "Синєгубов", "uk")
    assert pickle.loads(pickle.dumps(found)) == found


def test_house_style_of_one_source() -> None:
    pairs = [
        ("Syevyerodonetsk", "Сєвєродонецьк", "uk"),
        ("Hayday", "Гайдай", "uk"),
        ("Siverskiy Donets", "Сіверський Донець", "uk"),
        ("Stryuk", "Стрюк", "uk"),
        ("Luhansk", "Луганськ", "uk"),
        ("Kramatorsk", "Краматорськ", "uk"),
        ("Zelenskiy", "Зеленський", "uk"),
        ("Oleksander", "Олександр", "uk"),
        ("Gromov", "Громов", "ru"),
    ]
    ukrainian, russian = house_style(pairs)
    assert ukrainian.explanation == "BGN/PCGN 1965 without marks for Ukrainian, -ий/-ій as -iy, 7 of 8 names"
    assert (russian.lang, russian.fits, russian.names) == ("ru", 1, 1)


def test_house_style_prefers_few_habits_and_leaves_out_what_no_system_yields() -> None:
    (style,) = house_style([("Kharkiv", "Харків", "uk"), ("Kijów", "Киев", "ru")])
    assert (style.system, style.habits) == ("uk:kmu-2010", ())
    assert house_style([]) == ()


def test_generated_keeps_the_plainest_and_most_common_explanation() -> None:
    made = generated("Зеленський", "uk")
    assert made["zelenskyi"].systems[0] == "uk:kmu-2010"
    assert made["zelenskyi"].habits == ()
    assert made["zelensky"].habits == ("ending-y",)
    assert made["zelenskyy"].spelling == "Zelenskyy"
    assert set(made) == {fold(spelling) for spelling in made}
    assert generated("Kyiv", "uk") == {}
    assert generated("", "uk") == {}


def test_generated_keys_are_folded() -> None:
    made = generated("Кам'янець-Подільський", "uk")
    assert "kamianets podilskyi" in made
    assert all(key == fold(key) == fold(entry.spelling) for key, entry in made.items())


def test_spellings_are_distinct_and_hold_all_plain_romanizations() -> None:
    made = spellings("Сєвєродонецьк", "uk")
    texts = [entry.spelling for entry in made]
    assert len(texts) == len(set(texts))
    assert set(romanizations("Сєвєродонецьк", "uk").values()) <= set(texts)
    assert next(e for e in made if e.spelling == "Sêvêrodoneck").habits == ("marks-dropped",)
    assert {fold(text) for text in texts} == set(generated("Сєвєродонецьк", "uk"))


@settings(max_examples=60)
@given(UKRAINIAN)
def test_what_a_system_yields_is_identified_as_that_system(name: str) -> None:
    for system, spelling in romanizations(name, "uk").items():
        if spelling.strip() and definition(system).engine.reads(name):
            found = {identification.system: identification for identification in identify(spelling, name, "uk")}
            assert found[system].exact
            assert found[system].habits == ()


@settings(max_examples=40)
@given(UKRAINIAN)
def test_what_systems_and_habits_yield_is_identified(name: str) -> None:
    for entry in spellings(name, "uk"):
        if entry.spelling.strip():
            assert set(entry.systems) <= set(explained(entry.spelling, name))


@pytest.mark.parametrize("lang", sorted({name.partition(":")[0] for name in systems()}))
def test_round_trip_in_every_language(lang: str) -> None:
    for name in systems(lang):
        for sample in definition(name).samples[:3]:
            for entry in spellings(sample.native, lang):
                assert set(entry.systems) <= set(explained(entry.spelling, sample.native, lang))
