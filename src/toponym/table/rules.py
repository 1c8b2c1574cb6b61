"""Rules of a table: what a spelling means whatever the names say, and what it never means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from toponym.errors import TableError
from toponym.table.record import shown
from toponym.text.fold import fold

RULES: Final = ("override", "never")
RULE_KEYS: Final = ("rule", "spelling", "id", "note")
"""The keys of a rule, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a table: `spelling`, compared folded, is the entry `id` ("override") or never that entry ("never").

    `id` is an entry's own id or `authority:id`, in any layer of the stack; `note` says why, for people.
    """

    rule: Literal["override", "never"]
    spelling: str
    id: str
    note: str = ""


def is_rule(record: object) -> bool:
    """Whether a record of a table is a rule rather than an entry."""
    return isinstance(record, Mapping) and "rule" in record


def rule_from_record(record: Mapping[Any, Any], where: str = "") -> Rule:
    """Build a rule from a parsed JSON object. Raises TableError.

    >>> rule_from_record({"rule": "never", "spelling": "Retreat", "id": "za-retreat"}).rule
    'never'
    >>> rule_from_record({"rule": "always", "spelling": "Retreat", "id": "za-retreat"})
    Traceback (most recent call last):
    ...
    toponym.errors.TableError: rule: unknown rule 'always'; use 'override' or 'never'
    """
    where = f"{where}{', ' if where else ''}rule"
    unknown = [key for key in record if key not in RULE_KEYS]
    if unknown:
        raise TableError(f"{where}: unknown key {shown(unknown[0])}; the keys are {', '.join(RULE_KEYS)}")
    if record["rule"] not in RULES:
        raise TableError(f"{where}: unknown rule {shown(record['rule'])}; use 'override' or 'never'")
    for key in RULE_KEYS:
        value = record.get(key)
        if key == "note" and value is None:
            continue
        if not isinstance(value, str) or not (value or key == "note"):
            raise TableError(f"{where}: '{key}' must be a text, got {shown(value)}")
    return Rule(record["rule"], record["spelling"], record["id"], record.get("note") or "")


def rule_to_record(rule: Rule) -> dict[str, str]:
    """The JSON object of a rule: keys in the format's order, empty ones left out."""
    return {key: value for key in RULE_KEYS if (value := getattr(rule, key))}


def rule_problems(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield what is wrong with the rules of one table, each in one line with the remedy."""
    seen: dict[tuple[str, str], Rule] = {}
    answers: dict[str, Rule] = {}
    for rule in rules:
        where = f"rule {rule.rule} {shown(rule.spelling)}"
        key = fold(rule.spelling)
        if not key:
            yield f"{where}: nothing to compare is in the spelling; give letters"
            continue
        other = seen.setdefault((key, rule.id), rule)
        if other is not rule:
            both = "both 'override' and 'never' hold" if other.rule != rule.rule else "the rule stands twice"
            yield f"{where}: {both} for {rule.id}; keep one of them"
        elif rule.rule == "override" and (first := answers.setdefault(key, rule)) is not rule:
            yield f"{where}: {first.id} and {rule.id} cannot both be its answer; keep one of them"
