"""How a spelling belongs to an entry: what a posting of the index says in two 32-bit words.

A posting is (entry, how, explanation). `how` packs the number of the name or variant it comes from, its role,
its form and its tier, so that a lookup weighs it without reading the entry.
"""

from typing import Final, NamedTuple

# Roles: what part of a query the spelling may stand for.
WHOLE: Final = 0  # the whole name
BARE: Final = 1  # the name without its generic word: "Luhansk" of "Luhansk Oblast"
SURNAME: Final = 2
GIVEN: Final = 3  # a given name, patronymic or initial: never enough by itself

# Forms: what the recorded text is to the entry.
OFFICIAL: Final = 0
COMMON: Final = 1
FORMER: Final = 2
EXONYM: Final = 3
VARIANT: Final = 4
LABEL: Final = 5
DISTANT: Final = 6  # an exonym of a language that texts about these places are seldom written in
FORM_OF_STATUS: Final = {"official": OFFICIAL, "common": COMMON, "former": FORMER, "exonym": EXONYM}

# Tiers: 0 for a recorded text, then how common the best system is that yields the spelling, the last for
# spellings of a derived counterpart in another language.
RECORDED: Final = 0
DERIVED: Final = 15


_CAPITALS: Final = 1 << 15


class Posting(NamedTuple):
    """One way in which a spelling belongs to an entry."""

    entry: int
    name: int  # number among the entry's names, then variants, then the label
    role: int
    form: int
    tier: int
    explanation: int  # number of the explanation, 0 for a recorded text
    capitals: bool = False  # whether the recorded text is written in capitals throughout, as acronyms are


def is_sound(posting: Posting) -> bool:
    """Whether role, form and tier of a posting are ones that a compiler writes."""
    return posting.role <= GIVEN and posting.form <= DISTANT and posting.tier <= DERIVED


def pack_how(name: int, role: int, form: int, tier: int, *, capitals: bool = False) -> int:
    """Pack everything but entry and explanation into one 32-bit word."""
    return (min(name, 0xFFFF) << 16) | (capitals << 15) | (role << 12) | (form << 8) | tier


def unpack(entry: int, how: int, explanation: int) -> Posting:
    """The posting of three packed words."""
    return Posting(entry, how >> 16, (how >> 12) & 7, (how >> 8) & 0xF, how & 0xFF, explanation, bool(how & _CAPITALS))
