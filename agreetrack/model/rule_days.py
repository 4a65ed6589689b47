"""The days of a recurrence rule (RFC 5545, 3.3.10): year by year, month by month, week by week or day by day.

After 400 Gregorian years the same days of months are the same days of the week again. So a rule that has named no day
in as many years, months, weeks or days as these have never names one: no search goes on for longer without a day.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from math import gcd

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.model.facts import Fact
from agreetrack.model.limits import YEARS_SEARCHED
from agreetrack.model.rules import rule_parts

_WEEK = 7
_DAYS_SEARCHED = date(1 + YEARS_SEARCHED, 1, 1).toordinal() - date(1, 1, 1).toordinal()
_SEARCHED = {
    "YEARLY": YEARS_SEARCHED,
    "MONTHLY": 12 * YEARS_SEARCHED,
    "WEEKLY": _DAYS_SEARCHED // _WEEK,
    "DAILY": _DAYS_SEARCHED,
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = date.max.toordinal()
_EPOCH = date(2000, 1, 1)
"""The beginning of the years that are searched."""


def rule_days(rule: str, start: date, first: date, last: date) -> Iterator[date]:
    """The days from `first` through `last` that a rule names, counted from its start, in order; no earlier ones.

    The rule is one that `wrong_rule` has nothing against. Of a rule without COUNT only what lies in the window is
    looked at, however long it has gone on before.
    """
    meant = _read(rule, start)
    if not _ever(meant.endless(), meant.class_of(start)):
        return
    last = min(last, meant.until)
    place = 0 if meant.count else meant.units(start, max(start, first)) // meant.interval
    left = meant.count or _LAST
    while (period := meant.period(start, place)) and period[0] <= last.toordinal():
        for day in meant.named(period):
            if day > last or not left:
                return
            if day >= start:
                left -= 1
                if day >= first:
                    yield day
        place += 1


def idle_rule(rule: str, start: date | None, until: date | None = None) -> Fact | None:
    """Why a rule names no day from its start through `until`; None where it names one.

    Without a start: where it names none whatever day it is counted from.
    """
    if start is None:
        every = _read(rule, _EPOCH).endless(interval=1)
        return None if _ever(every, 0) else _never(rule)
    meant = _read(rule, start)
    if not _ever(meant.endless(), meant.class_of(start)):
        return _never(rule)
    last = min(until or date.max, meant.until)
    if next(rule_days(rule, start, start, last), None) is not None:
        return None
    return Fact("rules.no-day-between", rule=rule, start=start, until=last)


def _never(rule: str) -> Fact:
    return Fact("rules.no-day-ever", rule=rule, years=YEARS_SEARCHED)


class _Rule(Struct, frozen=True):
    """A rule that was read: which periods it goes through, and which of their days it names.

    `weekdays` are those that count wherever they stand (0 is Monday), `numbered` those that count as the n-th of their
    month or year, from its end where n is negative. What is empty leaves every day in.
    """

    frequency: str
    interval: int
    count: int
    until: date
    week_starts: int
    months: frozenset[int]
    month_days: frozenset[int]
    year_days: frozenset[int]
    weeks: frozenset[int]
    weekdays: frozenset[int]
    numbered: frozenset[tuple[int, int]]
    positions: frozenset[int]

    def endless(self, interval: int | None = None) -> "_Rule":
        """The same without COUNT and UNTIL, and in other steps."""
        return replace(self, count=0, until=date.max, interval=interval or self.interval)

    def class_of(self, start: date) -> int:
        """Which of the periods of the searched years it goes through from a start: every so many from this one on."""
        return self.units(_EPOCH, start) % gcd(self.interval, _SEARCHED[self.frequency])

    def units(self, start: date, day: date) -> int:
        """How many years, months, weeks or days the one of a day comes after that of the start."""
        match self.frequency:
            case "YEARLY":
                return day.year - start.year
            case "MONTHLY":
                return 12 * (day.year - start.year) + day.month - start.month
            case "WEEKLY":
                return (self._week(day.toordinal()) - self._week(start.toordinal())) // _WEEK
        return day.toordinal() - start.toordinal()

    def period(self, start: date, place: int) -> range:
        """The days of the n-th period from the start on as ordinals; empty where the calendar has ended."""
        days = self.unit(start, place * self.interval)
        return range(max(days.start, start.toordinal()), days.stop) if self.frequency == "WEEKLY" else days

    def unit(self, start: date, ahead: int) -> range:
        """The days of the year, month, week or day that comes so many after that of the start, as ordinals."""
        match self.frequency:
            case "YEARLY":
                return _days_of(start.year + ahead, 1, 12)
            case "MONTHLY":
                year, month = divmod(12 * start.year + start.month - 1 + ahead, 12)
                return _days_of(year, month + 1, month + 1)
            case "WEEKLY":
                week = self._week(start.toordinal()) + _WEEK * ahead
                return range(week, min(week + _WEEK, _LAST + 1))
        day = start.toordinal() + ahead
        return range(day, min(day + 1, _LAST + 1))

    def named(self, period: range) -> Sequence[date]:
        """The days of a period that the rule names, in order."""
        fitting = [day for day in map(date.fromordinal, period) if self._fits(day)]
        if not self.positions:
            return fitting
        count = len(fitting)
        places = {place - 1 if place > 0 else count + place for place in self.positions}
        return [fitting[place] for place in sorted(places) if 0 <= place < count]

    def _fits(self, day: date) -> bool:
        return (
            (not self.months or day.month in self.months)
            and (not self.month_days or self._has_number(day))
            and (not (self.weekdays or self.numbered) or self._is_weekday(day))
            and (not self.year_days or not self.year_days.isdisjoint(_both_ways(*_in_year(day))))
            and (not self.weeks or not self.weeks.isdisjoint(_both_ways(*self._in_weeks(day))))
        )

    def _has_number(self, day: date) -> bool:
        return day.day in self.month_days or day.day - monthrange(day.year, day.month)[1] - 1 in self.month_days

    def _is_weekday(self, day: date) -> bool:
        weekday = day.weekday()
        if weekday in self.weekdays:
            return True
        in_month = self.frequency == "MONTHLY" or self.months
        number, length = (day.day, monthrange(day.year, day.month)[1]) if in_month else _in_year(day)
        counted = ((number - 1) // _WEEK + 1, -((length - number) // _WEEK + 1))
        return any((one, weekday) in self.numbered for one in counted)

    def _week(self, day: int) -> int:
        """The ordinal of the first day of a day's week."""
        return day - (day - 1 - self.week_starts) % _WEEK

    def _in_weeks(self, day: date) -> tuple[int, int]:
        """The number of a day's week, and how many its year has; a week is of the year that has its fourth day."""
        fourth = self._week(day.toordinal()) + 3
        if not 1 <= fourth <= _LAST:  # of a year that the calendar does not have, but one like it
            fourth += _DAYS_SEARCHED if fourth < 1 else -_DAYS_SEARCHED
        number, length = _in_year(date.fromordinal(fourth))
        return (number - 1) // _WEEK + 1, (number - 1) // _WEEK + 1 + (length - number) // _WEEK


