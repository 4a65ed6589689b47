"""Links by which agreements would fall with one another in a circle: whose end comes first, nobody could say."""

from collections.abc import Collection, Iterable, Iterator

from agreetrack.law.circles import circles
from agreetrack.law.falling import falls_with
from agreetrack.law.view import Find
from agreetrack.model.errors import Problem
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import invalid


def links_round(records: Iterable[Record], find: Find) -> Iterator[Problem]:
    """The links of new or revised records that lead back to them; `find` finds what is there already.

    A link that the record of that ref has already is not told of: who changes something else is not hindered.
    """
    stated = {folded(record.ref): record for record in records}

    def ahead(ref: str) -> Collection[str]:
        record = stated.get(ref) or find(ref)
        return falls_with(record) if record else ()

    for circle in circles(stated, ahead):
        if len(circle) > 1:
            for ref in stated.keys() & set(circle):
                before = find(ref)
                known = falls_with(before) if before else ()
                yield from _links_into(stated[ref], {one for one in circle if one not in known})


def refuse_links_round(record: Record, find: Find) -> None:
    """Refuse a record with such links. Raises InvalidData with all of them."""
    wrong = list(links_round([record], find))
    if wrong:
        raise invalid(wrong)


def _links_into(record: Record, refs: Collection[str]) -> Iterator[Problem]:
    for place, link in enumerate(record.links):
        if link.kind == "falls-with" and folded(link.ref) in refs:
            yield Problem(f"links[{place}].ref", Fact("links.would-be-round", ref=link.ref), record.ref)
