"""A table for other programs: CSV for spreadsheets, JSON Lines as it is, GeoJSON for maps."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from toponym.errors import ToponymError
from toponym.model import Entry
from toponym.table.merge import authority_keys
from toponym.table.record import entry_to_record
from toponym.table.write import dump_line

FORMATS: Final = ("csv", "jsonl", "geojson")
"""The formats that `export` writes."""

_BEFORE: Final = (
    *("id", "label", "kind", "feature", "country", "admin1"),
    *("parents", "eponym", "lat", "lon", "population"),
)
_AFTER: Final = ("names", "variants")
_BETWEEN: Final = " | "


def export(table: Iterable[Entry], format_: str) -> Iterator[str]:
    """The text of a table in a format, line by line, one line an entry.

    - csv: a header; names and variants joined with " | ", a column for each authority (twin ids joined by a space),
      the P-code among them.
    - jsonl: the table's own format, which `Table.load` reads.
    - geojson: a FeatureCollection (RFC 7946) of points, longitude first; entries without coordinates have the
      geometry null. Properties are the table's fields and `name`, the display name.

    Raises ToponymError for another format.

    >>> print(*export([Entry("hq", "facility", label="Head Office", ids={"geonames": 1})], "csv"), sep="", end="")
    id,label,kind,feature,country,admin1,parents,eponym,lat,lon,population,geonames,names,variants
    hq,Head Office,facility,,,,,,,,,1,,
    """
    writers = {"csv": _csv, "jsonl": _jsonl, "geojson": _geojson}
    if format_ not in writers:
        raise ToponymError(f"no export format {format_!r}; use one of {', '.join(FORMATS)}")
    return writers[format_](table)


def _csv(table: Iterable[Entry]) -> Iterator[str]:
    entries = list(table)
    authorities = sorted({key.partition(":")[0] for entry in entries for key in authority_keys(entry)})
    # A user's authority may be called like a column.
    titles = [f"id_{name}" if name in (*_BEFORE, *_AFTER) else name for name in authorities]
    yield _csv_line([*_BEFORE, *titles, *_AFTER])
    for entry in entries:
        cells: list[object] = [getattr(entry, key) for key in _BEFORE]
        cells[_BEFORE.index("parents")] = " ".join(entry.parents)
        ids: dict[str, list[str]] = {}
        for key in authority_keys(entry):
            authority, _, id_ = key.partition(":")
            ids.setdefault(authority, []).append(id_)
        cells += [" ".join(ids.get(authority, ())) for authority in authorities]
        cells += [_BETWEEN.join(dict.fromkeys(part.text for part in parts)) for parts in (entry.names, entry.variants)]
        yield _csv_line(cells)


def _csv_line(cells: Iterable[object]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow(["" if cell is None else cell for cell in cells])
    return stream.getvalue()


def _jsonl(table: Iterable[Entry]) -> Iterator[str]:
    return (dump_line(entry) + "\n" for entry in table)


def _geojson(table: Iterable[Entry]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for entry in table:
        yield before + json.dumps(_feature(entry), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _feature(entry: Entry) -> dict[str, Any]:
    properties = entry_to_record(entry)
    lat, lon = properties.pop("lat", None), properties.pop("lon", None)
    pcodes = [key.partition(":")[2] for key in authority_keys(entry) if key.startswith("pcode:")]
    if pcodes:
        properties["ids"]["pcode"] = pcodes[0] if len(pcodes) == 1 else pcodes
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]},
        "properties": {"name": entry.name, **properties},
    }
