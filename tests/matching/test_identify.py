"""Why a spelling is a name: native names, entries, all layers, and the style of a whole source."""

import pickle

import pytest

import toponym
from toponym.errors import RomanizationError, ToponymError
from toponym.matching import Normalizer
from toponym.matching.house_style import house_style
from toponym.matching.identify import Explanation, identify_all, identify_entry, identify_native, readers
from toponym.model import Entry, Name, Variant
from toponym.romanization import romanizations
from toponym.table import Table

CITY = Entry(
    "ua-sievierodonetsk",
    "settlement",
    (
        Name("Сіверськодонецьк", "uk", since="2024"),
        Name("Сєвєродонецьк", "uk", "former", until="2024"),
        Name("Северодонецк", "ru", "exonym"),
    ),
    country="UA",
    label="Sievierodonetsk",
    variants=(Variant("Severodonets'k"), Variant("Severodoneţk", "ro")),
)
KYIV = Entry(
    "ua-kyiv", "settlement", (Name("Київ", "uk"),), country="UA", label="Kyiv", variants=(Variant("Kijów", "pl"),)
)
HAIDAI = Entry(
    "person-serhii-haidai",
    "person",
    (
        Name("Сергій Володимирович Гайдай", "uk", surname="Гайдай"),
        Name("Сергей Гайдай", "ru", "exonym", surname="Гайдай"),
    ),
    label="Serhii Haidai",
)
ZELENSKYY = Entry(
    "person-volodymyr-zelenskyy",
    "person",
    (
        Name("Володимир Олександрович Зеленський", "uk", surname="Зеленський"),
        Name("Владимир Зеленский", "ru", "exonym", surname="Зеленский"),
    ),
    label="Volodymyr Zelenskyy",
)
SYNIEHUBOV = Entry("person-oleh-syniehubov", "person", (Name("Олег Синєгубов", "uk", surname="Синєгубов"),))
ENTRIES = (CITY, KYIV, HAIDAI, ZELENSKYY, SYNIEHUBOV)

# What the romanization issue asks to be explained rightly: entry, system (none where only recorded), habits, name.
EXPLAINED = [
    ("Syevyerodonetsk", "ua-sievierodonetsk", "uk:bgn-pcgn-1965-plain", (), "Сєвєродонецьк"),
    ("Sievierodonetsk", "ua-sievierodonetsk", "uk:kmu-2010", (), "Сєвєродонецьк"),
    ("Severodonetsk", "ua-sievierodonetsk", "ru:press", (), "Северодонецк"),
    ("Sjewjerodonezk", "ua-sievierodonetsk", "uk:german-duden", (), "Сєвєродонецьк"),
    ("Siewierodonieck", "ua-sievierodonetsk", "ru:polish", (), "Северодонецк"),
    ("Siverskodonetsk", "ua-sievierodonetsk", "uk:kmu-2010", (), "Сіверськодонецьк"),
    ("Haidai", "person-serhii-haidai", "uk:kmu-2010", (), "Гайдай"),
    ("Hayday", "person-serhii-haidai", "uk:bgn-pcgn-1965-plain", (), "Гайдай"),
    ("Gaidai", "person-serhii-haidai", "ru:press", (), "Гайдай"),
    ("Zelenskyy", "person-volodymyr-zelenskyy", "uk:bgn-pcgn-1965-plain", (), "Зеленський"),
    ("Selenskyj", "person-volodymyr-zelenskyy", "uk:german-duden", (), "Зеленський"),
    ("Zełenski", "person-volodymyr-zelenskyy", "uk:polish", ("ending-ski",), "Зеленський"),
    ("Kyyiv", "ua-kyiv", "uk:bgn-pcgn-1965-plain", (), "Київ"),
    ("Kijów", "ua-kyiv", "", (), "Kijów"),
    ("Synehubov", "person-oleh-syniehubov", "uk:kmu-2010", ("iotation-dropped",), "Синєгубов"),
]


@pytest.fixture(scope="module")
def small() -> Normalizer:
    return Normalizer(Table(ENTRIES))


def systems_of(found: tuple[Explanation, ...]) -> set[str]:
    return {item.system for item in found}


