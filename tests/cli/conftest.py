"""A tiny layer, and the command run on it in this process."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toponym.cli import main

TINY = [
    {
        "id": "x-toretsk",
        "kind": "settlement",
        "feature": "city",
        "country": "UA",
        "admin1": "UA-14",
        "lat": 48.39,
        "lon": 37.84,
        "population": 31000,
        "ids": {"geonames": [691483, 691484], "katottg": "UA14120230010012345"},
        "names": [
            {"text": "Торецьк", "lang": "uk", "from": "2016"},
            {"text": "Дзержинськ", "lang": "uk", "status": "former", "to": "2016"},
        ],
        "label": "Toretsk",
    },
    {"id": "x-office", "kind": "facility", "names": ["Head Office"]},
    {"id": "x-dry", "kind": "settlement", "country": "UA", "names": [{"text": "Dry Well", "lang": "en"}]},
    {"id": "x-dry-2", "kind": "settlement", "country": "RU", "names": [{"text": "Dry Well", "lang": "en"}]},
]


@pytest.fixture
def layer(tmp_path: Path) -> str:
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(TINY, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def normalize(layer: str) -> Callable[..., Result]:
    """Run `toponym normalize` on the tiny layer."""

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        words = ["normalize", "--layer", layer, *map(str, arguments)]
        result = CliRunner().invoke(main, words, input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
