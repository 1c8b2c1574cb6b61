"""Words for a decision: why an entry was found, what moved its probability, who else bears the spelling."""

from collections.abc import Collection
from typing import Final

from toponym.errors import RomanizationError
from toponym.gazetteer import Explanation, forms
from toponym.matching.decide import Decision, Weighed, name_of
from toponym.matching.found import HINT, Found, Reading
from toponym.matching.hints import AGREES, PLACE_UNKNOWN, UNKNOWN
from toponym.matching.layers import Layers
from toponym.model import Name
from toponym.text.fold import fold_reasons
from toponym.text.language import language_name

_MOST_SYSTEMS: Final = 2
_STATUS_WORDS: Final = {"official": "official", "common": "established", "former": "former", "exonym": ""}


def describe_name(name: Name) -> str:
    """A name's standing in words.

    >>> describe_name(Name("Дзержинськ", "uk", "former", until="2016"))
    'former Ukrainian name Дзержинськ (until 2016)'
    """
    words = [_STATUS_WORDS[name.status], language_name(name.lang), "name", name.text]
    dates = " ".join(
        part for part in (name.since and f"from {name.since}", name.until and f"until {name.until}") if part
    )
    return " ".join(word for word in words if word) + (f" ({dates})" if dates else "")


def describe_found(found: Found, layers: Layers) -> str:
    """Why a spelling means an entry."""
    words = "the answer by a rule of the table" if found.override else _describe_hit(found, layers)
    if found.eponym is not None:
        words = f"named after {layers.entry(found.eponym).name}: {words}"
    return f"{found.note}: {words}" if found.note else words


def _describe_hit(found: Found, layers: Layers) -> str:
    if found.hit is None:
        return "found"
    posting = found.hit.posting
    record = layers.record(found.hit.origin)
    name = name_of(found, layers)
    if name is None:
        at = posting.name - len(record.names)
        if posting.form == forms.LABEL or at >= len(record.variants):
            return f"display name {record.name}"
        variant = record.variants[at]
        return f"recorded {language_name(variant.lang)} spelling {variant.text}".replace("  ", " ")
    if posting.tier == forms.RECORDED:
        return describe_name(name)
    why = layers.explanation(found.hit)
    if why.derived and not why.systems:
        return f"derived {language_name(why.derived)} counterpart of {describe_name(name)}"
    counterpart = f" of the derived {language_name(why.derived)} counterpart" if why.derived else ""
    return f"{_systems(why)}{counterpart} of {describe_name(name)}"


def _systems(why: Explanation) -> str:
    """The systems that yield a spelling, the most common first, and the house habits on top."""
    titles = list(map(_title, why.systems[:_MOST_SYSTEMS]))
    more = f" and {len(why.systems) - _MOST_SYSTEMS} more" if len(why.systems) > _MOST_SYSTEMS else ""
    habits = f" ({', '.join(why.habits)})" if why.habits else ""
    return f"{', '.join(titles)}{more}{habits}"


def _title(id_: str) -> str:
    from toponym.romanization import system  # here: a name that is recorded as it is spelt needs no system

    try:
        return system(id_).title
    except RomanizationError:  # an index of another version, or a damaged one, may name a system that is not there
        return id_


def answer_reason(
    query: str,
    reading: Reading,
    decision: Decision,
    layers: Layers,
    deciding: Collection[tuple[str, str]] = (),
) -> str:
    """The reason sentence of an answer; `deciding` holds the (origin, hint) of the evidence that decided."""
    if not decision.candidates:
        return "; ".join((*reading.steps, "no such name in the layers"))
    head = decision.candidates[0]
    parts = list(reading.steps)
    folded = [word for word in fold_reasons(reading.text) if word != "case"] if head.found.method == "exact" else []
    if folded:
        parts.append(f"folded {', '.join(folded)}")
    if decision.status == "match":
        parts.append(describe_found(head.found, layers))
    elif decision.status == "ambiguous":
        parts.append(_namesakes(decision, layers))
    else:
        parts.append(f"not sure enough of {layers.entry(head.found.entry).name}: {describe_found(head.found, layers)}")
    if decision.pooled:
        units = ", ".join(layers.entry(item.found.entry).name for item in decision.pooled)
        parts.append(f"with what is named after it ({units})")
    parts.extend(_evidence(head, deciding))
    if decision.status == "match":
        others = [item for item in decision.candidates[1:] if item not in decision.pooled and _same_spelling(item)]
        if others:
            count = len(others)
            parts.append(f"outweighs {count} {'namesake' if count == 1 else 'namesakes'}")
    return "; ".join(parts)


def _same_spelling(item: Weighed) -> bool:
    return item.found.method != "fuzzy" and not item.found.needs_kind


def _namesakes(decision: Decision, layers: Layers) -> str:
    bearers = [item for item in decision.candidates if not item.found.needs_kind] or list(decision.candidates)
    listed = []
    for item in bearers[:3]:
        entry = layers.entry(item.found.entry)
        place = entry.admin1 or entry.country
        listed.append(f"{entry.name}{f' ({place})' if place else ''}, {describe_found(item.found, layers)}")
    more = f"; and {len(bearers) - 3} more" if len(bearers) > 3 else ""
    words = "1 entry bears" if len(bearers) == 1 else f"{len(bearers)} namesakes bear"
    return f"{words} this spelling: {'; '.join(listed)}{more}"


def _evidence(head: Weighed, deciding: Collection[tuple[str, str]]) -> list[str]:
    words = []
    for origin, item in head.evidence:
        source = f"{origin} {item.hint}" if origin == HINT else origin
        decides = " and decides" if (origin, item.hint) in deciding else ""
        if item.factor >= AGREES:
            words.append(f"{source} agrees ({item.words}){decides}")
        elif item.factor in (UNKNOWN, PLACE_UNKNOWN):
            words.append(f"{source} says nothing ({item.words}){decides}")
        else:
            against = "weighs" if item.hint in ("near", "beside", "date") else "contradicts"
            words.append(f"{source} {against} ({item.words}){decides}")
    told = {(origin, item.hint) for origin, item in head.evidence}
    for origin, hint in sorted(set(deciding) - told):
        words.append(f"{f'{origin} {hint}' if origin == HINT else origin} decides (it speaks against the others)")
    return words
