"""The obligations of an agreement on its page: what was promised, when, and what became of it."""

import re
from collections.abc import Iterator, Sequence

from agreetrack.display.boxes import Item
from agreetrack.display.lengths import length_words
from agreetrack.display.page import DateStyle, Piece
from agreetrack.display.phrases import say
from agreetrack.display.plain import paragraphs, safe
from agreetrack.model.facts import Fact
from agreetrack.model.obligations import Obligation, Outcome

_REPORTS = 3
"""Of what became of an obligation so many reports are shown."""


def promised(obligations: Sequence[Obligation], dates: DateStyle) -> list[Item]:
    """The obligations by their ids, o2 before o10."""
    ordered = sorted(obligations, key=lambda one: natural(one.id))
    return [Item([Piece(safe(one.id), "ref")], list(obligation_texts(one, dates))) for one in ordered]


def natural(text: str) -> list[tuple[int, str]]:
    """What a text is sorted by, so that its numbers stand in their order."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def obligation_texts(one: Obligation, dates: DateStyle) -> Iterator[str]:
    """What was promised, its conditions in sentences, and what became of it."""
    yield from paragraphs(one.text)
    yield " ".join(say(fact, dates) for fact in _terms(one))
    for outcome in _latest(one):
        yield outcome if isinstance(outcome, str) else outcome_words(one, outcome, dates)


def _terms(one: Obligation) -> Iterator[Fact]:
    """Who owes it to whom, and when."""
    by, to = _safe(one.by), _safe(one.to)
    if by and to:
        yield Fact("promised.by-to", parties=by, others=to)
    elif by:
        yield Fact("promised.by", parties=by)
    elif to:
        yield Fact("promised.to", parties=to)
    if one.article:
        yield Fact("promised.article", article=safe(one.article))
    yield _when(one)
    if one.until is not None:
        yield Fact("promised.until", day=one.until)
    if one.survives:
        yield Fact("promised.survives")
    if one.owner:
        yield Fact("promised.owner", owner=safe(one.owner))


def _when(one: Obligation) -> Fact:
    if one.due is not None:
        return Fact("promised.due", day=one.due)
    if one.within is not None:
        return _within(one, length_words(one.within))
    if one.every is not None:
        period = length_words(one.every)
        if one.from_ is None:
            return Fact("promised.every", period=period)
        return Fact("promised.every-from", period=period, day=one.from_)
    if one.rrule is not None:
        if one.from_ is None:
            return Fact("promised.rule", rule=safe(one.rrule))
        return Fact("promised.rule-from", rule=safe(one.rrule), day=one.from_)
    return Fact("promised.continuing" if one.kind == "continuing" else "promised.no-day")


def _within(one: Obligation, period: str) -> Fact:
    match one.of:
        case "entry-into-force":
            return Fact("promised.of-entry", period=period)
        case "signature":
            return Fact("promised.of-signature", period=period)
        case "end":
            return Fact("promised.of-end", period=period)
        case None:
            return Fact("promised.of-nothing", period=period)


def _latest(one: Obligation) -> Iterator[Outcome | str]:
    """What became of it, the latest reports in words, those before them counted."""
    reported = sorted(one.occurrences, key=lambda outcome: outcome.date)
    earlier = len(reported) - _REPORTS
    if earlier > 0:
        yield say(Fact("promised.earlier", count=earlier))
    yield from reported[-_REPORTS:]


def outcome_words(one: Obligation, outcome: Outcome, dates: DateStyle) -> str:
    """What became of an obligation, once, in sentences."""
    said = [say(_outcome(outcome, one.kind == "recurring"), dates)]
    if outcome.note:
        said.append(safe(outcome.note))
    if outcome.evidence:
        said.append(say(Fact("promised.evidence", document=safe(outcome.evidence)), dates))
    return " ".join(said)


def _outcome(outcome: Outcome, with_due: bool) -> Fact:
    day, due = outcome.date, outcome.occurrence if with_due else None
    match outcome.status:
        case "met":
            return Fact("promised.met", day=day) if due is None else Fact("promised.met-due", day=day, due=due)
        case "partly-met":
            if due is None:
                return Fact("promised.partly-met", day=day)
            return Fact("promised.partly-met-due", day=day, due=due)
        case "waived":
            return Fact("promised.waived", day=day) if due is None else Fact("promised.waived-due", day=day, due=due)


def _safe(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(safe, texts))
