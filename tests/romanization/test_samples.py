"""Every sample of every system file is a test, and every rule has a sample."""

import pytest

from toponym.romanization import generated, identify, languages, systems
from toponym.romanization.check import faults, unused_rules
from toponym.romanization.loader import SYSTEMS, definition
from toponym.text.fold import fold

SAMPLES = [(name, sample.native, sample.romanized) for name in systems() for sample in definition(name).samples]


@pytest.mark.parametrize(("system", "native", "romanized"), SAMPLES)
def test_sample(system: str, native: str, romanized: str) -> None:
    assert definition(system).engine.romanize(native) == romanized


@pytest.mark.parametrize(("system", "native", "romanized"), SAMPLES)
def test_sample_is_identified_and_generated(system: str, native: str, romanized: str) -> None:
    lang = system.partition(":")[0]
    found = {identification.system: identification for identification in identify(romanized, native, lang)}
    assert found[system].exact
    assert found[system].habits == ()
    assert fold(romanized) in generated(native, lang)


@pytest.mark.parametrize("system", systems())
def test_every_rule_of_a_system_is_used_by_its_samples(system: str) -> None:
    assert definition(system).samples
    assert unused_rules(definition(system)) == []


@pytest.mark.parametrize("lang", languages())
def test_file_is_sound(lang: str) -> None:
    assert faults(SYSTEMS / f"{lang}.toml") == []


@pytest.mark.parametrize("system", systems())
def test_every_sample_has_a_source(system: str) -> None:
    assert all(len(sample.source) > 10 for sample in definition(system).samples)


def test_systems_of_a_language_are_ordered_by_prior() -> None:
    for lang in languages():
        priors = [definition(name).system.prior for name in systems(lang)]
        assert priors == sorted(priors, reverse=True)
