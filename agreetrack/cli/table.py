"""The commands there are, declared: what the help shows, and which module is imported when one runs."""

from collections.abc import Iterable
from typing import NamedTuple

from agreetrack.display.wording import _, marked


class CommandEntry(NamedTuple):
    """A command: its name, its module in `agreetrack.cli.commands`, its help panel, and what it does."""

    name: str
    module: str
    panel: str
    summary: str


LOOK = marked("Look")
RECORD = marked("Record")
REMIND = marked("Remind")
EXCHANGE = marked("Exchange")
KEEP = marked("Keep")

COMMANDS: dict[str, CommandEntry] = {
    entry.name: entry
    for entry in (
        CommandEntry("list", "list", LOOK, marked("agreements: all, those that are due, or those you look for")),
        CommandEntry("show", "show", LOOK, marked("one agreement: where it stands, what comes, what it says")),
        CommandEntry("explain", "explain", LOOK, marked("why its dates are what they are, rule by rule")),
        CommandEntry("timeline", "timeline", LOOK, marked("bars over time: those you look for, or one in detail")),
        CommandEntry("obligations", "obligations", LOOK, marked("what the parties promised: late, due, continuing")),
        CommandEntry("stats", "stats", LOOK, marked("what is in the registry, and what the next twelve months bring")),
        CommandEntry("open", "open", LOOK, marked("one of its documents, in the program for it")),
        CommandEntry("add", "add", RECORD, marked("a new agreement; typed bare, it asks")),
        CommandEntry("edit", "edit", RECORD, marked("correct a record, by options or in your editor")),
        CommandEntry("correct", "correct", RECORD, marked("mend an event that was recorded wrongly")),
        CommandEntry("remove", "remove", RECORD, marked("take a record out; asks first")),
        CommandEntry("extend", "extend", RECORD, marked("the parties extend it, by a period or until a date")),
        CommandEntry("renew", "renew", RECORD, marked("the parties renew it, or confirm that it renewed")),
        CommandEntry("notice", "notice", RECORD, marked("a party gives notice, suspends it or takes it back")),
        CommandEntry("suspend", "suspend", RECORD, marked("it is suspended, wholly or in part")),
        CommandEntry("resume", "resume", RECORD, marked("a suspension is over")),
        CommandEntry("terminate", "terminate", RECORD, marked("it ends by agreement of the parties")),
        CommandEntry("close", "close", RECORD, marked("it ended and was looked at: no more warnings")),
        CommandEntry("amend", "amend", RECORD, marked("the parties change its terms")),
        CommandEntry(
            "instrument",
            "instrument",
            RECORD,
            marked("a ratification, acceptance, accession… arrived"),
        ),
        CommandEntry("succeed", "succeed", RECORD, marked("a party is succeeded by another")),
        CommandEntry("provisional", "provisional", RECORD, marked("provisional application begins or ends")),
        CommandEntry("oblige", "oblige", RECORD, marked("what a party promised, to whom, and by when")),
        CommandEntry("met", "met", RECORD, marked("an obligation was met")),
        CommandEntry("partly-met", "partly_met", RECORD, marked("an obligation was met in part")),
        CommandEntry("waive", "waive", RECORD, marked("an obligation is no longer owed")),
        CommandEntry("attach", "attach", RECORD, marked("keep a document or a piece of evidence with it")),
        CommandEntry("remind", "remind", REMIND, marked("tell what is due and was not told yet; for cron")),
        CommandEntry("ack", "ack", REMIND, marked("a warning was seen, or its deadline decided")),
        CommandEntry("snooze", "snooze", REMIND, marked("let a warning rest until a day")),
        CommandEntry("import", "import_", EXCHANGE, marked("take agreements in, from JSON, CSV or a registry")),
        CommandEntry("export", "export", EXCHANGE, marked("write records out as CSV or JSON, dates as a calendar")),
        CommandEntry("history", "history", KEEP, marked("who changed what, and when")),
        CommandEntry("undo", "undo", KEEP, marked("take back your latest change, or one by its number")),
        CommandEntry("restore", "restore", KEEP, marked("go on with a registry that was lost or is older")),
        CommandEntry("check", "check", KEEP, marked("what is missing, wrong, or passed without a word")),
        CommandEntry("config", "config", KEEP, marked("show and set what is settled for all, and what is yours")),
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
