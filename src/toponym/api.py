"""The module functions of the public API: a default normalizer over the embedded layer."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from toponym.matching import Normalizer
from toponym.model import Entry, Match, Query


@cache
def default_normalizer() -> Normalizer:
    """The normalizer behind the module functions."""
    return Normalizer("embedded")


def normalize(
    spelling: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    kind: str | None = None,
    near: tuple[float, float] | None = None,
    date: str | None = None,
    beside: Sequence[str] = (),
    strict: Iterable[str] = (),
) -> Match:
    """Turn one spelling into one entry, or say "ambiguous" or "none", with a probability and a reason.

    Hints are evidence: `country` (any form pycountry knows), `admin1` (ISO 3166-2 code or a name), `kind` (a kind,
    or one of the groups place, admin, person), `near` (latitude and longitude in degrees), `date` (ISO 8601, of any
    precision) and `beside` (names that stand near it in the text). `strict` names hints that filter instead.

    Raises TypeError for what is no text and HintError for a hint without meaning; odd text is status "none".

    >>> normalize("Torez'k").status
    'none'
    >>> normalize("Дзержинск", date="2010", country="UA").id
    'ua-toretsk'
    """
    return default_normalizer().normalize(
        spelling, country=country, admin1=admin1, kind=kind, near=near, date=date, beside=beside, strict=strict
    )


def normalize_many(
    spellings: Iterable[str | float | Query | None],
    *,
    country: str | None = None,
    admin1: str | None = None,
    kind: str | None = None,
    near: tuple[float, float] | None = None,
    date: str | None = None,
    beside: Sequence[str] = (),
    strict: Iterable[str] = (),
    joint: bool = False,
) -> list[Match]:
    """Answer many spellings, in order; None and NaN give status "none". Hints are those of `normalize`.

    A `Query` carries hints of its own, which win over those of the call; a wrong one gives its row status "none"
    with the reason. With `joint` the names decide each other, as those of one document do.

    >>> [match.id for match in normalize_many(["Haidai", "Гайдай", None])]
    ['person-serhii-haidai', 'person-serhii-haidai', None]
    """
    return default_normalizer().normalize_many(
        spellings,
        country=country,
        admin1=admin1,
        kind=kind,
        near=near,
        date=date,
        beside=beside,
        strict=strict,
        joint=joint,
    )


def get(id_: str) -> Entry:
    """The entry with an id: its own, or `authority:id` (geonames, katottg, pcode, iso3166_1, iso3166_2).

    Raises ToponymError when there is none.

    >>> get("iso3166_2:UA-14").name
    'Donetsk Oblast'
    """
    return default_normalizer().get(id_)


def __getattr__(name: str) -> Any:
    if name == "data_version":
        return default_normalizer().data_version
    raise AttributeError(f"module 'toponym.api' has no attribute {name!r}")
