"""The words of the trade for what was found: statuses, periods, parties, the reason for a rival."""

from collections.abc import Iterable
from datetime import date, timedelta

from agreetrack.display.plain import cells, safe, shorten
from agreetrack.display.wording import _, ngettext
from agreetrack.law.findings import Doubt, Standing, Status
from agreetrack.law.parties import Roll
from agreetrack.model.record import Listed


def status_word(standing: Standing) -> str:
    """The status in a table."""
    word = _status(standing)
    if standing.suspended:
        return _("{status}, suspended").format(status=word)
    return _("{status}, closed").format(status=word) if standing.closed else word


def _status(standing: Standing) -> str:
    if standing.status == "in-force" and standing.presumed:
        return _("presumed in force")
    return status_name(standing.status)


def status_name(status: Status) -> str:
    """The status alone in words."""
    match status:
        case "draft":
            return _("draft")
        case "signed":
            return _("signed")
        case "provisional":
            return _("provisional")
        case "in-force":
            return _("in force")
        case "contested":
            return _("contested")
        case "ending":
            return _("ending")
        case "expired":
            return _("expired")
        case "terminated":
            return _("terminated")


def party_word(record: Listed, name: str) -> str:
    """A party as short as it can be said: its code, or its name where there is none."""
    party = next((party for party in record.parties if party.is_called(name)), None)
    return safe((party.code or party.name) if party else name)


def party_words(record: Listed, names: Iterable[str]) -> dict[str, str]:
    """The same of several, by the name that they are called by."""
    parties = Roll(record.parties)
    found = {name: parties.found(name) for name in names}
    return {name: safe((party.code or party.name) if party else name) for name, party in found.items()}


def party_names(record: Listed) -> str:
    """All parties by name; parted by semicolons where a name has a comma (`Congo, Republic of`)."""
    names = [safe(party.name) for party in record.parties]
    return ("; " if any("," in name for name in names) else ", ").join(names)


_LONG_NAME = 24
"""A party whose name takes more cells is called by its code, where it has one, beside others."""

_MANY_NAMES = 40
"""So many cells the names of more than two parties take in a list."""


def other_side(record: Listed) -> str:
    """The parties that are not us, all where none is; of many the first ones and how many more."""
    others = [party for party in record.parties if not party.us] or record.parties
    names = [safe((len(party.name) > _LONG_NAME and party.code) or party.name) for party in others]
    joint = "; " if any("," in name for name in names) else ", "
    shown = len(names)
    while shown > 2 and cells(joint.join(names[:shown])) > _MANY_NAMES:
        shown -= 1
    listed, left = joint.join(names[:shown]), len(names) - shown
    if not left:
        return listed
    return ngettext("{parties} and {count} more", "{parties} and {count} more", left).format(parties=listed, count=left)


def leavers(record: Listed, standing: Standing, *days: date | None) -> str:
    """The parties whose last day is one of the days, briefly."""
    going = [one.party for one in standing.leaving if one.ends is not None and one.ends in days]
    return shorten(", ".join(party_words(record, going).values()), 30)


def rival_reason(doubt: Doubt) -> str:
    """Why a day has two readings: what the text does not state."""
    return _("end day not stated") if doubt == "end-day" else _("counting not stated")


def day_after(day: date) -> date | None:
    """The next day; None after the last one of the calendar."""
    return day + timedelta(days=1) if day < date.max else None
