"""The page of `stats`, on pages of several widths."""

from datetime import date
from typing import Any

import pytest

from agreetrack.display.page import Page
from agreetrack.display.plain import cells
from agreetrack.display.screens.statistics import statistics
from agreetrack.law.counts import DutyCount, EndCount, Month, PartyCount, Statistics, YearCount

STATUS = dict.fromkeys(
    ("draft", "signed", "provisional", "in-force", "contested", "ending", "expired", "terminated"), 0
)
KIND = dict.fromkeys(
    ("treaty", "agreement", "memorandum", "protocol", "exchange-of-notes", "arrangement", "other", "not-stated"), 0
)


def counts(**fields: Any) -> Statistics:
    stated: dict[str, Any] = {
        "day": date(2026, 11, 22),
        "total": 6,
        "counted": 6,
        "suspended": 0,
        "presumed": 0,
        "status": {**STATUS, "in-force": 4, "expired": 2},
        "kind": {**KIND, "treaty": 5, "not-stated": 1},
        "parties": (PartyCount("Russia", "RU", 4), PartyCount("China", "CN", 1)),
        "obligations": DutyCount(),
        "ends": EndCount(years=(YearCount(2020, 2, 0), YearCount(2027, 3, 1)), unknown=1),
        "months": tuple(Month(f"2027-{number:02}", int(number == 2), 3 * (number == 2)) for number in range(1, 13)),
        "undated_acts": 0,
    }
    return Statistics(**{**stated, **fields})


def widest(text: str) -> int:
    return max(cells(line) for line in text.splitlines())


def test_a_page_of_60_columns() -> None:
    assert (
        statistics(counts(undated_acts=2), Page())
        == """\
6 agreements on Sun 2026-11-22

STATUS
in force  4  ####
expired   2  ##

KIND
treaty      5  #####
not stated  1  #

PARTY
Russia  4  ####
China   1  #

YEAR OF END (=: renews)
before 2026  2
2027         3  ##=
not known    1

THE NEXT TWELVE MONTHS
month    decide #  by itself =
2027-01         -            -
2027-02         1            3  #===
2027-03         -            -
2027-04         -            -
2027-05         -            -
2027-06         -            -
2027-07         -            -
2027-08         -            -
2027-09         -            -
2027-10         -            -
2027-11         -            -
2027-12         -            -
2 more to complete or to close, by no particular day
"""
    )


def test_obligations_stand_before_the_months_and_in_them() -> None:
    duties = DutyCount(met=2, partly_met=1, waived=1, overdue=3, open=4, continuing=25, unknown_date=1)
    months = (Month("2026-11", 1, 1, 2), *(Month(f"2027-{number:02}", 0, 0, 0) for number in range(1, 12)))
    text = statistics(counts(obligations=duties, months=months), Page())
    assert (
        """
OBLIGATIONS
late                   3  ###
open, next 12 months   4  ####
kept                   2  ##
kept in part           1  #
waived                 1  #
continuing            25
day not known          1

THE NEXT TWELVE MONTHS
month    decide #  by itself =  owed o
2026-11         1            1       2  #=oo
2027-01         -            -       -
"""
        in text
    )
    assert "owed o" not in statistics(counts(obligations=duties), Page())


def test_on_a_wider_page_two_blocks_stand_beside_each_other() -> None:
    lines = statistics(counts(), Page(80)).splitlines()
    assert [line.rstrip(" ╮─") for line in lines[1:5]] == [
        "╭─ STATUS ─────────────────────────────╮╭─ KIND",
        "│ in force  4  ####                    ││ treaty      5  #####                 │",
        "│ expired   2  ##                      ││ not stated  1  #                     │",
        "╰──────────────────────────────────────╯╰──────────────────────────────────────╯",
    ]


def test_on_a_narrow_one_they_stand_below_each_other() -> None:
    headings = [line.split()[1] for line in statistics(counts(), Page(60)).splitlines() if line.startswith("╭")]
    assert headings == ["STATUS", "KIND", "PARTY", "YEAR", "THE"]


@pytest.mark.parametrize("width", [60, 71, 72, 80, 100, 132, 250])
@pytest.mark.parametrize("many", [1, 7, 1000, 20_000])
def test_nothing_is_wider_than_the_page(width: int, many: int) -> None:
    found = counts(
        counted=6 * many,
        status={name: many for name in STATUS},
        kind={name: many for name in KIND},
        presumed=many // 2,
        suspended=many,
        parties=tuple(PartyCount("Правительство города 東京都" * 3 + str(n), None, many) for n in range(40)),
        ends=EndCount(years=tuple(YearCount(year, many, many // 3) for year in range(1990, 2060)), indefinite=many),
        months=tuple(Month(f"2027-{number:02}", many, number * many, many) for number in range(1, 13)),
        obligations=DutyCount(met=many, overdue=many, open=many, continuing=many),
    )
    assert widest(statistics(found, Page(width))) <= width


def test_long_bars_are_in_proportion_and_none_is_left_out() -> None:
    text = statistics(counts(status={**STATUS, "in-force": 4000, "expired": 2000, "draft": 1}), Page())
    bars = {line.split("  ")[0].strip(): line.count("#") for line in text.splitlines()[3:6]}
    assert bars == {"draft": 1, "in force": 40, "expired": 20}


def test_what_is_only_presumed_stands_apart() -> None:
    text = statistics(counts(presumed=1, suspended=2), Page())
    assert text.startswith("6 agreements on Sun 2026-11-22, 2 of them suspended\n")
    assert "\nin force           3  ###\npresumed in force  1  #\nexpired            2  ##\n" in text
    assert "\npresumed in force  4  ####\nexpired" in statistics(counts(presumed=4), Page())


def test_of_many_parties_and_years_the_first_are_shown() -> None:
    parties = tuple(PartyCount(f"P{number}", None, 20 - number) for number in range(9))
    years = tuple(YearCount(year, 1, 0) for year in range(2026, 2040))
    text = statistics(counts(parties=parties, ends=EndCount(years=years)), Page())
    assert "\nPARTY (and 2 more)\nP0  20  " in text
    assert "\nP6  14  " in text
    assert "P7" not in text
    assert "\nYEAR OF END\n2026          1  #\n" in text
    assert "\n2033          1  #\nfrom 2034 on  6\n" in text
    assert "and" not in statistics(counts(parties=parties[:8]), Page()).split("PARTY")[1].split("YEAR")[0]


def test_one_and_none() -> None:
    assert statistics(counts(counted=0), Page()) == "0 agreements on Sun 2026-11-22\n"
    assert statistics(counts(counted=1), Page()).startswith("1 agreement on Sun 2026-11-22\n")


def test_every_kind_has_its_word() -> None:
    text = statistics(counts(kind=dict.fromkeys(KIND, 1)), Page())
    for word in ("treaty", "agreement", "memorandum", "protocol", "exchange of notes", "arrangement", "other"):
        assert f"\n{word} " in text


def test_days_are_written_as_configured() -> None:
    text = statistics(counts(), Page(dates="dd.mm.yyyy"))
    assert text.startswith("6 agreements on Sun 22.11.2026\n")
    assert "\n02.2027         1            3  #===\n" in text


def test_names_do_no_harm_and_colour_adds_nothing() -> None:
    found = counts(parties=(PartyCount("a\x1b[2Jb[red]", None, 1),))
    assert "\na\\x1b[2Jb[red]  1  #\n" in statistics(found, Page())
    coloured = statistics(counts(), Page(60, colour=True))
    import re

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == statistics(counts(), Page(60))
