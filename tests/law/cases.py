"""Cases of law as lines of text: `facts | day | what holds | source`.

Facts are parted by semicolons, and stand in the words of a record: `entry 2015-02-09`, `term P5Y`, `tacit P1Y x2`,
`notice P6M any-time to=depositary`, `parties A* B C=RU` (`*` marks us, `=` a code, `~` an alias), `with TREATY` for
what it falls with; `no counting` takes one back. What begins with a date is an event: `2019-08-01 notice A`.
`let NAME: facts` names facts for the lines below, `agreement REF: facts` another agreement, on which a line looks
too. What holds is parted by commas: a status, `presumed`, `suspended`, `closed` (or `not` these), a name of the
standing with its day, `-` for none; `or DAY` is the rival, `sure` says that there is none.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

TABLES = Path(__file__).parent / "tables"
Fields = dict[str, Any]
MODES = {"tacit": "tacit", "express": "express", "none": "none", "onward": "indefinite"}
BEFORE = ("end-of-period", "any-time", "end-of-year", "day")
COUNTINGS = ("anniversary", "day-before")
PLAIN_FIELDS = {"signed": "signed", "from": "term_from", "end_day": "end_day", "prepare": "prepare"}
PLAIN_FIELDS |= {"survival": "survival", "entry": "entry_into_force", "counting": "counting"}
STATUSES = ("draft", "signed", "provisional", "in-force", "contested", "ending", "expired", "terminated")
RIVALS = {"act": "or_by", "happens": "or_date"}


class Case(NamedTuple):
    """One line: the agreements as in a file, the day asked, what holds, and where that is from."""

    place: str
    records: tuple[Fields, ...]
    day: str
    knowing: str | None
    assume: str
    holds: dict[str, Any]
    source: str


def cases(table: str) -> list[Case]:
    """The cases of a table, in order."""
    return list(_cases(TABLES / f"{table}.txt"))


def _cases(path: Path) -> Iterator[Case]:
    named: dict[str, str] = {}
    others: dict[str, Fields] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        word = line.split(" ", 1)[0]
        if not line.strip() or word.startswith("#"):
            continue
        if word in ("let", "agreement"):
            name, _, facts = line.removeprefix(word).partition(":")
            if word == "let":
                named[name.strip()] = _spread(facts, named)
            else:
                others[name.strip()] = record(_spread(facts, named), name.strip())
            continue
        facts, asked, holds, source = (part.strip() for part in line.split("|"))
        day, *more = asked.split()
        said = dict(zip(more[::2], more[1::2], strict=True))
        yield Case(
            f"{path.stem}:{number}",
            (record(_spread(facts, named)), *others.values()),
            day,
            said.get("knowing"),
            said.get("assuming", "anniversary"),
            expected(holds),
            source,
        )


def _spread(facts: str, named: dict[str, str]) -> str:
    """The facts with those that a name stands for in its place."""
    return "; ".join(named.get(fact.strip(), fact.strip()) for fact in facts.split(";") if fact.strip())


def record(facts: str, ref: str = "X-1") -> Fields:
    """The record of an agreement, as in a file; two parties A and B where none are named."""
    fields: Fields = {"ref": ref, "title": f"Agreement {ref}", "parties": _parties(["A", "B"])}
    for fact in facts.split("; "):
        word, *rest = fact.split()
        if word[0].isdigit():
            fields.setdefault("events", []).append(event(word, *rest))
        elif word == "no":
            fields.pop({"tacit": "renewal", "express": "renewal"}.get(rest[0], rest[0]), None)
        else:
            _state(fields, word, rest)
    return fields


def _state(fields: Fields, word: str, rest: list[str]) -> None:
    if word in MODES:
        fields["renewal"] = {"mode": MODES[word], **_renewal(rest)}
    elif word in COUNTINGS:
        fields["counting"] = word
    elif word == "parties":
        fields["parties"] = _parties(rest)
    elif word == "notice":
        fields["notice"] = _notice(rest)
    elif word == "with":
        fields.setdefault("links", []).append({"kind": "falls-with", "ref": rest[0]})
    elif word == "term":
        fields["term"] = {"event": " ".join(rest[1:])} if rest[0] == "event" else rest[0]
    elif word == "entry" and "=" in rest[0]:
        fields["entry_into_force"] = _rule(rest)
    else:
        fields[PLAIN_FIELDS[word]] = rest[0]


def _renewal(words: list[str]) -> Fields:
    """`P1Y` is the period, `x2` how many times."""
    return dict(("times", int(word[1:])) if word[0] == "x" else ("period", word) for word in words)


def _notice(words: list[str]) -> Fields:
    """`P6M` is the period, `any-time` what it is before; the rest is named."""
    bare = [word for word in words if "=" not in word]
    found: Fields = {"before" if word in BEFORE else "period": word for word in bare}
    found |= _named(words)
    return {name: int(value) if name == "month" else value for name, value in found.items()}


def _rule(words: list[str]) -> Fields:
    found: Fields = dict(_named(words))
    found["after"] = found["after"] if found["after"] == "all" else int(found["after"])
    if "month" in found:
        found["month"] = int(found["month"])
    if "among" in found:
        found["among"] = found["among"].split(",")
    return found


def _named(words: list[str]) -> dict[str, str]:
    return {name: value for name, equals, value in (word.partition("=") for word in words) if equals}


def _parties(words: list[str]) -> list[Fields]:
    found = []
    for word in words:
        name, _, alias = word.removesuffix("*").partition("~")
        name, _, code = name.partition("=")
        party: Fields = {"name": name}
        party |= {"code": code} if code else {}
        party |= {"aliases": [alias]} if alias else {}
        party |= {"us": True} if word.endswith("*") else {}
        found.append(party)
    return found


def event(on: str, kind: str, *words: str) -> Fields:
    """An event, as in a file."""
    found: Fields = {"kind": kind, "date": on, **_named(list(words))}
    bare = [word for word in words if "=" not in word]
    if kind == "instrument":
        found |= {"party": bare[0], "type": bare[1] if len(bare) > 1 else "ratification"}
    elif kind == "extension":
        found |= _extended(bare)
    elif kind in ("termination", "notice-prolonged"):
        found["last_day"] = bare[0]
    elif kind == "succession":
        found |= dict(zip(("from", "to"), bare[0].split(">"), strict=True))
    elif kind == "amendment":
        return _amendment(on, words)
    elif kind == "notice":
        found |= {"party": bare[0]} | ({"effect": bare[1]} if len(bare) > 1 else {})
    elif bare:
        found["party"] = bare[0]
    return found


def _extended(bare: list[str]) -> Fields:
    if not bare:
        return {}
    if bare[0] == "indefinitely":
        return {"indefinitely": True}
    return {"by" if bare[0].startswith("P") else "until": bare[0]}


def _amendment(on: str, words: tuple[str, ...]) -> Fields:
    """`notice.period=P1Y` sets a part of a clause, `parties=A,B` the parties, `term=P7Y` a field."""
    said = _named(list(words))
    effective = {"effective": said.pop("effective")} if "effective" in said else {}
    found: Fields = {}
    for path, value in said.items():
        name, _, part = path.partition(".")
        if name == "parties":
            found[name] = _parties(value.split(","))
        elif part:
            found.setdefault(name, {})[part] = int(value) if part in ("times", "month") else value
        else:
            found[name] = value
    return {"kind": "amendment", "date": on, **effective, "set": found}


def expected(text: str) -> dict[str, Any]:
    """What the text says of a standing, by name; `act` and `leaving` as far as they are said."""
    found: dict[str, Any] = {}
    for words in (part.split() for part in text.split(",")):
        name, *rest = words
        if name in STATUSES:
            found["status"] = name
        elif name == "not":
            found[rest[0]] = False
        elif not rest:
            found[name] = True
        elif name == "leaving":
            found[name] = _leavings(rest)
        elif name in RIVALS:
            found[name] = _thing(name, rest)
        else:
            found |= _dated(name, rest)
    return found


def _dated(name: str, words: list[str]) -> dict[str, Any]:
    first = _value(words[0])
    if words[1:] == ["sure"]:
        return {name: first, f"rival_{name}": None}
    if words[1:2] == ["or"]:
        return {name: first, f"rival_{name}": words[2]}
    return {name: first}


def _value(word: str) -> Any:
    if word == "-":
        return None
    return int(word) if word.lstrip("-").isdigit() and len(word) < 4 else word


def _thing(name: str, words: list[str]) -> Fields | None:
    """An act or what happens: its kind, its day, the other reading, the party."""
    if words == ["-"]:
        return None
    kind, *rest = words
    found: Fields = {"kind": kind}
    if rest:
        found["by" if name == "act" else "date"] = rest[0]
    if rest[1:2] == ["or"]:
        found[RIVALS[name]] = rest[2]
    elif rest[1:2] == ["sure"]:
        found[RIVALS[name]] = None
    elif rest[1:]:
        found["party"] = rest[1]
    return found


def _leavings(words: list[str]) -> list[Fields]:
    if words == ["-"]:
        return []
    return [_leaving(one.split()) for one in " ".join(words).split(" + ")]


def _leaving(words: list[str]) -> Fields:
    found = _dated("ends", words[1:])
    return {"party": words[0], **found}


def said_of(found: dict[str, Any], holds: dict[str, Any]) -> dict[str, Any]:
    """Of a standing only what the case speaks of, so that the two can be compared."""
    return {name: _narrowed(found.get(name, "no such name"), value) for name, value in holds.items()}


def _narrowed(found: Any, wanted: Any) -> Any:
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: found.get(name) for name in wanted}
    if isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        return [_narrowed(one, other) for one, other in zip(found, wanted, strict=True)]
    return found
