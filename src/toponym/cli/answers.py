"""Answer rows: each distinct name with its hints is asked and rendered once, in bounded memory."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from toponym.model import Match

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# Rendered answers kept; the oldest half goes when there are more. 20,000 distinct names are an ordinary file.
_MOST_KEPT: Final = 50_000


class Rendered(NamedTuple, Generic[T]):
    """An answer in the form of the output, and whether it is a match."""

    form: T
    matched: bool


class Answers(Generic[K, T]):
    """Answers by key: `ask` gives the matches of many keys at once, `render` the form of one match."""

    def __init__(self, ask: Callable[[Sequence[K]], Iterable[Match]], render: Callable[[K, Match], T]) -> None:
        self._ask = ask
        self._render = render
        self._known: dict[K, Rendered[T]] = {}

    def of(self, keys: Sequence[K]) -> list[Rendered[T]]:
        """The answer to each key, in order."""
        known = self._known
        new = [key for key in dict.fromkeys(keys) if key not in known]
        for key, match in zip(new, self._ask(new) if new else (), strict=True):
            known[key] = Rendered(self._render(key, match), bool(match))
        answers = [known[key] for key in keys]
        if len(known) > _MOST_KEPT:
            for key in list(known)[: len(known) - _MOST_KEPT // 2]:
                del known[key]
        return answers

    def together(self, keys: Sequence[K]) -> list[Rendered[T]]:
        """The answer to each key where all of them decide each other, so that none is known before."""
        return [
            Rendered(self._render(key, match), bool(match)) for key, match in zip(keys, self._ask(keys), strict=True)
        ]


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` rows, the last one shorter.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    chunk: list[T] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
