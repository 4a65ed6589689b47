"""A service and a timer of the person's own systemd for a plan; the timer makes up for nights without power.

Quoting by systemd.syntax(7) and systemd.service(5): `%` begins a specifier, `$` in a command a variable.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from agreetrack.cli.errors import reason
from agreetrack.cli.schedule.plan import SchedulePlan
from agreetrack.display.wording import _
from agreetrack.model.errors import AgreetrackError
from agreetrack.store.replacing import replace_file

_READ_BY_ALL = 0o644
_SERVICE = """\
# Written by agreetrack remind --install.
[Unit]
Description=Reminders of agreements in “{registry}”

[Service]
Type=oneshot
{environment}
ExecStart={command}
"""
_TIMER = """\
# Written by agreetrack remind --install.
[Unit]
Description=Reminders of agreements in “{registry}”, every day

[Timer]
OnCalendar=*-*-* {at}
Persistent=true
RandomizedDelaySec=60

[Install]
WantedBy=timers.target
"""


def systemd_units(plan: SchedulePlan) -> dict[str, str]:
    """The texts of the service and the timer, by the names of their files."""
    name, registry = unit_name(plan), str(plan.db).replace("%", "%%")
    service = _SERVICE.format(
        registry=registry,
        environment="\n".join(f"Environment={_quoted(f'{key}={value}')}" for key, value in plan.variables.items()),
        command=_command(plan.words),
    )
    timer = _TIMER.format(registry=registry, at=f"{plan.at:%H:%M}:00")
    return {f"{name}.service": service, f"{name}.timer": timer}


def unit_name(plan: SchedulePlan) -> str:
    """The name of both, one and the same for a registry: `agreetrack-remind-5f1d8a02`."""
    return f"agreetrack-remind-{sha256(str(plan.db).encode()).hexdigest()[:8]}"


def _command(words: tuple[str, ...]) -> str:
    """The command; by way of sh where systemd does not take the name of the program, or would read more into it."""
    if not words[0].isprintable() or set(words[0]) & set("\"'\\$"):
        words = ("/bin/sh", "-c", 'exec "$@"', "sh", *words)
    return " ".join(_quoted(word).replace("$", "$$") for word in words)


def _quoted(text: str) -> str:
    signs = (f"\\x{ord(sign):02x}" if ord(sign) < ord(" ") or sign == "\x7f" else sign for sign in _escaped(text))
    return f'"{"".join(signs)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")


def units_folder(environment: Mapping[str, str]) -> Path:
    """Where systemd looks for a person's own units. Raises AgreetrackError where there is no home directory."""
    stated = environment.get("XDG_CONFIG_HOME")
    try:
        return (Path(stated).absolute() if stated else Path.home() / ".config") / "systemd" / "user"
    except RuntimeError:
        raise AgreetrackError(_("there is no home directory to put a unit of systemd into")) from None


def install_units(plan: SchedulePlan, folder: Path) -> tuple[str, ...]:
    """Write both into the folder, each at once as a whole; gives back the commands that are to be typed next.

    The last of them lets the timer run while the person is not logged in. Raises AgreetrackError where they cannot be
    written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in systemd_units(plan).items():
            replace_file(folder / name, [text.encode()], _READ_BY_ALL)
    except OSError as error:
        message = _("the units cannot be written to “{folder}”: {reason}")
        raise AgreetrackError(message.format(folder=folder, reason=reason(error))) from None
    return (
        f"systemctl --user daemon-reload && systemctl --user enable --now {unit_name(plan)}.timer",
        "loginctl enable-linger",
    )
