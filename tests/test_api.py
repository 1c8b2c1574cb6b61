"""The public API: what it exports, and that its functions are those of a default normalizer."""

import inspect
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest

import toponym
from toponym import api
from toponym.matching import Normalizer


def test_all_is_what_the_package_gives() -> None:
    assert sorted(toponym.__all__) == sorted(set(toponym.__all__))
    assert dir(toponym) == sorted(toponym.__all__)
    for name in toponym.__all__:
        if name != "data_version":
            assert getattr(toponym, name) is not None


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'toponym' has no attribute 'normalise'"):
        toponym.normalise  # noqa: B018
    with pytest.raises(AttributeError, match=r"module 'toponym\.api' has no attribute 'nothing'"):
        api.nothing  # noqa: B018


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", toponym.__version__)


def test_public_names_are_documented() -> None:
    for name in toponym.__all__:
        value = getattr(toponym, name) if name != "data_version" else None
        if inspect.isfunction(value) or inspect.isclass(value):
            assert value.__doc__, name


@pytest.mark.parametrize("name", ["normalize", "normalize_many", "explain"])
def test_functions_take_what_the_normalizer_takes(name: str) -> None:
    function: Any = inspect.signature(getattr(toponym, name))
    method = inspect.signature(getattr(Normalizer, name))
    ours = [(parameter.name, parameter.kind, parameter.default) for parameter in function.parameters.values()]
    theirs = [(parameter.name, parameter.kind, parameter.default) for parameter in method.parameters.values()]
    assert ours == theirs[1:]
    assert all(kind is inspect.Parameter.KEYWORD_ONLY for _, kind, _ in ours[1:])


def test_functions_answer_as_the_embedded_layer(embedded: Normalizer) -> None:
    match = toponym.normalize("Syevyerodonetsk", country="UA")
    assert match == embedded.normalize("Syevyerodonetsk", country="UA")
    assert match.id == "ua-sievierodonetsk"
    assert pickle.loads(pickle.dumps(match)) == match
    spellings = ["Haidai", None, float("nan"), toponym.Query("Bakhmut", country="UA")]
    assert toponym.normalize_many(spellings)[0] == embedded.normalize_many(spellings)[0]
    assert [found.status for found in toponym.normalize_many(spellings)] == ["match", "none", "none", "match"]


def test_entries_are_got_by_any_id(embedded: Normalizer) -> None:
    entry = toponym.get("ua-bakhmut")
    assert entry == embedded.get("ua-bakhmut")
    katottg, pcode = entry.ids["katottg"], entry.ids["pcode"]
    assert toponym.get(f"katottg:{katottg}") == toponym.get(f"pcode:{pcode}") == entry
    assert str(katottg).startswith(str(pcode))
    for missing in ("ua-nowhere", "", "geonames:0", "\ud800"):
        with pytest.raises(toponym.ToponymError, match="no entry"):
            toponym.get(missing)


@pytest.mark.parametrize("value", [["Kyiv"], 5, None, b"Kyiv"])
def test_what_is_no_text_is_refused_with_the_name_of_the_argument(embedded: Normalizer, value: Any) -> None:
    with pytest.raises(TypeError, match=r"^spelling: expected a text, got"):
        toponym.normalize(value)


def test_one_text_is_no_list(embedded: Normalizer) -> None:
    with pytest.raises(TypeError, match=r"^spellings: expected several texts, got str"):
        toponym.normalize_many("Kyiv")


def test_the_data_has_a_version(embedded: Normalizer) -> None:
    assert re.fullmatch(r"\d{4}(-\d{2}){0,2}\+[0-9a-f]{8}", toponym.data_version)


def test_the_default_normalizer_is_made_once(embedded: Normalizer) -> None:
    assert api.default_normalizer() is api.default_normalizer()
    assert api.default_normalizer().layers == ("embedded",)


def test_the_api_can_be_imported_name_by_name() -> None:
    code = f"from toponym import {', '.join(name for name in toponym.__all__ if name != 'data_version')}"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
