"""What differs between two tables: entries, their names, variants and ids, what moved from one entry to another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from toponym.model import AuthorityId, Entry, Name, Variant
from toponym.table.merge import authority_keys
from toponym.table.record import ENTRY_KEYS, entry_to_record

_PARTS: Final = ("id", "ids", "names", "variants")


class Part(NamedTuple):
    """A name, a variant or an authority id of an entry. `what` says which; `of` is its language or its authority."""

    what: str
    text: str
    of: str = ""

    def __str__(self) -> str:
        if self.what == "id":
            return f"id {self.of}:{self.text}"
        return f"{self.what} {self.text}{f' ({self.of})' if self.of else ''}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A part that the entry `old` had and the entry `new` has now."""

    part: Part
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry or of one of its parts, with its value before and after; None where it was empty."""

    key: str
    old: Any
    new: Any
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed in one entry; `old_id` differs from `id` when the entry got another one."""

    id: str
    old_id: str
    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    fields: tuple[Field, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.fields or self.id != self.old_id)


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that differs; falsy when nothing does. What `moved` holds stands nowhere else."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Changed, ...]
    moved: tuple[Moved, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.moved)


def diff(old: Iterable[Entry], new: Iterable[Entry]) -> Diff:
    """Compare two tables.

    Entries are the same by their id; an entry that is gone and a new one that shares an authority id with it are the
    same too, under another id. A name is the same by its text and language.

    >>> from toponym.model import Name
    >>> old, new = (Entry("hq", "facility", (Name(text, "en"),)) for text in ("Head Office", "Main Office"))
    >>> [str(part) for part in diff([old], [new]).changed[0].added]
    ['name Main Office (en)']
    """
    before = {entry.id: entry for entry in old}
    after = {entry.id: entry for entry in new}
    pairs = {id_: id_ for id_ in before if id_ in after}
    pairs |= _renamed(
        [entry for id_, entry in before.items() if id_ not in after],
        [entry for id_, entry in after.items() if id_ not in before],
    )
    removed = [entry for id_, entry in before.items() if id_ not in pairs]
    known = set(pairs.values())
    added = [entry for id_, entry in after.items() if id_ not in known]
    compared = [_compared(before[old_id], after[new_id]) for old_id, new_id in pairs.items()]
    moved = tuple(_moved(compared, removed, added))
    gone = {(item.old, item.part) for item in moved}
    come = {(item.new, item.part) for item in moved}
    changed = (
        Changed(
            item.id,
            item.old_id,
            tuple(part for part in item.added if (item.id, part) not in come),
            tuple(part for part in item.removed if (item.old_id, part) not in gone),
            item.fields,
        )
        for item in compared
    )
    return Diff(tuple(added), tuple(removed), tuple(item for item in changed if item), moved)


def _renamed(gone: list[Entry], come: list[Entry]) -> dict[str, str]:
    owners = {key: entry.id for entry in gone for key in authority_keys(entry)}
    found: dict[str, str] = {}
    for entry in come:
        old = next((owners[key] for key in authority_keys(entry) if key in owners), None)
        if old is not None:
            found.setdefault(old, entry.id)
    return found


def _parts(entry: Entry) -> Iterator[tuple[Part, Name | Variant | None]]:
    for name in entry.names:
        yield Part("name", name.text, name.lang), name
    for variant in entry.variants:
        yield Part("variant", variant.text, variant.lang), variant
    for authority, value in entry.ids.items():
        for id_ in _each(value):
            yield Part("id", str(id_), authority), None


def _each(value: AuthorityId | tuple[AuthorityId, ...]) -> tuple[AuthorityId, ...]:
    return value if isinstance(value, tuple) else (value,)


def _compared(old: Entry, new: Entry) -> Changed:
    before, after = _by_part(old), _by_part(new)
    added: list[Part] = []
    removed: list[Part] = []
    fields = list(_fields(old, new))
    for part in dict.fromkeys((*before, *after)):
        was, now = before.get(part, []), after.get(part, [])
        # A name borne twice (in two periods) is told apart by what else it says.
        was, now = [item for item in was if item not in now], [item for item in now if item not in was]
        for one, other in zip(was, now, strict=False):
            fields += _part_fields(part, one, other)
        removed += [part] * (len(was) - len(now))
        added += [part] * (len(now) - len(was))
    return Changed(new.id, old.id, tuple(added), tuple(removed), tuple(fields))


def _by_part(entry: Entry) -> dict[Part, list[Name | Variant | None]]:
    found: dict[Part, list[Name | Variant | None]] = defaultdict(list)
    for part, item in _parts(entry):
        found[part].append(item)
    return found


def _fields(old: Entry, new: Entry) -> Iterator[Field]:
    before, after = entry_to_record(old), entry_to_record(new)
    for key in ENTRY_KEYS:
        if key == "sources":
            was, now = before.get(key, {}), after.get(key, {})
            for fact in dict.fromkeys((*was, *now)):
                if was.get(fact) != now.get(fact):
                    yield Field(f"source of {fact}", was.get(fact), now.get(fact))
        elif key not in _PARTS and before.get(key) != after.get(key):
            yield Field(key, before.get(key), after.get(key))


def _part_fields(part: Part, old: Name | Variant | None, new: Name | Variant | None) -> Iterator[Field]:
    for key, word in (("surname",) * 2, ("status",) * 2, ("since", "from"), ("until", "to"), ("source",) * 2):
        was, now = getattr(old, key, None), getattr(new, key, None)
        if was != now:
            yield Field(word, was or None, now or None, part)


def _moved(compared: list[Changed], removed: list[Entry], added: list[Entry]) -> Iterator[Moved]:
    """Parts that one entry lost and one other gained.

    Names of an entry that is gone do not move to one that is new without an id in common: thousands of villages
    share their names.
    """
    gone: dict[Part, list[str]] = defaultdict(list)
    come: dict[Part, list[str]] = defaultdict(list)
    for item in compared:
        for part in item.removed:
            gone[part].append(item.old_id)
        for part in item.added:
            come[part].append(item.id)
    whole_gone = {entry.id for entry in removed}
    whole_come = {entry.id for entry in added}
    for entries, found in ((removed, gone), (added, come)):
        for entry in entries:
            for part, _ in _parts(entry):
                found[part].append(entry.id)
    twice = Counter(part for found in (gone, come) for part, ids in found.items() if len(ids) > 1)
    for part, (old, *_) in gone.items():
        if part in come and part not in twice:
            new = come[part][0]
            if not (old in whole_gone and new in whole_come and part.what != "id"):
                yield Moved(part, old, new)
