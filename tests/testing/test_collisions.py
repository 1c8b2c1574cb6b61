"""Namesakes are no finding, a spelling that belongs to somebody else is."""

from typing import Any

import pytest

from tests.conftest import Record
from toponym.matching import Normalizer
from toponym.table import Table
from toponym.testing.collisions import borne_as, collisions, planted, resembles
from toponym.text import fold

KHARKIV: Record = {
    "id": "ua-kharkiv",
    "kind": "settlement",
    "country": "UA",
    "population": 1421125,
    "names": [{"text": "Харків", "lang": "uk"}, {"text": "Харьков", "lang": "ru", "status": "exonym"}],
    "label": "Kharkiv",
    "variants": ["Charcovia"],
}
BAKHMUT: Record = {
    "id": "ua-bakhmut",
    "kind": "settlement",
    "country": "UA",
    "population": 70000,
    "names": [
        {"text": "Бахмут", "lang": "uk"},
        {"text": "Артемівськ", "lang": "uk", "status": "former", "to": "2016"},
    ],
    "label": "Bakhmut",
}
OTHERS: list[Record] = [
    {
        "id": "ua-kharkiv-oblast",
        "kind": "region",
        "country": "UA",
        "admin1": "UA-63",
        "eponym": "ua-kharkiv",
        "names": [{"text": "Харківська область", "lang": "uk"}],
        "label": "Kharkiv Oblast",
        "variants": ["Charkowszczyna"],
    },
    {"id": "ua-bakhmut-2", "kind": "settlement", "country": "UA", "names": [{"text": "Бахмут", "lang": "uk"}]},
    {"id": "by-kharki", "kind": "settlement", "country": "BY", "names": [{"text": "Харкі", "lang": "be"}]},
]


def normalizer(**more: Any) -> Normalizer:
    """The places, Bakhmut with what is planted on it."""
    bakhmut = {**BAKHMUT, **more, "names": [*BAKHMUT["names"], *more.get("names", [])]}
    return Normalizer(Table.from_records([KHARKIV, bakhmut, *OTHERS]))


def found(id_: str = "ua-bakhmut", **more: Any) -> list[tuple[str, str]]:
    made = normalizer(**more)
    return [(finding.spelling, finding.other) for finding in planted(made, made.get(id_))]


def test_places_without_a_mistake_have_no_finding() -> None:
    made = normalizer(variants=["Bachmut", "Bakhmuth"])
    for entry in (KHARKIV, BAKHMUT, *OTHERS):
        assert list(planted(made, made.get(entry["id"]))) == []


@pytest.mark.parametrize("text", ["Kharkiv", "KHARKIV", "Харків", "Харьков", "Charcovia", "Charkiw", "Xarkiv"])
def test_a_variant_that_is_another_places_spelling_is_planted(text: str) -> None:
    expected = [] if text == "Xarkiv" else [(text, "ua-kharkiv")]  # a rare system's output is nobody's own name
    assert found(variants=[text]) == expected


def test_so_is_a_label() -> None:
    # And beside it the name is suspect, which a namesake bears: one of the two is wrong.
    assert found(label="Kharkiv") == [("Бахмут", "ua-bakhmut-2"), ("Kharkiv", "ua-kharkiv")]


@pytest.mark.parametrize("status", ["official", "common"])
def test_so_is_a_settlements_own_name_that_its_label_does_not_follow(status: str) -> None:
    name = {"text": "Харків", "lang": "uk", "status": status}
    assert found(names=[name]) == [("Харків", "ua-kharkiv")]
    assert found(names=[name], kind="area") == []


def test_so_is_an_exonym_in_the_same_country_and_only_there() -> None:
    exonym = {"text": "Харьков", "lang": "ru", "status": "exonym"}
    assert found(names=[exonym]) == [("Харьков", "ua-kharkiv")]
    assert found(names=[exonym], country="RU") == []


def test_a_former_name_is_a_fact() -> None:
    name = {"text": "Харків", "lang": "uk", "status": "former"}
    assert found(names=[name]) == []
    # Nor is then the same text as a variant, in whatever language.
    assert found(names=[name], variants=[{"text": "Харків", "lang": "be"}]) == []


def test_namesakes_share_their_spellings() -> None:
    made = normalizer(variants=["Bakhmuth"])
    shared = {(each.recorded.text, each.other.id) for each in collisions(made, made.get("ua-bakhmut"))}
    assert shared == {("Бахмут", "ua-bakhmut-2"), ("Bakhmut", "ua-bakhmut-2")}
    assert found("ua-bakhmut-2") == []


def test_a_unit_and_its_eponym_share_their_spellings() -> None:
    assert found("ua-kharkiv-oblast") == []
    made = Normalizer(Table.from_records([{**KHARKIV, "variants": ["Kharkiv Oblast"]}, BAKHMUT, *OTHERS]))
    assert list(planted(made, made.get("ua-kharkiv"))) == []


def test_a_spelling_like_its_own_names_may_be_shared() -> None:
    records = [KHARKIV, BAKHMUT, {**OTHERS[2], "names": [{"text": "Харківці", "lang": "uk"}], "variants": ["Kharkiv"]}]
    made = Normalizer(Table.from_records(records))
    assert list(planted(made, made.get("by-kharki"))) == []


def test_the_message_names_both_entries_the_spelling_the_answer_and_the_remedy() -> None:
    made = normalizer(variants=["Kharkiv"])
    [finding] = planted(made, made.get("ua-bakhmut"))
    assert (finding.rule, finding.entry, finding.spelling, finding.other) == (
        "collision",
        "ua-bakhmut",
        "Kharkiv",
        "ua-kharkiv",
    )
    assert finding.message == (
        "ua-bakhmut: variant 'Kharkiv': expected a spelling of Bakhmut, got the label of ua-kharkiv (Kharkiv), "
        "answer: match ua-kharkiv (Kharkiv); remove it from ua-bakhmut; "
        "if Bakhmut was once called so, record it as a former name with its source"
    )
    assert str(finding) == finding.message


def test_as_what_a_spelling_is_borne() -> None:
    kharkiv = Table.from_records([KHARKIV])["ua-kharkiv"]
    spellings = ("Kharkiv", "Харків", "Харьков", "Charcovia", "Charkiw", "Bakhmut")
    assert [borne_as(kharkiv, fold(text)) for text in spellings] == [
        "label",
        "official name",
        "exonym",
        "variant",
        "romanized name",
        "",
    ]


def test_words_of_a_name_count_for_resemblance() -> None:
    entry = Table.from_records([{"id": "x", "kind": "settlement", "names": ["Stanytsia Luhanska"]}])["x"]
    assert resembles(entry, "luhanskaya")
    assert not resembles(entry, "kharkiv")
