"""The way of a spelling: whole, repaired, as a person, without qualifier or generic word, in Latin, by similarity.

The first step that finds something ends the way. Every step leaves words for the reason.
"""

import re
from dataclasses import replace

from toponym.matching.found import ARTICLE, Clue, Reading
from toponym.matching.fuzzy import SimilarSpellings
from toponym.matching.hints import Hints
from toponym.matching.layers import Layers
from toponym.matching.lookup import SURNAME_ALONE, has_name, is_acronym, look_up
from toponym.matching.persons import find_persons
from toponym.matching.prior import Prior
from toponym.text.fold import fold
from toponym.text.generic import Generic, generic_readings, strip_generic
from toponym.text.latin import latinize
from toponym.text.qualifier import split_qualifier
from toponym.text.repair import repair

_UNITS = frozenset({"country", "region", "district"})
# An abbreviation with full stops, folded: "L.P.R." is "l p r".
_DOTTED = re.compile(r"\w( \w)+")


def _apart(text: str) -> str:
    """A text with initials that are written together taken apart: "JD Vance" is "J D Vance"."""
    words = text.split()
    return " ".join(" ".join(word) if word.isupper() and word.isalpha() and len(word) == 2 else word for word in words)


class Cascade:
    """Reads spellings against a stack of layers."""

    def __init__(self, layers: Layers, prior: Prior) -> None:
        self._layers = layers
        self._prior = prior
        self._similar = SimilarSpellings(layers, prior)

    def read(self, text: str) -> Reading:
        """Everything that a spelling may mean, and how it was read."""
        whole = self._exact(text)
        if has_name(whole.found):
            return whole
        repaired = repair(text)
        if repaired.reason is not None:
            reading = self.read(repaired.text)
            return replace(reading, steps=(repaired.reason, *reading.steps))
        for step in (self._persons, self._qualified, self._generic, self._latinized):
            found = step(text)
            if found is not None and found.found:
                return found
        return whole if whole.found else self._fuzzy(text)

    def read_whole(self, key: str) -> Reading | None:
        """The reading of a folded spelling that is somebody's whole name whatever its case; None for any other."""
        if any(is_acronym(hit, key, self._layers) for hit in self._layers.find(key)):
            return None
        reading = self._exact(key)
        return reading if has_name(reading.found) else None

    def _exact(self, text: str) -> Reading:
        key = fold(text)
        if text.isupper() and _DOTTED.fullmatch(key):
            key = key.replace(" ", "")
        found = look_up(key, self._layers, self._prior, capitals=text.isupper())
        # Whatever else bears the spelling is spelt by the same systems, so a rare system makes nobody less likely.
        spelt = max((item.likelihood for item in found), default=1.0)
        # A surname alone is borne by many who stand in no table.
        surnames = max((item.likelihood for item in found if item.note == SURNAME_ALONE), default=0.0)
        return Reading(text, found, other=self._prior.other * spelt, other_persons=self._prior.other_surname * surnames)

    def _persons(self, text: str) -> Reading | None:
        persons = find_persons(fold(text), self._layers, self._prior)
        if not persons and not text.isupper():
            # "JD Vance": capitals written together are initials too.
            persons = find_persons(fold(_apart(text)), self._layers, self._prior)
        return Reading(text, persons, other=self._prior.other) if persons else None

    def _generic(self, text: str) -> Reading | None:
        readings = generic_readings(text)
        if not readings:
            return None
        for generic in readings:
            for reading in (self._exact(generic.text), self._persons(generic.text)):
                if reading is not None and reading.found and self._fits(reading, generic.kinds):
                    return self._stripped(reading, generic)
        last = readings[-1]
        similar = self._similar.find(fold(last.text))
        return self._stripped(Reading(last.text, similar, other=self._prior.other), last)

    def _fits(self, reading: Reading, kinds: tuple[str, ...]) -> bool:
        """Whether a reading holds anything of the kinds that its generic words hint."""
        return not kinds or any(self._layers.facts(item.entry).kind in kinds for item in reading.found)

    def _stripped(self, reading: Reading, generic: Generic) -> Reading:
        only_article = tuple(map(fold, generic.words)) == ("the",)
        clue = Clue(ARTICLE if only_article else "generic word", Hints(kinds=frozenset(generic.kinds)))
        steps = (generic.reason,) if generic.reason else ()
        return replace(reading, steps=(*steps, *reading.steps), clues=(clue, *reading.clues))

    def _qualified(self, text: str) -> Reading | None:
        split = split_qualifier(text)
        if split.reason is None:
            return None
        head, qualifiers = self._smallest_first(split.head, split.qualifiers)
        reading = self.read(head)
        if not reading.found:
            return None
        steps: list[str] = []
        clues: list[Clue] = []
        doubt = reading.doubt
        alternatives = list(split.alternatives)
        for qualifier in qualifiers:
            if self._names_the_same(qualifier, reading):
                alternatives.append(qualifier)
                continue
            clue = self._qualifier(qualifier)
            if clue is None:
                steps.append(f"qualifier {qualifier!r} is not known")
                doubt *= self._prior.unknown_qualifier
                # After a surname it is a given name, and another one than the person's.
                reading = replace(reading, found=tuple(item for item in reading.found if item.note != SURNAME_ALONE))
            else:
                steps.append(f"qualifier {qualifier!r}")
                clues.append(clue)
        for alternative in alternatives:
            other = self.read(alternative)
            common = {item.entry for item in other.found} & {item.entry for item in reading.found}
            if common:
                steps.append(f"{alternative!r} names the same")
                reading = replace(reading, found=tuple(item for item in reading.found if item.entry in common))
            else:
                steps.append(f"{alternative!r} names something else")
                doubt *= self._prior.unknown_qualifier
        return replace(reading, text=head, steps=(*steps, *reading.steps), clues=(*clues, *reading.clues), doubt=doubt)

    def _smallest_first(self, head: str, qualifiers: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """The parts of an address from the smallest on: "Ukraine, Donetsk Oblast, Bakhmut" begins with the largest."""
        if len(qualifiers) < 1 or not self._is_unit(head) or self._is_unit(qualifiers[-1]):
            return head, qualifiers
        return qualifiers[-1], (*reversed(qualifiers[:-1]), head)

    def _is_unit(self, text: str) -> bool:
        """Whether a text names countries, regions or districts and nothing smaller."""
        found = self._exact(text).found or self._exact(strip_generic(text).text).found
        clue = self._qualifier(text)
        names = [item for item in found if not item.needs_kind]
        units = all(self._layers.facts(item.entry).kind in _UNITS for item in names)
        return clue is not None and units and not clue.hints.beside

    def _names_the_same(self, qualifier: str, reading: Reading) -> bool:
        """Whether a qualifier is another name of what stands before it: "Kyiv (Kiev)"."""
        heads = {item.entry for item in reading.found if not item.needs_kind}
        return any(item.entry in heads for item in self._exact(qualifier).found if not item.needs_kind)

    def _by_code(self, text: str) -> Clue | None:
        """The hint of a qualifier that is an ISO 3166 code: "Luhansk, UA-09"."""
        for authority in ("iso3166_2", "iso3166_1"):
            ref = self._layers.by_id(f"{authority}:{text}") if text.isupper() else None
            if ref is not None:
                facts = self._layers.facts(ref)
                region = authority == "iso3166_2"
                hints = (
                    Hints(admin1=frozenset({facts.admin1})) if region else Hints(countries=frozenset({facts.country}))
                )
                return Clue(f"qualifier {text!r}", hints)
        return None

    def _qualifier(self, text: str) -> Clue | None:
        """The hints that a qualifier gives: the country, region or unit it names, or a place to be near to."""
        by_code = self._by_code(text)
        if by_code is not None:
            return by_code
        generic = strip_generic(text)
        found = [item for item in self._exact(text).found if not item.needs_kind or item.eponym is not None]
        kinds: frozenset[str] = frozenset()
        if not found:
            found = list(self._exact(generic.text).found) if generic.reason is not None else []
            kinds = frozenset(generic.kinds)
        countries, admin1, within = set(), set(), set()
        beside = []
        for item in found:
            facts = self._layers.facts(item.entry)
            if kinds and facts.kind not in kinds:
                continue
            if facts.kind == "country":
                countries.add(facts.country)
            elif facts.kind == "region":
                admin1.add(facts.admin1)
            elif facts.kind in ("district", "community"):
                within.add(self._layers.entry_id(item.entry))
            elif facts.kind != "person":
                within.add(self._layers.entry_id(item.entry))
                if facts.lat == facts.lat:
                    beside.append((facts.lat, facts.lon))
        # A word that names a country and a region elsewhere (Luxembourg) most often means the country.
        if countries:
            return Clue(f"qualifier {text!r}", Hints(countries=frozenset(countries)))
        if admin1:
            return Clue(f"qualifier {text!r}", Hints(admin1=frozenset(admin1)))
        if beside:
            return Clue(f"qualifier {text!r}", Hints(beside=tuple(beside)))
        if within:
            return Clue(f"qualifier {text!r}", Hints(within=frozenset(within)))
        return None

    def _latinized(self, text: str) -> Reading | None:
        latin = latinize(text)
        if latin is None:
            return None
        reading = self._exact(latin)
        return replace(reading, steps=(f"read as {latin!r}",), doubt=self._prior.latinized)

    def _fuzzy(self, text: str) -> Reading:
        return Reading(text, self._similar.find(fold(text)), other=self._prior.other)
