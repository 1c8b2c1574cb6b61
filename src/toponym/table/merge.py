"""Put two records of one thing together: fields from the upper layer, names united."""

from dataclasses import replace

from toponym.model import AuthorityId, Entry, Name, Variant


def authority_keys(entry: Entry) -> list[str]:
    """Every id of an entry as `authority:id`, the P-code included.

    The OCHA P-code of a Ukrainian unit is the first 12 characters of its codifier code.

    >>> authority_keys(Entry("x", "settlement", ids={"katottg": "UA14020010010066542", "geonames": (1, 2)}))
    ['katottg:UA14020010010066542', 'pcode:UA1402001001', 'geonames:1', 'geonames:2']
    """
    keys = []
    for authority, value in entry.ids.items():
        for part in value if isinstance(value, tuple) else (value,):
            keys.append(f"{authority}:{part}")
            if authority == "katottg":
                keys.append(f"pcode:{pcode(str(part), entry.kind)}")
    return keys


def pcode(katottg: str, kind: str = "settlement") -> str:
    """The P-code of a codifier code.

    A settlement's has 12 characters, a community's 9, a raion's 6, an oblast's 4 (OCHA's administrative
    boundaries of Ukraine): the levels below a unit's own are zeros in its codifier code.

    >>> pcode("UA14020010010066542"), pcode("UA14020000000065765", "district")
    ('UA1402001001', 'UA1402')
    """
    if kind != "settlement":
        for end in (4, 6, 9):
            if not katottg[end:12].strip("0"):
                return katottg[:end]
    return katottg[:12]


def merge(upper: Entry, lower: Entry) -> Entry:
    """The upper entry with what only the lower one knows; both are records of one thing."""
    return replace(
        upper,
        feature=upper.feature or lower.feature,
        country=upper.country or lower.country,
        admin1=upper.admin1 or lower.admin1,
        parents=upper.parents or lower.parents,
        eponym=upper.eponym or lower.eponym,
        lat=lower.lat if upper.lat is None or upper.lon is None else upper.lat,
        lon=lower.lon if upper.lat is None or upper.lon is None else upper.lon,
        population=lower.population if upper.population is None else upper.population,
        ids=_merge_ids(upper, lower),
        names=upper.names + _unknown_names(upper, lower),
        label=upper.label or lower.label,
        variants=upper.variants + _unknown_variants(upper, lower),
        sources={**_sources_of_taken(upper, lower), **upper.sources},
    )


def _sources_of_taken(upper: Entry, lower: Entry) -> dict[str, str]:
    """The lower sources of the facts that the lower entry supplies; its source is none for an upper fact."""
    own_place = upper.lat is not None and upper.lon is not None
    supplied = {"lat": own_place, "lon": own_place, "population": upper.population is not None}
    return {
        fact: source
        for fact, source in lower.sources.items()
        if not (fact in upper.ids or supplied.get(fact, bool(getattr(upper, fact, None))))
    }


def _merge_ids(upper: Entry, lower: Entry) -> dict[str, AuthorityId | tuple[AuthorityId, ...]]:
    return {**upper.ids, **{authority: value for authority, value in lower.ids.items() if authority not in upper.ids}}


def _unknown_names(upper: Entry, lower: Entry) -> tuple[Name, ...]:
    # A lower layer's bare name says no more than the upper layer's name of the same text.
    known = {(name.text, name.lang) for name in upper.names}
    texts = {name.text for name in upper.names}
    return tuple(
        name
        for name in lower.names
        if (name.text, name.lang) not in known and not (name.lang == "" and name.text in texts)
    )


def _unknown_variants(upper: Entry, lower: Entry) -> tuple[Variant, ...]:
    known = {variant.text for variant in upper.variants} | {name.text for name in upper.names}
    return tuple(variant for variant in lower.variants if variant.text not in known)
