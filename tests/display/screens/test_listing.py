"""The morning table and the plain list, on pages of every width."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from morning import DAY, EXPIRED, FRIENDSHIP, FRIENDSHIP_STANDS, HOSTILE, MORNING, UNESCO, expiring, extend, stands
from msgspec.structs import replace

from agreetrack.display.arranging import Column, Row
from agreetrack.display.days import either
from agreetrack.display.page import Page, Piece
from agreetrack.display.plain import cells
from agreetrack.display.screens import listing
from agreetrack.display.screens.listing import COLUMNS
from agreetrack.display.table import MANY, Table, drawn
from agreetrack.display.words import other_side
from agreetrack.law.findings import Act, Happening, Judged
from agreetrack.model.clauses import Party
from agreetrack.model.record import Record


def table(rows: Sequence[Judged], page: Page, columns: Sequence[str] | None = None) -> str:
    return "".join(listing.table(rows, page, columns))


AT_60 = """\
days by                 what · otherwise
     ref                agreement · with
DECIDE ─────────────────────────────────────────────────────
  19 2026-12-11/12 Fri  agree an extension · lapses
     IN-BD-GANGES-1996  Ganges waters · EU, Mauritius
  28 2026-12-20    Sun  agree an extension · lapses
     EU-MU-2022         Fisheries · EU, Mauritius
 129 2027-03-31    Wed  agree an extension · lapses
     EU-UA-ROAD-2022    Freight by road · EU, Mauritius
 129 2027-03-31    Wed  agree an extension · lapses
     US-JP-SMA-2022     Base supplies · EU, Mauritius
HAPPENS BY ITSELF ──────────────────────────────────────────
   0 2026-11-22    Sun  renews to 2027-11-22 · stop
     JP-KR-GSOMIA-2016  2027-08-24
                        Military data
  39 2026-12-31    Thu  withdrawal (US) · out 2027-01-01
     US-UNESCO-1946     Membership · United States, UNESCO
  97 2027-02-27/28 Sat  renews to 2032-02-28 · stop
     RU-CN-2001         2031-02-27
                        Friendship · Russia, China
11/12: counting not stated, act by the first. stop: last day
for the next notice.
"""
AT_80 = """\
days by                 what                  otherwise
     ref                agreement        with
DECIDE ─────────────────────────────────────────────────────────────────────────
  19 2026-12-11/12 Fri  agree an extension    lapses
     IN-BD-GANGES-1996  Ganges waters    EU, Mauritius
  28 2026-12-20    Sun  agree an extension    lapses
     EU-MU-2022         Fisheries        EU, Mauritius
 129 2027-03-31    Wed  agree an extension    lapses
     EU-UA-ROAD-2022    Freight by road  EU, Mauritius
 129 2027-03-31    Wed  agree an extension    lapses
     US-JP-SMA-2022     Base supplies    EU, Mauritius
HAPPENS BY ITSELF ──────────────────────────────────────────────────────────────
   0 2026-11-22    Sun  renews to 2027-11-22  stop 2027-08-24
     JP-KR-GSOMIA-2016  Military data
  39 2026-12-31    Thu  withdrawal (US)       out 2027-01-01
     US-UNESCO-1946     Membership       United States, UNESCO
  97 2027-02-27/28 Sat  renews to 2032-02-28  stop 2031-02-27
     RU-CN-2001         Friendship       Russia, China
11/12: counting not stated, act by the first. stop: last day for the next
notice.
"""
IN_A_PIPE = """\
days by                 what                  ref                agreement        with                   otherwise
DECIDE
  19 2026-12-11/12 Fri  agree an extension    IN-BD-GANGES-1996  Ganges waters    EU, Mauritius          lapses
  28 2026-12-20    Sun  agree an extension    EU-MU-2022         Fisheries        EU, Mauritius          lapses
 129 2027-03-31    Wed  agree an extension    EU-UA-ROAD-2022    Freight by road  EU, Mauritius          lapses
 129 2027-03-31    Wed  agree an extension    US-JP-SMA-2022     Base supplies    EU, Mauritius          lapses
HAPPENS BY ITSELF
   0 2026-11-22    Sun  renews to 2027-11-22  JP-KR-GSOMIA-2016  Military data                           stop 2027-08-24
  39 2026-12-31    Thu  withdrawal (US)       US-UNESCO-1946     Membership       United States, UNESCO  out 2027-01-01
  97 2027-02-27/28 Sat  renews to 2032-02-28  RU-CN-2001         Friendship       Russia, China          stop 2031-02-27
