"""`show`: one agreement on a page; and the few lines that a command prints after it changed one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from agreetrack.display.boxes import Box, labelled, page_text
from agreetrack.display.days import either, weekday, written_day
from agreetrack.display.page import DateStyle, Page, Piece
from agreetrack.display.phrases import say
from agreetrack.display.plain import safe
from agreetrack.display.screens.details import MANY_PARTIES, details
from agreetrack.display.screens.ledger import ledger
from agreetrack.display.screens.outlook import lines, missing_words, position
from agreetrack.display.wording import _, ngettext
from agreetrack.display.words import party_names, party_word
from agreetrack.law.findings import Duty, Leaving, Standing, Suspended
from agreetrack.model.dates import is_whole
from agreetrack.model.errors import Said
from agreetrack.model.record import Listed, Record


def show(
    record: Record,
    standing: Standing,
    page: Page,
    linked_from: Sequence[tuple[str, str]] = (),
    stand_in: str | None = None,
    titles: Mapping[str, str] | None = None,
) -> str:
    """The page of `show`. `linked_from` are the (ref, kind) of the records that link to this one.

    `stand_in` is who is reminded where an agreement names nobody; `titles` are those of linked records by folded ref.
    """
    dates = page.dates
    boxes = (
        _head(record, _about(record, page, stand_in), position(record, standing, dates)),
        _outlook(record, standing, dates),
        Box(_("PERIODS"), items=ledger(record, standing, dates), form="outline"),
        *details(record, dates, linked_from, titles or {}),
    )
    return page_text(boxes, page)


def changed(record: Listed, standing: Standing, told: Iterable[Said], page: Page) -> str:
    """What holds after a change: heading, position, NOW and THEN, and what the command had to tell."""
    boxes = (
        _head(record, "", position(record, standing, page.dates)),
        _outlook(record, standing, page.dates),
        Box(lines=[[Piece(safe(say(text, page.dates)))] for text in told], form="outline"),
    )
    return page_text(boxes, page)


def _head(record: Listed, about: str, stands: str) -> Box:
    """The title, what is known of parties, signature and owner, and where it stands."""
    lines = [[Piece(safe(record.title), "strong")], [Piece(about)], [Piece(stands, "strong")]]
    return Box(safe(record.ref), [line for line in lines if line[0].text], form="head")


def _about(record: Listed, page: Page, stand_in: str | None) -> str:
    """Parties, signature, owner: what is known, and what is not."""
    parties = _("No party recorded")
    if record.parties:
        parties = party_names(record)
    if len(record.parties) > MANY_PARTIES:
        text = ngettext("{count} party, named below", "{count} parties, named below", len(record.parties))
        parties = text.format(count=len(record.parties))
    signed = _("Day of signature not recorded")
    if record.signed:
        signed = _("Signed {day}").format(day=_named(record.signed, page.dates))
    return f"{parties}. {signed}. {_desk(record, stand_in)}"


def _named(day: date, dates: DateStyle) -> str:
    """A day with its weekday, where more than its month or year is known."""
    return f"{weekday(day)} {written_day(day, dates)}" if is_whole(day) else written_day(day, dates)


def _desk(record: Listed, stand_in: str | None) -> str:
    """Who is reminded."""
    if record.owner:
        return _("Owner: {owner}").format(owner=safe(record.owner))
    if stand_in:
        return _("Owner: none, {owner} is mailed").format(owner=safe(stand_in))
    return _("Owner: none, nobody is mailed")


def _outlook(record: Listed, standing: Standing, dates: DateStyle) -> Box:
    """What can be done and what comes, and what is out of the ordinary."""
    said = (*lines(record, standing, dates), *_unusual(record, standing, dates))
    return Box(_("OUTLOOK"), items=[labelled(label, text) for label, text in said], form="outline")


def _unusual(record: Listed, standing: Standing, dates: DateStyle) -> Iterator[tuple[str, str]]:
    """What is owed, suspensions, parties that leave, missing instruments, obligations that outlive the end."""
    if standing.duty is not None:
        yield _duty(standing.duty, dates)
    for one in standing.suspensions:
        yield _("STOP"), _suspension(record, one, dates)
    for leaving in standing.leaving:
        yield _("OUT"), leaving_words(leaving, dates)
    waits = missing_words(standing)
    if waits and (standing.act is None or standing.act.kind != "complete-entry"):
        yield _("WAIT"), waits
    if standing.happens is not None and standing.happens.kind == "survival-end":
        return
    if standing.binding_until == "indefinite":
        yield _("BIND"), _("obligations bind on without end")
    elif standing.binding_until is not None:
        yield (
            _("BIND"),
            _("obligations bind through {day}").format(day=written_day(standing.binding_until, dates)),
        )


def _duty(owed: Duty, dates: DateStyle) -> tuple[str, str]:
    """What is first owed under it: late, or due by its day."""
    text = _("{text} ({id})").format(text=safe(" ".join(owed.text.split())), id=safe(owed.id))
    day = f"{weekday(owed.due)} {written_day(owed.due, dates)}"
    if owed.days < 0:
        return _("LATE"), _("since {day}: {text}").format(day=day, text=text)
    return _("DUE"), _("{day}: {text}").format(day=day, text=text)


def _suspension(record: Listed, one: Suspended, dates: DateStyle) -> str:
    said = _("suspended since {day}").format(day=written_day(one.since, dates))
    if one.until is not None:
        said += _(", through {day}").format(day=written_day(one.until, dates))
    if one.party is not None:
        said += _(", by {party}").format(party=party_word(record, one.party))
    if one.articles is not None:
        said += _(", articles {articles}").format(articles=safe(one.articles))
    return said


def leaving_words(one: Leaving, dates: DateStyle) -> str:
    """Who leaves, and when: `A: last day Tue 2026-09-01, bound through 2028-09-01`."""
    said = _("{party} leaves").format(party=safe(one.party))
    if one.ends is not None:
        day = f"{weekday(one.ends)} {either(one.ends, one.rival_ends, dates)}"
        said = _("{party}: last day {day}").format(party=safe(one.party), day=day)
    if one.binding_until == "indefinite":
        said += _(", bound on without end")
    elif one.binding_until is not None:
        said += _(", bound through {day}").format(day=written_day(one.binding_until, dates))
    return said
