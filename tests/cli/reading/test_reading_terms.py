"""Terms that people write: a period, a last day and whether it is in force, or no end."""

from datetime import date

import pytest

from agreetrack.cli.reading.terms import LastDay, last_day, term
from agreetrack.model.errors import UsageError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5y", "P5Y"),
        ("5 лет", "P5Y"),
        ("на 5 лет", "P5Y"),
        ("сроком на пять лет", "P5Y"),
        ("indefinite", "indefinite"),
        ("бессрочно", "indefinite"),
        ("Бессрочное", "indefinite"),
        ("на неопределенный срок", "indefinite"),
    ],
)
def test_a_term_without_a_day(text: str, read: str) -> None:
    assert term(text, TODAY) == read


@pytest.mark.parametrize(
    ("text", "end_day", "asked"),
    [
        ("2027-12-31", None, False),
        ("31.12.2027", None, False),
        ("31 декабря 2027 года", None, False),
        ("до 31.12.2027", None, True),
        ("до 31 декабря 2027 г.", None, True),
        ("действует до «31» декабря 2027 года", None, True),
        ("до 31.12.2027 включительно", "included", False),
        ("до 31 декабря 2027 года (включительно)", "included", False),
        ("до 31.12.2027, включая этот день", "included", False),
        ("31.12.2027 включительно", "included", False),
        ("по 31.12.2027", "included", False),
        ("по 31 декабря 2027 года включительно", "included", False),
        ("through 2027-12-31", "included", False),
        ("until 31 Dec 2027 inclusive", "included", False),
        ("не включая 31.12.2027", "excluded", False),
        ("до 31.12.2027, не включая", "excluded", False),
        ("до 31.12.2027 не включая этот день", "excluded", False),
        ("до, не включая, 31.12.2027", "excluded", False),
        ("until 2027-12-31", "excluded", False),
        ("to 31 Dec 2027, exclusive", "excluded", False),
    ],
)
def test_a_last_day(text: str, end_day: str | None, asked: bool) -> None:
    for found in (term(text, TODAY), last_day(text, TODAY)):
        assert isinstance(found, LastDay)
        assert (found.day, found.end_day, found.remark is not None) == (date(2027, 12, 31), end_day, asked)


def test_a_day_that_may_or_may_not_be_in_force_is_told_with_both_readings() -> None:
    found = last_day("до 31.12.2027", TODAY)
    assert "in force through 2027-12-31" in str(found.remark)
    assert "through 2027-12-30" in str(found.remark)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2027 год", "through 2027-12-31, or 2027 years"),
        ("на 2027 год", "through 2027-12-31, or 2027 years"),
        ("2027 г.", "through 2027-12-31, or 2027 years"),
        ("до 2027 года", "through 2026-12-31 or through 2027-12-31"),
        ("до 2027", "through 2026-12-31 or through 2027-12-31"),
        ("2027", "names no day"),
        ("до 03/04/2027", "can be 2027-04-03 or 2027-03-04"),
        ("до 5 лет", "is not a date"),
        ("до 31 ноября 2027", "the last day of that month is 2027-11-30"),
        ("до востребования", "is not a date"),
        ("-5y", "without a sign"),
        ("soon", "is no term"),
        ("5 лун", "is not a period"),
        ("2027-02-30", "2027-02-28"),
        ("декабрь 2027", "names no day"),
    ],
)
def test_a_term_that_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        term(text, TODAY)
    assert told in str(refused.value)
