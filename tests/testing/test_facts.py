"""What is wrong with one entry: letters, dates, the codifier, derivable variants, coordinates."""

from typing import Any

import pytest

from toponym.model import Entry
from toponym.table import Table, entry_from_record
from toponym.testing.facts import derivation, faulty
from toponym.testing.places import Neighbours, in_country, misplaced
from toponym.testing.subject import Codifier, subject

LYSYCHANSK = "ua-lysychansk"


@pytest.fixture(scope="module")
def codifier() -> Codifier:
    return Codifier()


@pytest.fixture(scope="module")
def curated() -> Table:
    return subject().table


def rules(entry: Entry, codifier: Codifier, *, curated: bool = True) -> list[str]:
    return [finding.rule for finding in faulty(entry, codifier, curated=curated)]


def named(text: str, lang: str = "uk", **more: Any) -> Entry:
    return entry_from_record({"id": "x", "kind": "settlement", "names": [{"text": text, "lang": lang, **more}]})


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (named("Донeцьк"), "letters"),  # a Latin e
        (named("Київstar"), "letters"),
        (named("Донецькы"), "letters"),  # no letter of Ukrainian
        (named("Донецьк", "ru", status="exonym", to="1924"), "date"),
        (named("Донецьк", **{"from": "2999"}), "date"),
        (named("Донецьк", to="2016"), "date"),
    ],
)
def test_names(entry: Entry, rule: str, codifier: Codifier) -> None:
    assert rules(entry, codifier) == [rule]


def test_a_former_name_whose_successor_has_a_date_has_one(codifier: Codifier) -> None:
    names: list[dict[str, str]] = [
        {"text": "Торецьк", "lang": "uk", "from": "2016"},
        {"text": "Дзержинськ", "lang": "uk", "status": "former"},
    ]
    entry = {"id": "x", "kind": "settlement", "names": names}
    assert rules(entry_from_record(entry), codifier) == ["date"]
    names[1]["to"] = "2016"
    assert rules(entry_from_record(entry), codifier) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "river"},
        {"feature": "village"},
        {"admin1": "UA-14"},
        {"parents": ["katottg:UA14000000000091971"]},
        {"names": [{"text": "Лисичанське", "lang": "uk"}]},
        {"ids": {"katottg": "UA44120110010072887"}},  # another city's
        {"ids": {"katottg": "UA44120110019999999"}},  # nobody's
    ],
)
def test_the_codifier_is_compared(change: dict[str, Any], codifier: Codifier) -> None:
    record = {
        "id": LYSYCHANSK,
        "kind": "settlement",
        "feature": "city",
        "country": "UA",
        "admin1": "UA-09",
        "ids": {"katottg": "UA44120050010021900"},
        "names": [{"text": "Лисичанськ", "lang": "uk"}],
    }
    assert rules(entry_from_record(record), codifier) == []
    found = rules(entry_from_record({**record, **change}), codifier)
    assert set(found) == {"codifier"}
    of_user = rules(entry_from_record({**record, **change}), codifier, curated=False)
    assert of_user == (["codifier"] if "9999999" in str(change) else [])


def test_a_derivable_variant_is_told_with_its_system(codifier: Codifier) -> None:
    entry = entry_from_record(
        {"id": "x", "kind": "settlement", "names": [{"text": "Київ", "lang": "uk"}], "variants": ["Kyyiv", "Kijów"]}
    )
    [finding] = faulty(entry, codifier)
    assert finding.rule == "derivable"
    assert "BGN/PCGN 1965" in finding.message
    assert derivation(entry, "Kyiv")
    assert not derivation(entry, "Kijów")


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        (38.4, 48.9, "are swapped"),
        (52.5, 13.4, "lie outside UA"),
        (49.8, 24.0, "km from the next place in UA-09"),
    ],
)
def test_coordinates_that_cannot_be_right(curated: Table, lat: float, lon: float, words: str) -> None:
    neighbours = Neighbours(curated)
    city = curated[LYSYCHANSK]
    assert list(misplaced(city, neighbours)) == []
    moved = entry_from_record(
        {
            "id": city.id,
            "kind": city.kind,
            "country": city.country,
            "admin1": city.admin1,
            "ids": dict(city.ids),
            "lat": lat,
            "lon": lon,
            "names": ["Лисичанськ"],
        }
    )
    [finding] = misplaced(moved, neighbours)
    assert words in finding.message


def test_a_country_without_known_places_holds_any_point() -> None:
    assert in_country("", 0, 0)
    assert in_country("AQ", -80, 0)
    assert in_country("FJ", -16.8, -179.9)  # on the other side of the date line
    assert not in_country("FJ", 16.8, 10)


def test_every_country_of_the_table_is_where_its_places_are(curated: Table) -> None:
    wrong = [
        entry.id
        for entry in curated
        if entry.lat is not None and entry.lon is not None and not in_country(entry.country, entry.lat, entry.lon)
    ]
    assert wrong == []
