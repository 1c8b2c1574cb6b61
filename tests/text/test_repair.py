"""Repair of look-alike letters."""

from typing import Any

import pytest

from toponym.text import MAX_LENGTH, Repaired, repair, script_of
from toponym.text.repair import LOOKALIKES


def test_cases(repair_case: dict[str, Any]) -> None:
    assert repair(repair_case["text"]) == Repaired(repair_case["repaired"], repair_case.get("reason"))


@pytest.mark.parametrize("text", ["", "Kyiv", "Київ", "Łódź", "Αθήνα", "北京", "1", "\ud800К"])
def test_text_of_one_script_stays(text: str) -> None:
    assert repair(text) == Repaired(text)


def test_combining_marks_stay_with_their_letter() -> None:
    assert repair("Киi\u0308в").text == "Киі\u0308в"


def test_long_text_stays() -> None:
    assert repair("Кyiv " * 100).reason is None
    assert repair("Кyiv " * (MAX_LENGTH // 5)).reason is not None


@pytest.mark.parametrize(("source", "target"), LOOKALIKES, ids=lambda script: str(script))
def test_table_maps_letters_of_the_scripts_it_names(source: str, target: str) -> None:
    for wrong, right in LOOKALIKES[source, target].items():
        assert (script_of(wrong), script_of(right)) == (source, target)
        assert wrong.isupper() == right.isupper()


def test_table_agrees_with_its_reverse() -> None:
    for (source, target), letters in LOOKALIKES.items():
        for wrong, right in letters.items():
            back = LOOKALIKES[target, source].get(right, wrong)
            assert back.lower() in (wrong.lower(), "у"), (wrong, right, back)
