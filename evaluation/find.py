"""`python -m evaluation find`: how well names in running text are found, against the gold in evaluation/gold.

A mention is right when its span is the gold's full span or its core, and its match is the gold's entry. Precision is
the share of right matches among all matches, recall the share of gold mentions with an entry that are right. An answer
"ambiguous" claims nothing: it is right where the gold leaves the mention open, a miss where it does not, and never a
false match.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toponym import Mention, ToponymError, find, get

GOLD = Path(__file__).with_name("gold")
SHARED = Path(os.environ.get("TOPONYM_SHARED", Path(__file__).resolve().parents[2] / "shared"))
# Settlements that give their name to an oblast.
EPONYMS = ("luhansk", "donetsk", "kherson", "kharkiv")

Gold = dict[str, Any]
Find = Callable[[str], list[Mention]]


@dataclass
class Score:
    """Counts of one set, and what went wrong, in words."""

    expected: int = 0
    right: int = 0
    matches: int = 0
    right_matches: int = 0
    ambiguous: int = 0
    city_or_oblast: int = 0
    city_or_oblast_right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right_matches / self.matches if self.matches else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    def add(self, other: "Score") -> None:
        """Count another set in."""
        for name in ("expected", "right", "matches", "right_matches", "ambiguous"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.city_or_oblast += other.city_or_oblast
        self.city_or_oblast_right += other.city_or_oblast_right
        self.errors += other.errors

    def row(self, name: str) -> str:
        sense = f", city or oblast {self.city_or_oblast_right}/{self.city_or_oblast}" if self.city_or_oblast else ""
        return (
            f"{name}: precision {self.precision:.3f} ({self.right_matches}/{self.matches}), "
            f"recall {self.recall:.3f} ({self.right}/{self.expected}), {self.ambiguous} ambiguous{sense}"
        )


def wanted(gold: Gold) -> frozenset[str]:
    """The ids that are right for a gold mention."""
    ids = gold.get("any") or ([gold["id"]] if gold.get("id") else [])
    return frozenset(map(_own_id, ids))


def _own_id(id_: str) -> str:
    try:
        return get(id_).id
    except ToponymError:
        return id_


def score(text: str, golds: Iterable[Gold], find: Find, name: str = "") -> Score:
    """Compare what `find` finds in a text with the gold."""
    total = Score()
    mentions = find(text)
    by_span = {(mention.start, mention.end): mention for mention in mentions}
    claimed: set[tuple[int, int]] = set()
    for gold in golds:
        spans = {
            (gold["start"], gold["end"]),
            (gold.get("core_start", gold["start"]), gold.get("core_end", gold["end"])),
        }
        span = next((span for span in sorted(spans) if span in by_span), None)
        mention = by_span.get(span) if span is not None else None
        ids = wanted(gold)
        if not ids:
            world = gold.get("world")
            if mention is not None and mention.match.id and world and mention.match.id == _own_id(world):
                claimed.add((mention.start, mention.end))
                total.right_matches += 1
            continue
        total.expected += 1
        written = text[gold["start"] : gold["end"]]
        if mention is None:
            total.errors.append(f"{name}: missed {written!r} ({', '.join(sorted(ids))})")
            _sense(total, ids, None)
            continue
        claimed.add((mention.start, mention.end))
        if _is_right(mention, gold, ids):
            total.right += 1
            total.right_matches += bool(mention.match)
            _sense(total, ids, mention)
        else:
            meant = mention.match.id or mention.match.status
            total.errors.append(f"{name}: {written!r} is {', '.join(sorted(ids))}, not {meant}")
            _sense(total, ids, mention)
    for mention in mentions:
        total.matches += bool(mention.match)
        total.ambiguous += mention.match.status == "ambiguous"
        if mention.match and (mention.start, mention.end) not in claimed:
            total.errors.append(f"{name}: false {mention.text!r} ({mention.match.id})")
    return total


def _is_right(mention: Mention, gold: Gold, ids: frozenset[str]) -> bool:
    match = mention.match
    among = match.status == "ambiguous" and any(candidate.id in ids for candidate in match.candidates)
    if gold.get("status") == "ambiguous":
        return among
    return match.id in ids or (among and "any" in gold)


def _sense(total: Score, ids: frozenset[str], mention: Mention | None) -> None:
    names = {f"ua-{name}{kind}" for name in EPONYMS for kind in ("", "-oblast")}
    if ids & names and len(ids) == 1:
        total.city_or_oblast += 1
        total.city_or_oblast_right += mention is not None and mention.match.id in ids


def lines(path: Path) -> Iterator[Gold]:
    """The objects of a JSON Lines file."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def articles() -> Iterator[tuple[str, str, list[Gold]]]:
    """The articles with their gold, those that are there and are the ones that the gold was made from."""
    golds: dict[str, list[Gold]] = {}
    for gold in lines(GOLD / "articles.jsonl"):
        golds.setdefault(gold["file"], []).append(gold)
    if not golds:
        return
    sums = (line.split() for line in (GOLD / "articles.sha256").read_text().splitlines())
    digests = {name: digest for digest, name in sums}
    for name, of in golds.items():
        path = SHARED / "articles" / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digests[name]:
            yield name, path.read_bytes().decode("utf-8"), of


def speed(text: str, find: Find, seconds: float = 3.0) -> float:
    """Megabytes of UTF-8 a second, after a first run over the same text."""
    find(text)
    begin = time.perf_counter()
    runs = 0
    while time.perf_counter() - begin < seconds:
        find(text)
        runs += 1
    return runs * len(text.encode()) / 1e6 / (time.perf_counter() - begin)


def report(show_errors: bool = True) -> Iterator[str]:
    """The lines that the command prints."""
    total = Score()
    for name, text, golds in articles():
        part = score(text, golds, find, name)
        yield part.row(name)
        total.add(part)
    yield total.row("articles")
    if show_errors:
        yield from (f"  {error}" for error in total.errors)
