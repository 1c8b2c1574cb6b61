"""Inflection: the case forms of known Ukrainian and Russian names, and the words derived from them, by classes as data.

Forms of known names are generated; no text is lemmatised. Nothing is read from disk before a language is first used.
"""

import unicodedata

from toponym.inflection.derived import derived_forms
from toponym.inflection.loader import LANGUAGES, grammar
from toponym.inflection.persons import forms_of_person
from toponym.inflection.places import cases_of
from toponym.inflection.records import ADJECTIVE, CASES, REGION, Inflection

__all__ = ["ADJECTIVE", "CASES", "LANGUAGES", "REGION", "Inflection", "inflected_forms"]

_LONGEST = 120


def inflected_forms(name: str, lang: str, *, person: bool = False, surname: str = "") -> dict[str, Inflection]:
    """The forms of a name other than itself, in its own script and letter case, each with its case and class.

    `lang` is "uk" or "ru"; another gives no forms, and so does a text that is no name in that language's letters. With
    `person` the words are declined as given name, patronymic and `surname` (by default the last word), in agreement;
    without, as a place, with the relational adjective and the name of the region. Where usage has two forms
    (Рівному, Рівнім) both are given. A form may also be the base form of another name: whoever finds it decides.

    >>> sorted(form for form, how in inflected_forms("Харків", "uk").items() if how.case != "adjective")
    ['Харкова', 'Харковом', 'Харкову', 'Харкові', 'Харківщина', 'Харківщини', 'Харківщиною', 'Харківщину', 'Харківщині']
    >>> inflected_forms("Прага", "uk")["Празі"]
    Inflection(case='dative', rule='feminine in -а: -а')
    >>> "Сергієм Гайдаєм" in inflected_forms("Сергій Гайдай", "uk", person=True, surname="Гайдай")
    True
    """
    language = grammar(lang)
    if language is None or len(name) > _LONGEST:
        return {}
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name[:1].isalpha() or name[-1] == "-":
        return {}
    forms: dict[str, Inflection] = {}
    if person:
        for form, how in forms_of_person(name, surname, language):
            forms.setdefault(form, how)
    else:
        for form, how in cases_of(name, language):
            forms.setdefault(form, how)
        for form, how in derived_forms(name, language):
            forms.setdefault(form, how)
    forms.pop(name, None)
    return forms
