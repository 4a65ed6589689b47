"""The pages of `show`, `explain`, `history` and `check`, and the line that sums a list up."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from morning import (
    EXPIRED,
    FRIENDSHIP,
    FRIENDSHIP_STANDS,
    FULL,
    HOSTILE,
    UNESCO,
    UNESCO_RECORD,
    extend,
    stands,
)

from agreetrack.display.lengths import length_words
from agreetrack.display.page import Page
from agreetrack.display.plain import cells
from agreetrack.display.screens.changed import change_words
from agreetrack.display.screens.explanation import explanation
from agreetrack.display.screens.findings import findings
from agreetrack.display.screens.history import history
from agreetrack.display.screens.standing import changed, show
from agreetrack.display.screens.summary import summary
from agreetrack.display.table import MANY
from agreetrack.law.explain import Explanation
from agreetrack.law.explain.wording import Reason
from agreetrack.law.findings import Act, Happening, Standing, Suspended
from agreetrack.model.clauses import Clause, Document, EntryRule, Party
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import period
from agreetrack.model.record import Record

FRIENDSHIP_PAGE = """\
RU-CN-2001  Friendship
Russia, China. Signed Mon 2001-07-16. Owner: none, nobody is mailed
IN FORCE through Sun 2027-02-28 (or 02-27: counting not stated); period 2
NOW   nothing to decide: notice for this period closed 2026-02-28 (or 02-27)
THEN  renews by itself, through 2032-02-28 (or 02-27)
NEXT  to stop it in 2032: notice received by Thu 2031-02-27 (or 02-28)
1  2002-02-28 - 2022-02-28     20 years
2  2022-03-01 - 2027-02-27/28  tacit, 5 years  <- today
3  2027-03-01 - 2032-02-28     tacit, certain since 2026-03-01

RECORD
  Entry into force  2002-02-28
  Term              20 years
  Renewal           It renews by itself unless notice is given. Each renewal is for 5 years.
  Notice            Notice takes 1 year.
"""
FULL_PAGE = """\
╭─ MSK-ROSNANO-2015 ───────────────────────────────────────╮
│ Cooperation in developing innovative territorial         │
│ clusters                                                 │
│ Government of Moscow, OAO Rosnano. Signed Mon            │
│ 2015-02-09. Owner: Anna <anna@example.org>               │
│ EXPIRED: last day in force Sun 2026-11-01                │
╰──────────────────────────────────────────────────────────╯
╭─ OUTLOOK ────────────────────────────────────────────────╮
│ NOW  it has ended: close the file, or record what was    │
│      agreed                                              │
╰──────────────────────────────────────────────────────────╯
╭─ EVENTS ─────────────────────────────────────────────────╮
│ 1  2020-01-15  It was extended by 1 year. Basis:         │
│                Protocol 1.                               │
╰──────────────────────────────────────────────────────────╯
╭─ OBLIGATIONS ────────────────────────────────────────────╮
│ o1  Support                                              │
│     the clusters                                         │
│     It is owed by OAO Rosnano. Article 2. It continues,  │
│     without a day.                                       │
│ o2  Report                                               │
│     Due every 1 year from 2016-01-01.                    │
╰──────────────────────────────────────────────────────────╯
╭─ LINKS ──────────────────────────────────────────────────╮
│ succeeds    MSK-ROSNANO-2014  Cooperation in             │
│                               nanotechnology             │
│ amended by  MSK-ROSNANO-2017                             │
╰──────────────────────────────────────────────────────────╯
╭─ CLAUSES ────────────────────────────────────────────────╮
│ art. 7  term                                             │
│         “Соглашение действует                            │
│         пять лет.”                                       │
╰──────────────────────────────────────────────────────────╯
╭─ RECORD ─────────────────────────────────────────────────╮
│ Entry into force  signature                              │
│ Term              5 years                                │
│ Tags              innovation                             │
│ Signed by         Sergei Sobyanin, Mayor                 │
│ File number       12/3                                   │
│ Notes             first                                  │
│                   second                                 │
╰──────────────────────────────────────────────────────────╯
"""


def test_the_page_of_a_treaty_that_renews() -> None:
    assert show(FRIENDSHIP, FRIENDSHIP_STANDS, Page()) == FRIENDSHIP_PAGE


def test_the_page_of_a_full_record_at_60_columns() -> None:
    text = show(
        FULL,
        EXPIRED.standing,
        Page(width=60),
        linked_from=[("MSK-ROSNANO-2017", "amends")],
        titles={"msk-rosnano-2014": "Cooperation in nanotechnology"},
    )
    assert text == FULL_PAGE


def test_a_party_that_leaves() -> None:
    text = show(UNESCO_RECORD, UNESCO.standing, Page())
    assert "IN FORCE, ENDING: last day Thu 2026-12-31, out from 2027-01-01\n" in text
    assert "THEN  withdrawal of US: last day Thu 2026-12-31\n" in text
    assert "OUT   United States: last day Thu 2026-12-31, bound on without end\n" in text
    told = "United States gave notice of withdrawal. The note names 2026-12-31 as the last day."
    assert f"  1  2025-07-22  {told}\n" in text


def test_an_extension_is_due() -> None:
    row = extend("A", "T", "2026-12-11", "2026-12-12", start_by="2026-10-01")
    text = changed(row.record, row.standing, ["Undo: agreetrack undo"], Page())
    assert (
        text
        == """\
