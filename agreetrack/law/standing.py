"""What holds for an agreement on a day: the one question that everything else is made of.

A pure view of the timeline. In force means through the 24:00 of the last day. The end of an agreement is not moved by a
day on which nobody works (CETS 076 art. 5, BGB 193); only the day on which a note has to leave is.
"""

from datetime import date

from msgspec import Struct, structs

from agreetrack.law.actions import act, happens
from agreetrack.law.clauses import Clauses
from agreetrack.law.counting import next_day
from agreetrack.law.findings import ENDED, Leaving, Standing, Suspended
from agreetrack.law.ledger import ledger
from agreetrack.law.present import Present, present
from agreetrack.law.renewals import Reading
from agreetrack.law.timeline import Timeline, survival_after, timeline
from agreetrack.law.traces import Exit
from agreetrack.law.view import View
from agreetrack.law.windows import Outlook, notice_days
from agreetrack.model.clauses import EntryRule
from agreetrack.model.record import Listed
from agreetrack.model.terms import INDEFINITE, Indefinite

__all__ = ["Judgement", "judge", "listed", "standing"]


class Judgement(Struct, frozen=True):
    """A timeline, and where the day that was asked about lies in it."""

    line: Timeline
    at: Present


def judge(record: Listed, view: View) -> Judgement:
    """The timeline of a record, seen from a day."""
    line = timeline(record, view)
    return Judgement(line, present(line, view.day))


def standing(record: Listed, view: View) -> Standing:
    """What holds on `view.day` by the events dated on or before `view.knowing`, with the ledger."""
    judged = judge(record, view)
    return structs.replace(of(judged), ledger=ledger(judged.line, judged.at))


def listed(record: Listed, view: View) -> Standing:
    """The same without the ledger, which a list does not show."""
    return of(judge(record, view))


def of(judged: Judgement) -> Standing:
    """What holds, read off a judgement."""
    line, at = judged.line, judged.at
    days = notice_days(line, at)
    outlook = Outlook(line, at, days)
    held = suspensions(line, at)
    return Standing(
        day=at.day,
        knowing=line.knowing,
        status=at.status,
        suspended=any(one.party is None and one.articles is None for one in held),
        suspensions=held,
        presumed=at.presumed,
        closed=line.closed,
        period=at.segment.number if at.begun and not at.in_gap else None,
        in_force=line.in_force,
        in_force_stated=_stated_entry(line),
        expires=at.end.last,
        rival_expires=at.end.rival,
        doubt=at.doubt,
        lasting=None if at.end.last else at.segment.lasting,
        notice_by=days.by,
        rival_notice_by=days.rival,
        send_by=days.send,
        notice_from=days.opens,
        renews_to=at.follower.end.last if at.follower else None,
        rival_renews_to=at.follower.end.rival if at.follower else None,
        ends=at.ends.last,
        rival_ends=at.ends.rival,
        out_from=_out_from(line, at),
        binding_until=binding_until(at.ends, line),
        days_left=(at.end.last - at.day).days if at.end.last else None,
        leaving=tuple(_leaving(line, way) for way in line.exits_on(at.day) if not _comes_too_late(line, at, way)),
        act=act(outlook),
        happens=happens(outlook),
        missing=line.entry.missing,
        outstanding=line.entry.outstanding,
        needed=line.entry.needed,
        condition=line.entry.condition,
        back_from=line.back_on(at.day),
    )


def _stated_entry(line: Timeline) -> str | None:
    """The month or year of entry into force, where no more of it is known."""
    if line.entry.day is not None or line.entry.status_from is None:
        return None
    stated = line.record.entry_into_force
    if isinstance(stated, EntryRule):
        return line.entry.stated
    return str(line.record.signed if stated in (None, "signature") else stated)


def _out_from(line: Timeline, at: Present) -> date | None:
    """The first day out: None while it goes on by itself."""
    if at.ends.last:
        return next_day(at.ends.last)
    return None if at.goes_on else next_day(at.end.last)


def binding_until(ends: Reading, line: Timeline) -> date | Indefinite | None:
    """The last day on which obligations bind after an end; None where there is no end or survival is not stated."""
    if ends.last is None:
        return None
    held: Clauses = line.clauses_on(ends.last)
    return INDEFINITE if held.survival == INDEFINITE else survival_after(ends.last, held)


def _comes_too_late(line: Timeline, at: Present, way: Exit) -> bool:
    """Whether the agreement ended for all before the party's way out came to its end."""
    last = line.foreseen_end().last
    return bool(at.status in ENDED and last and way.end.last and way.end.last > last)


def _leaving(line: Timeline, way: Exit) -> Leaving:
    return Leaving(
        party=way.party,
        received=way.received,
        ends=way.end.last,
        rival_ends=way.end.rival,
        out_from=next_day(way.end.last),
        binding_until=binding_until(way.end, line),
    )


def suspensions(line: Timeline, at: Present) -> tuple[Suspended, ...]:
    """The suspensions that hold on the day, while the agreement has not ended."""
    if at.status in ENDED:
        return ()
    return tuple(
        Suspended(since=held.since, until=held.until, party=held.party, articles=held.articles)
        for held in line.suspensions
        if held.covers(at.day)
    )
