"""What must not be taken for a place or a person (tests/cases/negatives.toml)."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

import toponym
from toponym.text.refuse import MAX_LENGTH

_CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "negatives.toml").read_text(encoding="utf-8"))
_LONG = 10_000_000


@pytest.mark.parametrize("spelling", _CASES["none"])
def test_is_nothing(spelling: str) -> None:
    match = toponym.normalize(spelling)
    assert (match.status, match.id, match.score) == ("none", None, 0.0), match
    assert match.reason


@pytest.mark.parametrize("spelling", _CASES["no_place"])
def test_is_no_place(spelling: str) -> None:
    match = toponym.normalize(spelling)
    assert match.kind in (None, "person"), match


@pytest.mark.parametrize("row", _CASES["never"], ids=lambda row: str(row["spelling"]))
def test_is_never_that(row: dict[str, Any]) -> None:
    match = toponym.normalize(row["spelling"])
    assert match.id not in {toponym.get(id_).id for id_ in row["ids"]}, match


@pytest.mark.parametrize("row", _CASES["text"], ids=lambda row: ascii(row["text"]))
def test_odd_text_is_no_name(row: dict[str, str]) -> None:
    match = toponym.normalize(row["text"])
    assert match.status == "none"
    assert row["reason"] in match.reason


def test_single_characters_are_answered() -> None:
    texts = [chr(number) for number in range(0, 0x3000, 7)] + [chr(number) for number in range(0xD800, 0xE000, 97)]
    matches = toponym.normalize_many(texts)
    assert sum(match.status == "none" for match in matches) > 0.99 * len(texts)
    assert all(match.reason for match in matches)


@pytest.mark.parametrize("surrogate", ["\ud800", "Kyi\ud800v", "\udfff\ud800", "Луган\udcffськ", "ბ\ud800", "Ά\ud800"])
def test_lone_surrogates(surrogate: str) -> None:
    match = toponym.normalize(surrogate)
    assert (match.status, match.query) == ("none", surrogate)
    assert match.reason


@pytest.mark.parametrize(
    "text", ["Ky\0iv", "\u202bKyiv\u202c", "\u2066Київ\u2069", "Kyiv\u200f", "\ufeffКиїв", "Ки\u00adїв"]
)
def test_invisible_characters_do_not_hide_a_name(text: str) -> None:
    assert toponym.normalize(text).id == "ua-kyiv"


@pytest.mark.parametrize("text", ["Kyйv", "Kиїb", "ДонецькDonetsk", "Лuhaнsk"])
def test_mixed_scripts_that_no_look_alike_explains(text: str) -> None:
    assert toponym.normalize(text).status == "none"


@pytest.mark.parametrize("text", ["Дoнецьк", "Хapків", "Кyiv", "Оdesa", "Odеsа"])
def test_look_alikes_are_explained(text: str) -> None:
    match = toponym.normalize(text)
    assert match.status == "match"
    assert "read as" in match.reason


@pytest.mark.parametrize(
    "text",
    [
        "x" * _LONG,
        "Ж" * _LONG,
        "a\u0301" * (_LONG // 2),
        ", " * (_LONG // 2),
        "(" * _LONG,
        "a/" * (_LONG // 2),
        "'" * _LONG,
        "м. " * (_LONG // 3),
        "\u200b" * _LONG,
        " " * _LONG,
        "7" * _LONG,
    ],
    ids=[
        "latin",
        "cyrillic",
        "marks",
        "commas",
        "brackets",
        "slashes",
        "apostrophes",
        "generic",
        "invisible",
        "blank",
        "digits",
    ],
)
def test_ten_million_characters(text: str) -> None:
    start = time.perf_counter()
    match = toponym.normalize(text)
    assert match.status == "none"
    assert match.reason in ("too long", "blank", "no letters", "empty")
    # What is linear in the length takes a fraction of this; what is not takes hours.
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize("filler", ["x", "Ж", "a\u0301", ", ", "(", "a/", "'", "м. ", "a b ", "city of ", "x-", "(a)"])
def test_the_longest_text_that_is_read_is_read_at_once(filler: str) -> None:
    text = (filler * MAX_LENGTH)[:MAX_LENGTH]
    start = time.perf_counter()
    assert toponym.normalize(text).status == "none"
    assert time.perf_counter() - start < 20


def test_the_cases_are_many() -> None:
    assert len(_CASES["none"]) == len(set(_CASES["none"])) >= 150
