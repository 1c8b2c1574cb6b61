"""The normalizer: layers and settings, and the calls that answer spellings."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from toponym.errors import HintError, ToponymError
from toponym.gazetteer import Index, index_of
from toponym.matching.answer import KeyAnswer, LazyAnswer, no_name
from toponym.matching.cascade import Cascade
from toponym.matching.decide import decide
from toponym.matching.found import Reading
from toponym.matching.hints import NO_HINTS, HintReader, Hints
from toponym.matching.joint import decide_together
from toponym.matching.layers import Layers
from toponym.matching.lookup import allowed, meant
from toponym.matching.prior import Prior, default_prior
from toponym.matching.verdicts import StackVerdicts, Verdicts, judge
from toponym.model import Answer, Entry, Match, Query
from toponym.table import Table
from toponym.text.fold import fold
from toponym.text.generic import strip_generic
from toponym.text.refuse import unreadable

if TYPE_CHECKING:
    from toponym.matching.explained import Explained

Layer = Table | str | Path
Prefer = Literal["official", "common"]
AnyAnswer = Answer | LazyAnswer | KeyAnswer

# Answers are remembered by the raw spelling; past this many the memory starts anew, so that it stays bounded.
_MOST_REMEMBERED = 200_000
_LONGEST_REMEMBERED = 400
_UNANSWERED = no_name("not answered yet")


class _Waiting(NamedTuple):
    """A spelling whose answer needs similar spellings: its hints, how it was read, its places among the answers."""

    spelling: str
    hints: Hints
    reading: Reading
    places: list[int]


class Normalizer:
    """Answers spellings from a stack of layers, the upper first.

    A layer is a `Table`, the path of a table file, or one of the words "embedded" and "world". `min_probability`
    is the probability that a match needs, `prefer` the display name: the official or the common English one.
    Thread-safe; pickles by its layers.

    >>> table = Table.from_records([{"id": "hq", "kind": "facility", "names": ["Head Office"]}])
    >>> Normalizer(table).normalize("head office").id
    'hq'
    """

    def __init__(self, *layers: Layer, min_probability: float = 0.9, prefer: Prefer = "official") -> None:
        if not 0 < min_probability <= 1:
            raise ToponymError(f"min_probability: must be above 0 and at most 1, got {min_probability}")
        if prefer not in ("official", "common"):
            raise ToponymError(f"prefer: use 'official' or 'common', got {prefer!r}")
        self.layers = layers or ("embedded",)
        self.min_probability = min_probability
        self.prefer = prefer
        indexes: list[Index] = [index_of(layer, judge) for layer in self.layers]
        self._layers = Layers(indexes, prefer)
        self._prior = default_prior()
        self._cascade = Cascade(self._layers, self._prior)
        self._decide = partial(decide, layers=self._layers, prior=self._prior, min_probability=min_probability)
        self._hint_reader = HintReader(self._codes_of)
        self._answers: dict[Hints, dict[str, AnyAnswer]] = {}
        self._remembered = 0
        self._verdicts = self._decided_before(indexes)

    def _decided_before(self, indexes: Sequence[Index]) -> Verdicts | StackVerdicts | None:
        """What was decided when the indexes were built, which knew of no rules."""
        if self._layers.rules:
            return None
        if len(indexes) > 1:
            return StackVerdicts(self._layers, self._prior, self.min_probability, self._full_answer)
        return Verdicts(indexes[0], self.min_probability, self._full_answer) if indexes[0].verdicts else None

    @property
    def data_version(self) -> str:
        """The version of the uppermost layer that has one."""
        notes = (index.meta["notes"] for index in self._layers.indexes)
        return next((note["data_version"] for note in notes if "data_version" in note), "")

    @property
    def stack(self) -> Layers:
        """The layers as one, for what is built upon a normalizer."""
        return self._layers

    @property
    def prior(self) -> Prior:
        """The weights that it decides by."""
        return self._prior

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (self.layers, self.min_probability, self.prefer))

    def __repr__(self) -> str:
        return f"<Normalizer of {', '.join(map(str, self.layers))}>"

    def normalize(
        self,
        spelling: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        kind: str | None = None,
        near: tuple[float, float] | None = None,
        date: str | None = None,
        beside: Sequence[str] = (),
        strict: Iterable[str] = (),
    ) -> Match:
        """Answer one spelling; see `toponym.normalize`."""
        if not isinstance(spelling, str):
            raise TypeError(f"spelling: expected a text, got {type(spelling).__name__}")
        hints = self._hints(
            {"country": country, "admin1": admin1, "kind": kind, "near": near, "date": date, "beside": beside}, strict
        )
        return Match(spelling, self._answer(spelling, hints))

    def explain(
        self,
        spelling: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        kind: str | None = None,
        near: tuple[float, float] | None = None,
        date: str | None = None,
        beside: Sequence[str] = (),
        strict: Iterable[str] = (),
    ) -> "Explained":
        """Answer one spelling, and tell everything that led to the answer; see `toponym.explain`."""
        from toponym.matching.explain import explain

        given: dict[str, Any] = {"country": country, "admin1": admin1, "kind": kind}
        given |= {"near": near, "date": date, "beside": beside}
        hints = self._hints(given, strict)
        given["strict"] = sorted(hints.strict)
        match = self.normalize(spelling, **cast("Any", given))
        ask = partial(self.normalize, spelling)
        return explain(match, hints, given, ask, self._cascade, self._layers, self._prior, self.min_probability)

    def normalize_many(
        self,
        spellings: Iterable[str | float | Query | None],
        *,
        country: str | None = None,
        admin1: str | None = None,
        kind: str | None = None,
        near: tuple[float, float] | None = None,
        date: str | None = None,
        beside: Sequence[str] = (),
        strict: Iterable[str] = (),
        joint: bool = False,
    ) -> list[Match]:
        """Answer many spellings in order; see `toponym.normalize_many`."""
        if isinstance(spellings, str) or not isinstance(spellings, Iterable):
            raise TypeError(f"spellings: expected several texts, got {type(spellings).__name__}; use normalize for one")
        given = {"country": country, "admin1": admin1, "kind": kind, "near": near, "date": date, "beside": beside}
        hints = self._hints(given, strict)
        if joint:
            return self._together(list(spellings), given, hints, strict)
        return self._each(spellings, given, hints, strict)

    def _each(
        self,
        spellings: Iterable[str | float | Query | None],
        given: Mapping[str, Any],
        hints: Hints,
        strict: Iterable[str],
    ) -> list[Match]:
        """A match for each spelling; those that need similar spellings wait until all can be searched for at once."""
        known = self._answers.setdefault(hints, {})
        matches: list[Match] = []
        waiting: dict[tuple[str, Hints], _Waiting] = {}
        append, get, begin = matches.append, known.get, self._begin
        for spelling in spellings:
            text, own = spelling, hints
            answer: AnyAnswer | Reading | None
            if type(spelling) is str:
                answer = get(spelling)
            else:
                text, own, answer = self._row(spelling, given, hints, strict)
            if answer is None and (text, own) not in waiting:
                answer = begin(cast("str", text), own)
            if isinstance(answer, Reading):
                key = (cast("str", text), own)
                waiting[key] = _Waiting(*key, answer, [])
                answer = None
            if answer is None:
                waiting[cast("str", text), own].places.append(len(matches))
            append(Match(cast("str", text), answer or _UNANSWERED))
        for wait, found in zip(waiting.values(), self._complete(waiting.values()), strict=True):
            for place in wait.places:
                matches[place] = Match(wait.spelling, found)
        return matches

    def get(self, id_: str) -> Entry:
        """The entry with an id or `authority:id`. Raises ToponymError when no layer has it."""
        ref = self._layers.by_id(id_)
        if ref is None:
            raise ToponymError(f"no entry {id_!r}; give an id such as 'ua-bakhmut' or 'geonames:713174'")
        return self._layers.entry(ref)

    def _hints(self, given: Mapping[str, Any], strict: Iterable[str]) -> Hints:
        if not strict and not any(value is not None and value != () for value in given.values()):
            return NO_HINTS
        beside = given["beside"]
        if isinstance(beside, str) or not isinstance(beside, Iterable):
            raise HintError("beside: expected a list of names, got one value; put it in brackets")
        points = [point for name in beside if (point := self._point_of(name)) is not None]
        return self._hint_reader.read(**{**given, "beside": points, "strict": strict})

    def _point_of(self, name: object) -> tuple[float, float] | None:
        if not isinstance(name, str):
            raise HintError(f"beside: expected texts, got {type(name).__name__}")
        entry = Match(name, self._answer(name, NO_HINTS)).entry
        return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)

    def _row(
        self, spelling: str | float | Query | None, given: Mapping[str, Any], hints: Hints, strict: Iterable[str]
    ) -> tuple[str | float | None, Hints, Answer | None]:
        """The text and hints of a cell that is no plain text, and its answer if known: empty, a wrong hint."""
        if isinstance(spelling, Query):
            own = {name: value for name in given if (value := getattr(spelling, name)) not in (None, ())}
            try:
                hints = self._hints({**given, **own}, strict) if own else hints
            except HintError as error:
                return spelling.text, hints, no_name(str(error))
            spelling = spelling.text
        if spelling is None or (isinstance(spelling, float) and math.isnan(spelling)):
            return spelling, hints, no_name("no name")
        if not isinstance(spelling, str):
            raise TypeError(f"spellings: expected texts, got {type(spelling).__name__} {spelling!r:.60}")
        return spelling, hints, None

    def _answer(self, spelling: str, hints: Hints) -> AnyAnswer:
        answer = self._begin(spelling, hints)
        return self._complete([_Waiting(spelling, hints, answer, [])])[0] if isinstance(answer, Reading) else answer

    def _begin(self, spelling: str, hints: Hints) -> AnyAnswer | Reading:
        """The answer to a spelling, or its reading where similar spellings have to be searched for."""
        known = self._answers.get(hints)
        if known is not None and spelling in known:
            return known[spelling]
        if hints is NO_HINTS and self._verdicts is not None and len(spelling) < _LONGEST_REMEMBERED:
            answer = self._verdicts.answer(spelling, fold(spelling))
            if answer is not None:
                return self._remember(answer, hints)
        why = unreadable(spelling)
        if why is not None:
            return no_name(why)
        reading = self._cascade.read(spelling)
        if self._cascade.similar_key(reading, hints.countries or reading.countries):
            return reading
        return self._remember(self._decided(spelling, reading, hints), hints)

    def _complete(self, waiting: Collection[_Waiting]) -> list[AnyAnswer]:
        """The answers of readings that wait for similar spellings, searched for all at once."""
        readings = self._cascade.complete(
            [wait.reading for wait in waiting], [wait.hints.countries for wait in waiting]
        )
        return [
            self._remember(self._decided(wait.spelling, reading, wait.hints), wait.hints)
            for wait, reading in zip(waiting, readings, strict=True)
        ]

    def _remember(self, answer: LazyAnswer | KeyAnswer, hints: Hints) -> LazyAnswer | KeyAnswer:
        """Keep an answer among those with the same hints."""
        if len(answer.query) < _LONGEST_REMEMBERED:
            if self._remembered >= _MOST_REMEMBERED:
                self._answers = {}
                self._remembered = 0
            self._remembered += 1
            self._answers.setdefault(hints, {})[answer.query] = answer
        return answer

    def _full_answer(self, spelling: str, hints: Hints = NO_HINTS) -> Answer | LazyAnswer:
        """The answer to a spelling decided in full, whatever was decided before."""
        why = unreadable(spelling)
        if why is not None:
            return no_name(why)
        reading = self._cascade.complete([self._cascade.read(spelling)], [hints.countries])[0]
        return self._decided(spelling, reading, hints)

    def _decided(self, spelling: str, reading: Reading, hints: Hints) -> LazyAnswer:
        return LazyAnswer(spelling, reading, hints, self._decide(reading, hints), self._layers, self._decide)

    def _together(
        self,
        spellings: list[str | float | Query | None],
        given: Mapping[str, Any],
        hints: Hints,
        strict: Iterable[str],
    ) -> list[Match]:
        matches = self._each(spellings, given, hints, strict)
        return decide_together(matches, self._layers, self._prior, self.min_probability)

    def _codes_of(self, name: str, kind: str) -> frozenset[str]:
        """The ISO codes of every country, or every first-level unit, that a name or a code means."""
        authority = "iso3166_1" if kind == "country" else "iso3166_2"
        by_code = self._layers.by_id(f"{authority}:{name.upper()}")
        readings = [self._cascade.read(text) for text in dict.fromkeys((name, strip_generic(name).text)) if fold(text)]
        found = [item for reading in readings for item in meant(reading.found) if item.method != "fuzzy"]
        refs = [item.entry for item in allowed(fold(name), found, self._layers)]
        codes = set()
        for ref in refs if by_code is None else [by_code]:
            facts = self._layers.facts(ref)
            if kind == "country" and facts.kind == "country":
                codes.add(facts.country)
            elif kind == "region" and (facts.kind == "region" or f"{authority}" in self._layers.entry(ref).ids):
                codes.add(facts.admin1)
        return frozenset(codes)


def _restore(layers: tuple[Layer, ...], min_probability: float, prefer: Prefer) -> Normalizer:
    return Normalizer(*layers, min_probability=min_probability, prefer=prefer)
