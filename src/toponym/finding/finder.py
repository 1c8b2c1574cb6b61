"""Find the names in a text and decide them together."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from toponym.finding.around import Around, around, is_title, line_of
from toponym.finding.book import FAMOUS, Book, Sense
from toponym.finding.evidence import judge_place
from toponym.finding.found import Found, Memory, explained
from toponym.finding.generics import Attached, attached
from toponym.finding.persons import another_bears_it, bearers, full_name, names_somebody
from toponym.finding.pieces import pieces
from toponym.finding.scan import Spot, scan
from toponym.finding.senses import cued_kind, decide_senses
from toponym.finding.together import decide_together
from toponym.finding.unseen import unseen
from toponym.matching import Normalizer
from toponym.model import Entry, Match, Mention

_MOST_REMEMBERED: Final = 100_000


class Finder:
    """Finds names in texts, by the layers of one normalizer.

    `hints` are those of `toponym.normalize` that a whole text may have: country, admin1, near, date.
    """

    def __init__(self, normalizer: Normalizer, **hints: Any) -> None:
        self._normalizer = normalizer
        self._hints: Mapping[str, Any] = {name: value for name, value in hints.items() if value is not None}
        self._namesakes: dict[str, bool] = {}
        self._places: dict[str, tuple[float, float] | None] = {}
        self._answers: dict[tuple[str, str], Match] = {}
        normalizer.normalize_many([], **self._hints)  # a wrong hint is told before any text is read

    @cached_property
    def _book(self) -> Book:
        return Book(self._normalizer.stack, self._normalizer.prior)

    def find(self, text: str) -> list[Mention]:
        """Every name of the layers in one document, in order, none inside another."""
        if not isinstance(text, str):
            raise TypeError(f"text: expected a text, got {type(text).__name__}")
        return list(self.find_in_parts([text]))

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        """Yield the mentions of a document that comes in parts of any size, in bounded memory.

        Names decide each other within pieces of 65,536 code points; whom a text introduces, and which parts of the
        world it is about, is remembered from one piece to the next.

        >>> from toponym import Normalizer
        >>> [mention.start for mention in Finder(Normalizer()).find_in_parts(["From Ky", "iv to Lviv."])]
        [5, 13]
        """
        memory = Memory()
        for begin, text in pieces(parts):
            for item in _Document(text, self._book, self, memory).mentions():
                start, end = item.start, item.end
                name = text[item.core_start : item.core_end]
                match = item.match
                if item.sense.inflected:
                    match = explained(match, before=f"inflected form of {item.sense.key!r}")
                yield Mention(begin + start, begin + end, text[start:end], match, name)

    def ask(self, spelling: str, kind: str = "") -> Match:
        """The answer to a spelling by itself."""
        key = spelling, kind
        match = self._answers.get(key)
        if match is None:
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            match = self._normalizer.normalize(spelling, kind=kind or None, **self._hints)
            self._answers[key] = match
        return match

    def has_namesakes(self, spelling: str, match: Match) -> bool:
        """Whether a region or a river is among the things that a spelling may mean; remembered."""
        known = self._namesakes.get(spelling)
        if known is None:
            if len(self._namesakes) >= _MOST_REMEMBERED:
                self._namesakes.clear()
            known = any(each.kind in ("region", "river") for each in match.candidates)
            self._namesakes[spelling] = known
        return known

    def where(self, entry: Entry) -> tuple[float, float] | None:
        """Where an entry lies, in degrees; a village without coordinates lies in the middle of its community."""
        if entry.lat is not None and entry.lon is not None:
            return entry.lat, entry.lon
        if entry.id not in self._places:
            if len(self._places) >= _MOST_REMEMBERED:
                self._places.clear()
            self._places[entry.id] = self._middle(entry)
        return self._places[entry.id]

    def _middle(self, entry: Entry) -> tuple[float, float] | None:
        ref = self._normalizer.stack.by_id(entry.id)
        facts = None if ref is None else self._normalizer.stack.facts(ref)
        return None if facts is None or facts.lat != facts.lat else (facts.lat, facts.lon)

    def surname_bearers(self, key: str) -> frozenset[str]:
        """The ids of the persons with a surname."""
        return bearers(key, self._normalizer.stack)


class _Document:
    """The names of one text on their way from spots to mentions."""

    def __init__(self, text: str, book: Book, finder: Finder, memory: Memory) -> None:
        self._text = text
        self._memory = memory
        self._book = book
        self._finder = finder
        self._titles: dict[int, bool] = {}
        self._ends: set[int] = set()

    def mentions(self) -> list[Found]:
        found = self._persons_and_places(scan(self._text, self._book))
        decide_senses(found, self._text, self._finder.ask, self._memory)
        found = decide_together(found, self._memory, self._finder.where)
        found += unseen(self._text, found, self._book, self._finder.ask, self._is_title)
        found.sort(key=lambda item: item.start)
        return _apart(found)

    def _is_title(self, at: int) -> bool:
        start, end = line_of(self._text, at)
        known = self._titles.get(start)
        if known is None:
            known = self._titles[start] = is_title(self._text[start:end])
        return known

    def _persons_and_places(self, spots: list[Spot]) -> list[Found]:
        text, book, ask = self._text, self._book, self._finder.ask
        self._ends = {spot.end for spot in spots}
        found: list[Found] = []
        alone: list[tuple[Spot, Around]] = []
        for spot in spots:
            if spot.sense.surname or spot.sense.person:
                full = full_name(text, spot, book, ask)
                if full is not None:
                    start, end, match = full
                    while found and found[-1].end > start:
                        found.pop()  # a place that is spelt like the given name
                    while alone and alone[-1][0].end > start:
                        alone.pop()
                    found.append(Found(start, end, start, end, match, spot.sense, introduced=True))
                    continue
                sides = around(text, spot.start, spot.end)
                unit = self._place(spot, sides) if spot.sense.unit or spot.sense.beside else None
                if unit is not None and unit.attached:
                    found.append(unit)  # "Уманский район", and no Mr Umanskyi
                else:
                    alone.append((spot, sides))
                continue
            if found and spot.start < found[-1].end:
                continue
            place = self._place(spot, around(text, spot.start, spot.end))
            if place is not None:
                found.append(place)
        found.extend(self._alone(alone, found))
        found.sort(key=lambda item: item.start)
        return _apart(found)

    def _alone(self, alone: list[tuple[Spot, Around]], found: list[Found]) -> list[Found]:
        """Surnames without a given name: of whom the text introduces, or by their own evidence."""
        introduced, others = self._memory.introduced, self._memory.others
        introduced.update((item.match.id, item.match) for item in found if item.introduced and item.match.id)
        more: list[Found] = []
        for spot, sides in alone:
            title = self._is_title(spot.start)
            if another_bears_it(sides, title, self._book):
                if len(others) < _MOST_REMEMBERED:
                    others.add(spot.sense.key)
                if spot.sense.is_place and (place := self._place(spot, sides)) is not None:
                    more.append(place)
                continue
            match = self._finder.ask(spot.spelling(self._text))
            known = [id_ for id_ in self._finder.surname_bearers(spot.sense.key) if id_ in introduced]
            if len(known) == 1:
                match = introduced[known[0]]
                more.append(
                    Found(spot.start, spot.end, spot.start, spot.end, match, spot.sense, helpers=(match.query,))
                )
            elif spot.sense.is_place and (place := self._place(spot, sides)) is not None:
                more.append(place)
            elif spot.sense.key not in others and names_somebody(spot, sides, title, self._book, match):
                more.append(Found(spot.start, spot.end, spot.start, spot.end, match, spot.sense))
        return more

    def _place(self, spot: Spot, sides: Around) -> Found | None:
        text, ask = self._text, self._finder.ask
        start, end, sense = spot.start, spot.end, spot.sense
        name = spot.spelling(text)
        alone = ask(name, "region" if sense.region else "")
        options = attached(text, start, end, sides)
        known = {candidate.id for candidate in alone.candidates} if options else set()
        for option in options:
            match, own = self._with_generic(name, sense, option, spot)
            if match.candidates and match.status != "none":
                best = match.candidates[0]
                own = own or not known or best.id in known
                if best.kind in option.kinds and own and best.kind != "person":
                    generic = text[end : option.end].strip() or text[option.start : start].strip()
                    if option.describes and match.id == alone.id:
                        return Found(start, end, start, end, match, sense, attached=True)
                    span = (start, end) if option.describes else (option.start, option.end)
                    return Found(*span, start, end, match, sense, attached=True, generic=generic)
        # Titles matter only to what is doubtful, or stands beside another capital.
        beside = sides.previous[:1].isupper() or sides.following[:1].isupper()
        title = (beside or sense.acronym or sense.weight < FAMOUS) and self._is_title(start)
        after_name = start - 1 in self._ends
        verdict = judge_place(sense, sides, text[start:end], title, after_name, self._book)
        if verdict == "no":
            return None
        if verdict == "weak" and not sense.weight:
            return Found(start, end, start, end, alone, sense, weak=True, bare=True)
        weak, common = verdict == "weak", verdict == "common"
        return Found(
            start,
            end,
            start,
            end,
            alone,
            sense,
            weak=weak,
            common=common,
            cue=cued_kind(sides) if self._finder.has_namesakes(name, alone) else "",
            sides=sides,
        )

    def _with_generic(self, name: str, sense: Sense, option: Attached, spot: Spot) -> tuple[Match, bool]:
        """The answer to a name with its generic words, and whether it is another name than the one alone."""
        text, ask = self._text, self._finder.ask
        before, after = text[option.start : spot.start], text[spot.end : option.end]
        match = ask(f"{before}{name}{after}")
        if match.status == "ambiguous" and "region" in option.kinds:
            # "Volyn region": the unit, rather than what else is called so.
            unit = ask(name, "region")
            match = unit if unit.kind == "region" else match
        if match.status == "none" and sense.beside:
            match = ask(f"{before}{sense.beside}{after}")
            return match, True
        if match.status == "none" and sense.unit:
            for kind in option.kinds:
                match = ask(sense.unit, kind)
                if match.kind == kind:
                    return match, True
        return match, False


def _apart(found: list[Found]) -> list[Found]:
    """Of names that overlap the longer one."""
    kept: list[Found] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept
