"""How fast toponym starts and answers, in one run on this machine.

    python -m benchmarks.speed [--rows 1000000]

Prints the cost of importing, of the first answer, of exact names in a batch (distinct ones, nothing remembered) and
of a table of many rows through the command. The index must be built (any earlier call of toponym does that).
"""

import argparse
import csv
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import toponym

_ROUNDS = 5
_DISTINCT = 20_000
_SEED = 20261121


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rows", type=int, default=1_000_000, help="rows of the table for the command; 0 leaves it out"
    )
    options = parser.parse_args()
    toponym.normalize("Kyiv")
    print(f"toponym {toponym.__version__}, data {toponym.data_version}, Python {platform.python_version()}")
    print(f"{platform.machine()}, {_processor()}")
    for title, value in (*start(), *batches(), *command(options.rows)):
        print(f"{title:<58} {value}", flush=True)
    return 0


def start() -> Iterator[tuple[str, str]]:
    """Import and first answer, each in processes of their own, beyond a bare interpreter."""
    bare = _process("pass")
    yield "import toponym, beyond bare Python", f"{1000 * (_process('import toponym') - bare):.0f} ms"
    first = "import time, toponym; t = time.perf_counter(); toponym.normalize('Київ'); print(time.perf_counter() - t)"
    yield (
        "first normalize after import",
        f"{1000 * statistics.median(float(_run(first)) for _ in range(_ROUNDS)):.0f} ms",
    )
    yield "resident memory of a process after its first answer", _memory("import toponym; toponym.normalize('Київ')")
    yield "resident memory of bare Python", _memory("pass")


def batches() -> Iterator[tuple[str, str]]:
    """Distinct exact names through normalize_many, ids read, in processor seconds."""
    table = toponym.embedded_table()
    names = list(
        dict.fromkeys(name.text for entry in table if entry.country == "UA" for name in entry.names if _own(name))
    )
    random.Random(_SEED).shuffle(names)
    latin = [toponym.romanize(name, "uk:kmu-2010") for name in names]
    latin = [name for name in dict.fromkeys(latin) if name.isascii()]
    for title, texts in (("Cyrillic", names), ("Latin", latin)):
        for read in (False, True):
            rate = max(_rate(texts, read) for _ in range(_ROUNDS))
            yield (
                f"exact {title} names, {len(texts):,} distinct{', ids read' if read else ''}, a second",
                f"{rate:,.0f}",
            )
    normalizer = toponym.Normalizer("embedded")
    normalizer.normalize_many(names)
    yield (
        "the same, repeated",
        f"{max(_timed(lambda: normalizer.normalize_many(names), len(names)) for _ in range(_ROUNDS)):,.0f}",
    )


def _own(name: toponym.Name) -> bool:
    """Whether a name is Ukrainian; the codifier's are, and say no language."""
    return name.lang in ("", "uk")


def command(rows: int) -> Iterator[tuple[str, str]]:
    """A CSV of many rows through `toponym normalize`: 95 % exact, 20,000 distinct."""
    if not rows:
        return
    rng = random.Random(_SEED)
    table = toponym.embedded_table()
    names = [name.text for entry in table if entry.country == "UA" for name in entry.names]
    exact = rng.sample(sorted(set(names)), _DISTINCT * 95 // 100)
    spoilt = [name[:2] + rng.choice("qxwz") + name[3:] for name in rng.sample(exact, _DISTINCT - len(exact))]
    texts = exact + spoilt
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.csv"), Path(folder, "out.csv")
        with source.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["row", "place"])
            writer.writerows((number, rng.choice(texts)) for number in range(rows))
        begun = time.perf_counter()
        arguments = ["normalize", "--input", str(source), "--column", "place", "--format", "csv", "-o", str(target)]
        subprocess.run([sys.executable, "-m", "toponym", *arguments], check=True)
        yield f"command, CSV of {rows:,} rows", f"{time.perf_counter() - begun:.1f} s"
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield "command, most resident memory", f"{peak:.0f} MB"


def _rate(texts: list[str], read: bool) -> float:
    normalizer = toponym.Normalizer("embedded")  # a new one remembers nothing
    if not read:
        return _timed(lambda: normalizer.normalize_many(texts), len(texts))
    return _timed(lambda: [match.id for match in normalizer.normalize_many(texts)], len(texts))


def _timed(work: Callable[[], object], count: int) -> float:
    begun = time.process_time()
    work()
    return count / (time.process_time() - begun)


def _process(code: str) -> float:
    def once() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begun

    return statistics.median(once() for _ in range(_ROUNDS))


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def _memory(code: str) -> str:
    # Not ru_maxrss, which a child inherits from its parent.
    status = "; print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    return f"{int(_run(code + status)) / 1024:.0f} MB" if Path("/proc/self/status").exists() else "not measured"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    sys.exit(main())
