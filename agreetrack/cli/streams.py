"""The streams of the process: what is written on, and what is done once nobody takes it."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreetrack.display.page import DateStyle, Page


def paper(is_terminal: bool, dates: "DateStyle" = "iso") -> "Page":
    """What texts are written on: the terminal's width and colours, or a pipe's plain lines."""
    from agreetrack.display.page import Page

    if not is_terminal:
        return Page(dates=dates)
    import shutil

    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Page(shutil.get_terminal_size().columns, not plain, dates, output_encoding())


def output_encoding() -> str:
    """The encoding of what is written to stdout, under its usual name: `utf-8`."""
    import codecs

    return codecs.lookup(sys.stdout.encoding or "utf-8").name


def forget_output() -> None:
    """Let what is still held for stdout go nowhere: the interpreter would try it again at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
