"""A damaged index never crashes: it is refused, or `verify` finds it, and until then every error is IndexFileError."""

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from toponym.errors import IndexFileError
from toponym.gazetteer import Index
from toponym.gazetteer.compile import compile_index
from toponym.gazetteer.container import _HEADER, _SECTION
from toponym.matching.answer import LazyAnswer
from toponym.matching.cascade import Cascade
from toponym.matching.decide import decide
from toponym.matching.hints import NO_HINTS
from toponym.matching.layers import Layers
from toponym.matching.prior import default_prior
from toponym.matching.verdicts import judge
from toponym.table import Table
from toponym.text.modifiers import Modifiers

PLACES = 300
QUESTIONS = ("луганськ", "lugansk", "luhansk oblast", "гайдай", "head office", "nowhere", "")


@pytest.fixture(scope="module")
def data(small_table: Table) -> bytes:
    return compile_index(small_table.entries, modifiers=Modifiers([[("nova", "Нова", 2), ("novaya", "Новая", 2)]]))


def spans(data: bytes) -> dict[str, tuple[int, int]]:
    """Where every section of a file begins and ends."""
    count = _HEADER.unpack_from(data)[4]
    rows = (_SECTION.unpack_from(data, _HEADER.size + _SECTION.size * number) for number in range(count))
    return {name.rstrip(b"\0").decode(): (at, at + length) for name, at, length, _ in rows}


def questions(index: Index) -> Iterator[Callable[[], Any]]:
    for key in QUESTIONS:
        yield lambda key=key: index.find(key)  # type: ignore[misc]
        yield lambda key=key: [index.explanation(posting.explanation) for posting in index.find(key)]  # type: ignore[misc]
    for id_ in ("ua-luhansk", "geonames:702657", "pcode:UA4410003001", "nobody"):
        yield lambda id_=id_: index.by_id(id_)  # type: ignore[misc]
    for number in range(6):
        for method in (index.entry, index.facts, index.entry_id, index.units, index.postings, index.key):
            yield lambda method=method, number=number: method(number)  # type: ignore[misc]
    yield lambda: list(index.keys())
    yield lambda: [index.postings(number) for number in range(len(list(index.keys())))]
    yield lambda: index.meta
    yield lambda: index.modifiers and list(index.modifiers.readings("nova luhansk"))


def answers(index: Index) -> list[str]:
    """What an index says to every question; any error but IndexFileError passes through."""
    said = []
    for question in questions(index):
        try:
            said.append(repr(question()))
        except IndexFileError as error:
            said.append(f"refused: {error}")
    return said


def test_flipped_bytes(data: bytes) -> None:
    whole = answers(Index.from_bytes(data))
    assert not any(said.startswith("refused") for said in whole[: len(QUESTIONS)])
    chance = random.Random(3)
    parts = [(0, len(data)), (0, 1200), *(span for span in spans(data).values() if span[0] < span[1])]
    outcomes: dict[str, int] = {"refused": 0, "found": 0, "harmless": 0, "wrong": 0}
    for number in range(PLACES):
        at = chance.randrange(*parts[number % len(parts)])
        damaged = bytearray(data)
        damaged[at] ^= chance.randrange(1, 256)
        try:
            index = Index.from_bytes(bytes(damaged))
        except IndexFileError:
            outcomes["refused"] += 1
            continue
        said = answers(index)
        outcomes["wrong"] += said != whole
        try:
            index.verify()
        except IndexFileError:
            outcomes["found"] += 1
        else:
            # Only the padding between sections is under no checksum, and nothing reads it.
            assert said == whole, at
            outcomes["harmless"] += 1
    assert outcomes["refused"] + outcomes["found"] + outcomes["harmless"] == PLACES
    assert outcomes["refused"] > 0
    assert outcomes["wrong"] > 0  # or the places were chosen where nobody looks
    assert outcomes["found"] > PLACES / 2


