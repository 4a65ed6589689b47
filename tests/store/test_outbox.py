"""What is being sent: one run at a time, what a run that was cut off may have delivered, and what was seen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from saying import refusing

from agreetrack.model.errors import AgreetrackError, Busy, Unwritable
from agreetrack.model.record import Record
from agreetrack.store import Registry
from agreetrack.store import outbox as module
from agreetrack.store.ledger import Name
from agreetrack.store.outbox import Kept, Sending, outbox
from agreetrack.store.seen import highest

NOTICE = Sending(Name("RU-CN-2001", "notice", None, date(2026, 12, 11)), 30, "anna@example.org")
REPORT = Sending(Name("Я-1", "obligation", "report", date(2024, 2, 29)), -7, "as:night")


def beside(path: Path) -> Path:
    return path.with_name(".agreements.json.sending")


def kept(path: Path) -> Kept:
    with outbox(path, patience=0.0) as box:
        return box.kept


def test_what_is_kept_is_there_for_the_next_run_until_it_is_taken_out(path: Path) -> None:
    with outbox(path) as box:
        assert (box.kept, box.under_way(), highest(path)) == (Kept(), frozenset(), None)
        box.keep(seq=41, addresses=("Анна <anna@example.org>",), sendings=(NOTICE, REPORT))
    with outbox(path) as box:
        assert (box.under_way(), highest(path)) == ({NOTICE, REPORT}, 41)
        box.keep(sendings=())
    assert kept(path) == Kept(seq=41, addresses=("Анна <anna@example.org>",))


def test_it_is_one_json_object(path: Path) -> None:
    with outbox(path) as box:
        box.keep(seq=41, addresses=("anna@example.org",), sendings=(NOTICE,))
    assert json.loads(beside(path).read_text()) == {
        "seq": 41,
        "addresses": ["anna@example.org"],
        "sendings": [[["RU-CN-2001", "notice", None, "2026-12-11"], 30, "anna@example.org"]],
    }


def test_what_is_as_it_was_is_not_written(path: Path) -> None:
    with outbox(path) as box:
        box.keep(seq=1)
        before = beside(path).stat().st_mtime_ns
        box.keep(seq=1, sendings=())
    assert beside(path).stat().st_mtime_ns == before


def test_what_an_earlier_version_left_under_way_is_still_known(path: Path) -> None:
    beside(path).write_text('[[["RU-CN-2001","notice",null,"2026-12-11"],30,"anna@example.org"]]')
    with outbox(path) as box:
        assert (box.kept, highest(path)) == (Kept(sendings=(NOTICE,)), None)
        box.keep(seq=3)
    assert kept(path) == Kept(seq=3, sendings=(NOTICE,))


@pytest.mark.parametrize(
    "left", [b"", b"[[", b"{}", b"\xff", b'[["x"]]', b'[[["\xff"', b"[" * 100_000, b'{"seq":"x"}', b'{"seq":7']
)
def test_what_cannot_be_read_was_never_sent(path: Path, left: bytes) -> None:
    beside(path).write_bytes(left)
    assert (kept(path), highest(path)) == (Kept(), None)


LATER = b'\n{"seq":8,"addresses":["b@c.org"]}'


@pytest.mark.parametrize("torn", range(1, len(LATER)))
def test_a_line_that_was_cut_off_takes_nothing_away(path: Path, torn: int) -> None:
    with outbox(path) as box:
        box.keep(seq=7, sendings=(NOTICE,))
    with open(beside(path), "ab") as file:
        file.write(LATER[:torn])
    assert kept(path) == Kept(seq=7, sendings=(NOTICE,))
    with outbox(path) as box:
        box.keep(seq=9)
    assert (kept(path).seq, highest(path)) == (9, 9)


@pytest.mark.parametrize("done", range(1, len(LATER)))
def test_a_line_that_is_being_put_in_front_takes_nothing_away(path: Path, done: int) -> None:
    with outbox(path) as box:
        box.keep(seq=7, sendings=(NOTICE,))
    text = beside(path).read_bytes() + LATER
    beside(path).write_bytes(LATER[1:][:done] + text[done:])
    assert kept(path) == Kept(seq=8, addresses=("b@c.org",))


@pytest.mark.parametrize("failing", ["pwrite", "fsync"])
def test_a_disk_that_fails_leaves_what_was_kept(path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    with outbox(path) as box:
        box.keep(seq=7)
        with monkeypatch.context() as patch:
            patch.setattr(module.os, failing, full)
            with refusing(Unwritable, match=r"disk is full; “.*sending” is as it was"):
                box.keep(seq=8)
        assert (box.kept.seq, kept_in(path)) == (7, b'{"seq":7}')
        box.keep(seq=8)
    assert highest(path) == 8


def full(*_given: object) -> None:
    raise OSError(28, "No space left on device")


def kept_in(path: Path) -> bytes:
    return beside(path).read_bytes()


def test_it_does_not_grow_for_ever(path: Path) -> None:
    sizes = set()
    with outbox(path) as box:
        for night in range(12):
            box.keep(seq=night, sendings=(NOTICE, REPORT)[: night % 3])
            sizes.add(beside(path).stat().st_size)
        box.keep(sendings=())
    assert max(sizes) < 300
    assert beside(path).read_bytes() == b'{"seq":11}'


@pytest.mark.parametrize("failing", ["pwrite", "fsync", "ftruncate"])
def test_a_disk_that_fails_while_it_is_made_short_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    real = getattr(os, failing)
    with outbox(path) as box:
        box.keep(seq=1, sendings=(NOTICE, REPORT))
        monkeypatch.setattr(module.os, failing, fails_at(real, 2 if failing != "ftruncate" else 1))
        box.keep(seq=2, sendings=())
    monkeypatch.undo()
    assert kept(path) == Kept(seq=2)


def fails_at(real: Callable[..., object], last: int) -> Callable[..., object]:
    """A call of the system that works until it is called for the n-th time, and never again."""
    calls = []

    def call(*given: object) -> object:
        calls.append(given)
        return real(*given) if len(calls) < last else full()

    return call


def test_two_runs_are_one_after_the_other(path: Path) -> None:
    busy = refusing(Busy, match="another run is sending reminders")
    with outbox(path), busy, outbox(path, patience=0.0):
        pass


def test_recording_does_not_wait_for_sending(two: Registry, path: Path, changing) -> None:
    with outbox(path) as box:
        box.keep(seq=1, sendings=(NOTICE,))
        with changing() as transaction:
            transaction.put(Record(ref="NEW-1", title="x"))
        two.tell(lambda told: told, date(2026, 11, 22))
    assert "NEW-1" in two.refs()


def test_a_run_that_is_killed_leaves_what_it_was_sending(path: Path) -> None:
    script = f"""
