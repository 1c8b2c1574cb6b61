"""Postings in two words."""

from hypothesis import given
from hypothesis import strategies as st

from toponym.gazetteer import forms
from toponym.model import NAME_STATUSES

ROLES = (forms.WHOLE, forms.BARE, forms.SURNAME, forms.GIVEN)
FORMS = (forms.OFFICIAL, forms.COMMON, forms.FORMER, forms.EXONYM, forms.VARIANT, forms.LABEL)


@given(
    st.integers(0, 0xFFFF),
    st.sampled_from(ROLES),
    st.sampled_from(FORMS),
    st.integers(forms.RECORDED, forms.DERIVED),
    st.booleans(),
)
def test_what_is_packed_is_unpacked(name: int, role: int, form: int, tier: int, capitals: bool) -> None:
    how = forms.pack_how(name, role, form, tier, capitals=capitals)
    assert 0 <= how <= 0xFFFFFFFF
    assert forms.unpack(7, how, 9) == (7, name, role, form, tier, 9, capitals)


def test_names_beyond_the_sixteen_bits_share_the_last_number() -> None:
    assert forms.unpack(0, forms.pack_how(70_000, forms.BARE, forms.LABEL, 3), 0).name == 0xFFFF


def test_every_status_has_a_form_and_no_two_share_one() -> None:
    assert set(forms.FORM_OF_STATUS) == set(NAME_STATUSES)
    assert len(set(FORMS)) == len(FORMS)
    assert len(set(ROLES)) == len(ROLES)
    assert set(forms.FORM_OF_STATUS.values()) < set(FORMS)
