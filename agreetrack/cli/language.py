"""The language of a command line: `--lang`, then AGREETRACK_LANG, then the configuration, then that of the system."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from agreetrack.display.wording import SOURCE, _, languages, speak

if TYPE_CHECKING:
    from agreetrack.register.settings.configuration import Configuration


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str], configuration: "Callable[[], Configuration]"
) -> None:
    """Let all texts be in the language that is asked for, and their dates as configured.

    It is looked for before the words are parsed, so that what is wrong with them is told in it too; a configuration is
    read where there is one. Raises UsageError for a language that there are no texts in.
    """
    system = of_system(environment)
    speak(spoken(environment.get("AGREETRACK_LANG") or "") or system)
    stated = _stated(arguments, environment)
    speak(stated or system)
    if not _is_configured(environment):
        return
    from agreetrack.model.errors import InvalidData

    try:
        configured = configuration()
    except InvalidData:  # told by the command itself, where it needs the configuration
        return
    speak(stated or spoken(configured.lang or "") or system, configured.date_format)


def _is_configured(environment: Mapping[str, str]) -> bool:
    import os

    from agreetrack.register.settings.places import configuration_place

    return os.path.exists(configuration_place(environment))


def _stated(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The language that is asked for in so many words."""
    code = _of_option(arguments)
    if code is not None:
        return required_language(code, "--lang")
    code = environment.get("AGREETRACK_LANG")
    return required_language(code, "AGREETRACK_LANG") if code else None


def _of_option(arguments: Sequence[str]) -> str | None:
    stated = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(arguments):
            stated = arguments[place + 1]
        elif word.startswith("--lang="):
            stated = word.removeprefix("--lang=")
    return stated


def of_system(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, as gettext finds it: the first that there are texts in, or English.

    LC_ALL, LC_MESSAGES or LANG, the first that is set; LANGUAGE may list others to try before it, save under `C`.
    """
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return SOURCE
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return next(filter(None, map(spoken, wanted)), SOURCE)


def spoken(code: str) -> str | None:
    """The language of a code or locale (`ru`, `ru_RU.UTF-8`), if there are texts in it."""
    known = languages()
    return next((one for one in _readings(code) if one in known), None)


def _readings(code: str) -> Iterator[str]:
    """The codes that a locale may be meant by: with its country, and without."""
    whole = code.partition(".")[0].partition("@")[0].replace("-", "_")
    yield from (whole, whole.partition("_")[0].lower())


def required_language(code: str, named: str) -> str:
    """The language that is meant where it is `named`. Raises UsageError where there are no texts in it."""
    found = spoken(code)
    if found is None:
        from agreetrack.model.errors import UsageError

        message = _("{named}: there are no texts in “{language}”; there are: {spoken}")
        raise UsageError(message.format(named=named, language=code, spoken=", ".join(languages())))
    return found
