"""What the index keeps of an agreement, and who judges that: the store itself knows nothing of the law."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from msgspec import Struct

from agreetrack.model.record import Listed, Watched

Find = Callable[[str], Listed | None]
"""Gives the record of a ref, or None where there is none."""


class Outline(Struct, frozen=True, kw_only=True):
    """What was judged of an agreement on the day `judged`; it holds until the day before `until` (None: for ever).

    It comes into a list of what is due from a window that reaches `opens`, and where it `passed` on a day in it. Then:
    whether there is something to warn of, something that is late, anything owed at all; whether its term is unknown.
    `above` are the folded refs of all that it falls with, at any remove, there or not.
    """

    judged: date
    until: date | None
    opens: date | None = None
    passed: date | None = None
    warned: bool = False
    late: bool = False
    owes: bool = False
    is_unknown: bool = False
    above: tuple[str, ...] = ()


class Judge(Protocol):
    """Judges agreements for one day, by what is settled for all who use the registry.

    `basis` names all that its outlines rest on besides the records: those of another basis do not count.
    """

    @property
    def day(self) -> date:
        """The day that it judges on."""

    @property
    def basis(self) -> str:
        """The law and the settings that it judges by."""

    def outlines(self, records: Iterable[Watched], find: Find) -> Iterator[Outline | None]:
        """The outline of each record; None for one that cannot be judged, which is read whenever it is asked for."""


Judging = Callable[[Mapping[str, Any]], Judge | None]
"""Gives a judge by the settings that a registry states; None where these are not in order."""
