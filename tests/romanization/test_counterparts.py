"""Russian counterparts of Ukrainian names by regular correspondences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.errors import RomanizationError
from toponym.romanization.counterparts import counterparts


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Вугледар", "Угледар"),
        ("Дружківка", "Дружковка"),
        ("Луганськ", "Луганск"),
        ("Донецьк", "Донецк"),
        ("Запоріжжя", "Запорожье"),
        ("Хмельницький", "Хмельницкий"),
        ("Кривий Ріг", "Кривой Рог"),
        ("Івано-Франківськ", "Ивано-Франковск"),
        ("Олександрівка", "Александровка"),
        ("Слов'янськ", "Славянск"),
        ("Краснопілля", "Краснополье"),
        ("Зібкове", "Зибково"),
        ("ЛУГАНСЬК", "ЛУГАНСК"),
    ],
)
def test_attested_pairs(ukrainian: str, russian: str) -> None:
    assert russian in counterparts(ukrainian)


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [("Гайдай", "Гайдай"), ("Синєгубов", "Синегубов"), ("Зеленський", "Зеленский"), ("Денисенко", "Денисенко")],
)
def test_persons(ukrainian: str, russian: str) -> None:
    assert counterparts(ukrainian, "person")[0] == russian


def test_calques_and_renamed_places_have_no_rule() -> None:
    assert not {"Красный Лиман", "Красное"} & set(counterparts("Червоний Лиман") + counterparts("Червоне"))
    assert "Артемовск" not in counterparts("Бахмут")


@pytest.mark.parametrize("text", ["Kyiv", "Крым", "", "北京", " - "])
def test_other_scripts_and_languages_have_none(text: str) -> None:
    assert counterparts(text) == ()


def test_unknown_kind() -> None:
    with pytest.raises(RomanizationError, match="known: person, place"):
        counterparts("Київ", "river")


@given(st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' -"), min_size=1, max_size=40))
def test_a_small_set_of_distinct_russian_forms(name: str) -> None:
    forms = counterparts(name)
    assert len(forms) == len(set(forms)) <= 6
    assert not any(letter in form for form in forms for letter in "іїєґ/")
