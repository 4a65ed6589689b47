"""The sentences of reminders: what is to be done or happens and on which day, the other reading, what comes otherwise.

Each is whole, stands alone, and holds no line break or control of a record. Of a restricted agreement they say the
day and the kind of thing: no title, no party, no text and no id of an obligation, and nothing of its terms.
"""

from datetime import date

from agreetrack.display.days import either, weekday, written_day
from agreetrack.display.page import DateStyle
from agreetrack.display.plain import safe
from agreetrack.display.screens.details import MANY_PARTIES
from agreetrack.display.wording import _, ngettext
from agreetrack.display.words import day_after, leavers, party_word, party_words, rival_reason
from agreetrack.law.findings import Act
from agreetrack.law.reminders import Matter, Reminder
from agreetrack.model.dates import is_whole

_TO_DO = frozenset({"notice", "send-by", "start-by", "obligation"})
"""What somebody is late with once its day has passed."""


def sentence(one: Reminder, style: DateStyle) -> str:
    """What JSON gives as `text`: what is due, the other reading, what comes otherwise, whether it is told twice."""
    said = (statement(one, style), other_reading(one, style), otherwise(one, style), repeat(one), again(one))
    return " ".join(part for part in said if part)


def repeat(one: Reminder) -> str:
    """That it may have been told before, where a run was cut off that was about to tell it."""
    return _("This may be a repeat: an earlier run was cut off.") if one.may_repeat else ""


def again(one: Reminder) -> str:
    """That it may be told again, where it cannot be kept that it was told."""
    return _("This may come again: it cannot be written down that it was told.") if one.may_come_again else ""


def named_day(day: date, style: DateStyle) -> str:
    """A day with its weekday."""
    return f"{weekday(day)} {written_day(day, style)}"


def distance(matter: Matter) -> str:
    """How far off it is: `in 19 days`, `today`, `3 days late`, `40 days ago`."""
    match matter.days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case days if days > 1:
            return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return _late(-matter.days) if matter.what in _TO_DO else _ago(-matter.days)


def _late(days: int) -> str:
    return ngettext("{count} day late", "{count} days late", days).format(count=days)


def _ago(days: int) -> str:
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def name(one: Reminder) -> str:
    """What it is about, as short as it can be said."""
    match one.matter.what:
        case "notice":
            return _("notice")
        case "send-by":
            return _("send the note")
        case "start-by":
            return _("start preparing")
        case "expiry" | "termination" if _leaves(one):
            return _("withdrawal")
        case "leaving":
            return _("withdrawal")
        case "expiry":
            return _("expiry")
        case "renewal":
            return _("renewal")
        case "first-term-end":
            return _("end of the first term")
        case "termination":
            return _("termination")
        case "survival-end":
            return _("end of obligations")
        case "obligation":
            return _("obligation") if one.matter.days >= 0 else _("obligation overdue")
        case "entry-into-force":
            return _("not yet in force")
        case "unrecorded-end":
            return _("ended, nothing recorded")


def statement(one: Reminder, style: DateStyle) -> str:
    """What has to be done or happens, and on which day."""
    day = named_day(one.matter.by, style)
    match one.matter.what:
        case "notice":
            return _("Notice has to be received by {day}.").format(day=day)
        case "send-by":
            return _sending(one, style)
        case "start-by":
            return _preparing(one, style)
        case "leaving":
            return _withdrawal(one, style)
        case "expiry" | "termination" if _leaves(one):
            return _withdrawal(one, style)
        case "expiry":
            unless = _extendable(one) and not one.record.restricted
            return (_("Expires on {day} unless extended.") if unless else _("Expires on {day}.")).format(day=day)
        case "renewal":
            return _renewal(one, style)
        case "first-term-end":
            return _("The first term ends on {day}.").format(day=day)
        case "termination":
            return _("Terminates: the last day in force is {day}.").format(day=day)
        case "survival-end":
            return _survival(one, style)
        case "obligation":
            return _obligation(one, style)
        case "entry-into-force":
            return _missing_entry(one, style)
        case "unrecorded-end":
            return _("Ended on {day}, and nothing has been recorded since.").format(day=day)


