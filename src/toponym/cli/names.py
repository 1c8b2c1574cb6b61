"""Names that a command takes: its arguments, or lines of standard input."""

import sys
from collections.abc import Iterator, Sequence

from toponym.cli.describe import well_formed
from toponym.cli.messages import tell
from toponym.cli.rows import name_lines


def names_of(arguments: Sequence[str], encoding: str | None = None) -> Iterator[str]:
    """The arguments, or each line of standard input when there are none."""
    if arguments:
        yield from map(well_formed, arguments)
        return
    if sys.stdin.isatty():
        tell("reading names from standard input, one a line, until its end (Ctrl-D)")
    with name_lines(encoding) as rows:
        for row in rows.rows:
            yield row[0].removesuffix("\r")
