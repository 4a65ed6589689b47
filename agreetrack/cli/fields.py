"""The record's fields as options: one table of how each is typed, for `add`, `edit` and `amend --set`."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, get_args

import typer

from agreetrack.cli import typed
from agreetrack.model.clauses import Link, NoticeClause, RenewalMode
from agreetrack.model.errors import UsageError
from agreetrack.model.limits import LARGEST_NUMBER
from agreetrack.model.record import Counting, Kind
from agreetrack.model.wording import _

Reading = Callable[[str, date], Any]
"""How a typed word becomes the record's own text; the day is what `today` and `+90d` are relative to."""


def _text(text: str, _today: date) -> str:
    return text


def _number(text: str, _today: date) -> int:
    if not re.fullmatch(r"\d+", text):
        raise UsageError(_("“{text}” is not a whole number").format(text=text))
    if len(text) > len(str(LARGEST_NUMBER)):
        raise UsageError(_("“{text}” is more than {most:,}").format(text=text[:60], most=LARGEST_NUMBER))
    return int(text)


def _period(text: str, _today: date) -> str:
    return typed.period(text)


def _day(text: str, today: date) -> str:
    return typed.day(text, today).isoformat()


def _stated(text: str, today: date) -> str:
    return typed.stated(text, today)


def _word_or(words: tuple[str, ...], otherwise: Reading) -> Reading:
    def reading(text: str, today: date) -> Any:
        if text.casefold() in words:
            return text.casefold()
        try:
            return otherwise(text, today)
        except UsageError as error:
            if text.isalpha():
                sentence = _("{reason}; or the word {words}").format(reason=error, words=", ".join(words))
                raise UsageError(sentence) from None
            raise

    return reading


_DATE_LIKE = re.compile(r"\d[-./]\d|\d{4}")
_PERIOD_LIKE = re.compile(r"[-+]?\s*(?:p.*|[\d.,\s]+[^\W\d_]+\.?)", re.IGNORECASE)


def _term(text: str, today: date) -> str:
    """A period, or else a last day; `-5y` and `+5y`, which could be meant as either, are refused."""
    words = text.strip()
    if words.casefold() == "indefinite":
        return "indefinite"
    if words[:1] in ("-", "−", "+"):
        message = _("“{text}”: type a period without a sign (5y), or the last day itself (2027-03-31)")
        raise UsageError(message.format(text=text))
    try:
        return typed.period(text)
    except UsageError as error:
        no_period = error
    if _PERIOD_LIKE.fullmatch(words):
        raise no_period
    try:
        return _day(text, today)
    except UsageError as error:
        if _DATE_LIKE.search(text):
            raise
        if text[:1].isdigit():
            raise no_period from None
        message = _("“{text}” is no term: give a period (5y), the last day (2027-03-31) or indefinite")
        raise UsageError(message.format(text=text)) from error


def _day_of_year(text: str, _today: date) -> str:
    """A day of every year: `06-30`, or a day of some year, of which the year counts for nothing."""
    if re.fullmatch(r"\d{2}-\d{2}", text):
        return text
    return typed.day(text, _today).isoformat()[5:]


def _count_or_all(text: str, today: date) -> int | str:
    return "all" if text.casefold() == "all" else _number(text, today)


class FieldOption(NamedTuple):
    """An option for a field, or for a part of one (`renewal.period`): how it is typed, read and explained."""

    path: str
    names: tuple[str, ...]
    help: str
    reading: Reading = _text
    metavar: str | None = "TEXT"
    words: tuple[str, ...] = ()
    many: bool = False

    @property
    def parameter(self) -> str:
        """The name of the command's parameter."""
        return self.path.replace(".", "__")


def _one(path: str, help: str, reading: Reading = _text, metavar: str = "TEXT", *more: str) -> FieldOption:
    return FieldOption(path, (_option(path), *more), help, reading, metavar)