import os, signal
from datetime import date
from pathlib import Path
from agreetrack.store.ledger import Name
from agreetrack.store.outbox import Sending, outbox
with outbox(Path({str(path)!r})) as box:
    box.keep(sendings=(Sending(Name("RU-CN-2001", "notice", None, date(2026, 12, 11)), 30, "anna@example.org"),))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert kept(path) == Kept(sendings=(NOTICE,))


def test_where_it_cannot_be_had_it_says_so_and_keeps_nothing(path: Path, tmp_path: Path) -> None:
    beside(path).symlink_to(tmp_path / "elsewhere")
    with outbox(path) as box:
        assert box.under_way() == frozenset()
        with refusing(AgreetrackError, match="cannot be written"):
            box.keep(seq=1)
    assert not (tmp_path / "elsewhere").exists()
    beside(path).unlink()
    beside(path).mkdir()
    assert highest(path) is None


def test_a_text_that_the_system_takes_in_parts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pwrite = os.pwrite
    monkeypatch.setattr(module.os, "pwrite", lambda file, text, place: pwrite(file, text[:7], place))
    with outbox(path) as box:
        box.keep(seq=1, sendings=(NOTICE, REPORT))
    assert kept(path).sendings == (NOTICE, REPORT)


@pytest.mark.parametrize(("mode", "expected"), [(0o600, 0o600), (0o660, 0o660), (0o640, 0o640)])
def test_whoever_may_change_the_registry_may_send(two: Registry, path: Path, mode: int, expected: int) -> None:
    path.chmod(mode)
    with outbox(path):
        assert path.with_name(".agreements.json.sending").stat().st_mode & 0o777 == expected
