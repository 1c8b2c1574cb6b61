"""Russian counterparts of Ukrainian names by regular correspondences, for where no attested counterpart exists.

They are derived, not attested: whoever uses one says so and trusts it less. Words that are translated (calques) and
places that were renamed have no counterpart by rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from toponym.errors import RomanizationError
from toponym.romanization.engine import Engine, title_case
from toponym.romanization.loader import of_language
from toponym.romanization.notation import Rule, parse_letters, parse_rule

_DATA = Path(__file__).parent / "counterparts.toml"
_KEYS = {"base", "letters", "rules"}
_DEPARTURES = 2
_MOST = 6
# No name is as long; the forms of a text grow with the square of its length.
_LONGEST = 100


def counterparts(text: str, kind: str = "place") -> tuple[str, ...]:
    """The plausible Russian forms of a Ukrainian name, at most six, the most regular first; empty for other scripts.

    `kind` is "place" or "person"; RomanizationError for another.

    >>> counterparts("Дружківка")[0], counterparts("Луганськ")[0], counterparts("Kyiv")
    ('Дружковка', 'Луганск', ())
    """
    engine = _engine(kind)
    if len(text) > _LONGEST or not engine.reads(text):
        return ()
    forms: list[list[tuple[int, str]]] = [[(0, "")]]
    for piece in engine.words(text):
        forms.append(list(_forms(piece, engine)) if engine.reads(piece) else [(0, piece)])
    return _cheapest(forms)


def _forms(word: str, engine: Engine) -> Iterator[tuple[int, str]]:
    """Each form of a word with the number of its departures from what is most usual."""
    lower = word.lower()
    choices = [output.split("/") for output in engine.segments(lower)]
    for departures, chosen in _chosen(choices, _DEPARTURES):
        yield departures, _like(word, "".join(output if output != "-" else "" for output in chosen))


def _chosen(choices: list[list[str]], most: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """One output a choice, in the order of their product, with at most so many departures; no other is tried."""
    at = next((at for at, outputs in enumerate(choices) if len(outputs) > 1), None)
    if at is None or most == 0:
        yield 0, tuple(outputs[0] for outputs in choices)
        return
    before = tuple(outputs[0] for outputs in choices[:at])
    for departures, output in enumerate(choices[at][: most + 1]):
        for more, rest in _chosen(choices[at + 1 :], most - departures):
            yield departures + more, (*before, output, *rest)


def _like(word: str, form: str) -> str:
    if len(word) > 1 and word.isupper():
        return form.upper()
    return title_case(form) if word[:1].isupper() else form


def _cheapest(forms: Iterable[list[tuple[int, str]]]) -> tuple[str, ...]:
    """The joined forms of all words with the fewest departures; the beam is wide enough for every name of two words."""
    beam: list[tuple[int, str]] = [(0, "")]
    for choices in forms:
        joined = [(cost + more, text + form) for cost, text in beam for more, form in choices]
        beam = sorted(joined, key=lambda item: item[0])[: _MOST * _MOST]
    return tuple(dict.fromkeys(form for _, form in beam))[:_MOST]


@cache
def _engine(kind: str) -> Engine:
    import tomllib

    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    if kind not in data:
        raise RomanizationError(f"no counterparts of kind {kind!r}; known: {', '.join(sorted(data))}")
    return Engine(of_language("uk").language, list(_rules(kind, data).values()))


def _rules(kind: str, data: Mapping[str, Any]) -> dict[str, Rule]:
    table = data[kind]
    if unknown := set(table) - _KEYS:
        raise RomanizationError(f"{_DATA.name}: [{kind}]: unknown key {min(unknown)!r}")
    language = of_language("uk").language
    rules = _rules(table["base"], data) if "base" in table else {}
    try:
        own = parse_letters(table.get("letters", ""), language, kind, latin=False)
        own += [parse_rule(text, language, kind, latin=False) for text in table.get("rules", ())]
    except RomanizationError as error:
        raise RomanizationError(f"{_DATA.name}: [{kind}]: {error}") from error
    for rule in own:
        rules.pop(rule.key, None)
        rules[rule.key] = rule
    return rules
