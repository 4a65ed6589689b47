"""Which language a command line is answered in, and which words of the environment say so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from conftest import Run

from agreetrack.display import wording
from agreetrack.display.wording import _, marked, ngettext, pgettext, speaking

USAGE = "Usage: agreetrack COMMAND …"
BEGUN = "there is no command “{word}”; agreetrack -h shows those there are"
SAID = {"en": USAGE, "ru": "Использование", "de": "Aufruf"}
Agreetrack = Callable[..., Run]


@pytest.fixture(autouse=True)
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts in Russian and German, of a few messages."""
    for language in ("ru", "de"):
        catalogue = Catalog(locale=language)
        catalogue.add(USAGE, SAID[language])
        catalogue.add(BEGUN, f"{SAID[language]}: {{word}}")
        catalogue.add("by", f"by {language}", context="party")
        catalogue.add(
            ("{count} day", "{count} days"), ("{count} день", "{count} дня", "{count} дней")[: catalogue.num_plurals]
        )
        place = tmp_path / "locale" / language / "LC_MESSAGES"
        place.mkdir(parents=True)
        with (place / "agreetrack.mo").open("wb") as file:
            write_mo(file, catalogue)
    monkeypatch.setattr(wording, "CATALOGUES", tmp_path / "locale")
    wording._catalogue.cache_clear()
    yield
    wording._catalogue.cache_clear()


def language_of(text: str) -> str:
    return next(language for language, words in SAID.items() if words in text or (language == "en" and "there" in text))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "de_AT@euro"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:ru:de"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LANGUAGE": "fr"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LANGUAGE": "en:ru"}, "en"),
        ({"LANG": "C", "LANGUAGE": "ru"}, "en"),
        ({"LANGUAGE": "ru"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "AGREETRACK_LANG": "de"}, "de"),
        ({"LANG": "ru_RU.UTF-8", "AGREETRACK_LANG": "en"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "AGREETRACK_LANG": ""}, "ru"),
        ({"LANG": "C", "AGREETRACK_LANG": "ru_RU.UTF-8"}, "ru"),
    ],
    ids=str,
)
def test_the_environment_says_which_language(
    agreetrack: Agreetrack, environment: dict[str, str], language: str
) -> None:
    env = {name: environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "AGREETRACK_LANG")}
    assert language_of(agreetrack(env=env).stdout) == language
    assert language_of(agreetrack("frob", env=env).stderr) == language


def test_an_option_counts_before_the_environment_and_that_before_the_configuration(
    agreetrack: Agreetrack, home: Path
) -> None:
    assert agreetrack("config", "lang", "de").code == 0
    named = {"AGREETRACK_LANG": "ru", "LC_ALL": "C.UTF-8"}
    assert language_of(agreetrack(env={"LC_ALL": "ru_RU.UTF-8"}).stdout) == "de"
    assert language_of(agreetrack("frob", env={"LC_ALL": "ru_RU.UTF-8"}).stderr) == "de"
    assert language_of(agreetrack("frob", env=named).stderr) == "ru"
    assert language_of(agreetrack(env=named).stdout) == "ru"
    assert language_of(agreetrack("frob", "--lang", "en", env=named).stderr) == "en"
    assert language_of(agreetrack("--lang=DE", "frob", env=named).stderr) == "de"


@pytest.mark.parametrize("words", [("list", "--lang", "tlh"), ("--lang=", "list"), ("list", "--lang", "../ru")])
def test_a_language_without_texts_is_refused(agreetrack: Agreetrack, words: tuple[str, ...]) -> None:
    run = agreetrack(*words)
    assert run.code == 2
    assert "there are: en, de, ru" in run.stderr
    assert run.stderr.startswith("agreetrack: --lang: ")


def test_a_language_of_the_environment_without_texts_is_refused_by_its_name(agreetrack: Agreetrack) -> None:
    said = "agreetrack: AGREETRACK_LANG: there are no texts in “tlh”; there are: en, de, ru\n"
    assert agreetrack("list", env={"AGREETRACK_LANG": "tlh"}).stderr == said
    assert agreetrack(env={"AGREETRACK_LANG": "tlh"}).stderr == said


def test_the_configuration_keeps_the_code_of_a_language(agreetrack: Agreetrack) -> None:
    assert agreetrack("config", "lang", "ru_RU").code == 0
    assert agreetrack("config", "lang", env={"AGREETRACK_LANG": "en"}).stdout == "ru\n"


def test_a_configured_language_without_texts_leaves_it_to_the_system(agreetrack: Agreetrack, home: Path) -> None:
    place = home / "agreetrack" / "config.toml"
    place.parent.mkdir()
    place.write_text('lang = "fr"\n', "utf-8")
    assert language_of(agreetrack("frob", env={"LC_ALL": "ru_RU.UTF-8"}).stderr) == "ru"


def test_a_configuration_out_of_order_is_told_in_the_language_of_the_system(agreetrack: Agreetrack, home: Path) -> None:
    place = home / "agreetrack" / "config.toml"
    place.parent.mkdir()
    place.write_text("lang = \n", "utf-8")
    assert language_of(agreetrack(env={"LC_ALL": "ru_RU.UTF-8"}).stdout) == "ru"
    assert agreetrack("list", env={"LC_ALL": "ru_RU.UTF-8"}).code == 4


# The words


def test_a_text_is_said_in_the_language_of_its_block() -> None:
    with speaking("ru"):
        assert _(USAGE) == SAID["ru"]
        with speaking("de"):
            assert _(USAGE) == SAID["de"]
        assert _(USAGE) == SAID["ru"]
        assert pgettext("party", "by") == "by ru"
        assert pgettext("day", "by") == "by"
    assert _(USAGE) == marked(USAGE) == USAGE


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "{count} день"), (2, "{count} дня"), (5, "{count} дней"), (21, "{count} день"), (111, "{count} дней")],
)
def test_a_number_has_the_form_of_its_language(count: int, said: str) -> None:
    with speaking("ru"):
        assert ngettext("{count} day", "{count} days", count) == said


def test_a_text_without_translation_stays_english() -> None:
    with speaking("ru"):
        assert _("nobody translated this") == "nobody translated this"
        assert ngettext("one of these", "many of these", 5) == "many of these"
