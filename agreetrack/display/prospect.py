"""What one row of `list --expiring` says: by when, what, and what comes otherwise."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from agreetrack.display.days import written_day
from agreetrack.display.page import DateStyle
from agreetrack.display.plain import safe, shorten
from agreetrack.display.words import day_after, leavers
from agreetrack.law.findings import Act, Duty, Happening, Judged, Standing
from agreetrack.model.record import Listed
from agreetrack.model.wording import _

_WORDS = 30
"""So many cells of what is owed are shown in a row."""


_FAR = 366
"""What lies more days ahead is not named beside what is owed."""


class Prospect(Struct, frozen=True):
    """A row: the day in both readings, how far it is, what comes then, and what comes otherwise.

    `before` holds the earlier days on which work has to start or the note has to leave, each with its
    distance; `stops` says that `otherwise` names the last day for the next notice; `late` that its day has passed
    and it is still owed.
    """

    record: Listed
    day: date | None
    other: date | None
    days: int | None
    what: str
    otherwise: str
    before: tuple[tuple[date, int, str], ...] = ()
    stops: bool = False
    late: bool = False


def decided(row: Judged, dates: DateStyle) -> Prospect:
    """The row of an agreement about which somebody can still do something."""
    act, duty = row.standing.act, row.standing.duty
    if duty is not None and (act is None or act.by is None or duty.due <= act.by):
        return _owed(row, duty, dates)
    if act is None:
        return happening(row, dates)
    return Prospect(
        record=row.record,
        day=act.by,
        other=act.or_by,
        days=act.days,
        what=act_words(act),
        otherwise=_otherwise(row.standing, dates),
        before=(*_before(act, row.standing.day), *([(duty.due, duty.days, _due(duty))] if duty else [])),
    )


def _owed(row: Judged, duty: Duty, dates: DateStyle) -> Prospect:
    """The row of an agreement under which something is owed before anything else can be decided."""
    act, happens = row.standing.act, row.standing.happens
    later: list[tuple[date, int, str]] = []
    if act is not None and act.by is not None and act.days is not None and act.days <= _FAR:
        later.append((act.by, act.days, act_words(act)))
    if happens is not None and happens.days <= _FAR and (act is None or happens.date != act.by):
        later.append((happens.date, happens.days, _comes(row, happens, dates)))
    return Prospect(
        record=row.record,
        day=duty.due,
        other=None,
        days=duty.days,
        what=_due(duty),
        otherwise="",
        before=tuple(later),
        late=duty.days < 0,
    )


def _due(duty: Duty) -> str:
    return _("due: {text}").format(text=shorten(safe(" ".join(duty.text.split())), _WORDS))


def act_words(act: Act) -> str:
    """What can be done."""
    match act.kind:
        case "notice":
            return _("give notice")
        case "extend":
            return _("agree an extension")
        case "complete-entry":
            return _("bring into force")
        case "close":
            return _("close the file")


def _before(act: Act, today: date) -> Iterator[tuple[date, int, str]]:
    if act.start_by is not None and act.start_by != act.by:
        yield act.start_by, (act.start_by - today).days, _("start preparing")
    if act.send_by is not None and act.send_by != act.by:
        yield act.send_by, (act.send_by - today).days, _("send the note")


def _otherwise(standing: Standing, dates: DateStyle) -> str:
    """What comes where nobody acts."""
    happens = standing.happens
    if happens is None:
        return ""
    match happens.kind:
        case "renewal":
            return _renews(standing, dates)
        case "expiry":
            return _("lapses")
        case "first-term-end":
            return _("goes on until notice")
        case "termination":
            return _out(happens, dates)
        case "entry-into-force":
            return _("enters into force")
        case "survival-end":
            return _("obligations end")


def happening(row: Judged, dates: DateStyle) -> Prospect:
    """The row of an agreement to which something happens by itself."""
    happens = row.standing.happens
    if happens is None:
        return passed(row, dates)
    stop = _stop(row.standing)
    return Prospect(
        record=row.record,
        day=happens.date,
        other=happens.or_date,
        days=happens.days,
        what=_comes(row, happens, dates),
        otherwise=_after(happens, stop, dates),
        stops=happens.kind == "renewal" and stop is not None,
    )


def _stop(standing: Standing) -> date | None:
    """The last day for the next notice."""
    act = standing.act
    return act.by if act is not None and act.kind == "notice" else None


def _comes(row: Judged, happens: Happening, dates: DateStyle) -> str:
    going = leavers(row.record, row.standing, happens.date, happens.or_date)
    match happens.kind:
        case "renewal":
            return _renews(row.standing, dates)
        case "expiry" | "termination" if going:
            return _("withdrawal ({parties})").format(parties=going)
        case "expiry":
            return _("expires")
        case "termination":
            return _("termination")
        case "first-term-end":
            return _("first term ends")
        case "entry-into-force":
            return _("enters into force")
        case _:
            return _("obligations end")


def _after(happens: Happening, stop: date | None, dates: DateStyle) -> str:
    match happens.kind:
        case "renewal" | "entry-into-force" | "survival-end":
            return "" if stop is None else _("stop {day}").format(day=written_day(stop, dates))
        case "first-term-end":
            return _("goes on until notice")
    return _out(happens, dates)


def _renews(standing: Standing, dates: DateStyle) -> str:
    if standing.renews_to is None:
        return _("renews")
    return _("renews to {day}").format(day=written_day(standing.renews_to, dates))


def _out(happens: Happening, dates: DateStyle) -> str:
    """The first day out, by the later reading."""
    out = day_after(max(happens.date, happens.or_date or happens.date))
    return "" if out is None else _("out {day}").format(day=written_day(out, dates))


def passed(row: Judged, dates: DateStyle) -> Prospect:
    """The row of an agreement that has ended, and that nobody has closed yet."""
    standing = row.standing
    last = standing.expires
    going = leavers(row.record, standing, last)
    return Prospect(
        record=row.record,
        day=last,
        other=standing.rival_expires,
        days=None if last is None else (last - standing.day).days,
        what=_ended(standing, going),
        otherwise=_("close the file"),
    )


def _ended(standing: Standing, going: str) -> str:
    if going:
        return _("withdrawn ({parties})").format(parties=going)
    return _("terminated") if standing.status == "terminated" else _("expired")
