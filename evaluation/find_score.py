"""Names found in text against gold: precision, recall, city or oblast, every error. No finder is run here."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).with_name("gold")
# City and oblast of the four names that news mixes up most.
CITY_AND_OBLAST = (
    ("ua-luhansk", "ua-luhansk-oblast"),
    ("ua-donetsk", "ua-donetsk-oblast"),
    ("ua-kherson", "ua-kherson-oblast"),
    ("ua-kharkiv", "ua-kharkiv-oblast"),
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A name in a text, as a reader understands it; offsets in code points, end excluded.

    `ids` are the entries of which any one is right, none for a name without an entry; `unresolved` asks for the answer
    "ambiguous" with one of them among the candidates; `world` is the entry that only a layer of the world can have.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    ids: tuple[str, ...] = ()
    unresolved: bool = False
    world: str | None = None

    def fits(self, found: "Found") -> bool:
        """Whether the found span is the full or the bare name."""
        return (found.start, found.end) in ((self.start, self.end), (self.core_start, self.core_end))


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder said: a span, the status of its match (match, ambiguous, none), its id, its candidates' ids."""

    start: int
    end: int
    status: str
    id: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Error:
    """One error; `said` and `meant` are ids.

    `kind`: missed (nothing said), ambiguous (no choice made where the text makes one), id (another entry), guess (a
    choice where the text leaves none), span (right entry, other span), null (a name without an entry), nothing (no name
    at all), twice (a second answer for one name).
    """

    kind: str
    start: int
    end: int
    said: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one or more texts.

    `right` of `answered` found mentions are right, `right` of `expected` names with an entry were found. `answered`
    leaves out the answer "ambiguous" unless it is right; where nothing stands in the gold it is counted as `doubtful`.
    """

    right: int
    answered: int
    expected: int
    doubtful: int
    kind_right: int
    kind_expected: int
    errors: tuple[Error, ...] = ()

    @property
    def precision(self) -> float:
        """Share of the answers that are right; 1 when nothing was answered."""
        return self.right / self.answered if self.answered else 1.0

    @property
    def recall(self) -> float:
        """Share of the names with an entry that were found; 1 when there are none."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def city_or_oblast(self) -> float:
        """Share of the mentions of CITY_AND_OBLAST with the right one of the two; a missed mention is not right."""
        return self.kind_right / self.kind_expected if self.kind_expected else 1.0


def score(
    gold: Sequence[Gold],
    found: Iterable[Found],
    *,
    world: bool = False,
    pairs: Iterable[tuple[str, str]] = CITY_AND_OBLAST,
) -> Score:
    """Compare what was found in one text with its gold. With `world`, entries of a world layer are expected too.

    A found mention counts for the first name of the gold whose span it has; without one, it is an error of the first
    name that it overlaps.

    >>> name = Gold(0, 14, 0, 7, ("ua-luhansk-oblast",))
    >>> score([name], [Found(0, 14, "match", "ua-luhansk-oblast")]).precision
    1.0
    >>> [error.kind for error in score([name], [Found(0, 7, "match", "ua-luhansk")]).errors]
    ['id', 'missed']
    """
    answers = sorted((each for each in found if each.status != "none"), key=lambda each: (each.start, each.end))
    given: dict[int, Found] = {}
    errors: list[Error] = []
    right = wrong = doubtful = 0
    for answer in answers:
        place = _place(gold, answer)
        if place is None:
            if answer.status == "match":
                wrong += 1
                errors.append(_error("nothing", answer, ()))
            else:
                doubtful += 1
            continue
        name = gold[place]
        kind = _judge(name, answer, world=world, again=place in given)
        if kind == "right":
            right += 1
            given[place] = answer
        elif kind == "doubtful":
            doubtful += 1
        elif kind is not None:
            wrong += kind != "ambiguous"
            errors.append(_error(kind, answer, _meant(name, world)))
    expected = [place for place, name in enumerate(gold) if _meant(name, world)]
    hesitated = {(error.start, error.end) for error in errors if error.kind == "ambiguous"}
    for place in expected:
        name = gold[place]
        spans = {(name.start, name.end), (name.core_start, name.core_end)}
        if place not in given and not spans & hesitated:
            errors.append(Error("missed", name.start, name.end, (), _meant(name, world)))
    both = {id_ for pair in pairs for id_ in pair}
    kinds = [place for place in expected if both.issuperset(gold[place].ids)]
    return Score(
        right=right,
        answered=right + wrong,
        expected=len(expected),
        doubtful=doubtful,
        kind_right=sum(place in given for place in kinds),
        kind_expected=len(kinds),
        errors=tuple(sorted(errors, key=lambda error: (error.start, error.end, error.kind))),
    )


