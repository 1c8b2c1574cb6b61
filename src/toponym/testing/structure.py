"""Checks of a table as a file: its form, its ids, its sources; what a program can tell without knowing the world."""

from collections.abc import Iterable, Iterator

from toponym.table import dumps, entry_problems
from toponym.table.rules import rule_problems
from toponym.testing.findings import Finding
from toponym.testing.subject import Subject


def structural(checked: Subject) -> Iterator[Finding]:
    """Everything that is wrong with the form of a table."""
    table = checked.table
    yield from checked.unread
    for problem in entry_problems(table, checked.profile, checked.sources):
        yield Finding(problem.about, problem.entry, message=problem.line)
    for line in rule_problems(table.rules):
        yield Finding("rule", "", message=line)
    if not checked.is_curated:
        return
    for rule in table.rules:
        line = f"rule {rule.rule} {rule.spelling!r}: rules are for tables of one's own; mend the names instead"
        yield Finding("rule", rule.id, message=line)
    yield from references(checked)
    if not checked.unread and dumps(table, table.rules) != checked.text:
        yield Finding("format", "", message=f"{checked.path}: {_unlike(checked)}; toponym check --write mends it")
    if checked.register is not None:
        yield from registered((entry.id for entry in table), checked.register)


def _unlike(checked: Subject) -> str:
    """Where a file first differs from its canonical form."""
    ours = dumps(checked.table, checked.table.rules).split("\n")
    theirs = checked.text.split("\n")
    number = next((at for at, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b), len(ours))
    return f"not in canonical form from line {number} on"


def references(checked: Subject) -> Iterator[Finding]:
    """Eponyms that lead to no entry of the table. (Parents may be units that only the codifier has.)"""
    for entry in checked.table:
        if entry.eponym and ":" not in entry.eponym and entry.eponym not in checked.table:
            line = f"entry {entry.id}: eponym {entry.eponym} is no entry; mend the id"
            yield Finding("reference", entry.id, message=line)
        for parent in entry.parents:
            if ":" not in parent and parent not in checked.table:
                line = f"entry {entry.id}: parent {parent} is no entry; mend the id"
                yield Finding("reference", entry.id, message=line)


def registered(current: Iterable[str], register: str) -> Iterator[Finding]:
    """What is wrong with the list of all ids ever minted (data/ids.txt), seen from those in use."""
    ids = set(current)
    lines = [line.strip() for line in register.splitlines() if line.strip() and not line.startswith("#")]
    merged = dict(line.split(" -> ") for line in lines if " -> " in line)
    minted = {line for line in lines if " -> " not in line}
    told = [(id_, f"entry {id_}: ids.txt lacks it; add the line {id_}") for id_ in sorted(ids - minted)]
    gone = "has vanished: no entry, and not merged into one; bring it back, or write 'old -> new' in ids.txt"
    told += [(id_, f"entry {id_} {gone}") for id_ in sorted(minted - ids)]
    for old, new in merged.items():
        if new not in ids:
            told.append((old, f"entry {old}: ids.txt merges it into {new}, which is no entry; mend the line"))
        if old in ids:
            told.append((old, f"entry {old}: ids.txt merges it into {new}, and it is still an entry; keep one"))
    yield from (Finding("vanished" if "vanished" in line else "register", id_, message=line) for id_, line in told)
