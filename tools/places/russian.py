"""Which Russian spellings a Ukrainian place name can regularly have, and which of the attested ones that leaves.

The correspondences hold for place names only. A calque (Красний, Червоний) or a rename is never regular.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from toponym.text.fold import fold

# Longest grapheme first; $ is the end of a word, ^ its beginning. Right: the Russian readings, as a regular expression.
_CORRESPONDENCES: tuple[tuple[str, str], ...] = (
    ("([лнтджзсшчц])\\1я$", "{0}ье|{0}{0}я"),
    ("ський$", "ский|ской"),
    ("цький$", "цкий|цкой"),
    ("зький$", "зский|зкий"),
    ("ське$", "ское"),
    ("цьке$", "цкое"),
    ("ська$", "ская"),
    ("цька$", "цкая"),
    ("іївка$", "(?:ие|ее)вка"),
    ("ївка$", "евка"),
    ("івка$", "(?:о|е|ё)вка"),
    ("^йо", "йо"),
    ("ьо|йо", "ё|е"),
    ("ськ", "ск"),
    ("цьк", "цк"),
    ("([жчшщ])о", "{0}(?:е|ё|о)"),
    ("ий$", "ый|ой|ий"),
    ("е$", "е|ое|ее|о"),
    ("є$", "ее|е"),
    ("ів$", "ов|ев|ёв"),
    ("і$", "и|ы|ые|ие"),
    ("а$", "а|ая"),
    ("я$", "я|ая|яя"),
    ("ць$", "ц"),
    ("ця", "ца"),
    ("^ву", "ву|у"),
    ("^в", "в|у"),
    ("^у", "у|в"),
    ("^е", "э|е"),
    ("^є", "е"),
    ("([гкхжшчщ])и", "{0}и"),
    ("і", "и|о|е|ё"),
    ("([^гкхжшчщ])и$", "{0}ы"),
    ("и", "и|ы"),
    ("ї", "и|ьи|ъи"),
    ("є", "е"),
    ("е", "е|ё"),
    ("ґ", "г"),
    ("[’'ʼ]", "ъ|ь|"),
)
_RULES = [
    (re.compile(left.lstrip("^").rstrip("$")), left[0] == "^", left[-1] == "$", r) for left, r in _CORRESPONDENCES
]
_WORD = re.compile("[^ -]+|[ -]+")
_UKRAINIAN_ONLY = re.compile("[іїєґ]|[сцз]ьк")
# Possessives keep the short ending (Данилова Балка), but not нова, ...
_SHORT_ADJECTIVE = re.compile("(?:^нова|(?<!ов)(?<!ев)(?<!єв)(?<!ин)(?<!їн)[ая]|[еєі])$")


@lru_cache(maxsize=4096)
def _pattern(ukrainian: str) -> re.Pattern[str]:
    parts = _WORD.findall(ukrainian.lower())
    return re.compile("".join(_word(part, first=part is not parts[-1]) for part in parts))


def _word(word: str, first: bool) -> str:
    """The readings of a word; an adjective before a noun takes its full Russian ending (Біла Церква, Белая)."""
    if first and _SHORT_ADJECTIVE.search(word):
        return _word(word[:-1], first=False) + {"а": "ая", "я": "яя", "е": "[ое]е", "є": "ее", "і": "[иы]е"}[word[-1]]
    result, position = [], 0
    while position < len(word):
        for left, at_start, at_end, right in _RULES:
            found = left.match(word, position)
            if found and (not at_start or position == 0) and (not at_end or found.end() == len(word)):
                result.append(f"(?:{right.format(*found.groups())})")
                position = found.end()
                break
        else:
            result.append(re.escape(word[position]))
            position += 1
    return "".join(result)


def is_regular(ukrainian: str, russian: str) -> bool:
    """Whether the Russian spelling follows from the Ukrainian one by the correspondences.

    >>> [is_regular("Сєвєродонецьк", text) for text in ("Северодонецк", "Сєвєродонецьк", "Северодонецьк")]
    [True, False, False]
    >>> is_regular("Вугледар", "Угледар"), is_regular("Запоріжжя", "Запорожье"), is_regular("Торецьк", "Дзержинск")
    (True, True, False)
    """
    return _pattern(ukrainian).fullmatch(russian.lower()) is not None


def russian_forms(ukrainian: str, attested: Iterable[str]) -> list[str]:
    """The attested Cyrillic spellings that are regular Russian ones of the name, spellings that differ in ё only once.

    A spelling equal to the Ukrainian one counts only where no letter could differ: "Суми" is the Ukrainian name. One
    that differs from an attested irregular one by a soft sign or a doubled letter does not count: the other is Russian.

    >>> russian_forms("Суми", ["Суми", "Сумы"]), russian_forms("Одеса", ["Одеса", "Одесса"])
    (['Сумы'], [])
    >>> russian_forms("Харків", ["Харков", "Харьков"]), russian_forms("Біла Церква", ["Била Церква"])
    ([], [])
    >>> russian_forms("Херсон", ["Херсон"])
    ['Херсон']
    """
    attested = [text for text in dict.fromkeys(attested) if not _UKRAINIAN_ONLY.search(text.lower())]
    forms: dict[str, str] = {}
    for text in attested:
        if text != ukrainian and is_regular(ukrainian, text) and not _only_vowel_differs(ukrainian, text):
            forms.setdefault(fold(text), text)
    if not forms and ukrainian in attested and _alike_in_both(ukrainian):
        forms[fold(ukrainian)] = ukrainian
    others = [text for text in attested if fold(text) not in forms and not text.endswith("ьск")]
    return [
        form
        for form in forms.values()
        if not any(_bare(other) == _bare(form) and len(other) > len(form) for other in others)
    ]


def _only_vowel_differs(ukrainian: str, russian: str) -> bool:
    """Whether nothing but и and ы inside differs: so Rusyn writes every name, and Russian some (Лыман, Павлыш)."""
    pairs = list(zip(ukrainian.lower(), russian.lower(), strict=False))
    inner = len(ukrainian) == len(russian) and ukrainian[-1] == russian[-1]
    return inner and {pair for pair in pairs if pair[0] != pair[1]} == {("и", "ы")}


def _alike_in_both(ukrainian: str) -> bool:
    differs = re.search("[и’'ʼ]|[еія](?:$|[ -])|[жчшщ]о|ця", ukrainian.lower())
    return differs is None and is_regular(ukrainian, ukrainian)


def _bare(text: str) -> str:
    """Without soft signs and doubling, in which an irregular Russian form differs (Харьков, Черкассы, Одесса)."""
    return re.sub(r"(.)\1", r"\1", re.sub("[ьъ]", "", fold(text)))
