"""Obligations as they are typed: added, met, waived, listed; what is refused, and how it is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
ADD = (
    "add",
    "--ref",
    "AB-1",
    "--title",
    "Cooperation",
    "--party",
    "Aland=AL",
    "--party",
    "Borduria",
    "--party",
    "Cordia",
)
QUARTERLY = ("oblige", "ab", "Report.", "--every", "3m", "--from", "2026-03-31", "--by", "AL", "--met-through", "none")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "office.json"


@pytest.fixture
def typed(agreetrack: Agreetrack, registry: Path) -> Agreetrack:
    """Types a command against a registry with the agreement AB-1 of 2025-02-09, for five years; it is 2026-11-22."""

    def typing(*words: str, **more: Any) -> Any:
        return agreetrack("--db", str(registry), *words, **more)

    run = typing(*ADD, "--start", "2025-02-09", "--term", "5y", "--counting", "anniversary", "--owner", "Anna")
    assert run.code == 0, run.stderr
    return typing


def done(run: Any) -> str:
    assert run.code == 0, run.stderr
    return str(run.stdout)


def obligations(typed: Agreetrack, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(done(typed("obligations", *words, "--json"))))


def recorded(typed: Agreetrack) -> list[dict[str, Any]]:
    return list(json.loads(done(typed("show", "ab", "--json")))["obligations"])


def dues(typed: Agreetrack, *words: str) -> list[str]:
    return [f"{one['id']} {one['due']} {one['status']}" for one in obligations(typed, *words)]


# Adding


PASSED = ("oblige", "ab", "Report.", "--every", "3m", "--from", "2026-03-31")


def test_days_that_have_passed_are_asked_about_and_none_is_silently_late(typed: Agreetrack) -> None:
    run = typed(*PASSED)
    assert (run.code, run.stdout, run.stderr) == (
        2,
        "",
        "agreetrack: 3 of its days have passed, from 2026-03-31 through 2026-09-30; say through which it was met: "
        "--met-through DATE, or --met-through none\n",
    )
    assert "obligations" not in json.loads(done(typed("export", "json")))[0]


@pytest.mark.parametrize(
    ("through", "late", "told"),
    [
        ("none", ["1 2026-03-31 overdue", "1 2026-06-30 overdue", "1 2026-09-30 overdue"], ""),
        ("2026-06-30", ["1 2026-09-30 overdue"], "recorded as met: 2, from 2026-03-31 through 2026-06-30"),
        ("01.10.2026", [], "recorded as met: 3, from 2026-03-31 through 2026-09-30"),
        ("today", [], "recorded as met: 3, from 2026-03-31 through 2026-09-30"),
        ("2026-01-01", ["1 2026-03-31 overdue", "1 2026-06-30 overdue", "1 2026-09-30 overdue"], ""),
    ],
)
def test_what_was_met_of_them_is_recorded_with_the_obligation(
    typed: Agreetrack, through: str, late: list[str], told: str
) -> None:
    assert told in done(typed(*PASSED, "--met-through", through))
    assert dues(typed, "--overdue") == late
    assert done(typed("undo"))
    assert recorded(typed) == []


def test_on_a_terminal_it_is_asked_until_it_is_understood(typed: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "can_ask", True)
    run = typed(*PASSED, input="soon\n30.06.2026\n")
    assert "recorded as met: 2" in done(run)
    assert "3 of its days have passed, from 2026-03-31 through 2026-09-30. It was met through (a day, or none):" in (
        run.stderr
    )
    assert "“soon” is not a date" in run.stderr
    assert dues(typed, "--overdue") == ["1 2026-09-30 overdue"]


def test_what_was_met_stands_where_the_obligation_stands_first(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Report.", "--every", "1y", "--from", "2026-03-31", "--met-through", "today"))
    met = {"status": "met", "date": "2026-03-31", "occurrence": "2026-03-31"}
    assert recorded(typed)[0]["occurrences"] == [met]


def test_no_more_than_a_file_can_bear_is_recorded_as_met_at_once(agreetrack: Agreetrack) -> None:
    agreetrack("add", "--ref", "OLD", "--title", "T", "--party", "X", "--party", "Y", "--start", "1990-01-01")
    run = agreetrack("oblige", "OLD", "Report", "--every", "7d", "--from", "1990-01-01", "--met-through", "today")
    assert (run.code, "at most 1,000 are recorded as met at once" in run.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "stated", "told"),
    [
        ("", {"kind": "continuing"}, "it continues, without a day"),
        ("--once", {"kind": "once"}, "the day on which it is due is not known; agreetrack check lists it"),
        ("--due 2027-03-01", {"kind": "once", "due": "2027-03-01"}, "obligation “1”: due 2027-03-01"),
        (
            "--within 90d --of entry-into-force",
            {"kind": "once", "within": "P90D", "of": "entry-into-force"},
            "obligation “1”: due 2025-05-10",
        ),
        ("--within 30d --of end", {"kind": "once", "within": "P30D", "of": "end"}, "obligation “1”: due 2030-03-11"),
        (
            "--every 1y --from 31.12.2025 --until 2028-12-31 --met-through none",
            {"kind": "recurring", "every": "P1Y", "from": "2025-12-31", "until": "2028-12-31"},
            "obligation “1”: first due 2025-12-31",
        ),
        (
            "--rrule FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31 --met-through none",
            {"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"},
            "obligation “1”: first due 2025-03-31",
        ),
        (
            "--by al --by Borduria --to cordia --article 5 --owner Boris --survives --id dues",
            {
                "kind": "continuing",
                "id": "dues",
                "by": ["Aland", "Borduria"],
                "to": ["Cordia"],
                "article": "5",
                "owner": "Boris",
                "survives": True,
            },
            "obligation “dues”: it continues",
        ),
        (
            "--due 2031-01-01",
            {"kind": "once", "due": "2031-01-01"},
            "obligation “1”: it does not fall due on 2031-01-01: ended on 2030-02-09",
        ),
    ],
)
def test_an_obligation_is_added_as_typed(typed: Agreetrack, words: str, stated: dict[str, Any], told: str) -> None:
    run = typed("oblige", "ab", "Exchange figures.", *words.split())
    assert told in done(run)
    assert run.stderr.endswith("office.json undo\n")
    assert recorded(typed) == [{"id": "1", "text": "Exchange figures.", **stated}]


def test_the_ids_are_numbered_and_one_command_is_one_undo(typed: Agreetrack) -> None:
    for words in (("one",), ("two", "--id", "7"), ("three",), ("four", "--id", "x")):
        done(typed("oblige", "AB-1", *words))
    assert [one["id"] for one in recorded(typed)] == ["1", "7", "8", "x"]
    done(typed("undo"))
    assert [one["id"] for one in recorded(typed)] == ["1", "7", "8"]
    done(typed("undo", "--redo"))
    assert [one["id"] for one in recorded(typed)] == ["1", "7", "8", "x"]


def test_a_number_that_was_taken_back_is_given_to_no_other(typed: Agreetrack) -> None:
    done(typed("oblige", "AB-1", "one", "--due", "2026-12-01"))
    done(typed("ack", "AB-1", "--decided", "done by phone"))
    done(typed("remind", "--as", "desk", "--json"))
    done(typed("undo", "2"))
    done(typed("edit", "AB-1", "--ref", "AB-2"))
    done(typed("oblige", "AB-2", "two", "--due", "2026-12-01"))
    assert [(one["id"], one["text"]) for one in recorded(typed)] == [("2", "two")]
    assert "two (2)" in done(typed("remind", "--as", "desk", "--json"))


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("--due 2027-01-01 --every 1y --from 2027-01-01", 2, "when it is due is said in one way"),
        ("--due 2027-01-01 --within 1y --of end", 2, "when it is due is said in one way"),
        ("--within 1y", 2, "--within PERIOD and --of entry-into-force, signature or end go together"),
        ("--of end", 2, "--within PERIOD and --of entry-into-force, signature or end go together"),
        ("--every 1y", 2, "--every goes with --from DATE"),
        ("--due 2027-01-01 --met-through none", 2, "--met-through goes with --every PERIOD or --rrule RULE"),
        ("--every 1y --from 2026-01-01 --met-through 2026-12-31", 2, "2026-12-31 lies ahead"),
        ("--every 1y --from 2026-01-01 --met-through soon", 2, "--met-through: “soon” is not a date"),
        ("--from 2027-01-01", 2, "--from and --until go with --every PERIOD or --rrule RULE"),
        ("--once --every 1y --from 2027-01-01", 2, "--once is for what is done once"),
        ("--every 1y --from 2027-01-01 --until 2026-01-01", 2, "--until lies before --from"),
        ("--rrule FREQ=HOURLY", 2, "--rrule: “FREQ=HOURLY” is no recurrence rule of days"),
        ("--rrule FREQ=MONTHLY;BYDAY=6MO", 2, "--rrule: “FREQ=MONTHLY;BYDAY=6MO” falls on no day, not within 400 y"),
        ("--rrule FREQ=DAILY;INTERVAL=7;BYDAY=SU --from 2026-11-23", 2, "falls on no day, not within 400 years"),
        ("--rrule FREQ=DAILY;INTERVAL=7;BYDAY=MO", 4, "AB-1: obligations[1].rrule: “FREQ=DAILY;INTERVAL=7;BYDAY=MO” f"),
        ("--rrule FREQ=YEARLY;UNTIL=20200101", 4, "falls on no day from 2025-02-09 through 2020-01-01"),
        ("--every 5", 2, "--every: “5” of what?"),
        ("--due 2027-02-30", 2, "--due: “2027-02-30” is not in the calendar"),
        ("--id a\tb", 2, "--id: a handle in one word"),
        (
            "--by Ruritania",
            4,
            "AB-1: “Ruritania” is no party to it; its parties are “Aland” (AL), “Borduria”, “Cordia”",
        ),
        ("--to Ruritania", 4, "AB-1: “Ruritania” is no party to it"),
        ("--id first", 4, "AB-1: there is an obligation “first” already; give this one another --id"),
    ],
)
def test_what_cannot_be_promised_is_refused_and_nothing_changes(
    typed: Agreetrack, words: str, code: int, told: str
) -> None:
    done(typed("oblige", "ab", "First.", "--id", "FIRST"))
    run = typed("oblige", "ab", "Second.", *words.split(" "))
    assert (run.code, run.stdout) == (code, "")
    assert told in run.stderr
    assert run.stderr.startswith("agreetrack: ")
    assert len(recorded(typed)) == 1


def test_an_empty_promise_and_an_unknown_agreement_are_refused(typed: Agreetrack) -> None:
    assert typed("oblige", "ab", " ").code == 2
    run = typed("oblige", "xy", "Report.")
    assert (run.code, run.stdout) == (3, "")


def test_an_obligation_joins_those_that_an_amendment_set(typed: Agreetrack, registry: Path, tmp_path: Path) -> None:
    done(typed("oblige", "ab", "Old."))
    (document,) = json.loads(done(typed("export", "json")))
    new = {"id": "n", "text": "New.", "kind": "continuing"}
    later = [
        {"kind": "suspension", "date": "2025-03-01", "until": "2025-03-31"},
        {"kind": "amendment", "date": "2025-06-01", "set": {"obligations": []}},
        {"kind": "amendment", "date": "2026-01-01", "set": {"obligations": [new]}},
        {"kind": "amendment", "date": "2026-02-01", "set": {"survival": "P1Y"}},
        {"kind": "amendment", "date": "2026-03-01", "effective": "2027-06-01", "set": {"obligations": []}},
    ]
    (tmp_path / "amended.json").write_text(json.dumps([{**document, "events": later}]), encoding="utf-8")
    done(typed("import", str(tmp_path / "amended.json"), "--update"))
    assert "first due 2026-12-01" in done(typed("oblige", "ab", "Report.", "--every", "1y", "--from", "2026-12-01"))
    shown = json.loads(done(typed("show", "ab", "--json")))
    assert [one["text"] for one in shown["obligations"]] == ["Old."]
    assert [[one["id"] for one in event["set"].get("obligations", [])] for event in shown["events"][1:]] == [
        [],
        ["n", "2"],
        [],
        ["2"],
    ]
    assert dues(typed) == ["2 2026-12-01 due-soon", "n None continuing"]
    done(typed("met", "ab", "2"))
    shown = json.loads(done(typed("show", "ab", "--json")))
    assert shown["events"][2]["set"]["obligations"][1]["occurrences"][0]["occurrence"] == "2026-12-01"
    assert "occurrences" not in shown["events"][4]["set"]["obligations"][0]
    assert dues(typed, "--due", "2y") == ["2 2026-12-01 met", "2 2027-12-01 open"]


def test_an_obligation_may_fall_on_no_day_since_the_amendment_that_it_joins(typed: Agreetrack) -> None:
    (document,) = json.loads(done(typed("export", "json")))
    amendment = {"kind": "amendment", "date": "2026-01-01", "set": {"obligations": []}}
    done(typed("import", "-", "--update", input=json.dumps([{**document, "events": [amendment]}])))
    out = done(typed("oblige", "ab", "Report.", "--rrule", "FREQ=YEARLY;COUNT=1"))
    assert "obligation “1”: it falls due on no day" in out


# Rules that fall on no day

NEVER = ("FREQ=MONTHLY;BYDAY=6MO", "FREQ=DAILY;BYSETPOS=2;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")


def ruled(rule: str, **fields: str) -> dict[str, str]:
    return {"id": "1", "text": "Report.", "kind": "recurring", "rrule": rule, **fields}


@pytest.mark.parametrize(
    "obligation",
    [
        *(ruled(rule) for rule in NEVER),
        ruled("FREQ=DAILY;INTERVAL=7;BYDAY=SU", **{"from": "2026-11-23"}),
        ruled("FREQ=DAILY;INTERVAL=7;BYDAY=MO"),  # counted from 2025-02-09, a Sunday
        ruled("FREQ=YEARLY;BYMONTH=12", **{"until": "2025-11-30"}),
    ],
    ids=lambda one: f"{one['rrule']} {one.get('from', '')}",
)
def test_a_rule_that_falls_on_no_day_is_refused_wherever_it_enters(
    typed: Agreetrack, obligation: dict[str, str], tmp_path: Path
) -> None:
    (document,) = json.loads(done(typed("export", "json")))
    amendment = {"kind": "amendment", "date": "2026-01-01", "set": {"obligations": [obligation]}}
    stated = json.dumps([{**document, "ref": "N-1", "obligations": [obligation]}])
    amended = json.dumps([{**document, "events": [amendment]}])
    editor = tmp_path / "editor"
    text = "\n".join(["[[obligations]]", *(f'{name} = "{value}"' for name, value in obligation.items())])
    editor.write_text(f"#!/bin/sh\ncat >> \"$1\" <<'EOF'\n{text}\nEOF\n", encoding="utf-8")
    editor.chmod(0o755)
    for words, more in (
        ("import -", {"input": stated}),
        ("import - --dry-run", {"input": stated}),
        ("import - --update", {"input": amended}),
        ("edit ab", {"env": {"EDITOR": str(editor)}}),
    ):
        run = typed(*words.split(), **more)
        assert (run.code, run.stdout) == (4, ""), words
        assert f"“{obligation['rrule']}” falls on no day" in run.stderr
    assert json.loads(done(typed("export", "json"))) == [document]


def in_the_file(registry: Path, obligation: dict[str, str]) -> None:
    """What another program wrote beside what is kept."""
    tables = json.loads(registry.read_text(encoding="utf-8"))
    tables["agreements"]["1"]["obligations"] = [obligation]
    registry.write_text(json.dumps(tables), encoding="utf-8")


@pytest.mark.parametrize("rule", NEVER)
def test_one_that_stands_in_the_file_is_told_and_not_searched_for_long(
    typed: Agreetrack, registry: Path, rule: str
) -> None:
    in_the_file(registry, ruled(rule))
    for words in ("obligations", "stats", "remind --dry-run", "list --with-obligations", "export ics", "show ab"):
        run = typed(*words.split())
        assert (run.code, run.stdout) == (4, ""), words
        assert f"AB-1: obligations[0].rrule: “{rule}” falls on no day, not within 400 years" in run.stderr
    run = typed("check", "--json")
    assert [(one["field"], one["severity"]) for one in json.loads(run.stdout)] == [("obligations[0].rrule", "error")]


def test_one_that_falls_on_no_day_from_the_beginning_of_its_agreement_is_told_by_check(
    typed: Agreetrack, registry: Path
) -> None:
    in_the_file(registry, ruled("FREQ=DAILY;INTERVAL=7;BYDAY=MO"))
    for words in ("obligations", "stats", "remind --dry-run", "list --with-obligations", "export ics", "show ab"):
        assert typed(*words.split()).code == 0
    found = json.loads(typed("check", "--json").stdout)
    assert ("error", "obligations[0].rrule") in [(one["severity"], one["field"]) for one in found]
    done(typed("edit", "ab", "--title", "Another"))  # what stood there before hinders no change of anything else


# Met, met in part, waived


def test_due_is_understood_for_the_occurrence(typed: Agreetrack) -> None:
    done(typed(*QUARTERLY))
    assert "met" in done(typed("met", "ab", "1", "--due", "2026-06-30"))
    assert recorded(typed)[0]["occurrences"][0]["occurrence"] == "2026-06-30"


def test_the_one_that_is_late_is_met(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Report.", "--every", "1y", "--from", "2026-09-30", "--met-through", "none"))
    assert dues(typed) == ["1 2026-09-30 overdue"]
    run = typed("met", "AB-1", "1", "--on", "2026-11-20", "--note", "late", "--basis", "Note 17")
    out = done(run)
    assert "obligation “1”, due 2026-09-30: met\nnext due 2027-09-30\n" in out
    assert "DUE   Thu 2027-09-30: Report. (1)" in out
    assert recorded(typed)[0]["occurrences"] == [
        {"status": "met", "date": "2026-11-20", "occurrence": "2026-09-30", "evidence": "Note 17", "note": "late"}
    ]
    assert dues(typed) == []
    done(typed("undo"))
    assert dues(typed) == ["1 2026-09-30 overdue"]


def test_the_next_one_is_met_where_none_is_near(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Report.", "--every", "1y", "--from", "2027-09-30"))
    assert "obligation “1”, due 2027-09-30: met" in done(typed("met", "ab", "1"))
    run = typed("waive", "ab", "1")  # the same command typed twice does not go on to the next one
    assert (run.code, run.stdout) == (4, "")
    assert "the next is due on 2028-09-30, say --occurrence 2028-09-30 if that is meant" in run.stderr
    assert "due 2028-09-30: waived" in done(typed("waive", "ab", "1", "--occurrence", "2028-09-30"))


def test_evidence_that_is_empty_is_refused(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Report.", "--every", "1y", "--from", "2027-09-30"))
    run = typed("met", "ab", "1", "--evidence", "")
    assert (run.code, run.stdout) == (2, "")
    assert "--evidence: name a file or give a link" in run.stderr


def test_of_several_open_ones_it_has_to_be_said_which(typed: Agreetrack) -> None:
    done(typed(*QUARTERLY))
    run = typed("met", "ab", "1")
    assert (run.code, run.stdout) == (4, "")
    assert run.stderr == (
        "agreetrack: AB-1, obligation “1”: several are open: 2026-03-31, 2026-06-30, 2026-09-30; "
        "say which with --occurrence DATE\n"
    )
    out = done(typed("met", "ab", "1", "--occurrence", "2026-06-30"))
    assert "obligation “1”, due 2026-06-30: met\nstill owed: 2026-03-31, 236 days late\n" in out
    assert dues(typed, "--overdue") == ["1 2026-03-31 overdue", "1 2026-09-30 overdue"]


def test_of_very_many_open_ones_the_first_are_named(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Report.", "--every", "1m", "--from", "2025-12-31", "--met-through", "none"))
    told = typed("waive", "ab", "1").stderr
    assert "2025-12-31, 2026-01-31, 2026-02-28, 2026-03-31, 2026-04-30, 2026-05-31 and 6 more; say which" in told


def test_what_is_met_in_part_is_owed_until_it_is_met(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2026-11-01"))
    assert "obligation “1”, due 2026-11-01: met in part, the rest is still owed" in done(typed("partly-met", "ab", "1"))
    assert dues(typed) == dues(typed, "--overdue") == ["1 2026-11-01 partly-met"]
    assert typed("obligations").stderr == "1 obligation due; late: 1\n"
    done(typed("partly-met", "ab", "1", "--note", "more"))
    done(typed("met", "ab", "1"))
    assert dues(typed) == []
    assert [one["status"] for one in recorded(typed)[0]["occurrences"]] == ["partly-met", "partly-met", "met"]


def test_a_continuing_one_is_waived_but_never_met(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Cooperate."))
    run = typed("met", "ab", "1")
    assert run.code == 4
    assert "it continues, and is never over with by being met" in run.stderr
    assert "agreetrack oblige AB-1 TEXT --due DATE" in run.stderr
    done(typed("waive", "ab", "1"))
    assert dues(typed) == []
    assert dues(typed, "--ref", "ab") == ["1 None waived"]
    assert "it was waived on 2026-11-22 already" in typed("waive", "ab", "1").stderr


def test_one_of_unknown_date_is_met_without_a_day(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Draw up a list.", "--once"))
    assert "obligations[0].due: the day on which obligation “1” is due is not known" in typed("check").stdout
    assert "it has no day that is known" in typed("met", "ab", "1", "--occurrence", "2026-01-01").stderr
    assert "obligation “1”: met\n" in done(typed("met", "ab", "1"))
    assert recorded(typed)[0]["occurrences"] == [{"status": "met", "date": "2026-11-22"}]
    assert "obligations" not in typed("check").stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("met", "ab", "9"), 3, "AB-1 has no obligation “9”; it has “q”, “o”, “late”, “done”"),
        (("met", "xy", "q"), 3, "“xy”"),
        (
            ("met", "ab", "q", "--occurrence", "2026-04-01"),
            4,
            "none falls due on 2026-04-01; near it: 2026-03-31, 2026-06-30",
        ),
        (("met", "ab", "q", "--occurrence", "2026-01-01"), 4, "none falls due on 2026-01-01; near it: 2026-03-31"),
        (("met", "ab", "q", "--occurrence", "0001-01-01"), 4, "none falls due on 0001-01-01; near it: 2026-03-31"),
        (
            ("met", "ab", "q", "--occurrence", "2030-03-31"),
            4,
            "AB-1, obligation “q”: it does not fall due on 2030-03-31: ended on 2030-02-09",
        ),
        (("met", "ab", "o", "--occurrence", "2027-01-02"), 4, "it is due once, on 2027-01-01, not on 2027-01-02"),
        (("met", "ab", "late"), 4, "it does not fall due on 2031-01-01: ended on 2030-02-09"),
        (
            ("met", "ab", "done"),
            4,
            "it was met on 2026-10-01 already; correct that with agreetrack undo, or agreetrack edit AB-1",
        ),
        (("met", "ab", "q", "--occurrence", "31/31"), 2, "--occurrence: "),
        (("met", "ab", "o", "--evidence", "no-such-file"), 1, "there is no file “no-such-file”"),
        (("met", "ab", "o", "--evidence", "ftp://example.org/x"), 2, "“ftp://example.org/x” is no web address"),
        (("met", "ab", "o", "--evidence", "x", "--basis", "y"), 2, "leave --basis out"),
        (("met", "ab"), 2, "ID is missing"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_changes(
    typed: Agreetrack, registry: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    done(typed(*QUARTERLY, "--id", "q"))
    done(typed("oblige", "ab", "Pay.", "--due", "2027-01-01", "--id", "o"))
    done(typed("oblige", "ab", "Late.", "--due", "2031-01-01", "--id", "late"))
    done(typed("oblige", "ab", "Done.", "--due", "2026-10-01", "--id", "done"))
    done(typed("met", "ab", "done", "--on", "2026-10-01"))
    before = registry.read_bytes()
    run = typed(*words)
    assert (run.code, run.stdout) == (code, "")
    assert told in run.stderr
    assert registry.read_bytes() == before


def test_an_agreement_without_obligations_says_how_to_add_one(typed: Agreetrack) -> None:
    run = typed("met", "ab", "1")
    assert (run.code, run.stderr) == (3, "agreetrack: AB-1 has no obligations; add one: agreetrack oblige AB-1 TEXT\n")


def test_nothing_is_open_where_all_is_over(typed: Agreetrack) -> None:
    done(
        typed(
            "oblige",
            "ab",
            "Report.",
            "--every",
            "1y",
            "--from",
            "2026-11-01",
            "--until",
            "2026-11-01",
            "--met-through",
            "none",
        )
    )
    done(typed("met", "ab", "1"))
    assert "no occurrence of it is open" in typed("met", "ab", "1").stderr
    assert "no occurrence of it is open" in typed("met", "ab", "1", "--as-of", "9999-12-31").stderr
    assert "was met on 2026-11-22 already" in typed("met", "ab", "1", "--occurrence", "2026-11-01").stderr


def test_a_report_of_tomorrow_counts_from_tomorrow(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2026-12-01"))
    assert "it is dated after 2026-11-22: it counts from 2026-11-23 on" in done(typed("met", "ab", "1", "--on", "+1d"))
    assert dues(typed) == ["1 2026-12-01 due-soon"]
    assert dues(typed, "--as-of", "2026-11-23") == ["1 2026-12-01 met"]


def test_evidence_is_kept_beside_the_registry_under_a_name_of_its_own(
    typed: Agreetrack, registry: Path, tmp_path: Path
) -> None:
    done(typed(*QUARTERLY))
    for place, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.pdf").write_text(f"report {place}", encoding="utf-8")
    for due, folder in (("2026-03-31", "a"), ("2026-06-30", "b"), ("2026-09-30", "b")):
        done(typed("met", "ab", "1", "--occurrence", due, "--evidence", str(tmp_path / folder / "report.pdf")))
    done(typed("met", "ab", "1", "--occurrence", "2026-12-31", "--evidence", "https://example.org/r"))
    evidence = [one["evidence"] for one in recorded(typed)[0]["occurrences"]]
    assert evidence == ["report.pdf", "report (1 2026-06-30).pdf", "report (1 2026-06-30).pdf", "https://example.org/r"]
    documents = json.loads(done(typed("show", "ab", "--json")))["documents"]
    assert [one["name"] for one in documents] == ["report.pdf", "report (1 2026-06-30).pdf"]
    kept = sorted(path.read_text() for path in (registry.parent / "office.json.documents").rglob("*") if path.is_file())
    assert kept == ["report 0", "report 1"]
    assert "documents" not in typed("check").stdout


def test_a_change_answers_with_json(typed: Agreetrack) -> None:
    shown = json.loads(done(typed(*QUARTERLY, "--json")))
    assert shown["duty"] == {"id": "1", "text": "Report.", "due": "2026-03-31", "days": -236}
    shown = json.loads(done(typed("waive", "ab", "1", "--occurrence", "2026-03-31", "--json")))
    assert shown["duty"]["due"] == "2026-06-30"


# Listing


def full(typed: Agreetrack) -> None:
    done(typed(*QUARTERLY))
    done(typed("oblige", "ab", "Pay.", "--due", "2027-01-15", "--by", "Borduria", "--to", "AL", "--owner", "Boris"))
    done(typed("oblige", "ab", "Cooperate."))
    done(typed("oblige", "ab", "Draw up a list.", "--once", "--by", "Cordia"))
    done(typed("oblige", "ab", "Return papers.", "--within", "30d", "--of", "end"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "",
            "1 2026-03-31, 1 2026-06-30, 1 2026-09-30, 1 2026-12-31, 2 2027-01-15, 4 None, 3 None",
        ),
        ("--overdue", "1 2026-03-31, 1 2026-06-30, 1 2026-09-30"),
        ("--due 40d", "1 2026-03-31, 1 2026-06-30, 1 2026-09-30, 1 2026-12-31"),
        ("--due 4y --party borduria", "2 2027-01-15, 5 2030-03-11"),
        ("--party AL", "1 2026-03-31, 1 2026-06-30, 1 2026-09-30, 1 2026-12-31, 2 2027-01-15, 3 None"),
        ("--party al --party bord", "2 2027-01-15, 3 None"),
        ("--party Ruritania", ""),
        ("--owner boris", "2 2027-01-15"),
        ("--owner anna --due 40d", "1 2026-03-31, 1 2026-06-30, 1 2026-09-30, 1 2026-12-31"),
        ("--overdue --as-of 2026-07-01", "1 2026-03-31, 1 2026-06-30"),
        ("--as-of 2031-01-01", "1 2026-03-31"),
    ],
)
def test_what_is_listed(typed: Agreetrack, words: str, expected: str) -> None:
    full(typed)
    found = [f"{one['id']} {one['due']}" for one in obligations(typed, *words.split())]
    if "2031" in words:
        assert found[0] == expected
        assert found[-1] == "5 2030-03-11"
        assert {one["binding"] for one in obligations(typed, *words.split())} == {
            "no: ended on 2030-02-09",
            "yes: survives the end on 2030-02-09",
        }
    else:
        assert ", ".join(found) == expected


def test_of_one_agreement_what_does_not_bind_is_shown_too(typed: Agreetrack) -> None:
    full(typed)
    done(typed("suspend", "ab", "--on", "2026-10-01"))
    run = typed("obligations")
    assert dues(typed) == ["1 2026-03-31 overdue", "1 2026-06-30 overdue", "1 2026-09-30 overdue"]
    assert run.stderr.splitlines() == [
        "3 obligations due; late: 3",
        "AB-1, obligation “1”: does not fall due on 2026-12-31: suspended since 2026-10-01",
        "AB-1, obligation “2”: does not fall due on 2027-01-15: suspended since 2026-10-01",
    ]
    shown = obligations(typed, "--ref", "ab")
    assert [one["id"] for one in shown[3:]] == ["4", "3"]
    assert {one["binding"] for one in shown} == {"no: suspended since 2026-10-01"}
    assert typed("obligations", "--due", "2y").stderr.splitlines()[-1] == (
        "and 6 more days on which an obligation does not bind"
    )
    assert typed("obligations", "--overdue").stderr == "3 obligations due; late: 3\n"


def test_every_agreement_is_looked_at_and_the_rows_go_by_date(typed: Agreetrack) -> None:
    done(typed(*ADD[:2], "AA-2", *ADD[3:], "--start", "2026-01-01", "--term", "2y"))
    for ref, day in (("AB-1", "2026-12-02"), ("AA-2", "2026-12-03"), ("AA-2", "2026-12-02"), ("AB-1", "2026-12-01")):
        done(typed("oblige", ref, "Pay.", "--due", day))
    assert [f"{one['ref']} {one['id']} {one['due']}" for one in obligations(typed)] == [
        "AB-1 2 2026-12-01",
        "AA-2 2 2026-12-02",
        "AB-1 1 2026-12-02",
        "AA-2 1 2026-12-03",
    ]


def test_what_falls_with_another_agreement_owes_nothing_after_it(typed: Agreetrack) -> None:
    done(
        typed(
            "add",
            "--ref",
            "P-1",
            "--title",
            "Protocol",
            *ADD[5:],
            "--start",
            "2025-03-01",
            "--term",
            "indefinite",
            "--link",
            "falls-with:AB-1",
        )
    )
    done(typed("oblige", "P-1", "Report.", "--every", "1y", "--from", "2029-12-31"))
    assert dues(typed, "--due", "5y") == ["1 2029-12-31 open"]


def test_a_table_in_a_pipe_and_files_by_their_ending(typed: Agreetrack, tmp_path: Path) -> None:
    full(typed)
    table = done(typed("obligations"))
    assert table.splitlines()[0].split() == [
        "days",
        "due",
        "status",
        "ref",
        "id",
        "obligation",
        "by",
        "binding",
        "agreement",
    ]
    assert "-236 2026-03-31 Tue  overdue" in table
    for name in ("o.csv", "o.json", "o.txt"):
        assert f"written to {tmp_path / name}\n" in typed("obligations", "-o", str(tmp_path / name)).stderr
    assert (tmp_path / "o.txt").read_text() == table
    assert (tmp_path / "o.csv").read_bytes() == b"\xef\xbb\xbf" + done(typed("obligations", "--csv")).encode()
    assert json.loads((tmp_path / "o.json").read_text()) == obligations(typed)
    assert done(typed("obligations", "-o", "-")) == table


def test_a_table_on_a_terminal_fits_it(typed: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    done(typed(*QUARTERLY))
    monkeypatch.setattr(Session, "is_terminal", True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    assert done(typed("obligations", "--overdue")).splitlines()[:6] == [
        "days due             obligation",
        "     status          by  binding",
        "     ref   id        agreement",
        "-236 2026-03-31 Tue  Report.",
        "     overdue         AL  yes: in force through 2030-02-09",
        "     AB-1  1         Cooperation",
    ]
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1;38;5;160m" in done(typed("obligations", "--overdue"))
    assert "\x1b" not in done(typed("obligations", "--overdue", "--csv"))


def test_nothing_to_list(typed: Agreetrack, agreetrack: Agreetrack, tmp_path: Path) -> None:
    assert typed("obligations") == ("", "0 obligations due\n", 0)
    assert typed("obligations", "--json").stdout == "[]\n"
    assert agreetrack("--db", str(tmp_path / "none.json"), "obligations").code == 3
    run = agreetrack("obligations", "--json", env={"AGREETRACK_DB": None})
    assert (run.code, run.stdout) == (0, "[]\n")
    assert "There are no agreements yet" in run.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("--overdue --due 60d", 2, "give either --overdue or --due PERIOD"),
        ("--json --csv", 2, "one answer has one format"),
        ("-o x.pdf", 2, "“x.pdf”: no format goes with that ending"),
        ("--due 5", 2, "--due: “5” of what?"),
        ("--ref xy", 3, "“xy”"),
    ],
)
def test_a_list_that_cannot_be(typed: Agreetrack, words: str, code: int, told: str) -> None:
    run = typed("obligations", *words.split())
    assert (run.code, run.stdout) == (code, "")
    assert told in run.stderr


def test_a_broken_file_is_told_with_its_place(typed: Agreetrack, registry: Path) -> None:
    done(typed(*QUARTERLY))
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace('"every":"P3M"', '"every":"PXM"', 1), encoding="utf-8")
    for words in (("obligations",), ("obligations", "--overdue"), ("list", "--expiring", "--with-obligations")):
        run = typed(*words)
        assert (run.code, run.stdout) == (4, "")
        assert "AB-1: obligations[0].every" in run.stderr


# Beside other lists


def test_the_morning_list_counts_obligations_only_when_asked(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2026-12-01"))
    assert typed("list", "--expiring").stdout == ""
    out = done(typed("list", "--expiring", "--with-obligations"))
    assert "DECIDE" in out
    assert "9 2026-12-01 Tue  due: Pay." in out
    assert json.loads(done(typed("list", "--expiring", "--json"))) == []
    (row,) = json.loads(done(typed("list", "--expiring", "--with-obligations", "--json")))
    assert row["duty"] == {"id": "1", "text": "Pay.", "due": "2026-12-01", "days": 9}
    assert row["act"]["by"] == "2030-02-09"
    assert done(typed("list", "--expiring", "--with-obligations", "--within", "8d")) == ""
    done(typed("met", "ab", "1"))
    assert done(typed("list", "--expiring", "--with-obligations")) == ""


def test_a_late_obligation_is_in_the_morning_list_also_after_the_end(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2026-06-01"))
    done(typed("terminate", "ab", "--last-day", "2026-07-01", "--on", "2026-06-15"))
    out = done(typed("list", "--expiring", "--with-obligations"))
    assert "-174 2026-06-01 Mon  due: Pay." in out
    assert "PASSED" not in out
    done(typed("close", "ab"))
    assert done(typed("list", "--expiring", "--with-obligations")) == ""


def test_a_row_that_is_there_anyway_says_what_is_owed_later(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2026-12-01"))
    done(typed("oblige", "ab", "Return papers.", "--within", "30d", "--of", "end"))
    done(typed("waive", "ab", "1"))
    asked = ("list", "--expiring", "--with-obligations", "--as-of", "2030-01-01")
    (row,) = json.loads(done(typed(*asked, "--within", "45d", "--json")))
    assert (row["act"]["by"], row["duty"]["due"]) == ("2030-02-09", "2030-03-11")
    out = done(typed(*asked, "--within", "45d"))
    assert "agree an extension" in out
    assert "69 2030-03-11" in out


def test_a_list_of_all_has_what_is_owed_where_it_was_asked_for(typed: Agreetrack, tmp_path: Path) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2028-12-01"))
    assert json.loads(done(typed("list", "--json")))[0]["duty"] is None
    (row,) = json.loads(done(typed("list", "--with-obligations", "--json")))
    assert row["duty"]["due"] == "2028-12-01"
    header, line, _end = typed("list", "--with-obligations", "--csv").stdout.split("\r\n")
    assert header.endswith("owner,duty_id,duty_text,duty_due,duty_days")
    assert line.endswith(",1,Pay.,2028-12-01,740")
    columns = ("--format", "tsv", "--columns", "ref,duty_due")
    assert done(typed("list", "--with-obligations", *columns)) == "ref\tduty_due\nAB-1\t2028-12-01\n"
    assert typed("list", *columns).code == 2
    assert "duty" not in typed("list", "--csv").stdout


def test_show_says_both_what_can_be_decided_and_what_is_owed(typed: Agreetrack) -> None:
    done(typed("oblige", "ab", "Pay.", "--due", "2026-12-01"))
    out = done(typed("show", "ab"))
    assert "NOW   an extension can be agreed" in out
    assert "DUE   Tue 2026-12-01: Pay. (1)" in out
    assert json.loads(done(typed("show", "ab", "--json")))["duty"]["days"] == 9
    assert "DUE" not in done(typed("show", "ab", "--as-of", "2031-01-01"))
    assert "LATE  since Tue 2026-12-01: Pay. (1)" in done(typed("show", "ab", "--as-of", "2031-01-01"))
