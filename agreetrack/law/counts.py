"""What is counted over many agreements: the shapes of the numbers, under the names that JSON output uses."""

from datetime import date

from msgspec import Struct

NOT_STATED = "not-stated"
"""What stands for the kind of an agreement whose kind is not stated."""


class PartyCount(Struct, frozen=True):
    """How many agreements a party has: the same party where code, name or alias is the same."""

    name: str
    code: str | None
    count: int


class YearCount(Struct, frozen=True):
    """How many agreements have the last day of their present period in a year; `renewing` of them then go on."""

    year: int
    count: int
    renewing: int


class EndCount(Struct, frozen=True, kw_only=True):
    """When agreements end or ended: by year, and those that have no year of end, by why.

    `indefinite` by their term, `until_notice` after a first term, `not_begun` as they are not in force yet,
    `unknown` as the term is.
    """

    years: tuple[YearCount, ...]
    indefinite: int = 0
    until_notice: int = 0
    not_begun: int = 0
    unknown: int = 0


class DutyCount(Struct, frozen=True, kw_only=True):
    """What became of obligations, each occurrence counted: those recorded, those late, and those of the months ahead.

    `overdue` is all that is late, also where a part was met; `partly_met` and `open` are still due in the months.
    `continuing` and `unknown_date` have no day, and count where they bind on the day asked about.
    """

    met: int = 0
    partly_met: int = 0
    waived: int = 0
    overdue: int = 0
    open: int = 0
    continuing: int = 0
    unknown_date: int = 0


class Month(Struct, frozen=True):
    """What is due in a month: `acts` that somebody can do by a day of it, `happens` what comes by itself.

    `duties` are the occurrences of obligations that are still owed.
    """

    month: str
    acts: int
    happens: int
    duties: int = 0


class Statistics(Struct, frozen=True, kw_only=True):
    """What was counted on `day` of the `counted` agreements that were asked for, of `total` that there are.

    `status` and `kind` have every name, also those that no agreement has. `months` are the month of the day and the
    eleven that follow; of each agreement its next act and its next happening count, but one only where what comes
    by itself is what the act would keep from coming. `undated_acts` can be done by no particular day.
    """

    day: date
    total: int
    counted: int
    suspended: int
    presumed: int
    status: dict[str, int]
    kind: dict[str, int]
    parties: tuple[PartyCount, ...]
    ends: EndCount
    obligations: DutyCount
    months: tuple[Month, ...]
    undated_acts: int
