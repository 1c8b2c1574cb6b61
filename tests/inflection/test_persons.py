"""Persons: which word is what, and whose sex decides."""

import pytest

from toponym.inflection import inflected_forms


def of(case: str, name: str, surname: str = "", lang: str = "uk") -> set[str]:
    found = inflected_forms(name, lang, person=True, surname=surname)
    return {form for form, how in found.items() if how.case == case}


@pytest.mark.parametrize(
    ("name", "surname", "genitive"),
    [
        ("Сергій Володимирович Гайдай", "Гайдай", "Сергія Володимировича Гайдая"),
        ("Гайдай Сергій", "Гайдай", "Гайдая Сергія"),
        ("С. Гайдай", "Гайдай", "С. Гайдая"),
        ("Ірина Верещук", "Верещук", "Ірини Верещук"),
        ("Марина Лазебна", "Лазебна", "Марини Лазебної"),
        ("Мустафа Джемілєв", "Джемілєв", "Мустафи Джемілєва"),
        ("Урсула фон дер Ляєн", "фон дер Ляєн", "Урсули фон дер Ляєн"),
        ("Ольга Стефанішина", "", "Ольги Стефанішиної"),
        ("Денис Малюська", "Малюська", "Дениса Малюськи"),
    ],
)
def test_ukrainian_names_agree(name: str, surname: str, genitive: str) -> None:
    assert of("genitive", name, surname) == {genitive}


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Сергей Владимирович Гайдай", "Сергея Владимировича Гайдая"),
        ("Александр Лукашенко", "Александра Лукашенко"),
        ("Валентина Матвиенко", "Валентины Матвиенко"),
        ("Юлия Лёвочкина", "Юлии Лёвочкиной"),
        ("Дмитрий Кулеба", "Дмитрия Кулебы"),
        ("Виталий Ким", "Виталия Кима"),
    ],
)
def test_russian_names_agree(name: str, genitive: str) -> None:
    assert of("genitive", name, lang="ru") == {genitive}


def test_a_surname_alone_is_declined_for_either_sex() -> None:
    assert {"Зеленського", "Зеленським"} <= set(inflected_forms("Зеленський", "uk", person=True))
    assert of("genitive", "Зеленська") >= {"Зеленської"}


def test_the_vocative_is_that_of_persons_only() -> None:
    assert "Сергію Гайдаю" in inflected_forms("Сергій Гайдай", "uk", person=True)
    assert "Харкове" not in inflected_forms("Харків", "uk")


def test_places_have_genitives_that_persons_have_not() -> None:
    assert "Дунаю" in of("genitive", "Дунай") | of("dative", "Дунай")
    assert "Кривого Рогу" in inflected_forms("Кривий Ріг", "uk")
    assert of("genitive", "Іван Стрюк") == {"Івана Стрюка"}
