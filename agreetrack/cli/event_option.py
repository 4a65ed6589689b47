"""An option that states something of an event: declared once, for the command that records it and for `correct`."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from agreetrack.cli.errors import said
from agreetrack.cli.reading import days, periods, terms
from agreetrack.cli.reading.choosing import OneOf
from agreetrack.cli.session import Session
from agreetrack.model.dates import read_known_day
from agreetrack.model.errors import UsageError

OptionReader = Callable[[Any, Session], Any]
"""What a typed word states, or all words of an option that is given again. Raises UsageError."""


def _as_typed(text: str, _session: Session) -> str:
    return text


class EventOption(NamedTuple):
    """An option of a command that records an event: its parameter, and the field of the event that it states.

    Without a field it says how the event is to be judged, or which event a command is to record.
    """

    parameter: str
    name: str
    help: str
    field: str | None = None
    reading: OptionReader = _as_typed
    metavar: str | None = "TEXT"
    words: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False
    is_flag: bool = False
    many: bool = False

    def as_parameter(self) -> inspect.Parameter:
        """The parameter of a command that records."""
        default: Any = False if self.is_flag else self.default
        annotation: Any = self._type if self.required or default is not None else self._type | None
        return inspect.Parameter(
            self.parameter,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=inspect.Parameter.empty if self.required else default,
            annotation=Annotated[annotation, self.info],
        )

    @property
    def info(self) -> Any:
        """How the parser knows it."""
        of = OneOf(self.words) if self.words else None
        return typer.Option(self.name, help=self.help, metavar=self.metavar, click_type=of)

    @property
    def _type(self) -> Any:
        if self.is_flag:
            return bool
        return list[str] if self.many else str

    def read(self, value: Any, session: Session) -> Any:
        """What was given, as the event states it; None where nothing was. Raises UsageError that names the option."""
        if value is None or isinstance(value, bool) or self.many:
            return self.reading(value, session) if value and self.many else value
        try:
            return self.reading(value, session)
        except UsageError as error:
            raise UsageError(f"{self.name}: {said(error)}") from None


def text(name: str, help: str, metavar: str = "TEXT", field: str | None = None) -> EventOption:
    """A text, or the name of a party."""
    return EventOption(_parameter(name), name, help, field or _parameter(name), metavar=metavar)


def day(name: str, help: str, field: str | None = None, parameter: str | None = None) -> EventOption:
    """A day; `field` where the event calls it otherwise, `parameter` where Python has the word for itself."""
    own = parameter or _parameter(name)
    return EventOption(own, name, help, field or own, lambda words, session: days.day(words, session.day), "DATE")


def last_day(name: str, help: str) -> EventOption:
    """A last day in force, with what is said of it."""
    return EventOption(
        _parameter(name),
        name,
        help,
        _parameter(name),
        lambda words, session: terms.last_day(words, session.day),
        "DATE",
    )


def known_day(name: str, help: str, field: str, parameter: str) -> EventOption:
    """A day, or its month or year alone."""
    return EventOption(
        parameter, name, help, field, lambda words, session: read_known_day(days.stated(words, session.day)), "DATE"
    )


def period(name: str, help: str) -> EventOption:
    """A period."""
    return EventOption(
        _parameter(name), name, help, _parameter(name), lambda words, _session: periods.period(words), "PERIOD"
    )


def choice(name: str, help: str, words: tuple[str, ...], default: str | None = None) -> EventOption:
    """One of some words."""
    own = _parameter(name)
    return EventOption(own, name, help, own, metavar=None, words=words, default=default)


def flag(name: str, help: str, field: str | None = None) -> EventOption:
    """What is said by its name alone."""
    return EventOption(_parameter(name), name, help, field, metavar=None, is_flag=True)


def _parameter(name: str) -> str:
    return name.removeprefix("--").replace("-", "_")
