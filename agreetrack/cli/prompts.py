"""Questions on a terminal: a line that can be edited, with history and completion; what is pasted is one answer."""

import os
import re
import sys
from collections.abc import Sequence

import typer

from agreetrack.cli.errors import said
from agreetrack.cli.reading.words import yes_or_no
from agreetrack.display.plain import safe
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError
from agreetrack.model.refs import folded

_CONTROLS = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)|[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]"
"""What keys such as arrows send where the line cannot be edited, and other signs that nobody means to type."""


def answer(question: str, known: Sequence[str] = ()) -> str:
    """What a person types, as one line; empty for nothing. Tab completes what is `known`.

    Raises Abort where they leave, by Ctrl-C or Ctrl-D.
    """
    prompt = f"{safe(question)}: "
    try:
        text = _edited(prompt, known) if _can_be_edited() else _plain(prompt)
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)
        raise typer.Abort from None
    return " ".join(re.sub(_CONTROLS, "", text).split())


def agreed(question: str, default: bool = False) -> bool:
    """Whether a person says yes; asked until it can be understood. Raises Abort where they leave."""
    asked = (_("{question} [Y/n]") if default else _("{question} [y/N]")).format(question=question)
    while text := answer(asked):
        try:
            return yes_or_no(text)
        except UsageError as error:
            print(safe(said(error)), file=sys.stderr)
    return default


def _can_be_edited() -> bool:
    """Whether the line can be edited: only on the terminal that the process was started on."""
    streams = ((sys.stdin, sys.__stdin__), (sys.stdout, sys.__stdout__))
    own = all(stream is first and stream is not None and stream.isatty() for stream, first in streams)
    return own and os.environ.get("TERM") != "dumb"


def _plain(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _edited(prompt: str, known: Sequence[str]) -> str:
    try:
        import readline
    except ImportError:  # some systems have Python without it
        return _plain(prompt)

    def complete(text: str, state: int) -> str | None:
        found = [word for word in known if folded(word).startswith(folded(text))]
        return found[state] if state < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    readline.parse_and_bind("set enable-bracketed-paste on")
    try:
        return input(prompt)
    finally:
        readline.set_completer(None)
