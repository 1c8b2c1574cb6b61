"""Pure functions on strings: fold, repair, generic words, qualifiers, refusal, scripts."""

from toponym.text.fold import fold, fold_reasons
from toponym.text.generic import Generic, generic_kinds, generic_readings, generic_words, strip_generic
from toponym.text.language import language_name, language_of
from toponym.text.qualifier import Qualified, split_qualifier
from toponym.text.refuse import MAX_LENGTH, unreadable
from toponym.text.repair import Repaired, repair
from toponym.text.script import main_script, script_of, scripts

__all__ = [
    "MAX_LENGTH",
    "Generic",
    "Qualified",
    "Repaired",
    "fold",
    "fold_reasons",
    "generic_kinds",
    "generic_readings",
    "generic_words",
    "language_name",
    "language_of",
    "main_script",
    "repair",
    "script_of",
    "scripts",
    "split_qualifier",
    "strip_generic",
    "unreadable",
]
