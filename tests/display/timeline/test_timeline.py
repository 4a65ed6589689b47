"""Bars over time: the sample registry on a page of 80 columns, and anything on pages of any width."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from morning import DAY, HOSTILE
from questions import life

from agreetrack.display.page import Page
from agreetrack.display.plain import cells, safe
from agreetrack.display.timeline.axis import Scale, ticks
from agreetrack.display.timeline.page import closely, timeline
from agreetrack.display.timeline.signs import SIGNS
from agreetrack.law.bars import Life
from agreetrack.model.coding import convert
from agreetrack.model.record import Record
from agreetrack.store import Registry

SAMPLE = Path(__file__).parents[3] / "data" / "agreements.json"

AT_80 = """\
                    2022      2024       2026       2028       2030       2032
                    ┴─────────┴──────────┴────▾─────┴──────────┴──────────┴─────
BSGI-2022              ━━━━━?                 │
ECT-1994-EU         ◂━━━━━━━━━━━━━━━━━━━░░░░░░│░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▸
EU-MA-FISH-2019     ◂━━━━━━━━                 │
EU-MU-2022               ━━━━━━━━━━━━━━━━━━━━━│━
EU-UA-ROAD-2022       ~~~~~~~~~~~~~~~~~~~~~~~~│~~
EU-US-ST-1998       ◂━━━━━━━━━━━━━━━━━━━━━━━━━│━━━━━━━━━━?
IN-BD-GANGES-1996   ◂━━━━━━━━━━━━━━━━━━━━━━━━━?
JP-KR-GSOMIA-2016   ◂━━━┯━━━━━┯━━━━┯━━━━━┯━━━n│═══n━━──────────────────────────▸
JP-US-NUCLEAR-1988  ◂━━━━━━━━━━━━━━━━━━━━━━━━━│━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▸
MSK-ROSNANO-2011    ◂╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸│╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸▸
MSK-ROSNANO-2014    ◂╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸│╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸╸▸
MSK-ROSNANO-2015    ◂ through 2020-02-08/09   │
NEW-START-2010      ◂━━━━━━━━━━━━━━━━━━━━━?   │
RU-CN-2001          ◂━━━━━━━━━━━━━━━━━━━━━n━━━│━┯════════════════════n━━━━━━───▸
START-1991          ◂ through 2009-12-04/05   │
UA-RU-1997          ◂ through 2019-03-31/04-01│
US-CN-ST-1979       ◂━━━━━━━━━━━━━┯━━━━━━━━━━━│━━━━━━━━━━━━━━?
US-JP-SMA-2022       ━━━━━━━━━━━━━━━━━━━━━━━━━│━━
US-UNESCO-1946      ◂━━━━━━━━━━━━━━━━━━━━━━━━━│━
USMCA-2020          ◂━━━━━━━━━━━━━━━━━━━━━━━━━│━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▸

│ 2026-11-22  ━ in force  ═ notice open  n notice by  ─ unless notice
┯ new period  ~ provisional  ╸ term unknown  ? assumed  ░ binds on  ◂▸ beyond
"""

CLOSELY = """\
RU-CN-2001  Treaty of Good-Neighbourliness and Friendly Cooperation
IN FORCE through Sun 2027-02-28 (or 02-27: counting not stated); period 2
NOW   nothing to decide: notice for this period closed 2026-02-28 (or 02-27)
THEN  renews by itself, through 2032-02-28 (or 02-27)
NEXT  to stop it in 2032: notice received by Thu 2031-02-27 (or 02-28)

                               2000   2005   2010   2015   2020    2025   2030
                               ┴──────┴──────┴──────┴──────┴───────┴─▾────┴─────
   2001-07-16 - 2002-02-27       ·· awaits entry into force          │
1  2002-02-28 - 2022-02-27/28     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 20 years
2  2022-03-01 - 2027-02-27/28                  tacit, 5 years ━━━━━━━│━
3  2027-03-01 - 2032-02-27/28                                        │━━━━━━━━
   2032-02-29 -                               goes on unless notice is given ──▸
                                                                     │
   notice by 2026-02-27/28                                   ═══════n│
   notice by 2031-02-27/28                                          ═│═════n
                                                                     │
   2022-02-28  renewal                                        ◆      │
                                                                     │
   2027-02-27/28  renews                                             │◇

