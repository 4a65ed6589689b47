"""Whole records as people write them: in a file to import, or in the editor. What they mean, in a record's own form.

What stands there in that form already is not looked at: it is the record's own rules that judge it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from agreetrack.cli.fields import FIELD_OPTIONS
from agreetrack.cli.reading import scalars, terms, words
from agreetrack.cli.reading.entries import entry
from agreetrack.cli.reading.terms import LastDay
from agreetrack.model.errors import Problem, UsageError
from agreetrack.model.validation import invalid

Readings = Mapping[str, Any]
"""By the name of a field how its text is read; for an object, or each entry of a list, the readings of its parts."""


def _yes_or_no(text: str, _today: date) -> bool:
    return words.yes_or_no(text)


def _last_day(text: str, today: date) -> LastDay:
    return terms.last_day(text, today)


def _of_record() -> dict[str, Any]:
    """The readings of the options; under "" that of a field which may be one text or have parts."""
    found: dict[str, dict[str, Any]] = {"restricted": {"": _yes_or_no}}
    for option in FIELD_OPTIONS:
        name, dot, part = option.path.partition(".")
        if option.reading is not scalars.text:
            found.setdefault(name, {})[part if dot else ""] = option.reading
    return found


_RECORD = _of_record()
_OUTCOME = {"date": scalars.day, "occurrence": scalars.day}
_OBLIGATION = {
    "due": scalars.day,
    "within": scalars.period,
    "every": scalars.period,
    "from": scalars.day,
    "until": scalars.day,
    "survives": _yes_or_no,
    "occurrences": _OUTCOME,
}
_EVENT = {
    "date": scalars.stated,
    "effective": scalars.day,
    "by": scalars.period,
    "until": _last_day,
    "from": scalars.day,
    "last_day": scalars.day,
    "indefinitely": _yes_or_no,
    "set": {**_RECORD, "obligations": _OBLIGATION},
}
_SUCCESSION = {"date": scalars.stated}
_ANSWER = {"due": scalars.day, "date": scalars.day, "until": scalars.day}
_READINGS = {
    **_RECORD,
    "obligations": _OBLIGATION,
    "events": _EVENT,
    "acknowledged": _ANSWER,
    "parties": {"us": _yes_or_no},
}
_FORMS = {option.path: option.metavar or "" for option in FIELD_OPTIONS if option.many}
_ITS_OWN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}|[0-9]{2}-[0-9]{2}|P[0-9YMWD]*")
"""The forms that a record has for days and periods."""
_A_WORD = re.compile(r"[a-z-]*")


class Understood:
    """A document in a record's own form; the problems of what cannot be read, and what has to be told."""

    def __init__(self, document: Any, today: date) -> None:
        self.problems: list[Problem] = []
        self.told: list[str] = []
        self._today = today
        self.document = self._whole(document, _READINGS, "") if isinstance(document, Mapping) else document

    def _whole(self, document: Mapping[str, Any], readings: Readings, path: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in document.items():
            place = f"{path}.{name}" if path else str(name)
            read = self._part(value, readings.get(name), place)
            if isinstance(read, LastDay):
                read = self._with_end_day(document, found, read)
            found.setdefault(name, read)
        return found

    def _with_end_day(self, document: Mapping[str, Any], found: dict[str, Any], last: LastDay) -> str:
        """The last day as its text; whether it is in force stands beside it."""
        if last.end_day is not None:
            found["end_day"] = last.end_day
        elif last.remark is not None and not document.get("end_day"):
            self.told.append(last.remark)
        return last.day.isoformat()

    def _part(self, value: Any, reading: Any, place: str) -> Any:
        if reading is None and place not in _FORMS:
            return value
        if isinstance(value, str):
            return self._text(value, reading, place)
        if isinstance(value, Mapping) and isinstance(reading, Mapping):
            return self._whole(value, reading, place)
        if isinstance(value, list):
            return [self._entry(one, reading, f"{place}[{index}]", place) for index, one in enumerate(value)]
        return value

    def _text(self, value: str, reading: Any, place: str) -> Any:
        if isinstance(reading, Mapping):
            reading = reading.get("")
        if reading is None or _ITS_OWN.fullmatch(value):
            return value
        try:
            return reading(value, self._today)
        except UsageError as error:
            if not _A_WORD.fullmatch(value):  # which the record's own rules refuse, with the one that is near
                self.problems.append(Problem(place, error.fact))
            return value

    def _entry(self, value: Any, reading: Any, place: str, field: str) -> Any:
        if isinstance(value, Mapping):
            if reading is None:
                return value
            succession = reading is _EVENT and value.get("kind") == "succession"  # from one party to another
            return self._whole(value, _SUCCESSION if succession else reading, place)
        if not isinstance(value, str) or field not in _FORMS:
            return value
        try:
            return entry(field, value, place, _FORMS[field])
        except UsageError as error:
            self.problems.append(Problem(place, error.fact))
            return value


def understood(document: Mapping[str, Any], today: date, ref: str) -> tuple[dict[str, Any], list[str]]:
    """The document in a record's own form, and what has to be told. Raises InvalidData with all that cannot be read."""
    found = Understood(document, today)
    if found.problems:
        raise invalid([Problem(problem.field, problem.fact, ref) for problem in found.problems])
    return found.document, found.told
