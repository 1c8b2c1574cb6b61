"""Variant tables: read, check, stack and write them."""

from toponym.table.merge import authority_keys, merge, pcode
from toponym.table.record import entry_from_record, entry_to_record
from toponym.table.table import Table, stack
from toponym.table.validate import is_date, problems
from toponym.table.write import dump_line, dumps, write_atomically

__all__ = [
    "Table",
    "authority_keys",
    "dump_line",
    "dumps",
    "entry_from_record",
    "entry_to_record",
    "is_date",
    "merge",
    "pcode",
    "problems",
    "stack",
    "write_atomically",
]
