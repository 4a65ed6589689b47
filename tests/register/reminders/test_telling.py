"""To whom a warning goes, whether it is new to them, and what is open still."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from occasions import Add, occasion, on

from agreetrack.model.addresses import address
from agreetrack.model.recipients import called
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.telling import Routes, Sheet, Telling, digests, sheet_for, tellings
from agreetrack.register.reminders.watching import watch
from agreetrack.store import Registry
from agreetrack.store.ledger import Name, Told
from agreetrack.store.outbox import Sending

ANNA, BORIS, DEPARTMENT, SECOND, KEEPER = (
    f"{name} <{name.lower()}@example.org>" for name in ("Anna", "Boris", "Treaties", "Second", "Keeper")
)
BY_MAIL = Routes(owner=address(KEEPER), department=address(DEPARTMENT), second=address(SECOND))
NIGHT = Routes(reader=called("night"))
EXPIRY = date(2020, 2, 8)
"""The earlier reading of five years from 9 February 2015."""

Tell = Callable[..., list[Telling]]


@pytest.fixture
def tell(registry: Registry) -> Tell:
    def look(
        day: str, *told: Told, routes: Routes = BY_MAIL, under_way: frozenset[Sending] = frozenset()
    ) -> list[Telling]:
        found = watch(registry, occasion(day), LeadTimes()).reached
        return tellings(found, told, under_way, routes, on(day))

    return look


def told(lead: int, at: str, *to: str, **more: Any) -> Told:
    return Told(**{"ref": "AB-1", "what": "expiry", "due": EXPIRY, "lead": lead, "at": on(at), "to": to, **more})


def keys(found: list[Telling]) -> list[list[str]]:
    return [[each.key.partition("@")[0] for each in one.to] for one in found]


OWED = {"id": "report", "text": "Report", "kind": "once", "due": "2020-01-31"}


@pytest.mark.parametrize(
    ("fields", "routes", "day", "expected"),
    [
        # on the owner's desk; the configured owner's, where the agreement names nobody
        ({"owner": ANNA}, BY_MAIL, "2020-01-09", ["anna"]),
        ({}, BY_MAIL, "2020-01-09", ["keeper"]),
        (
            {"obligations": [{**OWED, "owner": BORIS}], "term": "indefinite", "owner": ANNA},
            BY_MAIL,
            "2020-01-02",
            ["boris"],
        ),
        (
            {"obligations": [{**OWED, "owner": "Boris"}], "term": "indefinite", "owner": ANNA},
            BY_MAIL,
            "2020-01-02",
            ["anna"],
        ),
        ({"obligations": [OWED], "term": "indefinite", "owner": ANNA}, BY_MAIL, "2020-01-02", ["anna"]),
        # an owner without an address: those who stand in, the department of the agreement before the configured one
        ({"owner": "Anna"}, BY_MAIL, "2020-01-09", ["treaties", "second"]),
        ({"owner": "Anna", "department": "Law <boris@example.org>"}, BY_MAIL, "2020-01-09", ["boris", "second"]),
        ({"owner": "Anna", "department": "Law"}, BY_MAIL, "2020-01-09", ["treaties", "second"]),
        ({"owner": "Anna"}, Routes(second=address(SECOND)), "2020-01-09", ["second"]),
        ({"owner": "Anna"}, Routes(owner=address(KEEPER)), "2020-01-09", ["keeper"]),
        ({"owner": "Anna"}, Routes(), "2020-01-09", []),
        ({}, Routes(), "2020-01-09", []),
        # the last two lead times go to those above as well
        ({"owner": ANNA}, BY_MAIL, "2020-02-01", ["anna", "treaties", "second"]),
        ({"owner": ANNA}, BY_MAIL, "2020-01-31", ["anna"]),
        ({"owner": ANNA}, Routes(owner=address(KEEPER)), "2020-02-01", ["anna"]),
        # the same address with another name, or in capitals, is one recipient
        ({"owner": "Head <TREATIES@example.ORG>"}, BY_MAIL, "2020-02-01", ["treaties", "second"]),
        (
            {"owner": ANNA},
            Routes(department=address("x <Anna@Example.org>"), second=address("ANNA@example.org")),
            "2020-02-01",
            ["anna"],
        ),
        # whoever reads it all is one, whatever is urgent
        ({"owner": ANNA}, NIGHT, "2020-02-01", ["as:night"]),
    ],
)
def test_who_is_told(
    tell: Tell, agreement: Add, fields: dict[str, Any], routes: Routes, day: str, expected: list[str]
) -> None:
    agreement(**fields)
    (one,) = tell(day, routes=routes)
    assert keys([one]) == [expected]
    assert (one.known, one.before, one.is_silenced) == ({}, None, False)


@pytest.mark.parametrize(
    ("entry", "day", "new", "open_for_anna", "before"),
    [
        (told(30, "2020-01-09", "anna@example.org"), "2020-01-10", False, True, None),
        (told(30, "2020-01-09", "anna@example.org"), "2020-01-31", False, True, None),
        (told(30, "2020-01-09", "anna@example.org"), "2020-02-01", True, False, 30),  # the next lead time
        (told(90, "2019-11-10", "anna@example.org"), "2020-01-09", True, False, 90),
        (told(7, "2020-01-01", "anna@example.org", before=90), "2020-01-10", False, True, 90),  # a nearer one
        (told(30, "2020-01-09", "boris@example.org"), "2020-01-10", True, False, None),  # an owner who is new
        (told(30, "2020-01-11", "anna@example.org"), "2020-01-10", True, False, None),  # told on a later day
        (told(30, "2020-01-10", "anna@example.org", due=date(2020, 2, 9)), "2020-01-10", True, False, None),
        (told(30, "2020-01-09", "anna@example.org", id="A"), "2020-01-10", True, False, None),
    ],
)
def test_what_was_told_at_a_lead_time_is_open_and_not_new(
    tell: Tell, agreement: Add, entry: Told, day: str, new: bool, open_for_anna: bool, before: int | None
) -> None:
    agreement(owner=ANNA)
    (one,) = tell(day, entry)
    anna = address(ANNA)
    assert anna is not None
    assert (one.is_new_to(anna), one.open_for(anna) is not None, one.before) == (new, open_for_anna, before)


def acknowledged(**answer: Any) -> list[dict[str, Any]]:
    return [{"what": "expiry", "due": "2020-02-08", "date": "2020-01-10", **answer}]


def test_what_was_acknowledged_is_neither_new_nor_open(tell: Tell, agreement: Add) -> None:
    agreement(owner=ANNA, acknowledged=acknowledged(lead=30))
    (one,) = tell("2020-01-10", told(30, "2020-01-09", "anna@example.org"))
    assert (one.to, one.wanted, one.is_silenced) == ((), (), True)
    (one,) = tell("2020-01-09")
    assert not one.is_silenced


def test_what_was_acknowledged_at_the_lead_time_before_does_not_go_up(tell: Tell, agreement: Add) -> None:
    agreement(owner=ANNA, acknowledged=acknowledged(lead=30))
    (one,) = tell("2020-02-01", told(30, "2020-01-09", "anna@example.org"))
    assert keys([one]) == [["anna"]]
    assert not one.reminder.escalated
    # nobody acknowledged it at seven days
    (one,) = tell("2020-02-07", told(7, "2020-02-01", "anna@example.org", before=30))
    assert keys([one]) == [["anna", "treaties", "second"]]
    assert one.reminder.escalated


def test_it_goes_up_on_the_nights_after_too_where_somebody_above_was_not_told(tell: Tell, agreement: Add) -> None:
    agreement(owner=ANNA)
    (one,) = tell("2020-02-02", told(7, "2020-02-01", "anna@example.org", "second@example.org", before=30))
    assert keys([one]) == [["treaties"]]
    assert one.entry(on("2020-02-02"), one.to[0]) == told(7, "2020-02-02", "treaties@example.org", before=30)


@pytest.mark.parametrize(
    ("answer", "day", "count"),
    [
        ({"decided": "Let it lapse"}, "2020-01-10", 0),
        ({"decided": "Let it lapse"}, "2020-02-07", 0),
        ({"until": "2020-01-20"}, "2020-01-19", 0),
        ({"until": "2020-01-20"}, "2020-01-20", 1),
    ],
)
def test_what_is_decided_or_rests_is_left_out(
    tell: Tell, agreement: Add, answer: dict[str, str], day: str, count: int
) -> None:
    agreement(owner=ANNA, acknowledged=acknowledged(**answer))
    assert keys(tell(day, told(30, "2020-01-09", "anna@example.org"))) == [["anna"]] * count


def test_what_was_told_after_it_woke_is_not_told_again(tell: Tell, agreement: Add) -> None:
    agreement(owner=ANNA, acknowledged=acknowledged(until="2020-01-20"))
    assert keys(tell("2020-01-21", told(30, "2020-01-20", "anna@example.org"))) == [[]]


def test_what_may_have_been_delivered_says_so(tell: Tell, agreement: Add) -> None:
    agreement(owner=ANNA)
    name = Name("AB-1", "expiry", None, EXPIRY)
    for sending, repeats in (
        (Sending(name, 30, "anna@example.org"), True),
        (Sending(name, 90, "anna@example.org"), False),
        (Sending(name, 30, "boris@example.org"), False),
    ):
        (one,) = tell("2020-01-10", under_way=frozenset([sending]))
        assert one.reminder.may_repeat is repeats


def test_each_gets_what_is_theirs_by_urgency(tell: Tell, agreement: Add) -> None:
    agreement(ref="AB-1", owner=ANNA)
    agreement(ref="AB-2", owner=ANNA, term="2020-01-15")
    agreement(ref="AB-3", owner="Anna P. <ANNA@example.org>", term="2020-01-20")
    agreement(ref="AB-4", owner=BORIS)
    found = tell("2020-01-10", told(30, "2020-01-09", "anna@example.org"), routes=Routes())
    anna, boris = digests(found, on("2020-01-10"), 4, Routes())
    assert anna.digest.recipient is not None
    assert anna.digest.recipient.casefold().endswith("<anna@example.org>")
    assert [one.record.ref for one in anna.digest.new] == ["AB-2", "AB-3"]
    assert [(one.record.ref, one.told_on) for one in anna.digest.open] == [("AB-1", on("2020-01-09"))]
    assert ([one.record.ref for one in boris.digest.new], boris.digest.open) == (["AB-4"], ())
    assert (anna.digest.watched, anna.digest.day) == (4, on("2020-01-10"))
    (sheet,) = digests(tell("2020-01-10", routes=NIGHT), on("2020-01-10"), 4, NIGHT)
    assert sheet.digest.recipient is None
    assert len(sheet.digest.new) == 4


def test_a_sign_of_life_says_what_is_open(tell: Tell, agreement: Add) -> None:
    agreement(owner=ANNA)
    found = tell("2020-01-10", told(30, "2020-01-09", "anna@example.org"))
    anna = address(ANNA)
    assert anna is not None
    assert digests(found, on("2020-01-10"), 1, BY_MAIL) == []
    sheet: Sheet = sheet_for(found, on("2020-01-10"), 1, anna, BY_MAIL)
    assert (sheet.new, sheet.digest.new, len(sheet.digest.open)) == ((), (), 1)


@pytest.mark.parametrize(
    ("routes", "reader"),
    [
        (NIGHT, "as:night"),
        (BY_MAIL, "keeper@example.org"),
        (Routes(department=address(DEPARTMENT)), "treaties@example.org"),
        (Routes(second=address(SECOND)), None),
    ],
)
def test_who_gets_the_signs_of_life(routes: Routes, reader: str | None) -> None:
    assert (routes.keeper.key if routes.keeper else None) == reader
