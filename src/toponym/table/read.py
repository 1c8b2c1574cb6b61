"""Read table files: a JSON array of entries, or one entry a line (JSON Lines)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toponym.errors import TableError
from toponym.table.record import shown


def read_records(path: str | Path) -> Iterator[tuple[str, Any]]:
    """Yield every record of a table file with words that say where it stands.

    Raises TableError when the path is no file, not UTF-8, not JSON, holds an object with a key twice, or is
    neither an array nor lines of objects.
    """
    path = Path(path)
    text = _read_text(path)
    start = text.lstrip()[:1]
    if start == "[":
        for number, record in enumerate(_parse(text, path), 1):
            yield f"{path}, record {number}", record
    elif start == "{":
        # Only a line feed ends a line; JSON allows the other separators that `splitlines` knows inside a text.
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"{path}, line {number}", _parse(line, path, number)
    else:
        raise TableError(f"{path}: no table; expected a JSON array of entries, or one entry a line")


def _read_text(path: Path) -> str:
    try:
        if path.is_dir():
            raise TableError(f"{path}: is a directory; name the table file in it")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TableError(f"{path}: no such file; check the path") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 at byte {error.start}; save the table as UTF-8") from None
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from None
    except TableError:
        raise
    except ValueError as error:
        raise TableError(f"{shown(str(path))}: no path ({error}); check it") from None


def _parse(text: str, path: Path, line: int = 1) -> Any:
    place = str(path) if line == 1 else f"{path}, line {line}"

    def no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            name = f", entry {shown(record['id'])}" if isinstance(record.get("id"), str) else ""
            raise TableError(f"{place}{name}: key {shown(twice)} stands twice in one object; keep one of them")
        return record

    try:
        return json.loads(text, object_pairs_hook=no_key_twice)
    except json.JSONDecodeError as error:
        at = f"line {line + error.lineno - 1}, column {error.colno}"
        raise TableError(f"{path}: broken JSON at {at} ({error.msg}); mend it there") from None
    except RecursionError:
        raise TableError(f"{place}: JSON nested too deeply; a table is a flat list of entries") from None
    except TableError:
        raise
    except ValueError:
        # Python refuses to read numbers of thousands of digits.
        raise TableError(f"{place}: a number is too long to be read; mend it") from None
