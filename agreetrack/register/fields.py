"""A record as fields by name: set and taken out by paths such as `renewal.period`, before it is read."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import Any

from agreetrack.model.errors import UsageError
from agreetrack.model.refs import folded
from agreetrack.model.validation import FIELDS
from agreetrack.model.wording import _


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
        hint = _("; did you mean “{name}”?").format(name=near[0]) if near else ""
        raise UsageError(_("a record has no field “{name}”").format(name=path) + hint)
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
    """The parties with ours marked. Raises UsageError where none of them is called so."""
    if us is None:
        return parties
    wanted = us.casefold()
    if not any(wanted in _called(party) for party in parties):
        names = ", ".join(f"“{party['name']}”" for party in parties) or _("none given")
        raise UsageError(_("“{us}” is none of the parties: {names}").format(us=us, names=names))
    others = [{name: value for name, value in party.items() if name != "us"} for party in parties]
    return [{**party, "us": True} if wanted in _called(party) else party for party in others]


def _called(party: dict[str, Any]) -> list[str]:
    return [str(name).casefold() for name in (party["name"], party.get("code"), *party.get("aliases", ())) if name]
