"""System files: errors name file, system and rule; unknown names list the near ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from toponym.errors import RomanizationError
from toponym.romanization import generated, identify, languages, romanizations, romanize, system, systems
from toponym.romanization.check import faults
from toponym.romanization.loader import load_file

LANGUAGE = '[language]\ncode = "xx"\nname = "Test"\nscript = "Cyrillic"\nalphabet = "абь"\nvowels = "а"\nsigns = "ь"\n'
KEYS = 'title = "T"\nsource = "S"\nprior = 0.5\n'
GOOD = f'{LANGUAGE}[one]\n{KEYS}letters = "а a б b ь -"\nsamples = {{ "ба" = "ba" }}\n'


def write(tmp_path: Path, text: str, name: str = "xx.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[one", ["xx.toml", "TOML"]),
        (f'[one]\n{KEYS}letters = "а a"\n', ["xx.toml", "[language]", "missing"]),
        (GOOD.replace('code = "xx"', 'code = "yy"'), ["xx.toml", "'yy'", "file's name"]),
        (GOOD.replace('vowels = "а"', 'vowels = "е"'), ["[language]", "'е'", "alphabet"]),
        (GOOD.replace("абь", "абьа"), ["[language]", "'а' twice"]),
        (GOOD.replace("script", "skript"), ["[language]", "'skript'", "near ones: script"]),
        (GOOD.replace('vowels = "а"', 'vowels = "а"\nform = "NFKC"'), ["[language]", "'NFKC'"]),
        (GOOD.replace("title", "titel"), ["xx.toml", "[one]", "'titel'", "near ones: title"]),
        (GOOD.replace('source = "S"\n', ""), ["[one]", "source is missing"]),
        (GOOD.replace("prior = 0.5", "prior = 2"), ["[one]", "prior", "2"]),
        (GOOD.replace("prior = 0.5", 'prior = 0.5\nyear = "old"'), ["[one]", "year", "'old'"]),
        (GOOD.replace("prior = 0.5", "prior = 0.5\nalso = 3"), ["[one]", "also is a list"]),
        (GOOD.replace("ь -", ""), ["[one]", "nothing says what becomes of ь"]),
        (GOOD.replace("ь -", "ь"), ["[one]", "not pairs", "'ь'"]),
        (GOOD.replace("ь -", "ь - б p"), ["[one]", "'б' stands twice"]),
        (GOOD.replace("б b", "б б"), ["[one]", "letter 'б'", "of the Test alphabet"]),
        (GOOD + "[One]\n" + KEYS, ["[One]", "lower-case"]),
        (GOOD + f'[two]\n{KEYS}base = "three"\n', ["[three]", "base of [two]"]),
        (
            GOOD + f'[two]\n{KEYS}base = "three"\n[three]\n{KEYS}base = "two"\n',
            ["circle", "two > three > two"],
        ),
        (GOOD + f'[two]\n{KEYS}base = "one"\ndrop = ["аб"]\n', ["[two]", "no rule 'аб'"]),
        (GOOD.replace("samples = {", 'rules = ["аб"]\nsamples = {'), ["[one]", "rule 'аб'", "no '>'"]),
        (GOOD.replace("samples = {", 'rules = ["а|б|а|а > b"]\nsamples = {'), ["rule 'а|б|а|а > b'", "two '|'"]),
        (GOOD.replace("samples = {", 'rules = ["а| > b"]\nsamples = {'), ["rule 'а| > b'", "plain letters"]),
        (GOOD.replace("samples = {", 'rules = ["{x}|б > b"]\nsamples = {'), ["rule '{x}|б > b'", "'x'", "C, V"]),
        (GOOD.replace("samples = {", 'rules = ["[а|б > b"]\nsamples = {'), ["rule '[а|б > b'", "context '[а'"]),
        (GOOD.replace("samples = {", 'rules = ["а#|б > b"]\nsamples = {'), ["rule 'а#|б > b'", "outermost"]),
        (GOOD.replace("samples = {", 'rules = ["а|б > p", "а | б > b"]\nsamples = {'), ["'а|б' stands twice"]),
        (GOOD.replace('= "ba"', "= 3"), ["[one]", "samples is a table of texts"]),
        (GOOD + '[[one.attested]]\nsamples = { "ба" = "ba" }\n', ["[one] attested", "source is missing"]),
        (GOOD.replace("samples =", "attested ="), ["[one]", "attested is a list"]),
    ],
)
def test_error_says_where_and_what(tmp_path: Path, text: str, wanted: list[str]) -> None:
    with pytest.raises(RomanizationError) as error:
        load_file(write(tmp_path, text))
    assert [part for part in wanted if part not in str(error.value)] == []


def test_good_file_loads(tmp_path: Path) -> None:
    assert faults(write(tmp_path, GOOD)) == []


def test_missing_file_and_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(RomanizationError, match=r"xx\.toml: cannot be read"):
        load_file(tmp_path / "xx.toml")
    (tmp_path / "xx.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RomanizationError, match=r"xx\.toml: is no TOML file in UTF-8"):
        load_file(tmp_path / "xx.toml")


def test_faults_name_failing_samples_and_unused_rules(tmp_path: Path) -> None:
    text = GOOD.replace('"ba"', '"pa"').replace("samples = {", 'rules = ["#|а > o"]\nsamples = {')
    assert faults(write(tmp_path, text)) == [
        "xx:one: ба gives ba, not pa",
        "xx:one: no sample uses the rule #|а",
    ]
    assert faults(write(tmp_path, GOOD.replace('samples = { "ба" = "ba" }\n', ""))) == ["xx:one: has no sample"]
    assert "TOML" in faults(write(tmp_path, "["))[0]


def test_check_command(tmp_path: Path) -> None:
    def run(*files: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "toponym.romanization", *files]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    good, bad = (
        str(write(tmp_path, GOOD)),
        str(write(tmp_path, GOOD.replace("xx", "yy").replace("ba", "pa"), "yy.toml")),
    )
    assert (run(good).stdout, run(good).returncode) == ("sound\n", 0)
    assert (run(good, bad).returncode, "yy.toml" in run(good, bad).stdout) == (1, True)
    assert run().returncode == 2


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("uk:kmu", "near ones: uk:kmu-2010"),
        ("uk:bgn-pcgn-1956", "uk:bgn-pcgn-1965"),
        ("kmu-2010", "lacks its language; near ones: uk:kmu-2010"),
        ("ua:kmu-2010", "for language 'ua'; near ones: uk"),
        ("", "known: "),
    ],
)
def test_unknown_system_lists_the_near_ones(wanted: str, message: str) -> None:
    with pytest.raises(RomanizationError) as error:
        romanize("Київ", wanted)
    assert message in str(error.value)
    with pytest.raises(RomanizationError):
        system(wanted)


def test_unknown_language_lists_the_known_ones() -> None:
    for call in (
        lambda: systems("ukr"),
        lambda: romanizations("Київ", "ukr"),
        lambda: identify("Kyiv", "Київ", "ukr"),
        lambda: generated("Київ", "ukr"),
    ):
        with pytest.raises(RomanizationError, match="language 'ukr'; near ones: uk"):
            call()


def test_systems_and_their_descriptions() -> None:
    assert set(languages()) >= {"uk"}
    assert systems("uk")[0] == "uk:kmu-2010"
    assert set(systems()) >= set(systems("uk"))
    described = system("uk:bgn-pcgn-1965-plain")
    assert (described.lang, described.target, described.year) == ("uk", "en", 2015)
    assert list(romanizations("Київ", "uk")) == list(systems("uk"))


def test_import_reads_no_file_and_nothing_heavy() -> None:
    code = (
        "import sys, toponym.romanization as r; "
        "print([m for m in ('tomllib', 'difflib', 'numpy', 'pycountry', 'rapidfuzz', 'unidecode') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
