"""The rules of all layers: which entry a spelling is whatever else bears it, and which entries it never is.

A rule holds for the spelling as it is read: whole, repaired, in Latin letters, and beside a generic word or a
qualifier. So it is asked wherever a reading is made, and nothing later (hints, neighbours) can bring back what it shut
out.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from toponym.errors import TableError
from toponym.text.fold import fold
from toponym.text.repair import repair

if TYPE_CHECKING:
    from toponym.matching.layers import Layers, Ref


class Rules:
    """What the tables of a stack decree of spellings; where two rules contradict each other, the upper one holds."""

    def __init__(self, layers: "Layers") -> None:
        """Raises TableError for a rule about an entry that no layer has."""
        overrides: dict[str, Ref] = {}
        never: dict[str, set[Ref]] = {}
        for index in layers.indexes:
            for rule in index.rules:
                ref = layers.by_id(rule.id)
                if ref is None:
                    what = f"rule {rule.rule} {rule.spelling!r}"
                    raise TableError(f"{what}: no layer has the entry {rule.id!r}; mend the id, or add its layer")
                # Look-alike letters are repaired before anything is split off.
                for key in {fold(rule.spelling), fold(repair(rule.spelling).text)}:
                    if rule.rule == "never":
                        if overrides.get(key) != ref:
                            never.setdefault(key, set()).add(ref)
                    elif ref not in never.get(key, ()):
                        overrides.setdefault(key, ref)
        self.overrides: Mapping[str, Ref] = overrides
        self._never = never

    def __bool__(self) -> bool:
        return bool(self.overrides or self._never)

    def never(self, key: str) -> "frozenset[Ref]":
        """The entries that a folded spelling never is."""
        return frozenset(self._never.get(key, ()))
