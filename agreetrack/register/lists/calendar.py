"""The calendar of the registry: what it has to hold now, and what it may hold from earlier and holds no more.

No state is kept beside the registry. What an earlier calendar may hold is what the earlier versions of the records
would put into the same days.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import islice

from msgspec import Struct

from agreetrack.law.counting import later
from agreetrack.law.diary import DiaryEntry, Mark
from agreetrack.law.view import Lookup
from agreetrack.model import limits
from agreetrack.model.errors import NoSuchRef, UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.register.lists.annals import Annals
from agreetrack.register.lists.calendar_marks import marks
from agreetrack.register.lists.listing import Selection
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.exporting import records_to_export
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.store import Registry
from agreetrack.store.refs import resolve

TWO_YEARS = Period(24, 0)


class CalendarWanted(Struct, frozen=True, kw_only=True):
    """Which agreements, and how far ahead; `words` name them by refs, removed ones too."""

    within: Period = TWO_YEARS
    words: Sequence[str] = ()
    selection: Selection = Selection()


class CalendarExport(Struct, frozen=True):
    """The entries by day, then by name, and how many agreements were looked at."""

    entries: list[DiaryEntry]
    agreements: int


def calendar(registry: Registry, occasion: Occasion, wanted: CalendarWanted, leads: LeadTimes) -> CalendarExport:
    """What a calendar of the chosen agreements has to hold from the day of the occasion on.

    A day that a change moved out of it is told at its new place. What an earlier version put there and nothing puts
    anywhere any more is cancelled; nothing is because its day has passed or a filter leaves it out. Raises NoSuchRef
    for a word that names none or several, InvalidData where the file holds a broken record, UsageError where it is more
    than `limits` allow in a calendar.
    """
    last = later(occasion.day, wanted.within) or date.max
    listed = {record.ref for record in records_to_export(registry, occasion, selection=wanted.selection)}
    asked = _Asked(Annals(registry), occasion, last, leads)
    chosen = _chosen(asked.annals, listed, wanted)
    entries = list(islice(asked.entries(chosen), limits.CALENDAR_DAYS + 1))
    if len(entries) > limits.CALENDAR_DAYS:
        raise UsageError(Fact("calendar.too-many-days", most=limits.CALENDAR_DAYS))
    return CalendarExport(sorted(entries, key=lambda entry: (entry.mark.day, entry.mark.uid)), len(chosen))


def _chosen(annals: Annals, listed: set[str], wanted: CalendarWanted) -> list[str]:
    """The refs that are meant: present ones that the filters let through, removed ones that no filter can judge."""
    present, removed = annals.refs, annals.removed
    if wanted.words:
        named = {_named(word, present, removed) for word in wanted.words}
        return [ref for ref in (*present, *removed) if ref in named and (ref in listed or ref in removed)]
    return [ref for ref in present if ref in listed] + (removed if wanted.selection == Selection() else [])


def _named(word: str, present: Sequence[str], removed: Sequence[str]) -> str:
    with suppress(NoSuchRef):
        return resolve(word, present)
    return resolve(word, [*present, *removed])


Slots = dict[str, Mark]


class _Asked:
    """One question for a calendar."""

    def __init__(self, annals: Annals, occasion: Occasion, last: date, leads: LeadTimes) -> None:
        self.annals = annals
        self.find = Lookup(annals.present)
        self.occasion = occasion
        self.last = last
        self.leads = leads

    def entries(self, chosen: Sequence[str]) -> Iterator[DiaryEntry]:
        """What is to be held, and what no more."""
        earlier, meant = self._earlier(chosen), frozenset(chosen)
        for ref in dict.fromkeys((*chosen, *earlier)):
            before = earlier.get(ref, {})
            now, stamp = self._now(ref, frozenset(before)), self._stamp(ref)
            if ref in meant:
                held = (mark for slot, mark in now.items() if slot in before or self._is_near(mark))
                yield from (self._held(mark, stamp) for mark in held)
            yield from (stamp.cancelled(mark) for slot, mark in before.items() if slot not in now)

    def _now(self, ref: str, sought: frozenset[str]) -> Slots:
        """What the record that is called so now puts into the calendar; nothing where there is none."""
        record = self.annals.present(ref)
        return marks(record, self.occasion, self.find, self.last, sought) if record else {}

    def _earlier(self, chosen: Iterable[str]) -> dict[str, Slots]:
        """What earlier versions put into these days, by the ref of then and the slot, as the latest of them did."""
        found: dict[str, Slots] = {}
        near: set[str] = set()
        for life in self.annals.lives_of(chosen):
            for record, find in self.annals.states(life):
                for slot, mark in marks(record, self.occasion, find, self.last).items():
                    found.setdefault(record.ref, {}).setdefault(slot, mark)
                    if self._is_near(mark):
                        near.add(mark.uid)
        return {ref: {slot: mark for slot, mark in own.items() if mark.uid in near} for ref, own in found.items()}

    def _is_near(self, mark: Mark) -> bool:
        return mark.lies_in(self.occasion.day, self.last)

    def _stamp(self, ref: str) -> "_Stamp":
        return _Stamp(*self.annals.sequence(ref, self.occasion.day), self.annals.was_restricted(ref))

    def _held(self, mark: Mark, stamp: "_Stamp") -> DiaryEntry:
        leads = self.leads.obligations if mark.what == "obligation" else self.leads.of(mark.record)
        return DiaryEntry(
            mark=mark,
            sequence=stamp.sequence,
            changed=stamp.changed,
            leads=() if mark.is_done else leads,
            restricted=mark.record.restricted,
        )


class _Stamp(Struct, frozen=True):
    """What all entries of one ref share; `restricted`: some version of it was, or of what it fell with."""

    sequence: int
    changed: datetime | None
    restricted: bool

    def cancelled(self, mark: Mark) -> DiaryEntry:
        return DiaryEntry(
            mark=mark, sequence=self.sequence, changed=self.changed, cancelled=True, restricted=self.restricted
        )
