"""A long answer on a terminal, handed to the reader's pager while it is still being made."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

_USUAL = "less"
_USUAL_OPTIONS = {"LESS": "FRX", "LV": "-c"}
"""Leave at once what fits the screen, show colours, and leave the text on the screen afterwards."""


def chosen(environment: Mapping[str, str]) -> list[str] | None:
    """The command line of the pager: PAGER, else `less` where there is one; None where nothing is to page."""
    try:
        words = shlex.split(environment.get("PAGER", _USUAL))
    except ValueError:
        return None
    if not words or words == ["cat"] or environment.get("TERM") == "dumb":
        return None
    return words if shutil.which(words[0]) else None


def page_through(pager: list[str], parts: Iterable[str], encoding: str) -> None:
    """Hand the parts to the pager as they come, until it takes no more, and wait until the reader leaves it."""
    environment = {**_USUAL_OPTIONS, **os.environ}
    with _interrupts_left_to_it(), subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            for part in parts:
                process.stdin.write(part.encode(encoding, "backslashreplace"))
        with suppress(BrokenPipeError):
            process.stdin.close()


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
