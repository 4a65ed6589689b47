"""What two readings of an agreement say of a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from .course import Period
from .days import A_DAY
from .decisions import act, happens, latest_notice
from .life import EITHER, End, Life
from .text import Fields, Open, Text, dated, effective

OTHER_WAY = {"anniversary": "day-before", "day-before": "anniversary"}
MANY = 40
"""Periods from which on those in sight may differ in number by chance."""
SIGHT = timedelta(days=366 * 60)


def lives(
    record: Fields, on: date, knowing: date, assume: str, others: Mapping[str, Fields], seen: tuple[str, ...] = ()
) -> tuple[Life, Life]:
    """The two readings of an agreement, by the events that have effect."""
    refs = [link["ref"] for link in record.get("links", ()) if link["ref"] not in (*seen, record["ref"])]
    parents = [lives(others[ref], on, knowing, assume, others, (*seen, record["ref"])) for ref in refs if ref in others]
    if any(one.text.entry() is None or one.text.entry() > on for pair in parents for one in pair):  # type: ignore[operator]
        raise Open
    sight = max(on, knowing) + SIGHT
    known: list[Fields] = []

    def both() -> tuple[Life, Life]:
        ways = ((assume, False, [one for one, _ in parents]), (OTHER_WAY[assume], True, [one for _, one in parents]))
        one, other = (Life(Text(record, known, way, eve), above, sight) for way, eve, above in ways)
        return one, other

    for event in sorted((one for one in record.get("events", ()) if dated(one) <= knowing), key=dated):
        two = both()
        ends = [life.end for life in two]
        runs = [life.running(on) for on in {dated(event), effective(event)} for life in two]
        for one, other in zip(runs[::2], runs[1::2], strict=True):
            if (one.number if one else 0) != (other.number if other else 0):
                raise Open
        if len({end is not None and end.last < dated(event) for end in ends}) > 1:
            raise Open
        if all(end is not None and end.last < dated(event) for end in ends):
            fell = any(one.end and one.end.last < dated(event) for pair in parents for one in pair)
            ran_out = all(end is not None and end.ran_out for end in ends) and not fell
            if not (ran_out and event["kind"] in ("extension", "renewal")):
                continue
            if any(one["kind"] in ("termination", "notice") for one in known):
                raise Open
        known.append(event)
    return both()


def answer(
    records: Sequence[Fields], on: date, knowing: date | None = None, assume: str = "anniversary"
) -> dict[str, Any]:
    """What holds for the first of the records, as far as the oracle knows the names of a standing."""
    record, others = records[0], {one["ref"]: one for one in records[1:]}
    try:
        first, rival = lives(record, on, knowing or on, assume, others)
        entry = first.text.entry()
        if entry is None or on < entry:
            raise Open
        return Answer(on, first, rival).told()
    except (OverflowError, ValueError) as error:
        raise Open from error


class Answer:
    """What two readings say of a day on which the agreement has come into force."""

    def __init__(self, on: date, first: Life, rival: Life) -> None:
        self.on, self.first, self.rival = on, first, rival
        if len(first.periods) != len(rival.periods) and len(first.periods) < MANY:
            raise Open
        if any(abs(one.start - two.start) > 3 * A_DAY for one, two in zip(first.periods, rival.periods, strict=False)):
            raise Open
        self.end, self.other = (self._end(life) for life in (first, rival))
        if self.end and self.end.typed:
            self.other = self.end
        elif self.other and self.other.typed:
            raise Open
        if self.end and not self.end.foreseen and not self.other:
            raise Open
        if any(life.ours(on) and life.end and life.end.foreseen for life in (first, rival)):
            raise Open

    def _end(self, life: Life) -> End | None:
        return min((end for end in (life.end, life.ours(self.on)) if end), default=None)

    def told(self) -> dict[str, Any]:
        current, end = self._current(self.first), self.end
        over = end is not None and end.last < self.on
        between = [bool(life.periods) and life.running(self.on) is None for life in (self.first, self.rival)]
        if not over and any(between):
            return {"status": "expired" if all(between) else "contested"}
        final = end is not None and (over or not end.foreseen)
        expires = self._expires(self.first, end)
        rival = self._expires(self.rival, self.other)
        status = self._status(over)
        found: dict[str, Any] = {"status": status, "expires": expires}
        if status == "contested":
            return found
        if status == EITHER:
            found.pop("status")
        ends = end.last if end and final else None
        typed = end is not None and end.typed and end.last == expires
        found |= {"ends": ends, "rival_expires": None if typed or rival == expires or not expires else rival}
        if ends and not over:
            other = self.other.last if self.other else None
            found["rival_ends"] = other if other != ends else None
        if not over:
            found["renews_to"] = self._renews_to(current)
        if not over and not final:
            found |= self._decided(current)
        follows = current is not None and (self._follows(current) if current.end else end is None)
        found["out_from"] = ends + A_DAY if ends else None if follows or not expires else expires + A_DAY
        return found

    def _status(self, over: bool) -> str:
        other = self.other is not None and self.other.last < self.on
        if over != other:
            return "contested"
        if over:
            assert self.end is not None
            return self.end.why
        return "ending" if self.end and not self.end.foreseen else "in-force"

    def _current(self, life: Life) -> Period | None:
        return life.running(self.on)

    def _expires(self, life: Life, end: End | None) -> date | None:
        if end and end.last < self.on:
            return end.last
        current = life.running(self.on)
        ours = self.first.running(self.on)
        if ours and life is self.rival:
            current = next((one for one in life.periods if one.number == ours.number), None)
        days = [one for one in (current.end if current else None, end.last if end else None) if one]
        return min(days, default=None)

    def _follows(self, current: Period) -> bool:
        assert current.end is not None
        after = self.first.after(current)
        if after and after.start > current.end + A_DAY:
            raise Open
        return after is not None and (self.end is None or self.end.last > current.end)

    def _renews_to(self, current: Period | None) -> date | None:
        if current is None or current.end is None or not self._follows(current):
            return None
        after = self.first.after(current)
        assert after is not None
        days = [one for one in (after.end, self.end.last if self.end and after.end else None) if one]
        return min(days, default=None)

    def _decided(self, current: Period | None) -> dict[str, Any]:
        """The last day for notice, what can be done and what comes; nothing where notice is not to a period's end."""
        if current is None or (self.end and self.end.why != "expired") or not self._is_plain():
            return {}
        if self.end and current.end and (self.end.last != self.first.periods[-1].end):
            return {}
        found = {"act": act(self.first, self.rival, current, self.on)}
        found["happens"] = happens(self.first, self.rival, current, self.on)
        after = self.first.after(current) if current.end else None
        if after is not None and after.agreed is None and self.first.text.clause("notice", current.end):  # type: ignore[arg-type]
            found["notice_by"] = latest_notice(self.first, current)  # type: ignore[assignment]
        return found

    def _is_plain(self) -> bool:
        """Whether notice is to the end of a period throughout, nobody leaves, and periods follow each other closely."""
        texts = [self.first.text.record.get("notice") or {}]
        texts += [change["set"]["notice"] for change in self.first.text.changes if "notice" in change["set"]]
        plain = all(
            text.get("before", "end-of-period") == "end-of-period" and not {"not_before", "window"} & set(text)
            for text in texts
        )
        modes = [self.first.text.mode(one.end) for one in self.first.periods if one.end]
        renews = all(one.end for one in self.first.periods[:-1])
        unknown = self.first.periods[-1].end is None and modes and modes[-1] != "indefinite"
        closely = all(two.start == one.end + A_DAY for one, two in pairwise(self.first.periods) if one.end)
        return plain and renews and closely and not unknown and not self.first.exits and not self.first.falls
