"""Names in running text, on the embedded layer and on a small one (tests/cases/find.toml)."""

import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest

import toponym
from toponym import Finder, HintError, Mention, Normalizer, Table
from toponym.finding.pieces import PIECE

_CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "find.toml").read_text(encoding="utf-8"))["texts"]


def _meant(mention: Mention) -> str:
    return mention.match.id or mention.match.status


@pytest.mark.parametrize("row", _CASES, ids=lambda row: row["why"])
def test_a_text(row: dict[str, Any]) -> None:
    mentions = toponym.find(row["text"])
    expected = [[text, id_ if id_ == "ambiguous" else toponym.get(id_).id] for text, id_ in row["mentions"]]
    assert [[mention.text, _meant(mention)] for mention in mentions] == expected


@pytest.mark.parametrize("row", _CASES, ids=lambda row: row["why"])
def test_positions_are_those_of_the_text(row: dict[str, Any]) -> None:
    # Letters of two code points, of another plane, and composed ones must not shift what follows.
    text = "🙂 a\u0301 \u00df \ufb01 \u0130: " + row["text"]
    mentions = toponym.find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(mention.name in mention.text for mention in mentions)
    assert [mention.text for mention in mentions] == [name for name, _ in row["mentions"]]


def test_mentions_pickle() -> None:
    (mention,) = toponym.find("Rain in Kramatorsk.")
    assert pickle.loads(pickle.dumps(mention)) == mention


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="text: expected a text, got bytes"):
        toponym.find(b"Kyiv")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def small() -> Finder:
    records: list[dict[str, Any]] = [
        {"id": "hq", "kind": "facility", "names": ["Head Office"]},
        {"id": "a", "kind": "settlement", "country": "UA", "lat": 49, "lon": 36, "names": ["Twinby"]},
        {"id": "b", "kind": "settlement", "country": "RU", "lat": 59, "lon": 60, "names": ["Twinby"]},
        {"id": "c", "kind": "settlement", "country": "UA", "lat": 49.1, "lon": 36.1, "names": ["Nextonville"]},
    ]
    return Finder(Normalizer(Table.from_records(records)))


def test_the_names_of_a_layer_of_ones_own(small: Finder) -> None:
    text = "Ask the Head\nOffice, not the head of Office."
    assert [(mention.start, mention.end, mention.match.id) for mention in small.find(text)] == [(8, 19, "hq")]


def test_names_of_a_document_decide_each_other(small: Finder) -> None:
    assert [_meant(mention) for mention in small.find("They live in Twinby.")] == ["ambiguous"]
    mention, _ = small.find("They live in Twinby, near Nextonville.")
    assert mention.match.id == "a"
    assert "Nextonville" in mention.match.reason


def test_a_text_in_parts_is_the_text(small: Finder) -> None:
    line = "Nothing at all happens here, year after year. The Head Office is far away.\n"
    text = line * (3 * PIECE // len(line))
    whole = small.find(text)
    parts = [text[at : at + 1000] for at in range(0, len(text), 1000)]
    assert list(small.find_in_parts(parts)) == whole
    assert len(whole) == text.count("Head Office")
    assert all(text[mention.start : mention.end] == "Head Office" for mention in whole)


def test_a_line_without_end_takes_time_in_proportion(small: Finder) -> None:
    assert small.find("X" * (2 * PIECE) + " Head Office") != []
    assert small.find("Head" * PIECE) == []


def test_a_wrong_hint_is_told_at_once() -> None:
    with pytest.raises(HintError, match="admin1"):
        Finder(Normalizer(), admin1="Nowhere")


def test_hints_hold_for_the_whole_text() -> None:
    (mention,) = Finder(Normalizer(), country="RU").find("A train stopped in Dzerzhinsk.")
    assert mention.match.entry is not None
    assert mention.match.entry.country == "RU"


def test_rules_of_a_table_hold_in_texts() -> None:
    rules = [
        {"rule": "override", "spelling": "The Big Works", "id": "works"},
        {"rule": "never", "spelling": "Bakhmut", "id": "ua-bakhmut"},
    ]
    works = {"id": "works", "kind": "facility", "names": ["Plant No. 7"]}
    finder = Finder(Normalizer(Table.from_records([works, *rules]), "embedded"))
    mentions = finder.find("Shelling hit The Big Works near Sloviansk, and the city of Bakhmut.")
    assert [(mention.text, mention.match.id) for mention in mentions if mention.match.id] == [
        ("The Big Works", "works"),
        ("Sloviansk", "ua-sloviansk"),
    ]
    assert all("ua-bakhmut" not in [item.id for item in mention.match.candidates] for mention in mentions)
