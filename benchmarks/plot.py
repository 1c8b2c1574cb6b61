"""The plot of a run: speed and recall of fuzzy look-ups by the number of names.

Written by hand rather than with a plotting library: two panels of lines need no dependency of 30 MB, the text stays
text that can be searched and read aloud, and the file is small enough that a diff shows which figure moved.
"""

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from benchmarks.report import FEW
from benchmarks.tables import FUZZY

# Okabe and Ito's colours, which readers who see few colours tell apart; toponym has the strongest line.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f", "#b09c00", "#7b4ea3", "#444444")
SHAPES = ("", "6 3", "2 3")  # dashes, so that a print without colours can be read
WIDTH, HEIGHT, PANEL, TOP, BOTTOM = 960, 460, 330, 50, 410
LEFT = (60, 450)  # where the panels begin
LEGEND = 800
_PAD = 0.06

Scale = Callable[[float], float]
Line = tuple[str, list[tuple[float, dict[str, float]]]]


def svg(document: dict[str, Any]) -> str:
    """A whole SVG file. A peer without fuzzy figures, and the dict, which has no fuzzy look-up, have no line."""
    lines = _lines(document)
    sizes = [float(size["names"]) for size in document["sizes"]]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12" role="img">',
        "<title>Fuzzy look-ups: names a second and recall@1 by the number of names</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    if sizes and lines:
        speeds = [figures["cpu"] for _, points in lines for _, figures in points]
        decades = (math.floor(math.log10(min(speeds))), math.ceil(math.log10(max(speeds))))
        ticks = [10.0**power for power in range(decades[0], max(decades[1], decades[0] + 1) + 1)]
        across = [_logarithmic(min(sizes), max(sizes), left, left + PANEL) for left in LEFT]
        speed = _logarithmic(ticks[0], ticks[-1], BOTTOM, TOP, pad=0)
        parts += _panel("fuzzy names a second, one core", LEFT[0], across[0], sizes, speed, ticks)
        parts += _panel("recall@1", LEFT[1], across[1], sizes, _recall_scale, [0.0, 0.25, 0.5, 0.75, 1.0])
        for number, (name, points) in reversed(list(enumerate(lines))):  # toponym above the others
            few = [figures["queries"] < FEW for _, figures in points]
            parts += _curve(number, [(across[0](x), speed(figures["cpu"])) for x, figures in points])
            parts += _curve(number, [(across[1](x), _recall_scale(figures["recall"])) for x, figures in points], few)
            parts += _label(number, name)
        parts.append(f'<text x="{LEFT[1] + 70}" y="{TOP - 22}">(hollow: fewer than {FEW} queries)</text>')
    return "\n".join([*parts, "</svg>", ""])


def _lines(document: dict[str, Any]) -> list[Line]:
    found = []
    for key, name in document["names"].items():
        if key == "dict":
            continue
        kinds = [(float(size["names"]), size["peers"].get(key, {}).get("kinds", {})) for size in document["sizes"]]
        points = sorted(((x, figures[FUZZY]) for x, figures in kinds if FUZZY in figures), key=lambda point: point[0])
        if points:
            found.append((name, points))
    return found


def _logarithmic(low: float, high: float, start: float, end: float, pad: float = _PAD) -> Scale:
    span = max(math.log10(high / low), 1e-9)

    def place(value: float) -> float:
        share = math.log10(value / low) / span if high > low else 0.5
        return start + (end - start) * (pad + (1 - 2 * pad) * share)

    return place


def _recall_scale(value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value


def _panel(title: str, left: float, across: Scale, sizes: list[float], up: Scale, ticks: list[float]) -> list[str]:
    parts = [f'<text x="{left}" y="{TOP - 22}" font-weight="bold">{escape(title)}</text>']
    for tick in ticks:
        y = up(tick)
        parts.append(f'<path d="M{left} {y:.1f}h{PANEL}" stroke="#dddddd"/>')
        shown = f"{tick:,.0f}" if tick >= 1 and title != "recall@1" else f"{tick:g}"
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{shown}</text>')
    for size in sizes:
        x = across(size)
        parts.append(f'<path d="M{x:.1f} {BOTTOM}v5" stroke="#444444"/>')
        parts.append(f'<text x="{x:.1f}" y="{BOTTOM + 20}" text-anchor="middle">{_short(size)}</text>')
    parts.append(f'<text x="{left + PANEL / 2}" y="{BOTTOM + 40}" text-anchor="middle">names in the table</text>')
    return parts


def _curve(number: int, points: list[tuple[float, float]], hollow: Sequence[bool] = ()) -> list[str]:
    colour, dash = COLOURS[number % len(COLOURS)], SHAPES[number % len(SHAPES)]
    width = 3.5 if number == 0 else 1.6
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'
    fills = ["white" if each else colour for each in hollow] or [colour] * len(points)
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 0.6:.1f}" fill="{fill}" stroke="{colour}"/>'
        for (x, y), fill in zip(points, fills, strict=True)
    ]
    return [line, *dots]


def _label(number: int, name: str) -> list[str]:
    y = TOP + 10 + 24 * number
    sample = _curve(number, [(LEGEND, y - 4.0), (LEGEND + 24.0, y - 4.0)])
    weight = ' font-weight="bold"' if number == 0 else ""
    return [sample[0], f'<text x="{LEGEND + 32}" y="{y}"{weight}>{escape(name)}</text>']


def _short(size: float) -> str:
    return f"{size / 1e6:.2g} M" if size >= 1e6 else f"{size / 1e3:.3g} k" if size >= 1e3 else f"{size:.0f}"
