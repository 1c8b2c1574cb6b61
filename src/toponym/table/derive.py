"""Variants that need not be stored, because a romanization system yields them or the entry bears them anyway."""

from collections.abc import Iterator

from toponym.model import Entry, Name, Variant
from toponym.romanization import Generated, generated, languages, system
from toponym.text.fold import fold
from toponym.text.generic import strip_generic
from toponym.text.language import language_of

# Share of texts that follow a system, above which its spellings need no attestation. A spelling of a rarer system is
# worth keeping: that somebody recorded it says that it is in use.
_COMMON = 0.02

Ways = tuple[tuple[str, str], ...]


def derivable(entry: Entry) -> list[tuple[Variant, str]]:
    """The variants of an entry that lookup finds without them, each with the reason.

    A variant is derivable when it folds like a name or the label of the entry, or like what a common romanization
    system, with or without house habits, yields from one of its names. The words of a person's name may stand in any
    order, and only the surname may stand alone; a person's label makes nothing derivable. Nor do counterparts in
    another language that are only derived from a name by rule: a recorded variant attests them.

    >>> variants = (Variant("Kyiw"), Variant("Kyyiv"), Variant("KYIV"))
    >>> for variant, why in derivable(Entry("x", "settlement", (Name("Київ", "uk"),), variants=variants)):
    ...     print(variant.text, "-", why)
    Kyyiv - BGN/PCGN 1965 without marks of Київ
    KYIV - Ukrainian national system 2010 of Київ
    """
    if not entry.variants:
        return []
    recorded = dict(_recorded(entry))
    known = dict(_all_generated(entry)) | recorded
    persons = [_words_of(name) for name in entry.names] if entry.kind == "person" else []
    found = []
    for variant in entry.variants:
        key = fold(variant.text)
        why = known.get(key) or next((said for words in persons if (said := _spelled(key, words))), "")
        # A recorded "Khutir Mykhailivskyi" is also found beside another generic word, a generated one is not.
        if why and (key in recorded or entry.kind not in strip_generic(variant.text).kinds):
            found.append((variant, why))
    return found


def _recorded(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.label and entry.kind != "person":
        yield fold(entry.label), "the label"
    for name in reversed(entry.names):
        yield fold(name.text), f"the name {name.text}"


def _all_generated(entry: Entry) -> Iterator[tuple[str, str]]:
    """What systems yield from the names of a place, the first name last, so that it explains what several yield."""
    for name in reversed(entry.names) if entry.kind != "person" else ():
        yield from _generated(name.text, name.lang, entry.country)


def _generated(text: str, lang: str, country: str = "") -> Iterator[tuple[str, str]]:
    lang = lang or language_of(text, country)
    if lang in languages():
        for key, found in generated(text, lang).items():
            if found.weight < _COMMON:
                continue
            yield key, f"{_words(found)} of {text}"


def _words_of(name: Name) -> list[dict[str, str]]:
    """For each word of a person's name, the surname first: its folded spellings with what yields them."""
    surname = name.surname or name.text.split()[-1]
    given = name.text.replace(surname, " ", 1).split()
    return [{**dict(_generated(word, name.lang)), fold(word): f"the name {word}"} for word in (surname, *given)]


def _spelled(text: str, words: list[dict[str, str]]) -> str:
    """What yields a folded spelling word by word, in any order; empty unless the surname is among the words."""
    for used in _ways(text, words, ()):
        if any(words[0].get(key) == why for key, why in used):
            return ", ".join(why for _, why in used)
    return ""


def _ways(text: str, words: list[dict[str, str]], used: Ways) -> Iterator[Ways]:
    if not text:
        yield used
        return
    for at, word in enumerate(words):
        for key, why in word.items():
            if text == key or text.startswith(f"{key} "):
                yield from _ways(text[len(key) + 1 :], words[:at] + words[at + 1 :], (*used, (key, why)))


def _words(found: Generated) -> str:
    title = system(found.systems[0]).title
    return f"{title} ({', '.join(found.habits)})" if found.habits else title
