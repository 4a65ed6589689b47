"""`remind` as typed: what is printed, what counts as told, exit codes, and the answers to it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
SAMPLE = Path(__file__).parents[2] / "data" / "agreements.json"
NAMES = ["ref", "title", "what", "due", "days", "lead", "owner", "text"]
DUE = [
    ("JP-KR-GSOMIA-2016", "renewal", "2026-11-22", 0, 1),
    ("IN-BD-GANGES-1996", "expiry", "2026-12-11", 19, 30),
    ("EU-MU-2022", "expiry", "2026-12-20", 28, 30),
    ("US-UNESCO-1946", "termination", "2026-12-31", 39, 90),
    ("RU-CN-2001", "renewal", "2027-02-27", 97, 180),
    ("EU-UA-ROAD-2022", "expiry", "2027-03-31", 129, 180),
    ("US-JP-SMA-2022", "expiry", "2027-03-31", 129, 180),
]


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    return path


def told(run: Any) -> list[tuple[Any, ...]]:
    assert run.code in (0, 10), run.stderr
    return [(one["ref"], one["what"], one["due"], one["days"], one["lead"]) for one in json.loads(run.stdout)]


def test_what_is_due_is_told_once(agreetrack: Agreetrack, registry: Path) -> None:
    assert told(agreetrack("remind", "--json")) == DUE
    assert told(agreetrack("remind", "--json")) == []
    assert agreetrack("remind") == ("", "", 0)


def test_json_has_the_names_that_programs_know(agreetrack: Agreetrack, registry: Path) -> None:
    first = json.loads(agreetrack("remind", "--json", "--dry-run").stdout)[0]
    assert list(first) == NAMES
    assert first["text"].startswith("Renews by itself after Sun 2026-11-22")
    assert first["owner"] is None
    assert list(json.loads(agreetrack("remind", "--json", "--open").stdout)[0]) == [*NAMES, "state"]


def test_text_is_for_the_mail_of_cron(agreetrack: Agreetrack, registry: Path) -> None:
    run = agreetrack("remind")
    assert run.stderr == ""
    assert "Sun 2026-11-22: 7 new reminders" in run.stdout
    assert "Fri 2026-12-11 (in 19 days)  IN-BD-GANGES-1996" in run.stdout
    assert "By the other reading it is Sat 2026-12-12" in run.stdout
    assert "Acknowledge: agreetrack ack IN-BD-GANGES-1996" in run.stdout


def test_markdown_and_exit_code(agreetrack: Agreetrack, registry: Path) -> None:
    run = agreetrack("remind", "--markdown", "--exit-code")
    assert run.code == 10
    assert "IN-BD-GANGES-1996" in run.stdout
    assert agreetrack("remind", "--markdown", "--exit-code") == ("", "", 0)


def test_a_dry_run_spends_nothing(agreetrack: Agreetrack, registry: Path) -> None:
    before = registry.read_bytes()
    for _each in range(2):
        run = agreetrack("remind", "--dry-run", "--json", "--exit-code")
        assert (told(run), run.code) == (DUE, 10)
    assert "nothing was sent" in run.stderr
    assert registry.read_bytes() == before
    assert sorted(path.name for path in registry.parent.iterdir()) == ["agreements.json", "home"]
    assert "IN-BD-GANGES-1996" in agreetrack("remind", "--dry-run").stdout


def test_skipped_lead_times_are_not_sent_late(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("remind", "--as-of", "2026-09-01")
    run = agreetrack("remind", "--json", "--as-of", "2026-12-06")
    assert ("IN-BD-GANGES-1996", "expiry", "2026-12-11", 5, 7) in told(run)
    assert told(agreetrack("remind", "--json", "--as-of", "2026-12-07")) == []


def test_a_look_ahead_spends_nothing_of_tonight(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("remind", "--as-of", "2027-06-01")
    assert told(agreetrack("remind", "--json")) == DUE


def test_what_was_told_of_a_day_to_come_is_told_when_it_comes(
    agreetrack: Agreetrack, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreetrack("remind")
    ahead = told(agreetrack("remind", "--json", "--as-of", "2026-12-05"))
    assert ("IN-BD-GANGES-1996", "expiry", "2026-12-11", 6, 7) in ahead
    assert told(agreetrack("remind", "--json", "--as-of", "2026-12-06")) == []  # who looks ahead is told once, too
    agreetrack("remind", "--as-of", "2036-12-05")
    monkeypatch.setattr(Session, "today", date(2026, 12, 5))
    assert told(agreetrack("remind", "--json")) == ahead
    assert told(agreetrack("remind", "--json")) == []


def test_a_date_that_moves_is_told_anew(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("remind")
    agreetrack("extend", "EU-MU-2022", "--by", "2m", "--on", "2026-11-22")
    assert told(agreetrack("remind", "--json")) == [("EU-MU-2022", "expiry", "2027-02-20", 90, 90)]


def test_what_is_open_still_is_told_with_what_is_new(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("remind")
    assert "Still open, not acknowledged: 7" in agreetrack("remind", "--open").stdout
    agreetrack("ack", "EU-UA")
    run = agreetrack("remind", "--as-of", "2026-12-01")
    assert "2 new reminders\n" in run.stdout
    assert "Still open, not acknowledged: 3" in run.stdout  # one has passed, one is silenced, two are new again
    assert "EU-UA" not in run.stdout.split("Still open")[1]


def test_an_answer_silences_and_undo_takes_it_back(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("ack", "IN-BD", "--decided", "Let it lapse")
    agreetrack("snooze", "EU-MU", "--until", "2026-12-01")
    refs = {one[0] for one in told(agreetrack("remind", "--json", "--dry-run"))}
    assert not refs & {"IN-BD-GANGES-1996", "EU-MU-2022"}
    agreetrack("undo")
    agreetrack("undo")
    assert told(agreetrack("remind", "--json")) == DUE


def test_restricted_agreements_are_told_by_their_ref_alone(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("edit", "IN-BD", "--restricted")
    for form in ((), ("--markdown",), ("--json",)):
        said = agreetrack("remind", "--dry-run", *form).stdout
        assert "IN-BD-GANGES-1996" in said
        assert "Ganga" not in said


def test_signs_of_life(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("config", "heartbeat", "weekly")
    agreetrack("remind", "--as-of", "2026-11-22")
    agreetrack("remind", "--as-of", "2026-12-01")
    days = [day for day in range(2, 30) if agreetrack("remind", "--as-of", f"2027-01-{day:02}").stdout]
    said = agreetrack("remind", "--as-of", "2027-02-06").stdout
    assert said.startswith("Nothing new, 20 agreements watched.")
    assert days
    assert agreetrack("remind", "--json", "--as-of", "2027-02-15").stdout == "[]\n"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--json", "--markdown"), "one answer has one format"),
        (("--mail", "--command", "x"), "one run takes one way"),
        (("--mail", "--json"), "--mail sends text and HTML"),
        (("--command", "x", "--markdown"), "gives JSON to the program"),
        (("--command", " "), "name a program"),
        (("--write",), "go with --install"),
        (("--at", "06:30"), "go with --install"),
        (("--install", "--test"), "--install does not go with"),
        (("--install", "--at", "25:00"), "--at: give a time"),
        (("--mail", "--test"), "no owner is set"),
        (("--mail",), "agreetrack config mail_host"),
    ],
)
def test_what_does_not_go_together_is_refused(
    agreetrack: Agreetrack, registry: Path, words: tuple[str, ...], reason: str
) -> None:
    before = registry.read_bytes()
    run = agreetrack("remind", *words)
    assert (run.stdout, run.code) == ("", 2)
    assert reason in run.stderr
    assert registry.read_bytes() == before


def test_where_there_is_no_registry(agreetrack: Agreetrack, tmp_path: Path) -> None:
    run = agreetrack("remind")
    assert (run.stdout, run.code) == ("", 3)
    run = agreetrack("remind", "--json", env={"AGREETRACK_DB": None})
    assert (run.stdout, run.code) == ("[]\n", 0)
    assert "Begin with" in run.stderr


def test_a_broken_file_is_told_with_its_place(agreetrack: Agreetrack, registry: Path) -> None:
    registry.write_text(registry.read_text().replace('"term":"P20Y"', '"term":"P2OY"'))
    run = agreetrack("remind")
    assert (run.stdout, run.code) == ("", 4)
    assert "RU-CN-2001: term" in run.stderr


def test_a_program_gets_the_json(agreetrack: Agreetrack, registry: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.json"
    script = f"import sys; open({str(taken)!r}, 'w').write(sys.stdin.read())"
    words = ("remind", "--command", f'{sys.executable} -c "{script}"')
    assert agreetrack(*words) == ("", "", 0)
    assert [one["ref"] for one in json.loads(taken.read_text())] == [one[0] for one in DUE]
    taken.unlink()
    assert agreetrack(*words) == ("", "", 0)
    assert not taken.exists()


def test_a_program_that_fails_is_tried_again_and_spends_nothing(
    agreetrack: Agreetrack, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(Session, "pause", lambda session, seconds: pauses.append(seconds))
    run = agreetrack("remind", "--command", "false")
    assert (run.stdout, run.code) == ("", 1)
    assert "false could not be told" in run.stderr
    assert pauses == sorted(pauses)
    assert len(pauses) == 2
    assert told(agreetrack("remind", "--json")) == DUE


def test_a_sample_is_delivered_the_same_way_and_kept_nowhere(agreetrack: Agreetrack, registry: Path) -> None:
    before = registry.read_bytes()
    assert "SAMPLE" in agreetrack("remind", "--test").stdout
    assert json.loads(agreetrack("remind", "--test", "--json").stdout)[0]["what"] == "notice"
    assert "was delivered to true" in agreetrack("remind", "--test", "--command", "true").stderr
    run = agreetrack("remind", "--test", "--command", "false")
    assert run.code == 1
    assert "the sample did not arrive" in run.stderr
    assert registry.read_bytes() == before


def test_what_nobody_reads_is_not_told(started: Mapping[str, str], registry: Path) -> None:
    words = [sys.executable, "-m", "agreetrack", "--as-of", "2026-11-22", "remind"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        run = subprocess.run(words, env=started, stdout=nobody, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1
    assert "could not be told" in run.stderr
    again = subprocess.run([*words, "--json"], env=started, capture_output=True, text=True, check=True)
    assert len(json.loads(again.stdout)) == len(DUE)


def test_a_full_disk_behind_stdout_spends_nothing(started: Mapping[str, str], registry: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    before = registry.read_bytes()
    words = [sys.executable, "-m", "agreetrack", "--as-of", "2026-11-22", "remind"]
    with open("/dev/full", "wb") as full:
        run = subprocess.run(words, env=started, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1
    assert registry.read_bytes() == before


def test_a_line_for_cron_repeats_what_was_asked_for(agreetrack: Agreetrack, registry: Path) -> None:
    run = agreetrack("remind", "--markdown", "--exit-code", "--open", "--install", "--at", "5:05")
    assert run.stdout.startswith("5 5 * * * ")
    assert run.stdout.rstrip().endswith(f"--db {registry} remind --markdown --open --exit-code")
    run = agreetrack("remind", "--command", "a b", "--install")
    assert "remind '--command=a b'" in run.stdout


def test_units_for_systemd(agreetrack: Agreetrack, registry: Path, home: Path) -> None:
    run = agreetrack("remind", "--install", "--systemd")
    assert "OnCalendar=*-*-* 06:30:00" in run.stdout
    assert "systemd mails nothing" in run.stderr
    run = agreetrack("remind", "--mail", "--install", "--systemd", env={"AGREETRACK_MAIL_PASSWORD": "secret"})
    assert (run.stdout, run.code) == ("", 2)  # no server is set
    agreetrack("config", "mail_host", "smtp.example.org")
    agreetrack("config", "mail_from", "agreements@example.org")
    agreetrack("config", "mail_user", "agreements")
    run = agreetrack("remind", "--mail", "--install", "--systemd", env={"AGREETRACK_MAIL_PASSWORD": "secret"})
    assert run.code == 2  # cron and systemd do not have what is set here
    assert "mail_password_file" in run.stderr
    agreetrack("config", "--unset", "mail_user")
    run = agreetrack("remind", "--mail", "--install", "--systemd", "--write")
    assert run.code == 2  # nobody can be asked
    run = agreetrack("remind", "--mail", "--install", "--systemd", "--write", "--yes")
    assert run.code == 0
    assert "systemctl --user" in run.stderr
    assert len(list((home / "systemd" / "user").iterdir())) == 2


def test_a_crontab_is_written_after_a_yes(
    agreetrack: Agreetrack, registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, fake = tmp_path / "crontab.txt", tmp_path / "bin"
    fake.mkdir()
    kept.write_text("MAILTO=anna@example.org\n")
    program = fake / "crontab"
    program.write_text(f'#!/bin/sh\ncase "$1" in -l) cat {kept} ;; -) cat > {kept} ;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake}:{os.environ['PATH']}")
    assert agreetrack("remind", "--install", "--write").code == 2
    assert kept.read_text() == "MAILTO=anna@example.org\n"
    run = agreetrack("remind", "--install", "--write", "--yes")
    assert run.code == 0
    assert "it stands in your crontab; try it now" in run.stderr
    assert kept.read_text().startswith("MAILTO=anna@example.org\n")
    assert f"--db {registry} remind" in kept.read_text()
    assert "already" in agreetrack("remind", "--install", "--write", "--yes").stderr


def test_show_says_who_is_reminded(agreetrack: Agreetrack, registry: Path) -> None:
    assert "Owner: none, nobody is mailed" in agreetrack("show", "RU-CN").stdout
    agreetrack("config", "owner", "Anna <anna@example.org>")
    assert "Owner: none, Anna <anna@example.org> is mailed" in agreetrack("show", "RU-CN").stdout
    agreetrack("edit", "RU-CN", "--owner", "boris@example.org")
    assert "Owner: boris@example.org" in agreetrack("show", "RU-CN").stdout
