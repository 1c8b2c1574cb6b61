"""The three forms of an answer: JSON Lines, CSV columns, and text for reading."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol, TypeVar

from toponym.cli.describe import Describer, visible
from toponym.cli.output import Output, utf_8
from toponym.model import AuthorityId, Candidate, Match

T = TypeVar("T")

CSV_COLUMNS: Final = (
    "toponym_status",
    "toponym_id",
    "toponym_name",
    "toponym_kind",
    "toponym_country",
    "toponym_admin1",
    "toponym_lat",
    "toponym_lon",
    "toponym_score",
    "toponym_reason",
    "toponym_pcode",
    "toponym_katottg",
    "toponym_geonames",
    "toponym_candidates",
)

# Alignment stops at these widths; longer cells push the rest of their line to the right.
_WIDEST: Final = (32, 60, 32, 5)
_LONGEST_QUERY: Final = 80
_MOST_SHOWN: Final = 10

Line = tuple[tuple[str, ...], tuple[int, ...]]
"""Cells, and the widths at which a terminal shows them."""


class Form(Protocol[T]):
    """One output format: `render` makes what equal rows share, `write` writes rows with it."""

    def begin(self, header: Sequence[str]) -> None: ...
    def render(self, query: str, match: Match) -> T: ...
    def write(self, rows: Iterable[tuple[list[str], T]]) -> None: ...


class JsonLines:
    """An object a line and a name."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def begin(self, header: Sequence[str]) -> None:
        """JSON Lines has no header."""

    def render(self, query: str, match: Match) -> bytes:
        return utf_8(json.dumps(match_record(query, match), ensure_ascii=False) + "\n")

    def write(self, rows: Iterable[tuple[list[str], bytes]]) -> None:
        self._output.write(b"".join(form for _, form in rows))


class Csv:
    """Every column and row of the input, and the `toponym_*` columns after them."""

    def __init__(self, output: Output, delimiter: str = ",") -> None:
        self._output = output
        self._delimiter = delimiter
        self._width = 0
        self._written = io.StringIO()
        # csv quotes a line break in a cell only if its line end has that character, hence both.
        self._writer = csv.writer(self._written, delimiter=delimiter, lineterminator="\r\n")

    def begin(self, header: Sequence[str]) -> None:
        self._width = len(header)
        self._output.write(self._line([*header, *CSV_COLUMNS]) + "\n")

    def render(self, query: str, match: Match) -> str:
        return self._line(_csv_cells(match))

    def write(self, rows: Iterable[tuple[list[str], str]]) -> None:
        line, delimiter, width = self._line, self._delimiter, self._width
        lines = []
        for cells, form in rows:
            # Cells beyond the header have no column; at the end they are kept and shift no other.
            beyond = delimiter + line(cells[width:]) if len(cells) > width else ""
            lines.append(f"{line(cells[:width])}{delimiter}{form}{beyond}\n")
        self._output.write("".join(lines))

    def _line(self, cells: Sequence[str]) -> str:
        """The cells, quoted where needed, without a line end."""
        self._written.seek(0)
        self._written.truncate()
        self._writer.writerow(cells)
        return self._written.getvalue()[:-2]


class Text:
    """A line a name, its columns aligned, with the candidates of an ambiguous one below."""

    def __init__(self, output: Output, describer: Describer) -> None:
        self._output = output
        self._describer = describer

    def begin(self, header: Sequence[str]) -> None:
        """Text has no header."""

    def render(self, query: str, match: Match) -> list[Line]:
        shown = visible(query if len(query) <= _LONGEST_QUERY else query[: _LONGEST_QUERY - 1] + "…")
        reason = visible(match.reason)
        if match.status == "match":
            name, id_, _ = self._candidate(match.candidates[0])
            return [_measured(shown, name, id_, _short(match.score), reason)]
        score = _short(match.score) if match.status == "ambiguous" else ""
        lines = [_measured(shown, match.status, "", score, reason)]
        if match.status == "ambiguous":
            for candidate in match.candidates[:_MOST_SHOWN]:
                name, id_, score = self._candidate(candidate)
                lines.append(_measured("", f"  {name}", id_, score, visible(candidate.reason)))
            hidden = len(match.candidates) - _MOST_SHOWN
            if hidden > 0:
                lines.append(_measured("", f"  and {hidden} more", "", "", ""))
        return lines

    def write(self, rows: Iterable[tuple[list[str], list[Line]]]) -> None:
        self._output.write("".join(_aligned([line for _, lines in rows for line in lines])))

    def _candidate(self, candidate: Candidate) -> tuple[str, str, str]:
        return self._describer.line(candidate.entry), visible(candidate.id), _short(candidate.score)


def match_record(query: str, match: Match) -> dict[str, Any]:
    """The JSON object of an answer; what does not apply is null, an empty list or an empty object."""
    entry = match.entry
    return {
        "query": query,
        "status": match.status,
        "id": match.id,
        "name": entry.name if entry else None,
        "kind": entry.kind if entry else None,
        "country": (entry.country or None) if entry else None,
        "admin1": (entry.admin1 or None) if entry else None,
        "lat": entry.lat if entry else None,
        "lon": entry.lon if entry else None,
        "score": _score(match.score),
        "method": match.method,
        "reason": match.reason,
        "ids": {key: list(id_) if isinstance(id_, tuple) else id_ for key, id_ in entry.ids.items()} if entry else {},
        "candidates": [
            {
                "id": candidate.id,
                "name": candidate.name,
                "kind": candidate.kind,
                "country": candidate.country or None,
                "admin1": candidate.admin1 or None,
                "score": _score(candidate.score),
            }
            for candidate in match.candidates
        ],
    }


def _csv_cells(match: Match) -> list[str]:
    entry = match.entry
    candidates = " ".join(candidate.id for candidate in match.candidates)
    if entry is None:
        return [match.status, *[""] * 7, str(_score(match.score)), match.reason, *[""] * 3, candidates]
    lat, lon = ("" if degrees is None else str(degrees) for degrees in (entry.lat, entry.lon))
    return [
        match.status,
        entry.id,
        entry.name,
        entry.kind,
        entry.country,
        entry.admin1,
        lat,
        lon,
        str(_score(match.score)),
        match.reason,
        *(_joined(entry.ids.get(authority, "")) for authority in ("pcode", "katottg", "geonames")),
        candidates,
    ]


def _joined(id_: AuthorityId | tuple[AuthorityId, ...]) -> str:
    return " ".join(map(str, id_)) if isinstance(id_, tuple) else str(id_)


def _score(probability: float) -> float:
    return round(float(probability), 4)


def _short(probability: float) -> str:
    return f"{probability:.2f}"


def _measured(*cells: str) -> Line:
    from rich.cells import cell_len

    return cells, tuple(map(cell_len, cells))


def _aligned(lines: Sequence[Line]) -> Iterator[str]:
    widths = [
        max((min(sizes[column], widest) for _, sizes in lines), default=0) for column, widest in enumerate(_WIDEST)
    ]
    for cells, sizes in lines:
        padded = [cell + " " * (width - size) for cell, size, width in zip(cells, sizes, widths, strict=False)]
        yield "  ".join([*padded, cells[-1]]).rstrip() + "\n"
