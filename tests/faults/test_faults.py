"""At a file call of a command a disk fails or the process dies: nothing acknowledged is lost, no warning missed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import changes
import nights
import pytest
from changes import CHANGES
from injecting import Fault, sample
from nights import STRUCK, WAYS
from offices import Office, in_use

EVERY, EVERY_NIGHT = 23, 79
"""One fault in so many is tried here, another one of each command; `run.py` tries them all."""


@pytest.fixture(scope="module")
def office_in_use(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    try:
        office = in_use(tmp_path_factory.mktemp("faults"))
    except RuntimeError as error:
        pytest.skip(str(error))
    yield office
    office.injector.end()


@pytest.fixture
def office(office_in_use: Office) -> Iterator[Office]:
    yield office_in_use
    office_in_use.start_over()


def assert_nothing_wrong(verdicts: Sequence[tuple[Fault, changes.Verdict | nights.Verdict]]) -> None:
    told = [f"{fault}: {wrong}" for fault, verdict in verdicts for wrong in verdict.wrong]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_done_or_not_done_whatever_fails(office: Office, name: str):
    change = CHANGES[name]
    expected, calls = changes.prepare(office, change)
    faults = sample(office.injector, calls, EVERY, list(CHANGES).index(name))
    verdicts = [(fault, changes.tried(office, change, fault, expected)) for fault in faults]
    assert verdicts
    assert_nothing_wrong(verdicts)


@pytest.mark.parametrize("name", ["add", "attach", "own setting"])
def test_what_is_written_is_on_the_disk_before_it_counts_and_its_name_before_it_is_told(office: Office, name: str):
    _expected, calls = changes.prepare(office, CHANGES[name])
    renamed = [place for place, call in enumerate(calls) if call.name.startswith("rename")]
    assert renamed
    for place in renamed:
        folder = str(Path(calls[place].path).parent)
        last = max(at for at in range(place) if "write" in calls[at].name)
        assert [call.name for call in calls[last:place] if call.path == calls[last].path and call.name == "fsync"]
        assert [call for call in calls[place:] if (call.name, call.path) == ("fsync", folder)]


@pytest.mark.parametrize("struck", STRUCK)
@pytest.mark.parametrize("way", WAYS)
def test_no_warning_is_missed_and_one_that_comes_again_says_so(office: Office, way: str, struck: int):
    expected = nights.prepare(office, way)
    faults = sample(office.injector, expected.calls[struck], EVERY_NIGHT, struck)
    verdicts = [(fault, nights.tried(office, way, fault, struck, expected)) for fault in faults]
    assert verdicts
    assert_nothing_wrong(verdicts)
