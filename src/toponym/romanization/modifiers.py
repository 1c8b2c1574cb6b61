"""Readings of a name with the words that languages translate: "Gavrilovka Vtoraya" as "Gavrilovka Druha".

The words are data (modifiers.toml), their spellings are generated. What is read so is derived, not attested: whoever
uses it says so.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from toponym.romanization.counterparts import counterparts
from toponym.romanization.habits import generated
from toponym.romanization.loader import languages
from toponym.text.fold import fold
from toponym.text.modifiers import FORMS, Modifiers, Record

_DATA: Final = Path(__file__).parent / "modifiers.toml"


@cache
def modifiers() -> Modifiers:
    """All modifiers in every spelling, which takes a third of a second: an index may keep them.

    >>> readings = {reading.key: reading.words for reading in modifiers().readings("gavrilovka vtoraya")}
    >>> readings["gavrilovka druha"], "druha gavrilovka" in readings, "gavrilovka druhyi" in readings
    ("'vtoraya' read as Друга", True, False)
    >>> list(modifiers().readings("krasnaya polyana")), list(modifiers().readings("vtoraya"))
    ([], [])
    """
    return Modifiers(map(_records, _groups()))


def _records(group: dict[str, list[str]]) -> Iterator[Record]:
    found: dict[tuple[str, str], int] = {}
    for lang, series in group.items():
        for text in series:
            forms = text.split()
            for at, native in enumerate(forms):
                own = (1 << FORMS) - 1 if len(forms) == 1 else 1 << at
                for spelling in _all_spellings(native, lang):
                    key = " ".join(spelling.split()), native
                    found[key] = found.get(key, 0) | own
    return ((spelling, native, forms) for (spelling, native), forms in found.items())


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
