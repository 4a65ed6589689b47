"""What `check` finds in the links between records: refs that are not there, gaps and overlaps."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from agreetrack.law.circles import circles
from agreetrack.law.falling import falls_with
from agreetrack.law.findings import ENDED, Standing
from agreetrack.model.errors import Finding
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded


def link_findings(
    record: Record, standings: Mapping[str, Standing], broken: Collection[str], circle: Collection[str]
) -> Iterator[Finding]:
    """The links of a record that lead nowhere or round in a circle, and what does not fit the record they lead to.

    The standings and the broken records are found by folded refs. `circle` are the folded refs of all that fall with
    one another, this one among them; empty where there are no others.
    """
    now = standings[folded(record.ref)]
    for place, link in enumerate(record.links):
        other = standings.get(folded(link.ref))
        field = f"links[{place}].ref"
        if folded(link.ref) in broken and other is None:
            continue
        if other is None:
            yield Finding(record.ref, "error", field, _nowhere(record, link.ref))
        elif link.kind == "succeeds":
            yield from _succession(record, now, link.ref, other, field)
        elif link.kind == "amends":
            yield from _amended(record, now, link.ref, other, field)
        elif link.kind == "falls-with" and folded(link.ref) in circle:
            yield Finding(record.ref, "error", field, _round(record, link.ref))


def circles_of(records: Mapping[str, Record]) -> dict[str, Collection[str]]:
    """By folded ref those that each record falls with and that fall with it, itself among them."""
    ahead = {ref: falls_with(record) for ref, record in records.items()}
    found = circles(ahead, lambda ref: ahead.get(ref, ()))
    return {ref: circle if len(circle) > 1 else () for circle in found for ref in circle}


def _nowhere(record: Record, ref: str) -> Fact:
    return Fact("links.nowhere", ref=ref, own=record.ref)


def _round(record: Record, ref: str) -> Fact:
    return Fact("links.round", ref=ref, own=record.ref)


def _succession(record: Record, now: Standing, ref: str, before: Standing, field: str) -> Iterator[Finding]:
    """A gap or an overlap between an agreement and the one that it succeeds."""
    last = before.ends or before.expires
    if now.in_force is None or last is None:
        return
    days = (now.in_force - last).days - 1
    if days > 0:
        fact = Fact("links.gap", days=days, ref=ref, last=last, start=now.in_force)
    elif days < 0 and before.status in ENDED:
        fact = Fact("links.overlap", ref=ref, last=last, start=now.in_force)
    elif days < 0 and before.day >= now.in_force:
        fact = Fact("links.succeeds-in-force", ref=ref, last=last)
    else:
        return
    yield Finding(record.ref, "warning", field, fact)


def _amended(record: Record, now: Standing, ref: str, other: Standing, field: str) -> Iterator[Finding]:
    """An agreement can be amended only before it ends."""
    last = other.ends or other.expires
    start = now.in_force
    pending = now.status in ("draft", "signed") and start is None
    if other.status in ENDED and pending:
        fact = Fact("links.amends-ended-pending", ref=ref, last=last)
    elif last and start and start > last:
        fact = Fact("links.amends-ended", ref=ref, last=last, start=start)
    elif pending and last and last - other.day <= timedelta(days=90):
        fact = Fact("links.amends-ending", ref=ref, last=last)
    else:
        return
    yield Finding(record.ref, "warning", field, fact)
