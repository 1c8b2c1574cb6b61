"""One entry as a JSON object and back, and every form that is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from tests.conftest import Record
from toponym.errors import TableError
from toponym.model import Name, Variant
from toponym.table import entry_from_record, entry_to_record
from toponym.table.record import ENTRY_KEYS, shown

GOOD: Record = {"id": "my-1", "kind": "settlement", "names": ["Ужгород"]}


def test_a_record_of_every_key_survives_the_way_there_and_back() -> None:
    record: Record = {
        "id": "ua-x",
        "kind": "settlement",
        "feature": "city",
        "country": "UA",
        "admin1": "UA-09",
        "parents": ["ua-x-oblast", "ua-x-raion"],
        "eponym": "ua-y",
        "lat": 0.0,
        "lon": -180.0,
        "population": 0,
        "ids": {"geonames": [702611, 702612], "katottg": "UA44120110010072887"},
        "names": [
            {
                "text": "Ім'я",
                "surname": "я",
                "lang": "uk",
                "status": "former",
                "from": "2016",
                "to": "2024",
                "source": "s",
            }
        ],
        "label": "X",
        "variants": [{"text": "Iks", "surname": "s", "lang": "pl", "source": "s"}],
        "sources": {"lat": "s"},
    }
    assert tuple(record) == ENTRY_KEYS
    entry = entry_from_record(record)
    assert entry.names == (Name("Ім'я", "uk", "former", "2016", "2024", "s", "я"),)
    assert entry.variants == (Variant("Iks", "pl", "s", "s"),)
    assert entry.ids["geonames"] == (702611, 702612)
    again = entry_to_record(entry)
    assert again == record
    assert tuple(again) == ENTRY_KEYS


def test_bare_strings_and_nulls_are_short_forms() -> None:
    nulls: Record = dict.fromkeys(ENTRY_KEYS)
    entry = entry_from_record({**nulls, **GOOD, "variants": ["Ungvár"]})
    assert entry.names == (Name("Ужгород"),)
    assert entry.variants == (Variant("Ungvár"),)
    assert entry_to_record(entry) == {
        "id": "my-1",
        "kind": "settlement",
        "names": [{"text": "Ужгород", "status": "official"}],
        "variants": [{"text": "Ungvár"}],
    }


def test_a_whole_number_may_be_written_with_a_point() -> None:
    entry = entry_from_record(
        {**GOOD, "population": 99067.0, "ids": {"geonames": 691999.0, "twins": [1.0, 2]}, "lat": 1}
    )
    assert (entry.population, entry.ids["geonames"], entry.ids["twins"]) == (99067, 691999, (1, 2))
    assert all(type(value) is int for value in (entry.population, entry.ids["geonames"]))
    assert isinstance(entry.lat, float)


def test_any_mapping_is_a_record() -> None:
    record: Mapping[str, Any] = MappingProxyType(GOOD)
    assert entry_from_record(record).id == "my-1"


LONG = 10**5000
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]

REFUSED: dict[str, tuple[object, str]] = {
    "no object": ([], "expected an object with id, kind and names, got list"),
    "a text": ("Київ", "expected an object with id, kind and names, got str"),
    "nothing": (None, "expected an object with id, kind and names, got NoneType"),
    "no id": ({"kind": "area", "names": ["X"]}, "'id' is missing or no text"),
    "an empty id": ({**GOOD, "id": ""}, "'id' is missing or no text"),
    "a number as id": ({**GOOD, "id": 1}, "'id' is missing or no text"),
    "an unknown key": ({**GOOD, "name": "X"}, "unknown key 'name'; the keys are id, kind, feature"),
    "a key that is no text": (dict([*GOOD.items(), (1, "X")]), "unknown key 1"),
    "no kind": ({"id": "my-1", "names": ["X"]}, "unknown kind ''; use one of country"),
    "an unknown kind": ({**GOOD, "kind": "town"}, "unknown kind 'town'; use one of country"),
    "a kind that is no text": ({**GOOD, "kind": ["area"]}, "'kind' must be a text"),
    "no names": ({"id": "my-1", "kind": "area"}, "no names; give at least one"),
    "an empty list of names": ({**GOOD, "names": []}, "no names; give at least one"),
    "names as a text": ({**GOOD, "names": "Ужгород"}, "'names' must be a list"),
    "an empty name": ({**GOOD, "names": [""]}, "a name without 'text'"),
    "a name without text": ({**GOOD, "names": [{"lang": "uk"}]}, "a name without 'text'"),
    "a number as name": ({**GOOD, "names": [7]}, "a name is a text or an object with 'text', got int"),
    "a null as name": ({**GOOD, "names": [None]}, "a name is a text or an object with 'text', got NoneType"),
    "an unknown key of a name": ({**GOOD, "names": [{"text": "X", "since": "2016"}]}, "unknown key 'since' in a name"),
    "a null in a name": ({**GOOD, "names": [{"text": "X", "lang": None}]}, "'name lang' must be a text, got None"),
    "an unknown status": ({**GOOD, "names": [{"text": "X", "status": "old"}]}, "unknown status 'old'; use official"),
    "a status of a variant": (
        {**GOOD, "variants": [{"text": "X", "status": "former"}]},
        "unknown key 'status' in a variant",
    ),
    "a number as label": ({**GOOD, "label": 5}, "'label' must be a text, got 5"),
    "a number as parent": ({**GOOD, "parents": [5]}, "'parents' must be a text, got 5"),
    "a text as latitude": ({**GOOD, "lat": "48"}, "'lat' must be degrees between -90 and 90, got '48'"),
    "true as latitude": ({**GOOD, "lat": True}, "'lat' must be degrees"),
    "too far north": ({**GOOD, "lat": 90.1}, "'lat' must be degrees between -90 and 90"),
    "too far west": ({**GOOD, "lon": -180.1}, "'lon' must be degrees between -180 and 180"),
    "no number as latitude": ({**GOOD, "lat": float("nan")}, "'lat' must be degrees between -90 and 90, got nan"),
    "infinity as longitude": ({**GOOD, "lon": float("-inf")}, "'lon' must be degrees between -180 and 180, got -inf"),
    "a huge latitude": ({**GOOD, "lat": LONG}, "'lat' must be degrees between -90 and 90, got a int too large"),
    "half a person": ({**GOOD, "population": 0.5}, "'population' must be a whole number, got 0.5"),
    "infinitely many": ({**GOOD, "population": float("inf")}, "'population' must be a whole number, got inf"),
    "true people": ({**GOOD, "population": True}, "'population' must be a whole number, got True"),
    "fewer than nobody": ({**GOOD, "population": -1}, "'population' must be between 0 and"),
    "too many": ({**GOOD, "population": LONG}, "'population' must be between 0 and"),
    "ids as a list": ({**GOOD, "ids": ["geonames"]}, "'ids' must be an object"),
    "an id of nobody": ({**GOOD, "ids": {"": 1}}, "a key of 'ids' must be a text, got ''"),
    "an authority that is no text": ({**GOOD, "ids": {1: 1}}, "a key of 'ids' must be a text, got 1"),
    "a null as id elsewhere": (
        {**GOOD, "ids": {"geonames": None}},
        "id of 'geonames' must be a number, a text or a list",
    ),
    "true as id elsewhere": (
        {**GOOD, "ids": {"geonames": True}},
        "id of 'geonames' must be a number, a text or a list",
    ),
    "an empty id elsewhere": ({**GOOD, "ids": {"geonames": ""}}, "id of 'geonames' must be a number, a text or a list"),
    "a fraction as id": ({**GOOD, "ids": {"geonames": 1.5}}, "id of 'geonames' must be a number, a text or a list"),
    "a negative id": ({**GOOD, "ids": {"geonames": -1}}, "id of 'geonames' must be a number, a text or a list"),
    "a huge id": ({**GOOD, "ids": {"geonames": LONG}}, "id of 'geonames' must be a number, a text or a list"),
    "no twin": ({**GOOD, "ids": {"geonames": []}}, "no id of 'geonames'; give one or remove the key"),
    "a list of lists": ({**GOOD, "ids": {"geonames": [[1]]}}, "id of 'geonames' must be a number, a text or a list"),
    "a P-code": ({**GOOD, "ids": {"pcode": "UA14"}}, "'pcode' is derived from katottg; remove it"),
    "sources as a text": ({**GOOD, "sources": "mine"}, "'sources' must be an object"),
    "a number as source": ({**GOOD, "sources": {"lat": 1}}, "'sources.lat' must be a text, got 1"),
    "a source of nothing": ({**GOOD, "sources": {"": "s"}}, "a key of 'sources' must be a text"),
    "a very deep label": ({**GOOD, "label": DEEP}, "'label' must be a text, got a list too large to show"),
    "a very long kind": ({**GOOD, "kind": "x" * 1_000_000}, "unknown kind 'xxxx"),
    "a kind of two lines": ({**GOOD, "kind": "a\nb"}, "unknown kind 'a\\nb'"),
    "an id of two lines": ({"id": "a\nb", "kind": "town"}, "entry 'a\\nb': unknown kind"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_named_in_one_short_line(case: str) -> None:
    record, words = REFUSED[case]
    with pytest.raises(TableError) as caught:
        entry_from_record(record, "places.json, line 7")
    message = str(caught.value)
    assert message.startswith("places.json, line 7")
    assert words in message
    assert len(message.splitlines()) == 1
    assert len(message) < 400
    if isinstance(record, dict) and record.get("id") == "my-1":
        assert message.startswith("places.json, line 7, entry my-1: ")


def test_without_a_place_the_entry_is_named() -> None:
    with pytest.raises(TableError, match=r"^entry: expected an object"):
        entry_from_record(5)
    with pytest.raises(TableError, match=r"^entry my-1: no names"):
        entry_from_record({"id": "my-1", "kind": "area"})


def test_values_are_shown_short() -> None:
    assert shown("Київ") == "'Київ'"
    assert len(shown("x" * 10_000)) == 80
    assert shown("\ud800") == "'\\ud800'"
