"""The scorer of names in text, on answers small enough to count by hand, and the gold files themselves."""

import doctest
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponym
from evaluation import find_score
from evaluation.find_score import (
    GOLD,
    Error,
    Found,
    Gold,
    Score,
    articles,
    error_lines,
    gold_mention,
    kinds_of_errors,
    passages,
    score,
    total,
)

_CHECKOUT = Path(__file__).resolve().parents[2]

OBLAST = Gold(0, 14, 0, 7, ("ua-luhansk-oblast",))
CITY = Gold(20, 27, 20, 27, ("ua-kherson",))
UNNAMED = Gold(30, 40, 30, 40)
ABROAD = Gold(42, 50, 42, 50, (), world="geonames:1")
OPEN = Gold(52, 60, 52, 60, ("ua-donetsk", "ua-donetsk-oblast"))
SURNAME = Gold(62, 70, 62, 70, ("person-a", "person-b"), unresolved=True)
ALL = [OBLAST, CITY, UNNAMED, ABROAD, OPEN, SURNAME]


def match(start: int, end: int, id_: str) -> Found:
    return Found(start, end, "match", id_, (id_,))


def unsure(start: int, end: int, *ids: str) -> Found:
    return Found(start, end, "ambiguous", None, ids)


def kinds(gold: list[Gold], *found: Found, world: bool = False) -> list[str]:
    return [error.kind for error in score(gold, found, world=world).errors]


@pytest.mark.parametrize("end", [14, 7])
def test_the_full_and_the_bare_span_are_right(end: int) -> None:
    result = score([OBLAST], [match(0, end, "ua-luhansk-oblast")])
    assert (result.precision, result.recall, result.errors) == (1.0, 1.0, ())


@pytest.mark.parametrize(("start", "end"), [(0, 10), (1, 7), (0, 15)])
def test_another_span_is_an_error_and_the_name_counts_as_missed(start: int, end: int) -> None:
    result = score([OBLAST], [match(start, end, "ua-luhansk-oblast")])
    assert (result.right, result.answered, result.expected) == (0, 1, 1)
    assert {error.kind for error in result.errors} == {"span", "missed"}


def test_the_wrong_entry() -> None:
    result = score([OBLAST], [match(0, 7, "ua-luhansk")])
    assert result.errors[0] == Error("id", 0, 7, ("ua-luhansk",), ("ua-luhansk-oblast",))
    assert (result.precision, result.recall, result.city_or_oblast) == (0.0, 0.0, 0.0)


def test_a_match_where_there_is_nothing_or_no_entry() -> None:
    assert kinds([UNNAMED], match(30, 40, "ua-bar")) == ["null"]
    assert kinds([UNNAMED], match(33, 36, "ua-bar")) == ["null"]
    assert kinds([UNNAMED], match(10, 13, "ua-bar")) == ["nothing"]
    assert score([UNNAMED], []).recall == 1.0


def test_an_ambiguous_answer_is_no_error_of_precision_but_one_of_recall() -> None:
    result = score([CITY], [unsure(20, 27, "ua-kherson", "ua-kherson-oblast")])
    assert (result.precision, result.recall, result.answered) == (1.0, 0.0, 0)
    assert [error.kind for error in result.errors] == ["ambiguous"]
    assert score([UNNAMED], [unsure(30, 40, "ua-bar"), unsure(1, 3, "ua-bar")]).doubtful == 2


def test_what_the_text_leaves_open() -> None:
    for answer in (match(52, 60, "ua-donetsk"), match(52, 60, "ua-donetsk-oblast"), unsure(52, 60, "ua-donetsk")):
        assert kinds([OPEN], answer) == []
    assert kinds([OPEN], match(52, 60, "ua-luhansk")) == ["id", "missed"]
    assert kinds([OPEN], unsure(52, 60, "ua-luhansk")) == ["ambiguous"]


def test_what_must_stay_unresolved() -> None:
    assert kinds([SURNAME], unsure(62, 70, "person-b", "person-c")) == []
    assert kinds([SURNAME], match(62, 70, "person-a")) == ["guess", "missed"]
    assert kinds([SURNAME]) == ["missed"]


def test_an_entry_of_the_world_layer() -> None:
    assert kinds([ABROAD], match(42, 50, "geonames:1")) == []
    assert score([ABROAD], [match(42, 50, "geonames:1")]).answered == 0
    assert kinds([ABROAD], match(42, 50, "geonames:2")) == ["null"]
    assert kinds([ABROAD], world=True) == ["missed"]
    assert score([ABROAD], [match(42, 50, "geonames:1")], world=True).right == 1


def test_a_name_counts_once() -> None:
    result = score([OBLAST], [match(0, 7, "ua-luhansk-oblast"), match(0, 14, "ua-luhansk-oblast")])
    assert (result.right, result.answered, [error.kind for error in result.errors]) == (1, 2, ["twice"])


def test_an_answer_goes_to_the_name_whose_span_it_has() -> None:
    around = Gold(0, 20, 0, 20)
    inside = Gold(5, 9, 5, 9, ("ua-bar",))
    assert kinds([around, inside], match(5, 9, "ua-bar")) == []


