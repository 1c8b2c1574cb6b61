"""Small tables that many tests share, and the embedded layer, built at most once a run."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from toponym.gazetteer import Index, index_of
from toponym.matching import Normalizer
from toponym.table import Table

Record = dict[str, Any]

# A busy machine is no error of the code: nothing here is timed. The profile `ci` finds the same every time; `long`
# looks further, for hours if need be: pytest --hypothesis-profile=long tests/properties
settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile(
    "long", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=5000, print_blob=True
)
settings.load_profile("ci")

SMALL: list[Record] = [
    {
        "id": "ua-luhansk",
        "kind": "settlement",
        "feature": "city",
        "country": "UA",
        "admin1": "UA-09",
        "lat": 48.567,
        "lon": 39.317,
        "population": 397677,
        "ids": {"geonames": 702658, "katottg": "UA44100030010062346"},
        "names": [
            {"text": "Луганськ", "lang": "uk", "status": "official", "from": "1990-05-04"},
            {"text": "Луганск", "lang": "ru", "status": "exonym"},
            {"text": "Ворошиловград", "lang": "ru", "status": "former", "from": "1970-01-05", "to": "1990-05-04"},
        ],
        "label": "Luhansk",
        "variants": [{"text": "Lougansk", "lang": "fr"}],
    },
    {
        "id": "ua-luhansk-oblast",
        "kind": "region",
        "feature": "oblast",
        "country": "UA",
        "admin1": "UA-09",
        "eponym": "ua-luhansk",
        "ids": {"geonames": 702657, "iso3166_2": "UA-09"},
        "names": [{"text": "Луганська область", "lang": "uk"}],
        "label": "Luhansk Oblast",
    },
    {
        "id": "ua-luhansk-raion",
        "kind": "district",
        "country": "UA",
        "admin1": "UA-09",
        "parents": ["ua-luhansk-oblast"],
        "eponym": "ua-luhansk",
        "ids": {"katottg": "UA44100000000093943"},
        "names": [{"text": "Луганський район", "lang": "uk"}],
        "label": "Luhansk Raion",
    },
    {
        "id": "person-serhii-haidai",
        "kind": "person",
        "names": [
            {"text": "Сергій Володимирович Гайдай", "surname": "Гайдай", "lang": "uk", "status": "official"},
            {"text": "Сергей Гайдай", "surname": "Гайдай", "lang": "ru", "status": "exonym"},
        ],
        "label": "Serhii Haidai",
    },
    {"id": "hq", "kind": "facility", "names": ["Head Office"]},
]


@pytest.fixture
def records() -> list[Record]:
    """Five records that use every key but `sources`; a copy that a test may change."""
    return [{**record, "names": list(record["names"])} for record in SMALL]


@pytest.fixture(scope="session")
def small_table() -> Table:
    """A city, the oblast and the raion named after it, a person, and a facility with a bare name."""
    return Table.from_records(SMALL)


@pytest.fixture(scope="session")
def small_index(small_table: Table) -> Index:
    """The compiled form of the small table."""
    return index_of(small_table)


@pytest.fixture(scope="session")
def embedded() -> Normalizer:
    """A normalizer over the embedded layer, which the cache keeps between runs."""
    return Normalizer("embedded")
