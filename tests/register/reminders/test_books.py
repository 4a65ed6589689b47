"""The ledger as it grows: each recipient's telling in place of its last, nobody else's touched."""

from datetime import date

import pytest
from msgspec.structs import replace

from agreetrack.register.reminders.books import told_since
from agreetrack.store.ledger import Told

NIGHT, NEXT = date(2020, 1, 10), date(2020, 2, 1)


def told(lead: int, at: date, *to: str, ref: str = "AB-1", before: int | None = None, ahead: bool = False) -> Told:
    due = date(2020, 2, 8)
    return Told(ref=ref, what="expiry", due=due, lead=lead, at=at, to=to, before=before, ahead=ahead)


@pytest.mark.parametrize(
    ("before", "new", "day", "ahead", "after"),
    [
        ([], [told(30, NIGHT, "a")], NIGHT, False, [told(30, NIGHT, "a")]),
        # the next lead time takes the place of the last one, for whom it was told
        ([told(30, NIGHT, "a")], [told(7, NEXT, "a", before=30)], NEXT, False, [told(7, NEXT, "a", before=30)]),
        (
            [told(30, NIGHT, "a", "b")],
            [told(7, NEXT, "a", before=30)],
            NEXT,
            False,
            [told(30, NIGHT, "b"), told(7, NEXT, "a", before=30)],
        ),
        # the same telling of one night to several is one entry
        ([told(30, NIGHT, "a")], [told(30, NIGHT, "b"), told(30, NIGHT, "c")], NIGHT, False, [told(30, NIGHT, *"abc")]),
        ([told(30, NIGHT, "a")], [told(30, NIGHT, "a")], NIGHT, False, [told(30, NIGHT, "a")]),
        # another agreement is another one
        (
            [told(30, NIGHT, "a", ref="AB-2")],
            [told(30, NIGHT, "a")],
            NIGHT,
            False,
            [told(30, NIGHT, "a", ref="AB-2"), told(30, NIGHT, "a")],
        ),
        # what was told of a later day stays
        (
            [told(7, NEXT, "a", before=30)],
            [told(30, NIGHT, "a")],
            NIGHT,
            False,
            [told(7, NEXT, "a", before=30), told(30, NIGHT, "a")],
        ),
        # what was told to those who look ahead is kept apart
        (
            [told(30, NIGHT, "a")],
            [told(7, NEXT, "a", before=30, ahead=True)],
            NEXT,
            True,
            [told(30, NIGHT, "a"), told(7, NEXT, "a", before=30, ahead=True)],
        ),
        (
            [told(30, NIGHT, "a", ahead=True)],
            [told(7, NEXT, "a", ahead=True)],
            NEXT,
            True,
            [told(7, NEXT, "a", ahead=True)],
        ),
    ],
)
def test_what_is_told_takes_the_place_of_what_was(
    before: list[Told], new: list[Told], day: date, ahead: bool, after: list[Told]
) -> None:
    assert told_since(before, new, day, ahead) == after


def test_it_changes_nothing_to_say_it_again() -> None:
    once = told_since([told(30, NIGHT, "a", "b")], [told(7, NEXT, "a"), told(7, NEXT, "b")], NEXT, False)
    assert once == [told(7, NEXT, "a", "b")]
    assert told_since(once, [replace(one, to=(key,)) for one in once for key in one.to], NEXT, False) == once
