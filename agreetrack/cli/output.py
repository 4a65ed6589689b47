"""Writing an answer into a file that the person named."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from agreetrack.model.errors import AgreetrackError, UsageError
from agreetrack.model.wording import _
from agreetrack.store import Registry

_NEW_FILE = 0o666


def save(path: Path, content: bytes, registry: Registry) -> None:
    """Write the file: whole, or as it was before. A device or pipe is written to as it stands.

    Raises UsageError for the registry itself, AgreetrackError where the file cannot be written.
    """
    try:
        if path.exists() and registry.exists() and path.samefile(registry.path):
            raise UsageError(_("“{path}” is the registry itself; name another file").format(path=path))
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = _("“{path}” cannot be written: {reason}")
        raise AgreetrackError(message.format(path=path, reason=reason)) from None


def _replace(path: Path, content: bytes) -> None:
    number, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), _mode(path))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is there, or those that a new one gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0o077)
        os.umask(mask)
        return _NEW_FILE & ~mask
