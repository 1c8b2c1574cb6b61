"""One entry as a JSON object and back: the only place that knows the keys of the table's format."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from toponym.errors import TableError
from toponym.model import KINDS, NAME_STATUSES, AuthorityId, Entry, Name, Variant

T = TypeVar("T")

ENTRY_KEYS: Final = (
    "id",
    "kind",
    "feature",
    "country",
    "admin1",
    "parents",
    "eponym",
    "lat",
    "lon",
    "population",
    "ids",
    "names",
    "label",
    "variants",
    "sources",
)
"""The keys of an entry, in the order in which they are written."""
# A Python name may not be "from"; everything else is called the same in the file and in the record.
_NAME_KEYS: Final = {
    "text": "text",
    "surname": "surname",
    "lang": "lang",
    "status": "status",
    "from": "since",
    "to": "until",
    "source": "source",
}
_VARIANT_KEYS: Final = {"text": "text", "surname": "surname", "lang": "lang", "source": "source"}
# Beyond these a number is a slip, and no program that reads a table need be ready for it.
_MOST_PEOPLE: Final = 10_000_000_000
_LARGEST_ID: Final = 2**63 - 1


def entry_from_record(record: object, where: str = "") -> Entry:
    """Build an entry from a parsed JSON object; a name or a variant may be a bare string.

    `where` names the place in error messages. Raises TableError.

    >>> entry_from_record({"id": "my-1", "kind": "settlement", "names": ["Ужгород"]}).names[0].text
    'Ужгород'
    >>> entry_from_record({"id": "my-1", "kind": "town", "names": ["Ужгород"]})
    Traceback (most recent call last):
    ...
    toponym.errors.TableError: entry my-1: unknown kind 'town'; use one of country, region, ... person
    """
    if not isinstance(record, Mapping):
        raise TableError(f"{where or 'entry'}: expected an object with id, kind and names, got {type(record).__name__}")
    id_ = record.get("id")
    if not isinstance(id_, str) or not id_:
        raise TableError(f"{where or 'entry'}: 'id' is missing or no text; give each entry a text id of its own")
    where = f"{where}{', ' if where else ''}entry {id_ if id_.isprintable() and len(id_) <= 80 else shown(id_)}"
    unknown = [key for key in record if key not in ENTRY_KEYS]
    if unknown:
        raise TableError(f"{where}: unknown key {shown(unknown[0])}; the keys are {', '.join(ENTRY_KEYS)}")
    kind = _text(record, "kind", where)
    if kind not in KINDS:
        raise TableError(f"{where}: unknown kind {shown(kind)}; use one of {KINDS[0]}, {KINDS[1]}, ... {KINDS[-1]}")
    names = tuple(_name(item, where) for item in _list(record, "names", where))
    if not names:
        raise TableError(f"{where}: no names; give at least one under 'names'")
    return Entry(
        id=id_,
        kind=kind,
        names=names,
        feature=_text(record, "feature", where),
        country=_text(record, "country", where),
        admin1=_text(record, "admin1", where),
        parents=tuple(_of_type(item, str, "parents", where) for item in _list(record, "parents", where)),
        eponym=_text(record, "eponym", where),
        lat=_number(record, "lat", where, 90),
        lon=_number(record, "lon", where, 180),
        population=_population(record, where),
        ids=_ids(record, where),
        label=_text(record, "label", where),
        variants=tuple(_variant(item, where) for item in _list(record, "variants", where)),
        sources=_string_map(record, "sources", where),
    )


def shown(value: object) -> str:
    """A value as messages show it: in one line, not for ever, whatever it is.

    >>> shown("a\\nb"), shown(["x" * 100])[-5:], shown(10 ** 5000)
    ("'a\\\\nb'", 'x ...', 'a int too large to show')
    """
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return f"a {type(value).__name__} too large to show"
    return text if len(text) <= 80 else f"{text[:76]} ..."


def entry_to_record(entry: Entry) -> dict[str, Any]:
    """The JSON object of an entry: keys in the format's order, empty ones left out."""
    record: dict[str, Any] = {}
    for key in ENTRY_KEYS:
        value: Any = getattr(entry, key)
        if key == "names":
            value = [_part_to_record(name, _NAME_KEYS) for name in entry.names]
        elif key == "variants":
            value = [_part_to_record(variant, _VARIANT_KEYS) for variant in entry.variants]
        elif key == "ids":
            value = {k: list(v) if isinstance(v, tuple) else v for k, v in value.items()}
        elif isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, Mapping):
            value = dict(value)
        if value or value == 0:
            record[key] = value
    return record


