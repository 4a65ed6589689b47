"""The command group: it imports a command's module when that command runs, and no other."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from agreetrack.cli.overview import written_overview
from agreetrack.cli.placeholders import placeholders
from agreetrack.cli.table import COMMANDS, CommandEntry, no_such_command
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError

PROGRAM = "agreetrack"


def everywhere() -> list[Any]:
    """The options that stand before or after the command; the session is told of the later one last."""
    return [
        _option("--db", "FILE", _("The registry file.")),
        _option("--as-of", "DATE", _("The day that is asked about; default: today.")),
        _option("--knowing", "DATE", _("Count only what had happened by then; default: that day.")),
        _option("--lang", "CODE", _("The language of the texts.")),
    ]


def _option(name: str, metavar: str, help: str) -> Any:
    return TyperOption(
        param_decls=[name], type=str, metavar=metavar, help=help, expose_value=False, callback=_tell_session
    )


def _tell_session(context: Any, param: Any, value: str | None) -> str | None:
    if value is not None and context.obj is not None:
        context.obj.state(param.name, value)
    return value


def _print_version(context: Any, param: Any, value: bool) -> None:
    if value and not context.resilient_parsing:
        print(version())
        raise typer.Exit


def version() -> str:
    """The program's name and version."""
    from agreetrack import __version__

    return f"{PROGRAM} {__version__}"


@contextmanager
def _telling_where(ctx: Any) -> Iterator[None]:
    """Let what the parser refuses name the command whose words they are."""
    try:
        yield
    except TyperException as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


class Command(TyperCommand):
    """A command whose help names arguments plainly, and the options of all commands in a part of their own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words behind the command. Raises UsageError where there are too many."""
        with _telling_where(ctx):
            super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            message = _("“{word}” is one word too many; {command} -h shows what goes there")
            raise UsageError(message.format(word=ctx.args[0], command=ctx.command_path))
        return []

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How it is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("{", "").replace("}", "")
        formatter.write_usage(ctx.command_path, placeholders(pieces), prefix=_("Usage:") + " ")

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this page.")
        return option

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, the command's own options, then those of every command."""
        parts: dict[str, list[tuple[str, str]]] = {_("Arguments"): [], _("Options"): [], _("Everywhere"): []}
        own, common = parts[_("Options")], parts[_("Everywhere")]
        params: list[Any] = self.get_params(ctx)
        for param in params:
            if param.param_type_name == "argument":
                parts[_("Arguments")].append((placeholders(param.make_metavar(ctx)), param.help or ""))
            else:
                (own if param.expose_value else common).append(_row(param, ctx))
        for heading, rows in parts.items():
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def _row(option: Any, ctx: Any) -> tuple[str, str]:
    """How an option is typed, and what it is for; whether it can be left out is said in our words, not the parser's."""
    bare = copy(option)
    bare.required = bare.show_default = False
    typed, help = bare.get_help_record(ctx)
    if option.required:
        help = _("{help} Required.").format(help=help)
    elif isinstance(option.default, str):
        help = _("{help} Default: {value}.").format(help=help, value=option.default)
    return placeholders(typed), help


class CommandGroup(TyperGroup):
    """`agreetrack` itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words before the command."""
        with _telling_where(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, its module imported now; None where there is none."""
        entry = COMMANDS.get(cmd_name)
        return load(entry) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the words begin with. Raises UsageError where there is none of the name."""
        if args[0] not in COMMANDS:
            raise UsageError(no_such_command(*args))
        return args[0], self.get_command(ctx, args[0]), args[1:]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The page of all commands."""
        formatter.write(written_overview())


def load(entry: CommandEntry) -> Command:
    """The command, made from the function `command` of its module, with the options of every command."""
    function = import_module(f"agreetrack.cli.commands.{entry.module}").command
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    taking_all = {"allow_extra_args": True}
    app.command(entry.name, cls=Command, context_settings=taking_all, help=_help(function))(function)
    command = typer.main.get_command(app)
    _translate(command.params, getattr(function, "helps", {}))
    command.params.extend(everywhere())
    assert isinstance(command, Command)
    return command


def _translate(params: list[Any], put_together: Mapping[str, Callable[[], str]]) -> None:
    """Say the help of each in the chosen language; what is put together for one says itself how."""
    for param in params:
        if param.name in put_together:
            param.help = put_together[param.name]()
        elif param.help:
            param.help = _(param.help)


def _help(function: Any) -> str:
    """The docstring as the parser's formatter wants it; its lines of examples stand behind a backspace."""
    told = paragraphs(inspect.getdoc(function) or "")
    return "\n\n".join("\b\n" + _(text) if is_example else _(text) for text, is_example in told)


def paragraphs(docstring: str) -> Iterator[tuple[str, bool]]:
    """The paragraphs of a command's help, and whether they are examples, which keep their lines."""
    for text in docstring.split("\n\n"):
        is_example = text.startswith("\\b\n")
        yield (text.removeprefix("\\b\n") if is_example else " ".join(text.split())), is_example


def group() -> CommandGroup:
    """The group with the options that stand before a command."""
    show_version = TyperOption(
        param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version
    )
    return CommandGroup(
        name=PROGRAM,
        params=[*everywhere(), show_version],
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
