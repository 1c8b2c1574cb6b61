"""The way of a spelling: repair, qualifiers, generic words, alternatives; each step leaves its words."""

import pytest

from tests.matching.world import WORLD, ids, name, normalizer, place
from toponym.matching import Normalizer

# ------------------------------------------------------------------ repair and fold


@pytest.mark.parametrize("spelling", ["Хaрків", "Харкiв", "XАРКІВ"])
def test_look_alike_letters_are_repaired(world: Normalizer, spelling: str) -> None:
    match = world.normalize(spelling)
    assert match.id == "ua-kharkiv"
    assert "read as" in match.reason


@pytest.mark.parametrize(
    "spelling", ["LUHANSK", "luhansk", "Luhans'k", "Luhans’k", " Luhansk ", "Lu\u00adhansk", "\ufeffLuhansk"]
)
def test_what_the_fold_equates(world: Normalizer, spelling: str) -> None:
    assert world.normalize(spelling).id == "ua-luhansk"


# ------------------------------------------------------------------ words that languages translate


@pytest.fixture(scope="module")
def calqued() -> Normalizer:
    return normalizer(
        place("second", name("Гаврилівка Друга"), feature="village", country="UA"),
        place("first", name("Гаврилівка Перша"), feature="village", country="UA"),
        place("great", name("Велика Новосілка"), name("Великая Новоселка", "ru", "exonym"), country="UA"),
        place("new", name("Нова Каховка"), country="UA"),
        place("red", name("Червоний Лиман"), feature="village", country="UA"),
        place("second-street", name("Вторая Речка", "ru"), country="RU"),
        place("a-river", name("Друга Річка"), country="UA"),
    )


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("Gavrilovka Vtoraya", "second"),
        ("Havrylivka Vtoraya", "second"),
        ("Gavrilovka 2-ya", "second"),
        ("Гавриловка 2-я", "second"),
        ("Havrylivka II", "second"),
        ("Gavrilovka Pervaya", "first"),
        ("Vtoraya Gavrilovka", "second"),
        ("Bolshaya Novoselka", "great"),
        ("Большая Новосёлка", "great"),
        ("Wielka Nowosiłka", "great"),
        ("Groß Nowosilka", "great"),
        ("New Kakhovka", "new"),
        ("city of New Kakhovka", "new"),
    ],
)
def test_a_modifier_in_another_language(calqued: Normalizer, spelling: str, id_: str) -> None:
    match = calqued.normalize(spelling)
    assert match.id == id_, match
    assert "read as" in match.reason
    assert match.method == "spelling"


@pytest.mark.parametrize("spelling", ["Krasnyi Lyman", "Krasny Liman", "Малая Новосёлка", "Gavrilovka Tretya", "New"])
def test_what_is_no_calque(calqued: Normalizer, spelling: str) -> None:
    assert calqued.normalize(spelling).id is None


def test_a_modifier_never_steals_a_name(calqued: Normalizer) -> None:
    assert calqued.normalize("Vtoraya Rechka").id == "second-street"
    assert ids(calqued.normalize("Vtoraya Rechka")) == ["second-street"]
    assert calqued.normalize("Druha Richka").id == "a-river"


# ------------------------------------------------------------------ generic words


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("Luhansk region", "ua-luhansk-oblast"),
        ("Luhansk Oblast", "ua-luhansk-oblast"),
        ("the Luhansk oblast", "ua-luhansk-oblast"),
        ("province of Luhansk", "ua-luhansk-oblast"),
        ("Luhansk province", "ua-luhansk-oblast"),
        ("Луганська обл.", "ua-luhansk-oblast"),
        ("обл. Луганська", "ua-luhansk-oblast"),
        ("Region Luhansk", "ua-luhansk-oblast"),
        ("obwód Luhansk", "ua-luhansk-oblast"),
        ("city of Luhansk", "ua-luhansk"),
        ("Luhansk city", "ua-luhansk"),
        ("the city of Luhansk", "ua-luhansk"),
        ("м. Луганськ", "ua-luhansk"),
        ("г. Луганск", "ua-luhansk"),
        ("місто Луганськ", "ua-luhansk"),
        ("Stadt Luhansk", "ua-luhansk"),
        ("Bakhmut raion", "ua-bakhmut-raion"),
        ("Bakhmut district", "ua-bakhmut-raion"),
        ("Бахмутський р-н", "ua-bakhmut-raion"),
        ("Siverskyi Donets River", "ua-siverskyi-donets-river"),
        ("Siverskyi Donets river", "ua-siverskyi-donets-river"),
        ("the Siverskyi Donets", "ua-siverskyi-donets-river"),
        ("р. Сіверський Донець", "ua-siverskyi-donets-river"),
    ],
)
def test_generic_words_pick_the_kind(world: Normalizer, spelling: str, id_: str) -> None:
    assert world.normalize(spelling).id == id_


