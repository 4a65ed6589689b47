"""What a calendar holds, under which names, what moves in it and what is cancelled."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from occasions import Add, occasion, on

from agreetrack.law.counting import later
from agreetrack.law.diary import DiaryEntry
from agreetrack.model.errors import NoSuchRef
from agreetrack.model.periods import period
from agreetrack.register.changing import author_of
from agreetrack.register.events.ending import close, terminate
from agreetrack.register.events.extending import extend
from agreetrack.register.events.noticing import give_notice, withdraw_notice
from agreetrack.register.lists.calendar import CalendarExport, CalendarWanted, calendar
from agreetrack.register.lists.listing import Selection
from agreetrack.register.obligations.outcomes import Report, record_outcome
from agreetrack.register.records.editing import edit
from agreetrack.register.records.removing import remove
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.store import Registry

TACIT: dict[str, Any] = {"renewal": {"mode": "tacit"}, "counting": "anniversary"}
LEADS = LeadTimes((30, 7), (365, 30), (7, 0))


def asked(registry: Registry, day: str = "2026-11-22", within: str = "P2Y", **wanted: Any) -> CalendarExport:
    return calendar(registry, occasion(day), CalendarWanted(within=period(within), **wanted), LEADS)


def entries(registry: Registry, day: str = "2026-11-22", within: str = "P2Y", **wanted: Any) -> dict[str, DiaryEntry]:
    """By the part of the UID that agreetrack does not add; those of AB-1 by the slot alone."""
    found = asked(registry, day, within, **wanted).entries
    return {entry.mark.uid.removesuffix("@agreetrack").removeprefix("AB-1."): entry for entry in found}


def days(registry: Registry, day: str = "2026-11-22", within: str = "P2Y", **wanted: Any) -> dict[str, str]:
    """The day and the other reading of each entry, with a cross before what is cancelled."""
    return {name: told(entry) for name, entry in entries(registry, day, within, **wanted).items()}


def told(entry: DiaryEntry) -> str:
    other = f"/{entry.mark.or_day}" if entry.mark.or_day else ""
    return f"{'x ' if entry.cancelled else ''}{entry.mark.day}{other}"


def undo(registry: Registry) -> None:
    with registry.change(author_of(occasion())) as transaction:
        transaction.undo()


def redo(registry: Registry) -> None:
    with registry.change(author_of(occasion())) as transaction:
        transaction.redo()


# What it holds


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"renewal": {"mode": "none"}}, {"end-1": ("expiry", "2027-02-09")}),
        ({"renewal": {"mode": "express"}}, {"end-1": ("expiry", "2027-02-09")}),
        ({}, {"end-1": ("expiry", "2027-02-09")}),
        ({"term": "indefinite"}, {}),
        ({"term": None}, {}),
        ({"entry_into_force": None}, {}),
        ({"renewal": {"mode": "indefinite"}}, {"end-1": ("first-term-end", "2027-02-09")}),
        (
            {"renewal": {"mode": "indefinite"}, "notice": {"period": "P1M", "before": "end-of-period"}},
            {"notice-1": ("notice", "2027-01-09"), "end-1": ("first-term-end", "2027-02-09")},
        ),
        (
            {"renewal": {"mode": "tacit", "period": "P1Y"}},
            {"end-1": ("renewal", "2027-02-09"), "end-2": ("renewal", "2028-02-09")},
        ),
        (
            {"renewal": {"mode": "tacit", "period": "P1Y", "times": 1}, "notice": {"period": "P1M"}},
            {
                "notice-1": ("notice", "2027-01-09"),
                "end-1": ("renewal", "2027-02-09"),
                "end-2": ("expiry", "2028-02-09"),
            },
        ),
    ],
)
def test_each_kind_of_day(
    registry: Registry, agreement: Add, fields: dict[str, Any], expected: dict[str, tuple[str, str]]
) -> None:
    agreement(**{"term": "P12Y", "counting": "anniversary", **fields})
    found = {name: (entry.mark.what, str(entry.mark.day)) for name, entry in entries(registry).items()}
    assert found == expected


@pytest.mark.parametrize(
    ("signed", "term", "expected"),
    [
        (
            "2024-02-29",
            "P1Y",
            {"notice-3": "2026-11-28/2026-11-30", "end-3": "2027-02-28", "notice-4": "2027-11-29/2027-11-30"},
        ),
        ("2023-08-31", "P6M", {"end-7": "2027-02-28", "end-8": "2027-08-31", "end-9": "2028-02-29"}),
        ("2020-11-30", "P3M", {"end-24": "2026-11-30", "end-25": "2027-02-28", "end-26": "2027-05-30"}),
    ],
)
def test_ends_of_months(registry: Registry, agreement: Add, signed: str, term: str, expected: dict[str, str]) -> None:
    agreement(signed=signed, term=term, notice={"period": "P3M"}, **TACIT)
    found = days(registry)
    assert {name: found[name] for name in expected} == expected


def test_the_earlier_reading_is_the_day_and_the_other_one_stands_beside_it(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", renewal={"mode": "tacit"}, notice={"period": "P1M"})
    expected = {"notice-1": "2027-01-08/2027-01-09", "end-1": "2027-02-08/2027-02-09"}
    assert days(registry) == expected
    assert days(registry, "2027-01-09") == expected  # it does not move when the first of them has passed
    assert days(registry, "2027-01-10") == {"end-1": "2027-02-08/2027-02-09"}
    assert days(registry, "2027-02-09", "P1Y") == {"end-1": "2027-02-08/2027-02-09"}


def test_the_window_holds_its_first_day_and_its_last(registry: Registry, agreement: Add) -> None:
    agreement(signed="2020-11-22", term="P1Y", **TACIT)
    assert days(registry, "2026-11-22", "P1Y") == {"end-6": "2026-11-22", "end-7": "2027-11-22"}
    assert days(registry, "2026-11-23", "P364D") == {"end-7": "2027-11-22"}
    assert days(registry, "2026-11-23", "P363D") == {}


def test_a_notice_that_falls_into_the_window_before_its_period_begins(registry: Registry, agreement: Add) -> None:
    agreement(signed="2020-12-31", term="P1Y", notice={"period": "P30M"}, **TACIT)
    found = days(registry, within="P1Y")
    assert {name: found[name] for name in found if name.startswith("notice")} == {"notice-9": "2027-06-30"}


def test_a_gap_and_the_period_after_it(registry: Registry, agreement: Add) -> None:
    gap = {"kind": "extension", "date": "2020-05-01", "from": "2027-01-01", "until": "2027-12-31"}
    agreement(events=[gap], renewal={"mode": "express"})
    assert days(registry) == {"end-2": "2027-12-31"}


def test_an_agreement_that_is_not_yet_in_force(registry: Registry, agreement: Add) -> None:
    agreement(signed="2026-11-01", entry_into_force="2027-01-01", term="P1Y", counting="day-before")
    assert days(registry) == {"end-1": "2027-12-31"}


def test_what_survives_is_no_day_of_its_own(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", counting="anniversary", survival="P1Y")
    assert days(registry) == {"end-1": "2027-02-09"}


def test_the_last_day_of_the_calendar(registry: Registry, agreement: Add) -> None:
    agreement(term="9998-12-31", renewal={"mode": "tacit", "period": "P1Y"})
    assert days(registry, "9998-01-01", "P5Y") == {"end-1": "9998-12-31"}


def test_one_party_of_several_leaves(registry: Registry, agreement: Add) -> None:
    parties = [{"name": name} for name in ("Aland", "Borduria", "Св. Мария")]
    given = {"kind": "notice", "date": "2026-06-01", "party": "Св. Мария", "last_day": "2027-06-01"}
    agreement(term="indefinite", parties=parties, events=[given])
    (entry,) = asked(registry).entries
    assert (entry.mark.what, entry.mark.party, str(entry.mark.day)) == ("leaving", "Св. Мария", "2027-06-01")
    assert entry.mark.uid.startswith("AB-1.leaving-%D0%A1%D0%B2%2E%20")


YEARLY = {"id": "report", "text": "Report", "kind": "recurring", "every": "P1Y", "from": "2016-02-29"}
ONCE = {"id": "1", "text": "Build", "kind": "once", "due": "2027-05-31"}
FOR_EVER = {"term": "indefinite", "counting": "anniversary"}


def test_obligations(registry: Registry, agreement: Add) -> None:
    continuing = {"id": "3", "text": "Confer", "kind": "continuing"}
    agreement(obligations=[YEARLY, ONCE, continuing], **FOR_EVER)
    assert days(registry) == {
        "obligation-report-2027-02-28": "2027-02-28",
        "obligation-1": "2027-05-31",
        "obligation-report-2028-02-29": "2028-02-29",
    }


def test_what_was_done_stays_without_alarms(registry: Registry, agreement: Add) -> None:
    agreement(obligations=[ONCE], **FOR_EVER)
    assert entries(registry)["obligation-1"].leads == (7, 0)
    record_outcome(registry, occasion(), "AB-1", "1", Report(status="met", on=on("2026-11-20")))
    entry = entries(registry)["obligation-1"]
    assert (entry.leads, entry.cancelled, entry.mark.is_done) == ((), False, True)


def test_names_of_obligations_never_meet(registry: Registry, agreement: Add) -> None:
    dated = {**ONCE, "id": "report-2027-02-28"}
    agreement(obligations=[YEARLY, dated, {**ONCE, "id": "a.b/c"}], **FOR_EVER)
    found = days(registry)
    assert len(found) == 4
    assert {"obligation-report-2027-02-28", "obligation-report%2D2027%2D02%2D28", "obligation-a%2Eb%2Fc"} < set(found)


def test_lead_times(registry: Registry, agreement: Add) -> None:
    agreement(ref="T", kind="treaty", term="P12Y", obligations=[ONCE])
    agreement(ref="L", term="P12Y", lead_times=[0, 90])
    agreement(term="P12Y")
    found = {name: entry.leads for name, entry in entries(registry).items()}
    assert found == {"T.end-1": (365, 30), "L.end-1": (90, 0), "end-1": (30, 7)}
    agreement(ref="O", obligations=[ONCE], lead_times=[1], **FOR_EVER)
    assert entries(registry)["O.obligation-1"].leads == (7, 0)


def test_the_order_is_by_day_and_then_by_name(registry: Registry, agreement: Add) -> None:
    for ref, term in (("B", "P12Y"), ("A", "P12Y"), ("C", "P143M")):
        agreement(ref=ref, term=term, counting="anniversary")
    assert [entry.mark.uid[0] for entry in asked(registry).entries] == ["C", "A", "B"]
    assert asked(registry) == asked(registry)


def test_the_configured_counting_is_assumed(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y")
    (entry,) = calendar(registry, occasion(assume="day-before"), CalendarWanted(), LEADS).entries
    assert told(entry) == "2027-02-08/2027-02-09"


def test_there_may_be_no_registry(registry: Registry) -> None:
    assert asked(registry) == CalendarExport([], 0)
    with pytest.raises(NoSuchRef):
        asked(registry, words=["x"])


# What moves


def test_names_stay_and_the_sequence_rises_through_changes_undo_and_redo(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", notice={"period": "P6M"}, **TACIT)
    before = entries(registry, within="P1Y")
    assert days(registry, within="P1Y") == {"end-1": "2027-02-09"}
    steps = [
        (lambda: extend(registry, occasion(), "AB-1", on=on("2026-11-22"), by=period("P6M")), "2027-08-09"),
        (lambda: undo(registry), "2027-02-09"),
        (lambda: redo(registry), "2027-08-09"),
        (lambda: extend(registry, occasion(), "AB-1", on=on("2026-11-22"), by=period("P10Y")), "2037-08-09"),
        (lambda: terminate(registry, occasion(), "AB-1", on=on("2026-11-22"), last_day=on("2026-12-31")), "2026-12-31"),
        (lambda: undo(registry), "2037-08-09"),
        (lambda: undo(registry), "2027-08-09"),
    ]
    sequence = before["end-1"].sequence
    for change, day in steps:
        change()
        entry = entries(registry, within="P1Y")["end-1"]
        assert (str(entry.mark.day), entry.cancelled, entry.sequence > sequence) == (day, False, True)
        sequence = entry.sequence


def test_a_day_that_moved_far_ahead_is_told_at_its_new_place(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", notice={"period": "P1M"}, **TACIT)
    extend(registry, occasion(), "AB-1", on=on("2026-11-22"), by=period("P20Y"))
    assert days(registry) == {"notice-1": "2047-01-09", "end-1": "2047-02-09"}
    assert days(registry, "2030-01-01") == {}


def test_a_day_that_moved_into_the_past_is_told_there_and_not_cancelled_as_time_goes_by(
    registry: Registry, agreement: Add
) -> None:
    agreement(signed="2026-01-31", term="P2Y", **TACIT)
    edit(registry, occasion(), "AB-1", {"term": "P1Y"})
    now = {"end-1": "2027-01-31", "end-2": "2028-01-31"}
    assert days(registry) == now
    assert days(registry, "2027-06-01", "P1Y") == now
    edit(registry, occasion(), "AB-1", {"term": "P3M"})
    assert days(registry, within="P3M") == {"end-1": "2026-04-30", "end-4": "2027-01-31"}


def test_a_recorded_day_that_comes_raises_the_sequence_too(registry: Registry, agreement: Add) -> None:
    ahead = {"kind": "extension", "date": "2026-12-01", "by": "P1Y"}
    agreement(term="P12Y", counting="anniversary", events=[ahead])
    first, then = entries(registry)["end-1"], entries(registry, "2026-12-01")["end-1"]
    assert (str(first.mark.day), str(then.mark.day)) == ("2027-02-09", "2028-02-09")
    assert then.sequence > first.sequence
    edit(registry, occasion(), "AB-1", {}, unset=["events"])
    assert entries(registry, "2026-12-01")["end-1"].sequence > then.sequence


def test_an_end_that_moves_with_another_agreement(registry: Registry, agreement: Add) -> None:
    agreement(ref="P", signed="2020-01-01", term="indefinite")
    agreement(term="P12Y", notice={"period": "P1M"}, links=[{"kind": "falls-with", "ref": "P"}], **TACIT)
    before = entries(registry, words=["AB-1"])
    terminate(registry, occasion(), "P", on=on("2026-11-22"), last_day=on("2026-12-31"))
    after = entries(registry, words=["AB-1"])
    assert {name: told(entry) for name, entry in after.items()} == {"end-1": "2026-12-31", "notice-1": "x 2027-01-09"}
    assert all(after[name].sequence > before[name].sequence for name in before)
    remove(registry, occasion(), "P")
    again = entries(registry, words=["AB-1"])
    assert {name: told(entry) for name, entry in again.items()} == {"notice-1": "2027-01-09", "end-1": "2027-02-09"}
    assert again["end-1"].sequence > after["end-1"].sequence


def test_the_moment_of_the_latest_change(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y")
    (entry,) = asked(registry).entries
    assert entry.changed == occasion().at


# What is cancelled


def test_termination_cancels_what_would_have_come_after(registry: Registry, agreement: Add) -> None:
    agreement(
        term="P143M", renewal={"mode": "tacit", "period": "P1Y"}, notice={"period": "P1M"}, counting="anniversary"
    )
    assert list(days(registry)) == ["notice-1", "end-1", "notice-2", "end-2"]
    terminate(registry, occasion(), "AB-1", on=on("2026-11-22"), last_day=on("2027-03-31"))
    assert days(registry) == {
        "notice-1": "x 2026-12-09",
        "end-1": "2027-01-09",
        "end-2": "2027-03-31",
        "notice-2": "x 2027-12-09",
    }
    undo(registry)
    assert not [entry for entry in asked(registry).entries if entry.cancelled]


def test_a_notice_cancels_the_day_for_it(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", notice={"period": "P1M"}, **TACIT)
    give_notice(registry, occasion(), "AB-1", on=on("2026-11-22"), party="Aland")
    assert days(registry) == {"notice-1": "x 2027-01-09", "end-1": "2027-02-09"}
    assert entries(registry)["end-1"].mark.what == "expiry"
    assert days(registry, "2027-01-10") == {"end-1": "2027-02-09"}
    withdraw_notice(registry, occasion(), "AB-1", on=on("2026-11-22"), party="Aland")
    assert days(registry) == {"notice-1": "2027-01-09", "end-1": "2027-02-09"}


def test_nothing_is_cancelled_because_its_day_has_passed(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", notice={"period": "P1M"}, **TACIT)
    edit(registry, occasion(), "AB-1", {"title": "Another title", "owner": "Anna"})
    assert days(registry, "2027-01-20", "P1Y") == {"end-1": "2027-02-09"}
    assert days(registry, "2027-02-10", "P1Y") == {}


def test_a_closed_agreement(registry: Registry, agreement: Add) -> None:
    agreement(term="2026-11-20", end_day="included", survival="P5Y", obligations=[{**ONCE, "survives": True}])
    assert days(registry) == {"obligation-1": "2027-05-31"}
    close(registry, occasion(), "AB-1", on=on("2026-11-22"))
    assert days(registry) == {"obligation-1": "x 2027-05-31"}


def test_a_day_that_had_passed_when_the_file_was_closed_is_not_cancelled(registry: Registry, agreement: Add) -> None:
    agreement(term="P143M", renewal={"mode": "tacit", "period": "P1Y"}, counting="anniversary")
    terminate(registry, occasion(), "AB-1", on=on("2026-11-22"), last_day=on("2026-12-31"))
    close(registry, occasion("2027-01-05"), "AB-1", on=on("2027-01-05"))
    found = days(registry, "2027-01-06")
    assert found == {"end-1": "2026-12-31", "end-2": "x 2028-01-09"}


def test_an_obligation_that_was_dropped_or_moved(registry: Registry, agreement: Add) -> None:
    agreement(obligations=[YEARLY, ONCE], **FOR_EVER)
    moved = {**YEARLY, "from": "2016-03-01"}
    edit(registry, occasion(), "AB-1", {"obligations": [moved]})
    assert days(registry, within="P1Y") == {
        "obligation-report-2027-02-28": "x 2027-02-28",
        "obligation-report-2027-03-01": "2027-03-01",
        "obligation-1": "x 2027-05-31",
    }


def test_the_latest_version_tells_the_day_of_what_is_cancelled(registry: Registry, agreement: Add) -> None:
    agreement(obligations=[ONCE], **FOR_EVER)
    edit(registry, occasion(), "AB-1", {"obligations": [{**ONCE, "due": "2027-06-30"}]})
    edit(registry, occasion(), "AB-1", {}, unset=["obligations"])
    assert days(registry) == {"obligation-1": "x 2027-06-30"}


def test_a_removed_agreement(registry: Registry, agreement: Add) -> None:
    agreement(ref="B", term="P12Y", counting="anniversary")
    agreement(term="P12Y", counting="anniversary")
    sequence = entries(registry)["end-1"].sequence
    remove(registry, occasion(), "AB-1")
    assert days(registry) == {"end-1": "x 2027-02-09", "B.end-1": "2027-02-09"}
    assert entries(registry)["end-1"].sequence > sequence
    assert days(registry, words=["ab-1"]) == {"end-1": "x 2027-02-09"}
    assert days(registry, words=["B"]) == {"B.end-1": "2027-02-09"}
    assert days(registry, selection=Selection(party=("Aland",))) == {"B.end-1": "2027-02-09"}
    with pytest.raises(NoSuchRef):
        asked(registry, words=["Z"])


def test_a_removed_agreement_that_came_back(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", notice={"period": "P1M"}, **TACIT)
    remove(registry, occasion(), "AB-1")
    gone = entries(registry)["end-1"]
    agreement(term="P13Y", counting="anniversary")
    assert days(registry) == {"end-1": "2028-02-09", "notice-1": "x 2027-01-09"}
    assert entries(registry)["end-1"].sequence > gone.sequence


def test_the_number_of_a_removed_record_may_be_given_again(registry: Registry, agreement: Add) -> None:
    agreement(ref="A", term="P12Y", counting="anniversary")
    remove(registry, occasion(), "A")
    agreement(ref="B", term="P12Y", counting="anniversary")
    assert days(registry) == {"A.end-1": "x 2027-02-09", "B.end-1": "2027-02-09"}
    assert days(registry, words=["B"]) == {"B.end-1": "2027-02-09"}


def test_a_renamed_agreement_leaves_its_old_name_behind(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", counting="anniversary")
    edit(registry, occasion(), "AB-1", {"ref": "NEW"})
    assert days(registry) == {"end-1": "x 2027-02-09", "NEW.end-1": "2027-02-09"}
    agreement(ref="AB-1", term="P13Y", counting="anniversary")
    assert days(registry) == {"end-1": "2028-02-09", "NEW.end-1": "2027-02-09"}
    assert days(registry, words=["NEW"]) == {"NEW.end-1": "2027-02-09"}


def test_filters_leave_out_and_cancel_nothing(registry: Registry, agreement: Add) -> None:
    agreement(ref="A", term="P12Y", tags=["water"])
    agreement(ref="B", term="P12Y", tags=["air"])
    edit(registry, occasion(), "A", {"term": "P13Y"})
    assert list(days(registry, selection=Selection(tag=("air",)))) == ["B.end-1"]
    assert list(days(registry, selection=Selection(tag=("water",)))) == ["A.end-1"]
    assert list(days(registry, words=["A"], selection=Selection(tag=("air",)))) == []


def test_of_a_restricted_agreement_even_the_names_tell_nothing(registry: Registry, agreement: Add) -> None:
    agreement(obligations=[{**ONCE, "id": "hand-over-plans"}], restricted=True, **FOR_EVER)
    (entry,) = asked(registry).entries
    assert entry.restricted
    assert "hand-over" not in entry.mark.uid
    remove(registry, occasion(), "AB-1")
    (entry,) = asked(registry).entries
    assert (entry.restricted, entry.cancelled) == (True, True)


def test_what_has_become_restricted_is_cancelled_without_its_words(registry: Registry, agreement: Add) -> None:
    agreement(term="P12Y", notice={"period": "P1M"}, **TACIT)
    edit(registry, occasion(), "AB-1", {"restricted": True}, unset=["notice"])
    assert {name: (entry.restricted, entry.cancelled) for name, entry in entries(registry).items()} == {
        "notice-1": (True, True),
        "end-1": (True, False),
    }


CHANGES = st.lists(
    st.sampled_from(["extend", "terminate", "shorten", "notice", "obligations", "remove", "undo", "redo", "night"]),
    max_size=8,
)


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_whoever_imports_every_night_has_what_the_registry_says(
    tmp_path_factory: pytest.TempPathFactory, changes: list[str]
) -> None:
    registry = Registry(tmp_path_factory.mktemp("nights") / "agreements.json")
    night, kept = on("2026-11-22"), {}
    _add(registry)
    for change in (*changes, "night"):
        if change == "night":
            night = later(night, period("P40D")) or night
        else:
            _change(registry, change)
        found = calendar(registry, occasion(str(night)), CalendarWanted(), LEADS).entries
        for entry in found:
            before = kept.get(entry.mark.uid)
            assert before is None or before.sequence <= entry.sequence
            assert before is None or is_same(before, entry) or before.sequence < entry.sequence
            kept[entry.mark.uid] = entry
        last = later(night, period("P2Y")) or night
        upcoming = {uid: told(one) for uid, one in kept.items() if one.mark.lies_in(night, last) and not one.cancelled}
        stated = {one.mark.uid: told(one) for one in found if one.mark.lies_in(night, last) and not one.cancelled}
        assert upcoming == stated


def is_same(before: DiaryEntry, entry: DiaryEntry) -> bool:
    return told(before) == told(entry) or (before.cancelled and entry.cancelled)


def _add(registry: Registry) -> None:
    from agreetrack.register.records.adding import add

    stated = {
        "ref": "AB-1",
        "title": "Cooperation",
        "parties": [{"name": "Aland"}, {"name": "Borduria"}],
        "signed": "2020-01-31",
        "entry_into_force": "signature",
        "term": "P1Y",
        "renewal": {"mode": "tacit"},
        "notice": {"period": "P3M"},
        "obligations": [YEARLY, ONCE],
    }
    add(registry, occasion(), stated)


def _change(registry: Registry, change: str) -> None:
    from agreetrack.model.errors import AgreetrackError

    now = occasion()
    changes = {
        "extend": lambda: extend(registry, now, "AB-1", on=on("2026-11-22"), by=period("P7M")),
        "terminate": lambda: terminate(registry, now, "AB-1", on=on("2026-11-22"), last_day=on("2027-07-31")),
        "shorten": lambda: edit(registry, now, "AB-1", {"term": "P5M"}),
        "notice": lambda: edit(registry, now, "AB-1", {"notice.period": "P1M"}),
        "obligations": lambda: edit(registry, now, "AB-1", {"obligations": [{**ONCE, "due": "2027-09-30"}]}),
        "remove": lambda: remove(registry, now, "AB-1"),
        "undo": lambda: undo(registry),
        "redo": lambda: redo(registry),
    }
    try:
        changes[change]()
    except AgreetrackError:
        return  # there was nothing to change or to take back
