"""The ledger: every kind of span in words, today marked, the events that moved it."""

from datetime import date

import pytest
from morning import DAY, day, stands

from agreetrack.display.boxes import Box, page_text
from agreetrack.display.page import Page
from agreetrack.display.screens.ledger import holds, ledger
from agreetrack.law.findings import Span
from agreetrack.model.events import Amended, Amendment, Close, Extension, NoticeGiven, Renewed, Termination
from agreetrack.model.periods import period
from agreetrack.model.record import Record

EVENTS = (
    Extension(date=day("2020-01-01"), by=period("P1Y")),
    Extension(date=day("2021-01-01"), by=period("P1Y")),
    Extension(date=day("2022-01-01"), by=period("P1Y")),
    Renewed(date=day("2023-01-01")),
    NoticeGiven(date=day("2024-01-01"), party="One"),
    Termination(date=day("2025-01-01"), last_day=day("2025-02-01")),
    Amendment(date=day("2026-01-01"), set=Amended(term=period("P2Y"))),
    Close(date=day("2026-02-01")),
)
RECORD = Record(ref="A", title="T", events=EVENTS)


def line(**found: object) -> str:
    span = Span(**{"kind": "period", "start": day("2019-01-01"), "through": day("2020-01-01"), **found})  # type: ignore[arg-type]
    return page(span, Page()).strip()


def page(span: Span, page: Page) -> str:
    return page_text([Box(items=ledger(RECORD, stands(ledger=(span,)), page.dates), form="outline")], page)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"why": "term", "number": 1, "length": period("P5Y")}, "5 years"),
        ({"why": "term", "number": 1, "length": day("2020-01-01")}, "to 2020-01-01"),
        ({"why": "term", "number": 1, "length": "indefinite"}, "without a fixed end"),
        ({"why": "term", "number": 1}, "to a date"),
        ({"why": "tacit", "number": 2, "length": period("P1M")}, "tacit, 1 month"),
        ({"why": "renewal", "length": period("P1Y"), "events": (3,)}, "renewed, 1 year, renewal agreed 2023-01-01"),
        ({"why": "extension", "number": 2, "events": (0,)}, "extended, agreed 2020-01-01"),
        ({"why": "term", "length": period("P5Y"), "events": (0,)}, "5 years, extended 2020-01-01"),
        ({"why": "term", "length": period("P5Y"), "events": (0, 1, 2)}, "5 years, extended 3 times, last 2022-01-01"),
        ({"why": "term", "length": period("P5Y"), "events": (4, 5, 6, 7)},
         "5 years, notice 2024-01-01, termination agreed 2025-01-01, amended 2026-01-01"),
        ({"why": "provisional", "kind": "provisional"}, "applied provisionally"),
        ({"why": "gap", "kind": "gap"}, "not in force"),
        ({"why": "survival", "kind": "survival"}, "obligations bind on"),
        ({"why": "awaiting", "kind": "awaiting"}, "awaits entry into force"),
    ],
)  # fmt: skip
def test_why_a_span_exists(found: dict[str, object], said: str) -> None:
    number = f"{found['number']}  " if "number" in found else ""
    assert line(**found) == f"{number}2019-01-01 - 2020-01-01  {said}"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"why": "open", "number": 2, "through": None}, "2  2019-01-01 -  until notice  <- today"),
        (
            {"why": "term", "number": 1, "start": None, "through": None},
            "1  not stated -  term not known  <- today",
        ),
        (
            {"why": "tacit", "number": 3, "periods": 10, "length": period("P1Y"), "through": day("2029-01-01")},
            "3-12  2019-01-01 - 2029-01-01  tacit, 10 times 1 year  <- today",
        ),
    ],
)
def test_open_ends_and_long_runs(found: dict[str, object], said: str) -> None:
    assert line(**found) == said


def test_a_narrow_page_folds_the_reason() -> None:
    span = Span(kind="period", why="tacit", start=DAY, through=DAY, number=1, length=period("P1Y6M"))
    first, second = page(span, Page(width=50)).splitlines()
    assert first == "1  2026-11-22 - 2026-11-22  tacit, 1 year 6 months"
    assert second == " " * 28 + "<- today"


def test_a_span_holds_from_its_first_through_its_last_day() -> None:
    span = Span(kind="period", why="term", start=day("2026-01-01"), through=day("2026-12-31"))
    assert [holds(span, date(year, month, last)) for year, month, last in ((2025, 12, 31), (2026, 1, 1))] == [
        False,
        True,
    ]
    assert [holds(span, date(year, month, last)) for year, month, last in ((2026, 12, 31), (2027, 1, 1))] == [
        True,
        False,
    ]