def test_a_generic_word_is_told(world: Normalizer) -> None:
    reason = world.normalize("Luhansk region").reason
    assert 'generic word "region"' in reason
    assert "generic word agrees (kind region)" in reason


def test_a_name_may_be_made_of_generic_words() -> None:
    match = normalizer(place("mist", name("Місто"), kind="facility", label="Misto")).normalize("Місто")
    assert match.id == "mist"


@pytest.mark.parametrize("spelling", ["city of", "the", "Oblast", "River", "м.", "область", "район"])
def test_generic_words_alone_are_no_name(world: Normalizer, spelling: str) -> None:
    assert world.normalize(spelling).status == "none"


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("Luhansk People's Republic", "claimed-luhansk-peoples-republic"),
        ("Luhansk People’s Republic", "claimed-luhansk-peoples-republic"),
        ("Луганська Народна Республіка", "claimed-luhansk-peoples-republic"),
        ("LPR", "claimed-luhansk-peoples-republic"),
        ("L.P.R.", "claimed-luhansk-peoples-republic"),
    ],
)
def test_a_claimed_republic_is_its_own_entry(world: Normalizer, spelling: str, id_: str) -> None:
    match = world.normalize(spelling)
    assert match.id == id_
    assert "ua-luhansk-oblast" not in ids(match)


@pytest.mark.parametrize("spelling", ["Luhansk", "Luhansk oblast", "Luhansk region", "Луганська область"])
def test_an_oblast_is_never_a_claimed_republic(world: Normalizer, spelling: str) -> None:
    assert "claimed-luhansk-peoples-republic" not in ids(world.normalize(spelling))


def test_a_republic_that_nobody_recorded_is_not_made_of_an_oblast(world: Normalizer) -> None:
    assert world.normalize("Kharkiv People's Republic").id is None


# ------------------------------------------------------------------ qualifiers


@pytest.mark.parametrize(
    "spelling",
    [
        "Lyman, Kharkiv Oblast",
        "Lyman (Kharkiv)",
        "Lyman, Kharkiv Oblast, Ukraine",
        "Lyman (Харківська область)",
        "Лиман, Харківська обл.",
        "Lyman [Kharkiv region]",
    ],
)
def test_a_qualifier_is_a_hint(world: Normalizer, spelling: str) -> None:
    match = world.normalize(spelling)
    assert match.candidates[0].id == "ua-lyman-kharkiv"
    assert match.id == "ua-lyman-kharkiv"
    assert "ua-lyman" in ids(match)


@pytest.mark.parametrize(
    ("spelling", "id_", "words"),
    [
        ("Brest, Belarus", "by-brest", "qualifier 'Belarus' agrees (country BY)"),
        ("Dzerzhinsk (Russia)", "ru-dzerzhinsk", "qualifier 'Russia' agrees (country RU)"),
        ("Bakhmut, Donetsk Oblast, Ukraine", "ua-bakhmut", "qualifier 'Donetsk Oblast' agrees (admin1 UA-14)"),
        ("Bakhmut, Donetsk Oblast, Ukraine", "ua-bakhmut", "qualifier 'Ukraine' agrees (country UA)"),
        ("Toretsk, Bakhmut raion", "ua-toretsk", "qualifier 'Bakhmut raion' agrees"),
    ],
)
def test_a_qualifier_that_agrees_is_told(world: Normalizer, spelling: str, id_: str, words: str) -> None:
    match = world.normalize(spelling)
    assert match.id == id_
    assert words in match.reason


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        ("Bakhmut, Russia", "qualifier 'Russia' contradicts (country UA)"),
        ("Bakhmut, Kharkiv Oblast", "qualifier 'Kharkiv Oblast' contradicts (admin1 UA-14)"),
        ("Kharkiv, Bakhmut raion", "qualifier 'Bakhmut raion' contradicts"),
    ],
)
def test_a_qualifier_that_contradicts_is_told(world: Normalizer, spelling: str, words: str) -> None:
    match = world.normalize(spelling)
    assert match.id is None
    assert words in match.reason


