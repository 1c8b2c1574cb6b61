"""The one function: whole names, their letter case, what is no name."""

import pytest

from toponym.inflection import ADJECTIVE, CASES, REGION, Inflection, inflected_forms


def of(case: str, name: str, lang: str = "uk") -> set[str]:
    return {form for form, how in inflected_forms(name, lang).items() if how.case == case}


def test_an_inflection_is_a_small_fixed_record() -> None:
    found = inflected_forms("Харків", "uk")["Харкова"]
    assert found == Inflection("genitive", "masculine place name in -ів: -ів")
    with pytest.raises(AttributeError):
        found.case = "dative"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "instrumental"),
    [
        ("Сіверський Донець", {"Сіверським Дінцем"}),
        ("Біла Церква", {"Білою Церквою"}),
        ("Автономна Республіка Крим", {"Автономною Республікою Крим"}),
        ("Новоград-Волинський район", {"Новоград-Волинським районом"}),
        ("Кам’янець-Подільський", {"Кам’янцем-Подільським"}),
        ("Гаврилівка Друга", {"Гаврилівкою Другою"}),
        ("Пуща-Водиця", {"Пуща-Водицею", "Пущею-Водицею"}),
        ("аеропорт «Антонов»", {"аеропортом «Антонов»"}),
        ("Канал Дніпро — Донбас", {"Каналом Дніпро — Донбас"}),
        ("Микільське-на-Дніпрі", {"Микільським-на-Дніпрі"}),
    ],
)
def test_the_words_that_belong_together_are_declined_together(name: str, instrumental: set[str]) -> None:
    assert of("instrumental", name) == instrumental


def test_the_first_case_is_named_when_a_form_serves_several() -> None:
    assert inflected_forms("Одеса", "uk")["Одесі"].case == "dative"


def test_derived_words_have_their_own_names() -> None:
    found = inflected_forms("Луганськ", "uk")
    assert found["Луганською"] == Inflection(ADJECTIVE, "adjective in -ський")
    assert found["Луганщиною"] == Inflection(REGION, "region noun in -щина")
    assert {how.case for how in found.values()} <= {*CASES, ADJECTIVE, REGION}


@pytest.mark.parametrize("name", ["Луганська область", "Азовське море", "Гаврилівка Друга", "ЗАЕС", "Рені"])
def test_no_words_are_derived_from_names_with_a_generic_word_or_without_a_class(name: str) -> None:
    assert {how.case for how in inflected_forms(name, "uk").values()} & {ADJECTIVE, REGION} == set()


@pytest.mark.parametrize("name", ["ЗАЕС", "ДНР", "Рені", "Кара-Кую"])
def test_what_is_not_declined_has_no_forms(name: str) -> None:
    assert inflected_forms(name, "uk") == {}


def test_letters_keep_their_case_and_apostrophes_their_kind() -> None:
    assert "ХАРКОВА" in inflected_forms("ХАРКІВ", "uk")
    assert "ЛУГАНСЬКОГО" in inflected_forms("ЛУГАНСЬК", "uk")
    assert "Кам'янця-Подільського" in inflected_forms("Кам'янець-Подільський", "uk")
    assert "Соловʼя" not in inflected_forms("Соловей", "uk", person=True)
    assert "Белоцерковский" in inflected_forms("Белая Церковь", "ru")


def test_a_decomposed_name_is_read_like_a_composed_one() -> None:
    assert inflected_forms("Киі\u0308в", "uk") == inflected_forms("Київ", "uk")


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("Харків", "pl"),
        ("Харків", ""),
        ("", "uk"),
        (" ", "uk"),
        ("Kharkiv", "uk"),
        ("12", "uk"),
        ("Ива-", "ru"),
        ("А" * 500, "uk"),
    ],
)
def test_other_languages_and_texts_that_are_no_names_give_nothing(name: str, lang: str) -> None:
    assert inflected_forms(name, lang) == {}
    assert inflected_forms(name, lang, person=True) == {}


@pytest.mark.parametrize("person", [False, True])
def test_many_words_make_no_more_forms_than_a_few(person: bool) -> None:
    name = " ".join(["Василь"] * 17)
    assert 0 < len(inflected_forms(name, "uk", person=person)) < 150


def test_russian_names_in_ovo_and_ino_are_declined_or_not() -> None:
    assert {"Домодедова", "Домодедове"} <= set(inflected_forms("Домодедово", "ru"))
    assert "Домодедово" not in inflected_forms("Домодедово", "ru")  # the undeclined form is the name itself
