"""How many days ahead there are warnings, as settled for all and as an agreement says for itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.model.record import Kind, Watched
from agreetrack.register.reminders.lead_times import LeadTimes, settled
from agreetrack.register.settings.office import Settings


def watched(kind: Kind | None = None, leads: tuple[int, ...] | None = None) -> Watched:
    return Watched(ref="A-1", title="Water", kind=kind, lead_times=leads)


def test_without_settings_the_defaults_hold() -> None:
    assert settled(Settings()) == LeadTimes()


def test_they_are_settled_in_any_order() -> None:
    stated = {"lead_times": "7, 60,30", "treaty_lead_times": "0", "obligation_lead_times": "1,2"}
    assert settled(Settings(stated)) == LeadTimes((60, 30, 7), (0,), (2, 1))


@pytest.mark.parametrize(
    ("kind", "own", "leads"),
    [
        (None, None, (180, 90, 30, 7, 1)),
        ("agreement", None, (180, 90, 30, 7, 1)),
        ("treaty", None, (365, 180, 90, 30, 7, 1)),
        ("treaty", (14,), (14,)),
        ("protocol", (1, 14, 1, 60), (60, 14, 1)),
        ("treaty", (), ()),
    ],
)
def test_an_agreement_has_its_own_or_those_of_its_kind(
    kind: Kind | None, own: tuple[int, ...] | None, leads: tuple[int, ...]
) -> None:
    assert LeadTimes().of(watched(kind, own)) == leads
    assert LeadTimes().of(Watched(title="A", ref="A-1", kind=kind, lead_times=own)) == leads


@given(st.lists(st.integers(0, 9999), max_size=30))
def test_each_stands_there_once_and_the_longest_first(own: list[int]) -> None:
    leads = LeadTimes().of(watched(leads=tuple(own)))
    assert set(leads) == set(own)
    assert all(one > other for one, other in pairwise(leads))