def _sending(one: Reminder, style: DateStyle) -> str:
    act, day = _act(one), named_day(one.matter.by, style)
    if act is None or act.by is None:
        return _("The note has to leave by {day}.").format(day=day)
    last = named_day(act.by, style)
    return _("The note has to leave by {day}, to be received by {last}.").format(day=day, last=last)


def _preparing(one: Reminder, style: DateStyle) -> str:
    act, day = _act(one), named_day(one.matter.by, style)
    if act is None or act.by is None:
        return _("Preparation has to start by {day}.").format(day=day)
    if act.kind == "notice":
        said = _("Preparation has to start by {day}, for notice to be received by {last}.")
    else:
        said = _("Preparation has to start by {day}, for an extension to be agreed by {last}.")
    return said.format(day=day, last=named_day(act.by, style))


def _act(one: Reminder) -> Act | None:
    """What can be done, where that may be told."""
    return None if one.record.restricted else one.standing.act


def _extendable(one: Reminder) -> bool:
    return one.standing.act is not None and one.standing.act.kind == "extend"


def _leaves(one: Reminder) -> bool:
    """Whether it ends for some of the parties alone."""
    return bool(_leavers(one))


def _leavers(one: Reminder) -> str:
    """The parties for which it ends on the day, briefly."""
    if one.matter.id is not None:
        return party_word(one.record, one.matter.id)
    return leavers(one.record, one.standing, one.matter.by, one.matter.or_by)


def _withdrawal(one: Reminder, style: DateStyle) -> str:
    day = named_day(one.matter.by, style)
    if one.record.restricted:
        return _("A withdrawal takes effect: the last day is {day}.").format(day=day)
    return _("Withdrawal of {parties} takes effect: the last day is {day}.").format(parties=_leavers(one), day=day)


def _renewal(one: Reminder, style: DateStyle) -> str:
    day, through = named_day(one.matter.by, style), _renews_through(one, style)
    happens = one.standing.happens
    if happens is not None and happens.agreed:
        said = _("Extended by agreement after {day}, through {through}.") if through else _("Extended after {day}.")
    else:
        said = _("Renews by itself after {day}, through {through}.") if through else _("Renews by itself after {day}.")
    return said.format(day=day, through=through)


def _renews_through(one: Reminder, style: DateStyle) -> str:
    """The last day of the next period in both readings; empty where it is not known, or not for all eyes."""
    if one.standing.renews_to is None or one.record.restricted:
        return ""
    return either(one.standing.renews_to, one.standing.rival_renews_to, style)


def _survival(one: Reminder, style: DateStyle) -> str:
    day = named_day(one.matter.by, style)
    if one.matter.id is None or one.record.restricted:
        return _("Obligations cease to bind after {day}.").format(day=day)
    return _("Obligations cease to bind {party} after {day}.").format(party=_leavers(one), day=day)


def _obligation(one: Reminder, style: DateStyle) -> str:
    matter, day = one.matter, named_day(one.matter.by, style)
    if one.record.restricted:
        said = _("Obligation due on {day}.") if matter.days >= 0 else _("Obligation overdue since {day}.")
        return said.format(day=day)
    said = _("Obligation due on {day}: {text} ({id})")
    if matter.days < 0:
        said = _("Obligation overdue since {day}: {text} ({id})")
    return said.format(day=day, text=safe(" ".join((matter.text or "").split())), id=safe(matter.id or ""))


def _missing_entry(one: Reminder, style: DateStyle) -> str:
    signed = one.record.signed
    if signed is None or is_whole(signed):
        return _("Still not in force, signed on {day}.").format(day=named_day(one.matter.by, style))
    return _("Still not in force, signed in {time}.").format(time=written_day(signed, style))


def other_reading(one: Reminder, style: DateStyle) -> str:
    """The other reading of the day, and which of the two is the one that is told; empty where there is one alone."""
    matter = one.matter
    if matter.or_by is None or one.record.restricted:
        return ""
    if matter.what == "unrecorded-end":
        said = _("By the other reading it was {day} ({reason}).")
    elif matter.or_by < matter.by:
        said = _("By the other reading it was {day}, which has passed ({reason}).")
    elif matter.what in _TO_DO or (matter.what == "expiry" and _extendable(one)):
        said = _("By the other reading it is {day} ({reason}): act by the earlier.")
    else:
        said = _("By the other reading it is {day} ({reason}); the earlier is given here.")
    return said.format(day=named_day(matter.or_by, style), reason=rival_reason(one.standing.doubt))


