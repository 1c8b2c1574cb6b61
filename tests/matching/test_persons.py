"""Persons: surname and given name apart, in either order, with initials, in two languages; nobody else's."""

import pytest

from tests.matching.world import ids, normalizer, person
from toponym.matching import Normalizer


@pytest.fixture(scope="module")
def persons() -> Normalizer:
    return normalizer(
        person(
            "person-serhii-haidai",
            ("Сергій Володимирович Гайдай", "Гайдай", "uk"),
            ("Сергей Владимирович Гайдай", "Гайдай", "ru"),
        ),
        person("person-vitalii-klychko", ("Віталій Кличко", "Кличко", "uk")),
        person("person-volodymyr-klychko", ("Володимир Кличко", "Кличко", "uk")),
        person("person-oleksii-hromov", ("Олексій Громов", "Громов", "uk"), ("Алексей Громов", "Громов", "ru")),
        person("person-ivanna-klympush", ("Іванна Климпуш-Цинцадзе", "Климпуш-Цинцадзе", "uk")),
        person("person-ursula", ("Ursula von der Leyen", "von der Leyen", "de")),
        person("person-xi", ("习近平", "习", "zh"), ("Xi Jinping", "Xi", "en")),
        person("person-michael-horowitz", ("Michael Horowitz", "Horowitz", "en")),
        person("person-oleksandr-musiienko", ("Олександр Мусієнко", "Мусієнко", "uk")),
        person("person-jd", ("J. D. Vance", "Vance", "en")),
    )


@pytest.mark.parametrize(
    "spelling",
    [
        "Serhii Haidai",
        "Haidai Serhii",
        "Haidai, Serhii",
        "HAIDAI, Serhii",
        "Haidai, S.",
        "S. Haidai",
        "S Haidai",
        "S.Haidai",
        "S. V. Haidai",
        "S.V. Haidai",
        "Haidai S.V.",
        "Serhii Volodymyrovych Haidai",
        "Haidai Serhii Volodymyrovych",
        "Serhii V. Haidai",
        "Haidai",
        "Hayday",
        "Gaidai",
        "Serhiy Hayday",
        "Serhiy Gaidai",
        "Sergei Haidai",
        "Sergey Vladimirovich Gaidai",
        "Гайдай",
        "Сергій Гайдай",
        "Сергей Гайдай",
        "Гайдай Сергій Володимирович",
        "С. Гайдай",
        "С.В. Гайдай",
        "Гайдай С. В.",
        "Governor Serhii Haidai",
        "Governor Haidai",
        "Gen. Haidai",
        "губернатор Сергій Гайдай",
        "  serhii   haidai ",
    ],
)
def test_every_way_of_writing_a_person(persons: Normalizer, spelling: str) -> None:
    match = persons.normalize(spelling)
    assert match.id == "person-serhii-haidai", match
    assert match.kind == "person"


@pytest.mark.parametrize(
    "spelling",
    [
        "Ivan Haidai",
        "Haidai, Ivan",
        "I. Haidai",
        "Haidai I.",
        "Serhii Haidar",
        "Serhii Ivanovych Haidai",
        "S. I. Haidai",
        "Serhii Haidai Klychko",
        "Vitalii Haidai",
        "Haidai Street",
        "Serhii Volodymyrovych",
        "Serhii",
        "S. V.",
        "Haidai Haidai",
        "Сергій",
    ],
)
def test_another_given_name_is_another_person(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).status == "none"


@pytest.mark.parametrize("spelling", ["Klychko", "V. Klychko", "Klychko, V.", "Кличко", "Mayor Klychko"])
def test_two_bearers_of_one_surname(persons: Normalizer, spelling: str) -> None:
    match = persons.normalize(spelling)
    assert match.status == "ambiguous"
    assert set(ids(match)) == {"person-vitalii-klychko", "person-volodymyr-klychko"}
    assert "2 namesakes" in match.reason


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("Vitalii Klychko", "person-vitalii-klychko"),
        ("Klychko, Volodymyr", "person-volodymyr-klychko"),
        ("Vi. Klychko", None),
    ],
)
def test_a_given_name_tells_them_apart(persons: Normalizer, spelling: str, id_: str | None) -> None:
    assert persons.normalize(spelling).id == id_


@pytest.mark.parametrize(
    "spelling",
    [
        "Klympush-Tsyntsadze",
        "Klympush Tsyntsadze",
        "Ivanna Klympush-Tsyntsadze",
        "I. Klympush-Tsyntsadze",
        "Климпуш-Цинцадзе",
    ],
)
def test_a_surname_of_two_parts(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).id == "person-ivanna-klympush"


@pytest.mark.parametrize(
    "spelling",
    ["Ursula von der Leyen", "von der Leyen", "Von der Leyen, Ursula", "U. von der Leyen", "President von der Leyen"],
)
def test_a_surname_of_three_words(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).id == "person-ursula"


def test_one_part_of_a_longer_surname_is_not_the_surname(persons: Normalizer) -> None:
    assert persons.normalize("Leyen").id is None
    assert persons.normalize("Ursula Leyen").id is None


@pytest.mark.parametrize("spelling", ["Oleksii Hromov", "Oleksiy Gromov", "Aleksei Gromov", "Oleksiy Hromov"])
def test_two_languages_in_one_name(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).id == "person-oleksii-hromov"


@pytest.mark.parametrize("spelling", ["Xi Jinping", "习近平", "Jinping Xi"])
def test_a_name_of_another_script(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).id == "person-xi"


