"""The stack of indexes a normalizer looks in, as if it were one: the first layer wins, equal things are one thing."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

from toponym.gazetteer import Explanation, Facts, Index, Posting
from toponym.matching.rules import Rules
from toponym.model import Entry
from toponym.table import merge
from toponym.text.modifiers import Modifiers

_MOST_KEPT: Final = 200_000  # entries of which the stack remembers what they are in other layers


class Ref(NamedTuple):
    """An entry of the stack: the number of its layer, and its number there."""

    layer: int
    number: int


class Hit(NamedTuple):
    """A posting, the entry it means in the stack, and the record it stands in."""

    entry: Ref
    origin: Ref
    posting: Posting


class Layers:
    """Several indexes, the upper first. An entry below that shares an id with one above is that entry."""

    def __init__(self, indexes: Sequence[Index], prefer: str = "official") -> None:
        """`prefer` is the display name of entries: the "official" one or the "common" English one."""
        self.indexes = tuple(indexes)
        self._prefer = prefer
        self._canonical: dict[Ref, Ref] = {}
        self._same: dict[Ref, tuple[Ref, ...]] = {}
        self._entries: dict[Ref, Entry] = {}
        self.rules = Rules(self)

    def find(self, key: str) -> Iterator[Hit]:
        """Every entry that a folded spelling may mean, with the way in which."""
        for layer, index in enumerate(self.indexes):
            for posting in index.find(key):
                origin = Ref(layer, posting.entry)
                yield Hit(self.canonical(origin), origin, posting)

    def canonical(self, ref: Ref) -> Ref:
        """The uppermost entry that shares an id with this one."""
        if ref.layer == 0:
            return ref
        known = self._canonical.get(ref)
        if known is None:
            above = self._counterparts(ref, range(ref.layer))
            if len(self._canonical) >= _MOST_KEPT:
                self._canonical.clear()
            known = self._canonical[ref] = self.canonical(above[0]) if above else ref
        return known

    def _counterparts(self, ref: Ref, layers: range) -> list[Ref]:
        keys = self.indexes[ref.layer].entry_keys(ref.number)
        found = []
        for layer in layers:
            number = next((n for key in keys if (n := self.indexes[layer].by_id(key)) is not None), None)
            if number is not None:
                found.append(Ref(layer, number))
        return found

    def same(self, ref: Ref) -> tuple[Ref, ...]:
        """The records of one thing in all layers, the upper first."""
        if ref.layer == len(self.indexes) - 1:
            return (ref,)
        known = self._same.get(ref)
        if known is None:
            if len(self._same) >= _MOST_KEPT:
                self._same.clear()
            known = self._same[ref] = (ref, *self._counterparts(ref, range(ref.layer + 1, len(self.indexes))))
        return known

    @cached_property
    def modifiers(self) -> Modifiers:
        """The words that languages translate: those that an index keeps, else made here."""
        kept = next((index.modifiers for index in self.indexes if index.modifiers is not None), None)
        if kept is not None:
            return kept
        from toponym.romanization.modifiers import modifiers

        return modifiers()

    def by_id(self, id_: str) -> Ref | None:
        """The entry with an id or `authority:id`."""
        for layer, index in enumerate(self.indexes):
            number = index.by_id(id_)
            if number is not None:
                return self.canonical(Ref(layer, number))
        return None

    def entry(self, ref: Ref) -> Entry:
        """The entry, with what lower layers add to it."""
        records = self.same(ref)
        if len(records) == 1 and self._prefer == "official":
            return self.indexes[ref.layer].entry(ref.number)
        merged = self._entries.get(ref)
        if merged is None:
            merged, *lower = (self.indexes[layer].entry(number) for layer, number in records)
            for entry in lower:
                merged = merge(merged, entry)
            if self._prefer == "common":
                merged = _by_common_name(merged)
            if len(self._entries) >= _MOST_KEPT // 10:
                self._entries.clear()
            self._entries[ref] = merged
        return merged

    def record(self, ref: Ref) -> Entry:
        """The entry as its own layer has it, which is what postings of that layer number."""
        return self.indexes[ref.layer].entry(ref.number)

    def entry_id(self, ref: Ref) -> str:
        return self.indexes[ref.layer].entry_id(ref.number)

    def canonical_id(self, id_: str) -> str:
        """The id of the stack's entry for any id of it; an id that nobody bears stays."""
        ref = self.by_id(id_)
        return id_ if ref is None else self.entry_id(ref)

    def facts(self, ref: Ref) -> Facts:
        """What weighs an entry, with what lower layers add."""
        records = self.same(ref)
        facts = self.indexes[ref.layer].facts(ref.number)
        for lower in records[1:]:
            more = self.indexes[lower.layer].facts(lower.number)
            facts = facts._replace(
                feature=facts.feature or more.feature,
                country=facts.country or more.country,
                admin1=facts.admin1 or more.admin1,
                population=facts.population or more.population,
                lat=more.lat if math.isnan(facts.lat) else facts.lat,
                languages=max(facts.languages, more.languages),
                lon=more.lon if math.isnan(facts.lat) else facts.lon,
            )
        return facts

    def is_first_level(self, ref: Ref) -> bool:
        """Whether a settlement is a first-level unit itself, and none named after it is: Sevastopol, not Kyiv."""
        facts = self.facts(ref)
        if facts.kind != "settlement" or not facts.admin1 or self.by_id(f"iso3166_2:{facts.admin1}") != ref:
            return False
        return not any(self.facts(unit).kind == "region" for unit in self.units(ref))

    def explanation(self, hit: Hit) -> Explanation:
        return self.indexes[hit.origin.layer].explanation(hit.posting.explanation)

    def units(self, ref: Ref) -> list[Ref]:
        """The units named after a settlement."""
        return [
            self.canonical(Ref(record.layer, number))
            for record in self.same(ref)
            for number in self.indexes[record.layer].units(record.number)
        ]


def _by_common_name(entry: Entry) -> Entry:
    common = next((name.text for name in entry.names if name.lang == "en" and name.status == "common"), "")
    return replace(entry, label=common) if common else entry
