"""Records: frozen, slotted, picklable, and what a match shows."""

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from toponym.errors import HintError, IndexFileError, RomanizationError, TableError, ToponymError
from toponym.model import KIND_GROUPS, KINDS, Answer, Candidate, Entry, Match, Name, Query, Variant

KYIV = Entry("ua-kyiv", "settlement", (Name("Київ", "uk"),), country="UA", admin1="UA-30", label="Kyiv")
OBLAST = Entry("ua-kyiv-oblast", "region", (Name("Київська область", "uk"),), country="UA", admin1="UA-32")
CITY = Candidate(KYIV, 0.95, "exact", "recorded")
UNIT = Candidate(OBLAST, 0.04, "spelling", "generated")
FOUND = Match("Kyiv", Answer("match", 0.95, "exact", "because", (CITY, UNIT)))
UNSURE = Match("Kyiv", Answer("ambiguous", 0.5, "exact", "two", (CITY, UNIT)))
LOST = Match("Kyyyv", Answer("none", 0.0, "none", "nothing like it"))
RECORDS = (
    KYIV,
    Name("Київ", "uk"),
    Variant("Kijów", "pl"),
    CITY,
    Query("Kyiv", near=(50.4, 30.5)),
    Answer("none", 0, "none", ""),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_records_pickle_and_do_not_change(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record
    assert not hasattr(record, "__dict__")
    name = fields(record)[0].name  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        setattr(record, name, "changed")


def test_entries_are_hashed_by_their_id_and_compared_whole() -> None:
    with_ids = Entry("ua-kyiv", "settlement", ids={"geonames": (1, 2)})
    assert hash(with_ids) == hash(KYIV)
    assert with_ids != KYIV
    assert len({with_ids, KYIV, KYIV}) == 2


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (KYIV, "Kyiv"),
        (OBLAST, "Київська область"),
        (Entry("nameless", "area"), "nameless"),
    ],
)
def test_an_entry_shows_its_label_else_its_first_name_else_its_id(entry: Entry, name: str) -> None:
    assert entry.name == name


def test_a_candidate_shows_its_entry() -> None:
    assert (CITY.id, CITY.name, CITY.kind, CITY.country, CITY.admin1) == (
        "ua-kyiv",
        "Kyiv",
        "settlement",
        "UA",
        "UA-30",
    )


def test_a_match_shows_the_entry_of_a_match_only() -> None:
    assert FOUND
    assert (FOUND.id, FOUND.name, FOUND.kind, FOUND.entry) == ("ua-kyiv", "Kyiv", "settlement", KYIV)
    assert (FOUND.score, FOUND.method, FOUND.reason) == (0.95, "exact", "because")
    for match in (UNSURE, LOST):
        assert not match
        assert (match.id, match.name, match.kind, match.entry) == (None, None, None, None)
    assert UNSURE.candidates == FOUND.candidates


@pytest.mark.parametrize("match", [FOUND, UNSURE, LOST], ids=lambda match: str(match.status))
def test_a_match_pickles_compares_and_prints_itself(match: Match) -> None:
    copy = pickle.loads(pickle.dumps(match))
    assert copy == match
    assert hash(copy) == hash(match)
    assert repr(match.query) in repr(match)
    assert repr(match.status) in repr(match)
    assert match != "Kyiv"


def test_matches_differ_by_query_and_by_answer() -> None:
    assert len({FOUND, UNSURE, LOST}) == 3
    assert Match("Kiev", Answer("match", 0.95, "exact", "because", (CITY, UNIT))) != FOUND


def test_a_match_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="query"):
        setattr(FOUND, "query", "Kiev")  # noqa: B010 - what a type checker refuses, Python should refuse too


def test_kind_groups_are_made_of_kinds() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert KIND_GROUPS["place"] | KIND_GROUPS["person"] == set(KINDS)
    assert not KIND_GROUPS["place"] & KIND_GROUPS["person"]
    assert KIND_GROUPS["admin"] < KIND_GROUPS["place"]


@pytest.mark.parametrize("error", [TableError, HintError, IndexFileError, RomanizationError])
def test_every_error_is_a_value_error_of_ours(error: type[Exception]) -> None:
    assert issubclass(error, ToponymError)
    assert issubclass(error, ValueError)
