"""Completing words in a shell: commands, options, their values, refs and files.

A shell's script calls `agreetrack --complete SHELL WORD…`, the last word being the one that is typed. The first
line of the answer is `words` or `files`; after `words` comes one candidate a line, for zsh and fish with a tab and
what it is. The scripts take lines as text: nothing of a record is evaluated by a shell.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from agreetrack.cli.table import COMMANDS, CommandEntry
from agreetrack.display.wording import _
from agreetrack.model.refs import folded

if TYPE_CHECKING:
    from agreetrack.cli.known import Known
    from agreetrack.cli.session import Session


class Candidate(NamedTuple):
    """A word that could stand there, and what it is."""

    word: str
    help: str = ""


Answer = list[Candidate] | None
"""The candidates; None where names of files are wanted, which the shell knows best."""

_WITH_VALUE = {"--db": "FILE", "--as-of": "DATE", "--knowing": "DATE", "--lang": "CODE"}
_BARE = {"--help", "-h", "--version", "--install-completion", "--show-completion"}
_FILES = ("FILE", "PATH")
SHELLS = ("bash", "zsh", "fish")


def complete_for_shell(words: Sequence[str]) -> int:
    """Print the candidates for what a shell's script hands over. What cannot be read offers nothing."""
    shell, *typed = words or [""]
    if shell not in SHELLS:
        return 2
    cut = 0
    if shell == "bash":
        typed, cut = _bash_words(typed)
    sys.stdout.write("".join(line + "\n" for line in _lines(candidates(typed), shell, cut)))
    return 0


def _lines(found: Answer, shell: str, cut: int) -> Iterator[str]:
    if found is None:
        yield "files"
        return
    yield "words"
    for word, help in found:
        if word.isprintable():
            yield word[cut:] if shell == "bash" else f"{word}\t{' '.join(help.split())}"


def _bash_words(typed: Sequence[str]) -> tuple[list[str], int]:
    """The words of bash's line up to the cursor, and how much of the last one bash holds for other words.

    bash breaks words at `=` and `:` too, and replaces only what follows the last of these.
    """
    line = typed[0] if typed else ""
    words = _split(line)[1:] or [""]
    last = words[-1]
    return words, max(last.rfind("="), last.rfind(":")) + 1


def _split(line: str) -> list[str]:
    """The words of a shell's line, also of one whose last quote is still open; the last may be empty."""
    import shlex

    for closing in ("", '"', "'"):
        try:
            words = shlex.split(line + closing)
        except ValueError:
            continue
        return [*words, ""] if line[-1:].isspace() and not closing else words
    return line.split(" ")


def candidates(typed: Sequence[str]) -> Answer:
    """What could stand in place of the last of the words that follow `agreetrack`."""
    *before, current = typed or [""]
    place, waiting = _place_of_command(before)
    if place is None:
        return _before_command(waiting, current)
    entry = COMMANDS.get(before[place])
    return _in_command(entry, before, place, current) if entry else []


def _place_of_command(words: Sequence[str]) -> tuple[int | None, str | None]:
    """Where the command stands; if it does not yet, the option that waits for its value."""
    place = 0
    while place < len(words):
        word = words[place]
        if word in _WITH_VALUE:
            if place + 1 == len(words):
                return None, word
            place += 2
        elif word.startswith("-"):
            place += 1
        else:
            return place, None
    return None, None


def _before_command(waiting: str | None, current: str) -> Answer:
    if waiting:
        return None if _WITH_VALUE[waiting] in _FILES else []
    if current.startswith("-"):
        return _beginning(current, map(Candidate, sorted({*_WITH_VALUE, *_BARE})))
    return _beginning(current, (Candidate(entry.name, _(entry.summary)) for entry in COMMANDS.values()))


