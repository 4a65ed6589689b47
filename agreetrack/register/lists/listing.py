"""The list of agreements: which ones, judged for a day, and what was left out."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from agreetrack.law.clauses import has_unknown_term, latest_clauses
from agreetrack.law.counting import earlier, later
from agreetrack.law.findings import ENDED, Judged, Standing
from agreetrack.law.rows import Due, Group, rows
from agreetrack.law.view import Lookup
from agreetrack.model.errors import UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed, Promising, Searched
from agreetrack.model.refs import folded
from agreetrack.register.index.seeking import Seeking, seeking
from agreetrack.register.lists.judging import judged, lookup
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry
from agreetrack.store.index.conditions import Sought

NINETY_DAYS = Period(0, 90)
SORTS = ("due", "expires", "signed", "in-force", "ref", "title", "status", "party", "owner")


class Selection(Struct, frozen=True, kw_only=True):
    """What a list is asked for; every filter that is given has to hold, each word has to be found somewhere.

    `with_obligations` gives each row what is first owed under it, and counts that as a thing to decide by its day.
    `expiring` keeps what is due within `within` of the day, or ended within it and was not closed.
    """

    expiring: bool = False
    with_obligations: bool = False
    within: Period = NINETY_DAYS
    status: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    unknown: bool = False
    words: tuple[str, ...] = ()
    sort: str | None = None


class Listing(Struct, kw_only=True):
    """The agreements in order; for an expiring list also its rows by group. `total` records were there.

    `unknown` counts the records of unknown term among those the list left out, `later` the others left out.
    """

    rows: list[Judged] = field(default_factory=list)
    groups: dict[Group, list[Due]] | None = None
    total: int = 0
    unknown: int = 0
    later: int = 0


def select(registry: Registry, occasion: Occasion, selection: Selection) -> Listing:
    """The agreements that are asked for. Raises UsageError for an unknown sort, InvalidData for a broken file."""
    if selection.sort and selection.sort not in SORTS:
        raise UsageError(Fact("listing.no-order", word=selection.sort, known=tuple(SORTS)))
    try:
        with registry.still():
            return _select(registry, occasion, selection)
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _select(registry: Registry, occasion: Occasion, selection: Selection) -> Listing:
    if selection.expiring:
        listing = _expiring(registry, occasion, selection)
    else:
        records, refs = _all(registry, selection), _with_words(registry, selection)
        matching = [record for record in records if _matches(record, selection, refs)]
        found = [row for row in _judged(matching, occasion, registry) if _has_standing(row.standing, selection)]
        listing = Listing(rows=found, total=len(records), later=len(records) - len(found))
    key = _sort_key(selection)
    listing.rows.sort(key=key)
    for due in (listing.groups or {}).values():
        due.sort(key=lambda one: key(Judged(one.record, one.standing)))
    return listing


def _all(registry: Registry, selection: Selection) -> Sequence[Listed]:
    return registry.promising() if selection.with_obligations else registry.listing()


def _with_words(registry: Registry, selection: Selection) -> Container[str] | None:
    """The refs of the records in which all the words are found; None where none are looked for."""
    if not selection.words:
        return None
    from agreetrack.register.lists.searching import Search, searchable

    search = Search(selection.words)
    return {one.ref for one in registry.searched() if search.finds(searchable(_text(one)))}


def _text(one: Searched) -> str:
    """All that is read of a record, a line for each part."""
    names = (name for party in one.parties for name in (party.name, party.code or "", *party.aliases))
    signed_by = (f"{who.name} {who.office or ''}" for who in one.signatories)
    promised = (obligation.text for obligation in one.obligations)
    return "\n".join((one.ref, one.title, one.number or "", *names, *one.tags, *signed_by, *promised, one.notes or ""))


def _judged(records: Iterable[Listed], occasion: Occasion, registry: Registry) -> Iterator[Judged]:
    find = lookup(registry)
    for record in records:
        yield Judged(record, judged(record, occasion, find, with_ledger=False))


def _expiring(registry: Registry, occasion: Occasion, selection: Selection) -> Listing:
    refs = _with_words(registry, selection)
    with seeking(registry, occasion) as seek:
        sought = _sought(seek, registry, occasion, selection)
        groups: dict[Group, list[Due]] = {"decide": [], "happens": [], "passed": []}
        listing = Listing(groups=groups, total=sought.total, unknown=sought.unknown_besides)
        for record in sought.records:
            due = list(_due_rows(record, occasion, seek.find, selection)) if _matches(record, selection, refs) else []
            if due:
                listing.rows.append(Judged(record, due[0].standing))
            else:
                listing.unknown += has_unknown_term(record)
            for one in due:
                groups[one.group].append(one)
    listing.later = listing.total - len(listing.rows) - listing.unknown
    return listing


def _sought(
    seek: Seeking, registry: Registry, occasion: Occasion, selection: Selection
) -> Sought[Listed] | Sought[Promising]:
    """What may have a row: of what is owed nothing is known before it is read."""
    if selection.with_obligations:
        records = registry.promising()
        return Sought(records, len(records))
    last, since = later(occasion.day, selection.within), earlier(occasion.day, selection.within)
    return seek.due(last or date.max, since or date.min)


def _due_rows(record: Listed, occasion: Occasion, find: Lookup, selection: Selection) -> Iterator[Due]:
    """The rows of an agreement; what is owed by a day in the window is to be decided, and takes the first's place."""
    found = judged(record, occasion, find, with_ledger=False)
    if not _has_standing(found, selection):
        return
    made = rows(found, selection.within)
    last = later(occasion.day, selection.within)
    if selection.with_obligations and found.duty and (last is None or found.duty.due <= last):
        yield Due(record, found, None)
        made = [row for row in made if row.departing]
    yield from (Due(record, found, row) for row in made)


