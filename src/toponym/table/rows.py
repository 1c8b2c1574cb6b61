"""Entries from the rows of anybody's table: columns named by their owner go in, checked entries come out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, NamedTuple

from toponym.errors import TableError
from toponym.model import Entry
from toponym.table.record import entry_from_record, shown
from toponym.table.validate import problems

FIELDS: Final = ("country", "admin1", "kind", "feature", "lat", "lon", "population")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. `names` are columns of names, the first the display name; `variants` hold several
    spellings with `separator` between them; `fields` maps a field of an entry to its column."""

    id: str
    names: Sequence[str]
    variants: Sequence[str] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""
    kind: str = "settlement"
    country: str = ""
    separator: str = ";"


class BadRow(NamedTuple):
    """A row that makes no entry: the line it begins on, and what to do about it."""

    line: int
    why: str


def row_entry(cells: Mapping[str, Any], columns: Columns) -> Entry:
    """The entry of one row. Raises TableError, which says what is wrong with which column.

    >>> row = {"code": "7", "name": "Ужгород", "other": "Uzhgorod; Ungvár", "lat": "48.62", "lon": "22.29"}
    >>> entry = row_entry(row, Columns("code", ["name"], ["other"], {"lat": "lat", "lon": "lon"}, lang="uk"))
    >>> entry.id, entry.name, [variant.text for variant in entry.variants], entry.lat
    ('7', 'Ужгород', ['Uzhgorod', 'Ungvár'], 48.62)
    """
    id_ = _cell(cells, columns.id)
    if not id_:
        raise TableError(f"no id in column {columns.id!r}")
    texts = list(dict.fromkeys(text for column in columns.names if (text := _cell(cells, column))))
    if not texts:
        raise TableError(f"no name in column {' or '.join(map(repr, columns.names))}")
    record: dict[str, Any] = {"id": id_, "kind": columns.kind, "country": columns.country}
    for key, column in columns.fields.items():
        text = _cell(cells, column)
        if text:
            record[key] = _value(key, text, column)
    if record["country"]:
        record["country"] = _country_code(record["country"])
    record["names"] = [{"text": text, "lang": columns.lang} if columns.lang else text for text in texts]
    record["label"] = texts[0]
    known = set(texts)
    variants = []
    for column in columns.variants:
        for part in _cell(cells, column).split(columns.separator):
            text = " ".join(part.split())
            if text and text not in known:
                known.add(text)
                variants.append(text)
    record["variants"] = variants
    entry = entry_from_record(record)
    breach = next(problems([entry]), None)
    if breach is not None:
        raise TableError(breach)
    return entry


def _cell(cells: Mapping[str, Any], column: str) -> str:
    value = cells.get(column)
    return "" if value is None else " ".join(str(value).split())


def _value(key: str, text: str, column: str) -> Any:
    if key not in ("lat", "lon", "population"):
        return text
    try:
        number = float(text)
        return int(number) if key == "population" else number
    except (ValueError, OverflowError):
        wanted = "people" if key == "population" else "degrees"
        raise TableError(f"column {column!r}: {shown(text)} is no number of {wanted}") from None


@cache
def _country_code(text: str) -> str:
    import pycountry

    try:
        code: str = pycountry.countries.lookup(text).alpha_2
    except LookupError:
        raise TableError(f"unknown country {shown(text)}; write its ISO 3166-1 code, such as UA") from None
    return code


def entries_of_rows(
    rows: Iterable[tuple[int, Mapping[str, Any] | str]], columns: Columns, bad: "list[BadRow]"
) -> Iterator[Entry]:
    """The entries of (line, row); what makes none is put into `bad`. A row may be the words of what is wrong with it.

    Rows of one id that follow each other are one entry with the names of all.
    """
    pending: Entry | None = None
    for line, row in rows:
        try:
            if isinstance(row, str):
                raise TableError(row)
            entry = row_entry(row, columns)
        except TableError as error:
            bad.append(BadRow(line, str(error)))
            continue
        if pending is None:
            pending = entry
        elif pending.id == entry.id:
            pending = _united(pending, entry)
        else:
            yield pending
            pending = entry
    if pending is not None:
        yield pending


def _united(first: Entry, second: Entry) -> Entry:
    known = {name.text for name in first.names}
    names = first.names + tuple(name for name in second.names if name.text not in known)
    spelt = {name.text for name in names} | {variant.text for variant in first.variants}
    variants = tuple(variant for variant in second.variants if variant.text not in spelt)
    return replace(first, names=names, variants=first.variants + variants)
