"""Readings of names with other words for their modifiers, from records."""

import json
from typing import Any

import pytest

from toponym.romanization.modifiers import modifiers
from toponym.text.modifiers import Modifiers

NAMES = ("gavrilovka vtoraya", "st peter", "новий буг", "vtoraya", "lyman brothers", "new old odesa", "gavrilovka 2 ya")


def test_what_was_written_down_reads_as_what_was_generated() -> None:
    again = Modifiers(json.loads(json.dumps(modifiers().records())))
    assert again.records() == modifiers().records()
    for name in NAMES:
        assert list(again.readings(name)) == list(modifiers().readings(name))
    assert [name for name in NAMES if not list(again.readings(name))] == ["vtoraya", "lyman brothers"]


def test_a_form_is_read_as_the_same_form() -> None:
    second = [("vtoraya", "Вторая", 2), ("druha", "Друга", 2), ("druhyi", "Другий", 1), ("2", "2", 15)]
    keys = {reading.key for reading in Modifiers([second]).readings("kut druhyi")}
    assert keys == {"kut 2", "2 kut", "druhyi kut"}


@pytest.mark.parametrize("groups", [7, [7], [[7]], [["abc"]], [[["a", "b"]]], [[["a", "b", "c"]]], [[[1, "b", 2]]]])
def test_what_is_no_record_is_refused(groups: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Modifiers(groups)