11/12: counting not stated, act by the first. stop: last day for the next notice.
"""


@pytest.mark.parametrize(("width", "text"), [(None, IN_A_PIPE), (80, AT_80), (60, AT_60)])
def test_the_morning_table(width: int | None, text: str) -> None:
    assert expiring(MORNING, Page(width=width)) == text


def test_a_wide_page_holds_each_row_in_one_line() -> None:
    assert re.sub(" ─+", "", expiring(MORNING, Page(width=140))) == IN_A_PIPE


def test_a_morning_on_which_nothing_is_near() -> None:
    assert expiring({"decide": []}, Page()) == ""
    assert table([], Page()) == ""


def test_work_that_has_to_start_earlier_stands_below_its_row() -> None:
    text = expiring({"decide": [extend("EU-MU-2022", "Fisheries", "2026-12-20", start_by="2026-10-20")]}, Page())
    assert text.splitlines()[2:] == [
        "  28 2026-12-20 Sun  agree an extension  EU-MU-2022  Fisheries  EU, Mauritius  lapses",
        " -33 2026-10-20 Tue  start preparing",
    ]


def test_what_has_passed() -> None:
    assert expiring({"passed": [EXPIRED]}, Page()).splitlines()[1:] == [
        "PASSED",
        " -21 2026-11-01 Sun  expired  MSK-ROSNANO-2015  Innovation        close the file",
    ]


@pytest.mark.parametrize(
    ("act", "happens", "group", "what", "otherwise"),
    [
        (Act(kind="notice", by=DAY, days=0), "renewal", "decide", "give notice", "renews"),
        (
            Act(kind="notice", by=DAY, days=0),
            "first-term-end",
            "decide",
            "give notice",
            "goes on until notice",
        ),
        (None, "first-term-end", "happens", "first term ends", "goes on until notice"),
        (None, "expiry", "happens", "expires", "out 2026-12-02"),
        (None, "termination", "happens", "termination", "out 2026-12-02"),
        (None, "entry-into-force", "happens", "enters into force", ""),
        (None, "survival-end", "happens", "obligations end", ""),
    ],
)
def test_the_words_for_what_comes(act: Act | None, happens: str, group: str, what: str, otherwise: str) -> None:
    comes = Happening(kind=happens, date=date(2026, 12, 1), days=9)  # type: ignore[arg-type]
    row = Judged(Record(ref="A", title="T"), stands(act=act, happens=comes))
    line = expiring({group: [row]}, Page()).splitlines()[2]
    assert re.sub(" {2,}", "|", line.strip()).split("|")[1:] == [
        what,
        "A",
        "T",
        *([otherwise] if otherwise else []),
    ]


def test_colour_adds_styles_and_nothing_else() -> None:
    page = Page(width=100, colour=True)
    coloured = expiring(MORNING, page)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == expiring(MORNING, Page(width=100))


def test_the_plain_list() -> None:
    presumed = Judged(Record(ref="M-2011", title="Earlier"), stands(presumed=True))
    rows = [Judged(FRIENDSHIP, FRIENDSHIP_STANDS), UNESCO, EXPIRED, presumed]
    assert (
        table(rows, Page())
        == """\