A  T
IN FORCE through Sat 2026-12-12 (or 12-11: counting not stated)
NOW   an extension can be agreed by Fri 2026-12-11 (or 12-12); start by Thu 2026-10-01
THEN  lapses after Fri 2026-12-11 (or 12-12)
Undo: agreetrack undo
"""
    )


PARTLY = Suspended(since=date(2026, 1, 1), until=date(2027, 1, 1), party="One", articles="2-4")
PLAIN = Record(ref="A", title="T", parties=(Party(name="One"), Party(name="Two")))


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (stands(status="draft"), "DRAFT, not signed"),
        (stands(status="signed"), "SIGNED, not yet in force"),
        (stands(status="signed", in_force=date(2027, 1, 1)), "SIGNED, enters into force Fri 2027-01-01"),
        (stands(status="provisional"), "APPLIED PROVISIONALLY, not in force"),
        (stands(in_force=date(2020, 1, 1)), "IN FORCE since 2020-01-01, without a fixed end"),
        (
            stands(in_force=date(2020, 1, 1), presumed=True),
            "PRESUMED IN FORCE since 2020-01-01: the term is not known",
        ),
        (
            stands(status="contested", expires=date(2020, 2, 9), rival_expires=date(2020, 2, 8)),
            "CONTESTED: last day Sun 2020-02-09 (or 02-08: counting not stated)",
        ),
        (
            stands(status="terminated", expires=date(2020, 2, 9)),
            "TERMINATED: last day in force Sun 2020-02-09",
        ),
        (
            stands(status="expired", expires=date(2020, 2, 9), closed=True),
            "EXPIRED: last day in force Sun 2020-02-09; closed",
        ),
        (stands(suspended=True), "SUSPENDED. IN FORCE, without a fixed end"),
        (
            stands(in_force=date(2020, 1, 1), lasting="completion of the works", period=1),
            "IN FORCE since 2020-01-01, until “completion of the works”; period 1",
        ),
        (
            stands(status="provisional", lasting="completion of the works"),
            "APPLIED PROVISIONALLY until “completion of the works”, not in force",
        ),
    ],
)
def test_what_holds_in_one_line(found: Standing, line: str) -> None:
    assert changed(PLAIN, found, [], Page()).splitlines()[1] == line


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (stands(suspensions=(PARTLY,)),
         "STOP  suspended since 2026-01-01, through 2027-01-01, by One, articles 2-4"),
        (stands(missing=("Two",), act=Act(kind="complete-entry")),
         "NOW  to bring it into force: instruments missing from Two"),
        (stands(missing=("Two",)), "WAIT  instruments missing from Two"),
        (stands(binding_until=date(2030, 1, 1)), "BIND  obligations bind through 2030-01-01"),
        (stands(binding_until="indefinite"), "BIND  obligations bind on without end"),
        (stands(act=Act(kind="notice", by=date(2027, 1, 4), send_by=date(2027, 1, 1))),
         "NOW  notice can be given, received by Mon 2027-01-04; send by Fri 2027-01-01"),
        (stands(happens=Happening(kind="first-term-end", date=date(2027, 1, 1), days=40)),
         "THEN  the first term ends Fri 2027-01-01; it goes on until notice"),
        (stands(happens=Happening(kind="entry-into-force", date=date(2027, 1, 1), days=40)),
         "THEN  enters into force Fri 2027-01-01"),
        (stands(happens=Happening(kind="termination", date=date(2027, 1, 1), days=40)),
         "THEN  ends by termination: last day Fri 2027-01-01"),
        (stands(happens=Happening(kind="survival-end", date=date(2027, 1, 1), days=40)),
         "THEN  obligations bind through Fri 2027-01-01"),
        (stands(closed=True), "NOW  nothing to decide: the file is closed"),
    ],
)  # fmt: skip
def test_what_is_out_of_the_ordinary(found: Standing, line: str) -> None:
    assert line in changed(PLAIN, found, [], Page()).splitlines()


def test_the_reason_for_two_readings_is_what_the_text_leaves_open() -> None:
    counted = stands(expires=date(2027, 1, 2), rival_expires=date(2027, 1, 1))
    stated = msgspec.structs.replace(counted, doubt="end-day")
    assert "(or 01-01: counting not stated)" in changed(PLAIN, counted, [], Page())
    assert "(or 01-01: end day not stated)" in changed(PLAIN, stated, [], Page())


def test_hostile_texts_stay_text_on_every_page() -> None:
    record = Record(
        ref="H",
        title=HOSTILE,
        parties=(Party(name=HOSTILE),),
        owner=HOSTILE,
        notes=HOSTILE,
        clauses=(Clause(article=HOSTILE, about=HOSTILE, words=HOSTILE),),
    )
    text = show(record, stands(missing=(HOSTILE,)), Page(width=80))
    assert not set(text) & set("\x1b\x9b\u200f\u202e")
    assert "[bold]x[/] \\x1b[2J" in text


EXPLAINED = Explanation(
    ref="RU-CN-2001",
    day=date(2026, 11, 22),
    knowing=date(2026, 11, 22),
    heading="Why RU-CN-2001 is in force through 2027-02-28",
    reasons=(
        Reason("Start", "2002-02-28  instruments exchanged", "recorded"),
        Reason("Term", "20y + 5y from that day = 2027-02-28", "art. 25"),
        Reason("Rule", "same-numbered day: ASSUMED (Civil Code 191-192, by analogy)", None),
        Reason("Check", "words of art. 25 not recorded", None),
    ),
)


def test_an_explanation_stands_in_three_columns() -> None:
    assert (
        explanation(EXPLAINED, Page(width=80))
        == """\
