"""`check`: what was found, finding by finding."""

from collections.abc import Sequence

from msgspec import structs

from agreetrack.display.boxes import Box, Item, page_text
from agreetrack.display.page import Page, Piece, Tone
from agreetrack.display.phrases import say
from agreetrack.display.plain import safe
from agreetrack.display.table import MANY
from agreetrack.display.wording import _
from agreetrack.model.errors import Finding, Problem


def findings(found: Sequence[Finding], page: Page) -> str:
    """The findings in the order given: severity, ref, then field and problem; very many as plain lines."""
    plain = page.width is None or len(found) > MANY
    box = Box(items=[_item(one, page) for one in found], form="outline")
    return page_text([box], structs.replace(page, width=None) if plain else page)


def _item(one: Finding, page: Page) -> Item:
    tone: Tone = "late" if one.severity == "error" else "soon"
    ref = safe(say(one.ref or "", page.dates))
    return Item([Piece(_severity(one.severity), tone), Piece(ref, "ref")], [_problem(one, page)])


def _problem(one: Finding, page: Page) -> str:
    return safe(say(Problem(one.field or "", one.problem).placed, page.dates))


def _severity(severity: str) -> str:
    match severity:
        case "error":
            return _("error")
        case "warning":
            return _("warning")
    return safe(severity)
