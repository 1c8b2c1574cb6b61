"""Records of a small world: what news of Ukraine names, cut down to what the tests need."""

from collections.abc import Sequence
from typing import Any

from toponym.matching import Normalizer
from toponym.model import Match
from toponym.table import Table

Record = dict[str, Any]


def name(text: str, lang: str = "uk", status: str = "official", **more: str) -> Record:
    return {"text": text, "lang": lang, "status": status, **more}


def place(id_: str, *names: Record | str, kind: str = "settlement", **more: Any) -> Record:
    return {"id": id_, "kind": kind, "names": list(names), **more}


def person(id_: str, *names: tuple[str, str, str], label: str = "") -> Record:
    """A person with names of (text, surname, language); the first language is the own one."""
    own = names[0][2]
    listed = [name(t, lang, "official" if lang == own else "exonym", surname=s) for t, s, lang in names]
    return {"id": id_, "kind": "person", "names": listed, **({"label": label} if label else {})}


def normalizer(*records: Record, **options: Any) -> Normalizer:
    return Normalizer(Table.from_records(records), **options)


def ids(match: Match) -> list[str]:
    """The ids of a match's candidates, the likeliest first."""
    return [candidate.id for candidate in match.candidates]


def scores(matches: Sequence[Match]) -> list[tuple[str, str, str | None, float, list[str]]]:
    """What two runs have to agree on."""
    return [(m.query, m.status, m.id, round(m.score, 9), ids(m)) for m in matches]


UA = {"country": "UA"}

