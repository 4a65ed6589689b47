"""The record's fields as options: one table of how each is typed, for `add`, `edit` and `amend --set`."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, get_args

import typer

from agreetrack.cli.errors import said
from agreetrack.cli.reading import scalars
from agreetrack.cli.reading.choosing import OneOf
from agreetrack.cli.reading.entries import entry
from agreetrack.cli.reading.scalars import Reader
from agreetrack.cli.reading.terms import LastDay
from agreetrack.display.wording import _, marked
from agreetrack.model.clauses import NoticeClause, RenewalMode
from agreetrack.model.errors import UsageError
from agreetrack.model.record import Counting, Kind

Tell = Callable[[str], object]
"""Takes a sentence that whoever typed something should know of."""


class FieldOption(NamedTuple):
    """An option for a field, or for a part of one (`renewal.period`): how it is typed, read and explained."""

    path: str
    names: tuple[str, ...]
    help: str
    reading: Reader = scalars.text
    metavar: str | None = "TEXT"
    words: tuple[str, ...] = ()
    many: bool = False

    @property
    def parameter(self) -> str:
        """The name of the command's parameter."""
        return self.path.replace(".", "__")


def _one(path: str, help: str, reading: Reader = scalars.text, metavar: str = "TEXT", *more: str) -> FieldOption:
    return FieldOption(path, (_option(path), *more), help, reading, metavar)


def _choice(path: str, help: str, choices: Any, *more: str) -> FieldOption:
    words = _words(choices)
    return FieldOption(path, (_option(path), *more), help, scalars.one_of(words), None, words)


def _many(path: str, help: str, metavar: str, *more: str) -> FieldOption:
    return FieldOption(path, (*more, _option(path)), help, metavar=metavar, many=True)


def _option(path: str) -> str:
    return "--" + path.replace("_", "-").replace(".", "-")


def _words(choices: Any) -> tuple[str, ...]:
    """The words of a Literal, or of a Literal or None."""
    found = get_args(choices)
    return tuple(word for one in found for word in (_words(one) if get_args(one) else (one,)) if isinstance(word, str))


_LAW = NoticeClause.__annotations__

FIELD_OPTIONS: tuple[FieldOption, ...] = (
    _one("title", marked("What is agreed, in a few words.")),
    _choice("kind", marked("What it is called."), Kind),
    _one("number", marked("Its own number.")),
    _many("parties", marked("A party; with its code as NAME=CODE; again for more."), "NAME[=CODE]", "--party"),
    _many("signatories", marked("Who signed; again for more."), "NAME; OFFICE; PARTY", "--signatory"),
    _one("signed", marked("Day of signature; a month or year where no more is known."), scalars.stated, "DATE"),
    _one("place", marked("Where it was signed.")),
    FieldOption(
        "entry_into_force",
        ("--entry-into-force",),
        marked("The day, or the word signature."),
        scalars.word_or(("signature",), scalars.stated),
        "DATE",
    ),
    _one(
        "entry_into_force.after",
        marked("By instruments: after all parties', or the N-th."),
        scalars.count_or_all,
        "all|N",
    ),
    _one("entry_into_force.wait", marked("… and a wait after the last of them."), scalars.period, "PERIOD"),
    _one("entry_into_force.month", marked("… on the first day of the k-th month after."), scalars.number, "K"),
    _many(
        "entry_into_force.among",
        marked("… among them this party's; again for more."),
        "NAME",
        "--entry-into-force-among",
    ),
    _one("entry_into_force.also", marked("… and once a condition is met that nobody can compute, in its words.")),
    _one("entry_into_force.on", marked("… the day on which all that was met."), scalars.day, "DATE"),
    FieldOption(
        "term_from",
        ("--term-from",),
        marked("What the term runs from, if not entry into force: signature, provisional or a day."),
        scalars.word_or(("signature", "provisional"), scalars.day),
        "DATE",
    ),
    FieldOption(
        "term",
        ("--term",),
        marked("A period (5y), the last day, or indefinite."),
        scalars.term,
        "PERIOD|DATE",
    ),
    _one("term.event", marked("What ends it, where that has no day, in words.")),
    _choice("end_day", marked("Whether the last day of the term is still in force."), Literal["included", "excluded"]),
    _choice("counting", marked("How the text counts: the same-numbered day, or the day before."), Counting),
    _choice("counting_basis", marked("Where that is known from."), Literal["text", "practice"]),
    FieldOption(
        "renewal.mode",
        ("--renewal", "--renewal-mode"),
        marked("What follows the term."),
        scalars.one_of(_words(RenewalMode)),
        None,
        _words(RenewalMode),
    ),
    _one("renewal.period", marked("For how long it renews, if not for the term."), scalars.period, "PERIOD"),
    _one("renewal.times", marked("How often at most."), scalars.number, "N"),
    FieldOption(
        "notice.period",
        ("--notice", "--notice-period"),
        marked("How long before notice has to be given."),
        scalars.period,
        "PERIOD",
    ),
    _choice("notice.before", marked("Before what."), _LAW["before"]),
    _one("notice.day", marked("The day of a year that it ends with, such as 06-30."), scalars.day_of_year, "MM-DD"),
    _one("notice.by", marked("The last day of a year to receive it, such as 01-01."), scalars.day_of_year, "MM-DD"),
    _one("notice.month", marked("Out on the first day of the k-th month after the period."), scalars.number, "K"),
    _one("notice.window", marked("Notice only within this time after each period."), scalars.period, "PERIOD"),
    _choice("notice.counting", marked("How the period counts from receipt."), Counting),
    _choice("notice.counting_basis", marked("Who says how it counts."), _LAW["counting_basis"]),
    _one("notice.not_before", marked("No notice within this time from entry into force."), scalars.period, "PERIOD"),
    _choice("notice.not_before_unit", marked("… moved on to the next 1 January."), _LAW["not_before_unit"]),
    _choice("notice.effective_on", marked("What counts."), _LAW["effective_on"]),
    _choice("notice.to", marked("To whom it goes."), _LAW["to"]),
    _choice("notice.ends", marked("One party's notice ends it for all."), _LAW["ends"]),
    _one("notice.transit", marked("How long a note takes to arrive."), scalars.period, "PERIOD"),
    _one("prepare", marked("How long before the last day work has to start."), scalars.period, "PERIOD"),
    FieldOption(
        "survival",
        ("--survival",),
        marked("How long obligations bind after the end, or indefinite."),
        scalars.word_or(("indefinite",), scalars.period),
        "PERIOD",
    ),
    _many("clauses", marked("Words of the text; again for more."), "ARTICLE; ABOUT; WORDS", "--clause"),
    _many("links", marked("A tie to another record, as KIND:REF; again for more."), "KIND:REF", "--link"),
    _many("documents", marked("A document at an address, as NAME=URL; again for more."), "NAME=URL", "--document"),
    _one("file_no", marked("The office's file number.")),
    _one("department", marked("The department.")),
    _one("approval.needed", marked("Whose approval it needs.")),
    _one("approval.given", marked("The day on which that was given."), scalars.day, "DATE"),
    _one("depositary", marked("The depositary.")),
    _many("languages", marked("An authentic language; again for more."), "TEXT", "--language"),
    _one("registration", marked("Its registration, with the United Nations or at home.")),
    _choice("binding", marked("Whether it binds in law."), Literal["legal", "political"]),
    _one("owner", marked("Who gets the reminders: Name <mail>.")),
    _many("tags", marked("A tag; again for more."), "TEXT", "--tag"),
    _many("lead_times", marked("Days ahead to remind on; again for more."), "DAYS", "--lead-time"),
    _one("notes", marked("Anything worth knowing.")),
    _one("source", marked("Where these facts are from.")),
)


