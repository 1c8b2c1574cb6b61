"""System files: read, checked, inherited, and kept as engines. Nothing is read before a system is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from toponym.errors import RomanizationError
from toponym.romanization.engine import Engine
from toponym.romanization.notation import Form, Language, Rule, parse_letters, parse_rule, prepare, rule_key
from toponym.romanization.records import System

SYSTEMS = Path(__file__).parent / "systems"

_LANGUAGE_KEYS = {"code", "name", "script", "alphabet", "vowels", "signs", "classes", "form"}
_SYSTEM_KEYS = {
    *("title", "also", "year", "source", "prior", "target", "base", "letters", "lacks", "rules", "drop", "strip"),
    *("samples", "attested"),
}
_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-"


@dataclass(frozen=True, slots=True)
class Sample:
    """A native name with its romanized form, and where the pair was seen."""

    native: str
    romanized: str
    source: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A system with its own and its inherited rules, in the order in which later ones win, and its samples."""

    system: System
    language: Language
    rules: tuple[Rule, ...]
    strip: str
    samples: tuple[Sample, ...]
    _engines: list[Engine] = field(default_factory=list, compare=False, repr=False)

    @property
    def engine(self) -> Engine:
        """The compiled system, built when first needed."""
        if not self._engines:
            self._engines.append(Engine(self.language, self.rules, self.strip))
        return self._engines[0]


@dataclass(frozen=True, slots=True)
class SystemFile:
    """One language and its systems by id, the one with the greatest prior first."""

    language: Language
    systems: Mapping[str, Definition]


def load_file(path: Path) -> SystemFile:
    """The systems of one file; RomanizationError names the file, the system and the rule or key at fault."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RomanizationError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RomanizationError(f"{path.name}: is no TOML file in UTF-8: {error}") from error
    try:
        language = _language(data.pop("language", None))
        if path.stem != language.code:
            raise RomanizationError(f"[language]: code {language.code!r} must be the file's name, {path.stem!r}")
        built: dict[str, Definition] = {}
        for name in data:
            _build(name, data, language, built, ())
    except RomanizationError as error:
        raise RomanizationError(f"{path.name}: {error}") from error
    ranked = sorted(built.values(), key=lambda d: -d.system.prior)
    return SystemFile(language, {d.system.id: d for d in ranked})


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have systems."""
    return tuple(sorted(path.stem for path in SYSTEMS.glob("*.toml")))


@cache
def of_language(lang: str) -> SystemFile:
    """The systems of a language; RomanizationError names near codes when there are none."""
    if lang not in languages():
        raise RomanizationError(f"no romanization systems for language {lang!r}; {_near(lang, languages())}")
    return load_file(SYSTEMS / f"{lang}.toml")


@cache
def definition(system: str) -> Definition:
    """The definition of "language:system"; RomanizationError names near ids when there is none."""
    lang, colon, name = system.partition(":")
    if not colon:
        known = [s for code in languages() for s in of_language(code).systems]
        raise RomanizationError(f"romanization system {system!r} lacks its language; {_near(system, known)}")
    known = list(of_language(lang).systems)
    if system not in known:
        raise RomanizationError(f"no romanization system {name!r} for language {lang!r}; {_near(system, known)}")
    return of_language(lang).systems[system]


def _near(wanted: str, known: "list[str] | tuple[str, ...]") -> str:
    import difflib

    def same_name(other: str) -> bool:
        return other.partition(":")[2] == wanted

    near = [k for k in known if same_name(k)] or difflib.get_close_matches(wanted, known, n=5, cutoff=0.5)
    return f"near ones: {', '.join(near)}" if near else f"known: {', '.join(known)}"


def _language(table: Any) -> Language:
    where = "[language]"
    if not isinstance(table, dict):
        raise RomanizationError(f"{where} is missing; it comes first and says code, name, script, alphabet and vowels")
    _only(table, _LANGUAGE_KEYS, where)
    chosen = _text(table, "form", where, "NFC")
    if chosen not in ("NFC", "NFD"):
        raise RomanizationError(f"{where}: form is NFC or NFD, not {chosen!r}")
    form: Form = "NFC" if chosen == "NFC" else "NFD"
    letters = prepare(_text(table, "alphabet", where), form)
    if doubled := [c for i, c in enumerate(letters) if c in letters[:i]]:
        raise RomanizationError(f"{where}: the alphabet has {doubled[0]!r} twice")
    vowels = frozenset(prepare(_text(table, "vowels", where), form))
    signs = frozenset(prepare(_text(table, "signs", where, ""), form))
    if stray := (vowels | signs) - set(letters):
        raise RomanizationError(f"{where}: {min(stray)!r} is not in the alphabet")
    classes = {"V": vowels, "C": frozenset(letters) - vowels - signs}
    for name, members in _mapping(table, "classes", where).items():
        if name in classes or set(name) & set("{}|>,# "):
            raise RomanizationError(f"{where}: a class cannot be called {name!r}")
        classes[name] = frozenset(prepare(members, form))
    code, name, script = (_text(table, key, where) for key in ("code", "name", "script"))
    return Language(code, name, script, letters, classes, form)