Why RU-CN-2001 is in force through 2027-02-28
Start  2002-02-28  instruments exchanged                            recorded
Term   20y + 5y from that day = 2027-02-28                          art. 25
Rule   same-numbered day: ASSUMED (Civil Code 191-192, by analogy)
Check  words of art. 25 not recorded
"""
    )


def test_a_narrow_explanation_folds() -> None:
    assert explanation(EXPLAINED, Page(width=40)).splitlines()[2:] == [
        "Start  2002-02-28  instruments exchanged",
        "       · recorded",
        "Term   20y + 5y from that day =",
        "       2027-02-28 · art. 25",
        "Rule   same-numbered day: ASSUMED (Civil",
        "       Code 191-192, by analogy)",
        "Check  words of art. 25 not recorded",
    ]


def test_the_history() -> None:
    changes = (
        SimpleNamespace(field="term", before="P5Y", after="P10Y"),
        SimpleNamespace(field="notes", before=None, after="new\x1b"),
        SimpleNamespace(field="tags", before=["a"], after=None),
    )
    lost = (SimpleNamespace(field="seq", before=10, after=42),)
    at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    rows = [
        SimpleNamespace(seq=9, at=at, who="anna", command="edit", ref="A", table="agreements", changes=changes),
        SimpleNamespace(seq=10, at=at, who="bo", command="remove", ref="B", table="agreements", changes=()),
        SimpleNamespace(seq=42, at=at, who="bo", command="restore", ref=None, table="meta", changes=lost),
    ]
    assert (
        history(rows, Page())
        == """\
 9  2026-11-22 10:30  anna  edit     A
    Term: now “10 years” instead of “5 years”.
    Notes: now “new\\x1b”.
    Tags: “a” was taken out.
