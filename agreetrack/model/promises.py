"""Whether the fields of one obligation go together: once, recurring or continuing."""

from collections.abc import Iterator

from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import period
from agreetrack.model.rule_days import idle_rule
from agreetrack.model.rules import wrong_rule
from agreetrack.model.wording import _

FOREIGN = {
    "once": ("every", "from", "until", "rrule"),
    "recurring": ("due", "within", "of"),
    "continuing": ("due", "within", "of", "every", "from", "until", "rrule"),
}
"""The fields that have no meaning for an obligation of each kind."""


def wrong_obligation(obligation: Obligation, path: str) -> Iterator[tuple[str, str]]:
    """What in the obligation does not go together, each place with a sentence."""
    for field in ("id", "text"):
        if not getattr(obligation, field).strip():
            yield f"{path}.{field}", _("is empty; every obligation has an id and a text")
    yield from _foreign(obligation, path)
    for field in ("within", "every"):
        try:
            period(getattr(obligation, field) or "P1D")
        except ValueError as error:
            yield f"{path}.{field}", str(error)
    if obligation.kind == "once":
        yield from _wrong_once(obligation, path)
    elif obligation.kind == "recurring":
        yield from _wrong_recurring(obligation, path)


def _foreign(obligation: Obligation, path: str) -> Iterator[tuple[str, str]]:
    text = _("does not go with an obligation of kind {kind}; leave it out, or change the kind")
    for field in FOREIGN[obligation.kind]:
        if getattr(obligation, "from_" if field == "from" else field) is not None:
            yield f"{path}.{field}", text.format(kind=obligation.kind)


def _wrong_once(obligation: Obligation, path: str) -> Iterator[tuple[str, str]]:
    if obligation.due is not None and obligation.within is not None:
        yield path, _("states both due and within; keep the one that the text states")
    if (obligation.within is None) != (obligation.of is None):
        yield path, _("within (a period) and of (entry-into-force, signature or end) go together")


def _wrong_recurring(obligation: Obligation, path: str) -> Iterator[tuple[str, str]]:
    if (obligation.every is None) == (obligation.rrule is None):
        yield path, _("a recurring obligation states either every (a period) or rrule, one of the two")
    if obligation.every is not None and obligation.from_ is None:
        yield f"{path}.from", _("is missing; give the day of the first occurrence")
    if obligation.from_ and obligation.until and obligation.until < obligation.from_:
        yield f"{path}.until", _("lies before the day of the first occurrence")
    if obligation.rrule is not None:
        wrong = wrong_rule(obligation.rrule) or idle_rule(obligation.rrule, obligation.from_, obligation.until)
        if wrong:
            yield f"{path}.rrule", wrong
