"""The questions that tests ask of the law: about a day, by what is known then, where a test says no more."""

from collections.abc import Mapping
from datetime import date

from saying import sentence

from agreetrack.law import bars, obligations, reminders
from agreetrack.law import explain as explaining
from agreetrack.law import standing as standings
from agreetrack.law.bars import Life
from agreetrack.law.explain import Explanation, Reason
from agreetrack.law.findings import Standing
from agreetrack.law.obligations import Promise
from agreetrack.law.reminders import Matter
from agreetrack.law.rows import Group, rows
from agreetrack.law.view import ALONE, Lookup, View
from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.periods import Period
from agreetrack.model.record import Counting, Listed, Promising, Record, Watched
from agreetrack.model.refs import folded


def view(
    day: date,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    find: Lookup = ALONE,
) -> View:
    return View(day=day, knowing=knowing or day, assume=assume, calendar=calendar, find=find)


def among(*records: Listed) -> Lookup:
    """A lookup among some records."""
    by_ref: Mapping[str, Listed] = {folded(record.ref): record for record in records}
    return Lookup(lambda ref: by_ref.get(folded(ref)))


def standing(
    record: Listed,
    day: date,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    find: Lookup = ALONE,
) -> Standing:
    """What holds on a day, with the ledger."""
    return standings.standing(record, view(day, knowing, assume, calendar, find))


def explain(
    record: Record,
    day: date,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    find: Lookup = ALONE,
) -> Explanation:
    """The explanation in words."""
    found = explaining.explain(record, view(day, knowing, assume, calendar, find))
    reasons = (Reason(*(None if part is None else sentence(part) for part in reason)) for reason in found.reasons)
    return found._replace(heading=sentence(found.heading), reasons=tuple(reasons))


def promises(record: Promising | Record, day: date, knowing: date | None = None, find: Lookup = ALONE) -> list[Promise]:
    return obligations.promises(record, view(day, knowing, find=find))


def matters(record: Watched, day: date, ahead: int | None, find: Lookup = ALONE) -> tuple[Standing, list[Matter]]:
    return reminders.matters(record, view(day, find=find), ahead)


def life(record: Listed, day: date, knowing: date | None = None, find: Lookup = ALONE) -> Life:
    return bars.life(record, view(day, knowing, find=find))


def place(found: Standing, within: Period) -> Group | None:
    """Where the first row of an agreement stands in the list of what is due within a time."""
    made = rows(found, within)
    return made[0].group if made else None
