"""Taking over into the registry what a personal configuration states of the office's settings.

The registry is written first and the configuration after it, both locked: no value is lost between the two.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, structs

from agreetrack.model.errors import AgreetrackError
from agreetrack.model.facts import Fact
from agreetrack.register.settings.configuration import Remark, changing, read
from agreetrack.register.settings.office import refuse_missing, refuse_unknown_countries, same
from agreetrack.store import Registry

if TYPE_CHECKING:
    from agreetrack.store import Author


class Difference(NamedTuple):
    """A setting of which the configuration states another value than the registry, where that one holds."""

    name: str
    own: str
    settled: str


class TakenOver(Struct, frozen=True):
    """What the registry states now (`taken`), what it said already (`same`), and where it says something else.

    `seq` is the number of the change in its history; None where nothing was taken.
    """

    taken: Mapping[str, str] = {}
    same: tuple[str, ...] = ()
    differing: tuple[Difference, ...] = ()
    seq: int | None = None


def foreseen(path: Path, registry: Registry) -> TakenOver:
    """What would be taken over; nothing is written. Raises as `take_over` does."""
    own = read(path).misplaced
    if not own:
        return TakenOver()
    refuse_missing(registry)
    refuse_unknown_countries(own)
    return _compared(own, registry.settings())


def take_over(
    path: Path, registry: Registry, author: "Author", remark: Remark, comment: Callable[[str], str]
) -> TakenOver:
    """Bring the office's settings from the configuration into the registry, and take them out of it.

    What the registry states already stays; where the configuration says something else, that is kept there as a
    comment. Raises NoSuchRef where there is no registry yet, InvalidData for a configuration that is not in order.
    """
    if not read(path).misplaced:
        return TakenOver()
    refuse_missing(registry)
    found = TakenOver()
    try:
        with changing(path, remark) as document:
            own = read(path).misplaced
            found = _settle(registry, author, own)
            _clear(document, own, found.differing, comment)
    except AgreetrackError as error:
        if found.seq is None:
            raise
        raise _half_done(found.seq, error) from None
    return found


def _settle(registry: Registry, author: "Author", own: Mapping[str, str]) -> TakenOver:
    refuse_unknown_countries(own)
    with registry.change(author) as transaction:
        found = _compared(own, transaction.settings)
        transaction.settle({**transaction.settings, **found.taken})
    return structs.replace(found, seq=transaction.seq)


def _compared(own: Mapping[str, str], settled: Mapping[str, Any]) -> TakenOver:
    """What of one's own settings a registry does not state yet, states alike, and states otherwise."""
    stated = {name: value for name, value in own.items() if name in settled}
    return TakenOver(
        {name: value for name, value in own.items() if name not in settled},
        tuple(name for name, value in stated.items() if same(name, value, settled[name])),
        tuple(
            Difference(name, value, settled[name])
            for name, value in stated.items()
            if not same(name, value, settled[name])
        ),
    )


def _clear(
    document: Any, own: Mapping[str, str], differing: tuple[Difference, ...], comment: Callable[[str], str]
) -> None:
    """Take the keys out of the file's document; what was not taken over stays readable in it."""
    import tomlkit

    for name in own:
        del document[name]
    for one in differing:
        line = tomlkit.dumps({one.name: one.own}).strip()
        document.add(tomlkit.comment(comment(line)))


def _half_done(seq: int, error: AgreetrackError) -> AgreetrackError:
    return AgreetrackError(Fact("settings.half-taken-over", seq=seq, reason=error.fact))
