"""Compiled layers: build them, keep them, look things up in them."""

from toponym.gazetteer.directory import cache_directory
from toponym.gazetteer.forms import Posting
from toponym.gazetteer.index import NO_ENTRY, Explanation, Facts, Index
from toponym.gazetteer.store import data_directory, embedded_index, index_of

__all__ = [
    "NO_ENTRY",
    "Explanation",
    "Facts",
    "Index",
    "Posting",
    "cache_directory",
    "data_directory",
    "embedded_index",
    "index_of",
]
