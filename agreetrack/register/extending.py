"""Extensions and renewals: what lengthens an agreement."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Literal

from agreetrack.law.findings import ENDED
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Extension, Renewed
from agreetrack.model.periods import Period
from agreetrack.model.terms import INDEFINITE
from agreetrack.model.wording import _
from agreetrack.register.events import Case, Judges, last_of, listed, record_event
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def extend(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    by: Period | None = None,
    until: date | None = None,
    indefinitely: bool = False,
    start: date | None = None,
    end_day: Literal["included", "excluded"] | None = None,
    retroactive: bool = False,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that the parties extend the agreement by a period, until a date or indefinitely; `start` is a new anchor.

    After the end it is refused unless `retroactive`: an agreement once expired is not extended but succeeded,
    unless the text says that it applies from the end on. Raises UsageError unless one of the three is given.
    """
    if [by is not None, until is not None, indefinitely].count(True) != 1:
        raise UsageError(_("give one of --by PERIOD, --until DATE and --indefinitely"))
    event = Extension(
        date=on, by=by, until=until, indefinitely=indefinitely, from_=start, end_day=end_day, basis=basis, note=note
    )
    return record_event(registry, occasion, word, event, partial(judge_extension, retroactive=retroactive))


def judge_extension(case: Case, retroactive: bool) -> Iterator[str]:
    """Judge an extension; after the end it is refused unless it is `retroactive`."""
    event = case.event
    assert isinstance(event, Extension)
    if event.end_day and event.until is None:
        raise UsageError(_("--end-day goes with --until DATE: it says whether that day is still in force"))
    _refuse_final_end(case)
    before = case.of_all()
    if before.status in ENDED and not retroactive:
        raise case.refuse(
            _(
                "it expired on {ends}, and an agreement once expired is not extended but succeeded: add the "
                "new one and link it; if the text itself says that it applies from the end, add "
                "--retroactive"
            ).format(ends=last_of(before)),
        )
    if case.latest.end.last is None and (case.latest.length == INDEFINITE or case.latest.why == "open"):
        raise case.refuse(
            _("its term is indefinite, so that there is nothing to extend; a new term is an amendment: {try_}").format(
                try_=f"agreetrack amend {case.record.ref} --set term=P5Y"
            ),
        )
    _refuse_without_effect(case, event)
    if before.status in ENDED:
        yield _("retroactive: on {day} it had run out on {ends}").format(day=event.date, ends=last_of(before))


def _refuse_final_end(case: Case) -> None:
    """Neither extension nor renewal moves an end that a notice or the parties' consent has set."""
    cap = case.line.end
    if cap is None:
        return
    if case.line.termination is not None:
        raise case.refuse(
            _(
                "its termination is agreed, with {ends} as the last day; take that back with agreetrack "
                "undo, or agreetrack edit {ref}, before it can go on"
            ).format(ends=cap.end.last, ref=case.record.ref),
        )
    raise case.refuse(
        _(
            "notice was given by {who}, and it ends on {ends}; only when the notice is withdrawn can it go "
            "on: agreetrack notice {ref} --withdraw"
        ).format(who=listed(way.party for way in case.line.exits), ends=cap.end.last, ref=case.record.ref),
    )


def _refuse_without_effect(case: Case, event: Extension) -> None:
    current = case.latest.end.last
    if case.does("not-longer"):
        raise case.refuse(
            _("it is in force through {current} already, so that {until} does not lengthen it").format(
                current=current, until=event.until or event.by or _("an extension without end")
            ),
        )
    if case.does("not-reckonable"):
        raise case.refuse(_unreckonable(case))
    if event.by and case.after().expires is None:
        raise case.refuse(_("{by} more reaches beyond the year 9999").format(by=event.by))


def _unreckonable(case: Case) -> str:
    ref = case.record.ref
    if case.clauses.term is None:
        return _(
            "its term is not known, so that no period can be added; state the term (agreetrack edit {ref} "
            "--term 5y) or the new last day (--until DATE)"
        ).format(ref=ref)
    return _(
        "the day that its term runs from is not known, so that no period can be added; state it (agreetrack "
        "edit {ref} --entry-into-force DATE) or the new last day (--until DATE)"
    ).format(ref=ref)


def renew(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record a renewal: it confirms a tacit one, and agrees an express one (one renewal period more)."""
    event = Renewed(date=on, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_renewal)


def _judge_renewal(case: Case) -> Iterator[str]:
    ref, held = case.record.ref, case.deciding
    if held.mode == "none":
        raise case.refuse(
            _(
                "its text provides for no renewal; if the parties prolong it nevertheless, that is an "
                "extension: agreetrack extend {ref} --by PERIOD"
            ).format(ref=ref),
        )
    if held.mode == "indefinite" or case.latest.length == INDEFINITE:
        raise case.refuse(_("it goes on by itself until notice is given, so that there is nothing to renew"))
    _refuse_final_end(case)
    _refuse_renewal_after_end(case)
    if held.mode == "tacit":
        yield from _told_of_tacit_renewal(case)
        return
    if case.does("not-reckonable"):
        raise case.refuse(_unknown_step(case))
    if held.mode is None:
        yield _("its text is not recorded as renewable; reckoned as renewed expressly, by {period}").format(
            period=held.step
        )
    elif held.times is not None and case.latest.used >= held.times:
        yield _("its text allows {times} renewals, and this is one more").format(times=held.times)


def _refuse_renewal_after_end(case: Case) -> None:
    before = case.of_all()
    if before.status in ENDED:
        raise case.refuse(
            _(
                "it expired on {ends}, and an agreement once expired is not renewed but succeeded; give the "
                "day with --on if it was renewed before; if the text says that it applies from the end: "
                "agreetrack extend {ref} --by PERIOD --retroactive"
            ).format(ends=last_of(before), ref=case.record.ref),
        )


def _told_of_tacit_renewal(case: Case) -> Iterator[str]:
    held = case.deciding
    if held.times is not None and case.latest.used >= held.times:
        raise case.refuse(
            _(
                "its {times} tacit renewals are used up; what the parties agree beyond them is an extension: "
                "agreetrack extend {ref} --by PERIOD"
            ).format(times=held.times, ref=case.record.ref),
        )
    if case.latest.end.last is None:
        raise case.refuse(_unknown_step(case))
    yield _("it renews by itself; recorded as its confirmation, no date moves")


def _unknown_step(case: Case) -> str:
    ref = case.record.ref
    if case.latest.end.last is None:
        return _(
            "the end of its present period is not known, so that no renewal can be counted; state it: "
            "agreetrack edit {ref} --term 5y --entry-into-force DATE"
        ).format(ref=ref)
    return _(
        "the period of its renewal is not known; state it (agreetrack edit {ref} --renewal-period 5y), or "
        "record the new end: agreetrack extend {ref} --until DATE"
    ).format(ref=ref)


JUDGES: Judges = {
    Renewed: _judge_renewal,
}
"""Who judges each kind of event."""
