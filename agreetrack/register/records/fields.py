"""A record as fields by name: set and taken out by paths such as `renewal.period`, before it is read."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import Any

from agreetrack.model.calling import meant, of_documents, shown
from agreetrack.model.errors import UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.refs import folded
from agreetrack.model.validation import FIELDS


def with_fields(document: Mapping[str, Any], stated: Mapping[str, Any], unset: Iterable[str] = ()) -> dict[str, Any]:
    """The document with fields set and others taken out; a path (`notice.period`) reaches into a part.

    Raises UsageError for a path whose first name is no field.
    """
    changed = deepcopy(dict(document))
    for path in unset:
        _take_out(changed, _names(path))
    for path, value in stated.items():
        _put(changed, _names(path), value)
    return changed


def _names(path: str) -> list[str]:
    names = path.replace("-", "_").split(".")
    if names[0] not in FIELDS:
        near = get_close_matches(names[0], FIELDS, n=1)
        if near:
            raise UsageError(Fact("records.unknown-but-near", name=path, near=near[0]))
        raise UsageError(Fact("records.unknown", name=path))
    return names


def _put(document: dict[str, Any], names: list[str], value: Any) -> None:
    *outer, last = names
    for name in outer:
        part = document.get(name)
        if not isinstance(part, dict):
            part = document[name] = {}
        document = part
    document[last] = value


def _take_out(document: dict[str, Any], names: list[str]) -> None:
    part: Any = document
    for name in names[:-1]:
        part = part.get(name)
        if not isinstance(part, dict):
            return
    part.pop(names[-1], None)
    if len(names) > 1 and not part:
        _take_out(document, names[:-1])


def entries_at(document: Mapping[str, Any], path: str) -> list[Any]:
    """The entries of the list at a path; none where there is no list."""
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return list(value) if isinstance(value, list) else []


def lengthened(present: Sequence[Any], more: Iterable[Any]) -> list[Any]:
    """A list with what is added; a party that is there already is given what is new about it."""
    found = list(present)
    for entry in more:
        place = next((place for place, one in enumerate(found) if _name(one) == _name(entry)), None)
        if place is None:
            found.append(entry)
        elif isinstance(entry, dict):
            found[place] = {**found[place], **entry}
    return found


def _name(entry: Any) -> Any:
    """What tells an entry from the others of its list."""
    if not isinstance(entry, dict):
        return entry
    return (entry["kind"], folded(entry["ref"])) if "ref" in entry else entry.get("name", entry)


def with_us(parties: list[dict[str, Any]], us: str | None) -> list[dict[str, Any]]:
    """The parties with ours marked. Raises UsageError where none of them is meant, or it cannot be told which."""
    if us is None:
        return parties
    name = party_name(parties, us)
    others = [{name: value for name, value in party.items() if name != "us"} for party in parties]
    return [{**party, "us": True} if party["name"] == name else party for party in others]


def party_name(parties: list[dict[str, Any]], word: str) -> str:
    """The name of the party that is meant. Raises UsageError where none is, or it cannot be told which."""
    known = of_documents(parties)
    party = meant(word, known)
    if party is None:
        raise UsageError(Fact("parties.none-of-them", name=word, parties=shown(known)))
    return party.name


def with_party_names(stated: Mapping[str, Any], parties: list[dict[str, Any]]) -> dict[str, Any]:
    """What is stated, by path, with each party under its name wherever one is meant; other words stay as typed.

    Raises UsageError where it cannot be told which is meant.
    """
    known = of_documents(parties)

    def named(word: str) -> str:
        party = meant(word, known)
        return party.name if party else word

    found = dict(stated)
    if "signatories" in stated:
        every = stated["signatories"]
        found["signatories"] = [{**one, "party": named(one["party"])} if "party" in one else one for one in every]
    if "entry_into_force.among" in stated:
        found["entry_into_force.among"] = [named(word) for word in stated["entry_into_force.among"]]
    return found
