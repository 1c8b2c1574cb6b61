"""The reliability diagram as a picture: what stands where, and what is refused."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from evaluation.__main__ import main
from evaluation.diagram import svg

SVG = "{http://www.w3.org/2000/svg}"
BINS = [
    {"low": 0.0, "high": 0.1, "weight": 30.0, "score": 0.05, "right": 0.1},
    {"low": 0.5, "high": 0.6, "weight": 10.0, "score": 0.55, "right": 0.5},
    {"low": 0.9, "high": 1.0, "weight": 60.0, "score": 1.0, "right": 1.0},
]


def result(name: str, system: str = "toponym", **more: Any) -> dict[str, Any]:
    return {"set_name": name, "system": system, "figures": {"ece": 0.0123}, "diagram": BINS, **more}


def draw(folder: Path, document: object, *more: str) -> tuple[Result, Path]:
    source, output = folder / "run.json", folder / "picture.svg"
    source.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return CliRunner().invoke(main, ["diagram", "--from", str(source), "-o", str(output), *more]), output


def test_a_panel_a_set_with_points_bars_and_the_diagonal(tmp_path: Path) -> None:
    results = [result("ua"), result("ua", "levenshtein"), result("a<b"), result("slavic")]
    done, output = draw(tmp_path, {"sets": [], "results": results})
    assert done.exit_code == 0, done.output
    root = ElementTree.parse(output).getroot()
    panels = root.findall(f"{SVG}g")
    titles = [panel.findtext(f"{SVG}text") for panel in panels]
    assert titles == ["Ukraine", "a<b", "Slavic countries never trained on"]
    assert len({panel.get("transform") for panel in panels}) == 3
    for panel in panels:
        assert "100 answers, calibration error .012" in [text.text for text in panel.iter(f"{SVG}text")]
        dots = list(panel.iter(f"{SVG}circle"))
        side = float(dots[2].attrib["cx"])
        assert [float(dot.attrib["cx"]) for dot in dots] == pytest.approx([0.05 * side, 0.55 * side, side])
        assert [float(dot.attrib["cy"]) for dot in dots] == pytest.approx([0.9 * side, 0.5 * side, 0])
        bars = [float(bar.attrib["height"]) for bar in panel.iter(f"{SVG}rect")]
        assert bars == pytest.approx([bars[2] / 2, bars[2] / 6, bars[2]], abs=0.1)
        [ideal] = [path.attrib["d"] for path in panel.iter(f"{SVG}path") if path.get("class") == "ideal"]
        assert ideal == f"M0 {side:.0f}L{side:.0f} 0"


def test_everything_lies_within_the_picture() -> None:
    root = ElementTree.fromstring(svg({str(number): (BINS, 0.01) for number in range(4)}, "toponym"))
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    for panel in root.findall(f"{SVG}g"):
        left, top = map(float, re.findall(r"\d+", panel.attrib["transform"]))
        for shape in panel:
            x, y = float(shape.get("cx", shape.get("x", 0))), float(shape.get("cy", shape.get("y", 0)))
            assert 0 <= left + x <= width
            assert 0 <= top + y <= height


def test_every_colour_has_one_for_dark_ground() -> None:
    style = ElementTree.fromstring(svg({"ua": (BINS, 0.01)}, "toponym")).findtext(f"{SVG}style") or ""
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
    coloured = {name for line in light.splitlines() if "#" in line for name in re.findall(r"^[\w.]+", line)}
    assert coloured
    assert coloured <= set(re.findall(r"[\w.]+", dark))


def test_another_system_can_be_drawn(tmp_path: Path) -> None:
    done, output = draw(tmp_path, {"results": [result("ua", "levenshtein")]}, "--system", "levenshtein")
    assert done.exit_code == 0
    assert "levenshtein" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[]",
        {"sets": []},
        {"results": [{"system": "toponym"}]},
        {"results": [result("ua", figures={"ece": None})]},
        {"results": [result("ua", diagram=[{"low": 0.1}])]},
        {"results": [result("ua", "levenshtein")]},
        {"results": []},
    ],
    ids=str,
)
def test_what_is_no_run_is_refused_with_the_remedy(tmp_path: Path, document: object) -> None:
    done, output = draw(tmp_path, document)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "python -m evaluation --output" in done.stderr
    assert not output.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(json.dumps({"results": [result("ua")]}), encoding="utf-8")
    arguments = ["diagram", "--from", str(tmp_path / "run.json"), "-o", str(tmp_path / "nowhere" / "x.svg")]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
