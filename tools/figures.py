"""Writes the figures that the documentation quotes, so that none is copied by hand.

    python -m tools.figures                  # the counts in README.md and data/README.md, from the data
    python -m tools.figures --check          # only compare; exit status 1 when a count is out of date
    python -m tools.figures --run run.json   # and the accuracy tables, from what an evaluation's --output wrote

A section stands between `<!-- NAME -->` and `<!-- /NAME -->`; all else in the files is left alone.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import toponym
from evaluation.report import COLUMNS
from toponym.model import Entry
from toponym.table import authority_keys

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
FILES = ("README.md", "data/README.md", "docs/evaluation.md")
ACCURACY = ("top1", "c5", "s1", "ece", "precision_at_09", "given_at_09")
_GEOGRAPHY = ("river", "lake", "sea", "area", "facility")

Row = Sequence[str | int]


def table(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A Markdown table; numbers stand to the right, with commas.

    >>> print(table(["what", "count"], [["villages", 27261]]))
    | what | count |
    |---|---:|
    | villages | 27,261 |
    """
    lines = [list(header), ["---", *("---:" for _ in header[1:])]]
    lines += [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    return "\n".join("|" + "|".join(line) + "|" if line[0] == "---" else f"| {' | '.join(line)} |" for line in lines)


def share(part: int, whole: int) -> str:
    """A count with its share.

    >>> share(3, 4), share(0, 4)
    ('3 (75.0 %)', '-')
    """
    return f"{part:,} ({100 * part / whole:.1f} %)" if part else "-"


def has(entry: Entry, authority: str) -> bool:
    return any(key.startswith(f"{authority}:") for key in authority_keys(entry))


def groups(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The groups in which the data is described; nothing is counted twice, and nothing is left out."""
    ukraine = [entry for entry in entries if entry.country == "UA"]
    abroad = [entry for entry in entries if entry.country != "UA"]
    found = [
        ("Ukraine: cities", [e for e in ukraine if e.kind == "settlement" and e.feature == "city"]),
        ("Ukraine: selyshcha", [e for e in ukraine if e.kind == "settlement" and e.feature == "selyshche"]),
        (
            "Ukraine: villages",
            [e for e in ukraine if e.kind == "settlement" and e.feature not in ("city", "selyshche")],
        ),
        ("Ukraine: oblasts and Crimea", [e for e in ukraine if e.kind == "region"]),
        ("Ukraine: raions", [e for e in ukraine if e.kind == "district"]),
        ("Ukraine: hromadas", [e for e in ukraine if e.kind == "community"]),
        ("rivers, lakes, seas, areas, facilities", [e for e in entries if e.kind in _GEOGRAPHY]),
        ("self-proclaimed republics", [e for e in entries if e.kind == "claimed"]),
        ("persons", [e for e in entries if e.kind == "person"]),
        ("countries", [e for e in entries if e.kind == "country"]),
        ("elsewhere: cities", [e for e in abroad if e.kind == "settlement"]),
        ("elsewhere: first-level units", [e for e in abroad if e.kind == "region"]),
        ("elsewhere: smaller units", [e for e in abroad if e.kind in ("district", "community")]),
    ]
    counted = sum(len(group) for _, group in found)
    if counted != len(entries):
        raise ValueError(f"{len(entries)} entries, {counted} in groups: a kind belongs to no group, or to two")
    return [(title, group) for title, group in found if group]


def coverage(entries: Sequence[Entry], authorities: Sequence[str]) -> str:
    """Entries, coordinates and ids by group."""
    rows: list[Row] = []
    for title, group in [*groups(entries), ("all", list(entries))]:
        placed = sum(entry.lat is not None for entry in group)
        ids = [sum(has(entry, authority) for entry in group) for authority in authorities]
        rows.append([title, len(group), *(share(part, len(group)) for part in (placed, *ids))])
    return table(["what", "entries", "coordinates", *authorities], rows)


def names(entries: Sequence[Entry]) -> str:
    """The curated names by status, with how many have dates."""
    statuses: Counter[str] = Counter()
    dated: Counter[str] = Counter()
    for entry in entries:
        for name in entry.names:
            statuses[name.status] += 1
            dated[name.status] += bool(name.since or name.until)
    rows: list[Row] = [[status, count, share(dated[status], count)] for status, count in statuses.most_common()]
    rows.append(["variants", sum(len(entry.variants) for entry in entries), "-"])
    return table(["status", "names", "with a date"], rows)


def licences(sources: Mapping[str, Mapping[str, str]], entries: Sequence[Entry]) -> str:
    """Sources by licence, and how many names, variants and other facts rest on them."""
    facts: Counter[str] = Counter()
    for entry in entries:
        facts.update(name.source for name in entry.names)
        facts.update(variant.source for variant in entry.variants)
        facts.update(entry.sources.values())
    count: Counter[str] = Counter(source["licence"] for source in sources.values())
    resting: Counter[str] = Counter()
    for key, source in sources.items():
        resting[source["licence"]] += facts[key]
    return table(
        ["licence", "sources", "facts"], [[name, number, resting[name]] for name, number in count.most_common()]
    )


def sections() -> dict[str, str]:
    """Every section that can be computed from the data."""
    everything = toponym.embedded_table().entries
    curated = toponym.Table.load(DATA / "variants.json").entries
    sources = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
    return {
        "counts": table(["what", "entries"], [(title, len(group)) for title, group in groups(everything)]),
        "coverage": coverage(everything, ("pcode", "geonames")),
        "curated": coverage(curated, ("pcode", "geonames")),
        "names": names(curated),
        "licences": licences(sources, curated),
    }


def accuracy(run: Mapping[str, Any]) -> str:
    """README's table of one run: a row a set and system, the figures with their 95 % intervals."""
    rows = []
    for result in run["results"]:
        cells = []
        for figure in ACCURACY:
            value, interval = result["figures"].get(figure), result["intervals"].get(figure)
            ends = f" ({interval[0]:.3f}-{interval[1]:.3f})" if interval else ""
            cells.append("-" if value is None else f"{value:.3f}{ends}")
        rows.append([result["set_name"], result["system"], *cells])
    text = table(["set", "system", *(COLUMNS[figure] for figure in ACCURACY)], rows)
    return "\n".join([*(f"- {line}" for line in run["sets"]), "", text])


def missed(run: Mapping[str, Any]) -> dict[str, str]:
    """The goals of a run, and how far the hidden variants of each set got: tables of the documentation."""
    goals, losses = run.get("goals", []), run.get("losses", [])
    tables = {"goals": [goals] if goals else [], "losses": losses}
    return {name: "\n\n".join(table(rows[0], rows[1:]) for rows in found) for name, found in tables.items() if found}


def filled(text: str, found: Mapping[str, str]) -> str:
    """The text with its sections replaced.

    >>> filled("a <!-- n --> 1 <!-- /n --> b", {"n": "2"})
    'a <!-- n -->\\n2\\n<!-- /n --> b'
    """
    for name, section in found.items():
        pattern = re.compile(rf"(<!-- {name} -->).*?(<!-- /{name} -->)", re.DOTALL)
        text = pattern.sub(lambda match: f"{match[1]}\n{section}\n{match[2]}", text)  # noqa: B023 - called at once
    return text


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status, 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--run", type=Path, help="the JSON file of an evaluation run")
    options = parser.parse_args(arguments)
    found = sections()
    if options.run is not None:
        run = json.loads(options.run.read_text(encoding="utf-8"))
        found |= {"figures": accuracy(run), **missed(run)}
    stale = []
    for name in FILES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        new = filled(text, found)
        if new != text:
            stale.append(name)
            if not options.check:
                path.write_text(new, encoding="utf-8")
    if options.check and stale:
        print(f"out of date: {', '.join(stale)}; run python -m tools.figures", file=sys.stderr)
    return int(options.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
