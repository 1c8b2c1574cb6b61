"""The change report: which spellings get another answer from a table than from the one before it.

Only what a change can reach is compiled. An answer to a recorded or generated spelling, without hints, depends on
nothing but

- the entries that bear the spelling, with their kind, population, country and the like,
- the units named after one of those entries, and the settlement that one of them is named after,
- where the whole spelling is no name, the entries that bear its words or what is left without a generic word,
- the records of other layers that share an id with one of those,
- the rules for the spelling.

So the spellings of the entries that changed, as they were and as they are, those of the settlements that a changed unit
is named after, and those of changed rules are asked; and the tables are compiled with the entries that bear one of
them. (Spellings that nobody bears, found by similarity, are not enumerable and not reported.)
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from toponym.gazetteer import Index, forms, index_of
from toponym.gazetteer.spellings import spellings_of
from toponym.matching import Normalizer
from toponym.model import Entry, Match, Status
from toponym.table import Rule, Table, authority_keys, merge, stack
from toponym.testing.collisions import recorded_texts
from toponym.testing.findings import told
from toponym.testing.subject import Codifier
from toponym.text import fold, generic_readings

_CODIFIER: Final = "katottg:"
_COUNTRY: Final = "iso3166_1:"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a spelling gave: the status, the id of a match, and the answer in words."""

    status: Status
    id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A spelling with another answer than before. `recorded` is false for one that only a system yields."""

    spelling: str
    recorded: bool
    old: Answer
    new: Answer

    @property
    def kind(self) -> str:
        """Moved to another entry, lost, blurred (ambiguous now), gained, or other between ambiguous and none."""
        if self.old.id and self.new.id:
            return "moved"
        if self.old.id:
            return "blurred" if self.new.status == "ambiguous" else "lost"
        return "gained" if self.new.id else "other"

    def __str__(self) -> str:
        return f"{self.spelling!r}: was {self.old.words}, now {self.new.words}"


def changed_entries(before: Table, after: Table) -> tuple[list[Entry], list[Entry]]:
    """The entries that differ, as they were and as they are; one that is new or gone stands on one side only."""
    was, now = {entry.id: entry for entry in before}, {entry.id: entry for entry in after}
    old = [entry for id_, entry in was.items() if now.get(id_) != entry]
    return old, [entry for id_, entry in now.items() if was.get(id_) != entry]


class Below:
    """What lies below a table: nothing but other layers (a user's table), or the rest of the embedded data (ours)."""

    def __init__(self, *, curated: bool, embedded: Index | None = None, codifier: Codifier | None = None) -> None:
        """By default the embedded index and its codifier."""
        self._curated = curated
        self._index = embedded or index_of("embedded")
        self.codifier = codifier or Codifier()
        self._held: dict[Entry, bool] = {}

    def holds(self, entry: Entry) -> bool:
        """Whether the embedded index has an entry as it is, so that its spellings can be read instead of made."""
        known = self._held.get(entry)
        if known is None:
            known = self._held[entry] = self._holds(entry)
        return known

    def _holds(self, entry: Entry) -> bool:
        number = self._index.by_id(entry.id)
        if number is None:
            return False
        record = None
        for key in authority_keys(entry):
            record = record or self._record(key)
        whole = merge(entry, record) if record is not None else entry
        known = self._index.entry(number)
        ids = {authority: value for authority, value in known.ids.items() if authority != "pcode"}
        return whole == replace(known, ids=ids)

    def others(self, table: Table) -> list[Entry]:
        """The curated entries of the embedded index that a table has not, or not as they are there."""
        known = (self._index.entry(number) for number in range(len(self._index)) if self._is_curated(number))
        return [entry for entry in known if entry.id not in table or not self.holds(table[entry.id])]

    def _is_curated(self, number: int) -> bool:
        return ":" not in self._index.entry_id(number)

    def bearers(self, keys: Iterable[str], table: Table) -> set[str]:
        """The ids of the entries of a table that bear one of some folded spellings."""
        own = _bearers(table, self)
        found: set[str] = set()
        for key in keys:
            found.update(own.get(key, ()))
            ids = (self._index.entry_id(number) for number in self._bear(key))
            found.update(id_ for id_ in ids if id_ in table)
        return found

    def beside(self, keys: Iterable[str], entries: Iterable[Entry]) -> list[Entry]:
        """The records below that bear one of the folded spellings, or are one of the entries."""
        if not self._curated:
            return []  # they are a layer of their own
        found: dict[str, Entry] = {}
        for number in sorted({number for key in keys for number in self._bear(key)}):
            id_ = self._index.entry_id(number)
            if ":" in id_:  # what nobody curated bears the id of its authority
                found[id_] = self._record(id_) or self._index.entry(number)
        found |= {record.id: record for entry in entries for record in self.counterparts(entry)}
        return list(found.values())

    def counterparts(self, entry: Entry) -> list[Entry]:
        """The records below that share an id with an entry."""
        keys = authority_keys(entry)
        if self._curated:
            return [record for key in keys if (record := self._record(key)) is not None]
        numbers = {number for key in (entry.id, *keys) if (number := self._index.by_id(key)) is not None}
        return [self._index.entry(number) for number in sorted(numbers)]

    def _bear(self, key: str) -> Iterator[int]:
        """The numbers of the entries that a folded spelling may mean by itself: a given name is nobody's."""
        return (posting.entry for posting in self._index.find(key) if posting.role != forms.GIVEN)

    def _record(self, key: str) -> Entry | None:
        if key.startswith(_CODIFIER):
            return self.codifier.get(key.removeprefix(_CODIFIER))
        return _countries().get(key) if key.startswith(_COUNTRY) else None


def changes(before: Table, after: Table, below: Below, layers: tuple[Table | str, ...] = ()) -> list[Change]:
    """Every spelling whose answer differs between two tables over the same layers; moved and lost ones first."""
    old, new = changed_entries(before, after)
    rules = {*before.rules} ^ {*after.rules}
    if not (old or new or rules):
        return []
    part = Part(before, after, below)
    asked = part.reach(old, new, rules)
    answers_before = _answers(part.table(before), part, layers, asked)
    answers_after = _answers(part.table(after), part, layers, asked)
    found = [
        Change(text, recorded, answers_before[text], answers_after[text])
        for text, recorded in asked.items()
        if _differ(answers_before[text], answers_after[text])
    ]
    order = ("moved", "lost", "blurred", "gained", "other")
    return sorted(found, key=lambda change: (order.index(change.kind), not change.recorded))


def _differ(old: Answer, new: Answer) -> bool:
    return (old.status, old.id) != (new.status, new.id)


def _answers(table: Table, part: "Part", layers: tuple[Table | str, ...], asked: Iterable[str]) -> dict[str, Answer]:
    normalizer = Normalizer(stack(table, Table(part.lower)), *layers)
    return {text: _answer(normalizer.normalize(text)) for text in asked}


def _answer(match: Match) -> Answer:
    return Answer(match.status, match.id, told(match) if match.status != "none" else "none")


class Part:
    """The part of two tables, and of what lies below them, that a change from one to the other can reach."""

    def __init__(self, table: Table, other: Table, below: Below) -> None:
        self._tables = (table, other)
        self._below = below
        self._kept: set[str] = set()
        self.lower: list[Entry] = []

    def reach(self, old: list[Entry], new: list[Entry], rules: Iterable[Rule]) -> dict[str, bool]:
        """Take what the changed entries and rules can reach; gives the spellings to ask, and which are recorded."""
        seeds = {id(entry): entry for entry in (*old, *new)}
        for entry in (*old, *new):
            for table in self._tables:
                eponym = _by_any_id(table).get(entry.eponym) if entry.eponym else None
                if eponym is not None:
                    seeds[id(eponym)] = eponym
            # What one of its ids joins to it below answers with it, or no longer does.
            seeds |= {id(record): record for record in self._below.counterparts(entry)}
        asked: dict[str, bool] = dict.fromkeys((rule.spelling for rule in rules), True)
        for entry in seeds.values():
            asked |= dict.fromkeys((each.text for each in recorded_texts(entry)), True)
        known = {fold(text) for text in asked}
        keys = set(known)
        for entry in seeds.values():
            for spelling in _spellings(entry):
                if spelling.role != forms.GIVEN:
                    if spelling.key not in keys:
                        asked[spelling.key] = False
                    keys.add(spelling.key)
        for text in asked:
            keys.update(_parts(text))
        self._keep(keys, seeds.values())
        return asked

    def _keep(self, keys: set[str], seeds: Iterable[Entry]) -> None:
        # What the other table bears beyond this one is among the seeds.
        reached = {entry.id for entry in seeds} | self._below.bearers(keys, self._tables[0])
        kept = set(reached)
        for table in self._tables:
            ids = _by_any_id(table)
            for entry in table:
                eponym = ids.get(entry.eponym) if entry.eponym else None
                if eponym is not None and eponym.id in reached:
                    kept.add(entry.id)
                elif eponym is not None and entry.id in reached:
                    kept.add(eponym.id)
        # A rule about an entry that is not there would be an error.
        ruled = [_by_any_id(table).get(rule.id) for table in self._tables for rule in table.rules]
        kept.update(entry.id for entry in ruled if entry is not None)
        self._kept = kept
        entries = [entry for table in self._tables for entry in table if entry.id in kept]
        self.lower = self._below.beside(keys, entries)

    def __contains__(self, entry: Entry) -> bool:
        return entry.id in self._kept

    def table(self, whole: Table) -> Table:
        """What of a table the change can reach, in its order, with all its rules."""
        return Table((entry for entry in whole if entry.id in self._kept), rules=whole.rules)


def _parts(text: str) -> Iterator[str]:
    """The folded parts of a spelling that are looked up where the whole is nobody's name."""
    key = fold(text)
    words = key.split()
    for size in range(1, min(3, len(words)) + 1):
        yield " ".join(words[:size])
        yield " ".join(words[-size:])
    yield from words
    yield from (fold(part) for part in text.replace("(", ",").replace(")", ",").split(","))
    yield from (fold(generic.text) for generic in generic_readings(text))


@cache
def _countries() -> Mapping[str, Entry]:
    from toponym.table.sources.countries import country_entries

    return {entry.id: entry for entry in country_entries()}


# The same entries are asked again from one check to the next.
@lru_cache(maxsize=32768)
def _spellings(entry: Entry) -> tuple["Spelled", ...]:
    return tuple(Spelled(spelling.key, spelling.role) for spelling in spellings_of(entry))


@dataclass(frozen=True, slots=True)
class Spelled:
    """A folded spelling of an entry and its role."""

    key: str
    role: int


@lru_cache(maxsize=4)
def _bearers(table: Table, below: Below) -> Mapping[str, tuple[str, ...]]:
    """The ids of the entries that bear each folded spelling, of those that the index does not hold."""
    found: dict[str, list[str]] = {}
    for entry in table:
        if not below.holds(entry):
            for key in {spelling.key for spelling in _spellings(entry) if spelling.role != forms.GIVEN}:
                found.setdefault(key, []).append(entry.id)
    return {key: tuple(ids) for key, ids in found.items()}


@lru_cache(maxsize=4)
def _by_any_id(table: Table) -> Mapping[str, Entry]:
    return {key: entry for entry in table for key in (entry.id, *authority_keys(entry))}