ref               agreement   with                   status             in force    expires        next
RU-CN-2001        Friendship  Russia, China          in force           2002-02-28  2027-02-27/28  renews 2027-02-27
US-UNESCO-1946    Membership  United States, UNESCO  ending             1946-11-04  2026-12-31     withdrawal 2026-12-31
MSK-ROSNANO-2015  Innovation                         expired                        2026-11-01     close the file
M-2011            Earlier                            presumed in force
"""
    )


def test_columns_of_ones_own() -> None:
    assert table([UNESCO], Page(), ["ref", "parties", "days_left"]) == (
        "ref             parties                days left\nUS-UNESCO-1946  United States, UNESCO         39\n"
    )
    assert all(table([UNESCO], Page(), [name]) for name in COLUMNS)


def test_hostile_texts_take_one_line_and_stay_text() -> None:
    row = Judged(Record(ref="H-1", title=HOSTILE, owner=HOSTILE), EXPIRED.standing)
    for text in (expiring({"passed": [row]}, Page()), table([row], Page(), ["ref", "title", "owner"])):
        assert "[bold]x[/] \\x1b[2J \\u200f\\u202e \\x9b\\n😀 :smile: w" in text
        assert not set(text) & set("\x1b\x9b\u200f\u202e")
        assert "w" * 300 in text
    folded = "".join(table([row], Page(width=60)).split())
    assert "w" * 300 in folded
    assert r"[bold]x[/]\x1b[2J\u200f\u202e\x9b\n😀:smile:" in folded


def test_wide_characters_keep_the_columns_aligned() -> None:
    titles = ["日本国における特別措置協定", "Перевозка грузов", "e\u0301te\u0301", "😀 plain"]
    rows = [extend(f"R-{number}", title, "2026-12-20") for number, title in enumerate(titles)]
    for width in (None, 140, 80):
        lines = expiring({"decide": rows}, Page(width)).splitlines()[2:]
        for text in ("EU, Mauritius", "lapses"):
            assert len({cells(line[: line.index(text)]) for line in lines if text in line}) == 1


REFS = st.from_regex(r"[A-Z][A-Z0-9-]{0,62}[A-Z0-9]", fullmatch=True)
TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80) | st.just(HOSTILE)
OFFSETS = st.integers(0, 4000)


@st.composite
def mornings(draw: st.DrawFn) -> dict[str, list[Judged]]:
    refs = draw(st.lists(REFS, min_size=1, max_size=4, unique=True))
    rows = []
    for ref in refs:
        first = DAY + timedelta(days=draw(OFFSETS))
        rival = draw(st.none() | st.just(first + timedelta(days=1)))
        rows.append(extend(ref, draw(TITLES), first.isoformat(), rival.isoformat() if rival else None))
    return {draw(st.sampled_from(["decide", "happens"])): rows}


@settings(deadline=None)
@given(mornings(), st.integers(60, 200))
def test_no_ref_and_no_date_is_lost_at_any_width(groups: dict[str, list[Judged]], width: int) -> None:
    text = expiring(groups, Page(width=width))
    plain = table([row for rows in groups.values() for row in rows], Page(width=width))
    for row in (row for rows in groups.values() for row in rows):
        readings = either(row.standing.act.by, row.standing.act.or_by)  # type: ignore[union-attr, arg-type]
        for shown in (text, plain):
            assert row.record.ref in (shown.split() if len(row.record.ref) <= 30 else "".join(shown.split()))
            assert readings in shown.split()
    assert all(cells(line) <= width for line in (text + plain).splitlines())


@settings(deadline=None)
@given(mornings())
def test_rows_stand_in_the_order_of_the_earlier_reading(groups: dict[str, list[Judged]]) -> None:
    days = [line.split()[0] for line in expiring(groups, Page()).splitlines()[2:] if line.split()[0].isdigit()]
    assert all(int(before) <= int(after) for before, after in pairwise(days))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"act": Act(kind="notice", by=DAY, days=0)}, "notice by 2026-11-22"),
        ({"act": Act(kind="complete-entry")}, "bring into force"),
        ({"happens": Happening(kind="expiry", date=DAY, days=0)}, "expires 2026-11-22"),
        ({"happens": Happening(kind="termination", date=DAY, days=0)}, "ends 2026-11-22"),
        ({"happens": Happening(kind="first-term-end", date=DAY, days=0)}, "term ends 2026-11-22"),
        ({"happens": Happening(kind="entry-into-force", date=DAY, days=0)}, "in force 2026-11-22"),
        ({"happens": Happening(kind="survival-end", date=DAY, days=0)}, "bound to 2026-11-22"),
        ({}, ""),
    ],
)
def test_what_is_next_in_a_few_words(found: dict[str, object], words: str) -> None:
    row = Judged(Record(ref="A", title="T"), stands(**found))
    assert table([row], Page(), ["next"]).splitlines()[1].strip() == words


@pytest.mark.parametrize(
    ("found", "word"),
    [
        ({"status": status}, status)
        for status in ("draft", "signed", "provisional", "contested", "ending", "expired", "terminated")
    ]
    + [
        ({"suspended": True}, "in force, suspended"),
        ({"status": "expired", "closed": True}, "expired, closed"),
    ],
)
def test_the_status_in_words(found: dict[str, object], word: str) -> None:
    row = Judged(Record(ref="A", title="T"), stands(**found))
    assert table([row], Page(), ["status"]) == f"status\n{word}\n"


def test_other_rows_of_the_morning() -> None:
    def row(ref: str, **found: object) -> Judged:
        return Judged(Record(ref=ref, title="T"), stands(**found))

    leave = Act(kind="notice", by=DAY, days=0, send_by=DAY - timedelta(days=3))
    ends = Happening(kind="termination", date=date(2026, 12, 1), days=9)
    text = expiring(
        {
            "decide": [
                row("A", act=leave),
                row("B", happens=ends),
                row("C", act=leave, happens=ends),
                row("D", act=Act(kind="close")),
                row(
                    "E",
                    act=Act(kind="complete-entry"),
                    happens=Happening(kind="survival-end", date=DAY, days=0),
                ),
                row("F", act=leave, happens=Happening(kind="entry-into-force", date=DAY, days=0)),
            ],
            "happens": [row("G", status="expired", expires=DAY)],
            "passed": [row("H", status="terminated", expires=DAY), UNESCO],
        },
        Page(),
    )
    for words in (
        "send the note",
        "termination",
        "out 2026-12-02",
        "close the file",
        "bring into force",
        "expired",
    ):
        assert words in text
    assert "withdrawn (US)" in text
    assert "terminated" in text


def test_columns_with_two_readings() -> None:
    row = Judged(FRIENDSHIP, FRIENDSHIP_STANDS)
    assert table([row], Page(dates="dd.mm.yyyy"), ["notice_by", "renews_to", "out_from"]) == (
        "notice by      renews to      out from\n27/28.02.2026  27/28.02.2032  01.03.2027\n"
    )
    assert "27/28.02.2027: counting not stated" in expiring({"happens": [row]}, Page(dates="dd.mm.yyyy"))


# Very many rows


def many(count: int) -> list[Judged]:
    return [extend(f"R-{number}", f"Agreement no. {number}", "2026-12-20") for number in range(count)]


def test_more_rows_than_a_table_has_come_as_plain_lines_in_the_same_columns() -> None:
    few, lines = (expiring({"decide": many(count)}, Page(80)).splitlines() for count in (12, MANY + 1))
    assert [line.split() for line in lines[:2]] == [line.split() for line in few[:2]]
    assert lines[2] == "DECIDE"
    assert lines[3:5] == [
        "  28 2026-12-20 Sun  agree an extension  lapses",
        "     R-0             Agreement no. 0    EU, Mauritius",
    ]
    assert len(lines) == 3 + 2 * (MANY + 1)


def test_they_are_made_one_after_the_other() -> None:
    made: list[str] = []

    def rows() -> Iterator[Row]:
        for number in range(MANY * 4):
            made.append(f"R-{number}")
            yield [Piece(made[-1])]

    lines = drawn(Table([Column("ref")], rows(), MANY * 4), Page(80))
    assert [next(lines), next(lines)] == ["ref\n", "R-0\n"]
    assert len(made) == MANY


def test_only_what_may_shrink_is_cut_in_them() -> None:
    long = [extend(row.record.ref, "A very long title " * 9, "2026-12-20", "2026-12-21") for row in many(MANY + 1)]
    lines = expiring({"decide": long}, Page(60)).splitlines()
    assert all(cells(line) <= 60 for line in lines)
    assert sum(line.count("2026-12-20/21") for line in lines) == MANY + 1
    assert all("EU, Mauritius" in line for line in lines if "A very" in line)
    assert {row.record.ref for row in long} <= {word for line in lines for word in line.split()}


def test_the_other_side_is_named_shortly_and_of_many_the_first() -> None:
    names = ["United Nations Educational, Scientific and Cultural Organization", "Us", "Congo, Republic of", "Chad"]
    parties = [Party(name=name, code="UNESCO" if "," in name[:40] else None, us=name == "Us") for name in names]
    assert other_side(Record(ref="A", title="T", parties=tuple(parties))) == "UNESCO; Congo, Republic of; Chad"
    many = tuple(Party(name=f"Republic no. {number}") for number in range(40))
    assert other_side(Record(ref="A", title="T", parties=many)) == "Republic no. 0, Republic no. 1 and 38 more"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=12, unique=True), st.integers(60, 160))
def test_whatever_columns_are_asked_for_no_ref_and_no_date_is_lost(names: list[str], width: int) -> None:
    rows = [Judged(FRIENDSHIP, FRIENDSHIP_STANDS), UNESCO, EXPIRED]
    text = table(rows, Page(width), names)
    words = set(text.split())
    for line in table(rows, Page(), names).splitlines()[1:]:
        assert {word for word in line.split() if word[:4].isdigit() and "-" in word} <= words
    if "ref" in names:
        assert {row.record.ref for row in rows} <= words
    assert all(cells(line) <= width for line in text.splitlines())


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_the_title_and_the_other_side_stand_at_every_width(width: int) -> None:
    title = "Соглашение о торгово-экономическом, научно-техническом и культурном сотрудничестве"
    parties = (Party(name="Правительство Москвы", us=True), Party(name="Правительство Республики Татарстан"))
    found = extend("МСК-ТАТ-2020", title, "2026-12-20")
    row = Judged(replace(found.record, title=title, parties=parties), found.standing)
    for text in (expiring({"decide": [row]}, Page(width)), table([row], Page(width))):
        shown = " ".join(text.split())
        assert "Соглашение о торгово-" in shown
        assert "Республики Татарстан" in shown or "Правительство Ре" in shown
        assert "Правительство Москвы" not in shown
        assert "МСК-ТАТ-2020" in text
        assert "2026-12-20" in text
