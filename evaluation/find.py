"""`python -m evaluation find`: how well, how fast and how soberly names are found in running text.

Precision and recall against the gold of `evaluation/gold` (its README says what counts), false places in texts without
Ukrainian ones, megabytes a second on generated news.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import toponym
from evaluation import false_places
from evaluation.find_score import GOLD, Found, GoldText, Score, articles, error_lines, passages, score, total
from toponym import Mention
from toponym.finding.book import Book
from toponym.finding.scan import scan

SHARED = Path(os.environ.get("TOPONYM_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_SECONDS = 3.0
_SENTENCES = 10_000
_SPEED_TEXT = 300_000  # bytes

Find = Callable[[str], list[Mention]]


def found_in(text: str, find: Find) -> list[Found]:
    """What the finder says of a text, in the terms of the scorer."""
    return [
        Found(
            mention.start,
            mention.end,
            mention.match.status,
            mention.match.id,
            tuple(candidate.id for candidate in mention.match.candidates),
        )
        for mention in find(text)
    ]


def sets() -> Iterator[tuple[str, list[GoldText]]]:
    """The sets of gold that are there, by name."""
    if (SHARED / "articles").is_dir():  # other people's texts, no part of the project
        yield "articles", articles(SHARED / "articles")
    every = passages()
    yield "passages, English", [text for text in every if text.lang == "en"]
    yield "passages, Polish and German", [text for text in every if text.lang != "en"]
    for lang, name in (("uk", "Ukrainian"), ("ru", "Russian")):
        yield f"sentences, {name}", passages(GOLD / f"sentences_{lang}.jsonl", lang)


def row(name: str, result: Score) -> str:
    """One line of figures."""
    senses = f", city or oblast {result.kind_right}/{result.kind_expected}" if result.kind_expected else ""
    return (
        f"{name}: precision {result.precision:.3f}, recall {result.recall:.3f} "
        f"({result.right} right of {result.answered} answered and {result.expected} expected){senses}"
    )


def gold_lines(find: Find, show_errors: bool) -> Iterator[str]:
    """The figures of every set, and the errors."""
    for name, texts in sets():
        scores = [score(text.mentions, found_in(text.text, find)) for text in texts]
        yield row(name, total(scores))
        if show_errors:
            for text, result in zip(texts, scores, strict=True):
                yield from (f"    {text.name} {line}" for line in error_lines(text.text, result.errors))


def false_lines(find: Find) -> Iterator[str]:
    """The false places in 10,000 consecutive sentences of each source, counted and listed."""
    for source in false_places.sources():
        if not source.release:
            yield f"false places, {source.name}: not installed"
            continue
        sentences = 0
        wrong: list[str] = []
        persons = 0
        for text in false_places.texts(source.name, limit=_SENTENCES):
            sentences += len(text.sentences)
            for mention in find(text.text):
                if mention.match.kind == "person":
                    persons += 1
                elif mention.match and mention.match.id not in false_places.NAMED:
                    wrong.append(f"{text.section}: {' '.join(mention.text.split())} ({mention.match.id})")
        yield f"false places, {source.name}: {len(wrong)} in {sentences:,} sentences, and {persons} persons"
        yield from (f"    {each}" for each in wrong)


def speed_lines(text: str) -> Iterator[str]:
    """Megabytes of UTF-8 a second, on one core, once the names of the text have been met."""
    normalizer = toponym.Normalizer()
    book = Book(normalizer.stack, normalizer.prior)
    yield f"looking names up alone: {_speed(text, lambda part: scan(part, book)):.1f} MB/s"
    yield f"toponym.find: {_speed(text, toponym.find):.1f} MB/s"


def _speed(text: str, read: Callable[[str], object]) -> float:
    """By the processor time of the best of several runs, so that other work on the machine counts little."""
    read(text)
    begin = time.process_time()
    best = float("inf")
    while time.process_time() - begin < _SECONDS:
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / 1e6 / best


def report(show_errors: bool = True, parts: Iterable[str] = ("gold", "false", "speed")) -> Iterator[str]:
    """The lines that the command prints."""
    wanted = set(parts)
    if "gold" in wanted:
        yield from gold_lines(toponym.find, show_errors)
    if "false" in wanted:
        yield from false_lines(toponym.find)
    if "speed" in wanted:
        from benchmarks.news import news

        yield from speed_lines("".join(news(_SPEED_TEXT)))
