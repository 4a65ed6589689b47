"""`agreetrack remind`."""

from typing import Annotated

import typer

from agreetrack.cli.couriers import Form, worded, written
from agreetrack.cli.session import Session
from agreetrack.cli.ways import Way
from agreetrack.display.phrases import say
from agreetrack.display.wording import _, marked
from agreetrack.law.reminders import Digest
from agreetrack.model.errors import AgreetrackError, InvalidData, Unreadable, UsageError
from agreetrack.register.reminders.delivering import ROUNDS
from agreetrack.register.reminders.lead_times import settled
from agreetrack.register.reminders.reminding import Plan, Reminded, look, remind
from agreetrack.register.reminders.telling import Routes

DUE = 10
"""The exit code of `--exit-code` where something is due."""


def command(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=marked("Show what would be told; send and keep nothing."))
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=marked("Exit with 10 when something is due."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=marked("As JSON."))] = False,
    with_open: Annotated[
        bool, typer.Option("--open", help=marked("Also what was told before and is open still, where nothing is new."))
    ] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help=marked("As Markdown."))] = False,
    by_mail: Annotated[bool, typer.Option("--mail", help=marked("By mail, one digest to each owner."))] = False,
    to_program: Annotated[
        str | None, typer.Option("--command", metavar="CMD", help=marked("Give the JSON to this program."))
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help=marked("Who is told by this; else the account, or the program.")),
    ] = None,
    test: Annotated[
        bool, typer.Option("--test", help=marked("Send a sample to the configured owner, the same way."))
    ] = False,
    install: Annotated[
        bool, typer.Option("--install", help=marked("Print a line for cron that does the same."))
    ] = False,
    systemd: Annotated[
        bool, typer.Option("--systemd", help=marked("With --install: a service and a timer instead."))
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help=marked("With --install: put it in its place, after asking."))
    ] = False,
    at: Annotated[
        str | None, typer.Option("--at", metavar="HH:MM", help=marked("With --install: at what time; default: 06:30."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=marked("With --write: do not ask."))] = False,
) -> None:
    r"""Tell what is due and was not told yet: each warning once, also after nights that were missed.

    \b
    agreetrack remind --dry-run
    agreetrack remind
    agreetrack remind --mail
    agreetrack remind --command 'curl -sf -T - https://example.org/hook'
    agreetrack remind --mail --test
    agreetrack remind --mail --install --write

    Without --mail and --command it prints, and cron mails what is printed; nothing when nothing is due. What arrived
    is kept in the registry, so that each recipient gets a warning once: an address; the account on its computer whose
    cron runs this (another name: --as); a program. At a terminal you look: all that has reached a lead time and was
    not answered is shown (with --as what that name was not told), and nothing counts as told. agreetrack ack and
    snooze answer it.
    """
    session = Session.of(ctx)
    way = Way(
        form=_form(as_json, as_markdown, by_mail, to_program),
        by_mail=by_mail,
        command=to_program,
        name=None if name is None else name.strip(),
        with_open=with_open,
    )
    if install:
        _refuse(test or dry_run, _("--install does not go with --test or --dry-run"))
        from agreetrack.cli.schedule.installing import offer

        options = (*way.options, "--exit-code") if exit_code else way.options
        offer(session, options, systemd=systemd, write=write, at=at, yes=yes)
        return
    _refuse(systemd or write or at is not None or yes, _("--systemd, --write, --at and --yes go with --install"))
    if test:
        _send_sample(session, way)
        return
    _remind(session, way, dry_run, exit_code)


def _form(as_json: bool, as_markdown: bool, by_mail: bool, to_program: str | None) -> Form:
    """The form of what is printed. Raises UsageError for two ways at once."""
    _refuse(as_json and as_markdown, _("one answer has one format; leave one of --json and --markdown out"))
    _refuse(by_mail and to_program is not None, _("one run takes one way; leave one of --mail and --command out"))
    _refuse(by_mail and (as_json or as_markdown), _("--mail sends text and HTML; leave --json and --markdown out"))
    _refuse(to_program is not None and as_markdown, _("--command gives JSON to the program; leave --markdown out"))
    _refuse(to_program is not None and not to_program.strip(), _("--command: name a program"))
    return "json" if as_json or to_program is not None else "markdown" if as_markdown else "text"


def _refuse(wrong: bool, sentence: str) -> None:
    if wrong:
        raise UsageError(sentence)


