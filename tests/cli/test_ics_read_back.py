"""What `export ics` writes, read by khal, a calendar program that is not ours."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
CONFIGURATION = """
[calendars]
[[agreements]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = agreements
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = UTC
local_timezone = UTC
"""


class Khal:
    """A khal with a calendar and a configuration of its own."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {**environment, "HOME": str(folder), "TZ": "UTC", "PYTHONWARNINGS": "ignore"}
        (folder / "calendar").mkdir(parents=True)
        (folder / "config").write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")

    def run(self, *words: str) -> str:
        command = [str(Path(sys.executable).parent / "khal"), "-c", str(self.folder / "config"), *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def take_in(self, calendar: bytes) -> None:
        path = self.folder / "agreements.ics"
        path.write_bytes(calendar)
        self.run("import", "--batch", "-a", "agreements", str(path))

    def events(self) -> list[str]:
        shape = "{start-date} {end-date}{cancelled}{categories} {title}"
        words = ("--day-format", "", "--format", shape, "2026-11-22", "2032-01-01")
        return [line for line in self.run("list", *words).splitlines() if line]


@pytest.fixture
def khal(tmp_path: Path, started: Mapping[str, str]) -> Khal:
    return Khal(tmp_path / "khal", started)


def test_khal_reads_days_and_titles(agreetrack: Agreetrack, khal: Khal) -> None:
    title = "Договор о добрососедстве, дружбе; и сотрудничестве\\n между Российской Федерацией и соседями"
    words = ("--party", "X", "--party", "Y", "--counting", "anniversary")
    tacit = ("--term", "1y", "--renewal", "tacit", "--notice", "3m")
    agreetrack("add", "--ref", "A", "--title", title, "--start", "2024-02-29", *words, *tacit)
    agreetrack("oblige", "A", "Report", "--every", "1y", "--from", "2025-12-31", "--met-through", "none")
    khal.take_in(agreetrack("export", "ics").stdout.encode())
    assert khal.events() == [
        f"2026-11-28 2026-11-28 Last day for notice: A {title}",
        f"2026-12-31 2026-12-31 Due: Report (A {title})",
        f"2027-02-28 2027-02-28 Renews by itself: A {title}",
        f"2027-11-29 2027-11-29 Last day for notice: A {title}",
        f"2027-12-31 2027-12-31 Due: Report (A {title})",
        f"2028-02-29 2028-02-29 Renews by itself: A {title}",
    ]


def test_khal_takes_in_what_moved_and_what_is_cancelled(agreetrack: Agreetrack, khal: Khal) -> None:
    words = ("--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--counting", "anniversary")
    agreetrack("add", "--ref", "A", *words, "--term", "5y", "--renewal", "none")
    agreetrack(
        "add", "--allow-duplicates", "--ref", "B", *words, "--term", "5y", "--renewal", "none", "--allow-duplicates"
    )
    khal.take_in(agreetrack("export", "ics").stdout.encode())
    assert khal.events() == [f"2027-02-20 2027-02-20 Expires: {ref} Water" for ref in "AB"]
    agreetrack("extend", "A", "--by", "3y", "--on", "2026-11-22")
    agreetrack("remove", "B", "--yes")
    khal.take_in(agreetrack("export", "ics").stdout.encode())
    assert khal.events() == [
        "2027-02-20 2027-02-20CANCELLED  Cancelled: Expires: B Water",
        "2030-02-20 2030-02-20 Expires: A Water",
    ]
