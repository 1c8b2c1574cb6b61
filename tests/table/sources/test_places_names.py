import pytest

from tools.places.editions import Codified
from tools.places.entries import OwnNames, russian_names, settlement
from tools.places.naming import eponyms, settlement_ids, slug
from tools.places.russian import is_regular, russian_forms
from toponym.table.record import entry_from_record
from toponym.table.sources.geonames import Place
from toponym.table.sources.katottg import Unit
from toponym.table.validate import problems

RAION, COMMUNITY = "UA14020000000000002", "UA14020010000000003"


def unit(
    number: int, name: str, category: str = "X", oblast: str = "14", raion: str = "02", former: str = ""
) -> Codified:
    code = f"UA{oblast}{raion}001{number:03d}00{number:05d}"
    parents = (f"UA{oblast}000000000000001", f"UA{oblast}{raion}0000000000002", f"UA{oblast}{raion}0010000000003")
    return Codified(Unit(code, category, name, parents), ((former, "2024-01"),) if former else (), category)


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Сєвєродонецьк", "Северодонецк"),
        ("Олександрівка", "Олександровка"),
        ("Андріївка", "Андреевка"),
        ("Вугледар", "Угледар"),
        ("Біла Криниця", "Белая Криница"),
        ("Запоріжжя", "Запорожье"),
        ("Мар’їнка", "Марьинка"),
        ("Степове", "Степовое"),
        ("Попасна", "Попасная"),
        ("Суми", "Сумы"),
        ("Хмельницький", "Хмельницкий"),
    ],
)
def test_regular_russian_names(ukrainian: str, russian: str) -> None:
    assert is_regular(ukrainian, russian)


@pytest.mark.parametrize(
    ("ukrainian", "other"),
    [
        ("Торецьк", "Дзержинск"),
        ("Червоне", "Красное"),
        ("Біла Церква", "Била Церква"),
        ("Житомир", "Жытомир"),
        ("Сергіївка", "Сергиивка"),
        ("Львів", "Львив"),
        ("Київ", "Кыив"),
        ("Нова Одеса", "Нова Одеса"),
    ],
)
def test_calques_renames_and_other_languages_are_not_regular(ukrainian: str, other: str) -> None:
    assert not is_regular(ukrainian, other)


@pytest.mark.parametrize(
    ("ukrainian", "attested", "expected"),
    [
        ("Лиман", ["Лиман", "Лыман"], []),
        ("Нова Одеса", ["Нова Одеса"], []),
        ("Одеса", ["Одеса", "Одесса"], []),
        ("Львів", ["Лвов", "Львов"], ["Львов"]),
        ("Кременчук", ["Кременчук"], ["Кременчук"]),
        ("Алчевськ", ["Алчевськ", "Алчевск"], ["Алчевск"]),
        ("Вишневе", ["Вишневое", "Вишнёвое"], ["Вишневое"]),
        ("Херсон", [], []),
    ],
)
def test_russian_forms_among_what_is_attested(ukrainian: str, attested: list[str], expected: list[str]) -> None:
    assert russian_forms(ukrainian, attested) == expected


def test_ids_add_oblast_raion_and_number_only_where_needed() -> None:
    city = unit(1, "Лиман", "M")
    namesake = unit(2, "Лиман", oblast="63")
    pair = [unit(3, "Степове"), unit(4, "Степове", raion="04")]
    twins = [unit(5, "Мирне"), unit(6, "Мирне")]
    raions = {city.raion: "bakhmut", pair[1].raion: "kramatorsk"}
    ids = settlement_ids([city, namesake, *pair, *twins], raions, {})
    assert [ids[u.code] for u in (city, namesake)] == ["ua-lyman", "ua-lyman-kharkiv"]
    assert [ids[u.code] for u in pair] == ["ua-stepove-donetsk-bakhmut", "ua-stepove-donetsk-kramatorsk"]
    assert [ids[u.code] for u in twins] == ["ua-myrne-donetsk-bakhmut", "ua-myrne-donetsk-bakhmut-2"]


