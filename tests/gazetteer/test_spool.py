"""What a compiler gathers on disk comes back as it was put in."""

import zlib
from array import array

from hypothesis import given
from hypothesis import strategies as st

from toponym.gazetteer import spool
from toponym.gazetteer.spool import Numbers, Sorter, Spool

ADDED = st.lists(st.tuples(st.text(max_size=4), st.integers(0, 0xFFFFFFFF)), max_size=80)


@given(ADDED, st.integers(1, 6), st.integers(1, 4))
def test_a_sorter_is_a_sorted_dict_of_lists_however_often_it_spills(
    added: list[tuple[str, int]], most: int, most_runs: int
) -> None:
    expected: dict[bytes, list[int]] = {}
    sorter = Sorter(most, most_runs)
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


def test_what_is_written_at_once_is_read_piece_by_piece() -> None:
    spooled, data = Spool(), bytes(range(256)) * (spool._PIECE // 100)
    spooled.write(data)
    spooled.write(b"")
    read = spooled.reader()
    assert read(7) + read(len(data)) == data
    assert read(1) == b""
    assert b"".join(spooled.pieces()) == data


def test_numbers_are_the_array_they_would_be() -> None:
    numbers, expected = Numbers("I"), array("I", range(600_000))
    for number in expected[:1000]:
        numbers.append(number)
    numbers.extend(expected[1000:])
    assert b"".join(numbers.section().pieces()) == expected.tobytes()
    assert array("I", numbers) == expected
