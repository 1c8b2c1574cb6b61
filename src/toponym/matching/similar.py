"""Candidates for similar spellings, and what tells how alike they are: the features of the fuzzy model.

Works on many spellings at once, in numpy, over the sections that `toponym.gazetteer.fuzzy` writes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from toponym.gazetteer import Index
from toponym.gazetteer.fuzzy import LONGEST, NATIVE, TIER, VARIANT, Coarse, pieces
from toponym.matching.coded import LONGEST_SPELLING, Patterns, coded, encoded
from toponym.matching.distance import Texts, common_end, common_start, gather
from toponym.matching.features import FEATURES
from toponym.matching.groups import best_of_each, first_of_each, lead, rivals, starts_of
from toponym.matching.letters import differences, middles
from toponym.matching.nearest import Lists
from toponym.text.keys import readings

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]
    Flags = NDArray[numpy.bool_]

MOST_COMPARED: Final = 28  # forms of one spelling that are compared in every way, those with the most alike keys
MOST_EDITS: Final = 0.7  # a letter of the key
MOST_ROWS: Final = 8  # of one spelling, weighed by the model; farther down it was never right

# A name of the entry's own is compared rather than a variant of it that is a little nearer.
_VARIANT_WORTH: Final = 0.5
_KEY_EDITS, _EDITS, _LENGTH = map(FEATURES.index, ("key edits", "spelling edits", "length"))


class Rows(NamedTuple):
    """Candidates of several spellings, those of one spelling together: which, what, and their features."""

    query: "Ints"
    spelling: "Ints"  # number of the folded spelling that is most alike
    features: "Floats"


class _Asked(NamedTuple):
    """The spellings asked for as arrays, one row a reading; `readings` are the rows where each spelling begins."""

    readings: "Ints"
    keys: Patterns
    coarse: Patterns
    consonants: Patterns
    pieces: list[set[int]]


class _Near(NamedTuple):
    """Forms that are compared with a spelling, in the reading that is most alike; likeness and edits by text."""

    query: "Ints"
    form: "Ints"
    reading: "Ints"
    columns: "list[Floats]"
    shared: "Floats"

    def take(self, rows: "Ints") -> "_Near":
        """The forms with these numbers."""
        columns = [column[rows] for column in self.columns]
        return _Near(self.query[rows], self.form[rows], self.reading[rows], columns, self.shared[rows])


class _Chosen(NamedTuple):
    """The rows that are weighed, of each entry the best, with the forms that they stand for; `others` are columns on
    all spellings of the entry."""

    near: _Near
    places: "Ints"
    others: "list[Floats]"


class Candidates:
    """The candidate lists of one index, as numpy sees them through the memory map."""

    def __init__(self, index: Index) -> None:
        import numpy

        def array(name: str, code: Any, kind: Any) -> Any:
            return numpy.frombuffer(index.array(name, code), dtype=kind)

        def texts(name: str, ends: str) -> tuple[Any, Any]:
            return array(name, "B", numpy.uint8), array(ends, "I", numpy.uint32)

        self._entries = len(index)
        self._lists = Lists(index)
        self._keys = texts("fuzzy.form", "fuzzy.form.ends")
        self._coarse = texts("fuzzy.coarse", "fuzzy.coarse.ends")
        self._consonants = texts("fuzzy.consonants", "fuzzy.consonants.ends")
        self._spellings = texts("key.text", "key.ends")
        self._row_ends = array("fuzzy.row.ends", "I", numpy.uint32)
        self._how = array("fuzzy.row.how", "B", numpy.uint8)
        self._spelling = array("fuzzy.row.spelling", "I", numpy.uint32)
        self._head = array("fuzzy.row.head", "I", numpy.uint32)

    def __len__(self) -> int:
        return len(self._lists)

    def forms_of(self, entries: "Flags") -> "Flags":
        """The forms that stand for any of the chosen entries."""
        import numpy

        sums = numpy.concatenate([[0], numpy.cumsum(entries[self._head])])
        return numpy.asarray(sums[self._row_ends[1:]] > sums[self._row_ends[:-1]])

    def rows(self, spellings: Sequence[str], allowed: "Flags | None" = None) -> Rows:
        """The likeliest rows of folded spellings, of the allowed forms only."""
        import numpy

        asked = _read(spellings)
        query, form, shared = self._lists.nearest(asked.pieces, allowed)
        if not len(query):
            nothing = numpy.zeros(0, dtype=numpy.int64)
            return Rows(nothing, nothing, numpy.zeros((0, len(FEATURES)), dtype=numpy.float32))
        chosen = self._expanded(self._compared(asked, query, form, shared))
        query, spelling = chosen.near.query, self._spelling[chosen.places].astype(numpy.int64)
        features = self._features(spellings, asked, chosen)
        # What is farther away than most of its letters is another name, whatever else speaks for it.
        close = numpy.minimum(features[:, _KEY_EDITS], features[:, _EDITS]) <= MOST_EDITS * features[:, _LENGTH]
        query, spelling, features = query[close], spelling[close], features[close]
        size = len(self) if allowed is None else int(allowed.sum())
        scope = numpy.array([[numpy.log2(size + 1), allowed is not None]], dtype=numpy.float32)
        return Rows(query, spelling, numpy.hstack([features, numpy.repeat(scope, len(features), axis=0)]))

    def _compared(self, asked: _Asked, query: "Ints", form: "Ints", shared: "Floats") -> _Near:
        """The forms whose keys are most alike, each compared in the reading that is most alike."""
        import numpy

        pair, reading = _pairs(asked, query)
        edits, key = asked.keys.compare(reading, _texts(self._keys, form).take(pair))
        closest = numpy.maximum.reduceat(key, starts_of(pair))
        near = numpy.sort(first_of_each(query, -closest - 0.3 * shared, MOST_COMPARED))
        kept = numpy.isin(pair, near, kind="table")
        edits, key, reading = edits[kept], key[kept], reading[kept]
        query, form = query[near], form[near]
        pair = numpy.repeat(numpy.arange(len(near)), numpy.diff(asked.readings)[query])
        columns = [key, edits]
        for asked_for, texts in ((asked.coarse, self._coarse), (asked.consonants, self._consonants)):
            edits, likeness = asked_for.compare(reading, _texts(texts, form).take(pair))
            columns += [likeness, edits]
        best = best_of_each(pair, key + 0.1 * columns[2])
        return _Near(query, form, reading[best], [column[best] for column in columns], shared[near])

    def _expanded(self, near: _Near) -> _Chosen:
        """The rows of the forms; of those of one entry the best, of those of one spelling the MOST_ROWS best."""
        import numpy

        starts = self._row_ends[near.form].astype(numpy.int64)
        sizes = self._row_ends[near.form + 1] - starts
        if len(sizes) and (sizes.min() < 0 or (starts + sizes).max() > len(self._how)):
            raise IndexError("rows of a form lie outside the index")  # before as many are asked for in memory
        at = numpy.repeat(numpy.arange(len(sizes)), sizes)
        places = starts[at] + numpy.arange(len(at)) - (numpy.cumsum(sizes) - sizes)[at]
        query, head, how = near.query[at], self._head[places].astype(numpy.int64), self._how[places]
        key, _, coarse_key, _, consonants, _ = near.columns
        worth = (
            (key + coarse_key + 0.5 * consonants + 0.3 * near.shared)[at]
            - 0.01 * (how & TIER)
            - 0.001 * (how & NATIVE > 0)
            - _VARIANT_WORTH * (how & VARIANT > 0)
        )
        entry = query * self._entries + head
        order = numpy.lexsort((-worth, entry))
        first = starts_of(entry[order])
        chosen = first_of_each(query[order[first]], -worth[order[first]], MOST_ROWS)
        best = order[first[chosen]]
        last = numpy.append(first[1:], len(order))[chosen] - 1
        following = order[numpy.minimum(first[chosen] + 1, last)]
        # Mere variants say nothing here: they are what tables have more or fewer of.
        named = how & VARIANT == 0
        following = numpy.where(named[following], following, best)
        likenesses = [column[at] for column in (key, coarse_key, consonants)]
        others = [
            numpy.maximum(numpy.maximum.reduceat((column * named)[order], first)[chosen], column[best])
            for column in likenesses
        ]
        others += [column[following] for column in likenesses]
        return _Chosen(near.take(at[best]), places[best], others)

    def _features(self, spellings: Sequence[str], asked: _Asked, chosen: _Chosen) -> "Floats":
        import numpy

        near, places, others = chosen
        query, (key, key_edits, coarse_key, coarse_edits, consonants, rest_edits) = near.query, near.columns
        keys, forms = asked.keys.texts.take(near.reading), _texts(self._keys, near.form)
        length = numpy.maximum(keys.lengths, 1)
        start, end = common_start(keys, forms), common_end(keys, forms)
        own = encoded(spellings)
        texts = _texts(self._spellings, self._spelling[places].astype(numpy.int64), LONGEST_SPELLING)
        how = self._how[places]
        native = how >= NATIVE
        plain_edits, plain = Patterns(own).compare(query, texts)
        # Letters of another script than the spelling's cannot be compared; the keys say what there is to say.
        latin = numpy.array([text.isascii() for text in spellings])[query]
        foreign = native == latin
        plain, plain_edits = numpy.where(foreign, key, plain), numpy.where(foreign, key_edits, plain_edits)
        plainly = own.take(query)
        words = (texts.codes == 32).sum(axis=1) - (plainly.codes == 32).sum(axis=1)
        likeness = key + coarse_key + consonants + plain
        split = [text.split(" ") for text in spellings]
        asked_for = numpy.array([[len(text), max(map(len, text)), sum(map(len, text))] for text in split])
        features: list[Any] = [
            key,
            key_edits,
            coarse_key,
            coarse_edits,
            consonants,
            rest_edits,
            plain,
            plain_edits,
            start / length,
            end / length,
            numpy.where(foreign, start > 0, plainly.codes[:, 0] == texts.codes[:, 0]),
            keys.lengths,
            forms.lengths - keys.lengths,
            words,
            near.reading != asked.readings[query],
            how & TIER,
            native,
            ~latin,
            *(lead(query, column) for column in (key, coarse_key, consonants, plain)),
            rivals(query, key),
            likeness,
            lead(query, likeness),
            rivals(query, likeness),
            *others,
            *asked_for[query].T,
            *middles(keys, forms, start, end),
        ]
        columns = numpy.stack([numpy.asarray(column, dtype=numpy.float32) for column in features], axis=1)
        return numpy.hstack([columns, differences(asked.keys.texts, near.reading, forms)])


def _read(spellings: Sequence[str]) -> _Asked:
    import numpy

    keys, coarser, firsts, found = [], [], [0], []
    for spelling in spellings:
        own: set[int] = set()
        for key in readings(spelling):
            texts = Coarse.of(key)
            keys.append(key)
            coarser.append(texts)
            own |= pieces(key, texts.consonants)
        firsts.append(len(keys))
        found.append(own)
    whole, rest = coded([text.whole for text in coarser]), coded([text.consonants for text in coarser])
    return _Asked(numpy.array(firsts), Patterns(coded(keys)), Patterns(whole), Patterns(rest), found)


def _pairs(asked: _Asked, query: "Ints") -> "tuple[Ints, Ints]":
    """Each form with each reading of its spelling, as the number of the form and of the reading."""
    import numpy

    several = numpy.diff(asked.readings)[query]
    pair = numpy.repeat(numpy.arange(len(query)), several)
    return pair, asked.readings[query][pair] + numpy.arange(len(pair)) - (numpy.cumsum(several) - several)[pair]


def _texts(texts: "tuple[Any, Any]", numbers: "Ints", most: int = LONGEST) -> Texts:
    flat, ends = texts
    starts = ends[numbers].astype("int64")
    return gather(flat, starts, ends[numbers + 1] - starts, most)
