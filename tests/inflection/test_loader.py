"""The grammar files: what is wrong with one is said with its name, row and remedy."""

import tomllib
from pathlib import Path

import pytest

from toponym.errors import InflectionError
from toponym.inflection import LANGUAGES, loader
from toponym.inflection.loader import grammar, load_file

GOOD = """
[language]
code = "xx"
vowels = "а"
soften = ""
labials = ""
modifiers = ""
possessive = "ова"
prepositions = "на"
generic = "район"
[sources]
book = "A grammar"
[paradigms.m]
title = "masculine"
gender = "m"
source = "book"
genitive = "а"
[words]
noun = [{ ends = "к", as = "m" }]
[persons]
patronymics = "ич"
men = ""
women = ""
[derived]
endings = "ий"
linking = "о"
linking_soft = "ьо"
soft = "ього"
region = ["ськ щин"]
region_endings = "а"
adjective = [{ ends = "к", gives = "цьк" }]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    assert load_file(write(tmp_path, GOOD)).code == "xx"


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("[language]", "[language", ["cannot be read", "distribution"]),
        ('vowels = "а"', "", ["vowels"]),
        ('as = "m"', 'as = "f"', ["noun", "'к'", "'f'", "[paradigms]"]),
        ('as = "m"', 'as = "m", dropp = 1', ["noun", "'dropp'"]),
        ('as = "m"', 'as = "m", drop = 2', ["'к'", "more letters"]),
        ('ends = "к", as', 'ends = "к к", as', ["'к'", "two rows"]),
        ('source = "book"', 'source = "none"', ["[paradigms.m]", "'none'", "[sources]"]),
        ('genitive = "а"', 'genitiv = "а"', ["[paradigms.m]", "'genitiv'"]),
        ('ends = "к", gives', 'ends = "к к", gives', ["derived", "'к'", "two rows"]),
    ],
)
def test_errors_name_what_is_wrong(tmp_path: Path, old: str, new: str, wanted: list[str]) -> None:
    with pytest.raises(InflectionError) as error:
        load_file(write(tmp_path, GOOD.replace(old, new, 1)))
    assert [word for word in ["xx.toml", *wanted] if word not in str(error.value)] == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InflectionError, match=r"xx\.toml cannot be read"):
        load_file(tmp_path / "xx.toml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_class_is_used_and_every_source_is_one_of_a_class(lang: str) -> None:
    language = grammar(lang)
    assert language is not None
    used = {row.paradigm.name for table in language.tables.values() for rows in table.rows.values() for row in rows}
    path = Path(loader.__file__).with_name(f"{lang}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(data["paradigms"]) == used
    sources = {key for table in (*data["paradigms"].values(), data["derived"]) for key in table["source"].split()}
    assert sources == set(data["sources"])
