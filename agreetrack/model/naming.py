"""What the words of a record are called in sentences: a fact for each, as no word of a file is shown to people."""

from collections.abc import Mapping

from agreetrack.model.events import Event, InstrumentType
from agreetrack.model.facts import Fact

INSTRUMENTS: Mapping[InstrumentType, Fact] = {
    "ratification": Fact("naming.ratification"),
    "acceptance": Fact("naming.acceptance"),
    "approval": Fact("naming.approval"),
    "accession": Fact("naming.accession"),
    "succession": Fact("naming.instrument-of-succession"),
    "definitive-signature": Fact("naming.definitive-signature"),
    "notification": Fact("naming.notification"),
}
_EVENTS: Mapping[str, Fact] = {
    "instrument": Fact("naming.instrument"),
    "provisional": Fact("naming.provisional"),
    "provisional-end": Fact("naming.provisional-end"),
    "extension": Fact("naming.extension"),
    "renewal": Fact("naming.renewal"),
    "notice": Fact("naming.notice"),
    "notice-prolonged": Fact("naming.notice-prolonged"),
    "notice-suspended": Fact("naming.notice-suspended"),
    "notice-resumed": Fact("naming.notice-resumed"),
    "notice-withdrawn": Fact("naming.notice-withdrawn"),
    "suspension": Fact("naming.suspension"),
    "resumption": Fact("naming.resumption"),
    "termination": Fact("naming.termination"),
    "succession": Fact("naming.succession"),
    "amendment": Fact("naming.amendment"),
    "close": Fact("naming.close"),
}


def event_name(event: Event) -> Fact:
    """What an event is called."""
    return _EVENTS[str(type(event).__struct_config__.tag)]


_MATTERS: Mapping[str, Fact] = {
    "notice": Fact("naming.matter-notice"),
    "send-by": Fact("naming.matter-send-by"),
    "start-by": Fact("naming.matter-start-by"),
    "expiry": Fact("naming.matter-expiry"),
    "renewal": Fact("naming.matter-renewal"),
    "first-term-end": Fact("naming.matter-first-term-end"),
    "termination": Fact("naming.matter-termination"),
    "leaving": Fact("naming.matter-leaving"),
    "survival-end": Fact("naming.matter-survival-end"),
    "obligation": Fact("naming.matter-obligation"),
    "obligation-overdue": Fact("naming.matter-obligation-overdue"),
    "entry-into-force": Fact("naming.matter-entry-into-force"),
    "unrecorded-end": Fact("naming.matter-unrecorded-end"),
}


def matter_name(what: str, id: str | None) -> Fact:
    """What is warned of, with the id of an obligation."""
    return _MATTERS[what] if id is None else Fact("naming.matter-of", what=_MATTERS[what], id=id)
