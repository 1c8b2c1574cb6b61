"""Collisions: spellings of an entry that mean something else too, and which of them are mistakes.

Entries that share a name are namesakes, and no mistake: all of them are candidates, and the answer is the one that
texts mean, or "ambiguous". A recorded text is *planted*, a mistake or at least a claim that needs a name and a source
of its own, when it is a name of another entry and nothing else of its own entry resembles it. In full, a text of an
entry is planted on it when all of this holds:

- it is recorded as a variant, as the label, as an exonym of an entry in the same country as the other (an exonym says
  its language and may be shared across borders), or as an official or established name of a settlement whose label or
  other own names it does not yield (former names are facts with a date and a source);
- the other entry bears it as its own: as its label, its official or established name, what a common romanization
  system yields from one, its exonym, or as a variant that the other's own names resemble;
- no other official, established or former name of the entry says the same, the two entries share no own name, and
  neither is named after the other or lies in it;
- every other spelling of the entry, recorded or generated, whole or a word of it, is less than 70 % similar.

So `Brovari` may be a variant of Brovary although two villages are so called, and `Kharkiv` may not be one of Bakhmut.
A place that was once called like another ("Leipzig" in Bessarabia) has that as a former name, with its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from toponym.gazetteer.spellings import spellings_of
from toponym.matching import Normalizer
from toponym.model import Entry, Match, Name, Variant
from toponym.romanization import generated, languages, romanize, systems
from toponym.table import authority_keys
from toponym.testing.findings import Finding, finding, named, told
from toponym.text import fold, language_of

RESEMBLES: Final = 70.0
"""Similarity in per cent (2 × letters in common ÷ letters of both) from which two spellings resemble each other."""

_SHORTEST_WORD: Final = 4
_MOST_REMEMBERED: Final = 16_384
# Share of texts that follow a system, below which its output is no name that everybody knows.
_COMMON: Final = 0.03
_OWN: Final = ("official", "common")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A text that an entry records, and as what: `label`, `variant`, or the status of a name."""

    text: str
    role: str
    lang: str = ""

    @property
    def words(self) -> str:
        """The text as messages name it."""
        return f"{self.role} {self.text!r}" if self.role in ("label", "variant") else f"{self.role} name {self.text!r}"


@dataclass(frozen=True, slots=True)
class Collision:
    """A recorded text of an entry that another bears too: its answer, as what the other bears it, and the verdict."""

    entry: Entry
    recorded: Recorded
    other: Entry
    role: str
    match: Match
    planted: bool


def recorded_texts(entry: Entry) -> Iterator[Recorded]:
    """Every text of an entry: names, label, variants; the same text once for each thing that it is.

    >>> [each.words for each in recorded_texts(Entry("x", "settlement", (Name("Київ", "uk"),), label="Kyiv"))]
    ["official name 'Київ'", "label 'Kyiv'"]
    """
    for name in entry.names:
        yield Recorded(name.text, name.status, name.lang)
    if entry.label:
        yield Recorded(entry.label, "label")
    for variant in entry.variants:
        yield Recorded(variant.text, "variant", variant.lang)


def collisions(normalizer: Normalizer, entry: Entry) -> Iterator[Collision]:
    """Every recorded text of an entry that another entry bears too, as a whole name, with the other entry.

    What is named after another ("Luhansk" for the oblast) does not bear its name. Most collisions are namesakes; the
    `planted` ones are not.
    """
    entry = normalizer.get(entry.id)  # what lower layers know of it counts too
    for recorded in dict.fromkeys(recorded_texts(entry)):
        yield from _collisions(normalizer, entry, recorded, _is_suspect(entry, recorded))


def planted(normalizer: Normalizer, entry: Entry) -> Iterator[Finding]:
    """A finding for every recorded text of an entry that is somebody else's name; see the module for the rule."""
    entry = normalizer.get(entry.id)
    for recorded in dict.fromkeys(recorded_texts(entry)):
        if _is_suspect(entry, recorded):
            for collision in _collisions(normalizer, entry, recorded, suspect=True):
                if collision.planted:
                    yield _finding(collision)


def _collisions(normalizer: Normalizer, entry: Entry, recorded: Recorded, suspect: bool) -> Iterator[Collision]:
    key = fold(recorded.text)
    match = normalizer.normalize(recorded.text)
    others = [each.entry for each in match.candidates if each.method != "fuzzy" and not _is_same(each.entry, entry)]
    is_foreign = suspect and bool(others) and not _fits(entry, recorded)
    for other in others:
        role = borne_as(other, key)
        if role:
            yield Collision(
                entry, recorded, other, role, match, is_foreign and _is_planted(entry, recorded, other, role)
            )


def _finding(collision: Collision) -> Finding:
    entry, other, recorded = collision.entry, collision.other, collision.recorded
    so_called = f"if {entry.name} was once called so, record it as a former name with its source"
    return finding(
        "collision",
        entry,
        recorded.words,
        expected=f"a spelling of {entry.name}",
        got=f"the {collision.role} of {named(other)}, answer: {told(collision.match)}",
        remedy=f"remove it from {entry.id}; {so_called}",
        spelling=recorded.text,
        other=other.id,
    )


