"""Every settlement of the codifier: unique names match their own code, shared ones say how many share them."""

import random
import re
from collections import defaultdict
from functools import cache

import toponym
from toponym.gazetteer.store import data_directory
from toponym.model import Entry, Match, Query
from toponym.table import Table
from toponym.text.fold import fold

_SEED = 20261121
_COUNT = re.compile(r"\b(\d+) namesakes?\b")


@cache
def settlements() -> list[Entry]:
    """Every settlement of the codifier, as the codifier has it."""
    return [entry for entry in Table.load(data_directory() / "codifier.jsonl").entries if entry.kind == "settlement"]


@cache
def curated() -> dict[str, Entry]:
    """The curated entries by their codifier code."""
    entries = Table.load(data_directory() / "variants.json").entries
    return {str(entry.ids["katottg"]): entry for entry in entries if "katottg" in entry.ids}


@cache
def bearers() -> dict[str, list[Entry]]:
    """The settlements of the codifier that share a folded name."""
    shared = defaultdict(list)
    for entry in settlements():
        shared[fold(entry.names[0].text)].append(entry)
    return dict(shared)


@cache
def answers() -> dict[str, Match]:
    """The answer to the name of every settlement, asked by its folded name."""
    names = {fold(entry.names[0].text): entry.names[0].text for entry in settlements()}
    return dict(zip(names, toponym.normalize_many(names.values()), strict=True))


def code_of(match: Match) -> object:
    return toponym.get(match.id).ids.get("katottg") if match.id else None


def own_id(entry: Entry) -> str:
    """The id under which a settlement answers: the curated one where there is one."""
    known = curated().get(str(entry.ids["katottg"]))
    return known.id if known else entry.id


def test_the_codifier_is_complete() -> None:
    assert len(settlements()) > 29_000
    assert len({entry.ids["katottg"] for entry in settlements()}) == len(settlements())
    shared = [entries for entries in bearers().values() if len(entries) > 1]
    assert sum(map(len, shared)) > 15_000


def test_every_name_that_only_one_place_bears_matches_its_own_code() -> None:
    failures = []
    for name, entries in bearers().items():
        match = answers()[name]
        if len(entries) > 1 or match.id == own_id(entries[0]):
            continue
        # Something else bears the name too: a river, a person, a town abroad, a place that was once called so.
        others = [one for one in match.candidates if one.id != own_id(entries[0]) and one.method != "fuzzy"]
        if not others or own_id(entries[0]) not in {one.id for one in match.candidates}:
            failures.append(f"{match.query}: {match.status} {match.id}, not {own_id(entries[0])}")
    assert failures == []


def test_nearly_every_unique_name_matches_outright() -> None:
    unique = {name: entries[0] for name, entries in bearers().items() if len(entries) == 1}
    matched = sum(answers()[name].id == own_id(entry) for name, entry in unique.items())
    # The others are spelled like something else: a Russian name, a river, a person, a town abroad.
    assert matched >= 0.985 * len(unique)


def test_every_shared_name_is_ambiguous_or_goes_to_a_prominent_bearer() -> None:
    failures = []
    for name, entries in bearers().items():
        match = answers()[name]
        if len(entries) == 1 or match.status == "ambiguous":
            continue
        own = {own_id(entry): entry for entry in entries}
        winner = match.entry
        # A village never wins over its namesakes: only what the curated table knows to be more than that.
        if winner is None or winner.id.startswith("katottg:") or (winner.id in own and winner.feature == "village"):
            failures.append(f"{match.query}: {match.status} {match.id}, of {len(entries)} namesakes")
    assert failures == []


def test_the_reason_counts_the_namesakes() -> None:
    shared = sorted(name for name, entries in bearers().items() if len(entries) > 1)
    failures = []
    for name in random.Random(_SEED).sample(shared, 400):
        match, entries = answers()[name], bearers()[name]
        found = {one.id for one in match.candidates}
        count = _COUNT.search(match.reason)
        # A match counts those that it outweighs, an ambiguous answer all of them.
        least = len(entries) - (match.status == "match")
        if not {own_id(entry) for entry in entries} <= found or count is None or int(count[1]) < least:
            failures.append(f"{match.query}: {len(entries)} bear it: {match.reason}")
    assert failures == []


def test_a_village_is_told_from_its_namesakes_by_raion() -> None:
    shared = [entry for entry in settlements() if len(bearers()[fold(entry.names[0].text)]) > 1]
    sample = random.Random(_SEED).sample(shared, 300)
    by_id = {entry.id: entry for entry in Table.load(data_directory() / "codifier.jsonl").entries}
    raions = [by_id[entry.parents[0]] for entry in sample]
    queries = [
        Query(f"{entry.names[0].text}, {raion.names[0].text}", admin1=entry.admin1)
        for entry, raion in zip(sample, raions, strict=True)
    ]
    failures = []
    for entry, raion, match in zip(sample, raions, toponym.normalize_many(queries), strict=True):
        inside = [one for one in bearers()[fold(entry.names[0].text)] if raion.id in one.parents]
        found = {one.id for one in match.candidates}
        if match.id != own_id(entry) and (len(inside) < 2 or own_id(entry) not in found):
            failures.append(f"{match.query}: {match.status} {match.id}, not {own_id(entry)}")
    assert failures == []


def test_every_settlement_is_found_by_its_pcode() -> None:
    failures = []
    for entry in settlements():
        code = str(entry.ids["katottg"])
        known = toponym.get(f"pcode:{code[:12]}")
        if known.ids.get("katottg") != code or known.ids.get("pcode") != code[:12] or known.id != own_id(entry):
            failures.append(f"{code}: {known.id}")
    assert failures == []
