"""The reliability diagram of a run as an SVG picture: for each set how often answers of a score are right.

A well calibrated score lies on the diagonal: of the answers that score .7, seven in ten are right.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from evaluation.metrics import wilson

TITLES: Final = {
    "ua": "Ukraine",
    "slavic": "Slavic countries never trained on",
    "world-country": "World, asked with the country",
    "world": "World, asked without a hint",
}
_COLUMNS: Final = 2
_SIDE: Final = 220  # of the square, in pixels
_STRIP: Final = 44  # height of the longest bar
_WIDTH, _HEIGHT = _SIDE + 110, _SIDE + _STRIP + 112
_LEFT, _TOP = 58, 46
_TICKS: Final = (0, 0.25, 0.5, 0.75, 1)
# Both schemes carry their own ground, so that the picture can be read wherever it is shown.
_STYLE: Final = """\
text { font: 11px system-ui, sans-serif; fill: #24292f }
.title { font-size: 13px; font-weight: 600 }
.faint { fill: #57606a }
.ground { fill: #ffffff }
.grid { stroke: #d0d7de; fill: none }
.ideal { stroke: #57606a; stroke-dasharray: 4 4 }
.line { stroke: #0550ae; stroke-width: 2; fill: none }
.range { stroke: #0550ae }
.dot { fill: #0550ae }
.bar { fill: #8c959f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .faint { fill: #9da7b3 }
  .ground { fill: #0d1117 }
  .grid { stroke: #30363d }
  .ideal { stroke: #9da7b3 }
  .line, .range { stroke: #79c0ff }
  .dot { fill: #79c0ff }
  .bar { fill: #6e7681 }
}"""

Bin = Mapping[str, float]
Panels = Mapping[str, tuple[Sequence[Bin], float]]


class RunError(ValueError):
    """A file that is no run, or holds none of the system; the message names the remedy."""


def diagrams(path: Path, system: str) -> Panels:
    """The bins and the calibration error of a system on each set of a run, which `--output` wrote.

    Raises RunError.
    """
    remedy = "write one with `python -m evaluation --output`"
    try:
        found = {
            str(result["set_name"]): (_bins(result["diagram"]), float(result["figures"]["ece"]))
            for result in json.loads(path.read_text(encoding="utf-8"))["results"]
            if result["system"] == system and result["diagram"]
        }
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(f"{path} is no run of the evaluation; {remedy}") from error
    if not found:
        raise RunError(f"{path} holds no answers of {system!r}; {remedy} and --systems {system}")
    return found


def _bins(listed: Sequence[Bin]) -> list[Bin]:
    return [{name: float(each[name]) for name in ("low", "high", "weight", "score", "right")} for each in listed]


def svg(panels: Panels, system: str) -> str:
    """The picture: a panel a set, in the order given.

    >>> svg({"ua": ([{"low": 0.9, "high": 1.0, "weight": 40, "score": 0.95, "right": 0.9}], 0.05)}, "toponym")[:4]
    '<svg'
    """
    columns = min(_COLUMNS, len(panels))
    width, height = columns * _WIDTH, -(-len(panels) // columns) * _HEIGHT
    said = "; ".join(f"{TITLES.get(name, name)}: calibration error {_short(ece)}" for name, (_, ece) in panels.items())
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" aria-labelledby="title desc">',
        f'<title id="title">Reliability of the probabilities of {escape(system)}</title>',
        f'<desc id="desc">Share of right answers by score. {escape(said)}.</desc>',
        f"<style>\n{_STYLE}\n</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
    ]
    for number, (name, (bins, ece)) in enumerate(panels.items()):
        row, column = divmod(number, columns)
        lines.append(f'<g transform="translate({column * _WIDTH + _LEFT} {row * _HEIGHT + _TOP})">')
        lines.extend(_panel(TITLES.get(name, name), bins, ece))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def _panel(title: str, bins: Sequence[Bin], ece: float) -> Iterator[str]:
    answers = sum(each["weight"] for each in bins)
    yield f'<text class="title" x="0" y="-24">{escape(title)}</text>'
    yield f'<text class="faint" x="0" y="-8">{answers:,.0f} answers, calibration error {_short(ece)}</text>'
    for tick in _TICKS:
        yield f'<path class="grid" d="M0 {_y(tick)}H{_SIDE}M{_x(tick)} 0V{_SIDE}"/>'
        yield f'<text x="-6" y="{_y(tick)}" dy="4" text-anchor="end">{_short(tick)}</text>'
        yield f'<text x="{_x(tick)}" y="{_SIDE + _STRIP + 26}" text-anchor="middle">{_short(tick)}</text>'
    yield f'<text class="faint" x="{_SIDE / 2}" y="{_SIDE + _STRIP + 44}" text-anchor="middle">score</text>'
    turned = f"translate(-40 {_SIDE / 2}) rotate(-90)"
    yield f'<text class="faint" transform="{turned}" text-anchor="middle">share right</text>'
    yield f'<path class="ideal" d="M0 {_SIDE}L{_SIDE} 0"/>'
    most = max(each["weight"] for each in bins)
    bottom = _SIDE + _STRIP + 10
    for each in bins:
        left, right = _x(each["low"]), _x(each["high"])
        tall = max(1.0, _STRIP * each["weight"] / most)
        words = f"{_short(each['low'])} to {_short(each['high'])}: {each['weight']:,.0f} answers"
        yield (
            f'<rect class="bar" x="{left + 1:.1f}" y="{bottom - tall:.1f}" width="{right - left - 2:.1f}"'
            f' height="{tall:.1f}"><title>{words}</title></rect>'
        )
    yield f'<text class="faint" x="-6" y="{bottom}" text-anchor="end">answers</text>'
    yield '<path class="line" d="M' + "L".join(f"{_x(each['score'])} {_y(each['right'])}" for each in bins) + '"/>'
    for each in bins:
        x, y = _x(each["score"]), _y(each["right"])
        low, high = wilson(round(each["right"] * each["weight"]), round(each["weight"]))
        words = f"mean score {_short(each['score'])}, right {_short(each['right'])} of {each['weight']:,.0f}"
        yield f'<path class="range" d="M{x} {_y(low)}V{_y(high)}"/>'
        yield f'<circle class="dot" cx="{x}" cy="{y}" r="3.5"><title>{words}</title></circle>'


def _x(value: float) -> float:
    return round(_SIDE * value, 1)


def _y(value: float) -> float:
    return round(_SIDE * (1 - value), 1)


def _short(value: float) -> str:
    """
    >>> _short(0.0123), _short(0.5), _short(1), _short(0)
    ('.012', '.5', '1', '0')
    """
    return f"{value:.3f}".rstrip("0").rstrip(".").removeprefix("0") or "0"
