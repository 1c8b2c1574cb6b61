"""Systems compiled to their fast form: one regular expression for what depends on context, one table for all else.

Latin output never meets the rules again, because the table and the expression name only letters of the source script.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toponym.romanization.notation import (
    APOSTROPHE,
    APOSTROPHES,
    LETTER,
    Context,
    Form,
    Language,
    Position,
    Rule,
    one_of,
    specificity,
)
from toponym.romanization.records import Romanized

_BATCH = 64
_PIECE_LENGTH = 1000
_PIECE = re.compile(r"[\s\S]{1,1000}(?=\w|\s|\Z)|[\s\S]{1,1000}")
_TIE = "\u0361"
_IRREGULAR = re.compile(f"[\u0300\u0301\u00ad{APOSTROPHES}]")
_Branch = tuple[tuple[int, int, int, int], Rule, Context, Context]


def title_case(text: str) -> str:
    """The output for a capital letter: its first letter is a capital, the rest is not ("shch" -> "Shch").

    Letters under a tie count as one: "i\u0361a" -> "I\u0361A".
    """
    chars = list(text)
    for i, c in enumerate(chars):
        if c.upper() != c:
            chars[i] = c.upper()
            while chars[i + 1 : i + 2] == [_TIE] and i + 2 < len(chars):
                i += 2
                chars[i] = chars[i].upper()
            break
    return "".join(chars)


class Engine:
    """One system, ready to romanize. `strip` holds characters that vanish from every output."""

    __slots__ = (
        "_caps",
        "_composes",
        "_context",
        "_foreign",
        "_form",
        "_has_apostrophe",
        "_in_word",
        "_known",
        "_outputs",
        "_owners",
        "_stress",
        "_table",
        "_word",
    )

    def __init__(self, language: Language, rules: Sequence[Rule], strip: str = "") -> None:
        without = dict.fromkeys(map(ord, strip))
        self._form = language.form
        self._table: dict[int, str] = {}
        branches: list[_Branch] = []
        for order, rule in enumerate(rules):
            if rule.plain:
                output = rule.output.translate(without)
                self._table[ord(rule.grapheme)] = output
                if len(upper := rule.grapheme.upper()) == 1 and upper != rule.grapheme:
                    self._table[ord(upper)] = title_case(output)
                continue
            for left, right in rule.branches():
                rank = (-len(rule.grapheme), *specificity(left, right), -order)
                branches.append((rank, rule, left, right))
        branches.sort(key=lambda branch: branch[0])
        letters = {c for rule in rules for c in rule.grapheme + rule.grapheme.upper()}
        self._has_apostrophe = APOSTROPHE in letters
        own = "[" + "".join(re.escape(c) for c in sorted(letters - {APOSTROPHE})) + "]"
        self._known = re.compile(own)
        self._in_word = re.compile(f"(?<={own})[{APOSTROPHES}](?={own})")
        self._stress = re.compile(f"(?<={own})[\u0300\u0301\u00ad]+")
        known = "".join(re.escape(c) for c in sorted(letters))
        self._foreign = re.compile(f"[^\\W\\d_{known}]")
        marks = language.marks
        word = f"(?:{LETTER}|[{re.escape(marks)}])" if marks else LETTER
        capitals = "".join(re.escape(c) for c in sorted(letters) if c.lower() != c)
        self._caps = re.compile(f"[{capitals}]{APOSTROPHE}?[{capitals}]") if capitals else None
        self._word = re.compile(f"{word}+")
        self._context: re.Pattern[str] | None = None
        self._outputs: list[str] = [""]
        self._owners: list[Rule] = []
        self._compile(branches, word, without)
        # An output that is a combining mark (an acute for a soft sign) makes one letter with the output before it.
        outputs = "".join((*self._outputs, *self._table.values()))
        self._composes = self._form != "NFC" or any(map(unicodedata.combining, outputs))

    def _compile(self, branches: Iterable[_Branch], word: str, without: Mapping[int, None]) -> None:
        patterns = []
        for _, rule, left, right in branches:
            output = rule.output.translate(without)
            first, rest = rule.grapheme[0], "".join(one_of(c) for c in rule.grapheme[1:])
            around = _lookbehind(left, len(rule.grapheme), word) + _lookahead(right, word)
            heads = {first: output}
            if len(upper := first.upper()) == 1 and upper != first:
                heads[upper] = title_case(output)
            for head, cased in heads.items():
                patterns.append(f"{re.escape(head)}{rest}{around}()")
                self._outputs.append(cased)
                self._owners.append(rule)
        if patterns:
            self._context = re.compile("|".join(patterns))

    def romanize(self, text: str) -> str:
        """The text in Latin letters; what the system does not know stays as it is."""
        read = self._read(text)
        if read is not text and self._known.search(read) is None:
            return text
        if not read[1:].islower() and self._caps is not None and self._caps.search(read) is not None:
            return self._word.sub(self._cased, read)
        return self._write(read)

    def transliterate(self, text: str) -> Romanized:
        """The same, with a flag for letters that the system does not know."""
        return Romanized(self.romanize(text), self.complete(text))

    def complete(self, text: str) -> bool:
        """Whether the system knows every letter of the text."""
        return self._foreign.search(self._read(text)) is None

    def reads(self, text: str) -> bool:
        """Whether the text has letters, and the system knows them all."""
        read = self._read(text)
        return self._known.search(read) is not None and self._foreign.search(read) is None

    def romanize_many(self, texts: Iterable[str]) -> list[str]:
        """Each text romanized, in order; joined into larger texts where that cannot be told from the result."""
        texts = list(texts)
        romanized: list[str] = []
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            joined = "\n".join(batch)
            if joined.count("\n") == len(batch) - 1 and unicodedata.is_normalized(self._form, joined):
                joined = self._read(joined)
                if self._caps is None or self._caps.search(joined) is None:
                    romanized += self._write(joined).split("\n")
                    continue
            romanized += map(self.romanize, batch)
        return romanized

    def segments(self, word: str) -> list[str]:
        """The outputs of a word in small letters, one for each grapheme, in order."""
        found: list[str] = []
        done = 0
        for match in self._context.finditer(word) if self._context is not None else ():
            found += [self._table.get(ord(c), c) for c in word[done : match.start()]]
            found.append(self._outputs[match.lastindex or 0])
            done = match.end()
        return found + [self._table.get(ord(c), c) for c in word[done:]]

    def words(self, text: str) -> list[str]:
        """The text cut into words and what stands between them, in order; joined they are the text as it is read."""
        text = self._read(text)
        pieces: list[str] = []
        done = 0
        for match in self._word.finditer(text):
            pieces += [text[done : match.start()], match.group()]
            done = match.end()
        return [*pieces, text[done:]]

    def touches(self, text: str) -> bool:
        """Whether any rule or letter of the system applies to the text."""
        text = self._read(text.lower())
        return any(ord(c) in self._table for c in text) or (
            self._context is not None and self._context.search(text) is not None
        )

    def trace(self, text: str) -> Iterator[Rule]:
        """The rules with a context (or several letters) that the text uses, in order; for checks of samples."""
        if self._context is None:
            return
        for match in self._context.finditer(self._read(text.lower())):
            if match.lastindex:
                yield self._owners[match.lastindex - 1]

    def _read(self, text: str) -> str:
        """The text in the language's normal form, with one apostrophe and no stress marks between its own letters."""
        if text.isascii():
            return text
        text = normal(self._form, text)
        if _IRREGULAR.search(text) is not None:
            if self._form == "NFC":
                text = self._stress.sub("", text)
            if self._has_apostrophe:
                text = self._in_word.sub(APOSTROPHE, text)
        return text

    def _cased(self, match: re.Match[str]) -> str:
        word = match.group()
        if len(word) > 1 and word.isupper():
            return self._write(word.lower()).upper()
        return self._write(word)

    def _output(self, match: re.Match[str]) -> str:
        return self._outputs[match.lastindex or 0]

    def _write(self, text: str) -> str:
        if self._context is not None:
            text = self._context.sub(self._output, text)
        text = text.translate(self._table)
        return normal("NFC", text) if self._composes else text


def normal(form: Form, text: str) -> str:
    """The text in a Unicode normal form, long texts in pieces: a run of n combining marks would take n² steps."""
    if len(text) <= _PIECE_LENGTH:
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, piece) for piece in _PIECE.findall(text))


def _lookbehind(context: Context, width: int, word: str) -> str:
    if not context:
        return ""
    return "(?<=" + "".join(_position(p, word, before=True) for p in context) + "." * width + ")"


def _lookahead(context: Context, word: str) -> str:
    if not context:
        return ""
    return "(?=" + "".join(_position(p, word, before=False) for p in context) + ")"


def _position(position: Position, word: str, before: bool) -> str:
    if position.edge:
        return f"(?<!{word})" if before else f"(?!{word})"
    if position.negated:
        return f"(?!{one_of(position.letters)}){word}"
    return one_of(position.letters)