@pytest.mark.parametrize("spelling", ["J. D. Vance", "JD Vance", "J.D. Vance", "J. Vance"])
def test_initials_that_are_the_given_name(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).id == "person-jd"


def test_an_initial_that_the_table_lacks_is_no_other_given_name(persons: Normalizer) -> None:
    assert persons.normalize("Michael A. Horowitz").id == "person-michael-horowitz"
    assert persons.normalize("Anna Horowitz").id is None


def test_a_slip_in_a_given_name_beside_the_right_surname(persons: Normalizer) -> None:
    assert persons.normalize("Oleksander Musiyenko").id == "person-oleksandr-musiienko"


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("Sasha Musiyenko", "person-oleksandr-musiienko"),
        ("Musiienko Sashko", "person-oleksandr-musiienko"),
        ("Саша Мусієнко", "person-oleksandr-musiienko"),
        ("Alexander Musiienko", "person-oleksandr-musiienko"),
        ("Aliaksandr Musienko", "person-oleksandr-musiienko"),
        ("Volodia Klychko", "person-volodymyr-klychko"),
        ("Vladimir Klychko", "person-volodymyr-klychko"),
        ("Serge Haidai", "person-serhii-haidai"),
        ("Siarhei Haidai", "person-serhii-haidai"),
        ("Haidai, Serezha", "person-serhii-haidai"),
        ("Alyosha Gromov", "person-oleksii-hromov"),
    ],
)
def test_a_given_name_in_another_language_or_short(persons: Normalizer, spelling: str, id_: str) -> None:
    match = persons.normalize(spelling)
    assert match.id == id_, match
    assert "is another form of a given name" in match.reason


@pytest.mark.parametrize(
    "spelling", ["Volodia Haidai", "Kolia Haidai", "Sasha Gromov", "Olena Klychko", "Vasyl Gromov"]
)
def test_a_short_form_of_another_name_is_another_person(persons: Normalizer, spelling: str) -> None:
    assert persons.normalize(spelling).status == "none"


def test_the_recorded_given_name_comes_before_its_counterparts() -> None:
    two = normalizer(
        person("ukrainian", ("Вадим Денисенко", "Денисенко", "uk")),
        person("russian", ("Вадим Денисенко", "Денисенко", "ru")),
        person("other", ("Микола Денисенко", "Денисенко", "uk")),
    )
    assert two.normalize("Nikolai Denisenko").id == two.normalize("Kolya Denysenko").id == "other"
    assert two.normalize("Vadym Denisenko").id == "ukrainian"
    assert two.normalize("Vadim Denisenko").id == "russian"


def test_a_patronymic_that_the_table_lacks(persons: Normalizer) -> None:
    match = persons.normalize("Vitalii Volodymyrovych Klychko")
    assert match.id == "person-vitalii-klychko"
    assert "patronymic 'volodymyrovych' is not known" in match.reason
    # Where it is recorded, another one is another person's.
    assert persons.normalize("Serhii Petrovych Haidai").status == "none"
    assert persons.normalize("Volodymyrovych Klychko").status == "none"
    assert persons.normalize("Vitalii Volodymyrov Klychko").status == "none"


def test_a_recorded_patronymic_is_known_in_other_languages() -> None:
    only = normalizer(person("only", ("Сергій Миколайович Гайдай", "Гайдай", "uk")))
    assert only.normalize("Сергей Николаевич Гайдай").id == "only"
    assert only.normalize("Сергей Петрович Гайдай").id is None


@pytest.mark.parametrize("spelling", ["Miller", "Kovalenko", "Коваленко", "Smirnova", "Kim"])
def test_a_common_surname_alone_means_anybody(spelling: str) -> None:
    everybody = normalizer(
        person("miller", ("Алексей Миллер", "Миллер", "ru"), label="Alexey Miller"),
        person("kovalenko", ("Олександр Коваленко", "Коваленко", "uk")),
        person("smirnova", ("Анна Смирнова", "Смирнова", "ru")),
        person("kim", ("Віталій Кім", "Кім", "uk"), label="Vitalii Kim"),
    )
    match = everybody.normalize(spelling)
    assert match.id is None, match
    assert "a common surname" in match.reason


def test_a_common_surname_needs_its_given_name(persons: Normalizer) -> None:
    alone = persons.normalize("Vance")
    assert alone.status == "ambiguous", alone
    assert ids(alone) == ["person-jd"]
    assert persons.normalize("JD Vance").id == "person-jd"


def test_the_parts_are_told(persons: Normalizer) -> None:
    assert "surname alone" in persons.normalize("Haidai").reason
    assert "surname and initial" in persons.normalize("S. Haidai").reason
    assert "surname and given name" in persons.normalize("Serhii Haidai").reason


@pytest.mark.parametrize("spelling", ["Haidai, Ivan", "Gaidai, I.", "Horowitz, Anna", "Гайдай, Іван"])
def test_another_given_name_after_a_comma_offers_nobody(persons: Normalizer, spelling: str) -> None:
    assert not any(candidate.score > 0.1 for candidate in persons.normalize(spelling).candidates)


def test_a_full_name_is_surer_than_a_surname(persons: Normalizer) -> None:
    alone, full = (persons.normalize(spelling).score for spelling in ("Haidai", "Serhii Haidai"))
    assert alone < full


def test_a_title_hints_a_person(persons: Normalizer) -> None:
    reason = persons.normalize("Governor Haidai").reason
    assert 'generic word "Governor"' in reason
    assert "generic word agrees (kind person)" in reason
