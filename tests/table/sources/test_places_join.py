"""The join on a made-up oblast: raion A in the west, raion B 70 km east of it, with namesakes in both."""

from tools.places.editions import Codified, compare
from tools.places.join import Joiner
from toponym.table.sources.geonames import Place
from toponym.table.sources.katottg import Unit

OBLAST = "UA63000000000000001"
RAIONS = {"A": "UA63020000000000002", "B": "UA63040000000000003"}
COMMUNITIES = {"A": "UA63020010000000004", "B": "UA63040010000000005"}
LONGITUDE = {"A": 35.0, "B": 36.0}


def unit(number: int, raion: str, category: str, name: str, former: str = "", was: str = "") -> Codified:
    code = f"{RAIONS[raion][:6]}001{number:03d}00{number:05d}"
    names = ((former, "2024-01"),) if former else ()
    return Codified(Unit(code, category, name, (OBLAST, RAIONS[raion], COMMUNITIES[raion])), names, was or category)


def place(number: int, raion: str, name: str, population: int = 0, north: float = 0, *alternates: str) -> Place:
    return Place(number, name, 49.0 + north, LONGITUDE[raion], population, "07", alternates)


# Two neighbours in each raion whose names nothing else bears: the geometry of the rest.
KNOWN = [
    unit(1, "A", "C", "Дубки"),
    unit(2, "A", "C", "Сонцівка"),
    unit(3, "B", "C", "Ромашки"),
    unit(4, "B", "C", "Хутори"),
]
KNOWN_PLACES = [
    place(1, "A", "Dubky", 600, 0.05),
    place(2, "A", "Sontsivka", 600, -0.05),
    place(3, "B", "Romashky", 600, 0.05),
    place(4, "B", "Khutory", 600, -0.05),
]


def joined(units: list[Codified], places: list[Place], decided: dict[int, str] | None = None) -> dict[str, list[int]]:
    joins = Joiner(KNOWN + units, KNOWN_PLACES + places, decided or {}).join()
    wanted = {unit.code for unit in units}
    return {code: [place.id for place in found] for code, found in joins.places.items() if code in wanted}


def test_a_name_of_its_own_joins_by_any_edition() -> None:
    town = unit(10, "A", "M", "Берестин", former="Красноград")
    assert joined([town], [place(10, "A", "Krasnohrad", 20000)]) == {town.code: [10]}
    assert joined([town], [place(10, "A", "Berestyn", 20000)]) == {town.code: [10]}


def test_a_russian_alternate_joins_near_its_raion_only() -> None:
    town = unit(10, "A", "X", "Голубівка")
    assert joined([town], [place(10, "A", "Zolotaya", 3000, 0, "Голубовка")]) == {town.code: [10]}
    assert joined([town], [place(10, "B", "Zolotaya", 3000, 0, "Голубовка")]) == {}


def test_the_neighbours_tell_namesakes_in_two_raions_apart() -> None:
    west, east = unit(10, "A", "X", "Іванівка"), unit(11, "B", "X", "Іванівка")
    places = [place(10, "A", "Ivanivka", 900), place(11, "B", "Ivanivka", 900)]
    assert joined([west, east], places) == {west.code: [10], east.code: [11]}


def test_namesakes_in_one_community_are_a_doubt_unless_size_says_city() -> None:
    city, village = unit(10, "A", "M", "Іванівка"), unit(11, "A", "C", "Іванівка")
    assert joined([city, village], [place(10, "A", "Ivanivka", 900)]) == {}
    assert joined([city, village], [place(10, "A", "Ivanivka", 9000)]) == {city.code: [10]}


def test_a_former_urban_type_settlement_ranks_above_villages_only() -> None:
    town, village = unit(10, "A", "X", "Іванівка", was="T"), unit(11, "A", "C", "Іванівка")
    assert joined([town, village], [place(10, "A", "Ivanivka", 3000)]) == {town.code: [10]}
    other = unit(12, "A", "X", "Іванівка", was="T")
    assert joined([town, other], [place(10, "A", "Ivanivka", 3000)]) == {}


def test_size_does_not_outweigh_a_namesake_that_is_much_nearer() -> None:
    town = Codified(Unit("UA63020030010000012", "X", "Іванівка", (OBLAST, RAIONS["A"], "UA63020030000000006")), (), "T")
    neighbour = Codified(Unit("UA63020030020000013", "C", "Хмарне", town.unit.parents), (), "C")
    village = unit(11, "A", "C", "Іванівка")
    places = [place(10, "A", "Ivanivka", 3000), place(13, "A", "Khmarne", 600, 0.17)]
    assert joined([town, village, neighbour], places) == {neighbour.code: [13]}


def test_the_own_name_of_a_place_outweighs_an_alternate() -> None:
    city, village = unit(10, "A", "M", "Донецьк"), unit(11, "A", "C", "Олександрівка")
    found = joined([city, village], [place(10, "A", "Donetsk", 900000, 0, "Олександрівка", "Oleksandrivka")])
    assert found == {city.code: [10]}


def test_twins_are_both_recorded_the_larger_first() -> None:
    town = unit(10, "A", "X", "Куликів")
    assert joined([town], [place(10, "A", "Kulykiv", 0), place(11, "A", "Kulykiv", 3900, 0.02)]) == {
        town.code: [11, 10]
    }


def test_places_of_one_name_far_from_each_other_are_a_doubt() -> None:
    town = unit(10, "A", "X", "Куликів")
    assert joined([town], [place(10, "A", "Kulykiv", 900, 0.2), place(11, "A", "Kulykiv", 3900, -0.2)]) == {}


def test_another_first_level_never_joins() -> None:
    town = unit(10, "A", "M", "Берестин")
    elsewhere = Place(10, "Berestyn", 49.0, 35.0, 20000, "18", ())
    assert joined([town], [elsewhere]) == {}


def test_a_decision_of_a_person_rules() -> None:
    town = unit(10, "A", "M", "Берестин")
    places = [place(10, "A", "Berestyn", 20000), place(11, "B", "Nova", 700)]
    assert joined([town], places, {10: "", 11: town.code}) == {town.code: [11]}


def test_editions_give_former_names_and_the_oldest_category() -> None:
    new = Unit("UA63020010010000010", "X", "Берестин", (OBLAST,))
    middle = Unit(new.code, "X", "Красноград", (OBLAST,))
    old = Unit(new.code, "T", "Костянтиноград", (OBLAST,))
    (codified,) = compare([new], {"2024-01": [middle], "2023-06": [old]})
    assert codified.former == (("Красноград", "2024-01"), ("Костянтиноград", "2023-06"))
    assert (codified.oldest_name, codified.oldest_category) == ("Костянтиноград", "T")


def test_a_unit_that_the_oldest_edition_lacks_keeps_what_the_others_say() -> None:
    new = Unit("UA63020010010000010", "X", "Берестин", (OBLAST,))
    (codified,) = compare([new], {"2024-01": [], "2023-06": []})
    assert (codified.former, codified.oldest_name, codified.oldest_category) == ((), "Берестин", "X")
