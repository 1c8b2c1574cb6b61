"""The committed codifier layer is what the tool writes from the codifier that the test dependencies install."""

import json
from pathlib import Path

import pytest

from tools import build_codifier

ROOT = Path(__file__).resolve().parents[3]
pytest.importorskip("openpyxl")


@pytest.fixture(scope="module")
def text() -> str:
    try:
        return build_codifier.build(build_codifier.installed_sheet())
    except ValueError as error:
        pytest.skip(str(error))


def test_the_rebuild_gives_the_same_bytes(text: str) -> None:
    assert (ROOT / "data" / "codifier.jsonl").read_bytes() == text.encode()


def test_every_unit_is_a_whole_record(text: str) -> None:
    records = [json.loads(line) for line in text.splitlines()]
    ids = [record["id"] for record in records]
    assert ids == sorted(set(ids))
    by_id = {record["id"]: record for record in records}
    for record in records:
        assert record["id"] == f"katottg:{record['ids']['katottg']}"
        assert record["country"] == "UA"
        for parent in record.get("parents", []):
            assert by_id[parent]["admin1"] == record["admin1"]
        for name in record["names"]:
            assert name == name.strip()


def test_the_check_sees_a_difference(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_codifier, "build", lambda sheet: text)
    copy = tmp_path / "codifier.jsonl"
    assert build_codifier.main(["--check", "-o", str(copy)]) == 1
    assert build_codifier.main(["-o", str(copy)]) == 0
    assert build_codifier.main(["--check", "-o", str(copy)]) == 0
    copy.write_text(text + "\n", encoding="utf-8")
    assert build_codifier.main(["--check", "-o", str(copy)]) == 1
