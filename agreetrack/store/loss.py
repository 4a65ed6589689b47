"""What is said of a registry that was there and is lost, wholly or in part: it is never taken for an empty one."""

from pathlib import Path

from agreetrack.model.errors import LostRegistry
from agreetrack.model.wording import _


def missing(path: Path, seen: int) -> LostRegistry:
    """The error for a registry that is not there any more."""
    text = _("the registry “{path}” is gone, its changes had come to {seen}; put it back, or the latest copy of it")
    return LostRegistry(text.format(path=path, seen=seen), path, None, seen)


def empty(path: Path, seen: int | None) -> LostRegistry:
    """The error for an empty file, whether a registry was seen there or not."""
    if seen is None:
        text = _("“{path}” is empty; put a copy of the registry in its place, or begin a new one with add or import")
        return LostRegistry(text.format(path=path), path)
    text = _("“{path}” is empty, its changes had come to {seen}; put the latest copy of the registry in its place")
    return LostRegistry(text.format(path=path, seen=seen), path, None, seen)


def without_agreements(path: Path, seen: int) -> LostRegistry:
    """The error for a file that tells of changes and has no table of agreements."""
    text = _(
        "“{path}” has no table of agreements, its changes had come to {seen}; put the latest copy of the registry in "
        "its place"
    )
    return LostRegistry(text.format(path=path, seen=seen), path, None, seen)


def older(path: Path, found: int, seen: int) -> LostRegistry:
    """The error for a file that tells of fewer changes than were seen in it."""
    text = _(
        "“{path}” is older than it was: its changes come to {found}, and had come to {seen}; put the latest copy of "
        "the registry in its place"
    )
    return LostRegistry(text.format(path=path, found=found, seen=seen), path, found, seen)
