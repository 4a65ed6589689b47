"""With whose leaving an agreement ends for all: found at once among thousands, and the same as counted one by one."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from agreetrack.law.ends import ending
from agreetrack.law.members import Members
from agreetrack.law.renewals import Reading
from agreetrack.law.traces import NO_FALL, Departure, Ending, Exit
from agreetrack.model.clauses import Party
from agreetrack.model.events import Instrument, PartySuccession

NAMES = "ABCDE"
DAYS = st.integers(0, 30).map(lambda number: date(2020, 1, 1) + timedelta(days=number))
exits = st.builds(
    Exit,
    party=st.sampled_from(NAMES),
    place=st.integers(0, 9),
    received=st.just(date(2020, 1, 1)),
    end=DAYS.map(Reading) | st.just(Reading(None)),
    effect=st.just("withdrawal"),
    ends_all=st.sampled_from([False, False, False, True]),
)
departures = st.builds(Departure, exit=exits, back=DAYS)


@st.composite
def memberships(draw: st.DrawFn) -> Members:
    """Parties of whom some join, are succeeded, or are set anew, one day after the other."""
    members = Members(Party(name=name) for name in draw(st.sets(st.sampled_from(NAMES), max_size=4)))
    for day in sorted(draw(st.lists(DAYS, max_size=5))):
        one, other = draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES))
        match draw(st.sampled_from(["join", "succeed", "set"])):
            case "join":
                members.join(Instrument(date=day, party=one, type="accession"), day)
            case "succeed":
                members.succeed(PartySuccession(date=day, from_=one, to=other), day)
            case _:
                members.set_anew([Party(name=name) for name in {one, other}], day)
    return members


def one_by_one(ways: dict[str, Exit], gone: list[Departure], members: Members) -> Ending | None:
    """The leavers by their last days, and after each of them the parties counted by name."""
    leavers = sorted((way for way in ways.values() if way.end.last), key=lambda way: way.end.last or date.max)
    for position, way in enumerate(leavers):
        last = way.end.last or date.max
        there = {name for name in NAMES if members.has(name, last)}
        if members.count_on(last) >= 2 and way.party not in there:
            continue
        out = {one.party for one in leavers if (one.end.last or date.max) <= last}
        after = last + timedelta(days=1)
        out |= {one.exit.party for one in gone if (one.exit.end.last or date.max) <= last and after < one.back}
        if members.count_on(last) < 2 or way.ends_all or len(there - out) < 2:
            places = tuple(one.place for one in leavers[: position + 1] if one.place is not None)
            return Ending(way.end, way.kind, places, way.certain)
    return None


@settings(max_examples=500, deadline=None)
@given(memberships(), st.lists(exits, max_size=5), st.lists(departures, max_size=2))
def test_an_agreement_ends_with_the_one_after_whom_too_few_are_left(
    members: Members, leaving: list[Exit], gone: list[Departure]
) -> None:
    ways = {way.party: way for way in leaving}
    assert ending(None, NO_FALL, ways, gone, members) == one_by_one(ways, gone, members)
