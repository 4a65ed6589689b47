"""When an agreement ends for all: agreed, with the parent, by notice, or with too few parties left."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from agreetrack.law.counting import next_day
from agreetrack.law.members import Members
from agreetrack.law.traces import Departure, Ending, Exit, Fall

FEWEST_PARTIES = 2


def earliest_of(ways: Iterable[Exit]) -> dict[str, Exit]:
    """Of each party the way out that comes first."""
    first: dict[str, Exit] = {}
    for way in ways:
        other = first.get(way.party)
        if other is None or (way.end.last or date.max) < (other.end.last or date.max):
            first[way.party] = way
    return first


def ending(
    termination: Ending | None,
    fall: Fall,
    exits: Mapping[str, Exit],
    departures: Sequence[Departure],
    members: Members,
) -> Ending | None:
    """The earliest last day for all: agreed, with the parent, by a notice that ends all, or where too few are left.

    Falling below the number needed for entry into force ends nothing (Vienna Convention art. 55).
    """
    ends = [one for one in (termination, fall.final) if one]
    if exits and _may_leave_too_few(exits, departures, members):
        left = _left_too_few(exits, departures, members)
        ends += [left] if left else []
    return min(ends, key=lambda one: one.end.last or date.max, default=None)


def _may_leave_too_few(exits: Mapping[str, Exit], departures: Sequence[Departure], members: Members) -> bool:
    """Whether it has to be looked at more closely: of very many parties there are always enough."""
    certain, out = members.fewest, len(exits) + len(departures)
    if certain - out < FEWEST_PARTIES:  # of those who were there at first, or at any time; more may have joined since
        certain = members.fewest_from(min([way.end.last or date.max for way in exits.values()]))
    return certain - out < FEWEST_PARTIES or bool([way for way in exits.values() if way.ends_all])


def _left_too_few(exits: Mapping[str, Exit], departures: Sequence[Departure], members: Members) -> Ending | None:
    leavers = sorted((way for way in exits.values() if way.end.last), key=lambda way: way.end.last or date.max)
    days = [way.end.last or date.max for way in leavers]
    for position, (way, last) in enumerate(zip(leavers, days, strict=True)):
        certain = members.count_on(last) - bisect_right(days, last) - len(departures)
        if certain >= FEWEST_PARTIES and not way.ends_all:
            continue  # enough are left, whoever of the leavers still was among them
        alone = members.count_on(last) < FEWEST_PARTIES
        if not alone and not members.has(way.party, last):
            continue  # no longer counted among the parties
        if alone or way.ends_all or _remaining(last, leavers, departures, members) < FEWEST_PARTIES:
            places = tuple(one.place for one in leavers[: position + 1] if one.place is not None)
            return Ending(way.end, way.kind, places, way.certain)
    return None


def _remaining(last: date, leavers: list[Exit], departures: Sequence[Departure], members: Members) -> int:
    """How many parties are left on the day after."""
    fresh = next_day(last) or last
    out = {way.party for way in leavers if (way.end.last or date.max) <= last}
    out |= {one.exit.party for one in departures if (one.exit.end.last or date.max) <= last and fresh < one.back}
    return members.count_on(last) - sum(members.has(name, last) for name in out)
