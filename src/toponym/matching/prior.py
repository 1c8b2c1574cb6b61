"""What a text that uses a spelling means, before any hint: the weights of entries and of the ways they bear it.

The coefficients are data (model.json); their ratios count, not their size.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from toponym.errors import IndexFileError
from toponym.gazetteer import Facts, Posting, forms

MODEL_VERSION: Final = 1
# Smaller populations say more about the register than about how often a place is written of.
_LEAST_POPULATION: Final = 100
_FORM_WORDS: Final = {
    forms.OFFICIAL: "official",
    forms.COMMON: "common",
    forms.FORMER: "former",
    forms.EXONYM: "exonym",
    forms.VARIANT: "variant",
    forms.LABEL: "label",
    forms.DISTANT: "distant",
}


class Prior:
    """The weights of one model file."""

    def __init__(self, model: dict[str, Any]) -> None:
        if model.get("version") != MODEL_VERSION:
            raise IndexFileError(
                f"matching model has version {model.get('version')}, not {MODEL_VERSION}; install toponym-id again"
            )
        self._kinds: dict[str, float] = model["prior"]
        population = model["population"]
        self._exponent: float = population["exponent"]
        self._unit: int = population["unit"]
        self._unknown: dict[str, int] = population["unknown"]
        self._counted = frozenset(population["kinds"])
        self._uncounted = frozenset(population["not"])
        languages = model["languages"]
        self._languages_exponent: float = languages["exponent"]
        self._languages_unit: int = languages["unit"]
        self._spoken_of = frozenset(languages["kinds"])
        self._forms: list[float] = [model["form"][_FORM_WORDS[form]] for form in sorted(_FORM_WORDS)]
        self._tiers: list[float] = model["tier"]
        self._bare: dict[str, float] = model["bare"]
        self.selectivity: dict[str, float] = model["selectivity"]
        self.surname: float = model["role"]["surname"]
        self.initial: float = model["role"]["initial"]
        self.unknown_initial: float = model["person"]["unknown_initial"]
        self.other_form: float = model["person"]["other_form"]
        self.unknown_patronymic: float = model["person"]["unknown_patronymic"]
        self.given_slip: float = model["person"]["given_slip"]
        self.units: dict[str, float] = model["unit"]
        self.date_outside: float = model["date_outside"]
        self.other: float = model["other"]
        self.other_surname: float = model["other_surname"]
        self.bearers: int = model["surnames"]["bearers"]
        self.same_initial: float = model["surnames"]["same_initial"]
        self.unknown_qualifier: float = model["unknown_qualifier"]
        self.calque: float = model["calque"]
        self.latinized: float = model["latinized"]
        self.contradiction_scale: float = model["contradiction_scale"]
        self.vowels: str = model["fuzzy"]["vowels"]
        self.continued: float = model["fuzzy"]["continued"]
        self.similar_variant: float = model["fuzzy"]["variant"]

    def entry(self, facts: Facts) -> float:
        """How often texts mean an entry, relative to a city of 50,000."""
        kind, feature = facts.kind, facts.feature
        own = self._kinds.get(f"{kind}/{feature}")
        weight = self._kinds[kind] if own is None else own
        if kind in self._counted and feature not in self._uncounted:
            population = facts.population or self._unknown.get(feature) or self._unknown[""]
            weight *= (max(population, _LEAST_POPULATION) / self._unit) ** self._exponent
        if kind in self._spoken_of:
            # Where nothing is counted, the number of languages with a name for it tells how far it is known.
            weight *= (max(facts.languages, 1) / self._languages_unit) ** self._languages_exponent
        return weight

    def bare(self, kind: str) -> float:
        """How readily a name of this kind is written without its generic word ("the Siverskyi Donets")."""
        return self._bare.get(kind, self._bare[""])

    def form(self, form: int) -> float:
        """How readily texts use a name of this form rather than the entry's own current one."""
        return self._forms[form]

    def posting(self, posting: Posting) -> float:
        """How readily texts write a posting's spelling for its entry."""
        return self._forms[posting.form] * self._tiers[posting.tier]


@cache
def default_prior() -> Prior:
    """The weights that ship with the package."""
    return Prior(json.loads(Path(__file__).with_name("model.json").read_text(encoding="utf-8")))
