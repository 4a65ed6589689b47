"""`ack` and `snooze` as typed: what they silence, for how long, and what they refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
SAMPLE = Path(__file__).parents[2] / "data" / "agreements.json"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    return path


@pytest.fixture
def told(agreetrack: Agreetrack, registry: Path) -> Callable[..., list[tuple[str, str, int]]]:
    """What would be told of an agreement on a day: what, its day and the lead time."""

    def look(ref: str, day: str = "2026-11-22") -> list[tuple[str, str, int]]:
        run = agreetrack("remind", "--json", "--dry-run", "--as-of", day)
        return [(one["what"], one["due"], one["lead"]) for one in json.loads(run.stdout) if one["ref"] == ref]

    return look


def notified(agreetrack: Agreetrack) -> None:
    """An agreement with days for the note to leave, for notice, and to begin preparing it."""
    words = ["--ref", "AB-1", "--title", "Air traffic", "--party", "Aland", "--party", "Borduria"]
    words += ["--start", "2022-03-01", "--term", "5y", "--counting", "anniversary", "--renewal", "tacit"]
    words += ["--notice", "3m", "--notice-transit", "P10D", "--prepare", "1m"]
    run = agreetrack("add", *words)
    assert run.code == 0, run.stderr


def test_an_acknowledgement_silences_the_lead_time_that_was_told(agreetrack: Agreetrack, told: Any) -> None:
    assert told("IN-BD-GANGES-1996") == [("expiry", "2026-12-11", 30)]
    run = agreetrack("ack", "in-bd")
    assert run.code == 0
    assert "expiry of 2026-12-11: acknowledged; told again at the next lead time" in run.stdout
    assert "take it back with: agreetrack undo" in run.stderr
    assert told("IN-BD-GANGES-1996") == []
    assert told("IN-BD-GANGES-1996", "2026-12-03") == []
    assert told("IN-BD-GANGES-1996", "2026-12-04") == [("expiry", "2026-12-11", 7)]


@pytest.mark.parametrize(
    "words",
    [("ack", "IN-BD"), ("ack", "IN-BD", "--decided", "Let it lapse"), ("snooze", "IN-BD", "--until", "2026-12-01")],
)
def test_a_second_answer_of_the_same_changes_nothing(
    agreetrack: Agreetrack, registry: Path, words: tuple[str, ...]
) -> None:
    agreetrack(*words)
    before = registry.read_bytes()
    run = agreetrack(*words)
    assert run.code == 0
    assert "nothing was changed" in run.stderr
    assert registry.read_bytes() == before


def test_a_decision_closes_all_days_of_one_act(agreetrack: Agreetrack, told: Any) -> None:
    notified(agreetrack)
    # the term ends on 1 March 2027: notice by 1 December, the note ten days before, preparing a month before
    assert [one[0] for one in told("AB-1", "2026-10-20")] == ["start-by", "send-by", "notice", "renewal"]
    run = agreetrack("ack", "AB-1", "--decided", "It renews", "--as-of", "2026-10-20")
    assert run.code == 0
    for day in ("2026-10-25", "2026-11-15", "2026-11-30", "2027-02-25"):
        assert told("AB-1", day) == []
    assert "Last day to receive notice, 2026-12-01: decided, “It renews”." in agreetrack("show", "AB-1").stdout
    agreetrack("undo")
    assert told("AB-1", "2026-11-15") != []


def test_a_decision_can_come_before_any_warning(agreetrack: Agreetrack, told: Any) -> None:
    notified(agreetrack)
    agreetrack("ack", "AB-1", "--decided", "It renews", "--as-of", "2024-01-01")
    assert [one[0] for one in told("AB-1", "2026-11-15")] == ["renewal"]


def test_a_day_that_moves_is_told_whatever_was_answered(agreetrack: Agreetrack, told: Any) -> None:
    agreetrack("ack", "EU-MU", "--decided", "To be extended")
    assert told("EU-MU-2022", "2026-12-15") == []
    agreetrack("extend", "EU-MU", "--by", "2m", "--on", "2026-12-15", "--as-of", "2026-12-15")
    assert told("EU-MU-2022", "2026-12-15") == [("expiry", "2027-02-20", 90)]


def test_a_snooze_wakes_and_tells_again(agreetrack: Agreetrack, told: Any, registry: Path) -> None:
    agreetrack("remind")
    run = agreetrack("snooze", "IN-BD", "--until", "+9d")
    assert "expiry of 2026-12-11: told again on 2026-12-01" in run.stdout
    for day, leads in (("2026-11-30", []), ("2026-12-01", [30]), ("2026-12-04", [7])):
        assert [one[2] for one in told("IN-BD-GANGES-1996", day)] == leads
    assert "told again on 2026-12-01" in agreetrack("show", "IN-BD").stdout
    agreetrack("remind", "--as-of", "2026-12-01")
    assert told("IN-BD-GANGES-1996", "2026-12-02") == []


def test_only_what_is_chosen_is_answered(agreetrack: Agreetrack, told: Any) -> None:
    notified(agreetrack)
    agreetrack("oblige", "AB-1", "Report", "--due", "2026-11-30", "--id", "report")
    agreetrack("oblige", "AB-1", "Pay", "--due", "2026-11-01", "--id", "pay")
    agreetrack("ack", "AB-1", "--id", "report")
    assert ("obligation", "2026-11-30", 30) not in told("AB-1")
    agreetrack("ack", "AB-1", "--what", "obligation-overdue", "--due", "2026-11-01")
    assert {one[0] for one in told("AB-1")} == {"notice", "renewal"}
    agreetrack("ack", "AB-1", "--what", "notice", "--decided", "It renews")
    assert {one[0] for one in told("AB-1", "2026-11-24")} == {"renewal", "obligation"}
    said = agreetrack("show", "AB-1").stdout
    assert "Obligation pay, 2026-11-01: seen as told 21 days after." in said
    assert "Obligation report, 2026-11-30: seen as told 30 days before." in said


@pytest.mark.parametrize("form", ["json", "csv"])
def test_answers_go_where_the_record_goes(agreetrack: Agreetrack, registry: Path, tmp_path: Path, form: str) -> None:
    agreetrack("ack", "IN-BD", "--decided", "Let it lapse; note 5")
    agreetrack("snooze", "EU-MU", "--until", "2026-12-10")
    agreetrack("ack", "RU-CN")
    wanted = agreetrack("export", "json").stdout
    assert '"decided": "Let it lapse; note 5"' in wanted
    file = tmp_path / f"out.{form}"
    agreetrack("export", form, "-o", str(file))
    other = ("--db", str(tmp_path / "other.json"))
    assert agreetrack(*other, "import", str(file)).code == 0
    assert agreetrack(*other, "export", "json").stdout == wanted


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("ack",), 2, "REF is missing"),
        (("ack", "NOPE"), 3, "no agreement"),
        (("ack", "MSK-ROSNANO-2015"), 4, "there is nothing to be reminded of"),
        (("ack", "ECT-1994-EU"), 4, "next is survival-end on 2045-06-27"),
        (("ack", "EU-FR", "--what", "notice"), 3, "no agreement"),
        (("ack", "EU-MU", "--what", "renewal"), 4, "next is expiry on 2026-12-20, in 28 days"),
        (("ack", "EU-MU", "--what", "nonsense"), 2, "“nonsense” is no kind of warning; choose one of: notice"),
        (("ack", "EU-MU", "--due", "31.31.2026"), 2, "--due: "),
        (("ack", "EU-MU", "--decided", " "), 2, "say what was decided"),
        (("snooze", "EU-MU"), 2, "say until when"),
        (("snooze", "EU-MU", "--until", "soon"), 2, "--until: "),
        (("snooze", "EU-MU", "--until", "2026-11-22"), 4, "2026-11-22 is not ahead"),
        (("snooze", "EU-MU", "--until", "2026-12-21"), 4, "expiry is due on 2026-12-20, before 2026-12-21"),
        (("snooze", "EU-MU", "--until", "+3d", "--what", "notice"), 4, "nothing of that is told of yet"),
    ],
)
def test_what_is_refused(
    agreetrack: Agreetrack, registry: Path, words: tuple[str, ...], code: int, reason: str
) -> None:
    before = registry.read_bytes()
    run = agreetrack(*words)
    assert (run.stdout, run.code) == ("", code), run.stderr
    assert reason in run.stderr
    assert registry.read_bytes() == before
