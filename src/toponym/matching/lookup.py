"""Exact lookup of a folded spelling: whole names, bare names beside a generic word, surnames, units by their eponym."""

from collections.abc import Iterable
from dataclasses import replace

from toponym.gazetteer import Posting, forms
from toponym.matching.found import Found
from toponym.matching.layers import Hit, Layers, Ref
from toponym.matching.prior import Prior
from toponym.model import Method

SURNAME_ALONE = "surname alone"
SURNAME_AND_INITIAL = "surname and initial"
# Longer words in capitals are no acronyms but shouted.
_LONGEST_ACRONYM = 6


def method_of(posting: Posting) -> Method:
    """Recorded texts are found exactly, generated ones by spelling."""
    return "exact" if posting.tier == forms.RECORDED else "spelling"


def look_up(key: str, layers: Layers, prior: Prior, *, capitals: bool = True) -> tuple[Found, ...]:
    """Every entry that bears a folded spelling, each once, with the units named after its settlements.

    Acronyms are names only for a spelling in `capitals`: "US" is a country, "us" one only beside a word or a hint that
    asks for a country. Rules of the tables add the entry that they decree, and shut out those that the spelling never
    is.
    """
    best: dict[Ref, Found] = {}
    for hit in layers.find(key):
        found = _found(hit, key, layers, prior, in_doubt=not capitals and is_acronym(hit, key))
        if found is not None:
            _keep_best(best, found)
    for found in list(best.values()):
        for unit in layers.units(found.entry):
            _keep_best(best, _unit(unit, found, layers, prior))
    decreed = layers.rules.overrides.get(key)
    if decreed is not None:
        known = best.pop(decreed, None)
        best[decreed] = Found(decreed, 1.0, "exact", known.hit if known else None, key=key, override=True)
    return allowed(key, best.values(), layers)


def allowed(key: str, found: Iterable[Found], layers: Layers) -> tuple[Found, ...]:
    """What was found for a folded spelling, without the entries that it never is by a rule."""
    never = layers.rules.never(key)
    return tuple(item for item in found if item.entry not in never) if never else tuple(found)


def meant(found: Iterable[Found]) -> tuple[Found, ...]:
    """What a name means that is itself a hint: of all that it was found to mean, the entry that a rule decrees."""
    found = tuple(found)
    return tuple(item for item in found if item.override) or found


def is_acronym(hit: Hit, key: str) -> bool:
    """Whether the recorded text behind a hit is written in capitals throughout."""
    return hit.posting.capitals and len(key) <= _LONGEST_ACRONYM and hit.posting.tier == forms.RECORDED


def _found(hit: Hit, key: str, layers: Layers, prior: Prior, *, in_doubt: bool) -> Found | None:
    posting = hit.posting
    likelihood = prior.posting(posting)
    method = method_of(posting)
    if posting.role == forms.WHOLE and not in_doubt:
        return Found(hit.entry, likelihood, method, hit, key=key)
    if posting.role in (forms.WHOLE, forms.BARE):
        alone = prior.bare(layers.facts(hit.entry).kind)
        return Found(hit.entry, likelihood, method, hit, needs_kind=True, alone=alone, key=key)
    if posting.role == forms.SURNAME:
        return Found(hit.entry, likelihood * prior.surname, method, hit, note=SURNAME_ALONE, key=key)
    return None


def _unit(unit: Ref, found: Found, layers: Layers, prior: Prior) -> Found:
    kind = layers.facts(unit).kind
    return Found(
        unit,
        found.likelihood,
        found.method,
        found.hit,
        needs_kind=True,
        alone=prior.units.get(kind, prior.bare(kind)),
        eponym=found.entry,
        key=found.key,
    )


def _keep_best(best: dict[Ref, Found], found: Found) -> None:
    known = best.get(found.entry)
    if known is not None and found.eponym is None and known.needs_kind != found.needs_kind:
        own, bare = (known, found) if found.needs_kind else (found, known)
        # A name of the entry's own needs no word for its kind, and what speaks for it as part of a longer name counts.
        best[found.entry] = replace(own, likelihood=max(own.likelihood, bare.likelihood * bare.alone))
    elif known is None or _worth(found) > _worth(known):
        best[found.entry] = found


def _worth(found: Found) -> tuple[float, float]:
    return found.likelihood * found.alone, found.likelihood


def has_name(found: Iterable[Found]) -> bool:
    """Whether anything was found by a name of its own, not merely by a word that needs another beside it."""
    return any(not item.needs_kind for item in found)
