"""Years of nights: what is due is told to each, once, whatever happens to nights, dates, disk and machine.

What should be told is reckoned here anew, from standings alone: a matter's day less a lead time is the first day on
which it is told, and of several that were missed the nearest counts.
"""

import errno
import os
import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from questions import promises, standing

from agreetrack.law.reminders import Digest
from agreetrack.model.delivery import Arrival
from agreetrack.model.errors import InvalidData, Refused
from agreetrack.model.events import (
    Amended,
    Amendment,
    Close,
    Extension,
    Instrument,
    NoticeGiven,
    NoticeWithdrawn,
    Renewed,
    Termination,
)
from agreetrack.model.obligations import Obligation
from agreetrack.model.obligations import Outcome as Kept
from agreetrack.model.recipients import NOBODY, called, program
from agreetrack.model.record import Record
from agreetrack.model.validation import read_record
from agreetrack.register.lists.judging import lookup
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.acknowledging import Chosen, acknowledge, snooze
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.reminding import Plan, look, remind
from agreetrack.register.reminders.telling import Routes
from agreetrack.store import Author, Registry

SAMPLE = Path(__file__).parents[3] / "data" / "agreements.json"
DAY = timedelta(days=1)
YEARS = 12 if os.environ.get("AGREETRACK_TEST_LONG") else 5
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LEADS = LeadTimes()


class Key(NamedTuple):
    ref: str
    what: str
    id: str | None
    due: date


class Due(NamedTuple):
    """A matter on a night, the lead time that should have been told by then, and whether it can still be acted on."""

    key: Key
    lead: int


class Crash(Exception):
    """The machine stops between delivery and ledger."""


# What should be told, from standings alone


