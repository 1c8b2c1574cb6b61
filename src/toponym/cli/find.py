"""`toponym find`: texts go in, the names in them come out with their places and ids."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from toponym.cli.messages import Failure, tell
from toponym.cli.options import (
    encoding_option,
    layer_option,
    min_probability_option,
    normalizer_of,
    output_option,
    prefer_option,
    text_hint_options,
)
from toponym.cli.output import Output, opened
from toponym.cli.progress import progress
from toponym.cli.reports import FORMATS, Counts, form_of
from toponym.cli.texts import Source, opened_text, sources_of

if TYPE_CHECKING:
    from toponym import Finder

_CHUNK: Final = 1 << 20
_BY_SUFFIX: Final = {".jsonl": "jsonl", ".geojson": "geojson", ".json": "jsonl"}


class _Settings(NamedTuple):
    """What every process needs to answer alike; picklable and hashable."""

    layers: tuple[str, ...]
    min_probability: float
    prefer: str
    hints: tuple[tuple[str, Any], ...]
    encoding: str | None
    html: bool | None
    form: str
    colours: bool
    several: bool


class _Done(NamedTuple):
    """One file: what was counted, and why it was not read to its end."""

    counts: Counts
    failure: str | None


@click.command("find")
@click.argument("files", nargs=-1, metavar="[FILES]...")
@layer_option
@text_hint_options
@encoding_option
@click.option("--html/--text", "html", default=None, help="Read every file as HTML, or none; by default by its name.")
@min_probability_option
@prefer_option
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Form of the results; text by default.")
@click.option("--summary", is_flag=True, help="Count instead: entries by spelling and file.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Files read at the same time.")
@output_option
def command(
    files: Sequence[str],
    layers: Sequence[str],
    encoding: str | None,
    html: bool | None,
    min_probability: float,
    prefer: str,
    format_: str | None,
    summary: bool,
    jobs: int,
    output: str | None,
    **hints: Any,
) -> None:
    """Find the names of places and persons in texts, with their positions and ids.

    FILES are texts or HTML pages, directories of them, or patterns; '-', or no file at all, is standard input. The
    names of one file decide each other. A file that cannot be read is reported, the others are read all the same,
    and the exit status is 2 in the end.

    \b
    Examples:
      toponym find article.txt
      toponym find reports/ --format jsonl -o mentions.jsonl
      toponym find "2022-*.txt" --summary
    """
    chosen = format_ or _BY_SUFFIX.get(Path(output or "").suffix.lower(), "text")
    if summary and chosen == "geojson":
        raise click.UsageError("a summary is no map; use text or jsonl with --summary")
    sources, failed = sources_of(files)
    with opened(output) as out:
        settings = _Settings(
            layers=tuple(layers),
            min_probability=min_probability,
            prefer=prefer,
            hints=tuple(hints.items()),
            encoding=encoding,
            html=html,
            form="none" if summary else chosen,
            colours=out.is_terminal,
            several=len(sources) + failed > 1,
        )
        _finder(settings)  # a wrong layer or hint ends the command before anything is written
        form = form_of(settings.form, out.write, settings.colours, settings.several)
        total = Counts()
        form.begin()
        quiet = out.is_terminal and not summary
        with progress("Finding names", sum(source.size for source in sources) or None, quiet=quiet) as show:
            for done in _read(sources, settings, jobs, out, show):
                total.add(done.counts)
                if done.failure is not None:
                    failed += 1
                    tell(done.failure)
        form.end()
        if summary:
            total.write(out.write, chosen, normalizer_of(layers, min_probability, prefer))
    if failed:
        raise click.exceptions.Exit(2)


@cache
def _finder(settings: _Settings) -> "Finder":
    import toponym

    normalizer = normalizer_of(settings.layers, settings.min_probability, settings.prefer)
    return toponym.Finder(normalizer, **dict(settings.hints))


def _read(
    sources: Sequence[Source], settings: _Settings, jobs: int, out: Output, show: Callable[[int], None]
) -> Iterator[_Done]:
    """Read every source and write what is found, in order."""
    behind = 0
    begun = False
    if jobs == 1 or len(sources) < 2:
        for source in sources:
            done, written = _read_one(source, settings, out.write, begun, partial(_show_from, show, behind))
            begun = begun or written
            behind += source.size
            yield done
        return
    with (
        tempfile.TemporaryDirectory(prefix="toponym-") as folder,
        ProcessPoolExecutor(min(jobs, len(sources))) as processes,
    ):
        paths = [Path(folder) / str(number) for number in range(len(sources))]
        tasks = [
            processes.submit(_read_aside, source, settings, path) for source, path in zip(sources, paths, strict=True)
        ]
        for source, path, task in zip(sources, paths, tasks, strict=True):
            done, written = task.result()
            if written:
                if begun:
                    out.write(form_of(settings.form, out.write).separator)
                with path.open("rb") as part:
                    while chunk := part.read(_CHUNK):
                        out.write(chunk)
                begun = True
            path.unlink()
            behind += source.size
            show(behind)
            yield done


def _show_from(show: Callable[[int], None], behind: int, at: int) -> None:
    show(behind + at)


def _read_aside(source: Source, settings: _Settings, path: Path) -> tuple[_Done, bool]:
    """Read one source in a process of its own; the results go to a file."""
    with path.open("wb") as stream:

        def write(text: str | bytes) -> None:
            stream.write(text.encode("utf-8", "replace") if isinstance(text, str) else text)

        return _read_one(source, settings, write, False, lambda _at: None)


def _read_one(
    source: Source, settings: _Settings, write: Callable[[str | bytes], None], begun: bool, show: Callable[[int], None]
) -> tuple[_Done, bool]:
    """Read one source; tell whether anything was written."""
    counts = Counts()
    form = form_of(settings.form, write, settings.colours, settings.several, begun)
    failure = None
    try:
        with opened_text(source, settings.encoding, settings.html) as text:
            form.begin_file(source.name)

            def parts() -> Iterator[str]:
                for part in text.parts:
                    show(text.position())
                    form.text(part)
                    yield part

            for mention in _finder(settings).find_in_parts(parts()):
                form.mention(mention)
                counts.count(source.name, mention)
            form.end_file()
    except Failure as error:
        failure = error.format_message()
    except OSError as error:
        failure = f"{source.name}: cannot be read ({error.strerror})"
    return _Done(counts, failure), form.written
