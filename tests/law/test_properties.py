"""What holds of every agreement, whatever its text says and whatever happened to it."""

from datetime import date, timedelta
from itertools import pairwise

from agreements import DaysOff, agreement, countings, days, periods, records
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from questions import explain, standing, view

from agreetrack.law.counting import earlier, last_day, later, latest_start, plus, times
from agreetrack.law.findings import Standing
from agreetrack.law.standing import listed
from agreetrack.law.working_days import working_day_back
from agreetrack.model.periods import period
from agreetrack.model.record import Record

A_DAY = timedelta(days=1)
PLAIN = ("extension", "termination", "suspension", "close", "renewal", "notice", "notice-withdrawn")
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(days, periods)
def test_anniversary_is_the_calendar_library_s_clamped_sum(start: date, text: str) -> None:
    length = period(text)
    assert last_day(start, length, "anniversary") == start + relativedelta(months=length.months) + timedelta(
        length.days
    )


@given(days, periods)
def test_day_before_never_ends_after_anniversary(start: date, text: str) -> None:
    first_counts, same_number = (last_day(start, period(text), way) for way in ("day-before", "anniversary"))
    assert first_counts is not None
    assert same_number is not None
    assert same_number - A_DAY <= first_counts <= same_number


@given(days, periods)
def test_notice_by_plus_the_notice_period_never_passes_the_end_and_a_day_later_does(end: date, text: str) -> None:
    by = latest_start(end, period(text))
    assert by is not None
    over, too_late = later(by, period(text)), later(by + A_DAY, period(text))
    assert over is not None
    assert too_late is not None
    assert over <= end < too_late


@given(days, periods)
def test_the_prudent_day_for_notice_is_never_after_the_computed_one(end: date, text: str) -> None:
    back, by = earlier(end, period(text)), latest_start(end, period(text))
    assert back is not None
    assert by is not None
    assert back <= by + timedelta(days=3)


@given(st.data(), days, periods, periods, countings, st.integers(0, 400))
def test_a_renewal_chain_equals_its_anchored_sum(
    data: st.DataObject, start: date, term: str, step: str, counting: str | None, count: int
) -> None:
    total = plus(period(term), times(period(step), count))
    end = last_day(start, total, counting or "anniversary")
    assume(end is not None and end.year < 9000)
    record = agreement(
        entry_into_force=start.isoformat(),
        term=term,
        renewal={"mode": "tacit", "period": step},
        **({"counting": counting} if counting else {}),
    )
    found = standing(record, end)
    assert found.expires == end
    assert found.period == count + 1
    following = last_day(start, plus(total, period(step)), counting or "anniversary")
    assert found.renews_to == following


@thorough
@given(records(), days)
def test_every_day_from_signature_to_survival_lies_in_exactly_one_span(record: Record, asked: date) -> None:
    ledger = standing(record, asked, knowing=date(2100, 1, 1)).ledger
    for span in ledger:
        if span.start and span.through:
            assert span.start <= span.through
    for before, after in pairwise(ledger):
        assert before.through is not None
        assert after.start == before.through + A_DAY


@thorough
@given(records(), days, days)
def test_a_standing_agrees_with_itself(record: Record, asked: date, knowing: date) -> None:
    found = standing(record, asked, knowing)
    for rival, first in (
        (found.rival_expires, found.expires),
        (found.rival_notice_by, found.notice_by),
        (found.rival_renews_to, found.renews_to),
    ):
        assert rival is None or (first is not None and rival != first)
    if found.rival_notice_by and found.notice_by:
        assert found.rival_notice_by < found.notice_by
    if found.act and found.act.by:
        assert found.act.by >= asked
        assert found.act.days == (found.act.by - asked).days
    if found.happens:
        assert found.happens.date >= asked
    if found.status == "ending":
        assert found.ends is not None
        assert found.ends >= asked
    if found.status in ("expired", "terminated") and found.expires and found.period:
        assert found.expires < asked
    if found.expires:
        assert found.days_left == (found.expires - asked).days
    assert _without_ledger(found) == _without_ledger(listed(record, view(asked, knowing)))


def _without_ledger(found: Standing) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__struct_fields__ if name != "ledger"}


@thorough
@given(records(), days)
def test_whatever_stands_can_be_explained(record: Record, asked: date) -> None:
    explained = explain(record, asked)
    assert record.ref in explained.heading
    assert all(reason.label and reason.text for reason in explained.reasons)


@given(records(with_events=False), days)
def test_out_of_order_events_of_different_days_are_judged_alike(record: Record, asked: date) -> None:
    happened = [
        {"kind": "extension", "date": date(2011, 1, 1), "by": "P1Y"},
        {"kind": "notice", "date": date(2012, 1, 1), "party": "A"},
        {"kind": "notice-withdrawn", "date": date(2012, 1, 2), "party": "A"},
    ]
    fields = {name: getattr(record, name) for name in ("signed", "entry_into_force", "term") if getattr(record, name)}
    fields.pop("entry_into_force", None)
    one = standing(agreement(**fields, entry_into_force="2010-01-01", events=happened), asked)
    other = standing(agreement(**fields, entry_into_force="2010-01-01", events=happened[::-1]), asked)
    assert (one.status, one.expires, one.act, one.happens) == (other.status, other.expires, other.act, other.happens)


@given(days, st.sets(days))
def test_a_working_day_is_at_or_before_the_day(asked: date, holidays: set[date]) -> None:
    calendar = DaysOff(holidays)
    back = working_day_back(asked, calendar)
    assert back <= asked
    assert back.weekday() < 5
    assert back not in holidays
    assert not any(calendar.is_working(back + A_DAY * far) for far in range(1, (asked - back).days + 1))
