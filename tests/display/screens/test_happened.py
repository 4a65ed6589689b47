"""Events and clauses in sentences: no word of the file, no JSON."""

from typing import Any

import pytest

from agreetrack.display.page import Page
from agreetrack.display.phrases.fields import FIELDS, KINDS, LINKED_FROM, LINKS
from agreetrack.display.screens.details import numbered
from agreetrack.display.screens.happened import event_words
from agreetrack.display.screens.standing import show
from agreetrack.display.screens.stated import stated_texts
from agreetrack.law.findings import Standing
from agreetrack.law.parties import Roll
from agreetrack.model.clauses import Party
from agreetrack.model.coding import convert
from agreetrack.model.events import AnyEvent
from agreetrack.model.record import Record

PARTIES = Roll((Party(name="Aland", code="AL"), Party(name="Bland", code="BL")))
DAY = "2026-11-22"


def event(**stated: Any) -> AnyEvent:
    found: AnyEvent = convert({"date": DAY, **stated}, AnyEvent)
    return found


@pytest.mark.parametrize(
    ("kind", "stated", "said"),
    [
        ("instrument", {"party": "AL", "type": "ratification"}, "Aland ratified it."),
        ("instrument", {"party": "AL", "type": "acceptance"}, "Aland accepted it."),
        ("instrument", {"party": "AL", "type": "approval"}, "Aland approved it."),
        ("instrument", {"party": "Cland", "type": "accession"}, "Cland acceded to it."),
        ("instrument", {"party": "AL", "type": "definitive-signature"}, "Aland signed it definitively."),
        ("instrument", {"party": "AL", "type": "notification"}, "Aland notified that it can enter into force."),
        ("instrument", {"party": "AL", "type": "succession"}, "Aland succeeded to it."),
        ("provisional", {}, "Provisional application began."),
        ("provisional", {"effective": "2027-01-01"}, "Provisional application was agreed, from 01.01.2027."),
        ("provisional-end", {}, "Provisional application ended."),
        ("provisional-end", {"effective": "2027-01-01"},
         "The end of provisional application was agreed, from 01.01.2027."),
        ("extension", {"by": "P10Y"}, "It was extended by 10 years."),
        ("extension", {"by": "P1Y", "from": "2027-01-01"},
         "It was extended by 1 year. The extension is counted from 01.01.2027."),
        ("extension", {"until": "2027-03-31"}, "It was extended until 31.03.2027."),
        ("extension", {"until": "2027-03-31", "end_day": "included"},
         "It was extended through 31.03.2027, that day included."),
        ("extension", {"until": "2027-03-31", "end_day": "excluded"},
         "It was extended until 31.03.2027, that day not included."),
        ("extension", {"indefinitely": True}, "It was extended without a fixed end."),
        ("renewal", {"basis": "Exchange of notes"}, "Its renewal was agreed or confirmed. Basis: Exchange of notes."),
        ("notice", {"party": "BL"}, "Bland gave notice."),
        ("notice", {"party": "BL", "effect": "non-renewal"}, "Bland gave notice of non-renewal."),
        ("notice", {"party": "BL", "effect": "withdrawal", "last_day": "2026-12-31"},
         "Bland gave notice of withdrawal. The note names 31.12.2026 as the last day."),
        ("notice-prolonged", {"last_day": "2027-01-31"}, "The last day of the notice was moved to 31.01.2027."),
        ("notice-prolonged", {"last_day": "2027-01-31", "party": "BL"},
         "The last day of the notice of Bland was moved to 31.01.2027."),
        ("notice-suspended", {}, "The notice was suspended."),
        ("notice-suspended", {"party": "BL"}, "The notice of Bland was suspended."),
        ("notice-resumed", {}, "The notice runs on."),
        ("notice-resumed", {"party": "BL"}, "The notice of Bland runs on."),
        ("notice-withdrawn", {}, "The notice was withdrawn."),
        ("notice-withdrawn", {"party": "BL"}, "Bland withdrew its notice."),
        ("suspension", {}, "It was suspended."),
        ("suspension", {"party": "AL", "until": "2027-01-31"},
         "Aland suspended it. The suspension lasts through 31.01.2027."),
        ("suspension", {"articles": "4-6", "effective": "2026-12-01"},
         "Articles 4-6 were suspended. That takes effect on 01.12.2026."),
        ("suspension", {"party": "AL", "articles": "4-6"}, "Aland suspended articles 4-6."),
        ("resumption", {}, "It was resumed."),
        ("resumption", {"party": "AL"}, "Aland resumed it."),
        ("resumption", {"articles": "4-6"}, "Articles 4-6 were resumed."),
        ("resumption", {"party": "AL", "articles": "4-6"}, "Aland resumed articles 4-6."),
        ("termination", {"last_day": "2026-12-31"}, "The parties agreed to end it with 31.12.2026, its last day."),
        ("succession", {"from": "Bland", "to": "New Bland"}, "New Bland took the place of Bland."),
        ("close", {}, "The file was closed."),
        ("amendment", {"set": {"term": "P2Y", "counting": "day-before"}, "effective": "2027-01-01"},
         "It was amended, with effect from 01.01.2027. New term: 2 years. "
         "New way of counting: the first day counts (day before the same-numbered one)."),
        ("amendment", {"set": {"renewal": {"mode": "tacit", "period": "P5Y", "times": 1}}},
         "It was amended. New clause on renewal: It renews by itself unless notice is given. "
         "Each renewal is for 5 years. It can renew 1 time."),
        ("amendment", {"set": {"notice": {"period": "P3M"}, "survival": "P1Y",
                               "parties": [{"name": "A"}, {"name": "B"}]}},
         "It was amended. New clause on notice: Notice takes 3 months. Parties now: A, B. "
         "Obligations bind after the end now: 1 year."),
        ("amendment", {"set": {"obligations": [{"id": "1", "text": "x", "kind": "once"}]}},
         "It was amended. It has 1 obligation now."),
    ],
)  # fmt: skip
def test_an_event_is_told_in_sentences(kind: str, stated: dict[str, Any], said: str) -> None:
    assert event_words(event(kind=kind, **stated), "dd.mm.yyyy", PARTIES) == said


