"""The forms of one word: the class is read from the word's end, the endings are put to its stem."""

from functools import lru_cache

from toponym.inflection.loader import Grammar, grammar
from toponym.inflection.records import Declined, Row

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})
ACRONYM = 4
"""Words in capitals of at most so many letters are acronyms (ЗАЕС, США) and stay as they are."""
PERSONAL = ("given", "surname", "patronymic")


def plain(word: str) -> str:
    """A word in small letters with one kind of apostrophe: the form in which ends are looked up, letter by letter."""
    return word.lower().translate(_APOSTROPHES)


@lru_cache(maxsize=4096)
def declined(word: str, kind: str, code: str) -> tuple[Declined, ...]:
    """The readings of a word by a table of a language: "noun", "modifier", "given", "patronymic", "surname".

    What the table of given names does not know is declined like a noun; a surname too, also when a noun's end is longer
    (Лебідь, Журавель). Empty when no class fits.
    """
    language = grammar(code)
    lower = plain(word)
    if language is None or len(lower) != len(word) or (len(word) <= ACRONYM and word.isupper()):
        return ()
    table, nouns = language.tables[kind], language.tables["noun"]
    end = table.end(lower)
    if kind in PERSONAL:
        of_noun = nouns.end(lower)
        if not end or (kind == "surname" and len(of_noun) > len(end)):
            table, end = nouns, of_noun
    rows = table.rows.get(end, ())
    return tuple(_decline(word, lower, row, language, kind in PERSONAL) for row in rows)


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
    cut = word[: len(word) - row.cut] + row.stems[0]
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
    same = 0
    for old, new in zip(lower, form, strict=False):
        if old != new:
            break
        same += 1
    tail = form[same:]
    if same == 0 and word[:1].isupper():
        tail = tail[:1].upper() + tail[1:]
    if len(word) > 1 and word.isupper():
        tail = tail.upper()
    if "'" in tail:
        tail = tail.replace("'", next((sign for sign in "'ʼ’" if sign in word), "’"))
    return word[:same] + tail


def like(prefix: str, word: str, stem: str) -> str:
    """A derived stem in the letter case of its word, behind what stands before it; a compound has one capital."""
    made = _like(word, plain(word), stem)
    if prefix and not prefix.endswith("-") and not word.isupper():
        made = made[:1].lower() + made[1:]
    return prefix + made
