"""The review file names every town that has no GeoNames id, and only towns."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[3] / "data"


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_review_records_are_towns_of_the_codifier_with_a_reason() -> None:
    towns = {r["ids"]["katottg"]: r for r in records("codifier.jsonl") if r.get("feature") in ("city", "selyshche")}
    unjoined = [record for record in records("review/settlements.jsonl") if "katottg" in record]
    assert len({record["katottg"] for record in unjoined}) == len(unjoined)
    for record in unjoined:
        assert towns[record["katottg"]]["names"] == [record["name"]]
        assert record["reason"]
    cities = [town for town in towns.values() if town["feature"] == "city"]
    assert len([r for r in unjoined if towns[r["katottg"]]["feature"] == "city"]) <= 0.01 * len(cities)


def test_aliases_left_out_say_of_whom_and_why() -> None:
    aliases = [record for record in records("review/settlements.jsonl") if "katottg" not in record]
    assert aliases
    for record in aliases:
        assert set(record) == {"id", "alias", "reason"}
