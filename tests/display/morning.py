"""Agreements and standings, written by hand, of one morning: 22 November 2026."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from agreetrack.display.page import Page
from agreetrack.display.screens import listing
from agreetrack.law.findings import Act, Happening, Judged, Leaving, Span, Standing
from agreetrack.law.rows import Due, Row
from agreetrack.model.clauses import Clause, Link, NoticeClause, Party, Renewal, Signatory
from agreetrack.model.events import Extension, NoticeGiven
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import period
from agreetrack.model.record import Record

DAY = date(2026, 11, 22)
HOSTILE = "[bold]x[/] \x1b[2J \u200f\u202e \x9b\n😀 :smile: " + "w" * 300


def day(text: str) -> date:
    return date.fromisoformat(text)


def stands(**found: object) -> Standing:
    return Standing(**{"day": DAY, "knowing": DAY, "status": "in-force", "suspended": False, **found})  # type: ignore[arg-type]


def extend(ref: str, title: str, by: str, or_by: str | None = None, start_by: str | None = None) -> Judged:
    """An agreement that lapses unless an extension is agreed."""
    first, other = day(by), day(or_by) if or_by else None
    record = Record(ref=ref, title=title, parties=(Party(name="EU"), Party(name="Mauritius", code="MU")))
    days = (first - DAY).days
    return Judged(
        record,
        stands(
            in_force=day("1996-12-12"),
            expires=other or first,
            rival_expires=first if other else None,
            days_left=((other or first) - DAY).days,
            act=Act(kind="extend", by=first, or_by=other, days=days, start_by=day(start_by) if start_by else None),
            happens=Happening(kind="expiry", date=first, or_date=other, days=days),
        ),
    )


def due(row: Judged, group: str) -> Due:
    """The row of a list in which an agreement stands: what is owed by the day of the act, or before, comes first."""
    comes = replace(row.standing.happens, to=row.standing.renews_to) if row.standing.happens else None
    found = replace(row.standing, happens=comes)
    act, owed = found.act, found.duty
    if group == "passed":
        return Due(row.record, found, Row("passed"))
    if group == "decide" and owed and (act is None or act.by is None or owed.due <= act.by):
        return Due(row.record, found, None)
    if group == "decide" and act:
        return Due(row.record, found, Row("decide", act=replace(act, otherwise=comes)))
    return Due(row.record, found, Row("happens", happens=comes))


def expiring(groups: Mapping[str, Sequence[Judged]], page: Page) -> str:
    """The morning table of agreements, by where they stand in it."""
    found = {group: [due(row, group) for row in rows] for group, rows in groups.items()}
    return "".join(listing.expiring(found, page))


FRIENDSHIP = Record(
    ref="RU-CN-2001",
    title="Friendship",
    parties=(Party(name="Russia", code="RU"), Party(name="China", code="CN")),
    signed=day("2001-07-16"),
    entry_into_force=day("2002-02-28"),
    term=period("P20Y"),
    renewal=Renewal(mode="tacit", period=period("P5Y")),
    notice=NoticeClause(period=period("P1Y")),
)
FRIENDSHIP_STANDS = stands(
    period=2,
    in_force=day("2002-02-28"),
    expires=day("2027-02-28"),
    rival_expires=day("2027-02-27"),
    notice_by=day("2026-02-28"),
    rival_notice_by=day("2026-02-27"),
    renews_to=day("2032-02-28"),
    rival_renews_to=day("2032-02-27"),
    out_from=day("2027-03-01"),
    days_left=98,
    act=Act(
        kind="notice",
        by=day("2031-02-27"),
        or_by=day("2031-02-28"),
        days=1558,
        period=3,
        otherwise=Happening(
            kind="renewal", date=day("2032-02-27"), or_date=day("2032-02-28"), days=1923, to=day("2037-02-28")
        ),
    ),
    happens=Happening(kind="renewal", date=day("2027-02-27"), or_date=day("2027-02-28"), days=97),
    ledger=(
        Span(
            kind="period",
            why="term",
            start=day("2002-02-28"),
            through=day("2022-02-28"),
            number=1,
            length=period("P20Y"),
        ),
        Span(
            kind="period",
            why="tacit",
            start=day("2022-03-01"),
            through=day("2027-02-28"),
            rival_through=day("2027-02-27"),
            number=2,
            length=period("P5Y"),
        ),
        Span(
            kind="period",
            why="tacit",
            start=day("2027-03-01"),
            through=day("2032-02-28"),
            number=3,
            certain_since=day("2026-03-01"),
        ),
    ),
)
GSOMIA = Judged(
    Record(ref="JP-KR-GSOMIA-2016", title="Military data"),
    stands(
        expires=DAY,
        renews_to=day("2027-11-22"),
        act=Act(kind="notice", by=day("2027-08-24"), days=275),
        happens=Happening(kind="renewal", date=DAY, days=0),
    ),
)
UNESCO_RECORD = Record(
    ref="US-UNESCO-1946",
    title="Membership",
    parties=(Party(name="United States", code="US"), Party(name="UNESCO")),
    term="indefinite",
    events=(NoticeGiven(date=day("2025-07-22"), party="US", effect="withdrawal", last_day=day("2026-12-31")),),
)
UNESCO = Judged(
    UNESCO_RECORD,
    stands(
        status="ending",
        in_force=day("1946-11-04"),
        expires=day("2026-12-31"),
        ends=day("2026-12-31"),
        out_from=day("2027-01-01"),
        days_left=39,
        leaving=(Leaving(party="United States", ends=day("2026-12-31"), binding_until="indefinite"),),
        happens=Happening(kind="termination", date=day("2026-12-31"), days=39),
    ),
)
MORNING = {
    "decide": [
        extend("US-JP-SMA-2022", "Base supplies", "2027-03-31"),
        extend("EU-UA-ROAD-2022", "Freight by road", "2027-03-31"),
        extend("EU-MU-2022", "Fisheries", "2026-12-20"),
        extend("IN-BD-GANGES-1996", "Ganges waters", "2026-12-11", "2026-12-12"),
    ],
    "happens": [Judged(FRIENDSHIP, FRIENDSHIP_STANDS), UNESCO, GSOMIA],
}
EXPIRED = Judged(
    Record(ref="MSK-ROSNANO-2015", title="Innovation"),
    stands(status="expired", expires=day("2026-11-01"), act=Act(kind="close")),
)
FULL = Record(
    ref="MSK-ROSNANO-2015",
    title="Cooperation in developing innovative territorial clusters",
    parties=(Party(name="Government of Moscow"), Party(name="OAO Rosnano")),
    signatories=(Signatory(name="Sergei Sobyanin", office="Mayor"),),
    signed=day("2015-02-09"),
    entry_into_force="signature",
    term=period("P5Y"),
    events=(Extension(date=day("2020-01-15"), by=period("P1Y"), basis="Protocol 1"),),
    owner="Anna <anna@example.org>",
    obligations=(
        Obligation(id="o1", text="Support\nthe clusters", kind="continuing", by=("OAO Rosnano",), article="2"),
        Obligation(id="o2", text="Report", kind="recurring", every=period("P1Y"), from_=day("2016-01-01")),
    ),
    clauses=(Clause(article="7", about="term", words="Соглашение действует\nпять лет."),),
    links=(Link(kind="succeeds", ref="MSK-ROSNANO-2014"),),
    file_no="12/3",
    tags=("innovation",),
    notes="first\nsecond",
)
