"""Recurrence rules that name no day when they are counted from the day on which their agreement begins to bind.

Of a rule with a first day of its own, and of one that names no day whatever it is counted from, the record alone tells.
"""

from collections.abc import Iterator

from agreetrack.law.binding import bond
from agreetrack.law.timeline import timeline
from agreetrack.law.view import ALONE
from agreetrack.model.errors import Problem
from agreetrack.model.events import Amendment
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record
from agreetrack.model.rule_days import idle_rule
from agreetrack.model.validation import invalid
from agreetrack.register.occasion import Occasion


def idle_rules(record: Record, occasion: Occasion) -> list[Problem]:
    """Such rules in a record, each with its place; none while the day is not known that they are counted from."""
    stated = [(path, one) for path, one in _stated(record) if one.rrule is not None and one.from_ is None]
    if not stated:
        return []
    line = timeline(record, occasion.view(ALONE))
    found = []
    for path, one in stated:
        start = bond(line, one).reckoned_from
        wrong = idle_rule(one.rrule or "", start, one.until) if start else None
        if wrong:
            found.append(Problem(f"{path}.rrule", wrong, record.ref))
    return found


def refuse_idle_rules(record: Record, occasion: Occasion, before: Record | None = None) -> None:
    """Refuse a record with such rules, other than those that it had before. Raises InvalidData with all of them."""
    found = idle_rules(record, occasion)
    known = {problem.fact for problem in idle_rules(before, occasion)} if found and before else set()
    wrong = [problem for problem in found if problem.fact not in known]
    if wrong:
        raise invalid(wrong)


def _stated(record: Record) -> Iterator[tuple[str, Obligation]]:
    """The obligations of the text and of the amendments, each with its place."""
    for index, one in enumerate(record.obligations):
        yield f"obligations[{index}]", one
    for place, event in enumerate(record.events):
        if isinstance(event, Amendment):
            for index, one in enumerate(event.set.obligations or ()):
                yield f"events[{place}].set.obligations[{index}]", one
