"""What the fuzzy model learns from: the candidates of spellings that no other step finds, of places of the tuning half.

Places of the reported sets' report half are never asked for, whatever seed a set was drawn with. The negatives (names
elsewhere, places removed from the table) teach what "none of them" looks like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from evaluation.sets import NEGATIVES, REMOVED, VARIANT, EvaluationSet, Query, fraction, half_of
from evaluation.spelling import plain
from evaluation.systems import Toponym

Floats = NDArray[numpy.float32]
Ints = NDArray[numpy.int64]
_BATCH = 512
HARD = 0.4  # look-alikes that a small table is asked for, to one of its own spellings
ASTRAY = 0.5  # of the removed places' variants, how many are asked for in another country


@dataclass(frozen=True, slots=True)
class Lesson:
    """Candidates of the asked spellings: one row each, `right` where it is the place meant."""

    features: Floats
    right: Floats
    query: Ints
    place: list[str]  # of each spelling
    answered: NDArray[numpy.bool_]  # of each spelling: whether the table holds its place

    @classmethod
    def of(cls, lessons: "list[Lesson]") -> "Lesson":
        """Several lessons as one."""
        counts = numpy.cumsum([0] + [len(lesson.place) for lesson in lessons])
        return cls(
            numpy.concatenate([lesson.features for lesson in lessons]),
            numpy.concatenate([lesson.right for lesson in lessons]),
            numpy.concatenate([lesson.query + start for lesson, start in zip(lessons, counts, strict=False)]),
            [place for lesson in lessons for place in lesson.place],
            numpy.concatenate([lesson.answered for lesson in lessons]),
        )


def small_tables(evaluated: EvaluationSet, size: int, count: int) -> Iterator[EvaluationSet]:
    """Tables of `size` records of a set, as people keep lists of their own.

    Each is asked for the variants of its records, for as many negatives and variants of places that it lacks, and for
    those of them that resemble its own names most: among few records anything that resembles one looks like it.
    """
    order = sorted(evaluated.records, key=lambda record: fraction("small", size, record.id))
    variants = [query for query in evaluated.queries if query.kind == VARIANT]
    negatives = [query for query in evaluated.queries if query.kind in NEGATIVES]
    for number in range(count):
        records = tuple(order[number * size : (number + 1) * size])
        ids = {record.id for record in records}
        own = [query for query in variants if query.place in ids]
        others = [replace(query, kind=REMOVED, answer=None) for query in variants if query.place not in ids]
        strange = _most_alike([*others, *negatives], [form.text for record in records for form in record.forms])
        hard = int(HARD * len(own))
        drawn = sorted(strange[hard:], key=lambda query: fraction("drawn", number, query.text))
        yield replace(evaluated, records=records, queries=(*own, *strange[:hard], *drawn[: len(own)]))


def _most_alike(queries: Sequence[Query], names: Sequence[str]) -> list[Query]:
    """The queries by how much they resemble any of the names, the most alike first."""
    plain_names = list({plain(name) for name in names})
    table = cdist([plain(query.text) for query in queries], plain_names, scorer=ratio, dtype=numpy.uint8)
    return [queries[at] for at in numpy.argsort(-table.max(axis=1).astype(int), kind="stable").tolist()]


def led_astray(evaluated: EvaluationSet, left_out: frozenset[str]) -> EvaluationSet:
    """The set with a part of its negatives asked for in another country, drawn by hash: a hint can be wrong as well."""
    countries = sorted({record.country for record in evaluated.records} - left_out)

    def asked(query: Query) -> Query:
        if query.kind != REMOVED or fraction("astray", query.place, query.text) >= ASTRAY:
            return query
        drawn = countries[int(fraction("country", query.place) * len(countries))]
        return query if query.country in left_out else replace(query, country=drawn)

    return replace(evaluated, queries=tuple(map(asked, evaluated.queries)))


def lesson(evaluated: EvaluationSet, left_out: frozenset[str] = frozenset()) -> Lesson:
    """The candidates of one set's spellings that only similarity can find, but for places of countries left out."""
    normalizer = Toponym().normalizer(evaluated)
    layers = normalizer._layers
    index, similar = layers.indexes[0], normalizer._cascade._similar
    candidates = similar._of(0, index)
    places: list[str] = []
    answered: list[bool] = []
    features: list[Floats] = []
    right: list[Floats] = []
    numbers: list[Ints] = []
    for country, asked in _asked(evaluated, normalizer, left_out):
        allowed = similar._allowed(0, index, frozenset({country})) if country else None
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            rows = candidates.rows([key for key, _, _ in batch], allowed)
            answers = [answer for _, answer, _ in batch]
            bearers: dict[int, set[str]] = {}
            for spelling in set(rows.spelling.tolist()):
                bearers[spelling] = {index.entry_id(posting.entry) for posting in index.postings(spelling)}
            right.append(
                numpy.array(
                    [
                        answers[query] in bearers[spelling]
                        for query, spelling in zip(rows.query.tolist(), rows.spelling.tolist(), strict=True)
                    ],
                    dtype=numpy.float32,
                )
            )
            numbers.append(rows.query + len(places))
            features.append(rows.features)
            places += [place for _, _, place in batch]
            answered += [answer is not None for answer in answers]
    return Lesson(
        numpy.concatenate(features), numpy.concatenate(right), numpy.concatenate(numbers), places, numpy.array(answered)
    )


def _asked(
    evaluated: EvaluationSet, normalizer: Any, left_out: frozenset[str]
) -> Iterator[tuple[str, list[tuple[str, str | None, str]]]]:
    """Country hint, and the folded spellings left to similarity with right answer and place."""
    by_country: dict[str, list[tuple[str, str | None, str]]] = {}
    cascade = normalizer._cascade
    for query in evaluated.queries:
        if query.kind not in (VARIANT, *NEGATIVES) or half_of(query.place) != "tune" or query.country in left_out:
            continue
        country = query.country if evaluated.hinted else ""
        reading = cascade.read(query.text)
        key = cascade.similar_key(reading, frozenset({country} if country else ()))
        if key:
            by_country.setdefault(country, []).append((key, query.answer, query.place))
    yield from by_country.items()
