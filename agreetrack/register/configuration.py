"""The configuration: a TOML file of the user's, read against a declared table of keys.

Where there is no file, every key has its default and no TOML is read. `AGREETRACK_CONFIG` names another file.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from msgspec import Struct

from agreetrack.model.addresses import Address, address
from agreetrack.model.errors import AgreetrackError, InvalidData, Problem, UsageError
from agreetrack.model.periods import Period
from agreetrack.model.periods import period as iso_period
from agreetrack.model.record import Counting
from agreetrack.model.wording import _
from agreetrack.register.keys import GROUPS, KEYS, Group, Key, listed

__all__ = [
    "KEYS",
    "Configuration",
    "DateFormat",
    "Heartbeat",
    "key",
    "place",
    "read",
    "set_value",
    "settings",
    "unset_value",
]

DateFormat = Literal["iso", "dd.mm.yyyy"]
Heartbeat = Literal["off", "daily", "weekly"]
_BY_NAME = {key.name: key for key in KEYS}


class Configuration(Struct, frozen=True):
    """What holds, file and defaults together; `path` is the file, `stated` what stands in it."""

    path: Path
    stated: Mapping[str, str]

    def value(self, name: str) -> str | None:
        """The value of a key: as stated, or its default."""
        return self.stated.get(name, _BY_NAME[name].default)

    @property
    def db(self) -> Path | None:
        """The configured registry."""
        return self.file("db")

    def file(self, name: str) -> Path | None:
        """The file that a key names; a relative name is meant from the folder of the configuration."""
        named = self.value(name)
        return None if named is None else self.path.parent / _expanded(named)

    @property
    def counting(self) -> Counting:
        """The counting that is assumed where a record states none."""
        return cast(Counting, self.value("counting"))

    @property
    def within(self) -> Period:
        """How far `list --expiring` looks."""
        return iso_period(self.value("within") or "P90D")

    @property
    def date_format(self) -> DateFormat:
        """How days are written for people."""
        return cast(DateFormat, self.value("date_format"))

    @property
    def lang(self) -> str | None:
        """The language of texts; None leaves it to the system."""
        return self.value("lang")

    @property
    def heartbeat(self) -> Heartbeat:
        """How often it is told that nothing is due."""
        return cast(Heartbeat, self.value("heartbeat"))

    @property
    def countries(self) -> tuple[str, ...]:
        """Whose holidays are no working days: codes in capitals, each once."""
        return tuple(dict.fromkeys(code.upper() for code in listed(self.value("countries") or "")))

    def address(self, name: str) -> Address | None:
        """The mail address that a key states."""
        return address(self.value(name) or "")

    def days(self, name: str) -> tuple[int, ...]:
        """The numbers of days that a key lists, as they stand there."""
        return tuple(int(number) for number in listed(self.value(name) or ""))


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # a home directory that cannot be found out
        return Path(name)


def place(environment: Mapping[str, str]) -> Path:
    """Where it lies: as `AGREETRACK_CONFIG` says, else in the user's configuration directory."""
    named = environment.get("AGREETRACK_CONFIG")
    if named:
        return _expanded(named)
    from platformdirs import user_config_path

    return user_config_path("agreetrack") / "config.toml"


def read(path: Path) -> Configuration:
    """The configuration in the file; the defaults alone where there is none.

    Raises InvalidData, with every problem, where it is not TOML, or a key or value is wrong.
    """
    stated = _read(path)
    wrong = [problem for name, value in stated.items() if (problem := _problem(name, value))]
    if wrong:
        message = _("the configuration “{path}” is not in order").format(path=path)
        raise InvalidData(message, wrong)
    return Configuration(path, stated)


def _read(path: Path) -> dict[str, Any]:
    content = _text(path)
    if not content:
        return {}
    import tomllib

    try:
        return tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = _("the configuration “{path}” is not valid TOML: {reason}; correct it in an editor")
        raise InvalidData(message.format(path=path, reason=error)) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        message = _("the configuration “{path}” is not UTF-8 text (byte {at})")
        raise InvalidData(message.format(path=path, at=error.start)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = _("the configuration “{path}” cannot be read: {reason}")
        raise AgreetrackError(message.format(path=path, reason=reason)) from None


def _problem(name: str, value: object) -> Problem | None:
    key = _BY_NAME.get(name)
    if key is None:
        return Problem(name, _unknown(name))
    if not isinstance(value, str):
        return Problem(name, _("it must be a text in quotes"))
    reason = key.check(value)
    return Problem(name, reason) if reason else None


def key(name: str) -> Key:
    """The key of that name. Raises UsageError for an unknown one, with those that could be meant."""
    found = _BY_NAME.get(name)
    if found is None:
        raise UsageError(f"“{name}”: {_unknown(name)}")
    return found


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _BY_NAME, n=1)
    if near:
        return _("there is no such key; did you mean {near}?").format(near=near[0])
    return _("there is no such key; there are: {known}").format(known=", ".join(_BY_NAME))


def set_value(path: Path, name: str, value: str) -> None:
    """Write one key into the file, its comments kept; a relative `db` becomes absolute.

    Raises UsageError for an unknown key or a wrong value, InvalidData where the file is not TOML.
    """
    known = key(name)
    reason = known.check(value)
    if reason:
        raise UsageError(f"{name}: {reason}")
    document = _document(path)
    document[name] = str(_expanded(value).absolute()) if known.kind == "path" else value
    _write(path, document)


def unset_value(path: Path, name: str) -> bool:
    """Take one key out of the file, also one that is not known; whether it stood there."""
    document = _document(path)
    if name not in document:
        key(name)
        return False
    del document[name]
    _write(path, document)
    return True


def _document(path: Path) -> Any:
    import tomlkit

    _read(path)  # what is not TOML is refused with its place
    return tomlkit.parse(_text(path))


def _write(path: Path, document: Any) -> None:
    """Into a temporary file beside it, which then takes its place: a reader sees the old or the new one."""
    import os
    import tempfile

    import tomlkit

    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(prefix=".config.", suffix=".new", dir=path.parent)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(tomlkit.dumps(document))
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        message = _("the configuration “{path}” cannot be written: {reason}")
        raise AgreetrackError(message.format(path=path, reason=error.strerror or error)) from None


def settings(configuration: Configuration) -> Iterator[tuple[Group, list[tuple[Key, str | None, bool]]]]:
    """The keys by group, each with its value, and whether the file states it."""
    for group in GROUPS:
        yield group, [(key, configuration.value(key.name), key.name in configuration.stated) for key in group.keys]
