"""Candidates for similar spellings, and what tells how alike they are: the features of the fuzzy model.

Works on many spellings at once, in numpy, over the sections that `toponym.gazetteer.fuzzy` writes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from toponym.gazetteer import Index
from toponym.gazetteer.fuzzy import BUCKETS, LONGEST, NATIVE, TIER, VARIANT, Coarse
from toponym.matching.coded import LONGEST_SPELLING, buckets, coded, compare, encoded
from toponym.matching.distance import Texts, common_end, common_start, gather
from toponym.matching.groups import best_of_each, first_of_each, lead, rivals
from toponym.text.keys import readings

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]
    Flags = NDArray[numpy.bool_]

MOST_POSTINGS: Final = 3000  # read for one spelling, those of its rarest triples
_MORE_WITHIN: Final = 6  # times as many, where only some countries' forms count
MOST_FORMS: Final = 64  # of one spelling, compared letter by letter
_MOST_COUNTED: Final = 60_000  # forms; of more, those that are shared are sorted instead of counted
LEAST_LIKENESS: Final = 0.12  # by triples
MOST_EDITS: Final = 0.7  # a letter of the key
MOST_ROWS: Final = 16  # of one spelling, weighed by the model

FEATURES: Final = (
    "key",  # likeness of the keys in the best reading, 0 to 1
    "key edits",
    "coarse key",
    "coarse key edits",
    "consonants",
    "consonants edits",
    "spelling",  # likeness of the folded spellings themselves
    "spelling edits",
    "beginning",  # share of the key that both begin with
    "end",
    "first letter",
    "length",
    "longer",  # letters that the candidate has more
    "words",
    "second reading",
    "tier",
    "native",
    "at home",  # in a country whose languages the keys are made for
    "asked native",  # the spelling is not in Latin letters
    "key lead",  # how much better than the best other candidate
    "coarse key lead",
    "consonants lead",
    "spelling lead",
    "rivals",  # other candidates whose keys are as alike
    "table",  # the number of forms it was chosen from, as a logarithm
    "within",  # looked for within countries that a hint names, which says that it lies there
)

# A name of the entry's own is compared rather than a variant of it that is a little nearer.
_VARIANT_WORTH: Final = 0.5
_KEY_EDITS, _EDITS, _LENGTH = map(FEATURES.index, ("key edits", "spelling edits", "length"))


class Rows(NamedTuple):
    """Candidates of several spellings, those of one spelling together: which, what, and their features."""

    query: "Ints"
    spelling: "Ints"  # number of the folded spelling that is most alike
    features: "Floats"


class _Asked(NamedTuple):
    """The spellings asked for as arrays; one row a reading."""

    query: "Ints"
    keys: Texts
    coarse: Texts
    consonants: Texts
    first: "Flags"


class Candidates:
    """The candidate lists of one index, as numpy sees them through the memory map."""

    def __init__(self, index: Index, at_home: "Flags") -> None:
        """`at_home` tells of each entry whether it lies where the keys belong."""
        import numpy

        def array(name: str, code: Any, kind: Any) -> Any:
            return numpy.frombuffer(index.array(name, code), dtype=kind)

        self._at_home = at_home
        self._texts_of = [
            (array(f"fuzzy.{name}", "B", numpy.uint8), array(f"fuzzy.{name}.ends", "I", numpy.uint32))
            for name in ("form", "coarse", "consonants")
        ]
        self._weights = array("fuzzy.weight", "f", numpy.float32)
        self._rarity = array("fuzzy.rarity", "f", numpy.float32)
        self._bucket_ends = array("fuzzy.bucket.ends", "I", numpy.uint32)
        self._members = array("fuzzy.bucket", "I", numpy.uint32)
        self._row_ends = array("fuzzy.row.ends", "I", numpy.uint32)
        self._how = array("fuzzy.row.how", "B", numpy.uint8)
        self._spelling = array("fuzzy.row.spelling", "I", numpy.uint32)
        self._head = array("fuzzy.row.head", "I", numpy.uint32)
        self._text = array("key.text", "B", numpy.uint8)
        self._text_ends = array("key.ends", "I", numpy.uint32)

    def __len__(self) -> int:
        return len(self._weights)

    def forms_of(self, entries: "Flags") -> "Flags":
        """The forms that stand for any of the chosen entries."""
        import numpy

        sums = numpy.concatenate([[0], numpy.cumsum(entries[self._head])])
        return numpy.asarray(sums[self._row_ends[1:]] > sums[self._row_ends[:-1]])

    def rows(self, spellings: Sequence[str], allowed: "Flags | None" = None) -> Rows:
        """The likeliest rows of folded spellings, of the allowed forms only."""
        import numpy

        asked = self._read(spellings)
        query, form, triples = self._nearest(asked, len(spellings), allowed)
        if not len(query):
            nothing = numpy.zeros(0, dtype=numpy.int64)
            return Rows(nothing, nothing, numpy.zeros((0, len(FEATURES)), dtype=numpy.float32))
        near = self._compared(asked, query, form, triples, len(spellings))
        query, head, spelling, how, columns = self._expanded(near)
        features = self._features(spellings, query, head, spelling, how, columns)
        # What is farther away than most of its letters is another name, whatever else speaks for it.
        close = numpy.minimum(features[:, _KEY_EDITS], features[:, _EDITS]) <= MOST_EDITS * features[:, _LENGTH]
        query, spelling, features = query[close], spelling[close], features[close]
        size = len(self) if allowed is None else int(allowed.sum())
        scope = numpy.array([[numpy.log2(size + 1), allowed is not None]], dtype=numpy.float32)
        return Rows(query, spelling, numpy.hstack([features, numpy.repeat(scope, len(features), axis=0)]))

    def _read(self, spellings: Sequence[str]) -> _Asked:
        import numpy

        keys, coarser, query, first = [], [], [], []
        for number, spelling in enumerate(spellings):
            for at, key in enumerate(readings(spelling)):
                keys.append(key)
                coarser.append(Coarse.of(key))
                query.append(number)
                first.append(at == 0)
        whole, rest = coded([text.whole for text in coarser]), coded([text.consonants for text in coarser])
        return _Asked(numpy.array(query), coded(keys), whole, rest, numpy.array(first))

    def _nearest(self, asked: _Asked, count: int, allowed: "Flags | None") -> "tuple[Ints, Ints, Floats]":
        """The forms that share most triples with each spelling, by the Dice coefficient, rare ones counting more."""
        import numpy

        wanted = numpy.sort(
            numpy.concatenate([buckets(texts, asked.query) for texts in (asked.coarse, asked.consonants)])
        )
        # Each once; numpy.unique would import masked arrays, which doubles the time of a first answer's arithmetic.
        wanted = wanted[numpy.diff(wanted, prepend=-1) != 0]
        query, triple = wanted // BUCKETS, wanted % BUCKETS
        rarity = self._rarity[triple]
        heaviness = numpy.bincount(query, weights=rarity, minlength=count)
        starts = self._bucket_ends[triple].astype(numpy.int64)
        sizes = self._bucket_ends[triple + 1] - starts
        order = numpy.lexsort((sizes, query))
        query, starts, sizes, rarity = query[order], starts[order], sizes[order], rarity[order]
        total = numpy.cumsum(sizes)
        firsts = numpy.searchsorted(query, query)
        before = total - sizes
        before -= before[firsts]
        # Of those within some countries most are passed over at once.
        most = MOST_POSTINGS if allowed is None else MOST_POSTINGS * _MORE_WITHIN
        read = (before + sizes <= most) | (before == 0)
        query, starts, sizes, rarity = query[read], starts[read], sizes[read], rarity[read]
        if len(self) <= _MOST_COUNTED:
            return self._counted(query, starts, starts + sizes, rarity, heaviness, allowed)
        at = numpy.repeat(numpy.arange(len(query)), sizes)
        places = starts[at] + numpy.arange(len(at)) - (numpy.cumsum(sizes) - sizes)[at]
        members = self._members[places].astype(numpy.int64)
        # One word holds spelling, form and weight, so that one sort brings together what belongs together.
        packed = ((query[at] * len(self) + members) << 8) | numpy.minimum(rarity * 16, 255).astype(numpy.int64)[at]
        if allowed is not None:
            packed = packed[allowed[members]]
        packed.sort()
        pair = packed >> 8
        first = numpy.flatnonzero(numpy.append(True, pair[1:] != pair[:-1])) if len(pair) else pair
        shared = numpy.add.reduceat(packed & 255, first) / numpy.float32(16) if len(first) else first
        pair = pair[first]
        query, form = pair // len(self), pair % len(self)
        likeness = (2 * shared / (self._weights[form] + heaviness[query])).astype(numpy.float32)
        likely = likeness >= LEAST_LIKENESS
        query, form, likeness = query[likely], form[likely], likeness[likely]
        best = first_of_each(query, -likeness, MOST_FORMS)
        return query[best], form[best], likeness[best]

    def _counted(
        self, query: "Ints", starts: "Ints", ends: "Ints", rarity: "Floats", own: Any, allowed: "Flags | None"
    ) -> "tuple[Ints, Ints, Floats]":
        """As `_nearest`, by counting for each spelling over all forms: quicker than sorting while they are few."""
        import numpy

        bounds = numpy.searchsorted(query, numpy.arange(len(own) + 1)).tolist()
        starts, ends, sizes = starts.tolist(), ends.tolist(), ends - starts
        members, count = self._members, len(self)
        queries, forms, likenesses = [], [], []
        for number, heaviness in enumerate(own.tolist()):
            low, high = bounds[number], bounds[number + 1]
            lists = [members[start:end] for start, end in zip(starts[low:high], ends[low:high], strict=True)]
            if not lists:
                continue
            weights = numpy.repeat(rarity[low:high], sizes[low:high])
            shared = numpy.bincount(numpy.concatenate(lists), weights=weights, minlength=count)
            form = numpy.flatnonzero(shared > LEAST_LIKENESS / 2 * heaviness)
            if allowed is not None:
                form = form[allowed[form]]
            likeness = 2 * shared[form] / (self._weights[form] + heaviness)
            if len(form) > MOST_FORMS:
                best = numpy.argpartition(-likeness, MOST_FORMS)[:MOST_FORMS]
                form, likeness = form[best], likeness[best]
            queries.append(numpy.full(len(form), number))
            forms.append(form)
            likenesses.append(likeness)
        if not forms:
            nothing = numpy.zeros(0, dtype=numpy.int64)
            return nothing, nothing, nothing.astype(numpy.float32)
        return numpy.concatenate(queries), numpy.concatenate(forms), numpy.concatenate(likenesses).astype(numpy.float32)

    def _compared(
        self, asked: _Asked, query: "Ints", form: "Ints", triples: "Floats", count: int
    ) -> "tuple[Ints, Ints, list[Floats]]":
        """For each spelling and form, the columns of features that the keys give, in the best reading."""
        import numpy

        first_reading = numpy.searchsorted(asked.query, numpy.arange(count + 1))
        several = numpy.diff(first_reading)[query]
        pair = numpy.repeat(numpy.arange(len(query)), several)
        reading = first_reading[query][pair] + numpy.arange(len(pair)) - (numpy.cumsum(several) - several)[pair]
        forms, coarser, rest = (self._texts(*texts, form) for texts in self._texts_of)
        key_edits, key = compare(asked.keys, reading, forms.take(pair))
        coarse_edits, coarse_key = compare(asked.coarse, reading, coarser.take(pair))
        rest_edits, consonants = compare(asked.consonants, reading, rest.take(pair))
        best = best_of_each(pair, key + 0.1 * coarse_key)
        reading = reading[best]
        own = asked.keys.take(reading)
        length = numpy.maximum(own.lengths, 1)
        columns = [
            key[best],
            key_edits[best],
            coarse_key[best],
            coarse_edits[best],
            consonants[best],
            rest_edits[best],
            triples,
            common_start(own, forms) / length,
            common_end(own, forms) / length,
            own.lengths,
            forms.lengths - own.lengths,
            ~asked.first[reading],
        ]
        return query, form, [numpy.asarray(column, dtype=numpy.float32) for column in columns]

    def _expanded(self, near: "tuple[Ints, Ints, list[Floats]]") -> "tuple[Ints, Ints, Ints, Ints, list[Floats]]":
        """The rows of the forms; of those of one entry the best, of those of one spelling the MOST_ROWS best."""
        import numpy

        query, form, columns = near
        starts = self._row_ends[form].astype(numpy.int64)
        sizes = self._row_ends[form + 1] - starts
        at = numpy.repeat(numpy.arange(len(form)), sizes)
        places = starts[at] + numpy.arange(len(at)) - (numpy.cumsum(sizes) - sizes)[at]
        query, head, how = query[at], self._head[places].astype(numpy.int64), self._how[places].astype(numpy.int64)
        worth = (
            (columns[0] + columns[2] + 0.5 * columns[4] + 0.3 * columns[6])[at]
            - 0.01 * (how & TIER)
            - 0.001 * (how & NATIVE > 0)
            - _VARIANT_WORTH * (how & VARIANT > 0)
        )
        order = numpy.lexsort((-worth, head, query))
        best = order[
            numpy.append(True, (head[order][1:] != head[order][:-1]) | (query[order][1:] != query[order][:-1]))
        ]
        best = best[first_of_each(query[best], -worth[best], MOST_ROWS)]
        spelling = self._spelling[places[best]].astype(numpy.int64)
        return query[best], head[best], spelling, how[best], [column[at[best]] for column in columns]

    def _features(
        self,
        spellings: Sequence[str],
        query: "Ints",
        head: "Ints",
        spelling: "Ints",
        how: "Ints",
        columns: "list[Floats]",
    ) -> "Floats":
        import numpy

        key, key_edits, coarse_key, coarse_edits, consonants, rest_edits, _, *more = columns
        start, end, length, longer, second = more
        own = encoded(spellings)
        texts = self._texts(self._text, self._text_ends, spelling, LONGEST_SPELLING)
        native = how >= NATIVE
        plain_edits, plain = compare(own, query, texts)
        # Letters of another script than the spelling's cannot be compared; the keys say what there is to say.
        latin = numpy.array([text.isascii() for text in spellings])[query]
        foreign = native == latin
        plain, plain_edits = numpy.where(foreign, key, plain), numpy.where(foreign, key_edits, plain_edits)
        asked = own.take(query)
        words = (texts.codes == 32).sum(axis=1) - (asked.codes == 32).sum(axis=1)
        features: list[Any] = [
            key,
            key_edits,
            coarse_key,
            coarse_edits,
            consonants,
            rest_edits,
            plain,
            plain_edits,
            start,
            end,
        ]
        features += [numpy.where(foreign, start > 0, asked.codes[:, 0] == texts.codes[:, 0]), length, longer, words]
        features += [second, how & TIER, native, self._at_home[head], ~latin]
        features += [lead(query, column) for column in (key, coarse_key, consonants, plain)]
        features.append(rivals(query, key))
        return numpy.stack([numpy.asarray(column, dtype=numpy.float32) for column in features], axis=1)

    def _texts(self, flat: Any, ends: Any, numbers: "Ints", most: int = LONGEST) -> Texts:
        starts = ends[numbers].astype("int64")
        return gather(flat, starts, ends[numbers + 1] - starts, most)
