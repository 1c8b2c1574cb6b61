"""The progress bar: for a person who waits, and for nobody else."""

import sys

import pytest

from toponym.cli.progress import progress


class Screen:
    """A standard error whose text is kept."""

    encoding = "utf-8"

    def __init__(self, terminal: bool) -> None:
        self.text = ""
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is buffered."""


def shown(monkeypatch: pytest.MonkeyPatch, patience: float, quiet: bool = False, terminal: bool = True) -> str:
    """What half of some work shows on standard error."""
    # Set here, not in a fixture: pytest puts its own streams in place after the fixtures.
    screen = Screen(terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("toponym.cli.progress._PATIENCE", patience)
    with progress("Working", 10, quiet=quiet) as show:
        show(5)
    return screen.text


def test_a_bar_on_a_terminal_for_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Working" in shown(monkeypatch, patience=-1.0)


def test_no_bar_for_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Working" not in shown(monkeypatch, patience=3600.0)


def test_no_bar_beside_results_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, patience=-1.0, quiet=True) == ""


def test_no_bar_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, patience=-1.0, terminal=False) == ""