def total(scores: Iterable[Score]) -> Score:
    """Sum of the scores of several texts; errors one after another, in the given order."""
    each = list(scores)
    return Score(
        right=sum(one.right for one in each),
        answered=sum(one.answered for one in each),
        expected=sum(one.expected for one in each),
        doubtful=sum(one.doubtful for one in each),
        kind_right=sum(one.kind_right for one in each),
        kind_expected=sum(one.kind_expected for one in each),
        errors=tuple(error for one in each for error in one.errors),
    )


def error_lines(text: str, errors: Iterable[Error]) -> list[str]:
    """One line an error, with the name as it stands in the text.

    >>> error_lines("In Lyman.", [Error("id", 3, 8, ("ua-izium",), ("ua-lyman",))])
    ['id       3-8 "Lyman" said ua-izium, meant ua-lyman']
    """
    return [
        f'{error.kind:<8} {error.start}-{error.end} "{" ".join(text[error.start : error.end].split())}"'
        f" said {'/'.join(error.said) or '-'}, meant {'/'.join(error.meant) or '-'}"
        for error in errors
    ]


def kinds_of_errors(errors: Iterable[Error]) -> dict[str, int]:
    """How many errors of each kind, the most frequent first."""
    return dict(Counter(error.kind for error in errors).most_common())


def gold_mention(record: Mapping[str, object]) -> Gold:
    """A mention as it stands in the files of `gold/`; ValueError when the record contradicts itself."""
    ids = record.get("any", [record["id"]] if record.get("id") else [])
    if not isinstance(ids, list) or ("id" in record) == ("any" in record):
        raise ValueError(f'gold mention {record}: give either "id" (an id or null) or "any" (a list of ids)')
    world = record.get("world")
    offsets = [record[key] for key in ("start", "end", "core_start", "core_end")]
    start, end, core_start, core_end = (offset for offset in offsets if isinstance(offset, int))
    if not 0 <= start <= core_start < core_end <= end:
        raise ValueError(f"gold mention {record}: the core must lie within the span")
    return Gold(
        start,
        end,
        core_start,
        core_end,
        tuple(str(each) for each in ids),
        record.get("status") == "ambiguous",
        str(world) if world is not None else None,
    )


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its names, sorted; `name` is the file or the id of the passage."""

    name: str
    lang: str
    text: str
    mentions: tuple[Gold, ...]


def passages(path: Path = GOLD / "passages.jsonl", lang: str = "") -> list[GoldText]:
    """The written passages, in the order of the file; `lang` is the language of those that do not say it."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        GoldText(
            record["id"],
            record.get("lang", lang),
            record["text"],
            tuple(gold_mention(mention) for mention in record["mentions"]),
        )
        for record in records
    ]


def articles(folder: Path, gold: Path = GOLD) -> list[GoldText]:
    """The news articles of that folder with their gold.

    Raises FileNotFoundError without the folder's texts, ValueError when a text is not the one that the offsets fit.
    """
    mentions: dict[str, list[Gold]] = {}
    for line in (gold / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        mentions.setdefault(record.pop("file"), []).append(gold_mention(record))
    texts = []
    for line in (gold / "articles.sha256").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        content = (folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"{folder / name} is another text than the gold was made for; restore the original file")
        texts.append(GoldText(name, "en", content.decode("utf-8"), tuple(mentions[name])))
    return texts


def _place(gold: Sequence[Gold], answer: Found) -> int | None:
    """Which name of the gold the answer is about: one with its span, else the first that it overlaps."""
    overlapping = [
        place for place, name in enumerate(gold) if answer.start < name.end and name.start < answer.end
    ]  # texts are short and gold is sorted; no index is worth it
    return next((place for place in overlapping if gold[place].fits(answer)), overlapping[0] if overlapping else None)


def _judge(name: Gold, answer: Found, *, world: bool, again: bool) -> str | None:
    """ "right", a kind of Error, "doubtful", or None for an answer that counts for nothing."""
    meant = _meant(name, world)
    if answer.status == "match":
        if answer.id == name.world and name.world is not None and not world:
            return None
        if not meant:
            return "null"
        if name.unresolved:
            return "guess"
        if answer.id not in meant:
            return "id"
        if not name.fits(answer):
            return "span"
        return "twice" if again else "right"
    if not meant or again:
        return "doubtful"
    several = name.unresolved or len(meant) > 1
    return "right" if several and name.fits(answer) and set(meant) & set(answer.candidates) else "ambiguous"


def _meant(name: Gold, world: bool) -> tuple[str, ...]:
    return (name.world,) if world and name.world is not None else name.ids


def _error(kind: str, answer: Found, meant: tuple[str, ...]) -> Error:
    return Error(kind, answer.start, answer.end, (answer.id,) if answer.id else answer.candidates, meant)
