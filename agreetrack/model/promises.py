"""Whether the fields of one obligation go together: once, recurring or continuing."""

from collections.abc import Iterator

from agreetrack.model.facts import Fact
from agreetrack.model.obligations import Obligation
from agreetrack.model.rule_days import idle_rule
from agreetrack.model.rules import wrong_rule

FOREIGN = {
    "once": ("every", "from", "until", "rrule"),
    "recurring": ("due", "within", "of"),
    "continuing": ("due", "within", "of", "every", "from", "until", "rrule"),
}
"""The fields that have no meaning for an obligation of each kind."""


def wrong_obligation(obligation: Obligation, path: str) -> Iterator[tuple[str, Fact]]:
    """What in the obligation does not go together, each place with what is wrong there."""
    for field in ("id", "text"):
        if not getattr(obligation, field).strip():
            yield f"{path}.{field}", Fact("obligations.empty")
    yield from _foreign(obligation, path)
    if obligation.kind == "once":
        yield from _wrong_once(obligation, path)
    elif obligation.kind == "recurring":
        yield from _wrong_recurring(obligation, path)


def _foreign(obligation: Obligation, path: str) -> Iterator[tuple[str, Fact]]:
    for field in FOREIGN[obligation.kind]:
        if getattr(obligation, "from_" if field == "from" else field) is not None:
            yield f"{path}.{field}", Fact("obligations.does-not-go-with-kind", kind=obligation.kind)


def _wrong_once(obligation: Obligation, path: str) -> Iterator[tuple[str, Fact]]:
    if obligation.due is not None and obligation.within is not None:
        yield path, Fact("obligations.due-and-within")
    if (obligation.within is None) != (obligation.of is None):
        yield path, Fact("obligations.within-and-of")


def _wrong_recurring(obligation: Obligation, path: str) -> Iterator[tuple[str, Fact]]:
    if (obligation.every is None) == (obligation.rrule is None):
        yield path, Fact("obligations.every-or-rrule")
    if obligation.every is not None and obligation.from_ is None:
        yield f"{path}.from", Fact("obligations.from-missing")
    if obligation.from_ and obligation.until and obligation.until < obligation.from_:
        yield f"{path}.until", Fact("obligations.until-before-first")
    if obligation.rrule is not None:
        wrong = wrong_rule(obligation.rrule) or idle_rule(obligation.rrule, obligation.from_, obligation.until)
        if wrong:
            yield f"{path}.rrule", wrong
