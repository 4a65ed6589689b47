"""Periods that people write, read one way or refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.cli.reading.periods import period
from agreetrack.model.errors import UsageError
from agreetrack.model.periods import period as iso_period


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("5y", "P5Y"), ("18m", "P18M"), ("90d", "P90D"), ("2w", "P2W"), ("P5Y", "P5Y"), ("p1y6m", "P1Y6M"),
        ("5 years", "P5Y"), ("1 year", "P1Y"), ("1y6m", "P1Y6M"), ("1y 6m", "P1Y6M"), ("6m1y", "P1Y6M"),
        ("5 years and 6 months", "P5Y6M"), ("5 years, 6 months", "P5Y6M"), ("5 лет", "P5Y"), ("1 год", "P1Y"),
        ("2 года", "P2Y"), ("6 месяцев", "P6M"), ("6 мес.", "P6M"), ("90 дней", "P90D"), ("1 день", "P1D"),
        ("2 недели", "P2W"), ("1 год и 6 месяцев", "P1Y6M"), ("5л", "P5Y"), ("90д", "P90D"), ("6м", "P6M"),
        ("на 5 лет", "P5Y"), ("сроком на пять лет", "P5Y"), ("сроком на 5 (пять) лет", "P5Y"), ("пять лет", "P5Y"),
        ("на срок 3 года", "P3Y"), ("срок действия 3 года", "P3Y"), ("в течение пяти лет", "P5Y"),
        ("в течение 6 (шести) месяцев", "P6M"), ("двадцать пять лет", "P25Y"), ("сто двадцать дней", "P120D"),
        ("один год и шесть месяцев", "P1Y6M"), ("полгода", "P6M"), ("полтора года", "P18M"), ("на год", "P1Y"),
        ("90 календарных дней", "P90D"), ("5 полных лет", "P5Y"), ("five years", "P5Y"),
        ("twenty-five years", "P25Y"), ("for a term of five (5) years", "P5Y"), ("for 6 months", "P6M"),
    ],
)  # fmt: skip
def test_a_period(text: str, iso: str) -> None:
    assert str(period(text)) == iso


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0y", "no time at all"),
        ("P0D", "no time at all"),
        ("0y0m", "no time at all"),
        ("-5y", "cannot be negative"),
        ("5", "of what? Type 5y, 5m, 5w, 5d"),
        ("99999999y", "too long"),
        ("P" + "9" * 5000 + "Y", "too long"),
        ("1.5y", "is not a period"),
        ("5x", "is not a period"),
        ("5y5y", "is not a period"),
        ("5y and", "is not a period"),
        ("y", "is not a period"),
        ("P", "is not a period"),
        ("PT5H", "is not a period"),
        ("", "is not a period"),
        ("5 (шесть) лет", "gives two numbers, 5 and 6"),
        ("30 рабочих дней", "counted in calendar days"),
        ("30 business days", "counted in calendar days"),
        ("пять", "is not a period"),
        ("бессрочно", "is not a period"),
    ],
)
def test_a_period_that_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("?", r"\?")):
        period(text)


PIECES = st.sampled_from(["5", "пять", "лет", "year", " ", "(", ")", "на", "сроком", "P", "Y", "m", "и", ",", "²"])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join))


@given(TEXTS)
def test_whatever_is_typed_is_a_period_longer_than_nothing_or_a_usage_error(text: str) -> None:
    with suppress(UsageError):
        assert iso_period(str(period(text))) == period(text)
