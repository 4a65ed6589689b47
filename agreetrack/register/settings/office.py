"""The settings of the office: what changes a date, a recipient or the words of a mail, kept in the registry.

They hold for all who use it. A change of them is a change of the registry: under its lock, in its history, undone
like any other.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from agreetrack.model.addresses import Address, address
from agreetrack.model.errors import InvalidData, NoSuchRef, Problem, UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.record import Counting
from agreetrack.register.settings.configuration import DateFormat
from agreetrack.register.settings.keys import KEYS, OFFICE, problem, refuse_wrong
from agreetrack.register.settings.values import listed
from agreetrack.store import Registry

if TYPE_CHECKING:
    from agreetrack.register.reminders.reminding import Heartbeat
    from agreetrack.store import Author


class Settings(Struct, frozen=True):
    """What holds for all who use a registry, its settings and the defaults together; `stated` stands there."""

    stated: Mapping[str, str] = {}

    def value(self, name: str) -> str | None:
        """The value of a setting: as stated, or its default."""
        return self.stated.get(name, KEYS[name].default)

    @property
    def counting(self) -> Counting:
        """The counting that is assumed where a record states none."""
        return cast(Counting, self.value("counting"))

    @property
    def countries(self) -> tuple[str, ...]:
        """Whose holidays are no working days: codes in capitals, each once."""
        return tuple(dict.fromkeys(code.upper() for code in listed(self.value("countries") or "")))

    @property
    def heartbeat(self) -> "Heartbeat":
        """How often it is told that nothing is due."""
        return cast("Heartbeat", self.value("heartbeat"))

    @property
    def mail_lang(self) -> str:
        """The language of mails."""
        return self.value("mail_lang") or "en"

    @property
    def mail_dates(self) -> DateFormat:
        """How days are written in mails."""
        return cast(DateFormat, self.value("mail_date_format"))

    def address(self, name: str) -> Address | None:
        """The mail address that a setting states."""
        return address(self.value(name) or "")

    def days(self, name: str) -> tuple[int, ...]:
        """The numbers of days that a setting lists, as they stand there."""
        return tuple(int(number) for number in listed(self.value(name) or ""))

    def differing(self, others: Mapping[str, Any]) -> list[str]:
        """The settings of the office's of which others state something else than holds here."""
        return [name for name in others if name in OFFICE and not same(name, others[name], self.value(name))]


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a setting say the same, however they are spelled."""
    if one == other:
        return True
    is_wrong = any(problem(name, value) for value in (one, other) if value is not None)
    return not is_wrong and KEYS[name].meaning(one) == KEYS[name].meaning(other)


def read(registry: Registry) -> Settings:
    """The settings of a registry; the defaults alone where there is none yet.

    Raises InvalidData, with every problem, where a setting or its value is wrong.
    """
    stated = registry.settings()
    wrong = problems(stated)
    if wrong:
        raise InvalidData(Fact("settings.registry-wrong", path=registry.path), wrong)
    return Settings(stated)


def problems(stated: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with settings as a registry states them, each with its place."""
    found = (problem(name, value, OFFICE) for name, value in stated.items())
    return [Problem(f"settings.{one.field}", one.fact) for one in found if one]


def settle(registry: Registry, author: "Author", name: str, value: str | None) -> int | None:
    """Keep a setting for all who use the registry; None gives it its default back.

    Gives the number of the change in the history, None where nothing changed. Raises UsageError for what cannot be
    its value, NoSuchRef where there is no registry yet.
    """
    _refuse(registry, name, value)
    with registry.change(author) as transaction:
        transaction.settle(_with(transaction.settings, name, value))
    return transaction.seq


def foreseen(registry: Registry, name: str, value: str | None) -> Settings | None:
    """What would hold, were a setting kept; None where nothing would change. Raises as `settle` does."""
    _refuse(registry, name, value)
    held = registry.settings()
    holds = _with(held, name, value)
    return None if holds == held else Settings(holds)


def _refuse(registry: Registry, name: str, value: str | None) -> None:
    if value is not None:
        _refuse_wrong(name, value)
    refuse_missing(registry)


def _with(settings: Mapping[str, Any], name: str, value: str | None) -> dict[str, Any]:
    others = {each: stated for each, stated in settings.items() if each != name}
    return others if value is None else {**others, name: value}


def _refuse_wrong(name: str, value: str) -> None:
    refuse_wrong(name, value)
    try:
        refuse_unknown_countries({name: value})
    except InvalidData as error:
        raise UsageError(error.fact) from None


def refuse_missing(registry: Registry) -> None:
    """Raise NoSuchRef where there is no registry that could keep a setting."""
    if not registry.exists():
        raise NoSuchRef(Fact("settings.no-registry", path=registry.path))


def refuse_unknown_countries(values: Mapping[str, str]) -> None:
    """Raise InvalidData for a country that is not known, where the values name any."""
    if "countries" in values:
        from agreetrack.register.working_days import refuse_unknown

        refuse_unknown(dict.fromkeys(listed(values["countries"].upper())))
