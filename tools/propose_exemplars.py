"""Proposes Ukrainian and Russian names of cities abroad: the exemplar cities of CLDR's time zones.

    pip install babel
    python -m tools.propose_exemplars > PROPOSALS.jsonl

CLDR names every time zone by a city, in the zone's country. A curated city is that one when it alone bears the English
name in the country; what fits no curated city, or two of them, is left out, and so is a name that the city shares with
its country (Алжир), by which texts mean the country.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from babel import Locale
from babel.core import get_global

from toponym.gazetteer import embedded_index
from toponym.model import Entry
from toponym.text.fold import fold

SOURCE = "cldr-47-cities"
LANGUAGES = ("uk", "ru")


def proposals(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """A proposal for every curated city abroad that CLDR names in one of the languages."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    countries: set[tuple[str, str]] = set()
    for entry in entries:
        texts = {(fold(text), entry.country) for text in (entry.label, *(name.text for name in entry.names))}
        if entry.kind == "country":
            countries |= texts
        elif entry.kind == "settlement" and entry.country not in ("", "UA"):
            for text in texts:
                named[text].add(entry.id)
    english, others = zones("en"), {lang: zones(lang) for lang in LANGUAGES}
    for zone, country in sorted(get_global("zone_territories").items()):
        city = english.get(zone) or zone.rpartition("/")[2].replace("_", " ")
        bearers = named[fold(city), country]
        names = [
            {"text": others[lang][zone], "lang": lang, "status": "exonym", "source": SOURCE}
            for lang in LANGUAGES
            if zone in others[lang] and (fold(others[lang][zone]), country) not in countries
        ]
        if len(bearers) == 1 and names:
            (id_,) = bearers
            yield {"id": id_, "kind": "settlement", "names": names}


def zones(lang: str) -> dict[str, str]:
    """The exemplar cities of a language by time zone, where it has its own names for them."""
    return {zone: names["city"] for zone, names in Locale(lang).time_zones.items() if "city" in names}


def main() -> int:
    """Print the proposals."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    index = embedded_index()
    for record in proposals(index.entry(number) for number in range(len(index))):
        print(json.dumps(record, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
