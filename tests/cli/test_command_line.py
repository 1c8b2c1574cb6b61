"""The command as a process of its own: standard streams, locales, pipes, and the embedded layer."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

import toponym


def command(
    *arguments: str | bytes, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    words = [sys.executable, "-m", "toponym", *arguments]
    return subprocess.run(words, input=stdin, capture_output=True, env={**os.environ, **(environment or {})})


@pytest.mark.parametrize(
    "locale", [{}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=str
)
def test_output_is_utf_8_in_every_locale(layer: str, locale: dict[str, str]) -> None:
    for form in ("text", "jsonl", "csv"):
        done = command("normalize", "--layer", layer, "Торецьк", "--format", form, environment=locale)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Торецьк" in done.stdout.decode()
        assert "x-toretsk" in done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="arguments of bytes")
def test_arguments_that_are_no_text(layer: str) -> None:
    for form in ("text", "jsonl", "csv"):
        done = command("normalize", "--layer", layer, b"Toret\xffsk", "--format", form)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Toret\ufffdsk" in done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error(layer: str) -> None:
    arguments = [sys.executable, "-m", "toponym", "normalize", "--layer", layer, "--format", "jsonl"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"Toretsk\n" * 100_000)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_failures_leave_standard_output_empty(layer: str) -> None:
    done = command("normalize", "--layer", layer, "--input", "absent.csv", "--column", "x")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_version_names_the_data() -> None:
    done = command("--version")
    assert done.stdout.decode() == f"toponym {toponym.__version__}, data {toponym.data_version}\n"


@pytest.mark.parametrize(
    ("names", "id_"),
    [
        (["Sievierodonetsk", "Syevyerodonetsk", "Severodonetsk"], "ua-sievierodonetsk"),
        (["Сєвєродонецьк", "Северодонецк"], "ua-sievierodonetsk"),
        (["Haidai", "Hayday", "Gaidai", "Гайдай"], "person-serhii-haidai"),
    ],
)
def test_one_id_for_every_spelling(names: list[str], id_: str) -> None:
    done = command("normalize", "--format", "jsonl", stdin="".join(f"{name}\n" for name in names).encode())
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["query"] for item in found] == names
    assert {(item["status"], item["id"]) for item in found} == {("match", id_)}


def test_show_names_the_units_of_the_embedded_layer() -> None:
    done = command("show", "ua-toretsk")
    assert "UA-14 (Donetsk Oblast)" in done.stdout.decode()
    assert json.loads(command("show", "ua-toretsk", "--format", "json").stdout)["id"] == "ua-toretsk"


def test_completion_works_as_a_command() -> None:
    assert b"_TOPONYM_COMPLETE" in command("completion", "bash").stdout
