"""The container of an index: what is put in comes out, and what is no index is refused."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.errors import IndexFileError
from toponym.gazetteer.container import FORMAT_VERSION, Container, pack

DIGEST = bytes(range(32))
SECTIONS = {"a": b"alpha", "empty": b"", "numbers": struct.pack("4I", 1, 2, 3, 4), "last": b"omega"}
DATA = pack(SECTIONS, DIGEST)


def opened(data: bytes) -> Container:
    return Container(memoryview(data))


def refused(data: bytes) -> str:
    with pytest.raises(IndexFileError) as caught:
        opened(data)
    message = str(caught.value)
    assert message.startswith("index in memory: index refused: ")
    assert message.endswith("; remove the file and it is built again")
    return message


@given(st.dictionaries(st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=24), st.binary()))
def test_what_is_packed_is_read(sections: dict[str, bytes]) -> None:
    container = opened(pack(sections, DIGEST))
    assert {name: bytes(container.section(name)) for name in sections} == sections
    assert container.digest == DIGEST
    container.verify()


def test_sections_are_named_and_aligned() -> None:
    container = opened(DATA)
    assert "a" in container
    assert "b" not in container
    assert container.size == len(DATA)
    assert container.array("numbers", "I").tolist() == [1, 2, 3, 4]
    assert container.array("empty", "Q").tolist() == []
    with pytest.raises(IndexFileError, match="section 'b' is missing"):
        container.section("b")
    with pytest.raises(IndexFileError, match="section 'a' has an odd length"):
        container.array("a", "I")


def test_a_section_cannot_be_written_to() -> None:
    with pytest.raises(TypeError):
        opened(DATA).section("a")[0] = 0


def test_a_foreign_file() -> None:
    assert "it is no toponym index" in refused(b"PK\3\4" + bytes(200))
    assert "it is no toponym index" in refused(b"{" * 500)
    assert "it is too short" in refused(b"TOPONYM\0")
    assert "it is too short" in refused(b"")


def test_another_version() -> None:
    later = bytearray(DATA)
    struct.pack_into("=H", later, 8, FORMAT_VERSION + 1)
    assert f"it has format {FORMAT_VERSION + 1}, this toponym reads {FORMAT_VERSION}" in refused(bytes(later))


def test_another_byte_order() -> None:
    swapped = bytearray(DATA)
    swapped[8:10], swapped[10:12] = swapped[8:10][::-1], swapped[10:12][::-1]
    assert "it was built on a machine of another byte order" in refused(bytes(swapped))


@pytest.mark.parametrize("size", range(len(DATA)))
def test_a_truncated_file_is_refused_at_every_length(size: int) -> None:
    end_of_last = len(DATA.rstrip(b"\0"))
    if size < end_of_last:
        refused(DATA[:size])
    else:
        opened(DATA[:size]).verify()


@pytest.mark.parametrize("at", range(8, 48 + 44 * len(SECTIONS) + 4))
def test_a_flipped_byte_of_the_header_is_refused(at: int) -> None:
    data = bytearray(DATA)
    data[at] ^= 0x20
    refused(bytes(data))


def test_a_huge_number_of_sections_is_refused() -> None:
    data = bytearray(DATA)
    struct.pack_into("=I", data, 44, 0xFFFFFFFF)
    assert "its header is damaged" in refused(bytes(data))


def test_damaged_content_is_found_by_verify() -> None:
    for name, content in SECTIONS.items():
        at = DATA.find(content) if content else -1
        if at >= 0:
            data = bytearray(DATA)
            data[at] ^= 1
            container = opened(bytes(data))
            with pytest.raises(IndexFileError, match=f"section '{name}' is damaged"):
                container.verify()


def test_files_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "x.index"
    path.write_bytes(DATA)
    container = Container.open(path)
    container.verify()
    assert container.path == str(path)
    path.unlink()
    assert bytes(container.section("last")) == b"omega"


def test_what_is_no_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty.index"
    empty.touch()
    for path in (empty, tmp_path, tmp_path / "missing.index", empty / "below.index"):
        with pytest.raises(IndexFileError) as caught:
            Container.open(path)
        assert str(caught.value).startswith(f"{path}: index cannot be opened (")
        assert str(caught.value).endswith("); build it again")
