"""Merges proposals (entries, one a line) into the curated table, only ever adding.

    python -m tools.merge_proposals PROPOSALS.jsonl... [--sources SOURCES.json ...] [--write]

Without --write it only prints what would change. What a person wrote stays: a proposal adds missing entries, names,
variants, ids and fields, and every contradiction is printed as a conflict and not taken. What a person deleted stays
deleted when tools/decisions.toml has it under [[reject]] (id, text, reason). A proposal and an entry are one when they
have the same id or share an authority id.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toponym.errors import TableError
from toponym.table.read import read_records
from toponym.table.record import entry_from_record
from toponym.table.write import dumps, write_atomically

ROOT = Path(__file__).resolve().parent.parent
Record = dict[str, Any]

_FIELDS = ("feature", "country", "admin1", "parents", "eponym", "population", "label")
_NAME_DETAILS = ("surname", "status", "from", "to")
# These sources attest a name but no date of it: a date that is added brings its own source.
_DATELESS = ("katottg-", "geonames-")


@dataclass(slots=True)
class Report:
    """What a merge did, and what it refused to do."""

    added_entries: list[str] = field(default_factory=list)
    additions: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def merge_all(
    table: Iterable[Record], proposals: Iterable[Record], rejected: set[tuple[str, str]]
) -> tuple[list[Record], Report]:
    """The table with what the proposals add to it, and the report; `rejected` holds (id, text) pairs never to add."""
    entries = {record["id"]: record for record in map(_copy, table)}
    owners = {key: id_ for id_, record in entries.items() for key in _authority_keys(record)}
    report = Report()
    for proposal in map(_copy, proposals):
        entry = _find(entries, owners, proposal, report)
        _reject(proposal, entry["id"] if entry else proposal["id"], rejected)
        if entry is None:
            if _own_ids(proposal, owners, report):
                entries[proposal["id"]] = proposal
                report.added_entries.append(proposal["id"])
        elif entry["kind"] != proposal["kind"]:
            report.conflicts.append(
                f"{entry['id']}: is a {entry['kind']}, proposed as a {proposal['kind']}; left alone"
            )
        else:
            _merge_fields(entry, proposal, report)
            _merge_ids(entry, proposal, owners, report)
            _merge_names(entry, proposal, report)
            _merge_variants(entry, proposal, report)
        for key in _authority_keys(entries.get(entry["id"] if entry else proposal["id"], {})):
            owners.setdefault(key, entry["id"] if entry else proposal["id"])
    return list(entries.values()), report


def _copy(record: Mapping[str, Any]) -> Record:
    copied: Record = json.loads(json.dumps(record))
    copied["names"] = [{"text": name} if isinstance(name, str) else name for name in copied.get("names", [])]
    return copied


def _authority_keys(record: Record) -> list[str]:
    keys = []
    for authority, value in record.get("ids", {}).items():
        keys += [f"{authority}:{part}" for part in (value if isinstance(value, list) else [value])]
    return keys


def _find(entries: Mapping[str, Record], owners: Mapping[str, str], proposal: Record, report: Report) -> Record | None:
    if proposal["id"] in entries:
        return entries[proposal["id"]]
    for key in _authority_keys(proposal):
        if key in owners and entries[owners[key]]["kind"] == proposal["kind"]:
            report.additions.append(f"{owners[key]}: takes what is proposed for {proposal['id']}, by {key}")
            return entries[owners[key]]
    return None


def _own_ids(proposal: Record, owners: Mapping[str, str], report: Report) -> bool:
    taken = [key for key in _authority_keys(proposal) if key in owners]
    for key in taken:
        report.conflicts.append(f"{proposal['id']}: {key} already belongs to {owners[key]}; entry not added")
    return not taken


def _reject(proposal: Record, id_: str, rejected: set[tuple[str, str]]) -> None:
    for part in ("names", "variants"):
        if part in proposal:
            proposal[part] = [item for item in proposal[part] if (id_, item["text"]) not in rejected]


def _merge_fields(entry: Record, proposal: Record, report: Report) -> None:
    for key in _FIELDS:
        if key in proposal:
            _add_field(entry, proposal, key, report)
    if "lat" in proposal and "lat" not in entry:
        entry |= {"lat": proposal["lat"], "lon": proposal["lon"]}
        _add_source(entry, proposal, "lat")
        report.additions.append(f"{entry['id']}: lat, lon")
    elif "lat" in proposal and (entry["lat"], entry["lon"]) != (proposal["lat"], proposal["lon"]):
        report.conflicts.append(f"{entry['id']}: other coordinates proposed, {proposal['lat']}, {proposal['lon']}")


def _add_field(entry: Record, proposal: Record, key: str, report: Report) -> None:
    if key not in entry:
        entry[key] = proposal[key]
        _add_source(entry, proposal, key)
        report.additions.append(f"{entry['id']}: {key} {proposal[key]!r}")
    elif entry[key] != proposal[key]:
        report.conflicts.append(f"{entry['id']}: {key} is {entry[key]!r}, proposed {proposal[key]!r}")


def _add_source(entry: Record, proposal: Record, key: str) -> None:
    source = proposal.get("sources", {}).get(key)
    if source and key not in entry.get("sources", {}):
        entry.setdefault("sources", {})[key] = source


def _merge_ids(entry: Record, proposal: Record, owners: Mapping[str, str], report: Report) -> None:
    ids = entry.setdefault("ids", {})
    for authority, value in proposal.get("ids", {}).items():
        parts = value if isinstance(value, list) else [value]
        other = next(
            (owner for part in parts if (owner := owners.get(f"{authority}:{part}", entry["id"])) != entry["id"]), None
        )
        if other is not None:
            report.conflicts.append(f"{entry['id']}: {authority} {value!r} already belongs to {other}")
        elif authority not in ids:
            ids[authority] = value
            _add_source(entry, proposal, authority)
            report.additions.append(f"{entry['id']}: {authority} {value!r}")
        elif ids[authority] != value:
            report.conflicts.append(f"{entry['id']}: {authority} is {ids[authority]!r}, proposed {value!r}")


def _merge_names(entry: Record, proposal: Record, report: Report) -> None:
    names = entry["names"]
    for proposed in proposal.get("names", []):
        same = [name for name in names if name["text"] == proposed["text"] and name.get("lang") == proposed.get("lang")]
        if not same:
            if proposed.get("status") == "official" and any(
                name.get("status") == "official" and name.get("lang") == proposed.get("lang") and "to" not in name
                for name in names
            ):
                report.conflicts.append(f"{entry['id']}: another official name proposed, {proposed['text']!r}")
                continue
            names.append(proposed)
            report.additions.append(f"{entry['id']}: name {proposed['text']!r}")
            _promote(entry, proposed["text"], report)
        elif len(same) == 1:
            _merge_name(entry["id"], same[0], proposed, report)
        elif not any(_agrees(name, proposed) for name in same):
            report.conflicts.append(
                f"{entry['id']}: name {proposed['text']!r} stands several times; other dates proposed"
            )


def _merge_name(id_: str, name: Record, proposed: Record, report: Report) -> None:
    dated = False
    for key in _NAME_DETAILS:
        if key not in proposed:
            continue
        if key not in name:
            name[key] = proposed[key]
            dated = dated or key in ("from", "to")
            report.additions.append(f"{id_}: {key} {proposed[key]!r} of name {name['text']!r}")
        elif name[key] != proposed[key]:
            report.conflicts.append(
                f"{id_}: {key} of name {name['text']!r} is {name[key]!r}, proposed {proposed[key]!r}"
            )
    if "source" in proposed and ("source" not in name or (dated and name["source"].startswith(_DATELESS))):
        name["source"] = proposed["source"]


def _agrees(name: Record, proposed: Record) -> bool:
    return all(name.get(key) == proposed[key] for key in ("status", "from", "to") if key in proposed)


def _promote(entry: Record, text: str, report: Report) -> None:
    """A variant that turns out to be a name says nothing more beside it."""
    kept = [variant for variant in entry.get("variants", []) if variant["text"] != text]
    if len(kept) != len(entry.get("variants", [])):
        entry["variants"] = kept
        report.additions.append(f"{entry['id']}: variant {text!r} is now a name")


def _merge_variants(entry: Record, proposal: Record, report: Report) -> None:
    known = {part["text"] for part in (*entry["names"], *entry.get("variants", []))}
    for variant in proposal.get("variants", []):
        if variant["text"] not in known:
            known.add(variant["text"])
            entry.setdefault("variants", []).append(variant)
            report.additions.append(f"{entry['id']}: variant {variant['text']!r}")


def merge_sources(sources: Record, proposed: Record, report: Report) -> Record:
    """The sources with the proposed keys that they lack."""
    for key, value in proposed.items():
        if key not in sources:
            report.additions.append(f"source {key}")
        elif sources[key] != value:
            report.conflicts.append(f"source {key}: is another one, {sources[key].get('title')!r}")
    return proposed | sources


def merged_ids(text: str, ids: Iterable[str]) -> str:
    """The register of ids with the new ones: one a line, sorted, `old -> new` lines and comments kept."""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    lines = {line for line in text.splitlines() if line.strip() and not line.startswith("#")}
    retired = {line.split(" -> ")[0] for line in lines if " -> " in line}
    return "".join(f"{line}\n" for line in comments + sorted(lines | (set(ids) - retired)))


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status: 0, or 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("proposals", nargs="+", type=Path)
    parser.add_argument(
        "--sources", nargs="*", type=Path, default=[], help="files with the sources that the proposals name"
    )
    parser.add_argument(
        "--data", type=Path, default=ROOT / "data", help="directory of variants.json, sources.json, ids.txt"
    )
    parser.add_argument("--decisions", type=Path, default=Path(__file__).with_name("decisions.toml"))
    parser.add_argument("--write", action="store_true", help="write the files instead of only printing the changes")
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except (TableError, OSError, ValueError) as error:
        print(f"merge_proposals: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    table, sources, ids = (options.data / name for name in ("variants.json", "sources.json", "ids.txt"))
    decisions = tomllib.loads(options.decisions.read_text(encoding="utf-8"))
    rejected = {(row["id"], row["text"]) for row in decisions.get("reject", [])}
    present = [record for _, record in read_records(table)] if table.exists() else []
    proposed = [record for path in options.proposals for _, record in read_records(path)]
    merged, report = merge_all(present, proposed, rejected)
    text = dumps(entry_from_record(record) for record in merged)
    known: Record = json.loads(sources.read_text(encoding="utf-8")) if sources.exists() else {}
    for path in options.sources:
        known = merge_sources(known, json.loads(path.read_text(encoding="utf-8")), report)
    for line in (*(f"+ {id_}" for id_ in report.added_entries), *(f"+ {line}" for line in report.additions)):
        print(line)
    for line in report.conflicts:
        print(f"! {line}")
    print(
        f"{len(report.added_entries)} entries, {len(report.additions)} additions, {len(report.conflicts)} conflicts",
        file=sys.stderr,
    )
    if options.write:
        register = ids.read_text(encoding="utf-8") if ids.exists() else ""
        write_atomically(table, text.encode())
        write_atomically(
            sources, (json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1) + "\n").encode()
        )
        write_atomically(ids, merged_ids(register, (record["id"] for record in merged)).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
