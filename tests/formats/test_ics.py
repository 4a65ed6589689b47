"""The text of a calendar: RFC 5545, for programs that are not ours."""

import builtins
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace
from questions import promises, standing
from saying import refusing, sentence

from agreetrack.display.phrases import say
from agreetrack.formats.ics import calendar_ics, summary
from agreetrack.law.diary import DiaryEntry, Mark
from agreetrack.model.acknowledgements import What
from agreetrack.model.coding import convert
from agreetrack.model.errors import AgreetrackError
from agreetrack.model.record import Watched

AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
DAY = date(2026, 11, 22)


def record(**fields: Any) -> Watched:
    stated = {
        "ref": "AB-1",
        "title": "Water",
        "parties": [{"name": "Aland"}, {"name": "Borduria"}],
        "signed": "2015-02-09",
        "entry_into_force": "signature",
        "term": "P12Y",
        **fields,
    }
    return convert(stated, Watched)


def entry(what: What = "expiry", on: date = date(2027, 2, 9), party: str | None = None, **fields: Any) -> DiaryEntry:
    about = record(**fields)
    found = standing(about, DAY)
    mark = Mark(record=about, slot="end-1", what=what, day=on, standing=found, party=party)
    return DiaryEntry(mark=mark, sequence=3, changed=AT, restricted=about.restricted)


def owed(**fields: Any) -> DiaryEntry:
    stated = {"id": "1", "kind": "once", "due": "2027-01-31", "text": "Build it", **fields}
    about = record(obligations=[stated])
    (promise,) = promises(about, DAY)
    (one,) = promise.between(DAY, date.max)
    found = standing(about, DAY)
    mark = Mark(
        record=about, slot="obligation-1", what="obligation", day=one.due or DAY, standing=found, occurrence=one
    )
    return DiaryEntry(mark=mark, sequence=1)


def described(one: DiaryEntry) -> list[str]:
    return str(event(one)["description"]).split("\n")


def event(one: DiaryEntry) -> Any:
    (found,) = Calendar.from_ical(calendar_ics([one], AT, say)).walk("VEVENT")
    return found


def test_a_whole_event() -> None:
    one = replace(entry(tags=["a,b", "вода"], owner="Anna <anna@example.org>"), leads=(30, 0))
    assert calendar_ics([one], AT, say).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//agreetrack//agreetrack//EN",
        "X-WR-CALNAME:agreetrack",
        "BEGIN:VEVENT",
        "SUMMARY:Expires: AB-1 Water",
        "DTSTART;VALUE=DATE:20270209",
        "DTEND;VALUE=DATE:20270210",
        "DTSTAMP:20261122T083000Z",
        "UID:AB-1.end-1@agreetrack",
        "SEQUENCE:3",
        "CATEGORIES:a\\,b,вода",
        "DESCRIPTION:AB-1 Water\\nBetween Aland\\, Borduria.\\nIt lapses unless an ext",
        " ension is agreed by then.\\nOwner: Anna <anna@example.org>\\nWhy: agreetrack",
        "  explain AB-1",
        "LAST-MODIFIED:20261122T083000Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Expires: AB-1 Water",
        "TRIGGER:-P30D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Expires: AB-1 Water",
        "TRIGGER:P0D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


TACIT = {"mode": "tacit", "period": "P1Y"}


@pytest.mark.parametrize(
    ("what", "fields", "title", "line"),
    [
        ("expiry", {}, "Expires: AB-1 Water", "It lapses unless an extension is agreed by then."),
        ("expiry", {"renewal": {"mode": "none"}}, "Expires: AB-1 Water", "It lapses after that day."),
        ("termination", {}, "Ends: AB-1 Water", "This is the last day in force."),
        (
            "renewal",
            {"renewal": TACIT, "counting": "anniversary"},
            "Renews by itself: AB-1 Water",
            "It renews by itself, through 2028-02-09.",
        ),
        (
            "renewal",
            {"renewal": TACIT},
            "Renews by itself: AB-1 Water",
            "It renews by itself, through 2028-02-09 (or 2028-02-08).",
        ),
        ("renewal", {}, "Renews by itself: AB-1 Water", "It renews by itself."),
        (
            "first-term-end",
            {"renewal": {"mode": "indefinite"}},
            "First term ends: AB-1 Water",
            "It goes on until notice is given.",
        ),
        (
            "notice",
            {"renewal": {"mode": "indefinite"}},
            "Last day for notice: AB-1 Water",
            "Without notice received by then it goes on until notice is given.",
        ),
        (
            "notice",
            {"renewal": TACIT, "counting": "anniversary"},
            "Last day for notice: AB-1 Water",
            "Without notice received by then it renews by itself, through 2028-02-09.",
        ),
        ("notice", {}, "Last day for notice: AB-1 Water", "Without notice received by then it renews by itself."),
    ],
)
def test_what_is_said(what: What, fields: dict[str, Any], title: str, line: str) -> None:
    one = entry(what, **fields)
    assert sentence(summary(one)) == title
    assert line in described(one)


