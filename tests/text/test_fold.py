"""Fold: what it equates, what it keeps apart, and what it does with odd input."""

from typing import Any
from unicodedata import normalize

import pytest

from toponym.text import fold, fold_reasons
from toponym.text.fold import REASONS, folded_words

Case = dict[str, Any]


def test_equates(same_case: Case) -> None:
    assert {fold(text) for text in same_case["texts"]} == {fold(same_case["texts"][0])}
    assert fold(same_case["texts"][0])


def test_equates_in_every_unicode_form(same_case: Case) -> None:
    texts = same_case["texts"]
    assert {fold(normalize(form, text)) for form in ("NFC", "NFD") for text in texts} == {fold(texts[0])}


def test_keeps_apart(different_case: Case) -> None:
    texts = different_case["texts"]
    assert len({fold(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" \t\n", ""),
        ("...", ""),
        ("🙂", ""),
        ("\u0301", ""),
        ("\u200b\u202e", ""),
        ("\0", ""),
        ("A\0B", "ab"),
        ("A\x1fB", "a b"),
        ("№ 5", "5"),
        ("x²", "x2"),
        ("½", "1 2"),
        ("a/b & c", "a b c"),
        ('"a" "b"', "a b"),
        ("ﷺ"[:1], "صلى الله عليه وسلم"),
        ("́й", "й"),
        ("Ї́жа", "їжа"),
        ("Ѓорче", "ѓорче"),
        ("ѐ ѝ", "е и"),
        ("ᾳ", "αι"),
    ],
)
def test_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["\ud800", "Ky\udfffiv", "\udc00\ud800"])
def test_lone_surrogate_is_a_character_that_can_be_encoded(text: str) -> None:
    assert "\ufffd" in fold(text)
    assert fold(text).encode() == fold(fold(text)).encode()


def test_every_character_folds_to_a_stable_form() -> None:
    """Every 7th character of all planes, alone and between letters, in each normal form; 7 reaches all blocks."""
    for point in range(0, 0x110000, 7):
        text = f"и{chr(point)}ї"
        folded = fold(text)
        assert fold(folded) == folded, hex(point)
        assert fold(normalize("NFC", text)) == fold(normalize("NFD", text)), hex(point)


@pytest.mark.parametrize(
    "text",
    ["аї'", "и\u0306", "\u0301\u0327", "\u0f73", "\u0301\uff9e", "\u0654\u0655", "🙂", 'a"', "\ud800", "\u1100\u1161"],
)
def test_long_text_folds_in_linear_time(text: str) -> None:
    """Unicode's sorting of combining marks is quadratic when done the usual way; a million of them would not end."""
    assert set(fold(text * 500_000)) == set(fold(text * 2))


def test_long_text_is_cut_between_letters_only() -> None:
    text = "йї\u0301가の゙ß" * 1000
    assert fold(text) == fold("йї\u0301가の゙ß") * 1000
    assert fold(normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "other", "reasons"),
    [
        ("kyiv", None, ()),
        ("Kyiv", None, ("case",)),
        ("LUHANS’K", None, ("case", "apostrophe")),
        ("Kyiv", "Kyiv", ()),
        ("KYIV", "Kyiv", ("case",)),
        ("Luhans'k", "Luhansk", ("apostrophe",)),
        ("Luhans'k", "Luhans’k", ("apostrophe",)),
        ("Ки́їв", "Київ", ("marks",)),
        ("Пётр", "Петр", ("marks",)),
        ("Łódź", "Łodz", ("marks",)),
        ("Łódź", "Lódź", ("letters",)),
        ("Weißenburg", "Weissenburg", ("letters",)),
        ("Ivano Frankivsk", "Ivano-Frankivsk", ("dash",)),
        ("Ivano–Frankivsk", "Ivano-Frankivsk", ("dash",)),
        ("Ky\u00adiv", "Kyiv", ("invisible characters",)),
        ("Ｋｙｉｖ", "Kyiv", ("compatibility forms",)),
        ("St. Petersburg", "St Petersburg", ("punctuation",)),
        (" Kyiv", "Kyiv", ("spaces",)),
        ("Nova  Kakhovka", "Nova Kakhovka", ("spaces",)),
        ("IVANO–FRANKIVS'K", "Ivano-Frankivsk", ("case", "apostrophe", "dash")),
    ],
)
def test_reasons(text: str, other: str | None, reasons: tuple[str, ...]) -> None:
    assert fold_reasons(text, other) == reasons


def test_reasons_of_equal_spellings_that_differ(same_case: Case) -> None:
    first, *others = same_case["texts"]
    for text in others:
        assert fold_reasons(text, first), text
        assert set(fold_reasons(text, first)) <= set(REASONS)


def test_words_with_their_places() -> None:
    text = "(м.Київ–2)"
    assert [(word, text[start:end]) for word, start, end in folded_words(text)] == [
        ("м", "м"),
        ("київ", "Київ"),
        ("2", "2"),
    ]
