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
