"""What is recorded of an agreement's life, what is refused and why, and what is told."""

from collections.abc import Callable
from typing import Any

import pytest
from occasions import Add, occasion, on
from questions import standing
from saying import refusing, sentence, sentences

from agreetrack.model.errors import InvalidData, Refused, UsageError
from agreetrack.model.events import Instrument, NoticeGiven
from agreetrack.model.periods import period
from agreetrack.register.events.amending import amend
from agreetrack.register.events.ending import close, terminate
from agreetrack.register.events.entering import instrument, provisional
from agreetrack.register.events.extending import extend, renew
from agreetrack.register.events.noticing import give_notice, suspend_notice, withdraw_notice
from agreetrack.register.events.suspending import resume, suspend
from agreetrack.register.records.adding import add
from agreetrack.register.results import Changed
from agreetrack.store import Registry

TACIT = {"renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}
Record = Callable[..., Changed]


def refused(registry: Registry, recording: Record, **words: Any) -> str:
    """The refusal's sentence; the file has to stay as it was, to the byte."""
    before = registry.path.read_bytes()
    with pytest.raises(Refused) as caught:
        recording(registry, occasion(words.pop("today", "2026-11-22")), "ab-1", **words)
    assert registry.path.read_bytes() == before
    return sentence(caught.value)


def done(registry: Registry, recording: Record, **words: Any) -> Changed:
    return recording(registry, occasion(words.pop("today", "2026-11-22")), "ab-1", **words)


# Extensions


def test_an_extension_by_a_period_adds_to_the_term(registry: Registry, agreement: Add) -> None:
    agreement()
    changed = done(registry, extend, on=on("2020-01-10"), by=period("P5Y"), basis="Protocol", today="2020-01-10")
    assert changed.before is not None
    assert (changed.before.expires, changed.standing.expires) == (on("2020-02-09"), on("2025-02-09"))
    assert (sentences(changed.told), changed.seq) == ((), 2)
    assert registry.find("AB-1").events[0].basis == "Protocol"


def test_an_extension_on_the_day_of_the_later_reading_is_in_time(registry: Registry, agreement: Add) -> None:
    agreement()
    assert done(registry, extend, on=on("2020-02-09"), until=on("2020-12-31")).record.events


def test_an_extension_after_the_end_is_refused_unless_retroactive(registry: Registry, agreement: Add) -> None:
    agreement()
    sentence = refused(registry, extend, on=on("2020-02-10"), by=period("P5Y"))
    assert "expired on 2020-02-09" in sentence
    assert "not extended but succeeded" in sentence
    assert "--retroactive" in sentence
    changed = done(registry, extend, on=on("2020-06-01"), by=period("P10Y"), retroactive=True)
    assert changed.standing.expires == on("2030-02-09")
    assert sentences(changed.told) == ("retroactive: on 2020-06-01 it had run out on 2020-02-09",)


def test_a_retroactive_extension_may_start_anew_after_a_gap(registry: Registry, agreement: Add) -> None:
    agreement()
    changed = done(registry, extend, on=on("2020-06-01"), by=period("P10Y"), start=on("2020-05-01"), retroactive=True)
    gap = next(span for span in changed.standing.ledger if span.kind == "gap")
    assert (gap.start, gap.through) == (on("2020-02-10"), on("2020-04-30"))


@pytest.mark.parametrize("until", ["2020-02-09", "2019-12-31"])
def test_an_extension_has_to_lengthen(registry: Registry, agreement: Add, until: str) -> None:
    agreement()
    assert "does not lengthen" in refused(registry, extend, on=on("2020-01-10"), until=on(until))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"term": "indefinite"}, "indefinite"),
        ({"term": None}, "term is not known"),
        ({"entry_into_force": None}, "runs from is not known"),
        ({"signed": "2015"}, "runs from is not known"),
    ],
)
def test_a_period_is_added_only_to_what_can_be_counted(
    registry: Registry, agreement: Add, fields: dict[str, Any], says: str
) -> None:
    agreement(**fields)
    assert says in refused(registry, extend, on=on("2016-01-10"), by=period("P5Y"))