def _choice(path: str, help: str, choices: Any, *more: str) -> FieldOption:
    return FieldOption(path, (_option(path), *more), help, words=_words(choices), metavar=None)


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
    _one("title", _("What is agreed, in a few words.")),
    _choice("kind", _("What it is called."), Kind),
    _one("number", _("Its own number.")),
    _many("parties", _("A party; with its code as NAME=CODE; again for more."), "NAME[=CODE]", "--party"),
    _many("signatories", _("Who signed; again for more."), "NAME; OFFICE; PARTY", "--signatory"),
    _one("signed", _("Day of signature; a month or year where no more is known."), _stated, "DATE"),
    _one("place", _("Where it was signed.")),
    FieldOption(
        "entry_into_force",
        ("--entry-into-force",),
        _("The day, or the word signature."),
        _word_or(("signature",), _stated),
        "DATE",
    ),
    _one(
        "entry_into_force.after",
        _("By instruments: after all parties', or the N-th."),
        _count_or_all,
        "all|N",
    ),
    _one("entry_into_force.wait", _("… and a wait after the last of them."), _period, "PERIOD"),
    _one("entry_into_force.month", _("… on the first day of the k-th month after."), _number, "K"),
    _many(
        "entry_into_force.among",
        _("… among them this party's; again for more."),
        "NAME",
        "--entry-into-force-among",
    ),
    _one("entry_into_force.also", _("… and once a condition is met that nobody can compute, in its words.")),
    _one("entry_into_force.on", _("… the day on which all that was met."), _day, "DATE"),
    FieldOption(
        "term_from",
        ("--term-from",),
        _("What the term runs from, if not entry into force: signature, provisional or a day."),
        _word_or(("signature", "provisional"), _day),
        "DATE",
    ),
    FieldOption(
        "term",
        ("--term",),
        _("A period (5y), the last day, or indefinite."),
        _term,
        "PERIOD|DATE",
    ),
    _one("term.event", _("What ends it, where that has no day, in words.")),
    _choice("end_day", _("Whether the last day of the term is still in force."), Literal["included", "excluded"]),
    _choice("counting", _("How the text counts: the same-numbered day, or the day before."), Counting),
    _choice("counting_basis", _("Where that is known from."), Literal["text", "practice"]),
    FieldOption(
        "renewal.mode",
        ("--renewal", "--renewal-mode"),
        _("What follows the term."),
        words=_words(RenewalMode),
        metavar=None,
    ),
    _one("renewal.period", _("For how long it renews, if not for the term."), _period, "PERIOD"),
    _one("renewal.times", _("How often at most."), _number, "N"),
    FieldOption(
        "notice.period",
        ("--notice", "--notice-period"),
        _("How long before notice has to be given."),
        _period,
        "PERIOD",
    ),
    _choice("notice.before", _("Before what."), _LAW["before"]),
    _one("notice.day", _("The day of a year that it ends with, such as 06-30."), _day_of_year, "MM-DD"),
    _one("notice.by", _("The last day of a year to receive it, such as 01-01."), _day_of_year, "MM-DD"),
    _one("notice.month", _("Out on the first day of the k-th month after the period."), _number, "K"),
    _one("notice.window", _("Notice only within this time after each period."), _period, "PERIOD"),
    _choice("notice.counting", _("How the period counts from receipt."), Counting),
    _choice("notice.counting_basis", _("Who says how it counts."), _LAW["counting_basis"]),
    _one("notice.not_before", _("No notice within this time from entry into force."), _period, "PERIOD"),
    _choice("notice.not_before_unit", _("… moved on to the next 1 January."), _LAW["not_before_unit"]),
    _choice("notice.effective_on", _("What counts."), _LAW["effective_on"]),
    _choice("notice.to", _("To whom it goes."), _LAW["to"]),
    _choice("notice.ends", _("One party's notice ends it for all."), _LAW["ends"]),
    _one("notice.transit", _("How long a note takes to arrive."), _period, "PERIOD"),
    _one("prepare", _("How long before the last day work has to start."), _period, "PERIOD"),
    FieldOption(
        "survival",
        ("--survival",),
        _("How long obligations bind after the end, or indefinite."),
        _word_or(("indefinite",), _period),
        "PERIOD",
    ),
    _many("clauses", _("Words of the text; again for more."), "ARTICLE; ABOUT; WORDS", "--clause"),
    _many("links", _("A tie to another record, as KIND:REF; again for more."), "KIND:REF", "--link"),
    _many("documents", _("A document at an address, as NAME=URL; again for more."), "NAME=URL", "--document"),
    _one("file_no", _("The office's file number.")),
    _one("department", _("The department.")),
    _one("approval.needed", _("Whose approval it needs.")),
    _one("approval.given", _("The day on which that was given."), _day, "DATE"),
    _one("depositary", _("The depositary.")),
    _many("languages", _("An authentic language; again for more."), "TEXT", "--language"),
    _one("registration", _("Its registration, with the United Nations or at home.")),
    _choice("binding", _("Whether it binds in law."), Literal["legal", "political"]),
    _one("owner", _("Who gets the reminders: Name <mail>.")),
    _many("tags", _("A tag; again for more."), "TEXT", "--tag"),
    _many("lead_times", _("Days ahead to remind on; again for more."), "DAYS", "--lead-time"),
    _one("notes", _("Anything worth knowing.")),
    _one("source", _("Where these facts are from.")),
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
    kind: Any = Literal[option.words] if option.words else str
    annotation = list[kind] | None if option.many else kind | None
    info = typer.Option(*option.names, help=option.help, metavar=option.metavar)
    return inspect.Parameter(
        option.parameter,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[annotation, info],
    )


