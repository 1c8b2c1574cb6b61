"""The grammars: TOML files, read and compiled into look-ups by suffix when a language is first asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from toponym.errors import InflectionError
from toponym.inflection.records import CASES, Paradigm, Row

_FOLDER = Path(__file__).parent
LANGUAGES = ("uk", "ru")
_PARADIGM_KEYS = {"title", "gender", "sex", "source", "vocative", *CASES}
_ROW_KEYS = {"ends", "as", "stem", "drop", "zero"}
START = "#"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Suffixes(Generic[T]):
    """Rows by the end of a word; the longest end that fits decides."""

    rows: Mapping[str, tuple[T, ...]]
    longest: int

    def of(self, word: str) -> tuple[T, ...] | None:
        """The rows of a word in small letters; None when no end fits."""
        return self.rows.get(self.end(word))

    def end(self, word: str) -> str:
        """The longest end of a word in small letters that has rows; empty when none has."""
        marked = START + word
        for length in range(min(self.longest, len(marked)), 0, -1):
            if marked[-length:] in self.rows:
                return marked[-length:]
        return ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's classes, compiled."""

    code: str
    vowels: frozenset[str]
    labials: frozenset[str]
    soften: Mapping[str, str]
    prepositions: frozenset[str]
    generic: frozenset[str]
    modifiers: frozenset[str]
    possessive: tuple[str, ...]
    tables: Mapping[str, Suffixes[Row]]
    patronymics: tuple[str, ...]
    men: frozenset[str]
    women: frozenset[str]
    derived: Suffixes[tuple[int, str]]
    adjective_endings: tuple[str, ...]
    linking: str
    linking_soft: str
    soft_genitives: tuple[str, ...]
    region: Mapping[str, tuple[str, ...]]
    region_endings: tuple[str, ...]


@cache
def grammar(code: str) -> Grammar | None:
    """A language's grammar; None for a language that has none. InflectionError when its file is faulty."""
    return load_file(_FOLDER / f"{code}.toml") if code in LANGUAGES else None


def load_file(path: Path) -> Grammar:
    """The grammar of a file; InflectionError names the file, the row and what is wrong with it."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InflectionError(f"{path.name} cannot be read ({error}); restore it from the distribution") from error
    try:
        return _compile(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise InflectionError(f"{path.name}: {error} is missing or has a wrong form") from error
    except InflectionError as error:
        raise InflectionError(f"{path.name}: {error}") from error


def _compile(data: Mapping[str, Any]) -> Grammar:
    language, persons, derived = data["language"], data["persons"], data["derived"]
    paradigms = {name: _paradigm(name, table, data["sources"]) for name, table in data["paradigms"].items()}
    return Grammar(
        code=language["code"],
        vowels=frozenset(language["vowels"]),
        labials=frozenset(language["labials"]),
        soften={pair[0]: pair[1] for pair in language["soften"].split()},
        prepositions=frozenset(language["prepositions"].split()),
        generic=frozenset(language["generic"].split()),
        modifiers=frozenset(language["modifiers"].split()),
        possessive=tuple(language["possessive"].split()),
        tables={name: _suffixes(name, rows, paradigms) for name, rows in data["words"].items()},
        patronymics=tuple(persons["patronymics"].split()),
        men=frozenset(persons["men"].split()),
        women=frozenset(persons["women"].split()),
        derived=_derived(derived["adjective"]),
        adjective_endings=tuple(derived["endings"].split()),
        linking=derived["linking"],
        linking_soft=derived["linking_soft"],
        soft_genitives=tuple(derived["soft"].split()),
        region={pair.split()[0]: tuple(pair.split()[1:]) for pair in derived["region"]},
        region_endings=tuple(derived["region_endings"].split()),
    )


def _paradigm(name: str, table: Mapping[str, str], sources: Mapping[str, str]) -> Paradigm:
    if unknown := set(table) - _PARADIGM_KEYS:
        raise InflectionError(f"[paradigms.{name}]: unknown key {min(unknown)!r}")
    if missing := set(table["source"].split()) - set(sources):
        raise InflectionError(f"[paradigms.{name}]: source {min(missing)!r} is none of [sources]")
    gender = table["gender"]
    return Paradigm(
        name,
        table["title"],
        gender,
        table.get("sex", "m" if gender in "mn" else "f"),
        tuple(tuple(table.get(case, "").split()) for case in CASES),
    )


def _suffixes(name: str, rows: Iterable[Mapping[str, Any]], paradigms: Mapping[str, Paradigm]) -> Suffixes[Row]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        if unknown := set(row) - _ROW_KEYS:
            raise InflectionError(f"{name}: row {row['ends']!r}: unknown key {min(unknown)!r}")
        for end in row["ends"].split():
            if end in found:
                raise InflectionError(f"{name}: the end {end!r} stands in two rows; put their classes into one")
            found[end] = _row(name, end, row, paradigms)
    return Suffixes(found, max(map(len, found), default=0))


def _row(name: str, end: str, row: Mapping[str, Any], paradigms: Mapping[str, Paradigm]) -> tuple[Row, ...]:
    names = row.get("as", "").split()
    if missing := [each for each in names if each not in paradigms]:
        raise InflectionError(f"{name}: row {end!r}: {missing[0]!r} is none of [paradigms]")
    whole = len(end.removeprefix(START))
    stems = tuple(row["stem"].split()) if "stem" in row else ("",)
    cut = whole if "stem" in row else row.get("drop", 0)
    if cut > whole:
        raise InflectionError(f"{name}: row {end!r} drops more letters than it has")
    shown = end.removeprefix(START) if end.startswith(START) else f"-{end}"
    return tuple(
        Row(cut, stems, row.get("zero"), whole, paradigms[each], f"{paradigms[each].title}: {shown}") for each in names
    )


def _derived(rows: Iterable[Mapping[str, str]]) -> Suffixes[tuple[int, str]]:
    """What takes the place of an end, by the end, with the letters that it takes the place of."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for row in rows:
        for end in row["ends"].split():
            if end in found:
                raise InflectionError(f"derived: the end {end!r} stands in two rows; put their stems into one")
            whole = len(end.removeprefix(START))
            found[end] = tuple((whole, stem) for stem in row["gives"].replace("_", end).split())
    return Suffixes(found, max(map(len, found), default=0))
