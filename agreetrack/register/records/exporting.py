"""Choosing what to export: every record, those that words name, those that a list would show."""

from collections.abc import Sequence
from typing import NamedTuple

from agreetrack.model.record import Record
from agreetrack.register.lists.listing import Selection, select
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.updating import mark
from agreetrack.store import Registry
from agreetrack.store.refs import resolve


class Exported(NamedTuple):
    """Whole records, and for each the mark that tells of which change it is shown."""

    records: list[Record]
    marks: list[str]


def exported(
    registry: Registry, occasion: Occasion, words: Sequence[str] = (), selection: Selection | None = None
) -> Exported:
    """The whole records with their marks, of one moment. Raises as `records_to_export` does."""
    if not registry.exists():
        return Exported([], [])
    with registry.still():
        records, seq = records_to_export(registry, occasion, words, selection), registry.seq()
    return Exported(records, [mark(record, seq) for record in records])


def records_to_export(
    registry: Registry, occasion: Occasion, words: Sequence[str] = (), selection: Selection | None = None
) -> list[Record]:
    """The whole records, in the order of the file: all, or those that refs name and a selection lets through.

    Raises NoSuchRef for a word that names none or several, InvalidData where the file holds a broken record.
    """
    records = registry.records() if registry.exists() else []
    if words:
        refs = [record.ref for record in records]
        wanted = {resolve(word, refs) for word in words}
        records = [record for record in records if record.ref in wanted]
    if selection is not None and selection != Selection():
        shown = {row.record.ref for row in select(registry, occasion, selection).rows}
        records = [record for record in records if record.ref in shown]
    return records
