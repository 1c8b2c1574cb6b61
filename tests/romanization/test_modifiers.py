"""Words that languages translate (modifiers.toml): the file, and the readings of a name with them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from toponym.romanization import modifiers as module
from toponym.romanization.modifiers import modifiers
from toponym.text.fold import fold

_DATA: dict[str, Any] = tomllib.loads(Path(module.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _keys(text: str) -> set[str]:
    return {reading.key for reading in modifiers().readings(fold(text))}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Gavrilovka Vtoraya", "gavrilovka druha"),
        ("Gavrilovka 2-ya", "gavrilovka druha"),
        ("Gavrilovka-2", "gavrilovka druha"),
        ("Havrylivka II", "havrylivka druha"),
        ("Гаврилівка ІІ", "гаврилівка друга"),
        ("Гавриловка 2-я", "гавриловка друга"),
        ("Havrylivka Druha", "havrylivka vtoraya"),
        ("Bolshaya Novosilka", "velyka novosilka"),
        ("Groß Liebental", "velyka liebental"),
        ("Wielka Nowosiłka", "velyka nowosilka"),
        ("Little Vyska", "mala vyska"),
        ("New Odesa", "nova odesa"),
        ("Staryi Krym", "staryy krym"),
        ("Verkhnyaya Duvanka", "verkhnia duvanka"),
        ("Mosty Wielkie", "velyki mosty"),
        ("Odesa Nova", "nova odesa"),
        ("Saint Peter", "sviatyi peter"),
        ("St. Peter", "sankt peter"),
        ("Novaya Gavrilovka Vtoraya", "nova gavrilovka druha"),
    ],
)
def test_a_modifier_is_read_in_other_languages(text: str, reading: str) -> None:
    assert reading in _keys(text)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Bolshaya Novosilka", "velykyi novosilka"),
        ("Malaya Vyska", "velyka vyska"),
        ("Gavrilovka Vtoraya", "havrylivka persha"),
        ("Gavrilovka Vtoraya", "gavrilovka"),
        ("Гавриловка Вторая", "гавриловка druha"),
    ],
)
def test_another_gender_number_or_script_is_no_reading(text: str, reading: str) -> None:
    assert reading not in _keys(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Nova", "Nova Velyka", "Novaya Bolshaya", "Bakhmut", "Bakhmut City", "a b c d e f nova"),
        *("Chervonyi Lyman", "Krasnyi Lyman", "Krasnaya Polyana", "Білий Камінь", "Black Sea"),
    ],
)
def test_no_reading(text: str) -> None:
    assert _keys(text) == set()


def test_colours_are_in_no_group() -> None:
    words = {
        fold(word)
        for group in _DATA["modifiers"]
        for series in group.values()
        for text in series
        for word in text.split()
    }
    assert not words & {"червоний", "червона", "червоне", "красный", "красная", "білий", "белый", "чорний"}


@pytest.mark.parametrize("group", _DATA["modifiers"], ids=lambda group: str(group["uk"][0].split()[0]))
def test_every_series_has_one_form_or_four(group: dict[str, Any]) -> None:
    for series in group.values():
        assert all(len(text.split()) in (1, 4) for text in series)
    assert {"uk", "ru"} <= set(group)


def test_what_is_read_is_told() -> None:
    reading = next(reading for reading in modifiers().readings("gavrilovka 2 ya") if reading.key == "gavrilovka druha")
    assert reading.words == "'2 ya' read as Друга"


def test_the_name_itself_is_no_reading_and_none_comes_twice() -> None:
    keys = [reading.key for reading in modifiers().readings("nova kakhovka druha")]
    assert "nova kakhovka druha" not in keys
    assert len(keys) == len(set(keys)) < 2_000
