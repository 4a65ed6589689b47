"""Suspension and resumption: operation rests, the term and notice periods run on."""

from collections.abc import Iterable, Iterator
from datetime import date

from agreetrack.law.traces import Held
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Resumption, Suspension
from agreetrack.model.wording import _
from agreetrack.register.events import Case, Judges, record_event, refuse_after_end, refuse_no_party
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def suspend(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    effective: date | None = None,
    party: str | None = None,
    articles: str | None = None,
    until: date | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record a suspension, whole or of some articles, for all or by one party, through `until` if known."""
    event = Suspension(
        date=on,
        effective=None if effective == on else effective,
        party=party,
        articles=articles,
        until=until,
        basis=basis,
        note=note,
    )
    return record_event(registry, occasion, word, event, _judge_suspension)


def resume(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    effective: date | None = None,
    party: str | None = None,
    articles: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record a resumption: a suspension runs to the day before; without a scope it ends every suspension."""
    event = Resumption(
        date=on,
        effective=None if effective == on else effective,
        party=party,
        articles=articles,
        basis=basis,
        note=note,
    )
    return record_event(registry, occasion, word, event, _judge_resumption)


def _judge_suspension(case: Case) -> Iterable[str]:
    event = case.event
    assert isinstance(event, Suspension)
    begins = event.effective or event.date
    if event.until and event.until < begins:
        text = _("--until {until} lies before the suspension begins, {start}")
        raise UsageError(text.format(until=event.until, start=begins))
    refuse_no_party(case, event.party)
    refuse_after_end(case, _("a suspension"))
    same = [held for held in _running(case, begins) if (held.party, held.articles) == (event.party, event.articles)]
    if same:
        raise case.refuse(
            _("it is suspended since {day} already; the end is recorded with agreetrack resume {ref}").format(
                day=same[-1].since, ref=case.record.ref
            ),
        )
    return ()


def _judge_resumption(case: Case) -> Iterator[str]:
    event = case.event
    assert isinstance(event, Resumption)
    refuse_no_party(case, event.party)
    day = event.effective or event.date
    running = _running(case, day)
    if not running:
        raise case.refuse(_("it is not suspended on {day}, so that nothing is resumed").format(day=day))
    matching = [held for held in running if _in_scope(held, event)]
    if not matching:
        raise case.refuse(
            _("what is suspended on {day} is another part: {parts}").format(
                day=day, parts="; ".join(_described(held) for held in running)
            ),
        )
    rest = [held for held in running if held not in matching]
    if rest:
        yield _("still suspended: {parts}").format(parts="; ".join(_described(held) for held in rest))


def _in_scope(held: Held, event: Resumption) -> bool:
    return event.party in (None, held.party) and event.articles in (None, held.articles)


def _running(case: Case, day: date) -> list[Held]:
    return [held for held in case.line.suspensions if held.covers(day)]


def _described(held: Held) -> str:
    whose = _("for “{party}”").format(party=held.party) if held.party else _("for all parties")
    what = _("“{articles}”").format(articles=held.articles) if held.articles else _("the whole")
    return _("{what} {whose}, since {since}").format(what=what, whose=whose, since=held.since)


JUDGES: Judges = {
    Suspension: _judge_suspension,
    Resumption: _judge_resumption,
}
"""Who judges each kind of event."""