def _part_to_record(part: Name | Variant, keys: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, attribute in keys.items() if (value := getattr(part, attribute))}


def _part_fields(item: object, keys: Mapping[str, str], what: str, where: str) -> dict[str, str]:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, Mapping):
        raise TableError(f"{where}: a {what} is a text or an object with 'text', got {type(item).__name__}")
    fields = {}
    for key, value in item.items():
        if key not in keys:
            raise TableError(f"{where}: unknown key {shown(key)} in a {what}; the keys are {', '.join(keys)}")
        fields[keys[key]] = _of_type(value, str, f"{what} {key}", where)
    if not fields.get("text"):
        raise TableError(f"{where}: a {what} without 'text'")
    return fields


def _name(item: object, where: str) -> Name:
    name = Name(**_part_fields(item, _NAME_KEYS, "name", where))
    if name.status not in NAME_STATUSES:
        raise TableError(
            f"{where}: name {shown(name.text)} has unknown status {shown(name.status)}; use {', '.join(NAME_STATUSES)}"
        )
    return name


def _variant(item: object, where: str) -> Variant:
    return Variant(**_part_fields(item, _VARIANT_KEYS, "variant", where))


def _of_type(value: object, type_: type[T], key: str, where: str) -> T:
    if not isinstance(value, type_) or isinstance(value, bool):
        raise TableError(f"{where}: '{key}' must be {_TYPE_WORDS[type_]}, got {shown(value)}")
    return value


_TYPE_WORDS: Final[Mapping[type, str]] = {str: "a text", int: "a whole number", list: "a list", dict: "an object"}


def _get(record: Mapping[str, Any], key: str, where: str, type_: type[T], default: Callable[[], T]) -> T:
    value = record.get(key)
    return default() if value is None else _of_type(value, type_, key, where)


def _text(record: Mapping[str, Any], key: str, where: str) -> str:
    return _get(record, key, where, str, str)


def _list(record: Mapping[str, Any], key: str, where: str) -> list[Any]:
    return _get(record, key, where, list, list)


def _string_map(record: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    return {k: _of_type(v, str, f"{key}.{k}", where) for k, v in _map(record, key, where)}


def _map(record: Mapping[str, Any], key: str, where: str) -> Iterator[tuple[str, Any]]:
    for name, value in _get(record, key, where, dict, dict).items():
        if not isinstance(name, str) or not name:
            raise TableError(f"{where}: a key of '{key}' must be a text, got {shown(name)}")
        yield name, value


def _whole(value: object) -> object:
    # JSON has one kind of number: 5.0 is 5, and spreadsheets like to write it so.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _number(record: Mapping[str, Any], key: str, where: str, limit: float) -> float | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
        raise TableError(f"{where}: '{key}' must be degrees between -{limit} and {limit}, got {shown(value)}")
    return float(value)


def _population(record: Mapping[str, Any], where: str) -> int | None:
    value = record.get("population")
    if value is None:
        return None
    people = _of_type(_whole(value), int, "population", where)
    if not 0 <= people <= _MOST_PEOPLE:
        raise TableError(f"{where}: 'population' must be between 0 and {_MOST_PEOPLE}, got {shown(value)}")
    return people


def _ids(record: Mapping[str, Any], where: str) -> dict[str, AuthorityId | tuple[AuthorityId, ...]]:
    ids: dict[str, AuthorityId | tuple[AuthorityId, ...]] = {}
    for authority, value in _map(record, "ids", where):
        if authority == "pcode":
            raise TableError(f"{where}: 'pcode' is derived from katottg; remove it from 'ids'")
        parts = tuple(_id(part, authority, where) for part in (value if isinstance(value, list) else [value]))
        if not parts:
            raise TableError(f"{where}: no id of {shown(authority)}; give one or remove the key")
        ids[authority] = parts if isinstance(value, list) else parts[0]
    return ids


def _id(value: object, authority: str, where: str) -> AuthorityId:
    value = _whole(value)
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_ID:
        return value
    raise TableError(
        f"{where}: id of {shown(authority)} must be a number, a text or a list of them, got {shown(value)}"
    )
