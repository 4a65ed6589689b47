"""Working days of countries: decreed days off, days off that were moved, weekend days that are worked in exchange.

Sources. Russia: Labour Code art. 112 (1-8 January, and that a day off which meets a holiday is moved to the next
working day); Government decrees on the transfer of days off, 1505 of 29.08.2022 for 2023, 1314 of 10.08.2023 for 2024,
1335 of 04.10.2024 for 2025, 1466 of 24.09.2025 for 2026. China: notices of the General Office of the State Council of
12.11.2024 for 2025 and of 04.11.2025 for 2026. Bavaria: Gesetz über den Schutz der Sonn- und Feiertage, art. 1.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import pytest
from occasions import on
from saying import refusing, sentence

from agreetrack.law.working_days import WEEKDAYS, Calendar, working_day_back, working_day_on
from agreetrack.model.errors import AgreetrackError, InvalidData
from agreetrack.register.working_days import _COUNTRIES, CommonWorkingDays, calendar_of, refuse_unknown

pytest.importorskip("holidays", reason="agreetrack[calendars] is not installed")

A_DAY = timedelta(days=1)


def days(first: str, last: str) -> Iterator[date]:
    day = on(first)
    while day <= on(last):
        yield day
        day += A_DAY


def exceptions(calendar: Calendar, first: str, last: str) -> tuple[list[str], list[str]]:
    """The days from Monday to Friday that are off, and the weekend days that are worked."""
    other = [day for day in days(first, last) if calendar.is_working(day) != WEEKDAYS.is_working(day)]
    return tuple([f"{day:%m-%d}" for day in other if WEEKDAYS.is_working(day) is usual] for usual in (True, False))


YEARS = [
    # countries, year, days off from Monday to Friday, weekend days that are worked
    (
        ["RU"],
        2023,
        "01-02 01-03 01-04 01-05 01-06 02-23 02-24 03-08 05-01 05-08 05-09 06-12 11-06",  # 1 and 8 January moved
        "",
    ),
    (
        ["RU"],
        2024,
        "01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 11-04 12-30 12-31",
        "04-27 11-02 12-28",
    ),
    (
        ["RU"],
        2025,
        "01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31",
        "11-01",
    ),
    (
        ["RU"],
        2026,
        "01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31",
        "",
    ),
    (
        ["CN"],
        2025,
        "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    (
        ["CN"],
        2026,
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 "
        "10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
    (
        ["DE-BY"],
        2025,  # Epiphany, Corpus Christi and All Saints' Day (a Saturday) are Bavaria's, not Germany's
        "01-01 01-06 04-18 04-21 05-01 05-29 06-09 06-19 10-03 12-25 12-26",
        "",
    ),
    (["DE"], 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26", ""),
]


@pytest.mark.parametrize(("countries", "year", "off", "worked"), YEARS)
def test_a_year_of_a_country(countries: list[str], year: int, off: str, worked: str) -> None:
    found = exceptions(calendar_of(countries), f"{year}-01-01", f"{year}-12-31")
    assert found == (off.split(), worked.split())


BACK = [
    # countries, day, the working day that it is moved back to, why
    ("RU", "2024-04-27", "2024-04-27", "a Saturday worked in exchange for 29 April"),
    ("RU", "2024-04-28", "2024-04-27", "from Sunday to that Saturday"),
    ("RU", "2024-05-01", "2024-04-27", "over 29 and 30 April, both moved there"),
    ("RU", "2024-04-21", "2024-04-19", "an ordinary Sunday"),
    ("RU", "2026-01-11", "2025-12-30", "New Year 2026: 31 December through 11 January"),
    ("RU", "2025-01-08", "2024-12-28", "New Year 2025: from a Saturday that is worked"),
    ("RU", "2023-01-08", "2022-12-30", "1-8 January, the last of them a Sunday"),
    ("RU", "2026-05-11", "2026-05-08", "9 May is a Saturday, so Monday is off"),
    ("RU", "2026-02-28", "2026-02-27", "a month's last day, a Saturday"),
    ("CN", "2025-10-08", "2025-09-30", "Golden Week"),
    ("CN", "2025-10-11", "2025-10-11", "the Saturday that is worked for it"),
    ("CN", "2026-02-23", "2026-02-14", "Spring Festival, back to a Saturday that is worked"),
    ("RU CN", "2026-02-15", "2026-02-13", "that Saturday is off in Russia"),
    ("RU CN", "2024-05-03", "2024-04-26", "China's Labour Day, and Russia's Saturday is off in China"),
    ("RU CN", "2026-10-09", "2026-10-09", "worked in both"),
    ("DE-BY", "2025-06-19", "2025-06-18", "Corpus Christi"),
    ("DE-BE", "2025-06-19", "2025-06-19", "is a day like others in Berlin"),
    ("DE-BY", "2027-11-01", "2027-10-29", "All Saints' Day on a Monday, back over the month's end"),
    ("IL", "2025-01-05", "2025-01-05", "Sunday is worked in Israel, where the weekend is on other days"),
    ("IL", "2025-01-04", "2025-01-02", "Friday and Saturday are not"),
    ("IL DE", "2025-01-05", "2025-01-02", "with Germany three days are off"),
    ("RU", "1950-01-01", "1949-12-30", "a year that the library does not go back to: weekends alone"),
    ("IN", "2040-01-01", "2039-12-30", "a year that the library says to know less about"),
]


@pytest.mark.parametrize(("countries", "day", "back", "why"), BACK)
def test_a_day_for_sending_is_moved_back_to_a_day_that_all_work_on(
    countries: str, day: str, back: str, why: str
) -> None:
    assert working_day_back(on(day), calendar_of(countries.split())) == on(back), why


def test_a_time_limit_is_moved_on_over_holidays() -> None:
    assert working_day_on(on("2025-12-31"), calendar_of(["RU"])) == on("2026-01-12")
    assert working_day_on(date(9999, 12, 31), calendar_of(["RU"])) == date(9999, 12, 31)


def test_a_weekend_day_at_the_end_of_a_year_may_be_worked_for_a_day_off_in_the_next() -> None:
    assert calendar_of(["CN"]).is_working(on("2001-12-29"))  # for 2 January 2002


@pytest.mark.parametrize("countries", ["RU", "CN", "MM", "RU CN", "OM RU", "MV MN", "AF MM", "AF MM IQ JP CN"])
def test_no_rest_is_longer_than_the_calendar_says(countries: str) -> None:
    calendar = calendar_of(countries.split())
    worked = (calendar.is_working(day) for day in days("2015-01-01", "2035-12-31"))
    assert max(len(list(run)) for works, run in groupby(worked) if not works) <= calendar.longest_rest - 2


def test_without_countries_weekends_alone_are_off() -> None:
    assert calendar_of([]) is WEEKDAYS


def test_the_library_is_imported_with_the_first_day_that_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = calendar_of(["RU", "DE-BY"])
    assert calendar.countries == ("RU", "DE-BY")
    asked: list[str] = []
    monkeypatch.setattr("holidays.country_holidays", lambda code, subdiv=None: asked.append(code))
    calendar_of(["RU"])
    assert asked == []
    with pytest.raises(AttributeError):
        calendar_of(["RU"]).is_working(on("2026-01-01"))
    assert asked == ["RU"]


UNKNOWN = [
    (["UK"], "countries: there is no country “UK”; did you mean GB (United Kingdom)?"),
    (["RU", "SW"], "countries: there is no country “SW”; did you mean SE (Sweden), CH (Switzerland)?"),
    (["QQ-BY"], "countries: there is no country “QQ”; give its two letters by ISO 3166, such as RU"),
]


@pytest.mark.parametrize(("countries", "told"), UNKNOWN)
def test_an_unknown_country_is_told_at_once(countries: list[str], told: str) -> None:
    for check in (calendar_of, refuse_unknown):
        with pytest.raises(InvalidData) as caught:
            check(countries)
        assert sentence(caught.value) == told


PARTS = [
    ("RU-MOW", "countries: “RU-MOW”: no parts of RU are known; say RU"),
    ("AT-10", "countries: “AT-10”: AT has no such part; there are: 1, 2, 3, 4, 5, 6, 7, 8, 9"),
]


@pytest.mark.parametrize(("code", "told"), PARTS)
def test_an_unknown_part_of_a_country_is_told_when_it_is_looked_at(code: str, told: str) -> None:
    for look in (lambda: refuse_unknown([code]), lambda: calendar_of([code]).is_working(on("2026-01-01"))):
        with pytest.raises(InvalidData) as caught:
            look()
        assert sentence(caught.value) == told


@pytest.mark.parametrize("code", ["RU", "DE-BY", "DE-by", "GB-ENG", "CH-ZH", "US-DC"])
def test_known_countries_and_parts_are_taken(code: str) -> None:
    refuse_unknown([code])


def test_a_country_that_a_newer_library_knows_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    from holidays.registry import COUNTRIES

    monkeypatch.setitem(COUNTRIES, "utopia", ("Utopia", "QQ", "QQQ"))
    assert calendar_of(["QQ"]).countries == ("QQ",)


def test_the_codes_that_are_taken_unasked_are_those_of_the_library() -> None:
    from holidays.registry import COUNTRIES

    assert {names[1] for names in COUNTRIES.values()} >= _COUNTRIES


def test_a_missing_library_is_told_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("holidays", "holidays.registry"):
        monkeypatch.setitem(sys.modules, module, None)
    for check in (
        lambda: calendar_of(["RU"]),
        lambda: refuse_unknown(["RU"]),
        lambda: refuse_unknown(["QQ"]),
        lambda: CommonWorkingDays(["RU"]).is_working(on("2026-01-01")),
    ):
        with refusing(AgreetrackError, match=r"pip install 'agreetrack\[calendars\]'"):
            check()
