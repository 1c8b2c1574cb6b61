"""What a compiler gathers on disk comes back as it was put in."""

import zlib
from array import array

from hypothesis import given
from hypothesis import strategies as st

from toponym.gazetteer import spool
from toponym.gazetteer.spool import Numbers, Sorter, Spool

ADDED = st.lists(st.tuples(st.text(max_size=4), st.integers(0, 0xFFFFFFFF)), max_size=80)


@given(ADDED, st.integers(1, 6))
def test_a_sorter_is_a_sorted_dict_of_lists_however_often_it_spills(added: list[tuple[str, int]], most: int) -> None:
    expected: dict[bytes, list[int]] = {}
    sorter = Sorter(most)
    for text, number in added:
        expected.setdefault(text.encode("utf-8", "surrogatepass"), []).append(number)
        sorter.add(text, number)
    assert [(key, group.tolist()) for key, group in sorter.merged()] == sorted(expected.items())
    assert list(sorter.merged()) == []


@given(st.lists(st.binary(max_size=3000), max_size=20))
def test_a_spool_keeps_bytes_length_and_checksum(parts: list[bytes]) -> None:
    spooled = Spool()
    for part in parts:
        spooled.write(part)
    whole = b"".join(parts)
    assert b"".join(spooled.pieces()) == whole
    assert b"".join(spooled.pieces()) == whole
    assert (spooled.size, spooled.crc) == (len(whole), zlib.crc32(whole))


def test_a_large_spool_comes_back_in_pieces() -> None:
    spooled = Spool()
    for _ in range(3):
        spooled.write(b"x" * spool._PIECE)
    pieces = list(spooled.pieces())
    assert len(pieces) == 3
    assert sum(map(len, pieces)) == spooled.size


def test_numbers_are_the_array_they_would_be() -> None:
    numbers, expected = Numbers("I"), array("I", range(600_000))
    for number in expected[:1000]:
        numbers.append(number)
    numbers.extend(expected[1000:])
    numbers.flush()
    assert b"".join(numbers.spool.pieces()) == expected.tobytes()
