"""The sentences about an agreement: what holds, what can be done now, what comes then, what is next."""

from collections.abc import Iterator
from datetime import date

from agreetrack.display.days import beside, weekday, written_day
from agreetrack.display.page import DateStyle
from agreetrack.display.plain import safe, shorten
from agreetrack.display.screens.prospect import act_words
from agreetrack.display.wording import _
from agreetrack.display.words import leavers, rival_reason
from agreetrack.law.findings import ENDED, Act, Happening, Judged, Standing
from agreetrack.model.record import Listed

_SHORT = 40
"""So many cells of a table the words of an event take at the most."""


def position(record: Listed, standing: Standing, dates: DateStyle) -> str:
    """The one line that says what holds on the day."""
    said = _position(record, standing, dates)
    if standing.period is not None and not standing.presumed and standing.status not in ENDED:
        said += _("; period {number}").format(number=standing.period)
    if standing.suspended:
        said = _("SUSPENDED. {said}").format(said=said)
    return _("{said}; closed").format(said=said) if standing.closed else said


def _position(record: Listed, standing: Standing, dates: DateStyle) -> str:
    since = _since(standing.in_force, dates)
    last = _last_day(standing, dates)
    if standing.lasting is not None and standing.status in ("in-force", "provisional"):
        return _lasting(standing, since)
    match standing.status:
        case "draft":
            return _("DRAFT, not signed")
        case "signed":
            return _signed(standing, dates)
        case "provisional":
            return _("APPLIED PROVISIONALLY{through}, not in force").format(through=_through(last))
        case "contested":
            return _("CONTESTED: last day {day}").format(day=last or _("not known"))
        case "ending":
            return _("IN FORCE, ENDING: last day {day}{out}").format(day=last, out=_out(standing, dates))
        case "expired":
            return _("EXPIRED: last day in force {day}").format(day=last or _("not known"))
        case "terminated":
            return _("TERMINATED: last day in force {day}").format(day=last or _("not known"))
    if standing.presumed:
        return _("PRESUMED IN FORCE{since}: the term is not known").format(since=since)
    return _("IN FORCE{through}").format(through=_through(last)) if last else _indefinite(since)


def _lasting(standing: Standing, since: str) -> str:
    event = safe(standing.lasting or "")
    if standing.status == "provisional":
        return _("APPLIED PROVISIONALLY until “{event}”, not in force").format(event=event)
    return _("IN FORCE{since}, until “{event}”").format(since=since, event=event)


def _indefinite(since: str) -> str:
    return _("IN FORCE{since}, without a fixed end").format(since=since)


def _through(last: str) -> str:
    return _(" through {day}").format(day=last) if last else ""


def _since(day: date | None, dates: DateStyle) -> str:
    return "" if day is None else _(" since {day}").format(day=written_day(day, dates))


def _out(standing: Standing, dates: DateStyle) -> str:
    if standing.out_from is None:
        return ""
    return _(", out from {day}").format(day=written_day(standing.out_from, dates))


def _signed(standing: Standing, dates: DateStyle) -> str:
    if standing.in_force is None:
        return _("SIGNED, not yet in force")
    return _("SIGNED, enters into force {day}").format(day=_named(standing.in_force, dates))


def _last_day(standing: Standing, dates: DateStyle) -> str:
    """`Sun 2027-02-28 (or 02-27: counting not stated)`."""
    if standing.ends is not None:
        return _with_reading(standing.ends, standing.rival_ends, dates, rival_reason(standing.doubt))
    if standing.expires is None:
        return ""
    return _with_reading(standing.expires, standing.rival_expires, dates, rival_reason(standing.doubt))


def _named(day: date, dates: DateStyle) -> str:
    return f"{weekday(day)} {written_day(day, dates)}"


def _with_reading(day: date, other: date | None, dates: DateStyle, reason: str = "", named: bool = True) -> str:
    said = _named(day, dates) if named else written_day(day, dates)
    if other is None or other == day:
        return said
    reading = beside(day, other, dates)
    if reason:
        return _("{day} (or {other}: {reason})").format(day=said, other=reading, reason=reason)
    return _("{day} (or {other})").format(day=said, other=reading)


def lines(record: Listed, standing: Standing, dates: DateStyle) -> Iterator[tuple[str, str]]:
    """The labelled lines NOW, THEN, NEXT: to decide, coming by itself, to decide after that."""
    act, happens = standing.act, standing.happens
    later = act is not None and act.kind == "notice" and _notice_closed(standing, act)
    yield _("NOW"), _nothing(record, standing, dates) if act is None or later else _now(standing, act, dates)
    if happens is not None:
        yield _("THEN"), _then(record, standing, happens, dates)
    if act is not None and later:
        yield _("NEXT"), _next(act, dates)


def _notice_closed(standing: Standing, act: Act) -> bool:
    """Whether `act` is about a later period than the present one, for which notice is closed or agreed away."""
    own = standing.notice_by
    closed = act.by is not None and own is not None and own < standing.day
    return closed or (act.period is not None and standing.period is not None and act.period > standing.period)


