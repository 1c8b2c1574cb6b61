"""One peer in a process of its own: building, starting, answering, answering beside another.

`benchmarks.measure` starts it and reads the figures, as JSON, from its standard output. Nothing heavy is imported
before the peer's own libraries, so that memory and start are the peer's.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from benchmarks.peer import Peer
from benchmarks.peers import PEERS, Toponym, at_home

STARTED = "BENCHMARKS_STARTED"  # the clock when the process was asked for
_FIRST = 8  # queries of the first trial
_GROWTH = 16
_PROFILED = 15

Queries = list[tuple[str, list[int]]]


def main(arguments: Sequence[str]) -> None:
    """STEP PEER SOURCE FOLDER and a JSON object of options."""
    step, name, source, folder, options = arguments
    peer = PEERS[name]()
    at_home(Path(folder))
    figures = STEPS[step](peer, Path(source), Path(folder), **json.loads(options))
    print(json.dumps(figures))


def build(peer: Peer, source: Path, folder: Path) -> dict[str, Any]:
    """Seconds, bytes and most memory of making the index."""
    peer.load()
    peer.read(source)
    wall, cpu = time.perf_counter(), time.process_time()
    peer.build(folder)
    figures = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": status("VmHWM")}
    return figures | {"bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())}


def cold(peer: Peer, source: Path, folder: Path) -> dict[str, Any]:
    """Seconds from the start of the process to the answer to one name that is not in the table."""
    peer.load()
    peer.open(folder)
    peer.answer(["Qwertovka"])
    return {"wall": time.time() - float(os.environ[STARTED])}


def serve(peer: Peer, source: Path, folder: Path, limit: float, rounds: int) -> dict[str, Any]:
    """Opening, memory, and the speed and recall of every kind of query."""
    queries = json.loads((source / "queries.json").read_text(encoding="utf-8"))
    bare = memory()
    peer.load()
    loaded = memory()
    wall = time.perf_counter()
    peer.open(folder)
    figures: dict[str, Any] = {"open": time.perf_counter() - wall}
    peer.answer(["Qwertovka"])
    opened = memory()
    figures["kinds"] = {kind: rate(peer, asked, limit, rounds) for kind, asked in queries.items() if asked}
    if isinstance(peer, Toponym):
        figures["in_file"] = peer.in_file
        figures["kinds"] |= own_kinds(peer, queries["exact"], limit, rounds)
    figures["memory"] = {"bare": bare, "loaded": loaded, "opened": opened, "served": memory()}
    return figures


def own_kinds(peer: Toponym, exact: Queries, limit: float, rounds: int) -> dict[str, Any]:
    """What the issue asks of toponym alone: exact names by script, and names that were asked before."""
    latin = [query for query in exact if query[0].isascii()]
    cyrillic = [query for query in exact if "Ѐ" <= query[0][0] <= "ӿ"]
    kinds = {"exact Latin": latin, "exact Cyrillic": cyrillic}
    figures = {kind: rate(peer, asked, limit, rounds) for kind, asked in kinds.items() if asked}
    peer.fresh()
    peer.answer([text for text, _ in exact])
    peer.fresh = lambda: None  # type: ignore[method-assign]
    return figures | {"repeated": rate(peer, exact, limit, rounds)}


def rate(peer: Peer, queries: Queries, limit: float, rounds: int) -> dict[str, Any]:
    """Names a second, by the wall and by the processor: the median of some rounds that fit into `limit` seconds.

    Trials that grow find how many queries fit into a round, and warm everything up. Where a round does not hold
    all queries, the next one has others, so that recall stands on as many as possible.
    """
    texts, share = [text for text, _ in queries], limit / (rounds + 1)
    peer.answer(texts[:1])
    count = min(len(texts), _FIRST)
    while True:
        wall, cpu, answers = once(peer, texts[:count])
        if count == len(texts) or wall > share / 2:
            break
        count = min(len(texts), max(count + 1, int(count * min(_GROWTH, share / wall))))
    walls, cpus = [wall], [cpu]
    right, asked = correct(peer, answers, queries[:count]), count
    while len(walls) < rounds and sum(walls) + wall < limit:
        start = count * (len(walls) % (len(texts) // count))
        wall, cpu, answers = once(peer, texts[start : start + count])
        walls.append(wall)
        cpus.append(cpu)
        if start == asked:
            right += correct(peer, answers, queries[start : start + count])
            asked += count
    return {
        "queries": asked,
        "round": count,
        "rounds": len(walls),
        "wall": count / statistics.median(walls),
        "cpu": count / max(statistics.median(cpus), 1e-9),
        "recall": right / asked,
    }


def correct(peer: Peer, answers: Any, queries: Queries) -> int:
    """How many first answers are right."""
    return sum(best in rights for best, (_, rights) in zip(peer.best(answers), queries, strict=True))


def once(peer: Peer, texts: list[str]) -> tuple[float, float, Any]:
    """Seconds by the wall and by the processor, and the answers; nothing is remembered from before."""
    peer.fresh()
    wall, cpu = time.perf_counter(), time.process_time()
    answers = peer.answer(texts)
    return time.perf_counter() - wall, time.process_time() - cpu, answers


def pair(peer: Peer, source: Path, folder: Path, kind: str, count: int, repeat: int) -> dict[str, Any]:
    """One of several processes that answer at once: says when it is ready, and answers whenever it is told to.

    It answers the same queries `repeat` times, each time as one that never heard them.
    """
    queries = json.loads((source / "queries.json").read_text(encoding="utf-8"))[kind][:count]
    texts = [text for text, _ in queries]
    peer.load()
    peer.open(folder)
    peer.answer(texts)
    while True:
        unknowing = [copy(peer) for _ in range(repeat)]
        for each in unknowing:
            each.fresh()
        print("ready", flush=True)
        if not sys.stdin.readline().strip():
            return {}
        for each in unknowing:
            each.answer(texts)
        print("done", flush=True)


def count(peer: Peer, source: Path, folder: Path, turns: int) -> dict[str, Any]:
    """The same with a loop that shares nothing: what several processes gain on this machine, now, at best."""
    while True:
        print("ready", flush=True)
        if not sys.stdin.readline().strip():
            return {}
        for _ in range(turns):
            pass
        print("done", flush=True)


def profile(peer: Peer, source: Path, folder: Path, kind: str, count: int) -> dict[str, Any]:
    """Where the time of one kind of query goes: the functions with most time of their own."""
    import cProfile
    import io
    import pstats

    queries = json.loads((source / "queries.json").read_text(encoding="utf-8"))[kind][:count]
    peer.load()
    peer.open(folder)
    peer.fresh()
    profiler = cProfile.Profile()
    profiler.enable()
    peer.answer([text for text, _ in queries])
    profiler.disable()
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(_PROFILED)
    return {"queries": len(queries), "text": text.getvalue().strip()}


def memory() -> dict[str, float | None]:
    """Resident bytes: all, and those that no other process can share."""
    return {"resident": status("VmRSS"), "own": status("RssAnon")}


def status(field: str) -> float | None:
    """A figure of the kernel about this process in bytes; None where there is no /proc."""
    path = Path("/proc/self/status")
    lines = path.read_text(encoding="ascii", errors="replace").splitlines() if path.exists() else []
    return next((1024.0 * int(line.split()[1]) for line in lines if line.startswith(f"{field}:")), None)


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "build": build,
    "cold": cold,
    "serve": serve,
    "pair": pair,
    "count": count,
    "profile": profile,
}

if __name__ == "__main__":
    main(sys.argv[1:])
