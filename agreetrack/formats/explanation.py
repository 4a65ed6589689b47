"""`explain --json`: an explanation as facts, for programs that check a date or say it in words of their own."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from agreetrack.law.explain import Explanation, Reason
from agreetrack.model.facts import Fact, Value
from agreetrack.model.periods import Period
from agreetrack.model.record import Counting

_RULES: dict[str, Counting] = {"rule-same-numbered": "anniversary", "rule-first-day": "day-before"}


class ReasonRow(Struct, frozen=True, kw_only=True):
    """One line: what it is about, which sentence it is, and what that sentence names.

    `dates` are its days by name, in the first reading, `rival` is the other reading of one of them; `rule` is how is
    counted, `authority` who says so or on what the line rests. `article` and `words` are those of the text, `basis`
    is the document of an event. `values` is everything else that the sentence names.
    """

    what: str
    code: str
    dates: dict[str, date]
    rival: date | None
    rule: str | None
    authority: str | None
    article: str | None
    basis: str | None
    words: str | None
    values: dict[str, Any]


class ExplanationRow(Struct, frozen=True, kw_only=True):
    """The agreement and the day that were asked about, what is explained, and the lines in their order."""

    ref: str
    day: date
    knowing: date
    explains: str
    lines: tuple[ReasonRow, ...]


def explanation_row(explained: Explanation) -> ExplanationRow:
    """The explanation under the names of its JSON."""
    return ExplanationRow(
        ref=explained.ref,
        day=explained.day,
        knowing=explained.knowing,
        explains=_name(explained.heading),
        lines=tuple(map(_line, explained.reasons)),
    )


def _line(reason: Reason) -> ReasonRow:
    fact, source = reason.text, reason.source.values if reason.source else {}
    code, values = _name(fact), fact.values
    taken = {"article", "words", "authority"}
    return ReasonRow(
        what=_name(reason.label),
        code=code,
        dates={name: day for name, value in values.items() for day in [_day(value)] if day},
        rival=next(_rivals(reason), None),
        rule=_RULES.get(code, code) if _name(reason.label) == "rule" else None,
        authority=_authority(reason),
        article=_text(source.get("article") or values.get("article")),
        basis=_text(source.get("text")),
        words=_text(values.get("words")),
        values={name: _plain(one) for name, one in values.items() if name not in taken and not _day(one)},
    )


def _name(fact: Fact) -> str:
    """The code of a fact without its subject, which is told by where it stands."""
    return fact.code.partition(".")[2]


def _day(value: Value) -> date | None:
    """The day that a value is, in the first reading."""
    if isinstance(value, Fact) and value.code == "days.either":
        return _day(value.values["day"])
    return value if isinstance(value, date) else None


def _rivals(reason: Reason) -> Iterator[date]:
    """The other readings that a line names."""
    if _name(reason.label) == "rival":
        yield from (value for value in reason.text.values.values() if isinstance(value, date))
    for value in reason.text.values.values():
        if isinstance(value, Fact) and value.code == "days.either" and isinstance(value.values["rival"], date):
            yield value.values["rival"]


def _authority(reason: Reason) -> str | None:
    stated = reason.text.values.get("authority")
    if isinstance(stated, Fact):
        return _name(stated)
    if reason.source is None or reason.source.values:
        return None
    return _name(reason.source)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _plain(value: Value) -> Any:
    """A value as JSON has it: a period as ISO 8601, a fact by its code with its values."""
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Fact):
        return {"code": value.code, **{name: _plain(one) for name, one in value.values.items()}}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
