"""Generated news: the size asked for, the same every time, dense enough with names."""

import doctest
import sys
from pathlib import Path

import pytest

from benchmarks import news as module
from benchmarks.news import news


def test_examples_run() -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("size", [1, 5_000, 100_000])
def test_size_is_reached_by_the_last_article_only(size: int) -> None:
    articles = [article.encode() for article in news(size)]
    assert sum(map(len, articles[:-1])) < size <= sum(map(len, articles))


def test_a_longer_text_begins_with_the_shorter_one_and_seeds_differ() -> None:
    short, long = "".join(news(20_000)), "".join(news(60_000))
    assert long.startswith(short)
    assert "".join(news(20_000, seed=1)) != short


def test_no_blank_is_left_and_sentences_vary() -> None:
    text = "".join(news(300_000))
    assert not set("{}_") & set(text)
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph]
    assert len(set(paragraphs)) > 0.9 * len(paragraphs)
    assert text.count("Kharkiv") > 20


def test_every_twelfth_article_has_no_name() -> None:
    articles = [article for article, _ in zip(news(10_000_000), range(24), strict=False)]
    for article in (articles[11], articles[23]):
        assert not any(person in article for person in module._persons())
        assert not any(f" {place} " in article for place in module._places()[0])


def test_command_writes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "news.txt"
    monkeypatch.setattr(sys, "argv", ["news", "--megabytes", "0.02", "-o", str(output)])
    assert module.main() == 0
    assert output.read_text(encoding="utf-8") == "".join(news(20_000))
