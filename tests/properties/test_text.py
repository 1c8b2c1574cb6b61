"""What holds of the text layer for every string, lone surrogates included."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from toponym.text import (
    fold,
    fold_reasons,
    generic_kinds,
    generic_readings,
    main_script,
    repair,
    scripts,
    split_qualifier,
    strip_generic,
    unreadable,
)
from toponym.text.fold import folded_words

# Strings like names find more than arbitrary ones: letters of several scripts, marks, signs, joiners, surrogates.
NAME_LIKE = st.text(
    st.sampled_from(
        "aeiKTxıŁßæőĳﬁАеёйїґўѓКкЪьΑςΐ가ᄀ\u1161の\u3099\u309aכؤا\u0654\u064eकि\u0301\u0306\u0308\u0323"
        "'’\"·-–.,()/ \t\u00ad\u200d\0\ud800½№´"
    ),
    max_size=12,
)
ANY = st.one_of(st.text(), st.text(st.characters(codec=None)), NAME_LIKE)
WORDS = st.lists(
    st.sampled_from(
        ["the", "City", "of", "м.", "область", "Region", "Kyiv", "Sea", "р-н", "l'", "Gen.", "🙂", "5", "Lyman"]
    ),
    max_size=6,
).map(" ".join)
SPACES = st.sampled_from([" ", "\t", "\n", "\u00a0", "\u2009", "\u200b"])


@given(ANY)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_fold_is_the_same_for_every_canonical_form(text: str) -> None:
    assert fold(normalize("NFC", text)) == fold(normalize("NFD", text)) == fold(text)


@given(ANY)
def test_fold_ignores_case(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@given(ANY, SPACES, SPACES)
def test_fold_ignores_outer_space(text: str, left: str, right: str) -> None:
    assert fold(left + text + right) == fold(text)


@given(ANY)
def test_fold_can_be_encoded_and_has_single_inner_spaces(text: str) -> None:
    folded = fold(text)
    folded.encode("utf-8")
    assert " ".join(folded.split()) == folded


@given(ANY, ANY)
def test_fold_of_words_is_the_fold_of_each(left: str, right: str) -> None:
    assert fold(f"{left} {right}") == f"{fold(left)} {fold(right)}".strip()


@given(ANY)
def test_folded_words_together_are_the_fold(text: str) -> None:
    words = folded_words(text)
    assert " ".join(word for word, _, _ in words) == fold(text)
    assert all(0 <= start < end <= len(text) for _, start, end in words)


@given(ANY)
def test_no_reason_without_a_difference(text: str) -> None:
    assert fold_reasons(text, text) == ()
    assert fold_reasons(fold(text)) == ()


@given(ANY)
def test_a_difference_has_a_reason(text: str) -> None:
    if fold(text) != text:
        assert fold_reasons(text)


@given(ANY)
def test_repair_is_idempotent_and_keeps_the_length(text: str) -> None:
    repaired = repair(text)
    assert repair(repaired.text).text == repaired.text
    assert len(repaired.text) == len(text)
    assert (repaired.reason is None) == (repaired.text == text)


@given(st.one_of(ANY, WORDS))
def test_strip_generic_leaves_a_name(text: str) -> None:
    found = strip_generic(text)
    assert bool(found.text) == bool(text)
    assert found.text in text
    assert bool(found.words) == bool(found.kinds) == (found.reason is not None)
    for word in found.words:
        assert word in text


@given(st.one_of(ANY, WORDS))
def test_readings_grow_shorter_and_differ(text: str) -> None:
    readings = [reading.text for reading in generic_readings(text)]
    assert all(fold(reading) for reading in readings)
    assert all(len(reading) < len(text) for reading in readings)
    assert [len(reading.words) for reading in generic_readings(text)] == sorted(
        len(reading.words) for reading in generic_readings(text)
    )


@given(WORDS)
def test_strip_generic_works_on_the_fold(text: str) -> None:
    assert fold(strip_generic(text).text) == fold(strip_generic(fold(text)).text)


@given(ANY)
def test_split_qualifier_is_total_and_loses_no_letter(text: str) -> None:
    found = split_qualifier(text)
    assert bool(found.head) == bool(text)
    assert all(part.strip() for part in (*found.qualifiers, *found.alternatives))
    parts = "".join((found.head, *found.qualifiers, *found.alternatives))
    assert sorted(filter(str.isalpha, parts)) == sorted(filter(str.isalpha, text))


@given(st.lists(st.sampled_from(["Kyiv", "Lyman", "Kharkiv Oblast", "Ukraine"]), min_size=1, max_size=4))
def test_split_qualifier_undoes_joining(parts: list[str]) -> None:
    found = split_qualifier(", ".join(parts))
    assert [found.head, *found.qualifiers] == parts
    bracketed = split_qualifier(" ".join((parts[0], *(f"({part})" for part in parts[1:]))))
    assert bracketed == found


@given(ANY)
def test_unreadable_agrees_with_fold(text: str) -> None:
    reason = unreadable(text)
    if reason is None:
        assert any(map(str.isalpha, fold(text)))
    elif reason != "too long":
        assert not any(map(str.isalpha, fold(text)))


@given(ANY)
def test_nothing_else_raises(text: str) -> None:
    assert main_script(text) in scripts(text) or main_script(text) == "Common"
    assert isinstance(generic_kinds(text), tuple)
