"""Where a day lies in a timeline: in which period, before the first, in a gap, or past the end."""

from datetime import date

from msgspec import Struct, structs

from agreetrack.law.counting import next_day
from agreetrack.law.findings import Doubt, Status
from agreetrack.law.renewals import UNKNOWN, Reading, Segment, earlier_of, reading
from agreetrack.law.timeline import Timeline
from agreetrack.law.traces import Ending
from agreetrack.model.terms import INDEFINITE


class Present(Struct, frozen=True, kw_only=True):
    """A day in a timeline.

    `segment` is the single period that governs it: the current one, the first one before it began, the last one once
    everything is over or through a gap. `end` is the last day of the current period, or the final one where that comes
    earlier; `ends` the final last day, once it is set or has passed. `follower` is the period after this one, where it
    is agreed or comes unless notice is given; `goes_on`: something follows, if only time without end.
    """

    day: date
    segment: Segment
    status: Status
    begun: bool
    in_gap: bool
    end: Reading
    ends: Reading
    cap: Ending | None
    follower: Segment | None
    goes_on: bool
    falls: bool
    """Whether the period is cut short by the end foreseen for the agreement that this one falls with."""

    @property
    def reached(self) -> date:
        """The day, or the last day of what had ended by then."""
        return min(self.day, self.ends.last) if self.ends.last else self.day

    @property
    def doubt(self) -> Doubt:
        """By what two readings of its days differ: a stated date may be left out, all else is counted."""
        chain, own = self.segment.chain, self.segment.end
        is_counted = own.rival is None or (chain is not None and chain.rival_counting is not None)
        is_own = (self.ends if self.ends.last else self.end) == own
        return "counting" if is_counted or not is_own else "end-day"

    @property
    def presumed(self) -> bool:
        """Whether the agreement is only presumed to be in force, for nothing says how long it lasts."""
        stated = self.segment.length == INDEFINITE or self.segment.lasting is not None
        unknown = self.end.last is None and self.segment.why != "open" and not stated
        return unknown and self.begun and self.status in ("in-force", "provisional")


def present(line: Timeline, day: date) -> Present:
    """Find the day in the timeline, and judge its status."""
    cap = line.cap_on(day)
    foreseen, final = line.fall.foreseen, _final(line, cap)
    segment, in_gap = _segment_on(line, min(day, final) if final else day)
    in_gap = in_gap and (final is None or day <= final)
    follower = _follower(line, segment, cap, final)
    goes_on = follower is not None or (_is_open_after(line, segment) and not _cuts(final, segment))
    end = _end(line, segment, cap, day)
    over = _is_over(line, cap, day)
    ends = _ends(line, end, cap, over)
    begun = _has_begun(line, day)
    return Present(
        day=day,
        segment=segment,
        status=_status(line, day, end, ends, cap, begun=begun, in_gap=in_gap, goes_on=goes_on, over=over),
        begun=begun,
        in_gap=in_gap,
        end=end,
        ends=ends,
        cap=cap,
        follower=follower,
        goes_on=goes_on,
        falls=foreseen.last is not None and end.last == foreseen.last and end.last != segment.end.last,
    )


def _segment_on(line: Timeline, day: date) -> tuple[Segment, bool]:
    """The single period that governs a day, and whether the day lies in the gap after it."""
    before: Segment | None = None
    for segment in line.until(day):
        if segment.end.last is None or day <= segment.end.last:
            if segment.why == "gap" and before is not None:
                return before.at(date.max), True
            return segment.at(day), False
        before = segment
    assert before is not None
    return before.at(day), False


def _final(line: Timeline, cap: Ending | None) -> date | None:
    """The last day after which no period follows: set, or foreseen with the agreement that this one falls with."""
    ended, foreseen = cap.end.last if cap else None, line.fall.foreseen.last
    return min(ended, foreseen) if ended and foreseen else ended or foreseen


def _cuts(final: date | None, segment: Segment) -> bool:
    return final is not None and (segment.end.last is None or final <= segment.end.last)


def _is_open_after(line: Timeline, segment: Segment) -> bool:
    """Whether the first term is followed by time without end, until notice."""
    return segment.end.last is None or line.rules.after(segment).mode == "indefinite"


