"""The language of a command line: `--lang`, or that of the configuration."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agreetrack.model.errors import InvalidData, UsageError
from agreetrack.model.wording import _, speak

if TYPE_CHECKING:
    from agreetrack.cli.session import Session


def choose_language(session: "Session") -> None:
    """Let all texts be in the language that is asked for.

    It is looked for before the words are parsed, so that what is wrong with them is told in it too.
    """
    stated = _stated_language(session.arguments)
    if stated is not None:
        try:
            refuse_unspoken(stated)
        except UsageError as error:
            raise UsageError(f"--lang: {error.fact}") from None
        speak(stated)
    try:
        configuration = session.configuration
    except InvalidData:  # told by the command itself, where it needs the configuration
        speak(stated)
    else:
        speak(stated or configuration.lang, configuration.date_format)


def _stated_language(arguments: Sequence[str]) -> str | None:
    stated = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(arguments):
            stated = arguments[place + 1]
        elif word.startswith("--lang="):
            stated = word.removeprefix("--lang=")
    return stated


def refuse_unspoken(language: str) -> None:
    """Raise UsageError for a language that there are no texts in."""
    import agreetrack

    places = Path(agreetrack.__file__).parent / "locale"
    spoken = ["en", *sorted(place.name for place in places.glob("*") if place.is_dir())]
    if language not in spoken:
        message = _("there are no texts in “{language}”; there are: {spoken}")
        raise UsageError(message.format(language=language, spoken=", ".join(spoken)))
