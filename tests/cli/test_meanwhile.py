"""What a colleague changes between a command's reading and its writing is neither lost nor decided over."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.session import Session
from agreetrack.register.reminders import reminding
from agreetrack.store import writing

Agreetrack = Callable[..., Any]
Meanwhile = Callable[..., None]
FACTS = ("--title", "Water", "--party", "Aland=AL", "--party", "Borduria", "--start", "2022-02-20", "--term", "9y")


@pytest.fixture
def kept(agreetrack: Agreetrack) -> Agreetrack:
    assert agreetrack("add", "--ref", "A-1", *FACTS, "--renewal", "none", "--notice", "6m").code == 0
    return agreetrack


@pytest.fixture
def meanwhile(kept: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets Boris carry out command lines just before the next writer has the lock; `after` it has given it back."""
    locked = writing.locked

    def arrange(*lines: str, after: bool = False) -> None:
        waiting = list(lines)

        def happen() -> None:
            now, waiting[:] = list(waiting), []
            for line in now:
                assert kept(*line.split(), env={"AGREETRACK_USER": "boris"}).code == 0

        @contextmanager
        def late(*where: Any) -> Iterator[None]:
            if not after:
                happen()
            with locked(*where):
                yield
            if after:
                happen()

        monkeypatch.setattr(writing, "locked", late)

    return arrange


def record(typed: Agreetrack, ref: str = "A-1") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(typed("show", ref, "--json").stdout)
    return found


def ours(typed: Agreetrack, field: str) -> Any:
    return json.loads(typed("export", "json", "A-1").stdout)[0].get(field)


