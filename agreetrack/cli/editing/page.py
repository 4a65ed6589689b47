"""A record as a page for an editor, in TOML: what is stated, and every other field that could be, as a comment.

A field that is commented out stands there with an example and a word on what it is; taking away the `# ` states it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from msgspec.structs import fields

from agreetrack.cli.fields import FIELD_OPTIONS
from agreetrack.cli.reading.documents import understood
from agreetrack.display.phrases import say
from agreetrack.display.wording import _, marked, marked_in, pgettext
from agreetrack.model.errors import InvalidData, Problem, reason_of
from agreetrack.model.events import AnyEvent
from agreetrack.model.record import Record
from agreetrack.model.validation import read_record, write_record

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (marked("What it is"), ("ref", "title", "kind", "number", "binding")),
    (marked("Signature and entry into force"), ("signed", "place", "entry_into_force")),
    (marked("Term and how it is counted"), ("term_from", "term", "end_day", "counting", "counting_basis")),
    (marked("Renewal, notice, and what outlives the end"), ("renewal", "notice", "prepare", "survival")),
    (
        marked("The office's own"),
        ("owner", "department", "file_no", "approval", "tags", "lead_times", "restricted", "notes", "source"),
    ),
    (marked("Where it is kept"), ("depositary", "registration", "languages")),
)
"""The fields that stand in one line, or in one for each of their parts."""

LISTS: tuple[str, ...] = ("parties", "signatories", "clauses", "links", "documents", "obligations", "events")
"""The fields that are lists of entries, each entry with fields of its own; they stand behind all others."""

ANSWERS = "acknowledged"
"""The answers to warnings, which `ack` and `snooze` write: shown where there are any, and else not offered."""

EXAMPLES: Mapping[str, object] = {
    "ref": "RU-CN-2001",
    "title": marked_in("an example", "Friendship and cooperation"),
    "number": "12-3/45",
    "signed": "2015-02-09",
    "place": marked_in("an example", "Moscow"),
    "entry_into_force": "2015-02-09",
    "entry_into_force.after": "all",
    "entry_into_force.wait": "P30D",
    "entry_into_force.month": 1,
    "entry_into_force.among": [marked_in("an example", "Russia")],
    "entry_into_force.also": marked_in("an example", "half of the world's tonnage"),
    "entry_into_force.on": "2015-02-09",
    "term_from": "signature",
    "term": "P5Y",
    "term.event": marked_in("an example", "completion of the project"),
    "renewal.period": "P5Y",
    "renewal.times": 2,
    "notice.period": "P6M",
    "notice.day": "06-30",
    "notice.by": "01-01",
    "notice.month": 1,
    "notice.window": "P1Y",
    "notice.not_before": "P5Y",
    "notice.transit": "P10D",
    "prepare": "P90D",
    "survival": "P2Y",
    "owner": marked_in("an example", "Anna Petrova <anna@example.org>"),
    "department": marked_in("an example", "Treaties"),
    "file_no": "12-3",
    "approval.needed": marked_in("an example", "the government"),
    "approval.given": "2015-01-20",
    "tags": [marked_in("an example", "asia"), marked_in("an example", "water")],
    "lead_times": [180, 90, 30],
    "restricted": True,
    "notes": marked_in("an example", "Anything worth knowing"),
    "source": "https://example.org/treaty",
    "depositary": marked_in("an example", "Secretary-General of the United Nations"),
    "registration": "UNTS I-12345",
    "languages": ["ru", "zh"],
}
"""What a field could say; of a field that takes one of a few words the first of them."""


class NoToml(InvalidData):
    """A page that is not TOML: exit code 4. `line` is where that shows, from 1; None where the parser cannot tell."""

    def __init__(self, message: str, problems: Sequence[Problem], line: int | None) -> None:
        super().__init__(message, problems)
        self.line = line


_OPTION = {option.path: option for option in FIELD_OPTIONS}


def as_page(record: Record) -> str:
    """The page of a record."""
    stated = write_record(record)
    parts = [[_comment(line) for line in _head(record.ref)]]
    parts += ([_heading(_(heading)), *_simple(names, stated)] for heading, names in GROUPS)
    for name in LISTS:
        parts += [_entries(name, stated.get(name, [])), _template(name)]
    parts.append(_entries(ANSWERS, stated.get(ANSWERS, [])))
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def from_page(text: str, ref: str, today: date) -> tuple[Record, list[str]]:
    """The record that a page states, and what has to be told of it.

    Raises NoToml, and InvalidData with every problem.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    try:
        document = tomlkit.parse(text).unwrap()
    except (TOMLKitError, ValueError, RecursionError) as error:
        reason = _("this is not valid TOML: {reason}").format(reason=say(reason_of(error)))
        line = error.line if isinstance(error, ParseError) else None
        raise NoToml(f"{ref}: {reason}", [Problem("", reason, ref)], line) from None
    plain, told = understood(document, today, ref)
    return read_record(plain, ref), told


