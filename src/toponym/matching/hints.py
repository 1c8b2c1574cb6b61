"""What a caller knows beside the spelling: hints, read once and turned into evidence for or against an entry."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from toponym.errors import HintError
from toponym.gazetteer import Facts
from toponym.model import KIND_GROUPS, KINDS
from toponym.table import is_date

HINT_NAMES: Final = ("country", "admin1", "kind", "near", "date", "beside")
PLACE_HINTS: Final = frozenset({"country", "admin1", "near", "qualifier"})

_EARTH_RADIUS_KM: Final = 6371.0
_ISO_3166_2: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")

# How much evidence speaks for an entry, as the factor its weight is multiplied with. A contradicted hint leaves
# so little that no match can come of it; an unknown field speaks neither way.
AGREES: Final = 1.0
CONTRADICTS: Final = 0.00001
UNKNOWN: Final = 0.3
PLACE_UNKNOWN: Final = 0.003  # few of all places lie near a given point
PERSON: Final = 0.0001  # a hint about a place speaks for a place
NEAR_KM: Final = 40.0  # distance at which nearness speaks half as loudly
BESIDE_KM: Final = 100.0


@dataclass(frozen=True, slots=True)
class Hints:
    """Hints in normal form; all empty by default.

    `countries` and `admin1` hold ISO codes, `kinds` any kind that fits; `near` and `beside` are degrees (lat, lon).
    """

    countries: frozenset[str] = frozenset()
    admin1: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    near: tuple[float, float] | None = None
    date: str = ""
    beside: tuple[tuple[float, float], ...] = ()
    within: frozenset[str] = frozenset()  # ids of units or places that a qualifier names
    strict: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.given)

    @property
    def given(self) -> frozenset[str]:
        """The names of the hints that say something."""
        said = {
            "country": self.countries,
            "admin1": self.admin1,
            "kind": self.kinds,
            "near": self.near,
            "date": self.date,
            "beside": self.beside,
            "qualifier": self.within,
        }
        return frozenset(hint for hint, value in said.items() if value)


NO_HINTS: Final = Hints()


class HintReader:
    """Turns the hints of a call into `Hints`; names of countries and regions are looked up in the layers."""

    def __init__(self, codes_of: Callable[[str, str], frozenset[str]]) -> None:
        """`codes_of(name, kind)` gives the ISO codes of every country or region that bears a name."""
        self._codes_of = codes_of
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def read(
        self,
        country: str | None = None,
        admin1: str | None = None,
        kind: str | None = None,
        near: tuple[float, float] | None = None,
        date: str | None = None,
        beside: Sequence[tuple[float, float]] = (),
        strict: Iterable[str] = (),
    ) -> Hints:
        """Check every hint. Raises HintError, which names the hint and the remedy."""
        if not isinstance(strict, Iterable):
            raise HintError(f"strict: expected names of hints, got {type(strict).__name__}")
        strict = frozenset([strict] if isinstance(strict, str) else strict)
        if strict - set(HINT_NAMES):
            raise HintError(f"strict: unknown hint {min(strict - set(HINT_NAMES))!r}; use {', '.join(HINT_NAMES)}")
        return Hints(
            countries=self._country(country),
            admin1=self._admin1(admin1),
            kinds=_kinds(kind),
            near=_near(near),
            date=_date(date),
            beside=tuple(beside),
            strict=strict,
        )

    def _country(self, country: object) -> frozenset[str]:
        text = _text("country", country)
        if not text:
            return frozenset()
        known = self._known.get(("country", text))
        if known is None:
            known = self._codes_of(text, "country") or _iso_3166_1(text)
            self._known["country", text] = known
        return known

    def _admin1(self, admin1: object) -> frozenset[str]:
        text = _text("admin1", admin1)
        if not text:
            return frozenset()
        known = self._known.get(("admin1", text))
        if known is None:
            known = frozenset({text}) if _ISO_3166_2.fullmatch(text) else self._codes_of(text, "region")
            if not known:
                raise HintError(f"admin1: unknown first-level division {text!r}; give an ISO 3166-2 code such as UA-14")
            self._known["admin1", text] = known
        return known


def _text(hint: str, value: object) -> str:
    # None, NaN and blanks are what empty cells look like.
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if not isinstance(value, str):
        raise HintError(f"{hint}: expected a text, got {type(value).__name__}")
    return value.strip()


def _iso_3166_1(text: str) -> frozenset[str]:
    import pycountry

    if text.isdigit():
        found = pycountry.countries.get(numeric=text.zfill(3))
    else:
        try:
            found = pycountry.countries.lookup(text)
        except LookupError:
            found = None
    if found is None:
        raise HintError(f"country: unknown country {text!r}; give its ISO 3166-1 code, such as UA, or its English name")
    return frozenset({found.alpha_2})


def _kinds(kind: object) -> frozenset[str]:
    text = _text("kind", kind)
    if not text:
        return frozenset()
    if text in KIND_GROUPS:
        return KIND_GROUPS[text]
    if text not in KINDS:
        raise HintError(f"kind: unknown kind {text!r}; use {', '.join((*KIND_GROUPS, *KINDS))}")
    return frozenset({text})


def _near(near: Any) -> tuple[float, float] | None:
    if near is None:
        return None
    try:
        lat, lon = (float(part) for part in near)
    except (TypeError, ValueError):
        raise HintError(f"near: expected (latitude, longitude) in degrees, got {near!r:.60}") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise HintError(f"near: no place on Earth: latitude {lat}, longitude {lon}")
    return lat, lon


def _date(date: object) -> str:
    text = _text("date", date)
    if text and not is_date(text):
        raise HintError(f"date: {text!r} is no ISO 8601 date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points in degrees (haversine), in kilometres.

    >>> round(distance_km((50.45, 30.52), (49.99, 36.23)))
    409
    """
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    lon = math.radians(b[1] - a[1])
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(lon / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one hint says of one entry: a factor for its weight, and the words for the reason."""

    hint: str
    factor: float
    words: str


def weigh(
    hints: Hints,
    facts: Facts,
    ids: Callable[[], frozenset[str]],
    also: Callable[[frozenset[str]], bool] | None = None,
) -> list[Evidence]:
    """What each hint says of an entry with these facts.

    `ids` gives the ids of the entry and of what contains it; `also` tells whether it answers to one of some kinds
    beside its own.
    Dates concern names, not entries, and are weighed where the name is known.
    """
    found = []
    if facts.kind == "person":
        if hints.given & PLACE_HINTS:
            found.append(Evidence("place", PERSON, "a person"))
    else:
        found.extend(_place_evidence(hints, facts, ids))
    if hints.kinds:
        agrees = facts.kind in hints.kinds or (also is not None and also(hints.kinds))
        found.append(Evidence("kind", AGREES if agrees else CONTRADICTS, f"kind {facts.kind}"))
    return found


def _place_evidence(hints: Hints, facts: Facts, ids: Callable[[], frozenset[str]]) -> Iterator[Evidence]:
    if hints.countries:
        yield _compare("country", facts.country, hints.countries)
    if hints.admin1:
        yield _admin1(facts, hints.admin1)
    if hints.within:
        agrees = bool(hints.within & ids())
        yield Evidence("qualifier", AGREES if agrees else CONTRADICTS, "within the qualifier's unit")
    if hints.near:
        yield _nearness("near", facts, (hints.near,), NEAR_KM)
    if hints.beside:
        yield _nearness("beside", facts, hints.beside, BESIDE_KM)


def _admin1(facts: Facts, wanted: frozenset[str]) -> Evidence:
    abroad = facts.country and not any(code.startswith(facts.country) for code in wanted)
    if not facts.admin1 and (facts.kind == "country" or abroad):
        # A country lies in no first-level division, and a division only in its own country.
        return Evidence("admin1", CONTRADICTS, f"country {facts.country}")
    return _compare("admin1", facts.admin1, wanted)


def _compare(hint: str, value: str, wanted: frozenset[str]) -> Evidence:
    if not value:
        return Evidence(hint, UNKNOWN, f"{hint} unknown")
    return Evidence(hint, AGREES if value in wanted else CONTRADICTS, f"{hint} {value}")


def _nearness(hint: str, facts: Facts, points: Sequence[tuple[float, float]], half_km: float) -> Evidence:
    if math.isnan(facts.lat):
        return Evidence(hint, PLACE_UNKNOWN, "its place is unknown")
    distance = min(distance_km((facts.lat, facts.lon), point) for point in points)
    factor = max(CONTRADICTS, 1 / (1 + (distance / half_km) ** 3))
    return Evidence(hint, factor, f"{distance:.0f} km away")
