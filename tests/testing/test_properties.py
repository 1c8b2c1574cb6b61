"""Every property holds of a sound table, and every one notices what breaks it."""

import pytest

from tests.conftest import Record
from tests.testing import broken
from tests.testing.broken import PLACES, TABLE, Broken
from toponym.matching import Normalizer
from toponym.model import Entry, Match, Name
from toponym.table import Table
from toponym.testing import properties, table_properties
from toponym.testing.findings import Finding
from toponym.testing.properties import PROPERTIES, Property, true_hints, whole_spellings

KHARKIV = TABLE["ua-kharkiv"]


def findings(check: Property, normalizer: Normalizer, entry: Entry = KHARKIV) -> list[Finding]:
    found = list(check(normalizer, entry))
    assert all("\n" not in finding.message and finding.message.startswith(f"{entry.id}: ") for finding in found)
    assert all(finding.rule == check.__name__ for finding in found if check is not properties.collision)
    return found


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_sound_table_has_no_finding(name: str, small_table: Table) -> None:
    for table in (TABLE, small_table):
        normalizer = Normalizer(table)
        for entry in table:
            assert findings(PROPERTIES[name], normalizer, entry) == []


@pytest.mark.parametrize("change", [broken.none, broken.other])
def test_a_spelling_that_gives_something_else_is_noticed(change: broken.Change) -> None:
    found = findings(properties.spellings, Broken(change))
    assert {finding.spelling for finding in found} >= {"Харків", "Kharkiv", "Charcovia", "Xarkiv"}
    assert {finding.other for finding in found} == {"" if change is broken.none else "ua-lyman"}


def test_the_message_says_what_was_expected_what_came_and_what_to_do() -> None:
    first = findings(properties.spellings, Broken(broken.other))[0]
    assert first.message == (
        "ua-kharkiv: spelling 'Харків' (official name 'Харків'): expected ua-kharkiv, or namesakes with it among the "
        "candidates, got match ua-lyman (Лиман); if ua-lyman (Лиман) is meant, remove it from ua-kharkiv, else record "
        "it there as a name"
    )
    [generated] = [each for each in findings(properties.spellings, Broken(broken.none)) if each.spelling == "Charkiw"]
    assert "'Charkiw' (" in generated.message
    assert "of Харків): expected ua-kharkiv" in generated.message
    assert "got none (broken)" in generated.message


def test_an_answer_of_namesakes_is_no_finding() -> None:
    namesakes: list[Record] = [*PLACES, {"id": "x", "kind": "settlement", "names": ["Харків"], "population": 9}]
    normalizer = Normalizer(Table.from_records(namesakes))
    assert normalizer.normalize("Харків").id == "ua-kharkiv"
    assert findings(properties.spellings, normalizer, normalizer.get("x")) == []
    assert findings(properties.label, normalizer, normalizer.get("x")) == []


def test_a_label_that_gives_something_else_is_noticed() -> None:
    [found] = findings(properties.label, Broken(broken.other))
    assert (found.spelling, found.other) == ("Kharkiv", "ua-lyman")
    assert len(findings(properties.label, Broken(broken.none))) == 1


def test_a_text_that_folds_differently_in_another_dress_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(properties, "fold", str.strip)
    dresses = " ".join(each.message for each in findings(properties.folding, Broken(_same)))
    assert "in capitals" in dresses
    assert "in small letters" in dresses
    monkeypatch.setattr(properties, "fold", str.lower)
    dresses = " ".join(each.message for each in findings(properties.folding, Broken(_same)))
    assert "with other spaces" in dresses
    assert "in capitals" not in dresses


def _same(match: Match) -> Match:
    return match


def test_a_collision_is_noticed() -> None:
    planted = {**PLACES[1], "variants": ["Kharkiv"]}
    normalizer = Normalizer(Table.from_records([PLACES[0], planted]))
    [found] = findings(properties.collision, normalizer, normalizer.get("ua-lyman"))
    assert (found.spelling, found.other) == ("Kharkiv", "ua-kharkiv")


