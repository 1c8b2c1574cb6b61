"""The normalizer: its calls, its settings, what it refuses, pickling, threads, memory."""

import math
import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import toponym
from tests.matching.world import WORLD, Record, ids, normalizer, scores
from toponym.errors import ToponymError
from toponym.matching import Normalizer
from toponym.matching.fuzzy import SimilarSpellings
from toponym.model import Candidate, Entry, Match, Query
from toponym.table import Table

SPELLINGS = [
    "Bakhmut",
    "bakhmut",
    "Lyman",
    "Stepne",
    "Luhansk region",
    "Haidai, Serhii",
    "Bakhmot",
    "Zzyzx",
    "",
    "Лиман (Харківська область)",
    "Dzerzhinsk",
    "Bakhmut",
]

# ------------------------------------------------------------------ calls


def test_normalize_many_is_normalize_of_each(world_table: Table) -> None:
    many = Normalizer(world_table).normalize_many(SPELLINGS)
    one = Normalizer(world_table)
    assert many == [one.normalize(spelling) for spelling in SPELLINGS]
    assert [match.query for match in many] == SPELLINGS


@pytest.mark.parametrize(
    "hints", [{"country": "UA"}, {"admin1": "UA-63"}, {"kind": "region"}, {"near": (48, 38)}], ids=str
)
def test_normalize_many_with_hints_is_normalize_of_each(world_table: Table, hints: dict[str, Any]) -> None:
    many = Normalizer(world_table).normalize_many(SPELLINGS, **hints)
    one = Normalizer(world_table)
    assert many == [one.normalize(spelling, **hints) for spelling in SPELLINGS]


def test_a_query_without_hints_is_its_text(world: Normalizer) -> None:
    assert world.normalize_many([Query(spelling) for spelling in SPELLINGS]) == world.normalize_many(SPELLINGS)


def test_normalize_many_takes_any_iterable(world: Normalizer) -> None:
    assert [match.id for match in world.normalize_many(spelling for spelling in ("Bakhmut", "Kharkiv"))] == [
        "ua-bakhmut",
        "ua-kharkiv",
    ]
    assert world.normalize_many([]) == []


@pytest.mark.parametrize("missing", [None, math.nan, float("nan")])
def test_empty_cells_are_no_names(world: Normalizer, missing: float | None) -> None:
    matches = world.normalize_many(["Bakhmut", missing, "Kharkiv"])
    assert [match.id for match in matches] == ["ua-bakhmut", None, "ua-kharkiv"]
    assert (matches[1].status, matches[1].reason, matches[1].candidates) == ("none", "no name", ())


