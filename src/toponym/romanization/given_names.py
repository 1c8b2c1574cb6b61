"""Given names and patronymics that are one name in several languages, and their short forms (given_names.toml)."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from toponym.text.fold import fold

_DATA: Final = Path(__file__).parent / "given_names.toml"
# The stem of "Ivanivna" is Ivan; what is shorter is no patronymic but a given name or a surname.
_SHORTEST_STEM: Final = 2


class GivenName(NamedTuple):
    """A form of a given name or patronymic, and whether it is a short one."""

    text: str
    lang: str
    short: bool = False


def equivalents(text: str, lang: str) -> tuple[GivenName, ...]:
    """Every other form of the given name or patronymic that a text in a language is, short ones last.

    Empty for a name that is not recorded, and for a short form: it may stand for several names.

    >>> [form.text for form in equivalents("Сергій", "uk")]
    ['Сергей', 'Сяргей', 'Serge', 'Серёжа']
    >>> equivalents("Саша", "ru")
    ()
    """
    own = (lang, fold(text))
    return tuple(form for form in _groups().get(own, ()) if (form.lang, fold(form.text)) != own)


def split_name(text: str, surname: str = "") -> tuple[str, list[str]]:
    """The surname of a person's name, by default its last word, and the other words.

    The surname is a word of its own: the surname Roman is no part of the given name Romana.

    >>> split_name("Сергій Гайдай"), split_name("Roman Romana", "Roman")
    (('Гайдай', ['Сергій']), ('Roman', ['Romana']))
    """
    surname = surname or text.split()[-1]
    found = re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", text)
    return surname, f"{text[: found.start()]} {text[found.end() :]}".split() if found else []


def is_patronymic(word: str) -> bool:
    """Whether a folded word ends as patronymics do.

    >>> is_patronymic("volodymyrovych"), is_patronymic("сергеевич"), is_patronymic("haidai")
    (True, True, False)
    """
    return any(word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM for ending in _endings())


@cache
def _groups() -> dict[tuple[str, str], tuple[GivenName, ...]]:
    """The forms of all groups in which a (language, folded full form) stands."""
    groups: dict[tuple[str, str], dict[GivenName, None]] = {}
    data = _read()
    for row in (*data["names"], *data["patronymics"]):
        full = [GivenName(text, lang) for lang, texts in row.items() if lang not in _OTHER_KEYS for text in texts]
        short = [GivenName(text, lang, True) for lang, texts in row.get("short", {}).items() for text in texts]
        for form in full:
            groups.setdefault((form.lang, fold(form.text)), {}).update(dict.fromkeys((*full, *short)))
    return {own: tuple(sorted(forms, key=lambda form: form.short)) for own, forms in groups.items()}


_OTHER_KEYS: Final = frozenset({"short", "sources"})


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_read()["endings"]["patronymic"])


@cache
def _read() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
