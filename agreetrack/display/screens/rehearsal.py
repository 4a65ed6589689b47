"""What a change would come to that is only tried, beside what holds now."""

from collections.abc import Iterable, Iterator, Sequence

from agreetrack.display.boxes import Box, labelled, page_text
from agreetrack.display.days import written_day
from agreetrack.display.page import DateStyle, Page
from agreetrack.display.plain import safe
from agreetrack.display.screens.outlook import lines, position
from agreetrack.display.screens.standing import leaving_words
from agreetrack.display.wording import _
from agreetrack.law.consequences import Affected, Consequences, StillOwed
from agreetrack.law.findings import Standing
from agreetrack.model.limits import PROBLEMS_LISTED
from agreetrack.model.record import Listed

Labelled = tuple[str, str]


def rehearsed(record: Listed, before: Standing | None, found: Consequences, page: Page) -> str:
    """What held before a change that was only tried, what falls with the agreement, and what stays owed."""
    said: list[Labelled] = []
    if before is not None:
        said.append((_("WAS"), position(record, before, page.dates)))
    for one in found.fallen:
        said.append((_("WITH"), _of(one, position(one.record, one.standing, page.dates))))
        said += [(_("OUT"), _of(one, leaving_words(way, page.dates))) for way in one.standing.leaving]
        if one.before is not None:
            said.append((_("WAS"), _of(one, position(one.record, one.before, page.dates))))
    said += [(_("OWED"), _owed(one, page.dates)) for one in found.owed]
    return _written(said, page)


def affected(found: Sequence[Affected], page: Page) -> str:
    """Of each agreement what would hold and does not yet, and what holds and would not; of very many the first."""
    shown = found[:PROBLEMS_LISTED]
    said = [line for one in shown for line in _differing(one, page.dates)]
    more = len(found) - len(shown)
    if more:
        said.append((_("MORE"), _("agreements besides: {count}").format(count=more)))
    return _written(said, page)


def _differing(one: Affected, dates: DateStyle) -> Iterator[Labelled]:
    holds = _held(one.record, one.standing, dates)
    held = _held(one.record, one.before, dates) if one.before else []
    yield from ((_("THEN"), _of(one, text)) for text in holds if text not in held)
    yield from ((_("WAS"), _of(one, text)) for text in held if text not in holds)


def _held(record: Listed, found: Standing, dates: DateStyle) -> list[str]:
    """What holds, sentence by sentence."""
    leaving = (leaving_words(way, dates) for way in found.leaving)
    return [position(record, found, dates), *(text for _label, text in lines(record, found, dates)), *leaving]


def _of(one: Affected, said: str) -> str:
    return _("{ref}: {said}").format(ref=safe(one.record.ref), said=said)


def _owed(one: StillOwed, dates: DateStyle) -> str:
    text = _("{text} ({id})").format(text=safe(" ".join(one.text.split())), id=safe(one.id))
    if one.until is None:
        return text
    if one.until == "indefinite":
        return _("{text}, without end").format(text=text)
    return _("{text}, through {day}").format(text=text, day=written_day(one.until, dates))


def _written(said: Iterable[Labelled], page: Page) -> str:
    return page_text([Box(items=[labelled(label, text) for label, text in said], form="outline")], page)
