"""Turns joined settlements and raions into curated entries, in the table's format."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from tools.places.editions import Codified
from tools.places.naming import label
from tools.places.russian import russian_forms
from toponym.romanization import romanizations
from toponym.table.sources.geonames import Alternate, Place, clean_alternate
from toponym.table.sources.katottg import CATEGORIES
from toponym.text.fold import fold

GEONAMES = "geonames-2026"
CODIFIER = "katottg-2026-10"
COUNTRIES = "pycountry-26"
_NEIGHBOURS = re.compile("[ąćęłńśźżășțőűöüäßčšžğş]|ów|(?:sz|cs|gy|ly|ny|zs|vár).*[áéóú]|[áéóú].*(?:sz|cs|gy|ly|ny|zs)")


class OwnNames:
    """Which settlements bear a spelling as their own: current and former names, and every romanization of them."""

    def __init__(self, units: Iterable[Codified]) -> None:
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        for unit in units:
            for name in unit.names:
                self.add(name, "uk", unit.code)

    def add(self, name: str, lang: str, code: str) -> None:
        """Adds a name of a settlement in a language that has romanization systems."""
        for text in {name, *romanizations(name, lang=lang).values()}:
            self._owners[_key(text)].add(code)

    def others(self, text: str, code: str) -> bool:
        """Whether a spelling is another settlement's own name and not also this one's."""
        owners = self._owners.get(_key(text), set())
        return bool(owners) and code not in owners


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def russian_names(unit: Codified, places: Sequence[Place]) -> list[str]:
    """The regular Russian names among a settlement's alternates: of its current name, else of the newest former one."""
    cyrillic = [alternate.text for alternate in _alternates(places) if alternate.script == "Cyrl"]
    return next((forms for name in unit.names if (forms := russian_forms(name, cyrillic))), [])


def settlement(
    unit: Codified, id_: str, places: Sequence[Place], russian: Sequence[str], own: OwnNames
) -> tuple[dict[str, Any], list[str]]:
    """The curated entry of a settlement, and the aliases that were left out because another settlement bears them.

    Where several Russian names are regular, which one is used is in doubt: they are recorded as variants only.
    """
    alternates = _alternates(places)
    names = official_names(unit, unit.name)
    if len(russian) == 1:
        names.append({"text": russian[0], "lang": "ru", "status": "exonym", "source": GEONAMES})
    display = label(unit.name)
    variants, left_out = _variants(unit, alternates, [*(name["text"] for name in names), display], own)
    kind, feature = CATEGORIES[unit.unit.category]
    entry: dict[str, Any] = {"id": id_, "kind": kind, "feature": feature, "country": "UA", "admin1": unit.iso}
    ids: dict[str, Any] = {"katottg": unit.code}
    sources = {"katottg": CODIFIER}
    if places:
        entry |= {"lat": places[0].lat, "lon": places[0].lon}
        sources = {"lat": GEONAMES, "geonames": GEONAMES} | sources
        numbers = [place.id for place in places]
        ids = {"geonames": numbers[0] if len(numbers) == 1 else numbers} | ids
        if places[0].population:
            entry["population"] = places[0].population
            sources = {"lat": GEONAMES, "population": GEONAMES} | sources
    if not unit.unit.parents:
        ids["iso3166_2"] = unit.iso
        sources["iso3166_2"] = COUNTRIES
    return entry | {"ids": ids, "names": names, "label": display, "variants": variants, "sources": sources}, left_out


def raion(unit: Codified, id_: str, eponym: str, display: str) -> dict[str, Any]:
    """The curated entry of a raion; `eponym` is the id of the town it is named after, "" for none."""
    entry: dict[str, Any] = {"id": id_, "kind": "district", "feature": "raion", "country": "UA", "admin1": unit.iso}
    if eponym:
        entry["eponym"] = eponym
    names = official_names(unit, unit.unit.full_name, " район")
    return entry | {"ids": {"katottg": unit.code}, "names": names, "label": display, "sources": {"katottg": CODIFIER}}


def official_names(unit: Codified, official: str, suffix: str = "") -> list[dict[str, str]]:
    """The official name and the older editions' ones. Editions bound a change too loosely for dates: none are given."""
    names = [{"text": official, "lang": "uk", "status": "official", "source": CODIFIER}]
    for name, edition in unit.former:
        names.append({"text": name + suffix, "lang": "uk", "status": "former", "source": f"katottg-{edition}"})
    return names


def _alternates(places: Sequence[Place]) -> list[Alternate]:
    found = [clean_alternate(text) for place in places for text in (place.name, *place.alternates)]
    return [alternate for alternate in found if alternate is not None]


def _variants(
    unit: Codified, alternates: Sequence[Alternate], known: Iterable[str], own: OwnNames
) -> tuple[list[dict[str, str]], list[str]]:
    seen = {fold(text) for text in known}
    names = {fold(name) for name in unit.names}
    spelled = seen | {fold(text) for text in romanizations(unit.name, lang="uk").values()}
    variants, left_out = [], []
    for alternate in _fullest(alternates):
        key = fold(alternate.text)
        if key in seen or _is_clipped(key, spelled) or _is_inflected(key, {fold(a.text) for a in alternates}):
            continue
        seen.add(key)
        if key not in names and own.others(alternate.text, unit.code):
            left_out.append(alternate.text)
            continue
        variant = {"text": alternate.text, "lang": alternate.lang, "source": GEONAMES}
        variants.append({name: value for name, value in variant.items() if value})
    return variants, left_out


def _fullest(alternates: Iterable[Alternate]) -> list[Alternate]:
    """Of spellings that fold alike the most telling one; Latin first, by text."""
    best: dict[str, Alternate] = {}
    for alternate in alternates:
        key = fold(alternate.text)
        best[key] = max(alternate, best.get(key, alternate), key=_telling)
    return sorted(best.values(), key=lambda alternate: (alternate.script == "Cyrl", alternate.text))


def _telling(alternate: Alternate) -> tuple[bool, bool, bool, str]:
    """Marks of the neighbours' alphabets tell more than plain letters (Żółkiew); chance ones tell less (Kîev)."""
    marked = _NEIGHBOURS.search(alternate.text.casefold()) is not None
    return bool(alternate.lang), marked, alternate.text.isascii(), alternate.text


def _is_clipped(key: str, spelled: Iterable[str]) -> bool:
    """Whether a name of the place begins so and has one or two letters more ("Горловк")."""
    return any(text.startswith(key) and 0 < len(text) - len(key) <= 2 for text in spelled)


def _is_inflected(key: str, alternates: Iterable[str]) -> bool:
    """Whether a Russian case ending follows another alternate ("Киевом", "Kievu")."""
    stem = re.sub("(?:ом|у|om|u)$", "", key)
    return stem != key and stem[-1:] not in "аеиоуыэюяaeiouy" and stem in alternates
