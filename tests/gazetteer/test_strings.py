"""The string table against a dict."""

import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.errors import IndexFileError
from toponym.gazetteer.container import Container, pack
from toponym.gazetteer.strings import StringTable, slots_of, string_sections

# Pairs with the same CRC-32.
COLLISIONS = [("plumless", "buckeroo"), ("codding", "gnu"), ("exhibiters", "schlager")]
STRINGS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=60)


def table_of(strings: list[str]) -> StringTable:
    return StringTable(Container(memoryview(pack(string_sections("s", strings), bytes(32)))), "s")


@given(STRINGS, STRINGS)
def test_it_is_a_dict_of_strings_to_numbers(strings: list[str], others: list[str]) -> None:
    table = table_of(strings)
    numbers = {string: number for number, string in enumerate(strings)}
    assert len(table) == len(strings)
    assert [table[number] for number in range(len(strings))] == strings
    for string in [*strings, *others, "", "\ud800"]:
        assert table.find(string) == numbers.get(string, -1)


@pytest.mark.parametrize("pair", COLLISIONS)
def test_strings_with_the_same_checksum_are_told_apart(pair: tuple[str, str]) -> None:
    one, other = pair
    assert zlib.crc32(one.encode()) == zlib.crc32(other.encode())
    assert table_of([one]).find(other) == -1
    both = table_of([one, "between", other])
    assert (both.find(one), both.find(other)) == (0, 2)


def test_strings_that_share_a_slot_are_all_found() -> None:
    crowd = [str(number) for number in range(5000) if zlib.crc32(str(number).encode()) % 64 == 63][:40]
    table = table_of(crowd)
    assert [table.find(string) for string in crowd] == list(range(40))


def test_the_empty_string_and_long_ones() -> None:
    strings = ["", "\0", "\0\0", "я" * 100_000]
    table = table_of(strings)
    assert [table.find(string) for string in strings] == [0, 1, 2, 3]
    assert table.find("я" * 99_999) == -1


def test_an_empty_table_finds_nothing() -> None:
    table = table_of([])
    assert len(table) == 0
    assert table.find("") == -1
    with pytest.raises(IndexFileError, match="its content is damaged"):
        table[0]


def test_a_number_beyond_the_table_is_damage() -> None:
    with pytest.raises(IndexFileError, match="its content is damaged"):
        table_of(["a"])[1]


def test_a_table_whose_slots_are_all_taken_ends_its_search() -> None:
    sections = string_sections("s", ["a"])
    full = b"\xff\xff\xff\xff\1\0\0\0" * 2
    table = StringTable(Container(memoryview(pack({**sections, "s.slots": full}, bytes(32)))), "s")
    assert table.find("b") == -1


@given(st.lists(st.integers(0, 0xFFFFFFFF) | st.integers(0, 7).map(lambda low: 0xFFFFFFF8 | low), max_size=32))
def test_a_table_made_in_windows_is_the_table_made_at_once(hashes: list[int]) -> None:
    def table(window: int) -> bytes:
        return b"".join(slots_of(hashes, 64, window).pieces())

    whole = table(64)
    assert [table(window) for window in (1, 2, 8, 32)] == [whole] * 4
    numbers = sorted(slot & 0xFFFFFFFF for slot in array("Q", whole) if slot)
    assert numbers == list(range(1, len(hashes) + 1))
