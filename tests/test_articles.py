"""Every name of a place or a person in five news reports gives its entry (tests/cases/articles.toml)."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import toponym

_CHECKOUT = Path(__file__).resolve().parents[1]
_CASES = tomllib.loads((_CHECKOUT / "tests" / "cases" / "articles.toml").read_text(encoding="utf-8"))
_HINTS = ("country", "admin1", "kind", "date")
_NUMBERS = sorted({row["article"] for row in _CASES["names"]})
# A road or a region may be called after two names at once: each part counts for itself.
_WORD = re.compile(r"[A-Z][^\W\d_]+")


def _label(row: dict[str, Any]) -> str:
    hints = [str(row[hint]) for hint in _HINTS if hint in row]
    return " ".join([str(row["article"]), row["spelling"], *hints])


@pytest.mark.parametrize("row", _CASES["names"], ids=_label)
def test_every_name_gives_its_entry(row: dict[str, Any]) -> None:
    match = toponym.normalize(row["spelling"], **{hint: row[hint] for hint in _HINTS if hint in row})
    ids = [candidate.id for candidate in match.candidates]
    assert match.status in ([row["status"]] if "status" in row else ["match", "ambiguous"]), match
    assert toponym.get(row["expect"]).id in (ids if row.get("among") else ids[:1]), match


@pytest.mark.parametrize("id_", sorted({row["expect"] for row in _CASES["names"]}))
def test_every_expected_entry_exists(id_: str) -> None:
    entry = toponym.get(id_)
    assert id_ in (entry.id, *(f"{authority}:{code}" for authority, code in entry.ids.items()))


def _report(number: int) -> str:
    folder = Path(os.environ.get("TOPONYM_SHARED", _CHECKOUT.parent / "shared")) / "articles"
    path = folder / f"article-{number}.txt"
    if not path.is_file():
        pytest.skip("the reports are not part of the repository; set TOPONYM_SHARED to the folder that holds them")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", _NUMBERS)
def test_every_spelling_stands_in_its_report(number: int) -> None:
    text = _report(number)
    missing = [
        row["spelling"]
        for row in _CASES["names"]
        if row["article"] == number and not re.search(rf"(?<!\w){re.escape(row['spelling'])}(?!\w)", text)
    ]
    assert missing == []


@pytest.mark.parametrize("number", _NUMBERS)
def test_no_name_of_a_report_is_left_out(number: int) -> None:
    listed = {word for row in _CASES["names"] if row["article"] == number for word in _WORD.findall(row["spelling"])}
    words = set(_WORD.findall(_report(number)))
    assert sorted(words - listed - set(_CASES["ignore"])) == []


def test_the_words_to_ignore_are_in_use() -> None:
    words = {word for number in _NUMBERS for word in _WORD.findall(_report(number))}
    assert sorted(set(_CASES["ignore"]) - words) == []
