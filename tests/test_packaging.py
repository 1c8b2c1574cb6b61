"""What is built is what was promised: the wheel answers by itself, the source distribution builds the wheel.

Built from a copy of the checkout with a small part of the data, so that compiling takes seconds; which files are
packed does not depend on how much is in them.
"""

import configparser
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path
from typing import NamedTuple

import pytest

import toponym

ROOT = Path(__file__).resolve().parents[1]
DATA = ("variants.json", "codifier.jsonl", "sources.json", "ids.txt")
KEPT = 40
SOURCES = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "toponym").rglob("*.py")}
SYSTEMS = {path.name for path in (ROOT / "src" / "toponym" / "romanization" / "systems").glob("*.toml")}


class Built(NamedTuple):
    wheel: Path
    sdist: Path


def build(project: Path, target: str, out: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)],
        cwd=project,
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": ""},
    )
    [path] = [path for path in out.iterdir() if path.name.endswith({"wheel": ".whl", "sdist": ".tar.gz"}[target])]
    return path


def small_checkout(project: Path) -> None:
    """A copy of what a commit holds, its embedded tables cut short."""
    # `.git` itself is left out; what git ignores is packed nowhere, and that is tested, so it is made here too.
    skipped = shutil.ignore_patterns(".*", "__pycache__", "data", "*.egg-info", "build", "dist")
    shutil.copytree(ROOT, project, ignore=skipped)
    shutil.copy(ROOT / ".gitignore", project)
    shutil.copytree(ROOT / "data", project / "data")
    table = json.loads((ROOT / "data" / "variants.json").read_text(encoding="utf-8"))
    chosen = [entry for entry in table if entry["id"].startswith(("ua-bakhmut", "ua-sievierodonetsk"))] + table[:KEPT]
    text = json.dumps(list({entry["id"]: entry for entry in chosen}.values()))
    (project / "data" / "variants.json").write_text(text, encoding="utf-8")
    lines = (ROOT / "data" / "codifier.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (project / "data" / "codifier.jsonl").write_text("".join(lines[:KEPT]), encoding="utf-8")
    litter = project / "src" / "toponym" / "data"
    litter.mkdir(exist_ok=True)
    (litter / "embedded.index").write_bytes(b"an index that somebody built long ago")
    (project / "src" / "toponym" / "__pycache__").mkdir()
    (project / "src" / "toponym" / "__pycache__" / "model.cpython-311.pyc").touch()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The source distribution of a small checkout, and the wheel built from what it unpacks to."""
    folder = tmp_path_factory.mktemp("packaging")
    small_checkout(folder / "project")
    sdist = build(folder / "project", "sdist", folder / "dist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    [project] = (folder / "unpacked").iterdir()
    return Built(build(project, "wheel", folder / "dist"), sdist)


@pytest.fixture(scope="session")
def wheel(built: Built) -> dict[str, bytes]:
    with zipfile.ZipFile(built.wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def sdist(built: Built) -> set[str]:
    with tarfile.open(built.sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_files_are_named_for_the_distribution(built: Built) -> None:
    assert built.wheel.name == f"toponym_id-{toponym.__version__}-py3-none-any.whl"
    assert built.sdist.name == f"toponym_id-{toponym.__version__}.tar.gz"


def test_the_wheel_holds_code_and_data_and_nothing_else(wheel: dict[str, bytes]) -> None:
    packed = {name for name in wheel if name.startswith("toponym/")}
    assert {name for name in packed if name.endswith(".py")} == SOURCES
    assert {f"toponym/data/{name}" for name in (*DATA, "embedded.index")} <= packed
    assert {f"toponym/romanization/systems/{name}" for name in SYSTEMS} <= packed
    assert SYSTEMS
    for name in ("py.typed", "text/generic.toml", "matching/model.json", "table/schema.json"):
        assert f"toponym/{name}" in packed
    assert {name.split("/")[0] for name in wheel} == {"toponym", f"toponym_id-{toponym.__version__}.dist-info"}
    assert not any("test_" in name or name.endswith((".pyc", ".md")) or "/review/" in name for name in packed)


def test_the_packed_files_are_those_of_the_checkout(wheel: dict[str, bytes]) -> None:
    for name in ("py.typed", "text/generic.toml", "matching/model.json", "table/schema.json"):
        assert wheel[f"toponym/{name}"] == (ROOT / "src" / "toponym" / name).read_bytes()
    for name in ("sources.json", "ids.txt"):
        assert wheel[f"toponym/data/{name}"] == (ROOT / "data" / name).read_bytes()
    assert wheel["toponym/data/embedded.index"].startswith(b"TOPONYM\0")


def test_the_wheel_says_what_it_is(wheel: dict[str, bytes]) -> None:
    info = f"toponym_id-{toponym.__version__}.dist-info"
    metadata = message_from_string(wheel[f"{info}/METADATA"].decode())
    assert (metadata["Name"], metadata["Version"]) == ("toponym-id", toponym.__version__)
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert {"LICENSE", "data/LICENSE.md"} <= set(metadata.get_all("License-File", []))
    assert f"{info}/licenses/LICENSE" in wheel
    entry_points = configparser.ConfigParser()
    entry_points.read_string(wheel[f"{info}/entry_points.txt"].decode())
    assert dict(entry_points["console_scripts"]) == {"toponym": "toponym.cli:main"}
    assert dict(entry_points["pytest11"]) == {"toponym": "toponym.testing.plugin"}
    assert dict(entry_points["hypothesis"]) == {"toponym": "toponym.testing.hook:register"}


def test_the_wheel_answers_without_a_checkout_and_without_a_cache(built: Built, tmp_path: Path) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = """
import toponym
from toponym.gazetteer.store import _BUILT, data_directory
assert toponym.__file__.startswith(str(data_directory().parent)), toponym.__file__
match = toponym.normalize("Сєвєродонецьк", country="UA")
assert "ua-sievierodonetsk" in [candidate.id for candidate in match.candidates], match
assert toponym.get("ua-bakhmut").name == "Bakhmut"
assert toponym.data_version
"""
    cache = tmp_path / "cache"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "TOPONYM_CACHE": str(cache)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60, env=environment)
    assert not cache.exists()


def test_the_source_distribution_holds_what_is_needed_to_build_and_to_test(sdist: set[str]) -> None:
    assert {f"data/{name}" for name in DATA} <= sdist
    assert {"LICENSE", "README.md", "pyproject.toml", "hatch_build.py", "PKG-INFO"} <= sdist
    assert {f"src/{name}" for name in SOURCES} <= sdist
    assert {"src/toponym/py.typed", "src/toponym/table/schema.json", "tests/test_packaging.py"} <= sdist


def test_the_source_distribution_holds_no_litter(sdist: set[str]) -> None:
    assert not any(name.startswith("src/toponym/data") for name in sdist)
    assert not any("__pycache__" in name or "data/review" in name for name in sdist)
    assert not {name.split("/")[0] for name in sdist} & {".git", ".venv", "build", "dist", ".hypothesis"}
