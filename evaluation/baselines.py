"""Baselines over unidecoded lower case: what a careful user gets from the well-known libraries."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from abydos.phonetic import DaitchMokotoff  # type: ignore[import-untyped, unused-ignore]
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein
from symspellpy import SymSpell, Verbosity  # type: ignore[import-untyped, unused-ignore]

from evaluation.answers import Answer, System
from evaluation.sets import EvaluationSet, Query, Record
from evaluation.spelling import letters, plain

CELLS_AT_ONCE = 8_000_000


@dataclass(frozen=True, slots=True)
class Names:
    """The distinct names of a table, each with its record; of namesakes the first, which is the largest place."""

    texts: list[str]
    owners: list[str]

    @classmethod
    def of(cls, records: Sequence[Record]) -> "Names":
        """Names in the order of the records."""
        first: dict[str, str] = {}
        for record in records:
            for form in record.forms:
                first.setdefault(plain(form.text), record.id)
        return cls(list(first), list(first.values()))


def batches(evaluated: EvaluationSet, queries: Sequence[Query]) -> Iterator[tuple[Names, list[int]]]:
    """The names to look in, with the numbers of the queries to look up there: everything at once, or country by
    country when the set gives the country as a hint."""
    if not evaluated.hinted:
        yield Names.of(evaluated.records), list(range(len(queries)))
        return
    records: dict[str, list[Record]] = defaultdict(list)
    for record in evaluated.records:
        records[record.country].append(record)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        numbers[query.country].append(number)
    for country, chosen in numbers.items():
        yield Names.of(records[country]), chosen


@dataclass(frozen=True, slots=True)
class Scored:
    """The name with the highest score of a rapidfuzz scorer, among all names."""

    name: str
    scorer: Callable[..., float]
    scale: float = 1.0
    calibrated: bool = False

    def prepare(self, evaluated: EvaluationSet) -> None:
        """Nothing is kept between calls."""

    def answer(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Answer]:
        """Compares every query with every name, in blocks of bounded memory, on one core."""
        answers = [Answer()] * len(queries)
        for names, numbers in batches(evaluated, queries):
            if not names.texts:
                continue
            step = max(1, CELLS_AT_ONCE // len(names.texts))
            for start in range(0, len(numbers), step):
                part = numbers[start : start + step]
                texts = [plain(queries[number].text) for number in part]
                table: Any = process.cdist(texts, names.texts, scorer=self.scorer, workers=1, dtype=numpy.float32)
                best = table.argmax(axis=1)
                for row, number in enumerate(part):
                    column = int(best[row])
                    answers[number] = Answer(names.owners[column], float(table[row, column]) / self.scale)
        return answers


def _best_of(text: str, names: Names, block: Sequence[int]) -> Answer:
    found = process.extractOne(text, [names.texts[i] for i in block], scorer=Levenshtein.normalized_similarity)
    return Answer(names.owners[block[found[2]]], float(found[1])) if found else Answer()


@dataclass(frozen=True, slots=True)
class DaitchMokotoffBlock:
    """The name nearest by Levenshtein among those that share a Daitch-Mokotoff code with the query (abydos)."""

    name: str = "Daitch-Mokotoff block + Levenshtein"
    calibrated: bool = False

    def prepare(self, evaluated: EvaluationSet) -> None:
        """Nothing is kept between calls."""

    def answer(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Answer]:
        """No answer where no name shares a code."""
        encoder = DaitchMokotoff()
        answers = [Answer()] * len(queries)
        for names, numbers in batches(evaluated, queries):
            blocks: dict[str, list[int]] = defaultdict(list)
            for column, text in enumerate(names.texts):
                for code in encoder.encode(letters(text)):
                    blocks[code].append(column)
            for number in numbers:
                codes = encoder.encode(letters(queries[number].text))
                block = sorted({column for code in codes for column in blocks.get(code, ())})
                answers[number] = _best_of(plain(queries[number].text), names, block)
        return answers


@dataclass(frozen=True, slots=True)
class SymSpellWithin2:
    """SymSpell within two edits, the larger place first; scored by Levenshtein like the others."""

    name: str = "SymSpell d=2"
    calibrated: bool = False

    def prepare(self, evaluated: EvaluationSet) -> None:
        """Nothing is kept between calls."""

    def answer(self, evaluated: EvaluationSet, queries: Sequence[Query]) -> list[Answer]:
        """No answer where no name is within two edits."""
        answers = [Answer()] * len(queries)
        for names, numbers in batches(evaluated, queries):
            speller = SymSpell(max_dictionary_edit_distance=2)
            columns = {text: column for column, text in enumerate(names.texts)}
            for text, column in columns.items():
                speller.create_dictionary_entry(text, len(columns) - column)
            for number in numbers:
                text = plain(queries[number].text)
                found = speller.lookup(text, Verbosity.CLOSEST, max_edit_distance=2) if text else []
                answers[number] = _best_of(text, names, sorted(columns[item.term] for item in found))
        return answers


BASELINES: dict[str, System] = {
    "wratio": Scored("rapidfuzz WRatio", fuzz.WRatio, 100.0),
    "jaro-winkler": Scored("Jaro-Winkler", JaroWinkler.normalized_similarity),
    "levenshtein": Scored("Levenshtein", Levenshtein.normalized_similarity),
    "symspell": SymSpellWithin2(),
    "daitch-mokotoff": DaitchMokotoffBlock(),
}
