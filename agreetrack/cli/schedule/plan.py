"""What shall be run every day, in which environment: with absolute paths, for it starts in no folder and no shell.

Whatever runs it knows the home and the name of the person and little else.
"""

import os
import pwd
import shutil
import sys
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from agreetrack.display.plain import safe
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError

if TYPE_CHECKING:
    from agreetrack.cli.session import Session

BY_DEFAULT = time(6, 30)


class SchedulePlan(Struct, frozen=True):
    """`remind` with its options, for one registry, at a time of the day in the clock of the machine.

    `config` is the configuration where it lies elsewhere than an empty environment would have it looked for. Raises
    UsageError for a text that cannot stand in a line.
    """

    executable: tuple[str, ...]
    db: Path
    config: Path | None = None
    options: tuple[str, ...] = ()
    at: time = BY_DEFAULT
    environment: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        for text in (*self.words, *self.variables.values()):
            if not _fits_a_line(text):
                message = _("“{text}” cannot be written into a timetable: it has a line break, or is no UTF-8")
                raise UsageError(message.format(text=safe(text)))

    @property
    def words(self) -> tuple[str, ...]:
        """The command line."""
        return *self.executable, "--db", str(self.db), "remind", *self.options

    @property
    def variables(self) -> dict[str, str]:
        """The environment that it needs beside home and name."""
        config = {} if self.config is None else {"AGREETRACK_CONFIG": str(self.config)}
        return {**self.environment, **config}


def _fits_a_line(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return not any(sign in text for sign in "\n\r\0")


def plan_of(session: "Session", options: tuple[str, ...] = (), at: time = BY_DEFAULT) -> SchedulePlan:
    """The plan for the registry, the configuration and the program of a session. Symbolic links stay what they are."""
    executable = _program()
    return SchedulePlan(
        executable=executable,
        db=session.registry().path.absolute(),
        config=_configuration(session),
        options=options,
        at=at,
        environment=_environment(session.environment, executable, options),
    )


def _program() -> tuple[str, ...]:
    """How this very program is started: as the script that was typed, else as a module of this Python."""
    typed = sys.argv[0]
    script = Path(typed if os.sep in typed else shutil.which(typed) or typed).absolute()
    if script.name.startswith("agreetrack") and script.is_file() and os.access(script, os.X_OK):
        return (str(script),)
    return sys.executable, "-m", "agreetrack"


def _configuration(session: "Session") -> Path | None:
    """Where it lies, if something in the environment has it looked for elsewhere than in the person's home."""
    environment = session.environment
    moved = any(environment.get(name) for name in ("AGREETRACK_CONFIG", "XDG_CONFIG_HOME"))
    if moved or environment.get("HOME") != _home_of_account():
        return session.configuration.path.absolute()
    return None


def _home_of_account() -> str | None:
    """The home that cron and systemd give to what they run; None for an account that the system has no entry of."""
    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return None


def _environment(given: Mapping[str, str], executable: tuple[str, ...], options: tuple[str, ...]) -> dict[str, str]:
    """UTF-8 in the person's language, under the person's name; the PATH where a program of theirs is run."""
    found = {"LANG": _language(given), "PYTHONUTF8": "1"}
    if "-m" in executable:
        found["PYTHONPATH"] = str(Path(__file__).absolute().parents[3])
    kept = ("AGREETRACK_USER", "PATH") if any(one.startswith("--command") for one in options) else ("AGREETRACK_USER",)
    return found | {name: given[name] for name in kept if given.get(name)}


def _language(given: Mapping[str, str]) -> str:
    stated = (given.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = next((one for one in stated if one), "")
    return wanted if wanted.casefold().endswith((".utf-8", ".utf8")) else "C.UTF-8"
