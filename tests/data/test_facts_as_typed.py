"""The sample registry's agreements as somebody types them: first the text, then each event as it happened."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from test_facts import FACTS, SAMPLE

from agreetrack.model.record import Record
from agreetrack.model.validation import write_record
from agreetrack.store import Registry

RECORDS = Registry(SAMPLE).records()
TEXTS = ("ref", "title", "signed", "term_from", "term", "end_day", "counting", "counting_basis", "prepare", "survival")


def options(fields: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Fields as options: `renewal.period` as `--renewal-period`."""
    for name, value in fields.items():
        yield from (f"--{prefix}{name}".replace("_", "-"), str(value))


def added(record: Record) -> list[str]:
    """The words that add a record without its events."""
    fields = write_record(record)
    words = ["add", *options({name: fields[name] for name in TEXTS if name in fields})]
    for party in record.parties:
        words += ["--party", f"{party.name}={party.code}" if party.code else party.name]
        words += ["--us", party.name] if party.us else []
    if "entry_into_force" in fields:
        words += ["--entry-into-force", fields["entry_into_force"]]
    for clause in ("renewal", "notice"):
        words += options(fields.get(clause, {}), f"{clause}-")
    return words


def happened(ref: str, event: dict[str, Any]) -> list[str]:
    """The words that record an event."""
    kind, on = event.pop("kind"), event.pop("date")
    command, more = {
        "extension": ("extend", ["--retroactive"] if "from" in event else []),
        "renewal": ("renew", []),
        "notice": ("notice", []),
        "notice-suspended": ("notice", ["--suspend"]),
        "notice-withdrawn": ("notice", ["--withdraw"]),
        "provisional": ("provisional", []),
        "termination": ("terminate", []),
        "instrument": ("instrument", []),
    }[kind]
    return [command, ref, *more, "--on", on, *options(event)]


@pytest.mark.parametrize("record", RECORDS, ids=[record.ref for record in RECORDS])
def test_an_agreement_typed_event_by_event_has_the_same_dates(
    agreetrack: Callable[..., Any], tmp_path: Path, record: Record
) -> None:
    def typed(*words: str) -> str:
        run = agreetrack("--db", str(tmp_path / "office.json"), *words)
        assert run.code == 0, run.stderr
        return str(run.stdout)

    typed(*added(record))
    for event in write_record(record).get("events", ()):
        typed(*happened(record.ref, event))
    asked = [(day, expected) for ref, day, expected in FACTS if ref == record.ref]
    assert asked
    for day, expected in asked:
        shown = json.loads(typed("show", record.ref, "--json", "--as-of", day))
        for name, value in expected.items():
            if name.endswith((".or_by", ".or_date")):
                continue  # the other reading of an act stands in the rival fields
            found = shown
            for part in name.split("."):
                found = None if found is None else found[part]
            assert found == value, (day, name)