def with_field_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each field in the place of its `**fields`."""
    signature = inspect.signature(command)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    command.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*own, *(_parameter(option) for option in FIELD_OPTIONS)]
    )
    return command


def _parameter(option: FieldOption) -> inspect.Parameter:
    annotation: Any = list[str] | None if option.many else str | None
    of = OneOf(option.words) if option.words else None
    info = typer.Option(*option.names, help=option.help, metavar=option.metavar, click_type=of)
    return inspect.Parameter(
        option.parameter,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[annotation, info],
    )


def stated_fields(given: Mapping[str, Any], today: date, tell: Tell | None = None) -> dict[str, Any]:
    """What was typed, by the record's paths and in its own form. Raises UsageError that names the option.

    `tell` is given what the words of a term leave open.
    """
    stated: dict[str, Any] = {}
    for option in FIELD_OPTIONS:
        value = given.get(option.parameter)
        if value in (None, []):
            continue
        if option.path != "title":  # which cannot be taken out, and is refused by the record itself
            _refuse_empty(option, value)
        if option.many:
            stated[option.path] = [entry(option.path, word, option.names[0], option.metavar or "") for word in value]
        else:
            _state(stated, option.path, _read(option, option.names[0], value, today), option.names[0])
    return _settled(stated, tell)


def _state(stated: dict[str, Any], path: str, value: Any, named: str) -> None:
    """Keep a value under its path; a last day brings along whether it is in force itself."""
    if path == "end_day" and stated.get(path, value) != value:
        text = _("{option}: it says “{word}”, and the words of the term say “{other}”; state one of the two")
        raise UsageError(text.format(option=named, word=value, other=stated[path]))
    stated[path] = value
    if isinstance(value, LastDay) and value.end_day is not None:
        stated["end_day"] = value.end_day


def _settled(stated: dict[str, Any], tell: Tell | None) -> dict[str, Any]:
    """What is stated, a last day as its text; tells where nothing says whether it is in force itself."""
    last = stated.get("term")
    if isinstance(last, LastDay):
        stated["term"] = last.day.isoformat()
        if last.remark is not None and tell is not None and "end_day" not in stated:
            tell(last.remark)
    return stated


def _refuse_empty(option: FieldOption, value: str | list[str]) -> None:
    """Refuse a word that says nothing, such as a shell's variable that is not set."""
    if any(not word.strip() for word in ([value] if isinstance(value, str) else value)):
        message = _("{option} is empty; leave it out, or take the field out of a record with edit --unset {path}")
        raise UsageError(message.format(option=option.names[0], path=option.path))


def _read(option: FieldOption, named: str, value: str, today: date) -> Any:
    try:
        return option.reading(value, today)
    except UsageError as error:
        raise UsageError(f"{named}: {said(error)}") from None


def assigned(settings: Iterable[str], today: date, tell: Tell | None = None) -> dict[str, Any]:
    """What `--set FIELD=VALUE` sets, by path and in the record's own form. Raises UsageError."""
    by_path = {option.path: option for option in FIELD_OPTIONS}
    stated: dict[str, Any] = {}
    for setting in settings:
        name, separator, value = setting.partition("=")
        if not separator or not name.strip():
            raise UsageError(_("--set: “{text}” is not FIELD=VALUE, such as term=10y").format(text=setting))
        path = name.strip().replace("-", "_")
        path = {"renewal": "renewal.mode", "notice": "notice.period"}.get(path, path)
        option, named = by_path.get(path), f"--set {path}"
        read = _read(option, named, value.strip(), today) if option else value.strip()
        _state(stated, path, read, named)
    return _settled(stated, tell)
