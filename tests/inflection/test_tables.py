"""The names of the embedded tables: nearly every one has a class, and the codifier's adjectives come out."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from toponym.inflection import ADJECTIVE, REGION, inflected_forms

DATA = Path(__file__).resolve().parents[2] / "data"
# Why a name has no case forms.
ACRONYMS = {"ДНР", "ЛНР", "ЗАЕС", "ЗАЭС", "КНДР", "ММКИ", "ОАЭ"}
INDECLINABLE = {
    *("Рені", "Рени", "Тимор-Лешті", "Орджоникидзе", "Бунге", "Дильныче", "Єди-Кую", "Кара-Кую"),
    *("Берегуйфалу", "Неветленфолу", "Тисауйфалу", "Маріо Драгі", "Марио Драги", "Марко Рубио", "Ліз Трасс"),
    # Foreign names in such a vowel are not declined in either language.
    *("Душанбе", "Ломе", "Сан-Томе", "Мбабане", "Габороне", "Хараре", "Найроби", "Порт-Морсби", "Хельсинки", "Тбилиси"),
    *("Тбілісі", "Монтевидео", "Монтевідео", "Токио", "Токіо", "Насау", "Нассау", "Бисау", "Бісау", "Антананариву"),
    *("Антананаріву", "Уагадугу", "Уаґадуґу", "Баку", "Масеру", "Мапуту", "Тхимпху", "Тхімпху"),
    *("Воровського", "Горького", "Гурського", "Петровського", "Воровского"),
}


def curated() -> list[tuple[str, str, str, str]]:
    """Kind, text, language, surname."""
    entries = json.loads((DATA / "variants.json").read_text(encoding="utf-8"))
    return [
        (entry["kind"], name["text"], name["lang"], name.get("surname", ""))
        for entry in entries
        for name in (*entry["names"], *entry.get("variants", ()))
        if name.get("lang") in ("uk", "ru")
    ]


def codifier() -> list[dict[str, Any]]:
    with (DATA / "codifier.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def has_cases(text: str, lang: str, person: bool = False, surname: str = "") -> bool:
    found = inflected_forms(text, lang, person=person, surname=surname)
    return any(how.case not in (ADJECTIVE, REGION) for how in found.values())


def test_every_curated_name_has_a_class_or_a_reason() -> None:
    without = {text for kind, text, lang, surname in curated() if not has_cases(text, lang, kind == "person", surname)}
    assert without - ACRONYMS - INDECLINABLE == set()


def test_every_tenth_name_of_the_codifier_has_a_class_or_a_reason() -> None:
    names = [name for record in codifier()[::10] for name in record["names"]]
    assert {name for name in names if not has_cases(name, "uk")} - INDECLINABLE == set()


@pytest.mark.parametrize(("endings", "least"), [((" район", " область"), 0.95), (("щина", "ччина"), 0.9)])
def test_raions_oblasts_and_regions_are_named_by_derived_words(endings: tuple[str, ...], least: float) -> None:
    entries = [each for each in curated() if each[2] == "uk"]
    derived = defaultdict(set)
    for kind, text, lang, _ in entries:
        if kind == "settlement":
            for form, how in inflected_forms(text, lang).items():
                derived[form].add(how.case)
            derived[text].add("itself")
    wanted = [text for kind, text, *_ in entries if kind in ("region", "district", "area") and text.endswith(endings)]
    assert len(wanted) >= 20
    assert sum(text.split()[0] in derived for text in wanted) / len(wanted) >= least


def test_forms_of_a_name_stay_few() -> None:
    """No product of readings runs away, so that an index of all forms stays small."""
    counts = [len(inflected_forms(name, "uk")) for record in codifier()[::50] for name in record["names"]]
    assert sum(counts) / len(counts) < 45
    assert max(counts) < 150
