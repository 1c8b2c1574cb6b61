"""What a table holds, in numbers: entries by kind, names by language, shares with ids and places, counts by source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toponym.model import Entry
from toponym.table.merge import authority_keys


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one kind and feature: how many have coordinates, a population, and an id of each authority."""

    kind: str
    feature: str
    entries: int
    placed: int
    populated: int
    ids: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stats:
    """The numbers of a table; every mapping has its greatest number first.

    `groups` are by kind and feature, kinds with the most entries first; `names` counts by language, then by status; the
    empty language stands for names without one, the empty country for entries of none. `sources` counts by source what
    it attests: names, variants, and facts (ids, coordinates, population and other fields).
    """

    entries: int
    groups: tuple[Group, ...]
    countries: Mapping[str, int]
    names: Mapping[str, Mapping[str, int]]
    variants: Mapping[str, int]
    sources: Mapping[str, Mapping[str, int]]

    @property
    def kinds(self) -> tuple[Group, ...]:
        """The groups of each kind put together, the features left empty."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            found[group.kind].append(group)
        return tuple(_together(kind, groups) for kind, groups in found.items())

    @property
    def total(self) -> Group:
        """All groups put together."""
        return _together("", self.groups)


def stats(table: Iterable[Entry]) -> Stats:
    """Count what a table holds.

    >>> from toponym.model import Name
    >>> found = stats([Entry("hq", "facility", (Name("Head Office", "en"),), ids={"geonames": 1})])
    >>> found.entries, found.names, found.total.ids
    (1, {'en': {'official': 1}}, {'geonames': 1})
    """
    members: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    countries: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    variants: Counter[str] = Counter()
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in table:
        members[entry.kind, entry.feature].append(entry)
        countries[entry.country] += 1
        for name in entry.names:
            names[name.lang][name.status] += 1
            sources[name.source]["names"] += 1
        for variant in entry.variants:
            variants[variant.lang] += 1
            sources[variant.source]["variants"] += 1
        for source in entry.sources.values():
            sources[source]["facts"] += 1
    of_kind: Counter[str] = Counter()
    for (kind, _), entries in members.items():
        of_kind[kind] += len(entries)
    ranked = sorted(members, key=lambda key: (-of_kind[key[0]], key[0], -len(members[key]), key[1]))
    return Stats(
        sum(of_kind.values()),
        tuple(_group(kind, feature, members[kind, feature]) for kind, feature in ranked),
        _ranked(countries),
        _ranked_tables(names),
        _ranked(variants),
        _ranked_tables(sources),
    )


def _group(kind: str, feature: str, entries: list[Entry]) -> Group:
    ids: Counter[str] = Counter()
    for entry in entries:
        ids.update({key.partition(":")[0] for key in authority_keys(entry)})
    return Group(
        kind,
        feature,
        len(entries),
        sum(entry.lat is not None for entry in entries),
        sum(entry.population is not None for entry in entries),
        _ranked(ids),
    )


def _together(kind: str, groups: Iterable[Group]) -> Group:
    groups = list(groups)
    ids: Counter[str] = Counter()
    for group in groups:
        ids.update(group.ids)
    return Group(
        kind,
        "",
        sum(group.entries for group in groups),
        sum(group.placed for group in groups),
        sum(group.populated for group in groups),
        _ranked(ids),
    )


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _ranked_tables(tables: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    ranked = sorted(tables.items(), key=lambda item: (-item[1].total(), item[0]))
    return {key: _ranked(counts) for key, counts in ranked}
