"""Variant tables: read, check, stack and write them."""

from toponym.table.derivable import derivable
from toponym.table.diff import Diff, diff
from toponym.table.export import export
from toponym.table.merge import authority_keys, merge, pcode
from toponym.table.record import entry_from_record, entry_to_record
from toponym.table.stats import Stats, stats
from toponym.table.table import Table, stack
from toponym.table.validate import is_date, problems
from toponym.table.write import dump_line, dumps, write_atomically

__all__ = [
    "Diff",
    "Stats",
    "Table",
    "authority_keys",
    "derivable",
    "diff",
    "dump_line",
    "dumps",
    "entry_from_record",
    "entry_to_record",
    "export",
    "is_date",
    "merge",
    "pcode",
    "problems",
    "stack",
    "stats",
    "write_atomically",
]