@pytest.mark.parametrize("wrong", [["Bakhmut"], ("Bakhmut",), 5, None, b"Bakhmut", {"a": 1}, math.nan])
def test_what_is_no_text_is_named(world: Normalizer, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^spelling: "):
        world.normalize(wrong)


@pytest.mark.parametrize("wrong", [["Bakhmut"], 5, 5.5, b"Bakhmut", True])
def test_a_cell_that_is_no_text_is_named(world: Normalizer, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^spellings: "):
        world.normalize_many(["Bakhmut", wrong])
    with pytest.raises(TypeError, match=r"^spellings: "):
        world.normalize_many([Query(wrong)])


def test_one_text_is_not_many(world: Normalizer) -> None:
    with pytest.raises(TypeError, match=r"^spellings: "):
        world.normalize_many("Bakhmut")
    with pytest.raises(TypeError, match=r"^spellings: "):
        world.normalize_many(5)  # type: ignore[arg-type]


def test_get_takes_ids_of_authorities(world: Normalizer) -> None:
    for id_ in ("ua-bakhmut", "geonames:712451", "katottg:UA14020010010059145", "pcode:UA1402001001"):
        assert world.get(id_).id == "ua-bakhmut"
    assert world.get("iso3166_2:UA-14").id == "ua-donetsk-oblast"
    assert world.get("iso3166_1:UA").id == "ua"


@pytest.mark.parametrize("id_", ["ua-nowhere", "geonames:1", "", "geonames:", "Bakhmut"])
def test_get_says_what_it_does_not_have(world: Normalizer, id_: str) -> None:
    with pytest.raises(ToponymError, match="no entry"):
        world.get(id_)


def test_a_match_shows_its_entry(world: Normalizer) -> None:
    match = world.normalize("Bakhmut")
    assert match.entry is not None
    assert (match.id, match.name, match.kind, match.query) == ("ua-bakhmut", "Bakhmut", "settlement", "Bakhmut")
    assert match.entry.ids["pcode"] == "UA1402001001"
    first = match.candidates[0]
    assert (first.id, first.name, first.kind, first.country, first.admin1) == (
        "ua-bakhmut",
        "Bakhmut",
        "settlement",
        "UA",
        "UA-14",
    )
    assert match


def test_an_empty_table_answers_none() -> None:
    empty = Normalizer(Table.from_records([]))
    assert [match.status for match in empty.normalize_many(SPELLINGS)] == ["none"] * len(SPELLINGS)


def test_repr_names_the_layers(world_table: Table) -> None:
    assert "embedded" in repr(Normalizer("embedded"))
    assert str(world_table) in repr(Normalizer(world_table))


# ------------------------------------------------------------------ memory of answers


def test_answers_do_not_depend_on_what_was_asked_before(world_table: Table) -> None:
    used = Normalizer(world_table)
    used.normalize("Lyman", admin1="UA-63")
    used.normalize("Lyman", country="RU", strict=["country"])
    used.normalize_many(["Lyman", "Stepne", "Kharkiv"], joint=True)
    assert scores([used.normalize("Lyman")]) == scores([Normalizer(world_table).normalize("Lyman")])
    assert scores(used.normalize_many(SPELLINGS)) == scores(Normalizer(world_table).normalize_many(SPELLINGS))


def test_forgetting_answers_changes_none(world_table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = scores(Normalizer(world_table).normalize_many(SPELLINGS * 3))
    monkeypatch.setattr("toponym.matching.normalizer._MOST_REMEMBERED", 3)
    assert scores(Normalizer(world_table).normalize_many(SPELLINGS * 3)) == expected


# ------------------------------------------------------------------ pickling


def test_a_normalizer_pickles_by_its_layers(world_table: Table) -> None:
    original = Normalizer(world_table, min_probability=0.8, prefer="common")
    original.normalize("Bakhmut")
    copy = pickle.loads(pickle.dumps(original))
    assert (copy.min_probability, copy.prefer) == (0.8, "common")
    assert copy.normalize_many(SPELLINGS) == original.normalize_many(SPELLINGS)
    assert len(pickle.dumps(Normalizer("embedded"))) < 500


def test_records_pickle(world: Normalizer) -> None:
    match = world.normalize("Lyman")
    entry: Entry | None = match.entry
    candidate: Candidate = match.candidates[0]
    query = Query("Lyman", near=(48.0, 37.0), beside=("Kharkiv",))
    assert entry is not None
    for record in (match, entry, candidate, query, entry.names[0], world.normalize("")):
        assert pickle.loads(pickle.dumps(record)) == record


def test_a_pickled_match_needs_no_table(world: Normalizer) -> None:
    match: Match = pickle.loads(pickle.dumps(world.normalize("Luhansk")))
    assert (match.id, ids(match)) == ("ua-luhansk", ["ua-luhansk", "ua-luhansk-oblast"])
    assert match.reason == world.normalize("Luhansk").reason


# ------------------------------------------------------------------ threads


def test_eight_threads_give_one_answer(world_table: Table) -> None:
    shared = Normalizer(world_table)
    expected = scores(Normalizer(world_table).normalize_many(SPELLINGS))

    def work(turn: int) -> list[tuple[str, str, str | None, float, list[str]]]:
        order = SPELLINGS[turn:] + SPELLINGS[:turn]
        found = {row[0]: row for row in scores(shared.normalize_many(order))}
        return [found[spelling] for spelling in SPELLINGS]

    with ThreadPoolExecutor(8) as pool:
        assert all(result == expected for result in pool.map(work, [n % len(SPELLINGS) for n in range(64)]))


def test_eight_threads_on_the_embedded_layer(embedded: Normalizer) -> None:
    spellings = ["Kyiv", "Lyman", "Ivanivka", "Haidai", "Luhansk region", "Kharkivv", "Severodonetsk", "Brest, Belarus"]
    shared = Normalizer("embedded")
    expected = scores([embedded.normalize(spelling) for spelling in spellings])
    with ThreadPoolExecutor(8) as pool:
        results = pool.map(lambda _: scores([shared.normalize(spelling) for spelling in spellings]), range(16))
        assert all(result == expected for result in results)


# ------------------------------------------------------------------ the module's functions


def test_module_functions_use_the_embedded_layer(embedded: Normalizer) -> None:
    assert toponym.normalize("Lyman") == embedded.normalize("Lyman")
    assert toponym.normalize_many(["Lyman", None]) == embedded.normalize_many(["Lyman", None])
    assert toponym.get("ua-bakhmut") == embedded.get("ua-bakhmut")
    assert toponym.data_version == embedded.data_version
    assert Normalizer().normalize("Lyman") == embedded.normalize("Lyman")


def test_a_table_has_no_data_version(world: Normalizer) -> None:
    assert world.data_version == ""
    assert Normalizer("embedded").data_version


def test_every_kind_of_hint_reaches_the_module_function() -> None:
    match = toponym.normalize(
        "Dzerzhinsk",
        country="Ukraine",
        admin1="Donetsk Oblast",
        kind="settlement",
        near=(48.4, 37.85),
        date="2014",
        beside=["Bakhmut"],
        strict={"country"},
    )
    assert match.id == "ua-toretsk"
    assert [m.id for m in toponym.normalize_many(["Dzerzhinsk"], admin1="UA-14", strict="admin1")] == ["ua-toretsk"]


def test_records_of_a_table_keep_their_order_out_of_the_answer() -> None:
    reversed_records: list[Record] = WORLD[::-1]
    assert scores(normalizer(*reversed_records).normalize_many(SPELLINGS)) == scores(
        normalizer(*WORLD).normalize_many(SPELLINGS)
    )


def test_a_slip_that_repeats_is_searched_for_once(world_table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find_many = SimilarSpellings.find_many

    def counted(self: SimilarSpellings, keys: Sequence[str], countries: frozenset[str] = frozenset()) -> Any:
        asked.extend(keys)
        return find_many(self, keys, countries)

    monkeypatch.setattr(SimilarSpellings, "find_many", counted)
    normalizer = Normalizer(world_table)
    matches = normalizer.normalize_many(
        ["Baxmutt", Query("Baxmutt"), "Lyman", "Baxmutt", Query("Baxmutt", country="UA")]
    )
    assert asked == ["baxmutt", "baxmutt"]  # with the country and without
    assert [match.query for match in matches] == ["Baxmutt", "Baxmutt", "Lyman", "Baxmutt", "Baxmutt"]
    assert matches[0].id == matches[1].id == matches[3].id == normalizer.normalize("Baxmutt").id == "ua-bakhmut"
    assert len(asked) == 2


def test_rows_with_hints_of_their_own_are_remembered_within_bounds(
    world_table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toponym.matching.normalizer._MOST_REMEMBERED", 10)
    normalizer = Normalizer(world_table)
    normalizer.normalize_many([Query("Lyman", near=(number / 10, 30)) for number in range(300)])
    normalizer.normalize_many([Query("", near=(number / 10, 31)) for number in range(300)])
    assert len(normalizer._answers) <= 12
