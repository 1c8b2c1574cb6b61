"""Whatever a text holds, mentions are spans of it, in order, none inside another, and say the same in any parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponym import Finder, Normalizer, Table
from toponym.finding.pieces import pieces

_NAMES = ["Київ", "Kyiv", "Head Office", "Чорне море", "Харківська область", "乌克兰", "Luhans'k"]
_WORDS = st.sampled_from(
    [
        *_NAMES,
        "KYIV’S",
        "Head",
        "\n",
        " ",
        "-",
        "“",
        "”",
        ".",
        "the",
        "Gov.",
        "city of",
        "м.",
        "🙂",
        "é",
        "Ки́єва",
        "U.S.",
    ]
)
_TEXTS = st.lists(_WORDS | st.text(max_size=6), max_size=25).map(" ".join) | st.lists(_WORDS, max_size=25).map("".join)


@pytest.fixture(scope="module")
def finder() -> Finder:
    records = [{"id": f"x{number}", "kind": "settlement", "names": [name]} for number, name in enumerate(_NAMES)]
    return Finder(Normalizer(Table.from_records(records)))


@given(text=_TEXTS)
@settings(deadline=None, max_examples=60)
def test_mentions_are_spans_of_the_text(finder: Finder, text: str) -> None:
    end = 0
    for mention in finder.find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.name in mention.text
        end = mention.end


@given(text=_TEXTS, sizes=st.lists(st.integers(1, 9), min_size=1))
@settings(deadline=None, max_examples=40)
def test_parts_make_no_difference(finder: Finder, text: str, sizes: list[int]) -> None:
    parts: list[str] = []
    at = 0
    while at < len(text):
        size = sizes[len(parts) % len(sizes)]
        parts.append(text[at : at + size])
        at += size
    assert list(finder.find_in_parts(parts)) == finder.find(text)


@given(st.lists(st.text(max_size=40_000), max_size=6))
@settings(deadline=None, max_examples=10)
def test_pieces_put_together_are_the_text(parts: list[str]) -> None:
    cut = list(pieces(parts))
    assert "".join(piece for _, piece in cut) == "".join(parts)
    assert all("".join(parts)[begin : begin + len(piece)] == piece for begin, piece in cut)
