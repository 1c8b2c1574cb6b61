"""Which systems and habits yield a spelling from a native name, and which of them a whole source follows."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from toponym.romanization.engine import normal
from toponym.romanization.habits import Habit, Style, finishes, yields
from toponym.romanization.loader import Definition
from toponym.romanization.records import HouseStyle, Identification
from toponym.text.fold import fold

_CURLY = str.maketrans(dict.fromkeys("'`´‘’ʼ′ʹ", "'") | dict.fromkeys("“”″ʺ", '"'))
_SPACE = re.compile(r"\s+")


def identify(spelling: str, name: str, lang: str) -> tuple[Identification, ...]:
    """The systems, with house habits, that yield a spelling from a native name; empty when none does.

    Exact agreement (letter case and the shape of apostrophes aside) comes before agreement with marks folded away, then
    fewer habits, then the more common system. For each system only its best explanation is given.

    >>> [found.explanation for found in identify("Synehubov", "Синєгубов", "uk")][:1]
    ['Ukrainian national system 2010, iotation dropped']
    >>> identify("Oleksander", "Олександр", "uk")
    ()
    """
    found: dict[str, tuple[tuple[bool, int, float], Identification]] = {}
    for definition, style, exact in _explanations(spelling, name, lang):
        prior = definition.system.prior * style.factor
        rank = (not exact, len(style.habits), -prior)
        known = found.get(definition.system.id)
        if known is None or rank < known[0]:
            system = definition.system
            found[system.id] = rank, Identification(system.id, system.title, style.ids, style.titles, exact, prior)
    return tuple(identification for _, identification in sorted(found.values(), key=lambda item: item[0]))


def house_style(pairs: Iterable[tuple[str, str, str]]) -> tuple[HouseStyle, ...]:
    """The style that most spellings of one source follow, for each language; the language with most names first.

    `pairs` holds (spelling, native name, language). Every pair votes for all systems with habits that yield it exactly;
    a habit that a name gives no occasion for is compatible with it. Ties go to fewer habits, then to the more common
    system. A language none of whose spellings any system yields is left out.

    >>> [style.explanation for style in house_style([("Kyyiv", "Київ", "uk"), ("Kharkiv", "Харків", "uk")])]
    ['BGN/PCGN 1965 without marks for Ukrainian, 2 of 2 names']
    """
    by_language: dict[str, list[tuple[str, str]]] = {}
    for spelling, name, lang in pairs:
        by_language.setdefault(lang, []).append((spelling, name))
    found = [style for lang, names in by_language.items() if (style := _vote(lang, names)) is not None]
    return tuple(sorted(found, key=lambda style: -style.names))


def _explanations(spelling: str, name: str, lang: str) -> Iterator[tuple[Definition, Style, bool]]:
    wanted, folded = _plain(spelling), fold(spelling)
    if not wanted:
        return
    for made, definition, style in yields(name, lang):
        if fold(made) == folded:
            exact = [finish for finish in finishes(lang) if _plain(finish.finish(made)) == wanted]
            if exact:
                yield definition, Style(style.habits + _needed(exact[0], made)), True
            else:
                yield definition, style, False


def _needed(finish: Style, made: str) -> tuple[Habit, ...]:
    """The habits of a finish that change the spelling; those that find nothing to drop explain nothing."""
    used = []
    for habit in finish.habits:
        if (after := habit.finish(made)) != made:
            used.append(habit)
        made = after
    return tuple(used)


def _vote(lang: str, names: list[tuple[str, str]]) -> HouseStyle | None:
    seen: dict[tuple[str, tuple[str, ...]], tuple[Definition, Style]] = {}
    for spelling, name in names:
        for definition, style, exact in _explanations(spelling, name, lang):
            if exact:
                seen.setdefault((definition.system.id, style.ids), (definition, style))
    best: tuple[tuple[int, int, float], Definition, Style] | None = None
    for definition, style in _joined(seen.values()):
        fits = sum(_follows(spelling, name, definition, style) for spelling, name in names)
        rank = fits, -len(style.habits), definition.system.prior * style.factor
        if best is None or rank > best[0]:
            best = rank, definition, style
    if best is None:
        return None
    (fits, _, _), definition, style = best
    system = definition.system
    return HouseStyle(
        lang, definition.language.name, system.id, system.title, style.ids, style.titles, fits, len(names)
    )


def _joined(seen: Iterable[tuple[Definition, Style]]) -> list[tuple[Definition, Style]]:
    """The styles seen, and those that join two of one system: a source may have a habit for each of two endings."""
    by_system: dict[str, tuple[Definition, dict[tuple[str, ...], Style]]] = {}
    for definition, style in seen:
        by_system.setdefault(definition.system.id, (definition, {}))[1][style.ids] = style
    for _, found in by_system.values():
        for one, other in list(combinations(found.values(), 2)):
            if (joined := one.join(other)) is not None:
                found.setdefault(joined.ids, joined)
    return [(definition, style) for definition, found in by_system.values() for style in found.values()]


def _follows(spelling: str, name: str, definition: Definition, style: Style) -> bool:
    made = style.finish(definition.engine.romanize(style.prepare(name)))
    return _plain(made) == _plain(spelling)


def _plain(spelling: str) -> str:
    """A spelling without what never tells systems apart: letter case, the shape of apostrophes, spaces at the ends."""
    return _SPACE.sub(" ", normal("NFC", spelling).casefold().translate(_CURLY)).strip()