def test_an_unknown_term_can_be_given_a_last_day(registry: Registry, agreement: Add) -> None:
    agreement(term=None)
    assert done(registry, extend, on=on("2016-01-10"), until=on("2030-12-31")).standing.expires == on("2030-12-31")


def test_extend_wants_to_know_how_far(registry: Registry, agreement: Add) -> None:
    agreement()
    with refusing(UsageError, match="one of --by PERIOD, --until DATE and --indefinitely"):
        done(registry, extend, on=on("2016-01-10"))


def test_a_day_that_stands_for_no_end_is_refused_with_its_place(registry: Registry, agreement: Add) -> None:
    agreement()
    with refusing(InvalidData, match=r"events\[0\]\.until: “9999-12-31” stands for no end"):
        done(registry, extend, on=on("2016-01-10"), until=on("9999-12-31"))


def test_an_extension_ends_within_the_calendar(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "beyond the year 9999" in refused(registry, extend, on=on("2016-01-10"), by=period("P9000Y"))


def test_an_event_before_signature_is_refused(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "signed 2015-02-09" in refused(registry, extend, on=on("2015-02-08"), by=period("P5Y"))


def test_a_month_of_signature_counts_from_its_first_day(registry: Registry, agreement: Add) -> None:
    agreement(signed="2015-02", entry_into_force="2015-02-09")
    assert done(registry, extend, on=on("2015-02-01"), by=period("P5Y")).record.events


def test_an_event_ahead_is_kept_and_told(registry: Registry, agreement: Add) -> None:
    agreement(entry_into_force="2025-02-09")
    changed = done(registry, extend, on=on("2027-01-01"), by=period("P1Y"))
    assert changed.standing.expires == on("2030-02-09")
    assert sentences(changed.told) == ("it is dated after 2026-11-22: it counts from 2027-01-01 on",)


def test_extensions_recorded_out_of_order_are_judged_by_their_own_day(registry: Registry, agreement: Add) -> None:
    agreement()
    done(registry, extend, on=on("2025-01-10"), by=period("P5Y"), retroactive=True)
    assert done(registry, extend, on=on("2020-01-10"), by=period("P5Y")).standing.expires == on("2030-02-09")


# Renewals


def test_an_express_renewal_adds_one_period(registry: Registry, agreement: Add) -> None:
    agreement(renewal={"mode": "express"})
    done(registry, renew, on=on("2020-01-10"))
    assert done(registry, renew, on=on("2025-01-10")).standing.expires == on("2030-02-09")


def test_a_tacit_renewal_is_confirmed(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    changed = done(registry, renew, on=on("2020-02-09"))
    assert changed.standing.expires == on("2030-02-09")
    assert "no date moves" in sentences(changed.told)[0]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"renewal": {"mode": "none"}}, "provides for no renewal"),
        ({"renewal": {"mode": "indefinite"}}, "nothing to renew"),
        ({"renewal": {"mode": "express"}, "term": "2020-02-09"}, "period of its renewal is not known"),
        ({"renewal": {"mode": "express"}, "term": None}, "is not known"),
        ({"renewal": {"mode": "tacit", "times": 1}, "signed": "2005-02-09"}, "used up"),
    ],
)
def test_a_renewal_that_cannot_be(registry: Registry, agreement: Add, fields: dict[str, Any], says: str) -> None:
    agreement(**fields)
    assert says in refused(registry, renew, on=on("2015-02-09"))


def test_a_renewal_after_the_end_is_refused(registry: Registry, agreement: Add) -> None:
    agreement(renewal={"mode": "express"})
    assert "not renewed but succeeded" in refused(registry, renew, on=on("2020-02-10"))


