"""Working days of countries, as the library `holidays` knows them: days off, days off that were moved, and weekends.

A weekend day is worked only where it is worked in every one of the countries: in exchange for a day off (Russia's
27 April 2024), or because the weekend is on other days there. For years whose transfers were not decreed yet, and those
that the library does not go back or on to, it is what it knows that counts.
"""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, date
from functools import cached_property
from typing import TYPE_CHECKING

from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.errors import AgreetrackError, InvalidData
from agreetrack.model.facts import Fact

if TYPE_CHECKING:
    from holidays import HolidayBase

_KNOWN = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS XK YE YT ZA ZM ZW
"""
"""Codes that the library knows, so that a wrong one is told from a right one without importing it."""
_COUNTRIES = frozenset(_KNOWN.split())


def calendar_of(codes: Sequence[str]) -> Calendar:
    """The working days that countries and parts of countries (`RU`, `DE-BY`) have in common; weekdays for none.

    Raises InvalidData for a country that is not known, AgreetrackError where the library is missing. A part of a
    country is looked at when the first day is.
    """
    if not codes:
        return WEEKDAYS
    from importlib.util import find_spec

    if find_spec("holidays") is None:
        raise AgreetrackError(_no_library())
    for code in codes:
        _refuse_unknown_country(code.partition("-")[0])
    return CommonWorkingDays(codes)


def library_version(codes: Sequence[str]) -> str | None:
    """The version of the library that knows the holidays of countries; None where there are none to know of."""
    if not codes:
        return None
    from importlib.metadata import version

    return version("holidays")


def refuse_unknown(codes: Iterable[str]) -> None:
    """Raise InvalidData for the first country or part of one that the library does not know.

    Raises AgreetrackError where the library is missing.
    """
    for code in codes:
        _holidays_of(code)


class CommonWorkingDays:
    """The days that are worked in all of the countries.

    The library is imported, and the countries are looked up in it, with the first day that is asked about.
    """

    def __init__(self, countries: Iterable[str]) -> None:
        self.countries = tuple(countries)
        self._years: set[int] = set()

    @property
    def longest_rest(self) -> int:
        """Days off in a row: 12 of one country, 18 of two, 25 of five were the most in 2015-2035, and some more."""
        return 10 + 10 * len(self.countries)

    def is_working(self, day: date) -> bool:
        """Whether the day is worked in every one of the countries. Raises InvalidData for an unknown part of one."""
        calendars = self._calendars
        if day.year not in self._years:
            for calendar in calendars:
                _fill(calendar, day.year)
            self._years.add(day.year)
        return all(calendar.is_working_day(day) for calendar in calendars)

    @cached_property
    def _calendars(self) -> "tuple[HolidayBase, ...]":
        return tuple(_holidays_of(code) for code in self.countries)


def _fill(calendar: "HolidayBase", year: int) -> None:
    """Let the library reckon a year, and the next: its transfers may make a weekend day at the end of this one work."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # said of years that it knows less about
        for one in (year, min(year + 1, MAXYEAR)):
            calendar.is_working_day(date(one, 1, 1))


def _holidays_of(code: str) -> "HolidayBase":
    country, _dash, part = code.partition("-")
    _refuse_unknown_country(country)
    try:
        from holidays import country_holidays
    except ImportError:
        raise AgreetrackError(_no_library()) from None
    return country_holidays(country, subdiv=_part(code, country_holidays(country)) if part else None)


def _part(code: str, whole: "HolidayBase") -> str:
    """The part of a country as the library spells it."""
    country, _dash, part = code.partition("-")
    names = {name.upper(): name for name in (*whole.subdivisions_aliases, *whole.subdivisions)}
    if part.upper() in names:
        return names[part.upper()]
    if not names:
        raise InvalidData(Fact("countries.no-parts", code=code, country=country))
    raise InvalidData(
        Fact("countries.no-such-part", code=code, country=country, known=tuple(sorted(whole.subdivisions)))
    )


def _refuse_unknown_country(code: str) -> None:
    if code in _COUNTRIES:
        return
    try:
        from holidays.registry import COUNTRIES
    except ImportError:
        raise AgreetrackError(_no_library()) from None
    if code in {codes[0] for _name, *codes in COUNTRIES.values()}:
        return
    raise InvalidData(_no_country(code, COUNTRIES))


def _no_country(code: str, known: Mapping[str, tuple[str, ...]]) -> Fact:
    """What is wrong with it, and the country that has it for another code, or those whose names begin like it."""
    same = [module for module, names in known.items() if code.upper() in names]
    near = same or [module for module in known if module.startswith(code.casefold())]
    if not near:
        return Fact("countries.none", code=code)
    shown = tuple(f"{known[module][1]} ({module.replace('_', ' ').title()})" for module in near)
    return Fact("countries.none-but-near", code=code, near=shown)


def _no_library() -> Fact:
    return Fact("countries.no-library")
