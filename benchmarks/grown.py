"""One layer in a process of its own: built by the command from a table, or opened. Prints its figures as JSON.

    python -m benchmarks.grown build TABLE NAME
    python -m benchmarks.grown open NAME

`benchmarks.growth` starts it. A child's most memory is read from the kernel's own account, because what `getrusage`
says of a child holds what its parent had.
"""

import contextlib
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.worker import status

COLUMNS = ("id", "name", "native", "aka", "lat", "lon", "country", "population")
SEPARATOR = "|"
_OPENED = 20
_WATCHED = 0.1  # seconds


def build(table: str, name: str) -> dict[str, Any]:
    """Seconds and bytes of `toponym gazetteer build`, and the most memory: all, and what no other process can share."""
    from toponym.cli import main

    columns = ["--id-column", "id", "--name-column", "name", "--name-column", "native"]
    columns += ["--variants-column", "aka", "--separator", SEPARATOR]
    columns += [word for field in COLUMNS[4:] for word in (f"--{field}-column", field)]
    own, temporary = [0.0], [0.0]
    wall, cpu = time.perf_counter(), time.process_time()
    with _watching(own, temporary):
        main(["gazetteer", "build", table, "--name", name, *columns], standalone_mode=False)
    figures = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return figures | {"peak": status("VmHWM"), "own": max(own), "temporary": max(temporary)}


def open_(name: str) -> dict[str, Any]:
    """Seconds to open the layer, the median of some times, and what is in it."""
    from toponym.gazetteer.own import layer_path
    from toponym.layers import layer_info, verify_layer

    path = layer_path(name)
    index_of = type(_opened(path))
    walls = []
    for _ in range(_OPENED):
        begun = time.perf_counter()
        index_of.open(path)
        walls.append(time.perf_counter() - begun)
    verify_layer(name)
    info = layer_info(name)
    return {"open": statistics.median(walls), "bytes": info.size, "entries": info.entries, "spellings": info.spellings}


def _opened(path: Path) -> Any:
    from toponym.gazetteer import Index

    return Index.open(path)


@contextlib.contextmanager
def _watching(own: list[float], temporary: list[float]) -> Iterator[None]:
    """Look now and then at the memory of this process that is in no file, and at its files without a name."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_WATCHED):
            own.append(status("RssAnon") or 0.0)
            temporary.append(_nameless())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _nameless() -> float:
    """Bytes of the open files that have no name any more."""
    total, descriptors = 0.0, Path("/proc/self/fd")
    for link in descriptors.iterdir() if descriptors.exists() else ():
        with contextlib.suppress(OSError):  # closed meanwhile
            if str(link.readlink()).endswith(" (deleted)"):
                total += link.stat().st_size
    return total


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"build": build, "open": open_}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))
