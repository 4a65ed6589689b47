"""The same list as it is usually written: Typer, TinyDB, python-dateutil and Rich, record by record."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from dateutil.relativedelta import relativedelta
from rich.console import Console
from rich.table import Table
from tinydb import TinyDB

UNITS = {"Y": "years", "M": "months", "D": "days"}


def period(text: str) -> relativedelta:
    return relativedelta(**{UNITS[unit]: int(count) for count, unit in re.findall(r"(\d+)([YMD])", text)})


def last_day(record: dict[str, Any], day: date) -> date | None:
    """The end of the running period, renewals counted from the start."""
    stated, start = record.get("term"), record.get("entry_into_force")
    if not stated or stated == "indefinite" or not start:
        return None
    if not stated.startswith("P"):
        return date.fromisoformat(stated)
    begun = date.fromisoformat(record["signed"] if start == "signature" else start)
    renewal = record.get("renewal", {})
    length, step = period(stated), period(renewal.get("period", stated))
    end: date = begun + length
    while end < day and renewal.get("mode") == "tacit":
        length += step
        end = begun + length
    return end


def main(registry: Path, as_of: Annotated[str, typer.Option()], within: Annotated[int, typer.Option()] = 90) -> None:
    day = date.fromisoformat(as_of)
    due = []
    for record in TinyDB(registry, encoding="utf-8").table("agreements"):
        end = last_day(record, day)
        if end is None:
            continue
        notice = record.get("notice")
        by = end - period(notice["period"]) if notice else end
        if any(0 <= (one - day).days <= within for one in (by, end)):
            due.append((by, end, record))
    table = Table("days", "by", "until", "ref", "agreement")
    for by, end, record in sorted(due, key=lambda row: row[0]):
        table.add_row(f"{(by - day).days}", f"{by}", f"{end}", record["ref"], record["title"])
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