def _nothing(record: Listed, standing: Standing, dates: DateStyle) -> str:
    closed = standing.notice_by
    if standing.closed:
        return _("nothing to decide: the file is closed")
    if closed is not None and closed < standing.day and standing.status not in ENDED:
        day = _with_reading(closed, standing.rival_notice_by, dates, named=False)
        return _("nothing to decide: notice for this period closed {day}").format(day=day)
    if record.renewal is not None and record.renewal.mode == "none" and standing.status not in ENDED:
        return _("nothing to decide: no renewal is foreseen")
    return _("nothing to decide")


def _now(standing: Standing, act: Act, dates: DateStyle) -> str:
    match act.kind:
        case "notice":
            said = _("notice can be given")
        case "extend":
            said = _("an extension can be agreed")
        case "complete-entry":
            return _missing(standing)
        case "close":
            return _("it has ended: close the file, or record what was agreed")
    if act.by is not None:
        received = _(", received by {day}") if act.kind == "notice" else _(" by {day}")
        said += received.format(day=_with_reading(act.by, act.or_by, dates))
    return said + _preparing(act, dates)


def _preparing(act: Act, dates: DateStyle) -> str:
    said = ""
    if act.start_by is not None and act.start_by != act.by:
        said += _("; start by {day}").format(day=_named(act.start_by, dates))
    if act.send_by is not None and act.send_by != act.by:
        said += _("; send by {day}").format(day=_named(act.send_by, dates))
    return said


def _missing(standing: Standing) -> str:
    said = missing_words(standing)
    if not said:
        return _("to bring it into force: record how, or the day")
    return _("to bring it into force: {missing}").format(missing=said)


def missing_words(standing: Standing) -> str:
    """Whose instruments are missing, and how many more; nothing where entry into force waits for none."""
    parties = ", ".join(safe(party) for party in standing.missing)
    more = standing.outstanding - len(standing.missing)
    said = _("instruments missing from {parties}").format(parties=parties) if parties else ""
    if more > 0:
        count = _("{count} more of {needed} instruments").format(count=standing.outstanding, needed=standing.needed)
        said = _("{count}, among them {missing}").format(count=count, missing=parties) if parties else count
    if standing.condition:
        condition = _("“{words}”").format(words=safe(standing.condition))
        return _("{missing}; {condition}").format(missing=said, condition=condition) if said else condition
    return said


def _then(record: Listed, standing: Standing, happens: Happening, dates: DateStyle) -> str:
    day = _with_reading(happens.date, happens.or_date, dates)
    going = leavers(record, standing, happens.date, happens.or_date)
    match happens.kind:
        case "renewal":
            return _renewal(standing, happens, day, dates)
        case "expiry" | "termination" if going:
            return _("withdrawal of {parties}: last day {day}").format(parties=going, day=day)
        case "leaving":
            return _("withdrawal of {parties}: last day {day}").format(parties=going, day=day)
        case "expiry":
            return _("lapses after {day}").format(day=day)
        case "termination":
            return _("ends by termination: last day {day}").format(day=day)
        case "first-term-end":
            return _("the first term ends {day}; it goes on until notice").format(day=day)
        case "entry-into-force":
            return _("enters into force {day}").format(day=day)
        case _:
            return _("obligations bind through {day}").format(day=day)


def _renewal(standing: Standing, happens: Happening, day: str, dates: DateStyle) -> str:
    if standing.renews_to is None:
        said = _("extended by agreement after {day}") if happens.agreed else _("renews by itself after {day}")
        return said.format(day=day)
    through = _with_reading(standing.renews_to, standing.rival_renews_to, dates, named=False)
    said = _("extended by agreement, through {day}") if happens.agreed else _("renews by itself, through {day}")
    return said.format(day=through)


def _next(act: Act, dates: DateStyle) -> str:
    if act.by is None:
        return _("to stop it after that: notice")
    day = _with_reading(act.by, act.or_by, dates)
    if act.otherwise is None or act.otherwise.to is None:
        said = _("to stop it after that: notice received by {day}").format(day=day)
    else:
        year = act.otherwise.latest.year
        said = _("to stop it in {year}: notice received by {day}").format(year=year, day=day)
    return said + _preparing(act, dates)


def brief(row: Judged, dates: DateStyle) -> str:
    """What is next, in a table, by the earlier reading: to do by a last day, or else coming by itself."""
    act, happens = row.standing.act, row.standing.happens
    if act is not None and act.by is not None and (happens is None or act.by <= happens.date):
        said = _("notice by {day}") if act.kind == "notice" else _("extend by {day}")
        return said.format(day=written_day(act.by, dates))
    if happens is not None:
        return _coming(row, happens).format(day=written_day(happens.date, dates))
    if act is None and row.standing.lasting is not None and row.standing.status not in ENDED:
        return _("until “{event}”").format(event=safe(shorten(row.standing.lasting, _SHORT)))
    return act_words(act) if act is not None else ""


def _coming(row: Judged, happens: Happening) -> str:
    match happens.kind:
        case "renewal":
            return _("extended {day}") if happens.agreed else _("renews {day}")
        case "leaving":
            return _("withdrawal {day}")
        case "expiry" | "termination" if leavers(row.record, row.standing, happens.date, happens.or_date):
            return _("withdrawal {day}")
        case "expiry":
            return _("expires {day}")
        case "termination":
            return _("ends {day}")
        case "first-term-end":
            return _("term ends {day}")
        case "entry-into-force":
            return _("in force {day}")
        case _:
            return _("bound to {day}")
