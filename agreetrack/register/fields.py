"""A record as fields by name: set and taken out by paths such as `renewal.period`, before it is read."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import Any

from agreetrack.model.errors import UsageError
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
