"""Which recurrence rules count in whole days, and what is said of those that do not."""

import pytest
from saying import sentence

from agreetrack.model.rules import rule_parts, wrong_rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31",
        "freq=monthly;byday=-1fr;",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU",
        "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=-1,366",
        "FREQ=DAILY;COUNT=10",
        "FREQ=DAILY;COUNT=99999;INTERVAL=9999",
        "FREQ=YEARLY;UNTIL=20301231",
        "FREQ=YEARLY;UNTIL=20301231T235959Z",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=31",
        "FREQ=YEARLY;BYDAY=20MO",
    ],
)
def test_a_rule_of_days_is_taken(rule: str) -> None:
    assert wrong_rule(rule) is None


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("", "no recurrence rule of days"),
        ("yearly", "no recurrence rule of days"),
        ("BYMONTH=3", "no recurrence rule of days"),
        ("FREQ=HOURLY", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYHOUR=8", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYEASTER=0", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYMONTH=13", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYMONTHDAY=0", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYMONTHDAY=32", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYYEARDAY=367", "no recurrence rule of days"),
        ("FREQ=YEARLY;INTERVAL=0", "no recurrence rule of days"),
        ("FREQ=YEARLY;COUNT=0", "no recurrence rule of days"),
        ("FREQ=YEARLY;COUNT=100000", "“FREQ=YEARLY;COUNT=100000”: COUNT goes up to 99,999"),
        ("FREQ=YEARLY;INTERVAL=10000", "INTERVAL goes up to 9,999"),
        (f"FREQ=YEARLY;INTERVAL={'9' * 5000}", "INTERVAL goes up to 9,999"),
        ("FREQ=YEARLY;UNTIL=20300230", "no recurrence rule of days"),
        ("FREQ=YEARLY;UNTIL=2030", "no recurrence rule of days"),
        ("FREQ=YEARLY;BYMONTH=3,", "no recurrence rule of days"),
        ("FREQ=YEARLY,MONTHLY", "no recurrence rule of days"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY does not go with FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO does not go with FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY"),
        ("FREQ=YEARLY;COUNT=2;UNTIL=20300101", "states both COUNT and UNTIL"),
        ("FREQ=YEARLY;BYSETPOS=1", "BYSETPOS chooses among the days"),
        ("FREQ=WEEKLY;BYDAY=1MO", "a numbered weekday goes with months or years"),
        ("FREQ=YEARLY;BYWEEKNO=5;BYDAY=1MO", "a numbered weekday goes with months or years"),
    ],
)
def test_another_is_refused_with_the_reason(rule: str, told: str) -> None:
    assert told in sentence(wrong_rule(rule) or "")


def test_the_parts_by_name() -> None:
    assert rule_parts(" rrule:freq=yearly;bymonth=3 ") == {"FREQ": "YEARLY", "BYMONTH": "3"}
