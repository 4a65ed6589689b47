"""The options of `correct`: those of the commands that record events, each for the kinds of event that have it."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from keyword import iskeyword
from typing import Any

from msgspec.structs import fields

from agreetrack.cli.event_option import EventOption
from agreetrack.cli.events import EVERY_EVENT, KINDS, ON, put_options, settled
from agreetrack.cli.session import Session
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Amended, Amendment, Event
from agreetrack.register.events.correcting import ChosenEvent, Correction

_FEW = 4
"""Kinds that have an option are named up to this number."""


def with_correction_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with every option that states something of an event, in the place of its `**stated`.

    What help says of an option is put together from the kinds of event that have it, when it is shown (`helps`).
    """
    by_name = _by_name()
    put_options(command, [_parameter(name, having) for name, having in by_name.items()])
    command.helps = {_parameter_of(name): partial(_help, having) for name, having in by_name.items()}  # type: ignore[attr-defined]
    return command


def _by_name() -> dict[str, list[tuple[str, EventOption]]]:
    """The options by name, with the kinds that have them; those of every event last."""
    found: dict[str, list[tuple[str, EventOption]]] = {}
    for struct, kind in KINDS.items():
        for option in kind.options:
            if option not in EVERY_EVENT:
                found.setdefault(option.name, []).append((kind_of(struct), option))
    found.update({option.name: [("", option)] for option in EVERY_EVENT})
    return found


def kind_of(event: Event | type[Event]) -> str:
    """The word for a kind of event, as the record has it."""
    return str(event.__struct_config__.tag)


def _parameter(name: str, having: Sequence[tuple[str, EventOption]]) -> inspect.Parameter:
    """The parameter for options of one name: it reads words, what they mean is for the kind of event to say."""
    options = [option for _kind, option in having]
    first = options[0]
    metavar = "|".join(dict.fromkeys(option.metavar for option in options if option.metavar)) or None
    parameter = _parameter_of(name)
    return first._replace(parameter=parameter, metavar=metavar, default=None, required=False).as_parameter()


def _parameter_of(name: str) -> str:
    word = name.removeprefix("--").replace("-", "_")
    return f"{word}_" if iskeyword(word) else word


Having = Sequence[tuple[str, EventOption]]
"""An option's meanings: the kinds of event that have one, and what it is for each."""


def _help(having: Having) -> str:
    """What an option says of each kind of event."""
    return " ".join(_helps(having))


def _helps(having: Having) -> Iterator[str]:
    """What it says, once for all kinds of which it says the same; very many kinds are not named."""
    for help in dict.fromkeys(option.help for _kind, option in having):
        kinds = [kind for kind, option in having if option.help == help and kind]
        if help == ON.help:
            yield _("When it happened.")
        elif 0 < len(kinds) <= _FEW:
            yield _("{kinds}: {help}").format(kinds=", ".join(kinds), help=_(help))
        else:
            yield _(help)


def read_correction(
    session: Session, chosen: ChosenEvent, given: Mapping[str, Any], unset: Sequence[str]
) -> Correction:
    """What was typed of the event that was chosen. Raises UsageError for an option or field that it does not have."""
    known = {option.name: option for option in KINDS[type(chosen.event)].options}
    typed = [name for name in _by_name() if given[_parameter_of(name)] not in (None, False, [])]
    for name in typed:
        if name not in known:
            raise UsageError(_no_such_option(chosen, name))
        _refuse_empty(name, given[_parameter_of(name)])
    read = {known[name]: known[name].read(given[_parameter_of(name)], session) for name in typed}
    stated = {option.field: value for option, value in read.items() if option.field}
    taken_out = [_field(chosen, word) for word in unset]
    if both := [name for name in taken_out if name in stated]:
        raise UsageError(_("“{field}” is stated anew and taken out at once; leave out one").format(field=both[0]))
    if len(stated) < sum(1 for option in read if option.field):
        raise UsageError(_("--last-day and --out-from say the same in two ways; give one of them"))
    retroactive = any(option.field is None for option in read)
    return Correction(stated=settled(stated, session.tell), unset=taken_out, retroactive=retroactive)


def options_of(event: Event) -> list[str]:
    """The options that an event has, as they are typed."""
    return [option.name for option in KINDS[type(event)].options]


def _no_such_option(chosen: ChosenEvent, name: str) -> str:
    text = _("event {number} of {ref} ({kind}) has no {option}; it has {known}")
    known = ", ".join(options_of(chosen.event))
    return text.format(number=chosen.number, ref=chosen.ref, kind=kind_of(chosen.event), option=name, known=known)


def _refuse_empty(name: str, value: Any) -> None:
    if isinstance(value, str) and not value.strip():
        text = _("{option} is empty; take what it states out with --unset {field}")
        raise UsageError(text.format(option=name, field=name.removeprefix("--")))


def _field(chosen: ChosenEvent, word: str) -> str:
    """The field of the event that is named, by its option or as the record has it."""
    name = word.strip().removeprefix("--").replace("-", "_").removeprefix("set.")
    clauses = [one.name for one in fields(Amended)] if isinstance(chosen.event, Amendment) else []
    if name in clauses:
        return name
    for option in KINDS[type(chosen.event)].options:
        if option.field and name in (option.name.removeprefix("--").replace("-", "_"), option.field.rstrip("_")):
            return option.field
    return _refuse_field(chosen, word, clauses)


def _refuse_field(chosen: ChosenEvent, word: str, clauses: Sequence[str]) -> str:
    own = dict.fromkeys(option.field.rstrip("_") for option in KINDS[type(chosen.event)].options if option.field)
    known = ", ".join([*(name for name in own if name != "set" or not clauses), *clauses])
    text = _("event {number} of {ref} ({kind}) has no field “{field}”; it has {known}")
    raise UsageError(
        text.format(number=chosen.number, ref=chosen.ref, kind=kind_of(chosen.event), field=word, known=known)
    )
