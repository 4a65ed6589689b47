"""Asking for a record field by field, on a terminal; what cannot be understood is asked again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, TypeVar

import typer

from agreetrack.cli.fields import FIELD_OPTIONS, stated_fields
from agreetrack.cli.session import Session
from agreetrack.model.errors import UsageError
from agreetrack.model.wording import _

T = TypeVar("T")


def ask_for_record(session: Session) -> tuple[dict[str, Any], date | None]:
    """The fields that a plain agreement needs; an empty answer leaves one unstated.

    The day is what `add --start` would be given; None where signature and entry into force differ.
    """
    session.tell(_("An empty answer means: not stated. Ctrl-C leaves without adding anything."))
    stated = {"title": _until_given(_("What is agreed"))}
    while not (parties := _parties(session)):
        pass
    stated |= parties
    for path, question in (
        ("signed", _("Signed on")),
        ("entry_into_force", _("In force from (a day, or signature)")),
        ("term", _("Term (5y, the last day, or indefinite)")),
        ("renewal.mode", _("Renewal (none, express, tacit, indefinite)")),
        ("notice.period", _("Notice (6m)")),
        ("owner", _("Owner (Name <mail>)")),
    ):
        stated |= _asked(session, path, question)
    return stated, None


def _until_given(question: str) -> str:
    while not (answer := _answer(question)):
        pass
    return answer


def _answer(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False, err=True)).strip()


def _parties(session: Session) -> dict[str, Any]:
    names: list[str] = []
    while answer := _answer(_("A party, or a further one (NAME, or NAME=CODE)")):
        names.append(answer)
    return _again(session, partial(stated_fields, {"parties": names}, session.day)) or {}


def _asked(session: Session, path: str, question: str) -> dict[str, Any]:
    option = next(one for one in FIELD_OPTIONS if one.path == path)
    while answer := _answer(question):
        if option.words and answer.casefold() not in option.words:
            session.tell(_("one of: {words}").format(words=", ".join(option.words)))
            continue
        found = _again(session, partial(stated_fields, {option.parameter: answer}, session.day))
        if found is not None:
            return found
    return {}


def _again(session: Session, reading: Callable[[], T]) -> T | None:
    """What is read, or None once the mistake is told."""
    try:
        return reading()
    except UsageError as error:
        session.tell(str(error))
        return None
