"""Judging agreements for the index: what may be said of each until it is not quiet any more."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from agreetrack.law import standing as standings
from agreetrack.law.clauses import has_unknown_term
from agreetrack.law.obligations import may_owe, promises_of
from agreetrack.law.quiet import above, quiet_after
from agreetrack.law.reminders import matters_of
from agreetrack.law.rows import opens, passed
from agreetrack.law.version import version
from agreetrack.law.view import Lookup, View
from agreetrack.model.errors import AgreetrackError
from agreetrack.model.record import Watched
from agreetrack.register.index.basis import basis
from agreetrack.register.reminders.lead_times import LeadTimes, settled
from agreetrack.register.schedules import schedule_of
from agreetrack.register.settings.office import Settings, problems
from agreetrack.register.working_days import calendar_of
from agreetrack.store.index.outline import Find, Judge, Outline


def judge(stated: Mapping[str, Any], day: date) -> Judge | None:
    """A judge for a day, by what a registry states.

    None where that is not in order, where holidays cannot be known, or the law has no text to tell its version by.
    """
    if problems(stated) or not version():
        return None
    try:
        return _Judge(Settings(stated), day)
    except AgreetrackError:
        return None


class _Judge:
    def __init__(self, settings: Settings, day: date) -> None:
        self.day = day
        self._leads = settled(settings)
        self._assume = settings.counting
        self._calendar = calendar_of(settings.countries)
        self.basis = msgspec.json.encode(basis(self._assume, settings.countries, self._leads)).decode()

    def outlines(self, records: Iterable[Watched], find: Find) -> Iterator[Outline | None]:
        lookup = Lookup(find)
        view = View(day=self.day, knowing=self.day, assume=self._assume, calendar=self._calendar, find=lookup)
        for record in records:
            try:
                yield outline(record, view, self._leads)
            except ValueError:
                yield None


def outline(record: Watched, view: View, leads: LeadTimes) -> Outline:
    """What may be said of an agreement from the day that is asked about on. Raises ValueError as judging it does."""
    judged = standings.judge(record, view)
    line, found = judged.line, standings.of(judged)
    promises = promises_of(line, record.obligations)
    ahead = max(leads.obligations, default=0)
    matters = matters_of(line, found, promises, ahead)
    return Outline(
        judged=view.day,
        until=quiet_after(record, line, found, promises, (*leads.of(record), *leads.obligations)),
        opens=opens(found),
        passed=passed(found),
        warned=any(schedule_of(one, record, leads).reached(one.days) is not None for one in matters),
        late=any(next(promise.late(), None) for promise in promises),
        owes=may_owe(record),
        is_unknown=has_unknown_term(record),
        above=tuple(above(record, view.find)),
    )
