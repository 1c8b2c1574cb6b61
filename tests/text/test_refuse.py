"""What cannot be a name."""

import pytest

from toponym.text import MAX_LENGTH, unreadable


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" ", "blank"),
        ("\n\t\u3000", "blank"),
        ("\u200b\ufeff", "blank"),
        ("\u202e\u2066", "blank"),
        ("\0", "control characters only"),
        ("\0 \x01\x85\x9f", "control characters only"),
        ("12345", "no letters"),
        ("١٢٣", "no letters"),
        ("48.5, 37.8", "no letters"),
        ("🙂🇺🇦", "no letters"),
        ("?!…", "no letters"),
        ("'", "no letters"),
        ("ʼ", "no letters"),
        ("\u0301", "no letters"),
        ("\ud800", "no letters"),
        ("x" * (MAX_LENGTH + 1), "too long"),
        ("1" * 10_000_000, "too long"),
        (" " * 10_000_000, "blank"),
        ("x" * MAX_LENGTH, None),
        (" " * 1000 + "Kyiv", None),
        ("Y", None),
        ("北", None),
        ("\u202eKyiv\0", None),
        ("5 Київ", None),
    ],
)
def test_unreadable(text: str, reason: str | None) -> None:
    assert unreadable(text) == reason
