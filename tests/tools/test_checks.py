"""The test command finds what is wrong, and says so with its exit status."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import test as checks


def test_all_steps_run_and_one_failure_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = []

    def bad() -> Iterator[str]:
        ran.append("bad")
        yield "a breach"

    def good() -> Iterator[str]:
        ran.append("good")
        yield from ()

    monkeypatch.setattr(checks, "STEPS", {"first": bad, "second": good})
    assert checks.main() == 1
    assert ran == ["bad", "good"]
    assert "FAILED" in capsys.readouterr().out
    monkeypatch.setattr(checks, "STEPS", {"second": good})
    assert checks.main() == 0


def test_a_module_that_fails_is_a_breach() -> None:
    assert list(checks.run("json.tool", "--help")) == []
    assert list(checks.run("json.tool", "no such file")) != []


def test_another_package_is_not_this_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(checks, "installed", lambda: tmp_path)
    [breach] = checks.is_this_checkout()
    assert "pip install" in breach
    monkeypatch.setattr(checks, "installed", lambda: checks.ROOT / "src" / "toponym")
    assert list(checks.is_this_checkout()) == []
    monkeypatch.setattr(checks, "installed", lambda: None)
    assert len(list(checks.is_this_checkout())) == 1


def test_a_path_to_another_toponym_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "src")
    monkeypatch.setenv("TOPONYM_CACHE", "here")
    assert "PYTHONPATH" not in checks.environment()
    assert checks.environment()["TOPONYM_CACHE"] == "here"