@pytest.mark.parametrize("fill", [b"\xff", b"\0", b"[", b"{}", b'"', b"\x01"])
def test_sections_of_nonsense(data: bytes, fill: bytes) -> None:
    """A section filled with one byte: the largest numbers, the smallest, and broken or deeply nested JSON."""
    whole = answers(Index.from_bytes(data))
    for name, (start, end) in spans(data).items():
        if start == end:
            continue
        damaged = data[:start] + (fill * (end - start))[: end - start] + data[end:]
        index = Index.from_bytes(damaged)
        said = answers(index)
        if damaged != data:
            with pytest.raises(IndexFileError, match=f"section '{name}' is damaged"):
                index.verify()
        assert len(said) == len(whole)


def test_meta_of_another_shape_is_refused(data: bytes) -> None:
    start, end = spans(data)["meta"]
    for text in (
        b"[]",
        b"{}",
        b'{"kinds": 1}',
        b'{"kinds": [], "features": [], "countries": [], "admin1": [1], "notes": {}}',
        b'{"kinds": [], "features": [], "countries": [], "admin1": [], "notes": []}',
        b'{"kinds": ["town"], "features": [], "countries": [], "admin1": [], "notes": {}}',
    ):
        index = Index.from_bytes(data[:start] + text.ljust(end - start) + data[end:])
        for question in (lambda: index.meta, lambda: index.facts(0)):  # noqa: B023
            with pytest.raises(IndexFileError, match="its content is damaged"):
                question()


def test_a_file_cut_at_every_border_of_a_section(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cut.index"
    sections = spans(data)
    end_of_all = max(end for _, end in sections.values())
    for border in sorted({border for span in sections.values() for border in span}):
        for size in (border - 1, border, border + 1):
            path.write_bytes(data[:size])
            if size < end_of_all:
                with pytest.raises(IndexFileError, match=re.escape(str(path))):
                    Index.open(path)
            else:
                Index.open(path).verify()


def test_a_missing_section_is_named(data: bytes) -> None:
    for name in spans(data):
        renamed = data.replace(name.encode().ljust(24, b"\0"), b"other".ljust(24, b"\0"), 1)
        with pytest.raises(IndexFileError, match="its header is damaged"):
            Index.from_bytes(renamed)


def test_bytes_after_the_end_do_no_harm(data: bytes) -> None:
    longer = Index.from_bytes(data + b"more")
    longer.verify()
    assert answers(longer) == answers(Index.from_bytes(data))


LOOKUPS = (
    "Луганськ",
    "Lugansk",
    "Luhansk Oblast",
    "Ворошиловград",
    "Gaidai",
    "Head Ofice",
    "Luhanks",
    "Lugansk, Ukraine",
)
DAMAGED_LOOKUPS = 1000


def looked_up(index: Index) -> list[str]:
    """What a normalizer over an index says in full; any error but IndexFileError passes through."""
    said = []
    for spelling in LOOKUPS:
        try:
            layers = Layers([index])
            prior = default_prior()
            cascade = Cascade(layers, prior)
            reading = cascade.complete([cascade.read(spelling)], [frozenset()])[0]
            again = partial(decide, layers=layers, prior=prior, min_probability=0.9)
            answer = LazyAnswer(spelling, reading, NO_HINTS, again(reading, NO_HINTS), layers, again)
            said.append(f"{answer.status} {answer.id} {answer.reason} {[item.id for item in answer.candidates]}")
        except IndexFileError as error:
            said.append(f"refused: {error}")
    return said


def test_lookups_over_damaged_bytes_answer_or_refuse(small_table: Table) -> None:
    data = compile_index(small_table.entries, judge=judge)
    whole = looked_up(Index.from_bytes(data))
    assert not any(said.startswith("refused") for said in whole)
    chance = random.Random(17)
    parts = [span for name, span in spans(data).items() if span[0] < span[1] and not name.startswith("fuzzy")]
    wrong = 0
    for number in range(DAMAGED_LOOKUPS):
        at = chance.randrange(*parts[number % len(parts)])
        damaged = bytearray(data)
        damaged[at] ^= chance.randrange(1, 256)
        index = Index.from_bytes(bytes(damaged))
        wrong += looked_up(index) != whole
        with pytest.raises(IndexFileError):
            index.verify()
    assert wrong > DAMAGED_LOOKUPS / 100
