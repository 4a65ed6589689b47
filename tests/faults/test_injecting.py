"""That a fault happens where it is said to, by either means."""

import errno
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from injecting import Fault, Injector, Shimmed, faults, shim
from tracing import Traced, can_trace

ADD = ("add", "--ref", "A", "--title", "t", "--party", "Moscow", "--party", "Astana", "--as-of", "2021-11-22")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "office").mkdir()
    return tmp_path / "office" / "agreements.json"


@pytest.fixture(params=["shim", "strace"])
def injector(request: pytest.FixtureRequest, tmp_path: Path, registry: Path) -> Iterator[Injector]:
    environment = {
        "HOME": str(tmp_path),
        "AGREETRACK_DB": str(registry),
        "LC_ALL": "C.UTF-8",
        "PATH": os.environ["PATH"],
    }
    library = shim(tmp_path) if request.param == "shim" else None
    if request.param == "strace" and can_trace():
        injector: Injector = Traced(tmp_path, registry.parent, environment)
    elif library:
        injector = Shimmed(library, tmp_path, registry.parent, environment)
    else:
        pytest.skip(f"there is no means for a {request.param}")
    yield injector
    injector.end()


def first(injector: Injector, registry: Path, name: str, what: str, number: int = 0) -> Fault:
    """That fault at the first call of such a name that a first change makes; the registry is gone again."""
    outcome = injector.run(*ADD)
    assert outcome.acknowledged
    for file in registry.parent.iterdir():
        file.unlink()
    found = filter(injector.possible, faults(outcome.calls))
    return next(one for one in found if one.call and one.call.name.startswith(name) and one[1:3] == (what, number))


def test_a_call_that_fails(injector: Injector, registry: Path):
    outcome = injector.run(*ADD, fault=first(injector, registry, "fsync", "fails", errno.ENOSPC))
    assert (outcome.code, registry.exists()) == (1, False)
    assert "the disk is full" in outcome.stderr


def test_a_process_that_dies_before_a_call(injector: Injector, registry: Path):
    fault = first(injector, registry, "rename", "dies")
    outcome = injector.run(*ADD, fault=fault)
    assert (outcome.code, registry.exists()) == (-signal.SIGKILL, False)
    assert len(outcome.calls) == fault.at


@pytest.mark.parametrize(("what", "code"), [("writes half", 0), ("writes half and dies", -signal.SIGKILL)])
def test_a_write_that_is_cut_off(injector: Injector, registry: Path, what: str, code: int):
    if not injector.possible(Fault(1, "writes half")):
        pytest.skip("strace cuts no write short")
    fault = first(injector, registry, "write", what)
    outcome = injector.run(*ADD, fault=fault)
    assert (outcome.code, registry.exists()) == (code, code == 0)
    sizes = [file.stat().st_size for file in registry.parent.glob(".*.new")]
    assert sizes == [] if code == 0 else sizes[0] > 100


def test_a_disk_that_fails_from_then_on(injector: Injector, registry: Path):
    if not injector.possible(Fault(1, "fails from then on")):
        pytest.skip("strace lets one call fail")
    fault = first(injector, registry, "open", "fails from then on", errno.EIO)
    outcome = injector.run(*ADD, fault=fault)
    assert (outcome.code, list(registry.parent.iterdir())) == (1, [])