class _Reading:
    """How far the words of a command were read."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self.waiting: Any = None
        self.arguments: list[str] = []
        self.said: list[str] = []
        self.plain = False

    def read(self, word: str) -> None:
        """Take one word in."""
        if self.waiting is not None:
            self.waiting = None
        elif self.plain or not word.startswith("-") or word == "-":
            self.arguments.append(word)
        elif word == "--":
            self.plain = True
        else:
            param = self.options.get(word)
            self.said.append(word)
            self.waiting = param if param is not None and not _is_flag(param) else None


def _is_flag(param: Any) -> bool:
    return bool(getattr(param, "is_flag", False))


def _in_command(entry: CommandEntry, before: Sequence[str], place: int, current: str) -> Answer:
    from agreetrack.cli.group import load
    from agreetrack.cli.session import Session

    command = load(entry)
    session = Session(())
    _name_registry(session, before)
    context = command.make_context(entry.name, [], obj=session, resilient_parsing=True)
    context.help_option_names = ["-h", "--help"]
    params = command.get_params(context)
    options = {name: param for param in params for name in (*param.opts, *param.secondary_opts)}
    reading = _Reading({name: param for name, param in options.items() if name.startswith("-")})
    for word in before[place + 1 :]:
        reading.read(word)
    name, equals, rest = current.partition("=")
    if reading.waiting is not None:
        return _values(reading.waiting, reading, context, current)
    if equals and name in reading.options and not reading.plain:
        found = _values(reading.options[name], reading, context, rest)
        return found and [Candidate(f"{name}={word}", help) for word, help in found]
    if current.startswith("-") and not reading.plain:
        return _beginning(current, _options(reading))
    arguments = [param for param in params if param.param_type_name == "argument"]
    return _argument(arguments, reading, context, current)


def _options(reading: _Reading) -> Iterator[Candidate]:
    for name, param in reading.options.items():
        if getattr(param, "multiple", False) or not any(other in reading.said for other in param.opts):
            yield Candidate(name, getattr(param, "help", None) or "")


def _argument(arguments: Sequence[Any], reading: _Reading, context: Any, current: str) -> Answer:
    """What could be the next argument; the last one may be given again where it takes many."""
    place = len(reading.arguments)
    if place < len(arguments):
        return _values(arguments[place], reading, context, current)
    if arguments and arguments[-1].nargs == -1:
        return _values(arguments[-1], reading, context, current)
    return []


def _values(param: Any, reading: _Reading, context: Any, current: str) -> Answer:
    """The values that an option or argument may have: by its type where that has choices, else by its word or name."""
    choices = getattr(param.type, "choices", None)
    if choices:
        return _beginning(current, (Candidate(str(getattr(one, "value", one))) for one in choices))
    metavar = _bare(param.metavar or "")
    if metavar in _FILES:
        return None
    if metavar in _WORDS:
        return _beginning(current, map(Candidate, _WORDS[metavar](context.obj)))
    known = _known(param, metavar)
    return _beginning(current, starmap(Candidate, known(context.obj, reading.arguments))) if known else []


def _bare(metavar: str) -> str:
    """The word in the help without what says that it may be left out, or given again: `[REF]...`."""
    word = metavar.removesuffix("...")
    return word[1:-1] if word.startswith("[") and word.endswith("]") else word


def _known(param: Any, metavar: str) -> "Known | None":
    """What of the registry an option or argument takes."""
    from agreetrack.cli.known import NAMING, OF_ARGUMENT, OF_OPTION

    if metavar in OF_ARGUMENT:
        return OF_ARGUMENT[metavar]
    return OF_OPTION.get(param.opts[0]) if metavar in NAMING else None


def _beginning(current: str, found: Iterable[Candidate]) -> list[Candidate]:
    wanted = folded(current)
    return [candidate for candidate in found if folded(candidate.word).startswith(wanted)]


def _name_registry(session: "Session", words: Sequence[str]) -> None:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--db" and following:
            session.state("db", following)
        elif word.startswith("--db="):
            session.state("db", word.removeprefix("--db="))


def refs(session: "Session") -> list[str]:
    """The refs of the session's registry; none where it cannot be read."""
    from agreetrack.model.errors import AgreetrackError

    try:
        return session.registry().refs()
    except AgreetrackError:
        return []


def complete_ref(ctx: Any, incomplete: str) -> list[str]:
    """The refs that begin so."""
    return [word for word, _help in _beginning(incomplete, map(Candidate, refs(ctx.find_root().obj)))]


def _statuses(session: "Session") -> Iterable[str]:
    from typing import get_args

    from agreetrack.law.findings import Status

    return get_args(Status)


def _kinds(session: "Session") -> Iterable[str]:
    from typing import get_args

    from agreetrack.model.record import Kind

    return get_args(Kind)


def _orders(session: "Session") -> Iterable[str]:
    from agreetrack.register.lists.listing import SORTS

    return SORTS


def _formats(session: "Session") -> Iterable[str]:
    from agreetrack.cli.commands.list import FORMATS

    return FORMATS


def _keys(session: "Session") -> Iterable[str]:
    from agreetrack.register.settings.keys import KEYS

    return KEYS


_WORDS: dict[str, Callable[["Session"], Iterable[str]]] = {
    "REF": refs,
    "STATUS": _statuses,
    "KIND": _kinds,
    "ORDER": _orders,
    "FORMAT": _formats,
    "KEY": _keys,
}
"""What an option or argument takes, by the word that stands for it in the help."""
