"""Checks of a system file beyond its form: samples that fail, rules that no sample uses."""

from collections.abc import Iterator
from pathlib import Path

from toponym.errors import RomanizationError
from toponym.romanization.loader import Definition, SystemFile, load_file


def faults(path: Path) -> list[str]:
    """All faults of a system file, one line each; empty when it is sound."""
    try:
        return list(_faults(load_file(path)))
    except RomanizationError as error:
        return [str(error)]


def _faults(file: SystemFile) -> Iterator[str]:
    for definition in file.systems.values():
        name = definition.system.id
        if not definition.samples:
            yield f"{name}: has no sample"
        for sample in definition.samples:
            found = definition.engine.romanize(sample.native)
            if found != sample.romanized:
                yield f"{name}: {sample.native} gives {found}, not {sample.romanized}"
        for rule in unused_rules(definition):
            yield f"{name}: no sample uses the rule {rule}"


def unused_rules(definition: Definition) -> list[str]:
    """Left sides of the rules which a system declares itself and none of its samples uses."""
    used = {rule.key for sample in definition.samples for rule in definition.engine.trace(sample.native)}
    own = [rule for rule in definition.rules if rule.owner == definition.system.id and not rule.plain]
    return [rule.key for rule in own if rule.key not in used]
