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
    """A folded form, the number of the key that it is a form of, and whether it means the region ("Луганщина")."""

    form: str
    key: int
    region: bool


def inflected_keys(index: Index, progress: Callable[[int, int], None]) -> Iterator[Inflected]:
    """Yield the forms of the names in an index, and of the Russian counterparts that it derived from Ukrainian ones.

    Adjectives are left out: before a noun they name no place ("луганський театр"), and where they do ("Луганська
    область") the whole name is recorded and inflected.
    """
    done: set[tuple[str, str, bool]] = set()
    for number in range(len(index)):
        if number % _SOME == 0:
            progress(number, len(index))
        entry = index.entry(number)
        person = entry.kind == "person"
        has_region = any(index.facts(unit).kind == "region" for unit in index.units(number))
        parts: list[Name | Variant] = [*entry.names, *entry.variants]
        for part in parts:
            for lang in _languages(part):
                for text in _texts(part, entry):
                    if (text, lang, person) not in done or has_region:
                        done.add((text, lang, person))
                        yield from _forms(text, lang, person, index, has_region)
    for key in range(index.key_count):
        derived = (posting for posting in index.postings(key) if posting.tier == forms.DERIVED)
        for posting in derived:
            explanation = index.explanation(posting.explanation)
            wanted = posting.role in (forms.WHOLE, forms.SURNAME)
            if wanted and explanation.derived == "ru" and not explanation.systems:
                text = index.key(key).title()
                yield from _forms(text, "ru", posting.role == forms.SURNAME, index, False)
                break


def _languages(part: Name | Variant) -> tuple[str, ...]:
    """The languages whose grammar a name follows: its own, or for a Cyrillic spelling of none whatever fits."""
    if part.lang in _LANGUAGES:
        return (part.lang,)
    if part.lang or main_script(part.text) != "Cyrillic":
        return ()
    told = language_of(part.text)
    return (told,) if told in _LANGUAGES else () if told else ("uk", "ru")


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


def _forms(text: str, lang: str, person: bool, index: Index, has_region: bool) -> Iterator[Inflected]:
    number = index.number(fold(text))
    if number < 0:
        return
    for form, how in inflected_forms(text, lang, person=person).items():
        region = how.case == REGION
        folded = fold(form)
        if folded and how.case != ADJECTIVE and (has_region or not region):
            yield Inflected(folded, number, region)
