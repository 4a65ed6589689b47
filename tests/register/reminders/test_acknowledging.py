"""The office's answers to warnings: what they record, for how long they hold, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from occasions import Add, occasion, on
from saying import refusing, sentence, sentences

from agreetrack.law.reminders import Matter
from agreetrack.model.acknowledgements import Acknowledgement
from agreetrack.model.delivery import Arrival
from agreetrack.model.errors import NoSuchRef, Refused
from agreetrack.model.periods import period
from agreetrack.model.recipients import called
from agreetrack.model.record import Record
from agreetrack.register.events.extending import extend
from agreetrack.register.reminders.acknowledging import Chosen, acknowledge, snooze
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.reminding import Plan, remind
from agreetrack.register.reminders.telling import Routes
from agreetrack.register.results import Changed
from agreetrack.store import Author, Registry

LEADS = LeadTimes()
PLAN = Plan(leads=LEADS, routes=Routes(reader=called("night")))
NOTICED = {
    "entry_into_force": "2022-02-28",
    "term": "P5Y",
    "counting": "anniversary",
    "renewal": {"mode": "tacit"},
    "notice": {"period": "P6M", "transit": "P10D"},
    "prepare": "P3M",
}
"""It renews after 28 February 2027: notice by 28 August 2026, the note ten days before, preparing from 28 May on."""

Row = tuple[str, str | None, str, int | None, str | None, str | None]
Tell = Callable[[str], list[tuple[str, int]]]


def rows(record: Record) -> list[Row]:
    """The answers in the record: what, of whom, its day, the lead time, the decision, the day of waking."""
    return [
        (one.what, one.id, str(one.due), one.lead, one.decided, str(one.until) if one.until else None)
        for one in record.acknowledged
    ]


@pytest.fixture
def ack(registry: Registry) -> Callable[..., Changed]:
    def acknowledging(day: str, decided: str | None = None, ref: str = "AB-1", **chosen: Any) -> Changed:
        return acknowledge(registry, occasion(day), ref, LEADS, Chosen(**chosen), decided)

    return acknowledging


@pytest.fixture
def rest(registry: Registry) -> Callable[..., Changed]:
    def snoozing(day: str, until: str, ref: str = "AB-1", **chosen: Any) -> Changed:
        return snooze(registry, occasion(day), ref, LEADS, Chosen(**chosen), on(until))

    return snoozing


@pytest.fixture
def tell(registry: Registry) -> Tell:
    """A night: what was told, and at which lead times."""

    def night(day: str) -> list[tuple[str, int]]:
        found = remind(registry, occasion(day), PLAN, lambda all: {one.recipient: Arrival("delivered") for one in all})
        return [(one.matter.what, one.lead) for one in found.new]

    return night


Ack = Callable[..., Changed]


# Which warnings are meant


MATTER = Matter(what="obligation", id="report", due=on("2024-02-28"), by=on("2024-02-29"), days=7)


@pytest.mark.parametrize(
    ("chosen", "takes"),
    [
        (Chosen(), True),
        (Chosen(what="obligation"), True),
        (Chosen(what="expiry"), False),
        (Chosen(id="report"), True),
        (Chosen(id="pay"), False),
        (Chosen(due=on("2024-02-28")), True),
        (Chosen(due=on("2024-02-29")), True),
        (Chosen(due=on("2024-03-01")), False),
        (Chosen(what="obligation", id="report", due=on("2024-02-29")), True),
        (Chosen(what="obligation", id="pay", due=on("2024-02-29")), False),
    ],
)
def test_a_warning_is_chosen_by_kind_id_and_either_reading_of_its_day(chosen: Chosen, takes: bool) -> None:
    assert chosen.takes(MATTER) is takes
    assert chosen.is_all is (chosen == Chosen())


# Acknowledged


def test_an_acknowledgement_silences_the_told_lead_time_only(agreement: Add, ack: Ack, tell: Tell) -> None:
    agreement()
    assert tell("2020-01-09") == [("expiry", 30)]
    changed = ack("2020-01-10")
    assert rows(changed.record) == [("expiry", None, "2020-02-08", 30, None, None)]
    assert changed.record.acknowledged[0].date == on("2020-01-10")
    assert sentences(changed.told) == ("expiry of 2020-02-08: acknowledged; told again at the next lead time",)
    assert changed.before == changed.standing
    assert [tell(f"2020-01-{day}") for day in (10, 20, 31)] == [[], [], []]
    assert tell("2020-02-01") == [("expiry", 7)]
    assert tell("2020-02-07") == [("expiry", 1)]


def test_what_was_not_told_yet_can_be_acknowledged_and_is_not_told(agreement: Add, ack: Ack, tell: Tell) -> None:
    agreement()
    ack("2020-01-09")
    assert (tell("2020-01-09"), tell("2020-02-01")) == ([], [("expiry", 7)])


@pytest.mark.parametrize("day", ["2020-01-10", "2020-01-31"])
def test_a_second_time_nothing_is_changed(registry: Registry, agreement: Add, ack: Ack, day: str) -> None:
    agreement()
    ack("2020-01-10")
    before = registry.path.read_bytes()
    changed = ack(day)
    assert changed.seq is None
    assert rows(changed.record) == [("expiry", None, "2020-02-08", 30, None, None)]
    assert registry.path.read_bytes() == before


def test_each_lead_time_is_acknowledged_for_itself(agreement: Add, ack: Ack) -> None:
    agreement()
    ack("2020-01-10")
    assert [row[3] for row in rows(ack("2020-02-01").record)] == [30, 7]
    assert [row[3] for row in rows(ack("2020-02-07").record)] == [30, 7, 1]


def test_of_several_warnings_only_the_new_ones_are_added(agreement: Add, ack: Ack) -> None:
    owed = [{"id": due, "text": "Plan", "kind": "once", "due": due} for due in ("2020-01-31", "2020-02-29")]
    agreement(obligations=owed, term="indefinite")
    ack("2020-01-30", id="2020-01-31")
    changed = ack("2020-01-30")
    assert [(row[1], row[3]) for row in rows(changed.record)] == [("2020-01-31", 7), ("2020-02-29", 30)]
    assert changed.seq == 3


def test_an_acknowledgement_wakes_what_rests_for_its_next_lead_time(
    agreement: Add, ack: Ack, rest: Ack, tell: Tell
) -> None:
    agreement()
    rest("2020-01-10", "2020-02-05")
    assert rows(ack("2020-01-11").record) == [
        ("expiry", None, "2020-02-08", None, None, "2020-02-05"),
        ("expiry", None, "2020-02-08", 30, None, None),
    ]
    assert (tell("2020-01-12"), tell("2020-02-01"), tell("2020-02-05")) == ([], [("expiry", 7)], [])


def test_everything_that_is_told_is_acknowledged_or_only_what_is_chosen(agreement: Add, ack: Ack, tell: Tell) -> None:
    owed = [{"id": id, "text": "Report", "kind": "once", "due": "2020-01-31"} for id in ("a", "b")]
    agreement(obligations=owed)
    assert [row[:2] for row in rows(ack("2020-01-10", id="a").record)] == [("obligation", "a")]
    changed = ack("2020-01-10", what="obligation")
    assert [row[:2] for row in rows(changed.record)] == [("obligation", "a"), ("obligation", "b")]
    assert sentences(changed.told) == (
        "obligation a of 2020-01-31: acknowledged; told again at the next lead time",
        "obligation b of 2020-01-31: acknowledged; told again at the next lead time",
    )
    assert tell("2020-01-10") == [("expiry", 30)]
    assert [row[0] for row in rows(ack("2020-01-10").record)] == ["obligation", "obligation", "expiry"]


def test_what_is_overdue_is_told_again_a_week_later(agreement: Add, ack: Ack, tell: Tell) -> None:
    agreement(term="indefinite", obligations=[{"id": "a", "text": "Pay", "kind": "once", "due": "2020-02-29"}])
    assert tell("2020-03-08") == [("obligation", -7)]
    ack("2020-03-08")
    assert [tell(day) for day in ("2020-03-09", "2020-03-13", "2020-03-14")] == [[], [], [("obligation", -14)]]


# Decided


def test_a_decision_closes_every_day_of_the_next_act(agreement: Add, ack: Ack, tell: Tell) -> None:
    agreement(**NOTICED)
    changed = ack("2026-05-27", "It renews")
    assert [row[0] for row in rows(changed.record)] == ["start-by", "send-by", "notice"]
    assert sentences(changed.told)[0] == "start-by of 2026-05-28: decided, no more warnings"
    for day in ("2026-05-28", "2026-08-17", "2026-08-28"):
        assert tell(day) == []
    assert tell("2026-09-01") == [("renewal", 180)]


@pytest.mark.parametrize(
    ("day", "decided"),
    [("2020-01-10", "Let it lapse"), ("2020-01-11", "Let it lapse"), ("2020-01-11", "Once more"), ("2020-02-01", None)],
)
def test_what_was_decided_is_not_answered_again(
    registry: Registry, agreement: Add, ack: Ack, day: str, decided: str | None
) -> None:
    agreement()
    ack("2020-01-10", "Let it lapse")
    before = registry.path.read_bytes()
    changed = ack(day, decided)
    assert (changed.seq, sentences(changed.told)) == (None, ("expiry of 2020-02-08: decided, no more warnings",))
    assert registry.path.read_bytes() == before


# Days that move, and taking back


def test_a_day_that_moves_is_told_anew_and_its_answers_leave(
    registry: Registry, agreement: Add, ack: Ack, tell: Tell
) -> None:
    agreement()
    ack("2020-01-10")
    extend(registry, occasion("2020-01-11"), "AB-1", by=period("P3M"), on=on("2020-01-11"))
    assert tell("2020-01-11") == [("expiry", 180)]
    assert rows(ack("2020-01-11").record) == [("expiry", None, "2020-05-08", 180, None, None)]


def test_a_decision_holds_no_longer_than_its_day_and_stays_in_the_record(
    registry: Registry, agreement: Add, ack: Ack, tell: Tell
) -> None:
    agreement()
    ack("2020-01-10", "To be extended")
    extend(registry, occasion("2020-01-11"), "AB-1", by=period("P3M"), on=on("2020-01-11"))
    assert tell("2020-01-11") == [("expiry", 180)]
    assert [row[2:5] for row in rows(ack("2020-01-11").record)] == [
        ("2020-02-08", None, "To be extended"),
        ("2020-05-08", 180, None),
    ]


@pytest.mark.parametrize("decided", [None, "Let it lapse"])
def test_taking_an_answer_back_brings_the_warnings_back(
    registry: Registry, agreement: Add, ack: Ack, tell: Tell, decided: str | None
) -> None:
    agreement()
    ack("2020-02-01", decided)
    assert tell("2020-02-01") == []
    with registry.change(Author("anna", occasion().at, "undo")) as transaction:
        transaction.undo()
    assert tell("2020-02-01") == [("expiry", 7)]


# Resting


def test_what_rests_wakes_on_its_day_and_is_told_again(agreement: Add, rest: Ack, tell: Tell) -> None:
    agreement()
    assert tell("2020-01-09") == [("expiry", 30)]
    changed = rest("2020-01-10", "2020-01-20")
    assert rows(changed.record) == [("expiry", None, "2020-02-08", None, None, "2020-01-20")]
    assert sentences(changed.told) == ("expiry of 2020-02-08: told again on 2020-01-20",)
    assert [tell(f"2020-01-{day}") for day in (10, 19, 20, 21)] == [[], [], [("expiry", 30)], []]
    assert tell("2020-02-01") == [("expiry", 7)]


def test_what_was_acknowledged_can_rest_and_is_told_again(agreement: Add, ack: Ack, rest: Ack, tell: Tell) -> None:
    agreement()
    ack("2020-01-10")
    rest("2020-01-10", "2020-01-20")
    assert (tell("2020-01-19"), tell("2020-01-20")) == ([], [("expiry", 30)])


def test_a_missed_day_of_waking_is_made_up_for(agreement: Add, rest: Ack, tell: Tell) -> None:
    agreement()
    tell("2020-01-09")
    rest("2020-01-10", "2020-01-20")
    assert (tell("2020-01-25"), tell("2020-01-26")) == ([("expiry", 30)], [])


def test_the_latest_day_of_waking_counts_and_the_same_changes_nothing(
    registry: Registry, agreement: Add, rest: Ack, tell: Tell
) -> None:
    agreement()
    rest("2020-01-10", "2020-01-25")
    rest("2020-01-11", "2020-01-20")
    before = registry.path.read_bytes()
    assert rest("2020-01-12", "2020-01-20").seq is None
    assert registry.path.read_bytes() == before
    assert (tell("2020-01-19"), tell("2020-01-20"), tell("2020-01-25")) == ([], [("expiry", 30)], [])


def test_what_is_overdue_can_rest_as_long_as_anybody_likes(agreement: Add, rest: Ack, tell: Tell) -> None:
    agreement(term="indefinite", obligations=[{"id": "a", "text": "Pay", "kind": "once", "due": "2020-02-29"}])
    assert sentences(rest("2020-03-08", "2024-02-29").told) == ("obligation a of 2020-02-29: told again on 2024-02-29",)
    assert (tell("2024-02-28"), [one[0] for one in tell("2024-02-29")]) == ([], ["obligation"])


# What is refused


@pytest.mark.parametrize(
    ("day", "until", "reason"),
    [
        ("2020-01-10", "2020-01-10", "2020-01-10 is not ahead; give the day on which it is to be told again, such as"),
        ("2020-01-10", "2019-02-28", "2019-02-28 is not ahead"),
        # by the earlier of two readings, though the later one is the 9th
        ("2020-01-10", "2020-02-09", "AB-1: expiry is due on 2020-02-08, before 2020-02-09; choose a day through 20"),
        ("2020-02-08", "2020-02-09", "AB-1: expiry of 2020-02-08 cannot wait any more; decide it with agreetrack ack"),
        ("2019-08-11", "2019-08-20", "AB-1: nothing of that is told of yet; next is expiry on 2020-02-08, in 181 days"),
        ("2020-08-08", "2020-08-10", "AB-1: there is nothing to be reminded of"),
    ],
)
def test_a_rest_is_refused(registry: Registry, agreement: Add, rest: Ack, day: str, until: str, reason: str) -> None:
    agreement()
    before = registry.path.read_bytes()
    with pytest.raises(Refused) as refusal:
        rest(day, until)
    assert sentence(refusal.value).startswith(reason)
    assert registry.path.read_bytes() == before


def test_one_deadline_that_cannot_wait_keeps_the_others_awake(registry: Registry, agreement: Add, rest: Ack) -> None:
    agreement(obligations=[{"id": "a", "text": "Pay", "kind": "once", "due": "2020-01-15"}])
    with refusing(Refused, match="obligation is due on 2020-01-15, before 2020-01-20"):
        rest("2020-01-10", "2020-01-20")
    assert registry.find("AB-1").acknowledged == ()
    assert [row[0] for row in rows(rest("2020-01-10", "2020-01-20", what="expiry").record)] == ["expiry"]


def test_what_is_not_there_is_refused(agreement: Add, ack: Ack, rest: Ack) -> None:
    agreement()
    with refusing(NoSuchRef, match="ZZ-9"):
        ack("2020-01-10", ref="ZZ-9")
    with refusing(Refused, match="AB-1: nothing of that is told of yet; next is expiry on 2020-02-08"):
        ack("2020-01-10", what="renewal")
    with refusing(Refused, match="AB-1: nothing of that is told of yet"):
        ack("2020-01-10", "Let it lapse", id="report")


def test_answers_of_another_matter_are_kept(agreement: Add, ack: Ack) -> None:
    other = Acknowledgement(what="expiry", due=on("2015-02-28"), date=on("2015-02-01"), decided="Long ago")
    agreement(acknowledged=[{"what": "expiry", "due": "2015-02-28", "date": "2015-02-01", "decided": "Long ago"}])
    assert ack("2020-01-10").record.acknowledged[0] == other
