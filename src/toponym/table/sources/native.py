"""Which of a place's alternate names are its own: by script, language of the country, and romanization."""

from collections.abc import Container, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from toponym.romanization import generated, languages
from toponym.text.fold import fold
from toponym.text.script import main_script

# Share of texts that follow a system, above which its spellings need no attestation; as for `derivable`.
_COMMON: Final = 0.02
_APOSTROPHES: Final = "'’ʼ`´-. "


class Native(NamedTuple):
    """An alternate that is a name in the country's own language, and what common systems yield from it (folded)."""

    text: str
    lang: str
    status: str
    romanized: frozenset[str]


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(files(__package__).joinpath("native.toml").read_text(encoding="utf-8"))


def native_names(main: str, alternates: Sequence[str], country: str, register: Container[str] = ()) -> list[Native]:
    """The alternates that are the place's names in the languages of its country.

    Where a country has several languages of one script, a name needs letters that only its language has, or must stand
    folded in a `register` of names in the country's first language. In a language with romanization systems it is the
    one name from which systems yield the main name, else the one that explains most of the Latin alternates; none
    where two explain as much. In another language every alternate in its letters is taken.

    >>> [name[:3] for name in native_names("Moscow", ["Moskva", "Moskwa", "Maskva", "Москва", "Масква"], "RU")]
    [('Москва', 'ru', 'official')]
    >>> [name[:2] for name in native_names("Kharkiv", ["Kharkov", "Харків", "Харьков", "Харкив"], "UA")]
    [('Харків', 'uk')]
    """
    own = _data()["countries"].get(country)
    if own is None:
        return []
    found: list[Native] = []
    taken: set[str] = set()
    latin = {fold(text) for text in alternates if main_script(text) == "Latin"}
    for lang, status in own.items():
        candidates = [text for text in alternates if text not in taken and written_in(text, lang)]
        if len(own) > 1:
            proven = [text for text in candidates if _only_in(text, lang, own)]
            registered = [text for text in candidates if fold(text) in register] if lang == next(iter(own)) else []
            candidates = registered or proven
        if lang in languages():
            found += _most_telling(fold(main), candidates, latin, register, lang, status)
        else:
            found += [Native(text, lang, status, frozenset()) for text in candidates]
        taken.update(name.text for name in found)
    return found


def _only_in(text: str, lang: str, own: Iterable[str]) -> bool:
    """Whether a text is not written in another of the languages with an alphabet."""
    rules = _data()["languages"]
    return not any(other != lang and "alphabet" in rules[other] and written_in(text, other) for other in own)


def written_in(text: str, lang: str) -> bool:
    """Whether all letters of a text belong to the writing of a language.

    >>> written_in("Київ", "uk"), written_in("Київ", "ru"), written_in("东京", "ja"), written_in("東京", "ja")
    (True, False, False, True)
    """
    rule = _data()["languages"][lang]
    letters = [char for char in text.lower() if char not in _APOSTROPHES]
    if "alphabet" in rule:
        return set(letters) <= set(rule["alphabet"])
    if main_script(text) not in rule["scripts"]:
        return False
    if "without" in rule and set(letters) & set(rule["without"]):
        return False
    return "charsets" not in rule or any(_encodes(text, charset) for charset in rule["charsets"])


def _encodes(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _most_telling(
    main: str, own: Iterable[str], latin: set[str], register: Container[str], lang: str, status: str
) -> list[Native]:
    scored = []
    for text in own:
        romanized = frozenset(key for key, how in generated(text, lang).items() if how.weight >= _COMMON)
        # The main name follows the country's own language; the more a form explains, and the shorter, the better.
        follows = status != "exonym" and main in romanized
        score = (fold(text) in register, follows, len(romanized & latin), -len(text))
        scored.append((score, Native(text, lang, status, romanized)))
    best = max((score for score, _ in scored), default=(False, False, 0, 0))
    heads = [name for score, name in scored if score == best]
    return heads if len(heads) == 1 and best[:3] > (False, False, 0) else []