def otherwise(one: Reminder, style: DateStyle) -> str:
    """What comes where nobody acts, or what can still be done about it; empty where there is nothing to say."""
    if one.record.restricted:
        return ""
    match one.matter.what:
        case "notice" | "send-by":
            return _without_notice(one, style)
        case "start-by":
            return _without_preparing(one, style)
        case "expiry" if _extendable(one) and not _leaves(one):
            return _lapses(one.matter.by, one.matter.or_by, style)
        case "expiry" | "termination" | "leaving":
            return _first_day_out(one.matter, style)
        case "renewal":
            return _stop(one, style)
        case "first-term-end":
            return _("Then it goes on until notice.")
        case "entry-into-force":
            return _to_enter(one)
        case "unrecorded-end":
            return _("Close the file, or record what was agreed.")
    return ""


def _without_preparing(one: Reminder, style: DateStyle) -> str:
    act = one.standing.act
    if act is not None and act.kind == "extend" and act.by is not None:
        return _lapses(act.by, act.or_by, style)
    return _without_notice(one, style)


def _without_notice(one: Reminder, style: DateStyle) -> str:
    """What comes of the period that the notice is about, where nobody gives it."""
    act = one.standing.act
    then = act.otherwise if act else one.standing.happens
    if then is None or then.kind != "renewal":
        return _("Otherwise it goes on until notice.")
    if then.to is None:
        return _("Otherwise it renews by itself.")
    if _is_of_later_period(one):
        after = either(then.date, then.or_date, style)
        return _("Otherwise it renews by itself again after {day}.").format(day=after)
    return _("Otherwise it renews by itself, through {day}.").format(day=_renews_through(one, style))


def _is_of_later_period(one: Reminder) -> bool:
    """Whether the notice that can be given is not about the present period."""
    act, period = one.standing.act, one.standing.period
    return act is not None and act.period is not None and period is not None and act.period > period


def _lapses(last: date, other: date | None, style: DateStyle) -> str:
    out = day_after(max(last, other or last))
    if out is None:
        return _("Otherwise it lapses.")
    return _("Otherwise it lapses: the first day out is {day}.").format(day=named_day(out, style))


def _first_day_out(matter: Matter, style: DateStyle) -> str:
    """The first day out, by the later reading."""
    out = day_after(max(matter.by, matter.or_by or matter.by))
    return "" if out is None else _("The first day out is {day}.").format(day=named_day(out, style))


def _stop(one: Reminder, style: DateStyle) -> str:
    """By when notice stops this renewal, or else the next one."""
    act = one.standing.act
    if act is None or act.kind != "notice" or act.by is None:
        return ""
    said = _("To stop it, notice has to be received by {day}.")
    if act.by > one.matter.by or _is_of_later_period(one):
        said = _("To stop it after that, notice has to be received by {day}.")
    return said.format(day=named_day(act.by, style))


def _to_enter(one: Reminder) -> str:
    found = one.standing
    if found.outstanding > len(found.missing):
        text = ngettext(
            "{count} more of {needed} instruments is needed.",
            "{count} more of {needed} instruments are needed.",
            found.outstanding,
        )
        return text.format(count=found.outstanding, needed=found.needed)
    if len(found.missing) > MANY_PARTIES:
        text = ngettext(
            "Instruments are missing from {count} party.",
            "Instruments are missing from {count} parties.",
            len(found.missing),
        )
        return text.format(count=len(found.missing))
    if not found.missing:
        return _("To bring it into force, record how, or the day.")
    parties = ", ".join(party_words(one.record, found.missing).values())
    return _("Instruments are missing from: {parties}.").format(parties=parties)


def last_working_day(one: Reminder, style: DateStyle) -> str:
    """The last day on which the office works before something has to be done; empty where that is the day itself."""
    day = one.matter.work_by
    if day is None or day == one.matter.by or one.record.restricted:
        return ""
    if day < one.standing.day:
        return _("The last working day before that was {day}.").format(day=named_day(day, style))
    return _("The last working day before that is {day}.").format(day=named_day(day, style))
