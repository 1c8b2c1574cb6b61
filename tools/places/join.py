"""Joins codifier settlements to GeoNames places by name, first level and surroundings; what stays in doubt is left out.

Villages take part in the join, so that a place that may be a village is never given to a town of the same name.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tools.places.editions import Codified
from tools.places.geometry import Anchors, distance
from tools.places.russian import is_regular
from toponym.romanization import romanize
from toponym.table.sources.first_level import iso_of_geonames
from toponym.table.sources.geonames import Place, clean_alternate
from toponym.text.fold import fold

# How a place and a unit share a name, best first: the place's main name, a Ukrainian alternate, a regular Russian one,
# a Latin alternate. An alternate may be another place's name, so it counts only near the unit's neighbours.
MAIN, UKRAINIAN, RUSSIAN, LATIN = range(4)
SYSTEMS = ("uk:kmu-2010", "uk:national-1996", "uk:bgn-pcgn-1965")
# GeoNames draws these borders elsewhere than the codifier: Inkerman and Kacha; the surroundings of Kyiv.
ALSO_IN = {"UA-43": ("UA-40",), "UA-40": ("UA-43",), "UA-32": ("UA-30",), "UA-30": ("UA-32",)}

NEAR_KM = 30.0  # a place must have a known neighbour of its unit's raion this near ...
UNIQUE_REACH_KM = 110.0  # ... or, where nothing else in the oblast bears the name, this near (Slavutych)
RIVAL_KM = 40.0  # a namesake counts until its raion is farther than this and than 2.5 times the nearest one's
HOME_KM = 20.0  # what size and rank single out must have a known place of its community this near
TWIN_KM = 10.0  # two places of one name this near are one settlement
# Of namesakes a place this large is the city, or the former urban-type settlement, never the village.
RANK_POPULATION = {"M": 5000, "K": 5000, "T": 2500}


@dataclass(slots=True)
class Joins:
    """The join's result: units' places (the largest first), and what was left out with the reason."""

    places: dict[str, list[Place]] = field(default_factory=dict)
    doubts: list[tuple[Place, list[Codified], str]] = field(default_factory=list)
    missing: list[Codified] = field(default_factory=list)


def latin_key(text: str) -> str:
    """Fold without spaces: GeoNames joins and divides words at will."""
    return fold(text).replace(" ", "")


def latin_keys(ukrainian: str) -> set[str]:
    """The keys of a Ukrainian name's romanizations by the systems that GeoNames' main names follow."""
    return {latin_key(romanize(ukrainian, system)) for system in SYSTEMS}


@dataclass(frozen=True, slots=True)
class _Claim:
    unit: Codified
    how: int


class Joiner:
    """Joins settlements to places; `decided` maps GeoNames ids to a unit's code, or to "" for a place to leave out."""

    def __init__(self, units: Sequence[Codified], places: Sequence[Place], decided: Mapping[int, str]) -> None:
        self._units = {unit.code: unit for unit in units}
        self._places = places
        self._decided = decided
        self._by_latin: defaultdict[tuple[str, str], list[Codified]] = defaultdict(list)
        self._by_cyrillic: defaultdict[tuple[str, str], list[Codified]] = defaultdict(list)
        self._by_skeleton: defaultdict[tuple[str, str], list[Codified]] = defaultdict(list)
        for unit in units:
            for name in unit.names:
                for key in latin_keys(name):
                    self._by_latin[unit.iso, key].append(unit)
                self._by_cyrillic[unit.iso, fold(name)].append(unit)
                self._by_skeleton[unit.iso, _skeleton(name)].append(unit)
        self._anchors = Anchors()
        self._claims = {place.id: self._claims_of(place) for place in places}
        self._add_anchors()

    def join(self) -> Joins:
        """Gives each place to the one unit that fits it, then each unit its places."""
        for _ in range(2):  # the first round's joins are neighbours for the second
            result = self._round()
            for code, places in result.places.items():
                unit = self._units[code]
                for place in places:
                    self._anchors.add(place, unit.raion, unit.community)
        return result

    def _round(self) -> Joins:
        result = Joins()
        won: defaultdict[str, list[tuple[Place, int]]] = defaultdict(list)
        for place in self._places:
            code = self._decided.get(place.id)
            if code is not None:
                if code:
                    won[code].append((place, MAIN))
                continue
            claims, reason = self._fitting(place)
            if len(claims) == 1:
                won[claims[0].unit.code].append((place, claims[0].how))
            elif claims:
                result.doubts.append((place, [claim.unit for claim in claims], reason))
        for code, found in won.items():
            self._settle(self._units[code], found, result)
        result.missing = [unit for unit in self._units.values() if unit.code not in result.places]
        return result

    def _claims_of(self, place: Place) -> list[_Claim]:
        iso = iso_of_geonames(place.admin1)
        if iso is None:
            return []
        return self._claims_in(place, iso) or [
            c for other in ALSO_IN.get(iso, ()) for c in self._claims_in(place, other)
        ]

    def _claims_in(self, place: Place, iso: str) -> list[_Claim]:
        best: dict[str, int] = {}

        def claim(units: Iterable[Codified], how: int) -> None:
            for unit in units:
                best[unit.code] = min(how, best.get(unit.code, how))

        claim(self._by_latin.get((iso, latin_key(place.name)), ()), MAIN)
        for alternate in filter(None, map(clean_alternate, place.alternates)):
            if alternate.script == "Latn":
                claim(self._by_latin.get((iso, latin_key(alternate.text)), ()), LATIN)
                continue
            claim(self._by_cyrillic.get((iso, fold(alternate.text)), ()), UKRAINIAN)
            similar = self._by_skeleton.get((iso, _skeleton(alternate.text)), ())
            regular = [unit for unit in similar if any(is_regular(name, alternate.text) for name in unit.names)]
            claim(regular, RUSSIAN)
        return [_Claim(self._units[code], how) for code, how in best.items()]

    def _add_anchors(self) -> None:
        """Places and units that only fit each other by main or Ukrainian name, with a neighbour in the raion."""
        by_unit: defaultdict[str, list[tuple[Place, Codified]]] = defaultdict(list)
        for place in self._places:
            strong = [claim.unit for claim in self._claims[place.id] if claim.how <= UKRAINIAN]
            if len(strong) == 1 and place.id not in self._decided:
                by_unit[strong[0].code].append((place, strong[0]))
        certain = [found[0] for found in by_unit.values() if len(found) == 1]
        first = Anchors()
        for place, unit in certain:
            first.add(place, unit.raion, unit.community)
        for place, unit in certain:
            if first.nearest_of(place, unit.raion) <= NEAR_KM:
                self._anchors.add(place, unit.raion, unit.community)

    def _fitting(self, place: Place) -> tuple[list[_Claim], str]:
        """The claims that survive names and surroundings: one is a join, several are a doubt with its reason."""
        claims = self._claims[place.id]
        reach = {claim.unit.code: self._anchors.nearest_of(place, claim.unit.raion) for claim in claims}
        if not claims:
            return [], ""
        how = min(claim.how for claim in claims)
        alone = [claim for claim in claims if claim.how == how]
        if len(alone) == 1 and how <= UKRAINIAN:
            unit = alone[0].unit
            if reach[unit.code] <= UNIQUE_REACH_KM or not unit.raion:
                return alone, ""
        if how == MAIN:  # what an alternate says of a place whose own name is known here is another place's name
            claims = alone
        nearest = min(reach[claim.unit.code] for claim in claims)
        if nearest > NEAR_KM:
            return [], ""
        rivals = [claim for claim in claims if reach[claim.unit.code] <= max(RIVAL_KM, 2.5 * nearest)]
        best = min(claim.how for claim in rivals)
        rivals = [claim for claim in rivals if claim.how == best]
        return self._among(place, rivals) if len(rivals) > 1 else (rivals, "")

    def _among(self, place: Place, claims: list[_Claim]) -> tuple[list[_Claim], str]:
        """Of namesakes the one that rank and size single out, else the one whose community is clearly nearest."""
        for ranks in ("MK", "T"):
            ranked = [c for c in claims if (c.unit.unit.category if ranks == "MK" else c.unit.oldest_category) in ranks]
            large = place.population >= RANK_POPULATION[ranks[0]]
            if large and len(ranked) == 1 and self._is_home(place, ranked[0].unit, claims):
                return ranked, ""
            if ranked:
                break
        near = sorted((self._anchors.nearest_of(place, claim.unit.community), claim.unit.code) for claim in claims)
        if near[0][0] <= 8 and max(20, 2.5 * near[0][0]) <= near[1][0]:
            return [claim for claim in claims if claim.unit.code == near[0][1]], ""
        return claims, "namesakes that neither size nor neighbours tell apart"

    def _is_home(self, place: Place, unit: Codified, rivals: Sequence[_Claim]) -> bool:
        """Whether the unit's community is near and no rival's much nearer; or its raion, where no place there is known.

        A village of the name may be as large as the town, and the town absent from GeoNames (Благодатне).
        """
        own = self._anchors.nearest_of(place, unit.community)
        rival = min(self._anchors.nearest_of(place, c.unit.community) for c in rivals if c.unit.code != unit.code)
        if math.isinf(own):
            return rival > HOME_KM and self._anchors.nearest_of(place, unit.raion) <= NEAR_KM
        return own <= min(HOME_KM, 1.5 * rival + 2)

    def _settle(self, unit: Codified, found: list[tuple[Place, int]], result: Joins) -> None:
        """A unit's places: those of the best name, if they are one settlement; otherwise none."""
        how = min(how for _, how in found)
        places = sorted((place for place, h in found if h == how), key=lambda place: (-place.population, place.id))
        others = [place for place, h in found if h != how]
        if any(distance(places[0], place) > TWIN_KM for place in places[1:]):
            places, reason = self._one_of(unit, places), "several places of the name, far from each other"
            if not places:
                result.doubts.extend((place, [unit], reason) for place, _ in found)
                return
        result.places[unit.code] = places
        result.doubts.extend((place, [unit], "the unit has a better place") for place in others)

    def _one_of(self, unit: Codified, places: list[Place]) -> list[Place]:
        """The one place that lies in the unit's community by its neighbours, or [] where that is not clear."""
        reach = sorted((self._anchors.nearest_of(place, unit.community), place.id) for place in places)
        if reach[0][0] <= 15 and reach[0][0] * 2 <= reach[1][0]:
            return [place for place in places if place.id == reach[0][1]]
        return []


def _skeleton(text: str) -> str:
    """Consonants only, which Ukrainian and Russian forms of one name share; initial в is у in some."""
    letters = [char for char in fold(text) if char not in "аеєиіїоуюяыэёьъйвґг "]
    return "".join(char for i, char in enumerate(letters) if i == 0 or char != letters[i - 1])
