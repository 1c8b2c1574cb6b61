"""Countries as pycountry and its translations name them."""

import gettext
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pycountry
import pytest

from toponym.model import Entry
from toponym.romanization import languages
from toponym.table import authority_keys, problems
from toponym.table.sources.countries import country_entries

ISO: Any = pycountry.countries


@pytest.fixture(scope="module")
def countries() -> dict[str, Entry]:
    return {entry.country: entry for entry in country_entries()}


def texts(entry: Entry, lang: str = "") -> list[str]:
    return [part.text for part in entry.names + entry.variants if not lang or part.lang == lang]


def test_every_country_is_one_entry_in_the_order_of_codes(countries: dict[str, Entry]) -> None:
    assert list(countries) == sorted(country.alpha_2 for country in pycountry.countries)
    for code, entry in countries.items():
        assert (entry.id, entry.kind, entry.ids["iso3166_1"]) == (f"iso3166_1:{code}", "country", code)
        assert entry.ids["iso3166_1_alpha3"] == ISO.get(alpha_2=code).alpha_3
        assert {part.source for part in entry.names + entry.variants} == {"pycountry-26"}
        assert entry.label


def test_no_two_share_an_id(countries: dict[str, Entry]) -> None:
    keys = Counter(key for entry in countries.values() for key in authority_keys(entry))
    assert keys.most_common(1)[0][1] == 1


def test_the_entries_are_well_formed(countries: dict[str, Entry]) -> None:
    assert list(problems(countries.values())) == []


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("UA", "en", "Ukraine"),
        ("UA", "uk", "Україна"),
        ("UA", "ru", "Украина"),
        ("BY", "be", "Беларусь"),
        ("BG", "bg", "България"),
        ("DE", "fr", "Allemagne"),
        ("DE", "pl", "Niemcy"),
    ],
)
def test_names_in_many_languages(countries: dict[str, Entry], code: str, lang: str, name: str) -> None:
    assert name in texts(countries[code], lang)


def test_every_translation_comes_from_the_catalogue_of_its_language(countries: dict[str, Entry]) -> None:
    path = Path(pycountry.LOCALES_DIR) / "uk" / "LC_MESSAGES" / "iso3166-1.mo"
    with path.open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    for code in ("UA", "PL", "FR"):
        country = ISO.get(alpha_2=code)
        assert catalogue.gettext(country.name) in texts(countries[code], "uk")


def test_a_text_that_languages_share_belongs_to_one_that_is_romanized(countries: dict[str, Entry]) -> None:
    first = [
        entry.names[1].lang for entry in countries.values() if len(entry.names) > 1 and entry.names[1].lang != "en"
    ]
    assert first
    assert set(first) <= set(languages())


def test_names_that_iso_turns_round_are_turned_back(countries: dict[str, Entry]) -> None:
    listed = {"Bonaire, Sint Eustatius and Saba", "Saint Helena, Ascension and Tristan da Cunha"}
    assert {entry.label for entry in countries.values() if ", " in entry.label} <= listed
    assert (countries["VG"].label, countries["VI"].label) == ("British Virgin Islands", "U.S. Virgin Islands")
    labels = {code: countries[code].label for code in ("IR", "KP", "CD")}
    inverted = {code: ISO.get(alpha_2=code).name for code in labels}
    for code, name in inverted.items():
        head = name.split(",")[0]
        assert head in labels[code]
        assert "," not in labels[code]


def test_a_head_that_two_countries_share_is_a_name_of_neither(countries: dict[str, Entry]) -> None:
    for head in ("Korea", "Congo"):
        bearers = [entry.id for entry in countries.values() if head in texts(entry, "en")]
        sharing = [country for country in pycountry.countries if country.name.startswith(head)]
        assert len(bearers) < len(sharing)


def test_a_translation_that_one_language_gives_to_two_countries_is_left_out(countries: dict[str, Entry]) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for code, entry in countries.items():
        for name in entry.names:
            if name.lang != "en":
                owners.setdefault((name.lang, name.text), set()).add(code)
    assert {key: codes for key, codes in owners.items() if len(codes) > 1} == {}


def test_no_name_stands_twice_in_an_entry(countries: dict[str, Entry]) -> None:
    for entry in countries.values():
        counted: Sequence[tuple[str, int]] = Counter(texts(entry)).most_common(1)
        assert counted[0][1] == 1, (entry.id, counted)
