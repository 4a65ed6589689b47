"""What a reminder says: the exact sentences, and the plain text of a digest."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from nightly import (
    ACTING,
    EVERY_KIND,
    HOSTILE,
    NIGHT,
    NOTICE,
    SECRET,
    STILL_OPEN,
    command,
    day,
    digest,
    extend_by,
    friendship,
    notice_by,
    owed,
    reminder,
    secret,
    stands,
)
from questions import matters

from agreetrack.display.digest.html import html
from agreetrack.display.digest.markdown import markdown
from agreetrack.display.digest.text import WIDTH, subject, text
from agreetrack.display.digest.words import distance, last_working_day, name, sentence
from agreetrack.display.plain import cells
from agreetrack.law.findings import Act, Happening, Leaving, Standing
from agreetrack.law.reminders import Digest, Reminder
from agreetrack.model.acknowledgements import What
from agreetrack.model.clauses import NoticeClause, Renewal
from agreetrack.model.dates import PartialDay
from agreetrack.model.periods import period
from agreetrack.model.record import Watched

# Sentences


def leaving(ends: str) -> Standing:
    """China leaves on a day."""
    return stands(leaving=(Leaving(party="China", ends=day(ends)),), happens=None)


OPEN_END = stands(
    act=Act(kind="notice", by=day("2026-12-11"), days=19),
    happens=Happening(kind="first-term-end", date=day("2027-06-11"), days=201),
)
NEXT_PERIOD = replace(
    notice_by("2027-08-24", "2027-11-22"),
    period=10,
    notice_by=day("2026-08-24"),
    act=Act(
        kind="notice",
        by=day("2027-08-24"),
        days=275,
        period=11,
        otherwise=Happening(kind="renewal", date=day("2027-11-22"), days=365, to=day("2028-11-22")),
    ),
)
MANY = tuple(f"Party {number}" for number in range(21))

SAID: list[tuple[Reminder, str]] = [
    # notice, in one reading and in two, and what comes without it
    (
        reminder("notice", "2026-12-11", notice_by("2026-12-11")),
        "Notice has to be received by Fri 2026-12-11. Otherwise it renews by itself, through 2032-02-28.",
    ),
    (
        reminder("notice", "2026-12-11/2026-12-12", notice_by("2026-12-11/2026-12-12", "2032-02-28/2032-02-27")),
        "Notice has to be received by Fri 2026-12-11. By the other reading it is Sat 2026-12-12 (counting not stated): "
        "act by the earlier. Otherwise it renews by itself, through 2032-02-27/28.",
    ),
    (
        reminder("notice", "2026-12-12/2026-11-20", notice_by("2026-12-12")),
        "Notice has to be received by Sat 2026-12-12. By the other reading it was Fri 2026-11-20, which has passed "
        "(counting not stated). Otherwise it renews by itself, through 2032-02-28.",
    ),
    (
        reminder("notice", "2027-02-28/2027-03-01", notice_by("2027-02-28", None)),
        "Notice has to be received by Sun 2027-02-28. By the other reading it is Mon 2027-03-01 (counting not stated): "
        "act by the earlier. Otherwise it renews by itself.",
    ),
    (
        reminder("notice", "2028-02-28/2028-02-29", replace(notice_by("2028-02-28"), doubt="end-day")),
        "Notice has to be received by Mon 2028-02-28. By the other reading it is Tue 2028-02-29 (end day not stated): "
        "act by the earlier. Otherwise it renews by itself, through 2032-02-28.",
    ),
    (
        reminder("notice", "2026-12-11", OPEN_END),
        "Notice has to be received by Fri 2026-12-11. Otherwise it goes on until notice.",
    ),
    (
        reminder("notice", "2026-12-11", replace(OPEN_END, happens=None)),
        "Notice has to be received by Fri 2026-12-11. Otherwise it goes on until notice.",
    ),
    (
        reminder("notice", "2027-08-24", NEXT_PERIOD),
        "Notice has to be received by Tue 2027-08-24. Otherwise it renews by itself again after 2027-11-22.",
    ),
    # the note, and preparation
    (
        reminder("send-by", "2026-12-04", NOTICE),
        "The note has to leave by Fri 2026-12-04, to be received by Fri 2026-12-11. "
        "Otherwise it renews by itself, through 2032-02-28.",
    ),
    (
        reminder("send-by", "2026-12-04", replace(NOTICE, act=None)),
        "The note has to leave by Fri 2026-12-04. Otherwise it renews by itself, through 2032-02-28.",
    ),
    (
        reminder("start-by", "2026-12-04", NOTICE),
        "Preparation has to start by Fri 2026-12-04, for notice to be received by Fri 2026-12-11. "
        "Otherwise it renews by itself, through 2032-02-28.",
    ),
    (
        reminder("start-by", "2026-12-04", extend_by("2027-02-28/2027-03-01")),
        "Preparation has to start by Fri 2026-12-04, for an extension to be agreed by Sun 2027-02-28. "
        "Otherwise it lapses: the first day out is Tue 2027-03-02.",
    ),
    (
        reminder("start-by", "2026-12-04", replace(NOTICE, act=None)),
        "Preparation has to start by Fri 2026-12-04. Otherwise it renews by itself, through 2032-02-28.",
    ),
    # what ends
    (
        reminder("expiry", "2026-12-11/2026-12-12", extend_by("2026-12-11/2026-12-12")),
        "Expires on Fri 2026-12-11 unless extended. By the other reading it is Sat 2026-12-12 (counting not stated): "
        "act by the earlier. Otherwise it lapses: the first day out is Sun 2026-12-13.",
    ),
    (
        reminder("expiry", "9999-12-31", extend_by("9999-12-31")),
        "Expires on Fri 9999-12-31 unless extended. Otherwise it lapses.",
    ),
    (
        reminder("expiry", "2028-02-28/2028-02-29"),
        "Expires on Mon 2028-02-28. By the other reading it is Tue 2028-02-29 (counting not stated); the earlier is "
        "given here. The first day out is Wed 2028-03-01.",
    ),
    (reminder("expiry", "9999-12-31"), "Expires on Fri 9999-12-31."),
    (
        reminder("expiry", "2027-06-27", leaving("2027-06-27")),
        "Withdrawal of CN takes effect: the last day is Sun 2027-06-27. The first day out is Mon 2027-06-28.",
    ),
    (
        reminder("termination", "2026-12-31"),
        "Terminates: the last day in force is Thu 2026-12-31. The first day out is Fri 2027-01-01.",
    ),
    (
        reminder("termination", "2026-12-31", id="Nepal"),
        "Withdrawal of Nepal takes effect: the last day is Thu 2026-12-31. The first day out is Fri 2027-01-01.",
    ),
    (
        reminder("termination", "2026-12-31", leaving("2026-12-31")),
        "Withdrawal of CN takes effect: the last day is Thu 2026-12-31. The first day out is Fri 2027-01-01.",
    ),
    (reminder("survival-end", "2045-06-27"), "Obligations cease to bind after Tue 2045-06-27."),
    (reminder("survival-end", "2045-06-27", id="China"), "Obligations cease to bind CN after Tue 2045-06-27."),
    (
        reminder("unrecorded-end", "2026-11-15/2026-11-14"),
        "Ended on Sun 2026-11-15, and nothing has been recorded since. By the other reading it was Sat 2026-11-14 "
        "(counting not stated). Close the file, or record what was agreed.",
    ),
    # what goes on
    (
        reminder("renewal", "2027-02-28", notice_by("2026-12-11")),
        "Renews by itself after Sun 2027-02-28, through 2032-02-28. "
        "To stop it, notice has to be received by Fri 2026-12-11.",
    ),
    (
        reminder("renewal", "2026-11-22", NEXT_PERIOD),
        "Renews by itself after Sun 2026-11-22, through 2027-11-22. "
        "To stop it after that, notice has to be received by Tue 2027-08-24.",
    ),
    (reminder("renewal", "2026-11-22"), "Renews by itself after Sun 2026-11-22."),
    (
        reminder("first-term-end", "2027-02-27/2027-02-28"),
        "The first term ends on Sat 2027-02-27. By the other reading it is Sun 2027-02-28 (counting not stated); "
        "the earlier is given here. Then it goes on until notice.",
    ),
    # what is owed
    (owed("2026-12-01"), "Obligation due on Tue 2026-12-01: Send the report. (report)"),
    (owed("2026-11-21"), "Obligation overdue since Sat 2026-11-21: Send the report. (report)"),
    # what is not in force
    (
        reminder("entry-into-force", "2001-07-16"),
        "Still not in force, signed on Mon 2001-07-16. To bring it into force, record how, or the day.",
    ),
    (
        reminder(
            "entry-into-force",
            "2014-12-31",
            stands(missing=("China", "Nepal")),
            friendship(signed=PartialDay.of("2014")),
        ),
        "Still not in force, signed in 2014. Instruments are missing from: CN, Nepal.",
    ),
    (
        reminder("entry-into-force", "2001-07-16", stands(missing=MANY)),
        "Still not in force, signed on Mon 2001-07-16. Instruments are missing from 21 parties.",
    ),
    (
        reminder("entry-into-force", "2001-07-16", stands(outstanding=7, needed=60)),
        "Still not in force, signed on Mon 2001-07-16. 7 more of 60 instruments are needed.",
    ),
    (
        reminder("leaving", "2026-12-31", leaving("2026-12-31"), id="China"),
        "Withdrawal of CN takes effect: the last day is Thu 2026-12-31. The first day out is Fri 2027-01-01.",
    ),
    (
        reminder("renewal", "2027-02-28", replace(NOTICE, happens=replace(NOTICE.happens, agreed=True))),
        "Extended by agreement after Sun 2027-02-28, through 2032-02-28. To stop it, notice has to be received by Fri "
        "2026-12-11.",
    ),
]


@pytest.mark.parametrize(("one", "said"), SAID)
def test_a_reminder_says_what_is_due_by_which_reading_and_what_comes_otherwise(one: Reminder, said: str) -> None:
    assert sentence(one, "iso") == said


def test_every_kind_of_matter_stands_in_the_table() -> None:
    assert {one.matter.what for one, _said in SAID} == set(get_args(What))
    assert {one.matter.what for one in (*EVERY_KIND, *STILL_OPEN)} == set(get_args(What))


def test_days_are_written_as_the_configuration_says() -> None:
    one = reminder("notice", "2027-02-28/2027-03-01", notice_by("2027-02-28/2027-03-01", "2032-02-29/2032-02-28"))
    assert sentence(one, "dd.mm.yyyy") == (
        "Notice has to be received by Sun 28.02.2027. By the other reading it is Mon 01.03.2027 (counting not stated): "
        "act by the earlier. Otherwise it renews by itself, through 28/29.02.2032."
    )


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (reminder("notice", "2026-12-11/2026-12-12", NOTICE), "Notice has to be received by Fri 2026-12-11."),
        (reminder("send-by", "2026-12-04", NOTICE), "The note has to leave by Fri 2026-12-04."),
        (reminder("start-by", "2026-12-04", NOTICE), "Preparation has to start by Fri 2026-12-04."),
        (reminder("expiry", "2026-12-11", extend_by("2026-12-11")), "Expires on Fri 2026-12-11."),
        (
            reminder("expiry", "2026-12-11", leaving("2026-12-11")),
            "A withdrawal takes effect: the last day is Fri 2026-12-11.",
        ),
        (reminder("renewal", "2027-02-28", NOTICE), "Renews by itself after Sun 2027-02-28."),
        (reminder("first-term-end", "2027-02-28"), "The first term ends on Sun 2027-02-28."),
        (reminder("termination", "2026-12-31"), "Terminates: the last day in force is Thu 2026-12-31."),
        (
            reminder("termination", "2026-12-31", id="China"),
            "A withdrawal takes effect: the last day is Thu 2026-12-31.",
        ),
        (reminder("survival-end", "2045-06-27", id="China"), "Obligations cease to bind after Tue 2045-06-27."),
        (owed("2026-11-22"), "Obligation due on Sun 2026-11-22."),
        (owed("2026-11-21"), "Obligation overdue since Sat 2026-11-21."),
        (
            reminder("entry-into-force", "2001-07-16", stands(missing=("China",))),
            "Still not in force, signed on Mon 2001-07-16.",
        ),
        (
            reminder("unrecorded-end", "2026-11-15"),
            "Ended on Sun 2026-11-15, and nothing has been recorded since.",
        ),
    ],
)
def test_of_a_restricted_agreement_it_says_the_kind_and_the_day_alone(one: Reminder, said: str) -> None:
    assert sentence(secret(one), "iso") == said


@pytest.mark.parametrize(
    ("what", "days", "said"),
    [
        ("notice", 365, "in 365 days"),
        ("notice", 2, "in 2 days"),
        ("notice", 1, "tomorrow"),
        ("notice", 0, "today"),
        ("notice", -1, "1 day late"),
        ("obligation", -1, "1 day late"),
        ("obligation", -40, "40 days late"),
        ("entry-into-force", -1, "1 day ago"),
        ("unrecorded-end", -40, "40 days ago"),
    ],
)
def test_how_far_off_it_is(what: What, days: int, said: str) -> None:
    assert distance(reminder(what, str(NIGHT + timedelta(days=days))).matter) == said


@pytest.mark.parametrize(
    ("by", "work_by", "said"),
    [
        ("2026-12-20", "2026-12-18", "The last working day before that is Fri 2026-12-18."),
        ("2026-11-22", "2026-11-20", "The last working day before that was Fri 2026-11-20."),
        ("2026-12-18", "2026-12-18", ""),
        ("2026-12-20", None, ""),
    ],
)
def test_the_last_working_day_is_said_where_it_is_another_day(by: str, work_by: str | None, said: str) -> None:
    one = reminder("expiry", by, extend_by(by), work_by=day(work_by) if work_by else None)
    assert last_working_day(one, "iso") == said
    assert last_working_day(secret(one), "iso") == ""


# Subjects

OTHERS = (owed("2026-12-20"), owed("2026-12-21"), owed("2026-12-22"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            digest(reminder("notice", "2026-12-11", NOTICE), *OTHERS),
            "Fri 2026-12-11 (19 days): notice RU-CN-2001, and 3 more",
        ),
        (
            digest(secret(reminder("notice", "2026-12-11", NOTICE)), OTHERS[0]),
            "Fri 2026-12-11 (19 days): notice R-7, and 1 more",
        ),
        (digest(reminder("send-by", "2026-11-23", NOTICE)), "Mon 2026-11-23 (tomorrow): send the note RU-CN-2001"),
        (digest(owed("2026-11-22")), "Sun 2026-11-22 (today): obligation RU-CN-2001"),
        (
            digest(owed("2026-11-19"), open=STILL_OPEN),
            "Thu 2026-11-19 (3 days late): obligation overdue RU-CN-2001; 2 still open",
        ),
        (digest(), "Nothing due, 20 agreements watched"),
        (digest(watched=1), "Nothing due, 1 agreement watched"),
        (digest(open=STILL_OPEN), "Nothing new, 20 agreements watched; 2 still open"),
        (digest(open=STILL_OPEN, watched=1), "Nothing new, 1 agreement watched; 2 still open"),
    ],
)
def test_a_subject_says_the_nearest_one_and_how_many_others(sent: Digest, said: str) -> None:
    assert subject(sent, "iso") == said


def test_a_subject_is_one_line_whatever_the_ref() -> None:
    sent = digest(owed("2026-12-11", friendship(ref="A\r\nBcc: x@example.org\u202e")))
    assert subject(sent, "dd.mm.yyyy") == r"Fri 11.12.2026 (19 days): obligation A\r\nBcc: x@example.org\u202e"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (reminder("notice", "2026-12-11"), "notice"),
        (reminder("send-by", "2026-12-11"), "send the note"),
        (reminder("start-by", "2026-12-11"), "start preparing"),
        (reminder("expiry", "2026-12-11"), "expiry"),
        (reminder("expiry", "2026-12-11", leaving("2026-12-11")), "withdrawal"),
        (reminder("renewal", "2026-12-11"), "renewal"),
        (reminder("first-term-end", "2026-12-11"), "end of the first term"),
        (reminder("termination", "2026-12-11"), "termination"),
        (reminder("termination", "2026-12-11", id="China"), "withdrawal"),
        (reminder("survival-end", "2026-12-11"), "end of obligations"),
        (owed("2026-12-11"), "obligation"),
        (owed("2026-11-11"), "obligation overdue"),
        (reminder("entry-into-force", "2026-11-11"), "not yet in force"),
        (reminder("unrecorded-end", "2026-11-11"), "ended, nothing recorded"),
    ],
)
def test_every_kind_of_matter_has_a_name(one: Reminder, said: str) -> None:
    assert name(one) == said


# The plain text

ISO = """\
Sun 2026-11-22: 12 new reminders