def _remind(session: Session, way: Way, dry_run: bool, exit_code: bool) -> None:
    registry = session.registry(must_exist=True)
    if not registry.exists():
        if way.form == "json" and way.prints:
            session.write(b"[]\n")
        session.tell_how_to_begin()
        return
    try:
        found = _looked(session, way) if dry_run or way.is_look(session) else _told(session, way)
    except (InvalidData, Unreadable) as error:
        if way.by_mail and not dry_run:
            from agreetrack.cli.alarm import raise_alarm

            raise_alarm(session, registry, error)
        raise
    _conclude(session, way, found, exit_code, dry_run)


def _told(session: Session, way: Way) -> Reminded:
    """What is told now, and kept."""
    plan = _plan(session, way)
    found = remind(session.registry(), session.occasion(), plan, way.courier(session))
    if way.prints and not found.digests:
        _print_nothing_new(session, way, found)
    return found


def _looked(session: Session, way: Way) -> Reminded:
    """What would be told, each digest under the name of its recipient."""
    found = look(session.registry(), session.occasion(), _plan(session, way))
    if way.prints and not found.digests:
        _print_nothing_new(session, way, found)
    for digest in found.digests:
        with worded(session, sent=not way.is_look(session)) as style:
            if digest.recipient is not None:
                from agreetrack.display.digest.text import subject
                from agreetrack.display.plain import safe

                session.print(_("To: {to}").format(to=safe(digest.recipient)))
                session.print(_("Subject: {subject}").format(subject=subject(digest, style)))
                session.print("\n")
            session.write(written(session, digest, way.form, way.with_open, style))
    return found


def _plan(session: Session, way: Way) -> Plan:
    """How to send; a form for programs, and a look, have no signs of life."""
    settings = session.settings
    silent = way.form == "json" or way.is_look(session)
    routes = Routes(
        reader=way.reader(session),
        owner=settings.address("owner"),
        department=settings.address("department"),
        second=settings.address("second"),
    )
    return Plan(
        leads=settled(settings),
        routes=routes,
        heartbeat="off" if silent else settings.heartbeat,
        pause=lambda attempt: _pause(session, attempt),
        rounds=1 if way.prints else ROUNDS,
        ahead=session.day > session.today,
    )


def _pause(session: Session, attempt: int) -> None:
    from agreetrack.post.smtp import backoff

    session.pause(backoff(attempt))


def _print_nothing_new(session: Session, way: Way, found: Reminded) -> None:
    """What is open still, where that is asked for; JSON is a document even so."""
    if way.form == "json" or (way.with_open and found.open):
        digest = Digest(day=session.day, open=tuple(found.open), watched=found.watched)
        with worded(session, sent=not way.is_look(session)) as style:
            session.write(written(session, digest, way.form, way.with_open, style))


def _conclude(session: Session, way: Way, found: Reminded, exit_code: bool, dry_run: bool) -> None:
    """Say what did not go as it should, and leave with the exit code that belongs to it."""
    for fact in (*found.notes, *found.failures):
        session.tell(f"agreetrack: {say(fact)}")
    if dry_run:
        session.tell(_("dry run: nothing was sent, and nothing counts as told"))
    elif way.is_look(session):
        session.tell(_look(way, found))
    elif session.is_terminal:
        session.tell(_summary(found))
    if found.failures:
        raise typer.Exit(1)
    if exit_code and found.new:
        raise typer.Exit(DUE)


def _look(way: Way, found: Reminded) -> str:
    """That a look is no telling, in one line."""
    text = _("a look: {count} not answered, {watched} agreements watched; nothing counts as told")
    if way.name is not None:
        text = _("a look: {count} not told to {name}, {watched} agreements watched; nothing counts as told")
    return text.format(count=len(found.new), watched=found.watched, name=way.name)


def _summary(found: Reminded) -> str:
    """What was told, in one line; cron, which would mail it, is spared it."""
    text = _("{new} new, {open} open still, {watched} agreements watched")
    return text.format(new=len(found.new), open=len(found.open), watched=found.watched)


def _send_sample(session: Session, way: Way) -> None:
    """Send a reminder that is none, the way that real ones take. Raises AgreetrackError where it did not arrive."""
    from agreetrack.register.reminders.sample import sample

    owner = session.settings.value("owner")
    if way.by_mail and owner is None:
        text = _("--test: no owner is set to send the sample to; type: agreetrack config owner 'Name <mail>'")
        raise UsageError(text)
    title = _("A sample, to see that reminders arrive: nothing has to be done")
    parties = (_("One party"), _("The other party"))
    digest = sample(session.occasion(), owner if way.by_mail else None, title, parties)
    outcome = way.courier(session)([digest])[digest.recipient]
    if outcome.fate != "delivered":
        raise AgreetrackError(_("the sample did not arrive: {reason}").format(reason=say(outcome.reason)))
    if not way.prints:
        session.tell(_("the sample was delivered to {to}").format(to=digest.recipient or way.command))
