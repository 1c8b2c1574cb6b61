"""One canonical id for any spelling of a place name, or of a person's name that appears with it.

>>> import toponym
>>> toponym.normalize("Северодонецк").id
'ua-sievierodonetsk'
"""

from typing import TYPE_CHECKING, Any

from toponym.errors import HintError, IndexFileError, RomanizationError, TableError, ToponymError
from toponym.model import Candidate, Entry, Match, Mention, Name, Query, Variant

if TYPE_CHECKING:
    from toponym.api import explain, find, get, house_style, identify, normalize, normalize_many
    from toponym.finding import Finder
    from toponym.gazetteer.store import embedded_table
    from toponym.matching import Normalizer
    from toponym.matching.explained import Explained
    from toponym.matching.identify import Explanation
    from toponym.romanization import romanizations, romanize
    from toponym.table import Table

    data_version: str

__version__ = "0.1.0"

__all__ = [
    "Candidate",
    "Entry",
    "Explained",
    "Explanation",
    "Finder",
    "HintError",
    "IndexFileError",
    "Match",
    "Mention",
    "Name",
    "Normalizer",
    "Query",
    "RomanizationError",
    "Table",
    "TableError",
    "ToponymError",
    "Variant",
    "__version__",
    "data_version",
    "embedded_table",
    "explain",
    "find",
    "get",
    "house_style",
    "identify",
    "normalize",
    "normalize_many",
    "romanizations",
    "romanize",
]

# Where the rest of the public API lives; imported on first use, so that `import toponym` stays cheap.
_HOMES = {
    "Explained": "toponym.matching.explained",
    "Explanation": "toponym.matching.identify",
    "Finder": "toponym.finding",
    "Normalizer": "toponym.matching",
    "Table": "toponym.table",
    "data_version": "toponym.api",
    "embedded_table": "toponym.gazetteer.store",
    "explain": "toponym.api",
    "find": "toponym.api",
    "get": "toponym.api",
    "house_style": "toponym.api",
    "identify": "toponym.api",
    "normalize": "toponym.api",
    "normalize_many": "toponym.api",
    "romanizations": "toponym.romanization",
    "romanize": "toponym.romanization",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'toponym' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