Tue 2026-10-13 (40 days late)  RU-CN-2001  Treaty of Friendship
  Obligation overdue since Tue 2026-10-13: Send the report. (report)
  Owner: Desk <desk@example.org>
  Acknowledge: agreetrack ack RU-CN-2001

Sat 2026-11-21 (1 day ago)  RU-CN-2001  Treaty of Friendship
  Still not in force, signed on Sat 2026-11-21.
  Instruments are missing from: CN, Nepal.
  Acknowledge: agreetrack ack RU-CN-2001

Sun 2026-11-22 (today)  RU-CN-2001  Treaty of Friendship
  Obligation due on Sun 2026-11-22: Send the report. (report)
  Acknowledge: agreetrack ack RU-CN-2001

Mon 2026-11-23 (tomorrow)  RU-CN-2001  Treaty of Friendship
  Expires on Mon 2026-11-23 unless extended.
  Otherwise it lapses: the first day out is Tue 2026-11-24.
  The last working day before that was Fri 2026-11-20.
  Acknowledge: agreetrack ack RU-CN-2001

Mon 2026-11-30 (in 8 days)  RU-CN-2001  Treaty of Friendship
  Preparation has to start by Mon 2026-11-30, for notice to be received by Fri 2026-12-11.
  Otherwise it renews by itself, through 2032-02-28.
  Acknowledge: agreetrack ack RU-CN-2001