@pytest.mark.parametrize(("spelling", "id_", "system", "habits", "native"), EXPLAINED)
def test_the_first_explanation(
    small: Normalizer, spelling: str, id_: str, system: str, habits: tuple[str, ...], native: str
) -> None:
    first = identify_all(spelling, small)[0]
    assert (first.id, first.system, first.habits, first.native, first.exact) == (id_, system, habits, native, True)


@pytest.mark.parametrize(("spelling", "id_", "system", "habits", "native"), EXPLAINED)
def test_the_first_explanation_in_the_embedded_layer(
    embedded: Normalizer, spelling: str, id_: str, system: str, habits: tuple[str, ...], native: str
) -> None:
    first = identify_all(spelling, embedded)[0]
    assert (first.id, first.system, first.habits, first.native) == (id_, system, habits, native)


def test_oleksander_fits_no_system(embedded: Normalizer) -> None:
    assert identify_all("Oleksander", embedded) == ()
    assert identify_native("Oleksander", "Олександр", "uk") == ()


def test_gaidai_is_russian_in_press_style_or_ukrainian_by_passport_rules(small: Normalizer) -> None:
    found = {item.system: item for item in identify_all("Gaidai", small)}
    assert found["ru:press"].explanation == "English press style of Гайдай in Russian name Сергей Гайдай"
    assert found["uk:passport-2007"].name.text == "Сергій Володимирович Гайдай"


def test_status_dates_and_language_are_said() -> None:
    first = identify_entry("Syevyerodonetsk", CITY)[0]
    assert first.explanation == "BGN/PCGN 1965 without marks of former Ukrainian name Сєвєродонецьк (until 2024)"
    assert (first.id, first.lang, first.recorded) == ("ua-sievierodonetsk", "uk", False)


def test_a_plain_system_of_another_language_comes_before_a_habit() -> None:
    found = identify_entry("Severodonetsk", CITY)
    habits = [len(item.habits) for item in found if item.exact]
    assert habits == sorted(habits)
    assert found[0].lang == "ru"
    assert ("uk:kmu-2010", ("iotation-dropped",)) in {(item.system, item.habits) for item in found}


def test_recorded_spellings_are_said_to_be_recorded() -> None:
    (kijow,) = identify_entry("Kijów", KYIV)
    assert kijow.recorded
    assert kijow.explanation == "recorded Polish spelling Kijów"
    (plain,) = identify_entry("kijow", KYIV)
    assert (plain.exact, plain.explanation) == (False, "recorded Polish spelling Kijów, marks aside")
    (name,) = identify_entry("Київ", KYIV)
    assert (name.recorded, name.explanation) == (True, "official Ukrainian name Київ")
    recorded = [item for item in identify_entry("Severodonetsk", CITY) if item.recorded]
    assert [item.name.text for item in recorded] == ["Severodonets'k"]


def test_the_label_explains_only_what_nothing_else_does() -> None:
    sea = Entry("azov-sea", "sea", (Name("Азовське море", "uk"),), label="Sea of Azov")
    (found,) = identify_entry("Sea of Azov", sea)
    assert (found.recorded, found.native) == (True, "Sea of Azov")
    assert all(not item.recorded for item in identify_entry("Kyiv", KYIV))


def test_derived_counterparts_come_last_and_only_without_an_attested_one() -> None:
    found = identify_entry("Kiev", KYIV)
    assert found
    assert all(item.derived is not None and item.romanized == "Киев" and item.lang == "ru" for item in found)
    assert found[0].explanation.endswith("of the derived Russian counterpart Киев of official Ukrainian name Київ")
    (itself,) = identify_entry("Киев", KYIV)
    assert itself.explanation == "derived Russian counterpart Киев of official Ukrainian name Київ"
    assert not any(item.derived for item in identify_entry("Severodonetsk", CITY))


def test_names_without_a_language_take_it_from_their_letters_and_country() -> None:
    village = Entry("katottg:UA1", "settlement", (Name("Лиман"),), country="UA")
    first = identify_entry("Lyman", village)[0]
    assert (first.system, first.explanation) == (
        "uk:kmu-2010",
        "Ukrainian national system 2010 of official Ukrainian name Лиман",
    )


def test_whole_names_of_persons() -> None:
    for spelling in ("Serhii Haidai", "Haidai, Serhii", "Serhii Volodymyrovych Haidai", "SERHII HAIDAI"):
        first = identify_entry(spelling, HAIDAI)[0]
        assert (first.system, first.name.lang) == ("uk:kmu-2010", "uk")
    assert identify_entry("S. Haidai", HAIDAI)[0].native == "Гайдай"
    assert identify_entry("Serhii Haidar", HAIDAI) == ()


