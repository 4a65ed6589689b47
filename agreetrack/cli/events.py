"""What happens to agreements, as it is typed: the options of the commands that record it, and of each kind of event."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

from agreetrack.cli.event_option import EventOption, choice, day, flag, known_day, last_day, period, text
from agreetrack.cli.reading.terms import LastDay
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.law.counting import shifted
from agreetrack.model import events
from agreetrack.model.errors import UsageError

Tell = Callable[[str], None]

_ENDS = ("included", "excluded")
_EFFECTS = ("non-renewal", "withdrawal")

PARTY = text("--party", marked("The party: name, code or alias."), "NAME")
EFFECTIVE = day("--effective", marked("When it takes effect, where that is another day."))
ON = known_day("--on", marked("When it happened; default: today, or the day of --as-of."), "date", "on")
BASIS = text("--basis", marked("The document that it rests on."))
NOTE = text("--note", marked("Anything worth remembering."))
EVERY_EVENT = (ON, BASIS, NOTE)

RETROACTIVE = flag("--retroactive", marked("The text says that it applies from the end on."))
PROLONG = day("--prolong", marked("The last day of the notice is moved to this one."), "last_day")
OUT_FROM = day("--out-from", marked("The first day on which it is out of force."))


def _assigned(settings: list[str], session: Session) -> dict[str, Any]:
    from agreetrack.cli.fields import assigned

    return assigned(settings, session.day, session.tell)


SET = EventOption(
    "setting", "--set", marked("What the amendment sets; again for more."), "set", _assigned, "FIELD=VALUE", many=True
)
INSTRUMENT = (
    PARTY,
    choice("--type", marked("Which instrument it is."), get_args(events.InstrumentType), "ratification"),
)
PROVISIONAL = (
    EFFECTIVE,
    flag("--end", marked("It ends; --effective is the first day without it.")),
)
EXTEND = (
    period("--by", marked("By how long: 5y, 18m, P5Y.")),
    last_day("--until", marked("Until when.")),
    flag("--indefinitely", marked("Without end."), "indefinitely"),
    day("--from", marked("A new start that the period runs from."), "from_", "start"),
    choice("--end-day", marked("Whether the day of --until is still in force."), _ENDS),
    RETROACTIVE,
)
GIVEN = (
    PARTY,
    choice("--effect", marked("What it says, where the text allows both."), _EFFECTS),
    day("--last-day", marked("The last day, where the note names it.")),
)
NOTICE = (
    *GIVEN,
    PROLONG,
    flag("--resume", marked("A suspended notice runs on.")),
    flag("--suspend", marked("The effect of the notice is suspended.")),
    flag("--withdraw", marked("The notice is taken back.")),
)
SUSPEND = (
    PARTY,
    text("--articles", marked("Which articles; default: the whole.")),
    day("--until", marked("The last day of the suspension, if known.")),
    EFFECTIVE,
)
RESUME = (PARTY, text("--articles", marked("Which articles; default: all that is suspended.")), EFFECTIVE)
TERMINATE = (day("--last-day", marked("The last day in force.")), OUT_FROM)
SUCCEED = (
    text("--from", marked("The party that is succeeded."), "NAME", "from_")._replace(
        parameter="predecessor", required=True
    ),
    text("--to", marked("Who takes its place."), "NAME")._replace(parameter="successor", required=True),
)
AMEND = (SET, EFFECTIVE)


class Kind(NamedTuple):
    """A kind of event: the command that records it, and the options that state what it holds."""

    command: str
    options: tuple[EventOption, ...]


def _eve(words: str, session: Session) -> date:
    """The last day, by the first day that it is out of force."""
    eve = shifted(OUT_FROM.reading(words, session), -1)
    if eve is None:
        raise UsageError(_("there is no day before it"))
    return eve


KINDS: dict[type[events.Event], Kind] = {
    struct: Kind(command, (*options, *EVERY_EVENT))
    for struct, command, options in (
        (events.Instrument, "instrument", INSTRUMENT),
        (events.Provisional, "provisional", (EFFECTIVE,)),
        (events.ProvisionalEnd, "provisional", (EFFECTIVE,)),
        (events.Extension, "extend", EXTEND),
        (events.Renewed, "renew", ()),
        (events.NoticeGiven, "notice", GIVEN),
        (events.NoticeProlonged, "notice", (PROLONG, PARTY)),
        (events.NoticeSuspended, "notice", (PARTY,)),
        (events.NoticeResumed, "notice", (PARTY,)),
        (events.NoticeWithdrawn, "notice", (PARTY,)),
        (events.Suspension, "suspend", SUSPEND),
        (events.Resumption, "resume", RESUME),
        (events.Termination, "terminate", (TERMINATE[0], OUT_FROM._replace(field="last_day", reading=_eve))),
        (events.PartySuccession, "succeed", SUCCEED),
        (events.Amendment, "amend", AMEND),
        (events.Close, "close", ()),
    )
}
"""What can happen to an agreement, and how each kind is typed."""


def with_event_options(*options: EventOption) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command the options in the place of its `**stated`, and those of every event behind them."""
    every = (*options, *EVERY_EVENT)

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        declared = [option.as_parameter() for option in every]
        put_options(command, declared)
        return command

    return decorated


def put_options(command: Callable[..., None], declared: Sequence[inspect.Parameter]) -> None:
    """Let the command have parameters for its `**stated`, before those of its own that may be left out."""
    signature = inspect.signature(command)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    needed = [one for one in own if one.default is inspect.Parameter.empty]
    command.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*needed, *declared, *(one for one in own if one not in needed)]
    )


def read_event(session: Session, options: Sequence[EventOption], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed for an event, by parameter; it happened today where no day is given. Raises UsageError."""
    every = (*options, *EVERY_EVENT)
    stated = {option.parameter: option.read(given[option.parameter], session) for option in every}
    return {**settled(stated, session.tell), ON.parameter: stated[ON.parameter] or session.day}


def settled(stated: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """What is stated, a last day as a day and a word on whether it is itself in force. Raises UsageError for two."""
    last = stated.get("until")
    if not isinstance(last, LastDay):
        return dict(stated)
    end_day = stated.get("end_day")
    if last.end_day and end_day and last.end_day != end_day:
        message = _("--end-day: it says “{word}”, and --until says “{other}”; state one of the two")
        raise UsageError(message.format(word=end_day, other=last.end_day))
    if last.remark and not end_day:
        tell(last.remark)
    closing = {"end_day": last.end_day} if last.end_day else {}
    return {**stated, "until": last.day, **closing}