def says_anything(text: str) -> bool:
    """Whether a page states anything at all."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _head(ref: str) -> Iterable[str]:
    yield _("{ref}: change what is wrong, save and close. Dates as 2015-02-09, periods as P5Y.").format(ref=ref)
    yield _("A line that begins with # is not stated; take the # away to state it, and put one to take it out.")
    yield _("Nothing is kept when the text is left as it is, or emptied.")


def _comment(text: str) -> str:
    return f"# {text}"


def _heading(text: str) -> str:
    return f"# ---- {text} {'-' * max(70 - len(text), 0)}"


def _simple(names: Iterable[str], stated: Mapping[str, Any]) -> Iterator[str]:
    for name in names:
        value = stated.get(name)
        parts = {f"{name}.{part}": one for part, one in value.items()} if isinstance(value, dict) else {name: value}
        for path in _paths(name):
            if parts.get(path) is not None:
                yield f"{path} = {_written(parts[path])}"
            else:
                yield _comment(f"{path} = {_written(_shown(_example(path)))}  # {_meaning(path)}")


def _paths(name: str) -> list[str]:
    """A field and its parts, as far as they can be stated by themselves."""
    paths = [path for path in _OPTION if path.split(".")[0] == name]
    return paths or [name]


def _example(path: str) -> object:
    option = _OPTION.get(path)
    return option.words[0] if option and option.words else EXAMPLES[path]


def _meaning(path: str) -> str:
    """What a field is; where one of a few words is to be said, these too."""
    plain = {
        "ref": _("Its handle."),
        "restricted": _("Only the ref goes into mail, calendar and report."),
        "entry_into_force.among": _("… among them these parties'."),
        "tags": _("Tags."),
        "lead_times": _("Days ahead to remind on."),
        "languages": _("Authentic languages."),
    }
    option = _OPTION.get(path)
    if path in plain or option is None:
        return plain[path]
    if not option.words:
        return _(option.help)
    return _("{help} One of: {words}").format(help=_(option.help), words=", ".join(option.words))


def _shown(example: object) -> object:
    """An example in the language of the texts, where it is words and not a code."""
    if isinstance(example, list):
        return [_shown(one) for one in example]
    return pgettext("an example", example) if isinstance(example, str) else example


def _written(value: object) -> str:
    import tomlkit

    return tomlkit.item(value).as_string()


def _entries(name: str, entries: list[Any]) -> list[str]:
    """The entries of a list, each under a heading of its own."""
    import tomlkit

    return tomlkit.dumps({name: entries}).rstrip("\n").split("\n") if entries else []


def _template(name: str) -> list[str]:
    """An entry of a list, commented out."""
    lines = [f"[[{name}]]"]
    if name == "events":
        lines += [_("kind, date, and by kind:"), *_kinds_of_event(), 'kind = "notice"', 'date = "2026-06-01"']
        return [*map(_comment, lines), _comment(f"party = {_written(_shown(marked_in('an example', 'China')))}")]
    lines += [f"{field} = {_written(_shown(example))}  # {_(meaning)}" for field, example, meaning in _TEMPLATES[name]]
    return [_comment(line) for line in lines]


def _kinds_of_event() -> Iterator[str]:
    """What each kind of event states, beside its day."""
    for kind in get_args(AnyEvent):
        own = [one.encode_name for one in fields(kind) if one.encode_name != "date"]
        yield f"  {kind.__struct_config__.tag}: {', '.join(own)}"


_TEMPLATES: Mapping[str, tuple[tuple[str, object, str], ...]] = {
    "parties": (
        ("name", marked_in("an example", "Russia"), marked("Its name.")),
        ("code", "RU", marked("A short code for it.")),
        ("aliases", [marked_in("an example", "Russian Federation")], marked("Other names that it is called by.")),
        ("us", True, marked("The party whose office this is.")),
    ),
    "signatories": (
        ("name", marked_in("an example", "Tang Jiaxuan"), marked("Who signed.")),
        ("office", marked_in("an example", "Minister"), marked("In which office.")),
        ("party", marked_in("an example", "China"), marked("For which party.")),
    ),
    "clauses": (
        ("article", "25", marked("The article.")),
        ("about", "term", marked("What it is about.")),
        (
            "words",
            marked_in("an example", "This treaty shall remain in force for twenty years"),
            marked("Its very words."),
        ),
    ),
    "links": (
        ("kind", "succeeds", marked("One of: succeeds, amends, implements, falls-with, related")),
        ("ref", "RU-CN-1992", marked("The other agreement.")),
    ),
    "documents": (
        (
            "name",
            marked_in("an example", "text"),
            marked("A name for it; agreetrack attach keeps a file with the registry."),
        ),
        ("url", "https://example.org/text.pdf", marked("Where it lies.")),
        ("sha256", "0" * 64, marked("The sum of a file that is kept.")),
        ("source", "text.pdf", marked("Where that file came from.")),
    ),
    "obligations": (
        ("id", "1", marked("Its handle.")),
        ("text", marked_in("an example", "Hold regular summits"), marked("What is promised.")),
        ("kind", "once", marked("One of: once, recurring, continuing")),
        ("article", "11", marked("The article that states it.")),
        ("by", [marked_in("an example", "China")], marked("Who owes it; without it all.")),
        ("to", [marked_in("an example", "Russia")], marked("To whom it is owed.")),
        ("due", "2027-03-31", marked("Once: the day.")),
        ("within", "P90D", marked("Once: how long after what “of” names.")),
        ("of", "entry-into-force", marked("One of: entry-into-force, signature, end")),
        ("every", "P1Y", marked("Again and again, counted from “from”.")),
        ("from", "2027-01-31", marked("The first day on which it is due.")),
        ("until", "2031-01-31", marked("The last day on which it can be due.")),
        ("rrule", "FREQ=YEARLY", marked("Again and again, by a rule of RFC 5545.")),
        ("owner", marked_in("an example", "Anna Petrova <anna@example.org>"), marked("Whose desk it is on.")),
        ("survives", True, marked("It binds on after the end.")),
    ),
}