Fri 2026-12-04 (in 12 days)  RU-CN-2001  Treaty of Friendship
  The note has to leave by Fri 2026-12-04, to be received by Fri 2026-12-11.
  Otherwise it renews by itself, through 2032-02-28.
  Acknowledge: agreetrack ack RU-CN-2001

Fri 2026-12-11 (in 19 days)  RU-CN-2001  Treaty of Friendship
  Notice has to be received by Fri 2026-12-11.
  By the other reading it is Sat 2026-12-12 (counting not stated): act by the earlier.
  Otherwise it renews by itself, through 2032-02-28.
  Nobody acknowledged it when it was told on Sat 2026-09-12.
  This may be a repeat: an earlier run was cut off.
  Acknowledge: agreetrack ack RU-CN-2001

Sun 2027-02-28 (in 98 days)  RU-CN-2001  Treaty of Friendship
  Renews by itself after Sun 2027-02-28, through 2032-02-28.
  To stop it, notice has to be received by Fri 2026-12-11.
  Acknowledge: agreetrack ack RU-CN-2001

Sun 2027-02-28 (in 98 days)  RU-CN-2001  Treaty of Friendship
  The first term ends on Sun 2027-02-28.
  By the other reading it is Mon 2027-03-01 (counting not stated); the earlier is given here.
  Then it goes on until notice.
  Acknowledge: agreetrack ack RU-CN-2001

