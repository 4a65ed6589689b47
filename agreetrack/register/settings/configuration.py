"""The configuration: a TOML file of the user's own, for what changes looks and transport alone.

Where there is no file, every key has its default and no TOML is read. `AGREETRACK_CONFIG` names another file. It is
read, changed and written under a lock beside it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, cast

from msgspec import Struct

from agreetrack.model.addresses import Address, address
from agreetrack.model.errors import AgreetrackError, InvalidData, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.model.periods import period as iso_period
from agreetrack.register.settings.keys import KEYS, OFFICE, problem, refuse_wrong
from agreetrack.register.settings.places import expanded

DateFormat = Literal["iso", "dd.mm.yyyy"]
Remark = Callable[[Fact], object]


class Configuration(Struct, frozen=True):
    """What the user chose, file and defaults together; `path` is the file, `stated` what stands in it."""

    path: Path
    stated: Mapping[str, str]

    def value(self, name: str) -> str | None:
        """The value of a key: as stated, or its default."""
        return self.stated.get(name, KEYS[name].default)

    @property
    def misplaced(self) -> dict[str, str]:
        """What the file states of the office's settings. It does not count: they stand in the registry."""
        return {name: value for name, value in self.stated.items() if name in OFFICE}

    @property
    def db(self) -> Path | None:
        """The configured registry."""
        return self.file("db")

    def file(self, name: str) -> Path | None:
        """The file that a key names; a relative name is meant from the folder of the configuration."""
        named = self.value(name)
        return None if named is None else self.path.parent / expanded(named)

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

    def address(self, name: str) -> Address | None:
        """The mail address that a key states."""
        return address(self.value(name) or "")


def read(path: Path) -> Configuration:
    """The configuration in the file; the defaults alone where there is none.

    Raises InvalidData, with every problem, where it is not TOML, or a key or value is wrong.
    """
    stated = _read(path)
    wrong = [found for name, value in stated.items() if (found := problem(name, value))]
    if wrong:
        raise InvalidData(Fact("settings.configuration-wrong", path=path), wrong)
    return Configuration(path, stated)


def _read(path: Path) -> dict[str, Any]:
    content = _text(path)
    if not content:
        return {}
    import tomllib

    try:
        return tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidData(Fact("settings.configuration-no-toml", path=path, reason=reason_of(error))) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise InvalidData(Fact("settings.configuration-not-utf8", path=path, at=error.start)) from None
    except (OSError, ValueError) as error:
        raise AgreetrackError(Fact("settings.configuration-unreadable", path=path, reason=reason_of(error))) from None


def set_value(path: Path, name: str, value: str, remark: Remark) -> None:
    """Write one key into the file, its comments kept; a relative path becomes absolute.

    `remark` is called with what the person should know besides. Raises UsageError for an unknown key or a wrong
    value, InvalidData where the file is not TOML.
    """
    refuse_wrong(name, value)
    with changing(path, remark) as document:
        document[name] = str(expanded(value).absolute()) if KEYS[name].kind == "path" else value


def states(path: Path, name: str) -> bool:
    """Whether the file states a key. Raises InvalidData where the file is not TOML."""
    return name in _read(path)


def unset_value(path: Path, name: str, remark: Remark) -> bool:
    """Take one key out of the file, also one that is not known; whether it stood there."""
    if not states(path, name):
        return False
    with changing(path, remark) as document:
        return document.pop(name, None) is not None


@contextmanager
def changing(path: Path, remark: Remark) -> Iterator[Any]:
    """The document of the file, to be changed: written when the block ends well, its comments kept.

    Raises InvalidData where the file is not TOML, AgreetrackError where it cannot be locked or written.
    """
    import tomlkit

    from agreetrack.store import writing
    from agreetrack.store.files import target

    path = target(path)
    writing.make_folder(path)
    with writing.locked(path):
        _read(path)  # what is not TOML is refused with its place
        text = _text(path)
        document = tomlkit.parse(text)
        yield document
        changed = tomlkit.dumps(document)
        if changed != text:
            for fact in writing.replace(path, [changed.encode()]):
                remark(fact)
