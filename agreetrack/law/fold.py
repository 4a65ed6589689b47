"""An agreement while its events are gone through."""

from datetime import date
from functools import cached_property
from typing import Any

from agreetrack.law.clauses import Known, clauses_of
from agreetrack.law.ends import earliest_of, ending
from agreetrack.law.entry import Instruments
from agreetrack.law.members import Members
from agreetrack.law.renewals import UNKNOWN, Reading, Rules, Segment
from agreetrack.law.traces import Code, Deed, Departure, Ending, Exit, Fall, Held, Paused
from agreetrack.law.view import View
from agreetrack.model.events import (
    Amendment,
)
from agreetrack.model.record import Listed


class Fold:
    """An agreement while its events are gone through, one after the other; frozen into a timeline and forgotten."""

    def __init__(self, record: Listed, view: View, known: tuple[Known, ...], fall: Fall) -> None:
        self.record = record
        self.view = view
        self.known = known
        self.instruments = Instruments(record, [one.event for one in known])
        self.fall = fall
        self.refused: frozenset[int] = frozenset()
        self.dropped: frozenset[int] = frozenset()
        self.rules = Rules(clauses_of(record, known), view.assume)
        self.members = Members(record.parties)
        self.segments: list[Segment] = []
        self.exits: dict[str, Exit] = {}
        self.falling = earliest_of(fall.exits)
        self.departures: list[Departure] = []
        self.paused: list[Paused] = []
        self.held: list[Held] = []
        self.termination: Ending | None = None
        self.closed = False
        self.deeds: list[Deed] = []

    @cached_property
    def amended(self) -> list[Known]:
        """The known amendments."""
        return [one for one in self.known if isinstance(one.event, Amendment)]

    @cached_property
    def terms(self) -> list[Known]:
        """Those of them that set a new term."""
        return [one for one in self.amended if isinstance(one.event, Amendment) and one.event.set.term is not None]

    @property
    def latest(self) -> Segment:
        """The last period that is certain so far."""
        return self.segments[-1]

    @latest.setter
    def latest(self, segment: Segment) -> None:
        self.segments[-1] = segment

    def place_on(self, day: date) -> int:
        """The place of the period, or run of periods, that runs on a day: the last one that began by then."""
        begun = [place for place, one in enumerate(self.segments) if one.number and (one.start or date.min) <= day]
        return begun[-1] if begun else 0

    def count_anew(self) -> None:
        """Let the clauses hold without what was refused or dropped."""
        self.rules = Rules(clauses_of(self.record, self.known, self.refused, self.dropped), self.rules.assume)

    def rules_by(self, day: date) -> Rules:
        """The clauses as they were known on a day: what was amended later changes no judgement of it."""
        late = [one for one in self.amended if one.event.date > day]
        if not late:
            return self.rules
        dropped = self.dropped | {one.place for one in late}
        return Rules(clauses_of(self.record, self.known, self.refused, dropped), self.rules.assume)

    def note(self, known: Known, code: Code, end: Reading = UNKNOWN, **more: Any) -> None:
        """Keep what an event did."""
        self.deeds.append(Deed(place=known.place, code=code, end=end, **more))

    def advance(self, day: date) -> None:
        """Let what comes by itself come, up to the period that contains the day or to the final last day."""
        cap = self.final()
        limit = min(day, cap.end.last) if cap and cap.end.last else day
        self.segments += self.rules.on_until(self.latest, limit)

    def final(self) -> Ending | None:
        """The last day of the agreement for all, as the notices that stand, the parties or its parents set it."""
        return ending(self.termination, self.fall, self.all_exits(), self.departures, self.members)

    def all_exits(self) -> dict[str, Exit]:
        """Of each party that goes, the way out that comes first: its own, or that with the agreement it falls with."""
        if not self.falling:
            return self.exits
        return earliest_of((*self.exits.values(), *self.falling.values()))

    def ran_out(self, day: date) -> bool:
        """Whether the last period is over by a day, and nothing followed."""
        latest = self.latest.end.latest
        return latest is not None and latest < day and not self.rules.goes_on(self.latest)