def test_city_or_oblast_counts_missed_mentions() -> None:
    result = score([OBLAST, CITY, OPEN], [match(0, 14, "ua-luhansk-oblast"), match(20, 27, "ua-kherson-oblast")])
    assert (result.kind_right, result.kind_expected) == (1, 3)


def test_status_none_says_nothing() -> None:
    assert kinds([UNNAMED], Found(30, 40, "none")) == []


def test_examples_run() -> None:
    result = doctest.testmod(find_score)
    assert result.attempted > 0
    assert result.failed == 0


def test_total_and_lines() -> None:
    one = score([OBLAST], [match(0, 7, "ua-luhansk")])
    both = total([one, score([CITY], [match(20, 27, "ua-kherson")])])
    assert (both.precision, both.recall) == (0.5, 0.5)
    assert kinds_of_errors(both.errors) == {"id": 1, "missed": 1}
    assert error_lines("Luhansk\nregion.", one.errors) == [
        'id       0-7 "Luhansk" said ua-luhansk, meant ua-luhansk-oblast',
        'missed   0-14 "Luhansk region" said -, meant ua-luhansk-oblast',
    ]


@given(st.sets(st.sampled_from(ALL)))
def test_perfect_answers_are_perfect(chosen: set[Gold]) -> None:
    gold = sorted(chosen, key=lambda name: name.start)
    answers = [
        unsure(name.start, name.end, *name.ids) if name.unresolved else match(name.start, name.end, name.ids[0])
        for name in gold
        if name.ids
    ]
    result = score(gold, answers)
    assert (result.precision, result.recall, result.city_or_oblast, result.errors) == (1.0, 1.0, 1.0, ())
    assert total([result, result]).right == 2 * result.right


@given(
    st.lists(
        st.builds(
            Found,
            st.integers(0, 60),
            st.integers(1, 75),
            st.sampled_from(["match", "ambiguous", "none"]),
            st.sampled_from(["ua-kherson", "ua-luhansk-oblast", "geonames:1", None]),
        )
    )
)
def test_any_answers_can_be_scored(found: list[Found]) -> None:
    result: Score = score(ALL, found)
    assert 0 <= result.right <= min(result.answered, result.expected)
    assert 0 <= result.kind_right <= result.kind_expected
    # Every expected name is right, missed, or was hesitated about.
    assert result.expected <= result.right + sum(error.kind in {"missed", "ambiguous"} for error in result.errors)


@pytest.mark.parametrize(
    "record",
    [
        {"start": 0, "end": 3, "core_start": 0, "core_end": 3},
        {"start": 0, "end": 3, "core_start": 0, "core_end": 3, "id": None, "any": ["ua-bar"]},
        {"start": 0, "end": 3, "core_start": 2, "core_end": 4, "id": None},
    ],
)
def test_contradicting_gold_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="gold mention"):
        gold_mention(record)


def test_passages_are_sound() -> None:
    texts = passages()
    english = [text for text in texts if text.lang == "en"]
    assert len(english) >= 24
    assert all(60 <= len(text.text.split()) <= 150 for text in english)
    assert len({text.name for text in texts}) == len(texts)
    for text in texts:
        ends = [0, *(name.end for name in text.mentions)]
        for before, name in zip(ends, text.mentions, strict=False):
            assert before <= name.start, (text.name, name)
            for surface in (text.text[name.start : name.end], text.text[name.core_start : name.core_end]):
                assert surface, (text.name, name)
                assert surface == surface.strip(" \n,.;:"), (text.name, surface)


def test_every_id_of_the_gold_exists() -> None:
    records = [json.loads(line) for line in (GOLD / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    mentions = [gold_mention(record) for record in records]
    mentions += [name for text in passages() for name in text.mentions]
    for id_ in {id_ for name in mentions for id_ in name.ids}:
        assert toponym.get(id_).id == id_


def test_articles_are_checked_against_their_digests(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        articles(tmp_path)
    (tmp_path / "article-1.txt").write_text("another text", encoding="utf-8")
    with pytest.raises(ValueError, match="another text than the gold"):
        articles(tmp_path)


def test_articles_gold_marks_names() -> None:
    folder = Path(os.environ.get("TOPONYM_SHARED", _CHECKOUT.parent / "shared")) / "articles"
    if not folder.is_dir():
        pytest.skip(f"the articles are not part of the project; their folder would be {folder}")
    texts = articles(folder)
    assert len(texts) == 5
    for text in texts:
        for name in text.mentions:
            core = text.text[name.core_start : name.core_end]
            assert re.fullmatch(r"[A-Z].*[\w.”]", core), (text.name, core)
            assert core in text.text[name.start : name.end]
            # Half a word is no name: "Moscow" in "Moscow-backed" is, "Ukraine" in "Ukrainers" would not be.
            around = text.text[max(name.start - 1, 0) : name.start] + " " + text.text[name.end : name.end + 1]
            assert not re.search(r"\w", around), (text.name, core, around)
