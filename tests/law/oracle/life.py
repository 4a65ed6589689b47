"""An agreement in one reading: its periods, who leaves it when, and its end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .course import Course, Period
from .days import A_DAY, day, first_of_month, last_day, length
from .text import JOINING, Fields, Open, Text, dated, waited

EITHER = "either"
"""How an end is called that a notice of non-renewal gives where no period ends any more: the law leaves it open."""


@dataclass
class Exit:
    """A party's way out: received, its last day, what the end is then called, back on a day, suspended on a day."""

    party: str
    received: date
    ends: date
    why: str
    typed: bool = False
    fell: bool = False
    back: date | None = None
    held: date | None = None

    def is_out(self, on: date) -> bool:
        return self.held is None and self.ends < on and (self.back is None or on < self.back)


@dataclass(order=True)
class End:
    """An end: the day, whether only foreseen, what it is called, whether the day was typed."""

    last: date
    foreseen: bool
    why: str = field(compare=False)
    typed: bool = field(compare=False, default=False)
    ran_out: bool = field(compare=False, default=False)


class Life:
    """An agreement in one reading, by some of its events: its periods, who leaves it when, its end."""

    def __init__(self, text: Text, parents: "Sequence[Life]", sight: date) -> None:
        self.text, self.sight, self.falls = text, sight, bool(parents)
        self.periods = list(Course(text, sight).periods())
        self.exits: list[Exit] = []
        self.names = self._names()
        self._leave(parents)
        ends = list(self._ends(parents))
        self.end = min(ends, default=None)
        if self.end and self.end.foreseen and not all(one.foreseen for one in ends):
            raise Open

    def _names(self) -> list[str]:
        names = [party["name"] for party in self.text.record["parties"]]
        for event in self.text.events:
            if event["kind"] == "instrument" and event["type"] in JOINING and event["party"] not in names:
                names.append(event["party"])
            elif event["kind"] == "succession" or (event["kind"] == "amendment" and "parties" in event["set"]):
                raise Open
        return names

    # --- leaving and returning

    def _leave(self, parents: "Sequence[Life]") -> None:
        fallen: list[tuple[date, Any]] = [
            (way.received, way) for parent in parents for way in parent.exits if way.held is None
        ]
        own: list[tuple[date, Any]] = [(dated(event), event) for event in self.text.events]
        for on, what in sorted([*fallen, *own], key=lambda one: one[0]):
            if isinstance(what, Exit):
                name = self._own_name(parents, what.party)
                if name:
                    self._goes(Exit(name, on, what.ends, what.why, what.typed, fell=True))
            elif what["kind"] == "notice":
                if len(what["date"]) < len("2015-02-09"):
                    raise Open
                self._notice(what, on)
            elif what["kind"].startswith("notice-"):
                self._answered(what, on)
            elif what["kind"] == "instrument":
                self._returns(what["party"], on)

    def _own_name(self, parents: "Sequence[Life]", party: str) -> str | None:
        """The name here of a party of an agreement that this one falls with."""
        for parent in parents:
            for one in parent.text.record["parties"]:
                if one["name"] == party:
                    called = {party, one.get("code"), *one.get("aliases", ())} - {None}
                    for own in self.text.record["parties"]:
                        if called & {own["name"], own.get("code"), *own.get("aliases", ())}:
                            return str(own["name"])
        return party if party in self.names else None

    def _goes(self, way: Exit) -> None:
        for other in [one for one in self.exits if one.party == way.party]:
            if other.fell != way.fell:
                if (self.text.record.get("notice") or {}).get("ends") == "all":
                    raise Open
                continue
            if other.back is None and (other.held or other.ends > way.ends):
                self.exits.remove(other)
            elif other.back is None:
                return
            elif way.received < other.back:
                raise Open
        self.exits.append(way)

    def _returns(self, party: str, on: date) -> None:
        for way in self.exits:
            if way.party == party and way.back is None and way.held is None:
                way.back = max(waited(self.text.record.get("entry_into_force"), on), way.ends + A_DAY)

    def _notice(self, event: Fields, on: date) -> None:
        ends, why = self._out(event, on)
        if ends is not None and not self._has_left(event["party"], on):
            self._goes(Exit(event["party"], on, ends, why, "last_day" in event))

    def _answered(self, event: Fields, on: date) -> None:
        ways = [one for one in self.exits if event.get("party", one.party) == one.party and one.back is None]
        ways = [one for one in ways if (one.held or one.ends >= on) and not one.fell]
        if len(ways) > 1:
            raise Open
        for way in ways:
            if event["kind"] == "notice-withdrawn":
                self.exits.remove(way)
            elif event["kind"] == "notice-suspended" and not way.held:
                way.held = on
            elif event["kind"] == "notice-resumed" and way.held:
                way.ends, way.held = on + (way.ends - way.held), None
            elif event["kind"] == "notice-prolonged" and not way.held:
                way.ends, way.typed = day(event["last_day"]), True

    def running(self, on: date) -> Period | None:
        """The period that runs on a day; before the first of them, the first."""
        if self.periods and on < self.periods[0].start:
            return self.periods[0]
        return next((one for one in self.periods if one.start <= on and (one.end is None or on <= one.end)), None)

    def after(self, period: Period) -> Period | None:
        return next((one for one in self.periods if one.number == period.number + 1), None)

    def _out(self, event: Fields, on: date) -> tuple[date | None, str]:
        """The last day of a party that gives notice, and what the end is then called."""
        clause, running = self.text.clause("notice", on), self.running(on)
        ending = running is not None and running.end is not None
        before = (clause or {}).get("before") or ("end-of-period" if ending else "any-time")
        effect = event.get("effect") or ("non-renewal" if before == "end-of-period" else "withdrawal")
        why = "expired" if effect == "non-renewal" else "terminated"
        if "last_day" in event:
            return day(event["last_day"]), why
        if running is None:
            raise Open
        mode = self.text.mode(running.end) if running.end else self._opened(running)
        moving = [one for one in self.text.events if one["kind"] == "extension" or "term" in one.get("set", ())]
        if before == "end-of-period" and any(dated(one) > on for one in moving):
            raise Open
        if ending and self.text.mode(on) != mode:
            raise Open
        if clause is None:
            return (running.end, why) if effect == "non-renewal" and mode == "tacit" else (None, why)
        if clause.get("before") == "end-of-period" and not ending and mode != "indefinite":
            raise Open
        if effect == "non-renewal" and ending and mode not in ("tacit", "indefinite"):
            raise Open
        received = max(on, self._permitted(event["party"], clause))
        if "window" in clause:
            return self._in_window(on, clause), "terminated"
        first = self.periods[0].end if mode == "indefinite" and self.periods[0].end else date.min
        if before in ("end-of-year", "day") and (effect == "withdrawal" or mode != "tacit"):
            return self._on_a_named_day(received, first, clause, before), EITHER if why == "expired" else why
        if before == "end-of-period" or (effect == "non-renewal" and mode == "tacit"):
            ends = self._with_a_period(received, on, clause)
            if ends is not None:
                return ends, why
            if mode != "indefinite":
                raise Open
        return max(first, self._at_any_time(received, on, clause)), EITHER if why == "expired" else why

    def _opened(self, running: Period) -> str | None:
        """Where no period ends any more: whether that is after a first term."""
        return "indefinite" if running.number > 1 and self.periods[0].end else None

    def _with_a_period(self, received: date, on: date, clause: Fields) -> date | None:
        """The end of the first period that a notice is in time for."""
        for one in self.periods:
            if one.end is None or one.end < received:
                continue
            after = self.after(one)
            if after is None or (after.end is None and self.text.mode(one.end) != "indefinite"):
                raise Open
            agreed = after.agreed is not None and after.agreed <= on
            if not agreed and last_day(received, length(clause["period"]) or (0, 0), "anniversary") <= one.end:
                return one.end
        return None

    def _at_any_time(self, received: date, on: date, clause: Fields) -> date:
        period = length(clause["period"]) or (0, 0)
        if "month" in clause:
            return first_of_month(last_day(received, period, "anniversary"), clause["month"]) - A_DAY
        way = clause.get("counting") or self.text.clause("counting", on) or self.text.way
        return last_day(received, period, way)

    def _on_a_named_day(self, received: date, first: date, clause: Fields, before: str) -> date:
        """The first 31 December, or named day, that a notice is in time for: one day after the other is tried."""
        named = clause["day"] if before == "day" else "12-31"
        on = max(received, first)
        while f"{on:%m-%d}" != named or not _in_time_for(received, on, clause):
            on += A_DAY
        stated = clause.get("counting") or self.text.record.get("counting") or self.text.way
        return on - A_DAY if before == "day" and stated == "day-before" else on

    def _in_window(self, on: date, clause: Fields) -> date | None:
        window = length(clause["window"]) or (0, 0)
        for one in self.periods:
            if one.end and one.end <= on <= last_day(one.end, window, "anniversary"):
                return self._at_any_time(on, on, clause)
        return None

    def _permitted(self, party: str, clause: Fields) -> date:
        """The first day on which the party may give notice."""
        wait = length(clause.get("not_before"))
        if wait is None:
            return date.min
        again = [one.back for one in self.exits if one.party == party and one.back]
        entered = max(again) if again else self.text.own_entry(party)
        if entered is None:
            raise Open
        found = last_day(entered, wait, "anniversary")
        if clause.get("not_before_unit") == "year" and (found.month, found.day) != (1, 1):
            return date(found.year + 1, 1, 1)
        return found

    # --- the end

    def _ends(self, parents: "Sequence[Life]") -> Iterator[End]:
        last = self.periods[-1] if self.periods else None
        if last and last.end and last.end < self.sight:
            yield End(last.end, True, "expired", ran_out=True)
        for event in self.text.events:
            if event["kind"] == "termination":
                yield End(day(event["last_day"]), False, "terminated", True)
        for way in self.exits:
            left = [name for name in self.names if self._has_left(name, way.ends + A_DAY)]
            for_all = not way.fell and (self.text.clause("notice", way.received) or {}).get("ends") == "all"
            if way.held is None and (for_all or len(self.names) - len(left) < 2):
                yield End(way.ends, False, way.why, way.typed)
        for parent in parents:
            if parent.end:
                yield parent.end

    def _has_left(self, name: str, on: date) -> bool:
        return any(one.party == name and one.is_out(on) for one in self.exits)

    def ours(self, on: date) -> End | None:
        """The end as it is ours on a day: of the agreement, or of our part in it."""
        us = [party["name"] for party in self.text.record["parties"] if party.get("us")]
        ways = [one for one in self.exits if one.party in us and one.held is None]
        if any(one.back == one.ends + A_DAY for one in ways):
            raise Open
        ways = [one for one in ways if one.back is None or on < one.back]
        return min((End(one.ends, False, one.why, one.typed) for one in ways), default=None)


def _in_time_for(received: date, on: date, clause: Fields) -> bool:
    if "by" not in clause:
        return last_day(received, length(clause["period"]) or (0, 0), "anniversary") <= on
    by = on
    while f"{by:%m-%d}" != clause["by"]:
        by -= A_DAY
    return received <= by
