"""The same changes as plain TinyDB makes them: `main([FILE, CHANGE])`; exit code 0 acknowledges the change."""

import sys
from collections.abc import Callable
from typing import Any

from tinydb import TinyDB, where

HISTORY = ("add RU-CN-2001", "add EU-MU-2022", "add IN-BD-1996", *("edit", "extend") * 2, "edit")
"""As many changes as an office of agreetrack's has before a fault."""

EXTENSION = {"kind": "extension", "date": "2021-11-20", "by": "P5Y"}


def _add(table: Any, *refs: str) -> None:
    table.insert_multiple({"ref": ref, "title": f"Соглашение {ref}", "parties": ["Moscow"]} for ref in refs)


def _edit(table: Any) -> None:
    record = table.get(where("ref") == "RU-CN-2001")
    table.update({"tags": [*record.get("tags", []), "urgent"]}, where("ref") == "RU-CN-2001")


def _extend(table: Any) -> None:
    record = table.get(where("ref") == "RU-CN-2001")
    table.update({"events": [*record.get("events", []), EXTENSION]}, where("ref") == "RU-CN-2001")


CHANGES: dict[str, Callable[..., object]] = {
    "add": _add,
    "edit": _edit,
    "extend": _extend,
    "remove": lambda table: table.remove(where("ref") == "EU-MU-2022"),
}


def records(file: str) -> list[dict[str, Any]]:
    """What is in the table, read as TinyDB reads it."""
    with TinyDB(file, encoding="utf-8") as database:
        return [dict(record) for record in database.table("agreements").all()]


def main(arguments: list[str]) -> int:
    file, change, *refs = arguments
    try:
        with TinyDB(file, encoding="utf-8") as database:
            CHANGES[change](database.table("agreements"), *refs)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