10  2026-11-22 10:30  bo    remove   B
42  2026-11-22 10:30  bo    restore  registry
    it was gone on from change 10; what was recorded since is lost
"""
    )
    assert (
        history(rows[:1], Page(width=60))
        == """\
9  2026-11-22 10:30  A
                     anna: edit
                     Term: now “10 years” instead of “5
                     years”.
                     Notes: now “new\\x1b”.
                     Tags: “a” was taken out.
"""
    )
    assert all(cells(line) <= 40 for line in history(rows, Page(width=40)).splitlines())


EVENT = {"kind": "notice", "date": "2026-11-22", "party": "Aland"}
PROMISE = {"id": "1", "text": "Report", "kind": "recurring", "every": "P1Y", "from": "2027-01-01"}


@pytest.mark.parametrize(
    ("field", "before", "after", "said"),
    [
        ("events", None, [EVENT], ["Event 1 was recorded: 22.11.2026: Aland gave notice."]),
        ("events[1]", EVENT, None, ["Event 2 was taken out: 22.11.2026: Aland gave notice."]),
        ("events[0]", EVENT, {**EVENT, "date": "2026-11-23", "note": "late"},
         ["Event 1 was: 22.11.2026: Aland gave notice. It is now: 23.11.2026: Aland gave notice. late."]),
        ("events[0]", None, {"kind": "of old"}, ['Event 1 was recorded: {"kind":"of old"}']),
        ("obligations", [], [PROMISE], ["Obligation: “1: Report. Due every 1 year from 01.01.2027.” was added."]),
        ("obligations[0]", PROMISE, {**PROMISE, "occurrences": [{"status": "met", "date": "2027-01-01"}]},
         ["Obligation 1: Met on 01.01.2027."]),
        ("obligations[0]", PROMISE, {**PROMISE, "text": "Write"},
         ["Obligation: now “1: Write. Due every 1 year from 01.01.2027.” instead of "
          "“1: Report. Due every 1 year from 01.01.2027.”."]),
        ("obligations[0]", PROMISE, None,
         ["Obligation: “1: Report. Due every 1 year from 01.01.2027.” was taken out."]),
        ("links", [{"kind": "amends", "ref": "A"}],
         [{"kind": "falls-with", "ref": "B"}, {"kind": "related", "ref": "C"}],
         ["Link: now “falls with B” instead of “amends A”.", "Link: “related C” was added."]),
        ("parties", [{"name": "A"}], [{"name": "A"}, {"name": "B", "us": True}], ["Parties: “B” was added."]),
        ("documents[0]", None, {"name": "a.pdf", "sha256": "ab" * 32}, ["Document: “a.pdf” was added."]),
        ("clauses[0]", None, {"article": "7", "about": "term", "words": "five\nyears"},
         ["Clause: “7 five years” was added."]),
        ("signatories[0]", None, {"name": "Anna", "office": "Mayor"}, ["Signed by: “Anna, Mayor” was added."]),
        ("languages[0]", "ru", None, ["Languages: “ru” was taken out."]),
        ("acknowledged[0]", None, {"what": "notice", "due": "2027-01-01", "date": "2026-11-22"},
         ["Answer to a warning: “Last day to receive notice, 01.01.2027: seen.” was added."]),
        ("signed", None, "2026-11-22", ["Signed on: now “22.11.2026”."]),
        ("title", "Old", "New", ["Title: now “New” instead of “Old”."]),
        ("renewal", {"mode": "tacit"}, None,
         ["Renewal: no longer stated; it was “It renews by itself unless notice is given.”."]),
        ("term", "five", None, ["Term: no longer stated; it was “five”."]),
        ("of-old", None, {"a": 1}, ['of-old: now “{"a":1}”.']),
    ],
)  # fmt: skip
def test_a_change_is_told_in_sentences(field: str, before: Any, after: Any, said: list[str]) -> None:
    change = SimpleNamespace(field=field, before=before, after=after)
    assert list(change_words(change, "dd.mm.yyyy")) == said


def test_the_history_names_what_came_or_went_by_its_title() -> None:
    at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)

    def row(seq: int, command: str, before: bool) -> SimpleNamespace:
        fields = {"ref": "A", "title": "Grain", "term": "P5Y"}
        changes = [
            SimpleNamespace(field=name, before=value if before else None, after=None if before else value)
            for name, value in fields.items()
        ]
        what = {"ref": "A", "table": "agreements", "changes": changes}
        return SimpleNamespace(seq=seq, at=at, who="anna", command=command, **what)

    assert history([row(1, "add", before=False), row(2, "remove", before=True)], Page()).splitlines() == [
        "1  2026-11-22 10:30  anna  add     A",
        "    It was added: Grain",
        "2  2026-11-22 10:30  anna  remove  A",
        "    It was removed: Grain",
    ]


def test_the_history_tells_of_settings_in_sentences() -> None:
    changes = (
        SimpleNamespace(field="counting", before="anniversary", after="day-before"),
        SimpleNamespace(field="owner", before=None, after="Anna\x1b <anna@example.org>"),
        SimpleNamespace(field="countries", before="RU", after=None),
    )
    at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    row = SimpleNamespace(seq=1, at=at, who="anna", command="config", ref=None, table="settings", changes=changes)
    assert history([row], Page()).splitlines() == [
        "1  2026-11-22 10:30  anna  config  settings",
        "    counting was changed from anniversary to day-before",
        "    owner was set to Anna\\x1b <anna@example.org>",
        "    countries has its default again; it was RU",
    ]


def test_the_findings_of_check() -> None:
    found = [
        SimpleNamespace(ref="A-1", severity="error", field="term", problem="unknown; give it with edit"),
        SimpleNamespace(ref="B", severity="warning", field=None, problem="one party alone"),
    ]
    assert findings(found, Page()) == (
        "error    A-1  term: unknown; give it with edit\nwarning  B    one party alone\n"
    )
    assert all(cells(line) <= 40 for line in findings(found, Page(width=40)).splitlines())
    assert findings([], Page()) == ""


@pytest.mark.parametrize(
    ("shown", "total", "left_out", "line"),
    [
        (1, 1, {}, "1 agreement"),
        (3, 3, {"later": 0}, "3 agreements"),
        (
            7,
            24,
            {"later": 9, "ended": 3, "closed": 1},
            "7 of 24 agreements; left out: 9 not due, 3 ended before, 1 closed",
        ),
        (0, 2, {"other": 2}, "0 of 2 agreements; left out: 2 other"),
    ],
)
def test_the_line_that_sums_up(shown: int, total: int, left_out: dict[str, int], line: str) -> None:
    assert summary(shown, total, left_out) == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P1Y", "1 year"),
        ("P1Y6M", "1 year 6 months"),
        ("P1M1D", "1 month 1 day"),
        ("P120D", "120 days"),
    ],
)
def test_periods_in_words(text: str, words: str) -> None:
    assert length_words(period(text)) == words


def test_every_kind_of_obligation_and_link_and_field() -> None:
    record = Record(
        ref="A",
        title="T",
        entry_into_force=EntryRule(after="all", wait=period("P30D")),
        obligations=(
            Obligation(id="1", text="x", kind="once", due=date(2027, 1, 1), to=("Two",), owner="Anna"),
            Obligation(id="2", text="x", kind="once", within=period("P6M"), of="signature"),
            Obligation(id="3", text="x", kind="recurring", every=period("P1M")),
            Obligation(id="4", text="x", kind="recurring", rrule="FREQ=YEARLY"),
            Obligation(id="5", text="x", kind="once"),
        ),
        documents=(Document(name="a very long name of a document.pdf", sha256="ab12"),),
        lead_times=(90, 30),
        restricted=True,
    )
    kinds = ("succeeds", "amends", "implements", "falls-with", "related")
    text = show(record, stands(), Page(), linked_from=[(f"R-{kind}", kind) for kind in kinds])
    for line in (
        "     It is owed to Two. Due on 2027-01-01. Looked after by Anna.",
        "     Due within 6 months of signature.",
        "     Due every 1 month.",
        "     Due by the rule FREQ=YEARLY.",
        "     No day is stated.",
        "  succeeded by      R-succeeds",
        "  implemented by    R-implements",
        "  falls with this   R-falls-with",
        "  related           R-related",
        "  a very long name of a document.pdf",
        "  Entry into force  When the instruments of all parties are there. After that 30 days have to pass.",
        "  Reminders         90, 30 days before",
        "  Restricted        yes: only the ref leaves the registry",
    ):
        assert re.sub(" +", " ", line) in re.sub(" +", " ", text)
    assert "ab12" not in text


def test_a_long_ref_is_whole_on_a_narrow_page() -> None:
    record = Record(ref="R" * 64, title="A title")
    text = changed(record, stands(), [], Page(width=80))
    assert "R" * 64 in text
    assert "A title" in text


def test_ids_stand_in_the_order_of_their_numbers() -> None:
    ids = ["o10", "o2", "O1", "a", "2"]
    record = Record(ref="A", title="T", obligations=tuple(Obligation(id=id, text="x", kind="once") for id in ids))
    shown = [line.split()[0] for line in show(record, stands(), Page()).splitlines() if line.endswith("  x")]
    assert shown == ["2", "a", "O1", "o2", "o10"]


def test_findings_with_long_refs_fold() -> None:
    found = [SimpleNamespace(ref="R" * 40, severity="odd", field="term", problem="unknown " * 9)]
    lines = findings(found, Page(width=60)).splitlines()
    assert lines[0] == "odd  " + "R" * 30 + "  term: unknown unknown"
    assert lines[1] == "     " + "R" * 10 + " " * 22 + "unknown unknown unknown"


def test_very_many_findings_and_changes_come_as_plain_lines() -> None:
    found = [SimpleNamespace(ref="A", severity="warning", field="term", problem="unknown " * 30)] * (MANY + 1)
    assert findings(found, Page(width=60)) == findings(found, Page())
    at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    row = SimpleNamespace(seq=1, at=at, who="anna", command="edit " * 30, ref="A", table="agreements", changes=())
    assert history([row] * (MANY + 1), Page(width=60)) == history([row] * (MANY + 1), Page())


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("indefinite", "1 without an end"),
        ("unknown", "1 of unknown term"),
        ("pending", "1 not yet in force"),
        ("filtered", "1 by the filters"),
    ],
)
def test_reasons_for_leaving_out(reason: str, words: str) -> None:
    assert summary(0, 1, {reason: 1}) == f"0 of 1 agreement; left out: {words}"


def test_show_writes_every_day_as_days_are_wanted() -> None:
    page = show(FULL, EXPIRED.standing, Page(dates="dd.mm.yyyy"))
    assert "Signed Mon 09.02.2015" in page
    assert not re.search(r"(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w-])", page)


@pytest.mark.parametrize(("count", "below"), [(20, False), (21, True)])
def test_many_parties_stand_below_what_holds(count: int, below: bool) -> None:
    parties = tuple(Party(name=f"State {number}") for number in range(count))
    record = Record(ref="A", title="Convention", parties=parties)
    lines = show(record, stands(status="draft"), Page()).splitlines()
    assert lines[1].startswith(f"{count} parties, named below." if below else "State 0, State 1,")
    assert any(line.startswith("  all  State 0, State 1,") for line in lines) == below


def test_a_comma_within_a_name_does_not_look_like_two_parties() -> None:
    record = Record(ref="A", title="Visas", parties=(Party(name="Sweden"), Party(name="Ireland, Republic of")))
    lines = show(record, stands(status="draft"), Page()).splitlines()
    assert lines[1].startswith("Sweden; Ireland, Republic of.")
