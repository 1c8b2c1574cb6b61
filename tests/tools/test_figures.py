"""The figures of the documentation are computed, and only the marked sections are touched."""

import json
from pathlib import Path

import pytest

from tools import figures
from toponym import Entry, Name


def place(id_: str, kind: str = "settlement", **fields: object) -> Entry:
    return Entry(id_, kind, (Name(id_, "uk"),), **fields)  # type: ignore[arg-type]


def test_every_entry_is_in_one_group() -> None:
    entries = [
        place("a", feature="city", country="UA"),
        place("b", feature="village", country="UA"),
        place("c", feature="city", country="BY"),
        place("d", "person"),
        place("e", "river", country="UA"),
    ]
    found = figures.groups(entries)
    assert sorted(entry.id for _, group in found for entry in group) == ["a", "b", "c", "d", "e"]
    assert {title: len(group) for title, group in found}["Ukraine: cities"] == 1


def test_a_kind_without_a_group_is_told() -> None:
    with pytest.raises(ValueError, match="1 entries, 0 in groups"):
        figures.groups([place("x", "planet")])


def test_coverage_counts_derived_codes() -> None:
    entries = [place("a", feature="city", country="UA", ids={"katottg": "UA14020010010059145"}), place("b", "person")]
    rows = figures.coverage(entries, ("pcode",)).splitlines()
    assert "| Ukraine: cities | 1 | - | 1 (100.0 %) |" in rows
    assert "| all | 2 | - | 1 (50.0 %) |" in rows


def test_only_the_sections_change() -> None:
    text = "before\n<!-- a -->\nold\n<!-- /a -->\nbetween <!-- b --><!-- /b -->"
    assert figures.filled(text, {"a": "new"}) == text.replace("old", "new")
    assert figures.filled(text, {"c": "new"}) == text


def test_a_run_becomes_a_table() -> None:
    result = {
        "set_name": "ua",
        "system": "toponym",
        "figures": {"top1": 0.91, "ece": None},
        "intervals": {"top1": [0.9, 0.92]},
    }
    lines = figures.accuracy({"sets": ["ua: 2 places"], "results": [result]}).splitlines()
    assert lines[0] == "- ua: 2 places"
    assert lines[-1] == "| ua | toponym | 0.910 (0.900-0.920) | - | - | - | - | - |"


def test_what_a_run_misses_becomes_tables() -> None:
    rows = [["set, figure", "goal", ""], ["ua, top-1", "0.951", "missed"]]
    found = figures.missed({"goals": rows, "losses": [rows, rows]})
    assert found["goals"].splitlines()[-1] == "| ua, top-1 | 0.951 | missed |"
    assert found["losses"].count("| ua, top-1 |") == 2
    assert figures.missed({}) == {}


def test_check_tells_a_stale_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- counts --><!-- /counts --> <!-- figures --><!-- /figures -->", encoding="utf-8")
    (tmp_path / "run.json").write_text(json.dumps({"sets": [], "results": []}), encoding="utf-8")
    monkeypatch.setattr(figures, "ROOT", tmp_path)
    monkeypatch.setattr(figures, "FILES", ("page.md",))
    monkeypatch.setattr(figures, "sections", lambda: {"counts": "| 5 |"})
    assert figures.main(["--check"]) == 1
    assert figures.main([]) == 0
    assert figures.main(["--check"]) == 0
    assert "| 5 |" in page.read_text(encoding="utf-8")
    assert figures.main(["--run", str(tmp_path / "run.json")]) == 0
    assert "| set | system | top-1 |" in page.read_text(encoding="utf-8")
