"""Tables and queries of the speed benchmark: the same every time, and nothing asked that the table holds."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import toponym
from benchmarks.tables import EXACT, FUZZY, KEY, SIZES, Benchmark, make
from evaluation.places import Place
from evaluation.spelling import letters

# Places that do not exist, with names of the usual shapes and alternates of each kind.
STEMS = ("Іван", "Петр", "Калин", "Яблун", "Щегл", "Харит", "Юхим", "Зелен", "Грушев", "Вишн", "Хмельн", "Чорн")
ENDINGS = ("івка", "ське", "ець", "ичі")


def invented() -> Iterator[Place]:
    for number, (stem, ending) in enumerate((stem, ending) for stem in STEMS for ending in ENDINGS):
        native = stem + ending
        main = toponym.romanize(native, "uk:kmu-2010")
        spelled = {toponym.romanize(native, f"uk:{system}") for system in ("bgn-pcgn-1965-plain", "german-duden")}
        slips = {main[0] + main[2:], main + "e", main[:3] + "z" + main[4:]}
        alternates = (native, *sorted(spelled - {main}), *sorted(slips), "Sto\u200bn", " stray  spaces ")
        yield Place(number + 1, main, "UA", 1000 - number, 50.0, 30.0, alternates)


@pytest.fixture(scope="module", params=["ua", "all"])
def benchmark(request: pytest.FixtureRequest) -> Benchmark:
    return make(SIZES[request.param], invented(), exact=30, hidden=12)


def test_no_hidden_query_is_in_the_table(benchmark: Benchmark) -> None:
    held = {letters(text) for text, _ in benchmark.names()}
    for kind in (KEY, FUZZY):
        assert benchmark.queries[kind], kind
        assert not held & {letters(text) for text, _ in benchmark.queries[kind]}


def test_keys_are_what_a_system_yields_and_fuzzy_names_are_not(benchmark: Benchmark) -> None:
    native = {number: record.place.alternates[0] for number, record in enumerate(benchmark.records)}
    for kind in (KEY, FUZZY):
        for text, (number,) in benchmark.queries[kind]:
            spelled = {
                letters(found)
                for lang in ("uk", "ru")
                for found in toponym.romanizations(native[number], lang).values()
            }
            assert (letters(text) in spelled) == (kind == KEY), text


def test_exact_queries_stand_in_the_table_with_all_their_bearers(benchmark: Benchmark) -> None:
    forms = list(benchmark.names())
    for text, right in benchmark.queries[EXACT]:
        assert (text, right[0]) in forms or any((text, number) in forms for number in right)
        assert set(right) == {number for form, number in forms if letters(form) == letters(text)}


def test_the_same_is_asked_every_time(benchmark: Benchmark) -> None:
    again = make(benchmark.size, reversed(list(invented())), exact=30, hidden=12)
    assert again.queries == benchmark.queries


def test_toponym_and_its_peers_get_the_same_names(benchmark: Benchmark, tmp_path: Path) -> None:
    benchmark.write(tmp_path)
    table = toponym.Table.load(tmp_path / "table.jsonl")
    of_toponym = {
        (text, int(entry.id.removeprefix("place-")))
        for entry in table
        for text in (*(name.text for name in entry.names), *(variant.text for variant in entry.variants))
    }
    names = json.loads((tmp_path / "names.json").read_text(encoding="utf-8"))
    assert of_toponym == {(text, number) for text, number in names}
    assert all(text.isprintable() and text == " ".join(text.split()) for text, _ in names)
