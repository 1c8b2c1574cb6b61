"""Tables of four sizes and the spellings that are looked up in them, all drawn by hash: every run asks the same.

No query of the kinds "key" and "fuzzy" is in the table, not even with other marks or in the other script: a query is an
alternate name of GeoNames that the table was not given. `docs/benchmarks.md` tells the rules.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.places import Place
from evaluation.sets import MIN_SIMILARITY, Form, fraction, own_forms, representatives
from evaluation.spelling import letters, scripts, similarity, usable
from toponym import romanizations

EXACT, KEY, FUZZY = "exact", "key", "fuzzy"
KINDS = (EXACT, KEY, FUZZY)
COUNTING = "an empty loop"  # no look-up: what two processes gain at best

# The languages whose systems may have spelled a Cyrillic name of these countries.
LANGUAGES = {"UA": ("uk", "ru"), "BY": ("be", "ru"), "BG": ("bg",), "RU": ("ru",)}


@dataclass(frozen=True, slots=True)
class Size:
    """What a table holds: the places of some countries (all when empty), with all their alternates or without."""

    name: str
    title: str
    countries: frozenset[str] = frozenset()
    cyrillic: bool = True
    alternates: bool = False


SIZES = {
    size.name: size
    for size in (
        Size("ua", "Ukraine: main names, Ukrainian and Russian forms", frozenset({"UA"})),
        Size(
            "slavic",
            "eight Slavic countries: main names, Cyrillic forms",
            frozenset({"UA", "BY", "BG", "PL", "RU", "RS", "MK", "SK"}),
        ),
        Size("world", "the world: main names", cyrillic=False),
        Size("all", "the world: main names and all alternates", cyrillic=False, alternates=True),
    )
}


@dataclass(slots=True)
class Record:
    """A place of the table: its forms, the main name first, and what toponym may know of it besides."""

    place: Place
    forms: tuple[Form, ...]

    def entry(self, number: int) -> dict[str, Any]:
        """The record in toponym's table format; its number is part of the id."""
        main, *rest = self.forms
        names: list[Any] = [main.text, *({"text": form.text, "lang": form.lang} for form in rest if form.lang)]
        variants = [{"text": form.text} for form in rest if not form.lang]
        entry: dict[str, Any] = {"id": f"place-{number}", "kind": "settlement", "names": names}
        if variants:
            entry["variants"] = variants
        place = self.place
        return entry | {
            "country": place.country,
            "lat": place.latitude,
            "lon": place.longitude,
            "population": place.population,
        }


@dataclass(slots=True)
class Benchmark:
    """A table and its queries by kind; a query's right answers are numbers of records."""

    size: Size
    records: list[Record]
    queries: dict[str, list[tuple[str, tuple[int, ...]]]]

    def names(self) -> Iterator[tuple[str, int]]:
        """Every form with the number of its record; larger places come first."""
        for number, record in enumerate(self.records):
            for form in record.forms:
                yield form.text, number

    def write(self, folder: Path) -> None:
        """Write names.json (what every peer is given), table.jsonl (the same for toponym) and queries.json."""
        dump(folder / "names.json", list(self.names()))
        dump(folder / "queries.json", self.queries)
        with (folder / "table.jsonl").open("w", encoding="utf-8") as stream:
            for number, record in enumerate(self.records):
                stream.write(json.dumps(record.entry(number), ensure_ascii=False) + "\n")


def dump(path: Path, value: object) -> None:
    """Write a JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def make(size: Size, places: Iterable[Place], exact: int, hidden: int) -> Benchmark:
    """The table of a size with up to `exact` exact queries and up to `hidden` of each other kind."""
    chosen = representatives(place for place in places if not size.countries or place.country in size.countries)
    records = [Record(place, _forms(place, size)) for place in chosen]
    owners = _owners(records)
    queries: dict[str, list[tuple[str, tuple[int, ...]]]] = {EXACT: [], KEY: [], FUZZY: []}
    # The half of the places that is asked for a key is not asked for a fuzzy name, so that neither robs the other.
    for number in sorted(range(len(records)), key=lambda number: fraction("bench", chosen[number].id)):
        kind = KEY if fraction("kind", chosen[number].id) < 0.5 else FUZZY
        if len(queries[kind]) >= hidden:
            if all(len(queries[each]) >= hidden for each in (KEY, FUZZY)):
                break
            continue
        text = _hidden_variant(number, records[number], kind, owners, size)
        if text is not None:
            queries[kind].append((text, (number,)))
            _hide(records[number], text)
    queries[EXACT] = list(_exact(records, exact))
    return Benchmark(size, records, queries)


def _forms(place: Place, size: Size) -> tuple[Form, ...]:
    if not size.alternates:
        return own_forms(place, size.cyrillic)
    # Alternates hold stray spaces, and invisible characters that no table should hold.
    texts = (place.name, *(" ".join(text.split()) for text in place.alternates))
    return tuple(Form(text) for text in dict.fromkeys(texts) if text and text.isprintable())


def _owners(records: Sequence[Record]) -> dict[str, set[int]]:
    owners: dict[str, set[int]] = defaultdict(set)
    for number, record in enumerate(records):
        for form in record.forms:
            owners[letters(form.text)].add(number)
    return owners


def _hidden_variant(number: int, record: Record, kind: str, owners: dict[str, set[int]], size: Size) -> str | None:
    """An alternate of that kind that no other place bears, and the table does not hold once it is hidden."""
    spelled = _romanized(record.place) if kind == KEY else frozenset()
    if kind == KEY and not spelled:
        return None
    main = letters(record.forms[0].text)
    for text in sorted(record.place.alternates, key=lambda text: fraction("draw", record.place.id, text)):
        bare = letters(text)
        if not usable(text) or bare == main or owners.get(bare, set()) - {number}:
            continue
        if not size.alternates and number in owners.get(bare, ()):
            continue
        if kind == KEY and (bare not in spelled or scripts(text) != {"LATIN"}):
            continue
        left = [form.text for form in record.forms if letters(form.text) != bare]
        if _near(text, left) and (kind == KEY or bare not in _romanized(record.place)):
            return text
    return None


def _near(text: str, forms: Iterable[str]) -> bool:
    return any(similarity(text, form) >= MIN_SIMILARITY for form in forms)


def _hide(record: Record, text: str) -> None:
    bare = letters(text)
    record.forms = tuple(form for form in record.forms if letters(form.text) != bare)


def _romanized(place: Place) -> frozenset[str]:
    """The letters of what published systems make of the Cyrillic names of a place."""
    names = [text for text in place.alternates if usable(text) and scripts(text) == {"CYRILLIC"}]
    return frozenset(
        letters(spelling)
        for lang in LANGUAGES.get(place.country, ())
        for name in names
        for spelling in romanizations(name, lang).values()
    )


def _exact(records: Sequence[Record], count: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Forms as they stand in the table; each record that bears the same letters is a right answer."""
    owners = _owners(records)
    texts = dict.fromkeys(form.text for record in records for form in record.forms)
    for text in sorted(texts, key=lambda text: fraction("exact", text))[: 2 * count]:
        if usable(text) and count:
            yield text, tuple(sorted(owners[letters(text)]))
            count -= 1
