"""What `check` finds in the obligations of a record: days that are not known."""

from collections.abc import Iterator

from agreetrack.law.findings import Standing
from agreetrack.law.obligations import Promise
from agreetrack.model.errors import Finding
from agreetrack.model.facts import Fact
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record
from agreetrack.register.obligations.promising import every_version


def obligation_findings(record: Record, now: Standing, promises: list[Promise]) -> Iterator[Finding]:
    """The obligations that are to be met on a day which is not known: nothing warns of them.

    A day that is still to come by itself, as entry into force or the end of an agreement that goes on, is not missing.
    """
    if now.closed:
        return
    for promise in promises:
        undated = promise.undated()
        if undated is not None and undated.status == "unknown-date":
            problem = _problem(record, undated.obligation, now)
            if problem:
                yield Finding(record.ref, "warning", _path(record, promise.id), problem)


def _path(record: Record, id: str) -> str:
    """Where the obligation stands first: in the text, or in the amendment that set it."""
    for place, one in enumerate(record.obligations):
        if one.id == id:
            return f"obligations[{place}].due"
    place = next(place for place, one in every_version(record) if one.id == id) or 0
    return f"events[{place}].set.obligations"


def _problem(record: Record, obligation: Obligation, now: Standing) -> Fact | None:
    if obligation.kind == "once" and obligation.within is None:
        return Fact("obligations.due-unknown", id=obligation.id, ref=record.ref)
    return _missing(record, obligation, now)


def _missing(record: Record, obligation: Obligation, now: Standing) -> Fact | None:
    """That the day is not known which it is counted from, where that should be known."""
    id, ref = obligation.id, record.ref
    if obligation.of == "signature":
        return Fact("obligations.signature-unknown", id=id, ref=ref)
    if obligation.of == "end":
        return Fact("obligations.end-unknown", id=id, ref=ref) if record.term is None else None
    has_begun = now.status not in ("draft", "signed")
    return Fact("obligations.entry-unknown", id=id, ref=ref) if has_begun and now.in_force is None else None