def test_an_unknown_qualifier_is_told_and_costs_something(world: Normalizer) -> None:
    match = world.normalize("Bakhmut, Atlantis")
    assert "'Atlantis' is not known" in match.reason
    assert match.candidates[0].id == "ua-bakhmut"
    assert match.candidates[0].score < world.normalize("Bakhmut").candidates[0].score


def test_a_qualifier_does_not_make_a_name(world: Normalizer) -> None:
    for spelling in ("Nowhere, Ukraine", "(Ukraine)", ", Donetsk Oblast"):
        assert "ua-donetsk" not in ids(world.normalize(spelling))
    assert world.normalize("Nowhere, Ukraine").status == "none"


def test_a_hint_and_a_qualifier_may_contradict_each_other(world: Normalizer) -> None:
    match = world.normalize("Lyman, Kharkiv Oblast", admin1="UA-14")
    assert match.id is None
    assert "agrees" in match.reason
    assert "contradicts" in match.reason


def test_a_town_as_qualifier_means_near_it(world: Normalizer) -> None:
    # Toretsk lies in the same oblast, not in Bakhmut: the qualifier speaks of nearness.
    match = world.normalize("Stepne, Kharkiv")
    assert match.candidates[0].id == "ua-stepne-2"


# ------------------------------------------------------------------ alternatives


@pytest.mark.parametrize(
    "spelling", ["Bakhmut/Artemivsk", "Artemivsk / Bakhmut", "Bakhmut (formerly Artemivsk)", "Бахмут/Bakhmut"]
)
def test_alternatives_that_name_the_same(world: Normalizer, spelling: str) -> None:
    match = world.normalize(spelling)
    assert match.id == "ua-bakhmut"
    assert "names the same" in match.reason


def test_an_alternative_in_brackets_without_a_word(world: Normalizer) -> None:
    assert world.normalize("Bakhmut (Artemivsk)").id == "ua-bakhmut"
    assert world.normalize("Kharkiv (Kharkov)").id == "ua-kharkiv"


def test_an_alternative_narrows_namesakes(world: Normalizer) -> None:
    assert world.normalize("Dzerzhinsk/Toretsk").id == "ua-toretsk"
    assert world.normalize("Dzerzhinsk (now Toretsk)").id == "ua-toretsk"


def test_alternatives_that_differ_are_told(world: Normalizer) -> None:
    match = world.normalize("Bakhmut/Kharkiv")
    assert match.id is None
    assert "names something else" in match.reason


# ------------------------------------------------------------------ the last resorts


def test_a_script_without_a_system_is_latinized() -> None:
    match = normalizer(place("x", name("Бахмут"), label="Bakhmut")).normalize("ბახმუტი")
    assert match.status == "none"
    assert normalizer(place("tbilisi", name("Tbilisi", "en"))).normalize("თბილისი").id == "tbilisi"


def test_the_first_step_that_finds_ends_the_way() -> None:
    # "Stara Oblast" is somebody's whole name: the generic word in it is not taken off.
    records = [place("village", name("Stara Oblast", "en")), place("stara", name("Stara", "en"), kind="region")]
    assert ids(normalizer(*records).normalize("Stara Oblast")) == ["village"]


def test_reading_ends_for_every_nesting(world: Normalizer) -> None:
    for spelling in ("(" * 150 + "Lyman" + ")" * 150, "Lyman, " * 50, "a/b/" * 90, "city of " * 45, "м. " * 120):
        match = world.normalize(spelling)
        assert match.reason
        assert match.id in (None, "ua-lyman")


@pytest.mark.parametrize(
    "record", [record for record in WORLD if record["kind"] != "person"], ids=lambda r: str(r["id"])
)
def test_every_recorded_text_finds_its_entry(world: Normalizer, record: dict[str, object]) -> None:
    entry = world.get(str(record["id"]))
    texts = [name.text for name in entry.names] + [variant.text for variant in entry.variants] + [entry.label]
    for text in filter(None, texts):
        match = world.normalize(text)
        assert match.status != "none"
        assert entry.id in ids(match)
