"""Hypothesis strategies: entries and tables, what people write for an entry, slips, and what names nothing.

All shrink to what is short and plain: a village of one name, that name as it is recorded.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from hypothesis import strategies as st

from toponym.model import KINDS, Entry, Name, Variant
from toponym.romanization import languages, romanize, systems
from toponym.romanization import spellings as romanized
from toponym.table import Table, authority_keys
from toponym.testing.collisions import recorded_texts, resembles
from toponym.testing.dress import dressed
from toponym.text import fold, generic_kinds, strip_generic, unreadable

Texts = st.SearchStrategy[str]

# What words are made of, the plainest first, because examples shrink to it; every letter that systems treat apart.
_SYLLABLES: Final = {
    "uk": "ба ка ло ни ре су ти ві ґо гле ді єв жов зюк йор лля м’я хе че ща їв ють цьо",
    "ru": "ба ка ло ни ре су ты во гле ди ел жов зюк йор лля мья хе че ща ёв эть цю объе",
    "be": "ба ка ло ні рэ су ты ва ге дзі ёл жо зюк йор лля мья хе ча шча ўк ыр цё",
    "bg": "ба ка ло ни ре су ти ва ге ди ел жов зюк йор ля мо хе че ща ъв ют цьо",
    "pl": "ba ka ło ni re su ty wie gó dzi ąk że źni ów szcz chę cza",
    "en": "ba ka lo ni re su ty ve go dle oth win sh chur",
}
_ENDINGS: Final = {
    "uk": ["", "ськ", "івка", "не", "ів", "ський"],
    "ru": ["", "ск", "овка", "ное", "ов", "ский"],
    "be": ["", "ск", "аўка", "нае", "аў", "скі"],
    "bg": ["", "ск", "овка", "но", "ов", "ски"],
    "pl": ["", "sk", "ówka", "ne", "ów"],
    "en": ["", "ton", "ville", "ham"],
}
_DATES: Final = ("1924", "2016-02", "2016-02-18", "2024-09-26")
_REGIONS: Final = ("UA-14", "UA-09", "UA-63")
_KINDS: Final = tuple(dict.fromkeys(("settlement", *KINDS)))  # examples shrink to the first
_SHORTEST: Final = 4  # letters: less is neither misspelled nor told from other names
_ODD: Final = "plof gnarr wub xil zyg tunk quo drrp vex jum"


@cache
def words(lang: str = "uk") -> Texts:
    """Made-up names of one word in a language (uk, ru, be, bg, pl, en), in its letters."""
    start = st.lists(st.sampled_from(_SYLLABLES[lang].split()), min_size=2, max_size=3).map("".join)
    return st.builds(str.__add__, start, st.sampled_from(_ENDINGS[lang])).map(_capital)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@cache
def texts(lang: str = "uk") -> Texts:
    """Made-up names of one word or of two, joined by a space or a hyphen."""
    two = st.builds("{}{}{}".format, words(lang), st.sampled_from([" ", "-"]), words(lang))
    return (words(lang) | two).filter(_is_name)


def _is_name(text: str) -> bool:
    """Whether a made-up text is read as one name and nothing else."""
    return not unreadable(text) and strip_generic(text).reason is None and not generic_kinds(text)


@st.composite
def names(draw: st.DrawFn, lang: str | None = None, person: bool = False) -> Name:
    """Names: official, established, former with an end, or exonyms; with `person` a given name and a surname."""
    lang = lang if lang is not None else draw(st.sampled_from(list(_SYLLABLES)))
    surname = draw(words(lang)) if person else ""
    text = f"{draw(words(lang))} {surname}" if person else draw(texts(lang))
    own = lang in ("uk", "")
    status = draw(st.sampled_from(["official", "common", "former"] if own else ["exonym"]))
    until = draw(st.sampled_from(["", *_DATES])) if status == "former" else ""
    return Name(text, lang, status, until=until, surname=surname)


@cache
def variants() -> st.SearchStrategy[Variant]:
    """Recorded spellings in Latin letters."""
    return st.builds(Variant, texts("en") | texts("pl"), st.sampled_from(["", "pl", "en"]))


# Strategies are made once: making one costs more than drawing from it.
_PLACES: Final = st.none() | st.tuples(st.integers(44, 52), st.integers(22, 40))
_POPULATIONS: Final = st.none() | st.integers(0, 3_000_000)
_AUTHORITY_IDS: Final = st.dictionaries(st.just("geonames"), st.integers(1, 10**7), max_size=1)


@cache
def _first_names(person: bool) -> st.SearchStrategy[Name]:
    return names("uk", person)


@cache
def _more_names(person: bool) -> st.SearchStrategy[list[Name]]:
    return st.lists(names(person=person), max_size=2)


@cache
def _some_variants() -> st.SearchStrategy[list[Variant]]:
    return st.lists(variants(), max_size=2, unique_by=lambda each: each.text)


@st.composite
def entries(draw: st.DrawFn, kinds: Sequence[str] = _KINDS, ids: Texts | None = None) -> Entry:
    """Sound entries of the kinds given: the first name is official and Ukrainian, all else may be there or not."""
    # Everything is drawn for every kind: examples shrink to fewest choices first, and a settlement shall be plainest.
    kind = draw(st.sampled_from(list(kinds)))
    id_ = draw(ids if ids is not None else st.text("abcdefgh", min_size=2, max_size=6))
    person = kind == "person"
    first = draw(_first_names(person))
    more = draw(_more_names(person))
    label = draw(st.booleans())
    country = draw(st.sampled_from(["", "UA"]))
    admin1 = draw(st.sampled_from(["", *_REGIONS]))
    place = draw(_PLACES)
    population = draw(_POPULATIONS)
    recorded = draw(_some_variants())
    known = {name.text: name for name in (*more, Name(first.text, "uk", surname=first.surname))}
    return Entry(
        id=id_,
        kind=kind,
        names=(known.pop(first.text), *known.values()),
        country="" if person else country,
        admin1=admin1 if country and kind not in ("country", "person") else "",
        lat=float(place[0]) if place and not person else None,
        lon=float(place[1]) if place and not person else None,
        population=population if kind == "settlement" else None,
        ids=draw(_AUTHORITY_IDS),
        label=romanize(first.text, "uk:kmu-2010") if label else "",
        variants=() if person else tuple(recorded),
    )


@st.composite
def tables(draw: st.DrawFn, min_size: int = 1, max_size: int = 5, kinds: Sequence[str] = _KINDS) -> Table:
    """Tables of sound entries; no id and no authority id belongs to two."""
    ids = st.integers(0, 99).map("e{}".format)
    found = draw(st.lists(entries(kinds, ids), min_size=min_size, max_size=max_size, unique_by=(_id_of, _geonames_of)))
    return Table(found)


def _id_of(entry: Entry) -> str:
    return entry.id


def _geonames_of(entry: Entry) -> str:
    return (authority_keys(entry) or [entry.id])[0]


@lru_cache(maxsize=256)
def _written(entry: Entry) -> tuple[str, ...]:
    """Every text that is written for an entry: as recorded, then as each system with sensible habits romanizes it."""
    found = dict.fromkeys(recorded.text for recorded in recorded_texts(entry))
    for name in entry.names:
        if name.lang in languages():
            if entry.kind == "person":
                found |= dict.fromkeys(romanize(name.text, system) for system in systems(name.lang))
            else:
                found |= dict.fromkeys(made.spelling for made in romanized(name.text, name.lang))
    return tuple(text for text in found if fold(text))


def spellings(entry: Entry, qualifiers: Sequence[str] = ()) -> Texts:
    """What people write for an entry: a name in its own script or by any system and house habit, in whatever dress.

    The dress: letter case, kinds of apostrophes and dashes, NFC or NFD, one look-alike letter of another script, a
    generic word of its kind before or after it, and one of `qualifiers` (names of what contains it, known to the
    layers) after a comma or in brackets. Acronyms keep their capitals.
    """
    return st.sampled_from(_written(entry)).flatmap(lambda text: dressed(text, entry.kind, qualifiers))


@st.composite
def typos(draw: st.DrawFn, spelling: str) -> str:
    """A spelling with one slip: a letter left out, doubled, exchanged with the next, or replaced by another of it."""
    places = [at for at, char in enumerate(spelling) if char.isalpha()]
    if len(places) < _SHORTEST:
        raise ValueError(f"{spelling!r} has fewer than {_SHORTEST} letters; a slip would make it another name")
    letters = sorted({char for char in spelling.lower() if char.isalpha()})

    def slip(at: int, how: str, other: str) -> str:
        char, rest = spelling[at], spelling[at + 1 :]
        changed = {"left out": "", "doubled": char * 2, "replaced": other, "exchanged": rest[:1] + char}[how]
        return spelling[:at] + changed + (rest[1:] if how == "exchanged" else rest)

    ways = st.sampled_from(["left out", "doubled", "exchanged", "replaced"])
    made = st.builds(slip, st.sampled_from(places), ways, st.sampled_from(letters))
    return draw(made.filter(lambda text: fold(text) != fold(spelling)))


def unrelated(*entries: Entry) -> Texts:
    """Texts that name none of some entries: made-up words that resemble none of their spellings, numbers, signs."""
    odd = st.lists(st.sampled_from(_ODD.split()), min_size=2, max_size=4).map(lambda parts: _capital("".join(parts)))
    nothing = st.sampled_from(["", " ", "12345", "—", "???", "🙂"])

    def is_unlike(text: str) -> bool:
        return not fold(text) or not any(resembles(entry, fold(text)) for entry in entries)

    return (odd | nothing).filter(is_unlike)
