"""What servers and programs say, made fit to be told."""

from agreetrack.model.errors import Said, reason_of

_LONGEST = 200


def why(error: Exception) -> Said:
    """Why something failed; what a library says of it made fit to be told."""
    reason = reason_of(error)
    return told(reason) if isinstance(reason, str) else reason


def told(text: str | bytes, *secrets: str) -> str:
    """The text on one line of printable characters, cut where it is long, without the secrets."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    for secret in secrets:
        text = text.replace(secret, "…")
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
