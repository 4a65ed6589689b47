r"""The line of a crontab for a plan, and its place in the crontab of the person who asks.

Cron hands the rest of a line to /bin/sh, after it turned each `%` into a line break and each `\%` into `%`.
"""

import os
import shlex
import subprocess
from collections.abc import Callable
from typing import Any, NamedTuple

from agreetrack.cli.errors import reason
from agreetrack.cli.schedule.plan import SchedulePlan
from agreetrack.display.plain import safe
from agreetrack.display.wording import _
from agreetrack.model.errors import AgreetrackError, UsageError

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
_LONGEST = 998
"""Bytes of a command that every cron takes; Debian's takes no longer one."""
_EMPTY = (b"no crontab for", b"No such file or directory")
"""How programs say that there is no crontab yet; another failure may hide one."""


class CrontabChange(NamedTuple):
    """A crontab as it is and as it would be, byte for byte."""

    before: bytes
    after: bytes

    @property
    def is_needed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


def crontab_line(plan: SchedulePlan) -> str:
    """The line, complete: it sets what it needs and relies on nothing that the crontab says elsewhere.

    Raises UsageError where it would be longer than cron reads.
    """
    variables = (f"{name}={_quoted(value)}" for name, value in plan.variables.items())
    command = " ".join((*variables, *map(_quoted, plan.words)))
    if len(command.encode()) > _LONGEST:
        message = _("the line for cron would have {length} bytes, and cron reads {most}; use systemd, or shorter paths")
        raise UsageError(message.format(length=len(command.encode()), most=_LONGEST))
    return f"{plan.at.minute} {plan.at.hour} * * * {command}"


def _quoted(word: str) -> str:
    """A word for sh in which each `%` is escaped for cron, outside of quotes: there sh drops an escape left over."""
    quoted = shlex.quote(word)
    return quoted.replace("%", r"\%" if quoted == word else r"'\%'")


def planned_crontab(plan: SchedulePlan, run: Run = subprocess.run) -> CrontabChange:
    """The person's crontab, and what it would be with the plan: an earlier plan for the same registry is replaced.

    Raises AgreetrackError where the crontab cannot be read, or where the lines of the earlier plan are not whole.
    """
    before = _read(run)
    return CrontabChange(before, _with(before, plan))


def _with(before: bytes, plan: SchedulePlan) -> bytes:
    first, last = (f"# agreetrack remind: {word} {plan.db}\n".encode() for word in ("begin", "end"))
    block = first + crontab_line(plan).encode() + b"\n" + last
    whole = before if before.endswith(b"\n") or not before else before + b"\n"
    lines = whole.splitlines(keepends=True)
    if first not in lines:
        return whole + block
    start = lines.index(first)
    if lines[start + 2 : start + 3] != [last]:
        message = _(
            "the crontab has “{line}”, but not its end two lines below; take what belongs to it out: crontab -e"
        )
        raise AgreetrackError(message.format(line=safe(first.decode().strip())))
    return b"".join((*lines[:start], block, *lines[start + 3 :]))


def install_crontab(change: CrontabChange, run: Run = subprocess.run) -> None:
    """Make the person's crontab what it would be, if it is still as it was.

    Raises AgreetrackError where it changed meanwhile, or is refused.
    """
    if _read(run) != change.before:
        raise AgreetrackError(_("the crontab was changed by somebody else meanwhile; nothing was written, try again"))
    if change.is_needed:
        answer = _crontab(run, "-", input=change.after)
        if answer.returncode:
            message = _("crontab refuses it: {reason}")
            raise AgreetrackError(message.format(reason=_reason(answer)))


def _read(run: Run) -> bytes:
    answer = _crontab(run, "-l", stdin=subprocess.DEVNULL)
    if answer.returncode == 0:
        return answer.stdout
    if any(words in answer.stderr for words in _EMPTY):
        return b""
    message = _("the crontab cannot be read, so nothing was written: {reason}")
    raise AgreetrackError(message.format(reason=_reason(answer)))


def _crontab(run: Run, word: str, **streams: Any) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return run(["crontab", word], env=environment, capture_output=True, check=False, **streams)
    except FileNotFoundError:
        message = _("there is no program “crontab” here; install cron, or use systemd")
        raise AgreetrackError(message) from None
    except OSError as error:
        message = _("the program “crontab” cannot be run: {reason}")
        raise AgreetrackError(message.format(reason=reason(error))) from None


def _reason(answer: "subprocess.CompletedProcess[bytes]") -> str:
    said = answer.stderr.decode("utf-8", "replace").strip()
    return safe(said) or _("exit code {code}").format(code=answer.returncode)
