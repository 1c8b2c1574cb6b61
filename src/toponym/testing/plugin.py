"""The pytest plugin: `pytest --toponym-table mine.json` collects one test an entry and property.

It is imported whenever pytest starts in an environment with toponym, so nothing is imported here but pytest; without
the option nothing else ever is.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from toponym import Entry, Normalizer, Table
    from toponym.testing.findings import Finding
    from toponym.testing.properties import Property

_tables = pytest.StashKey[list[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("toponym", "tables of names (toponym)")
    group.addoption(
        "--toponym-table",
        action="append",
        default=[],
        metavar="FILE",
        help="test this table, one test an entry and property; again for another. Without paths nothing else is tested",
    )
    group.addoption(
        "--toponym-layer",
        action="append",
        default=[],
        metavar="LAYER",
        help="look in this layer beneath the table: a file, 'embedded' (the default) or 'none'; again for another",
    )
    group.addoption(
        "--toponym-property",
        action="append",
        default=[],
        metavar="NAME",
        help="test this property only; again for another",
    )


def pytest_configure(config: pytest.Config) -> None:
    paths = list(dict.fromkeys(Path(path).resolve() for path in config.getoption("--toponym-table")))
    config.stash[_tables] = paths
    if not paths:
        return
    for path in paths:
        if not path.is_file():
            raise pytest.UsageError(f"--toponym-table: {path}: no such file; check the path")
    _properties(config)
    asked = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
    named = {Path(str(argument).partition("::")[0]).resolve() for argument in asked}
    config.args = [*asked, *(str(path) for path in paths if path not in named)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "TableFile | None":
    paths = parent.config.stash[_tables]
    return TableFile.from_parent(parent, path=file_path) if paths and file_path.resolve() in paths else None


def _properties(config: pytest.Config) -> "dict[str, Property]":
    """The properties to test, by name."""
    from toponym.testing.properties import PROPERTIES

    chosen = config.getoption("--toponym-property") or list(PROPERTIES)
    for name in chosen:
        if name not in PROPERTIES:
            raise pytest.UsageError(f"--toponym-property: unknown property {name!r}; use {', '.join(PROPERTIES)}")
    return {name: PROPERTIES[name] for name in chosen}


class TableFile(pytest.File):
    """A table; its entries are collected in the order of the file."""

    table: "Table"
    _normalizer: "Normalizer | None" = None

    def collect(self) -> "Iterator[EntryCollector]":
        from toponym import Table, ToponymError

        try:
            self.table = Table.load(self.path)
        except ToponymError as error:
            raise self.CollectError(str(error)) from None
        lines = _lines(self.path)
        for entry in self.table:
            yield EntryCollector.from_parent(self, name=entry.id, entry=entry, line=lines.get(entry.id, 0))

    @property
    def normalizer(self) -> "Normalizer":
        """The table over the layers beneath it, compiled when the first test asks for it."""
        if self._normalizer is None:
            from toponym.testing.layers import normalizer_of

            beneath = self.config.getoption("--toponym-layer") or ["embedded"]
            self._normalizer = normalizer_of(self.table, *(layer for layer in beneath if layer != "none"))
        return self._normalizer


class EntryCollector(pytest.Collector):
    """An entry, and one test for each property."""

    def __init__(self, entry: "Entry", line: int, **more: Any) -> None:
        super().__init__(**more)
        self.entry = entry
        self.line = line

    def collect(self) -> "Iterator[PropertyItem]":
        for name, check in _properties(self.config).items():
            yield PropertyItem.from_parent(self, name=name, check=check)


class BreachError(Exception):
    """Findings of one entry and property."""

    def __init__(self, findings: "list[Finding]") -> None:
        super().__init__("\n".join(finding.message for finding in findings))


class PropertyItem(pytest.Item):
    """One property of one entry."""

    def __init__(self, check: "Property", **more: Any) -> None:
        super().__init__(**more)
        self._check = check

    def runtest(self) -> None:
        collector, file = self.parent, self.getparent(TableFile)
        assert isinstance(collector, EntryCollector)
        assert file is not None
        findings = list(self._check(file.normalizer, collector.entry))
        if findings:
            raise BreachError(findings)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, BreachError):
            return _Told(self, str(excinfo.value))
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        collector = self.parent
        assert isinstance(collector, EntryCollector)
        return self.path, collector.line, f"{collector.name}::{self.name}"


class _Told:
    """Findings as pytest shows them: a line each, the first one also in the summary."""

    def __init__(self, item: PropertyItem, text: str) -> None:
        path, line, _ = item.reportinfo()
        self._text = text
        self.reprcrash = _Crash(str(path), line + 1, text.splitlines()[0])

    def toterminal(self, tw: Any) -> None:
        tw.line(self._text, red=True)
        tw.line("")
        tw.line(f"{self.reprcrash.path}:{self.reprcrash.lineno}: {self.reprcrash.message.partition(':')[0]}")

    def __str__(self) -> str:
        return self._text


class _Crash:
    """Where, and what the summary says."""

    def __init__(self, path: str, lineno: int, message: str) -> None:
        self.path = path
        self.lineno = lineno
        self.message = message


_ID = re.compile(r'"id"\s*:\s*"((?:[^"\\]|\\.)*)"')


def _lines(path: Path) -> dict[str, int]:
    """The line, counted from 0, at which the record of each id stands; ids that are escaped are left out."""
    lines: dict[str, int] = {}
    with path.open(encoding="utf-8-sig") as text:
        for number, line in enumerate(text):
            for found in _ID.finditer(line):
                lines.setdefault(found[1], number)
    return lines


def pytest_report_header(config: pytest.Config) -> Iterable[str]:
    for path in config.stash[_tables]:
        beneath = config.getoption("--toponym-layer") or ["embedded"]
        yield f"toponym: {path.name} over {', '.join(beneath)}"
