"""Records as Hypothesis makes them: valid ones, and ones that break one thing."""

from typing import Any

from hypothesis import strategies as st

from tests.conftest import Record
from toponym.model import KINDS, NAME_STATUSES

_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВабвABCabczß'ʼ’-. éłżŠş京東אบ"


def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Texts that a table takes: no stray spaces, no control characters; mostly letters of names."""
    plain = st.text(st.sampled_from(_LETTERS), max_size=12)
    wild = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
    return (plain | wild).map(lambda text: " ".join(text.split())).filter(lambda text: len(text) >= min_size)


DATES = st.sampled_from(["", "1924", "2016", "2016-02", "2016-02-29", "0000", "1999-12-31"])
SOURCES = st.sampled_from(["", "geonames-2026"])
LANGS = st.sampled_from(["", "uk", "ru", "pl", "zh-Hant"])
NAMES = texts(1) | st.fixed_dictionaries(
    {"text": texts(1)}, optional={"lang": LANGS, "status": st.sampled_from(NAME_STATUSES), "source": SOURCES}
)
DATED = st.fixed_dictionaries({"text": texts(1)}, optional={"from": DATES}) | st.fixed_dictionaries(
    {"text": texts(1)}, optional={"to": DATES}
)
VARIANTS = texts(1) | st.fixed_dictionaries({"text": texts(1)}, optional={"lang": LANGS, "source": SOURCES})
IDS = texts(1) | st.integers(0, 2**63 - 1)


def _text_of(part: Any) -> str:
    return str(part if isinstance(part, str) else part["text"])


def records() -> st.SearchStrategy[Record]:
    """Valid records of every shape; the same text never twice in one entry."""
    degrees = st.floats(-90, 90) | st.integers(-90, 90)
    return st.builds(
        _record,
        st.fixed_dictionaries(
            {"id": texts(1), "kind": st.sampled_from(KINDS), "names": st.lists(NAMES | DATED, min_size=1, max_size=3)},
            optional={
                "feature": texts(),
                "country": st.sampled_from(["", "UA"]),
                "admin1": st.sampled_from(["", "UA-09", "UA-14"]),
                "parents": st.lists(texts(), max_size=2),
                "eponym": texts(),
                "population": st.integers(0, 10**10) | st.none(),
                "ids": st.dictionaries(
                    texts(1).filter("pcode".__ne__), IDS | st.lists(IDS, min_size=1, max_size=2), max_size=2
                ),
                "label": texts() | st.none(),
                "variants": st.lists(VARIANTS, max_size=2),
                "sources": st.dictionaries(texts(1), texts(), max_size=2),
            },
        ),
        st.none() | st.tuples(degrees, degrees),
    )


def _record(record: Record, place: tuple[float, float] | None) -> Record:
    seen: set[str] = set()
    for key in ("names", "variants"):
        parts = []
        for part in record.get(key, []):
            if _text_of(part) not in seen:
                seen.add(_text_of(part))
                parts.append(part)
        if key in record:
            record[key] = parts
    if place is not None:
        record["lat"], record["lon"] = place
    return record


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**25)
    | st.floats(allow_nan=False)
    | st.text(max_size=6)
    | st.sampled_from(["", " x", "a\tb", "a  b", "\ufeffx", "2016-02-30", "2015-02-29", "UKR", "official", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["text", "lang", "status", "from", "to", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
