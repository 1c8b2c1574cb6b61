"""Every form that a source shows is generated; forms that no grammar allows are not."""

import pytest

from tests.inflection.attested import DATA, KINDS, Case, attested

CASES = attested()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_attested_forms(kind: str, lang: str) -> None:
    own = [case for case in CASES if (case.kind, case.lang) == (kind, lang)]
    assert own or (kind, lang) == ("region", "ru")
    assert [case for case in own if not case.holds()] == []


def test_the_cases_are_many_and_none_stands_twice() -> None:
    assert len(CASES) >= 250
    assert len(set(CASES)) == len(CASES)


def test_every_group_names_a_source() -> None:
    assert {group["source"] for kind in KINDS for group in DATA[kind]} == set(DATA["sources"])


def test_a_case_can_fail() -> None:
    assert not Case("place", "uk", "Київ", "Київа").holds()
    assert not Case("never", "uk", "Київ", "Києва").holds()
