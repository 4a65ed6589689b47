"""The words that stand in help for what is typed, such as FILE in `--db FILE`: each in the language of the texts."""

import re

from agreetrack.display.wording import marked_in, pgettext

WORDS = frozenset(
    {
        marked_in("placeholder", "ABOUT"),
        marked_in("placeholder", "ARTICLE"),
        marked_in("placeholder", "CMD"),
        marked_in("placeholder", "CODE"),
        marked_in("placeholder", "DATE"),
        marked_in("placeholder", "DAYS"),
        marked_in("placeholder", "FIELD"),
        marked_in("placeholder", "FILE"),
        marked_in("placeholder", "FORMAT"),
        marked_in("placeholder", "HH:MM"),
        marked_in("placeholder", "ID"),
        marked_in("placeholder", "K"),
        marked_in("placeholder", "KEY"),
        marked_in("placeholder", "KIND"),
        marked_in("placeholder", "MM-DD"),
        marked_in("placeholder", "N"),
        marked_in("placeholder", "NAME"),
        marked_in("placeholder", "NAMES"),
        marked_in("placeholder", "OFFICE"),
        marked_in("placeholder", "OPTIONS"),
        marked_in("placeholder", "ORDER"),
        marked_in("placeholder", "PARTY"),
        marked_in("placeholder", "PERIOD"),
        marked_in("placeholder", "REF"),
        marked_in("placeholder", "RULE"),
        marked_in("placeholder", "STATUS"),
        marked_in("placeholder", "TAG"),
        marked_in("placeholder", "TEXT"),
        marked_in("placeholder", "URL"),
        marked_in("placeholder", "VALUE"),
        marked_in("placeholder", "WHAT"),
        marked_in("placeholder", "WORD"),
        marked_in("placeholder", "WORDS"),
    }
)
_WORD = re.compile(r"(?<![\w-])(?:HH:MM|MM-DD|[A-Z]+)(?![\w-])")


def placeholders(usage: str) -> str:
    """`[NAME]...`, `--party NAME[=CODE]`: with these words translated, and what is typed as it stands."""
    return _WORD.sub(lambda found: _translated(found[0]), usage)


def _translated(word: str) -> str:
    return pgettext("placeholder", word) if word in WORDS else word
