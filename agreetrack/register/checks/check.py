"""Looking through the whole registry for what is wrong, missing, or passed without a word."""

from collections.abc import Iterator
from typing import Literal

from agreetrack.law.findings import Standing
from agreetrack.law.timeline import timeline
from agreetrack.law.traces import Code, Deed
from agreetrack.law.view import Lookup
from agreetrack.model.errors import Finding, InvalidData, Said
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import read_record
from agreetrack.register.checks.documents import document_findings
from agreetrack.register.checks.links import circles_of, link_findings
from agreetrack.register.checks.obligations import obligation_findings
from agreetrack.register.checks.terms import term_findings
from agreetrack.register.lists.judging import judged
from agreetrack.register.obligations.duties import promised
from agreetrack.register.obligations.idle_rules import idle_rules
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.doubles import title_findings
from agreetrack.register.records.likeness import likeness_findings
from agreetrack.register.records.plausibility import implausible_findings
from agreetrack.store import Registry
from agreetrack.store.documents import Documents
from agreetrack.store.opening import reading
from agreetrack.store.survey import survey, unfit

FEWEST_PARTIES = 2


def check(registry: Registry, occasion: Occasion) -> list[Finding]:
    """Everything that somebody should look at, errors first within each record, in the order of the file.

    What is damaged is named with its place, and all else is looked at all the same. Raises InvalidData only where
    the file itself is no registry.
    """
    records, findings = _read(registry)
    by_ref = {folded(record.ref): record for record in records}
    find = Lookup(lambda ref: by_ref.get(folded(ref)))
    standings = {ref: judged(record, occasion, find) for ref, record in by_ref.items()}
    succeeded = {folded(link.ref) for record in records for link in record.links if link.kind == "succeeds"}
    rings = circles_of(by_ref)
    broken = {folded(finding.ref) for finding in findings if isinstance(finding.ref, str)}
    documents = Documents(registry.path)
    alike, titles = likeness_findings(records), title_findings(records)
    for ref, record in by_ref.items():
        now = standings[ref]
        findings += _of_record(record, now, occasion, find, ref in succeeded)
        findings += alike.get(ref, [])
        findings += titles.get(ref, [])
        findings += implausible_findings(record, occasion.day)
        findings += link_findings(record, standings, broken, rings[ref])
        findings += document_findings(record, documents)
        findings += [Finding(record.ref, "error", wrong.field, wrong.fact) for wrong in idle_rules(record, occasion)]
        findings += obligation_findings(record, now, promised(record, occasion, find))
    return findings


def _read(registry: Registry) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    with reading(registry.path) as (file, older):
        found = survey(registry.path, file.text())
    findings = [Finding(None, "error", "", older.fact)] if older else []
    findings += [Finding(None, "error", damage.field, damage.fact) for damage in found.damages]
    seen: dict[str, str] = {}
    for number, text_of_it in found.agreements:
        try:
            record = read_record(text_of_it, Fact("places.agreement", number=number))
        except InvalidData as error:
            findings += (_broken(problem.ref or number, problem.field, problem.fact) for problem in error.problems)
            continue
        first = seen.setdefault(folded(record.ref), number)
        if first != number:
            findings.append(_broken(record.ref, "ref", Fact("check.twice-in-file", first=first, second=number)))
            continue
        if number in found.unfit:
            findings.append(_broken(record.ref, "", unfit()))
        records.append(record)
    return records, findings


def _broken(ref: Said, field: str, problem: Said) -> Finding:
    return Finding(ref, "error", field, problem)


def _of_record(
    record: Record, now: Standing, occasion: Occasion, find: Lookup, is_succeeded: bool
) -> Iterator[Finding]:
    found: list[Finding] = [
        *_without_effect(record, occasion, find),
        *_parties(record),
        *term_findings(record, now, is_succeeded),
    ]
    yield from sorted(found, key=lambda finding: finding.severity)


def _parties(record: Record) -> Iterator[Finding]:
    if len(record.parties) >= FEWEST_PARTIES:
        return
    yield Finding(
        record.ref,
        "warning",
        "parties",
        Fact("check.one-party" if record.parties else "check.no-party", ref=record.ref),
    )


def _without_effect(record: Record, occasion: Occasion, find: Lookup) -> Iterator[Finding]:
    """The events of which the law of terms says that they change nothing, or not what they seem to."""
    knowing = max([occasion.day, *(event.date for event in record.events)])
    for deed in timeline(record, occasion.view(find, knowing, knowing)).deeds:
        severity = SEVERITIES.get(deed.code)
        if severity:
            yield Finding(record.ref, severity, f"events[{deed.place}]", _remark(record, deed))


def _remark(record: Record, deed: Deed) -> Fact:
    """What an event does not do."""
    day, number, ref = record.events[deed.place].date, deed.place + 1, record.ref
    match deed.code:
        case "after-end":
            return Fact("check.after-end", date=day, number=number, ref=ref)
        case "not-longer":
            return Fact("check.not-longer", date=day, number=number, ref=ref)
        case "not-reckonable":
            return Fact("check.not-reckonable", date=day, ref=ref)
        case "already-leaving":
            return Fact("check.already-leaving", date=day, number=number, ref=ref)
        case "would-be-over":
            return Fact("check.would-be-over", date=day, number=number, ref=ref)
        case "no-end":
            return Fact("check.no-end", date=day, ref=ref)
        case "late":
            return Fact("check.late", date=day, ref=ref)
        case "no-notice":
            return Fact("check.no-notice", date=day, number=number, ref=ref)
        case "not-suspended":
            return Fact("check.not-suspended", date=day, number=number, ref=ref)
        case "one-reading":
            return Fact("check.one-reading", date=day, ref=ref, ends=deed.end.last, rival=deed.end.rival)
    return Fact("check.outside-window", date=day, number=number, ref=ref)


SEVERITIES: dict[Code, Literal["error", "warning"]] = {
    "after-end": "error",
    "not-longer": "error",
    "not-reckonable": "warning",
    "already-leaving": "warning",
    "would-be-over": "error",
    "no-end": "warning",
    "late": "warning",
    "no-notice": "error",
    "not-suspended": "error",
    "one-reading": "warning",
    "outside-window": "error",
}
