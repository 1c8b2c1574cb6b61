"""The way of a spelling: whole, repaired, as a person, without qualifier or generic word, latinized, by similar spelling.

The first step that finds something ends the way. Every step leaves words for the reason.
"""

from dataclasses import replace

from toponym.matching.found import Clue, Found, Reading
from toponym.matching.fuzzy import SimilarSpellings
from toponym.matching.hints import Hints
from toponym.matching.layers import Layers
from toponym.matching.lookup import has_name, is_acronym, look_up
from toponym.matching.persons import find_persons
from toponym.matching.prior import Prior
from toponym.text.fold import fold
from toponym.text.generic import Generic, generic_readings, strip_generic
from toponym.text.latin import latinize
from toponym.text.qualifier import split_qualifier
from toponym.text.repair import repair



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
        found = look_up(key, self._layers, self._prior, capitals=text.isupper())
        return Reading(text, found, other=self._other(found))

    def _other(self, found: tuple[Found, ...]) -> float:
        # A surname alone is borne by many who stand in no table.
        surnames = any(item.note == "surname alone" for item in found)
        return self._prior.other + (self._prior.other_surname if surnames else 0.0)

    def _persons(self, text: str) -> Reading | None:
        persons = find_persons(fold(text), self._layers, self._prior)
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
        clue = Clue("generic word", Hints(kinds=frozenset(generic.kinds)))
        steps = (generic.reason,) if generic.reason else ()
        return replace(reading, steps=(*steps, *reading.steps), clues=(clue, *reading.clues))

    def _qualified(self, text: str) -> Reading | None:
        split = split_qualifier(text)
        if split.reason is None:
            return None
        reading = self.read(split.head)
        if not reading.found:
            return None
        steps: list[str] = []
        clues: list[Clue] = []
        doubt = reading.doubt
        for qualifier in split.qualifiers:
            clue = self._qualifier(qualifier)
            if clue is None:
                steps.append(f"qualifier {qualifier!r} is not known")
                doubt *= self._prior.unknown_qualifier
            else:
                steps.append(f"qualifier {qualifier!r}")
                clues.append(clue)
        for alternative in split.alternatives:
            other = self.read(alternative)
            common = {item.entry for item in other.found} & {item.entry for item in reading.found}
            if common:
                steps.append(f"{alternative!r} names the same")
                reading = replace(reading, found=tuple(item for item in reading.found if item.entry in common))
            else:
                steps.append(f"{alternative!r} names something else")
                doubt *= self._prior.unknown_qualifier
        return replace(
            reading, text=split.head, steps=(*steps, *reading.steps), clues=(*clues, *reading.clues), doubt=doubt
        )

    def _qualifier(self, text: str) -> Clue | None:
        """The hints that a qualifier gives: the country, region or unit it names, or a place to be near to."""
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