Sun 2027-02-28 (in 98 days)  RU-CN-2001  Treaty of Friendship
  Withdrawal of Nepal takes effect: the last day is Sun 2027-02-28.
  The first day out is Mon 2027-03-01.
  Acknowledge: agreetrack ack RU-CN-2001

Mon 2027-03-01 (in 99 days)  RU-CN-2001  Treaty of Friendship
  Terminates: the last day in force is Mon 2027-03-01.
  The first day out is Tue 2027-03-02.
  Acknowledge: agreetrack ack RU-CN-2001

Mon 2027-11-22 (in 365 days)  RU-CN-2001  Treaty of Friendship
  Obligations cease to bind after Mon 2027-11-22.
  Acknowledge: agreetrack ack RU-CN-2001

Still open, not acknowledged: 2
due                         what                     ref         told        agreement
Sun 2026-11-15  7 days ago  ended, nothing recorded  RU-CN-2001  2026-11-16  Treaty of Friendship
Mon 2026-11-30  in 8 days   obligation               R-7         2026-11-20

ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.
"""

DOTTED = """\
Sun 22.11.2026: 1 new reminder

Fri 11.12.2026 (in 19 days)  R-7
  Notice has to be received by Fri 11.12.2026.
  Nobody acknowledged it when it was told on Sat 12.09.2026.
  This may be a repeat: an earlier run was cut off.
  Restricted, look it up: agreetrack show R-7
  Acknowledge: agreetrack ack R-7

