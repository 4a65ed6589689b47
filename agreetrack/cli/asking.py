"""Asking for a record field by field, on a terminal; what cannot be understood or kept is asked again."""

from datetime import date
from typing import Any

import typer

from agreetrack.cli.errors import listed, said
from agreetrack.cli.fields import FIELD_OPTIONS, FieldOption, stated_fields
from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.model.errors import InvalidData, UsageError
from agreetrack.model.validation import read_record
from agreetrack.model.wording import _
from agreetrack.register.fields import with_fields

Stated = dict[str, Any]


def ask_for_record(session: Session) -> tuple[Stated, date | None]:
    """The fields that a plain agreement needs; an empty answer leaves one unstated.

    The day is what `add --start` would be given; None where signature and entry into force differ.
    """
    session.tell(_("An empty answer means: not stated. Ctrl-C leaves without adding anything."))
    stated = _parties(session, _required(session, {}, "title", _("What is agreed")))
    for path, question in (
        ("signed", _("Signed on")),
        ("entry_into_force", _("In force from (a day, or signature)")),
        ("term", _("Term (5y, the last day, or indefinite)")),
        ("renewal.mode", _("Renewal (none, express, tacit, indefinite)")),
        ("notice.period", _("Notice (6m)")),
        ("owner", _("Owner (Name <mail>)")),
    ):
        stated = _asked(session, stated, path, question)
    return stated, None


def _required(session: Session, stated: Stated, path: str, question: str) -> Stated:
    while path not in (found := _asked(session, stated, path, question)):
        session.tell(_("this cannot be left out"))
    return found


def _parties(session: Session, stated: Stated) -> Stated:
    """At least one party; each is looked at when it is typed, so that none has to be typed again."""
    stated = _required(session, stated, "parties", _("A party (NAME, or NAME=CODE)"))
    while (more := _asked(session, stated, "parties", _("A further party, or nothing to go on"))) != stated:
        stated = more
    return stated


def _asked(session: Session, stated: Stated, path: str, question: str) -> Stated:
    """What was stated, and the answer that makes it a record still; the same for an empty answer."""
    option = next(one for one in FIELD_OPTIONS if one.path == path)
    while answer := _answer(question):
        try:
            return _with_answer(session, stated, option, answer)
        except InvalidData as error:
            for line in listed([say(problem.fact) for problem in error.problems]):
                session.tell(line)
        except UsageError as error:
            session.tell(said(error).removeprefix(f"{option.names[0]}: "))
    return stated


def _answer(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False, err=True)).strip()


def _with_answer(session: Session, stated: Stated, option: FieldOption, answer: str) -> Stated:
    """What was stated and the answer. Raises UsageError and InvalidData."""
    found = stated_fields({option.parameter: [answer] if option.many else answer}, session.day, session.tell)
    if option.many:
        found = {option.path: [*stated.get(option.path, []), *found[option.path]]}
    whole = {**stated, **found}
    read_record(with_fields({"ref": "new"}, whole), "new")
    return whole
