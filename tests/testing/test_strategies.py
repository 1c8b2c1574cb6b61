"""The strategies make what they say, shrink to what is plain, and are known to Hypothesis by type."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import toponym.testing
from toponym.model import Entry, Name, Variant
from toponym.testing import dress, hook, strategies
from toponym.testing.strategies import entries, spellings, typos, unrelated, words
from toponym.text import fold, repair, scripts

SLOVIANSK = Entry("x", "settlement", (Name("Слов’янськ-Лиман", "uk"),), label="Sloviansk-Lyman")
QUICK = settings(max_examples=500, derandomize=True, database=None)


def test_examples_shrink_to_what_is_short_and_plain() -> None:
    entry = find(entries(), lambda entry: True, settings=QUICK)
    assert entry == Entry(entry.id, "settlement", (Name("Баба", "uk"),))
    assert len(entry.id) == 2
    assert find(spellings(entry), lambda text: True, settings=QUICK) == "Баба"


def test_spellings_are_what_systems_yield_and_what_is_recorded() -> None:
    written = strategies._written(SLOVIANSK)
    assert {"Слов’янськ-Лиман", "Sloviansk-Lyman", "Slovyansk-Liman"} <= set(written)
    assert written[0] == "Слов’янськ-Лиман"


def test_spellings_wear_every_dress() -> None:
    assert "Sloviansk–Lyman" in examples_of(dress._signs("Sloviansk-Lyman"))
    assert "Слов'янськ" in examples_of(dress._signs("Слов’янськ"))
    assert examples_of(dress._cases("Kyiv")) == {"Kyiv", "kyiv", "KYIV"}
    assert examples_of(dress._cases("UK")) == {"UK"}
    alike = dress._with_lookalike("Lyman")
    assert alike
    assert all(len(scripts(text)) == 2 and repair(text).text == "Lyman" for text in alike)
    assert "city of Lyman" in dress._with_generic_word("Lyman", "settlement")
    assert all(len(scripts(text)) == 1 for text in dress._with_generic_word("Лиман", "settlement"))
    qualified = examples_of(dress.dressed("Lyman", "person", ["Ukraine"]))
    assert any(text.endswith(", Ukraine") for text in qualified)
    assert any(text.endswith("(Ukraine)") for text in qualified)


def examples_of(strategy: st.SearchStrategy[str]) -> set[str]:
    """What a strategy makes in a few hundred examples."""
    made: set[str] = set()

    @settings(max_examples=300, derandomize=True, database=None, phases=[Phase.generate], deadline=None)
    @given(strategy)
    def collect(text: str) -> None:
        made.add(text)

    collect()
    return made


@given(st.sampled_from(["uk", "ru", "be", "bg", "pl", "en"]).flatmap(words))
def test_words_are_of_one_script(word: str) -> None:
    assert len(scripts(word)) == 1
    assert word[0].isupper()


@given(typos("Bakhmut"))
def test_a_slip_is_one_edit(slip: str) -> None:
    from rapidfuzz.distance import OSA

    assert fold(slip) != "bakhmut"
    assert OSA.distance(slip.lower(), "bakhmut") == 1


def test_every_kind_of_slip_is_made() -> None:
    for slip in ("Bkhmut", "Bakkhmut", "Bahkmut", "Bakhmat"):
        find(typos("Bakhmut"), slip.__eq__, settings=QUICK)
    with pytest.raises(ValueError, match="fewer than 4 letters"):
        find(typos("Lyz"), lambda slip: True, settings=QUICK)


@given(unrelated(SLOVIANSK))
def test_unrelated_texts_are_unlike(text: str) -> None:
    assert fold(text) not in {"sloviansk lyman", "lyman"}


def test_unrelated_texts_leave_out_what_resembles() -> None:
    plof = Entry("x", "settlement", (Name("Plofplof"),))
    assert find(unrelated(), lambda text: text == "Plofplof", settings=QUICK)
    find(unrelated(plof), lambda text: text == "Gnarrgnarr", settings=QUICK)

    @settings(max_examples=200, derandomize=True, database=None)
    @given(unrelated(plof))
    def unlike(text: str) -> None:
        assert text != "Plofplof"

    unlike()


def test_hypothesis_makes_the_records_by_their_types() -> None:
    hook.register()
    for type_ in (Entry, Name, Variant):
        assert isinstance(find(st.from_type(type_), lambda made: True, settings=QUICK), type_)
    # The plain reading of a dataclass would make empty texts of any language.
    assert find(st.from_type(Entry), lambda made: True, settings=QUICK).names[0].text == "Баба"


@pytest.mark.skipif(not entry_points(group="hypothesis", name="toponym"), reason="toponym is not installed")
def test_an_installed_toponym_is_known_to_hypothesis() -> None:
    code = """
import sys
from hypothesis import find, strategies as st
assert "toponym.testing.strategies" not in sys.modules
import toponym
print(find(st.from_type(toponym.Entry), lambda entry: True).kind)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("settlement\n", 0), done.stderr


def test_the_front_door_offers_everything_and_imports_nothing() -> None:
    for name in toponym.testing.__all__:
        assert getattr(toponym.testing, name) is not None
    with pytest.raises(AttributeError):
        toponym.testing.nothing  # noqa: B018
    code = (
        "import sys, toponym.testing, toponym.testing.hook; print('hypothesis' in sys.modules, 'json' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False False\n"
