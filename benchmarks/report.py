"""The tables of a run, as text for the terminal and as Markdown for the page; both say the same."""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.tables import COUNTING, FUZZY, KINDS

BEGIN, END = "<!-- speed -->", "<!-- /speed -->"
BASE = "levenshtein"
FEW = 300  # recall of fewer queries is marked: its interval is wider than 0.1

# What issue and design ask for: fuzzy names a second, times extractOne, milliseconds to open, megabytes.
GOALS = {"slavic": (20_000, 35, 5, 8), "world": (12_000, 130, 20, 30), "all": (6_000, 200, 60, 120)}
EXACT_GOALS = {"exact Latin": 500_000, "exact Cyrillic": 350_000, "repeated": 1_500_000}
GAIN, COMMAND = 1.8, 0.25

LEGEND = f"""Names a second of processor time on one core, the median of several rounds; "toponym is" compares
these speeds. recall@1: the share of the queries whose first answer is right; "?" after it where fewer than {FEW}
queries fitted into the time. Start: from the start of the process to its first answer; library: memory of what is
imported, beyond Python; index: memory beyond that after all queries, and what of it no other process can share;
queries: exact/key/fuzzy, how many different ones were asked. "-": not measured."""

Rows = list[list[str]]
Draw = Callable[[Sequence[str], Rows], str]


def text(document: dict[str, Any]) -> str:
    """For the terminal."""
    return "\n\n".join(_parts(document, _columns))


def markdown(document: dict[str, Any]) -> str:
    """For the page."""
    return "\n\n".join(_parts(document, pipes))


def has_marks(page: str) -> bool:
    """Whether a page says where the tables go."""
    return 0 <= page.find(BEGIN) < page.find(END)