def test_a_hostile_event_is_only_shown() -> None:
    shown = event_words(event(kind="notice", party="[bold]x[/] \x1b[2J {party}", basis=":smile:\u202e"), "iso")
    assert shown == r"[bold]x[/] \x1b[2J {party} gave notice. Basis: :smile:\u202e."
    assert "[bold]x[/]" in numbered([(1, event(kind="notice", party="[bold]x[/]"))], Page(80, True))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "exchange-of-notes", "exchange of notes"),
        ("entry_into_force", "signature", "signature"),
        ("entry_into_force", "2027-02-28", "28.02.2027"),
        ("entry_into_force", {"after": 1, "among": ["A", "B"], "month": 1},
         "When 1 instrument is there. Among them have to be those of A, B. "
         "It enters into force on the first day of the next month."),
        ("entry_into_force", {"after": 60, "month": 2, "also": "tonnage", "on": "2027-01-31"},
         "When 60 instruments are there. It enters into force on the first day of the month that is 2 months later. "
         "It also takes: tonnage. All was met on 31.01.2027."),
        ("term_from", "provisional", "provisional application"),
        ("term", "2027-03-31", "through 31.03.2027"),
        ("term", "indefinite", "without a fixed end"),
        ("term", {"event": "completion"}, "until “completion”"),
        ("end_day", "included", "included"),
        ("end_day", "excluded", "not included"),
        ("counting", "anniversary", "the day of the event is not counted (same-numbered day)"),
        ("counting_basis", "text", "as the text says"),
        ("counting_basis", "practice", "by the parties’ practice"),
        ("renewal", {"mode": "none"}, "It does not renew."),
        ("renewal", {"mode": "express"}, "It ends unless the parties extend it."),
        ("renewal", {"mode": "indefinite"}, "After the first term it goes on until notice."),
        ("notice", {"period": "P90D", "before": "end-of-period", "effective_on": "dispatch", "to": "depositary"},
         "Notice takes 90 days. It ends the agreement with the end of a period. "
         "It counts from the day on which it is sent. It goes to the depositary."),
        ("notice", {"before": "day", "day": "06-30", "by": "01-01", "ends": "all", "transit": "P3D"},
         "It takes effect with 30.06 of a year. It has to be received by 01.01 of the year. "
         "It ends the agreement for all parties. The note takes 3 days to arrive."),
        ("notice", {"period": "P3M", "before": "any-time", "month": 1, "effective_on": "receipt", "to": "parties"},
         "Notice takes 3 months. It can be given at any time. It takes effect with the first day of the next month. "
         "It counts from the day on which it is received. It goes to the other parties."),
        ("notice", {"before": "end-of-year", "not_before": "P5Y", "not_before_unit": "year", "counting": "day-before"},
         "It takes effect with the end of a calendar year. "
         "None can be given before the year that follows 5 years from entry into force. "
         "It is counted so: the first day counts (day before the same-numbered one)."),
        ("notice", {"window": "P1Y", "not_before": "P2Y", "month": 2},
         "It takes effect with the first day of the month that is 2 months later. "
         "It can only be given within 1 year after the end of a period. "
         "None can be given within 2 years from entry into force."),
        ("prepare", "P6M", "6 months"),
        ("survival", "indefinite", "without end"),
        ("binding", "legal", "legally"),
        ("binding", "political", "politically"),
        ("approval", {"needed": "Duma"}, "Duma: needed, not recorded as given."),
        ("approval", {"needed": "Duma", "given": "2027-01-31"}, "Duma: given 31.01.2027."),
        ("approval", {"given": "2027-01"}, "Given 2027-01."),
    ],
)  # fmt: skip
def test_a_field_is_shown_in_words(field: str, value: Any, said: str) -> None:
    record = convert({"ref": "A", "title": "T", field: value}, Record)
    assert stated_texts(record, field, "dd.mm.yyyy") == [said]


