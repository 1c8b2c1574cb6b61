"""Options that several commands share: layers, hints, hint columns, and where results go."""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import click

from toponym.cli.messages import tell
from toponym.cli.rows import DELIMITERS
from toponym.model import Query

if TYPE_CHECKING:
    from toponym import Normalizer

F = TypeVar("F", bound=Callable[..., Any])

HINTS: Final = ("country", "admin1", "kind", "near", "date", "beside")
HINT_COLUMNS: Final = ("country", "admin1", "kind", "near", "lat", "lon", "date", "beside")


def _point(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[float, float] | None:
    if value is None:
        return None
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is no LAT,LON in degrees, such as 48.94,38.49") from None
    return lat, lon


def _delimiter(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    mark = DELIMITERS.get(value, value) if value else None
    if mark is not None and (len(mark) > 1 or mark in '"\r\n'):
        raise click.BadParameter(f"{value!r} is no single character; use one, or {', '.join(list(DELIMITERS)[:-1])}")
    return mark


def _encoding(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    try:
        "".encode(value or "utf-8")
    except (LookupError, UnicodeError, ValueError):
        raise click.BadParameter(f"unknown encoding {value!r}; use utf-8, cp1251, utf-16 ...") from None
    return value


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(options), command)


layer_option = click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="LAYER",
    help="'embedded', 'world', a layer built by `toponym gazetteer`, or a table file; repeat it to stack layers, the "
    "first wins. By default 'embedded' alone.",
)
min_probability_option = click.option(
    "--min-probability", type=float, default=0.9, show_default=True, help="The probability that a match needs."
)
prefer_option = click.option(
    "--prefer",
    type=click.Choice(["official", "common"]),
    default="official",
    show_default=True,
    help="Which name to show: the official one, or the one common in English.",
)
output_option = click.option(
    "-o", "--output", metavar="FILE", help="Write there, whole or not at all, instead of standard output."
)
delimiter_option = click.option(
    "--delimiter",
    callback=_delimiter,
    metavar="CHAR",
    help="What separates the input's columns: a character, or comma, tab, semicolon, pipe. Recognized by default.",
)
encoding_option = click.option(
    "--encoding",
    callback=_encoding,
    help="The input's encoding. By default UTF-8 (UTF-16 with its mark), or cp1251 where it cannot be UTF-8.",
)
text_hint_options = _all(
    click.option("--country", help="Hint: the country that the texts are about, as an ISO 3166-1 code or a name."),
    click.option("--admin1", help="Hint: the first-level division, as an ISO 3166-2 code or a name."),
    click.option("--near", callback=_point, metavar="LAT,LON", help="Hint: a point in degrees that they are about."),
    click.option("--date", help="Hint: the date of the texts, YYYY, YYYY-MM or YYYY-MM-DD."),
)
hint_options = _all(
    click.option("--country", help="Hint: country, as an ISO 3166-1 code or a name."),
    click.option("--admin1", help="Hint: first-level division, as an ISO 3166-2 code or a name."),
    click.option("--kind", help="Hint: a kind (settlement, river ...) or a group (place, admin, person)."),
    click.option("--near", callback=_point, metavar="LAT,LON", help="Hint: a point in degrees that it lies near."),
    click.option("--date", help="Hint: the date of the text, YYYY, YYYY-MM or YYYY-MM-DD."),
    click.option("--beside", multiple=True, metavar="NAME", help="Hint: a name that stands beside it. Repeatable."),
    click.option("--only", multiple=True, type=click.Choice(HINTS), help="Let this hint exclude, not only weigh."),
)
hint_column_options = _all(
    *(
        click.option(f"--{hint}-column", metavar="COLUMN", help=f"Column with {words} for each row.")
        for hint, words in {
            "country": "the country hint",
            "admin1": "the first-level division",
            "kind": "the kind",
            "near": "LAT,LON",
            "lat": "the latitude (with --lon-column)",
            "lon": "the longitude",
            "date": "the date",
            "beside": "names, with ';' between them,",
        }.items()
    )
)


def normalizer_of(layers: Sequence[str], min_probability: float = 0.9, prefer: str = "official") -> "Normalizer":
    """The `toponym.Normalizer` that the options ask for."""
    import toponym

    if "world" in layers:
        from toponym.layers import is_built

        if not is_built("world"):
            tell("building the world layer, once; this takes minutes")
    return toponym.Normalizer(*layers, min_probability=min_probability, prefer=cast("Any", prefer))


def query_of(name: str, hints: dict[str, str]) -> Query | str | None:
    """What to ask for a cell and the hint cells of its row; empty cells are no name and no hint.

    >>> query_of("Lyman", {"country": "UA", "near": ""})
    Query(text='Lyman', country='UA', admin1=None, kind=None, near=None, date=None, beside=())
    """
    given = {hint: cell.strip() for hint, cell in hints.items() if cell.strip()}
    if not name or not given:
        return name or None
    lat, lon = given.pop("lat", None), given.pop("lon", None)
    near: Any = tuple(re.split(r"\s*[,;\s]\s*", given.pop("near").strip("()[] "))) if "near" in given else None
    if lat is not None or lon is not None:
        near = (lat, lon)
    beside = tuple(part.strip() for part in given.pop("beside", "").split(";") if part.strip())
    # The normalizer reads the numbers of `near`: a broken one is that row's "none" with the reason.
    return Query(name, near=near, beside=beside, **cast("Any", given))