def replaced(page: str, document: dict[str, Any]) -> str:
    """The page with these tables between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{markdown(document)}\n{END}{rest.partition(END)[2]}"


def _parts(document: dict[str, Any], draw: Draw) -> list[str]:
    parts = [_machine(document["machine"]), LEGEND]
    names = document["names"]
    for size in document["sizes"]:
        parts.append(f"{size['size']}, {size['title']}: {size['names']:,} names of {size['places']:,} places")
        parts.append(draw(*_speed(size, names)))
        parts.append(draw(*_cost(size, names)))
        parts += [f"{names[key]}: {found['error']}" for key, found in size["peers"].items() if "error" in found]
    header, goals = _goals(document)
    if goals:
        parts += ["toponym against its goals", draw(header, goals)]
    for size in document["sizes"]:
        profile = size["peers"].get("toponym", {}).get("profile")
        if profile:
            parts.append(f"profile of {profile['queries']:,} fuzzy names, {size['size']}")
            parts.append(f"```text\n{profile['text']}\n```")
    for key, absent in document["missing"].items():
        parts.append(f"not installed, skipped: {key} ({', '.join(absent)})")
    return parts


def _machine(machine: dict[str, Any]) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in machine["libraries"].items())
    load = "" if machine["load"] is None else f", load {machine['load']} at the start"
    return (
        f"{machine['date']}: {machine['processor']}, {machine['cores']} cores, {machine['system']}, "
        f"Python {machine['python']}, toponym {machine['toponym']}{load}; {libraries}"
    )


def _speed(size: dict[str, Any], names: dict[str, str]) -> tuple[list[str], Rows]:
    header = ["names a second", *(cell for kind in KINDS for cell in (kind, "recall@1", "toponym is"))]
    own = size["peers"].get("toponym", {}).get("kinds", {})
    rows = []
    for key, found in size["peers"].items():
        row = [names[key]]
        for kind in KINDS:
            figures = found.get("kinds", {}).get(kind)
            if figures is None:
                row += ["-", "-", "-"]
                continue
            times = own[kind]["cpu"] / figures["cpu"] if kind in own and key != "toponym" else None
            row += [_rate(figures["cpu"]), _recall(figures), "" if times is None else f"{_times(times)} x"]
        rows.append(row)
    return header, rows


def _cost(size: dict[str, Any], names: dict[str, str]) -> tuple[list[str], Rows]:
    header = ["cost", "build s", "file MB", "open ms", "start ms", "library MB", "index MB", "of it own MB", "queries"]
    rows = []
    for key, found in size["peers"].items():
        build, memory = found.get("build"), found.get("memory")
        asked = "/".join(str(found.get("kinds", {}).get(kind, {}).get("queries", "-")) for kind in KINDS)
        in_file = found.get("in_file", True)
        rows.append(
            [
                names[key],
                f"{build['cpu']:.1f}" if build else "-",
                f"{build['bytes'] / 1e6:.1f}" if build and in_file else "-",
                f"{1000 * found['open']:.1f}" if "open" in found and in_file else "-",
                f"{1000 * found['cold']:.0f}" if "cold" in found else "-",
                _grown(memory, "bare", "loaded", "resident"),
                _grown(memory, "loaded", "served", "resident"),
                _grown(memory, "loaded", "served", "own"),
                asked,
            ]
        )
    return header, rows


def _goals(document: dict[str, Any]) -> tuple[list[str], Rows]:
    rows: Rows = []
    for size in document["sizes"]:
        found, base = size["peers"].get("toponym", {}), size["peers"].get(BASE, {})
        name, kinds = size["size"], found.get("kinds", {})
        if not kinds:
            continue
        if name in GOALS and FUZZY in kinds:
            speed, times, milliseconds, megabytes = GOALS[name]
            rate = kinds[FUZZY]["cpu"]
            rows.append(_goal(f"{name}: fuzzy names a second", rate, speed))
            if FUZZY in base.get("kinds", {}):
                rows.append(_goal(f"{name}: times extractOne Levenshtein", rate / base["kinds"][FUZZY]["cpu"], times))
            if found["in_file"]:
                rows.append(_goal(f"{name}: open, ms", 1000 * found["open"], milliseconds, least=False))
                if found["memory"]["served"]["resident"] is not None:
                    grown = found["memory"]["served"]["resident"] - found["memory"]["loaded"]["resident"]
                    rows.append(_goal(f"{name}: resident, MB", grown / 1e6, megabytes, least=False))
        for kind, goal in EXACT_GOALS.items():
            if kind in kinds:
                rows.append(_goal(f"{name}: {kind} names a second", kinds[kind]["cpu"], goal))
        for kind, both in found.get("processes", {}).items():
            row = _goal(f"{name}: {both['processes']} processes, {kind}, times one", both["gain"], GAIN)
            rows.append([*row[:2], "the machine's own", ""] if kind == COUNTING else row)
    for title, seconds in document.get("command", {}).items():
        rows.append(_goal(f"command on the embedded layers, {title}, ms", 1000 * seconds, 1000 * COMMAND, least=False))
    return ["toponym", "measured", "goal", ""], rows


def _goal(title: str, value: float, goal: float, least: bool = True) -> list[str]:
    met = value >= goal if least else value <= goal
    return [title, _number(value), f"{'at least' if least else 'at most'} {_number(goal)}", "met" if met else "missed"]


def _rate(value: float) -> str:
    # Three digits are more than such a figure is worth.
    return f"{float(f'{value:.3g}'):,.0f}" if value >= 10 else f"{value:.1f}"


def _number(value: float) -> str:
    return _rate(value) if value >= 1000 else f"{value:.3g}"


def _times(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _recall(figures: dict[str, Any]) -> str:
    return f"{figures['recall']:.3f}" if figures["queries"] >= FEW else f"{figures['recall']:.2f}?"


def _grown(memory: dict[str, dict[str, float | None]] | None, start: str, end: str, what: str) -> str:
    before, after = (memory[start][what], memory[end][what]) if memory else (None, None)
    return "-" if before is None or after is None else f"{(after - before) / 1e6:.1f}"


def _columns(header: Sequence[str], rows: Rows) -> str:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) if at else cell.ljust(width) for at, (cell, width) in enumerate(line)).rstrip()
        for line in ([*zip(row, widths, strict=True)] for row in (header, *rows))
    )


def pipes(header: Sequence[str], rows: Rows) -> str:
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
