"""The module functions of the public API: a default normalizer over the embedded layer."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from toponym.finding import Finder
from toponym.matching import Normalizer
from toponym.matching.explained import Explained
from toponym.matching.house_style import house_style as style_of
from toponym.matching.identify import Explanation, identify_all, identify_entry, identify_native, readers
from toponym.model import Entry, Match, Mention, Query
from toponym.romanization import HouseStyle


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

    >>> normalize("Lyman Brothers").status
    'none'
    >>> normalize("Дзержинск", date="2010", country="UA").id
    'ua-toretsk'
    """
    return default_normalizer().normalize(
        spelling, country=country, admin1=admin1, kind=kind, near=near, date=date, beside=beside, strict=strict
    )


def explain(
    spelling: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    kind: str | None = None,
    near: tuple[float, float] | None = None,
    date: str | None = None,
    beside: Sequence[str] = (),
    strict: Iterable[str] = (),
) -> Explained:
    """Answer one spelling as `normalize` does, and tell what led to the answer: steps, candidates, weights, changes.

    Hints and errors are those of `normalize`. The record's fields are explained with the class; `record()` gives it as
    an object of JSON's types.

    >>> told = explain("м. Торецьк")
    >>> told.match.id, told.way, told.hints[0].value, told.candidates[0].how
    ('ua-toretsk', ('generic', 'exact'), 'settlement', 'official Ukrainian name Торецьк (from 2016-02-18)')
    """
    return default_normalizer().explain(
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


@cache
def _default_finder() -> Finder:
    return Finder(default_normalizer())


def find(text: str) -> list[Mention]:
    """Find the names of places and persons in a text and decide them together, as those of one document.

    Mentions come in the order of the text and do not overlap; positions are code points. A name that cannot be decided
    is there with a match of status "ambiguous". Raises TypeError for what is no text. For hints about the whole text,
    other layers or a text in pieces use `toponym.Finder`.

    >>> mentions = find("The governor of Luhansk, Serhiy Haidai, left Lysychansk.")
    >>> [(mention.text, mention.match.id) for mention in mentions]
    [('Luhansk', 'ua-luhansk-oblast'), ('Serhiy Haidai', 'person-serhii-haidai'), ('Lysychansk', 'ua-lysychansk')]
    """
    return _default_finder().find(text)


def get(id_: str) -> Entry:
    """The entry with an id: its own, or `authority:id` (geonames, katottg, pcode, iso3166_1, iso3166_2).

    Raises ToponymError when there is none.

    >>> get("iso3166_2:UA-14").name
    'Donetsk Oblast'
    """
    return default_normalizer().get(id_)


def identify(
    spelling: str,
    of: str | None = None,
    lang: str = "",
    *,
    country: str | None = None,
    normalizer: Normalizer | None = None,
) -> tuple[Explanation, ...]:
    """Why a spelling is a name: the romanization systems and house habits that yield it, the likeliest first.

    `of` is a native name (of the language `lang`, or of the one that its letters or the `country` tell), the id of an
    entry as for `get`, or None for every entry that the spelling may mean. Recorded spellings of an entry say so.
    Empty when nothing yields the spelling. Raises ToponymError when `of` is neither an id nor a name in a script that
    systems read, RomanizationError for a language without systems.

    >>> identify("Synehubov", "Синєгубов")[0].explanation
    'Ukrainian national system 2010, iotation dropped of Ukrainian name Синєгубов'
    >>> identify("Severodonetsk", "geonames:691999")[0].explanation
    'English press style of Russian name Северодонецк'
    >>> identify("Oleksander", "Олександр"), identify("Oleksander")
    ((), ())
    """
    if of is not None and (lang or readers(of)):
        return identify_native(spelling, of, lang, country or "")
    chosen = normalizer or default_normalizer()
    return identify_all(spelling, chosen, country) if of is None else identify_entry(spelling, chosen.get(of))


def house_style(
    spellings: Iterable[str], *, country: str | None = None, normalizer: Normalizer | None = None
) -> tuple[HouseStyle, ...]:
    """The romanization that most spellings of one source follow, for each language that they come from.

    >>> [style.explanation for style in house_style(["Syevyerodonetsk", "Hayday", "Zelenskiy", "Zaporizhzhya"])]
    ['BGN/PCGN 1965 without marks for Ukrainian, -ий/-ій as -iy, 4 of 4 names']
    """
    return style_of(spellings, normalizer or default_normalizer(), country)


def __getattr__(name: str) -> Any:
    if name == "data_version":
        return default_normalizer().data_version
    raise AttributeError(f"module 'toponym.api' has no attribute {name!r}")
