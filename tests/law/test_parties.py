"""Who is meant by a name, as parties join and are succeeded: the index against a plain look through all of them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from agreetrack.law.lineage import Lineage
from agreetrack.law.parties import Roll
from agreetrack.model.clauses import Party
from agreetrack.model.events import Instrument, PartySuccession

DAY = date(2020, 1, 1)
names = st.sampled_from(["Aland", "ALAND", "Borduria", "Straße", "STRASSE", "C", "c", "D"])
parties = st.lists(
    st.builds(
        Party, name=names, code=st.none() | names, aliases=st.lists(names, max_size=2).map(tuple), us=st.booleans()
    ),
    max_size=5,
)
changes = st.lists(
    st.builds(Instrument, date=st.just(DAY), party=names, type=st.sampled_from(["accession", "ratification"]))
    | st.builds(PartySuccession, date=st.just(DAY), from_=names, to=names),
    max_size=8,
)


def found(stated: list[Party], name: str) -> Party | None:
    return next((party for party in stated if party.is_called(name)), None)


def after(stated: list[Party], change: Instrument | PartySuccession) -> list[Party]:
    """The parties after a change, looked through one by one."""
    if isinstance(change, Instrument):
        joins = change.type == "accession" and not found(stated, change.party)
        return [*stated, Party(name=change.party)] if joins else stated
    old = found(stated, change.from_)
    if found(stated, change.to):
        return [party for party in stated if party is not old]
    new = Party(name=change.to, us=bool(old and old.us))
    return [new if party is old else party for party in stated] if old else [*stated, new]


@given(parties, changes)
def test_the_roll_finds_whom_a_look_through_all_finds(stated: list[Party], changed: list[Instrument]) -> None:
    roll, plain = Roll(stated), list(stated)
    for change in changed:
        roll.succeed(change) if isinstance(change, PartySuccession) else roll.join(change)
        plain = after(plain, change)
        assert list(roll) == plain
        assert len(roll) == len(plain)
        for name in ("aland", "BORDURIA", "strasse", "c", "d", "nobody"):
            meant = found(plain, name)
            assert roll.found(name) == meant
            assert roll.named(name) == (meant.name if meant else name)
        assert {party.name.casefold() for party in plain if party.us} <= roll.ours


@given(parties, st.lists(st.builds(PartySuccession, date=st.just(DAY), from_=names, to=names), max_size=6), names)
def test_the_first_and_the_last_name_of_a_party(
    stated: list[Party], successions: list[PartySuccession], name: str
) -> None:
    first, now = Roll(stated), Roll(stated)
    for event in successions:
        now.succeed(event)
    lineage = Lineage(stated, now, successions)
    last = first.named(name)
    for event in successions:
        if first.named(event.from_).casefold() == last.casefold():
            last = event.to
    assert lineage.present_name(name) == now.named(last)
    origin = first.named(now.named(name))
    for event in reversed(successions):
        if now.named(event.to).casefold() == origin.casefold():
            origin = first.named(event.from_)
    assert lineage.first_name(name) == origin
