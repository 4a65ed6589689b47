"""The last day that a stated term gives a period, and a new term the period that runs then."""

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from agreetrack.law.clauses import Clauses, Known
from agreetrack.law.counting import plus
from agreetrack.law.fold import Fold
from agreetrack.law.renewals import NOTHING, UNKNOWN, Chain, Reading, Segment, counted_from, dated, following
from agreetrack.model.clauses import EndingEvent
from agreetrack.model.periods import Period


def with_term(run: Segment, held: Clauses, fold: Fold, before: Reading | None = None) -> Segment:
    """The period with the length or the last day that the term of the clauses states, and what extensions added."""
    term = held.term
    if isinstance(term, date):
        end = dated(term, fold.record.end_day)
        chain = following(end)
        total = run.added if chain else None
        if chain and run.added != NOTHING:
            end = chain.end(run.added)
        return structs.replace(run, length=term, lasting=None, end=end, chain=chain, total=total)
    if isinstance(term, Period):
        total = plus(term, run.added)
        root = _own_chain(run, held, fold, before)
        end = root.end(total) if root else UNKNOWN
        return structs.replace(run, length=term, lasting=None, end=end, chain=root, total=total, root=root)
    if isinstance(term, EndingEvent):
        return structs.replace(run, length=None, lasting=term.event, end=UNKNOWN, chain=run.root, total=None)
    return structs.replace(run, length=term, lasting=None, end=UNKNOWN, chain=run.root, total=None)


def _own_chain(run: Segment, held: Clauses, fold: Fold, before: Reading | None) -> Chain | None:
    """By what the period itself is counted: from its anchor, or from the day after the one before, which counts."""
    if run.number == 1 or run.why == "extension":
        return counted_from(run.root.anchor, held.counting, fold.rules.assume) if run.root else None
    if before is None:
        earlier = (one for one in reversed(fold.segments) if one.number and one.number < (run.number or 0))
        before = next(earlier).at(date.max).end
    return following(before)


def amended_term(fold: Fold, run: Segment, day: date, before: Reading | None = None) -> Segment | None:
    """The period that runs on a day by the term that holds from then on; None where it would be over before."""
    moved = with_term(run, fold.rules.on(day), fold, before)
    return None if moved.end.latest and moved.end.latest < day else moved


def by_terms(fold: Fold, run: Segment, terms: Sequence[Known], before: Reading | None = None) -> Segment:
    """The period with the last day that the terms which take effect in it give it."""
    for one in terms:
        if run.end.last and (run.start or date.min) <= one.day <= run.end.last:
            run = amended_term(fold, run, one.day, before) or run
    return run
