"""`agreetrack`: from the words of a command line to an exit code.

0 done; 1 failed; 2 wrong usage; 3 no such or ambiguous ref, or no such registry; 4 invalid data;
130 interrupted.
"""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreetrack.register.settings.configuration import Configuration

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (by default that of the process) and give back its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _prepare_streams()
    collecting = gc.isenabled()
    # One command makes many records and keeps them to its end; looking for circles of garbage among them is waste.
    gc.disable()
    try:
        return _flushed(_answered(arguments))
    except KeyboardInterrupt:  # once more, while the first one is told or the answer is on its way
        _forget()
        return INTERRUPTED
    finally:
        if collecting:
            gc.enable()
        if argv is None:
            _end_in_peace()


def _end_in_peace() -> None:
    """Let the process, which has done its work, come to its end with the code that it has."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answered(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except KeyboardInterrupt as error:
        from agreetrack.cli.errors import notes_of, tell_error
        from agreetrack.display.wording import _

        tell_error(_("interrupted"), *notes_of(error))
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception as error:
        from agreetrack.cli.errors import tell_failure

        return tell_failure(error)


def _run(arguments: list[str]) -> int:
    """What needs no command is answered at once, without importing what commands need."""
    for word in arguments:
        _refuse_undecodable(word)
    match arguments:
        case ["--version"]:
            from agreetrack import __version__

            print(f"agreetrack {__version__}")
            return 0
        case [] | ["-h"] | ["--help"]:
            return _overview()
        case ["--complete" | "--show-completion" | "--install-completion" as wanted, *words]:
            return _complete(wanted, words)
    return _run_command(arguments)


def _overview() -> int:
    from agreetrack.cli.language import choose_language
    from agreetrack.cli.overview import written_overview

    choose_language((), os.environ, _configuration)
    print(written_overview(), end="")
    return 0


def _configuration() -> "Configuration":
    from agreetrack.register.settings.configuration import read
    from agreetrack.register.settings.places import configuration_place

    return read(configuration_place(os.environ))


def _complete(wanted: str, words: list[str]) -> int:
    from agreetrack.cli.language import choose_language

    choose_language((), os.environ, _configuration)
    if wanted == "--complete":
        from agreetrack.cli.completion import complete_for_shell

        return complete_for_shell(words)
    from agreetrack.cli import shells

    return shells.show(words) if wanted == "--show-completion" else shells.install(words)


def _run_command(arguments: list[str]) -> int:
    import typer
    from typer.exceptions import TyperException

    from agreetrack.cli.errors import notes_of, tell_error, tell_usage
    from agreetrack.cli.group import PROGRAM, group
    from agreetrack.cli.language import choose_language
    from agreetrack.cli.session import Session
    from agreetrack.display.wording import _

    session = Session(arguments)
    choose_language(arguments, session.environment, lambda: session.configuration)
    program = group()
    try:
        with session.noting_what_was_made(), program.make_context(PROGRAM, arguments, obj=session) as context:
            program.invoke(context)
            sys.stdout.flush()
    except typer.Exit as left:
        session.tell_older()
        return left.exit_code
    except typer.Abort as stop:
        tell_error(_("stopped; nothing was changed"), *notes_of(stop))
        return 1
    except TyperException as error:
        return tell_usage(error)
    session.tell_older()
    return 0


def _refuse_undecodable(word: str) -> None:
    """Raise UsageError for a word whose bytes are no text: it could neither be kept nor shown."""
    if word.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in word):
        return
    from agreetrack.display.wording import _
    from agreetrack.model.errors import UsageError

    shown = word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    raise UsageError(_("“{word}” is not text in the encoding of this terminal").format(word=shown))


def _prepare_streams() -> None:
    """Streams that can take every text: signs that the encoding lacks are written as escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _flushed(code: int) -> int:
    """The exit code, once what was printed has arrived; 1 where it could not."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget()
    except OSError as error:
        from agreetrack.cli.errors import tell_unwritten

        tell_unwritten(error)
        return code or 1
    return code


def _forget() -> None:
    from agreetrack.cli.streams import forget_output

    forget_output()
