"""Generic words: what is stripped, what they hint, and the word list itself."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from toponym.model import KINDS
from toponym.text import MAX_LENGTH, Generic, fold, generic_kinds, generic_readings, strip_generic


def test_cases(generic_case: dict[str, Any]) -> None:
    found = strip_generic(generic_case["text"])
    assert found.text == generic_case["rest"]
    assert found.kinds == tuple(generic_case.get("kinds", ()))
    assert found.words == tuple(generic_case.get("words", ()))
    assert (found.reason is None) == (not found.words)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Bakhmut", []),
        ("", []),
        ("the", []),
        ("Black Sea region", ["Black Sea", "Black"]),
        ("Sea of Azov region", ["Sea of Azov", "Azov region", "Azov"]),
        ("the Black Sea", ["the Black", "Black Sea", "Black"]),
        ("The Hague municipality", ["The Hague", "Hague municipality", "Hague"]),
    ],
)
def test_readings_strip_one_word_more_each(text: str, readings: list[str]) -> None:
    assert [reading.text for reading in generic_readings(text)] == readings


@pytest.mark.parametrize("text", ["м " * 200, "city " * 80, "x" * (MAX_LENGTH + 1) + " city"])
def test_many_generic_words_take_no_time(text: str) -> None:
    assert len(generic_readings(text)) <= 16


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Luhansk region", 'generic word "region" (hints region or area)'),
        ("м. Бахмут район", 'generic words "м.", "район" (hint settlement or district)'),
        (
            "the Donbas",
            'generic word "the" (hints area, river, sea, country or region)',
        ),
        ("Luhansk", None),
    ],
)
def test_reason(text: str, reason: str | None) -> None:
    assert strip_generic(text).reason == reason


def test_nothing_stripped_leaves_the_text_untouched() -> None:
    assert strip_generic("  Kyiv, ") == Generic("  Kyiv, ")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("city", ("settlement",)),
        ("річка", ("river",)),
        ("Р-Н", ("district",)),
        ("president", ("person",)),
        ("п.", ("settlement", "person")),
        ("Lyman", ()),
        ("Lyman city", ()),
        ("", ()),
        ("city " * 100, ()),
    ],
)
def test_generic_kinds(text: str, kinds: tuple[str, ...]) -> None:
    assert generic_kinds(text) == kinds


DATA = tomllib.loads((files("toponym.text") / "generic.toml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = DATA["words"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lang']} {' '.join(row.get('kinds', ['article']))}")
def test_row_is_well_formed(row: dict[str, Any]) -> None:
    assert set(row) <= {"lang", "kinds", "article", "before", "after", "either"}
    assert set(row.get("kinds", ())) <= set(KINDS)
    assert row.get("kinds") or row.get("article")
    phrases = [*row.get("before", ()), *row.get("after", ()), *row.get("either", ())]
    assert phrases
    assert len({fold(phrase) for phrase in phrases}) == len(phrases), "a phrase stands twice in the row"
    assert all(map(fold, phrases))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lang']} {' '.join(row.get('kinds', ['article']))}")
def test_every_phrase_is_stripped_on_its_side(row: dict[str, Any]) -> None:
    for side in ("before", "either"):
        for phrase in row.get(side, ()):
            if not row.get("article"):
                assert any(
                    fold(reading.text) == "xyz" and set(row["kinds"]) <= set(reading.kinds)
                    for reading in generic_readings(f"{phrase} Xyz" if phrase[-1].isalpha() else f"{phrase}Xyz")
                ), phrase
    for side in ("after", "either"):
        for phrase in row.get(side, ()):
            assert any(
                reading.text == "Xyz" and set(row["kinds"]) <= set(reading.kinds)
                for reading in generic_readings(f"Xyz {phrase}")
            ), phrase
