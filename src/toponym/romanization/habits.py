"""House habits: what editors do to a system's spelling, as data; and the spellings that systems and habits yield.

A habit with rules puts its Latin output into the native name before the system reads the rest; a habit that drops marks
or diacritics works on the system's output. So habits and systems stay independent of each other.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from toponym.errors import RomanizationError
from toponym.romanization.engine import Engine, normal
from toponym.romanization.loader import Definition, of_language
from toponym.romanization.notation import Language, parse_rule
from toponym.romanization.records import Generated
from toponym.text.fold import fold

_DATA = Path(__file__).parent / "habits.toml"
_KEYS = {"title", "group", "targets", "factor", "rules", "strip", "plain"}
_MOST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Habit:
    """One house habit; `factor` says how much rarer its spelling is than the system's own."""

    id: str
    title: str
    factor: float
    group: str
    targets: frozenset[str]
    before: Engine | None
    after: Mapping[int, str | None] | None
    decomposes: bool

    def suits(self, definition: Definition) -> bool:
        """Whether the habit is seen with systems made for the same readers."""
        return not self.targets or definition.system.target in self.targets

    def finish(self, spelling: str) -> str:
        """The spelling without the marks or diacritics that the habit takes away."""
        if self.decomposes:
            spelling = "".join(c for c in normal("NFD", spelling) if not unicodedata.combining(c))
        return spelling.translate(self.after) if self.after else spelling


@dataclass(frozen=True, slots=True)
class Style:
    """A set of habits that go together, in the order of the data."""

    habits: tuple[Habit, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The habits' ids."""
        return tuple(habit.id for habit in self.habits)

    @property
    def titles(self) -> tuple[str, ...]:
        """The habits' titles."""
        return tuple(habit.title for habit in self.habits)

    @property
    def factor(self) -> float:
        """How much rarer its spellings are than the system's own."""
        product = 1.0
        for habit in self.habits:
            product *= habit.factor
        return product

    def join(self, other: "Style") -> "Style | None":
        """Both sets of habits together; None when they exclude each other."""
        habits = self.habits + tuple(habit for habit in other.habits if habit not in self.habits)
        groups = [habit.group for habit in habits if habit.group]
        return Style(habits) if len(groups) == len(set(groups)) else None

    def suits(self, definition: Definition) -> bool:
        """Whether all its habits are seen with the system."""
        return all(habit.suits(definition) for habit in self.habits)

    def prepare(self, name: str) -> str:
        """The native name with the Latin output of the habits' rules in place."""
        for habit in self.habits:
            if habit.before is not None:
                name = habit.before.romanize(name)
        return name

    def finish(self, spelling: str) -> str:
        """The spelling after the habits that work on output."""
        for habit in self.habits:
            spelling = habit.finish(spelling)
        return spelling


PLAIN = Style()


@cache
def of_language_habits(lang: str) -> tuple[Habit, ...]:
    """The habits for names of a language, those for all languages last."""
    import tomllib

    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    language = of_language(lang).language
    return tuple(
        _habit(name, table, language) for group in (lang, "any") for name, table in data.get(group, {}).items()
    )


def _habit(name: str, table: Mapping[str, Any], language: Language) -> Habit:
    if unknown := set(table) - _KEYS:
        raise RomanizationError(f"{_DATA.name}: [{name}]: unknown key {min(unknown)!r}")
    try:
        rules = [parse_rule(text, language, name) for text in table.get("rules", ())]
    except RomanizationError as error:
        raise RomanizationError(f"{_DATA.name}: [{name}]: {error}") from error
    after: dict[int, str | None] = dict.fromkeys(map(ord, table.get("strip", "")))
    letters = table.get("plain", "").split()
    for letter, plain in zip(letters[::2], letters[1::2], strict=True):
        after |= {ord(letter): plain, ord(letter.upper()): plain.upper()}
    return Habit(
        id=name,
        title=table["title"],
        factor=table["factor"],
        group=table.get("group", ""),
        targets=frozenset(table.get("targets", ())),
        before=Engine(language, rules) if rules else None,
        after=after or None,
        decomposes="plain" in table,
    )


def styles(lang: str, name: str) -> list[Style]:
    """The sets of at most two rule habits that change a native name, none first."""
    return list(_sets(tuple(h for h in of_language_habits(lang) if h.before is not None and h.before.touches(name))))


@cache
def _sets(habits: tuple[Habit, ...]) -> tuple[Style, ...]:
    found = [PLAIN]
    for size in range(1, _MOST + 1):
        for chosen in combinations(habits, size):
            groups = [habit.group for habit in chosen if habit.group]
            if len(groups) == len(set(groups)):
                found.append(Style(chosen))
    return tuple(found)


def finishes(lang: str) -> tuple[Style, ...]:
    """The habits that work on output: none, marks dropped, and that with diacritics stripped."""
    found: list[Habit] = []
    result = [PLAIN]
    for habit in of_language_habits(lang):
        if habit.before is None:
            found.append(habit)
            result.append(Style(tuple(found)))
    return tuple(result)


def yields(name: str, lang: str) -> Iterator[tuple[str, Definition, Style]]:
    """Each spelling that a system with a set of rule habits yields from a native name, fewest habits first.

    Systems that do not know all letters of the name yield nothing.
    """
    definitions = [d for d in of_language(lang).systems.values() if d.engine.reads(name)]
    for style in styles(lang, name):
        prepared = style.prepare(name)
        for definition in definitions:
            if style.suits(definition):
                yield definition.engine.romanize(prepared), definition, style


def spellings(name: str, lang: str) -> list[Generated]:
    """All distinct spellings of all systems and sensible house habits of a native name.

    Each comes with the systems that yield it with the fewest and most usual habits, the most common system first.
    """
    found: dict[str, tuple[tuple[int, float], Style, list[Definition]]] = {}
    made = list(yields(name, lang))
    for finish in finishes(lang):
        for spelling, definition, style in made:
            finished = finish.finish(spelling)
            if finish.habits and finished == spelling:
                continue
            whole = Style(style.habits + finish.habits)
            rank = len(whole.habits), -whole.factor
            known = found.get(finished)
            if known is None or rank < known[0]:
                known = found[finished] = rank, whole, []
            if rank == known[0]:
                known[2].append(definition)
    return [_generated(spelling, style, systems) for spelling, (_, style, systems) in found.items()]


def generated(name: str, lang: str) -> dict[str, Generated]:
    """The same by folded spelling, for an index: of what folds alike, the fewest habits, then the greatest prior.

    Habits that only drop marks or diacritics never show here, because folding drops them too.

    >>> sorted(generated("Київ", "uk"))[:2]
    ['kiiv', 'kijiv']
    """
    found: dict[str, tuple[str, Style, list[Definition]]] = {}
    folded: dict[str, str] = {}
    for spelling, definition, style in yields(name, lang):
        key = folded.get(spelling)
        if key is None:
            key = folded[spelling] = fold(spelling)
        entry = found.setdefault(key, (spelling, style, []))
        if entry[1] is style:
            entry[2].append(definition)
    return {key: _generated(spelling, style, systems) for key, (spelling, style, systems) in found.items()}


def _generated(spelling: str, style: Style, systems: Sequence[Definition]) -> Generated:
    weight = systems[0].system.prior * style.factor
    return Generated(spelling, tuple(definition.system.id for definition in systems), style.ids, weight)
