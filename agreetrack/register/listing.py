"""The list of agreements: which ones, judged for a day, and what was left out."""

from collections.abc import Callable, Container, Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from agreetrack.law.findings import ENDED, Duty, Judged, Standing
from agreetrack.law.screen import passes_over
from agreetrack.law.windows import Place
from agreetrack.model.errors import UsageError
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed, Outline
from agreetrack.model.refs import folded
from agreetrack.model.wording import _
from agreetrack.register.falling import Lookup
from agreetrack.register.judging import due, judged, lookup
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry

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
    """The rows in order; for an expiring list also by place. `total` records were there.

    `unknown` counts the records of unknown term among those the list left out, `later` the others left out.
    """

    rows: list[Judged] = field(default_factory=list)
    groups: dict[Place, list[Judged]] | None = None
    total: int = 0
    unknown: int = 0
    later: int = 0


def select(registry: Registry, occasion: Occasion, selection: Selection) -> Listing:
    """The agreements that are asked for. Raises UsageError for an unknown sort, InvalidData for a broken file."""
    if selection.sort and selection.sort not in SORTS:
        known = ", ".join(SORTS)
        raise UsageError(_("“{word}” is no order; choose one of: {known}").format(word=selection.sort, known=known))
    try:
        return _select(registry, occasion, selection)
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _select(registry: Registry, occasion: Occasion, selection: Selection) -> Listing:
    if selection.expiring:
        listing = _expiring(registry, occasion, selection)
    else:
        records = _all(registry, selection)
        matching = [record for record in records if _matches(record, selection)]
        rows = [row for row in _judged(matching, occasion, registry) if _has_standing(row.standing, selection)]
        listing = Listing(rows=rows, total=len(records), later=len(records) - len(rows))
    key = _sort_key(selection)
    listing.rows.sort(key=key)
    for rows in (listing.groups or {}).values():
        rows.sort(key=key)
    return listing


def _all(registry: Registry, selection: Selection) -> Sequence[Listed]:
    if not selection.with_obligations:
        return registry.listing()
    from agreetrack.register.listing_duties import all_promising

    return all_promising(registry)


def _judged(records: Iterable[Listed], occasion: Occasion, registry: Registry) -> Iterable[Judged]:
    find = lookup(registry)
    for record in records:
        yield Judged(record, judged(record, occasion, find, with_ledger=False))


class _Sieve:
    """Tells which records may be due, and remembers of the others whether their term is not known."""

    def __init__(self, passed_over: Callable[[Outline], bool], owing: Container[str]) -> None:
        self._passed_over = passed_over
        self._owing = owing
        self.unknown_terms: dict[str, bool] = {}

    def keeps(self, outline: Outline) -> bool:
        """Whether the record has to be judged."""
        if not self._passed_over(outline) or outline.ref in self._owing:
            return True
        self.unknown_terms[outline.ref] = outline.term is None
        return False


def _expiring(registry: Registry, occasion: Occasion, selection: Selection) -> Listing:
    find = lookup(registry)
    owing = _duties_within(registry, occasion, find, selection)
    sieve = _Sieve(passes_over(occasion.day, selection.within, occasion.knowing, occasion.calendar), owing)
    candidates = registry.listing(sieve.keeps)
    listing = Listing(groups={"decide": [], "happens": [], "passed": []}, total=len(candidates))
    listing.total += len(sieve.unknown_terms)
    listing.unknown = sum(sieve.unknown_terms.values())
    placed: list[tuple[Place, Judged]] = []
    for record in candidates:
        found = _placed(record, occasion, find, selection, owing) if _matches(record, selection) else None
        if found and _has_standing(found[1], selection):
            placed.append((found[0], Judged(record, found[1])))
        else:
            listing.unknown += record.term is None
    _group(listing, _with_duties(placed, registry, occasion, find, owing) if selection.with_obligations else placed)
    listing.later = listing.total - len(listing.rows) - listing.unknown
    return listing


def _group(listing: Listing, placed: Iterable[tuple[Place, Judged]]) -> None:
    for where, row in placed:
        listing.rows.append(row)
        if listing.groups is not None:
            listing.groups[where].append(row)


def _placed(
    record: Listed, occasion: Occasion, find: Lookup, selection: Selection, owing: Container[str]
) -> tuple[Place, Standing] | None:
    """Where a record belongs: what is owed by a day in the window is to be decided."""
    found = due(record, occasion, find, selection.within)
    if record.ref not in owing:
        return found
    return "decide", found[1] if found else judged(record, occasion, find, with_ledger=False)


def _duties_within(registry: Registry, occasion: Occasion, find: Lookup, selection: Selection) -> dict[str, Duty]:
    if not selection.with_obligations:
        return {}
    from agreetrack.register.listing_duties import duties_within

    return duties_within(registry, occasion, find, selection.within)


def _with_duties(
    placed: list[tuple[Place, Judged]], registry: Registry, occasion: Occasion, find: Lookup, owing: dict[str, Duty]
) -> Iterable[tuple[Place, Judged]]:
    """The rows with what is first owed under each, also where that is not in the window."""
    from agreetrack.register.listing_duties import duties_of

    refs = {row.record.ref for _where, row in placed} - owing.keys()
    found = owing | duties_of(registry, occasion, find, refs)
    for where, row in placed:
        yield where, Judged(row.record, replace(row.standing, duty=found.get(row.record.ref)))


def _matches(record: Listed, selection: Selection) -> bool:
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
    if any(not _has_party(record, name) for name in selection.party):
        return False
    return _has_words(record, selection.words)


def _is_unknown(record: Listed) -> bool:
    """Whether the text's term, or whether it renews, is not known."""
    if record.term is None:
        return not any(getattr(event, "until", None) or getattr(event, "last_day", None) for event in record.events)
    return record.term != "indefinite" and record.renewal is None


def _has_party(record: Listed, name: str) -> bool:
    wanted = name.casefold()
    return any(
        party.is_called(name) or any(wanted in known.casefold() for known in (party.name, *party.aliases))
        for party in record.parties
    )


def _has_words(record: Listed, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    names = (name for party in record.parties for name in (party.name, party.code or "", *party.aliases))
    text = "\n".join((record.ref, record.title, record.number or "", *names, *record.tags)).casefold()
    return all(word.casefold() in text for word in words)


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
