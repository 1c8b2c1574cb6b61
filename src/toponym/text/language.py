"""Which language a bare name is written in, as far as its letters and its country tell."""

from functools import cache
from pathlib import Path
from typing import Any

from toponym.text.script import main_script


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))


def language_name(lang: str) -> str:
    """The English name of a language; its code where no name is recorded.

    >>> language_name("uk"), language_name("xx"), language_name("")
    ('Ukrainian', 'xx', '')
    """
    name: str = _data()["names"].get(lang, lang)
    return name


def language_of(text: str, country: str = "") -> str:
    """The language code of a name without one, or "" when neither letters nor country tell.

    Letters that one language alone uses decide. Where there are none, or those of several languages (Belarusian
    writes both і and ы), the country's language in that script is taken.

    >>> language_of("Сєвєродонецьк"), language_of("Сёмино"), language_of("Лиман", "UA"), language_of("Лиман")
    ('uk', 'ru', 'uk', '')
    """
    lowered = text.lower()
    found = [lang for lang, letters in _data()["letters"].items() if any(letter in lowered for letter in letters)]
    if len(found) == 1:
        return str(found[0])
    countries: dict[str, str] = _data()["countries"].get(main_script(text), {})
    return countries.get(country, "")
