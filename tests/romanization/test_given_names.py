"""Given names that are one name (given_names.toml): the file, and what is read from it."""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from toponym.romanization.given_names import equivalents, is_patronymic, split_name

_ROOT = Path(__file__).parents[2]
_FILE = _ROOT / "src" / "toponym" / "romanization" / "given_names.toml"
_DATA: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_GROUPS = [*_DATA["names"], *_DATA["patronymics"]]


@pytest.mark.parametrize("group", _GROUPS, ids=lambda group: str(group["uk"][0]))
def test_every_group_has_sources_and_says_something_once(group: dict[str, Any]) -> None:
    known = json.loads((_ROOT / "data" / "sources.json").read_text(encoding="utf-8"))
    assert group["sources"]
    assert set(group["sources"]) <= set(known)
    texts = [(lang, text) for lang, forms in group.items() if lang not in ("short", "sources") for text in forms]
    texts += [(lang, text) for lang, forms in group.get("short", {}).items() for text in forms]
    assert len(texts) > 1
    assert max(Counter(texts).values()) == 1


def test_every_patronymic_ends_as_one() -> None:
    assert all(is_patronymic(text.lower()) for group in _DATA["patronymics"] for text in (*group["uk"], *group["ru"]))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Сергій", "uk"), ("Сергей", "ru")),
        (("Сергей", "ru"), ("Сергій", "uk")),
        (("Микола", "uk"), ("Николай", "ru")),
        (("Николай", "ru"), ("Nicholas", "en")),
        (("Дмитрий", "ru"), ("Дзмітрый", "be")),
        (("Володимир", "uk"), ("Володя", "uk")),
        (("Петр", "ru"), ("Петро", "uk")),
        (("Сергійович", "uk"), ("Сергеевич", "ru")),
    ],
)
def test_forms_of_one_name(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert b in [(form.text, form.lang) for form in equivalents(*a)]


@pytest.mark.parametrize("text", ["Саша", "Слава", "Гайдай", ""])
def test_a_short_form_or_no_given_name_has_none(text: str) -> None:
    assert equivalents(text, "ru") == ()


def test_no_name_is_its_own_equivalent() -> None:
    for group in _GROUPS:
        for text in group["uk"]:
            assert (text, "uk") not in [(form.text, form.lang) for form in equivalents(text, "uk")]


def test_no_two_different_names_are_one() -> None:
    helens, alexanders = ({form.text for form in equivalents(name, "uk")} for name in ("Олена", "Олександр"))
    assert not helens & alexanders
    assert "Владислав" not in {form.text for form in equivalents("Володимир", "uk")}


@pytest.mark.parametrize("word", ["haidai", "ovych", "ivna", "iovych", "petro", "olena"])
def test_what_is_no_patronymic(word: str) -> None:
    assert not is_patronymic(word)


def test_a_surname_of_several_words() -> None:
    assert split_name("Ursula von der Leyen", "von der Leyen") == ("von der Leyen", ["Ursula"])
    assert split_name("Гайдай Сергій Володимирович", "Гайдай") == ("Гайдай", ["Сергій", "Володимирович"])
