"""What one row of `list --expiring` says: by when, what, and what comes otherwise."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from agreetrack.display.days import written_day
from agreetrack.display.page import DateStyle
from agreetrack.display.plain import safe, shorten
from agreetrack.display.wording import _, pgettext
from agreetrack.display.words import day_after, leavers, party_word
from agreetrack.law.findings import Act, Doubt, Duty, Happening, Standing
from agreetrack.law.rows import Departing, Due
from agreetrack.model.record import Listed

_WORDS = 30
"""So many cells of what is owed are shown in a row."""


_FAR = 366
"""What lies more days ahead is not named beside what is owed."""


class Prospect(Struct, frozen=True):
    """A row: the day in both readings, how far it is, what comes then, and what comes otherwise.

    `before` holds the earlier days on which work has to start or the note has to leave, each with its
    distance; `stops` says that `otherwise` names the last day for the next notice; `late` that its day has passed
    and it is still owed; `doubt` by what the two readings differ.
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
    doubt: Doubt = "counting"


def prospect(one: Due, dates: DateStyle) -> Prospect:
    """The row as it is shown."""
    row, duty = one.row, one.standing.duty
    if row is None:
        return _owed(one, duty, dates) if duty else _passed(one, dates)
    if row.act is not None:
        return _decided(one, row.act, dates)
    if row.happens is not None:
        return _happening(one, row.happens, dates)
    return _departing(one, row.departing, dates) if row.departing else _passed(one, dates)


def _decided(one: Due, act: Act, dates: DateStyle) -> Prospect:
    """The row of an agreement about which somebody can still do something."""
    duty = one.standing.duty
    return Prospect(
        record=one.record,
        day=act.by,
        other=act.or_by,
        doubt=one.standing.doubt,
        days=act.days,
        what=act_words(act),
        otherwise=_without(act, dates),
        before=(*_before(act, one.standing.day), *([(duty.due, duty.days, _due(duty))] if duty else [])),
    )


def _without(act: Act, dates: DateStyle) -> str:
    """What comes where nobody acts; of a notice not given it may be an end that is still far."""
    then = act.otherwise
    if then is None:
        return _("goes on until notice") if act.kind == "notice" else ""
    if act.kind == "notice" and then.kind == "expiry":
        return _("expires {day}").format(day=written_day(then.date, dates))
    return _otherwise(then, dates)


def _owed(one: Due, duty: Duty, dates: DateStyle) -> Prospect:
    """The row of an agreement under which something is owed before anything else can be decided."""
    act, happens = one.standing.act, one.standing.happens
    later: list[tuple[date, int, str]] = []
    if act is not None and act.by is not None and act.days is not None and act.days <= _FAR:
        later.append((act.by, act.days, act_words(act)))
    if happens is not None and happens.days <= _FAR and (act is None or happens.date != act.by):
        later.append((happens.date, happens.days, _comes(one, happens, dates)))
    return Prospect(
        record=one.record,
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


def _otherwise(happens: Happening, dates: DateStyle) -> str:
    """What comes where nobody acts."""
    match happens.kind:
        case "renewal":
            return _renews(happens, dates)
        case "expiry":
            return _("lapses")
        case "first-term-end":
            return _("goes on until notice")
        case "entry-into-force":
            return _("enters into force")
        case "survival-end":
            return _("obligations end")
    return _out(happens, dates)


def _happening(one: Due, happens: Happening, dates: DateStyle) -> Prospect:
    """The row of an agreement to which something happens by itself."""
    stop = _stop(one.standing)
    return Prospect(
        record=one.record,
        day=happens.date,
        other=happens.or_date,
        doubt=one.standing.doubt,
        days=happens.days,
        what=_comes(one, happens, dates),
        otherwise=_after(happens, stop, dates),
        stops=happens.kind == "renewal" and stop is not None,
    )


def _departing(one: Due, going: Departing, dates: DateStyle) -> Prospect:
    """The row of parties that leave while the others go on."""
    parties = shorten(", ".join(party_word(one.record, party) for party in going.parties), _WORDS)
    out = _("out {day}").format(day=written_day(going.out_from, dates)) if going.out_from else ""
    return Prospect(
        record=one.record,
        day=going.date,
        other=going.or_date,
        days=going.days,
        what=_("withdrawal ({parties})").format(parties=parties),
        otherwise=out,
    )


def _stop(standing: Standing) -> date | None:
    """The last day for the next notice."""
    act = standing.act
    return act.by if act is not None and act.kind == "notice" else None


def _comes(one: Due, happens: Happening, dates: DateStyle) -> str:
    going = leavers(one.record, one.standing, happens.date, happens.or_date)
    match happens.kind:
        case "renewal":
            return _renews(happens, dates)
        case "expiry" | "termination" if going:
            return _("withdrawal ({parties})").format(parties=going)
        case "leaving":
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


def _renews(happens: Happening, dates: DateStyle) -> str:
    day = "" if happens.to is None else written_day(happens.to, dates)
    if happens.agreed:
        return _("extended to {day}").format(day=day) if day else pgettext("at its end", "extended")
    return _("renews to {day}").format(day=day) if day else _("renews")


def _out(happens: Happening, dates: DateStyle) -> str:
    """The first day out, by the later reading."""
    out = day_after(happens.latest)
    return "" if out is None else _("out {day}").format(day=written_day(out, dates))


def _passed(one: Due, dates: DateStyle) -> Prospect:
    """The row of an agreement that has ended, and that nobody has closed yet."""
    standing = one.standing
    last = standing.expires
    going = leavers(one.record, standing, last)
    return Prospect(
        record=one.record,
        day=last,
        other=standing.rival_expires,
        doubt=standing.doubt,
        days=None if last is None else (last - standing.day).days,
        what=_ended(standing, going),
        otherwise=_("close the file"),
    )


def _ended(standing: Standing, going: str) -> str:
    if going:
        return _("withdrawn ({parties})").format(parties=going)
    return _("terminated") if standing.status == "terminated" else _("expired")
