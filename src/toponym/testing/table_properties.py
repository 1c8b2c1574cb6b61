"""What must hold of tables as wholes: the order of their entries and of layers, and what an addition changes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from toponym.matching import Normalizer
from toponym.model import Entry, Match
from toponym.table import Table, authority_keys
from toponym.testing.collisions import recorded_texts
from toponym.testing.findings import Finding, finding, told

_DIGITS: Final = 9  # of a probability that the order of a sum may not change
_REMEDY: Final = "report it with the table"


def order_of_entries(table: Table, spellings: Iterable[str] = ()) -> Iterator[Finding]:
    """The order of the entries in a layer changes no answer to their recorded texts and to `spellings`."""
    backwards = Table(reversed(table.entries))
    yield from _same_answers(
        "order_of_entries", Normalizer(table), Normalizer(backwards), table, spellings, "backwards"
    )


def order_of_layers(upper: Table, lower: Table, spellings: Iterable[str] = ()) -> Iterator[Finding]:
    """The order of layers that share no id and no authority id changes no answer; nothing is said of others."""
    if share_ids(upper, lower):
        return
    both = Table([*upper, *lower])
    one, other = Normalizer(upper, lower), Normalizer(lower, upper)
    yield from _same_answers("order_of_layers", one, other, both, spellings, "with the layers exchanged")


def share_ids(table: Table, other: Table) -> bool:
    """Whether any entry of one table is an entry of the other, by its id or an authority's."""
    keys = [{key for entry in each for key in (entry.id, *authority_keys(entry))} for each in (table, other)]
    return bool(keys[0] & keys[1])


def addition(table: Table, entry: Entry, spellings: Iterable[str] = ()) -> Iterator[Finding]:
    """Adding an entry changes no answer but those in which it is a candidate."""
    before = Normalizer(table)
    after = Normalizer(Table([*table, entry]))
    for text, owner in _texts(table, spellings).items():
        old, new = before.normalize(text), after.normalize(text)
        if _summary(old) != _summary(new) and entry.id not in {candidate.id for candidate in new.candidates}:
            yield finding(
                "addition",
                owner or entry,
                f"{text!r} once {entry.id} is added",
                expected=f"{told(old)} as before, or {entry.id} among the candidates",
                got=told(new),
                remedy=_REMEDY,
                spelling=text,
                other=entry.id,
            )


def _same_answers(
    rule: str, one: Normalizer, other: Normalizer, table: Table, spellings: Iterable[str], how: str
) -> Iterator[Finding]:
    for text, owner in _texts(table, spellings).items():
        before, after = one.normalize(text), other.normalize(text)
        if _summary(before) != _summary(after):
            yield finding(
                rule,
                owner or table.entries[0],
                f"{text!r} {how}",
                expected=told(before),
                got=told(after),
                remedy=_REMEDY,
                spelling=text,
                other=after.id or "",
            )


def _texts(table: Table, spellings: Iterable[str]) -> dict[str, Entry | None]:
    """The recorded texts of a table with the first entry that bears each, and more spellings without one."""
    texts: dict[str, Entry | None] = dict.fromkeys(spellings)
    for entry in table:
        for recorded in recorded_texts(entry):
            texts[recorded.text] = texts.get(recorded.text) or entry
    return texts


def _summary(match: Match) -> tuple[object, ...]:
    candidates: Sequence[tuple[str, float]] = [(each.id, round(each.score, _DIGITS)) for each in match.candidates]
    return match.status, match.id, round(match.score, _DIGITS), sorted(candidates)
