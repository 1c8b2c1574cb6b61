"""The gold sentences are well formed: offsets, ids and the promised variety."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import toponym

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
LANGUAGES = ("uk", "ru")
FOREIGN_LETTERS = {"uk": set("ыэъё"), "ru": set("іїєґ")}
SPAN = {"start", "end", "core_start", "core_end"}

Sentence = dict[str, Any]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sentences(language: str) -> list[Sentence]:
    lines = (GOLD / f"sentences_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def entries(mention: dict[str, Any]) -> list[str]:
    """The ids that a mention may mean, none for a name without an entry."""
    return mention["any"] if "any" in mention else [i for i in (mention["id"],) if i is not None]


def mentions(sentences: list[Sentence]) -> Iterator[tuple[Sentence, dict[str, Any]]]:
    return ((sentence, mention) for sentence in sentences for mention in sentence["mentions"])


def test_sentences_are_numbered_and_differ(language: str, sentences: list[Sentence]) -> None:
    assert [sentence["id"] for sentence in sentences] == [f"{language}-{n:03}" for n in range(1, len(sentences) + 1)]
    assert [text for text, times in Counter(s["text"] for s in sentences).items() if times > 1] == []


def test_text_is_clean_and_in_its_language(language: str, sentences: list[Sentence]) -> None:
    for sentence in sentences:
        text = sentence["text"]
        assert text == " ".join(text.split()) == unicodedata.normalize("NFC", text), sentence["id"]
        assert not FOREIGN_LETTERS[language] & set(text.casefold()), sentence["id"]
        assert not set("[]{}|") & set(text), sentence["id"]


def test_a_mention_has_a_span_a_core_and_one_verdict(sentences: list[Sentence]) -> None:
    for sentence, mention in mentions(sentences):
        assert mention.keys() in (SPAN | {"id"}, SPAN | {"any"}), sentence["id"]
        assert mention["start"] <= mention["core_start"] < mention["core_end"] <= mention["end"], sentence["id"]
        assert mention["end"] <= len(sentence["text"]), sentence["id"]


def test_spans_and_cores_are_whole_words(sentences: list[Sentence]) -> None:
    for sentence, mention in mentions(sentences):
        text = sentence["text"]
        for start, end in ((mention["start"], mention["end"]), (mention["core_start"], mention["core_end"])):
            name = text[start:end]
            assert name[0].isalpha(), (sentence["id"], name)
            assert name[-1].isalpha() or name[-1] == ".", (sentence["id"], name)
            assert not text[start - 1 : start].isalpha(), (sentence["id"], name)
            assert not text[end : end + 1].isalpha(), (sentence["id"], name)
        core = text[mention["core_start"] : mention["core_end"]]
        assert core[0].isupper(), (sentence["id"], core)


def test_mentions_are_sorted_and_apart(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        ends = [0] + [mention["end"] for mention in sentence["mentions"]]
        starts = [mention["start"] for mention in sentence["mentions"]]
        assert all(end <= start for end, start in zip(ends, starts, strict=False)), sentence["id"]


def test_every_id_is_canonical(sentences: list[Sentence]) -> None:
    ids = {entry for _, mention in mentions(sentences) for entry in entries(mention)}
    assert {entry: toponym.get(entry).id for entry in ids} == {entry: entry for entry in ids}
    assert all(len(set(mention["any"])) > 1 for _, mention in mentions(sentences) if "any" in mention)


def test_the_promised_variety(sentences: list[Sentence]) -> None:
    ids = {entry for _, mention in mentions(sentences) for entry in entries(mention)}
    assert len(sentences) >= 160
    assert len(ids) >= 120
    assert {"settlement", "community", "district", "region", "country", "river", "sea", "lake", "area"} <= {
        toponym.get(entry).kind for entry in ids
    }
    assert {"facility", "claimed", "person"} <= {toponym.get(entry).kind for entry in ids}
    without = sum(not any(entries(mention) for mention in sentence["mentions"]) for sentence in sentences)
    assert 0.2 <= without / len(sentences) <= 0.3