def _build(
    name: str, data: Mapping[str, Any], language: Language, built: dict[str, Definition], chain: tuple[str, ...]
) -> Definition:
    where = f"[{name}]"
    identifier = f"{language.code}:{name}"
    if identifier in built:
        return built[identifier]
    if name in chain:
        raise RomanizationError(f"{where}: its bases form a circle: {' > '.join([*chain, name])}")
    table = data.get(name)
    if not isinstance(table, dict):
        raise RomanizationError(f"{where}: {f'base of [{chain[-1]}], but' if chain else ''} no such table of keys")
    _only(table, _SYSTEM_KEYS, where)
    if set(name) - set(_NAME):
        raise RomanizationError(f"{where}: a system's name has lower-case ASCII letters, digits and hyphens only")
    rules: dict[str, Rule] = {}
    lacking: set[str] = set()
    strip = ""
    if "base" in table:
        base = _build(_text(table, "base", where), data, language, built, (*chain, name))
        rules = {rule.key: rule for rule in base.rules}
        strip = base.strip
    try:
        for text in _texts(table, "drop", where):
            if rules.pop(rule_key(text, language), None) is None:
                raise RomanizationError(f"drop: its base has no rule {text!r}")
        own = parse_letters(_text(table, "letters", where, ""), language, identifier)
        own += [parse_rule(text, language, identifier) for text in _texts(table, "rules", where)]
        seen: set[str] = set()
        for rule in own:
            if rule.key in seen:
                raise RomanizationError(f"rule {rule.key!r} stands twice")
            seen.add(rule.key)
            rules.pop(rule.key, None)
            rules[rule.key] = rule
        for letter in prepare(_text(table, "lacks", where, ""), language.form):
            rules.pop(letter, None)
            lacking.add(letter)
        plain = {rule.grapheme for rule in rules.values() if rule.plain} | lacking
        if missing := [c for c in language.letters if c not in plain]:
            raise RomanizationError(f"letters: nothing says what becomes of {' '.join(missing)}")
    except RomanizationError as error:
        raise RomanizationError(f"{where}: {error}") from error
    system = _system(identifier, table, where)
    built[identifier] = Definition(
        system,
        language,
        tuple(rules.values()),
        strip + _text(table, "strip", where, ""),
        _samples(table, system, where),
    )
    return built[identifier]


def _system(identifier: str, table: Mapping[str, Any], where: str) -> System:
    prior = table.get("prior")
    if not isinstance(prior, int | float) or isinstance(prior, bool) or not 0 < prior <= 1:
        raise RomanizationError(f"{where}: prior is a number above 0 and at most 1, not {prior!r}")
    year = table.get("year")
    if year is not None and not isinstance(year, int):
        raise RomanizationError(f"{where}: year is a whole number, not {year!r}")
    return System(
        id=identifier,
        lang=identifier.partition(":")[0],
        title=_text(table, "title", where),
        source=_text(table, "source", where),
        prior=float(prior),
        also=tuple(_texts(table, "also", where)),
        year=year,
        target=_text(table, "target", where, "en"),
    )


def _samples(table: Mapping[str, Any], system: System, where: str) -> tuple[Sample, ...]:
    samples = [Sample(k, v, system.source) for k, v in _mapping(table, "samples", where).items()]
    groups = table.get("attested", [])
    if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
        raise RomanizationError(f"{where}: attested is a list of tables with source and samples")
    for group in groups:
        _only(group, {"source", "samples"}, f"{where} attested")
        source = _text(group, "source", f"{where} attested")
        samples += [Sample(k, v, source) for k, v in _mapping(group, "samples", f"{where} attested").items()]
    return tuple(samples)


def _only(table: Mapping[str, Any], allowed: set[str], where: str) -> None:
    if unknown := sorted(set(table) - allowed):
        raise RomanizationError(f"{where}: unknown key {unknown[0]!r}; {_near(unknown[0], sorted(allowed))}")


def _text(table: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise RomanizationError(f"{where}: {key} is missing" if value is None else f"{where}: {key} is a text")
    return value


def _texts(table: Mapping[str, Any], key: str, where: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RomanizationError(f"{where}: {key} is a list of texts")
    return value


def _mapping(table: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    value = table.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise RomanizationError(f"{where}: {key} is a table of texts")
    return value
