"""Who may be named as a party in a record: the parties, those who joined, those who succeeded one."""

from collections.abc import Iterable, Iterator

from agreetrack.model.clauses import EntryRule, Party
from agreetrack.model.events import JOINING, Amendment, Instrument, PartySuccession
from agreetrack.model.facts import Fact
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Listed, Record

PartyNames = Iterator[tuple[str, str]]


def strangers(record: Listed) -> Iterator[tuple[str, Fact]]:
    """The places that name somebody who is no party, each with what is wrong there.

    A party joins by an instrument of accession or succession, by a `succession` event, or by an amendment of
    the parties; when it did is for the law of terms. A record that states no parties has no strangers.
    """
    known = _names(record.parties)
    if not known:
        return
    for event in record.events:
        if isinstance(event, Instrument) and event.type in JOINING:
            known.add(event.party.casefold())
        elif isinstance(event, PartySuccession):
            known.add(event.to.casefold())
        elif isinstance(event, Amendment):
            known |= _names(event.set.parties or ())
    parties = tuple(party.name for party in record.parties)
    for path, name in _mentioned(record):
        if name.casefold() not in known:
            yield path, Fact("parties.stranger", name=name, parties=parties)


def _names(parties: Iterable[Party]) -> set[str]:
    called = (name for party in parties for name in (party.name, party.code, *party.aliases))
    return {name.casefold() for name in called if name}


def _mentioned(record: Listed) -> PartyNames:
    for index, event in enumerate(record.events):
        path = f"events[{index}]"
        if isinstance(event, PartySuccession):
            yield f"{path}.from", event.from_
        elif isinstance(event, Amendment):
            yield from _bound(event.set.obligations or (), f"{path}.set.obligations")
        else:
            party = getattr(event, "party", None)
            if party is not None:
                yield f"{path}.party", party
    if isinstance(record.entry_into_force, EntryRule):
        for index, name in enumerate(record.entry_into_force.among):
            yield f"entry_into_force.among[{index}]", name
    if isinstance(record, Record):
        for index, signatory in enumerate(record.signatories):
            if signatory.party is not None:
                yield f"signatories[{index}].party", signatory.party
        yield from _bound(record.obligations, "obligations")


def _bound(obligations: Iterable[Obligation], path: str) -> PartyNames:
    for index, obligation in enumerate(obligations):
        for field, names in (("by", obligation.by), ("to", obligation.to)):
            for place, name in enumerate(names):
                yield f"{path}[{index}].{field}[{place}]", name
