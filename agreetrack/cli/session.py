"""What one command line is given: the registry, the day, the person, and the streams that it may write to.

The clock, the environment and the terminal are read here and nowhere else.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from agreetrack.cli.accounts import person
from agreetrack.cli.streams import output_encoding, paper
from agreetrack.display.plain import safe
from agreetrack.display.wording import _
from agreetrack.model.errors import NoSuchRef, UsageError
from agreetrack.register.settings import configuration as personal
from agreetrack.register.settings.places import configuration_place

if TYPE_CHECKING:
    import typer

    from agreetrack.display.page import Page
    from agreetrack.law.working_days import Calendar
    from agreetrack.model.errors import Said
    from agreetrack.register.occasion import Occasion
    from agreetrack.register.results import Changed
    from agreetrack.register.settings.office import Settings
    from agreetrack.store import Author, Registry
    from agreetrack.store.index.outline import Judge


class NamedRegistry(NamedTuple):
    """Where the registry lies, and what says so; `by` None where nothing does and it is the default place."""

    path: Path
    by: str | None


class Session:
    """One command line as it is carried out."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.arguments = tuple(arguments)
        self._stated: dict[str, str] = {}
        self._rehearsal = False
        self._begun: str | None = None
        self._used: Registry | None = None

    @staticmethod
    def of(context: "typer.Context") -> "Session":
        """The session that a command runs in."""
        session = context.find_root().obj
        assert isinstance(session, Session)
        return session

    def state(self, option: str, value: str) -> None:
        """Keep `--db`, `--as-of`, `--knowing` or `--lang` as typed; a later one replaces an earlier."""
        self._stated[option] = value

    def rehearse(self) -> None:
        """Let the command show what it would come to, and write nothing."""
        self._rehearsal = True

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing is to be written."""
        return self._rehearsal

    # What is asked, and by whom

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment that the program was started in."""
        return os.environ

    @cached_property
    def configuration(self) -> personal.Configuration:
        """What the user chose. Raises InvalidData for a file that is not in order."""
        return personal.read(configuration_place(self.environment))

    @cached_property
    def settings(self) -> "Settings":
        """What was settled for all who use the registry, read once; tells of what the user's own file says otherwise.

        Raises InvalidData where it is not in order.
        """
        from agreetrack.register.settings import office as settings

        found = settings.read(self.registry())
        differing = found.differing(self.configuration.misplaced)
        if differing:
            text = _("{path}: what it says of {keys} no longer counts, the registry settles that; type: {command}")
            command = self.command_line("config", "--take-over")
            path, keys = self.configuration.path, ", ".join(differing)
            self.tell("agreetrack: " + text.format(path=path, keys=keys, command=command))
        return found

    @cached_property
    def today(self) -> date:
        """The day that it is here."""
        return date.today()

    @cached_property
    def now(self) -> datetime:
        """The moment, in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    @property
    def day(self) -> date:
        """The day that is asked about: `--as-of`, or today."""
        return self._day("as_of", self.today) or self.today

    @property
    def knowing(self) -> date | None:
        """The last day whose events count: `--knowing`, or None for the day that is asked about."""
        return self._day("knowing", self.day)

    def _day(self, option: str, relative_to: date) -> date | None:
        text = self._stated.get(option)
        if text is None:
            return None
        from agreetrack.cli.reading import days

        try:
            return days.day(text, relative_to)
        except UsageError as error:
            from agreetrack.cli.errors import said

            raise UsageError(f"--{option.replace('_', '-')}: {said(error)}") from None

    def occasion(self) -> "Occasion":
        """Everything that a use case has to know about the asking."""
        from agreetrack.register.occasion import Occasion

        return Occasion(
            day=self.day,
            knowing=self.knowing,
            rehearsal=self._rehearsal,
            assume=self.settings.counting,
            calendar=self.calendar,
            who=person(),
            at=self.now,
            command=self._command(),
        )

    def author(self) -> "Author":
        """Who changes the registry, as its history is to tell."""
        from agreetrack.store import Author

        return Author(person(), self.now, self._command())

    @cached_property
    def calendar(self) -> "Calendar":
        """The working days of the countries that were settled; from Monday to Friday where there are none."""
        from agreetrack.register.working_days import calendar_of

        return calendar_of(self.settings.countries)

    def _command(self) -> str:
        import shlex

        return shlex.join(("agreetrack", *self.arguments))

    # The registry

    def registry(self, must_exist: bool = False) -> "Registry":
        """The registry that is meant: `--db`, AGREETRACK_DB, the configuration, or the user's own.

        With `must_exist` a missing one that was named raises NoSuchRef; the default place may be empty.
        """
        registry, by = self._registry, self._named.by
        if must_exist and by is not None and not registry.exists():
            message = _("there is no registry “{path}” ({by}); check its name, or begin one with add or import")
            raise NoSuchRef(message.format(path=registry.path, by=by))
        if registry.begins():
            text = _("a new registry was made: {path}")
            if registry.exists():
                text = _("the file was empty, and a new registry was begun in it: {path}")
            self._begun = text.format(path=registry.path)
        return registry

    @cached_property
    def _registry(self) -> "Registry":
        """The one registry of this command: a change rests on the settings that were read through it."""
        from agreetrack.store import Registry

        self._used = Registry(self._named.path, self.tell, self._judge)
        return self._used

    def _judge(self, stated: "Mapping[str, Any]") -> "Judge | None":
        """Who judges for the index, by what a registry states: on the day asked about, unless that has not come."""
        from agreetrack.register.index.judging import judge

        return judge(stated, min(self.day, self.today))

    @cached_property
    def _named(self) -> NamedRegistry:
        stated, environment = self._stated.get("db"), os.environ.get("AGREETRACK_DB")
        if stated is not None:
            if not stated or "\0" in stated:
                raise UsageError(_("--db: name the registry file"))
            return NamedRegistry(Path(stated), "--db")
        if environment:
            return NamedRegistry(Path(environment), "AGREETRACK_DB")
        if self.configuration.db is not None:
            return NamedRegistry(self.configuration.db, _("configuration"))
        from platformdirs import user_data_path

        return NamedRegistry(user_data_path("agreetrack") / "agreements.json", None)

    def tell_begun(self) -> None:
        """Say where a change that was just made began a registry."""
        if self._begun is not None:
            self.tell(self._begun)

    def tell_older(self) -> None:
        """Say of a registry that was looked at that it is older than it was."""
        if self._used is not None and self._used.older is not None:
            from agreetrack.cli.errors import more_of, tell_error

            tell_error(self._used.older.fact, *more_of(self._used.older))

    def tell_how_to_begin(self) -> None:
        """Say what to do where there is no registry yet."""
        self.tell(_("There are no agreements yet. Begin with: agreetrack add, or: agreetrack import FILE"))

    # The terminal

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the answer on a terminal."""
        return sys.stdout.isatty()

    @property
    def is_attended(self) -> bool:
        """Whether a person runs it: one of its streams is a terminal. Neither cron nor systemd gives it one."""
        return any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))

    @property
    def encoding(self) -> str:
        """The encoding of what is written to stdout, under its usual name: `utf-8`."""
        return output_encoding()

    @property
    def can_ask(self) -> bool:
        """Whether a person can be asked."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def page(self) -> "Page":
        """What texts are written on: the terminal's width and colours, or a pipe's plain lines."""
        return paper(self.is_terminal, self.configuration.date_format)

    def print(self, text: str) -> None:
        """Write an answer to stdout, with a line break at its end."""
        if text:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def show(self, parts: Iterable[str], rows: int) -> None:
        """Write an answer of so many rows to stdout, in its parts; on a terminal a long one through the pager."""
        from agreetrack.display.table import MANY

        if self.is_terminal and rows > MANY:
            from agreetrack.cli import pager

            chosen = pager.chosen(self.environment)
            if chosen:
                sys.stdout.flush()
                pager.page_through(chosen, parts, self.encoding)
                return
        sys.stdout.writelines(parts)

    def write(self, content: bytes) -> None:
        """Write an answer in a format of other programs to stdout, as it is."""
        sys.stdout.flush()
        sys.stdout.buffer.write(content)

    def tell(self, what: "Said") -> None:
        """Write a line to stderr: what the person should know beside the answer."""
        from agreetrack.display.phrases import say

        print(safe(say(what)), file=sys.stderr)

    @contextmanager
    def doing(self, text: str, parts: int | None = None) -> Iterator[Callable[[], None]]:
        """Show on a terminal what is being done while it lasts; what is given says that one of the parts is done."""
        if sys.stderr is None or not sys.stderr.isatty() or self.environment.get("TERM") == "dumb":
            yield lambda: None
            return
        from agreetrack.display.progress import shown

        with shown(text, sys.stderr, not self.environment.get("NO_COLOR"), parts) as step:
            yield step

    def pause(self, seconds: float) -> None:
        """Wait, before something is tried again."""
        import time

        time.sleep(seconds)

    def confirm(self, question: str, yes: bool) -> None:
        """Go on only with a yes: given as `--yes`, or typed. Raises UsageError where nobody can be asked."""
        if yes:
            return
        if not self.can_ask:
            raise UsageError(_("{question} Nobody can be asked here; say --yes").format(question=question))
        import typer

        from agreetrack.cli.prompts import agreed

        if not agreed(question):
            raise typer.Abort

    def report(self, changed: "Changed", as_json: bool) -> None:
        """Print what holds after a change, and tell how to take it back; of a rehearsal what would hold."""
        if as_json:
            self._report_json(changed)
        else:
            self.print(self._page_of(changed))
        for sentence in changed.doubtful:
            self.tell(sentence)
        if changed.rehearsed is not None:
            self.tell_of_rehearsal()
            return
        if changed.seq is None:
            self.tell(_("nothing was changed"))
            return
        self.tell_begun()
        self.tell(_("take it back with: {command}").format(command=self.command_line("undo")))

    def tell_of_rehearsal(self) -> None:
        """Tell that nothing was written."""
        self.tell(_("nothing was written: this was a rehearsal"))

    def _report_json(self, changed: "Changed") -> None:
        from agreetrack.formats.json_ import rehearsal_json, standing_json

        for sentence in changed.told:
            self.tell(sentence)
        if changed.rehearsed is None:
            self.write(standing_json(changed.record, changed.standing))
        else:
            self.write(rehearsal_json(changed.record, changed.before, changed.standing, changed.rehearsed))

    def _page_of(self, changed: "Changed") -> str:
        from agreetrack.display.screens import standing as display

        if changed.rehearsed is None:
            return display.changed(changed.record, changed.standing, changed.told, self.page)
        from agreetrack.display.screens.rehearsal import rehearsed

        after = display.changed(changed.record, changed.standing, changed.told, self.page)
        return after + rehearsed(changed.record, changed.before, changed.rehearsed, self.page)

    @contextmanager
    def noting_what_was_made(self) -> Iterator[None]:
        """Note on an error of the command that it came after a change was made, and how that is taken back."""
        try:
            yield
        except BaseException as error:
            if self._used is not None and self._used.made is not None:
                command = self.command_line("undo", str(self._used.made))
                text = _("The change was made all the same; take it back with: {command}")
                error.add_note(text.format(command=command))
            raise

    def command_line(self, *words: str) -> str:
        """A command line for the same registry, to be typed next."""
        import shlex

        where = ("--db", self._stated["db"]) if "db" in self._stated else ()
        return shlex.join(("agreetrack", *where, *words))
