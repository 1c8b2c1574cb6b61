"""Countries by every name that pycountry and its translations know, compiled rather than copied into the table."""

import gettext
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from toponym.model import Entry, Name, Variant
from toponym.romanization import languages

_SOURCE: Final = "pycountry-26"
_NAME_FIELDS: Final = ("common_name", "name", "official_name")
_INVERTED: Final = re.compile(r"([^,]+), (.* of(?: the)?|British|U\.S\.)")
# Hints for breaking lines, which some translations carry and no spelling needs.
_BREAKS: Final = str.maketrans("", "", "\u00ad\u200b")
# gettext's modifiers, as BCP 47 writes them.
_MODIFIERS: Final = {"@latin": "-Latn", "@iqtelif": "-Latn"}


def country_entries() -> Iterator[Entry]:
    """One entry a country of ISO 3166-1, id `iso3166_1:XX`, in the order of their codes."""
    import pycountry

    translations = _translations(Path(pycountry.LOCALES_DIR))
    for country in sorted(pycountry.countries, key=lambda country: str(country.alpha_2)):
        english = {field: text for field in _NAME_FIELDS if (text := getattr(country, field, None))}
        code = country.alpha_2
        names = [Name(text, "en", "exonym", source=_SOURCE) for text in dict.fromkeys(english.values())]
        known = set(english.values())
        for lang, text in translations.get(code, ()):
            if text not in known:
                known.add(text)
                names.append(Name(text, lang, "exonym", source=_SOURCE))
        label = english.get("common_name") or english["name"]
        variants: tuple[Variant, ...] = ()
        inverted = _INVERTED.fullmatch(label)
        if inverted:
            # ISO turns names round: "Iran, Islamic Republic of" is Iran, and Islamic Republic of Iran.
            head, tail = inverted.groups()
            turned = [text for text in (head, f"{tail} {head}") if text not in known]
            variants = tuple(Variant(text, "en", _SOURCE) for text in turned if not _is_common_head(head))
            label = f"{tail} {head}" if _is_common_head(head) else head
        yield Entry(
            id=f"iso3166_1:{code}",
            kind="country",
            country=code,
            ids={"iso3166_1": code, "iso3166_1_alpha3": country.alpha_3},
            names=tuple(names),
            label=label,
            variants=variants,
            sources={"iso3166_1": _SOURCE, "iso3166_1_alpha3": _SOURCE},
        )


def _is_common_head(head: str) -> bool:
    """Whether several countries share the part before the comma, as Korea and Congo."""
    import pycountry

    return sum(country.name.startswith(head) for country in pycountry.countries) > 1


def _translations(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """For each country (language, name): first the languages that have romanization systems, then by their codes.

    A text that several languages share is recorded once, so that order lets it be romanized where that is possible.
    A translation that one language gives to two countries is a translator's slip for at least one of them, so
    that language is not heard on either; nor where it gives a country the English name of another.
    """
    import pycountry

    english = {
        text: country.alpha_2
        for country in pycountry.countries
        for field in _NAME_FIELDS
        if (text := getattr(country, field, None))
    }
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(folder.glob("*/LC_MESSAGES/iso3166-1.mo")):
        with path.open("rb") as stream:
            catalogue = gettext.GNUTranslations(stream)
        owners: dict[str, set[str]] = defaultdict(set)
        for country in pycountry.countries:
            for field in _NAME_FIELDS:
                text = getattr(country, field, None)
                translated = without_breaks(catalogue.gettext(text)) if text else ""
                own = english.get(translated, country.alpha_2) == country.alpha_2
                if translated and translated != text and own:
                    owners[translated].add(country.alpha_2)
        lang = language_of_locale(path.parent.parent.name)
        for text, codes in owners.items():
            if len(codes) == 1:
                found[codes.pop()].append((lang, text))
    return {code: sorted(names, key=lambda name: name[0] not in languages()) for code, names in found.items()}


def without_breaks(translated: str) -> str:
    """A translation without hints for breaking lines."""
    return translated.translate(_BREAKS).strip()


def language_of_locale(locale: str) -> str:
    """The language tag (BCP 47) of a gettext locale."""
    for modifier, script in _MODIFIERS.items():
        locale = locale.replace(modifier, script)
    return locale.replace("_", "-")