def test_a_hint_that_turns_a_right_match_into_a_wrong_one_is_noticed() -> None:
    found = findings(properties.hints, Broken(broken.other, hinted=True))
    named = {
        word for each in found for word in ("country", "admin1", "kind", "near", "date") if f"{word}=" in each.message
    }
    assert named == {"country", "admin1", "kind", "near", "date"}
    assert any("strict country" in each.message for each in found)
    # One that is only less sure is none.
    assert findings(properties.hints, Broken(broken.none, hinted=True)) == []


def test_the_true_hints_of_an_entry() -> None:
    assert true_hints(KHARKIV, "Харків") == {
        "kind": "settlement",
        "country": "UA",
        "admin1": "UA-63",
        "near": (49.98, 36.25),
        "date": "1654",
    }
    former = Entry("x", "area", (Name("Б", status="former", until="2016-05"),))
    assert true_hints(former, "Б") == {"kind": "area", "date": "2015"}


def test_many_that_answer_otherwise_are_noticed() -> None:
    assert {each.spelling for each in findings(properties.many, Broken(broken.none, many=False))} == {
        "Харків",
        "Kharkiv",
        "Charcovia",
    }


def test_probabilities_out_of_bounds_are_noticed() -> None:
    assert len(findings(properties.probabilities, Broken(broken.doubled))) == 3


def test_candidates_out_of_order_are_noticed() -> None:
    assert len(findings(properties.order, Broken(broken.unsorted))) == 3


def test_what_does_not_come_back_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = findings(properties.round_trip, Broken(broken.unpicklable))
    assert "pickled answer to 'Kharkiv'" in answer.message
    monkeypatch.setattr(properties, "entry_to_record", lambda entry: {**PLACES[0], "label": "Other"})
    [record] = findings(properties.round_trip, Broken(_same))
    assert "its JSON record" in record.message


def test_the_spellings_of_an_entry_say_whence_they_are() -> None:
    spellings = dict(whole_spellings(KHARKIV))
    assert spellings["Charcovia"] == "variant 'Charcovia'"
    assert spellings["Kharkov"].endswith("of ru counterpart of Харків")


# ------------------------------------------------------------------ tables


def test_whole_tables_hold(small_table: Table) -> None:
    assert list(table_properties.order_of_entries(TABLE, ["Lyman oblast"])) == []
    assert list(table_properties.order_of_layers(TABLE, Table.from_records([{**PLACES[1], "id": "x"}]))) == []
    assert list(table_properties.addition(TABLE, Entry("x", "area", (Name("Лиман"),)))) == []
    # Layers that share an id are one thing in two records: the upper one wins, so their order matters.
    assert list(table_properties.order_of_layers(TABLE, small_table)) == []
    assert list(table_properties.order_of_layers(TABLE, TABLE)) == []


class _Forgetful(Normalizer):
    """Knows only the first entry of its first layer."""

    def __init__(self, *layers: Table) -> None:
        super().__init__(Table(layers[0].entries[:1]))


def test_an_order_that_matters_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_properties, "Normalizer", _Forgetful)
    found = list(table_properties.order_of_entries(TABLE))
    assert {each.spelling for each in found} == {"Харків", "Kharkiv", "Charcovia", "Лиман"}
    assert "backwards: expected match ua-kharkiv (Kharkiv), got none" in found[0].message
    other = Table.from_records([{"id": "x", "kind": "area", "names": ["Xxxx"]}])
    assert list(table_properties.order_of_layers(TABLE, other))


class _Last(Normalizer):
    """Knows only the last entry of its layer."""

    def __init__(self, *layers: Table) -> None:
        super().__init__(Table(layers[0].entries[-1:]))


def test_an_addition_that_changes_other_answers_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_properties, "Normalizer", _Last)
    [found] = table_properties.addition(TABLE, Entry("x", "area", (Name("Kremin"),)))
    assert (found.entry, found.spelling, found.other) == ("ua-lyman", "Лиман", "x")
