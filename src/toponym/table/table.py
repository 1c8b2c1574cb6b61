"""A table: entries and rules in memory, read from a file or from records, stacked with others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from toponym.errors import TableError
from toponym.model import Entry
from toponym.table.merge import authority_keys, merge
from toponym.table.read import read_records
from toponym.table.record import entry_from_record
from toponym.table.rules import Rule, is_rule, rule_from_record, rule_problems
from toponym.table.validate import problems


class Table:
    """An immutable list of entries, and of rules that hold for the layers below too: one layer for a `Normalizer`.

    >>> table = Table.from_records([{"id": "hq", "kind": "facility", "names": ["Head Office"]}])
    >>> len(table), table["hq"].name
    (1, 'Head Office')
    """

    __slots__ = ("__weakref__", "_by_id", "entries", "path", "rules")

    def __init__(self, entries: Iterable[Entry], path: str = "", rules: Iterable[Rule] = ()) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self.rules: tuple[Rule, ...] = tuple(rules)
        self.path = path
        self._by_id = {entry.id: entry for entry in self.entries}

    @classmethod
    def load(cls, path: str | Path) -> "Table":
        """Read and check a table file: a JSON array of entries (and rules), or one a line.

        Raises TableError, which names the file, the entry and the remedy.
        """
        return cls._checked(read_records(path), str(path))

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]]) -> "Table":
        """Build and check a table from dicts of the table's format (the user profile)."""
        return cls._checked((f"record {number}", record) for number, record in enumerate(records, 1))

    @classmethod
    def _checked(cls, records: Iterable[tuple[str, Any]], path: str = "") -> "Table":
        table = cls.read(records, path)
        first = next(chain(problems(table.entries), rule_problems(table.rules)), None)
        if first is not None:
            raise TableError(f"{path}: {first}" if path else first)
        return table

    @classmethod
    def read(cls, records: Iterable[tuple[str, Any]], path: str = "") -> "Table":
        """Build a table from parsed records, each with words for where it stands; what it holds is not checked."""
        entries, rules = [], []
        for where, record in records:
            if is_rule(record):
                rules.append(rule_from_record(record, where))
            else:
                entries.append(entry_from_record(record, where))
        return cls(entries, path, rules)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: str) -> Entry:
        return self._by_id[id_]

    def __repr__(self) -> str:
        return f"<Table of {len(self)} entries{' from ' + self.path if self.path else ''}>"


def stack(*tables: Table) -> Table:
    """Merge tables, the upper first: entries with the same id, or an authority id in common, become one.

    Their rules stand one after the other; where two contradict each other, the first wins.

    >>> upper = Table.from_records([{"id": "a", "kind": "settlement", "names": ["Київ"], "ids": {"geonames": 703448}}])
    >>> lower = Table.from_records([{"id": "b", "kind": "settlement", "names": ["Киев"], "ids": {"geonames": 703448}}])
    >>> [name.text for name in stack(upper, lower)["a"].names]
    ['Київ', 'Киев']
    """
    merged: dict[str, Entry] = {}
    owners: dict[str, str] = {}  # id or authority id -> id of the stack's entry
    ranks: dict[str, int] = {}
    for table in tables:
        for entry in table:
            known = {owners[key] for key in (entry.id, *authority_keys(entry)) if key in owners}
            owner = owners.get(entry.id) or min(known, key=ranks.__getitem__, default=entry.id)
            if len(known) > 1:
                entry = _without_ids_of_others(entry, owner, owners)
            merged[owner] = merge(merged[owner], entry) if owner in merged else entry
            ranks.setdefault(owner, len(ranks))
            for key in (entry.id, *authority_keys(entry), *authority_keys(merged[owner])):
                owners.setdefault(key, owner)
    return Table(merged.values(), rules=[rule for table in tables for rule in table.rules])


def _without_ids_of_others(entry: Entry, owner: str, owners: Mapping[str, str]) -> Entry:
    # What an upper layer keeps apart, one record below does not join: an authority id stays where it stands above.
    def others(authority: str) -> bool:
        keys = authority_keys(replace(entry, ids={authority: entry.ids[authority]}))
        return any(owners.get(key, owner) != owner for key in keys)

    return replace(entry, ids={authority: value for authority, value in entry.ids.items() if not others(authority)})
