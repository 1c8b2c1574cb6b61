"""The sets there are, by name, and the strings that must match nothing."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.places import load_places
from evaluation.sets import NONE, SLAVIC, SLAVIC_NEIGHBOURS, EvaluationSet, Plan, Query, build, fraction

UKRAINE = frozenset({"UA"})

PLANS = {
    "ua": Plan("ua", UKRAINE, SLAVIC_NEIGHBOURS),
    "slavic": Plan("slavic", SLAVIC - UKRAINE, UKRAINE, hinted=True),
    "world-country": Plan("world-country", cyrillic=False, hinted=True, size=4000, asked=0.08),
    "world": Plan("world", cyrillic=False, size=1500, asked=0.08),
}
WORLD_PLANS = ("world-country", "world")

WORDS = Path(__file__).with_name("words.txt")
CASES = Path(__file__).parents[1] / "tests" / "cases"
SPELLING_KEYS = ("spelling", "query", "text", "name")
HINTS = frozenset({"country", "admin1", "kind", "near", "date", "beside", "strict"})
EXPECTED_KEYS = ("expect", "expected", "status", "answer")


def never_trained_on() -> frozenset[str]:
    """Countries that the fuzzy model never learns from: the Slavic ones but Ukraine, and of the others two in five."""
    countries = {place.country for place in load_places()} - UKRAINE
    return frozenset(country for country in countries if country in SLAVIC or fraction("held out", country) < 0.4)


def make(name: str, size: int | None = None) -> EvaluationSet:
    """Builds a set from the gazetteer; `size` replaces the plan's number of variants."""
    plan = PLANS[name]
    if size is not None:
        plan = replace(plan, size=size, others=min(plan.others, size // 10))
    return build(plan, load_places())


def _cases(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _cases(item)
    elif isinstance(node, dict):
        if any(node.get(key) == "none" for key in EXPECTED_KEYS) and not HINTS & set(node):
            yield from (node[key] for key in SPELLING_KEYS if isinstance(node.get(key), str))
        for value in node.values():
            yield from _cases(value)


def none_texts() -> list[str]:
    """Common words of news texts, and every committed case without hints whose expected answer is "none"."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    texts = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for path in sorted(CASES.glob("*.toml")) if CASES.is_dir() else []:
        texts.extend(_cases(tomllib.loads(path.read_text(encoding="utf-8"))))
    return list(dict.fromkeys(texts))


def none_queries(country: str = "UA") -> list[Query]:
    """The texts as queries that no record answers."""
    return [Query(text, NONE, None, f"none:{text}", country, "report") for text in none_texts()]
