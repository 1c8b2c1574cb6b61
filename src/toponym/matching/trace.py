"""The way of a spelling as it is walked: the cascade itself, writing down each step that it takes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from toponym.matching.cascade import Cascade
from toponym.matching.found import Clue, Reading
from toponym.matching.fuzzy import Compared, Similar
from toponym.matching.layers import Layers, Ref
from toponym.matching.prior import Prior
from toponym.text.repair import repair


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: `name` is which, `text` what it read, `depth` in how many other steps it is.

    `found` holds the ids of the entries that it came to, `words` what it says of the text.
    """

    depth: int
    name: str
    text: str
    found: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Trace(Cascade):
    """Reads as the cascade it is made from, and keeps the steps; one that did not apply to the text is left out."""

    def __init__(self, cascade: Cascade, layers: Layers, prior: Prior) -> None:
        super().__init__(layers, prior)
        self._similar = cascade._similar
        self.steps: list[Step] = []
        self._open: list[int] = []  # the numbers of the steps that are under way
        self._is_silent = False

    def read(self, text: str) -> Reading:
        outer = self.steps[self._open[-1]] if self._open else None
        name = "read" if outer is None else "part" if outer.name == "qualified" else "repaired"
        said = repair(outer.text).reason if outer is not None and name == "repaired" else None
        reading = self._walked(name, text, super().read, (said,) if said else ())
        assert reading is not None
        return reading

    def complete(self, readings: Sequence[Reading], countries: Sequence[frozenset[str]]) -> list[Reading]:
        completed = super().complete(readings, countries)
        for before, hinted, after in zip(readings, countries, completed, strict=True):
            within = hinted or before.countries
            key = self.similar_key(before, within)
            if key:
                found = self._ids(item.entry for item in after.found[len(before.found) :])
                words = (f"within {', '.join(sorted(within))}",) if within else ()
                self.steps.append(Step(len(self._open), "similar", key, found, words))
        return completed

    def compared(self, reading: Reading, hinted: frozenset[str]) -> tuple[str, list[Compared], list[Similar]]:
        """The folded spelling that similar ones are searched for, all that it is compared with, and what counts."""
        within = hinted or reading.countries
        key = self.similar_key(reading, within)
        if not key:
            return "", [], []
        return key, self._similar.compared(key, within), self._similar.find_many([key], within)[0]

    def bearers(self, similar: Similar) -> tuple[str, ...]:
        """The ids of the entries that a similar spelling stands for."""
        return self._ids(item.entry for item in self._similar.found("", [similar]))

    def _exact(self, text: str) -> Reading:
        reading = self._walked("exact", text, super()._exact)
        assert reading is not None
        return reading

    def _persons(self, text: str) -> Reading | None:
        return self._walked("persons", text, super()._persons)

    def _qualified(self, text: str) -> Reading | None:
        return self._walked("qualified", text, super()._qualified)

    def _generic(self, text: str) -> Reading | None:
        return self._walked("generic", text, super()._generic)

    def _calqued(self, text: str) -> Reading | None:
        return self._walked("calque", text, super()._calqued)

    def _latinized(self, text: str) -> Reading | None:
        return self._walked("latinized", text, super()._latinized)

    # What is looked up only to understand a qualifier is no step of the name's own way.

    def _smallest_first(self, head: str, qualifiers: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        with self._silence():
            return super()._smallest_first(head, qualifiers)

    def _names_the_same(self, qualifier: str, reading: Reading) -> bool:
        with self._silence():
            return super()._names_the_same(qualifier, reading)

    def _qualifier(self, text: str) -> Clue | None:
        with self._silence():
            return super()._qualifier(text)

    def _walked(
        self, name: str, text: str, walk: Callable[[str], Reading | None], said: tuple[str, ...] = ()
    ) -> Reading | None:
        """Walk a step and keep it; `said` are words about its text that its reading does not hold."""
        if self._is_silent:
            return walk(text)
        number, depth = len(self.steps), len(self._open)
        self.steps.append(Step(depth, name, text, (), said))
        self._open.append(number)
        reading = walk(text)
        self._open.pop()
        inner = self.steps[number + 1 :]
        if reading is not None:
            told = {words for step in inner for words in step.words}
            words = (*said, *(word for word in reading.steps if word not in told))
            self.steps[number] = Step(depth, name, text, self._ids(item.entry for item in reading.found), words)
        elif not inner:
            self.steps.pop()
        return reading

    def _ids(self, refs: Iterable[Ref]) -> tuple[str, ...]:
        return tuple(map(self._layers.entry_id, refs))

    @contextmanager
    def _silence(self) -> Iterator[None]:
        before, self._is_silent = self._is_silent, True
        try:
            yield
        finally:
            self._is_silent = before
