"""What holds of every answer, whatever the text, the table and the hints."""

from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Record
from tests.matching.world import WORLD, ids, normalizer
from tests.properties.test_text import ANY
from toponym.api import default_normalizer
from toponym.errors import HintError
from toponym.matching import Normalizer
from toponym.model import KIND_GROUPS, KINDS, Match, Query
from toponym.table import Table

_WORLD = Normalizer(Table.from_records(WORLD))

_TEXTS = [name["text"] if isinstance(name, dict) else name for record in WORLD for name in record["names"]]
_LABELS = [(record["label"], record["id"]) for record in WORLD if "label" in record]
_PARTS = st.sampled_from(
    [
        *_TEXTS,
        *(label for label, _ in _LABELS),
        *("Oblast", "region", "м.", "city of", "River", "the", "formerly", "S.", "Ivan", "Gov.", "x"),
        *(",", "(", ")", "/", "—", "'"),
    ]
)
_COMPOSED = st.lists(_PARTS, min_size=1, max_size=5).map(" ".join)
_SPELLINGS = st.one_of(ANY, _COMPOSED, st.sampled_from(_TEXTS))

_HINTS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["UA", "RU", "Belarus", "FRA"]),
        "admin1": st.sampled_from(["UA-14", "UA-63", "Luhansk Oblast", "FR-BRE"]),
        "kind": st.sampled_from([*KINDS, *KIND_GROUPS]),
        "near": st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
        "date": st.sampled_from(["1980", "2010-05", "2016-02-04", "2026"]),
        "beside": st.lists(st.sampled_from(["Donetsk", "Kharkiv", "Brest", "Nowhere"]), max_size=2),
        "strict": st.sets(st.sampled_from(["country", "admin1", "kind", "date"]), max_size=2),
    },
)


def _sound(match: Match) -> None:
    """What every match keeps."""
    scores = [candidate.score for candidate in match.candidates]
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1 + 1e-9
    assert 0 <= match.score <= 1 + 1e-9
    rest = scores[1:] if match.status == "match" else scores
    assert rest == sorted(rest, reverse=True)
    assert len(set(ids(match))) == len(scores)
    assert match.reason
    if match.status == "match":
        assert match.id == ids(match)[0]
        assert match.score >= 0.9
        assert match.method != "none"
    else:
        assert match.id is None
        assert match.entry is None
    if match.status == "none":
        assert (match.score, match.method) == (0, "none")
    if match.status == "ambiguous":
        assert match.candidates


@given(_SPELLINGS)
@settings(deadline=None)
def test_every_text_has_a_sound_answer(text: str) -> None:
    match = _WORLD.normalize(text)
    assert match.query == text
    _sound(match)


@given(_SPELLINGS, _HINTS)
@settings(deadline=None)
def test_every_hint_leaves_a_sound_answer(text: str, hints: dict[str, Any]) -> None:
    _sound(_WORLD.normalize(text, **hints))


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_the_embedded_layer_never_raises(text: str) -> None:
    _sound(default_normalizer().normalize(text))


@given(st.lists(_SPELLINGS, max_size=5), st.booleans())
@settings(deadline=None)
def test_many_are_sound_together_and_in_order(texts: list[str], joint: bool) -> None:
    matches = _WORLD.normalize_many(texts, joint=joint)
    assert [match.query for match in matches] == texts
    for match in matches:
        _sound(match)


@given(st.lists(_SPELLINGS, max_size=4), _HINTS)
@settings(deadline=None)
def test_many_are_each(texts: list[str], hints: dict[str, Any]) -> None:
    assert _WORLD.normalize_many(texts, **hints) == [_WORLD.normalize(text, **hints) for text in texts]


@given(_SPELLINGS, _HINTS)
@settings(deadline=None)
def test_a_query_carries_its_hints(text: str, hints: dict[str, Any]) -> None:
    strict = hints.pop("strict", ())
    (match,) = _WORLD.normalize_many([Query(text, **hints)], strict=strict)
    assert match == _WORLD.normalize(text, **hints, strict=strict)


_JUNK = st.one_of(st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.lists(st.integers(), max_size=3))


def _refused(hint: str, value: Any) -> bool:
    try:
        _WORLD.normalize("Bakhmut", **{hint: value})
    except HintError:
        return True
    return False


@given(st.sampled_from(["country", "admin1", "kind", "near", "date", "beside", "strict"]), _JUNK)
@settings(deadline=None)
def test_a_wrong_hint_is_a_hint_error_or_nothing(hint: str, value: Any) -> None:
    with pytest.raises(HintError, match=f"^{hint}: ") if _refused(hint, value) else nullcontext():
        _sound(_WORLD.normalize("Bakhmut", **{hint: value}))