def test_a_renewal_that_the_text_does_not_state_is_told(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "renewed expressly, by 5y" in sentence(done(registry, renew, on=on("2020-01-10")).told[0])


# Notices


def test_a_notice_in_time_ends_the_period(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT, counting="anniversary")
    changed = done(registry, give_notice, on=on("2019-08-09"), party="al", today="2019-09-01")
    assert changed.record.events == (NoticeGiven(date=on("2019-08-09"), party="Aland"),)
    assert (changed.standing.status, changed.standing.ends, sentences(changed.told)) == ("ending", on("2020-02-09"), ())


def test_a_notice_in_time_by_one_reading_only_is_told_with_both(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    changed = done(registry, give_notice, on=on("2019-08-09"), party="al", today="2019-09-01")
    assert (changed.standing.ends, changed.standing.rival_ends) == (on("2020-02-09"), on("2025-02-08"))
    assert "in time by one reading of the counting only" in sentences(changed.told)[0]


def test_a_late_notice_is_accepted_and_told(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    changed = done(registry, give_notice, on=on("2019-08-10"), party="Aland", today="2019-09-01")
    assert changed.standing.ends == on("2025-02-09")
    assert sentences(changed.told) == (
        "received after 2019-08-09, the last day for notice in period 1: it ends with period 2, on 2025-02-09",
    )


def test_a_notice_by_no_party_lists_the_parties(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    sentence = refused(registry, give_notice, on=on("2019-08-09"), party="Cordoba")
    assert "“Cordoba” is no party to it; its parties are “Aland” (AL), “Borduria”" in sentence


@pytest.mark.parametrize("name", ["", " "])
def test_no_name_is_no_party(registry: Registry, agreement: Add, name: str) -> None:
    agreement(**TACIT)
    for recording, words in (
        (give_notice, {}),
        (suspend, {}),
        (instrument, {"type": "approval"}),
        (instrument, {"type": "accession"}),
    ):
        assert "is no party" in refused(registry, recording, on=on("2019-08-09"), party=name, **words)


def test_a_second_notice_of_the_same_party_is_refused(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    done(registry, give_notice, on=on("2019-08-01"), party="Aland")
    assert "gave notice on 2019-08-01 already" in refused(registry, give_notice, on=on("2019-08-09"), party="Aland")


def test_without_a_clause_nothing_is_computed_and_the_mend_is_told(registry: Registry, agreement: Add) -> None:
    agreement(term="indefinite")
    changed = done(registry, give_notice, on=on("2019-08-01"), party="Aland")
    assert changed.standing.ends is None
    assert "no denunciation clause is recorded" in sentences(changed.told)[0]
    assert "--last-day" in sentences(changed.told)[0]


def test_a_note_may_name_its_last_day_but_none_before_receipt(registry: Registry, agreement: Add) -> None:
    agreement(term="indefinite")
    assert "before its receipt" in refused(
        registry, give_notice, on=on("2019-08-01"), party="Aland", last_day=on("2019-07-01")
    )
    changed = done(registry, give_notice, on=on("2019-08-01"), party="Aland", last_day=on("2030-08-01"))
    assert changed.standing.ends == on("2030-08-01")


def test_a_notice_is_suspended_and_withdrawn(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    done(registry, give_notice, on=on("2019-08-01"), party="Aland")
    done(registry, suspend_notice, on=on("2020-02-09"))
    assert done(registry, withdraw_notice, on=on("2023-03-21")).standing.status == "in-force"


def test_a_notice_that_took_effect_cannot_be_taken_back(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    done(registry, give_notice, on=on("2019-08-01"), party="Aland")
    assert "took effect on 2020-02-09" in refused(registry, withdraw_notice, on=on("2020-02-10"))


def test_there_has_to_be_a_notice_to_take_back(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    assert "no notice is pending" in refused(registry, withdraw_notice, on=on("2019-09-01"))
    assert "no notice of “Aland”" in refused(registry, suspend_notice, on=on("2019-09-01"), party="AL")


def test_with_several_notices_the_party_is_asked_for(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT, parties=[{"name": name} for name in ("Aland", "Borduria", "Cordoba", "Doria")])
    done(registry, give_notice, on=on("2019-08-01"), party="Aland")
    done(registry, give_notice, on=on("2019-08-02"), party="Borduria")
    assert "--party" in refused(registry, withdraw_notice, on=on("2019-09-01"))
    assert done(registry, withdraw_notice, on=on("2019-09-01"), party="Borduria").record.events


def test_an_extension_does_not_undo_a_notice(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    done(registry, give_notice, on=on("2019-08-01"), party="Aland")
    assert "notice was given by “Aland”" in refused(registry, extend, on=on("2019-09-01"), by=period("P5Y"))


# Termination and close


def test_termination_wants_a_labelled_end(registry: Registry, agreement: Add) -> None:
    agreement()
    with refusing(UsageError, match="--last-day DATE, the last day in force, or --out-from DATE"):
        done(registry, terminate, on=on("2018-01-01"))


def test_out_from_is_the_day_after_the_last_one(registry: Registry, agreement: Add) -> None:
    agreement()
    changed = done(registry, terminate, on=on("2018-01-01"), out_from=on("2019-01-01"), today="2018-02-01")
    assert (changed.standing.ends, changed.standing.out_from) == (on("2018-12-31"), on("2019-01-01"))


def test_a_termination_does_not_prolong(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "does not prolong" in refused(registry, terminate, on=on("2018-01-01"), last_day=on("2021-01-01"))


def test_a_termination_may_look_back_and_be_replaced(registry: Registry, agreement: Add) -> None:
    agreement()
    first = done(registry, terminate, on=on("2018-01-01"), last_day=on("2017-12-31"), today="2018-01-02")
    assert sentences(first.told) == (
        "the last day, 2017-12-31, lies before the day of the agreement to end it, 2018-01-01",
    )
    second = done(registry, terminate, on=on("2017-06-01"), last_day=on("2018-06-30"), today="2018-01-02")
    assert second.record.events[1:] != ()


def test_a_second_agreement_to_end_it_replaces_the_first(registry: Registry, agreement: Add) -> None:
    agreement()
    done(registry, terminate, on=on("2018-01-01"), last_day=on("2018-12-31"))
    changed = done(registry, terminate, on=on("2018-06-01"), last_day=on("2019-06-30"), today="2018-06-01")
    assert "replaces the termination recorded before" in sentences(changed.told)[0]
    assert changed.standing.ends == on("2019-06-30")


@pytest.mark.parametrize("day", ["2014-01-01", "0001-01-01"])
def test_an_end_before_signature_is_refused(registry: Registry, agreement: Add, day: str) -> None:
    agreement()
    with refusing((Refused, UsageError), match="before"):
        done(registry, terminate, on=on("2018-01-01"), out_from=on(day))


AFTER: list[tuple[Record, dict[str, Any]]] = [
    (extend, {"by": "P1Y"}),
    (extend, {"by": "P1Y", "retroactive": True}),
    (renew, {}),
    (give_notice, {"party": "Aland"}),
    (terminate, {"last_day": on("2019-06-01")}),
    (suspend, {}),
    (resume, {}),
    (withdraw_notice, {}),
    (instrument, {"party": "Aland", "type": "ratification"}),
    (provisional, {}),
    (amend, {"stated": {"term": "P7Y"}}),
]


@pytest.mark.parametrize(("recording", "words"), AFTER, ids=[one.__name__ for one, _ in AFTER])
def test_nothing_happens_after_termination(
    registry: Registry, agreement: Add, recording: Record, words: dict[str, Any]
) -> None:
    agreement(**TACIT)
    done(registry, terminate, on=on("2018-01-01"), last_day=on("2018-12-31"))
    refused(registry, recording, on=on("2019-01-01"), **words)


def test_what_ended_is_closed_once(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "can be closed after 2020-02-09" in refused(registry, close, on=on("2020-02-09"))
    assert done(registry, close, on=on("2020-02-10")).standing.closed
    assert "closed already" in refused(registry, close, on=on("2020-02-11"))


def test_what_has_no_end_is_not_closed(registry: Registry, agreement: Add) -> None:
    agreement(term="indefinite")
    assert "nothing to close" in refused(registry, close, on=on("2020-02-09"))


# Entry into force


RULE = {"entry_into_force": {"after": "all", "wait": "P30D"}}


def test_instruments_bring_it_into_force(registry: Registry, agreement: Add) -> None:
    agreement(**RULE)
    first = done(registry, instrument, on=on("2015-03-01"), party="AL", type="ratification")
    assert (sentences(first.told), first.standing.in_force) == (("still missing: “Borduria”",), None)
    second = done(registry, instrument, on=on("2015-04-01"), party="Borduria", type="approval")
    assert sentences(second.told) == ("entry into force: 2015-05-01",)
    assert second.record.events[0] == Instrument(date=on("2015-03-01"), party="Aland", type="ratification")


def test_a_second_instrument_of_a_party_is_refused(registry: Registry, agreement: Add) -> None:
    agreement(**RULE)
    done(registry, instrument, on=on("2015-03-01"), party="AL", type="ratification")
    assert "arrived on 2015-03-01 already" in refused(
        registry, instrument, on=on("2015-03-02"), party="Aland", type="approval"
    )


def test_only_accession_brings_a_new_party(registry: Registry, agreement: Add) -> None:
    agreement(**RULE)
    assert "only accession and succession" in refused(
        registry, instrument, on=on("2015-03-01"), party="Cordoba", type="ratification"
    )
    changed = done(registry, instrument, on=on("2015-03-01"), party="Cordoba", type="accession")
    assert sentences(changed.told)[0] == "“Cordoba” joins as a new party"


def test_a_later_joiner_has_a_day_of_its_own(registry: Registry, agreement: Add) -> None:
    agreement(**RULE)
    for party in ("Aland", "Borduria"):
        done(registry, instrument, on=on("2015-03-01"), party=party, type="ratification")
    joined = done(registry, instrument, on=on("2016-03-01"), party="Cordoba", type="accession")
    assert sentences(joined.told)[1] == "in force for “Cordoba” from 2016-03-31"


def test_an_instrument_that_nothing_waits_for_is_told(registry: Registry, agreement: Add) -> None:
    agreement(entry_into_force=None)
    told = done(registry, instrument, on=on("2015-03-01"), party="Aland", type="ratification").told
    assert "--entry-into-force-after all" in sentence(told[0])


def test_provisional_application_begins_and_ends(registry: Registry, agreement: Add) -> None:
    agreement(entry_into_force=None)
    begun = done(registry, provisional, on=on("2015-03-01"), effective=on("2015-04-01"), today="2015-05-01")
    assert begun.standing.status == "provisional"
    assert "provisionally already" in refused(registry, provisional, on=on("2015-06-01"))
    assert "before the beginning" in refused(
        registry, provisional, on=on("2015-06-01"), effective=on("2015-03-31"), end=True
    )
    ended = done(registry, provisional, on=on("2015-06-01"), end=True, today="2015-07-01")
    assert ended.standing.status == "signed"
    assert "not applied provisionally" in refused(registry, provisional, on=on("2015-08-01"), end=True)


def test_what_is_in_force_is_not_applied_provisionally(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "entered into force on 2015-02-09" in refused(registry, provisional, on=on("2015-03-01"))


# Suspension


def test_suspension_and_resumption(registry: Registry, agreement: Add) -> None:
    agreement()
    assert done(registry, suspend, on=on("2016-03-01"), today="2016-04-01").standing.suspended
    assert "suspended since 2016-03-01 already" in refused(registry, suspend, on=on("2016-04-01"))
    assert not done(registry, resume, on=on("2016-05-01"), today="2016-06-01").standing.suspended


def test_what_is_not_suspended_is_not_resumed(registry: Registry, agreement: Add) -> None:
    agreement()
    assert "not suspended on 2016-03-01" in refused(registry, resume, on=on("2016-03-01"))
    done(registry, suspend, on=on("2016-03-01"), party="AL")
    assert "another part: the whole for “Aland”" in refused(registry, resume, on=on("2016-04-01"), party="Borduria")


def test_what_is_still_suspended_is_told(registry: Registry, agreement: Add) -> None:
    agreement()
    done(registry, suspend, on=on("2016-03-01"), party="AL")
    done(registry, suspend, on=on("2016-03-02"), articles="5")
    changed = done(registry, resume, on=on("2016-04-01"), party="AL")
    assert sentences(changed.told) == ("still suspended: “5” for all parties, since 2016-03-02",)


def test_a_suspension_ends_after_it_begins(registry: Registry, agreement: Add) -> None:
    agreement()
    with refusing(UsageError, match="lies before the suspension begins"):
        done(registry, suspend, on=on("2016-03-01"), until=on("2016-02-01"))


# Amendments


def test_an_amendment_sets_a_part_of_a_clause(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    changed = done(registry, amend, stated={"notice.period": "P1Y"}, on=on("2016-01-01"), today="2016-02-01")
    assert changed.standing.notice_by == on("2019-02-09")
    again = done(registry, amend, stated={"notice.transit": "P10D"}, on=on("2017-01-01"), today="2017-02-01")
    assert again.standing.notice_by == on("2019-02-09")


def test_a_new_term_reaches_beyond_the_amendment(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT)
    assert "is over before the amendment" in refused(
        registry, amend, stated={"term": "2016-01-01"}, on=on("2017-01-01")
    )


def test_an_amendment_comes_before_the_end(registry: Registry, agreement: Add) -> None:
    agreement()
    words = {"stated": {"survival": "P1Y"}, "on": on("2016-01-01"), "effective": on("2021-01-01")}
    assert "ends on 2020-02-09" in refused(registry, amend, **words)


def test_a_new_term_sets_the_end_of_the_period_that_runs(registry: Registry, agreement: Add) -> None:
    agreement(**TACIT, counting="anniversary")
    changed = done(registry, amend, stated={"term": "P20Y"}, on=on("2021-01-01"), today="2021-01-01")
    assert (changed.standing.period, changed.standing.expires) == (2, on("2040-02-09"))
    shorter = done(registry, amend, stated={"term": "P2Y"}, on=on("2021-06-01"), today="2021-06-01")
    assert shorter.standing.expires == on("2022-02-09")
    assert "is over before" in refused(registry, amend, stated={"term": "P1Y"}, on=on("2021-07-01"))


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({}, "say what it sets"),
        ({"title": "New"}, "an amendment sets term, renewal"),
        ({"parties.name": "New"}, "set as a whole"),
    ],
)
def test_an_amendment_sets_clauses_only(registry: Registry, agreement: Add, stated: dict[str, str], says: str) -> None:
    agreement()
    with refusing(UsageError, match=says):
        done(registry, amend, stated=stated, on=on("2016-01-01"))


def test_a_wrong_value_in_an_amendment_is_told_with_its_place(registry: Registry, agreement: Add) -> None:
    agreement()
    with refusing(InvalidData, match="maybe"):
        done(registry, amend, stated={"renewal.mode": "maybe"}, on=on("2016-01-01"))


# Real agreements, as the events happened


def test_gsomia_command_by_command(registry: Registry) -> None:
    add(
        registry,
        occasion("2016-11-23"),
        {
            "ref": "AB-1",
            "title": "Military information",
            "parties": [{"name": "Japan"}, {"name": "Republic of Korea", "code": "KR"}],
            "term": "P1Y",
            "renewal": {"mode": "tacit"},
            "notice": {"period": "P90D"},
            "counting": "day-before",
        },
        start=on("2016-11-23"),
    )
    done(registry, give_notice, on=on("2019-08-23"), party="KR", today="2019-08-23")
    done(registry, suspend_notice, on=on("2019-11-22"), today="2019-11-22")
    now = done(registry, withdraw_notice, on=on("2023-03-21")).standing
    assert (now.expires, now.renews_to) == (on("2026-11-22"), on("2027-11-22"))


def test_us_cn_science_and_technology_command_by_command(registry: Registry) -> None:
    stated = {"ref": "AB-1", "title": "S&T", "term": "P5Y", "renewal": {"mode": "express"}}
    stated["parties"] = [{"name": "United States"}, {"name": "China"}]
    add(registry, occasion("1979-02-01"), stated, start=on("1979-01-31"))
    done(registry, extend, on=on("1984-01-12"), until=on("2023-08-27"))
    done(registry, extend, on=on("2023-08-27"), by=period("P6M"))
    done(registry, extend, on=on("2024-02-27"), until=on("2024-08-27"))
    words = {"on": on("2024-12-13"), "by": period("P5Y"), "start": on("2024-08-27")}
    refused(registry, extend, **words)
    record = done(registry, extend, **words, retroactive=True).record
    now = standing(record, on("2026-11-22"))
    assert (now.expires, now.rival_expires) == (on("2029-08-27"), on("2029-08-26"))
