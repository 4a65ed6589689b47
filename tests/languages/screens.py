"""Command lines whose answers are looked at in a language, and the words on them that are in none."""

import re
from collections.abc import Sequence, Set

from msgspec.structs import fields

from agreetrack.cli.events import KINDS
from agreetrack.cli.table import COMMANDS
from agreetrack.display.screens.listing import COLUMNS
from agreetrack.model.record import Record

Words = tuple[str, ...]

FIELD = "|".join(sorted([one.encode_name for one in fields(Record)], key=len, reverse=True))
TYPED = re.compile(
    rf"""
    ^\ \ [a-z-]+(?=\ \ )                    # a command in the help, at the beginning of a line
    | \bagreetrack\b(?:\ +[a-z-]+)?         # a command line: the program, its command
    | (?<![\w-])--[a-z-]+[ =][a-z-]+(?:,\ [a-z-]+)*  # an option with the codes that it takes
    | (?<![\w-])--?[a-z][a-z-]*             # an option
    | <\w+>                                 # the words that an option takes
    | <?[\w.-]+(?:\|[\w.⟦⟧-]+)+>?
    | “[^”]*”|«[^»]*»                             # what was typed, or stands in the record
    | \b[A-Z][A-Z0-9_]*(?:-[A-Z0-9]+)*\b    # refs, codes, names in the environment
    | \b[\w.-]+\.(?:csv|json|ics|toml)\b    # files
    | /\S+
    | \b(?:{FIELD})(?:\[\d+\])?(?:\.[a-z_]+)*:(?=\ ) # a field of the record, and what is found in it
    """,
    re.VERBOSE | re.MULTILINE,
)
SETTING = re.compile(r'^(?:\# )?\w+ =(?: "[^"]*")?', re.MULTILINE)
"""A setting as it stands in its file."""

WORD = re.compile(r"[A-Za-z]{2,}")

REFS = [
    "MSK-ROSNANO-2015",
    "MSK-ROSNANO-2014",
    "RU-CN",
    "BSGI",
    "JP-KR",
    "US-UN",
    "NEW-START",
    "UA-RU",
    "EU-MU",
    "USMCA",
]
SCREENS: Sequence[Words] = [
    (),
    *((name, "-h") for name in COMMANDS),
    ("list",),
    ("list", "--expiring", "--within", "6m"),
    ("list", "--expiring", "--with-obligations", "--within", "1y"),
    ("list", "--columns", ",".join(COLUMNS)),
    ("list", "--unknown"),
    ("list", "Фаракка"),
    *(("show", ref) for ref in REFS),
    *(("explain", ref) for ref in REFS),
    *(("timeline", ref) for ref in REFS),
    ("timeline",),
    ("obligations",),
    ("obligations", "--due", "2y"),
    ("stats",),
    ("check",),
    ("history",),
    ("history", "RU-CN"),
    ("remind",),
    ("remind", "--dry-run"),
    ("config",),
]
ON_A_TERMINAL: Sequence[Words] = [
    ("list",),
    ("list", "--expiring", "--within", "6m"),
    ("show", "JP-KR"),
    ("show", "USMCA"),
    ("explain", "RU-CN"),
    ("timeline",),
    ("timeline", "RU-CN"),
    ("obligations",),
    ("stats",),
    ("check",),
    ("config",),
    ("correct", "JP-KR", "1"),
]
NEW = ("add", "--title", "Ы", "--party", "А", "--party", "Б", "--signed", "2.3.2020", "--term", "5y")
CHANGES: Sequence[Words] = [
    ("extend", "IN-BD", "--by", "5y"),
    ("notice", "RU-CN", "--party", "CN", "--dry-run"),
    ("terminate", "RU-CN", "--last-day", "+30d"),
    ("close", "NEW-START"),
    ("amend", "RU-CN", "--set", "term=30y"),
    NEW,
    ("edit", "RU-CN", "--notice", "6m"),
    ("edit", "RU-CN", "--term", "30y", "--dry-run"),
    ("remove", "RU-CN", "--yes"),
    ("met", "MSK-ROSNANO-2015", "6"),
    ("oblige", "RU-CN", "Встречи", "--every", "1y", "--from", "+30d"),
    ("ack", "JP-KR"),
    ("remind", "--markdown", "--dry-run"),
]
ADD = ("add", "--title", "Ы", "--party", "А", "--signed", "2.3.2020", "--term", "9999-12-31")
WRONG: Sequence[Words] = [
    ("frob",),
    ("lst",),
    ("help",),
    ("show",),
    ("show", "QQ"),
    ("list", "--frob"),
    ("list", "--sort"),
    ("list", "--json=1"),
    ("list", "--lang", "tlh"),
    ("list", "--as-of", "31.02.2026"),
    ("list", "--within", "5"),
    ("undo", "x"),
    ("extend", "RU-CN"),
    ("extend", "RU-CN", "--by", "5y", "--end-day", "x"),
    ("renew", "BSGI"),
    ("add",),
    ADD,
    ("remove", "RU-CN"),
    ("import", "missing.json"),
    ("restore",),
    ("met", "RU-CN", "1"),
    ("open", "RU-CN"),
    ("remind", "--mail", "--dry-run"),
    ("snooze", "JP-KR", "--until", "+5d"),
    ("--db", "missing.json", "list"),
]
CODES = {
    ("show", "MSK-ROSNANO-2015"): {"ru"},
    ("show", "MSK-ROSNANO-2014"): {"ru"},
    ("instrument", "-h"): {"ratification"},
    ("correct", "-h"): {word for kind in KINDS for word in str(kind.__struct_config__.tag).split("-")},
    ("lst",): {"list"},
    ("list", "--lang", "tlh"): {"en", "xx"},
    ("extend", "RU-CN", "--by", "5y", "--end-day", "x"): {"included", "excluded"},
    ("import", "-h"): {"agreements"},
    NEW: {"signature"},
    ADD: {"term"},
    ("history",): {"mail", "lang", "ru", "xx", "anna"},
}
"""What a screen shows as it is typed, or stands in the record."""


def left_over(text: str, codes: Set[str]) -> list[str]:
    """The lines of a screen on which a word stands that nobody translated and that is not typed so."""
    plain = SETTING.sub("", text)
    return [line for line in TYPED.sub("", plain).splitlines() if set(WORD.findall(line)) - codes]
