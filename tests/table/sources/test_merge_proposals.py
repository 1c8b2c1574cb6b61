import json
from pathlib import Path
from typing import Any

import pytest

from tools.merge_proposals import Record, Report, main, merge_all, merge_sources, merged_ids

SOURCES = {"codifier": {"title": "Codifier", "date": "2026", "licence": "cited", "address": "https://example.org/"}}


def entry(**changes: Any) -> Record:
    record: Record = {
        "id": "ua-bakhmut",
        "kind": "settlement",
        "feature": "city",
        "ids": {"katottg": "UA14020010010032616"},
        "names": [{"text": "Бахмут", "lang": "uk", "status": "official", "source": "codifier"}],
        "label": "Bakhmut",
        "sources": {"katottg": "codifier"},
    }
    return record | changes


def merge(present: Record, proposed: Record, *rejected: tuple[str, str]) -> tuple[Record, Report]:
    merged, report = merge_all([present], [proposed], set(rejected))
    assert len(merged) == 1
    return merged[0], report


def test_a_new_entry_is_added_and_the_table_left_alone() -> None:
    table = [entry()]
    merged, report = merge_all(table, [entry(id="ua-toretsk", ids={"katottg": "UA14020110010075775"})], set())
    assert [record["id"] for record in merged] == ["ua-bakhmut", "ua-toretsk"]
    assert (report.added_entries, report.conflicts) == (["ua-toretsk"], [])
    assert table == [entry()]


def test_the_same_proposal_again_changes_nothing() -> None:
    merged, report = merge(entry(), entry())
    assert merged == entry()
    assert (report.added_entries, report.additions, report.conflicts) == ([], [], [])


def test_missing_facts_are_added_with_their_sources() -> None:
    name = {"text": "Артемівськ", "lang": "uk", "status": "former", "to": "2016-02-04", "source": "law"}
    proposed = entry(
        lat=48.6, lon=38.0, population=7, ids={"geonames": 713174}, names=[name], variants=[{"text": "Artemovsk"}],
        sources={"lat": "gn", "geonames": "gn", "population": "gn"},
    )  # fmt: skip
    merged, report = merge(entry(), proposed)
    assert (merged["lat"], merged["lon"], merged["population"]) == (48.6, 38.0, 7)
    assert merged["ids"] == {"katottg": "UA14020010010032616", "geonames": 713174}
    assert merged["names"] == [*entry()["names"], name]
    assert merged["variants"] == [{"text": "Artemovsk"}]
    assert merged["sources"] == {"katottg": "codifier", "lat": "gn", "geonames": "gn", "population": "gn"}
    assert len(report.additions) == 5
    assert report.conflicts == []


def test_what_a_person_wrote_stays_and_contradictions_are_reported() -> None:
    person = entry(lat=1.0, lon=2.0, label="Bachmut", ids={"katottg": "UA14020010010032616", "geonames": 1})
    merged, report = merge(person, entry(lat=48.6, lon=38.0, ids={"geonames": 2}, feature="town"))
    assert merged == person
    assert len(report.conflicts) == 4


def test_a_date_is_added_to_a_name_but_never_changed() -> None:
    dated = [entry()["names"][0] | {"from": "2016-02-04"}]
    merged, _ = merge(entry(), entry(names=dated))
    assert merged["names"] == dated
    merged, report = merge(entry(names=dated), entry(names=[dated[0] | {"from": "2015"}]))
    assert merged["names"] == dated
    assert len(report.conflicts) == 1


def test_a_date_brings_its_source_where_the_present_one_attests_none() -> None:
    present = entry(names=[entry()["names"][0] | {"source": "katottg-2026-10"}])
    proposed = entry(names=[entry()["names"][0] | {"from": "2016-02-04", "source": "law"}])
    assert merge(present, proposed)[0]["names"][0]["source"] == "law"
    assert merge(entry(), proposed)[0]["names"][0]["source"] == "codifier"
    assert merge(present, entry(names=[entry()["names"][0] | {"source": "law"}]))[0] == present


def test_a_second_official_name_is_a_conflict() -> None:
    merged, report = merge(entry(), entry(names=[{"text": "Артемівськ", "lang": "uk", "status": "official"}]))
    assert merged == entry()
    assert len(report.conflicts) == 1


def test_a_variant_that_becomes_a_name_is_not_kept_twice() -> None:
    present = entry(variants=[{"text": "Артемовск"}, {"text": "Bachmut"}])
    merged, _ = merge(present, entry(names=[{"text": "Артемовск", "lang": "ru", "status": "former"}]))
    assert [name["text"] for name in merged["names"]] == ["Бахмут", "Артемовск"]
    assert merged["variants"] == [{"text": "Bachmut"}]


def test_what_a_person_rejected_is_not_proposed_again() -> None:
    proposed = entry(variants=[{"text": "Bachmut"}, {"text": "Kyiv"}])
    merged, _ = merge(entry(), proposed, ("ua-bakhmut", "Kyiv"))
    assert merged["variants"] == [{"text": "Bachmut"}]


def test_an_authority_id_finds_the_entry_and_never_gets_a_second_owner() -> None:
    merged, _ = merge(entry(), entry(id="ua-artemivsk", variants=[{"text": "Bachmut"}]))
    assert (merged["id"], merged["variants"]) == ("ua-bakhmut", [{"text": "Bachmut"}])
    table = [entry(), entry(id="ua-toretsk", ids={"geonames": 5})]
    merged_table, report = merge_all(table, [entry(ids={"geonames": [4, 5]})], set())
    assert merged_table == table
    assert report.conflicts == ["ua-bakhmut: geonames [4, 5] already belongs to ua-toretsk"]


def test_another_kind_is_never_merged() -> None:
    merged, report = merge(entry(), entry(kind="district", label="X"))
    assert merged == entry()
    assert len(report.conflicts) == 1


def test_sources_are_added_never_replaced() -> None:
    report = Report()
    merged = merge_sources(SOURCES, {"codifier": {"title": "Other"}, "law": {"title": "Law"}}, report)
    assert merged == SOURCES | {"law": {"title": "Law"}}
    assert (len(report.additions), len(report.conflicts)) == (1, 1)


def test_the_register_of_ids_keeps_comments_and_retired_ids() -> None:
    register = "# every id\nua-b\nua-old -> ua-b\n"
    assert merged_ids(register, ["ua-a", "ua-b", "ua-old"]) == "# every id\nua-a\nua-b\nua-old -> ua-b\n"


def test_only_write_changes_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new.jsonl").write_text(json.dumps(entry()) + "\n", encoding="utf-8")
    (tmp_path / "new-sources.json").write_text(json.dumps(SOURCES), encoding="utf-8")
    arguments = [str(tmp_path / "new.jsonl"), "--sources", str(tmp_path / "new-sources.json"), "--data", str(tmp_path)]
    assert main(arguments) == 0
    assert "+ ua-bakhmut" in capsys.readouterr().out
    assert not (tmp_path / "variants.json").exists()
    assert main([*arguments, "--write"]) == 0
    assert json.loads((tmp_path / "variants.json").read_text(encoding="utf-8")) == [entry()]
    assert json.loads((tmp_path / "sources.json").read_text(encoding="utf-8")) == SOURCES
    assert (tmp_path / "ids.txt").read_text(encoding="utf-8") == "ua-bakhmut\n"
    before = (tmp_path / "variants.json").read_bytes()
    assert main([*arguments, "--write"]) == 0
    assert (tmp_path / "variants.json").read_bytes() == before


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "missing.jsonl"), "--data", str(tmp_path)]) == 2
    assert "missing.jsonl" in capsys.readouterr().err
