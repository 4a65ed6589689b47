"""What is told when something goes wrong: one sentence on stderr, and the exit code that belongs to it."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agreetrack.cli.placeholders import placeholders
from agreetrack.cli.table import near
from agreetrack.display.phrases import say
from agreetrack.display.plain import safe
from agreetrack.display.wording import _
from agreetrack.model.errors import AgreetrackError, Consent, InvalidData, LostRegistry, NeedsConsent, Said, reason_of
from agreetrack.model.limits import PROBLEMS_LISTED

if TYPE_CHECKING:
    from typer.exceptions import TyperException


def tell_error(what: Said, *more: str) -> None:
    """What went wrong on stderr after the program's name, then further lines as they are."""
    lines = [f"agreetrack: {safe(say(what))}", *more]
    try:
        print("\n".join(lines), file=sys.stderr, flush=True)
    except OSError:  # nobody is left to be told
        return


def tell_failure(error: Exception) -> int:
    """Tell what ended a command, and give back its exit code."""
    if isinstance(error, AgreetrackError):
        return _tell_ours(error)
    if isinstance(error, OSError) and error.filename is None:  # a stream: files are named in their errors
        tell_unwritten(error)
        return 1
    return _tell_unexpected(error)


def notes_of(error: BaseException) -> list[str]:
    """What is to be said of an error besides, a line each: that a change was made all the same."""
    return [safe(note) for note in getattr(error, "__notes__", ())]


def tell_unwritten(error: OSError) -> None:
    """Tell that what was printed did not arrive; what is left of it goes nowhere."""
    from agreetrack.cli.streams import forget_output

    forget_output()
    tell_error(_("the answer cannot be written: {reason}").format(reason=reason(error)), *notes_of(error))


def reason(error: Exception) -> str:
    """Why something failed, as the rest of a sentence."""
    return say(reason_of(error))


def said(error: AgreetrackError) -> str:
    """What an error of ours says."""
    return say(error.fact)


def _tell_ours(error: AgreetrackError) -> int:
    """Tell an error of our own."""
    tell_error(said(error), *more_of(error), *notes_of(error))
    return error.exit_code


def more_of(error: AgreetrackError) -> list[str]:
    """The lines behind an error's sentence: the problems of the data; how to go on from a registry that is lost."""
    if isinstance(error, LostRegistry):
        return [] if error.seen is None else [_way_on(error)]
    problems = [say(problem.placed) for problem in error.problems] if isinstance(error, InvalidData) else []
    lines = [f"  {safe(line)}" for line in listed([problem for problem in problems if problem != said(error)])]
    return [*lines, _consent(error.consent)] if isinstance(error, NeedsConsent) else lines


def _consent(wanted: Consent) -> str:
    """How somebody says that what is likely not meant is."""
    sentences: dict[Consent, str] = {
        "duplicates": _("If it is another agreement, say --allow-duplicates."),
        "dangling-links": _("If these agreements will follow, say --dangling-links."),
        "clear": _("If that is meant, say --clear."),
    }
    return sentences[wanted]


def listed(problems: Sequence[str]) -> list[str]:
    """The problems, a line each; of very many the first ones, and how many more there are."""
    more = len(problems) - PROBLEMS_LISTED
    if more <= 0:
        return list(problems)
    text = _("and {count:,} more; the first {most} are listed")
    return [*problems[:PROBLEMS_LISTED], text.format(count=more, most=PROBLEMS_LISTED)]


def _way_on(lost: LostRegistry) -> str:
    import shlex

    command = shlex.join(("agreetrack", "--db", str(lost.path), "restore", "--accept"))
    return safe(_("To go on from what is left: {command}").format(command=command))


def tell_usage(error: "TyperException") -> int:
    """Tell what was wrong with the words of the command line, and where its help is; its exit code."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "agreetrack"
    tell_error(_sentence(error), _("See: {command} -h").format(command=path))
    return error.exit_code


def _tell_unexpected(error: Exception) -> int:
    """Tell an error that nobody thought of; with `AGREETRACK_DEBUG` set, where it arose."""
    import os

    if os.environ.get("AGREETRACK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    named = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    sentence = _("this should not have happened ({named}); AGREETRACK_DEBUG=1 shows where it arose")
    tell_error(sentence.format(named=named), *notes_of(error))
    return 1


def _sentence(error: "TyperException") -> str:
    option = getattr(error, "option_name", None)
    if option and hasattr(error, "possibilities"):
        return _no_such_option(option, error)
    param = getattr(error, "param", None)
    if param is not None and hasattr(error, "param_type"):
        return _("{name} is missing").format(name=_name(param))
    if param is not None:
        return f"{_name(param)}: {_plain(error.message)}"
    context = getattr(error, "ctx", None)
    if option and context is not None:
        return _misused(option, context)
    if context is not None and context.parent is None:
        return _("name a command; agreetrack -h shows those there are")
    return _plain(error.format_message())


def _misused(option: str, context: Any) -> str:
    """The sentence for an option that is given a value and takes none, or the other way round."""
    params = context.command.get_params(context)
    found = next((param for param in params if option in (*param.opts, *param.secondary_opts)), None)
    if found is None or found.is_flag:
        return _("{option} takes no value").format(option=option)
    typed = placeholders(f"{option} {found.make_metavar(context)}")
    return _("{option} needs a value: {typed}").format(option=option, typed=typed)


_VERSION = ("-v", "-V")
"""What other programs call --version."""


def _no_such_option(option: str, error: "TyperException") -> str:
    context = getattr(error, "ctx", None)
    known = [name for param in context.command.get_params(context) for name in param.opts] if context else []
    begun = [name for name in known if len(option) > len("--x") and name.startswith(option)]
    meant = begun[0] if len(begun) == 1 else near(option, known, 0.75)
    if meant:
        return _("there is no option {option}; did you mean {meant}?").format(option=option, meant=meant)
    if context is not None and context.parent is None:
        if option in _VERSION:
            return _("there is no option {option}; did you mean {meant}?").format(option=option, meant="--version")
        return _("there is no option {option} before the command; put it after").format(option=option)
    return _("there is no option {option}").format(option=option)


def _name(param: object) -> str:
    """An option by the first of its long names, an argument by its word in the usage."""
    if getattr(param, "param_type_name", "") == "option":
        names = getattr(param, "opts", ["?"])
        return str(next((name for name in names if name.startswith("--")), names[0]))
    return placeholders(str(getattr(param, "metavar", None) or str(getattr(param, "name", "?")).upper()))


def _plain(message: str) -> str:
    """A message of the parser's, as the rest of a sentence of ours."""
    text = message.strip().rstrip(".").replace("'", "")
    return text[:1].lower() + text[1:]
