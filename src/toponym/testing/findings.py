"""A finding: one breach of one rule, told in one line."""

from dataclasses import dataclass
from typing import Final

from toponym.model import Entry, Match

_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: the rule, the entry, the spelling and the other entry (empty where there is none), and the message.

    The message is one line: what, what was expected and what came, with whom it collides, what to do.

    >>> Finding("label", "hq", "HQ", message="hq: label 'HQ': ...")
    Finding(rule='label', entry='hq', spelling='HQ', other='', message="hq: label 'HQ': ...")
    """

    rule: str
    entry: str
    spelling: str = ""
    other: str = ""
    message: str = ""

    def __str__(self) -> str:
        return self.message


def finding(
    rule: str, entry: Entry, what: str, *, expected: str, got: str, remedy: str, spelling: str = "", other: str = ""
) -> Finding:
    """A finding with its message put together.

    >>> hq = Entry("hq", "facility", label="HQ")
    >>> print(finding("label", hq, "label 'HQ'", expected="hq", got="none", remedy="give it a label with letters"))
    hq: label 'HQ': expected hq, got none; give it a label with letters
    """
    message = f"{entry.id}: {what}: expected {expected}, got {got}; {remedy}"
    return Finding(rule, entry.id, spelling, other, " ".join(message.split()))


def named(entry: Entry) -> str:
    """An entry as messages name it: its id and its display name.

    >>> named(Entry("ua-kyiv", "settlement", label="Kyiv"))
    'ua-kyiv (Kyiv)'
    """
    return f"{entry.id} ({entry.name})" if entry.name != entry.id else entry.id


def told(match: Match) -> str:
    """An answer in a few words: the match, the first of several candidates, or none with its reason."""
    if match.entry is not None:
        return f"match {named(match.entry)}"
    if match.status == "none":
        return f"none ({match.reason})"
    ids = [named(candidate.entry) for candidate in match.candidates[:_MOST_NAMED]]
    more = len(match.candidates) - len(ids)
    return f"ambiguous between {', '.join(ids)}{f' and {more} more' if more else ''}"
