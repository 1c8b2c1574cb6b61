"""The forms of one word: the class is read from the word's end, the endings are put to its stem."""

from functools import lru_cache

from toponym.inflection.loader import Grammar, grammar
from toponym.inflection.records import Declined, Row

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})
PERSONAL = ("given", "surname", "patronymic")


def plain(word: str) -> str:
    """A word in small letters with one kind of apostrophe: the form in which ends are looked up, letter by letter."""
    return word.lower().translate(_APOSTROPHES)


@lru_cache(maxsize=4096)
def declined(word: str, kind: str, code: str) -> tuple[Declined, ...]:
    """The readings of a word by a table of a language: "noun", "modifier", "given", "patronymic", "surname".

    Given names and surnames that their own table does not know are declined like nouns. Empty when no class fits.
    """
    language = grammar(code)
    lower = plain(word)
    if language is None or len(lower) != len(word):
        return ()
    rows = language.tables[kind].of(lower)
    if rows is None and kind in PERSONAL:
        rows = language.tables["noun"].of(lower)
    return tuple(_decline(word, lower, row, language, kind in PERSONAL) for row in rows or ())


def _decline(word: str, lower: str, row: Row, language: Grammar, person: bool) -> Declined:
    forms = []
    for endings in row.paradigm.endings:
        found: dict[str, None] = {}
        for ending in endings:
            if ending[0] == "+":
                if person:
                    continue
                ending = ending[1:]
            for stem in row.stems:
                found[_like(word, lower, _put(lower, row, stem, ending, language))] = None
        forms.append(tuple(found))
    paradigm = row.paradigm
    cut = word[: len(word) - row.cut]
    return Declined(paradigm.gender, paradigm.sex, paradigm.adjectival, row.rule, cut, tuple(forms))


def _put(lower: str, row: Row, stem: str, ending: str, language: Grammar) -> str:
    """The stem with an ending in the notation of the grammar files."""
    if ending == "0":
        cut, end = (row.zero_cut, row.zero) if row.zero is not None else (row.cut, stem)
        return lower[: len(lower) - cut] + end
    base = lower[: len(lower) - row.cut] + stem
    if ending[0] == "~":
        return base[:-1] + language.soften.get(base[-1:], base[-1:]) + ending[1:]
    if ending[0] == "=":
        last = base[-1:]
        if last in language.labials or last == "р":
            return f"{base}'{ending[1:]}"
        return base + (last if base[-2:-1] in language.vowels else "") + ending[1:]
    return base + ending


def _like(word: str, lower: str, form: str) -> str:
    """The form in the letter case of the word, and with its kind of apostrophe."""
    same = next((place for place, (old, new) in enumerate(zip(lower, form, strict=False)) if old != new), None)
    same = min(len(lower), len(form)) if same is None else same
    if len(word) > 1 and word.isupper():
        tail = form[same:].upper()
    elif same == 0 and word[:1].isupper():
        tail = form[:1].upper() + form[1:]
    else:
        tail = form[same:]
    if "'" in tail:
        tail = tail.replace("'", next((sign for sign in "'ʼ’" if sign in word), "’"))
    return word[:same] + tail


def like(prefix: str, word: str, lower: str, form: str) -> str:
    """A derived form in the letter case of its word, behind what stands before it; a compound has one capital."""
    made = _like(word, lower, form)
    if prefix and not prefix.endswith("-") and not word.isupper():
        made = made[:1].lower() + made[1:]
    return prefix + made
