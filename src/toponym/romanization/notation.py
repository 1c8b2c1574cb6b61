"""The notation of system files: letters, contexts, and rules of the form left|grapheme|right > output."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from toponym.errors import RomanizationError

APOSTROPHE = "\u02bc"
APOSTROPHES = "'`\u00b4\u2018\u2019\u02b9\u02bb\u02bc\u02bd\u2032\uff07"
LETTER = r"[^\W\d_]"
Form = Literal["NFC", "NFD"]

_TO_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, APOSTROPHE))
_TOKEN = re.compile(r"#|\[\^?[^\[\]]+\]|\{[^{}]+\}|[^\s\[\]{}|>]")


@dataclass(frozen=True, slots=True)
class Language:
    """What the rules of one language may refer to; `letters` is its alphabet, `classes` its named sets, V and C too."""

    code: str
    name: str
    script: str
    letters: str
    classes: Mapping[str, frozenset[str]]
    form: Form = "NFC"

    @property
    def marks(self) -> str:
        """Letters of the alphabet that are combining marks, which a regular expression does not count as letters."""
        return "".join(c for c in self.letters if unicodedata.category(c).startswith("M"))


@dataclass(frozen=True, slots=True)
class Position:
    """One position of a context: the edge of a word, or a letter in (or, if negated, outside) a set."""

    letters: frozenset[str] = frozenset()
    edge: bool = False
    negated: bool = False

    @property
    def size(self) -> int:
        """How many letters it admits; the smaller the more specific."""
        return 1 if self.edge else 1000 if self.negated else len(self.letters)


Context = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as written: alternatives for the left and the right context, the grapheme, and its output."""

    key: str
    grapheme: str
    output: str
    left: tuple[Context, ...] = ((),)
    right: tuple[Context, ...] = ((),)
    owner: str = field(default="", compare=False)

    @property
    def plain(self) -> bool:
        """Whether it is one letter without context."""
        return len(self.grapheme) == 1 and self.left == ((),) and self.right == ((),)

    def branches(self) -> Iterator[tuple[Context, Context]]:
        """Each pair of one left and one right alternative."""
        return product(self.left, self.right)


def prepare(text: str, form: Form = "NFC") -> str:
    """Source letters of a system file in the form in which names are read: lower case, one apostrophe."""
    return unicodedata.normalize(form, text.lower()).translate(_TO_APOSTROPHE)


def parse_letters(text: str, language: Language, owner: str, latin: bool = True) -> list[Rule]:
    """The rules of a `letters` string: pairs of grapheme and output; a lone "-" is no output."""
    tokens = text.split()
    if len(tokens) % 2:
        raise RomanizationError(f"letters: {len(tokens)} items are not pairs; the last is {tokens[-1]!r}")
    rules: dict[str, Rule] = {}
    for grapheme, output in zip(tokens[::2], tokens[1::2], strict=True):
        key = prepare(grapheme, language.form)
        if key in rules:
            raise RomanizationError(f"letters: {grapheme!r} stands twice")
        rules[key] = Rule(key, key, _output(output, language, f"letter {grapheme!r}", latin), owner=owner)
    return list(rules.values())


def parse_rule(text: str, language: Language, owner: str, latin: bool = True) -> Rule:
    """The rule written as `left|grapheme|right > output`; RomanizationError says what is wrong with it.

    Unless `latin` is false, an output with letters of the language's own alphabet is an error.
    """
    body, arrow, output = text.partition(">")
    if not arrow:
        raise RomanizationError(f"rule {text!r}: no '>' between the letters and the output")
    key = rule_key(body, language)
    parts = key.split("|")
    if len(parts) > 3:
        raise RomanizationError(f"rule {text!r}: more than two '|'")
    if len(parts) == 1:
        parts = ["", *parts, ""]
    elif len(parts) == 2:
        parts.append("")
    left, grapheme, right = parts
    if not grapheme or set(grapheme) & set("#[]{}^,VC "):
        raise RomanizationError(f"rule {text!r}: between the '|' stands plain letters only, not {grapheme!r}")
    return Rule(
        key,
        grapheme,
        _output(output.strip(), language, f"rule {text!r}", latin),
        _alternatives(left, language, text, at_start=True),
        _alternatives(right, language, text, at_start=False),
        owner,
    )


def rule_key(text: str, language: Language) -> str:
    """The left side of a rule in the form in which two of them are compared; V, C and class names keep their case."""
    out = []
    for piece in re.split(r"(\{[^{}]*\}|[VC])", "".join(text.split())):
        out.append(piece if piece in ("V", "C") or piece.startswith("{") else prepare(piece, language.form))
    return "".join(out).rstrip("|") if text.count("|") > 1 else "".join(out)


def _output(text: str, language: Language, where: str, latin: bool) -> str:
    output = "" if text == "-" else unicodedata.normalize("NFC", text)
    if latin and (wrong := [c for c in output if c.lower() in language.letters and c != APOSTROPHE]):
        raise RomanizationError(f"{where}: the output holds {wrong[0]!r}, a letter of the {language.name} alphabet")
    return output


def _alternatives(text: str, language: Language, rule: str, at_start: bool) -> tuple[Context, ...]:
    if not text:
        return ((),)
    contexts = []
    for alternative in _split(text):
        context = tuple(_positions(alternative, language, rule))
        edges = [i for i, position in enumerate(context) if position.edge]
        if edges and edges != [0 if at_start else len(context) - 1]:
            raise RomanizationError(f"rule {rule!r}: '#' must be the outermost sign of the context {alternative!r}")
        contexts.append(context)
    return tuple(contexts)


def _split(text: str) -> list[str]:
    return re.split(r",(?![^\[]*\])", text)


def _positions(text: str, language: Language, rule: str) -> Iterator[Position]:
    if not text or _TOKEN.sub("", text):
        raise RomanizationError(f"rule {rule!r}: cannot read the context {text!r}")
    for sign in _TOKEN.findall(text):
        if sign == "#":
            yield Position(edge=True)
        elif sign[0] == "[":
            negated = sign[1] == "^"
            yield Position(frozenset(sign[2:-1] if negated else sign[1:-1]), negated=negated)
        elif sign[0] == "{" or sign in "VC":
            name = sign.strip("{}")
            if name not in language.classes:
                known = ", ".join(sorted(language.classes))
                raise RomanizationError(f"rule {rule!r}: no class {name!r} in [language.classes]; there are {known}")
            yield Position(language.classes[name])
        else:
            yield Position(frozenset(sign))


def specificity(left: Context, right: Context) -> tuple[int, int]:
    """Sort key of a context, the most specific first: more positions, then smaller sets."""
    return -len(left) - len(right), sum(position.size for position in (*left, *right))


def one_of(letters: Iterable[str]) -> str:
    """A regular expression for one letter of a set, in both cases."""
    both = sorted({c for letter in letters for c in (letter, letter.upper()) if len(c) == 1})
    return "[" + "".join(re.escape(c) for c in both) + "]"
