"""Words for a person to read: entries in one line, and text that is safe to print."""

import sys
from functools import cache
from typing import TYPE_CHECKING, Final

from toponym.errors import ToponymError
from toponym.model import Entry

if TYPE_CHECKING:
    from toponym import Normalizer

# Control characters and bidi overrides could repaint the terminal or reorder the line.
_UNSAFE: Final = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}" for code in (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def visible(text: str) -> str:
    """The text with characters that act on a terminal written out.

    >>> visible("Ky\\x1b[2Jiv")
    'Ky\\\\x1b[2Jiv'
    """
    return text.translate(_UNSAFE)


def well_formed(text: str) -> str:
    """An argument as text: bytes that were not decoded are read as UTF-8, and what is no text is replaced."""
    try:
        data = text.encode(sys.getfilesystemencoding(), "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return data.decode("utf-8", "replace")


class Describer:
    """Describes entries; names of countries and regions come from the normalizer's layers."""

    def __init__(self, normalizer: "Normalizer") -> None:
        self._get = normalizer.get
        self.unit = cache(self._unit)

    def _unit(self, id_: str) -> str:
        try:
            return visible(self._get(id_).name)
        except ToponymError:
            return ""

    def country(self, code: str) -> str:
        return self.unit(f"iso3166_1:{code}") or code

    def region(self, code: str) -> str:
        return self.unit(f"iso3166_2:{code}") or code

    def kind(self, entry: Entry) -> str:
        """The finest word for what the entry is."""
        return entry.feature or entry.kind

    def line(self, entry: Entry) -> str:
        """The entry's name, with its kind and where it lies in brackets."""
        region = self.region(entry.admin1) if entry.admin1 else ""
        country = self.country(entry.country) if entry.country else ""
        places = dict.fromkeys(place for place in (region, country) if place and place != entry.name)
        return f"{visible(entry.name)} ({', '.join([self.kind(entry), *places])})"
