"""What is wrong with a table as a file: each mistake is one finding that names the entry."""

import json
from pathlib import Path
from typing import Any

import pytest

from toponym.errors import TableError
from toponym.table import Table, dumps
from toponym.testing.structure import registered, structural
from toponym.testing.subject import subject

SOURCES = {"page": {"title": "A page"}}
CITY: dict[str, Any] = {
    "id": "a-city",
    "kind": "settlement",
    "country": "UA",
    "names": [{"text": "Місто", "lang": "uk", "status": "official", "source": "page"}],
    "label": "Misto",
}
RAION: dict[str, Any] = {
    "id": "a-raion",
    "kind": "district",
    "eponym": "a-city",
    "names": [{"text": "Містський район", "lang": "uk", "status": "official", "source": "page"}],
    "label": "Misto Raion",
}


def findings(folder: Path, *records: dict[str, Any], register: str | None = None) -> list[tuple[str, str]]:
    path = folder / "table.json"
    if not path.exists():
        lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    (folder / "sources.json").write_text(json.dumps(SOURCES), encoding="utf-8")
    if register is not None:
        (folder / "ids.txt").write_text(register, encoding="utf-8")
    return [(finding.rule, finding.entry) for finding in structural(subject(path))]


def test_a_sound_table(tmp_path: Path) -> None:
    assert findings(tmp_path, CITY, RAION, register="# ids\na-city\na-raion\n") == []


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({**CITY, "kind": "town"}, [("schema", "a-city")]),
        ({**CITY, "colour": "blue"}, [("schema", "a-city")]),
        ({**CITY, "id": ""}, [("schema", "")]),
        ({**CITY, "names": [{**CITY["names"][0], "source": ""}]}, [("format", ""), ("source", "a-city")]),
        ({**CITY, "names": [{**CITY["names"][0], "source": "book"}]}, [("source", "a-city")]),
        ({**CITY, "names": [{**CITY["names"][0], "from": "2016-02-30"}]}, [("format", ""), ("name", "a-city")]),
        ({**CITY, "country": "UK"}, [("code", "a-city")]),
        ({**CITY, "label": "Mis\u200bto"}, [("text", "a-city")]),
        ({**CITY, "eponym": "nobody"}, [("format", ""), ("reference", "a-city")]),
        ({**CITY, "parents": ["nobody"]}, [("format", ""), ("reference", "a-city")]),
        ({"rule": "never", "spelling": "Misto", "id": "a-city"}, [("rule", "a-city")]),
    ],
)
def test_one_mistake_is_one_finding(tmp_path: Path, record: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert sorted(findings(tmp_path, record)) == found


def test_an_authority_id_on_two_entries_names_both(tmp_path: Path) -> None:
    other = {**CITY, "id": "b-city"}
    ids = {"ids": {"geonames": 1}, "sources": {"geonames": "page"}}
    path = tmp_path / "mine.json"
    path.write_text(json.dumps([{**CITY, **ids}, {**other, **ids}]), encoding="utf-8")
    [finding] = structural(subject(path))
    assert finding.rule == "authority-id"
    assert all(word in finding.message for word in ("a-city", "b-city", "geonames:1"))


def test_a_users_table_need_not_be_canonical_nor_sourced(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('[{"kind": "facility",\n "id": "hq", "names": ["HQ"]}]', encoding="utf-8")
    assert list(structural(subject(path))) == []
    assert [finding.rule for finding in structural(subject(path, "curated"))].count("source") == 2


def test_the_form_is_compared_byte_by_byte(tmp_path: Path) -> None:
    table = Table.from_records([CITY, RAION])
    text = dumps(table)
    for number, broken in enumerate((text.replace("[\n", "[ \n"), text[:-1], text.replace('": ', '":', 1)), 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "table.json").write_text(broken, encoding="utf-8")
        assert findings(folder) == [("format", "")]


def test_lines_of_entries_are_known(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(dumps(Table.from_records([CITY, RAION])), encoding="utf-8")
    assert [subject(path).line(id_) for id_ in ("a-city", "a-raion", "nobody")] == [2, 3, 1]


def test_what_is_no_table_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("[", encoding="utf-8")
    with pytest.raises(TableError, match="broken JSON"):
        subject(path)
    path.write_text("[]", encoding="utf-8")
    (tmp_path / "sources.json").write_text("[", encoding="utf-8")
    with pytest.raises(TableError, match=r"sources\.json"):
        subject(path)


@pytest.mark.parametrize(
    ("register", "told"),
    [
        ("# all\na\nb\n", []),
        ("a\nb\nc -> a\n", []),
        ("a\n", ["lacks it"]),
        ("a\nb\nc\n", ["c has vanished"]),
        ("a\nb\nc -> d\n", ["d, which is no entry"]),
        ("a\nb\na -> b\n", ["it is still an entry"]),
    ],
)
def test_the_register_of_ids_is_compared(register: str, told: list[str]) -> None:
    found = list(registered({"a", "b"}, register))
    assert len(found) == len(told)
    assert all(words in finding.message for words, finding in zip(told, found, strict=True))