def expected(record: Record, day: date, find: Any) -> Iterator[Due]:
    found = standing(record, day, find=find)
    if found.closed:
        return
    leads = record.lead_times or (LEADS.treaties if record.kind == "treaty" else LEADS.terms)
    for what, due, last, id in [*_acts(record, found), *_happenings(found), *_leavers(found)]:
        days = (last - day).days
        reached = [lead for lead in leads if days <= lead]
        if days >= 0 and reached:
            yield Due(Key(record.ref, what, id, due), min(reached))
    yield from _since(record, found, day)
    for promise in promises(record, day, find=find):
        for one in (*promise.late(), *promise.between(day, day + 30 * DAY)):
            if not one.is_finished and one.due:
                days = (one.due - day).days
                lead = next((lead for lead in (0, 7, 30) if days <= lead), 0) if days > -7 else -(-days // 7 * 7)
                yield Due(Key(record.ref, "obligation", one.obligation.id, one.due), lead)


def _acts(record: Record, found: Any) -> Iterator[tuple[str, date, date, str | None]]:
    act = found.act
    if act is None or act.by is None:
        return
    due = min(act.by, act.or_by or act.by)
    yield ("notice" if act.kind == "notice" else "expiry"), due, act.by, None
    if act.start_by:
        yield "start-by", act.start_by, act.start_by, None
    clauses = [record.notice, *(one.set.notice for one in record.events if isinstance(one, Amendment))]
    travels = any(one and one.transit and one.effective_on != "dispatch" for one in clauses)
    if act.kind == "notice" and act.send_by and act.send_by < act.by and travels:
        yield "send-by", act.send_by, act.send_by, None


def _happenings(found: Any) -> Iterator[tuple[str, date, date, str | None]]:
    comes = found.happens
    if comes and comes.kind not in ("entry-into-force", "leaving"):
        yield comes.kind, min(comes.date, comes.or_date or comes.date), comes.date, None


def _leavers(found: Any) -> Iterator[tuple[str, date, date, str | None]]:
    last = found.ends or (found.expires if found.out_from else None)
    for one in found.leaving:
        if one.ends and not (last and one.ends >= last):
            readings = sorted({one.ends, one.rival_ends or one.ends})
            by = next((day for day in readings if day >= found.day), None)
            if by:
                yield "leaving", readings[0], by, one.party
            elif isinstance(one.binding_until, date):
                yield "survival-end", one.binding_until, one.binding_until, one.party


def _since(record: Record, found: Any, day: date) -> Iterator[Due]:
    """What waits since a day: entry into force from the 90th day on, a passed end four times within half a year."""
    if found.act and found.act.kind == "complete-entry" and record.signed:
        signed = record.signed
        if (day - signed).days >= 90:
            yield Due(Key(record.ref, "entry-into-force", None, signed), -((day - signed).days // 90 * 90))
    ended = all(one.ends != found.ends for one in found.leaving) and not any(
        isinstance(one, Termination) and one.date <= day for one in record.events
    )
    if found.act and found.act.kind == "close" and found.expires and ended:
        last = max(found.expires, found.rival_expires or found.expires)
        days = (day - last).days
        told = [lead for lead in (1, 7, 30, 90) if lead <= days]
        if told and days <= 180:
            due = min(found.expires, found.rival_expires or found.expires)
            yield Due(Key(record.ref, "unrecorded-end", None, due), -max(told))


# The nights


def occasion_on(day: date) -> Occasion:
    return Occasion(day=day, at=NOON, who="cron", command="remind")


@dataclass
class Log:
    """What one recipient got: by matter the lead times in order, and how often each telling may come once more."""

    plan: Plan
    told: dict[Key, list[int]] = field(default_factory=dict)
    count: dict[tuple[Key, int], int] = field(default_factory=dict)
    excused: dict[tuple[Key, int], int] = field(default_factory=dict)
    announced: set[tuple[Key, int]] = field(default_factory=set)
    woken: set[Key] = field(default_factory=set)
    tonight: list[tuple[Key, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    away: int = 0

    def take(self, digests: Sequence[Digest]) -> Mapping[str | None, Arrival]:
        with self.lock:
            for digest in digests:
                for one in digest.new:
                    self._take(one)
        return {digest.recipient: Arrival("delivered") for digest in digests}

    def _take(self, one: Any) -> None:
        key = Key(one.record.ref, one.matter.what, one.matter.id, one.matter.due)
        before = self.count.get((key, one.lead), 0)
        assert before <= self.excused.get((key, one.lead), 0), f"{key} told again at {one.lead}"
        if before and self.excused.get((key, one.lead)):
            is_said = one.may_repeat or key in self.woken or (key, one.lead) in self.announced
            assert is_said, f"{key} repeated without a word"
        if one.may_come_again:
            self.announced.add((key, one.lead))
        self.count[key, one.lead] = before + 1
        self.told.setdefault(key, []).append(one.lead)
        self.tonight.append((key, one.lead))

    def excuse(self) -> None:
        """What was told tonight may be told once more."""
        for key, lead in self.tonight:
            self.excused[key, lead] = self.excused.get((key, lead), 0) + 1

    def wake(self, ref: str) -> None:
        """What was told of an agreement may be told once more: it rested, and is told anew."""
        woken = {key for key in self.told if key.ref == ref}
        self.woken |= woken
        for key, lead in list(self.count):
            if key in woken:
                self.excused[key, lead] = self.excused.get((key, lead), 0) + 1


class Nights:
    """Years of nights of one registry and two recipients, with everything that can go wrong."""

    def __init__(self, registry: Registry, seed: int) -> None:
        self.registry = registry
        self.random = random.Random(seed)
        readers = (called("cron@archive"), program("notify --all"))
        self.logs = [Log(Plan(leads=LEADS, routes=Routes(reader=one))) for one in readers]
        self.nights = self.looks = self.failures = 0
        self._read()

    def _read(self) -> None:
        """The records as they stand in the file; sending does not change them."""
        self.records = self.registry.records()
        self.find = lookup(self.registry)
        self.due: dict[date, set[tuple[Key, int]]] = {}

    def run(self, first: date, years: int) -> None:
        day = first
        while day < first.replace(year=first.year + years):
            if self.random.random() < 0.08:
                self._change(day)
            for log in self.random.sample(self.logs, 2):
                if self.random.random() < 0.05:
                    self._look(day)
                if self.random.random() < 0.12 and not log.away:
                    log.away = self.random.choice((1, 2, 3, 9, 40))
                if log.away:
                    log.away -= 1
                else:
                    self._night(log, day)
            day += DAY

    def _night(self, log: Log, day: date) -> None:
        self.nights += 1
        log.tonight = []
        chance = self.random.random()
        if chance < 0.06:
            with suppress(Crash):  # where nothing is to be delivered, there is nothing to crash at
                remind(self.registry, occasion_on(day), log.plan, partial(self._dying, log))
            log.excuse()
            return
        if chance < 0.07:
            self._two_at_once(log, day)
        elif chance < 0.2:
            self._unkept(log, day, self.random.choice(("os.fsync", "os.pwrite", "os.open", "pathlib.Path.replace")))
        else:
            remind(self.registry, occasion_on(day), log.plan, log.take)
        self._check(log, day)

    def _dying(self, log: Log, digests: Sequence[Digest]) -> Mapping[str | None, Arrival]:
        log.take(digests)
        raise Crash

    def _two_at_once(self, log: Log, day: date) -> None:
        runs = [
            threading.Thread(target=remind, args=(self.registry, occasion_on(day), log.plan, log.take))
            for _each in range(2)
        ]
        for run in runs:
            run.start()
        for run in runs:
            run.join()

    def _unkept(self, log: Log, day: date, call: str) -> None:
        """A night on which outbox or ledger cannot be written: everything is told, and may be told once more."""
        before = self.registry.path.read_bytes()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(call, _failing(os.open) if call == "os.open" else _full)
            reminded = remind(self.registry, occasion_on(day), log.plan, log.take)
        if log.tonight:
            assert reminded.failures
        if self.registry.path.read_bytes() == before:
            log.excuse()
            self.failures += bool(log.tonight)

    def _look(self, day: date) -> None:
        """Somebody looks: everything that is due is seen, nothing is written, and nobody is told less for it."""
        before = {path: path.read_bytes() for path in self.registry.path.parent.iterdir()}
        found = look(self.registry, occasion_on(day), Plan(leads=LEADS, routes=Routes(reader=NOBODY)))
        assert {path: path.read_bytes() for path in self.registry.path.parent.iterdir()} == before
        seen = {(Key(one.record.ref, one.matter.what, one.matter.id, one.matter.due), one.lead) for one in found.new}
        assert self._unanswered(day) <= seen <= self._due(day)
        self.looks += 1

    def _due(self, day: date) -> set[tuple[Key, int]]:
        if day not in self.due:
            found = {(one.key, one.lead) for record in self.records for one in expected(record, day, self.find)}
            self.due = {day: found}
        return self.due[day]

    def _unanswered(self, day: date) -> set[tuple[Key, int]]:
        answers = {record.ref: record.acknowledged for record in self.records}
        return {(key, lead) for key, lead in self._due(day) if not _is_answered(key, lead, answers[key.ref], day)}

    def _check(self, log: Log, day: date) -> None:
        """Everything that should have been told by this night was told, and nothing else tonight."""
        due = self._due(day)
        for key, lead in self._unanswered(day):
            told = log.told.get(key, [])
            assert told, f"{day}: {key} not told at {lead}"
            assert min(told) <= lead, f"{day}: {key} not told at {lead}, only {told}"
        for one in log.tonight:
            assert one in due, f"{day}: {one} told without reason"

    # What people do meanwhile

    def _change(self, day: date) -> None:
        record = self.random.choice(self.records)
        with suppress(Refused, InvalidData):
            if self.random.random() < 0.4:
                self._answer(record, day)
            else:
                with self.registry.change(Author(who="anna", at=NOON, command="edit")) as transaction:
                    transaction.put(self._changed(record, day))
        self._read()

    def _answer(self, record: Record, day: date) -> None:
        occasion, chance = occasion_on(day), self.random.random()
        if chance < 0.6:
            acknowledge(self.registry, occasion, record.ref, LEADS, Chosen())
        elif chance < 0.75:
            acknowledge(self.registry, occasion, record.ref, LEADS, Chosen(), decided="Filed")
        else:
            until = day + self.random.randint(1, 20) * DAY
            snooze(self.registry, occasion, record.ref, LEADS, Chosen(), until)
            for log in self.logs:
                log.wake(record.ref)

    def _changed(self, record: Record, day: date) -> Record:
        pick = self.random.choice
        event: Any = pick(
            (
                Extension(date=day, by=pick(("P1Y", "P6M", "P29D", "P5Y"))),
                Extension(date=day, until=day + self.random.randint(30, 2000) * DAY),
                Renewed(date=day),
                NoticeGiven(date=day, party=record.parties[0].name),
                NoticeWithdrawn(date=day),
                Termination(date=day, last_day=day + self.random.randint(1, 400) * DAY),
                Amendment(date=day, set=Amended(term=pick(("P2Y", "P7Y", "P18M")))),
                Instrument(date=day, party=record.parties[0].name, type="ratification"),
                Close(date=day),
                None,
            )
        )
        if event is not None and self.random.random() < 0.75:
            return replace(record, events=(*record.events, event))
        met = tuple(self._met(one, day) for one in record.obligations)
        return replace(record, obligations=met, lead_times=pick((None, record.lead_times, (400, 60, 14, 0))))

    def _met(self, one: Obligation, day: date) -> Obligation:
        if one.kind == "continuing" or self.random.random() < 0.3:
            return one
        occurrence = day.replace(day=1) if one.kind == "recurring" else None
        return replace(one, occurrences=(*one.occurrences, Kept(status="met", date=day, occurrence=occurrence)))


def _full(*_given: Any, **_more: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _failing(real: Any) -> Any:
    """A call that opens files for reading, and finds no room for writing."""
    return lambda path, flags, *given, **more: (
        _full() if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else real(path, flags, *given, **more)
    )


def _is_answered(key: Key, lead: int, answers: Sequence[Any], day: date) -> bool:
    mine = [one for one in answers if (one.what, one.id, one.due) == key[1:]]
    return any(
        one.decided or (one.until and day < one.until) or (one.lead is not None and one.lead <= lead) for one in mine
    )


# The registries


@pytest.fixture(autouse=True)
def a_disk_that_need_not_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda number: None)


@pytest.fixture
def sample(tmp_path: Path) -> Registry:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    return Registry(path)


def test_years_of_the_sample_registry(sample: Registry) -> None:
    nights = Nights(sample, seed=1)
    nights.run(date(2018, 1, 1), YEARS)
    assert nights.nights > YEARS * 150
    assert (nights.looks > 50, nights.failures > 3) == (True, True)
    assert all(len(log.count) > 40 for log in nights.logs)


@pytest.mark.parametrize("seed", range(2))
def test_years_of_a_generated_registry(tmp_path: Path, seed: int) -> None:
    registry = Registry(tmp_path / "generated.json")
    source = random.Random(seed)
    with registry.change(Author(who="anna", at=NOON, command="import"), create=True) as transaction:
        for number in range(6):
            transaction.put(generated(source, number))
    nights = Nights(registry, seed)
    nights.run(date(2016, 2, 1), YEARS)
    assert all(len(log.count) > 40 for log in nights.logs)


def generated(source: random.Random, number: int) -> Record:
    """An agreement with anything that can be stated, near month-ends and 29 February more often than not."""
    pick = source.choice
    start = pick((date(2015, 8, 31), date(2016, 2, 29), date(2016, 1, 31), date(2015, 12, 31), date(2016, 5, 17)))
    mode = pick(("tacit", "tacit", "tacit", "express", "none", "indefinite", None))
    document: dict[str, Any] = {
        "ref": f"G-{number}",
        "title": f"Agreement {number}",
        "kind": pick(("treaty", "agreement", "protocol")),
        "parties": [{"name": "Aland"}, {"name": "Borduria"}, *([{"name": "Syldavia"}] if pick((0, 1)) else [])],
        "signed": start.isoformat(),
        "entry_into_force": pick((start.isoformat(), "signature", start.isoformat(), None)),
        "term": pick(("P6M", "P1Y", "P2Y", "P5Y", "P1Y", "2020-02-29", "indefinite", None)),
        "counting": pick((None, None, "anniversary", "day-before")),
        "prepare": pick((None, None, "P2M")),
        "survival": pick((None, None, "P1Y")),
    }
    if mode is not None:
        document["renewal"] = {"mode": mode, **({"times": 3} if mode == "tacit" and pick((0, 0, 1)) else {})}
        document["renewal"] |= {"period": "P1Y"} if mode in ("tacit", "express") else {}
    if pick((0, 1, 1)):
        document["notice"] = {"period": pick(("P6M", "P3M", "P90D", "P1M")), "transit": pick((None, "P10D"))}
    document["obligations"] = [
        {"id": "1", "text": "Report", "kind": "recurring", "every": pick(("P1M", "P3M", "P1Y")), "from": "2016-08-01"},
        {"id": "2", "text": "Plan", "kind": "once", "within": "P6M", "of": pick(("end", "signature"))},
    ][: pick((0, 0, 1, 2))]
    return read_record(_stated(document))


def _stated(value: Any) -> Any:
    """Without what is not stated."""
    if isinstance(value, dict):
        return {name: _stated(part) for name, part in value.items() if part is not None}
    return [_stated(part) for part in value] if isinstance(value, list) else value
