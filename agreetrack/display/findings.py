"""`check`: what was found, one finding a line, long sentences below their head."""

from collections.abc import Iterable, Iterator

from agreetrack.display.page import Line, Page, Piece, Tone, written
from agreetrack.display.phrases import say
from agreetrack.display.plain import cells, pad, safe, wrap
from agreetrack.model.errors import Finding, Problem
from agreetrack.model.wording import _


def findings(found: Iterable[Finding], page: Page) -> str:
    """The findings in the order given: severity, ref, then field and problem."""
    rows = [
        (one.severity, _severity(one.severity), safe(say(one.ref or "", page.dates)), _problem(one, page))
        for one in found
    ]
    severity = max((cells(row[1]) for row in rows), default=0)
    ref = max((cells(row[2]) for row in rows), default=0)
    lines = (line for row in rows for line in _lines(row, severity, ref, page))
    return written(lines, page)


def _lines(row: tuple[str, str, str, str], severity: int, ref: int, page: Page) -> Iterator[Line]:
    tone: Tone = "late" if row[0] == "error" else "soon"
    head = [Piece(pad(row[1], severity), tone), Piece("  "), Piece(pad(row[2], ref), "ref")]
    used = severity + 2 + ref + 2
    if page.width is not None and page.width - used < page.width // 2:
        yield head
        yield from ([Piece(" " * (severity + 2) + line)] for line in wrap(row[3], page.width - severity - 2))
        return
    room = None if page.width is None else page.width - used
    for index, line in enumerate(wrap(row[3], room)):
        yield [*head, Piece("  " + line)] if index == 0 else [Piece(" " * used + line)]


def _problem(one: Finding, page: Page) -> str:
    return safe(say(Problem(one.field or "", one.problem).placed, page.dates))


def _severity(severity: str) -> str:
    match severity:
        case "error":
            return _("error")
        case "warning":
            return _("warning")
    return safe(severity)
