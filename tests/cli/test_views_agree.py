"""What `show`, `list`, `remind`, `timeline`, `explain` and `check` say of one agreement and day never contradicts."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from law.generated import STORIES, case, plain_chance

Agreetrack = Callable[..., Any]
DAYS = ("2014-02-28", "2016-11-01", "2019-12-31")
FAR = "30y"
ROW = re.compile(
    r"^ *-?\d+ (?P<by>\d{4}-\d\d-\d\d)\S* +\w{3}  (?P<what>.+?)  +(?P<ref>[XT]-\d+) +Agreement \S+ *(?P<otherwise>.*)$"
)


def agreements() -> Iterator[dict[str, Any]]:
    """A few of every story, with what they fall with."""
    names = list(STORIES)
    for seed in range(40):
        of_one = case(plain_chance(seed), names[seed % len(names)])
        for letter, record in zip("XT", of_one.records, strict=False):
            links = [{"kind": "falls-with", "ref": f"T-{seed}"}] if "links" in record else []
            ref = f"{letter}-{seed}"
            yield {**record, "ref": ref, "title": f"Agreement {ref}", "source": "made", "links": links}


@pytest.fixture
def asked(agreetrack: Agreetrack, tmp_path: Path) -> Callable[..., Any]:
    """A question to a registry of generated agreements; answers in JSON are read."""
    (tmp_path / "made.json").write_text(json.dumps(list(agreements())), encoding="utf-8")
    assert agreetrack("import", str(tmp_path / "made.json")).code == 0
    before = (tmp_path / "agreements.json").read_bytes()

    def asking(*words: str) -> Any:
        run = agreetrack(*words)
        assert run.code in (0, 10) or words[0] == "check", (words, run.stderr)
        assert (tmp_path / "agreements.json").read_bytes() == before, "asking changes nothing"
        return json.loads(run.stdout) if "--json" in words else run.stdout

    return asking


def shown(asked: Callable[..., Any], ref: str, on: str, knowing: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = asked("show", ref, "--json", "--as-of", on, "--knowing", knowing or on)
    return found


def after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@pytest.mark.parametrize("on", DAYS)
def test_a_list_says_of_each_agreement_what_show_says(asked: Callable[..., Any], on: str) -> None:
    for row in asked("list", "--json", "--as-of", on):
        of_one = shown(asked, row["ref"], on)
        of_one["parties"] = [party["name"] for party in of_one["parties"]]
        assert row == {name: of_one[name] for name in row}, row["ref"]


@pytest.mark.parametrize("on", DAYS)
def test_what_is_due_is_what_show_says_can_be_done_or_comes(asked: Callable[..., Any], on: str) -> None:
    standings = {row["ref"]: row for row in asked("list", "--json", "--as-of", on)}
    for row in filter(None, map(ROW.match, asked("list", "--expiring", "--within", FAR, "--as-of", on).splitlines())):
        found = standings[row["ref"]]
        days = [found["act"] and found["act"]["by"], found["happens"] and found["happens"]["date"], found["ends"]]
        days += [
            found["expires"],
            found["rival_expires"],
            *(one["rival_ends"] or one["ends"] for one in found["leaving"]),
        ]
        days += [one["ends"] for one in found["leaving"]]
        assert row["by"] in days, (row.group(), found)


@pytest.mark.parametrize("on", DAYS)
def test_otherwise_is_what_show_says_when_the_day_has_come(asked: Callable[..., Any], on: str) -> None:
    for row in filter(None, map(ROW.match, asked("list", "--expiring", "--within", FAR, "--as-of", on).splitlines())):
        words = f"{row['what']} {row['otherwise']}"
        for until in re.findall(r"renews to (\d{4}-\d\d-\d\d)", words):
            then = shown(asked, row["ref"], until, on)
            assert until in (then["expires"], then["rival_expires"]), (row.group(), then)
        for out in re.findall(r"out (\d{4}-\d\d-\d\d)", words):
            then = shown(asked, row["ref"], row["by"], on)
            assert out in (then["out_from"], *(one["out_from"] for one in then["leaving"])), (row.group(), then)
        if row["otherwise"] == "lapses":
            then = shown(asked, row["ref"], row["by"], on)
            ends = then["happens"]["date"] if then["happens"] else None
            assert ends is None or (then["happens"]["kind"], then["renews_to"]) == ("expiry", None), (row.group(), then)
        if row["otherwise"] == "goes on until notice":
            then = shown(asked, row["ref"], after(row["by"]), on)
            assert then["status"] == "in-force", (row.group(), then)
            assert then["renews_to"] is None, (row.group(), then)


@pytest.mark.parametrize("on", DAYS)
def test_every_reminder_has_its_row(asked: Callable[..., Any], on: str) -> None:
    days = re.compile(r"\d{4}-\d\d-\d\d")
    rows = {}
    for line in asked("list", "--expiring", "--within", FAR, "--as-of", on).splitlines():
        row = ROW.match(line)
        if row:
            rows.setdefault(row["ref"], set()).update(days.findall(line))
    for told in asked("remind", "--dry-run", "--json", "--as-of", on):
        assert told["ref"] in rows, told
        if told["what"] in ("notice", "expiry", "renewal", "termination", "leaving", "first-term-end"):
            found = shown(asked, told["ref"], on)
            happens = found["happens"] or {"date": None}
            assert told["due"] in {*rows[told["ref"]], happens["date"]}, (told, rows[told["ref"]])


@pytest.mark.parametrize("on", DAYS)
def test_the_timeline_draws_the_ledger(asked: Callable[..., Any], on: str) -> None:
    for drawn in asked("timeline", "--json", "--as-of", on):
        of_one = shown(asked, drawn["ref"], on)
        assert [(span["start"], span["through"], span["kind"]) for span in drawn["spans"]] == [
            (span["start"], span["through"], span["kind"]) for span in of_one["ledger"]
        ], drawn["ref"]
        for bar in drawn["notice_windows"]:
            if bar["period"] == of_one["period"] and of_one["notice_by"]:
                assert bar["by"] == of_one["notice_by"], drawn["ref"]


@pytest.mark.parametrize("on", DAYS)
def test_the_current_line_of_the_ledger_ends_as_the_standing_says(asked: Callable[..., Any], on: str) -> None:
    for row in asked("list", "--json", "--as-of", on):
        found = shown(asked, row["ref"], on)
        current = [span for span in found["ledger"] if span["kind"] == "period" and span["start"] <= on]
        current = [span for span in current if span["through"] is None or on <= span["through"]]
        if current and found["status"] in ("in-force", "ending") and current[0]["periods"] == 1:
            assert current[0]["through"] == found["expires"], row["ref"]
            assert current[0]["number"] == found["period"], row["ref"]


@pytest.mark.parametrize("on", DAYS)
def test_statistics_count_each_status_as_the_list_shows_it(asked: Callable[..., Any], on: str) -> None:
    rows = asked("list", "--json", "--as-of", on)
    for status in {row["status"] for row in rows}:
        of_it = asked("list", "--json", "--status", status, "--as-of", on)
        assert {row["ref"] for row in of_it} == {row["ref"] for row in rows if row["status"] == status}


@pytest.mark.parametrize("on", DAYS)
def test_an_explanation_gives_the_days_that_show_gives(asked: Callable[..., Any], on: str) -> None:
    for row in asked("list", "--json", "--as-of", on):
        found = shown(asked, row["ref"], on)
        explained = asked("explain", row["ref"], "--json", "--as-of", on)
        lines: dict[str, list[dict[str, Any]]] = {}
        for line in explained["lines"]:
            lines.setdefault(line["what"], []).append(line)
        assert (explained["day"], explained["knowing"]) == (on, on)
        assert explained["explains"].startswith(found["status"].replace("in-force", "presumed" * found["presumed"]))
        assert [line["dates"]["by"] for line in lines.get("notice", ()) if "by" in line["dates"]] == [
            by for by in (found["notice_by"],) if by
        ], row["ref"]
        assert [line["rival"] for line in lines.get("rival", ())] == [one for one in (found["rival_expires"],) if one]
        assert [line["values"]["party"] for line in lines.get("leaving", ())] == [
            one["party"] for one in found["leaving"]
        ]
        assert [(line["dates"].get("day"), line["rival"]) for line in lines.get("leaving", ())] == [
            (one["ends"], one["rival_ends"]) for one in found["leaving"]
        ]
        assert [line["dates"]["day"] for line in lines.get("survival", ()) if line["dates"]] == [
            day for day in (found["binding_until"],) if day not in (None, "indefinite")
        ]
        for line in lines.get("term", ()):
            if line["code"] == "sum" and found["period"] and not found["ends"] and "falls" not in lines:
                assert line["dates"]["day"] == found["expires"], row["ref"]


@pytest.mark.parametrize("on", DAYS)
def test_check_finds_what_show_says(asked: Callable[..., Any], on: str) -> None:
    standings = {row["ref"]: row for row in asked("list", "--json", "--as-of", on)}
    unknown = {row["ref"] for row in asked("list", "--json", "--unknown", "--as-of", on)}
    ended, gaps = set(), set()
    for one in asked("check", "--json", "--as-of", on):
        days = re.findall(r"\d{4}-\d\d-\d\d", one["problem"])
        if one["problem"].startswith("it ended on"):
            ended.add(one["ref"])
            assert days[0] == (standings[one["ref"]]["ends"] or standings[one["ref"]]["expires"]), one
        if "a gap between two periods" in one["problem"]:
            gaps.add((one["ref"], *days[:2]))
        if one["problem"].startswith(("the term is not known", "whether it renews is not stated")):
            assert one["ref"] in unknown, one
    for ref, row in standings.items():
        shown_gaps = {
            (ref, span["start"], span["through"]) for span in shown(asked, ref, on)["ledger"] if span["kind"] == "gap"
        }
        assert {gap for gap in gaps if gap[0] == ref} == shown_gaps
        assert ref not in ended or row["status"] == "expired"