def stated_fields(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What was typed, by the record's paths and in its own form. Raises UsageError that names the option."""
    stated: dict[str, Any] = {}
    for option in FIELD_OPTIONS:
        value = given.get(option.parameter)
        if value in (None, []):
            continue
        if option.path != "title":  # which cannot be taken out, and is refused by the record itself
            _refuse_empty(option, value)
        if option.many:
            stated[option.path] = [_entry(option, word) for word in value]
        else:
            stated[option.path] = _read(option, option.names[0], value, today)
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
        raise UsageError(f"{named}: {error}") from None


def _entry(option: FieldOption, word: str) -> Any:
    """One entry of a list, from the short form in which it is typed."""
    reading = _ENTRIES.get(option.path)
    if reading is None:
        return word
    try:
        return reading(word)
    except ValueError:
        raise UsageError(
            _("{option}: “{word}” is not of the form {form}").format(
                option=option.names[0], word=word, form=option.metavar or ""
            )
        ) from None


def _party(word: str) -> dict[str, Any]:
    name, separator, code = word.rpartition("=")
    if not separator:
        return {"name": word.strip()}
    if not name.strip() or not code.strip():
        raise ValueError(word)
    return {"name": name.strip(), "code": code.strip()}


def _signatory(word: str) -> dict[str, str]:
    parts = [part.strip() for part in word.split(";")]
    if not parts[0] or len(parts) > len(_SIGNATORY):
        raise ValueError(word)
    return {name: part for name, part in zip(_SIGNATORY, parts, strict=False) if part}


_SIGNATORY = ("name", "office", "party")


def _clause(word: str) -> dict[str, str]:
    article, about, words = (part.strip() for part in word.split(";", 2))
    if not about or not words:
        raise ValueError(word)
    return {"article": article, "about": about, "words": words}


def _link(word: str) -> dict[str, str]:
    kind, separator, ref = word.partition(":")
    kinds = _words(Link.__annotations__["kind"])
    if not separator or not ref.strip() or kind.strip() not in kinds:
        raise UsageError(
            _("--link: “{word}” is not KIND:REF; the kinds are {kinds}").format(word=word, kinds=", ".join(kinds))
        )
    return {"kind": kind.strip(), "ref": ref.strip()}


def _document(word: str) -> dict[str, str]:
    name, separator, url = word.partition("=")
    if not separator or not name.strip() or not url.strip():
        raise ValueError(word)
    return {"name": name.strip(), "url": url.strip()}


def _days(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise UsageError(_("--lead-time: “{word}” is not a whole number of days").format(word=word)) from None


_ENTRIES: dict[str, Callable[[str], Any]] = {
    "parties": _party,
    "signatories": _signatory,
    "clauses": _clause,
    "links": _link,
    "documents": _document,
    "lead_times": _days,
}


def assigned(settings: Iterable[str], today: date) -> dict[str, Any]:
    """What `--set FIELD=VALUE` sets, by path and in the record's own form. Raises UsageError."""
    by_path = {option.path: option for option in FIELD_OPTIONS}
    stated: dict[str, Any] = {}
    for setting in settings:
        name, separator, value = setting.partition("=")
        if not separator or not name.strip():
            raise UsageError(_("--set: “{text}” is not FIELD=VALUE, such as term=10y").format(text=setting))
        path = name.strip().replace("-", "_")
        path = {"renewal": "renewal.mode", "notice": "notice.period"}.get(path, path)
        option = by_path.get(path)
        stated[path] = _read(option, f"--set {path}", value.strip(), today) if option else value.strip()
    return stated
