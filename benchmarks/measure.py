"""Run the steps of every peer in processes of their own, each with a time limit."""

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers import PEERS
from benchmarks.tables import COUNTING, EXACT, FUZZY, KINDS, Benchmark
from benchmarks.worker import STARTED

ROOT = Path(__file__).resolve().parents[1]
_BROKEN = "several processes: one of them broke or took too long"
_TURN = 0.5  # seconds that several processes should be busy together, or their start blurs the figure
_MOST_REPEATS = 20
_COUNTED = 20_000_000  # turns of an empty loop, about half a second
_LONG_START = 2.0  # seconds; a longer start is measured once
Say = Callable[[str], None]


class StepError(Exception):
    """A step that did not end well; the message says how."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take, in seconds, and how often they are done."""

    seconds: float = 2.5  # one kind of query at one peer
    build: float = 300.0
    serve: float = 180.0  # everything else of one peer, should a single query not come back
    rounds: int = 5
    starts: int = 3
    processes: int = 2


def run(step: str, peer: str, source: Path, folder: Path, patience: float, **options: Any) -> dict[str, Any]:
    """The figures of one step; raises StepError when it takes too long or breaks."""
    try:
        done = subprocess.run(
            _command(step, peer, source, folder, options),
            cwd=ROOT,
            env=_environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StepError(f"{step}: not done after {patience:.0f} s") from None
    if done.returncode:
        raise StepError(f"{step}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _command(step: str, peer: str, source: Path, folder: Path, options: dict[str, Any]) -> list[str]:
    where = [str(source), str(folder)]
    return [sys.executable, "-m", "benchmarks.worker", step, peer, *where, json.dumps(options)]


def _environment() -> dict[str, str]:
    # One thread each: the question is what a core does.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    paths = os.pathsep.join(path for path in (str(ROOT), *sys.path) if path)
    return {**os.environ, **threads, "PYTHONPATH": paths, STARTED: repr(time.time())}


def measure(benchmark: Benchmark, peers: list[str], limits: Limits, profiled: bool, say: Say) -> dict[str, Any]:
    """All figures of all peers on one table. A peer that fails is kept with its error; the others go on."""
    found: dict[str, Any] = {
        "size": benchmark.size.name,
        "title": benchmark.size.title,
        "places": len(benchmark.records),
        "names": sum(len(record.forms) for record in benchmark.records),
        "queries": {kind: len(asked) for kind, asked in benchmark.queries.items()},
        "peers": {},
    }
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary)
        benchmark.write(source)
        for key in peers:
            folder = source / key
            folder.mkdir()
            say(f"{benchmark.size.name}: {PEERS[key].name}")
            figures: dict[str, Any] = {}
            found["peers"][key] = figures
            try:
                _measure_peer(key, source, folder, limits, profiled, figures)
            except StepError as error:
                figures["error"] = str(error)
    return found


def _measure_peer(
    key: str, source: Path, folder: Path, limits: Limits, profiled: bool, figures: dict[str, Any]
) -> None:
    figures["build"] = run("build", key, source, folder, limits.build)
    starts: list[float] = []
    while not starts or (len(starts) < limits.starts and starts[-1] < _LONG_START):
        starts.append(run("cold", key, source, folder, limits.serve)["wall"])
    figures["cold"] = statistics.median(starts)
    patience = limits.serve + 3 * len(KINDS) * limits.seconds
    figures |= run("serve", key, source, folder, patience, limit=limits.seconds, rounds=limits.rounds)
    if key != "toponym":
        return
    kinds = figures["kinds"]
    if limits.processes > 1:
        figures["processes"] = {
            kind: together(key, source, folder, limits, kind, kinds[kind]) for kind in (EXACT, FUZZY) if kind in kinds
        }
        command = _command("count", key, source, folder, {"turns": _COUNTED})
        figures["processes"][COUNTING] = _gain(command, _COUNTED, limits)
    if profiled and FUZZY in kinds:
        count = kinds[FUZZY]["queries"]
        figures["profile"] = run("profile", key, source, folder, limits.serve, kind=FUZZY, count=count)


def together(
    key: str, source: Path, folder: Path, limits: Limits, kind: str, figures: dict[str, Any]
) -> dict[str, Any]:
    """Names a second of several processes that answer the same number of queries at once, against one of them.

    Both are by the wall, so that only an idle machine gives a true figure.
    """
    number = figures["round"]
    repeat = max(1, min(_MOST_REPEATS, math.ceil(_TURN * figures["cpu"] / number)))
    command = _command("pair", key, source, folder, {"kind": kind, "count": number, "repeat": repeat})
    return {"queries": repeat * number, **_gain(command, repeat * number, limits)}


def _gain(command: list[str], work: int, limits: Limits) -> dict[str, Any]:
    with ExitStack() as stack:
        workers = [stack.enter_context(_started(command, limits.serve)) for _ in range(limits.processes)]
        alone, both = [], []
        for _ in range(limits.rounds):
            alone.append(work / _turn(workers[:1]))
            both.append(len(workers) * work / _turn(workers))
    one, many = statistics.median(alone), statistics.median(both)
    return {"processes": limits.processes, "one": one, "all": many, "gain": many / one}


@contextmanager
def _started(command: list[str], limit: float) -> Iterator["subprocess.Popen[str]"]:
    worker = subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    timer = threading.Timer(limit, worker.kill)  # its end is read as a failure
    timer.start()
    try:
        _expect(worker, "ready")
        yield worker
    finally:
        timer.cancel()
        worker.kill()
        worker.wait()
        for stream in (worker.stdin, worker.stdout):
            with suppress(OSError):  # a pipe to what is gone cannot be flushed
                stream and stream.close()


def _turn(workers: list["subprocess.Popen[str]"]) -> float:
    """Seconds until all of them have answered; they are made ready again before this returns."""
    begun = time.perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        try:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        except OSError:
            raise StepError(_BROKEN) from None
    for worker in workers:
        _expect(worker, "done")
    seconds = time.perf_counter() - begun
    for worker in workers:
        _expect(worker, "ready")
    return seconds


def _expect(worker: "subprocess.Popen[str]", word: str) -> None:
    assert worker.stdout is not None
    if worker.stdout.readline().strip() != word:
        raise StepError(_BROKEN)


def command_line(starts: int) -> dict[str, float]:
    """Seconds of `toponym normalize` on the embedded layers, from process start to its end, the index being warm."""
    found = {}
    for title, name in (("exact", "Київ"), ("fuzzy", "Sievierodonetskk"), ("words", "Bila Tserkvaa")):
        walls = []
        for turn in range(starts + 1):
            begun = time.perf_counter()
            command = [sys.executable, "-m", "toponym", "normalize", name]
            subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, check=True)
            if turn:  # the first may build the index
                walls.append(time.perf_counter() - begun)
        found[title] = statistics.median(walls)
    return found
