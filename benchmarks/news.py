"""English text in the style of news, of any size, to measure speed on.

    python -m benchmarks.news --megabytes 100 -o news.txt

Made of the sentences of evaluation/gold/passages.jsonl and of the sentences below, whose blanks are filled with places
and persons of the curated table (the larger the place, the more often) and with invented words; nothing is anybody's
report. The same seed, size, data and version of Python give the same bytes. There is about one name to sixteen words
(reports from the front have one to eleven); every twelfth article names no place or person of the table at all.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import toponym
from evaluation.false_places import sentences
from evaluation.find_score import passages

SEED = 20261122

_WITH_NAMES = (
    "{place} was without water for {number} hours on {day}, the utility said.",
    "Officials in {place} and {place} blamed the delay on a missing signature.",
    "{person} told reporters in {place} that the plan had not changed since {month}.",
    "The road between {place} and {place} is closed to lorries of more than {number} tonnes.",
    "“Nobody asked us,” said {stranger}, who sells {goods} at the market of {place}.",
    "In {place}’s old {building}, {number} people waited for the {vehicle} that never came.",
    "A delegation led by {person} arrived from {place} with {number} crates of {goods}.",
    "{person}, asked about the {goods}, referred the question to {person}.",
    "The {place}-{place} line carries {number} tonnes of {goods} a day.",
    "Rescuers from {place} reached the village on {day} and found the {building} empty.",
    "The council of {place} voted by {number} to {number} to mend the {building} first.",
    "Residents of {place}, a town of {number} thousand, have stopped counting the alarms.",
    "In the {oblast} region, {number} schools will teach online until {month}.",
    "{person}, the governor of {oblast}, thanked the crews who work on {day}s.",
    "Shelling damaged a {building} and {number} houses near {place}, the administration wrote.",
    "Two more {vehicle}s left {place} for {place} before dawn, {stranger} confirmed.",
    "{person} signed the order in {month}; {place} has yet to receive its first {vehicle}.",
)
_WITHOUT_NAMES = (
    "Prices for {goods} rose by {number} percent in {month}, the statistical office said.",
    "The spokesman declined to say how many of the {number} {vehicle}s were fit for use.",
    "A report of {number} pages, published on {day}, finds no fault with anybody.",
    "Analysts had expected the opposite, and said so again after the figures came out.",
    "The rest of the money, about {number} million, is to be paid once the audit ends.",
    "Nobody was hurt when the roof of the {building} came down during the night.",
    "It was the third such incident since {month}, and the shortest.",
    "Western partners promised {number} {vehicle}s, of which half have a spare wheel.",
    "“We need {goods}, not advice,” one of the drivers said, and shut the door.",
    "The minister will answer questions from members of the committee on {day}.",
    "By noon the queue in front of the {building} had reached the corner.",
    "Rain is expected from {day}, with frost in the hills and fog along the rivers.",
    "The union said its members would return to work when the {building} is heated.",
    "What the committee of inquiry will do with the {goods} is a matter for {month}.",
    "Insurers put the damage at {number} million, a figure that the company called bold.",
    "A second {vehicle} was sent, with a crew that had slept for {number} hours.",
    "Under the agreement, part of the {goods} may be sold from {month} on.",
    "The court adjourned until {day} because a witness had brought the wrong glasses.",
    "Volunteers handed out {number} parcels with {goods} before the lights went out again.",
    "Of the candidates, only {number} had read the question to its end.",
)
_HEADLINES = (
    "{place} counts its losses after night of alarms",
    "{PLACE} AND {PLACE} WAIT FOR POWER",
    "{person} sees no reason to hurry",
    "Why the {goods} never reached {place}",
    "SEE ALSO: {NUMBER} DAYS WITHOUT A {VEHICLE}",
    "Prices for {goods} up again in {month}",
)
_WORDS = {
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "month": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "goods": [
        "flour",
        "coal",
        "insulin",
        "onions",
        "batteries",
        "bricks",
        "candles",
        "timber",
        "sunflower_oil",
        "spare_parts",
        "blankets",
        "diesel",
    ],
    "building": [
        "school",
        "bakery",
        "depot",
        "clinic",
        "library",
        "boiler_house",
        "town_hall",
        "warehouse",
        "station",
        "sports_hall",
    ],
    "vehicle": ["van", "ambulance", "tram", "truck", "fire_engine", "barge", "tractor", "crane", "taxi"],
    "given": [
        "Ostap",
        "Marta",
        "Taras",
        "Ieva",
        "Raisa",
        "Hryhir",
        "Solomiia",
        "Nazar",
        "Zlata",
        "Prokip",
        "Vira",
        "Demian",
        "Uliana",
        "Makar",
    ],
    "family": [
        "Hrynchyshyn",
        "Zavhorodnia",
        "Dubynchuk",
        "Kryvoruchko",
        "Tymchenko",
        "Sorokopud",
        "Peredrii",
        "Nebaba",
        "Vovkodav",
    ],
}
_NAMELESS_EVERY = 12
_PASSAGES_SHARE = 0.2
_NAMES_SHARE = 0.4


def news(size: int, seed: int = SEED) -> Iterator[str]:
    """Articles, each ending in an empty line, until they have at least that many bytes in UTF-8; size 0 gives none.

    >>> from itertools import islice
    >>> list(news(20_000)) == list(news(20_000)), len(list(news(0)))
    (True, 0)
    """
    random_source = random.Random(seed)
    written = number = 0
    while written < size:
        number += 1
        article = _article(random_source, nameless=number % _NAMELESS_EVERY == 0)
        written += len(article.encode())
        yield article


def _article(source: random.Random, *, nameless: bool) -> str:
    paragraphs = []
    if not nameless:
        paragraphs.append(_filled(source.choice(_HEADLINES), source))
    for _ in range(source.randint(4, 9)):
        chosen = []
        for _ in range(source.randint(1, 4)):
            draw = source.random()
            if nameless or draw > _PASSAGES_SHARE + _NAMES_SHARE:
                chosen.append(_filled(source.choice(_WITHOUT_NAMES), source))
            elif draw > _PASSAGES_SHARE:
                chosen.append(_filled(source.choice(_WITH_NAMES), source))
            else:
                chosen.append(source.choice(_written()))
        paragraphs.append(" ".join(chosen))
    return "\n\n".join(paragraphs) + "\n\n"


def _filled(template: str, source: random.Random) -> str:
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        blank, rest = part.split("}", 1)
        word = _word(blank.lower(), source)
        filled += [word.upper() if blank.isupper() else word, rest]
    return "".join(filled)


def _word(blank: str, source: random.Random) -> str:
    if blank == "place":
        names, weights = _places()
        return source.choices(names, cum_weights=weights)[0]
    if blank == "oblast":
        return source.choice(_oblasts())
    if blank == "person":
        return source.choice(_persons())
    if blank == "stranger":
        return f"{source.choice(_WORDS['given'])} {source.choice(_WORDS['family'])}"
    if blank == "number":
        return str(source.randint(2, 90))
    return source.choice(_WORDS[blank]).replace("_", " ")


@cache
def _table() -> toponym.Table:
    return toponym.Table.load(Path(__file__).parents[1] / "data" / "variants.json")


@cache
def _written() -> Sequence[str]:
    """The sentences of the English passages."""
    return [sentence for passage in passages() if passage.lang == "en" for sentence in sentences(passage.text)]


@cache
def _places() -> tuple[Sequence[str], Sequence[float]]:
    """Labels of populated places of Ukraine, with cumulated weights: the square root of the population."""
    known = [
        (entry.label, entry.population)
        for entry in _table()
        if entry.kind == "settlement" and entry.country == "UA" and entry.label and entry.population
    ]
    return [label for label, _ in known], list(accumulate(population**0.5 for _, population in known))


@cache
def _oblasts() -> Sequence[str]:
    """Oblasts without the word for their kind."""
    labels = [entry.label for entry in _table() if entry.kind == "region" and entry.country == "UA"]
    return [label.removesuffix(" Oblast") for label in labels if label.endswith(" Oblast")]


@cache
def _persons() -> Sequence[str]:
    return [entry.label for entry in _table() if entry.kind == "person" and entry.label]


def main() -> int:
    """Write the text to a file, or to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=10, help="size in millions of bytes (default 10)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-o", "--output", type=Path, help="file to write; standard output without it")
    options = parser.parse_args()
    size = round(options.megabytes * 1e6)
    if options.output is None:
        sys.stdout.writelines(news(size, options.seed))
    else:
        with options.output.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(news(size, options.seed))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
