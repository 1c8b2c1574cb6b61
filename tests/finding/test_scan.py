"""Where names stand: edges, longest first, scripts; and the companions of an index that scanning needs."""

from pathlib import Path
from typing import Any

import pytest

from toponym import Normalizer, Table
from toponym.finding import shelf
from toponym.finding.around import ends_sentence, is_title
from toponym.finding.book import Book
from toponym.finding.scan import scan

_RECORDS: list[dict[str, Any]] = [
    {"id": "a", "kind": "settlement", "names": ["New Ash", "Ash"]},
    {"id": "b", "kind": "settlement", "names": [{"text": "Полтава", "lang": "uk"}]},
    {"id": "c", "kind": "settlement", "names": ["顿涅茨克"]},
    {"id": "d", "kind": "settlement", "names": ["New Ash upon Elm"]},
]


@pytest.fixture(scope="module")
def book() -> Book:
    normalizer = Normalizer(Table.from_records(_RECORDS))
    return Book(normalizer.stack, normalizer.prior)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ash, New Ash and New Ash upon Elm.", ["Ash", "New Ash", "New Ash upon Elm"]),
        ("New Ash upon Oak", ["New Ash"]),
        ("Ashes, DAsh, ash and Ash's ASH’S", ["Ash", "ASH"]),
        ("New\nAsh but New\n\nAsh", ["New\nAsh", "Ash"]),
        ("Полтава, Полтаву, Полтавою", ["Полтава", "Полтаву", "Полтавою"]),
        ("在顿涅茨克市", ["顿涅茨克"]),
        ("Ash-Ash", ["Ash", "Ash"]),
    ],
)
def test_names_at_the_edges_of_words(book: Book, text: str, found: list[str]) -> None:
    assert [text[spot.start : spot.end] for spot in scan(text, book)] == found


def test_companions_are_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPONYM_CACHE", str(tmp_path))
    monkeypatch.setattr(shelf, "_WORTH_KEEPING", 0)
    (index,) = Normalizer(Table.from_records(_RECORDS)).stack.indexes
    assert shelf.Shelf(index).begins_name("new ash upon")
    assert shelf.Shelf(index).bases("полтаву") == [("полтава", "")]
    assert sorted(path.name.partition("-")[0] for path in tmp_path.iterdir()) == ["beginnings", "forms"]
    monkeypatch.setattr(shelf, "_build_forms", lambda _index: pytest.fail("built twice"))
    assert shelf.Shelf(index).bases("полтавою") == [("полтава", "")]


def test_ends_of_sentences_and_titles() -> None:
    assert [ends_sentence(piece) for piece in ("said.", "Gov.", "U.S.", "why?”", "and")] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert is_title("Storm Leaves Thousands Without Power")
    assert not is_title("Thousands were left without power in Poltava")
