"""The real agreements, their events recorded one after the other as they happened, from an empty file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from occasions import occasion
from questions import standing

from agreetrack.model.coding import builtins
from agreetrack.model.events import (
    AnyEvent,
    Close,
    Extension,
    Instrument,
    NoticeGiven,
    NoticeSuspended,
    NoticeWithdrawn,
    Provisional,
    ProvisionalEnd,
    Renewed,
    Termination,
)
from agreetrack.model.record import Record
from agreetrack.register.events.ending import close, terminate
from agreetrack.register.events.entering import instrument, provisional
from agreetrack.register.events.extending import extend, renew
from agreetrack.register.events.noticing import give_notice, suspend_notice, withdraw_notice
from agreetrack.register.records.importing import Source, import_records
from agreetrack.store import Registry

SAMPLE = Registry(Path(__file__).resolve().parents[2] / "data" / "agreements.json")
RECORDS = SAMPLE.records()

RECORDING: Mapping[type, tuple[Callable[..., Any], dict[str, Any]]] = {
    Close: (close, {}),
    Extension: (extend, {}),
    Instrument: (instrument, {}),
    NoticeGiven: (give_notice, {}),
    NoticeSuspended: (suspend_notice, {}),
    NoticeWithdrawn: (withdraw_notice, {}),
    Provisional: (provisional, {}),
    ProvisionalEnd: (provisional, {"end": True}),
    Renewed: (renew, {}),
    Termination: (terminate, {}),
}
SIGNED_AFTER_IT_TOOK_EFFECT = {("US-CN-ST-1979", "2024-12-13")}
"""Whose text says that it applies from the end on."""


def record_as_it_happened(registry: Registry, record: Record, event: AnyEvent) -> None:
    recording, words = RECORDING[type(event)]
    fields = msgspec.structs.asdict(event)
    words = {**words, **{name: value for name, value in fields.items() if value is not None}}
    day = words.pop("date")
    if "from_" in words:
        words["start"] = words.pop("from_")
    if (record.ref, day.isoformat()) in SIGNED_AFTER_IT_TOOK_EFFECT:
        words["retroactive"] = True
    recording(registry, occasion(day.isoformat()), record.ref, on=day, **words)


@pytest.mark.parametrize("record", RECORDS, ids=[record.ref for record in RECORDS])
def test_a_life_recorded_event_by_event_comes_to_the_same(registry: Registry, record: Record) -> None:
    source = Source("given", {**builtins(record), "events": []})
    import_records(registry, occasion(), [source], consents=["dangling-links"])
    for event in sorted(record.events, key=lambda one: one.date):
        record_as_it_happened(registry, record, event)
    lived = registry.find(record.ref)
    assert len(lived.events) == len(record.events)
    for day in (occasion().day, *(event.date for event in record.events)):
        assert standing(lived, day) == standing(record, day)
