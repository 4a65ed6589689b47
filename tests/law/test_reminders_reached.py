"""When there are warnings: lead times before a day and after it, and which of them has been reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.law.reminders import AWAITING_ENTRY, UNRECORDED_END, Schedule, obligations, terms

TERMS = terms((1, 7, 30, 90, 180))
OWED = obligations((30, 7, 0))


@pytest.mark.parametrize(
    ("schedule", "days", "lead"),
    [
        # the nearest lead time that is reached; those before it are not made up for
        (TERMS, 181, None),
        (TERMS, 180, 180),
        (TERMS, 91, 180),
        (TERMS, 90, 90),
        (TERMS, 8, 30),
        (TERMS, 7, 7),
        (TERMS, 2, 7),
        (TERMS, 1, 1),
        (TERMS, 0, 1),
        (TERMS, -1, None),
        (terms((0,)), 0, 0),
        (terms(()), 0, None),
        # an obligation: on the day, and every week from then on while it is overdue
        (OWED, 31, None),
        (OWED, 30, 30),
        (OWED, 1, 7),
        (OWED, 0, 0),
        (OWED, -1, 0),
        (OWED, -6, 0),
        (OWED, -7, -7),
        (OWED, -13, -7),
        (OWED, -14, -14),
        (OWED, -3652, -3647),
        (obligations((30, 7)), 3, 7),
        (obligations((30, 7)), 0, 0),  # a week after the last lead time
        (obligations((30, 7)), -7, -7),
        (obligations((30,)), 0, 30),  # not repeated before its day; the first week that ends after it
        (obligations((30,)), -4, 30),
        (obligations((30,)), -5, -5),
        (obligations((30,)), -12, -12),
        (obligations((1,)), 0, 1),
        (obligations((1,)), -6, -6),
        # a signed agreement that is not in force: every ninety days
        (AWAITING_ENTRY, 0, None),
        (AWAITING_ENTRY, -89, None),
        (AWAITING_ENTRY, -90, -90),
        (AWAITING_ENTRY, -179, -90),
        (AWAITING_ENTRY, -180, -180),
        (AWAITING_ENTRY, -900, -900),
        # a passed end: four times in half a year, then no more
        (UNRECORDED_END, 0, None),
        (UNRECORDED_END, -1, -1),
        (UNRECORDED_END, -6, -1),
        (UNRECORDED_END, -7, -7),
        (UNRECORDED_END, -30, -30),
        (UNRECORDED_END, -180, -90),
        (UNRECORDED_END, -181, None),
    ],
)
def test_the_nearest_lead_time_that_is_reached(schedule: Schedule, days: int, lead: int | None) -> None:
    assert schedule.reached(days) == lead


@pytest.mark.parametrize(
    ("schedule", "pressing", "not_yet"),
    [
        (TERMS, (7, 1), (30, 90, 180)),
        (terms((30,)), (30,), ()),
        (terms(()), (), (1,)),
        (OWED, (7, 0, -7, -70), (30,)),
        (AWAITING_ENTRY, (-90, -180), ()),
        (UNRECORDED_END, (-30, -90), (-1, -7)),
    ],
)
def test_the_last_two_lead_times_are_pressing(
    schedule: Schedule, pressing: tuple[int, ...], not_yet: tuple[int, ...]
) -> None:
    assert all(schedule.is_pressing(lead) for lead in pressing)
    assert not any(schedule.is_pressing(lead) for lead in not_yet)


leads = st.lists(st.integers(0, 800), min_size=1, max_size=8).map(tuple)


@given(leads, st.integers(-3000, 900), st.booleans())
def test_as_days_go_by_the_lead_time_never_rises(stated: tuple[int, ...], days: int, is_owed: bool) -> None:
    schedule = obligations(stated) if is_owed else terms(stated)
    today, tomorrow = schedule.reached(days), schedule.reached(days - 1)
    assert today is None or tomorrow is None or tomorrow <= today
    assert today is None or today >= days


@given(leads)
def test_every_lead_time_is_reached_on_its_own_day(stated: tuple[int, ...]) -> None:
    for lead in stated:
        assert terms(stated).reached(lead) == lead
        assert obligations(stated).reached(lead) == lead


@given(leads, st.integers(0, 200))
def test_an_overdue_obligation_is_told_every_week_for_ever(stated: tuple[int, ...], week: int) -> None:
    schedule, late = obligations(stated), -(-min(stated) % 7) - 7 * week
    assert schedule.reached(late) == late
    assert len({schedule.reached(late - passed) for passed in range(7)}) == 1


@given(leads, st.integers(1, 800))
def test_an_obligation_is_told_before_its_day_at_the_stated_lead_times_alone(
    stated: tuple[int, ...], days: int
) -> None:
    assert obligations(stated).reached(days) in (None, *stated)
