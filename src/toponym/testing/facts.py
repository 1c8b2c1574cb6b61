"""Checks of single entries: letters, dates, the codifier's record, variants that need not be stored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from toponym.model import Entry, Variant
from toponym.table import derivable, is_date, pcode
from toponym.testing.findings import Finding
from toponym.testing.subject import Codifier
from toponym.text import repair, scripts

_ALPHABETS: Final = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюяґ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
}
_CYRILLIC: Final = re.compile("[Ѐ-ԯ]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def faulty(entry: Entry, codifier: Codifier, *, curated: bool = True) -> Iterator[Finding]:
    """Everything that is wrong with one entry by itself, seen beside the codifier."""
    for rule, line in (*_letters(entry), *_dates(entry), *_in_codifier(entry, codifier, curated), *_derivable(entry)):
        yield Finding(rule, entry.id, message=f"entry {entry.id}: {line}")


def _letters(entry: Entry) -> Iterator[tuple[str, str]]:
    """Letters of another script, and of another language, in a name."""
    texts = [(entry.label, "")]
    texts += [(name.text, name.lang) for name in entry.names]
    texts += [(variant.text, variant.lang) for variant in entry.variants]
    for text, lang in dict.fromkeys(texts):
        reason = repair(text).reason
        if reason is not None:
            yield "letters", f"{text!r} has a look-alike letter: {reason}; write it in one script"
            continue
        mixed = next((word for word in _WORD.findall(text) if {"Latin", "Cyrillic"} <= scripts(word)), None)
        if mixed is not None:
            yield "letters", f"{text!r} mixes Latin and Cyrillic letters in {mixed!r}; write it in one script"
        elif lang in _ALPHABETS:
            foreign = sorted({char for char in text.lower() if _CYRILLIC.match(char)} - {*_ALPHABETS[lang]})
            if foreign:
                yield (
                    "letters",
                    f"{text!r} has {', '.join(foreign)}, no letter of its language {lang}; mend one of them",
                )


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    """Dates that lie ahead, and names whose status and dates contradict each other."""
    ahead = str(date.today().year + 1)
    began = {name.lang for name in entry.names if name.status == "official" and name.since}
    for name in entry.names:
        for word, when in (("from", name.since), ("to", name.until)):
            if is_date(when) and when[:4] > ahead:
                yield "date", f"name {name.text!r} has {word}={when}, which lies ahead; mend it"
        if name.until and name.status != "former":
            yield "date", f"name {name.text!r} ended ({name.until}) and is {name.status}; its status is former"
        if name.status == "former" and not name.until and name.lang in began:
            yield "date", f"former name {name.text!r} has no 'to', though its successor has a 'from'; say when it ended"


def _in_codifier(entry: Entry, codifier: Codifier, curated: bool) -> Iterator[tuple[str, str]]:
    """What contradicts the official codifier; of a user's entry only the code itself counts."""
    value = entry.ids.get("katottg", ())
    for code in value if isinstance(value, tuple) else (value,):
        record = codifier.get(str(code))
        if record is None:
            yield "codifier", f"katottg {code} is not in the codifier; mend or remove it"
        elif curated:
            yield from _against(entry, record, str(code))


def _against(entry: Entry, record: Entry, code: str) -> Iterator[tuple[str, str]]:
    official = record.names[0].text
    if not any(name.text == official and name.status in ("official", "common") for name in entry.names):
        own = ", ".join(name.text for name in entry.names[:3])
        yield (
            "codifier",
            f"katottg {code} is {official}, which is none of its names in force ({own}); mend the one or the other",
        )
    for field in ("kind", "feature", "country", "admin1"):
        ours, theirs = getattr(entry, field), getattr(record, field)
        if ours != theirs:
            yield "codifier", f"{field} is {ours!r}, the codifier has {theirs!r} for {code}; mend the one or the other"
    if entry.parents and entry.parents != record.parents:
        where = pcode(code, entry.kind)
        yield (
            "codifier",
            f"its parents are not those of {where} in the codifier ({', '.join(record.parents)}); mend them",
        )


def _derivable(entry: Entry) -> Iterator[tuple[str, str]]:
    for variant, why in _derived(entry):
        yield "derivable", f"variant {variant.text!r} is derivable ({why}); remove it"


# Most entries are the same from one check to the next.
@lru_cache(maxsize=16384)
def _derived(entry: Entry) -> tuple[tuple[Variant, str], ...]:
    return tuple(derivable(entry))


def derivation(entry: Entry, text: str, lang: str = "") -> str:
    """How a text would be derivable as a variant of an entry; empty when it is not.

    >>> from toponym.model import Name
    >>> derivation(Entry("x", "settlement", (Name("Київ", "uk"),)), "Kyyiv")
    'BGN/PCGN 1965 without marks of Київ'
    """
    found = derivable(replace(entry, variants=(Variant(text, lang),)))
    return found[0][1] if found else ""
