"""Which refs are one, and which only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.model.refs import folded, look_alikes, looking_like

ONE = [
    ("RU-CN-2001", "ru-cn-2001"),
    ("Й-1", "И\u0306-1"),
    ("Й-1", "и\u0306-1"),
    ("Ё-1", "е\u0308-1"),
    ("É-1", "E\u0301-1"),
    ("Straße", "STRASSE"),
    ("ᾳ", "\u03b1\u0345"),  # where the order of casefold and composition shows
    ("Ὀδυσσεύς", "ΟΔΥΣΣΕΎΣ".replace("Ο", "Ὀ")),
]
ANOTHER = [("Й-1", "И-1"), ("RU-1", "RU-2"), ("А-1", "A-1"), ("RU–1", "RU-1")]
ALIKE = [
    ("RU-CN", "RU-СN"),
    ("АВЕКМНОРСТХ", "ABEKMHOPCTX"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("асеорх-1", "aceopx-1"),
    ("Ё-1", "Ë-1"),
    ("2015-00O", "2015-000"),
    ("AI-1", "A1-1"),
    ("al-1", "a1-1"),
    ("RU\u2011CN", "RU-CN"),
    ("\uff21-1", "A-1"),
    ("З-1", "3-1"),
]
UNLIKE = [("RU-IL", "RU-LI"), ("2015-001", "2015-010"), ("Д-1", "D-1"), ("Й-1", "И-1"), ("A", "AB")]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_ref_however_it_is_written(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert looking_like(one, [other]) == []


@pytest.mark.parametrize(("one", "other"), ANOTHER)
def test_what_differs_in_a_sign_is_another_ref(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_looks_alike_in_capitals_or_in_small_letters(one: str, other: str) -> None:
    assert looking_like(one, ["X-9", other]) == [other]
    assert look_alikes([one, "X-9", other]) == {one: [other], other: [one]}


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_merely_has_the_same_signs_does_not_look_alike(one: str, other: str) -> None:
    assert looking_like(one, [other]) == []
    assert look_alikes([one, other]) == {}


def test_where_there_is_nothing_nothing_looks_alike() -> None:
    assert look_alikes([]) == {}
    assert looking_like("A", []) == []


def test_a_ref_that_no_record_should_have_is_compared_too() -> None:
    assert looking_like("A\n-1", ["A -1", "B"]) == ["A -1"]
