"""The forms of `toponym find`: highlighted text, JSON Lines, GeoJSON; and the counts of a summary."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from toponym.cli.describe import Describer, visible
from toponym.cli.forms import match_record
from toponym.model import Entry, Match, Mention

if TYPE_CHECKING:
    from toponym import Normalizer

FORMATS: Final = ("text", "jsonl", "geojson")

_STYLES: Final = {"person": "magenta", "country": "blue", "region": "cyan", "claimed": "red"}
_PLACE_STYLE: Final = "green"
_MOST_RENDERED: Final = 10_000
_KEPT: Final = "\n\t\r"

Write = Callable[[str | bytes], None]


class Form:
    """What is written of texts and their mentions; this one writes nothing."""

    separator = ""

    def __init__(self, write: Write, begun: bool = False) -> None:
        self._write = write
        self._begun = begun
        self._file = ""
        self.written = False

    def begin(self) -> None: ...
    def begin_file(self, name: str) -> None:
        self._file = name

    def text(self, part: str) -> None: ...
    def mention(self, mention: Mention) -> None: ...
    def end_file(self) -> None: ...
    def end(self) -> None: ...

    def _put(self, text: str) -> None:
        if self._begun:
            self._write(self.separator)
        self._begun = self.written = True
        self._write(text)


class JsonLines(Form):
    """An object a line and a mention."""

    def __init__(self, write: Write, begun: bool = False) -> None:
        super().__init__(write, begun)
        self._rendered: dict[int, tuple[Match, str]] = {}

    def mention(self, mention: Mention) -> None:
        place = {"file": self._file, "start": mention.start, "end": mention.end, "text": mention.text}
        self._put(f"{json.dumps(place, ensure_ascii=False)[:-1]}, {self._answer(mention.match)}\n")

    def _answer(self, match: Match) -> str:
        """The fields of an answer, which equal names of a text share."""
        known = self._rendered.get(id(match))
        if known is None:
            if len(self._rendered) >= _MOST_RENDERED:
                self._rendered.clear()
            text = json.dumps(match_record(match.query, match), ensure_ascii=False)[1:]
            known = self._rendered[id(match)] = (match, text)  # the match is kept, so that its id stays its own
        return known[1]


class GeoJson(Form):
    """One FeatureCollection, a Feature a mention; of what has no place the geometry is null."""

    separator = ",\n"

    def begin(self) -> None:
        self._write('{"type": "FeatureCollection", "features": [\n')

    def mention(self, mention: Mention) -> None:
        match = mention.match
        record = match_record(match.query, match)
        lat, lon = record.pop("lat"), record.pop("lon")
        geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
        place = {"file": self._file, "start": mention.start, "end": mention.end, "text": mention.text}
        feature = {"type": "Feature", "geometry": geometry, "properties": {**place, **record}}
        self._put(json.dumps(feature, ensure_ascii=False))

    def end(self) -> None:
        self._write("\n]}\n")


class Highlights(Form):
    """The text with its names marked: by colours on a terminal, by brackets elsewhere."""

    separator = "\n"

    def __init__(self, write: Write, begun: bool = False, colours: bool = False, several: bool = False) -> None:
        super().__init__(write, begun)
        self._colours = colours
        self._several = several
        self._waiting = ""
        self._at = 0

    def begin_file(self, name: str) -> None:
        super().begin_file(name)
        self._waiting, self._at = "", 0
        if self._several:
            # An empty line parts the files.
            self._put(f"{self.separator if self._begun else ''}==> {visible(name)} <==\n")

    def text(self, part: str) -> None:
        self._waiting += part

    def mention(self, mention: Mention) -> None:
        self._pass(mention.start)
        self._pass(mention.end, self._marked(mention))

    def end_file(self) -> None:
        ends = self._waiting[-1:] in ("\n", "")
        self._pass(self._at + len(self._waiting))
        if not ends:
            self._put("\n")

    def _pass(self, to: int, instead: str | None = None) -> None:
        """Write the text up to a position, or what stands for it."""
        size = to - self._at
        text = _safe(self._waiting[:size]) if instead is None else instead
        self._waiting = self._waiting[size:]
        self._at = to
        if text:
            self._put(text)

    def _put(self, text: str) -> None:
        self._begun = self.written = True
        self._write(text)

    def _marked(self, mention: Mention) -> str:
        match = mention.match
        text = _safe(mention.text)
        meant = match.id or f"{match.status}: {', '.join(candidate.id for candidate in match.candidates[:3])}"
        if not self._colours:
            return f"[{text}]({meant})"
        from rich.style import Style

        style = Style(bold=True, color=_STYLES.get(match.kind or "", _PLACE_STYLE) if match else "yellow")
        return style.render(text) + Style(dim=True).render(f" ({meant})")


def _safe(text: str) -> str:
    """Text whose control characters do nothing to a terminal; lines stay lines."""
    return "".join(char if char in _KEPT or (char >= " " and char != "\x7f") else visible(char) for char in text)


def form_of(name: str, write: Write, colours: bool = False, several: bool = False, begun: bool = False) -> Form:
    """The form with a name; "none" writes nothing."""
    if name == "text":
        return Highlights(write, begun, colours, several)
    forms: dict[str, type[Form]] = {"jsonl": JsonLines, "geojson": GeoJson}
    return forms.get(name, Form)(write, begun)


class Counts:
    """How often each entry is named, by spelling and file; what stayed ambiguous is counted by its spelling."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[str, str, str]] = Counter()
        self._entries: dict[str, Entry] = {}

    def count(self, file: str, mention: Mention) -> None:
        entry = mention.match.entry
        id_ = entry.id if entry is not None else ""
        if entry is not None:
            self._entries[entry.id] = entry
        self._counted[id_, " ".join(mention.name.split()), file] += 1

    def add(self, other: "Counts") -> None:
        """Count what another counter has counted as well."""
        self._counted.update(other._counted)
        self._entries.update(other._entries)

    def write(self, write: Write, form: str, normalizer: "Normalizer") -> None:
        """Write the entries, the most often named first, with their spellings and files."""
        by_entry: dict[tuple[str, str], dict[str, Counter[str]]] = {}
        for (id_, spelling, file), number in self._counted.items():
            key = (id_, "") if id_ else ("", spelling)
            by_entry.setdefault(key, {}).setdefault(spelling, Counter())[file] += number
        describer = Describer(normalizer)
        totals = {key: sum(sum(files.values()) for files in of.values()) for key, of in by_entry.items()}
        for key in sorted(by_entry, key=lambda key: (not key[0], -totals[key], key)):
            entry = self._entries.get(key[0])
            spellings = sorted(by_entry[key].items(), key=lambda item: (-sum(item[1].values()), item[0]))
            if form == "jsonl":
                write(json.dumps(_summary_record(entry, totals[key], spellings), ensure_ascii=False) + "\n")
            else:
                write("".join(_summary_lines(entry, totals[key], spellings, describer)))


def _summary_record(entry: Entry | None, total: int, spellings: list[tuple[str, "Counter[str]"]]) -> dict[str, Any]:
    return {
        "id": entry.id if entry else None,
        "name": entry.name if entry else None,
        "kind": entry.kind if entry else None,
        "mentions": total,
        "spellings": {spelling: dict(files) for spelling, files in spellings},
    }


def _summary_lines(
    entry: Entry | None, total: int, spellings: list[tuple[str, "Counter[str]"]], describer: Describer
) -> Iterable[str]:
    if entry is not None:
        yield f"{entry.id}  {describer.line(entry)}  {total}\n"
    else:
        yield f"ambiguous  {total}\n"
    for spelling, files in spellings:
        listed = ", ".join(f"{visible(file)} {number}" for file, number in sorted(files.items()))
        yield f"    {visible(spelling)}  {sum(files.values())}  ({listed})\n"
