"""Write tables in their canonical form, so that a change of one fact is a change of one line."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from toponym.model import Entry
from toponym.table.record import entry_to_record
from toponym.table.rules import Rule, rule_to_record


def dump_line(entry: Entry) -> str:
    """One entry as one line of canonical JSON, without a line end."""
    return json.dumps(entry_to_record(entry), ensure_ascii=False)


def dump_rule(rule: Rule) -> str:
    """One rule as one line of canonical JSON, without a line end."""
    return json.dumps(rule_to_record(rule), ensure_ascii=False)


def dumps(entries: Iterable[Entry], rules: Iterable[Rule] = ()) -> str:
    """A table in canonical form: a JSON array, one entry a line, sorted by id; then its rules, sorted.

    >>> from toponym.model import Name
    >>> print(dumps([Entry("my-1", "settlement", (Name("Ужгород", "uk"),))]), end="")
    [
    {"id": "my-1", "kind": "settlement", "names": [{"text": "Ужгород", "lang": "uk", "status": "official"}]}
    ]
    """
    lines = [dump_line(entry) for entry in sorted(entries, key=lambda entry: entry.id)]
    lines += [dump_rule(rule) for rule in sorted(rules, key=lambda rule: (rule.spelling, rule.rule, rule.id))]
    return "[\n" + ",\n".join(lines) + ("\n]\n" if lines else "]\n")


def write_atomically(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all: to a neighbour first, which then takes its place."""
    import tempfile  # here, because looking names up writes nothing

    path = Path(path)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