def test_a_day_of_the_year_that_is_not_stated() -> None:
    record = convert({"ref": "A", "title": "T", "notice": {"before": "day"}}, Record)
    assert stated_texts(record, "notice", "iso") == ["It takes effect with a day of the year."]


def test_every_field_kind_and_link_has_a_name() -> None:
    elsewhere = {"ref", "title", "parties", "signed", "events", "links", "owner"}
    elsewhere |= {"obligations", "clauses", "documents", "acknowledged"}
    assert set(Record.__struct_fields__) - elsewhere == set(FIELDS)
    assert LINKS.keys() == LINKED_FROM.keys()
    assert len(KINDS) == 7


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"what": "notice", "decided": "not given"}, "Last day to receive notice, 2027-02-28: decided, “not given”."),
        ({"what": "expiry", "until": "2027-01-15"}, "End of the term, 2027-02-28: to be told again on 2027-01-15."),
        ({"what": "obligation", "id": "o1", "lead": 1}, "Obligation o1, 2027-02-28: seen as told 1 day before."),
        ({"what": "obligation", "id": "o1", "lead": -7}, "Obligation o1, 2027-02-28: seen as told 7 days after."),
        ({"what": "leaving", "id": "Aland"}, "Last day of Aland, 2027-02-28: seen."),
    ],
)
def test_an_answer_to_a_warning_is_told_in_a_sentence(answer: dict[str, Any], said: str) -> None:
    given = {"due": "2027-02-28", "date": DAY, **answer}
    record = convert({"ref": "A", "title": "T", "acknowledged": [given]}, Record)
    standing = Standing(
        day=record.acknowledged[0].date, knowing=record.acknowledged[0].date, status="draft", suspended=False
    )
    assert f"  2026-11-22  {said}\n" in show(record, standing, Page())


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"by": ["A"], "to": ["B"], "within": "P1M", "of": "entry-into-force"},
         "It is owed by A to B. Due within 1 month of entry into force."),
        ({"within": "P1M", "of": "end", "survives": True}, "Due within 1 month of the end. It survives the end."),
        ({"within": "P1M"}, "Due within 1 month; from when is not stated."),
        ({"kind": "recurring", "rrule": "FREQ=YEARLY", "from": "2027-01-01", "until": "2030-01-01"},
         "Due by the rule FREQ=YEARLY from 2027-01-01. The last time is on 2030-01-01 or before."),
        ({"occurrences": [{"status": "met", "date": DAY}]}, "Met on 2026-11-22."),
        ({"occurrences": [{"status": "partly-met", "date": DAY}]}, "Met in part on 2026-11-22."),
        ({"occurrences": [{"status": "waived", "date": DAY}]}, "Waived on 2026-11-22."),
    ],
)  # fmt: skip
def test_an_obligation_is_told_in_sentences(stated: dict[str, Any], said: str) -> None:
    one = {"id": "1", "text": "x", "kind": "once", **stated}
    record = convert({"ref": "A", "title": "T", "obligations": [one]}, Record)
    standing = Standing(day=event(kind="close").date, knowing=event(kind="close").date, status="draft", suspended=False)
    assert f"     {said}\n" in show(record, standing, Page())
