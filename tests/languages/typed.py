"""Words that are typed as they stand in every language, by which help, settings and refusals name them."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import msgspec

from agreetrack.cli.table import COMMANDS
from agreetrack.display.screens.listing import COLUMNS
from agreetrack.model.record import Record
from agreetrack.register.settings.keys import KEYS

_OTHERS = """
    cron crontab systemd pip install chmod stdout stderr Tab Ctrl Markdown
    csv tsv json md ics table off daily weekly iso dd mm yyyy starttls tls yes no en ru change expires
    start by between any overdue leaving Type
"""
"""Programs and streams, keys, formats, and the values of options and settings."""

_EXAMPLE = re.compile(r"^  [ -~]*\bagreetrack\b.*(?:(?<=\\)\n.*)*$", re.MULTILINE)
"""A command line that the help shows, over as many lines as it takes."""


def _codes() -> Iterator[str]:
    """The names of fields and the codes in them, of a record and what is in it."""
    schema = msgspec.json.schema(Record, schema_hook=lambda _type: {"type": "string"})
    yield from _named(schema)


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("properties", ())
        yield from (str(one) for one in part.get("enum", ()))
        yield from chain.from_iterable(map(_named, part.values()))
    elif isinstance(part, list):
        yield from chain.from_iterable(map(_named, part))


CODES = frozenset(
    word
    for name in (*_codes(), *COMMANDS, *COLUMNS, *KEYS, *_OTHERS.split(), "signature", "provisional", "none")
    for word in re.split(r"[-_.]", name)
)


def without_examples(text: str) -> str:
    """A page of help without its examples: what they name is the reader's own."""
    return _EXAMPLE.sub("", text)
