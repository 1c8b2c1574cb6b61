"""What a table must fulfil, finding by finding; each names the entry and the remedy."""

from typing import Any

import pytest

from toponym.model import Entry
from toponym.table import Table, entry_from_record, is_date, problems

BASE: dict[str, Any] = {"id": "x", "kind": "settlement", "names": ["Х"]}
CURATED: dict[str, Any] = {
    "id": "ua-x-oblast",
    "kind": "region",
    "lat": 48.0,
    "lon": 38.0,
    "population": 5,
    "ids": {"geonames": 1},
    "names": [{"text": "Х", "lang": "uk", "source": "s"}],
    "label": "Kh",
    "variants": [{"text": "X", "source": "s"}],
    "sources": {"lat": "s", "population": "s", "geonames": "s"},
}


def entry(**fields: Any) -> Entry:
    return entry_from_record({**BASE, **fields})


def named(**fields: str) -> Entry:
    return entry(names=[{"text": "Х", **fields}])


FINDINGS: dict[str, tuple[list[Entry], str]] = {
    "id twice": ([entry(), entry()], "the id stands twice; give each entry its own"),
    "space before": ([entry(names=[" Х"])], "stray spaces in ' Х'; remove them"),
    "space after": ([entry(variants=["X "])], "stray spaces in 'X '; remove them"),
    "odd space after": ([entry(label="X\u00a0")], "stray spaces in 'X\\xa0'; remove them"),
    "two spaces": ([entry(names=["Х  У"])], "stray spaces in 'Х  У'; remove them"),
    "space in an id": ([entry(id="x ")], "stray spaces in 'x '; remove them"),
    "space in a language": ([named(lang="uk ")], "stray spaces in 'uk '; remove them"),
    "space in a code": ([entry(ids={"katottg": " UA14"})], "stray spaces in ' UA14'; remove them"),
    "space in a parent": ([entry(parents=["a "])], "stray spaces in 'a '; remove them"),
    "line end": ([entry(names=["Х\nУ"])], "control character U+000A in 'Х\\nУ'; remove it"),
    "tab": ([entry(feature="a\tb")], "control character U+0009 in 'a\\tb'; remove it"),
    "NUL": ([entry(label="a\0b")], "control character U+0000 in 'a\\x00b'; remove it"),
    "soft hyphen": ([entry(names=["Х\u00adУ"])], "control character U+00AD in 'Х\\xadУ'; remove it"),
    "zero width space": ([entry(names=["Х\u200bУ"])], "control character U+200B"),
    "mark of direction": ([entry(names=["\u202eХ"])], "control character U+202E"),
    "byte order mark": ([entry(names=["\ufeffХ"])], "control character U+FEFF"),
    "line separator": ([entry(names=["Х\u2028У"])], "control character U+2028"),
    "lone surrogate": ([entry(names=["\udc80Х"])], "control character U+DC80 in '\\udc80Х'; remove it"),
    "surrogate in a source": ([named(source="\ud800")], "control character U+D800"),
    "surrogate in sources": ([entry(sources={"\ud800": "s"})], "control character U+D800"),
    "space in a surname": ([named(text="Х У", surname=" У")], "stray spaces in ' У'; remove them"),
    "control character in an id": ([entry(id="x\x07")], "entry 'x\\x07': control character U+0007"),
    "name twice": ([entry(names=["Х", "Х"])], "the name 'Х' stands twice; keep one of them"),
    "variant twice": ([entry(variants=["X", "X"])], "the variant 'X' stands there already; remove it"),
    "variant that is a name": ([entry(variants=["Х"])], "the variant 'Х' stands there already; remove it"),
    "broken from": ([named(**{"from": "Feb 2016"})], "name 'Х' has a broken date from='Feb 2016'; write YYYY"),
    "broken to": ([named(to="2016-13")], "name 'Х' has a broken date to='2016-13'; write YYYY, YYYY-MM or YYYY-MM-DD"),
    "ends before it begins": (
        [named(**{"from": "2016-02", "to": "2015"})],
        "name 'Х' ends (2015) before it begins (2016-02); mend the dates",
    ),
    "surname of another": ([named(surname="У")], "surname 'У' is no part of 'Х'; write it as it stands there"),
    "unknown country": ([entry(country="ZZ")], "unknown country 'ZZ'; write its ISO 3166-1 alpha-2 code, such as UA"),
    "three letters": ([entry(country="UKR")], "unknown country 'UKR'; write its ISO 3166-1 alpha-2 code"),
    "small letters": ([entry(country="ua")], "unknown country 'ua'; write its ISO 3166-1 alpha-2 code"),
    "unknown unit": ([entry(admin1="UA-99")], "unknown admin1 'UA-99'; write its ISO 3166-2 code, such as UA-14"),
    "unit in small letters": ([entry(admin1="ua-14")], "unknown admin1 'ua-14'; write its ISO 3166-2 code"),
    "name of a unit": ([entry(admin1="Donetsk")], "unknown admin1 'Donetsk'; write its ISO 3166-2 code"),
    "unit elsewhere": ([entry(country="PL", admin1="UA-14")], "admin1 UA-14 is not in country PL; mend one of them"),
    "latitude alone": ([entry(lat=1)], "lat without lon or the reverse; give both or neither"),
    "longitude alone": ([entry(lon=1)], "lat without lon or the reverse; give both or neither"),
    "one id on two": (
        [entry(id="a", ids={"geonames": 1}), entry(id="x", ids={"geonames": [2, 1]})],
        "geonames:1 also belongs to a; keep it where it is right",
    ),
}


