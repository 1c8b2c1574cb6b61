"""The inflected forms of an index's names: what running Ukrainian and Russian text writes for them."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from toponym.gazetteer import Index, forms
from toponym.inflection import ADJECTIVE, REGION, inflected_forms
from toponym.model import Entry, Name, Variant
from toponym.text.fold import fold
from toponym.text.generic import strip_generic
from toponym.text.language import language_of
from toponym.text.script import main_script

_LANGUAGES: Final = frozenset({"uk", "ru"})
_SOME: Final = 500


class Inflected(NamedTuple):
    """A folded form, the number of the key that it is a form of, and what it means if not the thing itself.

    `of` is "" for a case form, "region" for "Луганщина", "unit" for an adjective that needs a word like "район".
    """

    form: str
    key: int
    of: str


def inflected_keys(index: Index, progress: Callable[[int, int], None]) -> Iterator[Inflected]:
    """Yield the forms of the names in an index, and of the Russian counterparts that it derived from Ukrainian ones.

    Adjectives are those of settlements that units are named after: beside the word for the unit they name it ("в
    Сумском районе"), beside others they name no place ("луганський театр").
    """
    done: set[tuple[str, str, bool]] = set()
    for number in range(len(index)):
        if number % _SOME == 0:
            progress(number, len(index))
        entry = index.entry(number)
        person = entry.kind == "person"
        units = {index.facts(unit).kind for unit in index.units(number)}
        has_russian = any(name.lang == "ru" for name in entry.names)
        parts: list[Name | Variant] = [*entry.names, *entry.variants]
        for part in parts:
            for lang in _languages(part, entry, has_russian):
                for text in _texts(part, entry):
                    if (text, lang, person) not in done or units:
                        done.add((text, lang, person))
                        yield from _forms(text, lang, person, index, units)
    for key in range(index.key_count):
        derived = (posting for posting in index.postings(key) if posting.tier == forms.DERIVED)
        for posting in derived:
            explanation = index.explanation(posting.explanation)
            wanted = posting.role in (forms.WHOLE, forms.SURNAME)
            if wanted and explanation.derived == "ru" and not explanation.systems:
                text = index.key(key).title()
                yield from _forms(text, "ru", posting.role == forms.SURNAME, index, set())
                break


def _languages(part: Name | Variant, entry: Entry, has_russian: bool) -> tuple[str, ...]:
    """The languages whose grammar a name follows: its own, or for a Cyrillic spelling of none whatever fits.

    Countries have one name in several languages, of which only the first is kept; a Ukrainian name in letters that
    Russian has too is the Russian one as well, where none is recorded.
    """
    if main_script(part.text) != "Cyrillic":
        return ()
    told = language_of(part.text)
    either = (told,) if told in _LANGUAGES else () if told else ("uk", "ru")
    if entry.kind == "country" or not part.lang:
        return either
    if part.lang == "uk" and not has_russian and not told:
        return ("uk", "ru")
    return (part.lang,) if part.lang in _LANGUAGES else ()


def _texts(part: Name | Variant, entry: Entry) -> Iterator[str]:
    """The names that texts inflect: the whole one, without its generic word, a person's surname and given names."""
    yield part.text
    if entry.kind == "person":
        surname = part.surname or part.text.split()[-1]
        yield surname
        yield from (word for word in part.text.replace(surname, " ").split() if len(word) > 1)
    else:
        bare = strip_generic(part.text)
        if bare.reason is not None and entry.kind in bare.kinds:
            yield bare.text


def _forms(text: str, lang: str, person: bool, index: Index, units: set[str]) -> Iterator[Inflected]:
    number = index.number(fold(text))
    if number < 0:
        return
    for form, how in inflected_forms(text, lang, person=person).items():
        of = {REGION: "region", ADJECTIVE: "unit"}.get(how.case, "")
        folded = fold(form)
        if folded and (not of or (of == "region" and "region" in units) or (of == "unit" and units)):
            yield Inflected(folded, number, of)
