"""What is said of a registry that was there and is lost, wholly or in part: it is never taken for an empty one."""

from pathlib import Path

from agreetrack.model.errors import LostRegistry
from agreetrack.model.facts import Fact


def missing(path: Path, seen: int) -> LostRegistry:
    """The error for a registry that is not there any more."""
    return LostRegistry(Fact("registry.gone", path=path, seen=seen), path, None, seen)


def empty(path: Path, seen: int | None) -> LostRegistry:
    """The error for an empty file, whether a registry was seen there or not."""
    if seen is None:
        return LostRegistry(Fact("registry.empty", path=path), path)
    return LostRegistry(Fact("registry.emptied", path=path, seen=seen), path, None, seen)


def without_agreements(path: Path, seen: int) -> LostRegistry:
    """The error for a file that tells of changes and has no table of agreements."""
    return LostRegistry(Fact("registry.without-agreements", path=path, seen=seen), path, None, seen)


def older(path: Path, found: int, seen: int) -> LostRegistry:
    """The error for a file that tells of fewer changes than were seen in it."""
    return LostRegistry(Fact("registry.older", path=path, found=found, seen=seen), path, found, seen)