def _matches(record: Listed, selection: Selection, refs: Container[str] | None) -> bool:
    if refs is not None and record.ref not in refs:
        return False
    if selection.unknown and not _is_unknown(record):
        return False
    if selection.kind and record.kind not in selection.kind:
        return False
    tags = {tag.casefold() for tag in record.tags}
    if any(tag.casefold() not in tags for tag in selection.tag):
        return False
    owner = (record.owner or "").casefold()
    if any(name.casefold() not in owner for name in selection.owner):
        return False
    return all(_has_party(record, name) for name in selection.party)


def _is_unknown(record: Listed) -> bool:
    """Whether the text's term, or whether it renews, is not known."""
    held = latest_clauses(record)
    return has_unknown_term(record) or (isinstance(held.term, Period | date) and held.renewal is None)


def _has_party(record: Listed, name: str) -> bool:
    from agreetrack.register.lists.searching import searchable

    wanted = searchable(name)
    return any(
        party.is_called(name) or any(wanted in searchable(known) for known in (party.name, *party.aliases))
        for party in record.parties
    )


def _has_standing(found: Standing, selection: Selection) -> bool:
    return not selection.status or found.status in selection.status


def _due(row: Judged) -> str:
    """The earliest day that matters; what has ended counts by its last day, what never ends comes last."""
    found = row.standing
    owed = found.duty and found.duty.due
    if found.status in ENDED and not owed:
        return found.expires.isoformat() if found.expires else "9999-12-31"
    days = [day for day in (found.act and found.act.by, found.happens and found.happens.date, owed) if day]
    return min(days).isoformat() if days else "9999-12-31"


def _last(day: object) -> str:
    return str(day) if day else "9999-12-31"


_KEYS: dict[str, Callable[[Judged], str]] = {
    "due": _due,
    "expires": lambda row: _last(row.standing.expires),
    "signed": lambda row: _last(row.record.signed),
    "in-force": lambda row: _last(row.standing.in_force),
    "ref": lambda row: folded(row.record.ref),
    "title": lambda row: row.record.title.casefold(),
    "status": lambda row: row.standing.status,
    "party": lambda row: row.record.parties[0].name.casefold() if row.record.parties else "",
    "owner": lambda row: (row.record.owner or "").casefold(),
}


def _sort_key(selection: Selection) -> Callable[[Judged], tuple[str, str]]:
    first = _KEYS[selection.sort or ("due" if selection.expiring else "ref")]
    return lambda row: (first(row), folded(row.record.ref))