@lru_cache(maxsize=4096)
def _ever(rule: _Rule, first: int) -> bool:
    """Whether a rule names a day in the years after which the calendar repeats itself, from one of their periods on."""
    count = _SEARCHED[rule.frequency]
    return any(rule.named(rule.unit(_EPOCH, ahead)) for ahead in range(first, count, gcd(rule.interval, count)))


def _both_ways(number: int, count: int) -> tuple[int, int]:
    """A number among so many, counted from the front and from the back."""
    return number, number - count - 1


def _in_year(day: date) -> tuple[int, int]:
    """The number of a day in its year, and how many days that has."""
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1, 365 + isleap(day.year)


def _days_of(year: int, month: int, through: int) -> range:
    if year > date.max.year:
        return range(0)
    return range(date(year, month, 1).toordinal(), date(year, through, monthrange(year, through)[1]).toordinal() + 1)


@lru_cache(maxsize=1024)
def _read(rule: str, start: date) -> _Rule:
    parts = _explicit(rule_parts(rule), start)
    until = parts.get("UNTIL")
    stated = [(day[:-2], _WEEKDAYS.index(day[-2:])) for day in parts.get("BYDAY", "").split(",") if day]
    return _Rule(
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        count=int(parts.get("COUNT", "0")),
        until=date(int(until[:4]), int(until[4:6]), int(until[6:8])) if until else date.max,
        week_starts=_WEEKDAYS.index(parts.get("WKST", "MO")),
        months=_numbers(parts, "BYMONTH"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        year_days=_numbers(parts, "BYYEARDAY"),
        weeks=_numbers(parts, "BYWEEKNO"),
        weekdays=frozenset(weekday for number, weekday in stated if not number),
        numbered=frozenset((int(number), weekday) for number, weekday in stated if number),
        positions=_numbers(parts, "BYSETPOS"),
    )


def _explicit(parts: dict[str, str], start: date) -> dict[str, str]:
    """The rule with the day that RFC 5545 takes from its start where no part names one."""
    frequency = parts["FREQ"]
    if frequency == "DAILY" or parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
        return parts
    if frequency == "WEEKLY":
        return {**parts, "BYDAY": _WEEKDAYS[start.weekday()]}
    of_month = {"BYMONTHDAY": str(start.day)}
    if frequency == "YEARLY" and "BYMONTH" not in parts:
        of_month["BYMONTH"] = str(start.month)
    return {**parts, **of_month}


def _numbers(parts: dict[str, str], name: str) -> frozenset[int]:
    return frozenset(int(number) for number in parts[name].split(",")) if name in parts else frozenset()
