import json
from pathlib import Path

import pytest

from toponym.errors import TableError
from toponym.table.sources.katottg import Unit, parse_rows, read_codifier, record

HEADER = ("Перший рівень", "Другий рівень", "Третій рівень", "Четвертий рівень", "Додатковий рівень", "Код", "Назва")
REGION, RAION, COMMUNITY = "UA14000000000000001", "UA14020000000000002", "UA14020010000000003"
CITY, DISTRICT = "UA14020010010000004", "UA14020010010100005"
ROWS = [
    (None, None, None, None, None, "ЗАТВЕРДЖЕНО", None),
    HEADER,
    (REGION, None, None, None, None, "O", "Донецька"),
    (REGION, RAION, None, None, None, "P", "Бахмутський"),
    (REGION, RAION, COMMUNITY, None, None, "H", "Бахмутська "),
    (REGION, RAION, COMMUNITY, CITY, None, "M", "Бахмут"),
    (REGION, RAION, COMMUNITY, CITY, DISTRICT, "B", "Перший"),
    ("Коди UA01 набирають чинності пізніше.", None, None, None, None, None, None),
]


def test_units_keep_order_parents_and_clean_names() -> None:
    units = parse_rows(ROWS)
    assert [unit.code for unit in units] == [REGION, RAION, COMMUNITY, CITY, DISTRICT]
    assert units[2].name == "Бахмутська"
    assert units[3].parents == (REGION, RAION, COMMUNITY)


def test_full_names_bear_the_word_for_the_kind() -> None:
    names = [unit.full_name for unit in parse_rows(ROWS)]
    assert names == [
        "Донецька область",
        "Бахмутський район",
        "Бахмутська територіальна громада",
        "Бахмут",
        "Перший район",
    ]


def test_repeated_ancestors_count_once() -> None:
    (city,) = parse_rows([(REGION, REGION, REGION, CITY, None, "M", "Прип’ять")])
    assert city.parents == (REGION,)
    assert "parents" not in record(city)


def test_look_alike_letters_are_put_right() -> None:
    (unit,) = parse_rows([(REGION, RAION, COMMUNITY, CITY, None, "С", "Балк\u0069")])
    assert unit.category == "C"
    assert unit.name == "Балкі"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([HEADER], "no row bears a codifier code"),
        ([ROWS[2], ROWS[2]], "stands twice"),
        ([(REGION, None, None, None, None, "Z", "Донецька")], "unknown category 'Z'"),
        ([(REGION, None, None, None, None, "O", None)], "a name is missing"),
        ([(REGION, None, None)], "a name is missing"),
    ],
)
def test_bad_sheets_say_what_is_wrong(rows: list[tuple[str | None, ...]], message: str) -> None:
    with pytest.raises(TableError, match=message):
        parse_rows(rows)


def test_record_of_a_settlement() -> None:
    assert record(parse_rows(ROWS)[3]) == {
        "id": f"katottg:{CITY}",
        "kind": "settlement",
        "feature": "city",
        "country": "UA",
        "admin1": "UA-14",
        "parents": [f"katottg:{RAION}", f"katottg:{COMMUNITY}"],
        "ids": {"katottg": CITY},
        "names": ["Бахмут"],
    }


def test_first_level_records_carry_their_iso_code() -> None:
    crimea = record(Unit("UA01000000000013043", "O", "Автономна Республіка Крим", ()))
    assert (crimea["kind"], crimea["feature"]) == ("region", "autonomous republic")
    assert crimea["ids"]["iso3166_2"] == "UA-43"
    assert crimea["names"] == ["Автономна Республіка Крим"]
    sevastopol = record(Unit("UA85000000000065278", "K", "Севастополь", ()))
    assert (sevastopol["kind"], sevastopol["ids"]["iso3166_2"]) == ("settlement", "UA-40")


def test_a_spreadsheet_is_read_from_its_file(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append(row)
    workbook.save(tmp_path / "sheet.xlsx")
    assert read_codifier(tmp_path / "sheet.xlsx") == parse_rows(ROWS)


def test_records_are_json_with_one_name_or_two() -> None:
    for unit in parse_rows(ROWS):
        assert json.loads(json.dumps(record(unit)))["names"][0] == unit.full_name
