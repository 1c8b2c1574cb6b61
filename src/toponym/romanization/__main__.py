"""`python -m toponym.romanization FILE...` checks system files: their form, their samples, rules without a sample."""

import sys
from pathlib import Path

from toponym.romanization.check import faults


def main(files: list[str]) -> int:
    """Print the faults of each file; the exit status is 1 when there are any, 2 without files."""
    if not files:
        print("usage: python -m toponym.romanization FILE...", file=sys.stderr)
        return 2
    found = [f"{Path(file).name}: {fault}" for file in files for fault in faults(Path(file))]
    print("\n".join(found) or "sound")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
