"""The way of a spelling: whole, repaired, as a person, without qualifier or generic word, translated, by similarity.

The first step that finds something ends the way. Every step leaves words for the reason.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from toponym.matching.found import ARTICLE, Clue, Found, Reading
from toponym.matching.fuzzy import SimilarSpellings
from toponym.matching.hints import Hints
from toponym.matching.layers import Layers, Ref
from toponym.matching.lookup import SURNAME_ALONE, allowed, has_name, is_acronym, look_up, meant
from toponym.matching.persons import find_persons
from toponym.matching.prior import Prior
from toponym.matching.surnames import COMMON, others_of_that_name
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
            reading = self._allowed(text, self.read(repaired.text))
            return replace(reading, steps=(repaired.reason, *reading.steps))
        waiting = None
        for step in (self._persons, self._qualified, self._generic, self._calqued, self._latinized):
            found = step(text)
            found = found and self._allowed(text, found)
            if found is not None and found.found:
                return found
            if found is not None and found.similar:
                waiting = waiting or found
        return whole if whole.found else waiting or self._allowed(text, Reading(text, similar=fold(text)))

    def complete(self, readings: Sequence[Reading], countries: Sequence[frozenset[str]]) -> list[Reading]:
        """The readings with what similar spellings mean where nothing else was found, all searched for at once.

        `countries` are those that each call hints; a spelling that names its country is searched for there.
        """
        completed = list(readings)
        waiting: dict[frozenset[str], list[int]] = {}
        for number, (reading, hinted) in enumerate(zip(readings, countries, strict=True)):
            within = hinted or reading.countries
            if self.similar_key(reading, within):
                waiting.setdefault(within, []).append(number)
        for within, numbers in waiting.items():
            keys = [self.similar_key(completed[number], within) for number in numbers]
            scoped = frozenset({"country"}) if within else frozenset()
            for number, key, similar in zip(numbers, keys, self._similar.find_many(keys, within), strict=True):
                never = completed[number].never
                meant = (item for item in self._similar.found(key, similar) if item.entry not in never)
                found = (*completed[number].found, *meant)
                completed[number] = replace(completed[number], similar="", found=found, other=1.0, scoped=scoped)
        return completed

    def similar_key(self, reading: Reading, countries: frozenset[str]) -> str:
        """The folded spelling to search similar ones for, or "" where what was found is enough.

        It is not when every place that was found lies elsewhere than in the `countries` asked for.
        """
        if reading.similar or not countries or not reading.found:
            return reading.similar
        known = [self._layers.facts(item.entry) for item in reading.found]
        elsewhere = all(facts.country and facts.country not in countries and facts.kind != "person" for facts in known)
        return fold(reading.text) if elsewhere else ""

    def _allowed(self, text: str, reading: Reading) -> Reading:
        """A reading of other words than the text's own, without what the text never means by a rule."""
        never = self._layers.rules.never(fold(text))
        if not never:
            return reading
        kept = tuple(item for item in reading.found if item.entry not in never)
        return replace(reading, found=kept, never=reading.never | never)

    def read_whole(self, key: str) -> Reading | None:
        """The reading of a folded spelling that is somebody's whole name whatever its case; None for any other."""
        if any(is_acronym(hit, key) for hit in self._layers.find(key)):
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
        return self._among_others(Reading(text, found, other=self._prior.other * spelt))

    def _persons(self, text: str) -> Reading | None:
        persons = find_persons(fold(text), self._layers, self._prior)
        if not persons and not text.isupper():
            # "JD Vance": capitals written together are initials too.
            persons = find_persons(fold(_apart(text)), self._layers, self._prior)
        persons = allowed(fold(text), persons, self._layers)
        return self._among_others(Reading(text, persons, other=self._prior.other)) if persons else None

    def _among_others(self, reading: Reading) -> Reading:
        """A surname alone or with initials is borne by others, who stand in no table."""
        others, common = others_of_that_name(reading.found, self._layers, self._prior)
        steps = (COMMON, *reading.steps) if common else reading.steps
        return replace(reading, steps=steps, other_persons=others) if others else reading

    def _generic(self, text: str) -> Reading | None:
        readings = generic_readings(text)
        if not readings:
            return None
        for generic in readings:
            for reading in (self._exact(generic.text), self._persons(generic.text), self._calqued(generic.text)):
                if reading is not None and reading.found and self._fits(reading, generic.kinds):
                    return self._stripped(reading, generic)
        last = readings[-1]
        return self._stripped(self._allowed(last.text, Reading(last.text, similar=fold(last.text))), last)

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
        if reading.similar and split.alternatives:
            reading = self.complete([reading], [frozenset()])[0]
        if not reading.found and not reading.similar:
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
        found = [item for item in meant(self._exact(text).found) if not item.needs_kind or item.eponym is not None]
        kinds: frozenset[str] = frozenset()
        if not found:
            bare = self._exact(generic.text).found if generic.reason is not None else ()
            found = list(allowed(fold(text), bare, self._layers))
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

    def _calqued(self, text: str) -> Reading | None:
        """What bears the spelling with its modifiers in another language: "Vtoraya" for "Druha"."""
        key = fold(text)
        best: dict[Ref, Found] = {}
        for reading in self._layers.modifiers.readings(key) if " " in key else ():
            for found in look_up(reading.key, self._layers, self._prior, capitals=False):
                known = best.get(found.entry)
                if not found.needs_kind and (known is None or found.likelihood > known.likelihood):
                    best[found.entry] = replace(found, method="spelling", note=reading.words)
        if not best:
            return None
        spelt = max(item.likelihood for item in best.values())
        return Reading(text, tuple(best.values()), other=self._prior.other * spelt, doubt=self._prior.calque)

    def _latinized(self, text: str) -> Reading | None:
        latin = latinize(text)
        if latin is None:
            return None
        reading = self._exact(latin)
        return replace(reading, steps=(f"read as {latin!r}",), doubt=self._prior.latinized)
