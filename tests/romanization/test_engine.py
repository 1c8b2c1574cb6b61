"""The engine: letters, contexts, case, apostrophes, other scripts, odd text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponym.romanization import Romanized, romanize, romanize_many, systems, transliterate, transliterate_many
from toponym.romanization.engine import Engine
from toponym.romanization.loader import load_file

HEAD = """
[language]
code = "xx"
name = "Test"
script = "Cyrillic"
alphabet = "абвгьюя'"
vowels = "аюя"
signs = "ь'"
[language.classes]
soft = "ьюя"
"""
LETTERS = 'letters = "а a б b в v г g ь ’ ю iu я ia \' -"\n'
KEYS = 'title = "T"\nsource = "S"\nprior = 0.5\n'


def engine(tmp_path: Path, body: str, system: str = "xx:one") -> Engine:
    path = tmp_path / "xx.toml"
    path.write_text(HEAD + body, encoding="utf-8")
    return load_file(path).systems[system].engine


def one(tmp_path: Path, rules: str) -> Engine:
    return engine(tmp_path, f"[one]\n{KEYS}{LETTERS}rules = [{rules}]\n")


@pytest.mark.parametrize(
    ("rules", "native", "romanized"),
    [
        ('"#|ю > yu"', "юба бюю", "yuba biuiu"),
        ('"#|ю > yu"', "ба-юба", "ba-yuba"),
        ('"|б|# > p"', "баб баб-аб аб'я", "bap bap-ap abia"),
        ('"V|б|V > w"', "баба абб", "bawa abb"),
        ('"C|ю > u"', "бю ьюаю", "bu ’iuaiu"),
        ('"|б|{soft} > bj"', "бь бя ба", "bj’ bjia ba"),
        ('"[вг]|а > o"', "ва га ба", "vo go ba"),
        ('"|б|[^аь] > p"', "ба бв б бь", "ba pv b b’"),
        ('"#,V|б > w"', "баба абаб вб", "wawa awaw vb"),
        ('"#V|б > w"', "абаба", "awaba"),
        ('"бв > x"', "бва бабв", "xa bax"),
        ('"б|в|г > w"', "бвг бва авг", "bwg bva avg"),
        ('"\'|я > ja"', "б’я бя", "bja bia"),
        ('"аб > ", "ва > -"', "аббва", "b"),
    ],
)
def test_context(tmp_path: Path, rules: str, native: str, romanized: str) -> None:
    assert one(tmp_path, rules).romanize(native) == romanized


@pytest.mark.parametrize(
    ("rules", "native", "romanized"),
    [
        ('"V|б > x", "бв > y"', "абв", "ay"),  # the longer grapheme before the context
        ('"V|б > x", "Vа|б > y"', "аабаб", "aayax"),  # more positions
        ('"V|б > x", "а|б > y"', "абюб", "ayiux"),  # the smaller set
        ('"V|б > x", "|б|V > y"', "аба", "aya"),  # equal: the later one
        ('"#|б > x"', "баб", "xab"),  # any context before the bare letter
    ],
)
def test_precedence(tmp_path: Path, rules: str, native: str, romanized: str) -> None:
    assert one(tmp_path, rules).romanize(native) == romanized


def test_inheritance(tmp_path: Path) -> None:
    body = (
        f'[one]\n{KEYS}{LETTERS}rules = ["#|ю > yu", "бв > x"]\n'
        f'[two]\n{KEYS}base = "one"\nletters = "г h"\nrules = ["#|ю > ju"]\ndrop = ["бв"]\n'
        f'[three]\n{KEYS}base = "two"\nstrip = "’h"\nlacks = "в"\n'
    )
    assert engine(tmp_path, body, "xx:two").romanize("юг бвь") == "juh bv’"
    three = engine(tmp_path, body, "xx:three")
    assert three.romanize("юг бь") == "ju b"
    assert not three.complete("бв")
    assert three.reads("юг")
    assert not three.reads("бв")


@pytest.mark.parametrize(
    ("native", "romanized"),
    [
        ("Щука", "Shchuka"),
        ("ЩУКА", "SHCHUKA"),
        ("щука", "shchuka"),
        ("Згурський і ЗГУРСЬКИЙ", "Zghurskyi i ZGHURSKYI"),
        ("Ю. Я. Щербак", "Yu. Ya. Shcherbak"),
        ("ЗНАМ’ЯНКА", "ZNAMIANKA"),
        ("Івано-Франківськ", "Ivano-Frankivsk"),
        ("м. Київ, вул. Ярославів Вал", "m. Kyiv, vul. Yaroslaviv Val"),
    ],
)
def test_case_is_kept(native: str, romanized: str) -> None:
    assert romanize(native, "uk:kmu-2010") == romanized


def test_letters_under_a_tie_are_capitals_together() -> None:
    assert romanize("Ярослав", "uk:ala-lc") == "I\u0361Aroslav"


@pytest.mark.parametrize("apostrophe", "'’ʼ‘`´ʹ′")
def test_any_apostrophe_within_a_word(apostrophe: str) -> None:
    assert romanize(f"Знам{apostrophe}янка", "uk:bgn-pcgn-1965") == "Znam”yanka"


def test_quotation_marks_stay() -> None:
    assert romanize("'Єва' і O'Neill", "uk:kmu-2010") == "'Yeva' i O'Neill"


def test_stress_marks_and_decomposed_letters() -> None:
    assert romanize("Украї\u0301на", "uk:kmu-2010") == "Ukraina"
    assert romanize("Краи\u0306", "uk:kmu-2010") == "Krai"
    assert romanize("e\u0301", "uk:kmu-2010") == "e\u0301"


@pytest.mark.parametrize("text", ["Kyiv", "北京", "Ελλάδα", "", "  12 ", "בני ברק", "\ud800", "\x00", "🙂"])
def test_other_scripts_are_returned_unchanged(text: str) -> None:
    for system in systems():
        assert romanize(text, system) == text
        assert romanize_many([text, text], system) == [text, text]


def test_unknown_letters_are_flagged() -> None:
    assert transliterate("Крым", "uk:kmu-2010") == Romanized("Krыm", complete=False)
    assert transliterate_many(["Київ", "Kyiv", "Київ 2"], "uk:kmu-2010") == [
        Romanized("Kyiv", complete=True),
        Romanized("Kyiv", complete=False),
        Romanized("Kyiv 2", complete=True),
    ]


@given(st.lists(st.text(st.sampled_from("абвгґіїєьЩЮЯщюя'’ -\n\u0301IéЫ"), max_size=12), max_size=150))
def test_a_batch_gives_what_its_texts_give(texts: list[str]) -> None:
    for system in ("uk:kmu-2010", "uk:polish"):
        assert romanize_many(texts, system) == [romanize(text, system) for text in texts]


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    for system in systems("uk"):
        assert isinstance(romanize(text, system), str)


def test_hostile_runs_of_marks_take_linear_time() -> None:
    assert romanize("Київ" + "\u0327\u0301" * 200_000, "uk:kmu-2010").startswith("Kyiv")


def test_a_script_without_case(tmp_path: Path) -> None:
    path = tmp_path / "ka.toml"
    path.write_text(
        '[language]\ncode = "ka"\nname = "Georgian"\nscript = "Georgian"\nalphabet = "აბთილსუქ"\nvowels = "აიუ"\n'
        f'[national]\n{KEYS}letters = "ა a ბ b თ t ი i ლ l ს s უ u ქ k"\nsamples = {{ "ქუთაისი" = "kutaisi" }}\n',
        encoding="utf-8",
    )
    national = load_file(path).systems["ka:national"]
    assert national.engine.romanize("თბილისი") == "tbilisi"
    assert national.engine.romanize(national.samples[0].native) == "kutaisi"


def test_syllables_are_taken_apart(tmp_path: Path) -> None:
    letters = "\u1112 h \u1161 a \u11ab n \u1100 g \u116e u \u11a8 k"
    path = tmp_path / "ko.toml"
    path.write_text(
        '[language]\ncode = "ko"\nname = "Korean"\nscript = "Hangul"\nform = "NFD"\n'
        'alphabet = "\u1112\u1161\u11ab\u1100\u116e\u11a8"\nvowels = "\u1161\u116e"\n'
        f'[revised]\n{KEYS}letters = "{letters}"\n',
        encoding="utf-8",
    )
    assert load_file(path).systems["ko:revised"].engine.romanize("한국 é") == "hanguk é"