# ------------------------------------------------------------------ names find their own


@pytest.mark.parametrize(("label", "id_"), _LABELS)
def test_a_label_is_its_own_entry_or_one_of_several(label: str, id_: str) -> None:
    match = _WORLD.normalize(label)
    assert match.id == id_ or id_ in ids(match)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_labels_of_the_embedded_layer_find_their_own(data: st.DataObject) -> None:
    index = default_normalizer()._layers.indexes[0]
    number = data.draw(st.integers(0, len(index) - 1))
    entry = index.entry(number)
    match = default_normalizer().normalize(entry.name)
    assert match.status != "none", entry.id
    assert entry.id in ids(match)


_CASES = st.sampled_from([str.upper, str.lower, str.casefold, str.title, str.swapcase])
_APOSTROPHES = st.sampled_from(["'", "’", "ʼ", "`", "´", "ʹ", "′", "‘"])
_DASHES = st.sampled_from(["-", "–", "—", "‑", "−", " - ", " "])
_DRESSED = st.sampled_from(
    [
        "Luhans'k",
        "Dzerzhyns'k",
        "Lyman",
        "Haidai",
        "Klympush-Tsyntsadze",
        "Siverskyi Donets River",
        "Stepne",
        "Луганськ",
        "Toretsk",
    ]
)


@given(_DRESSED, _CASES, _APOSTROPHES, _DASHES)
@settings(deadline=None)
def test_case_apostrophes_and_dashes_change_nothing(spelling: str, case: Any, apostrophe: str, dash: str) -> None:
    dressed = case(spelling).replace("'", apostrophe).replace("-", dash)
    plain, other = _WORLD.normalize(spelling), _WORLD.normalize(dressed)
    assert (other.status, other.id, other.method) == (plain.status, plain.id, plain.method)
    assert [(c.id, c.score) for c in other.candidates] == [(c.id, c.score) for c in plain.candidates]


# ------------------------------------------------------------------ tables

_NAMES = st.sampled_from(["Лиман", "Бахмут", "Степне", "Київ", "Кремінь", "Brest", "Lyman", "Ostrów", "Ужгород"])
_RECORDS = st.lists(
    st.builds(
        lambda number, kind, names, more: {"id": f"e{number}", "kind": kind, "names": names, **more},
        st.integers(0, 30),
        st.sampled_from(["settlement", "region", "river", "country", "area"]),
        st.lists(_NAMES, min_size=1, max_size=2, unique=True),
        st.fixed_dictionaries(
            {},
            optional={
                "country": st.sampled_from(["UA", "BY"]),
                "population": st.integers(0, 10**6),
                "lat": st.just(48.0),
                "lon": st.just(37.0),
                "eponym": st.integers(0, 30).map(lambda n: f"e{n}"),
            },
        ),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda record: record["id"],
)


def _whole(records: list[Record]) -> list[Record]:
    # A place has both degrees or none.
    return [
        r if ("lat" in r) == ("lon" in r) else {k: v for k, v in r.items() if k not in ("lat", "lon")} for r in records
    ]


def _answers(records: list[Record]) -> list[tuple[Any, ...]]:
    made = normalizer(*_whole(records))
    return [
        (m.status, m.id, m.score, [(c.id, c.score) for c in m.candidates])
        for m in made.normalize_many(["Лиман", "Lyman", "Bakhmut", "Степне", "Brest", "Кремень", "Lyman oblast"])
    ]


@given(_RECORDS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_entries_changes_nothing(records: list[Record], random: Any) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    for one, other in zip(_answers(records), _answers(shuffled), strict=True):
        assert one[:2] == other[:2]
        assert one[2] == pytest.approx(other[2])
        assert dict(one[3]) == pytest.approx(dict(other[3]))


@given(_RECORDS)
@settings(max_examples=50, deadline=None)
def test_any_table_gives_sound_answers(records: list[Record]) -> None:
    made = normalizer(*_whole(records))
    for text in ["Лиман", "Lyman", "Bakhmut", "Brest", "Кремень", "Lyman oblast", "Lyman, Belarus", "Степне (Бахмут)"]:
        _sound(made.normalize(text))


@given(_RECORDS)
@settings(max_examples=30, deadline=None)
def test_a_layer_stacked_on_itself_is_itself(records: list[Record]) -> None:
    table = Table.from_records(_whole(records))
    once, twice = Normalizer(table), Normalizer(table, Table.from_records(_whole(records)))
    for text in ("Лиман", "Bakhmut", "Brest"):
        one, two = once.normalize(text), twice.normalize(text)
        assert (one.status, one.id, ids(one)) == (two.status, two.id, ids(two))
        assert [c.score for c in one.candidates] == pytest.approx([c.score for c in two.candidates])
