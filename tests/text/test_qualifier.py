"""Qualifiers and alternatives."""

from typing import Any

import pytest

from toponym.text import MAX_LENGTH, Qualified, split_qualifier


def test_cases(qualifier_case: dict[str, Any]) -> None:
    found = split_qualifier(qualifier_case["text"])
    assert found.head == qualifier_case["head"]
    assert found.qualifiers == tuple(qualifier_case.get("qualifiers", ()))
    assert found.alternatives == tuple(qualifier_case.get("alternatives", ()))
    assert (found.reason is None) == (not found.qualifiers and not found.alternatives)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lyman", None),
        ("Lyman (Kharkiv)", 'qualifier "Kharkiv"'),
        ("Lyman, Donetsk Oblast, Ukraine", 'qualifiers "Donetsk Oblast", "Ukraine"'),
        ("Kyiv/Kiev, Ukraine", 'qualifier "Ukraine" and alternative "Kiev"'),
    ],
)
def test_reason(text: str, reason: str | None) -> None:
    assert split_qualifier(text).reason == reason


@pytest.mark.parametrize(
    "text", ["", " ", ",", "()", "/", ",,,", "((((", "))))", "[]{}", "a" * (MAX_LENGTH + 1) + ",b"]
)
def test_without_a_head_the_text_is_the_head(text: str) -> None:
    assert split_qualifier(text) == Qualified(text)
