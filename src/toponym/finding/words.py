"""The words that tell a name from what is none: cues.toml, and English words as they are written inside a sentence."""

from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from toponym.text.fold import fold
from toponym.text.generic import generic_phrases

_LONGEST_TITLE: Final = 4


class KindCues(NamedTuple):
    """Folded phrases beside a name that tell which of its namesakes is meant."""

    kind: str
    before: frozenset[str]
    after: frozenset[str]


class Cues(NamedTuple):
    """The folded words of cues.toml."""

    never: frozenset[str]
    apart_before: frozenset[str]
    apart_after: frozenset[str]
    longer_after: frozenset[str]
    place_before: frozenset[str]
    inside: frozenset[str]
    verbs: frozenset[str]
    longer_before: frozenset[str]
    common: frozenset[str]
    common_beside: frozenset[str]
    common_surnames: frozenset[str]
    features: dict[str, frozenset[str]]
    vague: frozenset[str]
    joined: frozenset[str]
    endings: tuple[str, ...]
    kinds: tuple[KindCues, ...]
    titles: frozenset[str]  # last words of phrases like "Prime Minister"
    title_words: frozenset[str]
    generic_last: frozenset[str]  # last words of phrases before a name
    generic_first: frozenset[str]  # first words of phrases after a name


@cache
def cues() -> Cues:
    """The cues, read once."""
    import tomllib

    data = tomllib.loads(files("toponym.finding").joinpath("cues.toml").read_text(encoding="utf-8"))

    def words(section: str, key: str) -> frozenset[str]:
        return frozenset(map(fold, data[section][key]))

    kinds = tuple(
        KindCues(row["kind"], frozenset(map(fold, row["before"])), frozenset(map(fold, row["after"])))
        for row in data["kind"]
    )
    before, after = generic_phrases("before"), generic_phrases("after")
    titles = [phrase for phrase, of in before.items() if of == ("person",)]
    return Cues(
        never=words("never", "words"),
        apart_before=words("apart", "before"),
        apart_after=words("apart", "after"),
        longer_after=words("longer", "after"),
        place_before=words("place", "before"),
        inside=words("place", "inside"),
        verbs=words("person", "verbs"),
        joined=words("joined", "words"),
        endings=tuple(data["unseen"]["endings"]),
        common=words("common", "words"),
        common_surnames=words("common", "persons"),
        common_beside=frozenset(data["common"]["beside"]),
        features={fold(word): frozenset(row["features"]) for row in data["feature"] for word in row["words"]},
        longer_before=words("longer", "before"),
        vague=words("vague", "words"),
        kinds=kinds,
        titles=frozenset(phrase[-1] for phrase in titles),
        title_words=frozenset(word for phrase in titles for word in phrase),
        generic_last=frozenset(phrase[-1] for phrase, of in before.items() if of != ("person",)),
        generic_first=frozenset(phrase[0] for phrase in after),
    )


class English(NamedTuple):
    """English words: those written small, and those that begin with a capital wherever they stand."""

    small: frozenset[str]
    capital: frozenset[str]


@cache
def english() -> English:
    """The English words, read once."""
    text = files("toponym.finding").joinpath("english.txt").read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if not line.startswith("#")]
    small = frozenset(word for word in words if word.islower())
    return English(small, frozenset(word.lower() for word in words if not word.islower()))
