"""The list of obligations, and what other pages say of what is owed."""

from collections.abc import Sequence
from datetime import date

import pytest
from morning import FRIENDSHIP, FRIENDSHIP_STANDS, HOSTILE, expiring
from msgspec.structs import replace

from agreetrack.display.page import Page
from agreetrack.display.plain import cells
from agreetrack.display.screens import obligations as screen
from agreetrack.display.screens.obligations import summary, unbound
from agreetrack.display.screens.standing import changed, show
from agreetrack.law.binding import Binding
from agreetrack.law.findings import Act, Duty, Happening, Judged
from agreetrack.law.obligations import Occurrence, Owed, State, Unbound
from agreetrack.model.obligations import Obligation, Outcome
from agreetrack.model.record import Record


def obligations(rows: Sequence[Owed], page: Page) -> str:
    return "".join(screen.obligations(rows, page))


IN_FORCE = Binding(binds=True, why="in-force", until=date(2027, 2, 28))
SUMMIT = Obligation(id="summit", text="Hold regular\n  summits of the heads of state.", kind="recurring", article="11")


def row(status: State = "open", due: date | None = date(2027, 1, 31), **more: object) -> Owed:
    days = (due - date(2026, 11, 22)).days if due else None
    stated = {"obligation": SUMMIT, "outcome": None, "binding": IN_FORCE, "bearers": ("Russia", "China"), **more}
    return Owed(FRIENDSHIP, Occurrence(status=status, due=due, days=days, **stated))  # type: ignore[arg-type]


ROWS = [
    row(
        "overdue",
        date(2026, 11, 2),
        obligation=Obligation(id="1", text="Report.", kind="once", by=("China",)),
        bearers=("China",),
    ),
    row(),
    row("continuing", None, binding=Binding(binds=False, why="suspended", since=date(2026, 1, 1))),
]
IN_A_PIPE = (
    "days due             status      ref         id      obligation                                          "
    "  by   binding                           agreement\n"
    " -20 2026-11-02 Mon  overdue     RU-CN-2001  1       Report.                                             "
    "  CN   yes: in force through 2027-02-28  Friendship\n"
    "  70 2027-01-31 Sun  open        RU-CN-2001  summit  art. 11: Hold regular summits of the heads of state."
    "  all  yes: in force through 2027-02-28  Friendship\n"
    "                     continuing  RU-CN-2001  summit  art. 11: Hold regular summits of the heads of state."
    "  all  no: suspended since 2026-01-01    Friendship\n"
)
ON_60 = """\
days due                 obligation
     status              by · binding
     ref         id      agreement
 -20 2026-11-02 Mon      Report.
     overdue             CN · yes: in force through
     RU-CN-2001  1       2027-02-28
                         Friendship
  70 2027-01-31 Sun      art. 11: Hold regular summits of
     open                the heads of state.
     RU-CN-2001  summit  all · yes: in force through
                         2027-02-28
                         Friendship
                         art. 11: Hold regular summits of
     continuing          the heads of state.
     RU-CN-2001  summit  all · no: suspended since
                         2026-01-01
                         Friendship
"""
ON_80 = """\
days due                 obligation
     status              by   binding
     ref         id      agreement
 -20 2026-11-02 Mon      Report.
     overdue             CN   yes: in force through 2027-02-28
     RU-CN-2001  1       Friendship
  70 2027-01-31 Sun      art. 11: Hold regular summits of the heads of state.
     open                all  yes: in force through 2027-02-28
     RU-CN-2001  summit  Friendship
                         art. 11: Hold regular summits of the heads of state.
     continuing          all  no: suspended since 2026-01-01
     RU-CN-2001  summit  Friendship
"""


def test_in_a_pipe_each_takes_a_line_and_nothing_is_cut() -> None:
    assert obligations(ROWS, Page()) == IN_A_PIPE
    assert obligations([], Page()) == ""