@pytest.mark.parametrize("case", FINDINGS)
def test_each_breach_is_told_with_the_entry_and_the_remedy(case: str) -> None:
    entries, words = FINDINGS[case]
    found = list(problems(entries))
    assert len(found) == 1
    assert found[0].startswith("entry x") or found[0].startswith("entry 'x")
    assert words in found[0]
    assert len(found[0].splitlines()) == 1
    assert list(problems([*entries, entry(id="y", names=["У"])])) == found


def test_every_breach_is_told() -> None:
    found = list(problems([named(**{"from": "x", "to": "y", "surname": "z"}), entry(country="ZZ", lat=1)]))
    assert len(found) == 6


ALLOWED: dict[str, Entry] = {
    "bare": entry(),
    "zero": entry(lat=0, lon=0, population=0),
    "the same name in two languages": entry(names=[{"text": "Х", "lang": "uk"}, {"text": "Х", "lang": "bg"}]),
    "the same name in two spans": entry(names=[{"text": "Х", "to": "1920"}, {"text": "Х", "from": "1990"}]),
    "a variant in another language": entry(names=[{"text": "Х", "lang": "uk"}], variants=[{"text": "Х", "lang": "be"}]),
    "later in the same year": named(**{"from": "2016-05", "to": "2016"}),
    "within a day": named(**{"from": "2016-05-19", "to": "2016-05-19"}),
    "joiners that Persian spells with": entry(names=["نمی\u200cدانم"]),
    "twins": entry(ids={"geonames": [1, 2]}),
    "a unit without its country": entry(admin1="UA-14"),
    "a person": entry(kind="person", names=[{"text": "Сергій Гайдай", "surname": "Гайдай"}]),
    "any id in a user's table": entry(id="Q1234/Київ"),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_no_breach(case: str) -> None:
    assert list(problems([ALLOWED[case]])) == []


def curated(**fields: Any) -> list[str]:
    return list(problems([entry_from_record({**CURATED, **fields})], "curated", {"s"}))


CURATED_FINDINGS: dict[str, tuple[dict[str, Any], str]] = {
    "capitals in the id": ({"id": "UA-x"}, "an id is lower-case ASCII words joined by hyphens"),
    "Cyrillic in the id": ({"id": "ua-х"}, "an id is lower-case ASCII words joined by hyphens"),
    "two hyphens": ({"id": "ua--x"}, "an id is lower-case ASCII words joined by hyphens"),
    "no label": ({"label": ""}, "no label; give the display name"),
    "a name without source": ({"names": ["Х"]}, "no source for 'Х'; name one of data/sources.json"),
    "a variant without source": ({"variants": ["X"]}, "no source for 'X'; name one of data/sources.json"),
    "a name of an unknown source": (
        {"names": [{"text": "Х", "source": "t"}]},
        "unknown source 't' of 'Х'; add it to data/sources.json",
    ),
    "a place without source": (
        {"sources": {"population": "s", "geonames": "s"}},
        "no source for lat; name one under 'sources'",
    ),
    "people without source": (
        {"sources": {"lat": "s", "geonames": "s"}},
        "no source for population; name one under 'sources'",
    ),
    "an id without source": (
        {"sources": {"lat": "s", "population": "s"}},
        "no source for geonames; name one under 'sources'",
    ),
    "an unknown source of a fact": (
        {"sources": {**CURATED["sources"], "lat": "t"}},
        "unknown source 't' of lat; add it to data/sources.json",
    ),
}


@pytest.mark.parametrize("case", CURATED_FINDINGS)
def test_curated_tables_must_fulfil_more(case: str) -> None:
    fields, words = CURATED_FINDINGS[case]
    record = {**CURATED, **fields}
    found = curated(**fields)
    assert found == [f"entry {record['id']}: {words}"]
    assert list(problems([entry_from_record(record)], "user")) == []


def test_a_curated_entry_without_breach() -> None:
    assert curated() == []
    assert curated(lat=None, lon=None, population=None, ids=None, sources=None, variants=None) == []


def test_curated_tables_fulfil_what_users_tables_must() -> None:
    assert curated(country="ZZ") == [
        "entry ua-x-oblast: unknown country 'ZZ'; write its ISO 3166-1 alpha-2 code, such as UA"
    ]


@pytest.mark.parametrize("text", ["2016", "2016-02", "2016-02-29", "2000-02-29", "1900-02-28", "2016-12-31", "0988"])
def test_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "16", "2016-2", "2016-00", "2016-13", "2016-02-30", "2015-02-29", "1900-02-29", "2016-04-31"),
        *(
            "2016-01-00",
            "2016-01-32",
            "2016-02-04T10",
            "20160204",
            "２０１６",
            "2016-02-04\n",
            " 2016",
            "-2016",
            "Feb 2016",
        ),
    ],
)
def test_no_dates(text: str) -> None:
    assert not is_date(text)


def test_a_table_is_refused_for_its_first_breach() -> None:
    assert len(Table.from_records([BASE])) == 1
    with pytest.raises(ValueError, match=r"^entry x: the id stands twice"):
        Table.from_records([BASE, BASE])
