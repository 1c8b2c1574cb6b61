"""Everything that must hold before a change is accepted, tested against the installed package.

    python tools/test.py

Runs every step, prints a line for each, and ends with status 1 when one failed.
"""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Step = Callable[[], Iterator[str]]


def run(*arguments: str) -> Iterator[str]:
    """Runs a Python module from the top of the checkout; its output is shown as it comes."""
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=environment(), check=False)
    if done.returncode:
        yield f"python -m {' '.join(arguments)}: exit status {done.returncode}"


def environment() -> dict[str, str]:
    """The caller's, without a path that would put another toponym before the installed one."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def installed() -> Path | None:
    """The folder of the toponym that a plain `import toponym` takes."""
    code = "import toponym; print(toponym.__file__)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    return Path(done.stdout.strip()).parent if done.returncode == 0 else None


def is_this_checkout() -> Iterator[str]:
    """An installed copy that is older than the checkout would be tested in its place."""
    folder = installed()
    if folder is None:
        yield "toponym is not installed; run: pip install '.[test]'"
        return
    print(f"testing {folder}", flush=True)
    pairs = [(path, folder / path.relative_to(ROOT / "src" / "toponym")) for path in package_files()]
    if folder != ROOT / "src" / "toponym":
        pairs += [(path, folder / "data" / path.name) for path in data_files()]
    differing = [own for own, other in pairs if not other.is_file() or own.read_bytes() != other.read_bytes()]
    if differing:
        first = differing[0].relative_to(ROOT)
        yield f"{first} and {len(differing) - 1} more differ from what is installed; run: pip install '.[test]'"


def package_files() -> Iterator[Path]:
    package = ROOT / "src" / "toponym"
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".toml", ".json") and path.parent != package / "data":
            yield path


def data_files() -> list[Path]:
    return [ROOT / "data" / name for name in ("variants.json", "codifier.jsonl", "sources.json", "ids.txt")]


def style() -> Iterator[str]:
    yield from run("ruff", "check", ".")
    yield from run("ruff", "format", "--check", ".")


def types() -> Iterator[str]:
    yield from run("mypy")


def tests() -> Iterator[str]:
    # Named by its import name, the package's doctests run where it is installed, not in src.
    yield from run("pytest", "-q", "-c", "pyproject.toml", "--rootdir", ".", "--pyargs", "toponym", "tests")


def table() -> Iterator[str]:
    yield from run("toponym", "check", "data/variants.json")
    yield from run("tools.build_codifier", "--check")


def figures() -> Iterator[str]:
    yield from run("tools.figures", "--check")


def accuracy() -> Iterator[str]:
    yield from run("evaluation", "guard")


STEPS: dict[str, Step] = {
    "the installed package is this checkout's": is_this_checkout,
    "style (ruff)": style,
    "types (mypy --strict)": types,
    "tests and doctests (pytest)": tests,
    "tables and ids": table,
    "figures in the documentation": figures,
    "accuracy (evaluation guard)": accuracy,
}


def main() -> int:
    """Runs all steps; 0 when all of them held."""
    if importlib.util.find_spec("toponym") is None:
        print("toponym is not installed; run: pip install '.[test]'", file=sys.stderr)
        return 1
    verdicts = []
    for title, step in STEPS.items():
        print(f"\n== {title}", flush=True)
        begin = time.monotonic()
        breaches = list(step())
        for breach in breaches:
            print(breach, flush=True)
        verdicts.append(f"{'FAILED' if breaches else 'ok':<7}{time.monotonic() - begin:6.0f} s  {title}")
    print("\n" + "\n".join(verdicts))
    return int(any(verdict.startswith("FAILED") for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
