"""Why a spelling is a name: the systems, house habits and records that lead from the names of an entry to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations
from typing import Final

from toponym.matching.normalizer import Normalizer
from toponym.matching.reasons import describe_name
from toponym.model import Entry, Name, Variant
from toponym.romanization import Identification, languages
from toponym.romanization import identify as systems_of
from toponym.romanization.counterparts import counterparts
from toponym.romanization.loader import of_language
from toponym.text.fold import fold
from toponym.text.generic import generic_readings
from toponym.text.language import language_name, language_of
from toponym.text.qualifier import split_qualifier
from toponym.text.repair import repair

_MOST_WORDS: Final = 5
# Of names whose letters tell no language: many Russian names hold none of Russian's own letters, few Ukrainian ones.
_LIKELIEST: Final = ("ru", "uk")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way from a native name to a spelling.

    `spelling` is the part of the query that is explained, `native` the part of the name that it spells (of a person
    perhaps the surname alone), `name` the name as the table has it and `entry` the entry that bears it, None for a
    name that was given. `system` is empty where nothing is romanized: the spelling is recorded, as `recorded` says.
    `derived` is the counterpart in another language, made from the name by rule, that was romanized.
    `exact` is false when both agree only once case and marks are folded away; `prior` orders systems and is no
    probability.
    """

    spelling: str
    native: str
    name: Name | Variant
    entry: Entry | None = None
    system: str = ""
    title: str = ""
    habits: tuple[str, ...] = ()
    habit_titles: tuple[str, ...] = ()
    exact: bool = True
    prior: float = 0.0
    derived: Name | None = None

    @property
    def id(self) -> str | None:
        """The id of the entry."""
        return self.entry.id if self.entry else None

    @property
    def lang(self) -> str:
        """The language of what is romanized or recorded."""
        return self.derived.lang if self.derived else self.name.lang

    @property
    def romanized(self) -> str:
        """The text that the system romanizes: the derived counterpart, or the part of the native name."""
        return self.derived.text if self.derived else self.native

    @property
    def recorded(self) -> bool:
        """Whether the spelling itself stands in the table."""
        return not self.system

    @property
    def explanation(self) -> str:
        """The explanation in words.

        >>> identify_native("Kyyiv", "Київ")[0].explanation
        'BGN/PCGN 1965 without marks of Ukrainian name Київ'
        """
        if isinstance(self.name, Variant):
            said = f"recorded {language_name(self.name.lang)} spelling {self.name.text}".replace("  ", " ")
        elif self.entry is None:
            said = f"{language_name(self.name.lang)} name {self.name.text}"
        else:
            said = describe_name(self.name)
        if self.native != self.name.text and not self.derived:
            said = f"{self.native} in {said}"
        if self.derived:
            counterpart = f"derived {language_name(self.derived.lang)} counterpart {self.derived.text} of {said}"
            said = f"the {counterpart}" if self.system else counterpart
        if not self.system:
            return said if self.exact else f"{said}, marks aside"
        return f"{self.way} of {said}"

    @property
    def way(self) -> str:
        """The system and habits in words; empty for a recorded spelling."""
        found = Identification(self.system, self.title, self.habits, self.habit_titles, self.exact, self.prior)
        return found.explanation if self.system else ""

    @property
    def _rank(self) -> tuple[bool, bool, int, float]:
        return self.derived is not None, not self.exact, len(self.habits), -self.prior


def identify_native(spelling: str, name: str, lang: str = "", country: str = "") -> tuple[Explanation, ...]:
    """The systems that yield a spelling from a native name, the likeliest first.

    Without `lang` the letters and the `country` (ISO 3166-1 alpha-2) tell the language; where they do not, every
    language is tried whose systems read the name. Raises RomanizationError for a language without systems.
    """
    if lang and lang not in languages():
        of_language(lang)  # raises, with the near ones
    guessed = lang or language_of(name, country.upper())
    if guessed in languages():
        return ranked(_romanized(spelling, name, Name(name, guessed), guessed))
    found = ranked(item for code in readers(name) for item in _romanized(spelling, name, Name(name, code), code))
    order = {code: at for at, code in enumerate(readers(name))}
    return tuple(sorted(found, key=lambda item: (not item.exact, len(item.habits), order[item.lang])))


def readers(name: str) -> list[str]:
    """The languages whose systems read every letter of a name, the likelier ones first."""
    ordered = (*_LIKELIEST, *(lang for lang in languages() if lang not in _LIKELIEST))
    return [lang for lang in ordered if any(item.engine.reads(name) for item in of_language(lang).systems.values())]


