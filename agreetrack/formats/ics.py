"""The calendar as RFC 5545 text, for the calendar programs of others.

There is no METHOD: the file is a calendar, not a message about one (PUBLISH would want an ORGANIZER, RFC 5546 3.2.1).
The days are DATE values, so that they are the same days in every time zone, and keep nobody busy.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agreetrack.formats.escapes import shown
from agreetrack.law.counting import next_day
from agreetrack.law.diary import DiaryEntry, Mark
from agreetrack.law.findings import Standing
from agreetrack.law.obligations import Occurrence
from agreetrack.model.errors import AgreetrackError
from agreetrack.model.wording import _

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

PRODID = "-//agreetrack//agreetrack//EN"
_WORDS = 60
"""So many signs of what is owed stand in the title; all of it stands below."""


def calendar_ics(entries: Sequence[DiaryEntry], at: datetime) -> bytes:
    """The entries in their order, as they are known at a moment (UTC).

    Raises AgreetrackError where the package that writes calendars is not installed.
    """
    calendar = _new_calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "agreetrack")
    for entry in entries:
        calendar.add_component(_event(entry, at))
    content: bytes = calendar.to_ical()
    return content


def _new_calendar() -> "Calendar":
    try:
        from icalendar import Calendar
    except ImportError:
        message = _("a calendar needs the package icalendar; install it with: pip install 'agreetrack[calendars]'")
        raise AgreetrackError(message) from None
    return Calendar()


def _event(entry: DiaryEntry, at: datetime) -> "Event":
    from icalendar import Event

    mark, event = entry.mark, Event()
    event.add("uid", mark.uid)
    event.add("dtstamp", at)
    event.add("dtstart", mark.day)
    following = next_day(mark.day)
    if following is not None:
        event.add("dtend", following)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary(entry))
    event.add("description", "\n".join(_description(entry)))
    if entry.changed is not None:
        event.add("last-modified", entry.changed)
    if mark.record.tags and not entry.restricted:
        event.add("categories", [_line(tag) for tag in mark.record.tags])
    for days in entry.leads:
        event.add_component(_alarm(days, summary(entry)))
    return event


def _alarm(days: int, text: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", text)
    return alarm


def summary(entry: DiaryEntry) -> str:
    """What it is about, in one line; of a restricted one with the ref alone."""
    text = _("{what}: {name}").format(what=_what(entry), name=_name(entry))
    return _("Cancelled: {text}").format(text=text) if entry.cancelled else text


def _name(entry: DiaryEntry) -> str:
    record, one = entry.mark.record, entry.mark.occurrence
    if entry.restricted:
        return _line(record.ref)
    name = f"{_line(record.ref)} {_line(record.title)}"
    return name if one is None else f"{_shortened(_line(one.obligation.text))} ({name})"


def _shortened(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"


def _what(entry: DiaryEntry) -> str:
    mark = entry.mark
    if mark.occurrence is not None:
        return _of_obligation(mark.occurrence)
    if mark.party is not None:
        return _("A party leaves") if entry.restricted else _("{party} leaves").format(party=_line(mark.party))
    match mark.what:
        case "notice":
            return _("Last day for notice")
        case "renewal":
            return _("Renews by itself")
        case "first-term-end":
            return _("First term ends")
        case "termination":
            return _("Ends")
        case _:
            return _("Expires")


def _of_obligation(one: Occurrence) -> str:
    match one.status:
        case "met":
            return _("Met")
        case "waived":
            return _("Waived")
        case "partly-met":
            return _("Due, met in part")
        case _:
            return _("Due")


def _description(entry: DiaryEntry) -> Iterator[str]:
    """The lines below it: both readings, what comes otherwise, whose it is."""
    mark = entry.mark
    if mark.or_day is not None:
        text = _("{day} is the earlier reading, {other} the other one: the text leaves it open.")
        yield text.format(day=mark.day, other=mark.or_day)
    if entry.cancelled:
        yield _("This is no longer foreseen.")
    elif not entry.restricted:
        yield from _details(mark)
    yield _("Why: agreetrack explain {ref}").format(ref=_line(mark.record.ref))


def _details(mark: Mark) -> Iterator[str]:
    record, one = mark.record, mark.occurrence
    yield f"{_line(record.ref)} {_line(record.title)}"
    yield _("Between {parties}.").format(parties=_names(tuple(party.name for party in record.parties)))
    if one is None:
        yield from _consequence(mark)
    else:
        yield from _obligation(one)
    owner = (one.obligation.owner if one else None) or record.owner
    if owner:
        yield _("Owner: {owner}").format(owner=_line(owner))


def _obligation(one: Occurrence) -> Iterator[str]:
    stated = one.obligation
    yield _("Obligation {id}: {text}").format(id=_line(stated.id), text=_line(stated.text))
    yield _("To be done by {parties}.").format(parties=_names(one.bearers))
    if stated.to:
        yield _("Owed to {parties}.").format(parties=_names(stated.to))
    if one.outcome is not None:
        yield _("Recorded on {day}: {status}.").format(day=one.outcome.date, status=one.outcome.status)


def _consequence(mark: Mark) -> Iterator[str]:
    """What comes then, or where nobody does anything."""
    found = mark.standing
    match mark.what:
        case "notice":
            yield _without_notice(found)
            if found.send_by is not None and found.send_by != mark.day:
                yield _("The note has to leave by {day}.").format(day=found.send_by)
        case "renewal":
            yield _renewal(found)
        case "first-term-end":
            yield _("It goes on until notice is given.")
        case "leaving" if mark.party is not None:
            yield _("This is the last day for {party}; the others go on.").format(party=_line(mark.party))
        case "termination":
            yield _("This is the last day in force.")
        case _:
            yield _expiry(found)


def _without_notice(found: Standing) -> str:
    if found.happens is not None and found.happens.kind == "first-term-end":
        return _("Without notice received by then it goes on until notice is given.")
    if found.renews_to is None:
        return _("Without notice received by then it renews by itself.")
    return _("Without notice received by then it renews by itself, through {day}.").format(day=_renewed(found))


def _renewal(found: Standing) -> str:
    if found.renews_to is None:
        return _("It renews by itself.")
    return _("It renews by itself, through {day}.").format(day=_renewed(found))


def _renewed(found: Standing) -> str:
    if found.rival_renews_to is None:
        return str(found.renews_to)
    return _("{day} (or {other})").format(day=found.renews_to, other=found.rival_renews_to)


def _expiry(found: Standing) -> str:
    if found.act is not None and found.act.kind == "extend":
        return _("It lapses unless an extension is agreed by then.")
    return _("It lapses after that day.")


def _names(names: Sequence[str]) -> str:
    """Names in one line; parted by semicolons where one has a comma."""
    return ("; " if any("," in name for name in names) else ", ").join(_line(name) for name in names)


def _line(text: str) -> str:
    """A text of the record on one line, with nothing that acts on a terminal or turns text around."""
    return shown(" ".join(text.split()))