def test_when_the_note_has_to_leave() -> None:
    fields = {"renewal": TACIT, "notice": {"period": "P1M", "transit": "P14D"}, "counting": "anniversary"}
    assert "The note has to leave by 2026-12-25." in described(entry("notice", **fields))
    assert not [line for line in described(entry("notice", date(2026, 12, 25), **fields)) if "leave" in line]


def test_a_party_that_leaves() -> None:
    one = entry("leaving", party="Borduria")
    assert sentence(summary(one)) == "Borduria leaves: AB-1 Water"
    assert "This is the last day for Borduria; the others go on." in described(one)
    assert sentence(summary(replace(one, restricted=True))) == "A party leaves: AB-1"


def test_both_readings() -> None:
    one = entry()
    both = replace(one, mark=replace(one.mark, or_day=date(2027, 2, 10)))
    line = "2027-02-09 is the earlier reading, 2027-02-10 the other one: the text leaves it open."
    assert described(both)[0] == line


def test_an_obligation() -> None:
    one = owed(by=["Aland"], to=["Borduria"], owner="Ivan", text="Build\nit")
    assert sentence(summary(one)) == "Due: Build it (AB-1 Water)"
    assert described(one)[2:6] == [
        "Obligation 1: Build it",
        "To be done by Aland.",
        "Owed to Borduria.",
        "Owner: Ivan",
    ]
    assert "last-modified" not in event(one)


def test_a_long_obligation_is_shortened_in_the_title_alone() -> None:
    one = owed(text="Word " * 40)
    assert sentence(summary(one)) == f"Due: {'Word ' * 11}Word… (AB-1 Water)"
    assert ("Word " * 40).strip() in described(one)[2]


@pytest.mark.parametrize(
    ("status", "title"), [("met", "Met"), ("waived", "Waived"), ("partly-met", "Due, met in part")]
)
def test_what_became_of_an_obligation(status: str, title: str) -> None:
    one = owed(occurrences=[{"status": status, "date": "2026-11-01"}])
    assert sentence(summary(one)) == f"{title}: Build it (AB-1 Water)"
    assert f"Recorded on 2026-11-01: {status}." in described(one)


def test_of_a_restricted_agreement_the_ref_alone() -> None:
    one = entry(
        restricted=True, title="Secret title", tags=["secret tag"], owner="Secret owner", parties=[{"name": "Secret"}]
    )
    cancelled = replace(one, cancelled=True)
    hidden = replace(owed(text="Secret", by=["Aland"]), restricted=True)
    for each in (one, cancelled, hidden, replace(hidden, leads=(3,))):
        text = calendar_ics([each], AT, say).decode()
        assert "AB-1" in text
        assert not {"Secret", "secret", "Aland"} & set(text.replace(":", " ").split())
        assert "ecret" not in text


def test_what_is_cancelled() -> None:
    one = event(replace(entry(), cancelled=True))
    assert (one["status"], str(one["summary"])) == ("CANCELLED", "Cancelled: Expires: AB-1 Water")
    assert str(one["description"]) == "This is no longer foreseen.\nWhy: agreetrack explain AB-1"


def test_the_last_day_of_the_calendar_has_no_day_after_it() -> None:
    assert "dtend" not in event(entry(on=date.max))


def test_names_with_commas_are_parted_by_semicolons() -> None:
    one = entry(parties=[{"name": "Congo, Republic of"}, {"name": "Aland"}])
    assert "Between Congo, Republic of; Aland." in described(one)


def test_what_acts_on_a_terminal_or_turns_text_around_is_shown_as_text() -> None:
    one = entry(title="Evil\x1b[31m\r\nBEGIN:VALARM\u202e, {name}; \\n", tags=["a\nb"])
    assert str(event(one)["summary"]) == "Expires: AB-1 Evil\\x1b[31m BEGIN:VALARM\\u202e, {name}; \\n"
    text = calendar_ics([one], AT, say)
    assert b"\r\nBEGIN:VALARM" not in text
    assert b"\x1b" not in text
    assert b"CATEGORIES:a b\r\n" in text


@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    tags=st.lists(st.text(st.sampled_from("aЖ,;\\\n\x7f\"' 漢"), min_size=1), max_size=3),
)
def test_any_title_and_tags_come_back_and_no_line_is_too_long(title: str, tags: list[str]) -> None:
    one = replace(entry(title=title, tags=tags), leads=(7,))
    content = calendar_ics([one], AT, say)
    assert content == calendar_ics([one], AT, say)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    found = event(one)
    assert str(found["summary"]) == sentence(summary(one))
    assert found.decoded("dtstart") == date(2027, 2, 9)
    (alarm,) = found.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-7)


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any, **others: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *more, **others)

    monkeypatch.setattr(builtins, "__import__", without)
    with refusing(AgreetrackError, match=r"pip install 'agreetrack\[calendars\]'"):
        calendar_ics([], AT, say)