def identify_entry(spelling: str, entry: Entry) -> tuple[Explanation, ...]:
    """Everything that leads from an entry's names to a spelling, the likeliest first; empty when nothing does.

    Exact agreement comes before agreement with marks folded away, fewer house habits before more, then the more
    common system; recorded spellings follow systems that need no habit, derived counterparts come last. The words of a
    person's name are explained together where one system yields them from one name, else each by itself.
    """
    if not fold(spelling):
        return ()
    recorded = list(_recorded(spelling, entry))
    if entry.kind == "person":
        found = [item for name in entry.names for item in _person(spelling, name)] or list(_by_words(spelling, entry))
    else:
        found = [item for name in entry.names for item in _place(spelling, name, entry)]
    label = [] if found or recorded else list(_label(spelling, entry))
    return ranked(replace(item, entry=entry) for item in (*found, *recorded, *label))


def identify_all(spelling: str, normalizer: Normalizer, country: str | None = None) -> tuple[Explanation, ...]:
    """The explanations of a spelling by every entry that it may mean, the likelier entry first.

    Where none explains the whole, look-alike letters, qualifiers and words for the kind are left aside.
    """
    entries = [found.entry for found in normalizer.normalize(spelling, country=country).candidates]
    readings = [spelling, repair(spelling).text, split_qualifier(spelling).head]
    readings += [generic.text for generic in generic_readings(spelling)]
    for text in dict.fromkeys(readings):
        found = tuple(item for entry in entries for item in identify_entry(text, entry))
        if found:
            return found
    return ()


def ranked(found: Iterable[Explanation]) -> tuple[Explanation, ...]:
    """Explanations, the likeliest first."""
    return tuple(sorted(found, key=lambda item: item._rank))


def _place(spelling: str, name: Name, entry: Entry) -> Iterator[Explanation]:
    lang = name.lang or language_of(name.text, entry.country)
    name = replace(name, lang=lang)
    yield from _romanized(spelling, name.text, name, lang)
    # As in lookup: regular Russian counterparts stand in only where nobody attested one.
    if lang == "uk" and entry.kind == "settlement" and not any(other.lang == "ru" for other in entry.names):
        for text in counterparts(name.text):
            derived = Name(text, "ru", "exonym")
            made = _romanized(spelling, text, name, "ru")
            yield from (replace(item, derived=derived) for item in made)
            if fold(text) == fold(spelling):
                yield Explanation(spelling, text, name, exact=_same(text, spelling), derived=derived)


def _person(spelling: str, name: Name) -> Iterator[Explanation]:
    """Systems that yield all words of a spelling from words of one name; initials and commas are passed over."""
    words = [word for word in spelling.replace(",", " ").split() if len(word.strip(".")) > 1]
    said = " ".join(words)
    lang = name.lang or language_of(name.text)
    for native in _phrases(name, len(words)):
        yield from _romanized(said, native, replace(name, lang=lang), lang)


def _by_words(spelling: str, entry: Entry) -> Iterator[Explanation]:
    """What explains each word of a spelling whose words follow different systems, or different languages."""
    words = [word for word in spelling.replace(",", " ").split() if len(word.strip(".")) > 1]
    found = [[item for name in entry.names for item in _person(word, name)] for word in words]
    if len(words) > 1 and all(found):
        for items in found:
            yield from items


def _phrases(name: Name, size: int) -> Iterator[str]:
    """Words of a person's name in every order, as many as a spelling has; one alone is the surname or a given name."""
    if not 0 < size <= _MOST_WORDS:
        return
    surname = name.surname or name.text.split()[-1]
    parts = [surname, *name.text.replace(surname, " ", 1).split()]
    for count in range(1, len(parts) + 1):
        for chosen in permutations(parts, count):
            native = " ".join(chosen)
            if len(native.split()) == size:
                yield native


def _romanized(spelling: str, native: str, name: Name, lang: str) -> Iterator[Explanation]:
    for way in _ways(spelling, native, lang):
        yield Explanation(
            spelling,
            native,
            name,
            system=way.system,
            title=way.title,
            habits=way.habits,
            habit_titles=way.habit_titles,
            exact=way.exact,
            prior=way.prior,
        )


@lru_cache(maxsize=10_000)
def _ways(spelling: str, native: str, lang: str) -> tuple[Identification, ...]:
    return systems_of(spelling, native, lang) if lang in languages() else ()


def _recorded(spelling: str, entry: Entry) -> Iterator[Explanation]:
    key = fold(spelling)
    parts: tuple[Name | Variant, ...] = (*entry.names, *entry.variants)
    for part in parts:
        texts = (part.text, part.surname) if part.surname else (part.text,)
        for text in texts:
            if fold(text) == key:
                yield Explanation(spelling, text, part, exact=_same(text, spelling))
                break


def _label(spelling: str, entry: Entry) -> Iterator[Explanation]:
    if fold(entry.label) == fold(spelling):
        yield Explanation(spelling, entry.label, Variant(entry.label), exact=_same(entry.label, spelling))


def _same(text: str, spelling: str) -> bool:
    return text.casefold() == spelling.strip().casefold()