WORLD: list[Record] = [
    place("ua", "Україна", "Ukraine", kind="country", country="UA", ids={"iso3166_1": "UA"}, label="Ukraine"),
    place("ru", "Россия", "Russia", kind="country", country="RU", ids={"iso3166_1": "RU"}, label="Russia"),
    place("by", "Беларусь", "Belarus", kind="country", country="BY", ids={"iso3166_1": "BY"}, label="Belarus"),
    place(
        "ua-donetsk-oblast",
        name("Донецька область"),
        kind="region",
        admin1="UA-14",
        eponym="ua-donetsk",
        ids={"iso3166_2": "UA-14"},
        label="Donetsk Oblast",
        **UA,
    ),
    place(
        "ua-kharkiv-oblast",
        name("Харківська область"),
        kind="region",
        admin1="UA-63",
        eponym="ua-kharkiv",
        ids={"iso3166_2": "UA-63"},
        label="Kharkiv Oblast",
        **UA,
    ),
    place(
        "ua-luhansk-oblast",
        name("Луганська область"),
        kind="region",
        admin1="UA-09",
        eponym="ua-luhansk",
        ids={"iso3166_2": "UA-09"},
        label="Luhansk Oblast",
        **UA,
    ),
    place(
        "ua-bakhmut-raion",
        name("Бахмутський район"),
        kind="district",
        admin1="UA-14",
        parents=["ua-donetsk-oblast"],
        eponym="ua-bakhmut",
        label="Bakhmut Raion",
        **UA,
    ),
    place(
        "ua-donetsk",
        name("Донецьк"),
        name("Донецк", "ru", "exonym"),
        feature="city",
        admin1="UA-14",
        lat=48.02,
        lon=37.8,
        population=901645,
        label="Donetsk",
        **UA,
    ),
    place(
        "ua-kharkiv",
        name("Харків"),
        name("Харьков", "ru", "exonym"),
        feature="city",
        admin1="UA-63",
        lat=49.99,
        lon=36.23,
        population=1421125,
        label="Kharkiv",
        **UA,
    ),
    place(
        "ua-luhansk",
        name("Луганськ"),
        name("Луганск", "ru", "exonym"),
        name("Ворошиловград", "ru", "former", **{"from": "1970-01-05", "to": "1990-05-04"}),
        feature="city",
        admin1="UA-09",
        lat=48.57,
        lon=39.32,
        population=397677,
        label="Luhansk",
        **UA,
    ),
    place(
        "ua-bakhmut",
        name("Бахмут", **{"from": "2016-02-04"}),
        name("Артемівськ", "uk", "former", to="2016-02-04"),
        feature="city",
        admin1="UA-14",
        parents=["ua-donetsk-oblast", "ua-bakhmut-raion"],
        lat=48.59,
        lon=38.0,
        population=80500,
        ids={"geonames": 712451, "katottg": "UA14020010010059145"},
        label="Bakhmut",
        **UA,
    ),
    place(
        "ua-toretsk",
        name("Торецьк", **{"from": "2016-02-04"}),
        name("Дзержинськ", "uk", "former", to="2016-02-04"),
        name("Дзержинск", "ru", "former", to="2016-02-04"),
        feature="city",
        admin1="UA-14",
        parents=["ua-donetsk-oblast", "ua-bakhmut-raion"],
        lat=48.4,
        lon=37.87,
        population=30914,
        label="Toretsk",
        **UA,
    ),
    place(
        "ru-dzerzhinsk",
        name("Дзержинск", "ru"),
        feature="city",
        country="RU",
        admin1="RU-NIZ",
        lat=56.24,
        lon=43.46,
        population=240742,
        label="Dzerzhinsk",
    ),
    place(
        "ua-lyman",
        name("Лиман"),
        feature="city",
        admin1="UA-14",
        lat=48.99,
        lon=37.81,
        population=20066,
        label="Lyman",
        **UA,
    ),
    place(
        "ua-lyman-kharkiv", name("Лиман"), feature="village", admin1="UA-63", lat=49.6, lon=36.5, label="Lyman", **UA
    ),
    place(
        "ua-lyman-luhansk", name("Лиман"), feature="village", admin1="UA-09", lat=49.5, lon=38.9, label="Lyman", **UA
    ),
    place("ua-stepne-1", name("Степне"), feature="village", admin1="UA-14", lat=47.9, lon=37.3, label="Stepne", **UA),
    place("ua-stepne-2", name("Степне"), feature="village", admin1="UA-63", lat=49.9, lon=35.5, label="Stepne", **UA),
    place("ua-stepne-3", name("Степне"), feature="village", admin1="UA-09", label="Stepne", **UA),
    place(
        "by-brest",
        name("Брэст", "be"),
        name("Брест", "ru", "exonym"),
        feature="city",
        country="BY",
        admin1="BY-BR",
        lat=52.1,
        lon=23.69,
        population=347138,
        label="Brest",
    ),
    place(
        "fr-brest",
        name("Brest", "fr"),
        feature="city",
        country="FR",
        admin1="FR-BRE",
        lat=48.39,
        lon=-4.49,
        population=144899,
        label="Brest",
    ),
    place(
        "ua-siverskyi-donets-river",
        name("Сіверський Донець"),
        kind="river",
        label="Siverskyi Donets",
        variants=[{"text": "Seversky Donets River", "lang": "en"}],
        **UA,
    ),
    place("black-sea", name("Чорне море"), kind="sea", label="Black Sea"),
    place(
        "claimed-luhansk-peoples-republic",
        name("Луганська Народна Республіка"),
        kind="claimed",
        label="Luhansk People's Republic",
        variants=[{"text": "LPR", "lang": "en"}],
        **UA,
    ),
    person(
        "person-serhii-haidai",
        ("Сергій Володимирович Гайдай", "Гайдай", "uk"),
        ("Сергей Владимирович Гайдай", "Гайдай", "ru"),
        label="Serhii Haidai",
    ),
    person("person-vitalii-klychko", ("Віталій Кличко", "Кличко", "uk"), label="Vitali Klitschko"),
    person("person-volodymyr-klychko", ("Володимир Кличко", "Кличко", "uk"), label="Wladimir Klitschko"),
    person("person-ivanna-klympush", ("Іванна Климпуш-Цинцадзе", "Климпуш-Цинцадзе", "uk")),
    person("person-ursula", ("Ursula von der Leyen", "von der Leyen", "de")),
]

LOWER: list[Record] = [
    place(
        "katottg:UA14020010010059145",
        name("Бахмут"),
        name("Bahmuth", "fr", "exonym"),
        feature="city",
        country="UA",
        population=71094,
        ids={"katottg": "UA14020010010059145", "wikidata": "Q156747"},
        label="Bakhmut (codifier)",
    ),
    place("low-lyman", name("Лиман"), feature="village", country="UA", admin1="UA-51", label="Lyman"),
    place("low-only", name("Вигадане"), feature="village", country="UA", label="Vyhadane"),
]