@pytest.mark.parametrize(("width", "page"), [(60, ON_60), (80, ON_80)])
def test_what_one_line_does_not_hold_stands_in_several(width: int, page: str) -> None:
    assert obligations(ROWS, Page(width=width)) == page


@pytest.mark.parametrize("width", [60, 80, 100, 120, 140, 200])
def test_no_line_is_wider_than_the_page_and_no_ref_or_date_is_lost(width: int) -> None:
    long = replace(FRIENDSHIP, ref="MSK-ROSNANO-2015-SUPPLEMENTARY", title="A title " * 20)
    rows = [Owed(long, one.occurrence) for one in ROWS]
    page = obligations(rows, Page(width=width))
    assert all(cells(line) <= width for line in page.splitlines())
    assert page.count(long.ref) == len(rows)
    assert "2026-11-02" in page
    assert "suspended since 2026-01-01" in " ".join(page.split())


def test_a_hostile_text_is_only_shown() -> None:
    stated = Obligation(id=HOSTILE[:20], text=HOSTILE, kind="once", article=HOSTILE[:20], by=(HOSTILE[:20],))
    left = Binding(binds=False, why="left", until=date(2026, 1, 1), party=HOSTILE[:20])
    for width in (None, 60):
        page = obligations([row(obligation=stated, bearers=(HOSTILE,), binding=left)], Page(width=width))
        assert not {"\x1b", "\x9b", "\u202e"} & set(page)
        assert "[bold]" in page


def test_days_are_written_as_the_configuration_says() -> None:
    page = obligations(ROWS[:1], Page(dates="dd.mm.yyyy"))
    assert "02.11.2026" in page
    assert "through 28.02.2027" in page


@pytest.mark.parametrize(
    ("status", "due", "shown"),
    [
        ("open", date(2027, 1, 31), "open"),
        ("due-soon", date(2026, 12, 1), "due soon"),
        ("overdue", date(2026, 11, 1), "overdue"),
        ("met", date(2026, 12, 1), "met"),
        ("partly-met", date(2026, 12, 1), "partly met"),
        ("partly-met", date(2026, 11, 1), "partly met, late"),
        ("waived", date(2026, 12, 1), "waived"),
        ("continuing", None, "continuing"),
        ("unknown-date", None, "date unknown"),
    ],
)
def test_every_state_has_a_word(status: State, due: date | None, shown: str) -> None:
    assert f"  {shown}  RU-CN-2001" in obligations([row(status, due)], Page()).replace("    ", "  ").replace(
        "   ", "  "
    )


def test_what_is_late_and_what_is_due_soon_stand_out_in_colour() -> None:
    page = obligations([row("overdue", date(2026, 11, 2)), row("due-soon", date(2026, 12, 1))], Page(80, True))
    late, soon = (line for line in page.splitlines() if "2026-1" in line)
    assert "\x1b[1;38;5;160m" in late
    assert "\x1b[1;38;5;130m" in soon


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "0 obligations due"),
        (ROWS[1:2], "1 obligation due"),
        (ROWS[:2], "2 obligations due; late: 1"),
        (ROWS, "2 due, 1 without a date; late: 1"),
    ],
)
def test_one_line_sums_them_up(rows: list[Owed], said: str) -> None:
    assert summary(rows) == said


def test_a_day_on_which_it_does_not_bind_is_told_with_the_reason() -> None:
    one = Unbound(SUMMIT, date(2027, 7, 16), Binding(binds=False, why="suspended", since=date(2026, 1, 1)))
    assert unbound("RU-CN-2001", one) == (
        "RU-CN-2001, obligation “summit”: does not fall due on 2027-07-16: suspended since 2026-01-01"
    )


# Other pages


def duty(day: date) -> Duty:
    return Duty(id="summit", text="Hold regular\nsummits.", due=day, days=(day - date(2026, 11, 22)).days)


