"""Ids for settlements and raions, minted once from the oldest edition's names, and what raions are named after."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tools.places.editions import Codified
from toponym.romanization import romanize
from toponym.table.sources.first_level import first_level
from toponym.text.fold import fold

SYSTEM = "uk:kmu-2010"
_CITIES = frozenset("KM")
_ADJECTIVES = ("ський", "цький", "зький")


def label(ukrainian: str) -> str:
    """The display name: the Ukrainian national romanization."""
    return romanize(ukrainian, SYSTEM)


def slug(ukrainian: str) -> str:
    """Lower-case ASCII words of the romanized name, joined by hyphens.

    >>> slug("Кам’янець-Подільський"), slug("Ґоронда")
    ('kamianets-podilskyi', 'goronda')
    """
    return fold(label(ukrainian)).replace(" ", "-")


def settlement_ids(
    units: Sequence[Codified], raions: Mapping[str, str], population: Mapping[str, int]
) -> dict[str, str]:
    """Code -> id: `ua-` and the slug; ties add the oblast, then the raion (`raions`: code -> slug), then a number.

    Among namesakes a city keeps the plain id if it is the only city, or ten times as large as every other one
    (`population` by code).
    """
    oblasts = {unit.iso3166_2: unit.slug for unit in first_level()}
    ids: dict[str, str] = {}
    longer: list[Callable[[Codified], str]] = [
        lambda unit: slug(unit.oldest_name),
        lambda unit: oblasts[unit.iso],
        lambda unit: raions.get(unit.raion, ""),
    ]

    def mint(tied: Iterable[Codified], stem: str, level: int) -> None:
        if level == len(longer):
            for number, unit in enumerate(sorted(tied, key=lambda unit: (unit.oldest_category, unit.code)), 1):
                ids[unit.code] = stem if number == 1 else f"{stem}-{number}"
            return
        groups: defaultdict[str, list[Codified]] = defaultdict(list)
        for unit in tied:
            word = longer[level](unit)
            groups[f"{stem}-{word}" if word else stem].append(unit)
        for name, group in groups.items():
            winner = group[0] if len(group) == 1 else _foremost(group, population) if level == 0 else None
            if winner is not None:
                ids[winner.code] = name
                group = [unit for unit in group if unit is not winner]
            if group:
                mint(group, name, level + 1)

    mint(units, "ua", 0)
    return ids


def _foremost(group: Iterable[Codified], population: Mapping[str, int]) -> Codified | None:
    cities = [unit for unit in group if unit.unit.category in _CITIES]
    cities.sort(key=lambda unit: population.get(unit.code, 0), reverse=True)
    if len(cities) > 1 and population.get(cities[0].code, 0) < 10 * max(1, population.get(cities[1].code, 0)):
        return None
    return cities[0] if cities else None


def eponyms(raions: Sequence[Codified], towns: Sequence[Codified], decided: Mapping[str, str]) -> dict[str, Codified]:
    """Raion code -> the town it is named after: the one city, else the one other town, that begins like the adjective.

    Raions named after something else, or whose name fits several, are absent unless `decided` says more.
    """
    by_raion: defaultdict[str, list[Codified]] = defaultdict(list)
    by_code = {town.code: town for town in towns}
    for known in towns:
        by_raion[known.raion].append(known)
    result = {}
    for raion in raions:
        town: Codified | None = by_code.get(decided.get(raion.code, ""))
        for category in ("M", "X"):
            if town is None:
                town = _alike(raion.name, [t for t in by_raion[raion.code] if t.unit.category == category])
        if town is not None:
            result[raion.code] = town
    return result


def _alike(adjective: str, towns: Iterable[Codified]) -> Codified | None:
    stem = next((adjective.removesuffix(end) for end in _ADJECTIVES if adjective.endswith(end)), adjective)
    scored = sorted(((_common(stem, town.name), town.code, town) for town in towns), reverse=True)
    if not scored or scored[0][0] < min(3, len(stem)):
        return None
    return None if len(scored) > 1 and scored[1][0] == scored[0][0] else scored[0][2]


def _common(a: str, b: str) -> int:
    """How many letters two names begin with in common."""
    length = min(len(a), len(b))
    return next((i for i in range(length) if a[i] != b[i]), length)
