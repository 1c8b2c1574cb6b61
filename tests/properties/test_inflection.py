"""What holds of inflection for every string."""

from hypothesis import given
from hypothesis import strategies as st

from toponym.inflection import ADJECTIVE, CASES, REGION, inflected_forms

NAME_LIKE = st.text(st.sampled_from("АКСабгдежзийклмнопрстуфхцчшщьюяєіїґыэё'’ --«.\u0301\ud800İ1"), max_size=14)
ANY = st.one_of(st.text(), st.text(st.characters(codec=None)), NAME_LIKE)


@given(name=ANY, surname=ANY, lang=st.sampled_from(["uk", "ru", "be", "xx"]), person=st.booleans())
def test_no_text_raises_and_the_name_is_none_of_its_forms(name: str, surname: str, lang: str, person: bool) -> None:
    found = inflected_forms(name, lang, person=person, surname=surname)
    assert name not in found
    assert {how.case for how in found.values()} <= {*CASES, ADJECTIVE, REGION}
    assert all(how.rule for how in found.values())
    assert found == inflected_forms(name, lang, person=person, surname=surname)
    if lang in ("be", "xx"):
        assert found == {}


@given(st.from_regex(r"\A[А-ЩЄІЇ][а-щьюяєії]{2,9}(ськ|івка|ине|ець|ів)\Z"))
def test_forms_begin_like_the_name_and_follow_its_letter_case(name: str) -> None:
    for form in inflected_forms(name, "uk"):
        assert form[:1] == name[:1]
        assert form.istitle()
    assert {form.lower() for form in inflected_forms(name.upper(), "uk")} == {
        form.lower() for form in inflected_forms(name, "uk")
    }
