"""The tool that drops variants which lookup finds anyway: what it prints, what it writes, what it leaves."""

import json
from pathlib import Path

import pytest

from tests.conftest import Record
from tools.drop_derivable import ROOT, main
from toponym.gazetteer.spellings import spellings_of
from toponym.table import Table, derivable

CITY: Record = {
    "id": "ua-kyiv",
    "kind": "settlement",
    "names": [{"text": "Київ", "lang": "uk", "status": "official"}],
    "label": "Kyiv",
    "variants": [{"text": "Kyyiv", "source": "s"}, {"text": "Kijów", "lang": "pl", "source": "s"}],
}
OFFICE: Record = {"id": "hq", "kind": "facility", "names": ["Head Office"]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "variants.json").write_text(json.dumps([CITY, OFFICE]), encoding="utf-8")
    return tmp_path


def test_without_write_it_only_prints(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (data / "variants.json").read_bytes()
    assert main(["--data", str(data)]) == 0
    said = capsys.readouterr()
    assert said.out == "  ua-kyiv (Kyiv)\n- Kyyiv: BGN/PCGN 1965 without marks of Київ\n"
    assert said.err == "1 of 2 variants, 1 of s; nothing written\n"
    assert (data / "variants.json").read_bytes() == before


def test_it_writes_the_canonical_form_and_finds_nothing_more(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "--write"]) == 0
    table = Table.load(data / "variants.json")
    assert [entry.id for entry in table] == ["hq", "ua-kyiv"]
    assert [variant.text for variant in table["ua-kyiv"].variants] == ["Kijów"]
    assert [name.text for name in table["ua-kyiv"].names] == ["Київ"]
    written = (data / "variants.json").read_bytes()
    capsys.readouterr()
    assert main(["--data", str(data), "--write"]) == 0
    assert capsys.readouterr().out == ""
    assert (data / "variants.json").read_bytes() == written


def test_a_table_that_cannot_be_read_is_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert "variants.json" in capsys.readouterr().err


def test_places_are_found_by_the_same_spellings_without_them() -> None:
    for entry in Table.load(ROOT / "data/variants.json"):
        gone = [variant for variant, _ in derivable(entry)]
        if gone and entry.kind != "person":
            kept = [variant for variant in entry.variants if variant not in gone]
            fewer = type(entry)(
                entry.id, entry.kind, entry.names, country=entry.country, label=entry.label, variants=tuple(kept)
            )
            before = {(item.key, item.role) for item in spellings_of(entry)}
            assert before == {(item.key, item.role) for item in spellings_of(fewer)}, entry.id
