"""What every key of an index means without hints, decided once when the index is built.

A verdict is two 32-bit words: the entry of the likeliest candidate, and what decides the status for any minimal
probability: the score of a match and the sum of all candidates, in steps of 1/32767, and whether namesakes exist.
"""

from collections.abc import Callable, Iterator
from typing import Final

from toponym.gazetteer import Index
from toponym.matching.answer import KeyAnswer, LazyAnswer
from toponym.matching.cascade import Cascade
from toponym.matching.decide import LEAST_AMBIGUOUS, decide
from toponym.matching.hints import NO_HINTS
from toponym.matching.layers import Layers, Ref
from toponym.matching.prior import Prior, default_prior
from toponym.model import Answer, Status

_STEPS: Final = 0x7FFF
_UNDECIDED: Final = 0  # a key that means nothing by itself (a given name): the cascade reads it afresh
_NAMESAKES: Final = 0x8000
_SHOWN_EVERY: Final = 5000


def judge(index: Index, progress: Callable[[int, int], None] | None = None) -> Iterator[int]:
    """The words of the verdict of every key of an index; `progress` is told how many of how many are judged."""
    layers = Layers([index])
    prior = default_prior()
    cascade = Cascade(layers, prior)
    for number in range(index.key_count):
        if progress is not None and number % _SHOWN_EVERY == 0:
            progress(number, index.key_count)
        reading = cascade.read_whole(index.key(number))
        if reading is None:
            yield from (0, _UNDECIDED)
            continue
        # What would be the match stands first then, however sure it is.
        decision = decide(reading, NO_HINTS, layers, prior, min_probability=0.0)
        score = _steps(decision.match_score)
        likely = _steps(sum(item.score for item in decision.candidates))
        shared = _NAMESAKES if decision.namesakes else 0
        yield from (decision.candidates[0].found.entry.number, likely << 16 | shared | score)


def _steps(probability: float) -> int:
    # Rounded down and never to zero: a verdict may not promise more than the decision, nor look undecided.
    return max(1, min(_STEPS, int(probability * _STEPS)))


class Verdicts:
    """Answers folded spellings of one index from its verdicts."""

    def __init__(self, index: Index, min_probability: float, decide: Callable[[str], LazyAnswer | Answer]) -> None:
        if index.verdicts is None:
            raise ValueError("index without verdicts")
        self._words = index.verdicts
        self._find = index.number
        self._needed = min_probability * _STEPS
        self._surely = int(self._needed) + 2
        self._perhaps = int(self._needed)
        self._needed_likely = LEAST_AMBIGUOUS * _STEPS
        self._entry_id = index.entry_id
        self.decide = decide

    def entry_id(self, number: int) -> str:
        """The id of the likeliest entry of the key with a number."""
        return self._entry_id(self._words[2 * number])

    def answer(self, spelling: str, key: str) -> KeyAnswer | None:
        """The answer to a spelling by its key; None where the cascade has to read it."""
        number = self._find(key)
        return None if number < 0 else self.of_key(spelling, number)

    def of_key(self, spelling: str, number: int) -> KeyAnswer | None:
        """The same by the number of the key."""
        word: int = self._words[2 * number + 1]
        score = word & _STEPS
        if score >= self._surely:
            return KeyAnswer(spelling, "match", number, self)
        if word == _UNDECIDED or score >= self._perhaps:
            return None  # too near to the bar for a rounded score
        likely = word >> 16
        ambiguous = likely >= self._needed or (word & _NAMESAKES and likely >= self._needed_likely)
        status: Status = "ambiguous" if ambiguous else "none"
        return KeyAnswer(spelling, status, number, self)


class StackVerdicts:
    """Answers folded spellings of a stack from the verdicts of its layers, where these hold for the stack too.

    A layer's verdict holds when no other layer has the key, and when no entry that bears it changes its weight in the
    stack: none is absorbed by an entry above, and what layers below know of it alters no prior.
    """

    def __init__(
        self, layers: Layers, prior: Prior, min_probability: float, decide: Callable[[str], LazyAnswer | Answer]
    ) -> None:
        self._layers = layers
        self._prior = prior
        self._of_layers = [
            None if index.verdicts is None else Verdicts(index, min_probability, decide) for index in layers.indexes
        ]
        self._find = [index.number for index in layers.indexes]
        self._alike = [bytearray(len(index)) for index in layers.indexes]  # of each entry: 0 unknown, 1 yes, 2 no

    def answer(self, spelling: str, key: str) -> KeyAnswer | None:
        """The answer to a spelling by its key; None where the cascade has to read it."""
        only, only_number = -1, -1
        for layer, find in enumerate(self._find):
            number = find(key)
            if number >= 0:
                if only >= 0:
                    return None
                only, only_number = layer, number
        verdicts = self._of_layers[only] if only >= 0 else None
        if verdicts is None or not all(
            self._is_alike(only, entry) for entry in self._layers.indexes[only].bearers(only_number)
        ):
            return None
        return verdicts.of_key(spelling, only_number)

    def _is_alike(self, layer: int, entry: int) -> bool:
        """Whether an entry and the units named after it weigh in the stack what they weigh in their layer."""
        known = self._alike[layer]
        if not known[entry]:
            units = self._layers.indexes[layer].units(entry)
            known[entry] = 1 if all(self._weighs_alike(Ref(layer, number)) for number in (entry, *units)) else 2
        return known[entry] == 1

    def _weighs_alike(self, ref: Ref) -> bool:
        layers = self._layers
        if layers.canonical(ref) != ref:
            return False
        records = layers.same(ref)
        if len(records) == 1:
            return True
        if any(layers.indexes[below.layer].units(below.number) for below in records[1:]):
            return False
        own = layers.indexes[ref.layer].facts(ref.number)
        return self._prior.entry(layers.facts(ref)) == self._prior.entry(own)
