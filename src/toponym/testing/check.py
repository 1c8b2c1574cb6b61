"""`check`: everything that CI says of a table, and what a change of it does to the answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toponym.gazetteer import Index, forms, index_of
from toponym.matching import Normalizer
from toponym.model import Entry
from toponym.table import Diff, Profile, Table, diff, dumps, stack, write_atomically
from toponym.testing.changes import Below, Change, Part, changed_entries, changes
from toponym.testing.collisions import planted, recorded_texts
from toponym.testing.facts import faulty
from toponym.testing.findings import Finding
from toponym.testing.places import Neighbours, misplaced
from toponym.testing.structure import structural
from toponym.testing.subject import Subject, subject
from toponym.text import fold


@dataclass(frozen=True)
class Report:
    """What a check found: findings, and against another table the changes of facts and of answers."""

    subject: Subject
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    facts: Diff | None = None

    def __bool__(self) -> bool:
        return bool(self.findings)

    def line(self, finding: Finding) -> int:
        """The line of the file that a finding is about; 1 where it is about the whole."""
        return self.subject.line(finding.entry)


def check(
    table: str | Path = "embedded",
    against: str | Path | None = None,
    *,
    profile: Profile | None = None,
    accept: Collection[str] = (),
    deep: bool = False,
) -> Report:
    """Check a table file, or "embedded" for the curated table that comes with the package.

    With `against`, the table before the change, an id that is gone or moved to another entry is a finding, and so is a
    recorded spelling whose match is another or none now, unless its entry is among the ids to `accept`. Raises
    TableError for a file that is no table.

    >>> import json, tempfile
    >>> path = Path(tempfile.mkdtemp()) / "mine.json"
    >>> _ = path.write_text(json.dumps([{"id": "hq", "kind": "facility", "names": ["H\u0435ad Office"]}]))
    >>> [finding.message for finding in check(path).findings]
    ["entry hq: 'Hеad Office' has a look-alike letter: Cyrillic е in a Latin word ...; write it in one script"]
    """
    checked = subject(table, profile)
    below = Below(curated=checked.is_curated)
    found = [*structural(checked), *alone(checked, checked.table, below)]
    if deep:
        found += deeply(checked)
    if against is None:
        return Report(checked, _once(found))
    before = subject(against, checked.profile)
    altered = answers(before.table, checked, below)
    facts = diff(*changed_entries(before.table, checked.table))
    found += [*compared(before.table, checked, facts), *unlike(altered, accept)]
    return Report(checked, _once(found), tuple(altered), facts)


def alone(checked: Subject, entries: Iterable[Entry], below: Below) -> Iterator[Finding]:
    """What is wrong with some entries of a table, seen beside all others."""
    entries = list(entries)
    neighbours = Neighbours(checked.table)
    for entry in entries:
        yield from faulty(entry, below.codifier, curated=checked.is_curated)
        yield from misplaced(entry, neighbours)
    yield from _colliding(checked, entries, below)


def _colliding(checked: Subject, entries: Iterable[Entry], below: Below) -> Iterator[Finding]:
    table = checked.table
    # Only what differs from the embedded layer, and what it reaches there, is compiled again.
    new = [entry for entry in table if not below.holds(entry)]
    if not checked.is_curated:
        own = Table(new, rules=table.rules)
        yield from _planted(entries, Normalizer(own, "embedded"), index_of(own), index_of("embedded"))
        return
    old = below.others(table)
    if len(old) + len(new) >= len(table):
        old, new = [], list(table)  # another table altogether
    part = Part(table, Table(old), below)
    part.reach(old, new, table.rules)
    stacked = stack(part.table(table), Table(part.lower))
    yield from _planted((entry for entry in entries if entry in part), Normalizer(stacked), index_of(stacked))
    rest = (entry for entry in entries if entry not in part)
    yield from _planted(rest, Normalizer("embedded"), index_of("embedded"))


def _planted(entries: Iterable[Entry], normalizer: Normalizer, *indexes: Index) -> Iterator[Finding]:
    for entry in entries:
        # One that shares an authority id with another is joined to it; that is a finding of its own.
        is_there = any(index.by_id(entry.id) is not None for index in indexes)
        if is_there and _is_shared(entry, indexes):
            yield from planted(normalizer, entry)


def _is_shared(entry: Entry, indexes: Iterable[Index]) -> bool:
    """Whether a recorded text of an entry may be another's name; cheaper than to find out."""
    for index in indexes:
        number = index.by_id(entry.id)
        for key in {fold(each.text) for each in recorded_texts(entry)}:
            if any(hit.entry != number and hit.role == forms.WHOLE for hit in index.find(key)):
                return True
    return False


def deeply(checked: Subject) -> Iterator[Finding]:
    """What the properties of toponym.testing find: every spelling of every entry is asked."""
    from toponym.testing.properties import PROPERTIES

    normalizer = Normalizer(checked.table, "embedded")
    for entry in checked.table:
        for holds in PROPERTIES.values():
            yield from holds(normalizer, entry)


def answers(before: Table, checked: Subject, below: Below) -> list[Change]:
    """Every spelling that gets another answer than from the table before."""
    return changes(before, checked.table, below, () if checked.is_curated else ("embedded",))


def compared(before: Table, checked: Subject, facts: Diff) -> Iterator[Finding]:
    """Ids that are gone, and authority ids that belong to another entry than before."""
    after = checked.table
    merged = {line.split(" -> ")[0] for line in (checked.register or "").splitlines() if " -> " in line}
    for entry in changed_entries(before, after)[0]:
        if entry.id not in after and entry.id not in merged:
            line = f"entry {entry.id} has vanished; bring it back, or write '{entry.id} -> its new id' in ids.txt"
            yield Finding("vanished", entry.id, message=line)
    for moved in facts.moved:
        if moved.part.what == "id":
            line = (
                f"entry {moved.new}: {moved.part} was that of {moved.old}; show that it was wrong there, or put it back"
            )
            yield Finding("moved-id", moved.new, other=moved.old, message=line)


def unlike(altered: Iterable[Change], accept: Collection[str]) -> Iterator[Finding]:
    """A finding for each entry that lost spellings, or certainty about them, and for whom."""
    groups: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for change in altered:
        if change.kind in ("moved", "lost", "blurred") and not {change.old.id, change.new.id} & {*accept}:
            groups[change.kind, change.old.id or "", change.new.id or ""].append(change)
    for (_, old, new), changed in groups.items():
        first, more = changed[0], len(changed) - 1
        so_more = f", and {more} more {'spelling' if more == 1 else 'spellings'}" if more else ""
        line = f"entry {old}: {first}{so_more}; put it back, or accept it (--accept {old})"
        yield Finding("answer", old, first.spelling, new, line)


def _once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in found:
        # That an id has vanished is told by the register and by the table before.
        kept.setdefault((finding.rule, finding.entry, "" if finding.rule == "vanished" else finding.message), finding)
    return tuple(kept.values())


def rewrite(table: str | Path) -> bool:
    """Write a table in canonical form, if all of it could be read; whether that changed the file."""
    checked = subject(table)
    text = dumps(checked.table, checked.table.rules)
    if checked.unread or text == checked.text:
        return False
    write_atomically(checked.path, text.encode())
    return True
