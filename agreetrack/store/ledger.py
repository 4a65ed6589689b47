"""The ledger of warnings that were delivered: a table of the registry file beside the agreements.

It is no part of their history, and undo does not touch it: what was sent cannot be taken back. It is written under
the registry's lock, in one step, and read by everybody else as it stands.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from agreetrack.model.errors import InvalidData, reason_of
from agreetrack.model.facts import Fact
from agreetrack.store.contents import Contents
from agreetrack.store.decoding import UNREADABLE
from agreetrack.store.migrations import FORMAT

if TYPE_CHECKING:
    from agreetrack.store.index.outline import Judging

TABLE = "told"
_KEPT = timedelta(days=400)
"""So long an entry is kept after its matter's day and its telling, whichever is later."""


class Name(NamedTuple):
    """What names a matter: the agreement, what, which obligation or party, and the day it is due."""

    ref: str
    what: str
    id: str | None
    due: date


class Told(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That a matter was told at a lead time (days): on which day, and to whom (mail addresses, or the keys of readers).

    What an earlier agreetrack told `stdout`, `terminal` or `command` was told to nobody that is known: it is told to
    each reader once more.
    `before` is the lead time at which it was told before that. `ahead` marks what was told of a day to come, by
    somebody who looked ahead: it counts for those who do so too, and never on a night of its own. `gone` is the
    change that took the agreement away: then it counts for nobody, until that change is taken back.
    """

    ref: str
    what: str
    due: date
    lead: int
    at: date
    to: tuple[str, ...]
    id: str | None = None
    before: int | None = None
    ahead: bool = False
    gone: int | None = None

    @property
    def name(self) -> Name:
        """The matter that was told."""
        return Name(self.ref, self.what, self.id, self.due)


def entries(table: dict[str, Raw], path: Path) -> list[Told]:
    """The entries of the table that count. Raises InvalidData where it is damaged."""
    return [one for one in _all(table, path) if one.gone is None]


def _all(table: Mapping[str, Raw], path: Path) -> list[Told]:
    try:
        return [msgspec.json.decode(row, type=Told) for row in table.values()]
    except UNREADABLE as error:
        raise InvalidData(Fact("damage.warnings-sent", path=path, reason=reason_of(error))) from None


def rewrite(
    path: Path,
    contents: Contents,
    change: Callable[[list[Told]], Iterable[Told]],
    day: date,
    judging: "Judging | None",
) -> tuple[Fact, ...]:
    """Write the registry with changed entries, those that are old left out; remarks as `writing.replace` has them.

    The caller holds its lock.
    """
    from agreetrack.store.storage import RegistryStorage

    told = _all(contents.others.get(TABLE, {}), path)
    gone = [one for one in told if one.gone is not None]
    changed = change([one for one in told if one.gone is None])
    contents.others[TABLE] = _table(one for one in (*changed, *gone) if not _is_old(one, day))
    contents.stamp.format = FORMAT
    return RegistryStorage(contents, judging).put(path)


def carried(
    table: Mapping[str, Raw], path: Path, refs: Mapping[str, str | None], back: Collection[str], change: int
) -> dict[str, Raw]:
    """The table after agreements got new refs, were taken away (None), or came back.

    What was told goes along with each. It does not wait for whatever gets a ref that was given up: what was taken
    away has it again only where that `change` is taken back.
    """

    def moved(one: Told) -> Told:
        if one.gone is None and one.ref in refs:
            ref = refs[one.ref]
            return replace(one, gone=change) if ref is None else replace(one, ref=ref)
        return replace(one, gone=None) if one.gone == change and one.ref in back else one

    return _table(map(moved, _all(table, path)))


def _table(told: Iterable[Told]) -> dict[str, Raw]:
    return {str(number): _row(one) for number, one in enumerate(told, 1)}


def _row(one: Told) -> Raw:
    return Raw(msgspec.json.encode(one))


def _is_old(one: Told, day: date) -> bool:
    return max(one.due, one.at) + _KEPT < day if max(one.due, one.at) < date.max - _KEPT else False
