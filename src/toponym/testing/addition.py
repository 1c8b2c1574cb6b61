"""`add`: a spelling or an entry more, checked before it is written.

A spelling that is known, that a romanization system yields, or that is another entry's name is not added, and what the
checks find wrong with the changed entry keeps it out of the table as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

from toponym.errors import TableError, ToponymError
from toponym.matching import Normalizer
from toponym.model import Entry, Name, Variant
from toponym.table import (
    Table,
    authority_keys,
    dump_line,
    dump_rule,
    dumps,
    entry_from_record,
    entry_problems,
    write_atomically,
)
from toponym.testing.changes import Below, Change
from toponym.testing.check import alone, answers
from toponym.testing.collisions import collisions, recorded_texts
from toponym.testing.facts import derivation
from toponym.testing.findings import Finding, named
from toponym.testing.subject import Subject, subject
from toponym.text import fold

REGISTER: Final = "ids.txt"
Verdict = Literal["new", "known", "derivable", "colliding", "faulty"]


@dataclass(frozen=True)
class Addition:
    """What adding comes to: the verdict, why, the findings that speak against it, and what would change.

    `before` and `after` are the table with and without it; only one whose verdict is "new" may be written.
    """

    verdict: Verdict
    entry: Entry
    why: str
    before: Subject
    after: Table
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return self.verdict == "new"


def opened(path: str | Path) -> Subject:
    """The table to add to; an empty one for a file that is not there yet. Raises TableError for a faulty file."""
    if not Path(path).exists():
        return Subject(Table((), str(path)), Path(path))
    before = subject(path)
    if before.unread:
        raise TableError(f"{before.unread[0]}; mend it before adding")
    return before


def add_spelling(before: Subject, id_: str, part: Name | Variant) -> Addition:
    """Add a name or a variant to an entry of the table, or of the layers below it. Raises ToponymError for no entry."""
    below = Below(curated=before.is_curated)
    known = _known(before, id_)
    whole = _whole(before, known)
    key = fold(part.text)
    if not key:
        raise ToponymError(f"{part.text!r}: nothing to compare is in it; give a spelling with letters")
    entry = _with(known, part)
    after = _put(before.table, entry)
    for recorded in recorded_texts(whole):
        # A name may fold like another one (in another language, or in another period); a variant need not.
        is_known = (recorded.text, recorded.lang) == (part.text, part.lang) and recorded.role not in (
            "label",
            "variant",
        )
        if is_known or (isinstance(part, Variant) and fold(recorded.text) == key):
            return Addition("known", known, f"{named(known)} has it as {recorded.words}", before, before.table)
    if isinstance(part, Variant):
        how = derivation(whole, part.text, part.lang)
        if how:
            return Addition("derivable", known, f"it is {how}, so it is found already", before, before.table)
    return _judged(before, entry, after, below, key)


def add_entry(before: Subject, record: Mapping[str, Any]) -> Addition:
    """Add a new entry. Raises TableError for a record that is none, ToponymError for an id that is in use."""
    entry = entry_from_record(record)
    try:
        other = _known(before, entry.id)
    except ToponymError:
        other = None
    minted = {line.split(" -> ")[0].strip() for line in (before.register or "").splitlines()}
    if other is not None or entry.id in minted:
        whose = f" by {named(other)}" if other is not None else ""
        raise ToponymError(f"the id {entry.id} is in use{whose}, or was once; ids are never used again, choose another")
    return _judged(before, entry, _put(before.table, entry), Below(curated=before.is_curated), "")


def _judged(before: Subject, entry: Entry, after: Table, below: Below, key: str) -> Addition:
    changed = replace(before, table=after)
    old = {finding.message for finding in _findings(before, entry, below)}
    found = [finding for finding in _findings(changed, entry, below) if finding.message not in old]
    clashes = tuple(finding for finding in found if finding.rule in ("collision", "authority-id"))
    altered = tuple(answers(before.table, changed, below))
    if clashes:
        return Addition("colliding", entry, str(clashes[0]), before, before.table, clashes, altered)
    if found:
        return Addition("faulty", entry, str(found[0]), before, before.table, tuple(found), altered)
    notes = tuple(_namesakes(changed, entry, below, key))
    why = f"it is new to {named(entry)}" if key else f"a new {entry.feature or entry.kind}, {entry.name}"
    return Addition("new", entry, why, before, after, (), altered, notes)


def _findings(checked: Subject, entry: Entry, below: Below) -> Iterator[Finding]:
    if entry.id in checked.table:
        for problem in entry_problems(checked.table, checked.profile, checked.sources):
            yield Finding(problem.about, problem.entry, message=problem.line)
        yield from alone(checked, [checked.table[entry.id]], below)


def _namesakes(checked: Subject, entry: Entry, below: Below, key: str) -> Iterator[str]:
    """Who else bears the new spelling, or a spelling of the new entry, without its being a mistake."""
    others: dict[str, str] = {}
    own = Table(other for other in checked.table if not below.holds(other))
    for collision in collisions(Normalizer(own, "embedded"), entry):
        if key in ("", fold(collision.recorded.text)):
            others.setdefault(collision.other.id, f"{named(collision.other)}, as its {collision.role}")
    if others:
        listed = list(others.values())
        yield f"shared with {'; '.join(listed[:3])}{f'; and {len(listed) - 3} more' if len(listed) > 3 else ''}"


def _known(before: Subject, id_: str) -> Entry:
    """The entry of the table with an id of any kind; of a lower layer, as a record of the table to be completed."""
    for entry in before.table:
        if id_ in (entry.id, *authority_keys(entry)):
            return entry
    found = Normalizer("embedded").get(id_)
    if before.is_curated and ":" not in found.id and found.id in before.table:
        return before.table[found.id]
    native = next((name for name in found.names if name.status == "official"), found.names[0])
    # Its own id is what joins it to the layer below; everything else is known there.
    return Entry(found.id, found.kind, (Name(native.text, native.lang, native.status),))


def _whole(before: Subject, entry: Entry) -> Entry:
    """An entry with what the layers below know of it."""
    if before.is_curated and entry.id in before.table:
        return entry
    return Normalizer(Table([entry]), "embedded").get(entry.id)


def _with(entry: Entry, part: Name | Variant) -> Entry:
    if isinstance(part, Name):
        return replace(entry, names=(*entry.names, part))
    return replace(entry, variants=(*entry.variants, part))


def _put(table: Table, entry: Entry) -> Table:
    kept = [other for other in table if other.id != entry.id]
    return Table([*kept, entry], table.path, table.rules)


def write(addition: Addition) -> None:
    """Write the table with the addition: in canonical form, in the file's own kind (an array, or lines), atomically.

    The id of a new entry of a curated table goes into its list of ids, first: an id without entry is told by the check.
    """
    before, table = addition.before, addition.after
    register = before.path.parent / REGISTER
    if before.register is not None and addition.entry.id not in before.table:
        write_atomically(register, _registered(before.register, addition.entry.id).encode())
    if before.text.lstrip().startswith("{") or (not before.text and before.path.suffix == ".jsonl"):
        lines = [*map(dump_line, sorted(table, key=lambda entry: entry.id)), *map(dump_rule, table.rules)]
        text = "\n".join(lines) + "\n"
    else:
        text = dumps(table, table.rules)
    write_atomically(before.path, text.encode())


def _registered(register: str, id_: str) -> str:
    """The list of ids with one more, at its place; comments stay on top."""
    lines = register.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    return "\n".join([*comments, *sorted({*lines, id_} - {*comments, ""})]) + "\n"