def _follower(line: Timeline, segment: Segment, cap: Ending | None, final: date | None) -> Segment | None:
    if segment.end.last is None or segment.number is None or _cuts(final, segment):
        return None
    following = line.after(segment)
    if following is None or following.why in ("gap", "open") or following.start != next_day(segment.end.last):
        return None
    if final is not None and following.end.last is not None and final < following.end.last:
        return structs.replace(following, end=earlier_of(cap.end if cap else UNKNOWN, line.fall.foreseen))
    return following


def _end(line: Timeline, segment: Segment, cap: Ending | None, day: date) -> Reading:
    """The last day of a period, or the final one where that comes first, each by its own reading.

    What was typed as the end is certain, also where the period's own last day has another reading.
    """
    end = earlier_of(segment.end, line.fall.foreseen)
    if cap is None or cap.end.last is None or (end.last and end.last < cap.end.last):
        return end
    if cap.certain or end.last is None or day > cap.end.last:
        return cap.end
    return reading(cap.end.last, min(one for one in (cap.end.other, end.other) if one))


def _is_over(line: Timeline, cap: Ending | None, day: date) -> bool:
    """Whether the day lies past the final last day by either reading."""
    if cap and cap.end.latest and cap.end.latest < day:
        return True
    foreseen = line.unprolonged_end
    return foreseen.latest is not None and foreseen.latest < day and not _is_cut_before(cap, foreseen, day)


def _is_cut_before(cap: Ending | None, foreseen: Reading, day: date) -> bool:
    """Whether the end that was set comes first, by which then alone is judged."""
    if cap is None or cap.end.last is None or foreseen.last is None:
        return False
    return cap.end.last <= foreseen.last and (cap.end.latest or day) >= day


def _ends(line: Timeline, end: Reading, cap: Ending | None, over: bool) -> Reading:
    if cap is None:
        return end if over else UNKNOWN
    natural = line.unprolonged_end
    if natural.last and cap.end.last and natural.last < cap.end.last:
        return natural
    return cap.end


def _has_begun(line: Timeline, day: date) -> bool:
    """Whether the agreement is in force or provisionally applied by the day, or was until it ended."""
    return _is_in_force(line, day) or any(interval.covers(day) for interval in line.provisional)


def _is_in_force(line: Timeline, day: date) -> bool:
    status_from = line.entry.status_from if line.in_force or not line.entry.day else None
    if (line.in_force and line.in_force <= day) or (status_from and status_from <= day):
        return True
    return line.started_unstated()


def _status(
    line: Timeline,
    day: date,
    end: Reading,
    ends: Reading,
    cap: Ending | None,
    *,
    begun: bool,
    in_gap: bool,
    goes_on: bool,
    over: bool,
) -> Status:
    signed = line.signed
    if signed and signed > line.knowing:
        return "draft"
    if over and (begun or signed or line.record.entry_into_force or line.known):
        return "terminated" if cap and cap.kind == "termination" and cap.end.last == ends.last else "expired"
    if not begun:
        return _before_entry(line, day, signed)
    if _is_contested(day, end, ends, cap, in_gap=in_gap, goes_on=goes_on):
        return "contested"
    if in_gap:
        return "expired"
    if not _is_in_force(line, day):
        return "provisional"
    return "ending" if cap is not None and ends.last is not None else "in-force"


def _is_contested(day: date, end: Reading, ends: Reading, cap: Ending | None, *, in_gap: bool, goes_on: bool) -> bool:
    """Whether one of two readings alone covers the day, and nothing follows by the other."""
    last = ends if ends.last else end
    if cap is not None and ends.last is not None:
        return bool(last.earliest and last.latest and last.earliest < day <= last.latest)
    if goes_on and not in_gap:
        return False
    return bool(last.earliest and last.latest and last.earliest < day <= last.latest)


def _before_entry(line: Timeline, day: date, signed: date | None) -> Status:
    if signed:
        return "signed" if signed <= day else "draft"
    return "signed" if line.record.entry_into_force or line.known else "draft"
