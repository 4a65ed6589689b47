"""What is being sent: one run at a time, and what a run that was cut off may have delivered."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from agreetrack.model.errors import AgreetrackError
from agreetrack.model.record import Record
from agreetrack.store import Registry
from agreetrack.store import outbox as module
from agreetrack.store.ledger import Name
from agreetrack.store.outbox import Sending, outbox

NOTICE = Sending(Name("RU-CN-2001", "notice", None, date(2026, 12, 11)), 30, "anna@example.org")
REPORT = Sending(Name("Я-1", "obligation", "report", date(2024, 2, 29)), -7, "stdout")


def test_what_is_put_is_there_for_the_next_run_until_it_is_taken_out(path: Path) -> None:
    with outbox(path) as box:
        assert box.under_way() == frozenset()
        box.put([NOTICE, REPORT])
    with outbox(path) as box:
        assert box.under_way() == {NOTICE, REPORT}
        box.put([])
    with outbox(path) as box:
        assert box.under_way() == frozenset()


def test_a_shorter_text_leaves_nothing_of_a_longer_one(path: Path) -> None:
    with outbox(path) as box:
        box.put([NOTICE, REPORT])
        box.put([NOTICE])
        assert box.under_way() == {NOTICE}


@pytest.mark.parametrize("left", [b"", b"[[", b"{}", b"\xff", b'[["x"]]', b'[[["\xff"', b"[" * 100_000])
def test_what_cannot_be_read_was_never_sent(path: Path, left: bytes) -> None:
    with outbox(path):
        pass
    path.with_name(".agreements.json.sending").write_bytes(left)
    with outbox(path) as box:
        assert box.under_way() == frozenset()


def test_two_runs_are_one_after_the_other(path: Path) -> None:
    busy = pytest.raises(AgreetrackError, match="another run is sending reminders")
    with outbox(path), busy, outbox(path, patience=0.0):
        pass


def test_recording_does_not_wait_for_sending(two: Registry, path: Path, changing) -> None:
    with outbox(path) as box:
        box.put([NOTICE])
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
    box.put([Sending(Name("RU-CN-2001", "notice", None, date(2026, 12, 11)), 30, "anna@example.org")])
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    with outbox(path, patience=0.0) as box:
        assert box.under_way() == {NOTICE}


def test_a_link_in_its_place_is_refused(path: Path, tmp_path: Path) -> None:
    path.with_name(".agreements.json.sending").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AgreetrackError, match="cannot be written"), outbox(path):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_may_be_sent_where_it_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with outbox(path) as box:
        monkeypatch.setattr(module.os, "pwrite", full)
        with pytest.raises(AgreetrackError, match="the disk is full"):
            box.put([NOTICE])


def test_a_text_that_the_system_takes_in_parts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pwrite = os.pwrite
    monkeypatch.setattr(module.os, "pwrite", lambda file, text, place: pwrite(file, text[:7], place))
    with outbox(path) as box:
        box.put([NOTICE, REPORT])
        assert box.under_way() == {NOTICE, REPORT}


@pytest.mark.parametrize(("mode", "expected"), [(0o600, 0o600), (0o660, 0o660), (0o640, 0o640)])
def test_whoever_may_change_the_registry_may_send(two: Registry, path: Path, mode: int, expected: int) -> None:
    path.chmod(mode)
    with outbox(path):
        assert path.with_name(".agreements.json.sending").stat().st_mode & 0o777 == expected
