"""Names read with other words for their modifiers: "Gavrilovka Vtoraya" as "Gavrilovka Druha".

What the words are, and what they mean to each other, comes from `toponym.romanization.modifiers`, or from an index that
was compiled with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Final, NamedTuple

from toponym.text.script import main_script

FORMS: Final = 4  # masculine, feminine, neuter, plural
_MOST_WORDS: Final = 6
_MOST_MODIFIERS: Final = 2
_LONGEST: Final = 2  # "2-ya" is two words

Word = tuple[str, ...]
Record = tuple[str, str, int]  # a folded spelling, the native form it spells, and the forms it may be as bits


class Modified(NamedTuple):
    """A folded name with other words for its modifiers, and what was read as what."""

    key: str
    words: str


class _Place(NamedTuple):
    """Where a modifier stands in a name, and what it may be read as, each with its native form."""

    start: int
    end: int
    readings: tuple[tuple[Word, str], ...]


class Modifiers:
    """Groups of words that mean the same; each group is the records of its spellings.

    >>> second = [("vtoraya", "Вторая", 2), ("druha", "Друга", 2), ("druhyi", "Другий", 1)]
    >>> [reading.key for reading in Modifiers([second]).readings("gavrilovka vtoraya")]
    ['vtoraya gavrilovka', 'gavrilovka druha', 'druha gavrilovka']
    """

    def __init__(self, groups: Iterable[Iterable[Sequence[str | int]]]) -> None:
        """Raises TypeError or ValueError for what are no such records."""
        self._groups = tuple(tuple(map(_record, group)) for group in groups)
        self._known: dict[tuple[int, int, str], tuple[tuple[Word, str], ...]] = {}

    def records(self) -> tuple[tuple[Record, ...], ...]:
        """What it was made of."""
        return self._groups

    def readings(self, key: str) -> Iterator[Modified]:
        """Yield a folded name with its modifiers in other languages and spellings, in their place or at the other end.

        Nothing for a name without a modifier, or of modifiers alone.
        """
        words = key.split()
        if not 2 <= len(words) <= _MOST_WORDS:
            return
        places = self._places(words, main_script(key))
        if not places or sum(place.end - place.start for place in places) >= len(words):
            return
        seen = {key}
        kept = [[((), ""), *place.readings] for place in places[:_MOST_MODIFIERS]]
        for chosen in product(*kept):
            for reading in _put(
                words, [(place, *pair) for place, pair in zip(places, chosen, strict=False) if pair[0]]
            ):
                if reading.key not in seen:
                    seen.add(reading.key)
                    yield reading

    def _places(self, words: list[str], script: str) -> list[_Place]:
        found: list[_Place] = []
        start = 0
        while start < len(words):
            sizes = range(min(_LONGEST, len(words) - start), 0, -1)
            size = next((size for size in sizes if " ".join(words[start : start + size]) in self._lexicon), 0)
            if size:
                readings: dict[Word, str] = {}
                for group, form in self._lexicon[" ".join(words[start : start + size])]:
                    for reading, native in self._of_form(group, form, script):
                        readings.setdefault(reading, native)
                found.append(_Place(start, start + size, tuple(readings.items())))
            start += size or 1
        return found

    def _of_form(self, group: int, form: int, script: str) -> tuple[tuple[Word, str], ...]:
        """Every spelling in a script of one form of a group, with the native form it spells."""
        known = self._known.get((group, form, script))
        if known is None:
            known = self._known[group, form, script] = tuple(
                (tuple(spelling.split()), native)
                for spelling, native, forms in self._groups[group]
                if forms >> form & 1 and main_script(spelling) in (script, "Common")
            )
        return known

    @cached_property
    def _lexicon(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The groups and forms that a folded spelling may be."""
        found: dict[str, dict[tuple[int, int], None]] = {}
        for group, records in enumerate(self._groups):
            for spelling, _, forms in records:
                own = ((group, form) for form in range(FORMS) if forms >> form & 1)
                found.setdefault(spelling, {}).update(dict.fromkeys(own))
        return {spelling: tuple(places) for spelling, places in found.items()}


def _record(record: Sequence[str | int]) -> Record:
    spelling, native, forms = record
    if not isinstance(spelling, str) or not isinstance(native, str) or not isinstance(forms, int):
        raise TypeError("a modifier is a spelling, a native form and a number")
    return spelling, native, forms


def _put(words: list[str], chosen: list[tuple[_Place, Word, str]]) -> Iterator[Modified]:
    """The name with the chosen readings; one that stands at an end, also at the other end."""
    changed = list(words)
    for place, reading, _ in reversed(chosen):
        changed[place.start : place.end] = reading
    said = ", ".join(f"{' '.join(words[place.start : place.end])!r} read as {native}" for place, _, native in chosen)
    if chosen:
        yield Modified(" ".join(changed), said)
    if len(chosen) == 1:
        place, reading, _ = chosen[0]
        if place.start == 0:
            yield Modified(" ".join((*words[place.end :], *reading)), said)
        elif place.end == len(words):
            yield Modified(" ".join((*reading, *words[: place.start])), said)
