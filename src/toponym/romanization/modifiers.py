"""Readings of a name with the words that languages translate: "Gavrilovka Vtoraya" as "Gavrilovka Druha".

The words are data (modifiers.toml). What is read so is derived, not attested: whoever uses it says so.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from toponym.romanization.counterparts import counterparts
from toponym.romanization.habits import generated
from toponym.romanization.loader import languages
from toponym.text.fold import fold
from toponym.text.script import main_script

_DATA: Final = Path(__file__).parent / "modifiers.toml"
_FORMS: Final = 4  # masculine, feminine, neuter, plural
_MOST_WORDS: Final = 6
_MOST_MODIFIERS: Final = 2
_LONGEST: Final = 2  # "2-ya" is two words

Word = tuple[str, ...]


class Modified(NamedTuple):
    """A folded name with other words for its modifiers, and what was read as what."""

    key: str
    words: str


class _Place(NamedTuple):
    """Where a modifier stands in a name, and what it may be read as, each with its native form."""

    start: int
    end: int
    readings: tuple[tuple[Word, str], ...]


def modifier_readings(key: str) -> Iterator[Modified]:
    """Yield a folded name with its modifiers in other languages and spellings, in their place or at the other end.

    Nothing for a name without a modifier, or of modifiers alone.

    >>> readings = {reading.key: reading.words for reading in modifier_readings("gavrilovka vtoraya")}
    >>> readings["gavrilovka druha"], "druha gavrilovka" in readings, "gavrilovka druhyi" in readings
    ("'vtoraya' read as Друга", True, False)
    >>> list(modifier_readings("krasnaya polyana")), list(modifier_readings("vtoraya"))
    ([], [])
    """
    words = key.split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return
    places = _places(words, main_script(key))
    if not places or sum(place.end - place.start for place in places) >= len(words):
        return
    seen = {key}
    kept = [[((), ""), *place.readings] for place in places[:_MOST_MODIFIERS]]
    for chosen in product(*kept):
        for reading in _put(words, [(place, *pair) for place, pair in zip(places, chosen, strict=False) if pair[0]]):
            if reading.key not in seen:
                seen.add(reading.key)
                yield reading


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


def _places(words: list[str], script: str) -> list[_Place]:
    found: list[_Place] = []
    start = 0
    while start < len(words):
        sizes = range(min(_LONGEST, len(words) - start), 0, -1)
        size = next((size for size in sizes if tuple(words[start : start + size]) in _lexicon()), 0)
        if size:
            word = tuple(words[start : start + size])
            readings: dict[Word, str] = {}
            for group, form in _lexicon()[word]:
                for reading, native in _readings(group, form, script):
                    readings.setdefault(reading, native)
            found.append(_Place(start, start + size, tuple(readings.items())))
        start += size or 1
    return found


@cache
def _readings(group: int, form: int, script: str) -> tuple[tuple[Word, str], ...]:
    """Every spelling in a script of one form of a group, with the native form it spells."""
    return tuple(
        (spelling, native)
        for (spelling, native), forms in _spellings(group).items()
        if form in forms and main_script(" ".join(spelling)) in (script, "Common")
    )


@cache
def _lexicon() -> dict[Word, tuple[tuple[int, int], ...]]:
    """The groups and forms that a folded spelling may be."""
    found: dict[Word, dict[tuple[int, int], None]] = {}
    for group in range(len(_groups())):
        for (spelling, _), forms in _spellings(group).items():
            found.setdefault(spelling, {}).update(dict.fromkeys((group, form) for form in forms))
    return {spelling: tuple(places) for spelling, places in found.items()}


@cache
def _spellings(group: int) -> dict[tuple[Word, str], set[int]]:
    found: dict[tuple[Word, str], set[int]] = {}
    for lang, series in _groups()[group].items():
        for text in series:
            forms = text.split()
            for at, native in enumerate(forms):
                for spelling in _all_spellings(native, lang):
                    own = range(_FORMS) if len(forms) == 1 else (at,)
                    found.setdefault((tuple(spelling.split()), native), set()).update(own)
    return found


def _all_spellings(native: str, lang: str) -> Iterator[str]:
    yield fold(native)
    if lang in languages():
        yield from generated(native, lang)
    # The index holds regular counterparts of whole names, in which a modifier is no more than transcribed.
    for counterpart in counterparts(native) if lang == "uk" else ():
        yield fold(counterpart)
        yield from generated(counterpart, "ru")


@cache
def _groups() -> tuple[dict[str, list[str]], ...]:
    import tomllib

    return tuple(tomllib.loads(_DATA.read_text(encoding="utf-8"))["modifiers"])
