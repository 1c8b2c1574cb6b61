"""Which romanization a whole source follows, found by voting over its names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from toponym.matching.identify import Explanation, identify_entry
from toponym.matching.normalizer import Normalizer
from toponym.model import Entry
from toponym.romanization import HouseStyle, languages
from toponym.romanization import house_style as vote
from toponym.romanization.habits import Style, of_language_habits
from toponym.romanization.loader import definition

# More names than these change no vote; the count that is told is over all.
_MOST_VOTES: Final = 100
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("`´‘’ʼ′ʹ", "'"))
# What a house habit and what another source language cost, in names: a style must explain more than it assumes. In a
# long list a few names fit anything.
_HABIT_COST: Final = 0.5
_LANGUAGE_COST: Final = 1.0
_SHARE_COST: Final = 0.01


class _Item(NamedTuple):
    """One spelling with its explanations by language, the plainest first; `native` is the name it should spell."""

    spelling: str
    native: str
    lang: str
    ways: dict[str, list[Explanation]]

    def pair(self, lang: str) -> tuple[str, str, str]:
        """What votes for a style of a language."""
        ways = self.ways.get(lang)
        if not ways:
            return self.spelling, self.native, lang
        return ways[0].spelling, ways[0].romanized, lang

    def habits(self, lang: str) -> int:
        """How many habits the plainest explanation in a language takes."""
        return len(self.ways[lang][0].habits)

    def follows(self, style: HouseStyle) -> bool:
        """Whether a style yields the spelling; a habit that the name gives no occasion for is compatible with it."""
        natives = dict.fromkeys(way.romanized for way in self.ways.get(style.lang, ()))
        return any(_plain(_spelled(native, style)) == _plain(self.spelling) for native in natives)


def house_style(spellings: Iterable[str], normalizer: Normalizer, country: str | None = None) -> tuple[HouseStyle, ...]:
    """The style that most spellings of one source follow, for each language that they come from.

    Every distinct spelling that means something in the normalizer's layers has one vote. Spellings that are recorded
    and that no system yields (Kijów, Sea of Azov) are no romanizations and do not vote. A second language, and a
    house habit, is only assumed where it explains more names than it costs.
    """
    items = list(_items(dict.fromkeys(spellings), normalizer, country))
    fitting = [lang for lang, _ in Counter(lang for item in items for lang in item.ways).most_common(2)]
    best = max((_styles(items, only) for only in (None, *fitting)), key=_worth)
    return tuple(sorted(best, key=lambda style: -style.names))


def _spelled(native: str, style: HouseStyle) -> str:
    """What a style makes of a native name."""
    habits = Style(tuple(habit for habit in of_language_habits(style.lang) if habit.id in style.habits))
    return habits.finish(definition(style.system).engine.romanize(habits.prepare(native)))


def _plain(spelling: str) -> str:
    return " ".join(spelling.casefold().translate(_APOSTROPHES).split())


def _items(spellings: Iterable[str], normalizer: Normalizer, country: str | None) -> Iterator[_Item]:
    for match in normalizer.normalize_many(spellings, country=country):
        if match.status == "none":
            continue
        entry = match.candidates[0].entry
        found = [item for item in identify_entry(match.query, entry) if item.exact]
        romanized = [item for item in found if not item.recorded]
        if romanized:
            attested = [item for item in romanized if not item.derived] or romanized
            for part in dict.fromkeys(item.spelling for item in attested):
                yield _item(part, [item for item in attested if item.spelling == part])
        elif not found:
            yield from _misfit(match.query, entry)


def _item(spelling: str, found: list[Explanation]) -> _Item:
    ways: dict[str, list[Explanation]] = {}
    for item in found:
        ways.setdefault(item.lang, []).append(item)
    return _Item(spelling, found[0].romanized, found[0].lang, ways)


def _misfit(spelling: str, entry: Entry) -> Iterator[_Item]:
    """A spelling that nothing explains counts against the style of the language of the entry's first name."""
    for name in entry.names:
        if name.lang in languages():
            yield _Item(spelling, name.text, name.lang, {})
            return


def _styles(items: Sequence[_Item], only: str | None) -> tuple[HouseStyle, ...]:
    """The styles of the languages that the spellings come from most plainly, or of one language `only`."""
    pools: dict[str, list[_Item]] = {}
    for item in items:
        if only in item.ways:
            plainest = [only]
        else:
            fewest = min(map(item.habits, item.ways), default=0)
            plainest = [lang for lang in item.ways if item.habits(lang) == fewest]
        for lang in plainest:
            pools.setdefault(str(lang), []).append(item)
    found = [style for lang, pool in pools.items() for style in vote(item.pair(lang) for item in _some(pool))]
    # The style with most followers has the first claim on a spelling that several of them yield.
    found.sort(key=lambda style: -sum(item.follows(style) for item in items))
    left = list(items)
    kept: list[tuple[HouseStyle, list[_Item]]] = []
    for style in found:
        followers = [item for item in left if item.follows(style)]
        cost = _LANGUAGE_COST + _SHARE_COST * len(items) + _HABIT_COST * len(style.habits)
        if len(followers) > cost or not kept:
            kept.append((style, followers))
            left = [item for item in left if not item.follows(style)]
    counted = []
    for style, followers in kept:
        misfits = [item for item in left if style.lang in (item.ways or (item.lang,))]
        left = [item for item in left if item not in misfits]
        counted.append(replace(style, fits=len(followers), names=len(followers) + len(misfits)))
    return tuple(counted)


def _some(pool: Sequence[_Item]) -> Sequence[_Item]:
    return pool[:: -(-len(pool) // _MOST_VOTES)]


def _worth(styles: Iterable[HouseStyle]) -> float:
    return sum(style.fits - _LANGUAGE_COST - _HABIT_COST * len(style.habits) for style in styles)
