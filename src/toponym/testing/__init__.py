"""Property-based tests for tables: strategies that make names, properties that must hold, a plugin that tests a table.

Nothing here is imported before it is asked for. `hypothesis` and `pytest` come with the extra `test`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toponym.testing.collisions import Collision, collisions, planted
    from toponym.testing.findings import Finding
    from toponym.testing.layers import normalizer_of
    from toponym.testing.properties import PROPERTIES
    from toponym.testing.strategies import entries, names, spellings, tables, typos, unrelated

__all__ = [
    "PROPERTIES",
    "Collision",
    "Finding",
    "collisions",
    "entries",
    "names",
    "normalizer_of",
    "planted",
    "spellings",
    "tables",
    "typos",
    "unrelated",
]

_HOMES = {
    "PROPERTIES": "properties",
    "Collision": "collisions",
    "collisions": "collisions",
    "Finding": "findings",
    "planted": "collisions",
    "normalizer_of": "layers",
    **dict.fromkeys(("entries", "names", "spellings", "tables", "typos", "unrelated"), "strategies"),
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'toponym.testing' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"toponym.testing.{home}"), name)
    globals()[name] = value
    return value
