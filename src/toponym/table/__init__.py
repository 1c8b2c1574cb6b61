"""Variant tables: read, check, stack and write them; compare, count and export them."""

from typing import TYPE_CHECKING, Any

from toponym.table.diff import Changed, Diff, Field, diff
from toponym.table.export import FORMATS, export
from toponym.table.merge import authority_keys, merge, pcode
from toponym.table.record import entry_from_record, entry_to_record
from toponym.table.rows import FIELDS, BadRow, Columns, entries_of_rows
from toponym.table.rules import Rule, rule_from_record, rule_to_record
from toponym.table.stats import Group, Stats, stats
from toponym.table.table import Table, stack
from toponym.table.validate import Problem, Profile, entry_problems, is_date, problems
from toponym.table.write import dump_line, dump_rule, dumps, write_atomically

if TYPE_CHECKING:
    from toponym.table.derive import derivable

__all__ = [
    "FIELDS",
    "FORMATS",
    "BadRow",
    "Changed",
    "Columns",
    "Diff",
    "Field",
    "Group",
    "Problem",
    "Profile",
    "Rule",
    "Stats",
    "Table",
    "authority_keys",
    "derivable",
    "diff",
    "dump_line",
    "dump_rule",
    "dumps",
    "entries_of_rows",
    "entry_from_record",
    "entry_problems",
    "entry_to_record",
    "export",
    "is_date",
    "merge",
    "pcode",
    "problems",
    "rule_from_record",
    "rule_to_record",
    "stack",
    "stats",
    "write_atomically",
]


def __getattr__(name: str) -> Any:
    # It needs the romanization systems, which looking names up does not.
    if name == "derivable":
        from toponym.table.derive import derivable

        return derivable
    raise AttributeError(f"module 'toponym.table' has no attribute {name!r}")
