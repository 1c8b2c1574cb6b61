"""Romanization: systems as data that generate, identify and explain Latin spellings of native names.

A system's id is "language:system": `uk:kmu-2010`. Nothing is read from disk before a system is first used.
"""

from collections.abc import Iterable

from toponym.romanization.habits import generated, spellings
from toponym.romanization.identify import house_style, identify
from toponym.romanization.loader import definition, languages, of_language
from toponym.romanization.records import Generated, HouseStyle, Identification, Romanized, System

__all__ = [
    "Generated",
    "HouseStyle",
    "Identification",
    "Romanized",
    "System",
    "generated",
    "house_style",
    "identify",
    "languages",
    "romanizations",
    "romanize",
    "romanize_many",
    "spellings",
    "system",
    "systems",
    "transliterate",
    "transliterate_many",
]


def systems(lang: str | None = None) -> tuple[str, ...]:
    """The ids of all systems, or of a language's, the most common first; RomanizationError for an unknown language.

    >>> "uk:kmu-2010" in systems("uk")
    True
    """
    return tuple(name for code in ([lang] if lang is not None else languages()) for name in of_language(code).systems)


def system(name: str) -> System:
    """The system with an id; RomanizationError names near ids when there is none.

    >>> system("uk:kmu-2010").title
    'Ukrainian national system 2010'
    """
    return definition(name).system


def romanize(text: str, system: str) -> str:
    """The text in Latin letters by a system; letters that the system does not know stay as they are.

    >>> romanize("Згурівка", "uk:kmu-2010"), romanize("ЩО", "uk:kmu-2010"), romanize("Kyiv", "uk:kmu-2010")
    ('Zghurivka', 'SHCHO', 'Kyiv')
    """
    return definition(system).engine.romanize(text)


def romanize_many(texts: Iterable[str], system: str) -> list[str]:
    """Each text romanized by one system, in order."""
    return definition(system).engine.romanize_many(texts)


def transliterate(text: str, system: str) -> Romanized:
    """The same as `romanize`, with a flag for letters that the system does not know.

    >>> transliterate("Крым", "uk:kmu-2010")
    Romanized(text='Krыm', complete=False)
    """
    return definition(system).engine.transliterate(text)


def transliterate_many(texts: Iterable[str], system: str) -> list[Romanized]:
    """Each text romanized by one system, in order, with its flag."""
    engine = definition(system).engine
    return [engine.transliterate(text) for text in texts]


def romanizations(text: str, lang: str) -> dict[str, str]:
    """The text romanized by every system of a language, by system id, the most common first.

    >>> romanizations("Київ", "uk")["uk:kmu-2010"]
    'Kyiv'
    """
    return {name: known.engine.romanize(text) for name, known in of_language(lang).systems.items()}
