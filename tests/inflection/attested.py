"""The attested forms of tests/cases/inflection.toml."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from toponym.inflection import inflected_forms

CASES = Path(__file__).resolve().parents[1] / "cases" / "inflection.toml"
DATA = tomllib.loads(CASES.read_text(encoding="utf-8"))
KINDS = ("place", "surname", "given", "person", "adjective", "region", "never")


class Case(NamedTuple):
    """A name and a form that a source shows for it (or, under `never`, that nobody writes)."""

    kind: str
    lang: str
    base: str
    form: str

    def holds(self) -> bool:
        return (self.form in forms(self.kind, self.base, self.lang)) != (self.kind == "never")


def forms(kind: str, base: str, lang: str) -> set[str]:
    """What is generated for a name; the forms of a given name stand beside a surname."""
    if kind == "given":
        whole = inflected_forms(f"{base} Гайдай", lang, person=True, surname="Гайдай")
        return {form.split()[0] for form in whole}
    if kind in ("surname", "person"):
        return set(inflected_forms(base, lang, person=True, surname=base.split()[-1]))
    found = set(inflected_forms(base, lang))
    return {form.lower() for form in found} if kind in ("adjective", "region") else found


def attested() -> list[Case]:
    return [
        Case(kind, group["lang"], base, form.replace("_", " "))
        for kind in KINDS
        for group in DATA[kind]
        for base, _, written in (line.partition(": ") for line in group["forms"])
        for form in written.split()
    ]
