"""Reminders and digests, written by hand, of one night: 22 November 2026."""

import shlex
from datetime import date
from typing import Any

from msgspec.structs import replace

from agreetrack.law.findings import Act, Happening, Standing
from agreetrack.law.reminders import Digest, Matter, Reminder
from agreetrack.model.acknowledgements import What
from agreetrack.model.clauses import Party
from agreetrack.model.record import Watched

NIGHT = date(2026, 11, 22)
HOSTILE = (
    "</td><script>alert(1)</script> \x1b[2J\x9b \u202eevil\u2066 \n# h\r\n- [x](http://e.example) `c` **b** &lt; "
    "![i](//e.example/i.png) www.e.example @all $x$ :bomb: <img src=x> \u2028 \u200b " + "Ы" * 300
)
ACTING = set("\x1b\x9b\u202e\u2066\r\u2028\u200b\ud800")
"""Characters of hostile texts that may stand in nothing that is shown."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def either(text: str) -> tuple[date, date | None]:
    """`2026-12-11` or `2026-12-11/2026-12-12`."""
    first, _, other = text.partition("/")
    return day(first), day(other) if other else None


def friendship(**fields: Any) -> Watched:
    stated = {
        "ref": "RU-CN-2001",
        "title": "Treaty of Friendship",
        "parties": (Party(name="Russia", code="RU"), Party(name="China", code="CN"), Party(name="Nepal")),
        "signed": "2001-07-16",
        "owner": "Anna <anna@example.org>",
    }
    return Watched(**{**stated, **fields})


FRIENDSHIP = friendship()
SECRET = friendship(ref="R-7", title="Secret Protocol", restricted=True)


def stands(**found: Any) -> Standing:
    return Standing(**{"day": NIGHT, "knowing": NIGHT, "status": "in-force", "suspended": False, **found})


def notice_by(days: str, renews: str | None = "2032-02-28") -> Standing:
    """It renews by itself unless notice is received by a day, in one or two readings."""
    by, other = either(days)
    renews_to, rival = either(renews) if renews else (None, None)
    renewal = Happening(kind="renewal", date=day("2027-02-28"), days=98, to=renews_to)
    return stands(
        act=Act(kind="notice", by=by, or_by=other, days=(by - NIGHT).days, otherwise=renewal),
        happens=renewal,
        notice_by=other or by,
        renews_to=renews_to,
        rival_renews_to=rival,
    )


def extend_by(days: str) -> Standing:
    """It lapses after a day, in one or two readings, unless it is extended."""
    by, other = either(days)
    return stands(
        act=Act(kind="extend", by=by, or_by=other, days=(by - NIGHT).days),
        happens=Happening(kind="expiry", date=by, or_date=other, days=(by - NIGHT).days),
    )


def reminder(
    what: What, days: str, standing: Standing | None = None, record: Watched = FRIENDSHIP, **more: Any
) -> Reminder:
    """A reminder of the night; what is not the matter's own goes to the reminder."""
    by, other = either(days)
    own = {name: more.pop(name) for name in ("id", "text", "owner", "work_by") if name in more}
    matter = Matter(what=what, due=min(by, other or by), by=by, or_by=other, days=(by - NIGHT).days, **own)
    return Reminder(record=record, standing=standing or stands(), matter=matter, lead=more.pop("lead", 30), **more)


def owed(days: str, record: Watched = FRIENDSHIP, **more: Any) -> Reminder:
    return reminder("obligation", days, record=record, **{"id": "report", "text": "Send the\nreport.", **more})


def digest(*new: Reminder, **more: Any) -> Digest:
    return Digest(day=NIGHT, new=new, **{"watched": 20, **more})


def secret(one: Reminder) -> Reminder:
    """The same of a restricted agreement."""
    return replace(one, record=SECRET)


def command(*words: str) -> str:
    return "agreetrack " + shlex.join(words)


NOTICE = notice_by("2026-12-11/2026-12-12")
EVERY_KIND = (
    owed("2026-10-13", owner="Desk <desk@example.org>"),
    reminder("entry-into-force", "2026-11-21", stands(missing=("China", "Nepal"))),
    owed("2026-11-22"),
    reminder("expiry", "2026-11-23", extend_by("2026-11-23"), work_by=day("2026-11-20")),
    reminder("start-by", "2026-11-30", NOTICE, work_by=day("2026-11-30")),
    reminder("send-by", "2026-12-04", NOTICE),
    reminder("notice", "2026-12-11/2026-12-12", NOTICE, told_on=day("2026-09-12"), escalated=True, may_repeat=True),
    reminder("renewal", "2027-02-28", NOTICE),
    reminder("first-term-end", "2027-02-28/2027-03-01", stands()),
    reminder("leaving", "2027-02-28", id="Nepal"),
    reminder("termination", "2027-03-01"),
    reminder("survival-end", "2027-11-22"),
)
STILL_OPEN = (
    reminder("unrecorded-end", "2026-11-15/2026-11-14", told_on=day("2026-11-16")),
    secret(owed("2026-11-30", told_on=day("2026-11-20"))),
)
