"""Keys: coarser forms of a folded spelling, in which what romanizations write differently is the same.

What they equate is data (keys.toml), declared for each family of languages whose names are romanized alike.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

MOST_READINGS: Final = 3
DEFAULT_FAMILY: Final = "slavic"
_MOST_REMEMBERED: Final = 512


class Family:
    """The keys of one family, compiled from its declaration."""

    def __init__(self, declared: dict[str, Any]) -> None:
        letters = {pair[0]: pair[2:] for pair in declared["letters"].split()}
        self._letters = str.maketrans(letters)
        groups: dict[str, list[str]] = declared["groups"]
        self._first = {group: readings[0] for group, readings in groups.items()}
        self._others = {group: readings[1:] for group, readings in groups.items() if len(readings) > 1}
        longest_first = sorted(groups, key=lambda group: (-len(group), group))
        self._parts = re.compile("|".join([*longest_first, "."]), re.DOTALL)
        self._joined = _rules(declared["joined"])
        self._apart = [(one, other) for one, other in declared["apart"]]
        self._endings = tuple(one for one, _ in self._apart)
        coarse = declared["coarse"]
        self._coarse = str.maketrans(coarse["letters"])
        self._coarse_joined = _rules(coarse["joined"])
        self._vowels = str.maketrans("", "", coarse["vowels"])

    def readings(self, spelling: str) -> tuple[str, ...]:
        """The keys of a folded spelling, the likeliest first, at most MOST_READINGS and each once."""
        native = self._native(spelling)
        if native is not None:
            return (self._join(native),)
        parts = self._parts.findall(spelling)
        keys = {self._likeliest(parts): None}
        for group in dict.fromkeys(parts):
            for reading in self._others.get(group, ()):
                if len(keys) == MOST_READINGS:
                    return tuple(keys)
                chosen = {**self._first, group: reading}
                keys[self._join("".join(map(chosen.get, parts, parts)))] = None
        return tuple(keys)

    def first(self, spelling: str) -> str:
        """The likeliest key of a folded spelling."""
        native = self._native(spelling)
        return self._likeliest(self._parts.findall(spelling)) if native is None else self._join(native)

    def _native(self, spelling: str) -> str | None:
        """The key letters of a spelling in the family's own script; None for any other."""
        if spelling.isascii():
            return None
        native = spelling.translate(self._letters)
        return None if native == spelling else native

    def _likeliest(self, parts: list[str]) -> str:
        return self._join("".join(map(self._first.get, parts, parts)))

    def coarse(self, key: str) -> str:
        """The coarser form of a key."""
        return _apply(self._coarse_joined, key.translate(self._coarse))

    def consonants(self, coarse: str) -> str:
        """A coarse key without its vowels."""
        return coarse.translate(self._vowels)

    def are_apart(self, asked: str, spelling: str) -> bool:
        """Whether a key asked for is that of a folded spelling but for an ending that makes another word of it."""
        if not asked.endswith(self._endings):
            return False
        key = self.first(spelling)
        return any(
            asked.endswith(one) and key.endswith(other) and asked[: -len(one)] == key[: -len(other)]
            for one, other in self._apart
        )

    def _join(self, key: str) -> str:
        return _apply(self._joined, key)


class _Rule(NamedTuple):
    """A replacement in keys; `needs` is a text without which it cannot apply, which is quicker to look for."""

    pattern: re.Pattern[str]
    replacement: str
    needs: str


def _rules(declared: list[list[str]]) -> tuple[_Rule, ...]:
    return tuple(_Rule(re.compile(rule[0]), rule[1], "".join(rule[2:])) for rule in declared)


def _apply(rules: tuple[_Rule, ...], key: str) -> str:
    for pattern, replacement, needs in rules:
        if needs in key:
            key = pattern.sub(replacement, key)
    return key


@cache
def families() -> dict[str, Family]:
    """The declared families by name."""
    declared = tomllib.loads(Path(__file__).with_name("keys.toml").read_text(encoding="utf-8"))
    return {name: Family(family) for name, family in declared.items()}


def readings(spelling: str, family: str = DEFAULT_FAMILY) -> tuple[str, ...]:
    """The keys of a folded spelling in a family, the likeliest reading first.

    >>> readings("kyiv"), readings("київ"), readings("siewierodonieck"), readings("северодонецк")
    (('kiv',), ('kiv',), ('severodoneck', 'severodonek', 'severodoneCk'), ('severodoneck',))
    >>> readings("charkiv")
    ('Carkiv', 'xarkiv', 'Sarkiv')
    """
    return families()[family].readings(spelling)


def are_apart(asked: str, spelling: str, family: str = DEFAULT_FAMILY) -> bool:
    """Whether a folded spelling is another but for an ending that makes another word of it.

    >>> are_apart("donetsky", "донецьк"), are_apart("donyetsk", "donetsk")
    (True, False)
    """
    return families()[family].are_apart(_first(asked, family), spelling)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _first(spelling: str, family: str) -> str:
    # One spelling is held against everything that is similar to it.
    return families()[family].first(spelling)


def coarse(key: str, family: str = DEFAULT_FAMILY) -> str:
    """The coarser form of a key: few vowels, no endings, hard and soft sibilants alike.

    >>> coarse("xarkiv") == coarse("garkov"), coarse("stepnoe") == coarse("stepne")
    (True, True)
    """
    return families()[family].coarse(key)


def consonants(coarse_key: str, family: str = DEFAULT_FAMILY) -> str:
    """The consonants of a coarse key.

    >>> consonants(coarse("mikolaiv"))
    'mklv'
    """
    return families()[family].consonants(coarse_key)