def borne_as(entry: Entry, key: str) -> str:
    """As what an entry bears a folded spelling, the most telling first; empty when it does not.

    >>> borne_as(Entry("x", "settlement", (Name("Київ", "uk"),), label="Kyiv"), "kyiv")
    'label'
    >>> borne_as(Entry("x", "settlement", (Name("Київ", "uk"),)), "kyiv")
    'romanized name'
    """
    return _roles(entry).get(key) or ("romanized name" if key in _romanized(entry) else "")


_ROLE_WORDS: Final = {
    "label": "label",
    "official": "official name",
    "common": "established name",
    "exonym": "exonym",
    "former": "former name",
    "variant": "variant",
}


@lru_cache(maxsize=_MOST_REMEMBERED)
def _roles(entry: Entry) -> dict[str, str]:
    """Every recorded text of an entry, folded, with the most telling of its roles."""
    order = list(_ROLE_WORDS)
    ranked = sorted(recorded_texts(entry), key=lambda each: -order.index(each.role))
    return {fold(each.text): _ROLE_WORDS[each.role] for each in ranked}


@lru_cache(maxsize=_MOST_REMEMBERED)
def _romanized(entry: Entry) -> frozenset[str]:
    """What common systems, without house habits, yield from an entry's own names."""
    keys: set[str] = set()
    for name in entry.names:
        lang = name.lang or language_of(name.text, entry.country)
        if name.status in _OWN and lang in languages() and entry.kind != "person":
            found = generated(name.text, lang).items()
            keys.update(key for key, how in found if how.weight >= _COMMON and not how.habits)
    return frozenset(keys)


def _is_suspect(entry: Entry, recorded: Recorded) -> bool:
    """Whether what an entry records a text as leaves room for a mistake."""
    key = fold(recorded.text)
    if recorded.role in _OWN:
        own = own_keys(_without(entry, key))
        return entry.kind == "settlement" and bool(own) and not _is_romanized(recorded, own)
    return recorded.role != "former" and all(name.status == "exonym" for name in _names(entry, key))


def _is_romanized(recorded: Recorded, own: frozenset[str]) -> bool:
    """Whether the most common system yields a label or another own name from a name: the rule, and quickly told."""
    if recorded.lang not in languages():
        return False
    return fold(romanize(recorded.text, systems(recorded.lang)[0])) in own


def _is_planted(entry: Entry, recorded: Recorded, other: Entry, role: str) -> bool:
    """Whether a text that nothing else of its entry resembles is the other's: the rest of the rule."""
    key = fold(recorded.text)
    if role == "former name" or own_keys(_without(entry, key)) & own_keys(other) or _is_nested(entry, other):
        return False
    if recorded.role == "exonym" and entry.country and other.country and entry.country != other.country:
        return False
    return role != "variant" or resembles(_own(other), key)


def _fits(entry: Entry, recorded: Recorded) -> bool:
    """Whether anything else of an entry resembles one of its texts."""
    key = fold(recorded.text)
    spelled = {key}
    if recorded.role in _OWN:
        # Its label is in Latin letters, so what is compared with it is what the name yields.
        alone = replace(entry, names=_names(entry, key), variants=(), label="")
        spelled |= {spelling.key for spelling in spellings_of(alone)}
    return resembles(_without(entry, key), *spelled)


def _names(entry: Entry, key: str) -> tuple[Name, ...]:
    return tuple(name for name in entry.names if fold(name.text) == key)


def own_keys(entry: Entry) -> frozenset[str]:
    """The folded label, official and established names."""
    names = (name.text for name in entry.names if name.status in _OWN)
    return frozenset(key for text in (entry.label, *names) if (key := fold(text)))


def _own(entry: Entry) -> Entry:
    """An entry with nothing but its label, its official and its established names."""
    return replace(entry, names=tuple(name for name in entry.names if name.status in _OWN), variants=())


def _without(entry: Entry, key: str) -> Entry:
    """An entry without the recorded texts of a folded spelling."""

    def kept(part: Name | Variant) -> bool:
        return fold(part.text) != key

    return replace(
        entry,
        names=tuple(filter(kept, entry.names)),
        variants=tuple(filter(kept, entry.variants)),
        label="" if fold(entry.label) == key else entry.label,
    )


def resembles(entry: Entry, *keys: str) -> bool:
    """Whether any of some folded spellings looks like a spelling of an entry or a word of one, or its words all do.

    >>> kyiv = Entry("x", "settlement", (Name("Київ", "uk"),))
    >>> resembles(kyiv, "kiew"), resembles(kyiv, "lyman")
    (True, False)
    """
    from rapidfuzz import fuzz, process

    known = {spelling.key for spelling in spellings_of(entry)}
    words = {word for each in known for word in each.split() if len(word) >= _SHORTEST_WORD}

    def is_like(text: str, texts: set[str]) -> bool:
        return process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=RESEMBLES) is not None

    for key in keys:
        own_words = [word for word in key.split() if len(word) >= _SHORTEST_WORD]
        if is_like(key, known | words) or (len(own_words) > 1 and all(is_like(word, words) for word in own_words)):
            return True
    return False


def _is_nested(entry: Entry, other: Entry) -> bool:
    """Whether one of two entries is named after the other, or lies in it."""
    ids = [{each.id, *authority_keys(each)} for each in (entry, other)]
    return bool(ids[0] & {other.eponym, *other.parents} or ids[1] & {entry.eponym, *entry.parents})


def _is_same(entry: Entry, other: Entry) -> bool:
    return entry.id == other.id or bool({*authority_keys(entry)} & {*authority_keys(other)})