def test_words_of_two_languages_are_explained_each() -> None:
    found = identify_entry("Serhiy Gaidai", HAIDAI)
    assert {item.spelling for item in found} == {"Serhiy", "Gaidai"}
    first = {item.spelling: item for item in reversed(found)}
    assert (first["Serhiy"].lang, first["Serhiy"].native) == ("uk", "Сергій")
    assert first["Gaidai"].lang == "ru"


def test_what_surrounds_a_name_is_left_aside(small: Normalizer) -> None:
    assert identify_all("Kyiv, Ukraine", small)[0].system == "uk:kmu-2010"
    assert identify_all("city of Kyiv", small) == identify_all("Kyiv", small)


@pytest.mark.parametrize("spelling", ["", "   ", "'", "Lyman Brothers", "\ud800", "x" * 5000])
def test_what_is_no_name_has_no_explanation(small: Normalizer, spelling: str) -> None:
    assert identify_all(spelling, small) == ()
    assert identify_entry(spelling, KYIV) == ()
    assert identify_native(spelling, "Київ") == ()


def test_the_language_of_a_native_name() -> None:
    assert readers("Kyiv") == []
    assert readers("") == []
    assert identify_native("Kyiv", "Київ")[0].name == Name("Київ", "uk")
    both = [item.lang for item in identify_native("Liman", "Лиман")]
    assert both[0] == "ru"
    assert "uk" in both
    assert {item.lang for item in identify_native("Lyman", "Лиман", country="ua")} == {"uk"}
    assert {item.lang for item in identify_native("Liman", "Лиман", "bg")} == {"bg"}
    with pytest.raises(RomanizationError, match="'ua'"):
        identify_native("Lyman", "Лиман", "ua")


def test_every_romanization_is_identified_as_its_system() -> None:
    for system, spelling in romanizations("Сіверськодонецьк", "uk").items():
        found = identify_entry(spelling, CITY)
        assert system in systems_of(found)
        assert found[0].exact


def test_explanations_pickle() -> None:
    found = identify_entry("Severodonetsk", CITY)
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_public_function_takes_names_ids_and_nothing(small: Normalizer) -> None:
    by_name = toponym.identify("Synehubov", "Синєгубов")
    assert (by_name[0].id, by_name[0].habits) == (None, ("iotation-dropped",))
    by_id = toponym.identify("Synehubov", "person-oleh-syniehubov", normalizer=small)
    assert by_id == toponym.identify("Synehubov", normalizer=small)
    with pytest.raises(ToponymError, match="'Kyiv'"):
        toponym.identify("Kyiv", "Kyiv", normalizer=small)


# the style of a source


def test_a_source_of_one_style(small: Normalizer) -> None:
    (style,) = house_style(["Syevyerodonetsk", "Hayday", "Zelenskiy", "Kyyiv", "Kijów", "Nowhere", "Hayday"], small)
    assert style.explanation == "BGN/PCGN 1965 without marks for Ukrainian, -ий/-ій as -iy, 4 of 4 names"


def test_what_nothing_explains_counts_against_the_style(small: Normalizer) -> None:
    (style,) = house_style(["Sievierodonetsk", "Haidai", "Kyiv", "Sievierodonetsck"], small)
    assert (style.system, style.habits, style.fits, style.names) == ("uk:kmu-2010", (), 3, 4)


def test_a_source_that_takes_names_from_two_languages(small: Normalizer) -> None:
    names = ["Severodonetsk", "Gaidai", "Vladimir Zelenskiy", "Kyyiv", "Hayday", "Syevyerodonetsk"]
    styles = {style.lang: style for style in house_style(names, small)}
    assert styles["ru"].fits == styles["ru"].names == 3
    assert (styles["uk"].system, styles["uk"].habits, styles["uk"].fits) == ("uk:bgn-pcgn-1965-plain", (), 3)


def test_no_style(small: Normalizer) -> None:
    assert house_style([], small) == ()
    assert house_style(["Kijów", "Nowhere"], small) == ()
    assert toponym.house_style(["Kyyiv"], normalizer=small)[0].system == "uk:bgn-pcgn-1965-plain"