Still open, not acknowledged: 2
due                         what                     ref         told        agreement
Sun 15.11.2026  7 days ago  ended, nothing recorded  RU-CN-2001  16.11.2026  Treaty of Friendship
Mon 30.11.2026  in 8 days   obligation               R-7         20.11.2026

ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.
"""

NOTHING_NEW = """\
Nothing new, 20 agreements watched.

Still open, not acknowledged: 1
due                         what                     ref         told  agreement
Sun 2026-11-15  7 days ago  ended, nothing recorded  RU-CN-2001        Treaty of Friendship

ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.
"""


def test_a_digest_of_every_kind_of_matter() -> None:
    to_anna = digest(*EVERY_KIND, open=STILL_OPEN, recipient="A. Petrova <ANNA@example.org>")
    assert text(to_anna, "iso", command) == ISO


def test_a_digest_with_days_written_the_other_way() -> None:
    assert text(digest(secret(EVERY_KIND[6]), open=STILL_OPEN), "dd.mm.yyyy", command) == DOTTED


def test_with_nothing_new_it_is_a_sign_of_life() -> None:
    assert text(digest(), "iso", command) == "Nothing due, 20 agreements watched.\n"
    assert text(digest(watched=1), "iso", command) == "Nothing due, 1 agreement watched.\n"
    assert text(digest(open=(replace(STILL_OPEN[0], told_on=None),)), "iso", command) == NOTHING_NEW


@pytest.mark.parametrize(
    ("recipient", "owner", "is_named"),
    [
        (None, "Anna <anna@example.org>", True),
        ("Boris <boris@example.org>", "Anna <anna@example.org>", True),
        ("anna@example.org", "Anna <Anna@example.org>", False),
        ("Legal", "Legal", False),
        ("Legal <legal@example.org>", "Legal", True),
        ("Anna <anna@example.org>", None, False),
    ],
)
def test_the_owner_is_named_to_somebody_else(recipient: str | None, owner: str | None, is_named: bool) -> None:
    page = text(digest(owed("2026-12-11", friendship(owner=owner)), recipient=recipient), "iso", command)
    assert (f"  Owner: {owner}\n" in page) == is_named
    assert "Owner" not in page or is_named


def test_escalation_is_explained_where_it_is_known_when_it_was_told() -> None:
    page = text(digest(owed("2026-12-11", escalated=True)), "iso", command)
    assert "acknowledged it" not in page


def test_a_long_title_stands_below_and_is_wrapped_but_never_cut() -> None:
    title = "Соглашение о сотрудничестве в сфере нанотехнологий " * 6
    page = text(digest(owed("2026-12-11", friendship(title=title, ref="M" * 40))), "iso", command)
    assert all(cells(line) <= WIDTH for line in page.splitlines())
    assert " ".join(title.split()) in " ".join(page.split())


HOSTILE_RECORD = friendship(title=HOSTILE, ref="A\x1b[2J\u202e", owner="Anna\r\nBcc: x <anna@example.org>")


def test_a_hostile_text_is_only_shown() -> None:
    one = owed("2026-12-11", HOSTILE_RECORD, id="\x9b", text=HOSTILE)
    gone = reminder("termination", "2026-12-11", id="Ch\u202eina", record=HOSTILE_RECORD)
    page = text(digest(one, gone, open=(one,)), "iso", command)
    assert not ACTING & set(page)
    assert r"  Owner: Anna\r\nBcc: x <anna@example.org>" in page
    assert r"Withdrawal of Ch\u202eina takes effect" in page
    assert "\n# h" not in page


# Whatever the law finds

kinds = st.sampled_from(get_args(What))
near = st.dates(date(2026, 1, 1), date(2028, 3, 1))
records = st.builds(
    lambda term, mode, prepare, signed: friendship(
        term=term,
        signed=signed,
        entry_into_force=signed,
        renewal=Renewal(mode=mode),
        prepare=prepare,
        notice=NoticeClause(period=period("P3M"), transit=period("P10D")),
        survival=period("P1Y"),
    ),
    st.sampled_from([period("P1Y"), period("P5Y"), date(2027, 3, 31), "indefinite"]),
    st.sampled_from(["none", "express", "tacit", "indefinite"]),
    st.sampled_from([None, period("P2M")]),
    st.dates(date(2020, 1, 1), date(2026, 11, 22)),
)


@given(records)
def test_whatever_the_law_finds_can_be_said_and_a_secret_stays_one(record: Watched) -> None:
    found, due = matters(record, NIGHT, 400)
    told = [Reminder(record=record, standing=found, matter=one, lead=30) for one in due]
    page = text(digest(*told, open=tuple(told)), "iso", command)
    assert page.count("Acknowledge: ") == len(told)
    assert all(cells(line) <= WIDTH for line in page.splitlines())
    hidden = text(digest(*map(secret, told), open=tuple(map(secret, told))), "iso", command)
    assert not [word for word in ("Friendship", "China", "Russia", "Nepal", "Anna", SECRET.title) if word in hidden]


@given(kinds, near, near, st.sampled_from([None, "China", "report"]), st.booleans())
def test_every_matter_can_be_said_of_every_agreement(
    what: What, by: date, other: date, of: str | None, is_secret: bool
) -> None:
    one = reminder(what, f"{by}/{other}", NOTICE, id=of, text="Send the report.")
    said = sentence(secret(one) if is_secret else one, "iso")
    assert said.strip() == said != ""
    assert str(by) in said
    assert not is_secret or not [word for word in ("report", "CN", "China", "2032") if word in said]


def test_the_days_on_which_one_obligation_was_missed_are_told_together() -> None:
    missed = [owed(days) for days in ("2026-05-31", "2026-06-30", "2026-08-31")]
    page = text(digest(*missed, owed("2026-11-15", id="plan"), open=tuple(missed[:2])), "iso", command)
    assert page.count("Acknowledge: ") == 2
    assert "  Obligation overdue since Sun 2026-05-31: Send the report. (report)\n" in page
    assert "  2 more days were missed since, the last one Mon 2026-08-31.\n" in page
    assert "obligation overdue +1  RU-CN-2001" in page
    two = text(digest(*missed[:2]), "iso", command)
    assert "  Another day was missed since: Tue 2026-06-30.\n" in two


def test_what_may_be_a_repeat_says_so_in_json_too() -> None:
    one = owed("2026-12-11", may_repeat=True)
    assert sentence(one, "iso").endswith(" This may be a repeat: an earlier run was cut off.")
    assert "repeat" not in sentence(replace(one, may_repeat=False), "iso")


def test_what_may_come_again_says_so_everywhere() -> None:
    one = owed("2026-12-11", may_come_again=True)
    said = "This may come again: it cannot be written down that it was told."
    assert sentence(one, "iso").endswith(f" {said}")
    for form in (text, html, markdown):
        assert said in form(digest(one), "iso", command)
        assert said not in form(digest(owed("2026-12-11")), "iso", command)


@pytest.mark.parametrize(("count", "said"), [(1, "1 reminder"), (2, "2 reminders")])
def test_a_look_calls_nothing_new(count: int, said: str) -> None:
    looked = replace(digest(*[owed("2026-12-11")] * count), is_look=True)
    assert text(looked, "iso", command).partition("\n")[0] == f"Sun 2026-11-22: {said}"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_the_terminal_it_is_read_on(width: int) -> None:
    page = text(digest(*EVERY_KIND, open=STILL_OPEN), "iso", command, width)
    told = [line for line in page.splitlines() if "Acknowledge: " not in line and "look it up" not in line]
    assert all(cells(line) <= width for line in told)
