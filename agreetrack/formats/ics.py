"""The calendar as RFC 5545 text, for the calendar programs of others.

There is no METHOD: the file is a calendar, not a message about one (PUBLISH would want an ORGANIZER, RFC 5546 3.2.1).
The days are DATE values, so that they are the same days in every time zone, and keep nobody busy.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agreetrack.formats.escapes import shown
from agreetrack.law.counting import next_day
from agreetrack.law.diary import DiaryEntry, Mark
from agreetrack.law.findings import Standing
from agreetrack.law.obligations import Occurrence
from agreetrack.model.errors import AgreetrackError, Said
from agreetrack.model.facts import Fact, Value
from agreetrack.model.obligations import Outcome

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

PRODID = "-//agreetrack//agreetrack//EN"
_WORDS = 60
"""So many signs of what is owed stand in the title; all of it stands below."""


Say = Callable[[Said], str]
"""The sentence that tells a fact: whoever asks for a calendar has the words."""


def calendar_ics(entries: Sequence[DiaryEntry], at: datetime, say: Say) -> bytes:
    """The entries in their order, as they are known at a moment (UTC), in the words of `say`.

    Raises AgreetrackError where the package that writes calendars is not installed.
    """
    calendar = _new_calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "agreetrack")
    for entry in entries:
        calendar.add_component(_event(entry, at, say))
    content: bytes = calendar.to_ical()
    return content


def _new_calendar() -> "Calendar":
    try:
        from icalendar import Calendar
    except ImportError:
        raise AgreetrackError(Fact("calendar.no-library")) from None
    return Calendar()


def _event(entry: DiaryEntry, at: datetime, say: Say) -> "Event":
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
    title = say(summary(entry))
    event.add("summary", title)
    event.add("description", "\n".join(map(say, _description(entry))))
    if entry.changed is not None:
        event.add("last-modified", entry.changed)
    if mark.record.tags and not entry.restricted:
        event.add("categories", [_line(tag) for tag in mark.record.tags])
    for days in entry.leads:
        event.add_component(_alarm(days, title))
    return event


def _alarm(days: int, text: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", text)
    return alarm


def summary(entry: DiaryEntry) -> Fact:
    """What it is about, in one line; of a restricted one with the ref alone."""
    fact = Fact("calendar.summary", what=_what(entry), name=_name(entry))
    return Fact("calendar.cancelled", text=fact) if entry.cancelled else fact


def _name(entry: DiaryEntry) -> str:
    record, one = entry.mark.record, entry.mark.occurrence
    if entry.restricted:
        return _line(record.ref)
    name = f"{_line(record.ref)} {_line(record.title)}"
    return name if one is None else f"{_shortened(_line(one.obligation.text))} ({name})"


def _shortened(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"


def _what(entry: DiaryEntry) -> Fact:
    mark = entry.mark
    if mark.occurrence is not None:
        return _of_obligation(mark.occurrence)
    if mark.party is not None:
        return (
            Fact("calendar.a-party-leaves")
            if entry.restricted
            else Fact("calendar.party-leaves", party=_line(mark.party))
        )
    match mark.what:
        case "notice":
            return Fact("calendar.notice")
        case "renewal":
            return Fact("calendar.renews")
        case "first-term-end":
            return Fact("calendar.first-term-ends")
        case "termination":
            return Fact("calendar.ends")
        case _:
            return Fact("calendar.expires")


def _of_obligation(one: Occurrence) -> Fact:
    match one.status:
        case "met":
            return Fact("calendar.met")
        case "waived":
            return Fact("calendar.waived")
        case "partly-met":
            return Fact("calendar.partly-met")
        case _:
            return Fact("calendar.due")


def _description(entry: DiaryEntry) -> Iterator[Said]:
    """The lines below it: both readings, what comes otherwise, whose it is."""
    mark = entry.mark
    if mark.or_day is not None:
        yield Fact("calendar.two-readings", day=mark.day, other=mark.or_day)
    if entry.cancelled:
        yield Fact("calendar.no-longer-foreseen")
    elif not entry.restricted:
        yield from _details(mark)
    yield Fact("calendar.why", ref=_line(mark.record.ref))


def _details(mark: Mark) -> Iterator[Said]:
    record, one = mark.record, mark.occurrence
    yield f"{_line(record.ref)} {_line(record.title)}"
    yield Fact("calendar.between", parties=_names(tuple(party.name for party in record.parties)))
    if one is None:
        yield from _consequence(mark)
    else:
        yield from _obligation(one)
    owner = (one.obligation.owner if one else None) or record.owner
    if owner:
        yield Fact("calendar.owner", owner=_line(owner))


def _obligation(one: Occurrence) -> Iterator[Fact]:
    stated = one.obligation
    yield Fact("calendar.obligation", id=_line(stated.id), text=_line(stated.text))
    yield Fact("calendar.by", parties=_names(one.bearers))
    if stated.to:
        yield Fact("calendar.owed-to", parties=_names(stated.to))
    if one.outcome is not None:
        yield _recorded(one.outcome)


def _recorded(outcome: Outcome) -> Fact:
    match outcome.status:
        case "met":
            return Fact("calendar.recorded-met", day=outcome.date)
        case "partly-met":
            return Fact("calendar.recorded-partly-met", day=outcome.date)
        case "waived":
            return Fact("calendar.recorded-waived", day=outcome.date)


def _consequence(mark: Mark) -> Iterator[Fact]:
    """What comes then, or where nobody does anything."""
    found = mark.standing
    match mark.what:
        case "notice":
            yield _without_notice(found)
            if found.send_by is not None and found.send_by != mark.day:
                yield Fact("calendar.send-by", day=found.send_by)
        case "renewal":
            yield _renewal(found)
        case "first-term-end":
            yield Fact("calendar.goes-on")
        case "leaving" if mark.party is not None:
            yield Fact("calendar.last-day-for", party=_line(mark.party))
        case "termination":
            yield Fact("calendar.last-day")
        case _:
            yield _expiry(found)


def _without_notice(found: Standing) -> Fact:
    if found.happens is not None and found.happens.kind == "first-term-end":
        return Fact("calendar.then-goes-on")
    if found.renews_to is None:
        return Fact("calendar.then-renews")
    return Fact("calendar.then-renews-through", day=_renewed(found))


def _renewal(found: Standing) -> Fact:
    if found.renews_to is None:
        return Fact("calendar.renews-by-itself")
    return Fact("calendar.renews-through", day=_renewed(found))


def _renewed(found: Standing) -> Value:
    if found.rival_renews_to is None:
        return found.renews_to
    return Fact("days.or", day=found.renews_to, other=found.rival_renews_to)


def _expiry(found: Standing) -> Fact:
    if found.act is not None and found.act.kind == "extend":
        return Fact("calendar.lapses-unless")
    return Fact("calendar.lapses")


def _names(names: Sequence[str]) -> str:
    """Names in one line; parted by semicolons where one has a comma."""
    return ("; " if any("," in name for name in names) else ", ").join(_line(name) for name in names)


def _line(text: str) -> str:
    """A text of the record on one line, with nothing that acts on a terminal or turns text around."""
    return shown(" ".join(text.split()))
