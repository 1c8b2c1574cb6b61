"""What is checked: a table file as it was read, with what lies beside it, and what of it could not be read."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from toponym.errors import TableError
from toponym.gazetteer.store import data_directory
from toponym.model import Entry
from toponym.table import Profile, Table, entry_from_record, rule_from_record
from toponym.table.read import read_records
from toponym.table.rules import is_rule
from toponym.testing.findings import Finding

TABLE: Final = "variants.json"
_SOURCES: Final = "sources.json"
_REGISTER: Final = "ids.txt"
_CODIFIER: Final = "codifier.jsonl"
_ID: Final = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*")')
_CODE: Final = re.compile(r'"id": ?"katottg:([^"]+)"')


@dataclass(frozen=True)
class Subject:
    """A table to be checked. `register` is the text of ids.txt beside it, `text` that of the file itself."""

    table: Table
    path: Path
    profile: Profile = "user"
    sources: frozenset[str] = frozenset()
    register: str | None = None
    text: str = ""
    unread: tuple[Finding, ...] = ()
    _lines: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def is_curated(self) -> bool:
        return self.profile == "curated"

    def line(self, entry: str) -> int:
        """The number of the line where an entry stands, 1 where that cannot be told."""
        if not self._lines and self.text:
            for number, line in enumerate(self.text.split("\n"), 1):
                found = _ID.search(line)
                if found:
                    self._lines.setdefault(json.loads(found[1]), number)
        return self._lines.get(entry, 1)


def subject(table: str | Path = "embedded", profile: Profile | None = None) -> Subject:
    """Read a table to be checked: a file, or "embedded" for the curated table that comes with the package.

    A table beside which a list of sources (sources.json) lies is checked as a curated one, any other as a user's,
    unless `profile` says which. Raises TableError for what is no table at all; a record that cannot be read is among
    `unread`.
    """
    path = data_directory() / TABLE if table == "embedded" else Path(table)
    found, unread = _read(path)
    beside = path.parent / _SOURCES
    profile = profile or ("curated" if beside.is_file() else "user")
    if profile == "user":
        return Subject(found, path, text=path.read_text(encoding="utf-8-sig"), unread=unread)
    register = path.parent / _REGISTER
    return Subject(
        found,
        path,
        profile,
        frozenset(_sources(beside if beside.is_file() else data_directory() / _SOURCES)),
        register.read_text(encoding="utf-8") if register.is_file() else None,
        path.read_text(encoding="utf-8-sig"),
        unread,
    )


def _read(path: Path) -> tuple[Table, tuple[Finding, ...]]:
    entries, rules, unread = [], [], []
    for where, record in read_records(path):
        try:
            if is_rule(record):
                rules.append(rule_from_record(record, where))
            else:
                entries.append(entry_from_record(record, where))
        except TableError as error:
            id_ = record.get("id") if isinstance(record, dict) else ""
            unread.append(Finding("schema", id_ if isinstance(id_, str) else "", message=str(error)))
    return Table(entries, str(path), rules), tuple(unread)


def _sources(path: Path) -> dict[str, Any]:
    try:
        sources = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TableError(f"{path}: no list of sources ({error}); mend it") from None
    if not isinstance(sources, dict):
        raise TableError(f"{path}: no list of sources; it is an object with a key for each")
    return sources


class Codifier:
    """The official codifier by code, each record read when it is asked for."""

    def __init__(self, path: Path | None = None) -> None:
        text = (path or data_directory() / _CODIFIER).read_text(encoding="utf-8")
        self._lines = {found[1]: line for line in text.split("\n") if (found := _CODE.search(line))}
        self._entries: dict[str, Entry] = {}

    def get(self, code: str) -> Entry | None:
        """The record of a code; None when the codifier has none."""
        if code not in self._entries and code in self._lines:
            self._entries[code] = entry_from_record(json.loads(self._lines[code]))
        return self._entries.get(code)
