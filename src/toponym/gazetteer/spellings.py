"""Every spelling under which an entry is found: recorded texts, and what romanization systems yield from its names."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from toponym.gazetteer import forms
from toponym.model import Entry, Name, Variant
from toponym.romanization import Generated, generated, languages
from toponym.romanization.counterparts import counterparts
from toponym.romanization.given_names import equivalents, split_name
from toponym.text.fold import fold
from toponym.text.generic import strip_generic
from toponym.text.language import language_of

# A counterpart that nobody attested is worth less than any spelling of a recorded name.
_LAST_GENERATED_TIER = forms.DERIVED - 1
# Fuzzy search compares with what is recorded or commonly written, not with every exotic system's output.
_FUZZY_TIER = 2
# Kinds whose names follow the regular correspondences; those of units also hold words that do not.
_WITH_COUNTERPARTS = frozenset({"settlement", "river", "lake"})
_FORMER_RANK = 0.5
# Another form of a given name, in a common spelling, is likelier meant than the own one in a rare spelling.
_OTHER_GIVEN_NAME_RANK = 1.5
_RECORDED_RANKS = {forms.LABEL: 2.4, forms.VARIANT: 2.6, forms.FORMER: _FORMER_RANK}
_FUZZY_EXONYMS = frozenset({"", "en", "uk", "ru"})
# Languages of texts about these places, their neighbours' and the great ones. Whatever a distant one calls a country,
# a nearer place of that name is meant.
_NEAR_LANGUAGES = frozenset(
    {
        "",
        "be",
        "bg",
        "crh",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "hu",
        "it",
        "lt",
        "lv",
        "nl",
        "no",
        "pl",
    }
    | {"pt", "ro", "ru", "sk", "sr", "sv", "tr", "uk"}
)


class Spelling(NamedTuple):
    """A folded spelling of an entry, how it belongs to it, and what explains it when it is generated."""

    key: str
    name: int
    role: int
    form: int
    tier: int = forms.RECORDED
    systems: tuple[str, ...] = ()
    habits: tuple[str, ...] = ()
    derived: str = ""
    fuzzy: bool = False  # whether fuzzy search should compare with it
    capitals: bool = False  # whether it is recorded in capitals throughout, as acronyms are


def spellings_of(entry: Entry) -> Iterator[Spelling]:
    """Yield every spelling of an entry once for each role, with its most telling explanation.

    Acronyms stand beside the same letters as a word: the country is USA in Danish and Usa in Ido.
    """
    best: dict[tuple[str, int, bool], Spelling] = {}
    for spelling in _all_spellings(entry):
        which = (spelling.key, spelling.role, spelling.capitals)
        known = best.get(which)
        if spelling.key and (known is None or _rank(spelling) < _rank(known)):
            best[which] = spelling
    yield from best.values()


def _rank(spelling: Spelling) -> float:
    """The lower the more telling: names, what common systems yield, labels and variants, what rare systems yield."""
    if spelling.role == forms.GIVEN and spelling.form == forms.VARIANT:
        return spelling.tier + _OTHER_GIVEN_NAME_RANK
    if spelling.tier != forms.RECORDED:
        return spelling.tier + (_FORMER_RANK if spelling.form == forms.FORMER else 0.0)
    return _RECORDED_RANKS.get(spelling.form, 0.0)


def _all_spellings(entry: Entry) -> Iterator[Spelling]:
    parts: list[tuple[int, Name | Variant, int]] = [
        (number, name, _form(name)) for number, name in enumerate(entry.names)
    ]
    parts += [(number, variant, forms.VARIANT) for number, variant in enumerate(entry.variants, len(parts))]
    has_russian = any(name.lang == "ru" for name in entry.names)
    if entry.kind == "person":
        for number, part, form in parts:
            yield from _person_spellings(number, part, form, derive=part.lang == "uk" and not has_russian)
        if entry.label:
            yield Spelling(fold(entry.label), 0xFFFF, forms.WHOLE, forms.LABEL)
        return
    names = [(number, name, form) for number, name, form in parts if form != forms.VARIANT]
    # Capitals tell an acronym only where other names have small letters: some tables are all in capitals.
    mixed = any(text != text.upper() for text in (entry.label, *(part.text for _, part, _ in parts)))
    for number, part, form in names:
        yield from _recorded(entry, part.text, number, form, mixed)
    for number, part, form in names:
        lang = part.lang or language_of(part.text, entry.country)
        yield from _generated(part.text, lang, number, forms.WHOLE, form)
        if entry.kind in _WITH_COUNTERPARTS and lang == "uk" and not has_russian:
            yield from _counterparts(part.text, entry.kind, number, forms.WHOLE, form)
    if entry.label:
        yield from _recorded(entry, entry.label, 0xFFFF, forms.LABEL, mixed)
    for number, part, form in parts[len(names) :]:
        yield from _recorded(entry, part.text, number, form, mixed)


def _form(name: Name) -> int:
    form = forms.FORM_OF_STATUS[name.status]
    return forms.DISTANT if form == forms.EXONYM and name.lang not in _NEAR_LANGUAGES else form


def _recorded(entry: Entry, text: str, number: int, form: int, mixed: bool) -> Iterator[Spelling]:
    fuzzy = form != forms.DISTANT and (form != forms.EXONYM or entry.names[number].lang in _FUZZY_EXONYMS)
    yield Spelling(fold(text), number, forms.WHOLE, form, fuzzy=fuzzy, capitals=mixed and text.isupper())
    bare = strip_generic(text)
    if entry.kind in bare.kinds:
        yield Spelling(fold(bare.text), number, forms.BARE, form, capitals=mixed and bare.text.isupper())


def _generated(text: str, lang: str, number: int, role: int, form: int) -> Iterator[Spelling]:
    if lang not in languages():
        return
    for key, found in generated(text, lang).items():
        tier = _tier(found)
        fuzzy = tier <= _FUZZY_TIER and role == forms.WHOLE
        yield Spelling(key, number, role, form, tier, found.systems, found.habits, fuzzy=fuzzy)


def _counterparts(text: str, kind: str, number: int, role: int, form: int) -> Iterator[Spelling]:
    """Regular Russian counterparts, where nobody attested one, and what is romanized from them."""
    for counterpart in counterparts(text, "person" if kind == "person" else "place"):
        yield Spelling(fold(counterpart), number, role, form, forms.DERIVED, derived="ru")
        for spelling in _generated(counterpart, "ru", number, role, form):
            yield spelling._replace(tier=forms.DERIVED, derived="ru", fuzzy=False)


def _tier(found: Generated) -> int:
    """1 for a system that a tenth of all texts follow, one more for every third of that."""
    return min(max(1, 1 + round(math.log(0.1 / max(found.weight, 1e-9), 3))), _LAST_GENERATED_TIER)


def _person_spellings(number: int, part: Name | Variant, form: int, *, derive: bool) -> Iterator[Spelling]:
    surname, others = split_name(part.text, part.surname)
    yield Spelling(fold(part.text), number, forms.WHOLE, form)
    yield from _token(surname, part.lang, number, forms.SURNAME, form)
    for token in others:
        yield from _given(token, part.lang, number, form)
        for other in equivalents(token, part.lang):
            if other.short:
                yield from _token(other.text, other.lang, number, forms.GIVEN, forms.VARIANT)
            else:
                yield from _given(other.text, other.lang, number, forms.VARIANT)
    if derive:
        for token, role in ((surname, forms.SURNAME), *((token, forms.GIVEN) for token in others)):
            yield from _counterparts(token, "person", number, role, form)


def _given(text: str, lang: str, number: int, form: int) -> Iterator[Spelling]:
    """A given name and its initials: the first letter of every spelling, and what systems make of the native one."""
    for spelling in _token(text, lang, number, forms.GIVEN, form):
        yield spelling
        yield spelling._replace(key=spelling.key[:1])
    yield from _token(text[:1], lang, number, forms.GIVEN, form)


def _token(text: str, lang: str, number: int, role: int, form: int) -> Iterator[Spelling]:
    yield Spelling(fold(text), number, role, form)
    yield from _generated(text, lang or language_of(text, ""), number, role, form)
