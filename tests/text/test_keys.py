"""Keys: what romanizations write differently is the same, what is another name stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.text.fold import fold
from toponym.text.keys import MOST_READINGS, coarse, consonants, readings


@pytest.mark.parametrize(
    ("native", "spelling"),
    [
        ("Северодонецк", "Syevyerodonetsk"),
        ("Северодонецк", "Siewierodonieck"),
        ("Чернігів", "Tschernihiw"),
        ("Чернігів", "Czernihiw"),
        ("Харків", "Charkiw"),
        ("Шепетівка", "Chepetivka"),
        ("Вінниця", "Vinnytsya"),
        ("Кам’янка", "Kamjanka"),
        ("Горішні Плавні", "Horishni Plavni"),
        ("Щастя", "Szczastia"),
        ("Велика Виска", "Bolshaya Vyska"),
    ],
)
def test_a_reading_of_a_spelling_is_the_key_of_the_native_name(native: str, spelling: str) -> None:
    key = coarse(readings(fold(native))[0])
    assert consonants(key) in {consonants(coarse(reading)) for reading in readings(fold(spelling))}


def test_endings_and_common_vowels_are_coarsely_the_same() -> None:
    same = {coarse(readings(text)[0]) for text in ("stepnaya", "stepne", "stepnoye", "stepnoe")}
    assert len(same) == 1
    assert coarse(readings("ivanivka")[0]) == coarse(readings("ivanovka")[0])


@pytest.mark.parametrize(("one", "other"), [("chervone", "krasne"), ("pokrovsk", "kirovsk"), ("donetsk", "luhansk")])
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    assert {coarse(key) for key in readings(one)}.isdisjoint(coarse(key) for key in readings(other))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(fold))
def test_readings_are_few_and_distinct(spelling: str) -> None:
    found = readings(spelling)
    assert 1 <= len(found) <= MOST_READINGS
    assert len(set(found)) == len(found)
