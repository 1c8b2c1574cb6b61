"""Rules of a user's table: an override's answer wins, a never rule holds at every step."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SMALL
from toponym.cli import main
from toponym.errors import TableError
from toponym.gazetteer import Index
from toponym.gazetteer.compile import compile_index
from toponym.matching import Normalizer
from toponym.matching.verdicts import judge
from toponym.table import Table

LYMANS: list[dict[str, Any]] = [
    {
        "id": "lyman",
        "kind": "settlement",
        "feature": "city",
        "country": "UA",
        "admin1": "UA-14",
        "population": 20000,
        "names": [{"text": "Лиман", "lang": "uk"}],
    },
    {
        "id": "lyman-2",
        "kind": "settlement",
        "feature": "village",
        "country": "UA",
        "admin1": "UA-63",
        "names": [{"text": "Лиман", "lang": "uk"}],
    },
    {
        "id": "kharkiv-oblast",
        "kind": "region",
        "country": "UA",
        "admin1": "UA-63",
        "names": [{"text": "Харківська область", "lang": "uk"}],
        "label": "Kharkiv Oblast",
    },
    {"id": "ua", "kind": "country", "country": "UA", "ids": {"iso3166_1": "UA"}, "names": ["Ukraine"]},
]
BELOW = Table.from_records([*SMALL, *LYMANS])


def over(*rules: tuple[str, str, str], below: Table = BELOW, **options: Any) -> Normalizer:
    records = [{"rule": rule, "spelling": spelling, "id": id_} for rule, spelling, id_ in rules]
    return Normalizer(Table.from_records(records), below, **options)


def test_an_override_wins_over_a_likelier_namesake() -> None:
    assert Normalizer(BELOW).normalize("Lyman").id != "lyman-2"
    match = over(("override", "Lyman", "lyman-2")).normalize("LYMAN")
    assert (match.id, match.score, match.method) == ("lyman-2", 1.0, "exact")
    assert "rule of the table" in match.reason
    assert [(item.id, item.score) for item in match.candidates] == [("lyman-2", 1.0), ("lyman", 0.0)]


def test_an_override_gives_a_spelling_that_no_name_yields_to_an_entry_by_any_id() -> None:
    normalizer = over(("override", "The Hill", "geonames:702658"))
    assert normalizer.normalize("the hill").id == "ua-luhansk"
    assert normalizer.normalize_many(["The Hill", "Hill"], joint=True)[0].id == "ua-luhansk"


def test_hints_do_not_unseat_an_override_but_strict_ones_exclude_it() -> None:
    normalizer = over(("override", "Lyman", "lyman-2"))
    assert normalizer.normalize("Lyman", admin1="UA-14").id == "lyman-2"
    assert normalizer.normalize("Lyman", admin1="UA-14", strict=["admin1"]).id == "lyman"
    assert normalizer.normalize("Lyman", kind="region").id == "lyman-2"


def test_a_spelling_that_says_otherwise_is_not_overridden() -> None:
    normalizer = over(("override", "Lyman", "lyman"))
    assert normalizer.normalize("Lyman, Kharkiv Oblast").id == "lyman-2"
    assert normalizer.normalize("Lyman, Ukraine").id == "lyman"
    assert normalizer.normalize("м. Lyman").id == "lyman"
    assert normalizer.normalize("Lyman Oblast").id != "lyman"


def test_an_override_is_what_a_name_in_a_hint_means() -> None:
    normalizer = over(("override", "The North", "kharkiv-oblast"))
    assert normalizer.normalize("Lyman", admin1="The North").id == "lyman-2"
    assert normalizer.normalize("Lyman, The North").id == "lyman-2"


@pytest.mark.parametrize(
    "spelling",
    [
        "Луганськ",  # recorded
        "Luhansk",  # generated
        "luhans'k",
        "Lougansk",  # a variant
        "Lugansck",  # similar
        "Луганcьк",  # a Latin letter in it
    ],
)
@pytest.mark.parametrize("hints", [{}, {"country": "UA"}, {"kind": "settlement"}, {"admin1": "UA-09"}])
def test_never_holds_at_every_step(spelling: str, hints: dict[str, Any]) -> None:
    assert "ua-luhansk" in [item.id for item in Normalizer(BELOW).normalize(spelling, **hints).candidates]
    normalizer = over(("never", spelling, "ua-luhansk"))
    for text in (spelling, f"{spelling}, Ukraine", f"м. {spelling}"):
        assert "ua-luhansk" not in [item.id for item in normalizer.normalize(text, **hints).candidates]
    [match] = normalizer.normalize_many([spelling], joint=True, **hints)
    assert match.id != "ua-luhansk"


def test_other_spellings_still_find_what_one_never_is() -> None:
    normalizer = over(("never", "Luhansk", "ua-luhansk"), ("never", "Гайдай", "person-serhii-haidai"))
    assert normalizer.normalize("Lugansk").id == "ua-luhansk"
    assert normalizer.normalize("Гайдай").id is None
    assert normalizer.normalize("Сергій Гайдай").id == "person-serhii-haidai"
    whole = over(("never", "Сергій Гайдай", "person-serhii-haidai"))
    assert whole.normalize("Сергій Гайдай").id is None
    assert whole.normalize("Гайдай Сергій").id == "person-serhii-haidai"


def test_a_name_that_is_never_a_unit_is_no_hint_for_it() -> None:
    normalizer = over(("never", "Kharkiv Oblast", "kharkiv-oblast"))
    assert normalizer.normalize("Lyman, Kharkiv Oblast").id != "lyman-2"
    with pytest.raises(ValueError, match="unknown first-level division"):
        normalizer.normalize("Lyman", admin1="Kharkiv Oblast")


def test_the_upper_layer_wins() -> None:
    def layer(rule: str) -> Table:
        return Table.from_records([{"rule": rule, "spelling": "Lyman", "id": "lyman-2"}])

    assert Normalizer(layer("override"), layer("never"), BELOW).normalize("Lyman").id == "lyman-2"
    never = Normalizer(layer("never"), layer("override"), BELOW).normalize("Lyman")
    assert [item.id for item in never.candidates] == ["lyman"]


def test_a_rule_about_nothing_is_an_error() -> None:
    with pytest.raises(TableError, match="no layer has the entry 'lymann'"):
        over(("never", "Lyman", "lymann"))


def test_verdicts_of_an_index_do_not_get_past_its_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    rules: list[dict[str, Any]] = [{"rule": "override", "spelling": "Lyman", "id": "lyman-2"}]
    table = Table.from_records([*LYMANS, *rules])
    judged = Index.from_bytes(compile_index(table.entries, judge=judge, rules=table.rules))
    monkeypatch.setattr("toponym.matching.normalizer.index_of", lambda layer, judge: judged)
    assert Normalizer("embedded").normalize("Lyman").id == "lyman-2"


def test_rules_through_the_command(tmp_path: Path) -> None:
    mine, below = tmp_path / "mine.json", tmp_path / "below.json"
    mine.write_text(json.dumps([{"rule": "override", "spelling": "Lyman", "id": "lyman-2"}]), encoding="utf-8")
    below.write_text(json.dumps(LYMANS), encoding="utf-8")
    words = ["normalize", "--layer", str(mine), "--layer", str(below), "Lyman", "--format", "jsonl"]
    result = CliRunner().invoke(main, words)
    assert json.loads(result.stdout)["id"] == "lyman-2"
    mine.write_text(json.dumps([{"rule": "override", "spelling": "Lyman", "id": "nowhere"}]), encoding="utf-8")
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@given(st.sampled_from(["Lyman", "Луганськ", "Lougansk", "Head Office", "Haidai", "Lyman, UA", "Serhii Haidai"]))
def test_a_rule_for_one_spelling_changes_no_other(spelling: str) -> None:
    normalizer = over(("override", "Elsewhere", "lyman"), ("never", "Elsewhere too", "ua-luhansk"))
    assert normalizer.normalize(spelling) == _PLAIN.normalize(spelling)


_PLAIN = Normalizer(Table.from_records([]), BELOW)
