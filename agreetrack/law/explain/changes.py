"""What the events changed: a reason for each that moved, confirmed or took back something, or set it anew."""

from collections.abc import Iterator

from agreetrack.law.explain.wording import Reason, basis, readings
from agreetrack.law.timeline import Timeline
from agreetrack.law.traces import Exit
from agreetrack.model.events import Amendment, NoticeSuspended, PartySuccession
from agreetrack.model.facts import Fact
from agreetrack.model.naming import event_name
from agreetrack.model.record import Record


def changes(record: Record, line: Timeline) -> Iterator[Reason]:
    """Every event that moved a date, or confirmed one; the notices that stand, and those that were taken back."""
    label = Fact("labels.event")
    for deed in line.deeds:
        if deed.code == "moved":
            shown = readings(*deed.end) if deed.end.last else Fact("days.none")
            fact = Fact("explanation.moved", event=told(record, deed.place), end=shown)
            yield Reason(label, fact, basis(record, deed.place))
    yield from _amendments(record, line)
    for deed in line.deeds:
        if deed.code == "confirmed":
            fact = Fact("explanation.confirmed", event=told(record, deed.place))
            yield Reason(label, fact, basis(record, deed.place))
    for way in (*line.exits, *(one.exit for one in line.departures if line.view.day < one.back)):
        source = None if way.place is None else basis(record, way.place)
        yield Reason(label, _exit_text(line, way), source)
    yield from _taken_back(record, line)
    yield from _ended_or_held(record, line)


def _taken_back(record: Record, line: Timeline) -> Iterator[Reason]:
    for deed in line.deeds:
        if deed.code == "taken-back" and deed.about is not None:
            back, given = record.events[deed.place], record.events[deed.about]
            fact = Fact("explanation.taken-back", party=deed.party, day=given.date, back=back.date)
            if isinstance(back, NoticeSuspended):
                fact = Fact("explanation.suspended-notice", party=deed.party, day=given.date, back=back.date)
            yield Reason(Fact("labels.event"), fact, basis(record, deed.about))
        elif deed.code == "returned" and deed.day:
            fact = Fact("explanation.returned", party=deed.party, day=deed.day)
            yield Reason(Fact("labels.event"), fact, basis(record, deed.place))


def _amendments(record: Record, line: Timeline) -> Iterator[Reason]:
    """What amendments and successions set anew, from their day."""
    for known in line.known:
        event = known.event
        if isinstance(event, Amendment):
            fields = tuple(name for name in event.set.__struct_fields__ if getattr(event.set, name) is not None)
            fact = Fact("explanation.amended", event=told(record, known.place), fields=fields, effective=known.day)
            yield Reason(Fact("labels.event"), fact, basis(record, known.place))
        elif isinstance(event, PartySuccession):
            fact = Fact("explanation.succeeded", event=told(record, known.place), to=event.to, party=event.from_)
            yield Reason(Fact("labels.event"), fact, basis(record, known.place))


def _ended_or_held(record: Record, line: Timeline) -> Iterator[Reason]:
    if line.termination:
        place = line.termination.places[0]
        fact = Fact("explanation.terminated", event=told(record, place), end=readings(*line.termination.end))
        yield Reason(Fact("labels.event"), fact, basis(record, place))
    for held in line.suspensions:
        until = held.until or Fact("days.further-notice")
        fact = Fact("explanation.suspended", since=held.since, until=until)
        yield Reason(Fact("labels.event"), fact, basis(record, held.place))


def told(record: Record, place: int) -> Fact:
    """What an event is called, with its day."""
    event = record.events[place]
    return Fact("explanation.event", kind=event_name(event), day=event.date)


def _exit_text(line: Timeline, way: Exit) -> Fact:
    end = readings(*way.end) if way.end.last else Fact("days.not-computed")
    if way.place is None or way.received is None:
        return Fact("explanation.leaves-with-parent", party=way.party, end=end)
    codes = {deed.code for deed in line.deeds if way.place in (deed.place, deed.about)}
    fact = Fact("explanation.notice", party=way.party, day=way.received, end=end)
    if "prolonged" in codes:
        fact = Fact("explanation.notice-prolonged", party=way.party, day=way.received, end=end)
    elif "resumed" in codes:
        fact = Fact("explanation.notice-resumed", party=way.party, day=way.received, end=end)
    elif "one-reading" in codes:
        fact = Fact("explanation.notice-one-reading", party=way.party, day=way.received, end=end)
    elif "late" in codes:
        fact = Fact("explanation.notice-late", party=way.party, day=way.received, end=end)
    return fact
