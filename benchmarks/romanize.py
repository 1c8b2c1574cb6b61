"""Names a second of toponym, translitua and iuliia, on the same lists in the same run, and their ratios.

    python -m benchmarks.romanize [--rounds N] [--names N]

Needs the peers: pip install translitua iuliia. The lists are the settlements' names of data/codifier.jsonl (Ukrainian)
and the Russian names of data/variants.json; each round times every tool once, in turn, and the best round counts. The
peers have no call for a batch, so each is called once a name, as their documentation shows; toponym is timed both ways.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from toponym.romanization import romanize, romanize_many

DATA = Path(__file__).resolve().parent.parent / "data"
Work = Callable[[Sequence[str]], Any]


def ukrainian_names() -> list[str]:
    """The name of every settlement, in the order of the codifier."""
    records = map(json.loads, (DATA / "codifier.jsonl").read_text(encoding="utf-8").splitlines())
    return [_text(record["names"][0]) for record in records if record["kind"] == "settlement"]


def russian_names() -> list[str]:
    """Every Russian name of the curated table."""
    records = json.loads((DATA / "variants.json").read_text(encoding="utf-8"))
    return [name["text"] for record in records for name in record["names"] if name.get("lang") == "ru"]


def _text(name: str | dict[str, str]) -> str:
    return name if isinstance(name, str) else name["text"]


def comparisons() -> Iterable[tuple[str, list[str], dict[str, Work]]]:
    """A title, a list and the tools that romanize it by the same rules, or by the nearest that they have."""
    translitua, iuliia = import_module("translitua"), import_module("iuliia")

    def ours(system: str) -> dict[str, Work]:
        return {
            "toponym": lambda names: romanize_many(names, system),
            "toponym, name by name": lambda names: [romanize(name, system) for name in names],
        }

    def of_translitua(table: Any) -> dict[str, Work]:
        return {"translitua": lambda names: [translitua.translit(name, table) for name in names]}

    def of_iuliia(schema: Any) -> dict[str, Work]:
        return {"iuliia": lambda names: [schema.translate(name) for name in names]}

    ukrainian, russian = ukrainian_names(), russian_names()
    yield "Ukrainian, KMU 2010", ukrainian, ours("uk:kmu-2010") | of_translitua(translitua.UkrainianKMU)
    yield "Ukrainian, BGN/PCGN 1965", ukrainian, ours("uk:bgn-pcgn-1965") | of_translitua(translitua.UkrainianBGN)
    icao = of_translitua(translitua.RussianICAO) | of_iuliia(iuliia.ICAO_DOC_9303)
    yield "Russian, ICAO Doc 9303", russian, ours("ru:icao-9303") | icao
    yield "Russian, BGN/PCGN 1947", russian, ours("ru:bgn-pcgn-1947") | of_iuliia(iuliia.BGN_PCGN)


def names_a_second(tools: dict[str, Work], names: Sequence[str], rounds: int) -> dict[str, float]:
    """The best speed of each tool; a round lets every tool run once, so that a busy machine slows all of them."""
    best = dict.fromkeys(tools, 0.0)
    for _ in range(rounds):
        for tool, work in tools.items():
            begin = time.perf_counter()
            work(names)
            best[tool] = max(best[tool], len(names) / (time.perf_counter() - begin))
    return best


def main(arguments: list[str] | None = None) -> int:
    """Prints one table a list; returns 0, or 2 when a peer is not installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--names", type=int, default=20_000, help="names of each list; a shorter list is repeated")
    options = parser.parse_args(arguments)
    try:
        found = list(comparisons())
    except ImportError as error:
        print(f"benchmarks.romanize: {error}; pip install translitua iuliia", file=sys.stderr)
        return 2
    for title, names, tools in found:
        speeds = names_a_second(tools, list(islice(cycle(names), options.names)), options.rounds)
        own = speeds["toponym"]
        print(f"{title}: {options.names:,} names")
        for tool, speed in speeds.items():
            ratio = "" if tool == "toponym" else f"  toponym is {own / speed:.1f} times as fast"
            print(f"  {tool:<22} {speed:>12,.0f} names/s{ratio}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
