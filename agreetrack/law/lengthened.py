"""What an extension or a renewal does to the periods.

An extension lengthens the period that is running (or has just run out: the text may say so); a renewal adds a
period; an extension with a start of its own begins a new anchor.
"""

from datetime import date

from msgspec import structs

from agreetrack.law.clauses import Known
from agreetrack.law.counting import next_day, plus, shifted
from agreetrack.law.fold import Fold
from agreetrack.law.renewals import NOTHING, UNKNOWN, Reading, Segment, counted_from, dated, following
from agreetrack.model.events import (
    Extension,
    Renewed,
)
from agreetrack.model.terms import INDEFINITE


def extend(fold: Fold, known: Known, event: Extension) -> None:
    """Lengthen the period, or begin another one."""
    if not (event.by or event.until or event.indefinitely):
        fold.note(known, "not-reckonable")
        return
    if event.from_:
        _begin_anew(fold, known, event, event.from_)
        return
    run = fold.latest
    if event.indefinitely:
        if run.end.last is None and run.length == INDEFINITE:
            fold.note(known, "not-longer")
            return
        moved(fold, known, structs.replace(run, end=UNKNOWN, chain=None, total=None, length=INDEFINITE))
    elif event.until:
        _extend_until(fold, known, event, event.until)
    elif event.by and run.chain and run.total is not None:
        total = plus(run.total, event.by)
        longer = structs.replace(run, total=total, added=plus(run.added, event.by), end=run.chain.end(total))
        moved(fold, known, longer)
    else:
        fold.note(known, "not-reckonable")


def _extend_until(fold: Fold, known: Known, event: Extension, until: date) -> None:
    run, end = fold.latest, dated(until, event.end_day)
    beginning = run.end.last or run.start
    if end.last is None or (beginning and end.last <= beginning):
        fold.note(known, "not-longer")
        return
    moved(fold, known, structs.replace(run, end=end, chain=following(end), total=NOTHING))


def moved(fold: Fold, known: Known, segment: Segment) -> None:
    """Keep with the period, and for explanations, which event gave it the last day that it has now."""
    fold.latest = structs.replace(segment, events=(*segment.events, known.place))
    fold.note(known, "moved", segment.end)


def _begin_anew(fold: Fold, known: Known, event: Extension, anchor: date) -> None:
    """A period with an anchor of its own; the days between it and the period before are a gap."""
    eve = shifted(anchor, -1)
    if eve and eve > known.day:
        fold.advance(eve)
    before = fold.latest
    if anchor <= (before.start or date.min):
        fold.note(known, "not-longer")
        return
    if before.end.last is None:
        before = structs.replace(before, end=Reading(eve))
    run = _with_own_anchor(fold, known, event, anchor, before)
    if _adds_no_day(run, before):
        fold.note(known, "not-longer")
        return
    fold.latest = before
    fold.segments += _after(before, run)
    fold.note(known, "moved", run.end)


def _adds_no_day(run: Segment, before: Segment) -> bool:
    """Whether a period is over by the last day of the one before, or before it begins."""
    last, eve = run.end.last, shifted(run.start, -1) if run.start else None
    return last is not None and last <= max(before.end.last or date.min, eve or date.min)


def _after(before: Segment, run: Segment) -> list[Segment]:
    """A period after another one, with the gap between the two."""
    fresh = next_day(before.end.last)
    if fresh is None or run.start is None or run.start <= fresh:
        return [run]
    gap = Reading(shifted(run.start, -1))
    return [Segment(number=None, why="gap", start=fresh, end=gap, used=before.used), run]


def amended(fold: Fold, known: Known, place: int, run: Segment) -> None:
    """Give a period another last day, and let those that the parties agreed to follow it begin accordingly."""
    agreed = [one for one in fold.segments[place + 1 :] if one.agreed]
    fold.segments[place:] = [structs.replace(run, events=(*run.events, known.place))]
    for one in agreed:
        _follow_on(fold, one)
    fold.note(known, "moved", fold.segments[place].end)


def _follow_on(fold: Fold, agreed: Segment) -> None:
    """Let an agreed period follow what lies before it now: from its own anchor, or as the next one."""
    if agreed.why != "extension":
        if fold.latest.end.last is not None:
            following = fold.rules.next(fold.latest)
            fold.segments.append(structs.replace(following, why=agreed.why, agreed=agreed.agreed, events=agreed.events))
        return
    assert agreed.root is not None  # its own anchor
    eve = shifted(agreed.root.anchor, -1) or agreed.root.anchor
    fold.segments += fold.rules.on_until(fold.latest, eve)
    if fold.latest.end.last is None:
        fold.latest = structs.replace(fold.latest, end=Reading(eve))
    before = fold.latest
    start = max(agreed.root.anchor, next_day(before.end.last) or date.max)
    run = structs.replace(agreed, start=start, number=before.last_number + 1)
    if not _adds_no_day(run, before):
        fold.segments += _after(before, run)


def _with_own_anchor(fold: Fold, known: Known, event: Extension, anchor: date, before: Segment) -> Segment:
    fresh = next_day(before.end.last)
    number = 1 + next(one.last_number for one in reversed(fold.segments) if one.number)
    chain = counted_from(anchor, fold.rules.on(known.day).counting, fold.rules.assume)
    run = Segment(
        number=number,
        why="extension",
        agreed=known.event.date,
        start=max(anchor, fresh) if fresh else anchor,
        used=before.used,
        root=chain,
        events=(known.place,),
    )
    if event.indefinitely:
        return structs.replace(run, length=INDEFINITE)
    if event.until:
        end = dated(event.until, event.end_day)
        return structs.replace(run, end=end, chain=following(end), total=NOTHING)
    assert event.by is not None
    return structs.replace(run, chain=chain, total=event.by, length=event.by, end=chain.end(event.by))


def renew(fold: Fold, known: Known, _event: Renewed) -> None:
    """Add a period, or agree to the one that comes by itself."""
    run = fold.latest
    held = fold.rules.after(run)
    if held.mode in ("tacit", "indefinite"):
        _confirm(fold, known, run)
    elif held.step is None or run.end.last is None or run.chain is None:
        fold.note(known, "not-reckonable")
    else:
        follower = structs.replace(fold.rules.next(run), why="renewal", agreed=known.event.date, events=(known.place,))
        fold.segments.append(follower)
        fold.note(known, "moved", follower.end)


def _confirm(fold: Fold, known: Known, run: Segment) -> None:
    """The renewal that would come by itself is agreed, and can no longer be refused; no date moves."""
    if fold.rules.renews(run) and (run.start or date.min) <= known.day:
        fold.segments.append(structs.replace(fold.rules.next(run), agreed=known.event.date))
    fold.note(known, "confirmed")
