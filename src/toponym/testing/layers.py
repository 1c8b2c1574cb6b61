"""The normalizer that a table is tested with: over the layers that it will stand on."""

from toponym.matching import Normalizer
from toponym.model import Entry
from toponym.table import Table


def normalizer_of(table: Table, *beneath: str) -> Normalizer:
    """A table over the layers beneath it; those alone when the uppermost holds every entry as the table has it.

    Then nothing need be compiled: so the embedded table itself is tested from the index that ships with the package.
    """
    if beneath:
        lower = Normalizer(*beneath)
        if all(_holds(lower, entry) for entry in table):
            return lower
    return Normalizer(table, *beneath)


def _holds(normalizer: Normalizer, entry: Entry) -> bool:
    """Whether a layer has an entry with everything that the table says of it, in that order."""
    from toponym.errors import ToponymError

    try:
        known = normalizer.get(entry.id)
    except ToponymError:
        return False
    parts = ("id", "kind", "feature", "country", "admin1", "parents", "eponym", "lat", "lon", "population", "label")
    same = all(getattr(entry, part) in (getattr(known, part), None, "", ()) for part in parts)
    names = known.names[: len(entry.names)] == entry.names
    variants = known.variants[: len(entry.variants)] == entry.variants
    return same and names and variants and entry.ids.items() <= known.ids.items()
