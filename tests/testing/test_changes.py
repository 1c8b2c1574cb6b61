"""The change report, against brute force: every spelling of every entry asked before and after."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.conftest import SMALL
from tests.matching.test_rules import LYMANS
from toponym.gazetteer import forms, index_of
from toponym.gazetteer.spellings import spellings_of
from toponym.matching import Normalizer
from toponym.model import Entry, Name, Variant
from toponym.table import Rule, Table, dump_line, entry_from_record, stack
from toponym.testing.changes import Below, changes
from toponym.testing.collisions import recorded_texts
from toponym.testing.subject import Codifier
from toponym.text import fold

LOWER: list[dict[str, Any]] = [
    {"id": "katottg:UA44100030010062346", "kind": "settlement", "country": "UA", "names": ["Луганськ"]},
    {"id": "katottg:UA63000000000000001", "kind": "settlement", "country": "UA", "names": ["Лиман"]},
    {"id": "katottg:UA63000000000000002", "kind": "settlement", "country": "UA", "names": ["Новий Лиман"]},
]
for _record in LOWER:
    _record["ids"] = {"katottg": str(_record["id"]).partition(":")[2]}
TABLE = Table.from_records([*SMALL, *LYMANS[:-1]])  # a country has a record below that is not in LOWER
LOWER_TABLE = Table(entry_from_record(record) for record in LOWER)
TEXTS = (
    "Lyman",
    "Luhansk",
    "Гайдай",
    "Haidai",
    "Headquarters",
    "Новий Лиман",
    "Ukraine",
    "Лиман",
    "HQ",
    "Lyman Oblast",
)


def mutated(table: Table, random: Random) -> Table:
    """The table with one to three changes of any sort."""
    entries = list(table)
    rules: list[Rule] = []
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(entries))
        entries[at : at + 1] = _changed(entries[at], entries, random)
    if random.random() < 0.3:
        rules.append(Rule("override", random.choice(TEXTS), random.choice(entries).id))
    return Table(entries, rules=rules)


def _changed(entry: Entry, entries: list[Entry], random: Random) -> Iterator[Entry]:
    kind = random.randrange(9)
    if kind == 0 and len(entries) > 4:
        return
    if kind == 1:
        yield replace(entry, variants=(*entry.variants, Variant(random.choice(TEXTS))))
    elif kind == 2:
        yield replace(entry, names=(*entry.names, Name(random.choice(TEXTS), "uk", "former")))
    elif kind == 3:
        yield replace(entry, names=entry.names[1:] or entry.names, variants=())
    elif kind == 4:
        yield replace(entry, population=random.choice([None, 100, 5_000_000]))
    elif kind == 5:
        yield replace(entry, eponym=random.choice(["", "lyman", "ua-luhansk"]))
    elif kind == 6:
        yield replace(entry, kind=random.choice(["settlement", "region", "river"]))
    elif kind == 7:
        yield replace(entry, ids={} if entry.ids else {"katottg": "UA63000000000000002"})
    else:
        yield entry
        yield replace(entry, id=f"{entry.id}-{len(entries)}", ids={}, population=random.choice([None, 9_000_000]))


def universe(*tables: Table) -> dict[str, None]:
    """Every spelling that a report can be about."""
    entries = [entry for table in tables for entry in table]
    texts = {each.text: None for entry in entries for each in recorded_texts(entry)}
    texts |= {rule.spelling: None for table in tables for rule in table.rules}
    known = {fold(text) for text in texts}
    for entry in entries:
        for spelling in spellings_of(entry):
            if spelling.role != forms.GIVEN and spelling.key not in known:
                texts[spelling.key] = None
    return texts


def differing(before: Normalizer, after: Normalizer, texts: dict[str, None]) -> set[str]:
    def answer(normalizer: Normalizer, text: str) -> tuple[str, str | None]:
        match = normalizer.normalize(text)
        return match.status, match.id

    return {text for text in texts if answer(before, text) != answer(after, text)}


@pytest.mark.parametrize("seed", range(14))
def test_a_users_table_over_another(seed: int) -> None:
    after = mutated(TABLE, Random(seed))
    found = changes(TABLE, after, Below(curated=False, embedded=index_of(LOWER_TABLE)), (LOWER_TABLE,))
    brute = differing(
        Normalizer(TABLE, LOWER_TABLE), Normalizer(after, LOWER_TABLE), universe(TABLE, after, LOWER_TABLE)
    )
    assert {change.spelling for change in found} == brute


@pytest.mark.parametrize("seed", range(40, 54))
def test_the_curated_table_with_what_it_is_stacked_on(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "codifier.jsonl"
    path.write_text("".join(dump_line(entry) + "\n" for entry in LOWER_TABLE), encoding="utf-8")
    before, after = stack(TABLE, LOWER_TABLE), mutated(TABLE, Random(seed))
    below = Below(curated=True, embedded=index_of(before), codifier=Codifier(path))
    found = changes(TABLE, after, below)
    brute = differing(Normalizer(before), Normalizer(stack(after, LOWER_TABLE)), universe(TABLE, after, LOWER_TABLE))
    assert {change.spelling for change in found} == brute


def test_kinds_of_change_and_their_order() -> None:
    entries = {entry.id: entry for entry in TABLE}
    entries["hq"] = replace(entries["hq"], names=(Name("Main Office"),), variants=(Variant("Luhansk"),))
    after = Table(entries.values())
    found = changes(TABLE, after, Below(curated=False, embedded=index_of(LOWER_TABLE)), (LOWER_TABLE,))
    kinds = {change.spelling: change.kind for change in found}
    assert kinds["Head Office"] == "lost"
    assert kinds["Main Office"] == "gained"
    assert [change.kind for change in found] == sorted(
        (change.kind for change in found), key=["moved", "lost", "blurred", "gained", "other"].index
    )
    assert str(next(each for each in found if each.spelling == "Head Office")) == (
        "'Head Office': was match hq (Head Office), now none"
    )


def test_nothing_changed_is_nothing_told() -> None:
    assert changes(TABLE, Table(TABLE.entries), Below(curated=False, embedded=index_of(LOWER_TABLE))) == []
