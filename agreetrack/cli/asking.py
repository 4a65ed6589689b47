"""Asking for a record field by field, on a terminal; what cannot be understood or kept is asked again.

A question may be gone back from: what was answered to the one before is forgotten, and that one asked anew.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from agreetrack.cli.completion import refs
from agreetrack.cli.errors import listed, said
from agreetrack.cli.fields import FIELD_OPTIONS, stated_fields
from agreetrack.cli.prompts import answer
from agreetrack.cli.reading import days
from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.display.wording import _
from agreetrack.model.errors import InvalidData, NoSuchRef, UsageError
from agreetrack.model.validation import read_record
from agreetrack.register.records.fields import party_name, with_fields, with_party_names, with_us

Stated = dict[str, Any]
"""What was stated, by the record's paths."""

BACK = "<"
"""The answer that goes one question back."""

_OPTION = {option.path: option for option in FIELD_OPTIONS}
_NOTIFICATIONS = ("notifications", "notification", "instruments", "уведомления", "уведомление", "ратификация")
_ONCE = ("once", "однократно", "разово")


class Question(NamedTuple):
    """A question: what is stated by the answer; whether it is asked again for more, or may not be left out."""

    text: str
    taken: Callable[[Session, Stated, str], Stated]
    path: str
    more: str | None = None
    required: bool = False
    applies: Callable[[Stated], bool] = lambda _stated: True
    known: Callable[[Session, Stated], Iterable[str]] = lambda _session, _stated: ()

    def asked(self, stated: Stated) -> str:
        """Its words; other ones where it is asked for more."""
        return self.more if self.more and stated.get(self.path) else self.text


def ask_for_record(session: Session) -> Stated:
    """What a person states of an agreement; an empty answer leaves a field unstated. Raises Abort where they leave."""
    text = _("An empty answer means: not stated; {back} goes one question back. Ctrl-C leaves without adding anything.")
    session.tell(text.format(back=BACK))
    questions = _questions(refs(session))
    stated: Stated = {}
    passed: list[tuple[int, Stated]] = []
    place = 0
    while place < len(questions):
        question = questions[place]
        if not question.applies(stated):
            place += 1
            continue
        text = answer(question.asked(stated), list(question.known(session, stated)))
        if text == BACK:
            place, stated = passed.pop() if passed else (0, {})
            continue
        after = _after(session, question, stated, text)
        if after is None:
            continue
        passed.append((place, stated))
        place, stated = (place if text and question.more else place + 1), after
    return stated


def _after(session: Session, question: Question, stated: Stated, text: str) -> Stated | None:
    """What is stated after an answer; None where it was none, and why was told."""
    if not text:
        if question.required and not stated.get(question.path):
            session.tell(_("this cannot be left out"))
            return None
        return stated
    try:
        after = question.taken(session, stated, text)
        after = with_party_names(after, after.get("parties", []))
        read_record(with_fields({"ref": "new"}, after), "new")
    except InvalidData as error:
        for line in listed([say(problem.fact) for problem in error.problems]):
            session.tell(line)
    except (UsageError, NoSuchRef) as error:
        named = _OPTION[question.path].names[0] if question.path in _OPTION else ""
        session.tell(said(error).removeprefix(f"{named}: "))
    else:
        return after
    return None


def _questions(present: Sequence[str]) -> Sequence[Question]:
    """The questions in their order; of ties only where there are other agreements to be tied to."""
    tie = Question(
        _("A tie to another agreement here (KIND:REF, such as succeeds:2011-001)"),
        _link,
        "links",
        _("A further tie, or nothing to go on"),
        known=lambda _session, _stated: [f"succeeds:{ref}" for ref in present],
    )
    return (
        _of("title", _("What is agreed"), required=True),
        _of("parties", _("A party (NAME, or NAME=CODE)"), _("A further party, or nothing to go on"), required=True),
        Question(_("Which of them is this office's"), _ours, "parties", known=_parties),
        _of("number", _("Its number")),
        _of("kind", _("What it is called (agreement, memorandum, treaty…)")),
        _of("signed", _("Signed on")),
        _of("place", _("Where")),
        _of("signatories", _("Who signed (NAME; OFFICE; PARTY)"), _("Who else, or nothing to go on")),
        Question(
            _("In force from (a day, signature, or notifications: once all parties have sent theirs)"),
            _entry,
            "entry_into_force",
            known=lambda _session, _stated: ("signature", "notifications"),
        ),
        _of("entry_into_force.wait", _("How long after the last of them (30d)"), applies=_waits_for_instruments),
        _of("term", _("Term (5y, the last day, or indefinite)")),
        _of("renewal.mode", _("Renewal (none, express, tacit, indefinite)")),
        _of("notice.period", _("Notice (6m)")),
        Question(
            _("An obligation (TEXT; WHOSE; DUE: a day, or once)"),
            _obligation,
            "obligations",
            _("A further obligation, or nothing to go on"),
        ),
        *([tie] if present else []),
        _of("owner", _("Owner (Name <mail>)")),
        _of("notes", _("Anything worth knowing")),
        _of("source", _("Where these facts are from")),
    )


def _of(
    path: str,
    text: str,
    more: str | None = None,
    required: bool = False,
    applies: Callable[[Stated], bool] = lambda _stated: True,
) -> Question:
    """A question that is answered as the option of its field is typed."""
    option = _OPTION[path]

    def taken(session: Session, stated: Stated, word: str) -> Stated:
        found = stated_fields({option.parameter: [word] if option.many else word}, session.day, session.tell)
        if option.many:
            found = {path: [*stated.get(path, []), *found[path]]}
        return {**stated, **found}

    return Question(text, taken, path, more, required, applies, lambda _session, _stated: option.words)


def _parties(_session: Session, stated: Stated) -> Iterable[str]:
    return [party["name"] for party in stated["parties"]]


def _ours(_session: Session, stated: Stated, word: str) -> Stated:
    return {**stated, "parties": with_us(stated["parties"], word)}


def _entry(session: Session, stated: Stated, word: str) -> Stated:
    """Entry into force: a day, the signature, or the notifications of all."""
    if word.casefold() in _NOTIFICATIONS:
        return {**stated, "entry_into_force.after": "all"}
    found = stated_fields({_OPTION["entry_into_force"].parameter: word}, session.day, session.tell)
    return {**stated, **found}


def _waits_for_instruments(stated: Stated) -> bool:
    return "entry_into_force.after" in stated


def _obligation(session: Session, stated: Stated, word: str) -> Stated:
    """An obligation in its short form: what is promised, by whom, and by which day; without a day it continues."""
    text, by, due, *rest = [*(part.strip() for part in word.split(";")), "", ""]
    if not text or any(rest):
        raise UsageError(_("“{word}” is not of the form {form}").format(word=word, form="TEXT; WHOSE; DUE"))
    earlier = stated.get("obligations", [])
    obligation: dict[str, Any] = {"id": str(len(earlier) + 1), "text": text, "kind": "once" if due else "continuing"}
    if by:
        obligation["by"] = [party_name(stated["parties"], name.strip()) for name in by.split(",")]
    if due and due.casefold() not in _ONCE:
        obligation["due"] = days.day(due, session.day).isoformat()
    return {**stated, "obligations": [*earlier, obligation]}


def _link(session: Session, stated: Stated, word: str) -> Stated:
    """A tie to a record that is there. Raises NoSuchRef where there is none, or it cannot be told which."""
    (link,) = stated_fields({"links": [word]}, session.day)["links"]
    ref = session.registry().find(link["ref"]).ref
    return {**stated, "links": [*stated.get("links", []), {**link, "ref": ref}]}
