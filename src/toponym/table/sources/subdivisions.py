"""First-level divisions by the names that pycountry and its translations know, compiled rather than copied."""

import gettext
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from toponym.model import Entry, Name
from toponym.romanization import languages
from toponym.table.sources.countries import language_of_locale, without_breaks
from toponym.text.fold import fold
from toponym.text.latin import latinize

_SOURCE: Final = "pycountry-26"
_REMARK: Final = re.compile(r"\s*\([^)]*\)")
_CODE: Final = re.compile(r"\b[A-Z]{2}-[A-Z0-9]{1,3}\b")
# How ISO 3166-2 turns names round: "Tatarstan, Respublika".
_INVERTED: Final = re.compile(
    "([^,]+), (Respublika|Región de|Région de|Région|Comunidad de|Comunidad|Comunidad Foral de|Principado de|"
    "Hlavní město)"
)
# Translators slip by a line ("Brest" for Vitebsk): a translation that only one language gives must be like an own name.
_LIKENESS: Final = 0.5
_ADJECTIVE_TAILS: Final = frozenset({"Comunidad", "Région"})  # "Valenciana" alone is no name


def subdivision_entries(eponyms: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """One entry a first-level division of ISO 3166-2, id `iso3166_2:XX-YY`, in the order of their codes.

    `eponyms` gives by code the id of the settlement that a division is named after.
    """
    translations = _translations()
    for unit in first_level_units():
        names = [Name(text, "", "official", source=_SOURCE) for text in unit_names(unit)]
        known = {name.text for name in names}
        own = [_comparable(name.text) for name in names]
        told = translations.get(unit.code, ())
        heard = Counter(_comparable(text) for _, text in told)
        for lang, text in told:
            likeness = _comparable(text)
            sure = heard[likeness] > 1 or any(_alike(likeness, name) for name in own)
            if text not in known and sure:
                known.add(text)
                names.append(Name(text, lang, "exonym", source=_SOURCE))
        yield Entry(
            id=f"iso3166_2:{unit.code}",
            kind="region",
            feature=str(unit.type).lower(),
            country=unit.country_code,
            admin1=unit.code,
            eponym=(eponyms or {}).get(unit.code, ""),
            ids={"iso3166_2": unit.code},
            names=tuple(names),
            label=names[0].text,
            sources={"iso3166_2": _SOURCE},
        )


def _comparable(text: str) -> str:
    return fold(latinize(text) or text)


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b).ratio() >= _LIKENESS


def first_level_units() -> list[Any]:
    """The divisions that lie in no other division of their country, by code."""
    import pycountry

    units: Any = pycountry.subdivisions
    return sorted((unit for unit in units if unit.parent_code is None), key=lambda unit: str(unit.code))


def unit_names(unit: Any) -> list[str]:
    """The names of a division as texts write them: what ISO puts into brackets apart, what it turns round turned back.

    >>> [unit_names(type("Unit", (), {"name": name})) for name in ("Catalunya [Cataluña]", "Davao (Region XI)")]
    [['Catalunya', 'Cataluña'], ['Davao']]
    >>> unit_names(type("Unit", (), {"name": "Murcia, Región de"}))
    ['Murcia', 'Región de Murcia']
    """
    names = []
    for part in _CODE.sub("", _REMARK.sub("", str(unit.name).replace("*", ""))).replace("]", "").split("["):
        inverted = _INVERTED.fullmatch(part.strip())
        if inverted is None:
            names.append(part.strip())
            continue
        head, tail = inverted.groups()
        names += [head, f"{tail} {head}"] if tail not in _ADJECTIVE_TAILS else [f"{tail} {head}"]
    return list(dict.fromkeys(filter(None, names)))


def _translations() -> dict[str, list[tuple[str, str]]]:
    """For each division (language, name), the languages with romanization systems first.

    As for countries, a text that one language gives to two divisions is not heard on either.
    """
    import pycountry

    codes: dict[str, set[str]] = defaultdict(set)
    for unit in pycountry.subdivisions:
        codes[unit.name].add(unit.code)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(Path(pycountry.LOCALES_DIR).glob("*/LC_MESSAGES/iso3166-2.mo")):
        with path.open("rb") as stream:
            catalogue = gettext.GNUTranslations(stream)
        lang = language_of_locale(path.parent.parent.name)
        owners: dict[str, set[str]] = defaultdict(set)
        for text, of_text in codes.items():
            translated = without_breaks(catalogue.gettext(text))
            if translated and translated != text:
                owners[translated] |= of_text
        for text, of_text in owners.items():
            if len(of_text) == 1:
                found[next(iter(of_text))].append((lang, text))
    return {code: sorted(names, key=lambda name: name[0] not in languages()) for code, names in found.items()}