def test_a_page_names_what_is_owed_first() -> None:
    ahead = changed(FRIENDSHIP, replace(FRIENDSHIP_STANDS, duty=duty(date(2027, 7, 16))), (), Page())
    assert "\nDUE   Fri 2027-07-16: Hold regular summits. (summit)\n" in ahead
    late = changed(FRIENDSHIP, replace(FRIENDSHIP_STANDS, duty=duty(date(2026, 7, 16))), (), Page())
    assert "\nLATE  since Thu 2026-07-16: Hold regular summits. (summit)\n" in late


def test_the_page_of_an_agreement_shows_what_became_of_its_obligations() -> None:
    outcomes = (
        Outcome(status="met", date=date(2022, 7, 16), occurrence=date(2022, 7, 16)),
        Outcome(status="met", date=date(2023, 7, 15), occurrence=date(2023, 7, 16), evidence="minutes.pdf"),
        Outcome(status="partly-met", date=date(2024, 7, 1), occurrence=date(2024, 7, 16), note="by video\x1b"),
        Outcome(status="waived", date=date(2025, 7, 1), occurrence=date(2025, 7, 16), note="n", evidence="e"),
    )
    record = replace(
        Record(**{name: getattr(FRIENDSHIP, name) for name in ("ref", "title")}),
        obligations=(replace(SUMMIT, occurrences=outcomes),),
    )
    page = show(record, FRIENDSHIP_STANDS, Page())
    assert [line.strip() for line in page.partition("OBLIGATIONS")[2].splitlines()[3:8]] == [
        "Article 11. No day is stated.",
        "1 earlier report",
        "Met on 2023-07-15, due on 2023-07-16. Evidence: minutes.pdf.",
        r"Met in part on 2024-07-01, due on 2024-07-16. by video\x1b",
        "Waived on 2025-07-01, due on 2025-07-16. n Evidence: e.",
    ]


ACT = Act(kind="notice", by=date(2027, 8, 24), days=275)
RENEWS = Happening(kind="renewal", date=date(2027, 2, 28), days=98)


@pytest.mark.parametrize(
    ("owed", "act", "happens", "expected"),
    [
        (
            date(2026, 12, 1),
            ACT,
            RENEWS,
            [
                "9 2026-12-01 due: Hold regular summits.",
                "275 2027-08-24 give notice",
                "98 2027-02-28 renews to 2032-02-28",
            ],
        ),
        (date(2026, 11, 1), None, None, ["-21 2026-11-01 due: Hold regular summits."]),
        (
            date(2026, 12, 1),
            None,
            RENEWS,
            ["9 2026-12-01 due: Hold regular summits.", "98 2027-02-28 renews to 2032-02-28"],
        ),
        (
            date(2026, 12, 1),
            Act(kind="notice", by=date(2037, 8, 24), days=3928),
            None,
            ["9 2026-12-01 due: Hold regular summits."],
        ),
        (date(2027, 12, 1), ACT, None, ["275 2027-08-24 give notice", "374 2027-12-01 due: Hold regular summits."]),
    ],
)
def test_the_morning_list_shows_what_is_owed_beside_what_can_be_decided(
    owed: date, act: Act | None, happens: Happening | None, expected: list[str]
) -> None:
    standing = replace(FRIENDSHIP_STANDS, act=act, happens=happens, duty=duty(owed))
    lines = expiring({"decide": [Judged(FRIENDSHIP, standing)]}, Page()).splitlines()[2:]
    shown = [" ".join(line.split()).partition(" RU-CN")[0] for line in lines]
    without_weekday = [" ".join(words[:2] + words[3:]) for words in (line.split() for line in shown)]
    assert without_weekday == expected


def test_what_is_late_stands_out_in_the_morning_list() -> None:
    standing = replace(FRIENDSHIP_STANDS, act=None, duty=duty(date(2026, 11, 1)))
    assert "\x1b[1;38;5;160m-21" in expiring({"decide": [Judged(FRIENDSHIP, standing)]}, Page(100, True))
