"""What the scanner asks of the layers: what a folded spelling may be, and how long a name may be that a word begins."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from toponym.finding.shelf import beginnings_of, shelf_of
from toponym.finding.tokens import POSSESSIVE, UNSPACED
from toponym.gazetteer import forms
from toponym.matching.layers import Hit, Layers
from toponym.matching.lookup import is_acronym
from toponym.matching.prior import Prior
from toponym.text.fold import fold
from toponym.text.refuse import MAX_LENGTH
from toponym.text.script import main_script

# What was looked up is remembered; past this many the memory starts anew, so that it stays bounded.
_MOST_REMEMBERED: Final = 200_000
# Scripts in which an exonym of a distant language is no accident: the words of these texts are in other letters.
_CLOSE_SCRIPTS: Final = frozenset({"Latin", "Cyrillic"})
# Below this weight nobody expects the place in a text that does not lead to it: villages, and rare spellings.
WELL_KNOWN: Final = 0.006
FAMOUS: Final = 1.0
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")


class Sense(NamedTuple):
    """What a folded spelling may be, in short.

    `weight` is that of the likeliest place which bears it as its name, as the matching weighs it: 5 for a country, 1
    for a city of 150,000, .0005 for a village. `own` tells that this is a name of its own and no exonym or variant,
    `kind` that place's kind, `bare` that it is one only beside a generic word. `key` is what the spelling is an
    `inflected` form of, or the spelling itself; `region` tells that the form means the region ("Луганщина"), and
    `beside` is another name of which it is a form, that needs a generic word ("Донецкой" of "Донецкая область");
    `unit` the settlement whose adjective it is ("Сумском" of "Сумы").
    """

    key: str
    weight: float = 0.0
    kind: str = ""
    own: bool = False
    bare: bool = False
    acronym: bool = False
    person: bool = False
    surname: bool = False
    given: bool = False
    inflected: bool = False
    region: bool = False
    beside: str = ""
    unit: str = ""

    @property
    def is_place(self) -> bool:
        return self.weight > 0 or self.bare

    @property
    def begins_mention(self) -> bool:
        return self.weight > 0 or self.bare or self.surname or self.person


class Words(NamedTuple):
    """One or more words as written: folded, what they may be, how many letters a possessive adds at their end, whether
    a longer name may begin with them. A `run` is of a script without spaces: names may begin and end inside."""

    joined: str
    sense: Sense | None
    cut: int = 0
    goes_on: bool = False
    run: bool = False


def _worth(sense: Sense) -> tuple[float, bool, bool]:
    # A bare name waits for a generic word; persons are no heavier than towns.
    return max(sense.weight, WELL_KNOWN * sense.surname), sense.person, sense.given


class Book:
    """Senses of spellings in a stack of layers, each looked up once."""

    def __init__(self, layers: Layers, prior: Prior) -> None:
        self._layers = layers
        self._prior = prior
        self._shelves = [shelf_of(index) for index in layers.indexes]
        self._begun = beginnings_of(layers.rules.overrides)
        self._senses: dict[str, Sense | None] = {}
        self.plain: dict[str, bool] = {}
        self.words: dict[str, Words | None] = {}
        self.longer: dict[tuple[str, str], Words | None] = {}

    def learn(self, raw: str) -> Words | None:
        """What a written word may begin; None for nothing. Remembered in `words`."""
        if len(self.words) >= _MOST_REMEMBERED:
            self.words.clear()
        if UNSPACED.match(raw):
            words: Words | None = Words(raw, None, run=True)
        else:
            words = self._words(raw, fold(raw.replace(".", "") if "." in raw else raw))
            if words is not None and words.sense is not None and "." in raw and not words.sense.acronym:
                words = words._replace(sense=None)  # "U.H" is no river Uh
        self.words[raw] = words
        return words

    def learn_longer(self, joined: str, raw: str) -> Words | None:
        """What folded words may mean together with the next written word. Remembered in `longer`."""
        if len(self.longer) >= _MOST_REMEMBERED:
            self.longer.clear()
        words = self.longer[joined, raw] = self._words(raw, f"{joined} {fold(raw)}")
        return words

    def is_plain(self, raw: str, judge: Callable[[str, bool], bool]) -> bool:
        """Whether a written word is known, or no name by its letters, as `judge` says; remembered."""
        plain = self.plain.get(raw)
        if plain is None:
            if len(self.plain) >= _MOST_REMEMBERED:
                self.plain.clear()
            words = self.words.get(raw)
            plain = self.plain[raw] = judge(raw, words is not None and words.sense is not None)
        return plain

    def unknown(self, key: str) -> Sense:
        """The sense of a spelling that no layer holds."""
        return Sense(key, WELL_KNOWN)

    def _words(self, raw: str, joined: str) -> Words | None:
        if len(joined) > MAX_LENGTH:
            return None
        sense, cut = self._ending(raw, joined)
        goes_on = joined in self._begun or any(shelf.begins_name(joined) for shelf in self._shelves)
        if not goes_on and _CYRILLIC.search(joined):
            goes_on = any(shelf.begins_form(joined) for shelf in self._shelves)
        if sense is not None and not sense.begins_mention:
            sense = None
        return Words(joined, sense, cut, goes_on) if sense is not None or goes_on else None

    def _ending(self, raw: str, spelling: str) -> tuple[Sense | None, int]:
        """The sense of a spelling whose last word is `raw`, and how much of its end is a possessive."""
        sense = self.sense(spelling, raw.isupper())
        possessive = POSSESSIVE.search(raw)
        if possessive is None or (sense is not None and sense.weight >= WELL_KNOWN):
            return sense, 0
        cut = len(possessive[0])
        stem = self.sense(spelling[: len(spelling) - (cut - 1)], raw[:-cut].isupper())
        return (stem, cut) if stem is not None else (sense, 0)

    def sense(self, key: str, capitals: bool) -> Sense | None:
        """What a folded spelling may be; acronyms only for one that is written in capitals."""
        try:
            sense = self._senses[key]
        except KeyError:
            if len(self._senses) >= _MOST_REMEMBERED:
                self._senses.clear()
            sense = self._senses[key] = self._heaviest(key)
        return None if sense is None or (sense.acronym and not capitals) else sense

    def _heaviest(self, key: str) -> Sense | None:
        """The sense of a spelling as it is, or as a form of a weightier name."""
        best = self._look_up(key)
        if not _CYRILLIC.search(key):
            return best
        beside, unit = "", Sense("")
        for shelf in self._shelves:
            for base, of in shelf.bases(key):
                sense = self._look_up(base)
                if sense is None:
                    continue
                if of == "unit":
                    unit = max(unit, sense, key=_worth)
                    continue
                if sense.bare and not sense.weight:
                    beside = base
                if best is None or _worth(sense) > _worth(best):
                    best = sense._replace(inflected=True, region=of == "region")
        if best is None and unit.key:
            best = Sense(key, bare=True)
        return best._replace(beside=beside, unit=unit.key) if best is not None else None

    def _look_up(self, key: str) -> Sense | None:
        weight, kind, own, bare, acronym, person, surname, given = 0.0, "", False, False, False, False, False, False
        decreed = self._layers.rules.overrides.get(key)
        if decreed is not None:
            return Sense(key, FAMOUS, self._layers.facts(decreed).kind, own=True)
        close = main_script(key) in _CLOSE_SCRIPTS
        for hit in self._layers.find(key):
            posting = hit.posting
            if posting.form == forms.DISTANT and close:
                continue
            facts = self._layers.facts(hit.entry)
            if facts.kind == "person":
                person = person or posting.role == forms.WHOLE
                surname = surname or posting.role == forms.SURNAME
                given = given or posting.role == forms.GIVEN
            elif posting.role == forms.BARE:
                bare = True
            elif posting.role == forms.WHOLE:
                readiness = 1.0 if posting.form == forms.DISTANT else self._prior.posting(posting)
                heavy = self._prior.entry(facts) * readiness
                if heavy > weight:
                    weight, kind = heavy, facts.kind
                    own = self._is_own(hit)
                    acronym = is_acronym(hit, key)
        if not (weight or bare or person or surname or given):
            return None
        return Sense(key, weight, kind, own, bare, acronym, person, surname, given)

    def _is_own(self, hit: Hit) -> bool:
        """Whether a spelling is recorded as the name that the place itself or English uses."""
        posting = hit.posting
        if posting.tier != forms.RECORDED:
            return False
        if posting.form in (forms.OFFICIAL, forms.COMMON, forms.LABEL):
            return True
        names = self._layers.record(hit.origin).names
        return posting.name < len(names) and names[posting.name].lang == "en"
