"""The commands there are, declared: what the help shows, and which module is imported when one runs."""

from collections.abc import Iterable
from typing import NamedTuple

from agreetrack.model.wording import _


def _translatable(text: str) -> str:
    return text


class Entry(NamedTuple):
    """A command: its name, its module in `agreetrack.cli.commands`, its help panel, and what it does."""

    name: str
    module: str
    panel: str
    summary: str


LOOK = _translatable("Look")
RECORD = _translatable("Record")
REMIND = _translatable("Remind")
EXCHANGE = _translatable("Exchange")
KEEP = _translatable("Keep")

COMMANDS: dict[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry("list", "list", LOOK, _translatable("agreements: all, those that are due, or those you look for")),
        Entry("show", "show", LOOK, _translatable("one agreement: where it stands, what comes, what it says")),
        Entry("explain", "explain", LOOK, _translatable("why its dates are what they are, rule by rule")),
        Entry("timeline", "timeline", LOOK, _translatable("bars over time: those you look for, or one in detail")),
        Entry("obligations", "obligations", LOOK, _translatable("what the parties promised: late, due, continuing")),
        Entry("stats", "stats", LOOK, _translatable("what is in the registry, and what the next twelve months bring")),
        Entry("open", "open", LOOK, _translatable("one of its documents, in the program for it")),
        Entry("add", "add", RECORD, _translatable("a new agreement; typed bare, it asks")),
        Entry("edit", "edit", RECORD, _translatable("correct a record, by options or in your editor")),
        Entry("correct", "correct", RECORD, _translatable("mend an event that was recorded wrongly")),
        Entry("remove", "remove", RECORD, _translatable("take a record out; asks first")),
        Entry("extend", "extend", RECORD, _translatable("the parties extend it, by a period or until a date")),
        Entry("renew", "renew", RECORD, _translatable("the parties renew it, or confirm that it renewed")),
        Entry("notice", "notice", RECORD, _translatable("a party gives notice, suspends it or takes it back")),
        Entry("suspend", "suspend", RECORD, _translatable("it is suspended, wholly or in part")),
        Entry("resume", "resume", RECORD, _translatable("a suspension is over")),
        Entry("terminate", "terminate", RECORD, _translatable("it ends by agreement of the parties")),
        Entry("close", "close", RECORD, _translatable("it ended and was looked at: no more warnings")),
        Entry("amend", "amend", RECORD, _translatable("the parties change its terms")),
        Entry(
            "instrument",
            "instrument",
            RECORD,
            _translatable("a ratification, acceptance, accession… arrived"),
        ),
        Entry("succeed", "succeed", RECORD, _translatable("a party is succeeded by another")),
        Entry("provisional", "provisional", RECORD, _translatable("provisional application begins or ends")),
        Entry("oblige", "oblige", RECORD, _translatable("what a party promised, to whom, and by when")),
        Entry("met", "met", RECORD, _translatable("an obligation was met")),
        Entry("partly-met", "partly_met", RECORD, _translatable("an obligation was met in part")),
        Entry("waive", "waive", RECORD, _translatable("an obligation is no longer owed")),
        Entry("attach", "attach", RECORD, _translatable("keep a document or a piece of evidence with it")),
        Entry("remind", "remind", REMIND, _translatable("tell what is due and was not told yet; for cron")),
        Entry("ack", "ack", REMIND, _translatable("a warning was seen, or its deadline decided")),
        Entry("snooze", "snooze", REMIND, _translatable("let a warning rest until a day")),
        Entry("import", "import_", EXCHANGE, _translatable("take agreements in, from JSON, CSV or a registry")),
        Entry("export", "export", EXCHANGE, _translatable("write records out as CSV or JSON, dates as a calendar")),
        Entry("history", "history", KEEP, _translatable("who changed what, and when")),
        Entry("undo", "undo", KEEP, _translatable("take back your latest change, or one by its number")),
        Entry("restore", "restore", KEEP, _translatable("go on with a registry that was lost or is older")),
        Entry("check", "check", KEEP, _translatable("what is missing, wrong, or passed without a word")),
        Entry("config", "config", KEEP, _translatable("show and set what is settled for all, and what is yours")),
    )
}


def near(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that was probably meant."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, likeness)), None)


MEANT: dict[str, str] = {
    "ls": "list",
    "dir": "list",
    "find": "list",
    "search": "list",
    "view": "show",
    "cat": "show",
    "why": "explain",
    "new": "add",
    "create": "add",
    "update": "edit",
    "change": "edit",
    "fix": "correct",
    "rm": "remove",
    "delete": "remove",
    "del": "remove",
    "prolong": "extend",
    "denounce": "notice",
    "withdraw": "notice",
    "ratify": "instrument",
    "log": "history",
    "revert": "undo",
    "validate": "check",
    "verify": "check",
    "settings": "config",
    "version": "--version",
}
"""Words of other programs, and of the trade, for what is called otherwise here."""


def no_such_command(word: str, *more: str) -> str:
    """The sentence for a command that there is not; `more` are the words behind it."""
    if word.casefold() == "help":
        if more and more[0] in COMMANDS:
            return _("there is no command “{word}”; type agreetrack {command} -h").format(word=word, command=more[0])
        text = _(
            "there is no command “{word}”; agreetrack -h shows those there are, agreetrack COMMAND -h how one is used"
        )
        return text.format(word=word)
    meant = MEANT.get(word.casefold()) or near(word.casefold(), COMMANDS)
    if meant:
        return _("there is no command “{word}”; did you mean {meant}?").format(word=word, meant=meant)
    return _("there is no command “{word}”; agreetrack -h shows those there are").format(word=word)
