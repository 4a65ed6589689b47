"""JSON for other programs: always one valid document, always the same names, null where there is nothing."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from agreetrack.formats.escapes import in_json
from agreetrack.formats.rows import list_row, standing_row
from agreetrack.law.counts import Statistics
from agreetrack.law.findings import Judged, Standing
from agreetrack.model.coding import builtins, encode
from agreetrack.model.errors import Finding, Said
from agreetrack.model.events import Event
from agreetrack.model.record import Listed, Record

if TYPE_CHECKING:
    from agreetrack.law.bars import Life
    from agreetrack.law.consequences import Affected, Consequences
    from agreetrack.law.explain import Explanation
    from agreetrack.law.obligations import Owed


def listing_json(rows: Sequence[Judged]) -> bytes:
    """`list --json`: an array, one agreement a line, the names of a row of a list."""
    return _array(list_row(row) for row in rows)


def show_json(record: Record, standing: Standing) -> bytes:
    """`show --json`: the whole record with its own types, then the names of its standing and the ledger."""
    whole = {field.encode_name: getattr(record, field.name) for field in msgspec.structs.fields(Record)}
    judged = msgspec.structs.asdict(standing_row(record, standing))
    return _object({**whole, **{name: value for name, value in judged.items() if name not in whole}})


def standing_json(record: Listed, standing: Standing) -> bytes:
    """What a change answers with `--json`: the names of a row of a list, and the ledger."""
    return _object(standing_row(record, standing))


def rehearsal_json(record: Listed, before: Standing | None, after: Standing, found: "Consequences") -> bytes:
    """What a rehearsal answers with `--json`: what holds now, what would hold, what falls with it, what stays owed."""
    return _object(
        {
            "before": standing_row(record, before) if before else None,
            "after": standing_row(record, after),
            "falls_with_it": [_affected(one) for one in found.fallen],
            "owed": found.owed,
        }
    )


def import_json(
    new: Sequence[str], replaced: Sequence[str], unchanged: Sequence[str], found: "Sequence[Affected] | None"
) -> bytes:
    """`import --json`: the refs by what became of them; of a rehearsal also what would hold and what holds."""
    answer: dict[str, object] = {"new": new, "replaced": replaced, "unchanged": unchanged}
    if found is not None:
        answer["affected"] = [_affected(one) for one in found]
    return in_json(encode(answer)) + b"\n"


def _affected(one: "Affected") -> dict[str, object]:
    return {
        "before": list_row(Judged(one.record, one.before)) if one.before else None,
        "after": list_row(Judged(one.record, one.standing)),
    }


def explanation_json(explained: "Explanation") -> bytes:
    """`explain --json`: one object, the lines in their order."""
    from agreetrack.formats.explanation import explanation_row

    return _object(explanation_row(explained))


def history_json(rows: Iterable[object]) -> bytes:
    """`history --json`: rows with the names `seq`, `at`, `who`, `command`, `ref`, `changes`."""
    return _array(
        {
            **_named(row, "seq", "at", "who", "command", "ref"),
            "changes": [_named(change, "field", "before", "after") for change in getattr(row, "changes", ())],
        }
        for row in rows
    )


def events_json(events: Iterable[tuple[int, Event]]) -> bytes:
    """`correct REF --json`: events as the record has them, each with its number."""
    return _array({"number": number, **builtins(event)} for number, event in events)


def check_json(findings: Iterable[Finding], say: Callable[[Said], str]) -> bytes:
    """`check --json`: what was found, with the names `ref`, `severity`, `field`, `problem`."""
    return _array(
        {
            "ref": None if one.ref is None else say(one.ref),
            "severity": one.severity,
            "field": one.field,
            "problem": say(one.problem),
        }
        for one in findings
    )


def obligations_json(rows: "Iterable[Owed]") -> bytes:
    """`obligations --json`: an array, one occurrence a line."""
    from agreetrack.formats.obligations import obligation_row

    return _array(obligation_row(row) for row in rows)


def stats_json(counts: Statistics) -> bytes:
    """`stats --json`: one object with the names of `law.counts`."""
    return _object(counts)


def timeline_json(lives: "Iterable[Life]") -> bytes:
    """`timeline --json`: the spans of each agreement as in its ledger, and what lies over and beside them."""
    return _array(
        {
            "ref": life.record.ref,
            "title": life.record.title,
            "now": life.standing.day,
            "spans": life.standing.ledger,
            **_named(life, "notice_windows", "suspensions", "provisional", "beyond"),
        }
        for life in lives
    )


def _named(thing: object, *names: str) -> dict[str, object]:
    return {name: getattr(thing, name) for name in names}


def _array(items: Iterable[object]) -> bytes:
    lines = [in_json(encode(item)) for item in items]
    return b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"


def _object(thing: object) -> bytes:
    return in_json(msgspec.json.format(encode(thing), indent=2)) + b"\n"