def test_of_two_cities_only_a_far_larger_one_keeps_the_plain_id() -> None:
    large, small = unit(1, "Миколаїв", "M", "48"), unit(2, "Миколаїв", "M", "46")
    ids = settlement_ids([large, small], {}, {large.code: 470000, small.code: 14000})
    assert [ids[large.code], ids[small.code]] == ["ua-mykolaiv", "ua-mykolaiv-lviv"]
    ids = settlement_ids([large, small], {}, {large.code: 60000, small.code: 37000})
    assert [ids[large.code], ids[small.code]] == ["ua-mykolaiv-mykolaiv", "ua-mykolaiv-lviv"]


def test_ids_survive_renames() -> None:
    renamed = unit(1, "Шептицький", "M", former="Червоноград")
    assert settlement_ids([renamed], {}, {}) == {renamed.code: "ua-chervonohrad"}


def test_slugs_are_ascii_words() -> None:
    assert slug("Кам’янець-Подільський") == "kamianets-podilskyi"


def test_raions_are_named_after_the_city_that_begins_like_them() -> None:
    raion = Codified(Unit(RAION, "P", "Бердянський", ("UA14000000000000001",)), (), "P")
    city, other = unit(1, "Бердянськ", "M"), unit(2, "Бердянське", "X")
    assert eponyms([raion], [city, other], {}) == {RAION: city}
    assert eponyms([raion], [unit(3, "Торецьк", "M")], {}) == {}
    assert eponyms([raion], [city, other], {RAION: other.code}) == {RAION: other}


def test_an_alias_that_is_another_settlements_own_name_is_left_out() -> None:
    town, other = unit(1, "Нікополь", "M"), unit(2, "Слов’янськ", "M")
    own = OwnNames([town, other])
    place = Place(
        7, "Nikopol", 47.5, 34.4, 105000, "05", ("Слов'янськ", "Slov'jans'k", "Nikopoli", "Никополь", "Никопол")
    )
    russian = russian_names(town, [place])
    entry, left_out = settlement(town, "ua-nikopol", [place], russian, own)
    assert sorted(left_out) == ["Slov'jans'k", "Слов'янськ"]
    assert [variant["text"] for variant in entry["variants"]] == ["Nikopoli"]
    assert entry["names"][1:] == [{"text": "Никополь", "lang": "ru", "status": "exonym", "source": "geonames-2026"}]
    assert entry["label"] == "Nikopol"


def test_of_alike_spellings_the_one_with_its_marks_is_kept() -> None:
    town = unit(1, "Жовква", "M", "46")
    place = Place(7, "Zhovkva", 50.0, 23.9, 13000, "15", ("Zolkiew", "Żółkiew", "Жолкев", "Жовкв"))
    entry, _ = settlement(town, "ua-zhovkva", [place], [], OwnNames([town]))
    assert entry["variants"] == [
        {"text": "Żółkiew", "lang": "pl", "source": "geonames-2026"},
        {"text": "Жолкев", "source": "geonames-2026"},
    ]


def test_entries_fulfil_the_curated_profile() -> None:
    town = unit(1, "Берестин", "M", former="Красноград")
    places = [
        Place(7, "Berestyn", 49.4, 35.4, 20000, "05", ("Красноград", "Krasnohrad", "Берестин")),
        Place(8, "Berestyn", 49.41, 35.41, 0, "05", ()),
    ]
    entry, _ = settlement(town, "ua-krasnohrad", places, russian_names(town, places), OwnNames([town]))
    assert entry["ids"] == {"geonames": [7, 8], "katottg": town.code}
    assert entry["names"][1] == {"text": "Красноград", "lang": "uk", "status": "former", "source": "katottg-2024-01"}
    sources = ["geonames-2026", "katottg-2026-10", "katottg-2024-01"]
    assert list(problems([entry_from_record(entry)], "curated", sources)) == []


def test_a_settlement_without_a_place_has_no_coordinates() -> None:
    entry, _ = settlement(unit(1, "Прип’ять", "M"), "ua-prypiat", [], [], OwnNames([]))
    assert not {"lat", "lon", "population"} & set(entry)
    assert set(entry["ids"]) == set(entry["sources"]) == {"katottg"}
