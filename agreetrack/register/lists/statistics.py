"""What is in the registry at a glance: counted, by status, kind, party and year of end, and what is due by month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import get_args

from agreetrack.law.clauses import has_unknown_term, latest_clauses
from agreetrack.law.counts import NOT_STATED, DutyCount, EndCount, Month, PartyCount, Statistics, YearCount
from agreetrack.law.findings import ENDED, Judged, Standing, Status
from agreetrack.law.obligations import Occurrence, Promise, may_owe
from agreetrack.model.clauses import Party
from agreetrack.model.record import Kind
from agreetrack.model.terms import INDEFINITE
from agreetrack.register.lists.judging import lookup
from agreetrack.register.lists.listing import Selection, select
from agreetrack.register.obligations.duties import promised
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry

MONTHS = 12
_COUNTED_AS = {"due-soon": "open", "partly-met": "partly_met", "unknown-date": "unknown_date"}


def statistics(registry: Registry, occasion: Occasion, selection: Selection) -> Statistics:
    """The numbers of the agreements that are asked for. Raises what `listing.select` raises."""
    listing = select(registry, occasion, selection)
    try:
        return counted(listing.rows, occasion.day, listing.total, _promises(registry, occasion, listing.rows))
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _promises(registry: Registry, occasion: Occasion, rows: Iterable[Judged]) -> Iterator[Promise]:
    """The obligations of the agreements in the rows."""
    refs = {row.record.ref for row in rows}
    find = lookup(registry)
    for record in registry.promising():
        if record.ref in refs and may_owe(record):
            yield from promised(record, occasion, find)


def counted(rows: Sequence[Judged], day: date, total: int, promises: Iterable[Promise] = ()) -> Statistics:
    """The numbers of judged agreements and of their obligations."""
    owed = list(_owed(promises, day))
    standings = [row.standing for row in rows]
    return Statistics(
        day=day,
        total=total,
        counted=len(rows),
        suspended=sum(found.suspended for found in standings),
        presumed=sum(found.presumed for found in standings),
        status=_complete(get_args(Status), (found.status for found in standings)),
        kind=_complete((*get_args(Kind), NOT_STATED), (row.record.kind or NOT_STATED for row in rows)),
        parties=_parties([row.record.parties for row in rows]),
        ends=_ends(rows),
        obligations=_obligations(owed),
        months=_months(standings, owed, day),
        undated_acts=sum(found.act is not None and found.act.by is None for found in standings),
    )


def _complete(names: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {name: counts[name] for name in names}


def _parties(of_each: Sequence[tuple[Party, ...]]) -> tuple[PartyCount, ...]:
    """The parties with the most agreements first."""
    every = [party for parties in of_each for party in parties]
    coded = {
        name.casefold(): party.code.casefold() for party in every if party.code for name in (party.name, *party.aliases)
    }
    counts: Counter[str] = Counter()
    shown: dict[str, Party] = {}
    for parties in of_each:
        keyed = {_key(party, coded): party for party in reversed(parties)}
        counts.update(keyed.keys())
        for key, party in keyed.items():
            if key not in shown or (party.code and not shown[key].code):
                shown[key] = party
    named = [PartyCount(shown[key].name, shown[key].code, count) for key, count in counts.items()]
    return tuple(sorted(named, key=lambda one: (-one.count, one.name.casefold())))


def _key(party: Party, coded: dict[str, str]) -> str:
    """What is the same for the same party: its code, also where a record names it without."""
    name = party.name.casefold()
    return party.code.casefold() if party.code else coded.get(name, name)


def _ends(rows: Iterable[Judged]) -> EndCount:
    ending: Counter[int] = Counter()
    renewing: Counter[int] = Counter()
    without: Counter[str] = Counter()
    for row in rows:
        last = row.standing.expires
        if last is None:
            without[_why_without(row)] += 1
            continue
        ending[last.year] += 1
        renewing[last.year] += _renews(row.standing)
    years = tuple(YearCount(year, count, renewing[year]) for year, count in sorted(ending.items()))
    return EndCount(years=years, **without)


def _renews(found: Standing) -> bool:
    """Whether the period is followed by another one by itself, unless somebody still gives notice."""
    return found.renews_to is not None and found.ends is None and found.status not in ENDED


def _why_without(row: Judged) -> str:
    record, found = row.record, row.standing
    if found.lasting or latest_clauses(record).term == INDEFINITE:
        return "indefinite"
    if found.presumed or has_unknown_term(record):
        return "unknown"
    return "not_begun" if found.status in ("draft", "signed") else "until_notice"


def _owed(promises: Iterable[Promise], day: date) -> Iterator[Occurrence]:
    """What fell due so far or will in the months ahead; of what has no day, what was recorded of it or binds."""
    last = _last_day(day)
    for promise in promises:
        yield from promise.between(date.min, last)
        undated = promise.undated()
        if undated and (undated.outcome or undated.binding.binds):
            yield undated


def _last_day(day: date) -> date:
    """The last day of the months ahead."""
    first = _number(day) + MONTHS
    return date(first // 12, first % 12 + 1, 1) - timedelta(days=1) if first // 12 <= date.max.year else date.max


def _obligations(owed: Iterable[Occurrence]) -> DutyCount:
    counts = Counter("overdue" if one.is_late else _COUNTED_AS.get(one.status, one.status) for one in owed)
    return DutyCount(**counts)


def _months(standings: Iterable[Standing], owed: Iterable[Occurrence], day: date) -> tuple[Month, ...]:
    acts: Counter[int] = Counter()
    happens: Counter[int] = Counter()
    first = _number(day)
    for found in standings:
        by = found.act.by if found.act else None
        comes = found.happens.date if found.happens else None
        if by is not None:
            acts[_number(by) - first] += 1
        if comes is not None and comes != by:
            happens[_number(comes) - first] += 1
    ahead = (one.due for one in owed if not one.is_finished and not one.is_late)
    duties = Counter(_number(due) - first for due in ahead if due)
    return tuple(Month(_name(first + place), acts[place], happens[place], duties[place]) for place in range(MONTHS))


def _number(day: date) -> int:
    """The months since the beginning of the calendar."""
    return day.year * 12 + day.month - 1


def _name(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"
