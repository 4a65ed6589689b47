"""Writing an answer into a file that the person named."""

from pathlib import Path
from typing import TYPE_CHECKING

from agreetrack.cli.errors import reason
from agreetrack.display.wording import _
from agreetrack.model.errors import AgreetrackError, UsageError

if TYPE_CHECKING:
    from agreetrack.cli.session import Session
    from agreetrack.store import Registry

_NEW_FILE = 0o666


def save(session: "Session", path: Path, content: bytes, registry: "Registry") -> None:
    """Write the file: whole, or as it was before. A device or pipe is written to as it stands.

    Raises UsageError for the registry itself, AgreetrackError where the file cannot be written.
    """
    from agreetrack.store.replacing import replace_file

    try:
        if path.exists() and registry.exists() and path.samefile(registry.path):
            raise UsageError(_("“{path}” is the registry itself; name another file").format(path=path))
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        for sentence in replace_file(path, [content], _NEW_FILE):
            session.tell(sentence)
    except (OSError, ValueError) as error:
        message = _("“{path}” cannot be written: {reason}")
        raise AgreetrackError(message.format(path=path, reason=reason(error))) from None
