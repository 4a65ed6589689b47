"""`correct`: an event that was recorded wrongly is mended by the options of the command that recorded it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, get_args

import pytest
from msgspec.structs import fields

from agreetrack.cli.events import KINDS
from agreetrack.model.events import AnyEvent
from agreetrack.store import writing

Agreetrack = Callable[..., Any]
FACTS = (
    "--title",
    "Cooperation",
    "--party",
    "Aland=AL",
    "--party",
    "Borduria",
    "--start",
    "2015-02-09",
    "--term",
    "5y",
)


@pytest.fixture
def typed(agreetrack: Agreetrack) -> Agreetrack:
    """Types a command, and sees that an agreement AB-1 is there, which renews tacitly."""
    run = agreetrack("add", "--ref", "AB-1", *FACTS, "--renewal", "tacit", "--notice", "6m")
    assert run.code == 0, run.stderr
    return agreetrack


def recorded(typed: Agreetrack, *lines: str) -> None:
    for line in lines:
        run = typed(*line.split())
        assert run.code == 0, run.stderr


def events(typed: Agreetrack) -> list[dict[str, Any]]:
    return list(json.loads(typed("export", "json", "AB-1").stdout)[0].get("events", []))


CORRECTED: list[tuple[str, str, dict[str, Any]]] = [
    ("extend ab --by 5y --on 2020-01-10", "--on 11.01.2020", {"date": "2020-01-11"}),
    ("extend ab --by 5y --on 2020-01-10", "--on 2020-01", {"date": "2020-01"}),
    ("extend ab --by 5y --on 2020-01-10", "--by 6y --basis Protocol", {"by": "P6Y", "basis": "Protocol"}),
    ("extend ab --by 5y --on 2020-01-10", "--unset by --until 2027-03-31", {"by": None, "until": "2027-03-31"}),
    ("extend ab --by 5y --on 2020-01-10", "--unset by --indefinitely", {"by": None, "indefinitely": True}),
    ("extend ab --until 2027-03-31 --on 2020-01-10", "--end-day excluded", {"end_day": "excluded"}),
    (
        "extend ab --until 2027-03-31 --on 2020-01-10",
        "--until 31.03.2028,включительно",
        {"until": "2028-03-31", "end_day": "included"},
    ),
    ("extend ab --by 5y --from 2020-03-01 --on 2020-01-10", "--from 2020-02-20", {"from": "2020-02-20"}),
    ("extend ab --by 5y --from 2020-03-01 --on 2020-01-10", "--unset from", {"from": None}),
    ("renew ab --on 2020-02-09", "--note seen", {"note": "seen"}),
    ("renew ab --on 2020-02-09 --note seen", "--unset note", {"note": None}),
    ("notice ab --party al --on 2019-08-09", "--party Borduria", {"party": "Borduria"}),
    ("notice ab --party al --on 2019-08-09", "--last-day 2019-12-31", {"last_day": "2019-12-31"}),
    ("notice ab --party al --on 2019-08-09 --last-day 2019-12-31", "--unset last-day", {"last_day": None}),
    ("notice ab --party al --on 2019-08-09", "--effect withdrawal", {"effect": "withdrawal"}),
    ("terminate ab --out-from 2019-01-01 --on 2018-06-01", "--out-from 2019-02-01", {"last_day": "2019-01-31"}),
    ("terminate ab --out-from 2019-01-01 --on 2018-06-01", "--last-day 2019-02-01", {"last_day": "2019-02-01"}),
    ("instrument ab --party Borduria --type approval --on 2016-01-01", "--type acceptance", {"type": "acceptance"}),
    ("suspend ab --until 2017-01-01 --effective 2016-02-01 --on 2016-01-01", "--unset effective", {"effective": None}),
    ("suspend ab --effective 2016-02-01 --on 2016-01-01", "--on 2016-02-01", {"date": "2016-02-01", "effective": None}),
    ("suspend ab --on 2016-01-01", "--articles 5 --party al", {"articles": "5", "party": "Aland"}),
    ("succeed ab --from AL --to Newland --on 2016-01-01", "--to Oldland", {"to": "Oldland"}),
    ("succeed ab --from AL --to Newland --on 2016-01-01", "--from Borduria", {"from": "Borduria"}),
    (
        "amend ab --set notice=1y --set renewal.times=2 --on 2016-01-01",
        "--set notice=9m --unset renewal",
        {"set": {"notice": {"period": "P9M"}}},
    ),
    ("amend ab --set notice=1y --on 2016-01-01", "--effective 2017-01-01", {"effective": "2017-01-01"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "correction", "changes"), CORRECTED)
def test_only_what_is_typed_of_an_event_changes(
    typed: Agreetrack, line: str, correction: str, changes: dict[str, Any]
) -> None:
    recorded(typed, line)
    (before,) = events(typed)
    run = typed("correct", "ab", "1", *correction.split())
    assert run.code == 0, run.stderr
    expected = {name: value for name, value in {**before, **changes}.items() if value is not None}
    assert events(typed) == [expected]


def test_the_answer_is_the_new_standing_and_the_way_back_and_the_history_keeps_both(typed: Agreetrack) -> None:
    recorded(typed, "notice ab --party al --on 2019-09-01")
    run = typed("correct", "AB-1", "1", "--on", "2019-08-01", "--as-of", "2019-10-01")
    assert (run.code, "2020-02-09" in run.stdout, "take it back with: agreetrack undo" in run.stderr) == (0, True, True)
    (*_earlier, latest) = json.loads(typed("history", "AB-1", "--json").stdout)
    assert latest["command"] == "agreetrack correct AB-1 1 --on 2019-08-01 --as-of 2019-10-01"
    assert "2019-09-01" in json.dumps([change["before"] for change in latest["changes"]])
    assert "2019-08-01" in json.dumps([change["after"] for change in latest["changes"]])
    assert "Event 1 was: " in typed("history", "AB-1").stdout  # by the number that show and correct have for it
    assert typed("undo").code == 0
    assert events(typed)[0]["date"] == "2019-09-01"


def test_json_is_the_new_standing(typed: Agreetrack) -> None:
    recorded(typed, "notice ab --party al --on 2019-09-01")
    run = typed("correct", "ab", "1", "--on", "2019-08-01", "--json", "--as-of", "2019-10-01")
    assert (json.loads(run.stdout)["ref"], json.loads(run.stdout)["ends"]) == ("AB-1", "2020-02-09")


def test_a_rehearsal_writes_nothing(typed: Agreetrack) -> None:
    recorded(typed, "notice ab --party al --on 2019-09-01")
    run = typed("correct", "ab", "1", "--on", "2019-08-01", "--dry-run", "--as-of", "2019-10-01")
    assert (run.code, "2020-02-09" in run.stdout, "nothing was written" in run.stderr) == (0, True, True)
    assert events(typed)[0]["date"] == "2019-09-01"


def test_what_is_stated_as_it_stands_changes_nothing(typed: Agreetrack) -> None:
    recorded(typed, "notice ab --party al --on 2019-09-01")
    run = typed("correct", "ab", "1", "--party", "AL")
    assert (run.code, run.stderr) == (0, "nothing was changed\n")


def test_events_are_numbered_as_they_were_recorded(typed: Agreetrack) -> None:
    recorded(typed, "renew ab --on 2020-02-09", "suspend ab --on 2016-01-01", "resume ab --on 2016-02-01")
    listed = [
        "2  2016-01-01  It was suspended.",
        "3  2016-02-01  It was resumed.",
        "1  2020-02-09  Its renewal was agreed or confirmed.",
    ]
    assert typed("correct", "ab").stdout.splitlines() == listed
    assert all("  " + line in typed("show", "ab").stdout.splitlines() for line in listed)
    assert [(one["number"], one["kind"]) for one in json.loads(typed("correct", "ab", "--json").stdout)] == [
        (1, "renewal"),
        (2, "suspension"),
        (3, "resumption"),
    ]
    recorded(typed, "correct ab 2 --on 2015-12-01")
    assert [event["date"] for event in events(typed)] == ["2020-02-09", "2015-12-01", "2016-02-01"]


def test_a_number_alone_shows_the_event_and_its_options(typed: Agreetrack) -> None:
    recorded(typed, "notice ab --party al --on 2019-08-09")
    run = typed("correct", "ab", "1")
    assert (run.code, run.stdout) == (0, "1  2019-08-09  Aland gave notice.\n")
    assert run.stderr == "say what to change: --party, --effect, --last-day, --on, --basis, --note\n"
    assert json.loads(typed("correct", "ab", "1", "--json").stdout)[0]["party"] == "Aland"


def test_an_agreement_without_events_has_none_to_correct(typed: Agreetrack) -> None:
    run = typed("correct", "ab")
    assert (run.code, run.stdout, run.stderr) == (0, "", "nothing is recorded of AB-1 that happened to it\n")


NOTICE = "notice ab --party al --on 2019-08-09"
REFUSED: list[tuple[list[str], str, int, str]] = [
    ([], "ab 1 --on 2016-01-01", 3, "AB-1 has no event 1; none is recorded"),
    ([NOTICE], "ab 2 --on 2016-01-01", 3, "AB-1 has no event 2; it has 1: agreetrack correct AB-1"),
    ([NOTICE], "ab 0 --on 2016-01-01", 3, "AB-1 has no event 0"),
    ([NOTICE], "ab --on 2016-01-01", 2, "say which event, by its number: agreetrack correct ab lists them"),
    ([NOTICE], "xy 1 --on 2016-01-01", 3, "xy"),
    (
        [NOTICE],
        "ab 1 --by 5y",
        2,
        "event 1 of AB-1 (notice) has no --by; it has --party, --effect, --last-day, --on, --basis, --note",
    ),
    ([NOTICE], "ab 1 --unset by", 2, "has no field “by”; it has party, effect, last_day, date, basis, note"),
    ([NOTICE], "ab 1 --unset party", 2, "“party” cannot be taken out"),
    ([NOTICE], "ab 1 --unset on", 2, "“date” cannot be taken out"),
    ([NOTICE], "ab 1 --unset basis --basis X", 2, "“basis” is stated anew and taken out at once"),
    ([NOTICE], "ab 1 --on 2016-02-30", 2, "--on: “2016-02-30” is not in the calendar"),
    ([NOTICE], "ab 1 --party Cordoba", 4, "“Cordoba” is no party to it; its parties are “Aland” (AL), “Borduria”"),
    ([NOTICE], "ab 1 --last-day 2019-01-01", 4, "lies before its receipt"),
    ([NOTICE], "ab 1 --on 2014-01-01", 4, "signed 2015-02-09"),
    ([NOTICE, "notice ab --withdraw --on 2019-09-01"], "ab 1 --on 2019-10-01", 4, "corrected so, event 2"),
    ([NOTICE, "notice ab --withdraw --on 2019-09-01"], "ab 2 --on 2019-01-01", 4, "no notice is pending"),
    (["extend ab --by 5y --on 2020-01-10"], "ab 1 --until 2030-01-01", 4, "one of the three"),
    (["extend ab --until 2030-01-01 --on 2020-01-10"], "ab 1 --until 2019-01-01", 4, "does not lengthen"),
    (["extend ab --until 2030-01-01 --on 2020-01-10"], "ab 1 --until 2031-01-01,включительно --end-day excluded", 2,
     "--end-day: it says “excluded”, and --until says “included”; state one of the two"),
    (["extend ab --until 2030-01-01 --end-day excluded --on 2020-01-10"], "ab 1 --unset until --by 5y", 2, "--end-day"),
    (["terminate ab --last-day 2019-01-01 --on 2018-01-01"], "ab 1 --last-day 2019-02-01 --out-from 2019-02-01", 2,
     "--last-day and --out-from say the same in two ways"),
    (["terminate ab --last-day 2019-01-01 --on 2018-01-01"], "ab 1 --out-from 0001-01-01", 2, "no day before it"),
    (["suspend ab --until 2017-01-01 --on 2016-01-01"], "ab 1 --until 2015-06-01", 2, "lies before the suspension"),
    (["amend ab --set notice=1y --on 2016-01-01"], "ab 1 --unset renewal", 2, "does not set “renewal”; it sets notice"),
    (["amend ab --set notice=1y --on 2016-01-01"], "ab 1 --unset notice", 2, "would set nothing"),
    (["amend ab --set notice=1y --on 2016-01-01"], "ab 1 --unset nonsense", 2, "basis, note, term, renewal, notice"),
    (["amend ab --set notice=1y --on 2016-01-01"], "ab 1 --set title=X", 2, "an amendment sets"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "correction", "code", "told"), REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(
    typed: Agreetrack, lines: list[str], correction: str, code: int, told: str
) -> None:
    recorded(typed, *lines)
    before = events(typed)
    run = typed("correct", *correction.split())
    assert (run.code, told in run.stderr) == (code, True), run.stderr
    assert events(typed) == before


def test_an_end_that_is_left_open_is_told_in_both_readings(typed: Agreetrack) -> None:
    recorded(typed, "extend ab --until 2030-01-01 --on 2020-01-10")
    run = typed("correct", "ab", "1", "--until", "до 31.12.2031")
    assert (run.code, "in force through 2031-12-31" in run.stderr, "through 2031-12-30" in run.stderr) == (
        0,
        True,
        True,
    )


def test_an_empty_word_is_refused(typed: Agreetrack) -> None:
    recorded(typed, NOTICE)
    run = typed("correct", "ab", "1", "--note", " ")
    assert (run.code, run.stderr) == (
        2,
        "agreetrack: --note is empty; take what it states out with --unset note\n",
    )


def test_an_extension_after_the_end_stays_one_and_becomes_one_only_where_that_is_said(typed: Agreetrack) -> None:
    typed("edit", "AB-1", "--renewal", "none")
    recorded(typed, "extend ab --by 5y --on 2020-01-10")
    run = typed("correct", "ab", "1", "--on", "2020-03-01")
    assert (run.code, "--retroactive" in run.stderr) == (4, True)
    recorded(typed, "correct ab 1 --on 2020-03-01 --retroactive", "correct ab 1 --on 2020-03-02 --basis Protocol")
    assert events(typed) == [{"kind": "extension", "date": "2020-03-02", "by": "P5Y", "basis": "Protocol"}]


def test_the_words_of_an_event_without_effect_can_be_corrected(typed: Agreetrack) -> None:
    (record,) = json.loads(typed("export", "json", "AB-1").stdout)
    late = {"kind": "extension", "date": "2030-01-01", "by": "P1Y"}
    ended = {"kind": "termination", "date": "2018-01-01", "last_day": "2019-01-01"}
    assert typed("import", "--update", "-", input=json.dumps([{**record, "events": [ended, late]}])).code == 0
    recorded(typed, "correct ab 2 --note seen")
    run = typed("correct", "ab", "2", "--by", "2y")
    assert (run.code, "termination is agreed" in run.stderr) == (4, True)
    assert events(typed) == [ended, {**late, "note": "seen"}]


def test_what_a_colleague_changed_meanwhile_is_not_corrected_over(
    typed: Agreetrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(typed, NOTICE)
    locked, waiting = writing.locked, ["correct ab 1 --party Borduria"]

    @contextmanager
    def late(*where: Any) -> Iterator[None]:
        while waiting:
            assert typed(*waiting.pop().split(), env={"AGREETRACK_USER": "boris"}).code == 0
        with locked(*where):
            yield

    monkeypatch.setattr(writing, "locked", late)
    run = typed("correct", "ab", "1", "--on", "2019-08-01")
    assert run.code == 4
    assert run.stderr == (
        "agreetrack: AB-1: somebody else changed its events meanwhile; look at them again: agreetrack correct AB-1\n"
    )
    assert (events(typed)[0]["party"], events(typed)[0]["date"]) == ("Borduria", "2019-08-09")


@pytest.mark.parametrize("kind", get_args(AnyEvent))
def test_every_field_of_every_kind_of_event_has_an_option(kind: type) -> None:
    assert {one.name for one in fields(kind)} == {option.field for option in KINDS[kind].options} - {None}
