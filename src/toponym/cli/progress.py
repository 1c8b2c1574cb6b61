"""A progress bar on standard error: only where a person watches, and only when the work takes long."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

_PATIENCE: Final = 1.0  # seconds without a bar


@contextmanager
def progress(title: str, total: int | None, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Yield a function to tell how much of the total is done; without a total the bar only shows life."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    begin = monotonic()
    with_bar = Progress(console=Console(stderr=True), transient=True)
    task = with_bar.add_task(title, total=total)

    def show(done: int) -> None:
        if monotonic() - begin > _PATIENCE:
            with_bar.start()
            with_bar.update(task, completed=done)

    try:
        yield show
    finally:
        with_bar.stop()
