"""The tool that writes surnames.json: shares become rounded numbers of bearers."""

import json

from tools.build_surnames import bucket, build


def test_shares_of_two_lists_become_bearers() -> None:
    russian = [("Иванов", 0.002), ("Гайдай", 0.00001), ("Kim", 0.0001)]
    american = [("MILLER", 0.004), ("KIM", 0.001)]
    data = json.loads(build((iter(russian), 100_000_000), (iter(american), 200_000_000)))
    assert data["bearers"] == {"790000": "miller", "200000": "kim иванов"}
    assert data["sources"]


def test_numbers_are_rounded_down() -> None:
    assert [bucket(number) for number in (10_000, 12_589, 12_590, 999_999)] == [10_000, 10_000, 13_000, 790_000]