│ 2026-11-22  ━ in force  ═ notice open  n notice by  ─ unless notice
· awaits entry  ◆ happened  ◇ to come  ▸ beyond
"""


@cache
def sample() -> tuple[Life, ...]:
    return tuple(life(record, DAY) for record in sorted(Registry(SAMPLE).listing(), key=lambda one: one.ref))


def lived(ref: str = "AB-1", title: str = "", **fields: Any) -> Life:
    given = {"ref": ref, "title": title, "parties": [{"name": "Aland", "code": "AL"}, {"name": "Borduria"}]}
    return life(convert({**given, **fields}, Record), DAY)


def running(**fields: Any) -> Life:
    return lived(signed="2020-01-01", entry_into_force="signature", **fields)


def bar(life: Life, width: int = 80, **more: Any) -> str:
    """The cells of the only agreement."""
    line = timeline([life], Page(width), **more).splitlines()[2]
    assert line.startswith(life.record.ref)
    return line.removeprefix(life.record.ref)[2:]


def test_the_sample_at_80_columns() -> None:
    assert timeline(sample(), Page(80)) == AT_80


def test_one_of_the_sample_at_80_columns() -> None:
    one = next(life for life in sample() if life.record.ref == "RU-CN-2001")
    assert closely(one, Page(80)) == CLOSELY


def test_nothing_is_drawn_for_nothing() -> None:
    assert timeline([], Page(80)) == ""


def test_each_sign_differs_from_the_others_in_both_alphabets() -> None:
    drawn = {name: sign for name, sign in SIGNS.items() if name not in ("rule", "tick", "today")}
    assert len({sign.drawn for sign in drawn.values()}) == len(drawn)
    assert len({sign.plain for sign in drawn.values()}) == len(drawn)
    assert all(sign.plain.isascii() and cells(sign.drawn) == 1 for sign in SIGNS.values())


def test_the_day_lies_in_one_column() -> None:
    lines = timeline(sample(), Page(80)).splitlines()
    now = lines[1].index("▾")
    assert {line[now : now + 1] for line in lines[2:22]} == {"│", "?"}


def test_in_a_pipe_titles_stand_whole() -> None:
    text = timeline(sample(), Page())
    assert all(one.record.title in text for one in sample())
    assert "\x1b" not in text


def test_colours_add_nothing_but_colour() -> None:
    import re

    coloured = timeline(sample(), Page(80, colour=True))
    assert coloured != AT_80
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == AT_80


def test_what_the_output_cannot_hold_is_drawn_in_ascii() -> None:
    hard = lived(title="Соглашение " * 9, ref="МОСКВА-1", signed="2020-01-01", entry_into_force="signature", term="P9Y")
    for text in (timeline([*sample(), hard], Page(100), encoding="ascii"), closely(hard, Page(80), encoding="ascii")):
        assert text.isascii()
        assert max(map(len, text.splitlines())) <= 100
    assert "\\u041c\\u041e" in text


def test_the_legend_names_the_signs_that_are_used_and_no_other() -> None:
    text = timeline([running(term="indefinite")], Page(80))
    assert text.splitlines()[-1] == "│ 2026-11-22  ━ in force  ◂▸ beyond"


def test_dates_are_written_as_configured() -> None:
    text = closely(sample()[0], Page(80, dates="dd.mm.yyyy"))
    assert "22.07.2022 - 18/19.11.2022" in text
    assert "│ 22.11.2026" in text


@pytest.mark.parametrize(
    ("fields", "signs"),
    [
        ({"term": "indefinite"}, "━│▸"),
        ({}, "╸│▸"),
        ({"term": "P8Y"}, "━│?"),
        ({"term": "P8Y", "counting": "anniversary"}, "━│"),
        ({"term": "P8Y", "renewal": {"mode": "tacit"}}, "━│┯─▸"),
        ({"term": "P8Y", "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}, "━│═n┯─▸"),
        ({"term": "P8Y", "renewal": {"mode": "indefinite"}, "counting": "anniversary"}, "━│─▸"),
        ({"term": "P8Y", "events": [{"kind": "suspension", "date": "2024-01-01"}]}, "━╱│?"),
        ({"term": "P8Y", "events": [{"kind": "suspension", "date": "2024-01-01", "party": "AL"}]}, "━╲│?"),
        (
            {
                "term": "P3Y",
                "counting": "anniversary",
                "events": [{"kind": "extension", "date": "2024-01-01", "from": "2025-01-01", "by": "P5Y"}],
            },
            "_━│",
        ),
        (
            {"term": "2028-03-31", "entry_into_force": None, "events": [{"kind": "provisional", "date": "2024-01-01"}]},
            "~│",
        ),
        ({"term": "indefinite", "entry_into_force": "2028-01-01"}, "·│━▸"),
        (
            {
                "term": "indefinite",
                "survival": "P2Y",
                "events": [{"kind": "termination", "date": "2025-01-01", "last_day": "2025-06-30"}],
            },
            "━░│",
        ),
    ],
)
def test_what_a_life_is_drawn_with(fields: dict[str, Any], signs: str) -> None:
    given = {"signed": "2020-01-01", "entry_into_force": "signature", **fields}
    drawn = bar(lived(**{name: value for name, value in given.items() if value is not None}))
    assert set(drawn) - {" ", "◂"} == set(signs)
    assert [drawn.index(sign) for sign in signs] == sorted(drawn.index(sign) for sign in signs)


def test_an_end_of_which_nothing_is_in_sight_says_its_day() -> None:
    over = lived(signed="2001-01-01", entry_into_force="signature", term="P2Y")
    assert bar(over, asked=(date(2026, 1, 1), None)) == " ".join(["◂ through 2002-12-31/2003-01-01", "│"])
    ahead = lived(signed="2026-01-01", entry_into_force="2035-01-01", term="P2Y")
    seen = bar(ahead, asked=(date(2010, 1, 1), date(2011, 12, 31)))
    assert seen.rstrip().endswith("from 2026-01-01 ▸")
    assert bar(lived()).startswith("draft")


def test_periods_that_are_too_short_for_it_are_not_parted() -> None:
    monthly = running(term="P1M", renewal={"mode": "tacit"})
    assert "┯" not in bar(monthly)
    assert "┯" in bar(running(term="P1Y", renewal={"mode": "tacit"}))


def test_a_ref_that_leaves_no_room_takes_a_line_of_its_own() -> None:
    long, short = running(ref="A" * 40, title="An agreement", term="P9Y"), running(ref="AB-1", term="P9Y")
    lines = timeline([long, short], Page(60)).splitlines()
    assert lines[2] == "A" * 40 + "  An agreement"
    assert lines[3].startswith("      ")
    assert lines[4].startswith("AB-1  ")


def test_many_rows_have_the_axis_below_them_too() -> None:
    lines = timeline([running(term="P9Y")] * 50, Page(80)).splitlines()
    assert lines[:2] == lines[53:51:-1]


EVENTS = [
    {"kind": "instrument", "date": "2020-01-01", "party": "AL", "type": "ratification"},
    {
        "kind": "extension",
        "date": "2021-01-01",
        "until": "2031-01-01",
        "basis": "Protocol of the second session, art. 2",
    },
    {"kind": "suspension", "date": "2022-01-01", "party": "AL", "articles": "3-5", "until": "2022-12-31"},
    {"kind": "notice", "date": "2026-01-01", "party": "Borduria", "last_day": "2027-01-01"},
    {"kind": "termination", "date": "2026-12-01", "last_day": "2026-12-31", "note": "not known yet"},
]


def test_events_are_marked_with_their_days_as_far_as_they_are_known() -> None:
    text = closely(running(term="P3Y", events=EVENTS), Page(100))
    assert [line for line in text.splitlines() if "◆" in line][1].split()[:2] == ["2021-01-01", "extension"]
    assert text.count("◆") == 5, "four events, and the legend"
    assert "2026-12-01" not in text
    assert "2022-01-01 - 2022-12-31" in text
    assert "suspended by AL, articles 3-5" in text


def test_a_succession_says_who_came_in_whose_place() -> None:
    event = {"kind": "succession", "date": "2021-01-01", "from": "AL", "to": "Cordovia", "basis": "Note 7"}
    text = closely(running(term="P9Y", events=[event]), Page(100))
    assert "2021-01-01  succession" in text
    assert "Cordovia in the place of AL, Note 7" in text


def test_of_the_words_of_an_event_the_last_ones_go_first() -> None:
    line = next(
        line for line in closely(running(term="P3Y", events=EVENTS), Page(80)).splitlines() if "extension" in line
    )
    assert line.rstrip("│ ").endswith("◆ until 2031-01-01…")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"term": "P8Y", "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}, "renews"),
        ({"term": "P8Y"}, "expires"),
        ({"term": "P8Y", "renewal": {"mode": "indefinite"}}, "first term ends"),
        ({"term": "P8Y", "entry_into_force": "2027-05-01"}, "2027-05-01  in force"),
        (
            {"term": "indefinite", "events": [{"kind": "termination", "date": "2026-01-01", "last_day": "2027-01-01"}]},
            "ends",
        ),
        (
            {"term": "P3Y", "survival": "P20Y"},
            "obligations end",
        ),
    ],
)
def test_what_comes_is_marked(fields: dict[str, Any], said: str) -> None:
    lines = closely(lived(signed="2020-01-01", **{"entry_into_force": "signature", **fields}), Page(80)).splitlines()
    assert any(said in line and "◇" in line for line in lines)


def test_the_next_notice_window_has_a_line() -> None:
    text = closely(
        running(term="P8Y", counting="anniversary", renewal={"mode": "tacit"}, notice={"period": "P6M"}), Page()
    )
    assert "notice by 2027-07-01" in text
    assert "for period 1, from 2020-01-01" in text
    sent = running(term="P8Y", renewal={"mode": "tacit"}, notice={"period": "P6M", "transit": "P14D"})
    assert "send by 2027-06-16" in closely(sent, Page())


def test_a_draft_has_no_axis() -> None:
    assert closely(lived(), Page(80)).splitlines()[-1].startswith("NOW")


FAR = [
    {"signed": "0001-01-01", "entry_into_force": "signature", "term": "P9D"},
    {"signed": "0001-01-01", "entry_into_force": "signature", "term": "indefinite"},
    {"signed": "2020-01-01", "entry_into_force": "9999-12-01", "term": "P9D"},
    {"signed": "2020-01-01", "entry_into_force": "signature", "term": "9999-12-31"},
    {"signed": "2020-01-01", "entry_into_force": "signature", "term": "P9999Y"},
    {"signed": "2014", "entry_into_force": "signature"},
    {"signed": "2014-06", "entry_into_force": "signature", "term": "P5Y"},
    {
        "term": "indefinite",
        "events": [{"kind": "notice", "date": "2026-01-01", "party": "AL", "last_day": "2027-01-01"}],
    },
]


@pytest.mark.parametrize("fields", FAR)
def test_far_and_unknown_days_are_drawn(fields: dict[str, Any]) -> None:
    one = lived(**fields)
    assert len(timeline([one], Page(60)).splitlines()) >= 3
    assert len(closely(one, Page(60)).splitlines()) >= 3
    for day in (date.min, date.max):
        seen = life(one.record, day)
        timeline([seen], Page(60))
        closely(seen, Page(60))


days = st.dates(date(1, 1, 1), date(9999, 12, 31))
near = st.dates(date(1990, 1, 1), date(2050, 12, 31))
refs = st.text("ABC0", min_size=1, max_size=50) | st.text("中я0", min_size=1, max_size=8)
titles = st.one_of(st.just(HOSTILE), st.text(max_size=60))
terms = st.sampled_from([None, "indefinite", "P1Y", "P5Y", "P1M", "P99Y", "P9000Y", "2030-06-30"])
modes = st.sampled_from(
    [None, {"mode": "tacit"}, {"mode": "express"}, {"mode": "indefinite"}, {"mode": "tacit", "times": 2}]
)
notices = st.sampled_from([None, {"period": "P6M"}, {"period": "P1Y", "transit": "P14D", "not_before": "P1Y"}])


@st.composite
def records(draw: st.DrawFn) -> Record:
    start = draw(near)
    events = [
        {"kind": "provisional", "date": start},
        {"kind": "suspension", "date": draw(near), "articles": draw(st.sampled_from([None, HOSTILE]))},
        {"kind": "extension", "date": draw(near), "by": "P3Y", "basis": draw(titles), "from": draw(st.none() | near)},
        {"kind": "notice", "date": draw(near), "party": "Aland"},
        {"kind": "termination", "date": draw(near), "last_day": draw(near)},
    ]
    fields = {
        "ref": draw(refs),
        "title": draw(titles),
        "parties": [{"name": "Aland"}, {"name": draw(titles)}],
        "signed": draw(st.sampled_from([None, "2014", start.isoformat()])),
        "entry_into_force": draw(st.sampled_from([None, "signature", start.isoformat()])),
        "term": draw(terms),
        "renewal": draw(modes),
        "notice": draw(notices),
        "survival": draw(st.sampled_from([None, "P5Y", "indefinite"])),
        "events": draw(st.lists(st.sampled_from(events), max_size=4, unique_by=lambda event: event["kind"])),
    }
    return convert({name: value for name, value in fields.items() if value is not None}, Record)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(records(), min_size=1, max_size=5),
    st.integers(60, 200),
    near | days,
    st.tuples(st.none() | days, st.none() | days).filter(lambda asked: None in asked or asked[0] <= asked[1]),
    st.sampled_from(["utf-8", "ascii"]),
)
def test_every_line_fits_and_every_ref_is_whole(
    kept: list[Record], width: int, day: date, asked: tuple[date | None, date | None], encoding: str
) -> None:
    lives = [life(record, day) for record in kept]
    pages = [
        timeline(lives, Page(width), asked, encoding),
        *(closely(one, Page(width), asked, encoding) for one in lives),
    ]
    for text in pages:
        assert all(cells(line) <= width for line in _bars(text)), text
        assert "\x1b" not in text
    for one, text in zip(lives, pages[1:], strict=True):
        shown = safe(one.record.ref).encode(encoding, "backslashreplace").decode(encoding)
        assert any(line.split("  ")[0] == shown for line in pages[0].splitlines())
        assert text.splitlines()[0].split("  ")[0].rstrip() == shown


def _bars(text: str) -> Iterator[str]:
    """The lines from the axis on: above it stand the sentences of `show`, which keep long names whole."""
    yield from text.rpartition("\n\n")[0].rpartition("\n\n")[2].splitlines() or text.splitlines()[:1]


@settings(max_examples=200, deadline=None)
@given(days, st.integers(0, 4_000_000), st.integers(1, 200))
def test_labels_of_an_axis_stand_apart_and_inside(first: date, length: int, width: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    scale = Scale(first, last, width)
    found = ticks(scale)
    assert found
    assert all(0 <= tick.cell < width and tick.cell + len(tick.label) <= width for tick in found)
    labelled = [tick for tick in found if tick.label]
    ends = [tick.cell + len(tick.label) for tick in labelled]
    assert all(end + 2 <= tick.cell for end, tick in zip(ends, labelled[1:], strict=False))


@settings(max_examples=200, deadline=None)
@given(days, st.integers(0, 4_000_000), st.integers(1, 200))
def test_days_in_order_lie_in_cells_in_order(first: date, length: int, width: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    scale = Scale(first, last, width)
    sampled = sorted({first, last, *(first + timedelta(days=(last - first).days * part // 9) for part in range(9))})
    places = [place for day in sampled for place in (scale.begin(day), scale.end(day))]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] < width


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2026-01-01", "2031-12-31", ["2026", "2027", "2028", "2029", "2030", "2031"]),
        ("2026-01-01", "2026-12-31", ["2026", "Apr", "Jul", "Oct"]),
        ("2026-05-10", "2026-09-30", ["2026-07"]),
        ("2026-11-01", "2026-11-30", ["2026-11-09", "11-23"]),
        ("2026-11-20", "2026-11-22", ["2026-11-20", "11-21", "11-22"]),
        ("2026-11-22", "2026-11-22", ["2026-11-22"]),
        ("1901-01-01", "2026-12-31", ["1920", "1940", "1960", "1980", "2000"]),
    ],
)
def test_the_axis_has_the_finest_ticks_that_fit(first: str, last: str, labels: list[str]) -> None:
    scale = Scale(date.fromisoformat(first), date.fromisoformat(last), 40)
    assert [tick.label for tick in ticks(scale) if tick.label] == labels


def test_an_axis_in_the_other_style_of_dates() -> None:
    scale = Scale(date(2026, 5, 10), date(2026, 9, 30), 40)
    assert ticks(scale, "dd.mm.yyyy")[0].label == "07.2026"


def test_words_that_have_more_room_to_the_left_stand_there() -> None:
    late = {"kind": "extension", "date": "2026-11-01", "until": "2027-02-01", "basis": "Protocol " * 20}
    text = closely(running(term="P7Y", counting="anniversary", events=[late]), Page(80))
    assert any("extension" in line and "until 2027-02-01… ◆" in line for line in text.splitlines())


def test_a_long_ref_leaves_its_title_out_where_there_is_no_room() -> None:
    lines = timeline([running(ref="A" * 55, title="An agreement", term="P9Y")], Page(60)).splitlines()
    assert lines[2] == "A" * 55
