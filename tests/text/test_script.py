"""Scripts of characters and of texts."""

import pytest

from toponym.text import main_script, script_of, scripts


@pytest.mark.parametrize(
    ("chars", "script"),
    [
        ("AzÀłƏẞﬁＺªᴀⱠ", "Latin"),
        ("Аяїґѣӏꙋԯᲀ", "Cyrillic"),
        ("ΑωάἀϏΩ", "Greek"),
        ("ءيٱپݐﻻ", "Arabic"),
        ("אתﬡ", "Hebrew"),
        ("北々﨎𠀀", "Han"),
        ("가ᄀㄱﾡ", "Hangul"),
        ("あんアンーｱ", "Kana"),
        ("Ամև", "Armenian"),
        ("აჰᲐⴀ", "Georgian"),
        ("कह", "Devanagari"),
        ("ก𐌰ᚠᏣ", "Other"),
        ("1٣〇 .-'ʼʹ№\u0301\u200b🙂\ufffd\ud800\0", "Common"),
    ],
)
def test_script_of(chars: str, script: str) -> None:
    assert {char: script_of(char) for char in chars} == dict.fromkeys(chars, script)


@pytest.mark.parametrize(
    ("text", "found", "main"),
    [
        ("", set(), "Common"),
        ("2014-05", set(), "Common"),
        ("Kyiv", {"Latin"}, "Latin"),
        ("Luhansʹk", {"Latin"}, "Latin"),
        ("м. Kyiv", {"Latin", "Cyrillic"}, "Latin"),
        ("Донeцьк", {"Latin", "Cyrillic"}, "Cyrillic"),
        ("キーウ州", {"Kana", "Han"}, "Kana"),
        ("Яz", {"Latin", "Cyrillic"}, "Cyrillic"),
        ("zЯ", {"Latin", "Cyrillic"}, "Latin"),
    ],
)
def test_scripts(text: str, found: set[str], main: str) -> None:
    assert scripts(text) == found
    assert main_script(text) == main