LISTS = [
    ("tags", "--tag mine", "--tag his", ["his", "mine"]),
    ("languages", "--language mine", "--language his", ["his", "mine"]),
    ("lead_times", "--lead-time 30", "--lead-time 60", [60, 30]),
    ("parties", "--party Mine", "--party His", [{"name": name} for name in ("Borduria", "His", "Mine")]),
    ("parties", "--us AL", "--party Borduria=BO", [{"name": "Borduria", "code": "BO"}]),
    ("signatories", "--signatory Mine", "--signatory His", [{"name": "His"}, {"name": "Mine"}]),
    ("clauses", "--clause 1;x;mine", "--clause 2;x;his", [
        {"article": "2", "about": "x", "words": "his"}, {"article": "1", "about": "x", "words": "mine"},
    ]),
    ("links", "--link related:M", "--link related:H", [{"kind": "related", "ref": ref} for ref in "HM"]),
    ("documents", "--document m=https://m.org", "--document h=https://h.org", [
        {"name": "h", "url": "https://h.org"}, {"name": "m", "url": "https://m.org"},
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "mine", "his", "both"), LISTS)
def test_what_two_add_to_a_list_is_all_there(
    kept: Agreetrack, meanwhile: Meanwhile, field: str, mine: str, his: str, both: list[Any]
) -> None:
    for ref in ("H", "M"):
        kept("add", "--ref", ref, "--title", ref, "--party", "X", "--party", "Y")
    meanwhile(f"edit A-1 {his}")
    assert kept("edit", "A-1", *mine.split(" ")).code == 0
    assert ours(kept, field)[-len(both) :] == both


def test_what_is_added_is_added_to_what_stands_there(kept: Agreetrack, meanwhile: Meanwhile) -> None:
    kept("edit", "A-1", "--tag", "old")
    meanwhile("edit A-1 --unset tags")
    assert kept("edit", "A-1", "--tag", "mine").code == 0
    assert ours(kept, "tags") == ["mine"]


def test_us_is_looked_for_among_the_parties_that_stand_there(kept: Agreetrack, meanwhile: Meanwhile) -> None:
    meanwhile("edit A-1 --unset parties --party Cordoba --party Doria")
    run = kept("edit", "A-1", "--us", "Aland")
    assert (run.code, "“Aland” is none of the parties: “Cordoba”, “Doria”" in run.stderr) == (2, True)


def test_only_the_events_that_somebody_was_asked_about_are_taken_out(
    kept: Agreetrack, meanwhile: Meanwhile, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept("suspend", "A-1", "--on", "2023-01-01")
    monkeypatch.setattr(Session, "can_ask", True)
    meanwhile("resume A-1 --on 2023-02-01")
    run = kept("edit", "A-1", "--unset", "events", input="y\n")
    assert (run.code, "was changed just now by somebody else" in run.stderr) == (4, True)
    assert [event["kind"] for event in ours(kept, "events")] == ["suspension", "resumption"]


def test_an_amendment_sets_a_part_of_the_clause_that_stands_there(kept: Agreetrack, meanwhile: Meanwhile) -> None:
    meanwhile("amend A-1 --set notice.transit=10d --on 2026-10-01")
    assert kept("amend", "A-1", "--set", "notice.period=3m", "--on", "2026-11-01").code == 0
    assert ours(kept, "events")[-1]["set"]["notice"] == {"period": "P3M", "transit": "P10D"}


def test_a_beginning_names_what_it_names_when_it_is_written(kept: Agreetrack, meanwhile: Meanwhile) -> None:
    meanwhile("add --ref A-2 --title Air --party X --party Y")
    for words in (("edit", "A", "--tag", "x"), ("remove", "A", "--yes"), ("ack", "A")):
        run = kept(*words)
        assert (run.code, "names several" in run.stderr) == (3, True)


@pytest.mark.usefixtures("_somebody_can_be_asked")
class TestRemove:
    def test_what_was_asked_about_is_removed(self, kept: Agreetrack, meanwhile: Meanwhile) -> None:
        meanwhile("add --ref B --title Air --party X --party Y")
        run = kept("remove", "A", input="y\n")
        assert (run.code, "Remove A-1, “Water”?" in run.stderr) == (0, True)

    @pytest.mark.parametrize("line", ["edit A-1 --title Ice", "extend A-1 --by 1y", "met A-1 1"])
    def test_what_was_changed_since_is_not(self, kept: Agreetrack, meanwhile: Meanwhile, line: str) -> None:
        kept("oblige", "A-1", "report", "--due", "2027-01-01")
        meanwhile(line)
        run = kept("remove", "A-1", input="y\n")
        assert (run.code, "A-1 was changed" in run.stderr) == (4, True)
        assert kept("show", "A-1").code == 0

    def test_what_was_removed_and_made_anew_is_not(self, kept: Agreetrack, meanwhile: Meanwhile) -> None:
        meanwhile("remove A-1 --yes", "add --ref A-1 --title Other --party X --party Y")
        assert kept("remove", "A-1", input="y\n").code == 4
        assert record(kept)["title"] == "Other"

    def test_with_yes_it_is_what_stands_there(self, kept: Agreetrack, meanwhile: Meanwhile) -> None:
        meanwhile("edit A-1 --title Ice")
        assert kept("remove", "A-1", "--yes").code == 0


@pytest.fixture
def _somebody_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "can_ask", True)


class TestEditor:
    @pytest.fixture
    def edited(self, kept: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
        """Replaces a text in the editor, while Boris carries out command lines."""
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

        def edit(old: str, new: str, *lines: str) -> Any:
            script = tmp_path / "editor.py"
            said = [[sys.executable, "-m", "agreetrack", *line.split()] for line in lines]
            script.write_text(
                "import os, subprocess, sys\n"
                f"for words in {said}:\n"
                "    subprocess.run(words, env={**os.environ, 'AGREETRACK_USER': 'boris'}, check=True,"
                " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
                "text = open(sys.argv[1]).read()\n"
                f"open(sys.argv[1], 'w').write(text.replace({old!r}, {new!r}))\n"
            )
            top = str(Path(__file__).resolve().parents[2])
            env = {"EDITOR": f"{sys.executable} {script}", "PYTHONPATH": top}
            return kept("edit", "A-1", env=env)

        return edit

    @pytest.mark.parametrize(
        ("old", "new", "line", "field", "mine", "his"),
        [
            ("Water", "Ice", "edit A-1 --owner Boris", ("title", "owner"), "Ice", "Boris"),
            ("Water", "Ice", "extend A-1 --by 1y --on 2026-06-01", ("title", "events"), "Ice", None),
            ("P6M", "P3M", "edit A-1 --notice-transit 10d", ("notice",), {"period": "P3M", "transit": "P10D"}, None),
            ("Water", "Ice", "edit A-1 --ref B-1", ("title",), "Ice", None),
        ],
    )
    def test_what_each_changed_alone_is_kept(
        self, kept: Agreetrack, edited: Agreetrack, old: str, new: str, line: str, field: Any, mine: Any, his: Any
    ) -> None:
        run = edited(old, new, line)
        assert run.code == 0, run.stderr
        found = json.loads(kept("export", "json").stdout)[0]
        assert found[field[0]] == mine
        assert "somebody else changed" in run.stdout
        if field[1:]:
            assert found[field[1]] == his if his else found[field[1]]

    def test_what_both_changed_is_refused_with_both_values(self, kept: Agreetrack, edited: Agreetrack) -> None:
        run = edited("Water", "Ice", "edit A-1 --title Air --owner Boris")
        assert run.code == 4
        assert "A-1: somebody else changed the same meanwhile; nothing was changed, your text is in" in run.stderr
        assert "A-1: title: you changed it to “Ice”, and it was changed to “Air”" in run.stderr
        assert (record(kept)["title"], record(kept)["owner"]) == ("Air", "Boris")

    @pytest.mark.parametrize(
        ("before", "old", "new", "line", "says"),
        [
            ("--place O", 'place = "O"', "", "--place R", "you took it out, and it was changed to “R”"),
            ("--place O", '"O"', '"R"', "--unset place", "you changed it to “R”, and it was taken out"),
            ("--tag x", '"x"', '"y"', "--unset tags --tag z", 'you changed it to ["y"], and it was changed to ["z"]'),
        ],
    )
    def test_what_was_taken_out_is_said_so(
        self, kept: Agreetrack, edited: Agreetrack, before: str, old: str, new: str, line: str, says: str
    ) -> None:
        kept("edit", "A-1", *before.split())
        assert says in edited(old, new, f"edit A-1 {line}").stderr

    def test_two_events_are_not_brought_together(self, kept: Agreetrack, edited: Agreetrack) -> None:
        kept("extend", "A-1", "--by", "1y", "--on", "2026-06-01")
        run = edited("P1Y", "P2Y", "extend A-1 --by 1y --on 2026-06-02")
        assert (run.code, "A-1: events: you changed it to [{" in run.stderr) == (4, True)

    @pytest.mark.parametrize(
        ("before", "old", "new", "line", "says"),
        [
            ("edit A-1 --tag x", "P9Y", "P8Y", "extend A-1 --by 1y --on 2026-06-01", "changed events meanwhile"),
            ("extend A-1 --by 1y --on 2026-06-01", "P1Y", "P2Y", "edit A-1 --term 8y", "and you changed events;"),
        ],
    )
    def test_an_event_is_not_judged_by_a_term_that_nobody_saw_it_with(
        self, kept: Agreetrack, edited: Agreetrack, before: str, old: str, new: str, line: str, says: str
    ) -> None:
        kept(*before.split())
        run = edited(old, new, line)
        assert (run.code, says in run.stderr) == (4, True), run.stderr
        assert new not in kept("export", "json").stdout

    def test_a_removed_agreement_is_not_written_over_another(self, kept: Agreetrack, edited: Agreetrack) -> None:
        run = edited("Water", "Ice", "remove A-1 --yes", "add --ref A-1 --title Other --party X --party Y")
        assert (run.code, "A-1 was removed by somebody else meanwhile" in run.stderr) == (4, True)
        assert record(kept)["title"] == "Other"

    def test_a_removal_that_was_taken_back_hinders_nobody(self, kept: Agreetrack, edited: Agreetrack) -> None:
        run = edited("Water", "Ice", "remove A-1 --yes", "undo")
        assert (run.code, record(kept)["title"]) == (0, "Ice")


class TestStandings:
    @pytest.fixture
    def child(self, kept: Agreetrack) -> Agreetrack:
        kept("add", "--ref", "C", *FACTS, "--renewal", "none", "--link", "falls-with:A-1", "--term", "20y")
        return kept

    def test_what_it_falls_with_is_judged_as_it_stands(self, child: Agreetrack, meanwhile: Meanwhile) -> None:
        meanwhile("extend A-1 --by 1y --on 2026-06-01")
        assert json.loads(child("edit", "C", "--tag", "x", "--json").stdout)["expires"] == "2032-02-20"

    @pytest.mark.parametrize(
        "words",
        [
            "edit C --tag x",
            "extend C --by 1y",
            "oblige C report --once",
            "attach C --url https://x.org/a",
            "undo",
        ],
    )
    def test_nothing_is_read_after_the_change(self, child: Agreetrack, meanwhile: Meanwhile, words: str) -> None:
        child("edit", "C", "--owner", "o")
        meanwhile("edit A-1 --unset term", after=True)
        run = child(*words.split(), "--json")
        found = json.loads(run.stdout)
        assert (found[0] if isinstance(found, list) else found)["expires"] == "2031-02-20"

    def test_what_it_falls_with_may_be_damaged_afterwards(
        self, child: Agreetrack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        locked = writing.locked
        file = tmp_path / "agreements.json"

        @contextmanager
        def then_damaged(*where: Any) -> Iterator[None]:
            with locked(*where):
                yield
            file.write_bytes(file.read_bytes().replace(b'"term":"P9Y"', b'"term":"P9Q"'))

        monkeypatch.setattr(writing, "locked", then_damaged)
        run = child("edit", "C", "--tag", "x")
        assert (run.code, "take it back with" in run.stderr) == (0, True)


def test_an_answer_is_given_to_what_stands_there(kept: Agreetrack, meanwhile: Meanwhile) -> None:
    assert kept("ack", "A-1", "--as-of", "2030-08-19", "--decided", "not renewed").code == 0
    kept("undo")
    meanwhile("extend A-1 --by 5y --on 2026-06-01")
    run = kept("ack", "A-1", "--as-of", "2030-08-19")
    assert (run.code, "nothing of that is told of yet" in run.stderr) == (4, True)


def test_a_night_reads_agreements_and_what_was_told_of_one_moment(
    kept: Agreetrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = ("remind", "--as", "desk", "--as-of", "2031-02-01")
    assert "A-1" in kept(*night).stdout
    watch = reminding.watch

    def watched(*asked: Any) -> Any:
        seen = watch(*asked)
        assert kept("remove", "A-1", "--yes").code == 0
        return seen

    monkeypatch.setattr(reminding, "watch", watched)
    assert kept(*night).stdout == ""
    assert kept("show", "A-1").code == 3
