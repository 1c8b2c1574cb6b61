"""Drops stored variants that lookup finds without them: a romanization system yields them, or the entry bears them.

    python -m tools.drop_derivable [--data DIR] [--write]

Without --write it only prints, as a diff, what would go. Names are never touched, only `variants`.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from toponym.errors import ToponymError
from toponym.model import Entry, Variant
from toponym.table import Table, derivable, dumps, write_atomically

ROOT = Path(__file__).resolve().parent.parent


def without_derivable(entries: Iterable[Entry]) -> tuple[list[Entry], list[tuple[Entry, Variant, str]]]:
    """The entries without their derivable variants, and each dropped variant with its entry and the reason."""
    kept, dropped = [], []
    for entry in entries:
        found = derivable(entry)
        dropped += [(entry, variant, why) for variant, why in found]
        gone = [variant for variant, _ in found]
        kept.append(replace(entry, variants=tuple(item for item in entry.variants if item not in gone)))
    return kept, dropped


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status: 0, or 2 when the table cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="directory of variants.json")
    parser.add_argument("--write", action="store_true", help="write the table instead of only printing the changes")
    options = parser.parse_args(arguments)
    path = options.data / "variants.json"
    try:
        table = Table.load(path)
        kept, dropped = without_derivable(table)
        last = ""
        for entry, variant, why in dropped:
            if entry.id != last:
                print(f"  {entry.id} ({entry.name})")
            last = entry.id
            print(f"- {variant.text}{f' ({variant.lang})' if variant.lang else ''}: {why}")
        if options.write and dropped:
            write_atomically(path, dumps(kept).encode())
    except (ToponymError, OSError) as error:
        print(f"drop_derivable: {error}", file=sys.stderr)
        return 2
    total = sum(len(entry.variants) for entry in table)
    sources = Counter(variant.source for _, variant, _ in dropped)
    told = "".join(f", {count} of {source or 'no source'}" for source, count in sources.most_common(5))
    print(
        f"{len(dropped)} of {total} variants{told}; {'written' if options.write else 'nothing written'}",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
