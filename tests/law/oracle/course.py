"""The periods of an agreement, one after the other, and what moved their ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .days import A_DAY, Length, day, last_day, length, plus
from .text import Fields, Open, Text, dated, effective


@dataclass
class Period:
    """A period of the term; `agreed` is the day on which the parties agreed it, None where it comes by itself."""

    number: int
    start: date
    end: date | None
    agreed: date | None = None


class Course:
    """The periods, one after the other, through the day of sight."""

    def __init__(self, text: Text, sight: date) -> None:
        self.text, self.sight = text, sight
        self.anchor = text.anchor()
        self.total: Length | None = None
        self.before: Length = (0, 0)
        self.added: Length = (0, 0)
        self.way = ""
        self.by_date = False
        self.moved: list[Fields] = []
        self.end: date | None = None
        self.agreements = [one for one in text.events if self._is_agreed(one)]

    def _is_agreed(self, event: Fields) -> bool:
        """Whether an event lets a period follow that would not come by itself."""
        if event["kind"] == "extension":
            return "from" in event
        if event["kind"] == "renewal" and self.text.mode(dated(event)) in ("none", "indefinite"):
            raise Open
        return event["kind"] == "renewal" and self.text.mode(dated(event)) != "tacit"

    def _dates(self, end: date) -> None:
        """A last day given as a date: what follows runs from the day after, its first day counted."""
        self.end, self.anchor, self.total, self.way = end, end + A_DAY, (0, 0), "day-before"
        self.before, self.added, self.by_date = (0, 0), (0, 0), True

    def _counts(self) -> None:
        assert self.anchor is not None
        assert self.total is not None
        self.end = last_day(self.anchor, self.total, self.way)

    def periods(self) -> Iterator[Period]:
        if self.anchor is None:
            return
        start, number, agreed = self.anchor, 1, None
        self._begin(self.text.clause("term", start))
        while start <= self.sight:
            self._move(start, number)
            yield Period(number, start, self.end, agreed)
            if self.end is None:
                return
            follows = self._agreement()
            if follows is None and self.text.mode(self.end) not in ("tacit", "indefinite"):
                return
            agreed = dated(follows) if follows else self._confirmed(start, number)
            last = self.end
            if not self._follow(follows, number):
                return
            start, number = last + A_DAY, number + 1
            if follows and "from" in follows:
                start = max(start, day(follows["from"]))

    def _begin(self, term: Any) -> None:
        assert self.anchor is not None
        self.way = self.text.counting(self.anchor)
        self.total = length(term)
        if self.total:
            self._counts()
        elif isinstance(term, str) and term[0].isdigit():
            self._dates(self.text.until(term, self.text.record.get("end_day")))

    def _move(self, start: date, number: int) -> None:
        """The extensions dated in the period, and the new terms in effect in it, in the order of their days."""
        while True:
            due = [one for one in self._moves(start, number) if not any(one[1] is other for other in self.moved)]
            if not due:
                return
            on, event = min(due, key=lambda one: one[0])
            self.moved.append(event)
            self._moved(on, event, start)

    def _moves(self, start: date, number: int) -> list[tuple[date, Fields]]:
        found = []
        for event in self.text.events:
            if event["kind"] == "extension" and "from" not in event:
                if any(number <= 1 or dated(one) >= start for one in self._agreed_before(event)):
                    raise Open
                on, open_ended = dated(event), self.end is None or self._is_last(number, dated(event))
            elif event["kind"] == "amendment" and "term" in event["set"]:
                on, open_ended = effective(event), self.end is None
                if number == 1 and on <= start:
                    continue
            else:
                continue
            if (number == 1 or on >= start) and (open_ended or (self.end is not None and on <= self.end)):
                found.append((on, event))
        return found

    def _agreed_before(self, event: Fields) -> list[Fields]:
        """The renewals that the parties agreed or confirmed before they lengthened a period."""
        told = [one for one in self.text.events if one["kind"] == "renewal" or "from" in one]
        return [one for one in told if dated(one) <= dated(event)]

    def _is_last(self, number: int, on: date) -> bool:
        """Whether nothing followed the period by what was known on a day."""
        assert self.end is not None
        renewal = self.text.clause("renewal", self.end) or {}
        if renewal.get("mode") == "indefinite":
            return False
        if renewal.get("mode") == "tacit" and number <= renewal.get("times", number):
            return False
        return all(dated(one) > on for one in self.agreements)

    def _moved(self, on: date, event: Fields, start: date) -> None:
        if event["kind"] == "amendment":
            self._new_term(on, event["set"]["term"], start)
        elif "by" in event:
            if self.total is None or self.end is None:
                raise Open
            by = length(event["by"]) or (0, 0)
            self.total, self.added = plus(self.total, by), plus(self.added, by)
            self._counts()
        elif event.get("indefinitely"):
            self.end = self.total = None
        else:
            until = self.text.until(event["until"], event.get("end_day"))
            if self.end is not None and abs(until - self.end) <= A_DAY:
                raise Open
            if self.end is not None and until > self.end:
                self._dates(until)
            elif self.end is None:
                raise Open

    def _new_term(self, on: date, term: Any, start: date) -> None:
        if term == "indefinite":
            self.end = self.total = None
            return
        if length(term) is None:
            if self.added != (0, 0):
                raise Open
            self._dates(self.text.until(term, None))
        elif self.total is None or self.anchor is None or self.anchor > start or self._is_counted_anew(on, start):
            raise Open
        else:
            if start != self.text.anchor():
                self.anchor, self.way, self.before, self.by_date = start, "day-before", (0, 0), True
            self.total = plus(self.before, length(term) or (0, 0), self.added)
            self._counts()
        if self.end is not None and self.end < on:
            raise Open

    def _is_counted_anew(self, on: date, start: date) -> bool:
        """Whether a new term of the first period comes under another way of counting than the one it began with."""
        return start == self.text.anchor() and self.text.counting(on) != self.way

    def _agreement(self) -> Fields | None:
        """What the parties agreed to follow the period, by what they recorded first."""
        assert self.end is not None
        for event in self.agreements:
            if self.text.mode(self.end) == "tacit" and day(event.get("from", "9999-12-31")) > self.end + A_DAY:
                continue
            self.agreements.remove(event)
            return event
        return None

    def _confirmed(self, start: date, number: int) -> date | None:
        """The day on which the parties confirmed the renewal that comes by itself."""
        assert self.end is not None
        if self.text.mode(self.end) != "tacit":
            return None
        told = [dated(one) for one in self.text.events if one["kind"] == "renewal" and dated(one) <= self.end]
        return next((on for on in told if number == 1 or on >= start), None)

    def _follow(self, follows: Fields | None, number: int) -> bool:
        """The end of the period that follows; whether there is one."""
        assert self.end is not None
        last, renewal = self.end, self.text.clause("renewal", self.end) or {}
        if follows and "from" in follows:
            self._restart(follows)
            return True
        if follows is None and renewal["mode"] == "indefinite":
            self.end = self.total = None
            return True
        if follows is None and number > renewal.get("times", number):
            return False
        step = length(renewal.get("period") or self.text.clause("term", last))
        if step is None:
            if follows:
                raise Open
            self.end = self.total = None
            return True
        assert self.total is not None
        if not self.by_date:
            self.way = self.text.counting(last)
        self.before, self.added = self.total, (0, 0)
        self.total = plus(self.total, step)
        self._counts()
        return True

    def _restart(self, follows: Fields) -> None:
        previous = self.end
        self.anchor, self.before, self.added, self.by_date = day(follows["from"]), (0, 0), (0, 0), False
        self.way = self.text.counting(self.anchor)
        if "until" in follows:
            self._dates(self.text.until(follows["until"], follows.get("end_day")))
        else:
            self.total = length(follows["by"])
            self._counts()
        if previous is None or self.end is None or self.end <= previous:
            raise Open
