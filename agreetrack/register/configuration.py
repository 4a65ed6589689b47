"""The configuration: a TOML file of the user's, read against a declared table of keys.

Where there is no file, every key has its default and no TOML is read. `AGREETRACK_CONFIG` names another file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from msgspec import Struct

from agreetrack.model.errors import AgreetrackError, InvalidData, Problem, UsageError
from agreetrack.model.periods import Period
from agreetrack.model.periods import period as iso_period
from agreetrack.model.record import Counting
from agreetrack.model.wording import _

DateFormat = Literal["iso", "dd.mm.yyyy"]
Kind = Literal["path", "choice", "period", "language"]


def _translatable(text: str) -> str:
    return text


class Key(Struct, frozen=True):
    """One key: its type, its default as it would stand in the file (None: none), and what it is for.

    `check` gives the reason why a text cannot be its value, or None where it can.
    """

    name: str
    kind: Kind
    default: str | None
    documentation: str
    check: Callable[[str], str | None]
    choices: tuple[str, ...] = ()


def _one_of(*choices: str) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        known = ", ".join(choices)
        return None if value in choices else _("it must be one of: {known}").format(known=known)

    return check


def _period(value: str) -> str | None:
    try:
        iso_period(value)
    except ValueError as error:
        return str(error)
    return None


def _path(value: str) -> str | None:
    return None if value.strip() and "\0" not in value else _("it must name a file")


def _language(value: str) -> str | None:
    if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
        return None
    return _("it must be the code of a language, such as en or ru")


_COUNTINGS = ("anniversary", "day-before")
_DATE_FORMATS = ("iso", "dd.mm.yyyy")
KEYS: tuple[Key, ...] = (
    Key(
        "db",
        "path",
        None,
        _translatable("the registry, where --db and AGREETRACK_DB name none; else in your data directory"),
        _path,
    ),
    Key(
        "counting",
        "choice",
        "anniversary",
        _translatable("how a period is counted where the agreement does not say: anniversary or day-before"),
        _one_of(*_COUNTINGS),
        _COUNTINGS,
    ),
    Key("within", "period", "P90D", _translatable("how far list --expiring looks ahead and back"), _period),
    Key(
        "date_format",
        "choice",
        "iso",
        _translatable("how days are written for people: iso (2015-02-09) or dd.mm.yyyy"),
        _one_of(*_DATE_FORMATS),
        _DATE_FORMATS,
    ),
    Key(
        "lang",
        "language",
        None,
        _translatable("the language of texts, where --lang names none and that of the system is not wanted"),
        _language,
    ),
)
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
        """The configured registry; a relative name is meant from the folder of the configuration."""
        named = self.value("db")
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


def settings(configuration: Configuration) -> Iterator[tuple[Key, str | None, bool]]:
    """Every key with its value, and whether the file states it."""
    for known in KEYS:
        yield known, configuration.value(known.name), known.name in configuration.stated
