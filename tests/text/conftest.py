"""A test that asks for `same_case`, `repair_case` ... runs once for each row of that table in tests/cases/text.toml."""

import tomllib
from pathlib import Path

import pytest

_CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "text.toml").read_text(encoding="utf-8"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for table, rows in _CASES.items():
        if f"{table}_case" in metafunc.fixturenames:
            metafunc.parametrize(f"{table}_case", rows, ids=[row["label"] for row in rows])
